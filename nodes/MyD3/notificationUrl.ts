import { hash } from 'node:crypto';

import { contract } from './api/contract';
import { parseUrl } from './api/url';

const KEY_BYTES = 32;
const KEY_PATTERN = /^[\w-]{43}$/;
/** A list may mask a key character by character. No random key contains this. */
const MASKED_KEY = /x{8}|0{8}|-{8}|_{8}/i;

/**
 * Generates the key for a notification URL.
 * @param random returns the given number of random bytes, like node:crypto's randomBytes
 * @returns 43 characters of base64url
 */
export const generateKey = (random: (bytes: number) => Buffer): string =>
	random(KEY_BYTES).toString('base64url');

/** The digest of a key, SHA-256 in hex. Only the digest is ever stored. */
export const keyDigestOf = (key: string): string => hash('sha256', key);

/** The notification URL: the node's webhook URL with the key. */
export const withKey = (webhookUrl: string, key: string): string =>
	`${webhookUrl}${webhookUrl.includes('?') ? '&' : '?'}${contract.keyArgument.value}=${key}`;

/** A URL up to its query, safe to show. */
export const withoutQuery = (url: string): string => url.replace(/[?#].*/s, '');

/** How vendors mask part of a URL. No n8n webhook URL contains any of these. */
const MASK = /\*{3}|\.{3}|…|•|%e2%80%a[26]/i;

/** A normal form of a URL up to its query, for comparison; undefined if it is masked or not a URL. */
function comparableForm(url: string): string | undefined {
	if (MASK.test(withoutQuery(url))) return undefined;
	// URL normalises the host (lower case, Punycode) and drops the default port.
	const parsed = parseUrl(url);
	if (parsed === undefined) return undefined;
	const { protocol, host, pathname } = parsed;
	const segments = pathname.replace(/\/$/, '').split('/').map(decodeSegment);
	return JSON.stringify([protocol, host, ...segments]);
}

/** Decodes one segment at a time: decoding a whole path would turn %2F into a separator. */
function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

/**
 * Compares two URLs as URLs, ignoring the host's case, default port, percent-encoding, trailing slash, user info, query and
 * fragment. MyD3 may store a URL in a normal form, as .NET's `new Uri` does.
 * @param url a URL from MyD3's list
 * @param webhookUrl the node's webhook URL
 * @returns whether they match; false if `url` is not a URL, or is masked before its query
 */
export function hasSameTarget(url: string, webhookUrl: string): boolean {
	const form = comparableForm(url);
	return form !== undefined && form === comparableForm(webhookUrl);
}

/** Whether a listed URL shows its target: it is a URL, and nothing is masked before its query. */
export const hasVisibleTarget = (url: string): boolean => comparableForm(url) !== undefined;

/** The key in a listed notification URL; undefined if it has none in our form (a list may mask it). */
export function extractKey(url: string): string | undefined {
	const keys = new URLSearchParams(queryOf(url)).getAll(contract.keyArgument.value);
	const isShown = (key: string) => KEY_PATTERN.test(key) && !MASKED_KEY.test(key);
	return keys.length === 1 ? keys.find(isShown) : undefined;
}

/**
 * Whether a listed notification URL shows a query without a key. A URL without a query proves nothing, because some lists
 * omit it (Azure Event Grid's `endpointBaseUrl`).
 */
export const hasNoKey = (url: string): boolean =>
	/[?&=]/.test(queryOf(url)) &&
	!MASK.test(queryOf(url)) &&
	!new URLSearchParams(queryOf(url)).has(contract.keyArgument.value);

const queryOf = (url: string): string => url.slice(withoutQuery(url).length);

/** Whether only this machine or its network can reach a host. @param hostname as `new URL(…).hostname` returns it */
function isPrivateHost(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	// IPv6: public addresses are in 2000::/3; everything else is loopback, link-local, unique-local or mapped IPv4.
	if (host.startsWith('[')) return !/^\[[23][\da-f]{3}:/.test(host);
	// URL converts every spelling of an IPv4 address (0x7f.1, 2130706433) to this form.
	if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) {
		return /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
			host,
		);
	}
	return !host.includes('.') || /\.(localhost|local|internal)$/.test(host);
}

/**
 * Why MyD3 cannot reach a notification URL (documented: https, and reachable from the public internet). A MyD3 server on
 * this machine or network, such as the simulator, may use private addresses.
 * @param baseUrl the credential's Base URL, already validated
 * @returns the reason, as the end of a sentence that begins with the URL; undefined if MyD3 can reach it
 */
export function unreachableReason(notificationUrl: string, baseUrl: string): string | undefined {
	const url = parseUrl(notificationUrl);
	if (url === undefined) return 'is not a URL';
	// Parsing a URL silently drops line breaks.
	if (/\s/.test(notificationUrl)) return 'contains a space or a line break';
	if (url.protocol !== contract.notificationScheme.value) {
		return 'does not start with https, and MyD3 does not support unsecured HTTP';
	}
	if (isPrivateHost(url.hostname) && !isPrivateHost(new URL(baseUrl).hostname)) {
		return `points to ${url.hostname}, which cannot be reached from the public internet`;
	}
	return undefined;
}
