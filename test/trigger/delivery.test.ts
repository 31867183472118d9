import { deliveryOptions, evaluateDelivery } from '../../nodes/MyD3/trigger/delivery';
import type { AcceptedDelivery } from '../../nodes/MyD3/trigger/delivery';
import { RecentDeliveries } from '../../nodes/MyD3/trigger/recentDeliveries';
import { delivery, MINUTE_MS, NOW, options } from '../n8n/delivery';

const evaluated = (
	changes: Parameters<typeof delivery>[0] = {},
	wanted: Parameters<typeof options>[0] = {},
	recent?: RecentDeliveries,
	now = NOW,
) => evaluateDelivery(delivery(changes), options(wanted), recent, now);

describe('a delivery', () => {
	it('is accepted, and its event unchanged', () => {
		expect(evaluated()).toEqual({
			outcome: 'accepted',
			echoedHeaders: {},
			eventKey: {
				// printf '["InvoiceIssued",null]{"id":"e1","invoice":{"number":"INV-1","total":10}}' | sha256sum
				value: '8e23a9f73fbe373aefbe76545ffec1a4ab09edbdc23e0e4abd6af1972f53e19c',
				basis: 'body',
			},
			isIdMissing: false,
			items: [{ id: 'e1', invoice: { number: 'INV-1', total: 10 } }],
		});
	});

	it('makes an item of each element of an array', () => {
		expect(evaluated({ body: '[{"id":1},{"id":2}]' })).toMatchObject({
			items: [{ id: 1 }, { id: 2 }],
		});
	});

	it.each(['', '{}', '[]'])('has no event if its body is %j', (body) => {
		expect(evaluated({ body })).toEqual({ outcome: 'empty', echoedHeaders: {} });
	});

	it('is not understood if it is not JSON', () => {
		expect(evaluated({ body: 'invoice issued' })).toEqual({
			outcome: 'malformed',
			echoedHeaders: {},
			status: 400,
			reason: 'it is neither a JSON object nor an array of them',
		});
	});

	it('reports an Event ID Field that leads nowhere', () => {
		expect(evaluated({}, { eventIdField: 'invoice.id' })).toMatchObject({ isIdMissing: true });
		expect(evaluated({}, { eventIdField: 'invoice.number' })).toMatchObject({ isIdMissing: false });
	});
});

describe('metadata', () => {
	const METADATA = {
		eventType: 'InvoiceIssued',
		eventKey: expect.stringMatching(/^[0-9a-f]{64}(-\d)?$/) as string,
		receivedAt: '2026-11-24T12:00:00.000Z',
		contentType: 'application/json',
	};
	const itemsOf = (body: string) =>
		(evaluated({ body }, { includeMetadata: true }) as AcceptedDelivery).items;

	it('is added to each event', () => {
		expect(itemsOf('[{"id":1},{"metadata":"its own"}]')).toEqual([
			{ id: 1, myD3: METADATA },
			{ metadata: 'its own', myD3: METADATA },
		]);
	});

	it('has the key that identifies the delivery', () => {
		const result = evaluated({}, { includeMetadata: true }) as AcceptedDelivery;
		expect(result.items[0]).toMatchObject({ myD3: { eventKey: result.eventKey.value } });
	});

	it('has a different key for each event of a delivery', () => {
		const keysOf = (body: string) =>
			itemsOf(body).map(({ myD3 }) => (myD3 as { eventKey: string }).eventKey.slice(64));
		expect(keysOf('[{"id":1},{"id":1}]')).toEqual(['-1', '-2']);
		expect(keysOf('[{"id":1}]')).toEqual(['']);
	});

	it('has no content type if the delivery has none', () => {
		const result = evaluated({ headers: {} }, { includeMetadata: true });
		expect(result).toMatchObject({ items: [{ myD3: { contentType: '' } }] });
	});

	it("overwrites nothing of the event's own", () => {
		expect(itemsOf('{"myD3":1}')).toEqual([{ myD3: 1, myD3_2: METADATA }]);
		expect(itemsOf('{"myD3":null,"myD3_2":2}')).toEqual([
			{ myD3: null, myD3_2: 2, myD3_3: METADATA },
		]);
	});

	it('of one item is independent of another’s', () => {
		const [first, second] = itemsOf('[{"id":1},{"id":2}]');
		expect(first?.myD3).not.toBe(second?.myD3);
	});

	it('keeps names in the event that mean something in JavaScript', () => {
		const [item] = itemsOf('{"__proto__":{"polluted":true}}');
		expect(Object.keys(item ?? {})).toEqual(['__proto__', 'myD3']);
		expect((item as Record<string, unknown>).polluted).toBeUndefined();
	});
});

