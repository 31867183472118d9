import type { Subscription } from '../../nodes/MyD3/api/listedSubscription';
import { findOurs, plan } from '../../nodes/MyD3/trigger/plan';
import type { Plan } from '../../nodes/MyD3/trigger/plan';
import type { RememberedSubscription } from '../../nodes/MyD3/trigger/staticData';

const WEBHOOK_URL = 'https://n8n.example.com/webhook/1/webhook';
const KEY = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const OTHER_KEY = 'BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB';
// printf KEY | sha256sum
const DIGEST = '0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a';
const OTHER_DIGEST = '412dc46cc9e3cb26f29f7c1415c556349af62904c5d15b0a2d8cfdc5cfa22b34';

const listed = (id: string, changes: Partial<Subscription> = {}): Subscription => ({
	id,
	ids: [id],
	eventTypes: ['InvoiceIssued'],
	notificationUrl: `${WEBHOOK_URL}?apiKey=${KEY}`,
	urls: [],
	raw: {},
	...changes,
});
const remembered = (changes: Partial<RememberedSubscription> = {}): RememberedSubscription => ({
	id: 'a',
	eventType: 'InvoiceIssued',
	keyDigest: DIGEST,
	...changes,
});
const at = (url: string, key = KEY) => ({ notificationUrl: `${url}?apiKey=${key}` });

/** The plan for these listed and remembered subscriptions if an issued invoice is wanted. */
const planned = (
	list: Subscription[],
	memory: RememberedSubscription[],
	{ eventTypes = ['InvoiceIssued'], isWhole = true } = {},
): Plan => {
	const ours = findOurs(list, WEBHOOK_URL, memory);
	return plan({ webhookUrl: WEBHOOK_URL, eventTypes }, ours, isWhole ? [] : ours.unlisted);
};

/** A plan with ids only. */
const idsIn = (todo: Plan) => ({
	[todo.action]: todo.action === 'keep' ? todo.kept.map(({ id }) => id) : [],
	stale: todo.stale.map(({ ids }) => ids.join('|')),
});

