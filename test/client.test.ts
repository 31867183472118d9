import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { NodeApiError } from 'n8n-workflow';

import { myD3Client } from '../nodes/MyD3/client';
import type { MyD3Client } from '../nodes/MyD3/client';
import { isTransient, isUnusableList, mayHaveHappened } from '../nodes/MyD3/failure';
import { Host } from './n8n/host';

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

const closing: Array<() => void> = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

/** A MyD3 that gives out tokens and otherwise answers as the test says. @returns a client for it, and its waits in ms */
async function clientFor(handler: Handler, credential: object = {}, activation = false) {
	let count = 0;
	const server = createServer((request, response) => {
		if (request.url === '/identity/v1/token') response.end('{"accessToken":"token-of-the-test"}');
		else handler(request, response, ++count);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closing.push(() => {
		server.close();
		server.closeAllConnections();
	});
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const host = new Host({ credential: { apiKey: 'api-key-of-the-test', baseUrl, ...credential } });
	const waits: number[] = [];
	const context = activation ? host.hookContext() : host.loadOptionsContext();
	const client = await myD3Client(context, async (ms) => {
		waits.push(ms);
		await Promise.resolve();
	});
	return { client, waits, baseUrl, calls: () => count };
}

/** Answers every call the same. */
const always =
	(status: number, body = '', headers: Record<string, string> = {}): Handler =>
	(_request, response) =>
		response.writeHead(status, headers).end(body);

const failing = async (attempt: Promise<unknown>): Promise<NodeApiError> => {
	const error: unknown = await attempt.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof NodeApiError)) throw new Error(`no NodeApiError: ${String(error)}`);
	return error;
};

const ID = '9ccbe7c2-00e7-44dd-8af7-885c44b4404f';
const list = async (client: MyD3Client) => await client.list();
const create = async (client: MyD3Client) =>
	await client.create('InvoiceIssued', 'https://n8n.example.com/webhook?apiKey=key-in-the-url');
const remove = async (client: MyD3Client) => await client.delete(ID);

describe('what the user reads when MyD3 answers', () => {
	it.each([
		{
			name: '400 to create',
			call: create,
			answer: always(400, '{"message":"events is required"}'),
			message:
				'MyD3 did not accept the request to create a subscription for InvoiceIssued (400). MyD3 says: events is required.',
			description:
				/correct "Event Type Field" and "Notification URL Field" under "Override API Details"/,
		},
		{
			name: '401 also to a new token',
			call: list,
			answer: always(401, '{"message":"no"}'),
			message:
				'MyD3 did not accept the access token to list the subscriptions, nor a new one (401).',
			description: /Test the MyD3 API credential/,
		},
		{
			name: '403',
			call: create,
			answer: always(403, '{"title":"Forbidden","detail":"Not in your plan"}'),
			message:
				'MyD3 does not permit this API Key to create a subscription for InvoiceIssued (403). MyD3 says: Not in your plan.',
			description: /administrator/,
		},
		{
			name: '404 where the list is assumed to be',
			call: list,
			answer: always(404, '<html>Not found</html>'),
			message:
				'MyD3 has nothing at GET /subscription/v1/subscription (404), where this package expects to list the subscriptions.',
			description: /set "Subscription Path" under "Override API Details"/,
		},
		{
			name: '405 to delete',
			call: remove,
			answer: always(405),
			message: `MyD3 has nothing at DELETE /subscription/v1/subscription/${ID} (405), where this package expects to delete subscription ${ID}.`,
			description: /"Subscription Path"/,
		},
		{
			name: '409',
			call: create,
			answer: always(409),
			message:
				'MyD3 will not create a subscription for InvoiceIssued, because something like it is there already (409).',
			description: /Get Many/,
		},
		{
			name: '429 with the time to wait',
			call: create,
			answer: always(429, '', { 'retry-after': '90' }),
			message: 'MyD3 asks for fewer requests at the moment (429).',
			description: /Try again in 90 seconds/,
		},
		{
			name: '503',
			call: list,
			answer: always(503, 'down for maintenance'),
			message:
				'MyD3 could not list the subscriptions at the moment (503). MyD3 says: down for maintenance.',
			description: /Try again in a few minutes/,
		},
		{
			name: 'a redirect',
			call: list,
			answer: always(302, '', { location: 'https://elsewhere.example.com/' }),
			message:
				'MyD3 sent the request to list the subscriptions on to https://elsewhere.example.com/.',
			description: /Set the Base URL/,
		},
		{
			name: '200 and a page of HTML',
			call: list,
			answer: always(200, '<html>Welcome</html>', { 'content-type': 'text/html' }),
			message: "MyD3's answer was not understood: it is not a list of subscriptions.",
			description: /answered with 200, text\/html: <html>Welcome<\/html>/,
		},
		{
			name: '201 without an id',
			call: create,
			answer: always(201, '{"ok":true}', { 'content-type': 'application/json' }),
			message: "MyD3's answer was not understood: it is not the new subscription's GUID.",
			description: /201, application\/json: {"ok":true}/,
		},
	])('$name', async ({ call, answer, message, description }) => {
		const { client } = await clientFor(answer);
		const error = await failing(call(client));
		expect(error.message).toBe(message);
		expect(error.description).toMatch(description);
		expect(error.message).not.toMatch(/error|problem|failure|mistake/i);
	});

	it('nothing: no connection', async () => {
		const { client } = await clientFor((request) => request.socket.destroy());
		const error = await failing(list(client));
		expect(error.message).toMatch(/^No connection to 127\.0\.0\.1:\d+\.$/);
		expect(error.description).toMatch(/\(E[A-Z]+\)$/);
		expect(isTransient(error)).toBe(true);
	});
});

