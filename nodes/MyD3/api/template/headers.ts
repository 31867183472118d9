import { refusal, splitAtPlaceholders, write, type Piece, type Writer } from './placeholders';

/** A header of a template. */
export interface Header {
	name: string;
	value: Piece[];
}

/** Values that are not keys: authorization schemes, which say how a key is sent, and "none", "true" and "false". */
export const SCHEME =
	/^(basic|bearer|token|digest|api-?key|key|oauth|hmac|jwt|negotiate|none|true|false)$/i;

/**
 * Headers that n8n's HTTP client sets itself, that describe another client's connection, or that only tools add: a browser's
 * HTTP/2 pseudo-headers, and Postman's token.
 */
const DROPPED =
	/^(host|content-length|connection|accept-encoding|transfer-encoding|expect|keep-alive|te|upgrade|proxy-connection|postman-token|:?authority|:(method|path|scheme))$/i;

/** Vendors' pages spell the encoding out: "Basic base64(id:secret)", "Basic Base64Encoded(…)". */
const ENCODING_CALL = /^basic\s+[A-Za-z][\w.]*\s?\((.*)\)$/i;

/** HTTP's rule (RFC 9110, 5.5), which Node enforces: no control characters except tab, nothing beyond Latin-1. */
const UNSENDABLE = /[^\t -~\x80-\xff]/;
const FORBIDDEN_CHARACTER =
	'a line break or another character that is not allowed there. Copy the value again without it.';

/** @param lines names and values, as written @throws refusal if one cannot be sent */
export function parseHeaders(lines: ReadonlyArray<readonly [string, string]>): Header[] {
	const headers = new Map<string, { name: string; text: string }>();
	for (const [name, value] of lines) {
		if (DROPPED.test(name)) continue;
		if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
			throw refusal(
				'has a header name with a placeholder, a space or another character that is not allowed. Write headers like "Name: value", and a blank line before the body.',
			);
		}
		const text = value.trim().replace(ENCODING_CALL, 'Basic $1');
		if (text === '') {
			throw refusal(`has the header ${name} without a value. Write one, or remove the header.`);
		}
		if (UNSENDABLE.test(text)) throw refusal(`has the header ${name} with ${FORBIDDEN_CHARACTER}`);
		if (/^authorization$/i.test(name) && /^basic\s.*(base64|btoa|[()<>])/i.test(text)) {
			throw refusal(
				'has extra text around the keys in the Authorization header. Write Basic {apiKey}:{apiSecret}. n8n encodes it in base64 when it sends the request.',
			);
		}
		const earlier = headers.get(name.toLowerCase());
		if (earlier !== undefined && earlier.text !== text) {
			throw refusal(`has the header ${name} twice. Remove one of them.`);
		}
		if (earlier === undefined) headers.set(name.toLowerCase(), { name, text });
	}
	return [...headers.values()].map(({ name, text }) => ({
		name,
		value: splitAtPlaceholders(text),
	}));
}

/** @returns the header with that name, in any case */
export const findHeader = (headers: readonly Header[], name: string): Header | undefined =>
	headers.find((header) => header.name.toLowerCase() === name);

/**
 * Encodes the value of Basic authentication. A colon shows that it is not encoded yet, because base64 has none.
 */
function withBasicEncoded(name: string, value: string): string {
	const [, credentials = ''] = /^basic\s+(\S.*)$/i.exec(value) ?? [];
	if (!credentials.includes(':') || name.toLowerCase() !== 'authorization') return value;
	return `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`;
}

/** @returns the headers to send @throws refusal if a header cannot carry a value */
export const writeHeaders = (headers: readonly Header[], writer: Writer): Record<string, string> =>
	// Object.fromEntries works for a header named __proto__, too; assignment would not.
	Object.fromEntries(
		headers.map(({ name, value }) => {
			const text = withBasicEncoded(
				name,
				write(value, writer, (part) => part),
			);
			if (UNSENDABLE.test(text)) {
				throw refusal(`cannot be sent: a value in the header ${name} has ${FORBIDDEN_CHARACTER}`);
			}
			return [name, text];
		}),
	);

/** Headers whose values describe the API, not its user. */
const SAFE_TO_SHOW = /^(accept|content-type)$|version$|^revision$/i;

/** @returns the headers as lines, for Diagnose */
export const showHeaders = (headers: readonly Header[], writer: Writer): string[] =>
	headers.map(({ name, value }) => {
		const literal = (text: string): string =>
			SAFE_TO_SHOW.test(name)
				? text
				: text.replace(/[^\s:]+/g, (word) => (SCHEME.test(word) ? word : writer.literal(word)));
		const shown = write(value, { ...writer, literal }, (part) => part.replace(/[\r\n]/g, ' '));
		return `${name}: ${shown}`;
	});
