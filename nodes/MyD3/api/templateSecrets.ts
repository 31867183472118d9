import { decodeArgument } from './percentEncoding';
import { placeholdersIn, refusal, splitAtPlaceholders, type RequestField } from './placeholders';
import { SCHEME } from './requestHeaders';

/** A literal of a template, and what it is called. */
export interface NamedValue {
	/** "header", "argument", "property". */
	kind: string;
	name: string;
	value: string;
}

/** Keys and tokens that are no secrets: they tell things apart, or say where a list goes on. */
const NO_SECRET =
	/(idempotency|public|partition|sort|primary|foreign|routing|dedupe|deduplication|object|cache|issue|project|lookup|external|ordering|group)key$|(page|next|continuation|sync|skip|cursor)token$/;
/** Not "keys": these are the names of something. */
const SECRET = /(key|(secret|token|password|passwd|passphrase|pwd)s?)$/;
const SECRET_HEADER = /^(authorization|proxyauthorization|xauthorization|cookie|xauth|auth)$/;

/** @returns whether a value of that name is for nobody else: "X-API-Key", "client_secret", "auth[password]" */
export function isSecretName(name: string, kind: string): boolean {
	const plain = name.toLowerCase().replace(/[^a-z\d]/g, '');
	if (kind === 'header' && SECRET_HEADER.test(plain)) return true;
	return (
		SECRET.test(plain) && !NO_SECRET.test(plain) && !/(monkey|turkey|hockey|whiskey)$/.test(plain)
	);
}

/** Is it a text that could be a key? A placeholder makes it none, and so does the mere name of a scheme. */
function isLiteralSecret(value: string): boolean {
	const text = value.trim();
	if (placeholdersIn(splitAtPlaceholders(text)).length > 0) return false;
	return text !== '' && !SCHEME.test(text);
}

const CURE: Record<RequestField, string> = {
	'Token Request': 'Write {apiKey} in its place, or {apiSecret} for a second key',
	'Create Request': 'Write {accessToken} or {apiKey} in its place, or {apiSecret} for a second key',
	'List Request': 'Write {accessToken} or {apiKey} in its place, or {apiSecret} for a second key',
	'Delete Request': 'Write {accessToken} or {apiKey} in its place, or {apiSecret} for a second key',
};

/**
 * Refuses a key or token that stands in a template itself, where anyone who opens the credential could read it.
 * @throws Error, with a sentence for the user
 */
export function refuseLiteralSecrets(values: readonly NamedValue[], field: RequestField): void {
	for (const { kind, name, value } of values) {
		if (!isSecretName(name, kind) || !isLiteralSecret(value)) continue;
		if (/^cookie$/i.test(name)) {
			throw refusal(
				field,
				'has a cookie, which signs in like a key. Take it out: MyD3 is spoken to with {accessToken} or {apiKey}.',
			);
		}
		throw refusal(
			field,
			`has a key, token or password written out in the ${kind} ${JSON.stringify(name)}${fromUser(name)}. ${CURE[field]}: these come from fields that n8n keeps hidden.`,
		);
	}
}

/** cURL's -u becomes a header, whose name its user never wrote. */
const fromUser = (name: string): string =>
	/^authorization$/i.test(name) ? ' (in a cURL command also -u)' : '';

/** @returns the text, and what it may be the encoding of */
function readings(text: string): string[] {
	const unescaped = text
		.replace(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
		.replace(/\\(.)/g, '$1');
	const decode = (encoded: string): string =>
		encoded.replace(/(?:%[\da-f]{2})+/gi, (escapes) => decodeArgument(escapes));
	const base64 = (text.match(/[\w+/-]{8,}/g) ?? []).map((word) =>
		Buffer.from(word, 'base64').toString('utf8'),
	);
	return [text, unescaped, decode(text), decode(text.replaceAll('+', ' ')), ...base64];
}

/**
 * Refuses a template that has the value of API Key or API Secret in it, also encoded for a URL, for JSON or in base64.
 * @param texts all that the user wrote
 * @param secrets the values; shorter ones than 8 characters could stand there by chance
 * @throws Error, with a sentence for the user
 */
export function refuseKnownSecrets(
	texts: readonly string[],
	secrets: readonly string[],
	field: RequestField,
): void {
	const long = secrets.filter((secret) => secret.length >= 8);
	if (long.length === 0) return;
	for (const reading of texts.flatMap(readings)) {
		if (long.some((secret) => reading.includes(secret))) {
			throw refusal(
				field,
				'has the value of "API Key" or "API Secret" written out in it. Write {apiKey} or {apiSecret} in its place: these come from fields that n8n keeps hidden.',
			);
		}
	}
}
