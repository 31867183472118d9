import { createHash } from 'node:crypto';

import { contract } from './api/contract';

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
export const keyDigestOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** The URL that MyD3 is to notify: the node's webhook URL with the key. */
export const withKey = (webhookUrl: string, key: string): string =>
	`${webhookUrl}${webhookUrl.includes('?') ? '&' : '?'}${contract.keyArgument.value}=${key}`;

/** A URL up to its query: what can be shown and compared. */
export const withoutQuery = (url: string): string => url.replace(/[?#].*/s, '');

/** The key in a listed notification URL; undefined when there is none of our making (a list may mask it). */
export function extractKey(url = ''): string | undefined {
	const keys = new URLSearchParams(url.slice(withoutQuery(url).length)).getAll(
		contract.keyArgument.value,
	);
	return keys.length === 1 ? keys.find((key) => KEY_FORM.test(key)) : undefined;
}

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
	let url: URL;
	try {
		url = new URL(notificationUrl);
	} catch {
		return 'is not a URL';
	}
	if (url.protocol !== contract.notificationScheme.value) {
		return 'does not start with https, and MyD3 does not support unsecured HTTP';
	}
	if (isPrivateHost(url.hostname) && !isPrivateHost(new URL(baseUrl).hostname)) {
		return `leads to ${url.hostname}, which cannot be reached from the public internet`;
	}
	return undefined;
}
