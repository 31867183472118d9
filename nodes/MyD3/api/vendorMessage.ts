/** Extracts MyD3's own words from a response and redacts them. */
import { isObject, normalizeName, objectsIn, parseJsonOrText, stringsIn } from './json';
import type { Json } from './json';
import { redactAndTruncate, redactSubscription, redactUrls } from './redact';
import type { ApiResponse } from './responses';

/** Property names for messages, RFC 9457's among them, the most informative first. */
const MESSAGE_NAMES = [
	'message',
	'detail',
	'error_description',
	'title',
	'errorMessage',
	'errorSummary',
	'faultString',
	'description',
	'reason',
	'msg',
	'text',
	'error',
].map(normalizeName);

/** Property names for messages about individual fields, perhaps with a namespace: `o:errorDetails`. */
const DETAILS =
	/^(o:)?(error|errors|errorDetails|details|violations|modelState|errorCauses|validationErrors)$/i;

/**
 * @param secrets values to hide
 * @returns the message in a response's usual properties and its messages about individual fields; otherwise the text. Empty
 *   for markup or an empty body.
 */
export function vendorMessage({ text }: ApiResponse, secrets: readonly string[]): string {
	const message = messageIn(parseJsonOrText(text));
	if (message === undefined) {
		const excerpt = excerptOf(text, secrets);
		return excerpt === '{}' || excerpt === '[]' ? '' : excerpt;
	}
	return /^\s*</.test(message) ? '' : redactAndTruncate(redactUrls(message), secrets);
}

/**
 * @param secrets values to hide
 * @returns the start of a response, without other receivers' keys
 */
export function excerptOf(text: string, secrets: readonly string[]): string {
	const body = parseJsonOrText(text);
	const isJson = typeof body === 'object';
	return redactAndTruncate(
		isJson ? JSON.stringify(redactSubscription(body)) : redactUrls(text),
		secrets,
	);
}

/** @returns undefined if no property with a usual name contains a message */
function messageIn(body: unknown): string | undefined {
	return (
		usualMessage(body) ??
		// {"fault": {"faultstring": "…"}}, {"status": {"message": "…"}}, {"reasons": [{"message": "…"}]}
		join(
			objectsIn(body)
				.slice(0, MAX_LIST_LENGTH)
				.map(({ object }) => ownMessage(object)),
		)
	);
}

function usualMessage(body: unknown, depth = 0): string | undefined {
	if (typeof body === 'string') return body;
	if (Array.isArray(body) && depth < MAX_DEPTH) {
		return join(body.slice(0, MAX_LIST_LENGTH).map((element) => usualMessage(element, depth + 1)));
	}
	if (!isObject(body) || depth === MAX_DEPTH) return undefined;
	// ASP.NET: {"title": "One or more validation errors occurred.", "errors": {"Url": ["The Url field is required."]}}
	const details = Object.entries(body)
		.filter(([name, value]) => DETAILS.test(name) && !isText(value))
		.map(([, value]) => usualMessage(value, depth + 1) ?? join(namedTexts(value)));
	return join([ownMessage(body), ...details]);
}

/** The most informative message of an object itself. OData 2 has it in {"lang": "en", "value": "…"}, NestJS in a list. */
function ownMessage(object: Json): string | undefined {
	const entries = Object.entries(object).map(([name, value]): [string, string | undefined] => [
		normalizeName(name),
		isText(value)
			? (value as string)
			: Array.isArray(value)
				? join(value.slice(0, MAX_LIST_LENGTH).filter(isText) as string[])
				: isObject(value) && isText(value.value)
					? String(value.value)
					: undefined,
	]);
	return MESSAGE_NAMES.flatMap((name) =>
		entries.filter(([own, text]) => own === name && text !== undefined),
	)[0]?.[1];
}

/** Rails: {"errors": {"url": ["is invalid"]}} */
const namedTexts = (value: unknown): string[] =>
	isObject(value)
		? Object.entries(value).flatMap(([name, texts]) =>
				stringsIn(texts).map((text) =>
					normalizeName(text).includes(normalizeName(name)) ? text : `${name} ${text}`,
				),
			)
		: stringsIn(value);

/** A longer list would not fit into a message. */
const MAX_LIST_LENGTH = 10;
const MAX_DEPTH = 5;

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

function join(parts: ReadonlyArray<string | undefined>): string | undefined {
	const texts = [...new Set(parts.filter(isText).map((part) => (part as string).trim()))];
	return texts.length === 0 ? undefined : texts.join(' ');
}

/** @param message without a full stop @returns the message followed by MyD3's words */
export function appendVendorMessage(message: string, vendorText: string): string {
	if (vendorText === '') return `${message}.`;
	return `${message}. MyD3 says: ${vendorText}${/[.!?…]$/.test(vendorText) ? '' : '.'}`;
}
