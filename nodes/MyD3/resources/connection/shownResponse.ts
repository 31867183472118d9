/**
 * Decides what Diagnose shows of a response. Users share its output with strangers, and MyD3's responses contain other
 * receivers' subscriptions, whose URLs may be secrets (Slack, Zapier), and may echo what MyD3 received.
 */
import { isGuid } from '../../api/ids';
import { isObject, parseJsonOrText, textOrInteger } from '../../api/json';
import { redact, redactNamed, redactSubscription, redactUrls } from '../../api/redact';
import type { OnResponse } from '../../api/request';
import type { ApiResponse } from '../../api/responses';
import { parseUrl } from '../../api/url';

const MAX_OUTLINE_LENGTH = 600;
const MAX_EXCERPT_LENGTH = 200;
const MIN_SECRET_LENGTH = 4;
const URL_AND_HOST = /\bhttps?:\/\/([^\s"'<>\\/?#]+)[^\s"'<>\\]*/gi;
/** A longer name may be an ID or a key: {"9ccbe7c2-…": {…}}. */
const PROPERTY_NAME = /^[@$_]?[a-z][\w@.-]{0,39}$/i;
/** Also matches a request's path, to check its segments one by one: a path that ends with an ID looks like base64. */
const LONG_RUN = /\b(?:GET|POST|PUT|PATCH|DELETE) \/[\w+/=-]*|[\w+/=-]{40,}/g;
const MIN_ENCODED_LENGTH = 40;

/** A request as it was sent, and its response. */
export interface HttpExchange {
	request: string;
	response: ApiResponse;
}

/** Remembers the client's last response. */
export interface ResponseRecorder {
	onResponse: OnResponse;
	/** @returns the last exchange since the previous call; undefined if there was none */
	takeLast(): HttpExchange | undefined;
	/** Every secret known so far. */
	secrets(): string[];
}

/** Creates a recorder. @param ownSecrets more values that must not be shown */
export function responseRecorder(ownSecrets: readonly string[] = []): ResponseRecorder {
	let lists: Array<readonly string[]> = [];
	let last: HttpExchange | undefined;
	return {
		onResponse(response, secrets, request) {
			// Keep a reference, because tokens obtained later are added to it.
			if (!lists.includes(secrets)) lists = [...lists, secrets];
			last = { request, response };
		},
		takeLast() {
			const taken = last;
			last = undefined;
			return taken;
		},
		secrets: () => [...ownSecrets, ...lists.flat()],
	};
}

/**
 * Describes a response without its secrets.
 * @param secrets values to hide
 * @param mayShowId whether to show a body that is a bare ID; a token may look like one
 * @returns content type and body: property names for a 2xx response, MyD3's words otherwise
 */
export function showResponse(
	{ status, headers, text }: ApiResponse,
	secrets: readonly string[],
	mayShowId: boolean,
): string {
	const type =
		String(headers['content-type'] ?? '')
			.split(';')[0]
			?.trim() ?? '';
	const isSuccess = status >= 200 && status < 300;
	const body = isSuccess ? outlineOf(text, mayShowId) : redactedExcerpt(text, secrets);
	return `${/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : ''} ${body}`.trim();
}

function outlineOf(text: string, mayShowId: boolean): string {
	const value = parseJsonOrText(text);
	if (typeof value === 'object' && value !== null) {
		return truncate(JSON.stringify(outline(value)), MAX_OUTLINE_LENGTH);
	}
	const bare = textOrInteger(value);
	if (bare === '' || (mayShowId && (isGuid(bare) || /^\d{1,15}$/.test(bare)))) return bare;
	return bare.startsWith('<')
		? tagsOf(bare)
		: `(${bare.length} ${bare.length === 1 ? 'character' : 'characters'})`;
}

const MAX_OUTLINE_DEPTH = 20;

/** Reduces a value to its property names, and a list to its first element. */
function outline(value: unknown, depth = 0): unknown {
	if (depth > MAX_OUTLINE_DEPTH) return '…';
	if (Array.isArray(value)) {
		const more = value.length > 1 ? [`… ${value.length - 1} more`] : [];
		return [...value.slice(0, 1).map((element) => outline(element, depth + 1)), ...more];
	}
	if (isObject(value)) {
		return Object.fromEntries(
			Object.entries(value).map(([name, child]) => [
				PROPERTY_NAME.test(name) ? name : '***',
				outline(child, depth + 1),
			]),
		);
	}
	return value === null || value === '' || typeof value === 'boolean' ? value : '***';
}

const tagsOf = (markup: string): string =>
	truncate(
		[...markup.matchAll(/<(!?[a-z][\w:-]*)/gi)].map(([, name]) => `<${name}>`).join(''),
		MAX_EXCERPT_LENGTH,
	);

function redactedExcerpt(text: string, secrets: readonly string[]): string {
	const value = parseJsonOrText(text);
	const shown =
		typeof value === 'object' ? JSON.stringify(redactSubscription(value)) : textOrInteger(value);
	if (shown.startsWith('<')) return tagsOf(shown);
	return truncate(hideSecrets(shown, secrets), MAX_EXCERPT_LENGTH);
}

/**
 * Hides secrets in text that may come from MyD3: known ones, whatever looks like one, and everything except the host in
 * URLs of other hosts.
 * @param secrets the known ones
 * @param baseUrl the credential's Base URL, whose paths may be shown
 */
export function hideSecrets(text: string, secrets: readonly string[], baseUrl = ''): string {
	const ownHost = parseUrl(baseUrl)?.host ?? '';
	const withoutUrls = redactUrls(text).replace(URL_AND_HOST, (url: string, host: string) =>
		[ownHost, 'github.com'].includes(host) || /^https?:\/\/[^/]+\/?$/.test(url)
			? url
			: `${url.slice(0, url.indexOf('//') + 2)}${host.replace(/^.*@/, '')}/***`,
	);
	const clean = redactNamed(redact(withoutUrls, secrets)).replace(LONG_RUN, hideEncodedParts);
	return containsSecret(clean, secrets) ? '(not shown, because it contains a secret)' : clean;
}

const hideEncodedParts = (run: string): string =>
	run.includes(' ') ? run.split('/').map(hideIfEncoded).join('/') : hideIfEncoded(run);

const hideIfEncoded = (run: string): string =>
	run.length >= MIN_ENCODED_LENGTH && isEncoded(run) ? '***' : run;

/** Whether a string looks like base64, which may hide anything. A path rarely has all three kinds of characters. */
const isEncoded = (run: string): boolean =>
	/[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run);

/** @returns the request's text, or a replacement if it contains a secret, as it does when MyD3 issues one as an ID */
export const hideInRequest = (request: string, secrets: readonly string[]): string =>
	containsSecret(request, secrets) ? '(not shown, because it contains a secret)' : request;

/** Whether a string still contains a secret, perhaps URL-encoded, HTML-escaped or in a different letter case. */
function containsSecret(text: string, secrets: readonly string[]): boolean {
	const known = secrets
		.filter((secret) => secret.length >= MIN_SECRET_LENGTH)
		.map((secret) => secret.toLowerCase());
	let spelling = text;
	// A URL in the query of a URL is encoded twice.
	for (let depth = 0; depth < 4; depth++) {
		const lowerCase = spelling.toLowerCase();
		if (known.some((secret) => lowerCase.includes(secret))) return true;
		spelling = decode(spelling);
	}
	return false;
}

const character = (code: string, radix: number): string =>
	String.fromCharCode(Number.parseInt(code, radix));

const decode = (text: string): string =>
	text
		.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => character(hex, 16))
		.replace(/&#x([0-9a-f]{1,4});/gi, (_, hex: string) => character(hex, 16))
		.replace(/&#(\d{1,5});/g, (_, code: string) => character(code, 10));

const truncate = (text: string, maxLength: number): string =>
	text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
