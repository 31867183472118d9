/** The mock vendors are as strict as the real ones: they refuse a client with one thing wrong, and name it. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { PEERS } from './apis';
import { KEYS, startMock } from './mockServer';
import type { MockOptions, MockVendor } from './mockServer';
import type { HandshakeKind, Paging, PeerApi } from './types';

const HOOK = 'https://n8n.example.com/webhook/x?apiKey=key';

/** A vendor that accepts a bearer token; tests change one thing. */
const api = (changes: Partial<PeerApi> = {}): PeerApi => ({
	name: 'a vendor',
	source: 'this test',
	origins: [],
	eventTypes: ['paid', 'sent'],
	auth: 'static',
	create: {
		method: 'POST',
		path: '/hooks',
		body: { hook: { url: '{notificationUrl}', on: ['{eventType}'], active: true } },
		status: 201,
		response: { id: '{id}' },
	},
	list: {
		method: 'GET',
		path: '/hooks?scope=all',
		item: { id: '{id}', url: '{notificationUrl}' },
		wrap: { data: '{items}' },
	},
	delete: { method: 'DELETE', path: '/hooks/{id}', status: 204 },
	...changes,
});

const stops: Array<() => void> = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

async function vendor(changes: Partial<PeerApi> = {}, options: MockOptions = {}) {
	const mock = await startMock(api(changes), options);
	stops.push(() => mock.stop());
	return mock;
}

interface Sent {
	method?: string;
	headers?: Record<string, string>;
	body?: unknown;
}

