// Calls the built trigger's webhook() on real contexts of n8n-core, beside the least that a trigger can do. Prints what
// it measured as JSON. Arguments: the number of rounds.
import { createHash, randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { WebhookContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type { INode, INodeType, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type * as Package from '../../nodes/MyD3/MyD3Trigger.node';
import { interleaved, type Rounds } from './statistics';

// What ships, not its sources.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { MyD3Trigger } = require('../../index.js') as typeof Package;

/** What is measured: µs per delivery, by body, and how much is remembered. */
export type WebhookCase = `${'least' | 'myd3'}, ${Body}, ${'0' | '5000'} remembered`;
/** Heap in bytes after so many deliveries, garbage collected. */
export interface WebhookMeasured {
	microseconds: Rounds<WebhookCase>;
	heap: Array<{ deliveries: number; bytes: number }>;
	bodyBytes: Record<Body, number>;
}
type Body = '1 kB' | '100 kB' | '100 elements';

const KEY = 'k'.repeat(43);
/** The deliveries carry the last one's key. */
const EVENT_TYPES = ['InvoiceCancelled', 'OrderShipped', 'InvoiceIssued'];
const SUBSCRIPTIONS = EVENT_TYPES.map((eventType) => ({
	id: randomUUID(),
	eventType,
	keyDigest: createHash('sha256')
		.update(eventType === 'InvoiceIssued' ? KEY : eventType)
		.digest('hex'),
}));
const MOST_REMEMBERED = 5_000;
const HEAP_AFTER = [10_000, 55_000, 100_000];
/** Deliveries in a round: enough for a fair mean, few enough for many rounds. */
const BATCH: Record<Body, number> = { '1 kB': 2_000, '100 kB': 100, '100 elements': 500 };
/** So many deliveries find a trigger that remembers next to nothing; then a new one takes over. */
const FRESH = 50;

/** The least that a trigger can do: it believes everybody and remembers nothing. */
const least = {
	description: new MyD3Trigger().description,
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const items = this.helpers.returnJsonArray(this.getBodyData());
		return { webhookResponse: { status: 'accepted' }, workflowData: [items] };
	},
};
const types = { least, myd3: new MyD3Trigger() as INodeType };

function makeNode(type: keyof typeof types): { node: INode; workflow: Workflow } {
	const node: INode = {
		id: randomUUID(),
		name: 'Trigger',
		type,
		typeVersion: 1.1,
		position: [0, 0],
		webhookId: randomUUID(),
		parameters: { events: EVENT_TYPES, responseMode: 'onReceived', options: {} },
	};
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: {
			getByName: (name) => types[name as keyof typeof types],
			getByNameAndVersion: (name) => types[name as keyof typeof types],
			getKnownTypes: () => ({}),
		},
		// A copy: n8n makes proxies of the objects that it is given, in place.
		staticData: {
			'node:Trigger': { subscriptions: structuredClone(SUBSCRIPTIONS), webhookUrl: '' },
		},
	});
	return { node, workflow };
}

const invoice = (lines: number) => ({
	eventId: randomUUID(),
	eventType: 'InvoiceIssued',
	invoice: {
		number: randomUUID(),
		currency: 'AUD',
		lines: Array.from({ length: lines }, (_, index) => ({
			description: 'Microsoft 365 E3, monthly subscription',
			quantity: index,
			unitPrice: 57.3,
		})),
	},
});
const bodies: Record<Body, () => object> = {
	'1 kB': () => invoice(10),
	'100 kB': () => invoice(1_200),
	'100 elements': () => Array.from({ length: 100 }, () => invoice(1)),
};

/** A request as n8n hands it to a trigger: read and parsed. */
function makeContext(
	{ node, workflow }: ReturnType<typeof makeNode>,
	body: object,
): { context: WebhookContext; response: ServerResponse } {
	const request = new IncomingMessage(new Socket());
	request.headers = { 'content-type': 'application/json' };
	const rawBody = Buffer.from(JSON.stringify(body));
	Object.assign(request, { method: 'POST', query: { apiKey: KEY }, rawBody, body });
	const response = new ServerResponse(request);
	const additionalData = { webhookBaseUrl: '', httpRequest: request, httpResponse: response };
	const context = new WebhookContext(
		workflow,
		node,
		additionalData as never,
		'webhook',
		{ webhookDescription: { name: 'default' } } as never,
		[],
		null,
	);
	return { context, response };
}

/** @returns µs per delivery that the processor worked on it: what else the machine does hardly counts */
async function measure(
	type: keyof typeof types,
	makeBody: () => object,
	count: number,
	nodeFor: (delivery: number) => ReturnType<typeof makeNode>,
): Promise<number> {
	const made = Array.from({ length: count }, (_, index) => makeContext(nodeFor(index), makeBody()));
	const { webhook } = types[type];
	global.gc!();
	const start = processorMicroseconds();
	for (const { context } of made) await webhook!.call(context);
	const microseconds = processorMicroseconds() - start;
	// Answered: the trigger remembers the deliveries from here on.
	for (const { response } of made) response.emit('finish');
	return microseconds / count;
}

/** The processor time of this process, collecting garbage included. */
function processorMicroseconds(): number {
	const { user, system } = process.cpuUsage();
	return user + system;
}

async function main(): Promise<void> {
	const rounds = Number(process.argv[2]);
	const subjects = {} as Record<WebhookCase, () => Promise<number>>;
	for (const type of ['least', 'myd3'] as const) {
		const full = makeNode(type);
		await measure(type, bodies['1 kB'], MOST_REMEMBERED, () => full);
		for (const body of Object.keys(bodies) as Body[]) {
			const count = BATCH[body];
			subjects[`${type}, ${body}, 0 remembered`] = () => {
				const fresh = Array.from({ length: Math.ceil(count / FRESH) }, () => makeNode(type));
				return measure(type, bodies[body], count, (index) => fresh[Math.floor(index / FRESH)]!);
			};
			subjects[`${type}, ${body}, 5000 remembered`] = () =>
				measure(type, bodies[body], count, () => full);
		}
	}
	await interleaved(2, subjects); // warm
	const microseconds = await interleaved(rounds, subjects);

	const heap: WebhookMeasured['heap'] = [];
	const node = makeNode('myd3');
	for (let deliveries = 0; deliveries < HEAP_AFTER.at(-1)!; deliveries += 1_000) {
		if (HEAP_AFTER.includes(deliveries)) heap.push({ deliveries, bytes: usedHeap() });
		await measure('myd3', bodies['1 kB'], 1_000, () => node);
	}
	heap.push({ deliveries: HEAP_AFTER.at(-1)!, bytes: usedHeap() });
	const bodyBytes = Object.fromEntries(
		Object.entries(bodies).map(([name, make]) => [name, JSON.stringify(make()).length]),
	) as Record<Body, number>;
	console.log(JSON.stringify({ microseconds, heap, bodyBytes } satisfies WebhookMeasured));
	process.exit(0);
}

function usedHeap(): number {
	global.gc!();
	global.gc!();
	return process.memoryUsage().heapUsed;
}

void main();
