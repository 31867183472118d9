import { readPage } from '../../nodes/MyD3/api/listResponse';
import type { ListHints } from '../../nodes/MyD3/api/listedSubscription';
import { GUID, OTHER_GUID, OUR_URL, responseWith } from './builder';

/** Spring HATEOAS: CollectionModel.of(list, linkTo(…).withSelfRel()) */
const SELF = { self: { href: 'https://api.example.com/subscriptions' } };
const row = { id: GUID, eventType: 'InvoiceIssued', notificationUrl: OUR_URL };
const hints = { eventTypePath: ['eventType'], isOurUrl: (url: string) => url === OUR_URL };
const read = (body: unknown, more: ListHints = {}) =>
	readPage(responseWith(body), { ...hints, ...more });
/** The only row of a one-row list. */
const only = (item: unknown, more: ListHints = {}) => read([item], more)?.subscriptions[0];

describe('the list', () => {
	it.each([
		{ status: 'Deleted' },
		{ isDeleted: true },
		{ deleted_at: '2026-11-24T12:00:00Z' },
		{ deleted: 'true' },
		{ deletedAt: 1764316800 },
	])('leaves out what was deleted: %j', (property) => {
		expect(read([{ ...row, ...property }])).toMatchObject({
			subscriptions: [],
			rows: 1,
			hasUnreadableRow: false,
		});
	});

	it.each([
		{ status: 'active', deletedAt: null },
		{ isDeleted: false, deletedOn: '0001-01-01T00:00:00' },
		{ deletedAt: '0000-00-00 00:00:00' },
		{ deletedBy: 'nobody', deleted: '' },
	])('keeps what was not deleted: %j', (property) => {
		expect(only({ ...row, ...property })?.id).toBe(GUID);
	});

	it.each([
		{ name: 'without a wrapper', body: [row] },
		{ name: 'under a known name', body: { total: 1, Items: [row] } },
		{ name: 'under a known name next to another list', body: { value: [row], columns: [] } },
		{ name: 'under any name', body: { myThings: [row] } },
		{ name: 'below two names', body: { response: { subscriptions: [row] }, errors: [] } },
		{ name: 'in OData version 2', body: { d: { results: [row] } } },
		{
			name: 'next to a list that is not one of objects',
			body: { fields: ['id', 'url'], data: [row] },
		},
		{
			name: 'next to a list in another object',
			body: { owner: { webhooks: [{ id: 7 }] }, x: [row] },
		},
		{
			name: 'next to a list without our URL',
			body: { plans: [{ id: 1 }, { id: 2 }], rows: [row] },
		},
		{
			name: 'next to a list of URLs that are not ours',
			body: { data: [{ id: 1, url: 'https://b.example.com/' }], archive: [row] },
		},
		{ name: 'with each row in a wrapper', body: { list: [{ subscription: row }] } },
		{ name: 'after a byte order mark', body: `\uFEFF${JSON.stringify([row])}` },
		{
			name: 'in a different letter case',
			body: [{ ID: GUID, EventType: 'InvoiceIssued', NotificationURL: OUR_URL }],
		},
		{
			name: 'with other names for id and URL',
			body: [{ key: GUID, eventType: ['InvoiceIssued'], endpoint: OUR_URL }],
		},
	])('is found $name', ({ body }) => {
		expect(read(body)).toMatchObject({
			subscriptions: [{ id: GUID, eventTypes: ['InvoiceIssued'], notificationUrl: OUR_URL }],
			rows: 1,
			hasUnreadableRow: false,
		});
	});

	it.each([
		{ name: 'an empty list', body: [] },
		{ name: 'an empty list in a wrapper', body: { subscriptions: [] } },
		{ name: 'an empty list next to another', body: { subscriptions: [], plans: [{ id: 1 }] } },
		{ name: "next to Cloudflare's messages", body: { errors: [], messages: [], result: [] } },
		{ name: 'null', body: 'null' },
		{ name: 'a wrapper around null', body: { value: null } },
		{ name: 'a differently named wrapper around null', body: { subscriptions: null } },
		{ name: 'two wrappers around null', body: { result: { webhooks: null } } },
		{ name: 'null under the only name', body: { things: null } },
		{ name: 'null next to a number', body: { data: null, total: 0 } },
		{ name: 'an empty map', body: { webhooks: {} } },
		{ name: 'only a count', body: { total: 0 } },
		{ name: 'a count and a page', body: { count: 0, page: 1, next: null } },
		{ name: "Spring's count", body: { _links: SELF, page: { size: 20, totalElements: 0 } } },
		{ name: 'only a link to the list itself', body: { _links: SELF } },
		{ name: 'a count beside an empty link', body: { paging: { total: 0, next: '' } } },
		{ name: 'an empty object', body: {} },
		{ name: 'an empty body', body: '' },
		{ name: 'white space', body: ' \r\n' },
	])('is empty: $name', ({ body }) => {
		expect(read(body)?.subscriptions).toEqual([]);
	});

	it('is empty with status 204, whatever the body', () => {
		expect(readPage(responseWith('No Content', { status: 204 }))).toEqual({
			subscriptions: [],
			rows: 0,
			hasUnreadableRow: false,
			next: [],
		});
	});

	it.each([
		{ name: 'a count of others', body: { count: 0, name: 'Contoso' } },
		{ name: 'a count without a list', body: { total: 1 } },
		{ name: 'a count in an account', body: { count: 0, account: { id: 1 } } },
		{ name: 'a count in a page', body: { _links: SELF, page: { size: 20, totalElements: 1 } } },
		{ name: 'links to other resources', body: { _links: { ...SELF, hooks: SELF.self } } },
		{ name: 'a link next to a number', body: { _links: SELF, limit: 20 } },
		{ name: 'a refusal in "meta"', body: { meta: { code: 403, message: 'No', total: 0 } } },
		{ name: 'a page that is not a count', body: { page: { self: 1 } } },
		{ name: 'null under an unknown name', body: { a: null, b: 1 } },
		{ name: 'a list of errors', body: { errors: [{ id: 1 }] } },
		{ name: 'two equally likely lists', body: { active: [{ id: 1 }], paused: [{ id: 2 }] } },
		{
			name: 'null next to a list of objects without ids',
			body: { data: [{ name: 'a' }], value: null },
		},
		{ name: 'null in an error', body: { errors: [{ data: null }] } },
		{ name: 'rows by id in a row', body: { x: [{ name: 'a', hooks: { a: { url: OUR_URL } } }] } },
		{ name: 'rows by id in an owner', body: { owner: { hooks: { a: { url: OUR_URL } } } } },
		{
			name: 'a list of rows without IDs in objects',
			body: { data: { hooks: { x: [{ a: OUR_URL }] } } },
		},
		{ name: 'rows next to a usual name', body: { data: { url: OUR_URL }, x: { url: OUR_URL } } },
		...['link', 'links', '_links', 'meta', 'page', 'paging', 'pagination'].map((name) => ({
			name,
			body: { [name]: { href: OUR_URL } },
		})),
		{ name: 'a list of words', body: ['a'] },
		{ name: 'a list of objects without ids', body: [{ name: 'a' }] },
		{ name: 'a list of objects without ids in a wrapper', body: { data: [{ name: 'a' }] } },
		{ name: 'text', body: 'none' },
		{ name: 'a page', body: '<html></html>' },
		{ name: 'a number', body: '7' },
		{ name: 'true', body: 'true' },
	])('is not found in $name', ({ body }) => {
		expect(read(body)).toBeUndefined();
	});

	it('may have only ids', () => {
		expect(read([GUID, 17])?.subscriptions).toEqual([
			{ id: GUID, ids: [GUID], urls: [], raw: { id: GUID } },
			{ id: '17', ids: ['17'], urls: [], raw: { id: '17' } },
		]);
	});

	it.each([
		{
			name: 'with a URL in a row',
			body: { a: [{ id: 7 }], b: [{ n: 1 }, { id: 9, to: 'https://b.example.com/' }] },
		},
		{ name: 'that is not empty', body: { a: [], b: [{ id: 9 }] } },
		{
			name: 'whose name says subscriptions',
			body: { a: [{ id: 7 }], mySubscriptions: [{ id: 9 }] },
		},
		{ name: 'that is in no row', body: { b: [{ id: 9, webhooks: [{ id: 7 }] }] } },
		{ name: 'that is not in an owner', body: { owner: { webhooks: [{ id: 7 }] }, b: [{ id: 9 }] } },
	])('is the one $name', ({ body }) => {
		expect(read(body)?.subscriptions.map(({ id }) => id)).toEqual(['9']);
	});

	it('reports a row without an id', () => {
		expect(read([row, { name: 'a' }])).toMatchObject({
			subscriptions: [{ id: GUID }],
			rows: 2,
			hasUnreadableRow: true,
		});
	});

	it('may have only links, which show neither id nor URL', () => {
		const href = 'https://api.example.com/mec/v1/subscriptions/sub17';
		const body = {
			_links: {
				self: { href: '/mec/v1/subscriptions' },
				subscriptions: [{ href, subscriptionType: 'InvoiceIssued' }],
			},
		};
		expect(read(body, { eventTypePath: ['subscriptionType'] })?.subscriptions).toMatchObject([
			{ id: 'sub17', eventTypes: ['InvoiceIssued'], notificationUrl: undefined },
		]);
	});

	it('may use ids as the names of rows', () => {
		const own = { webhookId: 'own', url: OUR_URL };
		const rows = { homepage: { url: OUR_URL }, pages: { url: OUR_URL }, '18': own };
		for (const body of [rows, { webhooks: rows }]) {
			expect(read(body)?.subscriptions.map(({ id }) => id)).toEqual(['own', 'homepage', 'pages']);
		}
	});
});

