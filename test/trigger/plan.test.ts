import type { Subscription } from '../../nodes/MyD3/api/responses';
import type { StaticData } from '../../nodes/MyD3/trigger/staticData';
import { plan, matchesStaticData } from '../../nodes/MyD3/trigger/registration';
import type { Plan, DesiredSubscriptions } from '../../nodes/MyD3/trigger/registration';

const WEBHOOK_URL = 'https://n8n.example.com/webhook/1/webhook';
const KEY = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const OTHER_KEY = 'BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB';
// printf KEY | sha256sum
const DIGEST = '0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a';
const OTHER_DIGEST = '412dc46cc9e3cb26f29f7c1415c556349af62904c5d15b0a2d8cfdc5cfa22b34';

const listed = (id: string, changes: Partial<Subscription> = {}): Subscription => ({
	id,
	eventTypes: ['InvoiceIssued'],
	notificationUrl: `${WEBHOOK_URL}?apiKey=${KEY}`,
	raw: {},
	...changes,
});
const memory = (changes: Partial<StaticData> = {}): StaticData => ({
	subscriptions: [{ id: 'a', eventType: 'InvoiceIssued' }],
	keyDigest: DIGEST,
	webhookUrl: WEBHOOK_URL,
	...changes,
});
const nothing: StaticData = { subscriptions: [], keyDigest: '', webhookUrl: '' };
const wanted = (changes: Partial<DesiredSubscriptions> = {}): DesiredSubscriptions => ({
	webhookUrl: WEBHOOK_URL,
	eventTypes: ['InvoiceIssued'],
	...changes,
});
const keep = (changes: Partial<StaticData>, stale: string[] = []): Plan => ({
	do: 'keep',
	memory: memory(changes),
	stale,
});
const create = (...stale: string[]): Plan => ({ do: 'create', stale });

describe('plan', () => {
	it.each([
		{ name: 'keeps what is as wanted', list: [listed('a')], memory: memory(), expected: keep({}) },
		{ name: 'creates when MyD3 holds nothing', list: [], memory: nothing, expected: create() },
		{
			name: 'deletes what is remembered but not listed, because the list may be late',
			list: [],
			memory: memory(),
			expected: create('a'),
		},
		{
			name: "leaves strangers' subscriptions alone",
			list: [
				listed('s1', { notificationUrl: 'https://other.example.com/' }),
				listed('s2', { notificationUrl: `${WEBHOOK_URL}-test?apiKey=${KEY}` }),
				listed('s3', { notificationUrl: undefined }),
			],
			memory: nothing,
			expected: create(),
		},
		{
			name: 'adopts its subscription when nothing is remembered',
			list: [listed('a')],
			memory: nothing,
			expected: keep({}),
		},
		{
			name: 'adopts the key that is listed when it is not the remembered one',
			list: [listed('a', { notificationUrl: `${WEBHOOK_URL}?apiKey=${OTHER_KEY}` })],
			memory: memory(),
			expected: keep({ keyDigest: OTHER_DIGEST }),
		},
		{
			name: 'removes a duplicate, and keeps the one with the remembered key',
			list: [listed('b', { notificationUrl: `${WEBHOOK_URL}?apiKey=${OTHER_KEY}` }), listed('a')],
			memory: memory(),
			expected: keep({}, ['b']),
		},
		{
			name: 'replaces its subscription for an event that is not wanted any more',
			list: [listed('a', { eventTypes: ['OrderShipped'] })],
			memory: memory(),
			expected: create('a'),
		},
		{
			name: 'removes a remembered one with an old URL',
			list: [listed('a', { notificationUrl: `https://old.example.com/?apiKey=${KEY}` })],
			memory: memory(),
			expected: create('a'),
		},
		{
			name: 'keeps a remembered one whose listed URL has the key masked',
			list: [listed('a', { notificationUrl: `${WEBHOOK_URL}?apiKey=***` })],
			memory: memory(),
			expected: keep({}),
		},
		{
			name: 'replaces one that is not remembered and whose key is masked: its key is lost',
			list: [listed('b', { notificationUrl: `${WEBHOOK_URL}?apiKey=***` })],
			memory: nothing,
			expected: create('b'),
		},
		{
			name: 'replaces one without any key, which would let everybody in',
			list: [listed('b', { notificationUrl: WEBHOOK_URL })],
			memory: nothing,
			expected: create('b'),
		},
		{
			name: 'keeps a remembered one when the list shows neither URL nor event',
			list: [listed('a', { notificationUrl: undefined, eventTypes: undefined })],
			memory: memory(),
			expected: keep({}),
		},
		{
			name: 'does not keep such a one when it was made for another URL',
			list: [listed('a', { notificationUrl: undefined, eventTypes: undefined })],
			memory: memory({ webhookUrl: 'https://old.example.com/' }),
			expected: create('a'),
		},
		{
			name: 'replaces one that is not remembered and whose event the list does not show',
			list: [listed('b', { eventTypes: undefined })],
			memory: nothing,
			expected: create('b'),
		},
		{
			name: 'replaces one that would bring further events',
			list: [listed('a', { eventTypes: ['InvoiceIssued', 'OrderShipped'] })],
			memory: memory(),
			expected: create('a'),
		},
		{
			name: 'does not take the remembered key for that of another one whose key is masked',
			list: [listed('c', { notificationUrl: `${WEBHOOK_URL}?apiKey=***` })],
			memory: memory(),
			expected: create('a', 'c'),
		},
	])('$name', ({ list, memory: remembered, expected }) => {
		expect(plan(wanted(), list, remembered)).toEqual(expected);
	});
});