it.each([
	{ name: 'no answer', answer: ((request) => request.socket.destroy()) as Handler, expected: true },
	{ name: '503', answer: always(503), expected: true },
	{ name: '201 without an id', answer: always(201), expected: true },
	{ name: '403', answer: always(403), expected: false },
])('after create and $name the user is told to look first: $expected', async (row) => {
	const { client } = await clientFor(row.answer);
	const { description } = await failing(create(client));
	expect(
		description?.endsWith('MyD3 may have done it all the same: look with Get Many first.'),
	).toBe(row.expected);
});

it('in an activation the message says everything, because n8n shows either it or the description', async () => {
	const { client } = await clientFor(always(404), {}, true);
	const error = await failing(list(client));
	expect(error.message).toBe(
		'MyD3 has nothing at GET /subscription/v1/subscription (404), where this package expects to list the subscriptions. Look the address up in MyD3\'s API Catalog and set "Subscription Path" under "Override API Details" in the MyD3 API credential.',
	);
	expect(error.description ?? undefined).toBeUndefined();
	const { client: unreached } = await clientFor((request) => request.socket.destroy(), {}, true);
	expect((await failing(list(unreached))).message).toMatch(
		/^No connection to [\d.:]+\. Check the Base URL/,
	);
});

describe('a transient failure', () => {
	it.each([429, 500, 502, 503, 504])('is %i', async (status) => {
		const { client } = await clientFor(always(status, 'Authorization service is down'));
		const error = await failing(list(client));
		expect(isTransient(error)).toBe(true);
		// n8n 1.x gives a workflow up at start-up when it reads this word.
		expect(error.message).not.toContain('Authorization');
	});

	it.each([400, 401, 403, 404])('is not %i', async (status) => {
		const { client } = await clientFor(always(status));
		expect(isTransient(await failing(list(client)))).toBe(false);
	});

	it.each([
		{ name: 'list', call: list },
		{ name: 'delete', call: remove },
	])('of $name is tried again, twice at most', async ({ call }) => {
		const { client, waits, calls } = await clientFor(always(503));
		await failing(call(client));
		expect(waits).toEqual([1000, 2000]);
		expect(calls()).toBe(3);
	});

	it('is waited for as long as MyD3 asks, up to 30 seconds', async () => {
		const patient = await clientFor(always(429, '', { 'retry-after': '30' }));
		await failing(list(patient.client));
		expect(patient.waits).toEqual([30_000, 30_000]);
		const impatient = await clientFor(always(429, '', { 'retry-after': '31' }));
		await failing(list(impatient.client));
		expect(impatient.waits).toEqual([]);
	});

	it('of create is never tried again, because MyD3 may have stored it', async () => {
		const { client, waits, calls } = await clientFor(always(503));
		const error = await failing(create(client));
		expect([waits, calls(), mayHaveHappened(error)]).toEqual([[], 1, true]);
	});

	it('that passes goes unnoticed', async () => {
		const { client } = await clientFor((_request, response, count) =>
			response.writeHead(count === 1 ? 503 : 200).end(`[{"id":"${ID}"}]`),
		);
		expect(await list(client)).toMatchObject([{ id: ID }]);
	});
});