describe('plan', () => {
	it.each([
		{ name: 'keeps what is as wanted', list: [listed('a')], memory: [remembered()], keep: ['a'] },
		{ name: 'creates if MyD3 has no subscription', list: [], memory: [] },
		{
			name: 'deletes what is remembered but not listed, because the list may be stale',
			list: [],
			memory: [remembered()],
			stale: ['a'],
		},
		{
			name: "leaves strangers' subscriptions alone",
			list: [
				listed('s1', at('https://other.example.com/')),
				listed('s2', at(`${WEBHOOK_URL}-test`)),
				listed('s3', at('https://n8n.example.com/webhook-test/1/webhook')),
				listed('s4', { notificationUrl: undefined }),
			],
			memory: [],
		},
		{
			name: 'leaves alone a remembered one that leads elsewhere',
			list: [listed('a', at('https://old.example.com/webhook/1/webhook'))],
			memory: [remembered()],
		},
		{
			name: 'adopts its subscription if nothing is remembered',
			list: [listed('a')],
			memory: [],
			keep: ['a'],
		},
		{
			name: 'recognises its URL in normal form',
			list: [listed('a', at('https://N8N.example.com:443/webhook/%31/webhook/'))],
			memory: [],
			keep: ['a'],
		},
		{
			name: 'finds its URL anywhere in the item',
			list: [
				listed('a', {
					notificationUrl: 'https://api.example.com/subscriptions/a',
					urls: [`${WEBHOOK_URL}?apiKey=${KEY}`],
				}),
			],
			memory: [],
			keep: ['a'],
		},
		{
			name: 'compares event types case-insensitively',
			list: [listed('a', { eventTypes: ['INVOICEISSUED', 'invoiceissued'] })],
			memory: [],
			keep: ['a'],
		},
		{
			name: 'compares ids ignoring case and braces, and keeps the remembered spelling',
			list: [listed('{AB-1}', { notificationUrl: undefined })],
			memory: [remembered({ id: 'ab-1' })],
			keep: ['ab-1'],
		},
		{
			name: 'removes a duplicate, and keeps the remembered one',
			list: [listed('b', at(WEBHOOK_URL, OTHER_KEY)), listed('a')],
			memory: [remembered()],
			keep: ['a'],
			stale: ['b'],
		},
		{
			name: 'treats a number listed next to the GUID as an id of the same subscription',
			list: [listed('17', { ids: ['17', 'a'] })],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: 'treats such a number as an id even if no URL is listed',
			list: [listed('17', { ids: ['17', 'a'], notificationUrl: undefined })],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: 'does not use its old id to delete a subscription that is listed with the same key under another id',
			list: [listed('17')],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: 'tries both ids to delete a subscription that is listed under another one',
			list: [listed('17', { eventTypes: ['OrderShipped'] })],
			memory: [remembered()],
			stale: ['a|17'],
		},
		{
			name: 'deletes a subscription that is listed twice, but only if it is not kept',
			list: [listed('a'), listed('a')],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: "does not mistake another object's id in two items for its own",
			list: [
				listed('s1', { ids: ['s1', 'a'], notificationUrl: undefined }),
				listed('s2', { ids: ['s2', 'a'], notificationUrl: undefined }),
			],
			memory: [remembered()],
			stale: ['a'],
		},
		{
			name: 'replaces its subscription for an event that is no longer wanted',
			list: [listed('a', { eventTypes: ['OrderShipped'] })],
			memory: [remembered()],
			stale: ['a'],
		},
		{
			name: 'replaces its subscription if it is also for other events',
			list: [listed('a', { eventTypes: ['InvoiceIssued', 'OrderShipped'] })],
			memory: [remembered()],
			stale: ['a'],
		},
		{
			name: 'keeps a remembered one whose key is masked',
			list: [listed('a', at(WEBHOOK_URL, '***'))],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: 'keeps a remembered one whose whole URL is masked',
			list: [listed('a', { notificationUrl: 'https://n8n.example.com/***' })],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: 'keeps a remembered one with an invalid URL',
			list: [listed('a', { notificationUrl: '(hidden)' })],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: 'replaces an unknown one whose key is masked and therefore lost',
			list: [listed('b', at(WEBHOOK_URL, '***'))],
			memory: [],
			stale: ['b'],
		},
		{
			name: 'replaces one without a key in its query, even if remembered',
			list: [listed('a', { notificationUrl: `${WEBHOOK_URL}?a=1` })],
			memory: [remembered()],
			stale: ['a'],
		},
		{
			name: 'replaces an unknown one without a query',
			list: [listed('a', { notificationUrl: WEBHOOK_URL })],
			memory: [],
			stale: ['a'],
		},
		{
			name: 'keeps a remembered one whose query is not listed',
			list: [listed('a', { notificationUrl: WEBHOOK_URL })],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: 'keeps a remembered one if the list shows neither URL nor event',
			list: [listed('a', { notificationUrl: undefined, eventTypes: undefined })],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: 'replaces a remembered one whose key is unknown',
			list: [listed('a', { notificationUrl: undefined })],
			memory: [remembered({ keyDigest: '' })],
			stale: ['a'],
		},
		{
			name: 'replaces an unknown one whose event is not listed',
			list: [listed('b', { eventTypes: undefined })],
			memory: [],
			stale: ['b'],
		},
		{
			name: 'does not assume the remembered key for another one whose key is masked',
			list: [listed('c', at(WEBHOOK_URL, '***'))],
			memory: [remembered()],
			stale: ['c', 'a'],
		},
		{
			name: 'finds the key in whichever of its URLs has one',
			list: [listed('a', { notificationUrl: WEBHOOK_URL, urls: [`${WEBHOOK_URL}?apiKey=${KEY}`] })],
			memory: [],
			keep: ['a'],
		},
		{
			name: 'keeps a remembered one if one of its URLs has a masked key',
			list: [listed('a', { ...at(WEBHOOK_URL, '***'), urls: [`${WEBHOOK_URL}?a=1`] })],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: 'deletes by the remembered one of two ids',
			list: [listed('17', { ids: ['17', 'a'], eventTypes: ['OrderShipped'] })],
			memory: [remembered()],
			stale: ['a'],
		},
		{
			name: 'recognises a main id that another item has beside its own',
			list: [
				listed('a', { notificationUrl: undefined }),
				listed('s1', { ids: ['s1', 'a'], ...at('https://other.example.com/') }),
			],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: 'recognises an id beside the main one, whatever else is listed',
			list: [
				listed('17', { ids: ['17', 'a'], notificationUrl: undefined }),
				listed('s1', at('https://other.example.com/')),
			],
			memory: [remembered()],
			keep: ['a'],
		},
		{
			name: 'does not delete by its new id what it keeps by the old one',
			list: [listed('17'), listed('17', at(WEBHOOK_URL, OTHER_KEY))],
			memory: [remembered()],
			keep: ['a'],
		},
	])('$name', ({ list, memory, keep, stale = [] }) => {
		expect(idsIn(planned(list, memory))).toEqual({
			...(keep === undefined ? { create: [] } : { keep }),
			stale,
		});
	});

	it('adopts the listed key if it is not the remembered one', () => {
		expect(planned([listed('a', at(WEBHOOK_URL, OTHER_KEY))], [remembered()])).toMatchObject({
			kept: [{ id: 'a', eventType: 'InvoiceIssued', keyDigest: OTHER_DIGEST }],
		});
	});

	it.each([[['Invoice', 'Order']], [['Invoice']], [undefined]])(
		'keeps one subscription if MyD3 knows no event types, even if it lists %j',
		(listedTypes) => {
			const list = [listed('a', { eventTypes: listedTypes })];
			expect(planned(list, [], { eventTypes: [''] })).toMatchObject({
				kept: [{ id: 'a', eventType: '', keyDigest: DIGEST }],
				stale: [],
			});
		},
	);

	it.each([
		{ ids: ['a'], moved: [remembered()], unlisted: [] },
		// The other id may be another object's.
		{ ids: ['s', 'a'], moved: [], unlisted: [remembered()] },
	])(
		'treats a remembered subscription as gone only if its main id has another address: $ids',
		({ ids, ...expected }) => {
			const list = [listed(ids[0] as string, { ids, ...at('https://old.example.com/') })];
			expect(findOurs(list, WEBHOOK_URL, [remembered()])).toEqual({ listed: [], ...expected });
		},
	);
});

