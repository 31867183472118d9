import { hash } from 'node:crypto';

import { contract } from './api/contract';
import { parseUrl } from './api/url';

const KEY_BYTES = 32;
const KEY_FORM = /^[\w-]{43}$/;

/**
 * Makes the key that a notification URL carries.
 * @param random gives that many random bytes, as node:crypto's randomBytes does
 * @returns 43 characters of base64url
 */
export const generateKey = (random: (bytes: number) => Buffer): string =>
	random(KEY_BYTES).toString('base64url');

/** The digest of a key, the only thing of it that is ever kept: SHA-256 in hex. */
export const keyDigestOf = (key: string): string => hash('sha256', key);

/** The URL that MyD3 is to notify: the node's webhook URL with the key. */
export const withKey = (webhookUrl: string, key: string): string =>
	`${webhookUrl}${webhookUrl.includes('?') ? '&' : '?'}${contract.keyArgument.value}=${key}`;

/** A URL up to its query: what can be shown and compared. */
export const withoutQuery = (url: string): string => url.replace(/[?#].*/s, '');

/** What stands where a vendor hides a part of a URL; no webhook URL of n8n has any of it. */
const MASK = /\*{3}|\.{3}|…|•|%e2%80%a[26]/i;

/** A URL up to its query, in a form in which equal ones are equal; undefined when it is masked or no URL. */
function comparableForm(url: string): string | undefined {
	if (MASK.test(withoutQuery(url))) return undefined;
	// URL has brought the host into lower case and Punycode, and taken the default port away.
	const parsed = parseUrl(url);
	if (parsed === undefined) return undefined;
	const { protocol, host, pathname } = parsed;
	const segments = pathname.replace(/\/$/, '').split('/').map(decodeSegment);
	return JSON.stringify([protocol, host, ...segments]);
}

/** One by one: in a whole path, %2F would become one more segment. */
function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

/**
 * Compares two URLs as URLs: without case of the host, default port, percent-encoding, final slash, user info, query and
 * fragment. MyD3 may store a URL in a normal form, as .NET's `new Uri` does.
 * @param url what MyD3 lists; anything that is masked before its query, or no URL, leads nowhere
 * @param webhookUrl the node's
 */
export function leadsTo(url: string, webhookUrl: string): boolean {
	const form = comparableForm(url);
	return form !== undefined && form === comparableForm(webhookUrl);
}

/** Whether a listed URL shows where it leads: it is a URL, and nothing is masked before its query. */
export const showsTarget = (url: string): boolean => comparableForm(url) !== undefined;

/** The key in a listed notification URL; undefined when there is none of our making (a list may mask it). */
export function extractKey(url: string): string | undefined {
	const keys = new URLSearchParams(queryOf(url)).getAll(contract.keyArgument.value);
	return keys.length === 1 ? keys.find((key) => KEY_FORM.test(key)) : undefined;
}

/**
 * Whether a listed notification URL shows a query without a key. One without any query says nothing: some lists leave the
 * query out (Azure Event Grid's `endpointBaseUrl`).
 */
export const lacksKey = (url: string): boolean =>
	/[?&=]/.test(queryOf(url)) &&
	!MASK.test(queryOf(url)) &&
	!new URLSearchParams(queryOf(url)).has(contract.keyArgument.value);

const queryOf = (url: string): string => url.slice(withoutQuery(url).length);

/** Is this host one that only this machine, or only its network, can reach? Takes what `new URL(…).hostname` gives. */
function isPrivateHost(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	// IPv6: public addresses are in 2000::/3; everything else is loopback, link-local, unique-local or mapped IPv4.
	if (host.startsWith('[')) return !/^\[[23]/.test(host);
	// URL has brought every spelling of an IPv4 address (0x7f.1, 2130706433) into this form.
	if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) {
		return /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
			host,
		);
	}
	return !host.includes('.') || /\.(localhost|local|internal)$/.test(host);
}

/**
 * Why MyD3 could not reach a notification URL (documented: https, and reachable from the public internet).
 * A MyD3 that is itself on this machine or network, such as the simulator, may be given private addresses.
 * @param baseUrl the credential's Base URL, already checked
 * @returns what is wrong, as the end of a sentence that begins with the URL; undefined when nothing is
 */
export function unreachableReason(notificationUrl: string, baseUrl: string): string | undefined {
	const url = parseUrl(notificationUrl);
	if (url === undefined) return 'is not a URL';
	if (url.protocol !== contract.notificationScheme.value) {
		return 'does not start with https, and MyD3 does not support unsecured HTTP';
	}
	if (isPrivateHost(url.hostname) && !isPrivateHost(new URL(baseUrl).hostname)) {
		return `leads to ${url.hostname}, which cannot be reached from the public internet`;
	}
	return undefined;
}
