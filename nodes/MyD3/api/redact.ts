import { contract } from './contract';

const MIN_SECRET_LENGTH = 4;
const MAX_DEPTH = 50;
/** Shorter pieces of base64 occur by chance. */
const MIN_PART_LENGTH = 8;
/** JavaScript cannot compile the pattern of a whole token of 8 kB, and the exception would quote the token. */
const MAX_PIECE_LENGTH = 64;
const MAX_EXCERPT_LENGTH = 200;
const KEY = contract.keyArgument.value;
const KEYS_IN_TEXT = new RegExp(`([?&;]${KEY}=)[^&#\\s"'<>\\\\]+`, 'gi');
/** The same, URL-encoded or escaped for JSON or HTML. */
const ENCODED_KEYS = new RegExp(`(${KEY}(?:=|%(?:25)*3D|\\\\u003d|&#(?:61|x3d);))[\\w.~-]+`, 'gi');
const JWT = /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;
/** JSON may escape slashes. */
const URL_IN_TEXT = /\bhttps?:\\?\/\\?\/(?:\\\/|[^\s"'<>\\])+/gi;
const SECRET_NAME =
	/secret|token|key|passw|passphrase|pwd|credential|signature|hmac|authorization|auth$|cookie/i;
/** A secret with its name, as in a connection string. */
const NAMED_SECRET =
	/((?:secret|token|key|passw\w*|signature)["']?\s*[:=]\s*["']?)[\w+/=.~-]{12,}/gi;

/** Hides the keys in notification URLs. */
export const redactKeys = (text: string): string =>
	text.replace(KEYS_IN_TEXT, '$1***').replace(ENCODED_KEYS, '$1***');

/**
 * Hides secrets in text that comes from MyD3 or is about to be shown. Keys in notification URLs, Bearer and Basic
 * credentials, and JWTs are always hidden.
 * @param secrets known secrets. They are also hidden in a different letter case, URL-encoded, escaped for JSON or HTML, or in
 *   base64, and so are pieces of long ones.
 */
export function redact(text: string, secrets: readonly string[]): string {
	const clean = [...new Set(secrets)]
		.filter((secret) => secret.length >= MIN_SECRET_LENGTH)
		// The longest first: one secret may be part of another.
		.sort((a, b) => b.length - a.length)
		.reduce(hideSecret, text);
	return redactKeys(clean.replace(/\*{6,}/g, '***'))
		.replace(/((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi, '$1***')
		.replace(JWT, '***');
}

function hideSecret(text: string, secret: string): string {
	const shown = cutIntoPieces([...secret]).reduce(
		(all, piece) =>
			// Compiling the whole pattern takes a long time, and most strings do not even contain its beginning.
			spellingsOf(piece.slice(0, MIN_SECRET_LENGTH)).test(all)
				? all.replace(spellingsOf(piece), '***')
				: all,
		text,
	);
	return base64Of(secret).reduce((all, pattern) => all.replace(pattern, '***'), shown);
}

/** Cuts a long secret into pieces of about the same length: a short remainder could occur by chance. */
function cutIntoPieces(secret: readonly string[]): string[][] {
	const count = Math.ceil(secret.length / MAX_PIECE_LENGTH);
	const cutAt = (index: number): number => Math.round((index * secret.length) / count);
	return Array.from({ length: count }, (_, index) => secret.slice(cutAt(index), cutAt(index + 1)));
}

/** Matches each character as it is, in either case, or as escaped for a URL, JSON or HTML. */
function spellingsOf(secret: readonly string[]): RegExp {
	const characters = secret.map((character) => {
		const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
		const units = [...Array(character.length).keys()].map((at) =>
			character.charCodeAt(at).toString(16).padStart(4, '0'),
		);
		const code = character.codePointAt(0) ?? 0;
		const spellings = [
			/[\w]/.test(character) ? character : `\\\\?${escapeForRegExp(character)}`,
			escapeForRegExp(JSON.stringify(character).slice(1, -1)),
			bytes.map((byte) => `%(?:25)*${byte}`).join(''),
			units.map((unit) => `\\\\u${unit}`).join(''),
			`&#(?:0*${code}|x0*${code.toString(16)});`,
			...(HTML_NAMES[character] ?? []),
			...(character === ' ' ? ['\\+'] : []),
		];
		return `(?:${[...new Set(spellings)].join('|')})`;
	});
	return new RegExp(characters.join(''), 'gi');
}

const HTML_NAMES: Record<string, string[]> = {
	'&': ['&amp;'],
	'<': ['&lt;'],
	'>': ['&gt;'],
	'"': ['&quot;'],
	"'": ['&apos;'],
};

const escapeForRegExp = (text: string): string =>
	text.replace(/[^\w]/g, (character) => `\\u${hex4(character)}`);

const hex4 = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, '0');

/** Matches a secret in base64, even within a longer string: what precedes it shifts it by one or two bytes. */
export function base64Of(secret: string): RegExp[] {
	const bytes = Buffer.from(secret);
	const whole = bytes.toString('base64').replaceAll('=', '');
	const parts = [0, 1, 2].map((skipped) => {
		const length = Math.floor((bytes.length - skipped) / 3) * 3;
		return bytes.subarray(skipped, skipped + Math.max(length, 0)).toString('base64');
	});
	return [whole, ...parts.filter((part) => part.length >= MIN_PART_LENGTH)]
		.flatMap((text) => cutIntoPieces([...text]))
		.map((piece) => piece.join('').replace(/\+/g, '[+-]').replace(/\//g, '\\\\?[/_]'))
		.map((pattern) => new RegExp(pattern, 'g'));
}

/** Redacts a string, collapses its white space and cuts it after 200 characters. */
export function redactAndTruncate(text: string, secrets: readonly string[]): string {
	const clean = redact(text, secrets).replace(/\s+/g, ' ').trim();
	return clean.length > MAX_EXCERPT_LENGTH ? `${clean.slice(0, MAX_EXCERPT_LENGTH)}…` : clean;
}

/** Hides user info and all query values of every URL in a string, because other receivers' keys may have any name. */
export const redactUrls = (text: string): string =>
	text
		.replace(URL_IN_TEXT, (url) =>
			url
				.replace(/(:\\?\/\\?\/)[^/?#\\]*@/, '$1***@')
				.replace(/([?&;])([^=&#;]*)=[^&#;]*/g, '$1$2=***')
				.replace(/\?([^=&#;]+)(?=$|#)/, '?***')
				.replace(/#.+/, '#***'),
		)
		.replace(/\b([a-z][\w+.-]*:\/\/)[^\s/?#@"'<>]*@/gi, '$1***@');

/** Hides values that follow a secret's name: `SharedAccessKey=…`. */
export const redactNamed = (text: string): string => text.replace(NAMED_SECRET, '$1***');

/**
 * Redacts JSON from MyD3, which may contain other receivers' subscriptions.
 * @returns a copy with redacted URLs and without the values of properties named like a secret
 */
export function redactSubscription(value: unknown, depth = 0, isSecret = false): unknown {
	if (typeof value === 'number' && isSecret) return '***';
	if (typeof value === 'string') {
		// A sentence, such as "The key is required.", is not a secret.
		const isSentence = value.trim().split(/\s+/).length > 2;
		return isSecret && !isSentence && value !== ''
			? '***'
			: redactKeys(redactNamed(redactUrls(value)));
	}
	if (typeof value !== 'object' || value === null) return value;
	if (depth > MAX_DEPTH) return '…';
	if (Array.isArray(value)) {
		return value.map((element) => redactSubscription(element, depth + 1, isSecret));
	}
	const entries = Object.entries(value);
	// {"name": "X-Api-Key", "value": "…"}
	const isSecretPair = entries.some(
		([name, child]) => /^(name|key|header|field)$/i.test(name) && SECRET_NAME.test(String(child)),
	);
	return Object.fromEntries(
		entries.map(([name, child]) => {
			if (SECRET_NAME.test(name) && typeof child === 'string' && child !== '') return [name, '***'];
			const isChildSecret =
				isSecret || SECRET_NAME.test(name) || (isSecretPair && /^value$/i.test(name));
			return [name, redactSubscription(child, depth + 1, isChildSecret)];
		}),
	);
}
