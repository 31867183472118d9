import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { runCommand } from './simulator/commands';
import { type Simulator, type SimulatorOptions, startSimulator } from './simulator/simulator';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STRANGER = 'aaaaaaaa-0000-4000-8000-000000000001';
const LIST = '/subscription/v1/subscription';

const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
	for (const close of closing.splice(0)) await close();
});

async function start(options?: SimulatorOptions): Promise<Simulator> {
	const simulator = await startSimulator(options);
	closing.push(() => simulator.stop());
	return simulator;
}

/** Sends any request and returns its answer whatever the status; `data` is the answer's text. */
async function send(
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

function validExchange(): AxiosRequestConfig {
	return { method: 'POST', url: '/identity/v1/token', data: { apiKey: 'simulated-api-key' } };
}

async function accessToken(simulator: Simulator): Promise<string> {
	const { data } = await send(simulator, validExchange());
	return (JSON.parse(data) as { accessToken: string }).accessToken;
}

function bearer(token: string): Record<string, string> {
	return { Authorization: `Bearer ${token}` };
}

function validSubscription(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		eventType: 'InvoiceIssued',
		notificationUrl: 'https://n8n.example.com/webhook/1?apiKey=k',
		...changes,
	};
}

function validCreate(token: string, data: unknown = validSubscription()): AxiosRequestConfig {
	return { method: 'POST', url: LIST, headers: bearer(token), data };
}

function held(changes: Record<string, unknown> = {}) {
	return {
		id: STRANGER,
		eventType: 'InvoiceIssued',
		notificationUrl: 'https://stranger.example.com/hook',
		...changes,
	};
}

interface Received {
	body: string;
	headers: IncomingHttpHeaders;
}

