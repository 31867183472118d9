import { createHash } from 'node:crypto';

import { facts } from './api/contract';

const KEY_BYTES = 32;
const KEY_FORM = /^[\w-]{43}$/;
const KEYS_IN_TEXT = new RegExp(`([?&]${facts.keyArgument.value}=)[^&#\\s"']+`, 'gi');

/**
 * Makes the key that a notification URL carries.
 * @param random gives that many random bytes, as node:crypto's randomBytes does
 * @returns 43 characters of base64url
 */
export const freshKey = (random: (bytes: number) => Buffer): string =>
	random(KEY_BYTES).toString('base64url');

/** The digest of a key, the only thing of it that is ever kept: SHA-256 in hex. */
export const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** The URL that MyD3 is to notify: the node's webhook URL with the key. */
export const withKey = (webhookUrl: string, key: string): string =>
	`${webhookUrl}${webhookUrl.includes('?') ? '&' : '?'}${facts.keyArgument.value}=${key}`;

/** A URL up to its query: what can be shown and compared. */
export const withoutQuery = (url: string): string => url.replace(/[?#].*/s, '');

/** The key in a listed notification URL; undefined when there is none of our making (a list may mask it). */
export function keyIn(url = ''): string | undefined {
	const keys = new URLSearchParams(url.slice(withoutQuery(url).length)).getAll(
		facts.keyArgument.value,
	);
	return keys.length === 1 ? keys.find((key) => KEY_FORM.test(key)) : undefined;
}

/** Any text with the keys of the notification URLs in it hidden. */
export const withKeysHidden = (text: string): string => text.replace(KEYS_IN_TEXT, '$1***');
