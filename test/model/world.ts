import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import { tokenRenewals } from '../../nodes/MyD3/api/accessToken';
import { processMemory } from '../../nodes/MyD3/trigger/processMemory';
import { subscriptionKeys } from '../../nodes/MyD3/trigger/subscriptionKeys';
import type { Simulator } from '../simulator/simulator';
import type { StaticData } from '../../nodes/MyD3/trigger/staticData';
import { Ledger } from './ledger';
import type { Owner } from './ledger';
import { N8n1, N8n2, TestListening } from './n8n';
import type { N8n, Outcome, Publication } from './n8n';
import { cause, PUBLIC_URLS } from './steps';
import type { AtOnce, Sequence, Step } from './steps';
import { digestIn, isBlind, showsAll, withTraits } from './traits';
import { Wire } from './wire';
import { copyOf, NEIGHBOUR, urlAt, WEBHOOK_IDS } from './workflow';
import type { Stored, Trigger, Version } from './workflow';

/** The triggers' names in the keys that n8n's process knows. */
const NODES = Object.keys(WEBHOOK_IDS).map(
	(id) => `${id === NEIGHBOUR.id ? 'workflow2' : 'workflow1'}/${id}`,
);

const PATHS = ['webhook', 'webhook-test'] as const;

/**
 * MyD3, one n8n with one workflow and its neighbour, and the ledger of who created which subscription.
 *
 * A world is *settled* when the faults have ended and n8n has made its own retries: in 2.41 five activations and three
 * deletes, in 1.123 the repeated activations after a start. What n8n gives up, or never notices, is then repaired by
 * the user, as the documents advise. `needsRepair` says when: the last publish or unpublish failed (1.123 only logs a failed
 * delete), n8n was killed during it, static data was lost, MyD3 dropped a subscription, or n8n's address changed, and
 * n8n has not read the list since. The repair of 1.123 is a restart for an active workflow, and activating and
 * deactivating once for an inactive one; that of 2.41, which does not check on start-up, is to unpublish and publish,
 * or the reverse. For test listening it is to listen and stop again.
 */
export class World {
	private readonly wire: Wire;
	private readonly stored: Stored;
	private readonly publication: Publication = {
		target: undefined,
		isUnderWay: false,
		rows: [],
	};
	private n8n: N8n;
	private listening: TestListening;
	private readonly ledger: Ledger;
	private copied: { stored: Stored; publication: Publication } | undefined;
	private readonly neighbour: { stored: Stored; publication: Publication };
	private needsRepair = false;
	private testNeedsRepair = false;
	/** Event types of events that the triggers would have rejected. */
	private readonly refused: string[] = [];

	constructor(
		private readonly myD3: Simulator,
		private readonly sequence: Sequence,
	) {
		this.forgetProcess();
		const { traits } = sequence;
		this.wire = new Wire(
			withTraits(
				traits,
				myD3.respondTo,
				(digest) =>
					NODES.flatMap((node) => subscriptionKeys.of(node)).some(
						({ keyDigest }) => keyDigest === digest,
					),
				this.refused,
			),
		);
		myD3.endFaults();
		myD3.requests.length = 0;
		this.ledger = new Ledger(myD3, showsAll(traits), traits.emptyList === 'array');
		const isCounted = traits.list === 'counted pages';
		myD3.responseShapes.list = isCounted ? 'paged' : sequence.list;
		this.stored = {
			workflowId: 'workflow1',
			credential: {
				...Object.fromEntries(
					new MyD3Api().properties.map(({ name, default: value }) => [name, value as string]),
				),
				apiKey: myD3.apiKey,
				baseUrl: myD3.baseUrl,
				...((isCounted || traits.list === 'none') && {
					overrideApiDetails: true,
					listRequest: isCounted ? 'GET /subscription/v1/subscription?page={page}' : '',
				}),
			},
			publicUrl: PUBLIC_URLS[0],
			draft: [
				{ id: 'node-1', name: 'MyD3 Trigger', eventTypes: sequence.eventTypes },
				...(sequence.second === undefined
					? []
					: [{ id: 'node-2', name: 'Second', eventTypes: sequence.second }]),
			],
			staticData: {},
		};
		this.neighbour = {
			// With the very same credential.
			stored: { ...this.stored, workflowId: 'workflow2', draft: [NEIGHBOUR], staticData: {} },
			publication: copyOf(this.publication),
		};
		this.n8n = this.freshN8n();
		this.listening = new TestListening(this.stored, this.wire.connect());
	}

