import { randomUUID } from 'node:crypto';
import { bookInvoice, startLedger, type Ledger } from './ledger';
import { startScene, triggerNode, VERSIONS, type Scene } from './scene';
import { chain } from './workflow';

const EVENTS = 400;
const SENDERS = 16;
const REPEATS = ['at once', 'later', 'while the first is running'] as const;

interface SoakEvent {
	eventId: string;
	/** When MyD3 resends it although it was received; 30% of the events. */
	repeated: (typeof REPEATS)[number] | 'never';
	/** Whether the first attempt at the workflow fails; 5% of the events, resent ones among them. */
	crashes: boolean;
}

const events: SoakEvent[] = Array.from({ length: EVENTS }, (_, index) => ({
	eventId: `event-${index}`,
	repeated: REPEATS[index % 10] ?? 'never',
	crashes: index % 20 === Math.floor(index / 20) % 20,
}));

describe.each(VERSIONS)('400 events for n8n %s, many of them delivered repeatedly,', (version) => {
	let scene: Scene;
	let ledger: Ledger;
	let workflowId: string;

	beforeAll(async () => {
		ledger = await startLedger();
		scene = await startScene(version, {
			// 2.41's default engine starts an isolate for every request: ten requests a second instead of eighty.
			env: { N8N_EXPRESSION_ENGINE: 'legacy', N8N_LOG_LEVEL: 'warn' },
			redelivery: { attempts: 20, backoffMs: () => 250 },
		});
		const trigger = triggerNode(scene.credentials, randomUUID());
		trigger.parameters.responseMode = 'lastNode';
		workflowId = await scene.n8n.api.createWorkflow(
			chain('Book invoices', [trigger, bookInvoice(ledger.url)]),
		);
		await scene.n8n.api.activate(workflowId);
	}, 240_000);

	afterAll(async () => {
		await scene?.stop();
		await ledger?.stop();
	}, 30_000);

	const bodyOf = ({ eventId }: SoakEvent) => ({ eventId, invoice: { number: `INV-${eventId}` } });

	/** Sends an event as MyD3 does, until n8n acknowledges it. */
	const send = async (event: SoakEvent) => {
		const attempts = await scene.simulator.deliver('InvoiceIssued', bodyOf(event));
		expect(attempts.at(-1)?.status).toBe(200);
	};

	/** Sends an event, and again while the workflow is busy with the first. */
	const sendWhileRunning = async (event: SoakEvent) => {
		const { arrived, release } = ledger.hold(event.eventId);
		const first = send(event);
		await arrived;
		const { notificationUrl } = scene.simulator.subscriptions[0]!;
		expect(await scene.deliver(notificationUrl, bodyOf(event))).toBe(503);
		release();
		await first;
		await send(event);
	};

	const sendAsPlanned = async (event: SoakEvent) => {
		if (event.crashes) ledger.failFirst(event.eventId);
		if (event.repeated === 'while the first is running') await sendWhileRunning(event);
		else if (event.repeated === 'at once') await Promise.all([send(event), send(event)]);
		else await send(event);
	};

	test('each lead to exactly one successful execution', async () => {
		expect(events.filter(({ repeated }) => repeated !== 'never')).toHaveLength(120);
		expect(events.filter(({ crashes }) => crashes)).toHaveLength(20);

		const startedAt = Date.now();
		await runInParallel(events, sendAsPlanned);
		await runInParallel(
			events.filter(({ repeated }) => repeated === 'later'),
			send,
		);
		const seconds = (Date.now() - startedAt) / 1000;

		const counts = new Map<string, number>();
		for (const { status, response } of scene.simulator.deliveries) {
			const outcome =
				`${status} ${(response as { status?: string } | undefined)?.status ?? ''}`.trim();
			counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
		}
		const figures = [...counts].map(([outcome, times]) => `${times} × ${outcome}`);
		process.stdout.write(`n8n ${version}: ${figures.join(', ')} in ${seconds.toFixed(0)} s\n`);

		expect(ledger.booked.size).toBe(EVENTS);
		expect([...ledger.booked].filter(([, times]) => times !== 1)).toEqual([]);
		// n8n's list agrees: one execution per event, and one per crash.
		await scene.n8n.eventually('the end of all executions', async () => {
			const running = await scene.n8n.api.countExecutions(workflowId, 'running');
			return running === 0;
		});
		expect(await scene.n8n.api.countExecutions(workflowId, 'success')).toBe(EVENTS);
		expect(await scene.n8n.api.countExecutions(workflowId, 'error')).toBe(20);
	}, 300_000);
});

/** Works on as many at a time as there are senders. */
async function runInParallel<T>(
	all: readonly T[],
	work: (item: T) => Promise<void>,
): Promise<void> {
	const waiting = [...all];
	const worker = async () => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
	};
	await Promise.all(Array.from({ length: SENDERS }, worker));
}
