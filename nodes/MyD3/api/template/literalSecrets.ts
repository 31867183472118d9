import { base64Of } from '../redact';
import { SCHEME } from './headers';
import { asText, refusal, type Piece, type RequestField } from './placeholders';

/** A value in a template, and its name. */
export interface NamedValue {
	kind: 'header' | 'argument' | 'property';
	name: string;
	value: readonly Piece[];
}

/** Names of secrets. "keys" is not one of them, because it usually means names. */
const SECRET =
	/(key|(secret|token|password|passwd|passphrase|pwd)s?)$|^(proxy|x)?(authorization|auth)$|cookie$/;
/** Keys and tokens that are not secrets: they identify things, or continue a list. And words that end in "key": monkey. */
const NOT_SECRET =
	/(idempotency|public|partition|sort|primary|foreign|routing|dedupe|deduplication|object|cache|issue|project|lookup|external|ordering|group|mon|tur|hoc|whis)key$|(page|next|continuation|sync|skip|cursor)token$/;

/** @returns whether a value with that name is secret: "X-API-Key", "client_secret", "auth[password]" */
function isSecretName(name: string): boolean {
	const normalized = name.toLowerCase().replace(/[^a-z\d]/g, '');
	return SECRET.test(normalized) && !NOT_SECRET.test(normalized);
}

/** A value with a placeholder is not a literal key, and neither is a bare scheme. */
const isLiteralSecret = (value: readonly Piece[]): boolean =>
	value.every((piece) => typeof piece === 'string') &&
	!/^\s*$/.test(value.join('')) &&
	!SCHEME.test(value.join('').trim());

/** Refuses a key or token in a template itself, where anyone who opens the credential could read it. */
export function refuseLiteralSecrets(values: readonly NamedValue[], field: RequestField): void {
	const found = values.find(({ name, value }) => isSecretName(name) && isLiteralSecret(value));
	if (found === undefined) return;
	const { kind, name } = found;
	// cURL's -u becomes a header that the user never wrote.
	const hint = /^authorization$/i.test(name) ? ' (in a cURL command, this may be -u)' : '';
	const replacement = field === 'Token Request' ? '{apiKey}' : '{accessToken} or {apiKey}';
	throw refusal(
		`contains a key, token or password in the ${kind} ${JSON.stringify(name)}${hint}. Replace it with ${replacement}, or with {apiSecret} for a second key: n8n fills these in from fields that it keeps hidden.`,
	);
}

/** Refuses a shell variable left in a header, an argument or a property: `X-Tenant: $TENANT`. */
export function refuseShellVariables(values: readonly NamedValue[]): void {
	for (const { kind, name, value } of values) {
		const [, variable] = /(?:^|\s)(\$[A-Z][A-Z\d_]+)$/.exec(asText(value)) ?? [];
		if (variable === undefined) continue;
		throw refusal(
			`has ${variable} in the ${kind} ${JSON.stringify(name)}. Replace it with its value.`,
		);
	}
}

/** @returns the text with URL and JSON escapes decoded */
const decodeEscapes = (text: string): string =>
	text
		.replace(/(?:%[\da-f]{2})+/gi, (escapes) =>
			Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
		)
		.replace(/\\u([\da-f]{4})|\\(.)/gi, (_, code: string | undefined, character: string) =>
			code === undefined ? character : String.fromCharCode(parseInt(code, 16)),
		);

/**
 * Refuses a template that contains the value of API Key or API Secret: plain, URL-encoded, escaped for JSON or in base64.
 * @param texts everything that the user wrote
 * @param secrets the values; those shorter than 8 characters could occur by chance
 */
export function refuseKnownSecrets(texts: readonly string[], secrets: readonly string[]): void {
	const guarded = secrets.map((secret) => secret.trim()).filter((secret) => secret.length >= 8);
	const written = texts.flatMap((text) => [text, text.replaceAll('+', ' ')]);
	const decoded = written.map(decodeEscapes);
	const readings = [...written, ...decoded, ...decoded.map(decodeEscapes)];
	const isIn = (secret: string): boolean => {
		const patterns = base64Of(secret);
		return readings.some(
			(reading) =>
				reading.includes(secret) || patterns.some((pattern) => reading.search(pattern) >= 0),
		);
	};
	if (guarded.some(isIn)) {
		throw refusal(
			'contains the value of "API Key" or "API Secret". Replace it with {apiKey} or {apiSecret}, which n8n fills in from fields that it keeps hidden.',
		);
	}
}
