import { readAccessToken, readCreatedId, readPage } from '../../nodes/MyD3/api/responses';
import type { ApiResponse } from '../../nodes/MyD3/api/responses';
import { apiDetails } from '../../nodes/MyD3/api/contract';

const GUID = '9ccbe7c2-00e7-44dd-8af7-885c44b4404f';
const URL_WITH_KEY = 'https://n8n.example.com/webhook?apiKey=k';
const details = apiDetails({ baseUrl: 'https://api.myd3.data3.com' });

const answer = (body: unknown, headers: Record<string, string> = {}): ApiResponse => ({
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
		{ name: 'among white space', body: { accessToken: ' a-token\n' } },
		{ name: 'in JSON after a byte order mark', body: '\uFEFF{"accessToken":"a-token"}' },
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
		{ name: 'a sentence that begins with a long word', body: 'Something went wrong.' },
		{ name: 'a sentence that ends with a long word', body: 'You must authenticate' },
		{ name: 'a word', body: 'welcome' },
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
		{ name: 'a query', location: `/s/${GUID}?version=1` },
	])('is found in the Location header: $name', ({ location }) => {
		expect(readCreatedId(answer('', { location }))).toBe(GUID);
	});

	it.each([
		{ name: 'a number', body: { id: 4711 }, id: '4711' },
		{ name: 'of 64 characters', body: 'X'.repeat(64), id: 'X'.repeat(64) },
		{ name: 'a GUID with something before it', body: `X${GUID}`, id: `X${GUID}` },
		{ name: 'a GUID with something after it', body: `${GUID}X`, id: `${GUID}X` },
	])('may be $name', ({ body, id }) => {
		expect(readCreatedId(answer(body))).toBe(id);
	});

	it.each([
		{ name: 'nothing', body: '' },
		{ name: 'HTML', body: '<html>ok</html>' },
		{ name: 'a sentence', body: 'Created successfully.' },
		{ name: 'a sentence without a full stop', body: 'Subscription created' },
		{ name: '65 characters', body: 'X'.repeat(65) },
		{ name: 'a sentence that ends with a GUID', body: { message: `Created ${GUID}` } },
		{ name: 'a sentence that begins with a GUID', body: { message: `${GUID} was created` } },
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
		{ name: 'under a known name beside another list', body: { value: [entry], columns: [] } },
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
		{ name: 'with further addresses', body: [{ ...entry, self: 'https://a.example.com/' }] },
		{ name: 'with an empty event type', body: [{ ...entry, eventType: ['', 'InvoiceIssued'] }] },
	])('is read: $name', ({ body }) => {
		expect(readPage(answer(body), details)?.subscriptions).toMatchObject([expected]);
	});

	it.each([
		{
			name: 'two addresses under unknown names',
			raw: { id: GUID, self: 'https://a.example.com/', web: 'https://b.example.com/' },
		},
		{ name: 'an address in a sentence', raw: { id: GUID, note: 'See https://a.example.com/' } },
		{ name: 'an empty event type', raw: { id: GUID, eventType: '' } },
	])('shows no event type and no URL where none can be told: $name', ({ raw }) => {
		expect(readPage(answer([raw]), details)?.subscriptions).toEqual([
			{ id: GUID, eventTypes: undefined, notificationUrl: undefined, raw },
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
		{ name: 'an object', body: { items: [], next: { url: '/s?p=2' } }, next: '/s?p=2' },
		{ name: 'an object without a link', body: { items: [], next: { page: 2 } }, next: undefined },
		{ name: 'a number', body: { items: [], nextPage: 2 }, next: undefined },
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

	it.each([
		{ name: 'after another', link: '</s?page=1>; rel="prev", </s?page=3>; rel="next"' },
		{ name: 'without quotation marks', link: '</s?page=3>;rel=next' },
		{ name: 'after white space and a title', link: '</s?page=3> ; title="More" ; rel="next"' },
	])('says in a Link header where the next page is: $name', ({ link }) => {
		expect(readPage(answer([], { link }), details)?.next).toBe('/s?page=3');
	});

	it('is the last page when the Link header names only others', () => {
		const link = '</s?page=1>; rel="prev", </s?page=9>; rel="nextish"';
		expect(readPage(answer([], { link }), details)?.next).toBeUndefined();
	});
});
