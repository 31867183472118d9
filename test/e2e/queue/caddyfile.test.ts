import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import { eventually } from '../eventually';
import { freePorts } from '../n8nProcess';
import { caddyfile, READINESS_PATH, type Site } from './compose';
import { startCaddy, type Service } from './services';

/** Answers as an n8n process does: with 200 even while it is starting, except at the readiness path. */
interface Upstream {
	port: number;
	ready: boolean;
	/** The number of deliveries whose connection broke here. */
	broken: number;
	stop(): Promise<void>;
	start(): Promise<void>;
}

async function startUpstream(name: string): Promise<Upstream> {
	let server: Server;
	const upstream: Upstream = {
		port: 0,
		ready: true,
		broken: 0,
		start: async () => {
			server = createServer((request, response) => {
				if (request.url === READINESS_PATH) response.statusCode = upstream.ready ? 200 : 503;
				// Like a process that is killed while it is handling a delivery.
				if (request.url?.includes('break')) {
					upstream.broken++;
					request.socket.destroy();
				} else response.end(upstream.ready ? name : 'n8n is starting up. Please wait');
			});
			await once(server.listen(upstream.port, '127.0.0.1'), 'listening');
			upstream.port = (server.address() as AddressInfo).port;
		},
		stop: async () => {
			const closed = once(server.close(), 'close');
			server.closeAllConnections();
			await closed;
		},
	};
	await upstream.start();
	return upstream;
}

// Covers what queue.test.ts would hardly notice, because n8n is in its starting phase for only a few milliseconds.
describe('the Caddyfile of docs/docker-compose.yml, in a real Caddy,', () => {
	let upstreams: Record<'webhook-1' | 'webhook-2' | 'main', Upstream>;
	let caddy: Service;

	beforeAll(async () => {
		upstreams = {
			'webhook-1': await startUpstream('webhook-1'),
			'webhook-2': await startUpstream('webhook-2'),
			main: await startUpstream('main'),
		};
		const [port] = (await freePorts(1)) as [number];
		const ports = Object.fromEntries(
			Object.entries(upstreams).map(([name, upstream]) => [name, upstream.port]),
		) as Site['ports'];
		caddy = await startCaddy(port, caddyfile({ address: `http://127.0.0.1:${port}`, ports }));
	}, 60_000);

	afterAll(async () => {
		await caddy?.stop();
		for (const upstream of Object.values(upstreams)) await upstream.stop();
	});

	/** Delivers to these paths. @returns the names of the processes that answered, or the status if none did */
	async function respondents(...paths: string[]): Promise<string[]> {
		const found = new Set<string>();
		for (const path of paths) {
			const { status, data } = await axios.post<string>(
				`http://127.0.0.1:${caddy.port}${path}`,
				{ eventId: 'event' },
				{ proxy: false, validateStatus: () => true },
			);
			found.add(status === 200 ? data : String(status));
		}
		return [...found].sort();
	}

	const PATH = '/webhook/id/webhook';
	const ofOneTrigger = Array.from({ length: 10 }, (_, key) => `${PATH}?apiKey=${key}`);
	const ofManyTriggers = Array.from({ length: 50 }, (_, id) => `/webhook/${id}/webhook?apiKey=k`);

	test('sends all deliveries for a trigger to the same process, whatever the key, and spreads triggers', async () => {
		expect(await respondents(...ofOneTrigger)).toHaveLength(1);
		expect(await respondents(...ofManyTriggers)).toEqual(['webhook-1', 'webhook-2']);
		expect(await respondents('/rest/login', '/webhook-test/id/webhook')).toEqual(['main']);
	});

	test('fails over from a process that is down to the other one, until the first is ready again', async () => {
		const [first] = (await respondents(PATH)) as ['webhook-1' | 'webhook-2'];
		const other = first === 'webhook-1' ? 'webhook-2' : 'webhook-1';
		await upstreams[first].stop();
		// Caddy may refuse requests until it has noticed: before 2.11.2, it could not send a body to the next process.
		const sender = async () => (await respondents(PATH)).join() === other;
		await eventually('the other to take over', sender);
		expect(await respondents(...ofOneTrigger)).toEqual([other]);

		upstreams[first].ready = false;
		await upstreams[first].start();
		const until = Date.now() + 3_000; // three times Caddy's health check interval
		while (Date.now() < until) expect(await respondents(PATH)).toEqual([other]);

		upstreams[first].ready = true;
		await eventually('the first one again', async () => (await respondents(PATH))[0] === first);
	});

	test('does not retry a delivery whose connection broke, because it may have been executed', async () => {
		expect(await respondents(`${PATH}?break`)).toEqual(['502']);
		const { 'webhook-1': first, 'webhook-2': second } = upstreams;
		expect(first.broken + second.broken).toBe(1);
	});
});
