import { request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import type { Certificates } from '../../certificates';

/** A process that the proxy sends requests to. */
export interface Upstream {
	name: string;
	port: number;
}

/** Stands where Caddy or nginx does: TLS outside, plain HTTP inside, deliveries to the webhook processes in turn. */
export interface ReverseProxy {
	/** Its address, without a slash at the end. */
	url: string;
	stop(): Promise<void>;
}

/** A test may ask for one of the webhook processes, which is then tried first. */
export const ASK_FOR = 'x-ask-for';
/** Which process has answered. */
export const ANSWERED_BY = 'x-answered-by';

/** Where a process of n8n tells whether it can do its work. */
export const READINESS_PATH = '/healthz/readiness';
const CHECK_EVERY_MS = 500;

/** What the webhook processes serve, and the main process does not. The Caddyfile in docs/docker-compose.yml has the same. */
export const WEBHOOK_PATHS = ['/webhook/', '/webhook-waiting/', '/form/', '/form-waiting/'];

/**
 * Starts the proxy on a free port of the loopback address. It asks the webhook processes all the time whether they are
 * ready, and passes nothing on to one that is not: while n8n starts, it answers 200 to everything ("n8n is starting up.
 * Please wait"), and a delivery that is answered so is lost.
 *
 * @param certificates of the public address
 * @param main who serves the editor
 * @param processors who serve the webhooks; when one cannot be connected to, the next is tried
 * @returns the running proxy; the caller stops it
 */
export async function startReverseProxy(
	certificates: Certificates,
	main: () => Upstream,
	processors: () => Upstream[],
): Promise<ReverseProxy> {
	let turn = 0;
	const ready = new Set<number>();
	const checks = setInterval(() => {
		for (const { port } of processors()) {
			void isReady(port).then((is) => (is ? ready.add(port) : ready.delete(port)));
		}
	}, CHECK_EVERY_MS);
	const upstreamsFor = (request: IncomingMessage): Upstream[] => {
		const isForWebhooks = WEBHOOK_PATHS.some((path) => request.url?.startsWith(path));
		if (!isForWebhooks) return [main()];
		const all = processors();
		const wanted = all.findIndex(({ name }) => name === request.headers[ASK_FOR]);
		const first = wanted < 0 ? turn++ % all.length : wanted;
		const inTurn = [...all.slice(first), ...all.slice(0, first)];
		return inTurn.filter(({ port }) => ready.has(port));
	};
	const server = createServer(certificates, (request, response) => {
		forward(request, response, upstreamsFor(request)).catch(() => response.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `https://localhost:${(server.address() as AddressInfo).port}`,
		stop: async () => {
			clearInterval(checks);
			const closed = once(server.close(), 'close');
			server.closeAllConnections();
			await closed;
		},
	};
}

/**
 * @param port of a process of n8n
 * @returns whether that says that it can do its work
 */
export async function isReady(port: number): Promise<boolean> {
	const answer = await axios
		.get(`http://127.0.0.1:${port}${READINESS_PATH}`, {
			proxy: false,
			timeout: 5_000,
			validateStatus: () => true,
		})
		.catch(() => undefined);
	return answer?.status === 200;
}

async function forward(
	request: IncomingMessage,
	response: ServerResponse,
	upstreams: Upstream[],
): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks);
	for (const upstream of upstreams) {
		const answer = await ask(request, response, upstream, body);
		if (answer === 'not connected') continue;
		if (answer === 'broken') break;
		response.writeHead(answer.statusCode ?? 502, {
			...answer.headers,
			[ANSWERED_BY]: upstream.name,
		});
		answer.on('error', () => response.destroy());
		answer.pipe(response);
		return;
	}
	response.writeHead(502).end();
}

/** Passes a request on. Only one that did not get through is safe to send elsewhere. */
async function ask(
	request: IncomingMessage,
	response: ServerResponse,
	{ port }: Upstream,
	body: Buffer,
): Promise<IncomingMessage | 'not connected' | 'broken'> {
	const passed = send({
		host: '127.0.0.1',
		port,
		method: request.method,
		path: request.url,
		headers: {
			...request.headers,
			connection: 'close',
			'x-forwarded-for': request.socket.remoteAddress,
			'x-forwarded-proto': 'https',
			'x-forwarded-host': request.headers.host,
		},
		agent: false,
	});
	// Who does not wait for the answer any more: n8n must learn that the connection is gone.
	response.once('close', () => passed.destroy());
	passed.end(body);
	return await new Promise((resolve) => {
		passed.once('response', resolve);
		passed.on('error', (error: NodeJS.ErrnoException) =>
			resolve(error.code === 'ECONNREFUSED' ? 'not connected' : 'broken'),
		);
	});
}
