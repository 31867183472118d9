import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import axios from 'axios';
import { parse } from 'yaml';
import { eventually } from '../eventually';
import { READINESS_PATH } from './reverseProxy';
import { startCaddy, type Service } from './services';

/** Answers as a process of n8n does: 200 to everything, also while it is starting. */
interface Upstream {
	port: number;
	ready: boolean;
	stop(): Promise<void>;
	start(): Promise<void>;
}

async function startUpstream(name: string): Promise<Upstream> {
	let server: Server;
	const upstream: Upstream = {
		port: 0,
		ready: true,
		start: async () => {
			server = createServer((request, response) => {
				if (request.url === READINESS_PATH) response.statusCode = upstream.ready ? 200 : 503;
				response.end(upstream.ready ? name : 'n8n is starting up. Please wait');
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

describe('the Caddyfile of docs/docker-compose.yml, in a real Caddy', () => {
	let upstreams: Record<'webhook-1' | 'webhook-2' | 'main', Upstream>;
	let caddy: Service;

	beforeAll(async () => {
		upstreams = {
			'webhook-1': await startUpstream('webhook-1'),
			'webhook-2': await startUpstream('webhook-2'),
			main: await startUpstream('main'),
		};
		const file = readFileSync(join(__dirname, '../../../docs/docker-compose.yml'), 'utf8');
		const { configs } = parse(file) as { configs: { caddyfile: { content: string } } };
		let content = configs.caddyfile.content;
		for (const [name, { port }] of Object.entries(upstreams)) {
			content = content.replace(`${name}:5678`, `127.0.0.1:${port}`);
		}
		caddy = await startCaddy(
			(port) =>
				`{\n\tadmin off\n}\n${content.replace('${PUBLIC_DOMAIN}', `http://127.0.0.1:${port}`)}`,
		);
	}, 60_000);

	afterAll(async () => {
		await caddy?.stop();
		for (const upstream of Object.values(upstreams)) await upstream.stop();
	});

	/** Delivers so often; who answered, or the status when nobody did. */
	async function answers(count: number, path = '/webhook/id/webhook'): Promise<string[]> {
		const answered = new Set<string>();
		for (let sent = 0; sent < count; sent++) {
			const { status, data } = await axios.post<string>(
				`http://127.0.0.1:${caddy.port}${path}`,
				{},
				{ proxy: false, validateStatus: () => true },
			);
			answered.add(status === 200 ? data : String(status));
		}
		return [...answered].sort();
	}

	test('sends deliveries to both webhook processes, and the rest to the main process', async () => {
		expect(await answers(10)).toEqual(['webhook-1', 'webhook-2']);
		expect(await answers(2, '/rest/login')).toEqual(['main']);
	});

	test('passes over a process that is down, and gives it nothing before it is ready again', async () => {
		await upstreams['webhook-1'].stop();
		// A connection that broke is MyD3's to repeat; nobody has taken the delivery.
		await eventually(
			'Caddy to pass it over',
			async () => (await answers(4)).join() === 'webhook-2',
		);

		upstreams['webhook-1'].ready = false;
		await upstreams['webhook-1'].start();
		const until = Date.now() + 3_000; // three times as long as Caddy waits between two looks
		while (Date.now() < until) expect(await answers(2)).toEqual(['webhook-2']);

		upstreams['webhook-1'].ready = true;
		await eventually('both again', async () => (await answers(4)).length === 2);
	});
});
