import {
	findSubscriptionKey,
	keysIn,
	SubscriptionKeys,
} from '../../nodes/MyD3/trigger/subscriptionKeys';
import { DIGEST, KEY } from '../n8n/delivery';

const ISSUED = { keyDigest: DIGEST, eventType: 'InvoiceIssued' };
// printf 'another' | sha256sum
const ANOTHER = {
	keyDigest: 'ae448ac86c4e8e4dec645729708ef41873ae79c6dff84eff73360989487f08e5',
	eventType: 'InvoiceCancelled',
};

describe('the keys that a process has sent to MyD3', () => {
	it('belong to one node', () => {
		const keys = new SubscriptionKeys();
		keys.add('workflow/node', ISSUED);
		expect(keys.of('workflow/node')).toEqual([ISSUED]);
		expect(keys.of('copy/node')).toEqual([]);
	});

	it('are forgotten one by one', () => {
		const keys = new SubscriptionKeys();
		keys.add('node', ISSUED);
		keys.add('node', ANOTHER);
		keys.remove('node', DIGEST);
		keys.remove('node', 'never added');
		expect(keys.of('node')).toEqual([ANOTHER]);
		keys.remove('node', ANOTHER.keyDigest);
		expect(keys.of('node')).toEqual([]);
	});

	it('are known once, with the latest event type', () => {
		const keys = new SubscriptionKeys();
		keys.add('node', { ...ISSUED, eventType: '' });
		keys.add('node', ISSUED);
		expect(keys.of('node')).toEqual([ISSUED]);
	});
});

describe('the keys in static data', () => {
	it('are those of its subscriptions', () => {
		const subscriptions = [
			{ id: '1', ...ISSUED },
			{ id: '2', ...ANOTHER },
		];
		expect(keysIn({ webhookUrl: '', subscriptions })).toEqual(subscriptions);
	});

	it('are read without an event type', () => {
		const subscriptions = [{ id: '1', keyDigest: DIGEST }];
		expect(keysIn({ subscriptions })).toMatchObject([{ keyDigest: DIGEST, eventType: '' }]);
	});

	it.each([
		undefined,
		null,
		'text',
		{},
		{ subscriptions: null },
		{ subscriptions: DIGEST },
		{ subscriptions: { keyDigest: DIGEST } },
		{ subscriptions: [null, undefined, 1, DIGEST, [DIGEST]] },
		{
			subscriptions: [
				{ id: '1', keyDigest: 1 },
				{ id: '2', keyDigest: '' },
				{ id: '3', keyDigest: [DIGEST] },
			],
		},
		{
			subscriptions: [
				{ id: '1', keyDigest: 'not hex' },
				{ id: '2', keyDigest: DIGEST.slice(1) },
			],
		},
		{
			subscriptions: [
				{ id: '1', keyDigest: `${DIGEST}00` },
				{ id: '2', keyDigest: `${DIGEST}\n` },
			],
		},
	])('are not found in %j', (staticData) => {
		expect(keysIn(staticData)).toEqual([]);
	});
});

describe('a request is authentic', () => {
	it.each([
		{ name: 'first', known: [ISSUED, ANOTHER] },
		{ name: 'last', known: [ANOTHER, ISSUED] },
	])('if it carries the $name of the known keys', ({ known }) => {
		expect(findSubscriptionKey(KEY, known)).toBe(ISSUED);
	});

	it('and has the event type that the process knows rather than the one in static data', () => {
		const edited = { ...ISSUED, eventType: 'edited' };
		expect(findSubscriptionKey(KEY, [edited, ISSUED])).toBe(ISSUED);
	});
});

describe('a request is not authentic', () => {
	it.each([
		{ name: 'no key', key: undefined },
		{ name: 'an empty key', key: '' },
		{ name: 'a wrong key', key: 'open sesam' },
		{ name: 'a longer key', key: 'open sesame ' },
		{ name: 'the key in a different letter case', key: 'Open Sesame' },
		{ name: 'the key twice', key: [KEY, KEY] },
		{ name: 'the key in a list', key: [KEY] },
		{ name: 'the key in an object', key: { 0: KEY } },
		{ name: 'the digest instead of the key', key: DIGEST },
	])('with $name', ({ key }) => {
		expect(findSubscriptionKey(key, [ISSUED, ANOTHER])).toBeUndefined();
	});

	it.each(['', 'not hex', DIGEST.slice(2)])('if the known digest is %j', (keyDigest) => {
		expect(findSubscriptionKey(KEY, [{ keyDigest, eventType: '' }])).toBeUndefined();
		expect(findSubscriptionKey('', [{ keyDigest, eventType: '' }])).toBeUndefined();
	});

	it('with an empty key, even if its digest was written into static data', () => {
		// printf '' | sha256sum
		const keyDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
		expect(findSubscriptionKey('', [{ keyDigest, eventType: '' }])).toBeUndefined();
	});

	it('if no key is known', () => {
		expect(findSubscriptionKey(KEY, [])).toBeUndefined();
	});
});
