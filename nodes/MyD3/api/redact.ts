import { contract } from './contract';

const SHORTEST_SECRET = 4;
const LONGEST_EXCERPT = 200;
const KEYS_IN_TEXT = new RegExp(`([?&]${contract.keyArgument.value}=)[^&#\\s"'<>]+`, 'gi');
const JWT = /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;
const URL_IN_TEXT = /\bhttps?:\/\/[^\s"'<>\\]+/gi;
const SECRET_NAME = /secret|token|key|passw|credential|signature|authorization|cookie/i;

/** Hides the keys in notification URLs. */
export const redactKeys = (text: string): string => text.replace(KEYS_IN_TEXT, '$1***');

/**
 * Hides secrets in text that comes from MyD3, or that is about to be shown.
 * @param secrets values that are known to be secret, found also in the spellings of URLs, JSON and Basic authentication; the
 *   keys in notification URLs, bearer tokens and JWTs are found without
 */
export function redact(text: string, secrets: readonly string[]): string {
	const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
	const spellings = known.flatMap((secret) => [
		secret,
		encodeURIComponent(secret),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	]);
	let clean = text;
	// The longest first: one secret may be part of another.
	for (const spelling of spellings.sort((one, other) => other.length - one.length)) {
		clean = clean.split(spelling).join('***');
	}
	return redactKeys(clean)
		.replace(/((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi, '$1***')
		.replace(JWT, '***');
}

/** The same, with white space folded and at most 200 characters. */
export function redactAndTruncate(text: string, secrets: readonly string[]): string {
	const clean = redact(text, secrets).replace(/\s+/g, ' ').trim();
	return clean.length > LONGEST_EXCERPT ? `${clean.slice(0, LONGEST_EXCERPT)}…` : clean;
}

/** Hides user info and every value in the query of each URL in a text: other receivers' keys may be called anything. */
export const redactUrls = (text: string): string =>
	text.replace(URL_IN_TEXT, (url) =>
		url
			.replace(/^(https?:\/\/)[^/?#]*@/i, '$1***@')
			.replace(/([?&;])([^=&#;]*)=[^&#;]*/g, '$1$2=***')
			.replace(/\?([^=&#;]+)(?=$|#)/, '?***')
			.replace(/#.+$/, '#***'),
	);

/**
 * Makes a subscription fit to be shown, whoever receives its events.
 * @returns a copy, in which URLs are redacted and the values of properties named like a secret are hidden
 */
export function redactSubscription(value: unknown): unknown {
	if (typeof value === 'string') return redactUrls(value);
	if (Array.isArray(value)) return value.map(redactSubscription);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, held]) => [
			name,
			SECRET_NAME.test(name) &&
			(typeof held === 'string' || typeof held === 'number') &&
			held !== ''
				? '***'
				: redactSubscription(held),
		]),
	);
}
