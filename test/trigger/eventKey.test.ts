import type { IDataObject } from 'n8n-workflow';

import { eventKeyOf } from '../../nodes/MyD3/trigger/eventKey';
import type { Identifiable } from '../../nodes/MyD3/trigger/eventKey';

const FIELD = 'invoice.number';

/** The key of a delivery with this body; by default of InvoiceIssued and without headers. */
const keyOf = (body: string, changes: Partial<Identifiable> = {}, path = '') =>
	eventKeyOf(
		{
			events: [JSON.parse(body) as IDataObject | IDataObject[]].flat(),
			headers: {},
			rawBody: Buffer.from(body),
			eventType: 'InvoiceIssued',
			...changes,
		},
		path,
	);
const valueOf = (...delivery: Parameters<typeof keyOf>) => keyOf(...delivery).key.value;
/** The headers of Standard Webhooks. */
const standard = (id: string) => ({ 'webhook-id': id });
const INV_1 = '{"invoice":{"number":"INV-1"}}';
const cloudEvent = (changes: object = {}) =>
	JSON.stringify({ specversion: '1.0', source: '/myd3', id: 'e1', data: {}, ...changes });

describe('the key of a delivery', () => {
	it('is a SHA-256 of its event type and its body', () => {
		expect(keyOf('{"id":1}')).toEqual({
			// printf '["InvoiceIssued",null]{"id":1}' | sha256sum
			key: {
				value: '6c050836ce28a37115690f91687a1630b9e1430b0e5c07b2731da78424165aaa',
				basis: 'body',
			},
			isIdMissing: false,
		});
	});

	it('is a SHA-256 of its event type and its id', () => {
		expect(keyOf(INV_1, {}, FIELD)).toEqual({
			// printf '["InvoiceIssued",["field","INV-1"]]' | sha256sum
			key: {
				value: '7d5dee05267eaaabc601d6ac9bf70047528614d1dfad602c11af64d65f5d8844',
				basis: 'id',
			},
			isIdMissing: false,
		});
	});

	it.each([
		{ name: 'body', path: '', headers: {}, body: INV_1 },
		{ name: 'Event ID Field', path: FIELD, headers: {}, body: INV_1 },
		{ name: 'webhook-id', path: '', headers: standard('msg_1'), body: INV_1 },
		{ name: 'ce-id', path: '', headers: { 'ce-id': 'e1' }, body: INV_1 },
		{ name: 'CloudEvent', path: '', headers: {}, body: cloudEvent() },
	])('differs between event types, with the same $name', ({ path, headers, body }) => {
		expect(valueOf(body, { headers, eventType: 'InvoiceCancelled' }, path)).not.toBe(
			valueOf(body, { headers }, path),
		);
		expect(valueOf(body, { headers }, path)).toBe(valueOf(body, { headers }, path));
	});

	it.each([
		{ name: 'Event ID Field', path: FIELD, headers: {} },
		{ name: 'webhook-id', path: '', headers: standard('msg_1') },
		{ name: 'ce-id', path: '', headers: { 'ce-id': 'e1' } },
	])('differs with the body if no event type is known, with the same $name', (row) => {
		const changes = { headers: row.headers, eventType: '' };
		const first = '{"invoice":{"number":"INV-1"},"is":"issued"}';
		const second = '{"invoice":{"number":"INV-1"},"is":"cancelled"}';
		expect(valueOf(first, changes, row.path)).not.toBe(valueOf(second, changes, row.path));
		expect(keyOf(first, changes, row.path).key.basis).toBe('id');
	});

	it.each([
		{ name: 'Event ID Field', path: 'id', body: { id: 'INV-1' } },
		{ name: 'CloudEvent', path: '', body: { specversion: '1.0', source: '/myd3', id: 'INV-1' } },
	])('differs between types that the events name themselves, with the same $name', (row) => {
		const of = (type: object) => valueOf(JSON.stringify({ ...row.body, ...type }), {}, row.path);
		for (const name of [
			'type',
			'eventType',
			'event_type',
			'EventName',
			'event',
			'topic',
			'action',
		]) {
			expect(of({ [name]: 'issued' })).not.toBe(of({ [name]: 'cancelled' }));
		}
		expect(of({ type: 'issued', attempt: 1 })).toBe(of({ type: 'issued', attempt: 2 }));
		expect(of({ event: { attempt: 1 } })).toBe(of({ event: { attempt: 2 } }));
	});

	it('covers the whole body, even if the same events are written differently', () => {
		expect(valueOf('{"id":1}')).not.toBe(valueOf('{"id": 1}'));
	});
});

