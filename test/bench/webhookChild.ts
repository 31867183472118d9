// Calls the built trigger's webhook() with n8n-core's own contexts, and compares it with a minimal trigger. Prints the
// results as JSON. Argument: the number of rounds.
import { createHash, randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { WebhookContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type { INode, INodeType, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type * as Package from '../../nodes/MyD3/MyD3Trigger.node';
import { interleaved, type Rounds } from './statistics';

// The built package, as it ships, rather than its sources.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { MyD3Trigger } = require('../../index.js') as typeof Package;

/** One case to measure: the trigger, the body, and the number of deliveries remembered. */
export type WebhookCase = `${'minimal' | 'myd3'}, ${Body}, ${'0' | '5000'} remembered`;
/** The results: µs per delivery in each round, and the heap after garbage collection by number of deliveries. */
export interface WebhookMeasured {
	microseconds: Rounds<WebhookCase>;
	heap: Array<{ deliveries: number; bytes: number }>;
	bodyBytes: Record<Body, number>;
}
type Body = '1 kB' | '100 kB' | '100 elements';

const KEY = 'k'.repeat(43);
/** The deliveries carry the key of the last one. */
const EVENT_TYPES = ['InvoiceCancelled', 'OrderShipped', 'InvoiceIssued'];
const SUBSCRIPTIONS = EVENT_TYPES.map((eventType) => ({
	id: randomUUID(),
	eventType,
	keyDigest: createHash('sha256')
		.update(eventType === 'InvoiceIssued' ? KEY : eventType)
		.digest('hex'),
}));
const MAX_REMEMBERED = 5_000;
const HEAP_AFTER = [10_000, 55_000, 100_000];
/** Deliveries per round: enough for a reliable mean, few enough for many rounds. */
const BATCH: Record<Body, number> = { '1 kB': 2_000, '100 kB': 100, '100 elements': 500 };
/** The number of deliveries after which a new trigger takes over, so that each remembers next to nothing. */
const DELIVERIES_PER_NODE = 50;

/** A minimal trigger, which authenticates nobody and remembers nothing. */
const minimal = {
	description: new MyD3Trigger().description,
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const items = this.helpers.returnJsonArray(this.getBodyData());
		return { webhookResponse: { status: 'accepted' }, workflowData: [items] };
	},
};
const types = { minimal, myd3: new MyD3Trigger() as INodeType };

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
		// A copy, because n8n replaces the objects in it with proxies, in place.
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

/** The context of a request as n8n passes it to a trigger, with its body read and parsed. */
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

/** @returns the CPU time per delivery in µs, which other load on the machine hardly affects */
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
	// The response has been sent: from now on, the trigger remembers these deliveries.
	for (const { response } of made) response.emit('finish');
	return microseconds / count;
}

/** The CPU time of this process in µs, including garbage collection. */
function processorMicroseconds(): number {
	const { user, system } = process.cpuUsage();
	return user + system;
}

async function main(): Promise<void> {
	const rounds = Number(process.argv[2]);
	const subjects = {} as Record<WebhookCase, () => Promise<number>>;
	for (const type of ['minimal', 'myd3'] as const) {
		const full = makeNode(type);
		await measure(type, bodies['1 kB'], MAX_REMEMBERED, () => full);
		for (const body of Object.keys(bodies) as Body[]) {
			const count = BATCH[body];
			subjects[`${type}, ${body}, 0 remembered`] = () => {
				const fresh = Array.from({ length: Math.ceil(count / DELIVERIES_PER_NODE) }, () =>
					makeNode(type),
				);
				return measure(
					type,
					bodies[body],
					count,
					(index) => fresh[Math.floor(index / DELIVERIES_PER_NODE)]!,
				);
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