	/** Carries out one step. @throws Error if it touched what it must not touch */
	async take(step: Step): Promise<void> {
		switch (step.do) {
			case 'publish':
			case 'unpublish':
			case 'listen':
			case 'stop listening':
				// Nor can it tell whether an interrupted delete was carried out.
				return await this.operate(
					step.do,
					isBlind(this.sequence.traits) ? undefined : step.killedAfter,
				);
			case 'restart':
				this.move(step.publicUrl ?? this.stored.publicUrl);
				return await this.restart();
			case 'edit':
				return this.edit({ eventTypes: step.eventTypes });
			case 'rename':
				this.edit({ name: step.nodeName });
				if (this.stored.published === undefined) this.loseTrack();
				return;
			case 'lose static data':
				this.stored.staticData = {};
				this.needsRepair = true;
				return this.loseTrack();
			case 'copy':
				return await this.operateCopy(step.what);
			case 'at once':
				return await this.operateAtOnce(step.what, step.after);
			case 'MyD3 drops a subscription': {
				if (isBlind(this.sequence.traits)) return;
				const ours = this.ledger.heldBy('production', 'test');
				const dropped = ours[step.index % Math.max(1, ours.length)];
				this.myD3.subscriptions = this.myD3.subscriptions.filter((held) => held !== dropped);
				this.needsRepair = true;
				this.testNeedsRepair = true;
				return;
			}
			case 'MyD3 is well again':
				return this.myD3.endFaults();
			case 'fault':
				return cause(step.fault, this.myD3, this.wire);
		}
	}

	/** Lets the world settle and checks MyD3's subscriptions. @throws Error unless they are exactly the wanted ones */
	async settle(): Promise<void> {
		this.myD3.endFaults();
		await this.as('production', async () => {
			const outcome = await this.followingTheName(() => this.n8n.idle());
			if (outcome === 'failed') throw new Error('n8n still fails although MyD3 has recovered');
		});
		if (this.needsRepair) await this.repair();
		if (this.testNeedsRepair) await this.repairTestListening();
		this.check('production', this.stored.published);
		this.check('test', this.listening.trigger && [this.listening.trigger]);
		this.checkMemory();
		await this.checkNeighbour();
		if (this.refused.length > 0) throw new Error(`lost: the first event ${this.refused.join()}`);
		await this.mustSucceed('test', () => this.listening.stop());
		this.check('test');
		await this.checkStart();
		await this.mustSucceed('production', () => this.n8n.unpublish());
		this.check('production');
	}

	private async operate(
		what: 'publish' | 'unpublish' | 'listen' | 'stop listening',
		killedAfter = Infinity,
	): Promise<void> {
		const isTest = what === 'listen' || what === 'stop listening';
		const run = {
			publish: () => this.n8n.publish(),
			unpublish: () => this.n8n.unpublish(),
			listen: () => this.listening.listen(),
			'stop listening': () => this.listening.stop(),
		}[what];
		const publishedAs = this.stored.published?.[0]?.name;
		const wasPublished = publishedAs !== undefined;
		const wasListening = this.listening.trigger !== undefined;
		const asked = this.myD3.requests.length;
		const outcome = await this.as(isTest ? 'test' : 'production', () =>
			this.wire.killAfter(killedAfter, run),
		);
		// Static data belongs to a name.
		if (wasPublished && publishedAs !== this.stored.draft[0]?.name) this.loseTrack();
		// A list catches up before a person can take the next step.
		this.myD3.makeListsStale(0);
		// With nothing registered n8n does not call delete; 2.41 trusts what is registered.
		const isIdle = {
			publish: wasPublished && this.sequence.n8n === '2.41',
			unpublish: !wasPublished,
			listen: false,
			'stop listening': !wasListening,
		}[what];
		const isBlind = isIdle || !this.hasLooked(asked);
		if (isTest) this.testNeedsRepair = outcome !== 'done' || (isBlind && this.testNeedsRepair);
		else this.needsRepair = outcome !== 'done' || (isBlind && this.needsRepair);
		if (outcome === 'killed') await this.restart();
	}

	/** Whatever a copy of n8n does, it leaves the original's subscriptions alone. */
	private async operateCopy(what: 'publish' | 'unpublish' | 'start'): Promise<void> {
		this.copied ??= {
			stored: { ...copyOf(this.stored), publicUrl: 'https://copy.example.com/' },
			publication: copyOf(this.publication),
		};
		const n8n = this.freshN8n(this.copied);
		await this.as('copy', async () => await n8n[what]());
		this.myD3.makeListsStale(0);
	}