describe('the id at the Event ID Field', () => {
	const idKey = (number: string, path = FIELD) =>
		keyOf(`{"invoice":{"number":${number}}}`, {}, path);

	it.each([
		['text', '"INV-1"'],
		['a negative number', '-7'],
		['the largest safe integer', '9007199254740991'],
		['100,000 characters of text', `"${'x'.repeat(100_000)}"`],
	])('can be %s', (_name, number) => {
		const key = idKey(number);
		expect(key).toMatchObject({ key: { basis: 'id' }, isIdMissing: false });
		// Whatever else the event says.
		const again = `{"invoice":{"number":${number}},"attempt":2}`;
		expect(keyOf(again, {}, FIELD)).toEqual(key);
	});

	it('distinguishes text from numbers: 1 is not "1"', () => {
		expect(idKey('1').key.value).not.toBe(idKey('"1"').key.value);
	});

	it.each([
		{ name: 'empty', number: '""' },
		{ name: 'blank', number: '" "' },
		{ name: 'null', number: 'null' },
		{ name: 'a boolean', number: 'true' },
		{ name: 'an object', number: '{"a":1}' },
		{ name: 'a list', number: '["INV-1"]' },
		{ name: 'a number with decimals', number: '1.5' },
		{ name: 'text that was not UTF-8', number: '"INV-\uFFFD"' },
		...['0', '"0"', '"{00000000-0000-0000-0000-000000000000}"', '"NULL"', '"None"'].map(
			(number) => ({
				name: `not set: ${number}`,
				number,
			}),
		),
	])('is missing if it is $name', ({ number }) => {
		expect(idKey(number)).toMatchObject({ key: { basis: 'body' }, isIdMissing: true });
	});

	it('is missing if JavaScript cannot tell it from the next number', () => {
		// JSON.parse returns the same number for both.
		expect(idKey('12345678901234567890').key.value).not.toBe(
			idKey('12345678901234567891').key.value,
		);
		expect(idKey('12345678901234567890').isIdMissing).toBe(true);
	});

	it.each([
		'constructor.name',
		'__proto__.constructor',
		'length',
		'lines.length',
		'lines.0.id',
		'lines[0].id',
		'lines.id',
		'invoice.',
		'.invoice',
		'.',
	])('is missing at %s', (path) => {
		expect(keyOf(INV_1, {}, path)).toMatchObject({ key: { basis: 'body' }, isIdMissing: true });
	});

	it('is not looked for if no field is named, not even under an empty name', () => {
		expect(keyOf('{"":"a"}')).toMatchObject({ key: { basis: 'body' }, isIdMissing: false });
	});

	it('precedes the id in a header', () => {
		const headers = standard('msg_1');
		expect(valueOf(INV_1, { headers }, FIELD)).toBe(valueOf(INV_1, {}, FIELD));
	});

	it('is reported if missing, and gives way to the id in a header', () => {
		const headers = standard('msg_1');
		expect(keyOf('{"a":1}', { headers }, FIELD)).toEqual({
			key: keyOf('{"b":2}', { headers }).key,
			isIdMissing: true,
		});
	});
});

describe('the ids of several events', () => {
	const ids = (...numbers: string[]) =>
		`[${numbers.map((number) => `{"invoice":{"number":${number}}}`).join()}]`;

	it('all count, in order', () => {
		const keys = [ids('"a"', '"b"'), ids('"a"', '"c"'), ids('"b"', '"a"'), ids('"a"')].map((body) =>
			valueOf(body, {}, FIELD),
		);
		expect(new Set(keys).size).toBe(4);
	});

	it('differ from those of one event with a list-like id', () => {
		expect(valueOf(ids('"a"', '"b"'), {}, FIELD)).not.toBe(valueOf(ids('"a\\",\\"b"'), {}, FIELD));
	});

	it('do not count if one is missing', () => {
		expect(keyOf(ids('"a"', 'null'), {}, FIELD)).toMatchObject({
			key: { basis: 'body' },
			isIdMissing: true,
		});
	});
});

