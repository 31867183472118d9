import fc from 'fast-check';

import { VALUES } from './templateValues';
import {
	parseRequest,
	type HttpRequest,
	type RequestField,
	type RequestTemplate,
} from '../../nodes/MyD3/api/requestTemplate';

const BASE_URL = 'https://api.myd3.data3.com';
const FIELDS: RequestField[] = [
	'Token Request',
	'Create Request',
	'List Request',
	'Delete Request',
];

/** Fragments of requests, to be combined in every order. */
const FRAGMENTS = [
	'GET ',
	'POST ',
	'DELETE',
	' HTTP/1.1',
	'https://api.myd3.data3.com',
	'http://',
	'https://evil.example',
	'//',
	'/hooks',
	'?a=',
	'&',
	'#',
	'%',
	'%2e',
	'..',
	'.',
	'\\',
	':id',
	'<id>',
	'[id]',
	'@',
	'\n',
	'\r\n',
	'\n\n',
	' ',
	'\t',
	'\u00a0',
	'\ufeff',
	'{id}',
	'{apiKey}',
	'{apiSecret}',
	'{notificationUrl}',
	'{eventType}',
	'{uuid}',
	'{page}',
	'{{x}}',
	'{',
	'}',
	'[',
	']',
	'Content-Type: application/x-www-form-urlencoded',
	'Content-Type: application/json',
	'Authorization: Basic ',
	'Cookie: ',
	'X-A: ',
	'__proto__',
	'constructor',
	'{constructor}',
	'{__proto__}',
	'{toString}',
	'query{',
	' << EOF\n',
	'\nEOF',
	'@-',
	'[{id}]',
	'{"a":',
	'"',
	"'",
	'"}',
	',',
	':',
	'1',
	'true',
	'“',
	'…',
	'// x',
	'curl ',
	'-X ',
	'-d ',
	'-H ',
	'-u ',
	'-G ',
	'--data-urlencode ',
	'--json ',
	'--url=',
	'-',
	'--',
	'^',
	'`',
	'|',
	"$'",
	'\\u00',
	'\\x',
	'```',
	'### ',
	'key',
	'token',
	'secret',
	'=',
	';',
	'\0',
	'\ud800',
	'é',
];
const anyText = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 25 }).map((parts) => parts.join('')),
	fc
		.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 })
		.map((parts) => `POST /hooks?u={notificationUrl}{id}\n${parts.join('')}`),
	fc
		.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 })
		.map((parts) => `curl ${BASE_URL}/hooks ${parts.join('')}`),
	fc.tuple(fc.constantFrom(...FRAGMENTS), fc.nat(90)).map(([part, at]) => {
		const text =
			'POST /hooks/{id}\nAccept: */*\n\n{"a": "{notificationUrl}", "b": ["{apiKey}", 1.0]}';
		return text.slice(0, at) + part + text.slice(at);
	}),
);
/** Values that are likely to break out of their context. */
const anyValue = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc
		.array(
			fc.constantFrom(
				'/',
				'\\',
				'..',
				'.',
				'?',
				'#',
				'%2f',
				'&',
				'=',
				'+',
				'"',
				"'",
				'\\"',
				'{apiKey}',
				'{',
				'}',
				',',
				'@',
				':',
				' ',
				'\n',
				'\r\nX-B: 1',
				'a',
				'\ud800',
				'😀',
			),
			{ maxLength: 6 },
		)
		.map((parts) => parts.join('')),
);

/** @returns the message if it is refused */
function refusalOf(action: () => unknown): string | undefined {
	try {
		action();
		return undefined;
	} catch (error) {
		expect(error).toBeInstanceOf(Error);
		expect((error as Error).constructor).toBe(Error);
		return (error as Error).message;
	}
}

const isSentence = (text: string, field: string): boolean =>
	text.startsWith(`${field} `) && text.endsWith('.') && !text.includes('undefined');

describe('whatever a field contains', () => {
	it('is a request, or is refused in a sentence that begins with the field', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...FIELDS),
				anyText,
				fc.array(anyText, { maxLength: 2 }),
				(field, text, secrets) => {
					let template: RequestTemplate | undefined;
					const refused = refusalOf(() => {
						template = parseRequest(text, { field, baseUrl: BASE_URL, secrets });
					});
					if (template === undefined) return isSentence(refused ?? '', field);
					let request: HttpRequest | undefined;
					const notFilled = refusalOf(() => {
						request = (template as RequestTemplate).fill(VALUES);
					});
					if (request === undefined) return isSentence(notFilled ?? '', field);
					if (field !== 'Token Request') expect(new URL(request.url).origin).toBe(BASE_URL);
					expect(request.url).toMatch(/^https:\/\/[^\s"<>\\]+$/);
					const described = template.describe(VALUES);
					expect(described).not.toMatch(/key-1|secret-1|token-1|apiKey=k1/);
					return true;
				},
			),
			{ numRuns: 1500 },
		);
	});

	it('never puts a secret into the message', () => {
		fc.assert(
			fc.property(fc.constantFrom(...FIELDS), anyText, anyText, (field, before, after) => {
				const refused = refusalOf(() =>
					parseRequest(`${before}sk_live_4eC39HqLyjWDarjt${after}`, {
						field,
						baseUrl: BASE_URL,
						secrets: ['sk_live_4eC39HqLyjWDarjt'],
					}),
				);
				expect(refused).not.toContain('4eC39');
			}),
			{ numRuns: 1500 },
		);
	});
});