	/** 2.41 locks a workflow: the next publication waits for the end of the last. 1.123 locks nothing. */
	private async operateAtOnce(
		[first, second]: readonly [AtOnce, AtOnce],
		after: number,
	): Promise<void> {
		const isOther = second.endsWith('neighbour');
		if (this.sequence.n8n === '2.41' && !isOther) return;
		const n8n = isOther ? this.freshN8n(this.neighbour) : this.n8n;
		const publishedAs = this.stored.published?.[0]?.name;
		const asked = this.myD3.requests.length;
		const run = (of: N8n, what: AtOnce) => async () =>
			await of[what.split(' ')[0] as 'publish' | 'unpublish' | 'start']();
		const outcomes = await this.as(
			'production',
			async () => await this.wire.overlap(after, run(this.n8n, first), run(n8n, second)),
			isOther ? 'neighbour' : 'production',
		);
		if (publishedAs !== undefined && publishedAs !== this.stored.draft[0]?.name) this.loseTrack();
		this.myD3.makeListsStale(0);
		// 1.123 may still register triggers after the deletes of a deactivation, whose end it does not wait for.
		const isFirst = first === 'publish' && publishedAs === undefined && this.triggers().length < 2;
		const isLate = second === 'unpublish' && !isFirst;
		const isKept = first === 'start' && this.hasKept(asked);
		// Without a list n8n believes it.
		const isFooled = isBlind(this.sequence.traits) && this.hasKept(asked);
		if (isLate || isKept || isFooled || outcomes.slice(0, isOther ? 1 : 2).includes('failed'))
			this.needsRepair = true;
	}

	/** Checks that the neighbour has what it needs, once repaired, whatever else has happened. */
	private async checkNeighbour(): Promise<void> {
		if (!showsAll(this.sequence.traits)) return;
		const { stored } = this.neighbour;
		const n8n = this.freshN8n(this.neighbour);
		const operations = [() => n8n.publish(), () => n8n.unpublish()];
		if (stored.published !== undefined) operations.reverse();
		for (const operation of operations) await this.mustSucceed('neighbour', operation);
		const url = urlAt(stored.publicUrl, 'webhook', NEIGHBOUR.id);
		const desired = (stored.published ?? []).map(() => ({ eventType: 'Issued', url }));
		this.ledger.check('neighbour', desired, [url]);
	}

	/** Whether MyD3 listed to the last page before n8n created anything, so that n8n could notice what had happened. */
	private hasLooked(asked: number): boolean {
		const requests = this.myD3.requests.slice(asked);
		const firstCreate = requests.findIndex(
			({ method, path }) => method === 'POST' && path.startsWith('/subscription/'),
		);
		const isList = ({ method }: { method: string }) => method === 'GET';
		const isGood = ({ status }: { status: unknown }) => status === 200;
		const all = requests.filter(isList);
		// Later lists are also read for the id of what was created.
		const before = firstCreate < 0 ? all : requests.slice(0, firstCreate).filter(isList);
		// Each of several triggers must have checked.
		const mustBeGood = this.stored.draft.length > 1 ? all : [...before.slice(-1), ...all.slice(-1)];
		return before.length > 0 && mustBeGood.every(isGood);
	}

	/** Whether MyD3 refused a deletion: a start only logs that, as long as MyD3 has what is wanted. */
	private hasKept(asked: number): boolean {
		return this.myD3.requests
			.slice(asked)
			.some(({ method, status }) => method === 'DELETE' && status !== 204);
	}

	private async restart(): Promise<void> {
		// A new process knows nothing of the old one's deletes, and starts after a list has caught up.
		this.forgetProcess();
		this.myD3.makeListsStale(0);
		this.n8n = this.freshN8n();
		if (this.listening.trigger !== undefined) this.testNeedsRepair = true;
		this.listening = new TestListening(this.stored, this.wire.connect());
		this.loseTrack();
		const asked = this.myD3.requests.length;
		const outcome = await this.as('production', () =>
			this.followingTheName(() => this.n8n.start()),
		);
		// 2.41 continues with the triggers of a publication that have no row yet; the others do not check.
		const isPartial = this.sequence.n8n === '2.41' && this.stored.draft.length > 1;
		const isBlind = isPartial || !this.hasLooked(asked);
		const isKept = outcome === 'failed' || this.hasKept(asked);
		this.needsRepair = isKept || (this.needsRepair && isBlind);
	}

	/** Ends the memory of n8n's process. */
	private forgetProcess(): void {
		processMemory.clear();
		tokenRenewals.clear();
		for (const node of NODES) {
			for (const { keyDigest } of subscriptionKeys.of(node))
				subscriptionKeys.remove(node, keyDigest);
		}
	}

	/** Leaves what leads to the old address, on purpose: it may be another n8n's by now. */
	private move(publicUrl: string): void {
		if (publicUrl === this.stored.publicUrl) return;
		this.stored.publicUrl = publicUrl;
		this.ledger.loseTrack('');
		this.needsRepair = true;
		this.testNeedsRepair = true;
	}

