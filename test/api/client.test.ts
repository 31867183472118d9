import { makeCertificates } from '../certificates';
import { createClient } from '../../nodes/MyD3/api/client';
import { isListUnsupported, isOutcomeUnknown } from '../../nodes/MyD3/api/errorKinds';
import {
	always,
	clientFor,
	create,
	failing,
	ID,
	inTurn,
	list,
	noResponse,
	NOTIFICATION_URL,
	remove,
} from '../n8n/client';
import type { Handler } from '../n8n/client';
import { Host } from '../n8n/host';
import { startSimulator } from '../simulator/simulator';

const override = (fields: object) => ({ overrideApiDetails: true, ...fields });

describe('create', () => {
	it('sends the request on the vendor’s page, and returns the GUID', async () => {
		const { client, requests } = await clientFor(always(201, ID));
		expect(await create(client)).toBe(ID);
		expect(requests[1]).toMatchObject({
			line: 'POST /subscription/v1/subscription',
			headers: { 'content-type': 'application/json' },
			body: `{"eventType": "InvoiceIssued", "notificationUrl": "${NOTIFICATION_URL}"}`,
		});
	});

	it('sends Create Request with the additional fields', async () => {
		const createRequest =
			'PUT /hooks/{uuid}?type={eventType}\nX-Tenant: {apiSecret}\n\n{"to": {"url": "{notificationUrl}"}}';
		const { client, requests } = await clientFor(
			always(200),
			override({ createRequest, apiSecret: 'the-secret' }),
		);
		const id = await client.create('A B', NOTIFICATION_URL, { active: true });
		expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
		expect(requests[1]).toMatchObject({
			line: `PUT /hooks/${id}?type=A%20B`,
			headers: { 'x-tenant': 'the-secret' },
		});
		expect(JSON.parse(requests[1]?.body ?? '')).toEqual({
			to: { url: NOTIFICATION_URL },
			active: true,
		});
	});

	it('reads the id that Subscription ID Property names', async () => {
		const handler = always(201, '{"id":7,"reference":"r-1"}');
		const { client } = await clientFor(handler, override({ subscriptionIdProperty: 'reference' }));
		expect(await create(client)).toBe('r-1');
	});

	it('reads the id of the object with the notification URL', async () => {
		const body = { owner: { id: 7 }, other: { id: 8 }, x: { id: 9, to: NOTIFICATION_URL } };
		const { client } = await clientFor(always(201, JSON.stringify(body)));
		expect(await create(client)).toBe('9');
	});

	it('generates a new GUID each time', async () => {
		const createRequest = 'PUT /hooks/{uuid}\n\n{"url": "{notificationUrl}"}';
		const { client } = await clientFor(always(200), override({ createRequest }));
		expect(await create(client)).not.toBe(await create(client));
	});

	it.each([
		{ name: 'refused', handler: always(400), expected: false },
		{ name: 'redirected', handler: always(300), expected: false },
		{ name: 'rate-limited', handler: always(429), expected: false },
		{
			name: 'refused with a success status',
			handler: always(200, '{"success":false}'),
			expected: false,
		},
		{
			name: 'refused, with an id in the response',
			handler: always(200, '{"success":false,"id":9}'),
			expected: true,
		},
		{ name: 'answered without an id', handler: always(201, 'Created'), expected: true },
		{ name: 'answered with 500', handler: always(500), expected: true },
		{ name: 'not answered', handler: noResponse, expected: true },
	])('may have happened if the request was $name: $expected', async ({ handler, expected }) => {
		const { client } = await clientFor(handler);
		expect(isOutcomeUnknown(await failing(create(client)))).toBe(expected);
	});

	it('says so if it may have happened', async () => {
		const { client } = await clientFor(noResponse);
		expect((await failing(create(client))).description).toMatch(
			/ \(ECONNRESET\) MyD3 may have created the subscription anyway\. Check with Get Many before you try again\.$/,
		);
	});

	it.each([
		{ name: 'nothing listens', baseUrl: 'http://127.0.0.1:1', code: 'ECONNREFUSED' },
		{ name: 'there is no such host', baseUrl: 'https://myd3.invalid', code: 'ENOTFOUND' },
	])('cannot have happened if $name', async ({ baseUrl, code }) => {
		const { client } = await clientFor(always(201), override({ baseUrl, tokenRequest: '' }));
		const error = await failing(create(client));
		// Without a network, names are not looked up at all.
		expect(error.description).toMatch(new RegExp(`\\((${code}|EAI_AGAIN)\\)$`));
		expect(isOutcomeUnknown(error)).toBe(false);
	});

	it('cannot have happened if the certificate is not accepted', async () => {
		const untrusted = await startSimulator({ tls: makeCertificates() });
		const fields = { baseUrl: untrusted.baseUrl, tokenRequest: '' };
		const { client } = await clientFor(always(201), override(fields));
		const error = await failing(create(client));
		await untrusted.stop();
		expect(error.message).toMatch(
			/^Could not connect securely to localhost:\d+: its TLS certificate/,
		);
		expect(isOutcomeUnknown(error)).toBe(false);
	});

	it('refuses an additional field that it already sends, without a request', async () => {
		const { client, lines } = await clientFor(always(201, ID));
		const fields = { eventType: 'OrderShipped' };
		await expect(client.create('InvoiceIssued', NOTIFICATION_URL, fields)).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/^Create Request .*"eventType"/) as string,
		});
		expect(lines()).toEqual([]);
	});
});

