import { readAccessToken, readCreatedId, readPage } from '../nodes/MyD3/answers';
import type { Answer } from '../nodes/MyD3/answers';
import { apiDetails } from '../nodes/MyD3/contract';

const GUID = '9ccbe7c2-00e7-44dd-8af7-885c44b4404f';
const URL_WITH_KEY = 'https://n8n.example.com/webhook?apiKey=k';
const details = apiDetails({ baseUrl: 'https://api.myd3.data3.com' });

const answer = (body: unknown, headers: Record<string, string> = {}): Answer => ({
	status: 200,
	headers,
	text: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('the access token', () => {
	it.each([
		{ name: 'as accessToken', body: { accessToken: 'a-token', expires: 1 } },
		{ name: 'as access_token', body: { token_type: 'Bearer', access_token: 'a-token' } },
		{ name: 'in other case', body: { AccessToken: 'a-token' } },
		{ name: 'in a wrapper', body: { data: { token: 'a-token' } } },
		{ name: 'before a refresh token', body: { refreshToken: 'no', accessToken: 'a-token' } },
		{ name: 'where "token" is the wrapper', body: { token: { accessToken: 'a-token' } } },
	])('is found $name', ({ body }) => {
		expect(readAccessToken(answer(body))).toBe('a-token');
	});

	it.each([
		{ name: 'as JSON text', body: '"a-bare-token"' },
		{ name: 'as text after a byte order mark', body: '\uFEFFa-bare-token\r\n' },
	])('is found $name', ({ body }) => {
		expect(readAccessToken(answer(body))).toBe('a-bare-token');
	});

	it.each([
		{ name: 'only a refresh token', body: { refreshToken: 'no' } },
		{ name: 'an empty token', body: { accessToken: '' } },
		{ name: 'a page', body: '<html>Log in</html>' },
		{ name: 'a sentence', body: 'Welcome to MyD3.' },
		{ name: 'nothing', body: '' },
	])('is not found in $name', ({ body }) => {
		expect(readAccessToken(answer(body))).toBeUndefined();
	});
});

describe('the id in the answer to create', () => {
	it.each([
		{ name: 'the bare GUID of the vendor’s page', body: GUID },
		{ name: 'after a byte order mark, before a line break', body: `\uFEFF${GUID}\r\n` },
		{ name: 'in upper case', body: GUID.toUpperCase() },
		{ name: 'in braces', body: `{${GUID}}` },
		{ name: 'as JSON text', body: `"${GUID}"` },
		{ name: 'in an object', body: { subscriptionId: GUID } },
		{ name: 'in other case', body: { SubscriptionID: `{${GUID.toUpperCase()}}` } },
		{ name: 'in a wrapper', body: { data: { id: GUID, eventType: 'X' } } },
		{ name: 'under a name that is not known', body: { status: 'ok', webhookKey: GUID } },
	])('is found $name', ({ body }) => {
		expect(readCreatedId(answer(body))).toBe(GUID);
	});

	it.each([
		{ name: 'a path', location: `/subscription/v1/subscription/${GUID}` },
		{ name: 'an address with a slash at its end', location: `https://a.example.com/s/${GUID}/` },
		{ name: 'braces', location: `/s/%7B${GUID.toUpperCase()}%7D` },
	])('is found in the Location header: $name', ({ location }) => {
		expect(readCreatedId(answer('', { location }))).toBe(GUID);
	});

	it('may be a number', () => {
		expect(readCreatedId(answer({ id: 4711 }))).toBe('4711');
	});

	it.each([
		{ name: 'nothing', body: '' },
		{ name: 'HTML', body: '<html>ok</html>' },
		{ name: 'a sentence', body: 'Created successfully.' },
		{ name: 'an object without an id', body: { status: 'ok' } },
		{ name: 'two GUIDs under unknown names', body: { a: GUID, b: GUID.replace('9', '8') } },
		{ name: 'null', body: 'null' },
	])('is not found in $name', ({ body }) => {
		expect(readCreatedId(answer(body))).toBeUndefined();
	});
});

describe('a list of subscriptions', () => {
	const entry = { id: GUID, eventType: 'InvoiceIssued', notificationUrl: URL_WITH_KEY };
	const expected = {
		id: GUID,
		eventTypes: ['InvoiceIssued'],
		notificationUrl: URL_WITH_KEY,
	};

	it.each([
		{ name: 'plain', body: [entry] },
		{ name: 'under a known name', body: { total: 1, Items: [entry] } },
		{ name: 'under any name, if it is the only list', body: { webhooks: [entry] } },
		{ name: 'behind two names', body: { response: { subscriptions: [entry] }, errors: [] } },
		{
			name: 'with other case',
			body: [{ ID: GUID, EventType: 'InvoiceIssued', NotificationURL: URL_WITH_KEY }],
		},
		{
			name: 'with other names for id and URL',
			body: [{ key: GUID, eventType: ['InvoiceIssued'], endpoint: URL_WITH_KEY }],
		},
		{ name: 'with each entry in a wrapper', body: [{ subscription: entry }] },
	])('is read: $name', ({ body }) => {
		expect(readPage(answer(body), details)?.subscriptions).toMatchObject([expected]);
	});

	it('shows no event type and no URL where none can be told', () => {
		const links = { id: GUID, self: 'https://a.example.com/', web: 'https://b.example.com/' };
		expect(readPage(answer([links]), details)?.subscriptions).toEqual([
			{ id: GUID, eventTypes: undefined, notificationUrl: undefined, raw: links },
		]);
	});

	it.each([
		{ name: 'an object without a list', body: { count: 0 } },
		{ name: 'a list of errors', body: { errors: [{ id: 1 }] } },
		{ name: 'two lists', body: { active: [entry], paused: [entry] } },
		{ name: 'a list of texts', body: ['a'] },
		{ name: 'a list of objects without ids', body: [{ name: 'a' }] },
		{ name: 'text', body: 'none' },
		{ name: 'null', body: 'null' },
	])('is not $name', ({ body }) => {
		expect(readPage(answer(body), details)).toBeUndefined();
	});

	it.each([
		{ name: 'a link', body: { value: [], nextLink: '/s?page=2' }, next: '/s?page=2' },
		{
			name: 'an OData link',
			body: { value: [], '@odata.nextLink': 'https://a/s?x' },
			next: 'https://a/s?x',
		},
		{
			name: 'a HAL link',
			body: { items: [], _links: { next: { href: '/s?p=2' } } },
			next: '/s?p=2',
		},
		{
			name: 'a token',
			body: { items: [], continuationToken: 'a b' },
			next: '?continuationToken=a%20b',
		},
		{
			name: 'a token of another name',
			body: { data: [], next_page_token: 'x' },
			next: '?pageToken=x',
		},
		{ name: 'no more', body: { value: [], nextLink: null }, next: undefined },
	])('says where the next page is: $name', ({ body, next }) => {
		expect(readPage(answer(body), details)?.next).toBe(next);
	});

	it('says in a Link header where the next page is', () => {
		const link = '</s?page=1>; rel="prev", </s?page=3>; rel="next"';
		expect(readPage(answer([], { link }), details)?.next).toBe('/s?page=3');
	});
});
