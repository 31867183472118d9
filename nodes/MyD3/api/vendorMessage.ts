/** MyD3's own words, made fit to be shown. */
import { isObject, normalizeName, parseBody, textsIn } from './json';
import { redactAndTruncate, redactSubscription, redactUrls } from './redact';
import type { ApiResponse } from './responses';

/** RFC 9457's detail and title, and what else APIs call it, the more telling first. */
const MESSAGE_NAMES = [
	'message',
	'detail',
	'error_description',
	'title',
	'errorMessage',
	'description',
	'reason',
	'error',
];

/**
 * @param secrets values to hide
 * @returns what a response says in its usual properties, with what it says of single fields; otherwise the text; empty when
 *   it is mark-up or nothing
 */
export function vendorMessage({ text }: ApiResponse, secrets: readonly string[]): string {
	const words = messageIn(parseBody(text));
	if (words === undefined) return excerptOf(text, secrets);
	return /^\s*</.test(words) ? '' : redactAndTruncate(redactUrls(words), secrets);
}

/**
 * @param secrets values to hide
 * @returns the beginning of a response, without the keys of other receivers that it may list
 */
export function excerptOf(text: string, secrets: readonly string[]): string {
	const body = parseBody(text);
	const isJson = typeof body === 'object';
	return redactAndTruncate(
		isJson ? JSON.stringify(redactSubscription(body)) : redactUrls(text),
		secrets,
	);
}

/** @returns undefined when it says nothing in the usual properties */
function messageIn(body: unknown, depth = 0): string | undefined {
	if (typeof body === 'string') return body;
	if (Array.isArray(body) && depth < DEEPEST) {
		return join(body.slice(0, LONGEST_LIST).map((one) => messageIn(one, depth + 1)));
	}
	if (!isObject(body) || depth === DEEPEST) return undefined;
	const entries = Object.entries(body);
	const [own] = MESSAGE_NAMES.flatMap((name) =>
		entries
			.filter(([key, held]) => normalizeName(key) === normalizeName(name) && isText(held))
			.map(([, held]) => held as string),
	);
	// ASP.NET: {"title": "One or more validation errors occurred.", "errors": {"Url": ["The Url field is required."]}}
	const { errors, error } = body;
	const others = [isText(error) ? undefined : error, errors];
	return join([own, ...others.map((held) => messageIn(held, depth + 1) ?? join(namedTexts(held)))]);
}

/** Rails: {"errors": {"url": ["is invalid"]}} */
const namedTexts = (held: unknown): string[] =>
	isObject(held)
		? Object.entries(held).flatMap(([name, texts]) =>
				textsIn(texts).map((text) =>
					normalizeName(text).includes(normalizeName(name)) ? text : `${name} ${text}`,
				),
			)
		: textsIn(held);

/** More does not fit into a message. */
const LONGEST_LIST = 10;
const DEEPEST = 5;

const isText = (held: unknown): boolean => typeof held === 'string' && held.trim() !== '';

function join(parts: ReadonlyArray<string | undefined>): string | undefined {
	const texts = [...new Set(parts.filter(isText).map((part) => (part as string).trim()))];
	return texts.length === 0 ? undefined : texts.join(' ');
}

/** @returns a message, which has no full stop yet, with MyD3's words after it */
export function appendVendorMessage(message: string, words: string): string {
	if (words === '') return `${message}.`;
	return `${message}. MyD3 says: ${words}${/[.!?…]$/.test(words) ? '' : '.'}`;
}
