import type { RawRequest } from './rawRequest';

/** What attackers might know or guess. Every key has 43 characters of base64url. */
export interface Knowledge {
	/** Path of the webhook under attack. */
	path: string;
	/** The right key, for attacks that distort it. */
	key: string;
	/** Keys that are right elsewhere: another node's, the test URL's, a deleted subscription's. */
	otherKeys: Record<string, string>;
	/** The digests of all right keys: anybody who may read the workflow can see them. */
	keyDigests: string[];
}

/** One request that must start nothing. */
export interface Attack extends RawRequest {
	name: string;
	/** The expected status. */
	status: number;
}

const MEGABYTE = 1024 * 1024;
const FORGED = '{"invoice":{"number":"FORGED"}}';
const GREEK_A = '\u0391';
const FULL_WIDTH = 0xfee0;

/** Percent-encodes every character. */
export const encoded = (text: string): string =>
	[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const otherCase = (text: string) =>
	text.replace(/[a-z]/gi, (letter) =>
		letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
	);

/**
 * Requests by strangers: the key is missing, wrong or misplaced.
 *
 * @returns the requests, each to be answered 401 unless Node itself refuses it
 */
export function strangers({ path, key, otherKeys, keyDigests }: Knowledge): Attack[] {
	const lookAlike = [...key]
		.map((letter) => String.fromCharCode(letter.charCodeAt(0) + FULL_WIDTH))
		.join('');
	const queries: Record<string, string> = {
		'no query': '',
		'an empty query': '?',
		'no value': '?apiKey',
		'an empty key': '?apiKey=',
		'a wrong key': `?apiKey=${'A'.repeat(43)}`,
		...Object.fromEntries(
			keyDigests.map((digest, index) => [`digest ${index + 1}`, `?apiKey=${digest}`]),
		),
		'the digests as a list': `?${keyDigests.map((digest) => `apiKey=${digest}`).join('&')}`,
		'the right key twice': `?apiKey=${key}&apiKey=${key}`,
		'a wrong key after the right one': `?apiKey=${key}&apiKey=wrong`,
		'a wrong key before the right one': `?apiKey=wrong&apiKey=${key}`,
		'an empty key after the right one': `?apiKey=${key}&apiKey=`,
		'the key twice, the name encoded once': `?apiKey=${key}&api%4Bey=${key}`,
		'a list of the right key': `?apiKey[]=${key}`,
		'a list with an index': `?apiKey[0]=${key}`,
		'a list besides the key': `?apiKey=${key}&apiKey[]=${key}`,
		'an object': `?apiKey[key]=${key}`,
		'an object with a length': `?apiKey[length]=43&apiKey[0]=${key}`,
		'an object with its own toString': `?apiKey[toString]=${key}`,
		'a polluted prototype': `?__proto__[apiKey]=${key}`,
		'a polluted constructor': `?constructor[prototype][apiKey]=${key}`,
		'the name in a different letter case': `?APIKEY=${key}`,
		'the name in lower case': `?apikey=${key}`,
		'the name with a space': `?%20apiKey=${key}`,
		'the name with a zero byte': `?apiKey%00=${key}`,
		'the key in a different letter case': `?apiKey=${otherCase(key)}`,
		'the key in capitals': `?apiKey=${key.toUpperCase()}~`,
		'the key encoded twice': `?apiKey=${encoded(encoded(key))}`,
		'the key without its end': `?apiKey=${key.slice(0, -1)}`,
		'the key without its start': `?apiKey=${key.slice(1)}`,
		'the key and one more character': `?apiKey=${key}A`,
		'the key twice over': `?apiKey=${key}${key}`,
		'the key with an equals sign': `?apiKey=${key}=`,
		'the key with a plus': `?apiKey=${key}+`,
		'the key with a zero byte': `?apiKey=${key}%00`,
		'the key with a line break': `?apiKey=${key}%0d%0a`,
		'the key with a header in it': `?apiKey=${key}%0d%0aX-Forged:%201`,
		'the key with a byte order mark': `?apiKey=%EF%BB%BF${key}`,
		'the key between quotes': `?apiKey=%22${key}%22`,
		'the key with a bad percent sign': `?apiKey=${key}%E0%A4%A`,
		'the key after a second question mark': `??apiKey=${key}`,
		'the key after a semicolon': `?a=1;apiKey=${key}`,
		'full-width letters': `?apiKey=${encodeURIComponent(lookAlike)}`,
		'a Greek letter in place of the first one': `?apiKey=${encodeURIComponent(GREEK_A + key.slice(1))}`,
		'a key of 8,000 characters': `?apiKey=${'A'.repeat(8_000)}`,
		'a thousand arguments before the key': `?${'a=1&'.repeat(1_000)}apiKey=${key}`,
		...Object.fromEntries(
			Object.entries(otherKeys).map(([name, other]) => [name, `?apiKey=${other}`]),
		),
	};
	const variants: Record<string, Omit<RawRequest, 'target'>> = {
		'the key in a header': { headers: { apiKey: key, 'x-api-key': key } },
		'the key as a bearer token': { headers: { authorization: `Bearer ${key}` } },
		'the key as a cookie': { headers: { cookie: `apiKey=${key}` } },
		'the key in the body': { body: JSON.stringify({ apiKey: key }) },
		'the key in a form': {
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: `apiKey=${key}`,
		},
		'deep JSON': { body: '['.repeat(100_000) + ']'.repeat(100_000) },
		'a body of 15 MiB': { body: JSON.stringify({ text: 'x'.repeat(15 * MEGABYTE) }) },
		'an XML bomb': {
			headers: { 'content-type': 'text/xml' },
			body: '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&amp;</a>',
		},
	};
	return [
		...Object.entries(queries).map(([name, query]) => ({
			name,
			target: path + query,
			body: FORGED,
			status: 401,
		})),
		...Object.entries(variants).map(([name, variant]) => ({
			name,
			target: path,
			body: FORGED,
			status: 401,
			...variant,
		})),
		// After a raw line break comes a header, and this one has no colon: Node refuses the request before n8n sees it.
		{
			name: 'a raw line break in the key',
			target: `${path}?apiKey=${key.slice(0, 20)}\r\n${key.slice(20)}`,
			status: 400,
		},
		{
			name: 'a raw line break, and the rest of the key as a header',
			target: `${path}?apiKey=${key.slice(0, 20)}\r\nX-Rest: ${key.slice(20)}`,
			status: 401,
		},
	];
}

/**
 * Requests with the right key but a body that is not an event.
 *
 * @returns the requests; names say where n8n answers before the trigger runs
 */
export function notEvents({ path, key }: Knowledge): Attack[] {
	const rows: Array<[name: string, status: number, contentType: string, body: string | Buffer]> = [
		['plain text', 400, 'text/plain', 'invoice issued'],
		['a form', 400, 'application/x-www-form-urlencoded', 'invoice=1'],
		['XML', 400, 'application/xml', '<invoice/>'],
		['HTML', 400, 'text/html', '<script>alert(1)</script>'],
		['an unknown content type', 400, 'application/<script>', 'x'],
		['broken JSON as text', 400, 'text/plain', '{"invoice":'],
		['a number', 400, 'application/json', '1'],
		['null', 400, 'application/json', 'null'],
		['a JSON text', 400, 'application/json', '"invoice"'],
		['a list of numbers', 400, 'application/json', '[1]'],
		['a list of lists', 400, 'application/json', '[[{}]]'],
		['a list with an element that is not an object', 400, 'application/json', '[{},null]'],
		['bytes that are not UTF-8', 400, 'text/plain', Buffer.from([0xff, 0xfe, 0xc3, 0x28])],
		['multipart that n8n does not read', 400, 'multipart/mixed; boundary=x', '--x--\r\n'],
		['a multipart form', 400, 'multipart/form-data; boundary=x', '--x--\r\n'],
		['an empty list', 200, 'application/json', '[]'],
		['nothing', 200, 'application/json', ''],
		['white space', 200, 'text/plain', ' \r\n\t'],
		['broken JSON, refused by n8n', 422, 'application/json', '{"invoice":'],
		['invalid UTF-8 for JSON, refused by n8n', 422, 'application/json', Buffer.from([0xff])],
		['broken XML, refused by n8n', 422, 'application/xml', '<invoice'],
	];
	const target = `${path}?apiKey=${key}`;
	return [
		...rows.map(([name, status, contentType, body]) => ({
			name,
			status,
			target,
			headers: { 'content-type': contentType },
			body,
		})),
		// n8n reads the body before the trigger runs and answers 500 when that fails, for whatever reason. It goes by the
		// declared length and does not wait for the bytes.
		{
			name: 'more than 16 MiB, refused by n8n',
			status: 500,
			target,
			headers: { 'content-length': String(17 * MEGABYTE) },
		},
		{
			name: 'more than 16 MiB that n8n leaves to the trigger',
			status: 413,
			target,
			headers: {
				'content-type': 'application/octet-stream',
				'content-length': String(17 * MEGABYTE),
			},
		},
		{
			name: 'invalid gzip that n8n leaves to the trigger',
			status: 400,
			target,
			headers: { 'content-type': 'application/octet-stream', 'content-encoding': 'gzip' },
			body: '{}',
		},
		{
			name: 'invalid gzip, refused by n8n',
			status: 500,
			target,
			headers: { 'content-encoding': 'gzip' },
			body: '{}',
		},
	];
}

/** The text that a sender wants echoed when it checks a URL; the tests look for it in responses. */
const ECHO_ME = 'echo-me';
const CHECKS: Array<{
	name: string;
	query: string;
	headers?: Record<string, string>;
	body?: string;
}> = [
	{ name: 'validationToken', query: `validationToken=${ECHO_ME}` },
	{ name: 'challenge', query: `challenge=${ECHO_ME}` },
	{ name: 'hub.challenge', query: `hub.mode=subscribe&hub.challenge=${ECHO_ME}` },
	{ name: 'X-Hook-Secret', query: 'a=1', headers: { 'x-hook-secret': ECHO_ME } },
	{ name: 'X-AdobeSign-ClientId', query: 'a=1', headers: { 'x-adobesign-clientid': ECHO_ME } },
	{
		name: 'Event Grid',
		query: 'a=1',
		body: `[{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"${ECHO_ME}"}}]`,
	},
];

/**
 * Checks of the notification URL by strangers, who want n8n to echo their text.
 *
 * @returns the requests, by GET, HEAD and POST, each to be answered 401 without an echo
 */
export function strangersChecks({ path, otherKeys, keyDigests }: Knowledge): Attack[] {
	const keys = ['', `apiKey=${'A'.repeat(43)}`, `apiKey=${keyDigests[0]}`].concat(
		Object.values(otherKeys).map((other) => `apiKey=${other}`),
	);
	return ['GET', 'HEAD', 'POST'].flatMap((method) =>
		CHECKS.flatMap(({ name, query, headers, body }) =>
			keys.map((key, index) => ({
				name: `${name} by ${method} with ${key === '' ? 'no key' : `wrong key ${index}`}`,
				method,
				target: `${path}?${[key, query].filter(Boolean).join('&')}`,
				headers,
				body: method === 'POST' ? (body ?? FORGED) : '',
				status: 401,
			})),
		),
	);
}

/**
 * Checks of the notification URL with the right key that ask for more than a short string.
 *
 * @returns the requests, each to be answered 400 without an echo
 */
export function greedyChecks({ path, key }: Knowledge): Attack[] {
	const arguments_: Record<string, string> = {
		'a list': `validationToken=${ECHO_ME}&validationToken=${ECHO_ME}`,
		'an object': `challenge[a]=${ECHO_ME}`,
		'a line break': `challenge=${ECHO_ME}%0d%0aSet-Cookie:%20a=1`,
		'a zero byte': `challenge=${ECHO_ME}%00`,
		'non-ASCII letters': `challenge=${ECHO_ME}%C3%A9`,
		nothing: 'validationToken=',
		'4,001 characters': `hub.challenge=${ECHO_ME}${'A'.repeat(3_994)}`,
	};
	return Object.entries(arguments_).flatMap(([name, query]) =>
		['GET', 'POST'].map((method) => ({
			name: `${name} by ${method}`,
			method,
			target: `${path}?apiKey=${key}&${query}`,
			status: 400,
		})),
	);
}

/** Bodies that are events but must not do more than an event does. */
export const oddEvents: Array<{ name: string; body: string }> = [
	{ name: '__proto__', body: '{"__proto__":{"polluted":"yes"},"a":1}' },
	{ name: 'constructor', body: '{"constructor":{"prototype":{"polluted":"yes"}}}' },
	{ name: 'a list of them', body: '[{"__proto__":{"polluted":"yes"}},{"toString":1}]' },
	{
		name: 'names that n8n uses',
		body: '{"json":{"a":1},"binary":{"x":{}},"pairedItem":7,"error":"e"}',
	},
	{ name: 'an expression', body: '{"invoice":{"number":"={{ $env }}{{ process.exit() }}"}}' },
];
