import type { Simulator } from '../simulator/simulator';
import { Actors } from './actors';
import { Installation } from './installation';
import type { Database } from './installation';
import { Ledger } from './ledger';
import type { N8n } from './n8n';
import { couldNotice, wasDeletionRefused } from './observations';
import { cause } from './steps';
import type { Simultaneous, Sequence, Step } from './steps';
import { isBlind, showsAll } from './traits';

/** MyD3, one n8n with one workflow and its neighbour, and the ledger of who created which subscription. */
export class World {
	readonly installation: Installation;
	readonly ledger: Ledger;
	readonly actors: Actors;
	/**
	 * What the user must repair, `repair` for the workflow and `testRepair` for test listening: the last operation failed
	 * (1.123 only logs a failed delete), n8n was killed during it, static data was lost, MyD3 dropped a subscription, or
	 * n8n's address changed, and n8n has not read the list since.
	 */
	readonly needs = { repair: false, testRepair: false };
	private copied: Database | undefined;

	constructor(
		private readonly myD3: Simulator,
		readonly sequence: Sequence,
	) {
		const { traits } = sequence;
		this.installation = new Installation(myD3, sequence);
		this.ledger = new Ledger(myD3, showsAll(traits), traits.emptyList === 'array');
		this.actors = new Actors(this.installation, this.ledger, showsAll(traits));
	}

	/** Carries out one step. @throws Error if it touched what it must not touch */
	async take(step: Step): Promise<void> {
		const { actors, installation, myD3, needs } = this;
		const { stored } = installation;
		switch (step.do) {
			case 'publish':
			case 'unpublish':
			case 'listen':
			case 'stop listening':
				// A blind list cannot tell whether an interrupted delete was carried out, either.
				return await this.operate(
					step.do,
					isBlind(this.sequence.traits) ? undefined : step.killedAfter,
				);
			case 'restart':
				this.move(step.publicUrl ?? stored.publicUrl);
				return await this.restart();
			case 'edit':
				return installation.edit({ eventTypes: step.eventTypes });
			case 'rename':
				installation.edit({ name: step.nodeName });
				if (stored.published === undefined) actors.loseTrack();
				return;
			case 'lose static data':
				stored.staticData = {};
				needs.repair = true;
				return actors.loseTrack();
			case 'copy':
				return await this.operateCopy(step.what);
			case 'simultaneously':
				return await this.operateSimultaneously(step.what, step.after);
			case 'MyD3 drops a subscription': {
				if (isBlind(this.sequence.traits)) return;
				const ours = this.ledger.heldBy('production', 'test');
				const dropped = ours[step.index % Math.max(1, ours.length)];
				if (this.sequence.traits.drops === 'deletes it')
					myD3.subscriptions = myD3.subscriptions.filter((held) => held !== dropped);
				else if (dropped !== undefined) dropped.active = false;
				needs.repair = needs.testRepair = true;
				return;
			}
			case 'MyD3 recovers':
				return myD3.endFaults();
			case 'fault':
				return cause(step.fault, myD3, installation.wire);
		}
	}

	/** Ends n8n's process and starts a new one. */
	async restart(): Promise<void> {
		const { actors, installation, needs } = this;
		// A new process knows nothing of the old one's deletes, and starts after a list has caught up.
		this.myD3.makeListsStale(0);
		if (installation.listening.trigger !== undefined) needs.testRepair = true;
		installation.restart();
		actors.loseTrack();
		const from = this.myD3.requests.length;
		const outcome = await actors.as('production', () =>
			actors.followingTheName(() => installation.n8n.start()),
		);
		// 2.41 continues with the triggers of a publication that have no row yet; the others do not check.
		const isPartial = this.sequence.n8n === '2.41' && installation.stored.draft.length > 1;
		const hasChecked = !isPartial && this.couldNoticeSince(from);
		const isKept = outcome === 'failed' || this.wasDeletionRefusedSince(from);
		needs.repair = isKept || (needs.repair && !hasChecked);
	}