describe('the id of a row', () => {
	it('is what Delete Request calls it, if there is no usual name', () => {
		const rows = [
			{ receipt_rule_id: 209, user_id: 5 },
			{ id: 17, receipt_rule_id: 3 },
		];
		const page = readPage(responseWith(rows), { idNames: ['receipt_rule_id'] });
		expect(page?.subscriptions.map(({ id }) => id)).toEqual(['209', '17']);
	});

	it.each([
		{
			name: 'is not the GUID of something else',
			item: { id: '5f3e', site_id: GUID },
			ids: ['5f3e'],
		},
		{
			name: 'is the only GUID, whatever its name',
			item: { rule_id: GUID },
			ids: [GUID],
		},
		{ name: 'is the GUID rather than a number', item: { id: 17, guid: GUID }, ids: [GUID, '17'] },
		{ name: 'is the GUID under any name', item: { id: 17, key: GUID }, ids: [GUID, '17'] },
		{ name: 'is not a secret', item: { id: 17, signingKey: GUID }, ids: ['17'] },
		{ name: 'is not the tenant’s', item: { id: 17, tenantId: GUID }, ids: ['17'] },
		{ name: 'is not the owner’s', item: { owner: { id: 7 }, webhook: { id: 9 } }, ids: ['9'] },
		{ name: 'is not an owner’s GUID', item: { id: 9, owner: GUID }, ids: ['9'] },
		{
			name: 'is read under "id" before other names',
			item: { webhookId: 'w', id: 'i' },
			ids: ['i', 'w'],
		},
		{
			name: 'stays as it came',
			item: { id: `{${GUID.toUpperCase()}}` },
			ids: [`{${GUID.toUpperCase()}}`],
		},
		{ name: 'keeps its zeros', item: { id: '0017' }, ids: ['0017'] },
		{ name: 'is the end of an address', item: { id: 'https://api.example.com/s/17' }, ids: ['17'] },
		{ name: 'is neither of two GUIDs', item: { id: 9, a: GUID, b: OTHER_GUID }, ids: ['9'] },
		{
			name: 'is that of the object with our URL',
			item: { id: 1, subscription: { id: 9, url: OUR_URL } },
			ids: ['9'],
		},
		{
			name: 'is not that of a part with our URL',
			item: { id: 1, delivery_method: { id: 9, url: OUR_URL } },
			ids: ['1'],
		},
		{
			name: 'is that of the object around the one with our URL',
			item: { id: 1, delivery: { version: 2, url: OUR_URL } },
			ids: ['1'],
		},
		{
			name: 'is at the end of its own address',
			item: { self: 'https://api.example.com/hooks/72', url: OUR_URL },
			ids: ['72'],
		},
		{
			name: 'is at the end of its own address, even if that is a path',
			item: { href: '/hooks/72', callback: OUR_URL },
			ids: ['72'],
		},
	])('$name', ({ item, ids }) => {
		expect(only(item)?.ids).toEqual(ids);
		expect(only(item)?.id).toBe(ids[0]);
	});

	it('is not at the end of the only address: that is the notification URL', () => {
		expect(only({ url: 'https://n8n.example.com/webhook/17', name: 'n8n' })).toBeUndefined();
	});

	it.each([
		{ idProperty: 'reference', item: { id: 9, reference: 'r-1' }, id: 'r-1' },
		{ idProperty: 'data.handle', item: { id: 9, handle: 'h' }, id: 'h' },
		{ idProperty: 'data.handle', item: { id: 9, meta: { Handle: 'h' } }, id: 'h' },
		{ idProperty: 'self', item: { id: 9, self: 'https://api.example.com/s/name' }, id: 'name' },
		{ idProperty: 'url', item: { id: 9, url: OUR_URL }, id: OUR_URL },
		{ idProperty: 'none', item: { id: 9 }, id: '9' },
		{ idProperty: '', item: { id: 9, _: 'x' }, id: '9' },
	])('with Subscription ID Property "$idProperty" is $id: $item', ({ idProperty, item, id }) => {
		expect(only(item, { idProperty })?.id).toBe(id);
		expect(only(item, { idProperty })?.ids).toContain(id);
	});
});