/** A receiver of deliveries that answers with the given statuses in turn, and 200 after the last. */
async function startReceiver(statuses: number[]): Promise<{ url: string; received: Received[] }> {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			received.push({ body: Buffer.concat(chunks).toString(), headers: request.headers });
			const status = statuses.shift() ?? 200;
			// A redirect that is followed would end at another status than the one asserted.
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

/** A simulator whose waiting is only written down. */
async function startWithoutWaiting(options: SimulatorOptions = {}) {
	const waits: number[] = [];
	const sleep = (ms: number) => Promise.resolve(void waits.push(ms));
	return { simulator: await start({ ...options, sleep }), waits };
}

describe('the token exchange', () => {
	it.each([
		{ token: 'accessToken', contentType: 'application/json', read: /^\{"accessToken":"(.+)"\}$/ },
		{ token: 'access_token', contentType: 'application/json', read: /^\{"access_token":"(.+)"\}$/ },
		{ token: 'token', contentType: 'application/json', read: /^\{"token":"(.+)"\}$/ },
		{ token: 'jsonString', contentType: 'application/json', read: /^"(.+)"$/ },
		{ token: 'bareText', contentType: 'text/plain', read: /^([^"{]+)$/ },
	] as const)('answers a working token as $token', async ({ token, contentType, read }) => {
		const simulator = await start();
		simulator.answers.token = token;

		const answer = await send(simulator, validExchange());

		expect(answer.status).toBe(200);
		expect(answer.headers['content-type']).toBe(`${contentType}; charset=utf-8`);
		const issued = read.exec(answer.data)?.[1] ?? 'not found';
		expect(await send(simulator, { url: LIST, headers: bearer(issued) })).toMatchObject({
			status: 200,
		});
	});

	it('issues a different token every time', async () => {
		const simulator = await start();

		expect(await accessToken(simulator)).not.toBe(await accessToken(simulator));
	});

	it.each([
		{
			name: 'a wrong key',
			change: { data: { apiKey: 'wrong' } },
			status: 401,
			message: 'The API Key is not valid.',
		},
		{
			name: 'a missing key',
			change: { data: {} },
			status: 400,
			message: 'The field "apiKey" is missing or not a non-empty string.',
		},
		{
			name: 'an unknown field',
			change: { data: { apiKey: 'simulated-api-key', grant: 'x' } },
			status: 400,
			message: 'The field "grant" is not known.',
		},
		{
			name: 'a form instead of JSON',
			change: {
				data: 'apiKey=simulated-api-key',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
			},
			status: 400,
			message:
				'The Content-Type must be application/json, received: application/x-www-form-urlencoded.',
		},
		{
			name: 'a list',
			change: { data: ['simulated-api-key'] },
			status: 400,
			message: 'The body must be a JSON object.',
		},
		{
			name: 'the key in the query as well',
			change: { params: { apiKey: 'simulated-api-key' } },
			status: 400,
			message: 'The query argument "apiKey" is not known.',
		},
	])('answers $status to $name', async ({ change, status, message }) => {
		const simulator = await start();

		const answer = await send(simulator, { ...validExchange(), ...change });

		expect(answer.status).toBe(status);
		expect(JSON.parse(answer.data)).toEqual({ statusCode: status, message });
	});

	it('refuses the right key until it is accepted again', async () => {
		const simulator = await start();

		simulator.refuseApiKey();
		expect(await send(simulator, validExchange())).toMatchObject({ status: 401 });
		simulator.acceptApiKey();
		expect(await send(simulator, validExchange())).toMatchObject({ status: 200 });
	});

	it('knows another API Key when it is given one', async () => {
		const simulator = await start({ apiKey: 'another' });

		const answer = await send(simulator, { ...validExchange(), data: { apiKey: 'another' } });

		expect(answer.status).toBe(200);
	});
});

describe('an access token', () => {
	it.each([
		{ name: 'missing', headers: () => ({}) },
		{ name: 'unknown', headers: () => bearer('never-issued') },
		{
			name: 'sent without the prefix Bearer',
			headers: (token: string) => ({ Authorization: token }),
		},
	])('is answered 401 when $name', async ({ headers }) => {
		const simulator = await start();
		const token = await accessToken(simulator);

		const answer = await send(simulator, { url: LIST, headers: headers(token) });

		expect(answer.status).toBe(401);
		expect(JSON.parse(answer.data)).toEqual({
			statusCode: 401,
			message: 'Access token is missing, invalid or expired.',
		});
	});

	it.each([
		{ name: 'list', request: { method: 'GET', url: LIST } },
		{ name: 'create', request: { method: 'POST', url: LIST, data: validSubscription() } },
		{ name: 'delete', request: { method: 'DELETE', url: `${LIST}/${STRANGER}` } },
	])('is needed to $name', async ({ request }) => {
		const simulator = await start();
		simulator.subscriptions.push(held());

		expect(await send(simulator, request)).toMatchObject({ status: 401 });
		expect(simulator.subscriptions).toHaveLength(1);
	});

	it('is valid for its lifetime and not a millisecond longer', async () => {
		let time = 1_000_000;
		const simulator = await start({ now: () => time, tokenLifetimeMs: 5000 });
		const headers = bearer(await accessToken(simulator));

		time = 1_004_999;
		expect(await send(simulator, { url: LIST, headers })).toMatchObject({ status: 200 });
		time = 1_005_000;
		expect(await send(simulator, { url: LIST, headers })).toMatchObject({ status: 401 });
	});

	it('is refused after expireTokens, and a newer one is not', async () => {
		const simulator = await start();
		const old = await accessToken(simulator);

		simulator.expireTokens();

		expect(await send(simulator, { url: LIST, headers: bearer(old) })).toMatchObject({
			status: 401,
		});
		const fresh = await accessToken(simulator);
		expect(await send(simulator, { url: LIST, headers: bearer(fresh) })).toMatchObject({
			status: 200,
		});
	});
});

describe('creating a subscription', () => {
	it('stores it and answers 201 with the bare GUID as text', async () => {
		const simulator = await start();

		const answer = await send(simulator, validCreate(await accessToken(simulator)));

		expect(answer.status).toBe(201);
		expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
		expect(answer.data).toMatch(GUID);
		expect(simulator.subscriptions).toEqual([
			{
				id: answer.data,
				eventType: 'InvoiceIssued',
				notificationUrl: 'https://n8n.example.com/webhook/1?apiKey=k',
			},
		]);
	});

	it('stores an identical subscription a second time', async () => {
		const simulator = await start();
		const token = await accessToken(simulator);

		const first = await send(simulator, validCreate(token));
		const second = await send(simulator, validCreate(token));

		expect(second.status).toBe(201);
		expect(second.data).not.toBe(first.data);
		expect(simulator.subscriptions).toHaveLength(2);
	});

	it('answers the GUID as a JSON string', async () => {
		const simulator = await start();
		simulator.answers.create = 'jsonString';

		const { data } = await send(simulator, validCreate(await accessToken(simulator)));

		expect(data).toBe(`"${simulator.subscriptions[0]?.id}"`);
	});

	it('answers the subscription as an object with the name of the id asked for', async () => {
		const simulator = await start();
		simulator.answers = { ...simulator.answers, create: 'object', idName: 'subscriptionGuid' };

		const { data } = await send(simulator, validCreate(await accessToken(simulator)));

		expect(JSON.parse(data)).toEqual({
			subscriptionGuid: simulator.subscriptions[0]?.id,
			eventType: 'InvoiceIssued',
			notificationUrl: 'https://n8n.example.com/webhook/1?apiKey=k',
		});
	});

	const httpsOnly =
		'The field "notificationUrl" must be an absolute https URL: unsecured HTTP is not supported.';
	it.each([
		{
			name: 'no event type',
			change: { eventType: undefined },
			message: 'The field "eventType" is missing or not a non-empty string.',
		},
		{
			name: 'an empty event type',
			change: { eventType: '' },
			message: 'The field "eventType" is missing or not a non-empty string.',
		},
		{
			name: 'a list of event types',
			change: { eventType: ['InvoiceIssued'] },
			message: 'The field "eventType" is missing or not a non-empty string.',
		},
		{
			name: 'no notification URL',
			change: { notificationUrl: undefined },
			message: 'The field "notificationUrl" is missing or not a non-empty string.',
		},
		{
			name: 'an http URL',
			change: { notificationUrl: 'http://a.example.com' },
			message: httpsOnly,
		},
		{ name: 'a relative URL', change: { notificationUrl: '/webhook/1' }, message: httpsOnly },
		{
			name: 'an unknown field',
			change: { secret: 'x' },
			message: 'The field "secret" is not known.',
		},
	])('stores nothing and answers 400 to $name', async ({ change, message }) => {
		const simulator = await start();
		const token = await accessToken(simulator);

		const answer = await send(simulator, validCreate(token, validSubscription(change)));

		expect(answer.status).toBe(400);
		expect(JSON.parse(answer.data)).toEqual({ statusCode: 400, message });
		expect(simulator.subscriptions).toEqual([]);
		expect(simulator.requests.at(-1)?.problem).toBe(message);
	});

	it('stores an additional field that was announced, whatever its type', async () => {
		const simulator = await start({ additionalFields: ['tenant'] });
		const token = await accessToken(simulator);

		const data = validSubscription({ tenant: { id: 7 } });
		expect(await send(simulator, validCreate(token, data))).toMatchObject({ status: 201 });

		expect(simulator.subscriptions[0]?.tenant).toEqual({ id: 7 });
	});

	it('accepts an event type nobody has heard of', async () => {
		const simulator = await start();
		const token = await accessToken(simulator);

		const data = validSubscription({ eventType: 'MoonRisen' });
		expect(await send(simulator, validCreate(token, data))).toMatchObject({ status: 201 });
	});
});

describe('listing subscriptions', () => {
	const element = {
		id: STRANGER,
		eventType: 'InvoiceIssued',
		notificationUrl: 'https://stranger.example.com/hook',
	};

	it.each([
		{ list: 'array', expected: [element] },
		{ list: 'value', expected: { value: [element] } },
		{ list: 'items', expected: { items: [element] } },
		{ list: 'data', expected: { data: [element] } },
		{ list: 'subscriptions', expected: { subscriptions: [element] } },
		{ list: 'results', expected: { results: [element] } },
		{ list: 'paged', expected: { value: [element] } },
	] as const)('answers the shape $list', async ({ list, expected }) => {
		const simulator = await start();
		simulator.subscriptions.push(held());
		simulator.answers.list = list;

		const headers = bearer(await accessToken(simulator));
		const { data } = await send(simulator, { url: LIST, headers });

		expect(JSON.parse(data)).toEqual(expected);
	});

	it.each([
		{ idName: 'subscriptionId' },
		{ idName: 'guid' },
		{ idName: 'subscriptionGuid' },
	] as const)('names the id $idName instead of id', async ({ idName }) => {
		const simulator = await start();
		simulator.subscriptions.push(held());
		simulator.answers.idName = idName;

		const headers = bearer(await accessToken(simulator));
		const { data } = await send(simulator, { url: LIST, headers });

		expect(JSON.parse(data)).toEqual([
			{
				[idName]: STRANGER,
				eventType: 'InvoiceIssued',
				notificationUrl: 'https://stranger.example.com/hook',
			},
		]);
	});

	it('links from page to page with an absolute URL until the last one', async () => {
		const simulator = await start();
		simulator.subscriptions.push(held({ id: 'a' }), held({ id: 'b' }), held({ id: 'c' }));
		simulator.answers.list = 'paged';
		const headers = bearer(await accessToken(simulator));

		const first = JSON.parse((await send(simulator, { url: LIST, headers })).data);
		expect(first.value).toMatchObject([{ id: 'a' }, { id: 'b' }]);
		expect(first.nextLink).toBe(`${simulator.baseUrl}/subscription/v1/subscription?page=2`);

		const second = JSON.parse((await send(simulator, { url: first.nextLink, headers })).data);
		expect(second.value).toMatchObject([{ id: 'c' }]);
		expect(second).not.toHaveProperty('nextLink');
	});

	it.each([
		{ name: 'an unknown query argument', params: { eventType: 'InvoiceIssued' } },
		{ name: 'page zero', params: { page: '0' } },
	])('answers 400 to $name', async ({ params }) => {
		const simulator = await start();
		const headers = bearer(await accessToken(simulator));

		expect(await send(simulator, { url: LIST, headers, params })).toMatchObject({ status: 400 });
	});
});

describe('deleting a subscription', () => {
	it('removes that one and no other', async () => {
		const simulator = await start();
		simulator.subscriptions.push(held({ id: 'kept' }), held());
		const headers = bearer(await accessToken(simulator));

		const answer = await send(simulator, { method: 'DELETE', url: `${LIST}/${STRANGER}`, headers });

		expect(answer).toMatchObject({ status: 204, data: '' });
		expect(simulator.subscriptions).toEqual([held({ id: 'kept' })]);
	});

	it.each([
		{ name: 'unknown', id: 'ffffffff-0000-4000-8000-000000000009' },
		{ name: 'malformed', id: '%E0%A4%A' },
	])('answers 404 to an id that is $name, which is no problem of the client', async ({ id }) => {
		const simulator = await start();
		simulator.subscriptions.push(held());
		const headers = bearer(await accessToken(simulator));

		const answer = await send(simulator, { method: 'DELETE', url: `${LIST}/${id}`, headers });

		expect(answer.status).toBe(404);
		expect(JSON.parse(answer.data)).toEqual({
			statusCode: 404,
			message: 'There is no subscription with this id.',
		});
		expect(simulator.subscriptions).toHaveLength(1);
		expect(simulator.requests.at(-1)).not.toHaveProperty('problem');
	});
});

describe('an endpoint that does not exist', () => {
	it.each([
		{ name: 'an unknown path', path: '/subscription/v2/subscription' },
		{ name: 'a slash at the end', path: '/subscription/v1/subscription/' },
		{ name: 'one segment too many', path: `/subscription/v1/subscription/${STRANGER}/x` },
	])('is answered 404 for $name', async ({ path }) => {
		const simulator = await start();

		const answer = await send(simulator, { url: path });

		expect(answer.status).toBe(404);
		expect(simulator.requests).toMatchObject([
			{ status: 404, problem: `There is nothing at ${path}.` },
		]);
	});

	it.each([
		{ method: 'GET', path: '/identity/v1/token', allow: 'POST' },
		{ method: 'PUT', path: '/subscription/v1/subscription', allow: 'GET, POST' },
		{ method: 'GET', path: `/subscription/v1/subscription/${STRANGER}`, allow: 'DELETE' },
	])('is answered 405 for $method $path', async ({ method, path, allow }) => {
		const simulator = await start();

		const answer = await send(simulator, { method, url: path });

		expect(answer.status).toBe(405);
		expect(answer.headers.allow).toBe(allow);
		expect(simulator.requests).toMatchObject([
			{ status: 405, problem: `${method} is not allowed here, only ${allow}.` },
		]);
	});
});

describe('the log of requests', () => {
	it('keeps method, path, query, headers and the parsed body as received', async () => {
		const simulator = await start();

		await send(simulator, {
			...validExchange(),
			url: '/identity/v1/token?secret=a%20b&secret=c',
			headers: { 'X-Custom': 'kept' },
		});

		expect(simulator.requests).toHaveLength(1);
		expect(simulator.requests[0]).toMatchObject({
			method: 'POST',
			path: '/identity/v1/token',
			query: { secret: 'a b,c' },
			headers: { 'x-custom': 'kept' },
			body: { apiKey: 'simulated-api-key' },
			status: 400,
		});
	});

	it.each([
		{ name: 'text that is not announced as JSON', contentType: 'text/plain', data: '{"a":1}' },
		{ name: 'malformed JSON', contentType: 'application/json', data: '{"a":' },
	])('keeps $name as a string', async ({ contentType, data }) => {
		const simulator = await start();

		const headers = { 'content-type': contentType };
		await send(simulator, { ...validExchange(), data: Buffer.from(data), headers });

		expect(simulator.requests).toMatchObject([{ body: data, status: 400 }]);
	});
});

describe('a fault', () => {
	it('fails the next matching request only, with status, body and headers', async () => {
		const simulator = await start();
		const headers = bearer(await accessToken(simulator));
		simulator.failNext({ status: 429, body: 'slow down', headers: { 'retry-after': '7' } });

		const failed = await send(simulator, { url: LIST, headers });

		expect(failed).toMatchObject({ status: 429, data: 'slow down' });
		expect(failed.headers['retry-after']).toBe('7');
		expect(await send(simulator, { url: LIST, headers })).toMatchObject({ status: 200 });
	});

	it('leaves requests with another method or path alone', async () => {
		const simulator = await start();
		simulator.failNext({ method: 'DELETE', path: '/subscription', status: 500 });
		simulator.failNext({ method: 'POST', path: '/subscription', status: 500 });
		simulator.failNext({ method: 'post', path: '/identity', status: 503 });

		expect(await send(simulator, { url: LIST })).toMatchObject({ status: 401 });
		expect(await send(simulator, validExchange())).toMatchObject({ status: 503 });
		expect(await send(simulator, { method: 'DELETE', url: `${LIST}/x` })).toMatchObject({
			status: 500,
			data: '{"statusCode":500,"message":"Simulated failure."}',
		});
	});

	it('is used in order and as many times as it says', async () => {
		const simulator = await start();
		simulator.failNext({ status: 500, times: 2 });
		simulator.failNext({ status: 502 });

		const statuses: number[] = [];
		for (let count = 0; count < 4; count += 1) {
			statuses.push((await send(simulator, validExchange())).status);
		}

		expect(statuses).toEqual([500, 500, 502, 200]);
	});

	it.each([
		{ name: 'stores nothing by default', afterStoring: undefined, stored: 0 },
		{ name: 'leaves the subscription when it comes after storing', afterStoring: true, stored: 1 },
	])('that fails create $name', async ({ afterStoring, stored }) => {
		const simulator = await start();
		const token = await accessToken(simulator);
		simulator.failNext({ method: 'POST', path: LIST, status: 500, afterStoring });

		expect(await send(simulator, validCreate(token))).toMatchObject({ status: 500 });

		expect(simulator.subscriptions).toHaveLength(stored);
	});

	it.each([
		{ name: 'stores nothing by default', afterStoring: undefined, stored: 0 },
		{ name: 'leaves the subscription when it comes after storing', afterStoring: true, stored: 1 },
	])('that drops create $name', async ({ afterStoring, stored }) => {
		const simulator = await start();
		const token = await accessToken(simulator);
		simulator.dropNext({ method: 'POST', path: LIST, afterStoring });

		await expect(send(simulator, validCreate(token))).rejects.toMatchObject({ code: 'ECONNRESET' });

		expect(simulator.subscriptions).toHaveLength(stored);
		expect(simulator.requests.at(-1)?.status).toBe('dropped');
	});

	it.each([
		{ name: 'keeps the subscription by default', afterStoring: undefined, left: 1 },
		{ name: 'has removed it when it comes after storing', afterStoring: true, left: 0 },
	])('that fails delete $name', async ({ afterStoring, left }) => {
		const simulator = await start();
		simulator.subscriptions.push(held());
		const headers = bearer(await accessToken(simulator));
		simulator.failNext({ method: 'DELETE', status: 504, afterStoring });

		const request = { method: 'DELETE', url: `${LIST}/${STRANGER}`, headers };
		expect(await send(simulator, request)).toMatchObject({ status: 504 });

		expect(simulator.subscriptions).toHaveLength(left);
	});

	it('after storing waits for a request that takes effect', async () => {
		const simulator = await start();
		const token = await accessToken(simulator);
		simulator.failNext({ method: 'POST', path: LIST, status: 500, afterStoring: true });

		expect(await send(simulator, validCreate('expired'))).toMatchObject({ status: 401 });
		expect(await send(simulator, validCreate(token))).toMatchObject({ status: 500 });

		expect(simulator.subscriptions).toHaveLength(1);
	});

	it('delays the answer of the next matching request, which takes effect at once', async () => {
		const waits: number[] = [];
		let storedWhileWaiting = 0;
		const simulator = await start({
			sleep: async (ms) => {
				waits.push(ms);
				storedWhileWaiting = simulator.subscriptions.length;
			},
		});
		const token = await accessToken(simulator);
		simulator.delayNext({ method: 'POST', path: LIST, ms: 15_000 });

		expect(await send(simulator, validCreate(token))).toMatchObject({ status: 201 });
		expect(await send(simulator, validCreate(token))).toMatchObject({ status: 201 });

		expect(waits).toEqual([15_000]);
		expect(storedWhileWaiting).toBe(1);
	});
});

describe('a delivery', () => {
	it('posts a string as it is, announced as JSON, to the subscriptions with the event type', async () => {
		const simulator = await start();
		const wanted = await startReceiver([]);
		const other = await startReceiver([]);
		simulator.subscriptions.push(
			held({ id: 'wanted', notificationUrl: `${wanted.url}?apiKey=k` }),
			held({ id: 'other', notificationUrl: other.url, eventType: 'QuoteCreated' }),
		);

		const attempts = await simulator.deliver('InvoiceIssued', ' {"not": JSON ');

		expect(wanted.received).toMatchObject([
			{ body: ' {"not": JSON ', headers: { 'content-type': 'application/json' } },
		]);
		expect(other.received).toEqual([]);
		expect(attempts).toEqual([
			{
				eventId: expect.stringMatching(GUID),
				subscriptionId: 'wanted',
				url: `${wanted.url}?apiKey=k`,
				attempt: 1,
				status: 200,
				answer: { answered: 200 },
			},
		]);
		expect(simulator.deliveries).toEqual(attempts);
	});

	it('sends other headers when asked', async () => {
		const simulator = await start();
		const { url, received } = await startReceiver([]);
		simulator.subscriptions.push(held({ notificationUrl: url }));

		await simulator.deliver('InvoiceIssued', 'a,b', { 'Content-Type': 'text/csv', 'X-Trace': '1' });

		expect(received).toMatchObject([
			{ body: 'a,b', headers: { 'content-type': 'text/csv', 'x-trace': '1' } },
		]);
	});

	it('is repeated byte for byte with back-off until the receiver answers 2xx', async () => {
		const { simulator, waits } = await startWithoutWaiting();
		const { url, received } = await startReceiver([500, 302, 401, 202]);
		simulator.subscriptions.push(held({ notificationUrl: url }));

		const attempts = await simulator.deliver('InvoiceIssued', { invoice: { number: 'INV-1' } });

		expect(attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 500],
			[2, 302],
			[3, 401],
			[4, 202],
		]);
		expect(waits).toEqual([200, 400, 800]);
		expect(received.map(({ body }) => body)).toEqual(
			Array<string>(4).fill('{"invoice":{"number":"INV-1"}}'),
		);
	});

	it('is given up after the attempts asked for, with the waits asked for', async () => {
		const { simulator, waits } = await startWithoutWaiting({
			redelivery: { attempts: 3, backoffMs: (attempt) => attempt * 10 },
		});
		const { url, received } = await startReceiver([500, 500, 500, 500]);
		simulator.subscriptions.push(held({ notificationUrl: url }));

		await simulator.deliver('InvoiceIssued', {});

		expect(received).toHaveLength(3);
		expect(waits).toEqual([10, 20]);
	});

	it('to an unreachable receiver neither throws nor holds up the others', async () => {
		const { simulator } = await startWithoutWaiting();
		const { url } = await startReceiver([]);
		simulator.subscriptions.push(
			held({ id: 'unreachable', notificationUrl: 'http://127.0.0.1:1/hook' }),
			held({ id: 'reachable', notificationUrl: url }),
		);

		const attempts = await simulator.deliver('InvoiceIssued', {});

		expect(attempts).toHaveLength(6);
		expect(attempts[4]).toMatchObject({
			subscriptionId: 'unreachable',
			attempt: 5,
			status: 'unreachable',
			answer: expect.stringContaining('ECONNREFUSED'),
		});
		expect(attempts[5]).toMatchObject({ subscriptionId: 'reachable', status: 200 });
	});
});

describe('an issued invoice', () => {
	const now = () => Date.UTC(2026, 0, 31, 12);

	it('is delivered as an event whose amounts add up', async () => {
		const simulator = await start({ now });
		const { url, received } = await startReceiver([]);
		simulator.subscriptions.push(held({ notificationUrl: url }));

		const { event, attempts } = await simulator.issueInvoice();

		expect(received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([event]);
		expect(attempts).toMatchObject([{ eventId: event.eventId, status: 200 }]);
		expect(event).toEqual({
			eventId: '00000000-0000-4000-8000-000000000001',
			eventType: 'InvoiceIssued',
			occurredAt: '2026-01-31T12:00:00.000Z',
			invoice: {
				number: 'INV-000001',
				issueDate: '2026-01-31',
				dueDate: '2026-03-02',
				purchaseOrder: 'PO-4711',
				currency: 'AUD',
				supplier: { name: 'Data#3 Limited', abn: '00 000 000 000' },
				lines: [
					{
						description: 'Microsoft 365 E3, monthly subscription',
						quantity: 50,
						unitPrice: 57.3,
						amount: 2865,
					},
					{ description: 'Laptop, 14 inch', quantity: 4, unitPrice: 2349, amount: 9396 },
				],
				subtotal: 12261,
				gst: 1226.1,
				total: 13487.1,
			},
		});
	});

	it('has a new event id and number every time, and nothing else is new', async () => {
		const simulator = await start({ now });

		const first = (await simulator.issueInvoice()).event;
		const second = (await simulator.issueInvoice()).event;

		expect(second).toEqual({
			...first,
			eventId: '00000000-0000-4000-8000-000000000002',
			invoice: { ...(first.invoice as object), number: 'INV-000002' },
		});
	});

	it('takes its event id, its number and single nested fields from the caller', async () => {
		const simulator = await start();

		const fields = { eventId: 'e-1', number: 'X-1', supplier: { name: 'Other' }, lines: [] };
		const { event } = await simulator.issueInvoice(fields);

		expect(event.eventId).toBe('e-1');
		expect(event.invoice).toMatchObject({
			number: 'X-1',
			supplier: { name: 'Other', abn: '00 000 000 000' },
			lines: [],
			total: 13487.1,
		});
		expect(event.invoice).not.toHaveProperty('eventId');
	});
});

describe('stopping', () => {
	it('closes connections that wait for a delayed answer', async () => {
		let waiting = () => {};
		const isWaiting = new Promise<void>((resolve) => (waiting = resolve));
		const simulator = await startSimulator({
			sleep: () => {
				waiting();
				return new Promise(() => {});
			},
		});
		simulator.delayNext({ ms: 1 });
		const answer = expect(send(simulator, validExchange())).rejects.toMatchObject({
			code: 'ECONNRESET',
		});
		await isWaiting;

		await simulator.stop();

		await answer;
		await expect(send(simulator, validExchange())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	});

	it('gives up a redelivery that is due later', async () => {
		const simulator = await startSimulator({
			redelivery: { attempts: 2, backoffMs: () => 600_000 },
		});
		const { url, received } = await startReceiver([500]);
		simulator.subscriptions.push(held({ notificationUrl: url }));
		const delivered = simulator.deliver('InvoiceIssued', {});
		while (simulator.deliveries.length === 0) await new Promise(setImmediate);

		await simulator.stop();

		expect(await delivered).toHaveLength(1);
		expect(received).toHaveLength(1);
	});
});

describe('a command', () => {
	async function output(simulator: Simulator, line: string): Promise<string> {
		const printed: string[] = [];
		await runCommand(line, simulator, (text) => printed.push(text));
		return printed.join('\n');
	}

	it('that does not exist prints those that do', async () => {
		const printed = await output(await start(), 'invoyce');

		expect(printed).toContain('There is no command "invoyce".');
		expect(printed).toContain('invoice   issue an invoice');
	});

	it('lists subscriptions with the key in the notification URL shortened', async () => {
		const simulator = await start();
		const notificationUrl = 'https://n8n.example.com/hook?apiKey=abcdefghijkl&x=1';
		simulator.subscriptions.push(held({ notificationUrl }));

		expect(await output(simulator, ' LIST ')).toBe(
			`${STRANGER}  InvoiceIssued  https://n8n.example.com/hook?apiKey=abcd…&x=1`,
		);
	});

	it('issues an invoice', async () => {
		const simulator = await start();
		const { url, received } = await startReceiver([]);
		simulator.subscriptions.push(held({ notificationUrl: url }));

		expect(await output(simulator, 'invoice')).toContain('is done after 1 delivery attempt(s)');
		expect(received).toHaveLength(1);
	});

	it.each([
		{ line: 'quit', goesOn: false },
		{ line: 'help', goesOn: true },
		{ line: '', goesOn: true },
	])('"$line" makes going on $goesOn', async ({ line, goesOn }) => {
		expect(await runCommand(line, await start(), () => {})).toBe(goesOn);
	});

	it('expires tokens, and refuses and accepts the API Key', async () => {
		const simulator = await start();
		const headers = bearer(await accessToken(simulator));

		await output(simulator, 'expire');
		expect(await send(simulator, { url: LIST, headers })).toMatchObject({ status: 401 });
		await output(simulator, 'refuse');
		expect(await send(simulator, validExchange())).toMatchObject({ status: 401 });
		await output(simulator, 'accept');
		expect(await send(simulator, validExchange())).toMatchObject({ status: 200 });
	});
});
