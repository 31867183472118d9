import { evaluateDelivery } from '../../nodes/MyD3/trigger/delivery';
import { RecentDeliveries } from '../../nodes/MyD3/trigger/recentDeliveries';
import { delivery, DIGEST, HOUR_MS, NOW, options } from '../n8n/delivery';

describe('a repeated delivery', () => {
	/** @returns how the delivery with this body is judged */
	const judged = (recent: RecentDeliveries, body: string, eventIdField = '', now = NOW) =>
		evaluateDelivery(delivery({ body }), DIGEST, options({ eventIdField }), recent, now);
	/** @returns what tells the outcome of the accepted delivery */
	const accept = (recent: RecentDeliveries, body: string, eventIdField = '') => {
		const verdict = judged(recent, body, eventIdField);
		if (verdict.verdict !== 'accepted') throw new Error(verdict.verdict);
		return recent.begin(verdict.eventKey, NOW);
	};

	it('is a duplicate once the first was accepted', () => {
		const recent = new RecentDeliveries();
		accept(recent, '{"id":1}')(true);
		expect(judged(recent, '{"id":1}')).toEqual({ verdict: 'duplicate' });
	});

	it('is told to come back while the first is still running', () => {
		const recent = new RecentDeliveries();
		accept(recent, '{"id":1}');
		expect(judged(recent, '{"id":1}')).toEqual({ verdict: 'running' });
	});

	it('is accepted when the first was not', () => {
		const recent = new RecentDeliveries();
		accept(recent, '{"id":1}')(false);
		expect(judged(recent, '{"id":1}').verdict).toBe('accepted');
	});

	it('is accepted after an hour', () => {
		const recent = new RecentDeliveries();
		accept(recent, '{"id":1}')(true);
		expect(judged(recent, '{"id":1}', '', NOW + HOUR_MS - 1).verdict).toBe('duplicate');
		expect(judged(recent, '{"id":1}', '', NOW + HOUR_MS).verdict).toBe('accepted');
	});

	it('is accepted when duplicates are not to be ignored', () => {
		const recent = new RecentDeliveries();
		accept(recent, '{"id":1}')(true);
		const all = options({ ignoreDuplicates: false });
		expect(evaluateDelivery(delivery({ body: '{"id":1}' }), DIGEST, all, recent, NOW).verdict).toBe(
			'accepted',
		);
	});

	it.each([
		{ name: 'the same id in another body', body: '{"id":"a","try":2}', verdict: 'duplicate' },
		{ name: 'another id', body: '{"id":"b","try":1}', verdict: 'accepted' },
		{ name: 'no id', body: '{"try":1}', verdict: 'accepted' },
		{ name: 'an empty id', body: '{"id":"","try":1}', verdict: 'accepted' },
		{ name: 'an array that contains it', body: '[{"id":"a"},{"id":"b"}]', verdict: 'accepted' },
	])('is recognised by its id: $name is $verdict', ({ body, verdict }) => {
		const recent = new RecentDeliveries();
		accept(recent, '{"id":"a","try":1}', 'id')(true);
		expect(judged(recent, body, 'id').verdict).toBe(verdict);
	});

	it('is recognised by an id further inside', () => {
		const recent = new RecentDeliveries();
		accept(recent, '{"invoice":{"number":7},"try":1}', 'invoice.number')(true);
		const again = judged(recent, '{"invoice":{"number":7},"try":2}', 'invoice.number');
		expect(again.verdict).toBe('duplicate');
	});

	it('is forgotten when 5,000 others came after it, and not before', () => {
		const recent = new RecentDeliveries();
		for (let number = 0; number < 5_000; number++) accept(recent, `{"id":${number}}`)(true);
		expect(judged(recent, '{"id":0}').verdict).toBe('duplicate');
		accept(recent, '{"id":5000}')(true);
		expect(judged(recent, '{"id":0}').verdict).toBe('accepted');
		expect(judged(recent, '{"id":1}').verdict).toBe('duplicate');
	});

	it('is forgotten in the order in which work began, and begins anew when the first try failed', () => {
		const recent = new RecentDeliveries(2);
		const failed = recent.begin('a', NOW);
		recent.begin('b', NOW)(true);
		failed(false);
		recent.begin('a', NOW)(true);
		recent.begin('c', NOW)(true);
		expect(['a', 'b', 'c'].map((key) => recent.stateOf(key, NOW))).toEqual([
			'duplicate',
			'new',
			'duplicate',
		]);
	});

	it('is not held up by an earlier try that ends after it has begun anew', () => {
		const recent = new RecentDeliveries();
		const first = accept(recent, '{"id":1}');
		const verdict = judged(recent, '{"id":1}', '', NOW + HOUR_MS);
		if (verdict.verdict !== 'accepted') throw new Error(verdict.verdict);
		recent.begin(verdict.eventKey, NOW + HOUR_MS);
		first(false);
		expect(judged(recent, '{"id":1}', '', NOW + HOUR_MS)).toEqual({ verdict: 'running' });
	});

	it('is recognised by a digest of its id when the id is very long', () => {
		const recent = new RecentDeliveries();
		const id = 'x'.repeat(100_000);
		accept(recent, `{"id":"${id}","try":1}`, 'id')(true);
		expect(judged(recent, `{"id":"${id}","try":2}`, 'id')).toEqual({ verdict: 'duplicate' });
		const other = judged(recent, `{"id":"${id}y"}`, 'id');
		expect(other).toMatchObject({
			verdict: 'accepted',
			eventKey: expect.stringMatching(/^\w{64}$/),
		});
	});
});