describe('the notification URL of a row', () => {
	const url = 'https://b.example.com/hook';
	it.each([
		{ name: 'under any name', item: { id: 1, anything: url } },
		{ name: 'deep in it', item: { id: 1, config: { http: { to: [url], retries: 1 } } } },
		{ name: 'under a name that begins like a link', item: { id: 1, hrefTo: url } },
		{ name: 'under a name that ends like a link', item: { id: 1, itself: url } },
		{ name: 'under a name that resembles a web page’s', item: { id: 1, helpdesk: url } },
		{ name: 'within white space', item: { id: 1, url: ` ${url}\n` } },
		{
			name: 'next to an address of the API',
			item: { id: 1, a: 'https://api.example.com/1', x: url },
		},
		{
			name: 'next to the row’s own address, by its name',
			item: { id: 1, url: 'https://c.example.com/', x: url },
		},
		{
			name: 'without TLS',
			item: { id: 1, x: 'http://b.example.com/' },
			shown: 'http://b.example.com/',
		},
		{
			name: 'next to the row’s own address',
			item: { id: 1, url: 'https://api.example.com/1', targetUrl: url },
		},
		{
			name: 'before the row’s own address',
			item: { id: 1, callback: url, self: 'https://api.example.com/1' },
		},
		{
			name: 'next to others, under a descriptive name',
			item: { id: 1, home: 'https://l.example.com/', deliveryAddress: url },
		},
		{
			name: 'next to the row’s own address, under an unknown name',
			item: { id: 1, href: 'https://api.example.com/1', x: url },
		},
		{
			name: 'with a masked query',
			item: { id: 1, url: `${url}?apiKey=***` },
			shown: `${url}?apiKey=***`,
		},
	])('is found $name', ({ item, shown = url }) => {
		expect(only(item, { apiHost: 'api.example.com' })?.notificationUrl).toBe(shown);
	});

	it.each(['portalUrl', 'docUrl', 'logo', 'type', '@odata.context', '$schema'])(
		'is not under %s',
		(name) => {
			expect(only({ id: 1, [name]: url })?.notificationUrl).toBeUndefined();
		},
	);

	it('is neither of two in a list', () => {
		const item = { id: 1, urls: [url, 'https://c.example.com/'] };
		expect(only(item)?.notificationUrl).toBeUndefined();
	});

	it('is ours, whatever the names say', () => {
		const item = { id: 1, url: OUR_URL, callbackUrl: 'https://b.example.com/' };
		expect(only(item)).toMatchObject({
			notificationUrl: OUR_URL,
			urls: [OUR_URL, 'https://b.example.com/'],
		});
	});

	it.each([
		{ url: 'https://n8n.example.com/***' },
		{ url: 'https://n8n.example.com/webhook/…' },
		{ url: 'https://n8n.example.com/webhook/...' },
		{ url: 'https://n8n.example.com/%E2%80%A6' },
		{ url: 'https://n8n.example.com/xxxx' },
		{ url: 'https://n8n.example.com/[REDACTED]' },
		{ url: 'https://' },
		{ url: 'https://n8n.example.com /a' },
		{ url: 'https://n8n.example.com/a b' },
		{ url: 'https://[' },
		{ url: 'See https://n8n.example.com/' },
		{ url: 'ftp://n8n.example.com/https://a' },
		{ url: 'ftp://n8n.example.com/' },
		{ url: '' },
		{ url: null },
	])('is not shown by "$url"', ({ url: masked }) => {
		expect(only({ id: 1, url: masked })).toMatchObject({ notificationUrl: undefined, urls: [] });
	});
});

