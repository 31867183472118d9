/** Compares ids. */

const GUID = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/** @returns whether a string is a GUID, with or without braces */
export const isGuid = (text: string): boolean => GUID.test(text);

/** Compares two ids as a lenient server does, ignoring case and braces. */
export const isSameId = (a: string, b: string): boolean => normalizeId(a) === normalizeId(b);

/** @returns a form of an id in which all its spellings are equal; only for comparison, never to be sent */
export const normalizeId = (id: string): string =>
	id
		.trim()
		.replace(/^\{(.*)\}$/, '$1')
		.toLowerCase();