	private freshN8n(of = { stored: this.stored, publication: this.publication }): N8n {
		const carry = this.wire.connect();
		return this.sequence.n8n === '1.123'
			? new N8n1(of.stored, carry)
			: new N8n2(of.stored, carry, of.publication);
	}

	private async repair(): Promise<void> {
		const isActive = this.stored.published !== undefined;
		if (isActive && this.sequence.n8n === '1.123') {
			this.n8n = this.freshN8n();
			await this.mustSucceed('production', () => this.n8n.start());
			return;
		}
		const operations = [() => this.n8n.publish(), () => this.n8n.unpublish()];
		if (isActive) operations.reverse();
		for (const operation of operations) await this.mustSucceed('production', operation);
	}

	private async repairTestListening(): Promise<void> {
		await this.mustSucceed('test', () => this.listening.listen());
		await this.mustSucceed('test', () => this.listening.stop());
	}

	private async mustSucceed(owner: Owner, operation: () => Promise<Outcome>): Promise<void> {
		if ((await this.as(owner, operation)) === 'failed') {
			throw new Error(`${owner}: an operation fails although MyD3 has recovered`);
		}
	}

	/** Does something that orphans whatever is neither remembered nor listed. */
	private async as<Result>(
		owner: Owner,
		operation: () => Promise<Result>,
		alongside = owner,
	): Promise<Result> {
		const result = await this.ledger.as(owner, operation, alongside);
		if (!showsAll(this.sequence.traits)) this.loseTrack();
		return result;
	}

	private loseTrack(): void {
		const known = this.triggers().map((trigger) => {
			const urls = PATHS.map((path) => urlAt(this.stored.publicUrl, path, trigger.id));
			const memory = this.memoryOf(trigger);
			return [
				memory.webhookUrl === urls[0] ? memory : '',
				urls.map((url) => processMemory.of(this.myD3.baseUrl, url).created),
			];
		});
		this.ledger.loseTrack(JSON.stringify(known));
	}

	/** Static data belongs to a name: n8n may finish an unpublication, after which the name is the draft's. */
	private async followingTheName<Result>(operation: () => Promise<Result>): Promise<Result> {
		const before = this.nodeName();
		const result = await operation();
		if (this.nodeName() !== before) this.loseTrack();
		return result;
	}

	private edit(changes: Partial<Trigger>): void {
		const [first, ...others] = this.stored.draft as [Trigger];
		this.stored.draft = [{ ...first, ...changes }, ...others];
	}

	/** The triggers as n8n knows them. */
	private triggers(): Trigger[] {
		return this.stored.published ?? this.stored.draft;
	}

	private nodeName(): string {
		return this.triggers()[0]?.name ?? '';
	}

	private memoryOf({ name }: Trigger): Partial<StaticData> {
		return (this.stored.staticData[`node:${name}`] ?? {}) as Partial<StaticData>;
	}

	private check(owner: 'production' | 'test', version: Version = []): void {
		const path = owner === 'production' ? 'webhook' : 'webhook-test';
		const at = ({ id }: Trigger) => urlAt(this.stored.publicUrl, path, id);
		const desired = version.flatMap((trigger) =>
			trigger.eventTypes.map((eventType) => ({ eventType, url: at(trigger) })),
		);
		this.ledger.check(owner, desired, this.stored.draft.map(at));
	}

	/** Checks that the active triggers remember enough to let deliveries in, and no key. */
	private checkMemory(): void {
		for (const trigger of this.stored.published ?? []) {
			const url = urlAt(this.stored.publicUrl, 'webhook', trigger.id);
			const { subscriptions = [] } = this.memoryOf(trigger);
			for (const one of this.ledger.heldBy('production')) {
				const { eventType, notificationUrl } = one;
				if (!notificationUrl.startsWith(`${url}?`) || !this.ledger.isFindable(one, [url])) continue;
				const key = new URL(notificationUrl).searchParams.get('apiKey')!;
				const digest = digestIn(notificationUrl);
				const known = subscriptions.find(({ keyDigest }) => keyDigest === digest);
				if (known?.eventType !== eventType) {
					throw new Error(`the trigger would not know the key of ${eventType}`);
				}
				if (JSON.stringify(this.stored.staticData).includes(key)) {
					throw new Error('a key is in static data');
				}
			}
		}
	}

	/** 1.123 checks on every start, 2.41 does not. Each change alters what it sees of an incomplete list. */
	private async checkStart(): Promise<void> {
		const { n8n, traits } = this.sequence;
		if (this.stored.published === undefined || n8n !== '1.123' || traits.list === 'incomplete')
			return;
		const ids = () => this.myD3.subscriptions.map(({ id }) => id).join();
		const before = ids();
		await this.restart();
		if (ids() !== before) throw new Error('a start changed subscriptions that were as wanted');
	}
}
