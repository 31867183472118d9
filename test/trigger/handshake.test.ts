import type { IDataObject } from 'n8n-workflow';

import { evaluateDelivery } from '../../nodes/MyD3/trigger/delivery';
import { handshakes } from '../../nodes/MyD3/api/contract';
import { readEcho } from '../../nodes/MyD3/trigger/handshake';
import { delivery, NOW, options } from '../n8n/delivery';

const SAFE = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };
const NOTHING = { headers: {}, body: undefined, isRefused: false };
const check = (data: unknown = { validationCode: 'code-1' }): IDataObject => ({
	id: '1',
	eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
	data: data as IDataObject,
});

describe('what a request wants echoed', () => {
	it('is nothing for most requests', () => {
		expect(readEcho({ apiKey: 'key' }, { 'content-type': 'application/json' })).toEqual(NOTHING);
	});

	it.each(handshakes.echoedArguments.value)('is the query argument %s', (name) => {
		expect(readEcho({ [name]: 'a b&<c>' }, {})).toEqual({ ...NOTHING, body: 'a b&<c>' });
	});

	it.each(handshakes.echoedHeaders.value)('is the header %s', (name) => {
		expect(readEcho({}, { [name.toLowerCase()]: 'secret-1' })).toEqual({
			...NOTHING,
			headers: { [name]: 'secret-1', ...SAFE },
		});
	});

	it.each(handshakes.verified.value)('is %s, from a header or the query', (name) => {
		const verified = { ...NOTHING, body: { verification: 'a' } };
		expect(readEcho({}, { [name.toLowerCase()]: 'a' })).toEqual(verified);
		expect(readEcho({ [name]: 'a' }, {})).toEqual(verified);
	});

	it('is the challenge for a pending subscription, as text', () => {
		const status = 'webhook_callback_verification_pending';
		const event = { challenge: 'a', subscription: { id: '1', status } };
		const outcomeOf = (body: object) =>
			evaluateDelivery(delivery({ body: JSON.stringify(body) }), options(), undefined, NOW);
		expect(outcomeOf(event)).toMatchObject({ outcome: 'handshake', body: 'a' });
		expect(outcomeOf({ ...event, subscription: { status: 'enabled' } }).outcome).toBe('accepted');
	});

	it('is the code of a validation event', () => {
		expect(readEcho({}, {}, check())).toEqual({
			...NOTHING,
			body: { validationResponse: 'code-1' },
		});
	});

	it.each([{ challenge: 'a' }, { type: 'url_verification', token: 't', challenge: 'a' }])(
		'is the challenge of a body: %j',
		(event) => {
			const result = evaluateDelivery(
				delivery({ body: JSON.stringify(event) }),
				options(),
				undefined,
				NOW,
			);
			expect(result).toMatchObject({ outcome: 'handshake', body: { challenge: 'a' } });
		},
	);

	it('is not the challenge of an event', () => {
		const body = JSON.stringify({ challenge: 'a', type: 'invoice' });
		const result = evaluateDelivery(delivery({ body }), options(), undefined, NOW);
		expect(result.outcome).toBe('accepted');
	});

	it('can be a header and an argument at once', () => {
		expect(readEcho({ challenge: 'a' }, { 'x-hook-secret': 'b' })).toEqual({
			headers: { 'X-Hook-Secret': 'b', ...SAFE },
			body: 'a',
			isRefused: false,
		});
	});

	const refused: Array<{ name: string; value: unknown }> = [
		{ name: 'empty', value: '' },
		{ name: '4,001 characters long', value: 'x'.repeat(4_001) },
		{ name: 'text with a line break', value: 'a\nb' },
		{ name: 'text with a line break at the end', value: 'a\n' },
		{ name: 'text with a header after a line break', value: 'a\r\nX-Forged: 1' },
		{ name: 'text with a zero byte', value: 'a\u0000' },
		{ name: 'a letter outside ASCII', value: 'ä' },
		{ name: 'a list', value: ['a'] },
		{ name: 'two values', value: ['a', 'b'] },
		{ name: 'an object', value: { a: 'b' } },
	];
	it.each(refused)('is not echoed if it is $name', ({ value }) => {
		const nothing = { ...NOTHING, isRefused: true };
		expect(readEcho({ validationToken: value }, {})).toEqual(nothing);
		expect(readEcho({}, { 'x-hook-secret': value })).toEqual(nothing);
		expect(readEcho({}, {}, check({ validationCode: value }))).toEqual(nothing);
	});

	it('may have 4,000 characters', () => {
		const body = 'x'.repeat(4_000);
		expect(readEcho({ challenge: body }, {})).toEqual({ ...NOTHING, body });
	});

	it.each([undefined, null, 'code', { code: 'code-1' }, [{ validationCode: 'code-1' }]])(
		'is not echoed if the data of a validation event is %j',
		(data) => {
			expect(readEcho({}, {}, { ...check(), data: data as IDataObject })).toEqual({
				...NOTHING,
				isRefused: true,
			});
		},
	);
});