describe('the event types of a row', () => {
	it.each([
		{ name: 'one', path: ['event'], item: { event: 'A' }, types: ['A'] },
		{ name: 'several', path: ['events'], item: { events: ['A', 'B', 'A'] }, types: ['A', 'B'] },
		{
			name: 'in a different letter case',
			path: ['event_type'],
			item: { EventType: 'A' },
			types: ['A'],
		},
		{ name: 'a number', path: ['event'], item: { event: 17 }, types: ['17'] },
		{
			name: 'in objects',
			path: ['filters', 'action'],
			item: { filters: [{ action: 'A' }] },
			types: ['A'],
		},
		{
			name: 'without the outer object',
			path: ['data', 'events'],
			item: { events: ['A'] },
			types: ['A'],
		},
		{
			name: 'with the outer object',
			path: ['data', 'events'],
			item: { data: { events: ['A'] } },
			types: ['A'],
		},
		{ name: 'in another object', path: ['event'], item: { config: { event: 'A' } }, types: ['A'] },
		{
			name: 'none if the property without the outer object is the ID',
			path: ['type', 'id'],
			item: { id: 1 },
			types: undefined,
		},
		{
			name: 'on the first level rather than a deeper one',
			path: ['type'],
			item: { account: { type: 'Client' }, type: 'A' },
			types: ['A'],
		},
		{
			name: 'without the outer object, whose name the item has, too',
			path: ['filters', 'action'],
			item: { filters: 'x', action: 'A' },
			types: ['A'],
		},
		{ name: 'of a form', path: ['events[10]'], item: { events: ['A'] }, types: ['A'] },
		{
			name: 'of a form without an index',
			path: ['events[]'],
			item: { events: ['A'] },
			types: ['A'],
		},
		{
			name: 'as names',
			path: ['events', '{eventType}'],
			item: { events: { A: true, B: false, C: 0, D: null } },
			types: ['A'],
		},
		{
			name: 'as names of objects',
			path: ['triggers', '{eventType}'],
			item: {
				triggers: { A: { Enabled: true }, B: { Enabled: false }, C: {}, D: { active: false } },
			},
			types: ['A', 'C'],
		},
		{
			name: 'as names of objects, without the outer object',
			path: ['data', 'triggers', '{eventType}'],
			item: { triggers: { A: {}, B: { isEnabled: false }, C: { isActive: false } } },
			types: ['A'],
		},
		{ name: 'none if empty', path: ['event'], item: { event: '' }, types: undefined },
		{
			name: 'none if they would be names among other properties',
			path: ['{eventType}'],
			item: { A: true },
			types: undefined,
		},
		{
			name: 'none if they should be names but are not in an object',
			path: ['events', '{eventType}'],
			item: { events: 'A' },
			types: undefined,
		},
		{
			name: 'none if the property is missing',
			path: ['event'],
			item: { name: 'A' },
			types: undefined,
		},
		{
			name: 'none if Create Request has no name for them',
			path: [],
			item: { event: 'A' },
			types: undefined,
		},
		{
			name: 'none if Create Request is not known',
			path: undefined,
			item: { eventType: 'A' },
			types: undefined,
		},
	])('are read: $name', ({ path, item, types }) => {
		expect(only({ id: 1, ...item }, { eventTypePath: path })?.eventTypes).toEqual(types);
	});
});