describe('a standard delivery id', () => {
	it('is the header webhook-id', () => {
		const first = { headers: standard('msg_1') };
		expect(valueOf('{"attempt":1}', first)).toBe(valueOf('{"attempt":2}', first));
		const other = { headers: standard('msg_2') };
		expect(valueOf('{"thin":1}', first)).not.toBe(valueOf('{"thin":1}', other));
	});

	it("is not the subscription's own id, which some senders put into every webhook-id", () => {
		const same = { headers: standard('{3F2504E0}'), subscriptionId: '3f2504e0' };
		expect(valueOf('{"thin":1}', same)).not.toBe(valueOf('{"thin":2}', same));
		expect(keyOf('{"thin":1}', same).key.basis).toBe('body');
	});

	it('is the header ce-id, within ce-source and ce-type', () => {
		const of = (source: string | undefined, id: string, type?: string, body = '{"thin":1}') =>
			valueOf(body, { headers: { 'ce-source': source, 'ce-id': id, 'ce-type': type } });
		const keys = [
			of('/a', 'e1'),
			of('/a', 'e2'),
			of('/b', 'e1'),
			of(undefined, 'e1'),
			of('/a', 'e1', 'issued'),
			of('/a', 'e1', 'cancelled'),
		];
		expect(new Set(keys).size).toBe(6);
		expect(of('/a', 'e1', 'issued')).toBe(of('/a', 'e1', 'issued', '{"attempt":2}'));
	});

	it('is the source and id of a CloudEvent', () => {
		const keys = [{}, { id: 'e2' }, { source: '/other' }].map((changes) =>
			valueOf(cloudEvent(changes)),
		);
		expect(new Set(keys).size).toBe(3);
		expect(valueOf(cloudEvent({ time: '2026-11-24T12:00:00Z' }))).toBe(valueOf(cloudEvent()));
	});

	it('is the source and id of each CloudEvent in a batch', () => {
		const batch = (...ids: string[]) => `[${ids.map((id) => cloudEvent({ id })).join()}]`;
		expect(valueOf(batch('1', '2'))).not.toBe(valueOf(batch('1', '3')));
		expect(keyOf(batch('1', '2')).key.basis).toBe('id');
	});

	it.each([
		{ name: 'an empty header', body: '{}', headers: standard('') },
		{ name: 'a repeated header, as Node reports it', body: '{}', headers: { 'ce-id': ['a', 'b'] } },
		{
			name: 'the id and source without specversion',
			body: '{"source":"/a","id":"e1"}',
			headers: {},
		},
		{
			name: 'the id of a CloudEvent without source',
			body: cloudEvent({ source: undefined }),
			headers: {},
		},
		{ name: 'a number', body: cloudEvent({ id: 7 }), headers: {} },
		{
			name: 'that of a CloudEvent next to another event',
			body: `[${cloudEvent()},{"a":1}]`,
			headers: {},
		},
	])('is not $name', ({ body, headers }) => {
		expect(keyOf(body, { headers }).key.basis).toBe('body');
	});
});

describe('a delivery id that no standard defines', () => {
	const of = (headers: object, body = '{"customer":1}') =>
		keyOf(body, { headers: headers as Record<string, unknown> }).key;

	it.each([
		'idempotency-key',
		'x-contentful-idempotency-key',
		'x-github-delivery',
		'x-wc-webhook-delivery-id',
		'x-shopify-webhook-id',
		'x-pandadoc-webhook-event-id',
		'x-event-id',
		'x-amz-sns-message-id',
		'twitch-eventsub-message-id',
		'x-goog-message-number',
	])('tells events with the same body apart: %s', (name) => {
		expect(of({ [name]: '1' }).value).not.toBe(of({ [name]: '2' }).value);
		expect(of({ [name]: '1' })).toEqual(of({ [name]: '1' }));
		// If it is the subscription's id, the same body is still remembered for minutes only.
		expect(of({ [name]: '1' }).basis).toBe('body');
	});

	it('does not replace the body, because it may be the id of the subscription', () => {
		const headers = { 'x-acme-webhook-id': '1' };
		expect(of(headers, '{"customer":1}').value).not.toBe(of(headers, '{"customer":2}').value);
	});

	it('counts whatever the order of the headers', () => {
		const [first, second] = [{ 'x-event-id': '1' }, { 'x-delivery': '2' }];
		expect(of({ ...first, ...second })).toEqual(of({ ...second, ...first }));
	});

	it.each([
		'x-request-id',
		'x-correlation-id',
		'traceparent',
		'date',
		'user-agent',
		'x-hook-attempt',
		'aeg-delivery-count',
		'x-delivery-attempt',
		'v-c-transaction-trace-id',
	])('is not %s, which may change from one attempt to the next', (name) => {
		expect(of({ [name]: '1' })).toEqual(of({ [name]: '2' }));
	});

	it('is not an empty or repeated header', () => {
		for (const value of ['', ' ', ['1', '2'], undefined]) {
			expect(of({ 'x-event-id': value })).toEqual(of({}));
		}
	});
});