describe('a client', () => {
	it('knows what Create Request and List Request support', async () => {
		const { client, baseUrl } = await clientFor(always(200));
		expect(client).toMatchObject({ baseUrl, hasEventTypes: true, canList: true });
		expect(Object.values(client.requests)).not.toContain(undefined);
		const createRequest = 'POST /s\n\n{"url": "{notificationUrl}"}';
		const less = await clientFor(always(200), override({ createRequest, listRequest: '' }));
		expect(less.client).toMatchObject({ hasEventTypes: false, canList: false });
		expect(less.client.requests.listRequest).toBeUndefined();
	});

	it('cannot be created with an unusable credential, and sends nothing', async () => {
		await expect(
			clientFor(always(200), { baseUrl: 'http://api.example.com' }),
		).rejects.toMatchObject({
			name: 'NodeOperationError',
			message:
				'The Base URL in the MyD3 API credential must be an https address, such as https://api.myd3.data3.com.',
		});
	});

	it('cannot be created without an API Key', async () => {
		const credential = { apiKey: ' ', baseUrl: 'https://api.example.com' };
		const context = new Host({ credential }).loadOptionsContext();
		await expect(createClient(context)).rejects.toThrow(/^The API Key is empty\./);
	});

	it.each([200, 404, 500])('reaches a host that answers %i', async (status) => {
		const responses: unknown[] = [];
		const onResponse = (response: object, _secrets: unknown, request: string) =>
			responses.push({ ...response, request });
		const made = await clientFor(always(status, 'body'), {}, { onResponse });
		const { client, lines, requests, baseUrl } = made;
		await expect(client.checkReachability()).resolves.toBeUndefined();
		expect(lines()).toEqual(['GET /']);
		expect(requests[0]?.headers.authorization).toBeUndefined();
		expect(responses).toMatchObject([{ status, text: '', request: `GET ${baseUrl}` }]);
	});

	it('says why it cannot reach a host', async () => {
		const { client } = await clientFor(noResponse);
		expect((await failing(client.checkReachability())).message).toMatch(
			/^There was no response from 127\.0\.0\.1:/,
		);
	});
});

