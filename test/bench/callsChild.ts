// Runs the MyD3 node on many items and lists many subscriptions, on n8n-core's own context, against a MyD3 in another
// process. Prints what it measured as JSON. Arguments: MyD3's address, its API Key, the number of rounds.
import axios from 'axios';
import { Host } from '../n8n/host';
import { interleaved, type Rounds } from './statistics';

/** Milliseconds for each round, and by how much the process grew at most. */
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
	// In kilobytes; the highest of the whole life, and nothing of size came before.
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
