import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { type Simulator, type SimulatorOptions, startSimulator } from './simulator';

export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The id of somebody else's subscription. */
export const STRANGER = 'aaaaaaaa-0000-4000-8000-000000000001';
export const LIST = '/subscription/v1/subscription';

const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
	for (const close of closing.splice(0)) await close();
});

/** Starts a simulator and stops it after the test. */
export async function start(options?: SimulatorOptions): Promise<Simulator> {
	const simulator = await startSimulator(options);
	closing.push(() => simulator.stop());
	return simulator;
}

/** Sends a request and returns the response, whatever its status; `data` is the response's text. */
export async function send(
	simulator: Simulator,
	config: AxiosRequestConfig,
): Promise<AxiosResponse<string>> {
	return await axios.request<string>({
		baseURL: simulator.baseUrl,
		proxy: false,
		responseType: 'text',
		transformResponse: (data: string) => data,
		validateStatus: () => true,
		...config,
	});
}

/** A token exchange that succeeds. */
export function validExchange(): AxiosRequestConfig {
	return { method: 'POST', url: '/identity/v1/token', data: { apiKey: 'simulated-api-key' } };
}

/** Exchanges the API Key for an access token. */
export async function accessToken(simulator: Simulator): Promise<string> {
	const { data } = await send(simulator, validExchange());
	return (JSON.parse(data) as { accessToken: string }).accessToken;
}

/** The Authorization header for a token. */
export function bearer(token: string): Record<string, string> {
	return { Authorization: `Bearer ${token}` };
}

/** A valid body for create; `changes` break one thing. */
export function validSubscription(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		eventType: 'InvoiceIssued',
		notificationUrl: 'https://n8n.example.com/webhook/1?apiKey=k',
		...changes,
	};
}

/** A valid create request. */
export function validCreate(
	token: string,
	data: unknown = validSubscription(),
): AxiosRequestConfig {
	return { method: 'POST', url: LIST, headers: bearer(token), data };
}

/** A stored subscription; `changes` overwrite properties. */
export function stored(changes: Record<string, unknown> = {}) {
	return {
		id: STRANGER,
		eventType: 'InvoiceIssued',
		notificationUrl: 'https://stranger.example.com/hook',
		...changes,
	};
}

/** What a receiver got. */
export interface Received {
	body: string;
	headers: IncomingHttpHeaders;
}

/** Receives deliveries; answers with the given statuses in turn, then with 200. */
export async function startReceiver(
	statuses: number[],
): Promise<{ url: string; received: Received[] }> {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			received.push({ body: Buffer.concat(chunks).toString(), headers: request.headers });
			const status = statuses.shift() ?? 200;
			// A client that follows redirects would end at a status other than the one asserted.
			response.writeHead(status, { location: '/elsewhere' }).end(`{"answered":${status}}`);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	closing.push(async () => {
		server.close();
		await Promise.resolve(server.closeAllConnections());
	});
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

/** A simulator that records its waits instead of waiting. */
export async function startWithoutWaiting(options: SimulatorOptions = {}) {
	const waits: number[] = [];
	const sleep = (ms: number) => Promise.resolve(void waits.push(ms));
	return { simulator: await start({ ...options, sleep }), waits };
}