it.each([
	{ name: 'alone', body: { data: { id: 1, url: OUR_URL } }, ids: ['1'] },
	{
		name: 'in groups',
		body: { a: [{ id: 1, url: OUR_URL }], b: [{ id: 2, url: OUR_URL }], c: [] },
		ids: ['1', '2'],
	},
])('our subscription is read if it comes $name', ({ body, ids }) => {
	const isOurUrl = (url: string) => url === OUR_URL;
	expect(readPage(responseWith(body), { isOurUrl })?.subscriptions.map(({ id }) => id)).toEqual(
		ids,
	);
});

it.each([
	{ item: { active: false }, isInactive: true },
	{ item: { is_enabled: false, enabled: true }, isInactive: true },
	{ item: { attributes: { status: 'Disabled' } }, isInactive: true },
	{ item: { status: 'pending', retry: { enabled: false } }, isInactive: false },
	{ item: { active: true, status: 'active' }, isInactive: false },
	{ item: { on: 'push', disabled_reason: null, disable_reason: '' }, isInactive: false },
	{ item: { alert_status: 'temporarily_disabled' }, isInactive: false },
	...['inactive', 'in-active', 'canceled', 'cancelled'].map((state) => ({
		item: { state },
		isInactive: true,
	})),
	...[
		{ active: 'N' },
		// LaunchDarkly, Kazoo, GitLab
		{ on: false },
		{ enabled: true, disable_reason: 'too many failures' },
		{ alert_status: 'disabled' },
		{ is_active: 0 },
		{ disabled: true },
		{ status: { enabled: false } },
		{ node: { enabled: false } },
		{ status: 'DeactivatedByUser' },
		{ status: 'AUTO_DISABLED' },
		{ status: 'DISABLED_CALLBACK_FAILED' },
		{ status: 'notification_failures_exceeded' },
		{ status: 'Failed' },
		{ subscriptionStatus: 'disabled' },
		{ isExpired: true },
		{ archived: 1 },
		{ disabledAt: '2026-11-24T12:00:00Z' },
		{ revoked_at: 1764316800 },
	].map((item) => ({ item, isInactive: true })),
	{ item: { disabled: false, disabled_at: null, isPaused: 'no' }, isInactive: false },
	{ item: { status: 'not paused', state: 'paused soon', laststatus: 'paused' }, isInactive: false },
	{ item: { statuses: 'paused', reactive: false, activeuntil: false }, isInactive: false },
	{ item: { active: 10, enabled: 'now', paused: 'daily', suspended: 10 }, isInactive: false },
	{ item: { neverPaused: true, disabledCount: 1 }, isInactive: false },
	{ item: { disabled_at: 0, archivedOn: '0001-01-01T00:00:00' }, isInactive: false },
	{ item: { status: 'pending_verification', lastStatus: 'failed' }, isInactive: false },
	{ item: { lastNotification: { status: 'failed' } }, isInactive: false },
	{
		item: { nodes: { active: false }, subnode: { active: false }, rows: [{ active: false }] },
		isInactive: false,
	},
])('whether a subscription is active is read from $item', ({ item, isInactive }) => {
	expect(readPage(responseWith([{ id: 1, ...item }]))?.subscriptions[0]?.isInactive).toBe(
		isInactive,
	);
});

