import { FakeN8n, WEBHOOK_URL } from './fakeMyD3';
import { keyDigestOf } from '../../nodes/MyD3/notificationUrl';

const remembered = (id: string, eventType = 'A', key = id) => ({
	id,
	eventType,
	keyDigest: keyDigestOf(key),
});
const GONE = 'A'.repeat(43);
const shown = (...ids: string[]) => ({ id: ids[0]!, ids, urls: [] as string[], raw: {} });

describe('the memory of a trigger', () => {
	it('knows whether it has exactly what is wanted', () => {
		const n8n = new FakeN8n();
		const memory = n8n.memory();
		memory.remember([remembered('1', 'A'), remembered('2', 'B')]);
		expect(memory.findExactly(['A', 'B'])?.map(({ id }) => id)).toEqual(['1', '2']);
		expect(memory.findExactly(['A'])).toBeUndefined();
		expect(memory.findExactly(['A', 'C'])).toBeUndefined();
		memory.remember([{ ...remembered('2', 'B'), keyDigest: '' }]);
		expect(memory.findExactly(['A', 'B'])).toBeUndefined();
		memory.remember([remembered('2', 'B')]);
		expect(n8n.staticData.subscriptions).toEqual([remembered('1', 'A'), remembered('2', 'B')]);
		n8n.staticData = {};
		expect(n8n.memory().subscriptions).toEqual([remembered('1', 'A'), remembered('2', 'B')]);
		memory.recordDeleteAttempt('2');
		expect(memory.findExactly(['A', 'B'])).toBeUndefined();
		memory.remember([remembered('2', 'B')]);
		expect(memory.findExactly(['A', 'B'])).toHaveLength(2);
	});

	it('forgets what MyD3 no longer has, and its key, even if static data and a stale list still have it', () => {
		const n8n = new FakeN8n();
		const memory = n8n.memory();
		memory.remember([remembered('1'), remembered('2')]);
		memory.forget({ ids: ['0', '{1}'], keyDigest: keyDigestOf(GONE) }, true);
		expect(n8n.staticData.subscriptions).toEqual([remembered('2')]);
		expect(n8n.knownDigests).toEqual([keyDigestOf('2')]);
		expect([shown('2'), shown('9', '1')].map((listed) => memory.isKnownDeleted(listed))).toEqual([
			false,
			true,
		]);
		const notificationUrl = `${WEBHOOK_URL}?apiKey=${GONE}`;
		const urls = ['https://a.example.com/', notificationUrl];
		expect(memory.isKnownDeleted({ ...shown('3'), urls })).toBe(true);
		expect(memory.isKnownDeleted({ ...shown('3'), notificationUrl })).toBe(true);
		n8n.staticData = { webhookUrl: WEBHOOK_URL, subscriptions: [remembered('1'), remembered('2')] };
		expect(n8n.memory().subscriptions).toEqual([remembered('2')]);
		n8n.staticData = {};
		expect(n8n.memory().subscriptions).toEqual([remembered('2')]);
		memory.remember([remembered('1')]);
		expect(memory.isKnownDeleted(shown('1'))).toBe(true);
	});

	it('leaves alone what is remembered for another address', () => {
		const n8n = new FakeN8n();
		n8n.staticData = { webhookUrl: 'https://staging.example.com/', subscriptions: [] };
		expect(n8n.memory().elsewhere).toBeUndefined();
		n8n.staticData = {
			webhookUrl: 'https://staging.example.com/',
			subscriptions: [remembered('1')],
		};
		expect(n8n.memory()).toMatchObject({ elsewhere: n8n.staticData, subscriptions: [] });
	});

	it('reads static data that somebody has edited', () => {
		const n8n = new FakeN8n();
		const subscriptions = [null, {}, { id: 17, eventType: 3, keyDigest: 'x' }];
		n8n.staticData = { webhookUrl: WEBHOOK_URL, subscriptions };
		expect(n8n.memory().subscriptions).toEqual([{ id: '17', eventType: '3', keyDigest: '' }]);
		n8n.staticData = { webhookUrl: WEBHOOK_URL, subscriptions: 'none' };
		expect(n8n.memory().subscriptions).toEqual([]);
	});
});