describe('plan for two events', () => {
	const eventTypes = ['InvoiceIssued', 'OrderShipped'];
	const memory = [
		remembered(),
		remembered({ id: 'b', eventType: 'OrderShipped', keyDigest: OTHER_DIGEST }),
	];

	it('keeps two with separate keys', () => {
		const list = [
			listed('a'),
			listed('b', { eventTypes: ['OrderShipped'], ...at(WEBHOOK_URL, OTHER_KEY) }),
		];
		expect(idsIn(planned(list, [], { eventTypes }))).toEqual({ keep: ['a', 'b'], stale: [] });
	});

	it('replaces both if they share a key, which would not tell the event type', () => {
		const list = [listed('a'), listed('b', { eventTypes: ['OrderShipped'] })];
		expect(idsIn(planned(list, [], { eventTypes }))).toEqual({ create: [], stale: ['a', 'b'] });
	});

	it('keeps two remembered ones if the list shows neither keys nor events', () => {
		const hidden = { eventTypes: undefined, ...at(WEBHOOK_URL, '***') };
		const list = [listed('b', hidden), listed('a', hidden)];
		expect(planned(list, memory, { eventTypes })).toMatchObject({ kept: memory, stale: [] });
	});

	it('assumes remembered ones to be on an unread page, and deletes nothing', () => {
		const list = [listed('a'), listed('c', { eventTypes: ['Quote'], ...at(WEBHOOK_URL, '***') })];
		expect(planned(list, memory, { eventTypes, isWhole: false })).toMatchObject({
			kept: memory,
			stale: [],
			isAssumed: true,
		});
	});

	it('deletes what is certainly another one, even if something is assumed', () => {
		const todo = planned([], memory, { eventTypes: ['InvoiceIssued'], isWhole: false });
		expect(idsIn(todo)).toEqual({ keep: ['a'], stale: ['b'] });
	});

	it.each([
		{ name: 'has its own key', subscription: listed('c', at(WEBHOOK_URL, OTHER_KEY)), known: [] },
		{
			name: 'is remembered without a key',
			subscription: listed('c', { notificationUrl: undefined }),
			known: [remembered({ id: 'c', keyDigest: '' })],
		},
	])('deletes a listed one that $name, even if something is assumed', ({ subscription, known }) => {
		const list = [{ ...subscription, eventTypes: ['Quote'] }];
		const options = { eventTypes: ['InvoiceIssued'], isWhole: false };
		expect(idsIn(planned(list, [remembered(), ...known], options))).toEqual({
			keep: ['a'],
			stale: ['c'],
		});
	});

	it('creates what is neither listed so far nor remembered', () => {
		const todo = planned([listed('a')], [remembered()], { eventTypes, isWhole: false });
		expect(idsIn(todo)).toEqual({ create: [], stale: ['a'] });
	});
});