describe('a repeated delivery', () => {
	/** @returns the function that reports how the accepted delivery ended */
	const accept = (recent: RecentDeliveries, ...delivered: Parameters<typeof evaluated>) => {
		const result = evaluated(delivered[0], delivered[1], recent, delivered[3]);
		if (result.outcome !== 'accepted') throw new Error(result.outcome);
		return recent.begin(result.eventKey, delivered[3] ?? NOW);
	};
	const ISSUED = { body: '{"invoice":{"number":"INV-9"}}' };
	const CANCELLED = { ...ISSUED, subscription: { eventType: 'InvoiceCancelled' } };

	it('is a duplicate once the first is accepted', () => {
		const recent = new RecentDeliveries();
		accept(recent)(true);
		expect(evaluated({}, {}, recent)).toMatchObject({ outcome: 'duplicate' });
	});

	it('is in progress while the first one is', () => {
		const recent = new RecentDeliveries();
		accept(recent);
		expect(evaluated({}, {}, recent)).toMatchObject({ outcome: 'inProgress' });
	});

	it('is accepted if the first was not', () => {
		const recent = new RecentDeliveries();
		accept(recent)(false);
		expect(evaluated({}, {}, recent)).toMatchObject({ outcome: 'accepted' });
	});

	it('is accepted if duplicates are not ignored', () => {
		const recent = new RecentDeliveries();
		accept(recent)(true);
		const result = evaluated({}, { ignoreDuplicates: false }, recent);
		expect(result).toMatchObject({ outcome: 'accepted' });
	});

	// A thin event says only that something happened: the second invoice looks like the first.
	it.each([
		{ name: 'its whole body', field: '', minutes: 10 },
		{ name: 'its id', field: 'invoice.number', minutes: 60 },
	])('is recognised by $name for $minutes minutes', ({ field, minutes }) => {
		const recent = new RecentDeliveries();
		const wanted = { eventIdField: field };
		accept(recent, {}, wanted)(true);
		const end = NOW + minutes * MINUTE_MS;
		expect(evaluated({}, wanted, recent, end - 1).outcome).toBe('duplicate');
		expect(evaluated({}, wanted, recent, end).outcome).toBe('accepted');
	});

	it.each(['', 'invoice.number'])(
		'of another event type is a different event, with Event ID Field %j',
		(eventIdField) => {
			const recent = new RecentDeliveries();
			accept(recent, ISSUED, { eventIdField })(true);
			accept(recent, CANCELLED, { eventIdField })(true);
			expect(evaluated(ISSUED, { eventIdField }, recent).outcome).toBe('duplicate');
			expect(evaluated(CANCELLED, { eventIdField }, recent).outcome).toBe('duplicate');
		},
	);

	it('is a duplicate if it has the same webhook-id, and only then', () => {
		const recent = new RecentDeliveries();
		const sent = (id: string, attempt: number) => ({
			headers: { 'webhook-id': id },
			body: `{"attempt":${attempt}}`,
		});
		accept(recent, sent('msg_1', 1))(true);
		expect(evaluated(sent('msg_1', 2), {}, recent).outcome).toBe('duplicate');
		expect(evaluated(sent('msg_2', 1), {}, recent).outcome).toBe('accepted');
	});
});

describe("the node's options", () => {
	it('have defaults', () => {
		const defaults = { ignoreDuplicates: true, eventIdField: '', includeMetadata: false };
		for (const given of [{}, undefined, null, 'text', 7, []]) {
			expect(deliveryOptions(given)).toEqual(defaults);
		}
	});

	it('are read as set', () => {
		const given = {
			ignoreDuplicates: false,
			eventIdField: ' invoice.number ',
			includeMetadata: true,
		};
		expect(deliveryOptions(given)).toEqual({
			ignoreDuplicates: false,
			eventIdField: 'invoice.number',
			includeMetadata: true,
		});
	});

	it.each([
		{ ignoreDuplicates: 'false', expected: false },
		{ ignoreDuplicates: 'true', expected: true },
		{ ignoreDuplicates: null, expected: false },
		{ ignoreDuplicates: 0, expected: false },
	])(
		'may come from an expression: ignoreDuplicates $ignoreDuplicates',
		({ ignoreDuplicates, expected }) => {
			expect(deliveryOptions({ ignoreDuplicates })).toMatchObject({ ignoreDuplicates: expected });
		},
	);

	it.each([
		{ eventIdField: null, expected: '' },
		{ eventIdField: 7, expected: '7' },
		{ eventIdField: ['id'], expected: '' },
		{ eventIdField: {}, expected: '' },
	])('may come from an expression: eventIdField $eventIdField', ({ eventIdField, expected }) => {
		expect(deliveryOptions({ eventIdField })).toMatchObject({ eventIdField: expected });
	});
});
