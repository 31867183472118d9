// Runs the MyD3 node with many items and lists many subscriptions, in n8n-core's own context, against a simulated MyD3 in
// another process. Prints the results as JSON. Arguments: MyD3's address, its API Key, the number of rounds.
import axios from 'axios';
import { Host } from '../n8n/host';
import { interleaved, type Rounds } from './statistics';

/** The duration of each round in ms, and the most by which the process grew. */
export interface CallsMeasured {
	create: Rounds<'node' | 'bare'>;
	list: Rounds<'node' | 'bare'>;
	listPeakBytes: number;
}

const ITEMS = 1_000;
const NOTIFICATION_URL = 'https://n8n.example.com/webhook/bench';

const [, , baseUrl, apiKey, rounds] = process.argv as unknown as [
	string,
	string,
	string,
	string,
	string,
];
const credential = { apiKey, baseUrl };
const nodeWith = (parameters: Record<string, string | boolean>) =>
	new Host({ credential, parameters: { resource: 'subscription', ...parameters } }, 'myD3');

async function elapsed(work: () => Promise<unknown>): Promise<number> {
	const startedAt = performance.now();
	await work();
	return performance.now() - startedAt;
}

async function main(): Promise<void> {
	const bare = axios.create({ baseURL: baseUrl, proxy: false });
	const { data } = await bare.post<{ accessToken: string }>('/identity/v1/token', { apiKey });
	bare.defaults.headers.common.authorization = `Bearer ${data.accessToken}`;
	const path = '/subscription/v1/subscription';

	const lister = nodeWith({ operation: 'getAll', returnAll: true });
	const before = process.memoryUsage().rss;
	await lister.execute();
	// In kilobytes. This is the peak since the process started; nothing before this used much memory.
	const listPeakBytes = process.resourceUsage().maxRSS * 1024 - before;
	const list = await interleaved(Number(rounds), {
		node: () => elapsed(() => lister.execute()),
		bare: () => elapsed(() => bare.get(path)),
	});

	const creator = nodeWith({
		operation: 'create',
		eventType: 'Bench',
		notificationUrl: NOTIFICATION_URL,
	});
	const items = Array.from({ length: ITEMS }, () => ({}));
	const create = await interleaved(Number(rounds), {
		node: () => elapsed(() => creator.execute(items)),
		bare: () =>
			elapsed(async () => {
				for (let item = 0; item < ITEMS; item++) {
					await bare.post(path, { eventType: 'Bench', notificationUrl: NOTIFICATION_URL });
				}
			}),
	});
	console.log(JSON.stringify({ create, list, listPeakBytes } satisfies CallsMeasured));
	process.exit(0);
}

void main();