describe('list', () => {
	const rows = (...ids: unknown[]) => JSON.stringify({ data: ids.map((id) => ({ id })) });
	const ids = async (listing: ReturnType<typeof list>) => {
		const { subscriptions, incomplete } = await listing;
		return { ids: subscriptions.map(({ id }) => id), incomplete: incomplete?.message };
	};
	const MORE = 'MyD3 has more subscriptions than n8n could list.';
	const INCOMPLETE = "MyD3's list of subscriptions could not be read completely: ";

	it.each([
		{ name: '204', handler: always(204) },
		{ name: 'null', handler: always(200, 'null') },
		{ name: '{"value":null}', handler: always(200, '{"value":null}') },
		{ name: '{"subscriptions":null}', handler: always(200, '{"subscriptions":null}') },
		{ name: 'an empty body', handler: always(200) },
	])('is empty: $name', async ({ handler }) => {
		const { client } = await clientFor(handler);
		expect(await ids(list(client))).toEqual({ ids: [], incomplete: undefined });
	});

	/** Three pages, each of which points to the next in its own way. */
	const pages =
		(
			say: (next: number) => object,
			headers: (next: number) => Record<string, string> = () => ({}),
		): Handler =>
		(request, response) => {
			const { searchParams } = new URL(request.url ?? '', 'http://h');
			const page = Number(searchParams.get('page') ?? searchParams.get('cursor') ?? 1);
			const next = page + 1;
			response
				.writeHead(200, page < 3 ? headers(next) : {})
				.end(JSON.stringify({ data: [{ id: `p${page}` }], ...(page < 3 ? say(next) : {}) }));
		};

	it.each([
		{
			name: 'a link',
			handler: pages((page) => ({ next: `/subscription/v1/subscription?page=${page}` })),
			second: '?page=2',
		},
		{
			name: 'a relative link',
			handler: pages((page) => ({ next: `?page=${page}&limit=50` })),
			second: '?page=2&limit=50',
		},
		{
			name: 'links',
			handler: pages((page) => ({ links: [{ rel: 'next', href: `?page=${page}` }] })),
			second: '?page=2',
		},
		{
			name: 'Asana’s next_page',
			handler: pages((page) => ({ next_page: { offset: 'x', uri: `?page=${page}` } })),
			second: '?page=2',
		},
		{
			name: 'OData’s __next',
			handler: pages((page) => ({ __next: `?page=${page}` })),
			second: '?page=2',
		},
		{
			name: 'a header',
			handler: pages(
				() => ({}),
				(page) => ({ link: `<?page=${page}>; rel="next"` }),
			),
			second: '?page=2',
		},
		{
			name: 'a token',
			handler: pages((page) => ({ nextCursor: String(page) })),
			second: '?cursor=2',
		},
	])('follows $name to the last page', async ({ handler, second }) => {
		const { client, lines } = await clientFor(handler);
		expect(await ids(list(client))).toEqual({ ids: ['p1', 'p2', 'p3'], incomplete: undefined });
		expect(lines()[2]).toBe(`GET /subscription/v1/subscription${second}`);
	});

	it('adds a token for the next page to the arguments of List Request', async () => {
		const listRequest = 'GET /s?scope=all';
		const { client, lines } = await clientFor(
			pages((page) => ({ nextCursor: String(page) })),
			override({ listRequest }),
		);
		await list(client);
		expect(lines().slice(1)).toEqual([
			'GET /s?scope=all',
			'GET /s?cursor=2&scope=all',
			'GET /s?cursor=3&scope=all',
		]);
	});

	it.each([
		{
			name: 'a link with another token in it',
			next: '/s?token=***&page=2',
			second: '/s?token=token-of-the-test-1&page=2',
		},
		{ name: 'a link without it', next: '/s?page=2', second: '/s?page=2&token=token-of-the-test-1' },
		{ name: 'a query', next: '?page=2', second: '/s?page=2&token=token-of-the-test-1' },
	])('puts the token in the address of the next page: $name', async ({ next, second }) => {
		const handler = inTurn(always(200, `{"data":[],"next":"${next}"}`), always(200, '[]'));
		const { client, lines } = await clientFor(
			handler,
			override({ listRequest: 'GET /s?token={accessToken}' }),
		);
		await list(client);
		expect(lines()[2]).toBe(`GET ${second}`);
	});

	it.each([
		{ placeholder: 'page', queries: ['1', '2', '3', '4'] },
		{ placeholder: 'page0', queries: ['0', '1', '2', '3'] },
		{ placeholder: 'offset', queries: ['0', '2', '4', '5'] },
	])(
		'counts with {$placeholder} until a page has nothing new',
		async ({ placeholder, queries }) => {
			const counted = inTurn(
				always(200, rows('a', 'b')),
				always(200, rows('c', 'd')),
				always(200, rows('e')),
				always(200, rows()),
			);
			const { client, lines } = await clientFor(
				counted,
				override({ listRequest: `GET /s?n={${placeholder}}` }),
			);
			expect(await ids(list(client))).toEqual({
				ids: ['a', 'b', 'c', 'd', 'e'],
				incomplete: undefined,
			});
			expect(lines().slice(1)).toEqual(queries.map((query) => `GET /s?n=${query}`));
		},
	);

	it('continues counting if a page says how many are on it', async () => {
		const { client } = await clientFor(
			inTurn(
				always(200, '{"items":[{"id":1},{"id":2}],"count":2}'),
				always(200, '{"items":[{"id":3}],"count":1}'),
				always(200, '{"items":[],"count":0}'),
			),
			override({ listRequest: 'GET /s?n={offset}' }),
		);
		expect(await ids(list(client))).toEqual({ ids: ['1', '2', '3'], incomplete: undefined });
	});

	it.each([
		{ name: 'says that there are no more', body: '{"data":[{"id":1}],"hasMore":false}' },
		{ name: 'is the last page', body: '{"data":[{"id":1}],"page":1,"pages":1}' },
		{ name: 'completes the list', body: '{"data":[{"id":1}],"total":1}' },
	])('counts no further than a page that $name', async ({ body }) => {
		const { client, requestCount } = await clientFor(
			always(200, body),
			override({ listRequest: 'GET /s?n={page}' }),
		);
		expect(await ids(list(client))).toEqual({ ids: ['1'], incomplete: undefined });
		expect(requestCount()).toBe(1);
	});

	it.each([
		{ name: 'repeats the previous one', body: '{"data":[{"id":1}]}', incomplete: undefined },
		{
			name: 'repeats the previous one although there are more',
			body: '{"data":[{"id":1}],"page":1,"pages":3}',
			incomplete: `${INCOMPLETE}MyD3 has more subscriptions than n8n could list.`,
		},
	])('counts no further than a page that $name', async ({ body, incomplete }) => {
		const { client, requestCount } = await clientFor(
			always(200, body),
			override({ listRequest: 'GET /s?n={page}' }),
		);
		expect(await ids(list(client))).toEqual({ ids: ['1'], incomplete });
		expect(requestCount()).toBe(2);
	});

	it.each([
		// The places where the next page might be are tried in turn.
		{ body: { hasMore: true }, reason: MORE, requests: 3 },
		{ body: { page: 1, totalPages: 2 }, reason: MORE, requests: 2 },
		{ body: { next: 'eyJ' }, reason: MORE, requests: 5 },
		{ body: { total: 3 }, reason: 'MyD3 listed 1 of 3 subscriptions.' },
		{
			body: { next: 'https://evil.example.com/' },
			reason:
				'the address of the next page is invalid, or on another host, which would receive the access token.',
		},
		{
			body: { next: 'https://[' },
			reason:
				'the address of the next page is invalid, or on another host, which would receive the access token.',
		},
		{
			body: { next: '/subscription/v1/subscription' },
			reason: 'the next page is one that n8n has already read.',
		},
		{
			body: { errors: ['not all'], next: '/2' },
			reason: MORE,
		},
		{
			body: { data: [{ id: 1 }, {}] },
			reason: 'MyD3 listed a subscription without an ID.',
			advice: /set "Subscription ID Property"/,
		},
	])('is incomplete: $body', async ({ body, reason, advice, requests = 1 }) => {
		const { client, requestCount } = await clientFor(
			always(200, JSON.stringify({ data: [{ id: 1 }], ...body })),
		);
		expect(await ids(list(client))).toEqual({ ids: ['1'], incomplete: `${INCOMPLETE}${reason}` });
		expect(requestCount()).toBe(requests);
		const { incomplete } = await list(client);
		expect(incomplete?.description).toMatch(
			advice ?? /add \{page\} or \{offset\} to "List Request"/,
		);
	});

	it.each([
		{
			name: 'the last id, if the response says only that there is more',
			pages: [{ has_more: true }, { has_more: true }, { has_more: false }],
			queries: ['starting_after=1', 'starting_after=2'],
		},
		{
			name: 'a cursor, in the argument that MyD3 accepts',
			pages: [{ next_cursor: 'b' }, 400, { next_cursor: 'c' }, { next_cursor: null }],
			queries: ['cursor=b', 'start_cursor=b', 'start_cursor=c'],
		},
		{
			name: 'the number of a page',
			pages: [1, 2, 3].map((current_page) => ({ current_page, last_page: 3 })),
			queries: ['page=2', 'page=3'],
		},
		{
			name: 'the number of earlier rows',
			pages: [0, 1, 2].map((skip) => ({ skip, total: 3 })),
			queries: ['skip=1', 'skip=2'],
		},
	])('finds the next page by $name', async ({ pages, queries }) => {
		let id = 0;
		const turns = pages.map((page) =>
			typeof page === 'number'
				? always(page)
				: always(200, JSON.stringify({ data: [{ id: ++id }], ...page })),
		);
		const { client, lines } = await clientFor(
			inTurn(...turns),
			override({ listRequest: 'GET /s' }),
		);
		expect(await ids(list(client))).toEqual({ ids: ['1', '2', '3'], incomplete: undefined });
		expect(lines().slice(2)).toEqual(queries.map((query) => `GET /s?${query}`));
	});

	it('is incomplete if an empty page follows one that announced more', async () => {
		const handler = inTurn(always(200, '{"data":[{"id":1}],"has_more":true}'), always(200, rows()));
		const { client } = await clientFor(handler);
		expect(await ids(list(client))).toEqual({ ids: ['1'], incomplete: `${INCOMPLETE}${MORE}` });
	});

	it('is incomplete if a row on an earlier page could not be read', async () => {
		const handler = inTurn(always(200, '{"data":[{"id":1},{}],"next":"/2"}'), always(200, rows(2)));
		const { client } = await clientFor(handler);
		expect(await ids(list(client))).toEqual({
			ids: ['1', '2'],
			incomplete: `${INCOMPLETE}MyD3 listed a subscription without an ID.`,
		});
	});

	it('is complete once it has as many as MyD3 counts', async () => {
		const { client } = await clientFor(always(200, '{"data":[{"id":1}],"total":1}'));
		expect(await ids(list(client))).toEqual({ ids: ['1'], incomplete: undefined });
	});

	it('ends after 100 pages', async () => {
		const { client, requestCount } = await clientFor((_request, response, count) =>
			response.end(`{"data":[],"next":"?page=${count + 1}"}`),
		);
		expect(await ids(list(client))).toEqual({
			ids: [],
			incomplete: `${INCOMPLETE}MyD3's list has more than 100 pages.`,
		});
		expect(requestCount()).toBe(100);
	});

	it('is incomplete if the second page fails', async () => {
		const handler = inTurn(always(200, '{"value":[{"id":"a"}],"nextLink":"?page=2"}'), always(404));
		const { client } = await clientFor(handler);
		expect(await ids(list(client))).toEqual({
			ids: ['a'],
			incomplete: `${INCOMPLETE}MyD3 could not find GET /subscription/v1/subscription (404). This package uses it to list the subscriptions.`,
		});
	});

	it.each([401, 403])(
		'fails if MyD3 answers %s to the second page, so that nothing is created',
		async (status) => {
			const handler = inTurn(
				always(200, '{"value":[{"id":"a"}],"nextLink":"?page=2"}'),
				always(status),
				always(status),
			);
			const { client } = await clientFor(handler);
			await expect(list(client)).rejects.toThrow(`(${status})`);
		},
	);

	it('continues after a wait if the second page is rate-limited', async () => {
		const handler = inTurn(
			always(200, '{"value":[{"id":"a"}],"nextLink":"?page=2"}'),
			always(429),
			always(200, rows('b')),
		);
		const { client, waits } = await clientFor(handler);
		expect(await ids(list(client))).toEqual({ ids: ['a', 'b'], incomplete: undefined });
		expect(waits).toEqual([1000]);
	});

	it('is read only as far as the limit requires', async () => {
		const handler = pages((page) => ({ next: `?page=${page}` }));
		const { client, requestCount } = await clientFor(handler);
		expect(await ids(client.list(2))).toEqual({ ids: ['p1', 'p2'], incomplete: undefined });
		expect(requestCount()).toBe(2);
	});

	it('is read until the limit of matches is reached, and returns no more', async () => {
		const entries = ['a', 'b', 'c', 'd'].map((id) => ({ id, eventType: id === 'a' ? 'X' : 'Y' }));
		const { client } = await clientFor((_request, response, count) => {
			const value = entries.slice(2 * count - 2, 2 * count);
			response.end(JSON.stringify({ value, nextLink: `?page=${count + 1}` }));
		});
		const found = client.list(2, ({ eventTypes }) => eventTypes?.[0] === 'Y');
		expect((await ids(found)).ids).toEqual(['b', 'c']);
	});

	it('cannot be read if List Request is empty', async () => {
		const { client, lines } = await clientFor(always(200, '[]'), override({ listRequest: '' }));
		const { subscriptions, incomplete } = await list(client);
		expect(subscriptions).toEqual([]);
		expect(incomplete?.message).toBe(
			'"List Request" in the MyD3 API credential is empty, so subscriptions cannot be listed.',
		);
		expect(isListUnsupported(incomplete)).toBe(true);
		expect(lines()).toEqual([]);
	});

	it('recognises our URL among others', async () => {
		const row = { id: 1, logo: 'https://l.example.com/', hook: NOTIFICATION_URL.toUpperCase() };
		const isOurs = (url: string) => url === row.hook;
		const { client } = await clientFor(
			always(200, JSON.stringify([row])),
			{},
			{ isOurUrl: isOurs },
		);
		expect((await list(client)).subscriptions[0]?.notificationUrl).toBe(row.hook);
	});

	it.each([
		{ name: '400', handler: always(400), expected: true },
		{ name: '403', handler: always(403), expected: true },
		{ name: '404', handler: always(404), expected: true },
		...[405, 406, 415, 422, 501].map((status) => ({
			name: String(status),
			handler: always(status),
			expected: true,
		})),
		{ name: '200 without a list', handler: always(200, '{"ok":true}'), expected: true },
		{ name: '200 and a refusal', handler: always(200, '{"success":false}'), expected: true },
		{
			name: '200 with an empty list and a refusal',
			handler: always(200, '{"data":[],"errors":["no"]}'),
			expected: true,
		},
		{ name: '401', handler: always(401), expected: false },
		{ name: '429', handler: always(429), expected: false },
		{ name: '500', handler: always(500), expected: false },
	])('is unsupported if MyD3 answers $name: $expected', async ({ handler, expected }) => {
		const { client } = await clientFor(handler);
		const error = await failing(list(client));
		expect([isListUnsupported(error), isOutcomeUnknown(error)]).toEqual([expected, false]);
	});
});

