import { Host } from '../n8n/host';
import { startSimulator, type Simulator } from '../simulator/simulator';
import type { CallsMeasured } from './callsChild';
import { inChild } from './child';
import { formatNumber, type Row, type Section } from './report';
import { median, medianRatio } from './statistics';

const LISTED = 10_000;
const ITEMS = 1_000;

/**
 * Counts the trigger's requests to MyD3, and measures the node with many items and many subscriptions.
 *
 * @param rounds the number of rounds
 * @returns the table
 */
export async function calls(rounds: number): Promise<Section> {
	return { heading: 'Requests to MyD3', rows: [...(await ofTrigger()), ...(await ofNode(rounds))] };
}

async function ofTrigger(): Promise<Row[]> {
	const simulator = await startSimulator();
	const host = new Host({
		credential: { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl },
		parameters: { events: ['InvoiceIssued'] },
	});
	const count = async (action: () => Promise<unknown>) => {
		simulator.requests.length = 0;
		await action();
		return simulator.requests.map(({ method, path }) =>
			path.includes('token') ? 'token' : method,
		);
	};
	const row = (what: string, made: string[], most: number): Row => ({
		what,
		figure: `${made.length}: ${made.join(', ')}`,
		ratio: `${(made.length / most).toFixed(2)} × the target`,
		target: `≤ ${most}`,
		isMet: made.length <= most,
	});
	const rows = [
		row('First activation', await count(() => host.activate()), 3),
		row('Activation when nothing changed', await count(() => host.activate()), 1),
		row(
			'Activation when the events changed',
			await count(async () => {
				host.edit({ events: ['InvoiceIssued', 'custom'], customEventTypes: 'OrderShipped' });
				await host.activate();
			}),
			4,
		),
		// One more than there are subscriptions: the trigger also lists them, in case n8n has lost track of any.
		row('Deactivation of 2 subscriptions', await count(() => host.deactivate()), 3),
	];
	await simulator.stop();
	return rows;
}

async function ofNode(rounds: number): Promise<Row[]> {
	const simulator = await startSimulator();
	fill(simulator);
	const { create, list, listPeakBytes } = await inChild<CallsMeasured>(
		'callsChild.ts',
		simulator.baseUrl,
		simulator.apiKey,
		String(rounds),
	);
	const bytes = JSON.stringify(simulator.subscriptions.slice(0, LISTED)).length;
	const creates = simulator.requests.filter(
		({ method, body }) => method === 'POST' && (body as { eventType?: string }).eventType,
	);
	const requestsPerItem = creates.length / (2 * rounds * ITEMS);
	await simulator.stop();
	return [
		{
			what: `${formatNumber(ITEMS)} items through the MyD3 node (Create)`,
			figure: `${formatNumber(median(create.node))} ms, ${formatNumber(requestsPerItem * ITEMS)} requests`,
			ratio: `${medianRatio(create.node, create.bare).toFixed(2)} × the same requests without n8n`,
		},
		{
			what: `${formatNumber(LISTED)} subscriptions listed (Get Many, ${(bytes / 1e6).toFixed(1)} MB)`,
			figure: `${formatNumber(median(list.node))} ms, ${(listPeakBytes / 1e6).toFixed(0)} MB more memory at the peak`,
			ratio: `${medianRatio(list.node, list.bare).toFixed(2)} × the same request without n8n`,
		},
	];
}

function fill(simulator: Simulator): void {
	for (let index = 0; index < LISTED; index++) {
		simulator.subscriptions.push({
			id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
			eventType: 'InvoiceIssued',
			notificationUrl: `https://n8n.example.com/webhook/${index}/webhook?apiKey=${'k'.repeat(43)}`,
		});
	}
}