/** Sends a valid request; tests change one thing. */
async function send(mock: MockVendor, path: string, { method = 'GET', headers, body }: Sent = {}) {
	const response = await fetch(`${mock.baseUrl}${path}`, {
		method,
		headers: {
			Authorization: `Bearer ${KEYS.apiKey}`,
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...headers,
		},
		body: typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	const json = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
	return { status: response.status, json, link: response.headers.get('link') ?? '' };
}

const hook = (changes: object = {}) => ({
	hook: { url: HOOK, on: ['paid'], active: true, ...changes },
});
const create = async (mock: MockVendor, sent: Sent = {}) =>
	await send(mock, '/hooks', { method: 'POST', body: hook(), ...sent });
const summaryOf = ({ status, json }: Awaited<ReturnType<typeof send>>) =>
	`${status} ${String(json.message)}`;

type Receiver = (request: IncomingMessage, body: string, response: ServerResponse) => void;

/** Receives deliveries. @returns where to send them in place of a notification URL */
async function receiver(respond: Receiver): Promise<(url: string) => string> {
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => respond(request, body, response));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	stops.push(() => {
		server.close();
		server.closeAllConnections();
	});
	const { port } = server.address() as AddressInfo;
	return (url) => `http://127.0.0.1:${port}/${new URL(url).search}`;
}

describe('a mock server refuses', () => {
	it.each([
		['an unknown property', { body: hook({ name: 'x' }) }, '400 Unknown property "hook.name"'],
		[
			'an unknown property beside a known one',
			{ body: { ...hook(), x: 1 } },
			'400 Unknown property "x"',
		],
		['a missing property', { body: { hook: {} } }, '400 Property "hook.url" is required'],
		[
			'a property of another type',
			{ body: hook({ active: 'true' }) },
			'400 Property "hook.active" must be a boolean',
		],
		['two elements for one', { body: hook({ on: ['paid', 'sent'] }) }, /^400 .*1 element/],
		['an unknown event type', { body: hook({ on: ['{eventType}'] }) }, /^422 .*not an event type/],
		['an address that is not https', { body: hook({ url: 'http://x.example' }) }, /^422 .*https/],
		['what is not JSON', { body: '{"hook": }' }, '400 The body is not JSON'],
		[
			'another content type',
			{ headers: { 'Content-Type': 'text/plain' } },
			'415 Content-Type must be application/json',
		],
		['another method', { method: 'PUT' }, '405 Method not allowed'],
		['another key', { headers: { Authorization: 'Bearer x' } }, '401 Not authenticated'],
	])('%s', async (_what, sent, message) => {
		const summary = summaryOf(await create(await vendor(), sent as Sent));
		if (typeof message === 'string') expect(summary).toBe(message);
		else expect(summary).toMatch(message);
	});

	it.each([
		['another path', '/hook?scope=all', '404 No such resource'],
		['a final slash', '/hooks/?scope=all', '404 No such resource'],
		['a missing query argument', '/hooks', /^400 .*"scope" is missing or wrong/],
		['a wrong query argument', '/hooks?scope=mine', /^400 .*"scope" is missing or wrong/],
		['an unknown query argument', '/hooks?scope=all&x=1', '400 Unknown query argument "x"'],
	])('%s', async (_what, path, message) => {
		const summary = summaryOf(await send(await vendor(), path));
		if (typeof message === 'string') expect(summary).toBe(message);
		else expect(summary).toMatch(message);
	});

	it('a request without a header that the vendor always requires', async () => {
		const mock = await vendor({ requiredHeaders: ['revision'] });
		expect(summaryOf(await create(mock))).toBe('400 Header "revision" is required');
		expect((await create(mock, { headers: { revision: '2026-10-15' } })).status).toBe(201);
	});

	it('an id in a different letter case, and a deleted one', async () => {
		const mock = await vendor({ ids: 'GUID' });
		const { json } = await create(mock);
		const id = String(json.id);
		const remove = async (text: string) =>
			(await send(mock, `/hooks/${text}`, { method: 'DELETE' })).status;
		expect(id).toMatch(/^[0-9A-F-]{36}$/);
		expect(await remove(id.toLowerCase())).toBe(404);
		expect(await remove(id)).toBe(204);
		expect(await remove(id)).toBe(404);
	});

	it('no free text if the vendor accepts it', async () => {
		const mock = await vendor({ freeText: ['description'] });
		expect((await create(mock, { body: { ...hook(), description: 'x' } })).status).toBe(201);
	});
});

describe('a mock server checks', () => {
	const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

	it.each([
		['basic', { Authorization: basic(`${KEYS.apiKey}:${KEYS.apiSecret}`) }],
		['basicToken', { Authorization: `Basic ${KEYS.apiKey}` }],
		['basicPassword', { Authorization: basic(`anybody:${KEYS.apiKey}`) }],
		['klaviyo', { Authorization: `Klaviyo-API-Key ${KEYS.apiKey}` }],
		['zoho', { Authorization: `Zoho-oauthtoken ${KEYS.apiKey}` }],
		['user', { Authorization: `Bearer ${KEYS.apiKey}` }],
		['header:X-API-Key', { 'x-api-key': KEYS.apiKey }],
	])('the authentication %s', async (auth, headers) => {
		const mock = await vendor({ auth });
		expect((await create(mock, { headers })).status).toBe(201);
		expect((await create(mock, { headers: { Authorization: 'Basic eA==' } })).status).toBe(401);
	});

	it('the key in a query argument', async () => {
		const mock = await vendor({ auth: 'query:code' });
		const { status } = await send(mock, `/hooks?scope=all&code=${KEYS.apiKey}`);
		expect([status, (await send(mock, '/hooks?scope=all')).status]).toEqual([200, 401]);
	});

	const obtain = async (mock: MockVendor, body: object) =>
		await send(mock, '/identity/v1/token', {
			method: 'POST',
			body,
			headers: { Authorization: '' },
		});

	it("the package's own exchange, whatever the vendor documents", async () => {
		const mock = await vendor({ auth: 'basic' }, { mode: 'ownExchange' });
		expect((await obtain(mock, { apiKey: 'x' })).status).toBe(401);
		expect(summaryOf(await obtain(mock, { apiKey: KEYS.apiKey, x: 1 }))).toMatch(/^400 Unknown/);
		const { json } = await obtain(mock, { apiKey: KEYS.apiKey });
		const headers = { Authorization: `Bearer ${String(json.accessToken)}` };
		expect((await create(mock)).status).toBe(401);
		expect((await create(mock, { headers })).status).toBe(201);
		expect(mock.tokensIssued).toBe(1);
	});

	it.each([
		[undefined, 401],
		[403, 403],
	])(
		'whether a token has expired: with expiredStatus %s, it answers %s',
		async (expiredStatus, status) => {
			const mock = await vendor({ expiredStatus }, { mode: 'ownExchange' });
			const { json } = await obtain(mock, { apiKey: KEYS.apiKey });
			mock.expireTokens();
			const headers = { Authorization: `Bearer ${String(json.accessToken)}` };
			expect((await create(mock, { headers })).status).toBe(status);
		},
	);

	it('client credentials in a form', async () => {
		const token = {
			method: 'POST',
			path: '/oauth2/token',
			headers: {},
			bodyKind: 'form' as const,
			template: { grant_type: 'client_credentials', client_secret: '{apiKey}' },
			response: { access_token: '{token}' },
		};
		const mock = await vendor({ auth: 'exchange', token });
		const post = async (body: string, type = 'application/x-www-form-urlencoded') =>
			await send(mock, '/oauth2/token', {
				method: 'POST',
				body,
				headers: { 'Content-Type': type, Authorization: '' },
			});
		const form = `grant_type=client_credentials&client_secret=${KEYS.apiKey}`;
		expect((await post(form)).json.access_token).toMatch(/^token-1-/);
		expect((await post(form, 'application/json')).status).toBe(415);
		expect((await post(`${form}&x=1`)).status).toBe(400);
		expect((await post('grant_type=client_credentials')).status).toBe(400);
	});
});

describe('a paged list', () => {
	/** Reads three pages of two as a client of this vendor does. @returns the ids and the requests */
	async function readAll(paging: Paging, wrap: PeerApi['list']['wrap'], next: Next) {
		const mock = await vendor({ list: { ...api().list, path: '/hooks', wrap, paging } });
		mock.addBefore(5);
		let path: string | undefined = '/hooks';
		const ids: unknown[] = [];
		let pages = 0;
		while (path !== undefined && pages < 9) {
			const { json, link } = await send(mock, path.replace(mock.baseUrl, ''));
			const entries = (json.data ?? json) as Array<{ id: unknown }>;
			if (entries.length === 0) break;
			ids.push(...entries.map(({ id }) => id));
			path = next(json, ++pages, link);
		}
		expect(ids).toEqual(mock.subscriptions.map(({ id }) => id));
		return pages;
	}
	type Next = (json: Record<string, unknown>, pages: number, link: string) => string | undefined;
	const at = (json: unknown, path: string) =>
		path.split('.').reduce((value, name) => (value as never)?.[name], json) as string | undefined;

	it.each<[string, Paging, PeerApi['list']['wrap'], Next]>([
		[
			'counted',
			{ kind: 'counted', param: 'page', size: 2, start: 1 },
			{ data: '{items}', page: 1, pages: 1, total: 1 },
			(_json, pages) => `/hooks?page=${pages + 1}`,
		],
		[
			'offset',
			{ kind: 'offset', param: 'offset', size: 2 },
			{ data: '{items}' },
			(_json, pages) => `/hooks?offset=${pages * 2}`,
		],
		[
			'token',
			{ kind: 'token', param: 'cursor', at: 'next_cursor', size: 2 },
			{ data: '{items}', next_cursor: null },
			(json) => (json.next_cursor ? `/hooks?cursor=${String(json.next_cursor)}` : undefined),
		],
		[
			'nextIn',
			{ kind: 'nextIn', at: 'pagination.next_page', size: 2 },
			{ data: '{items}', pagination: { next_page: null } },
			(json) => at(json, 'pagination.next_page') ?? undefined,
		],
		[
			'link',
			{ kind: 'link', size: 2 },
			'{items}',
			(_json, _pages, link) => /<([^>]+)>; rel="next"/.exec(link)?.[1],
		],
		[
			'linkHref',
			{ kind: 'linkHref', size: 2 },
			{ _links: { self: { href: 's' } }, data: '{items}' },
			(json) => at(json, '_links.next.href'),
		],
		[
			'link2',
			{ kind: 'link2', size: 2 },
			{ data: '{items}', links: { next: null } },
			(json) => at(json, 'links.next') ?? undefined,
		],
	])('is followed to its end: %s', async (_kind, paging, wrap, next) => {
		expect(await readAll(paging, wrap, next)).toBe(3);
	});

	it('shows the true counts', async () => {
		const wrap = { data: '{items}', info: { page: 1, pages: 1, total: '1', more_records: false } };
		const paging = { kind: 'counted', param: 'page', size: 2, start: 1 } as const;
		const mock = await vendor({ list: { ...api().list, path: '/hooks', wrap, paging } });
		mock.addBefore(5);
		const { json } = await send(mock, '/hooks?page=2');
		expect(json.info).toEqual({ page: 2, pages: 3, total: '5', more_records: true });
	});

	it('refuses a cursor that it did not issue', async () => {
		const paging = { kind: 'token', param: 'cursor', at: 'next', size: 2 } as const;
		const mock = await vendor({ list: { ...api().list, path: '/hooks', paging } });
		expect(summaryOf(await send(mock, '/hooks?cursor=2'))).toBe('400 The cursor is invalid');
	});
});

describe('a mock server that checks the URL', () => {
	const RIGHT: Record<Exclude<HandshakeKind, 'putBack'>, Receiver> = {
		echoQuery: ({ url }, _body, response) =>
			response
				.setHeader('Content-Type', 'text/plain')
				.end(new URLSearchParams(url?.split('?')[1]).get('validationToken')),
		eventGrid: (_request, body, response) => {
			const [event] = JSON.parse(body) as Array<{ data: { validationCode: string } }>;
			response.end(JSON.stringify({ validationResponse: event?.data.validationCode }));
		},
		headerEcho: ({ headers }, _body, response) =>
			response.setHeader('X-Hook-Secret', String(headers['x-hook-secret'])).end(),
		getHeaderEcho: ({ method, headers }, _body, response) =>
			response
				.writeHead(method === 'GET' ? 200 : 405, {
					'X-AdobeSign-ClientId': String(headers['x-adobesign-clientid']),
				})
				.end(),
		tokenHeader: ({ headers }, _body, response) =>
			response.setHeader('Validation-Token', String(headers['validation-token'])).end(),
		post: ({ method }, _body, response) => response.writeHead(method === 'POST' ? 200 : 405).end(),
		get: ({ method }, _body, response) => response.writeHead(method === 'GET' ? 200 : 405).end(),
		echoBody: (_request, body, response) => response.end(body),
		verification: ({ headers }, _body, response) =>
			response.end(JSON.stringify({ verification: headers['x-fic-verification-challenge'] })),
		pending: (_request, body, response) =>
			response.end((JSON.parse(body) as { challenge: string }).challenge),
		echoGet: ({ url }, _body, response) =>
			response.end(new URL(url ?? '', 'http://x').searchParams.get('challenge')),
		echoUnlessNoEcho: ({ url }, _body, response) =>
			response.end(new URL(url ?? '', 'http://x').search.replace('?echo=', '')),
		head: ({ method }, _body, response) => response.writeHead(method === 'HEAD' ? 200 : 405).end(),
	};

	it.each(Object.entries(RIGHT))(
		'creates the subscription if answered correctly: %s',
		async (kind, right) => {
			const handshake = kind as HandshakeKind;
			const mock = await vendor({ handshake }, { deliverTo: await receiver(right) });
			expect((await create(mock)).status).toBe(201);
		},
	);

	it.each(Object.keys(RIGHT))('refuses to create it if not answered: %s', async (kind) => {
		const handshake = kind as HandshakeKind;
		const wrong = await receiver((_request, _body, response) => response.writeHead(401).end());
		const mock = await vendor({ handshake }, { deliverTo: wrong });
		expect(summaryOf(await create(mock))).toMatch(/^400 The notification URL .*it answered 401/);
		expect(mock.subscriptions).toEqual([]);
	});

	it('creates the subscription, sends a verifier as a form, and delivers nothing: putBack', async () => {
		const bodies: string[] = [];
		const deliverTo = await receiver((_request, body, response) => {
			bodies.push(body);
			response.end();
		});
		const mock = await vendor({ handshake: 'putBack' }, { deliverTo });
		expect((await create(mock)).status).toBe(201);
		await mock.idle();
		expect(bodies).toEqual([expect.stringMatching(/^name=callback.verify&.*&verifier=\w+$/)]);
		expect(await mock.deliver(mock.own[0]!, { id: 1 })).toBeUndefined();
	});
});

it('a mock server delivers an event to the given URL', async () => {
	const bodies: string[] = [];
	const deliverTo = await receiver(({ url }, body, response) => {
		bodies.push(`${url} ${body}`);
		response.writeHead(202).end();
	});
	const mock = await vendor({}, { deliverTo });
	await create(mock);
	expect(await mock.deliver(mock.own[0]!, { id: 1 })).toBe(202);
	expect(bodies).toEqual(['/?apiKey=key {"id":1}']);
});

it("a mock server lists other people's subscriptions before ours", async () => {
	const mock = await vendor();
	await create(mock);
	mock.addBefore(3);
	expect(mock.subscriptions.map(({ foreign }) => foreign)).toEqual([true, true, true, false]);
	expect(mock.own.map(({ notificationUrl }) => notificationUrl)).toEqual([HOOK]);
});

it('a mock server records requests and the reasons for refusals', async () => {
	const mock = await vendor();
	await create(mock, { body: hook({ name: 'x' }) });
	expect(mock.requests).toMatchObject([
		{ method: 'POST', kind: 'create', status: 400, refusal: 'Unknown property "hook.name"' },
	]);
});

describe('the 26 APIs', () => {
	it.each(PEERS.map((peer) => [peer.api.name, peer] as const))(
		'include %s, whose list and delete requests differ from its create request',
		(_name, { api: { create: made, list, delete: removed } }) => {
			const lines = [made, list, removed].map(({ method, path }) => `${method} ${path}`);
			expect(new Set(lines).size).toBe(3);
		},
	);

	it('are 26 different ones', () => {
		expect(new Set(PEERS.map(({ api: { name } }) => name)).size).toBe(26);
	});
});