describe('whatever the value, it stays in its place', () => {
	const JSON_TEMPLATE = parseRequest(
		'POST /a/{uuid}/x{eventType}y?q={eventType}&{uuid}=1#f\nX-A: v {accessToken}\n\n{"u":"<{notificationUrl}>","o":{"{eventType}":[1,"{uuid}{eventType}"]},"z":12345678901234567890}',
		{ field: 'Create Request', baseUrl: `${BASE_URL}/base`, secrets: [] },
	);
	const FORM_TEMPLATE = parseRequest(
		'POST /a\nContent-Type: application/x-www-form-urlencoded\n\nu={notificationUrl}&x{uuid}=a{eventType}b&c=d',
		{ field: 'Create Request', baseUrl: BASE_URL, secrets: [] },
	);
	const wellFormed = (text: string): string =>
		new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
	const anyValues = fc.record({
		notificationUrl: anyValue,
		eventType: anyValue,
		uuid: anyValue,
		accessToken: fc.oneof(fc.constant('t'), anyValue),
	});

	it('in path, query, header and JSON', () => {
		fc.assert(
			fc.property(anyValues, (values) => {
				let request: HttpRequest | undefined;
				const refused = refusalOf(() => {
					request = JSON_TEMPLATE.fill(values);
				});
				if (request === undefined) {
					expect(isSentence(refused ?? '', 'Create Request')).toBe(true);
					return;
				}
				const url = new URL(request.url);
				expect(url.origin).toBe(BASE_URL);
				expect(url.pathname.split('/').map(decodeURIComponent)).toEqual([
					'',
					'base',
					'a',
					wellFormed(values.uuid),
					wellFormed(`x${values.eventType}y`),
				]);
				expect([...url.searchParams]).toEqual([
					['q', wellFormed(values.eventType)],
					[wellFormed(values.uuid), '1'],
				]);
				expect(url.hash).toBe('');
				expect(request.headers).toEqual({
					'X-A': `v ${values.accessToken}`,
					'Content-Type': 'application/json',
				});
				expect(new Headers(request.headers)).toBeDefined();
				expect(JSON.parse(request.body ?? '')).toEqual({
					u: `<${values.notificationUrl}>`,
					o: Object.fromEntries([[values.eventType, [1, values.uuid + values.eventType]]]),
					z: Number('12345678901234567890'),
				});
				expect(request.body).toMatch(/"z":12345678901234567890\}$/);
			}),
			{ numRuns: 1000 },
		);
	});

	it('where a number belongs', () => {
		const template = parseRequest('DELETE /a\n\n{"a":[{id}],"b":{"c":{id}},"d":1}', {
			field: 'Delete Request',
			baseUrl: BASE_URL,
			secrets: [],
		});
		const numberLike = fc
			.array(fc.constantFrom(...'0123456789-+.eE, ]}[{":\n'), { maxLength: 4 })
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(fc.oneof(anyValue, numberLike, fc.integer().map(String)), (id) => {
				let body: string | undefined;
				const refused = refusalOf(() => {
					body = template.fill({ id }).body;
				});
				if (/^(0|-?[1-9][0-9]*)$/.test(id)) {
					expect(body).toBe(`{"a":[${id}],"b":{"c":${id}},"d":1}`);
				} else {
					expect(isSentence(refused ?? '', 'Delete Request')).toBe(true);
				}
			}),
			{ numRuns: 700 },
		);
	});

	it('in a form', () => {
		fc.assert(
			fc.property(anyValues, (values) => {
				const { body, url } = FORM_TEMPLATE.fill(values);
				expect(url).toBe(`${BASE_URL}/a`);
				expect([...new URLSearchParams(body)]).toEqual([
					['u', wellFormed(values.notificationUrl)],
					[`x${wellFormed(values.uuid)}`, wellFormed(`a${values.eventType}b`)],
					['c', 'd'],
				]);
			}),
			{ numRuns: 1000 },
		);
	});

	it('in additional fields', () => {
		fc.assert(
			fc.property(fc.dictionary(anyValue, fc.jsonValue()), (fields) => {
				let request: HttpRequest | undefined;
				const refused = refusalOf(() => {
					request = JSON_TEMPLATE.fill(VALUES, fields);
				});
				if (request === undefined) {
					expect(isSentence(refused ?? '', 'Create Request')).toBe(true);
					return;
				}
				const parsed = JSON.parse(request.body ?? '') as Record<string, unknown>;
				const { u, o, z, ...rest } = parsed;
				expect({ u, o, z }).toEqual(JSON.parse(JSON_TEMPLATE.fill(VALUES).body ?? ''));
				expect(JSON.stringify(rest)).toEqual(JSON.stringify(JSON.parse(JSON.stringify(fields))));
			}),
			{ numRuns: 500 },
		);
	});
});

describe('a string of 200,000 characters', () => {
	const TIMES = 200_000;
	const HEADS = [
		'',
		'POST /h?a={notificationUrl}\n\n',
		'POST /h\nX: ',
		'POST /h',
		'curl https://a.b/ -d ',
	];
	const PIECES = [
		' ',
		'\n',
		'"',
		'\\"',
		'\\',
		'{',
		'{"a":',
		'[',
		'%',
		'&',
		'<<A\n',
		'a.',
		'{id}',
		"'",
		'^',
	];

	it.each(PIECES)('of %j takes seconds to read, not hours', (piece) => {
		const started = process.cpuUsage().user;
		for (const head of HEADS) {
			const text = `${head}${piece.repeat(TIMES / piece.length)}x`;
			try {
				parseRequest(text, {
					field: 'Create Request',
					baseUrl: BASE_URL,
					secrets: ['the-api-key'],
				}).fill(VALUES);
			} catch (error) {
				expect((error as Error).constructor).toBe(Error);
			}
		}
		// Quadratic time would take more than a hundred times as long.
		expect(process.cpuUsage().user - started).toBeLessThan(4_000_000);
	});
});