describe('create', () => {
	it.each([
		{ name: 'refused', answer: always(400), expected: false },
		{ name: 'answered without an id', answer: always(201), expected: true },
		{
			name: 'not answered',
			answer: ((request) => request.socket.destroy()) as Handler,
			expected: true,
		},
	])('$name may have happened: $expected', async ({ answer, expected }) => {
		const { client } = await clientFor(answer);
		expect(mayHaveHappened(await failing(create(client)))).toBe(expected);
	});

	it.each([
		{
			name: 'eventType and notificationUrl',
			credential: {},
			expected: ['eventType', 'notificationUrl'],
		},
		{
			name: 'the names and lists that the overrides say',
			credential: {
				overrideApiDetails: true,
				eventTypeField: 'events[]',
				notificationUrlField: 'uri',
			},
			expected: ['events', 'uri'],
		},
		{
			name: 'the usual names while the overrides are switched off',
			credential: { overrideApiDetails: false, eventTypeField: 'events[]' },
			expected: ['eventType', 'notificationUrl'],
		},
	])('sends $name', async ({ credential, expected }) => {
		let body = '';
		const { client } = await clientFor((request, response) => {
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => response.writeHead(201).end(ID));
		}, credential);
		expect(await create(client)).toBe(ID);
		const sent = JSON.parse(body) as Record<string, unknown>;
		expect(Object.keys(sent)).toEqual(expected);
		const event = sent[expected[0] ?? ''];
		expect(event).toEqual(expected[0] === 'events' ? ['InvoiceIssued'] : 'InvoiceIssued');
	});
});

describe('list', () => {
	it('reads pages to the end, and only as far as the limit needs', async () => {
		const pages: Handler = (request, response) => {
			const page = Number(new URL(request.url ?? '', 'http://h').searchParams.get('page') ?? 1);
			const next = page < 3 ? `/subscription/v1/subscription?page=${page + 1}` : undefined;
			response.end(JSON.stringify({ data: [{ guid: `p${page}` }], next }));
		};
		const all = await clientFor(pages);
		expect((await all.client.list()).map(({ id }) => id)).toEqual(['p1', 'p2', 'p3']);
		const some = await clientFor(pages);
		expect((await some.client.list(2)).map(({ id }) => id)).toEqual(['p1', 'p2']);
		expect(some.calls()).toBe(2);
	});

	it.each([
		{ name: 'leads to another host', next: 'https://evil.example.com/' },
		{ name: 'leads back to itself', next: '' },
		{ name: 'is no address', next: 'https://[' },
	])('refuses a next page that $name', async ({ next }) => {
		const { client, calls } = await clientFor((request, response) =>
			response.end(JSON.stringify({ value: [], nextLink: next || request.url })),
		);
		expect((await failing(list(client))).message).toMatch(/not a page with a usable next page/);
		expect(calls()).toBe(1);
	});

	it('that fails on its second page fails', async () => {
		const { client } = await clientFor((_request, response, count) => {
			if (count > 1) response.writeHead(403);
			response.end('{"value":[{"id":"a"}],"nextLink":"?page=2"}');
		});
		expect((await failing(list(client))).httpCode).toBe('403');
	});

	it.each([
		{ name: '400', answer: always(400), expected: true },
		{ name: '403', answer: always(403), expected: true },
		{ name: '404', answer: always(404), expected: true },
		{ name: '405', answer: always(405), expected: true },
		{ name: '501', answer: always(501), expected: true },
		{ name: '200 and something else than a list', answer: always(200, '{}'), expected: true },
		{ name: '401', answer: always(401), expected: false },
		{ name: '429', answer: always(429), expected: false },
		{ name: '500', answer: always(500), expected: false },
	])('answered with $name can be done without: $expected', async ({ answer, expected }) => {
		const { client } = await clientFor(answer);
		expect(isUnusableList(await failing(list(client)))).toBe(expected);
	});
});

describe('delete', () => {
	it.each([
		{ status: 200, expected: true },
		{ status: 204, expected: true },
		{ status: 404, expected: false },
		{ status: 410, expected: false },
	])('answered $status: deleted $expected', async ({ status, expected }) => {
		const { client } = await clientFor(always(status));
		expect(await remove(client)).toBe(expected);
	});
});

it('no message shows a secret that MyD3 sends back', async () => {
	const echo =
		'{"message":"api-key-of-the-test token-of-the-test Bearer abc.def https://n8n/?apiKey=key-in-the-url"}';
	for (const call of [list, create]) {
		for (const answer of [always(400, echo), always(200, echo)]) {
			const { client } = await clientFor(answer, { accessToken: 'token-of-the-test' });
			const error = await failing(call(client));
			const shown = JSON.stringify([error, error.message, error.description, error.messages]);
			expect(shown).not.toMatch(/api-key-of-the-test|token-of-the-test|abc\.def|key-in-the-url/);
		}
	}
});