describe('a delivery that only checks the notification URL', () => {
	/** The outcome of a delivery with a challenge in its query. */
	const evaluated = (changes: Parameters<typeof delivery>[0]) =>
		evaluateDelivery(
			delivery({ query: { challenge: 'abc' }, ...changes }),
			options(),
			undefined,
			NOW,
		);

	it.each([
		{ name: 'by GET', changes: { method: 'GET' } },
		{ name: 'by HEAD', changes: { method: 'HEAD', rawBody: undefined } },
		{ name: 'without a body', changes: { body: '' } },
		{ name: 'with an empty object', changes: { body: '{}' } },
		{ name: 'with an empty list', changes: { body: '[]' } },
	])('is a handshake: $name', ({ changes }) => {
		expect(evaluated(changes)).toEqual({ outcome: 'handshake', echoedHeaders: {}, body: 'abc' });
	});

	it('by GET gets an empty response if it asks for no echo', () => {
		expect(evaluated({ method: 'GET', query: {} })).toEqual({
			outcome: 'handshake',
			echoedHeaders: {},
			body: '',
		});
	});

	it('needs only a header', () => {
		const headers = { 'x-hook-secret': 'secret-1' };
		expect(evaluated({ body: '', query: {}, headers })).toEqual({
			outcome: 'handshake',
			echoedHeaders: { 'X-Hook-Secret': 'secret-1', ...SAFE },
			body: '',
		});
	});

	it.each([check(), [check()]])('is a validation event: %j', (event) => {
		expect(evaluated({ body: JSON.stringify(event) })).toEqual({
			outcome: 'handshake',
			echoedHeaders: {},
			body: { validationResponse: 'code-1' },
		});
	});

	it.each([
		{ name: 'an argument', changes: { body: '', query: { challenge: ['a', 'b'] } } },
		{ name: 'a header', changes: { method: 'GET', headers: { 'x-hook-secret': 'ä' } } },
		{ name: 'a validation code', changes: { body: JSON.stringify(check({})) } },
	])('is refused if $name cannot be echoed', ({ changes }) => {
		expect(evaluated(changes)).toEqual({
			outcome: 'malformed',
			echoedHeaders: {},
			status: 400,
			reason: 'it asks n8n to echo something other than a short ASCII string',
		});
	});

	it('never contains an event: an event is executed, whatever comes with it', () => {
		expect(evaluated({ headers: { 'x-hook-secret': 'secret-1' } })).toMatchObject({
			outcome: 'accepted',
			echoedHeaders: { 'X-Hook-Secret': 'secret-1', ...SAFE },
			items: [{ id: 'e1' }],
		});
	});

	it.each([
		{ name: 'query', changes: { query: { challenge: ['a', 'b'] } } },
		{ name: 'header', changes: { headers: { 'x-hook-secret': 'x'.repeat(4_001) } } },
	])('loses no event whose $name cannot be echoed', ({ changes }) => {
		expect(evaluated(changes)).toMatchObject({ outcome: 'accepted', echoedHeaders: {} });
	});

	it.each([
		{ name: 'another event', body: [check(), { id: 'e1' }] },
		{ name: 'another check', body: [check(), check()] },
	])('is never part of a batch with $name: the whole batch is executed', ({ body }) => {
		expect(evaluated({ body: JSON.stringify(body) })).toMatchObject({
			outcome: 'accepted',
			items: body,
		});
	});
});