describe('delete', () => {
	it('sends the id as it came', async () => {
		const { client, lines } = await clientFor(always(204));
		await client.delete(`{${ID.toUpperCase()}}`);
		expect(lines()[1]).toBe(`DELETE /subscription/v1/subscription/%7B${ID.toUpperCase()}%7D`);
	});

	it('sends Delete Request', async () => {
		const deleteRequest = 'POST /unsubscribe\n\n{"ids": ["{id}"], "id": "{id}"}';
		const { client, requests } = await clientFor(always(200), override({ deleteRequest }));
		await client.delete('a"b');
		expect(requests[1]).toMatchObject({
			line: 'POST /unsubscribe',
			body: '{"ids": ["a\\"b"], "id": "a\\"b"}',
		});
	});

	it.each([
		{ responses: '200', handlers: [always(200)], expected: true },
		{ responses: '204', handlers: [always(204)], expected: true },
		{ responses: '200 with JSON', handlers: [always(200, '{"deleted":true}')], expected: true },
		{ responses: '404', handlers: [always(404)], expected: false },
		{ responses: '410', handlers: [always(410)], expected: false },
		// The first attempt may have deleted it.
		{ responses: '503 and 404', handlers: [always(503), always(404)], expected: undefined },
		{ responses: 'no response and 404', handlers: [noResponse, always(404)], expected: undefined },
		{ responses: '429 and 404', handlers: [always(429), always(404)], expected: false },
	])('says whether it deleted, after $responses: $expected', async ({ handlers, expected }) => {
		const { client } = await clientFor(inTurn(...handlers));
		expect(await remove(client)).toBe(expected);
	});

	it.each([404, 410])('of an existing subscription does not succeed with %i', async (status) => {
		const { client } = await clientFor(always(status));
		expect((await failing(client.delete(ID, true))).httpCode).toBe(String(status));
	});

	it('of an existing subscription succeeds with 404 after an attempt without a response', async () => {
		const { client } = await clientFor(inTurn(noResponse, always(404)));
		expect(await client.delete(ID, true)).toBeUndefined();
	});

	it('sends the key of an id that is shown without it, once the list has been read', async () => {
		const rows = JSON.stringify({ subscriptions: [{ id: NOTIFICATION_URL }] });
		const made = await clientFor(
			always(200, rows),
			override({ deleteRequest: 'DELETE /s?u={id}' }),
		);
		const [listed] = (await list(made.client)).subscriptions;
		const id = String(listed?.id);
		expect(id).toMatch(/apiKey=sha256-/);
		const other = await createClient(made.host.loadOptionsContext());
		expect(await other.delete(id)).toBe(true);
		expect(await other.delete(`${id.slice(0, -16)}0123456789abcdef`)).toBe(false);
		const sent = `DELETE /s?u=${encodeURIComponent(NOTIFICATION_URL)}`;
		expect(made.lines().slice(2)).toEqual([made.lines()[1], sent, made.lines()[1]]);
	});

	it('does not say that MyD3 lacks a subscription whose key the list does not show', async () => {
		const { client } = await clientFor(
			always(204),
			override({ deleteRequest: 'DELETE /s?u={id}', listRequest: '' }),
		);
		const id = NOTIFICATION_URL.replace(/apiKey=.*/, 'apiKey=sha256-0123456789abcdef');
		expect((await failing(client.delete(id))).message).toMatch(/^"List Request" .* is empty/);
	});

	describe('with {eventType} in Delete Request', () => {
		const fields = override({
			createRequest: 'POST /events/{eventType}/hooks\n\n{"url": "{notificationUrl}"}',
			listRequest: 'GET /hooks',
			deleteRequest: 'DELETE /events/{eventType}/hooks/{hook_id}',
		});
		const withRow = async (row: object) =>
			await clientFor(inTurn(always(200, JSON.stringify({ hooks: [row] })), always(204)), fields);

		it('sends the event type that the caller knows, without a list', async () => {
			const { client, lines } = await clientFor(always(204), fields);
			await client.delete('17', false, 'dm.version.added');
			expect(lines().slice(1)).toEqual(['DELETE /events/dm.version.added/hooks/17']);
		});

		it('looks the event type up in the list', async () => {
			const { client, lines } = await withRow({ hookId: '17', event: 'dm.version.added' });
			expect(await client.delete('17')).toBe(true);
			expect(lines().slice(1)).toEqual(['GET /hooks', 'DELETE /events/dm.version.added/hooks/17']);
		});

		it('says so if the list does not show it', async () => {
			const { client } = await withRow({ hookId: '17', event: ['a', 'b'] });
			expect((await failing(client.delete('17'))).message).toBe(
				'n8n cannot delete subscription 17: "Delete Request" has {eventType}, but MyD3\'s list does not show this subscription\'s event type.',
			);
		});

		it('does not find a subscription that is not listed', async () => {
			const { client, lines } = await withRow({ hookId: '18', event: 'a' });
			expect(await client.delete('17')).toBe(false);
			expect(lines()).toHaveLength(2);
		});

		it('needs a list to look the event type up', async () => {
			const { client } = await clientFor(always(204), { ...fields, listRequest: '' });
			expect((await failing(client.delete('17'))).message).toMatch(/^"List Request" .* is empty/);
		});
	});

	it('refuses an id that cannot be part of a path, without a request', async () => {
		const { client, lines } = await clientFor(always(204));
		await expect(client.delete('..')).rejects.toThrow(/^Delete Request /);
		expect(lines()).toEqual([]);
	});
});