describe('plan for two events', () => {
	const both = wanted({ eventTypes: ['InvoiceIssued', 'OrderShipped'] });
	const subscriptions = [
		{ id: 'a', eventType: 'InvoiceIssued' },
		{ id: 'b', eventType: 'OrderShipped' },
	];

	it('replaces all when they do not share a key', () => {
		const list = [
			listed('a'),
			listed('b', {
				eventTypes: ['OrderShipped'],
				notificationUrl: `${WEBHOOK_URL}?apiKey=${OTHER_KEY}`,
			}),
		];
		expect(plan(both, list, memory())).toEqual(create('a', 'b'));
	});

	it('keeps two that are remembered when the list shows neither their keys nor their events', () => {
		const hidden = { eventTypes: undefined, notificationUrl: `${WEBHOOK_URL}?apiKey=***` };
		const list = [listed('b', hidden), listed('a', hidden)];
		expect(plan(both, list, memory({ subscriptions }))).toEqual(keep({ subscriptions }));
	});
});

describe('what is remembered', () => {
	const of = (...eventTypes: string[]) =>
		memory({ subscriptions: eventTypes.map((eventType) => ({ id: eventType, eventType })) });

	it.each([
		{ name: 'exactly what is wanted', memory: of('A', 'B'), enough: true },
		{ name: 'it in another order', memory: of('B', 'A'), enough: true },
		{ name: 'less', memory: of('A'), enough: false },
		{ name: 'more', memory: of('A', 'B', 'C'), enough: false },
		{ name: 'something else', memory: of('C', 'D'), enough: false },
		{ name: 'something else in part', memory: of('A', 'C'), enough: false },
		{ name: 'nothing', memory: nothing, enough: false },
		{ name: 'no key', memory: { ...of('A', 'B'), keyDigest: '' }, enough: false },
		{
			name: 'another URL',
			memory: { ...of('A', 'B'), webhookUrl: 'https://old.example.com/' },
			enough: false,
		},
	])('is enough to go on without MyD3: $name is $enough', ({ memory: remembered, enough }) => {
		expect(matchesStaticData(remembered, wanted({ eventTypes: ['A', 'B'] }))).toBe(enough);
	});
});
