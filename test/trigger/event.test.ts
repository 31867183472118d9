import { evaluateDelivery } from '../../nodes/MyD3/trigger/delivery';
import { RecentDeliveries } from '../../nodes/MyD3/trigger/recentDeliveries';
import { delivery, DIGEST, KEY, NOW, options } from '../n8n/delivery';

describe('judge', () => {
	it('accepts an event and leaves it as it came', () => {
		expect(evaluateDelivery(delivery(), DIGEST, options(), new RecentDeliveries(), NOW)).toEqual({
			verdict: 'accepted',
			// printf '{"id":"e1","invoice":{"number":"INV-1","total":10}}' | sha256sum
			eventKey: 'b8ad9df6aada4794592c0b79050908b4108928dc632ccd67d6563da80c58a1e3',
			idMissing: false,
			items: [{ id: 'e1', invoice: { number: 'INV-1', total: 10 } }],
		});
	});

	it.each([
		{ name: 'no key', query: {} },
		{ name: 'an empty key', query: { apiKey: '' } },
		{ name: 'a wrong key', query: { apiKey: 'open sesam' } },
		{ name: 'a longer key', query: { apiKey: 'open sesame ' } },
		{ name: 'the key in other case', query: { apiKey: 'Open Sesame' } },
		{ name: 'the key twice', query: { apiKey: [KEY, KEY] } },
		{ name: 'the key in an object', query: { apiKey: { 0: KEY } } },
		{ name: 'the key under another name', query: { apikey: KEY } },
		{ name: 'the digest instead of the key', query: { apiKey: DIGEST } },
	])('refuses $name', ({ query }) => {
		expect(
			evaluateDelivery(delivery({ query }), DIGEST, options(), new RecentDeliveries(), NOW),
		).toEqual({
			verdict: 'refused',
			because: 'the key is missing or wrong',
		});
	});

	it.each([undefined, '', 'not hex'])('refuses everything while the digest is %j', (digest) => {
		const empty = delivery({ query: { apiKey: '' } });
		for (const one of [delivery(), empty]) {
			expect(evaluateDelivery(one, digest, options(), new RecentDeliveries(), NOW).verdict).toBe(
				'refused',
			);
		}
	});

	it('does not even parse what a stranger sends', () => {
		const stranger = delivery({ query: {}, body: 'not JSON' });
		expect(evaluateDelivery(stranger, DIGEST, options(), undefined, NOW).verdict).toBe('refused');
	});

	it.each([
		{ name: 'text', body: 'invoice issued' },
		{ name: 'broken JSON', body: '{"id":' },
		{ name: 'a number', body: '1' },
		{ name: 'a JSON text', body: '"event"' },
		{ name: 'null', body: 'null' },
		{ name: 'an array with something else than objects', body: '[{"id":1},2]' },
		{ name: 'an array in an array', body: '[[{"id":1}]]' },
	])('does not understand $name', ({ body }) => {
		const verdict = evaluateDelivery(
			delivery({ body }),
			DIGEST,
			options(),
			new RecentDeliveries(),
			NOW,
		);
		expect(verdict).toEqual({
			verdict: 'not understood',
			because: 'it is not a JSON object or an array of them',
		});
	});

	it('does not understand a body that n8n has not read', () => {
		const multipart = delivery({ rawBody: undefined, contentType: 'multipart/<script>' });
		// What came is not repeated: nobody's text is to come back out of n8n.
		expect(evaluateDelivery(multipart, DIGEST, options(), undefined, NOW)).toEqual({
			verdict: 'not understood',
			because: 'a multipart body is not read',
		});
	});

	it.each([
		{ name: 'no body', body: '' },
		{ name: 'white space', body: ' \r\n' },
		{ name: 'an empty array', body: '[]' },
	])('takes $name for empty', ({ body }) => {
		expect(evaluateDelivery(delivery({ body }), DIGEST, options(), undefined, NOW)).toEqual({
			verdict: 'empty',
		});
	});

	it.each([
		{ name: 'JSON whatever the content type says', changes: { contentType: 'text/plain' } },
		{ name: 'a byte order mark', changes: { body: '\uFEFF{"id":"e1"}' } },
		{ name: 'names that mean something to JavaScript', changes: { body: '{"__proto__":{"a":1}}' } },
	])('accepts $name', ({ changes }) => {
		const verdict = evaluateDelivery(
			delivery(changes),
			DIGEST,
			options(),
			new RecentDeliveries(),
			NOW,
		);
		expect(verdict.verdict).toBe('accepted');
		expect(({} as Record<string, unknown>).a).toBeUndefined();
	});

	it('takes the JSON that n8n has parsed already', () => {
		const event = { id: 'e1' };
		const parsed = { ...delivery({ body: '{"id":"e1"}' }), body: event };
		const verdict = evaluateDelivery(parsed, DIGEST, options(), undefined, NOW);
		expect(verdict).toMatchObject({ verdict: 'accepted', items: [event] });
		expect((verdict as { items: unknown[] }).items[0]).toBe(event);
	});

	it.each([
		{
			name: 'a form',
			contentType: 'application/x-www-form-urlencoded',
			body: { '{"id":"e1"}': '' },
		},
		{ name: 'XML', contentType: 'application/xml', body: { id: 'e1' } },
		{ name: 'JSON of another kind', contentType: 'application/json-seq', body: {} },
	])('reads the bytes itself where n8n takes them for $name', ({ contentType, body }) => {
		const parsed = { ...delivery({ contentType, body: '{"id":"bytes"}' }), body };
		expect(evaluateDelivery(parsed, DIGEST, options(), undefined, NOW)).toMatchObject({
			items: [{ id: 'bytes' }],
		});
	});

	it("takes no body for empty, and not n8n's empty object for an event", () => {
		const nothing = { ...delivery({ body: '' }), body: {} };
		expect(evaluateDelivery(nothing, DIGEST, options(), undefined, NOW)).toEqual({
			verdict: 'empty',
		});
	});

	it('makes one item of each element of an array', () => {
		const array = delivery({ body: '[{"id":1},{"id":2}]' });
		expect(evaluateDelivery(array, DIGEST, options(), undefined, NOW)).toMatchObject({
			items: [{ id: 1 }, { id: 2 }],
		});
	});

	it('adds metadata when asked to', () => {
		const wanted = options({ includeMetadata: true, eventIdField: 'id' });
		expect(
			evaluateDelivery(delivery({ body: '{"id":"e1"}' }), DIGEST, wanted, undefined, NOW),
		).toMatchObject({
			items: [
				{
					id: 'e1',
					metadata: {
						eventKey: 'e1',
						receivedAt: '2026-11-24T12:00:00.000Z',
						contentType: 'application/json',
					},
				},
			],
		});
	});
});

describe('an event id field', () => {
	it.each([
		{ name: 'is missing', body: '{"invoice":{}}', missing: true },
		{ name: 'leads through a text', body: '{"invoice":"INV-1"}', missing: true },
		{ name: 'leads to an object', body: '{"invoice":{"number":{}}}', missing: true },
		{
			name: 'is missing in one event of two',
			body: '[{"invoice":{"number":1}},{}]',
			missing: true,
		},
		{ name: 'is there', body: '{"invoice":{"number":1}}', missing: false },
	])('that $name: idMissing is $missing', ({ body, missing }) => {
		const wanted = options({ eventIdField: 'invoice.number' });
		expect(evaluateDelivery(delivery({ body }), DIGEST, wanted, undefined, NOW)).toMatchObject({
			verdict: 'accepted',
			idMissing: missing,
		});
	});

	it('does not lead into what every object has', () => {
		const wanted = options({ eventIdField: 'constructor.name' });
		expect(evaluateDelivery(delivery(), DIGEST, wanted, undefined, NOW)).toMatchObject({
			idMissing: true,
		});
	});
});