describe('what a page says about the next one', () => {
	const paging = (body: unknown, headers = {}) => {
		const { next: [next] = [], hasMore, total } = readPage(responseWith(body, { headers })) ?? {};
		return { next, hasMore, total };
	};
	const rows = [{ id: 1 }];

	it.each([
		{ name: 'a link', body: { nextLink: '/s?page=2' }, next: '/s?page=2' },
		{ name: 'OData', body: { '@odata.nextLink': 'https://a/s?x' }, next: 'https://a/s?x' },
		{ name: 'OData version 2', body: { __next: 'https://a/s?x' }, next: 'https://a/s?x' },
		{ name: 'HAL', body: { _links: { next: { href: '/s?p=2' } } }, next: '/s?p=2' },
		{ name: 'an object', body: { next: { url: '/s?p=2' } }, next: '/s?p=2' },
		{
			name: 'Asana',
			body: { next_page: { offset: 'x', path: '/p', uri: 'https://a/p?o=x' } },
			next: 'https://a/p?o=x',
		},
		{
			name: 'a list of links',
			body: {
				links: [
					{ rel: 'prev', href: '/1' },
					{ rel: 'Next', href: '/3' },
				],
			},
			next: '/3',
		},
		{
			name: "a FHIR bundle's links",
			body: {
				link: [
					{ relation: 'self', url: '/1' },
					{ relation: 'next', url: '/3' },
				],
			},
			next: '/3',
		},
		{
			name: 'in an object',
			body: { paging: { next: '?page=2&limit=50' } },
			next: '?page=2&limit=50',
		},
		{ name: 'a token', body: { continuationToken: 'a b' }, next: '?continuationToken=a%20b' },
		{ name: "Svix's iterator", body: { iterator: 'x', done: false }, next: '?iterator=x' },
		{ name: "FullStory's token", body: { nextPaginationToken: 'x' }, next: '?paginationToken=x' },
		{ name: 'a page token', body: { nextPageToken: 'x' }, next: '?pageToken=x' },
		{ name: 'a page token in snake case', body: { next_page_token: 'x' }, next: '?page_token=x' },
		{ name: 'a token in metadata', body: { metadata: { continue: 'x' } }, next: '?continue=x' },
		{
			name: 'a link in an object',
			body: { paging: { next: { after: 'x', link: '?after=x' } } },
			next: '?after=x',
		},
		{ name: 'a cursor', body: { meta: { next_cursor: 'x=' } }, next: '?cursor=x%3D' },
		{
			name: 'an offset',
			body: { next_offset: '["1","2"]' },
			next: '?offset=%5B%221%22%2C%222%22%5D',
		},
		{ name: 'a marker', body: { next_marker: 'm' }, next: '?marker=m' },
		{ name: 'a link before a token', body: { cursor: 'x', next: '/s?p=2' }, next: '/s?p=2' },
		{ name: 'one link', body: { link: { rel: 'next', url: '/3' } }, next: '/3' },
		{ name: 'HAL of a list', body: { _links: [{ rel: 'next', uri: '/3' }] }, next: '/3' },
		{ name: 'a link in an object alone', body: { next: { link: '/s?p=2' } }, next: '/s?p=2' },
		{
			name: 'not the last one',
			body: { links: { last: '/s?p=9', next: '/s?p=2' } },
			next: '/s?p=2',
		},
		{ name: 'no address', body: { next: 'eyJ' }, next: '?page=eyJ' },
		{ name: 'a cursor of its own', body: { meta: { after: 'x' } }, next: '?after=x' },
		{ name: 'an empty token', body: { cursor: '' }, next: undefined },
		{ name: 'the last id', body: { hasMore: true }, next: '?starting_after=1' },
		{ name: 'no id if pages are counted', body: { hasMore: true, page: 1 }, next: undefined },
		{ name: 'no id after no row', body: { hasMore: true, data: [] }, next: undefined },
		{ name: 'no more', body: { nextLink: null }, next: undefined },
		{ name: 'no more, and a link', body: { has_more: false, next: '/s?p=2' }, next: undefined },
	])('is read: $name', ({ body, next }) => {
		expect(paging({ data: rows, ...body }).next).toBe(next);
	});

	it.each([
		{ link: '</s?page=1>; rel="prev", </s?page=3>; rel="next"', next: '/s?page=3' },
		{ link: '</s?page=3>;rel=next', next: '/s?page=3' },
		{ link: '</s?page=3>; rel="last next"', next: '/s?page=3' },
		{ link: '</s?page=3> ; title="More" ; rel="next"', next: '/s?page=3' },
		{ link: '</s?page=1>; rel="prev", </s?page=9>; rel="nextish"', next: undefined },
		{ link: '', next: undefined },
	])('is read from the Link header: "$link"', ({ link, next }) => {
		expect(paging(rows, { link }).next).toBe(next);
	});

	it.each([
		{ body: { hasMore: true }, hasMore: true },
		{ body: { has_more: false }, hasMore: false },
		{ body: { meta: { hasNextPage: true } }, hasMore: true },
		{ body: { more: 'yes' }, hasMore: undefined },
		{ body: { isLast: false }, hasMore: true },
		{ body: { done: true }, hasMore: false },
		{ body: { page: 1, pages: 3 }, hasMore: true },
		{ body: { page: 3, pages: 3 }, hasMore: false },
		{ body: { pages: 1 }, hasMore: false },
		{ body: { totalPages: 2 }, hasMore: true },
		{ body: { page: 0, totalPages: 1 }, hasMore: false },
		{ body: { page: 0, totalPages: 2 }, hasMore: true },
		{ body: { currentPage: '2', lastPage: '2' }, hasMore: false },
		{ body: { totalPages: null }, hasMore: undefined },
		{ body: { totalPages: 'many' }, hasMore: undefined },
		{ body: { pageNumber: 2, totalPages: 2 }, hasMore: false },
		{ body: { next: null, nextPage: '/2' }, hasMore: true },
		{ body: { pages: { next: null } }, hasMore: false },
		{ body: { page: { number: 0, totalPages: 3 } }, hasMore: true },
		{ body: { next: null }, hasMore: false },
		{ body: { next: '' }, hasMore: false },
		{ body: { next: false }, hasMore: false },
		{ body: { next: 'eyJ' }, hasMore: true },
		{ body: { nextPage: 2 }, hasMore: true },
		{ body: { next: { page: 2 } }, hasMore: true },
		{ body: {}, hasMore: undefined },
	])('includes whether there are more, if known: $body', ({ body, hasMore }) => {
		expect(paging({ data: rows, ...body }).hasMore).toBe(hasMore);
	});

	it.each([
		{ body: { total: 3 }, total: 3 },
		{ body: { totalRecords: '1' }, total: 1 },
		{ body: { page: { totalElements: 40 } }, total: 40 },
		{ body: { fullResultSize: 2 }, total: 2 },
		// Nutanix
		{ body: { metadata: { total_matches: 45, length: 20, offset: 0 } }, total: 45 },
		{ body: { count: 9 }, total: 9 },
		{ body: { count: 1 }, total: undefined },
		{ body: { count: 0 }, total: undefined },
		{ body: { count: 1, total: 9 }, total: 9 },
		{ body: { total: null }, total: undefined },
		{ body: { total: -1 }, total: undefined },
		{ body: { total: 'many' }, total: undefined },
		{ body: {}, total: undefined },
	])('includes the total, if any: $body', ({ body, total }) => {
		expect(paging({ data: rows, ...body }).total).toBe(total);
	});

	it.each([
		{ headers: { 'x-total-count': '40' }, total: 40 },
		{ headers: { 'x-total': '40' }, total: 40 },
		{ headers: { 'result-total': '40' }, total: 40 },
		{ headers: { 'x-pagination': '{"TotalCount":40}' }, total: 40 },
		{ headers: { 'content-range': 'items 0-9/40' }, total: 40 },
		{ headers: { 'x-total-count': 'many' }, total: undefined },
		{ headers: {}, total: undefined },
	])('includes the total, if any, in the headers: $headers', ({ headers, total }) => {
		expect(paging(rows, headers).total).toBe(total);
	});

	it('is that there are more if the response is partial', () => {
		expect(readPage(responseWith(rows, { status: 206 }))?.hasMore).toBe(true);
	});

	it('does not come from the rows', () => {
		const row = { id: 1, next: '/x', hasMore: true, total: 9 };
		expect(paging({ data: [row] })).toEqual({
			next: undefined,
			hasMore: undefined,
			total: undefined,
		});
	});
});