	private async operate(
		what: 'publish' | 'unpublish' | 'listen' | 'stop listening',
		killedAfter = Infinity,
	): Promise<void> {
		const { actors, installation, needs } = this;
		const { listening, n8n, stored } = installation;
		const isTest = what === 'listen' || what === 'stop listening';
		const run = {
			publish: () => n8n.publish(),
			unpublish: () => n8n.unpublish(),
			listen: () => listening.listen(),
			'stop listening': () => listening.stop(),
		}[what];
		const publishedAs = stored.published?.[0]?.name;
		const wasPublished = publishedAs !== undefined;
		const wasListening = listening.trigger !== undefined;
		const from = this.myD3.requests.length;
		const outcome = await actors.as(isTest ? 'test' : 'production', () =>
			installation.wire.killAfter(killedAfter, run),
		);
		this.afterOperation(publishedAs);
		// With nothing registered n8n does not call delete; 2.41 trusts what is registered.
		const isIdle = {
			publish: wasPublished && this.sequence.n8n === '2.41',
			unpublish: !wasPublished,
			listen: false,
			'stop listening': !wasListening,
		}[what];
		const hasChecked = !isIdle && this.couldNoticeSince(from);
		const need = isTest ? 'testRepair' : 'repair';
		needs[need] = outcome !== 'done' || (needs[need] && !hasChecked);
		if (outcome === 'killed') await this.restart();
	}

	/** Whatever a copy of n8n does, it leaves the original's subscriptions alone. */
	private async operateCopy(what: 'publish' | 'unpublish' | 'start'): Promise<void> {
		this.copied ??= this.installation.copy();
		const n8n = this.installation.loadN8n(this.copied);
		await this.actors.as('copy', async () => await n8n[what]());
		this.myD3.makeListsStale(0);
	}

	/** 2.41 locks a workflow: a publication waits until the previous one has ended. 1.123 locks nothing. */
	private async operateSimultaneously(
		[first, second]: readonly [Simultaneous, Simultaneous],
		after: number,
	): Promise<void> {
		const isOther = second.endsWith('neighbour');
		if (this.sequence.n8n === '2.41' && !isOther) return;
		const { actors, installation } = this;
		const n8n = isOther ? installation.loadN8n(installation.neighbour) : installation.n8n;
		const publishedAs = installation.stored.published?.[0]?.name;
		const from = this.myD3.requests.length;
		const run = (of: N8n, what: Simultaneous) => async () =>
			await of[what.split(' ')[0] as 'publish' | 'unpublish' | 'start']();
		const outcomes = await actors.as(
			'production',
			async () =>
				await installation.wire.overlap(after, run(installation.n8n, first), run(n8n, second)),
			isOther ? 'neighbour' : 'production',
		);
		this.afterOperation(publishedAs);
		// 1.123 may still register triggers after the deletes of a deactivation, whose end it does not wait for.
		const isFirst =
			first === 'publish' && publishedAs === undefined && installation.triggers().length < 2;
		const isLate = second === 'unpublish' && !isFirst;
		// Without a list n8n believes any refusal to delete.
		const isKept =
			(first === 'start' || isBlind(this.sequence.traits)) && this.wasDeletionRefusedSince(from);
		const hasFailed = outcomes.slice(0, isOther ? 1 : 2).includes('failed');
		if (isLate || isKept || hasFailed) this.needs.repair = true;
	}

	/** @param publishedAs the name of the first trigger before the operation, if the workflow was active */
	private afterOperation(publishedAs: string | undefined): void {
		// Static data belongs to a name.
		const { draft } = this.installation.stored;
		if (publishedAs !== undefined && publishedAs !== draft[0]?.name) this.actors.loseTrack();
		// A list catches up before a person can take the next step.
		this.myD3.makeListsStale(0);
	}

	/** Leaves what leads to the old address, on purpose: it may be another n8n's by now. */
	private move(publicUrl: string): void {
		const { stored } = this.installation;
		if (publicUrl === stored.publicUrl) return;
		stored.publicUrl = publicUrl;
		this.ledger.loseTrack('');
		this.needs.repair = this.needs.testRepair = true;
	}

	private couldNoticeSince(from: number): boolean {
		const hasSeveralTriggers = this.installation.stored.draft.length > 1;
		return couldNotice(this.myD3.requests.slice(from), hasSeveralTriggers);
	}

	private wasDeletionRefusedSince(from: number): boolean {
		return wasDeletionRefused(this.myD3.requests.slice(from));
	}
}