it.each([
	{
		call: list,
		expected: 'a list of subscriptions',
		hint: 'If the response is a list of subscriptions but its IDs have another name, set "Subscription ID Property" to that name. Compare',
	},
	{
		call: create,
		expected: "the new subscription's ID",
		hint: 'If the response contains the ID, set "Subscription ID Property" to its name. Compare',
	},
])(
	'the message says that $expected was expected, and what to do',
	async ({ call, expected, hint }) => {
		const { client } = await clientFor(always(200, '{"ok":true}'));
		const error = await failing(call(client));
		expect(error.message).toBe(`Unexpected response from MyD3: expected ${expected}.`);
		expect(error.description).toContain(hint);
	},
);

it.each([
	{
		name: 'a new access token',
		fields: {},
		rejected: /^MyD3 rejected even a new access token when/,
	},
	{
		name: 'the API Key in place of a token',
		fields: override({ tokenRequest: '' }),
		rejected: /^MyD3 rejected the API Key when/,
	},
	{
		name: 'the API Key in a header',
		fields: override({ listRequest: 'GET /s\nAuthorization: ApiKey {apiKey}' }),
		rejected: /^MyD3 rejected the API Key when/,
	},
	{
		name: 'a new access token in a header',
		fields: override({ listRequest: 'GET /s\nAuthorization: Token {accessToken}' }),
		rejected: /^MyD3 rejected even a new access token when/,
	},
])('the message says what MyD3 rejected: $name', async ({ fields, rejected }) => {
	const { client } = await clientFor(always(401), fields);
	expect((await failing(list(client))).message).toMatch(rejected);
});

