import { evaluateDelivery } from '../../nodes/MyD3/trigger/delivery';
import type { Delivery } from '../../nodes/MyD3/trigger/delivery';
import { keyDigestOf } from '../../nodes/MyD3/notificationUrl';

const KEY = 'key';
const NOW = Date.UTC(2026, 10, 24, 12);

/** Judges a delivery with the right key and this body; `changes` breaks one thing. */
const judged = (body: string, eventIdField = '', changes: Partial<Delivery> = {}) =>
	evaluateDelivery(
		{
			query: { apiKey: KEY },
			contentType: 'application/json',
			rawBody: Buffer.from(body),
			...changes,
		},
		keyDigestOf(KEY),
		{ ignoreDuplicates: true, eventIdField, includeMetadata: false },
		undefined,
		NOW,
	);

describe('a delivery at the edge of what is accepted', () => {
	it('is told to be refused because nothing is remembered, for the log', () => {
		const delivery = { query: { apiKey: KEY }, contentType: '', rawBody: undefined };
		const options = { ignoreDuplicates: true, eventIdField: '', includeMetadata: false };
		expect(evaluateDelivery(delivery, undefined, options, undefined, NOW)).toEqual({
			verdict: 'refused',
			because: 'nothing is remembered',
		});
	});

	it('is empty without a body and a content type', () => {
		const nothing = { contentType: '', rawBody: undefined };
		expect(judged('', '', nothing)).toEqual({ verdict: 'empty' });
	});

	it('keeps a byte order mark that is inside a text', () => {
		expect(judged('{"id":"a\uFEFFb"}')).toMatchObject({ items: [{ id: 'a\uFEFFb' }] });
	});

	it('is read from its bytes under a content type that only ends like JSON', () => {
		const changes = { contentType: 'text/application/json', body: { id: 'parsed' } };
		expect(judged('{"id":"bytes"}', '', changes)).toMatchObject({ items: [{ id: 'bytes' }] });
	});
});

describe('the id of an event', () => {
	const SHA_256 = expect.stringMatching(/^[0-9a-f]{64}$/) as string;

	it.each([
		{ name: 'a text', body: '{"id":"a"}', eventKey: 'a' },
		{ name: 'a number', body: '{"id":0}', eventKey: '0' },
		{ name: 'of 200 characters', body: `{"id":"${'x'.repeat(200)}"}`, eventKey: 'x'.repeat(200) },
		{ name: 'of 201 characters', body: `{"id":"${'x'.repeat(201)}"}`, eventKey: SHA_256 },
		{ name: 'of each of two events', body: '[{"id":"a"},{"id":"b"}]', eventKey: SHA_256 },
	])('is its key: $name', ({ body, eventKey }) => {
		expect(judged(body, 'id')).toMatchObject({ eventKey, idMissing: false });
	});

	it.each([
		{ name: 'empty', body: '{"id":""}' },
		{ name: 'an object', body: '{"id":{"a":1}}' },
		{ name: 'a boolean', body: '{"id":true}' },
		{ name: 'missing in one of two', body: '[{"id":"a"},{}]' },
		{ name: 'one of JavaScript', body: '{}', field: 'constructor.name' },
	])('is missing when it is $name', ({ body, field = 'id' }) => {
		expect(judged(body, field)).toMatchObject({ eventKey: SHA_256, idMissing: true });
	});

	it('of two events depends on both', () => {
		const key = (body: string) => (judged(body, 'id') as { eventKey: string }).eventKey;
		expect(key('[{"id":"a"},{"id":"b"}]')).not.toBe(key('[{"id":"a"},{"id":"c"}]'));
	});

	it('is not looked for while no field is named, not even under an empty name', () => {
		expect(judged('{"":"a"}')).toMatchObject({ eventKey: SHA_256, idMissing: false });
	});
});
