import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import { tokenRenewals } from '../../nodes/MyD3/api/accessToken';
import { processMemory } from '../../nodes/MyD3/trigger/processMemory';
import type { StaticData } from '../../nodes/MyD3/trigger/staticData';
import { subscriptionKeys } from '../../nodes/MyD3/trigger/subscriptionKeys';
import { filledIn } from '../n8n/fields';
import type { Simulator } from '../simulator/simulator';
import { N8n1, N8n2, TestListening } from './n8n';
import type { N8n, Publication } from './n8n';
import { PUBLIC_URLS } from './steps';
import type { Sequence } from './steps';
import { withTraits } from './traits';
import { Wire } from './wire';
import { copyOf, NEIGHBOUR, urlAt, WEBHOOK_IDS } from './workflow';
import type { Stored, Trigger } from './workflow';

/** The triggers' names in the keys that n8n's process knows. */
const NODES = Object.keys(WEBHOOK_IDS).map(
	(id) => `${id === NEIGHBOUR.id ? 'workflow2' : 'workflow1'}/${id}`,
);

const PATHS = ['webhook', 'webhook-test'] as const;

/** What an n8n has in its database about one workflow. */
export interface Database {
	stored: Stored;
	publication: Publication;
}

/** One n8n, connected to MyD3: the databases of its workflow and of the neighbour, and its running process. */
export class Installation {
	readonly wire: Wire;
	readonly stored: Stored;
	readonly neighbour: Database;
	/** Event types of events that the triggers would have rejected. */
	readonly refused: string[] = [];
	n8n: N8n;
	listening: TestListening;
	readonly publication: Publication = { target: undefined, isUnderWay: false, rows: [] };

	/** Starts n8n's process, with no fault in MyD3. */
	constructor(
		readonly myD3: Simulator,
		private readonly sequence: Sequence,
	) {
		this.forgetProcess();
		const { traits, second } = sequence;
		const isAccepted = (digest: string) =>
			NODES.flatMap((node) => subscriptionKeys.of(node)).some(
				({ keyDigest }) => keyDigest === digest,
			);
		this.wire = new Wire(withTraits(traits, myD3.respondTo, isAccepted, this.refused));
		myD3.endFaults();
		myD3.requests.length = 0;
		const isCounted = traits.list === 'counted pages';
		myD3.responseShapes.list = isCounted ? 'paged' : sequence.list;
		this.stored = {
			workflowId: 'workflow1',
			credential: filledIn(new MyD3Api().properties, {
				apiKey: myD3.apiKey,
				baseUrl: myD3.baseUrl,
				...((isCounted || traits.list === 'none') && {
					overrideApiDetails: true,
					listRequest: isCounted ? 'GET /subscription/v1/subscription?page={page}' : '',
				}),
			}) as Stored['credential'],
			publicUrl: PUBLIC_URLS[0],
			draft: [
				{ id: 'node-1', name: 'MyD3 Trigger', eventTypes: sequence.eventTypes },
				...(second === undefined ? [] : [{ id: 'node-2', name: 'Second', eventTypes: second }]),
			],
			staticData: {},
		};
		this.neighbour = {
			// With the very same credential.
			stored: { ...this.stored, workflowId: 'workflow2', draft: [NEIGHBOUR], staticData: {} },
			publication: copyOf(this.publication),
		};
		this.n8n = this.loadN8n();
		this.listening = new TestListening(this.stored, this.wire.connect());
	}

	/** Replaces n8n's process with a new one, which has only the database. */
	restart(): void {
		this.forgetProcess();
		this.n8n = this.loadN8n();
		this.listening = new TestListening(this.stored, this.wire.connect());
	}

	/** @returns n8n in its present process, with this database; by default the workflow's own */
	loadN8n({ stored, publication }: Database = this): N8n {
		const send = this.wire.connect();
		return this.sequence.n8n === '1.123'
			? new N8n1(stored, send)
			: new N8n2(stored, send, publication);
	}

	/** @returns the databases of a copy of n8n at another address */
	copy(): Database {
		return {
			stored: { ...copyOf(this.stored), publicUrl: 'https://copy.example.com/' },
			publication: copyOf(this.publication),
		};
	}

	/** Changes the first trigger in the editor. */
	edit(changes: Partial<Trigger>): void {
		const [first, ...others] = this.stored.draft as [Trigger];
		this.stored.draft = [{ ...first, ...changes }, ...others];
	}

	/** The triggers as n8n knows them. */
	triggers(): Trigger[] {
		return this.stored.published ?? this.stored.draft;
	}

	/** The static data of a trigger, which belongs to its name. */
	staticDataOf({ name }: Trigger): Partial<StaticData> {
		return (this.stored.staticData[`node:${name}`] ?? {}) as Partial<StaticData>;
	}

	/** @returns a string with the ids of all subscriptions that n8n remembers for its present addresses */
	remembered(): string {
		const known = this.triggers().map((trigger) => {
			const urls = PATHS.map((path) => urlAt(this.stored.publicUrl, path, trigger.id));
			const staticData = this.staticDataOf(trigger);
			return [
				staticData.webhookUrl === urls[0] ? staticData : '',
				urls.map((url) => processMemory.of(this.myD3.baseUrl, url).created),
			];
		});
		return JSON.stringify(known);
	}

	private forgetProcess(): void {
		processMemory.clear();
		tokenRenewals.clear();
		for (const node of NODES) {
			for (const { keyDigest } of subscriptionKeys.of(node))
				subscriptionKeys.remove(node, keyDigest);
		}
	}
}