describe('a refusal with a success status', () => {
	it.each([
		{
			name: 'create',
			call: create,
			message:
				'MyD3 did not create a subscription for InvoiceIssued, although it answered 200. MyD3 says: No such event.',
			field: 'Create Request',
		},
		{
			name: 'list',
			call: list,
			message:
				'MyD3 did not list the subscriptions, although it answered 200. MyD3 says: No such event.',
			field: 'List Request',
		},
		{
			name: 'delete',
			call: remove,
			message: `MyD3 did not delete subscription ${ID}, although it answered 200. MyD3 says: No such event.`,
			field: 'Delete Request',
		},
	])('is reported in MyD3’s words: $name', async ({ call, message, field }) => {
		for (const body of [
			'{"success":false,"message":"No such event"}',
			'{"errors":[{"id":"E17","message":"No such event"}]}',
			'{"data":null,"errors":[{"message":"No such event"}]}',
		]) {
			const { client } = await clientFor(always(200, body));
			const error = await failing(call(client));
			expect(error.message).toBe(message);
			expect(error.description).toContain(`Compare "${field}" under "Override API Details"`);
		}
	});
});

it('a message keeps MyD3’s words even if a word in them contains one of n8n’s codes', async () => {
	const refused = always(400, '{"message": "InvoicePermission missing"}');
	for (const token of [undefined, refused]) {
		const { client } = await clientFor(refused, {}, { token });
		expect((await failing(list(client))).message).toContain(
			'MyD3 says: InvoicePermission missing.',
		);
	}
});

it('delete does not mistake a proxy’s sign-in page for a confirmed deletion', async () => {
	const { client } = await clientFor(always(200, '<!DOCTYPE html><title>Sign in</title>'));
	expect((await failing(remove(client))).message).toBe(
		'Unexpected response from MyD3: expected a confirmation of the deletion.',
	);
});

it('the message contains everything if a trigger is activated', async () => {
	const { client } = await clientFor(always(409), {}, { activation: true });
	expect((await failing(create(client))).message).toBe(
		'MyD3 did not create a subscription for InvoiceIssued, because of a conflict (409). A similar subscription may already exist. Find it with the Get Many operation, and delete it if you no longer need it.',
	);
});

it('the message names no event type if there is none', async () => {
	const createRequest = 'POST /s\n\n{"url": "{notificationUrl}"}';
	const { client } = await clientFor(always(500), override({ createRequest }));
	expect((await failing(client.create('', NOTIFICATION_URL))).message).toBe(
		'MyD3 could not create a subscription at the moment (500).',
	);
});
