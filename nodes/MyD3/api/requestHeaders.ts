import {
	refusal,
	splitAtPlaceholders,
	write,
	type Piece,
	type RequestField,
	type Writer,
} from './placeholders';

export interface Header {
	name: string;
	value: Piece[];
}

/** A scheme of Authorization, which says how a key is sent and is none itself. */
export const SCHEME =
	/^(basic|bearer|token|digest|api-?key|key|oauth|hmac|jwt|negotiate|none|true|false)$/i;

/**
 * Headers that n8n's HTTP client sets itself, or that say how another one sent the request; the first four lines of a
 * browser's HTTP/2 request; and the one that Postman's snippets have in them.
 */
const DROPPED =
	/^(host|content-length|connection|accept-encoding|transfer-encoding|expect|keep-alive|te|upgrade|proxy-connection|postman-token|:(authority|method|path|scheme))$/i;

/** Pages write what Basic authentication is: "Basic base64(id:secret)". */
const BASE64_CALL = /^(basic)\s+base64(?:_?encode)?\s*\((.*)\)$/i;

/**
 * @param lines names and values, as written
 * @throws Error, with a sentence for the user
 */
export function parseHeaders(
	lines: ReadonlyArray<readonly [string, string]>,
	field: RequestField,
): Header[] {
	const headers = new Map<string, { name: string; text: string }>();
	for (const [name, value] of lines) {
		if (DROPPED.test(name)) continue;
		if (/[{}]/.test(name)) {
			throw refusal(
				field,
				'has a placeholder in the name of a header. Write the name itself: only a value can be filled in.',
			);
		}
		if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
			throw refusal(
				field,
				'has a header whose name has a space or another character that is not allowed. Write headers like "Name: value", and a blank line before the body.',
			);
		}
		const text = value.trim().replace(BASE64_CALL, '$1 $2');
		if (text === '') {
			throw refusal(field, `has the header ${name} without a value. Write one, or take it out.`);
		}
		refuseUnsendable(text, `has the header ${name} with`, field);
		const same = headers.get(name.toLowerCase());
		if (same !== undefined && same.text !== text) {
			throw refusal(field, `has the header ${name} twice. Take one of them out.`);
		}
		if (same === undefined) headers.set(name.toLowerCase(), { name, text });
	}
	return [...headers.values()].map(({ name, text }) => ({
		name,
		value: splitAtPlaceholders(text),
	}));
}

/** HTTP's rule (RFC 9110, 5.5), which Node enforces: no control characters but a tab, nothing beyond Latin-1. */
function refuseUnsendable(text: string, beginning: string, field: RequestField): void {
	if (/[^\t -~\x80-\xff]/.test(text)) {
		throw refusal(
			field,
			`${beginning} a line break, or a character that no header can hold. Copy the value again, without it.`,
		);
	}
}

/** @returns the header of that name, in any case */
export const findHeader = (headers: readonly Header[], name: string): Header | undefined =>
	headers.find((header) => header.name.toLowerCase() === name);

/**
 * Basic authentication is sent in base64, in which a colon cannot occur: with one in it, the value is not encoded yet.
 */
function withBasicEncoded(name: string, value: string): string {
	const credentials = /^basic\s+(.*:.*)$/i.exec(value)?.[1];
	if (credentials === undefined || name.toLowerCase() !== 'authorization') return value;
	return `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`;
}

/**
 * @returns the headers as they are sent
 * @throws Error, with a sentence for the user, when a value cannot be sent in a header
 */
export function writeHeaders(
	headers: readonly Header[],
	writer: Writer,
	field: RequestField,
): Record<string, string> {
	// Not by assignment: a header may be called __proto__.
	return Object.fromEntries(
		headers.map(({ name, value }) => {
			const text = write(value, writer, (part) => part);
			const encoded = withBasicEncoded(name, text);
			refuseUnsendable(encoded, `cannot be sent: a value in the header ${name} has`, field);
			return [name, encoded];
		}),
	);
}

/** Headers whose values say how MyD3 is spoken to, and nothing of its user. */
const SHOWN = /^(accept|content-type)$|version$|^revision$/i;

/** @returns the headers as lines, for Diagnose */
export function showHeaders(headers: readonly Header[], writer: Writer): string[] {
	return headers.map(({ name, value }) => {
		const shown = SHOWN.test(name) ? { ...writer, literal: (text: string) => text } : writer;
		const [first, ...rest] = value;
		const scheme = typeof first === 'string' ? (/^(\S+)(?:\s+|$)/.exec(first) ?? []) : [];
		if (typeof first !== 'string' || !SCHEME.test(scheme[1] ?? '') || SHOWN.test(name)) {
			return `${name}: ${write(value, shown, (part) => part.replace(/[\r\n]/g, ' '))}`;
		}
		const remainder = [first.slice(scheme[0]?.length), ...rest].filter((piece) => piece !== '');
		return `${name}: ${scheme[1]} ${write(remainder, keepingColon(writer), (part) => part)}`.trimEnd();
	});
}

/** The colon between the two parts of Basic authentication says nothing. */
const keepingColon = (writer: Writer): Writer => ({
	...writer,
	literal: (text) => (text === ':' ? text : writer.literal(text)),
});
