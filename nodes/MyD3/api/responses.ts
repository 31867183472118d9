/**
 * Reads what MyD3 answers, and writes the one body it is sent. Only the bare GUID after create is documented; of the rest we
 * know names at best. Hence: names count without case and punctuation, one wrapper is looked into, and where a name is not
 * known but only one value can be meant, that value is taken. What cannot be read is refused, never guessed.
 */
import { contract } from './contract';
import type { ApiDetails } from './contract';

type Json = Record<string, unknown>;

/** What MyD3 answered. */
export interface ApiResponse {
	status: number;
	/** With names in lower case. */
	headers: Json;
	text: string;
}

/** A subscription as MyD3 lists it: what could not be found is undefined. */
export interface Subscription {
	id: string;
	eventTypes?: string[];
	notificationUrl?: string;
	/** The vendor's object, untouched. */
	raw: Json;
}

/** The answer to a list call: one page, and the address of the next. */
export interface Page {
	subscriptions: Subscription[];
	/** May be relative; undefined on the last page. */
	next?: string;
}

const GUID = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
const HTTPS = /^https:\/\//i;

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const textOrInteger = (value: unknown): string =>
	typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';

/** A GUID in its usual form, whatever case and braces it came in; any other id as it is. */
export const normalizeId = (text: string): string =>
	GUID.test(text) ? text.replace(/[{}]/g, '').toLowerCase() : text;

const normalizeName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The object itself, then the objects that it wraps. */
const selfAndChildren = (value: unknown): Json[] =>
	isObject(value) ? [value, ...Object.values(value).filter(isObject)] : [];

/** The values under these names, in the order of layers and names. */
const findValues = (value: unknown, names: string[]): unknown[] => {
	const wanted = names.map(normalizeName);
	return selfAndChildren(value).flatMap((layer) => {
		const entries = Object.entries(layer).map(([name, held]) => ({
			name: normalizeName(name),
			held,
		}));
		return wanted.flatMap((name) =>
			entries.filter((entry) => entry.name === name).map(({ held }) => held),
		);
	});
};

const findText = (value: unknown, names: string[]): string | undefined =>
	findValues(value, names)
		.map(textOrInteger)
		.find((text) => text !== '');

/** The text of the given form, if there is exactly one in the object. */
function findOnlyText(value: unknown, form: RegExp): string | undefined {
	const texts = selfAndChildren(value).flatMap((layer) => Object.values(layer).map(textOrInteger));
	const found = texts.filter((text) => form.test(text));
	return found.length === 1 ? found[0] : undefined;
}

/** An answer's text as a value: JSON where it is JSON, otherwise the text without surrounding white space. */
export function parseBody(text: string): unknown {
	// White space is, to JavaScript, also a byte order mark.
	const trimmed = text.trim();
	try {
		return JSON.parse(trimmed);
	} catch {
		return trimmed;
	}
}

/** The access token in the answer of the token endpoint; undefined when there is none. */
export function readAccessToken({ text }: ApiResponse): string | undefined {
	const value = parseBody(text);
	if (isObject(value)) return findText(value, contract.accessTokenNames.value);
	// A bare token has no white space and no mark-up: a sentence or an HTML page is not one.
	return /^[^\s<>"{}]{8,}$/.test(textOrInteger(value)) ? textOrInteger(value) : undefined;
}

/** The id in the answer to create; undefined when there is none. */
export function readCreatedId({ text, headers }: ApiResponse): string | undefined {
	const value = parseBody(text);
	const bare = /^[\w{}-]{1,64}$/.test(textOrInteger(value)) ? textOrInteger(value) : undefined;
	const location = textOrInteger(headers[contract.createdLocation.value.toLowerCase()]);
	const fromLocation = /\/([\w{}-]+)\/?(?:[?#]|$)/.exec(location.replace(/%7[BD]/gi, ''))?.[1];
	const id = (isObject(value) ? findId(value) : bare) ?? fromLocation;
	return id === undefined ? undefined : normalizeId(id);
}

const findId = (value: Json): string | undefined =>
	findText(value, contract.idNames.value) ?? findOnlyText(value, GUID);

/** The subscriptions in the answer to a list call; undefined when it is not a list of objects with ids. */
export function readPage({ text, headers }: ApiResponse, details: ApiDetails): Page | undefined {
	const value = parseBody(text);
	const list = findList(value);
	if (list === undefined) return undefined;
	const subscriptions: Subscription[] = [];
	for (const raw of list) {
		const id = isObject(raw) ? findId(raw) : undefined;
		if (id === undefined) return undefined;
		subscriptions.push({
			id: normalizeId(id),
			...detailsIn(raw as Json, details),
			raw: raw as Json,
		});
	}
	return { subscriptions, next: findNextPage(value, headers) };
}

/** The list, plain, under one of the names that are known, or under any name if there is only one list. */
function findList(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	const named = findValues(value, contract.listWrappers.value).find(Array.isArray);
	if (named !== undefined) return named;
	// A list of errors in an answer that says 200 is not an empty list of subscriptions.
	const lists = selfAndChildren(value).flatMap((layer) =>
		Object.entries(layer).filter(
			([name, list]) => Array.isArray(list) && !/error|warning/i.test(name),
		),
	);
	return lists.length === 1 ? (lists[0]?.[1] as unknown[]) : undefined;
}

function detailsIn(
	raw: Json,
	details: ApiDetails,
): Pick<Subscription, 'eventTypes' | 'notificationUrl'> {
	const eventTypes = findValues(raw, [withoutListMark(details.eventTypeField)])
		.flat()
		.map(textOrInteger)
		.filter((type) => type !== '');
	return {
		eventTypes: eventTypes.length > 0 ? eventTypes : undefined,
		notificationUrl:
			findText(raw, [withoutListMark(details.notificationUrlField)]) ?? findOnlyText(raw, HTTPS),
	};
}

/** Where the next page is: a link in the body, a token to send back, or a Link header. */
function findNextPage(value: unknown, headers: Json): string | undefined {
	const link = findValues(value, contract.nextPageNames.value)
		.flatMap((next) => (isObject(next) ? findValues(next, ['href', 'url']) : next))
		.map(textOrInteger)
		.find((text) => /[/?]/.test(text));
	if (link !== undefined) return link;
	for (const continuation of contract.continuations.value) {
		const [name, argument] = continuation.split('=') as [string, string];
		const token = findText(value, [name]);
		if (token !== undefined) return `?${argument}=${encodeURIComponent(token)}`;
	}
	const header = textOrInteger(headers[contract.nextPageHeader.value.toLowerCase()]);
	return /<([^>]*)>\s*;[^,]*\brel="?next\b/i.exec(header)?.[1];
}

const withoutListMark = (field: string): string => field.replace(/\[\]$/, '');

/**
 * The body of create.
 * @throws Error, with a message for the user, when an additional field would replace one of the contract's own
 */
export function writeSubscription(
	eventType: string,
	notificationUrl: string,
	additionalFields: Json,
	details: ApiDetails,
): Json {
	const own: Json = {};
	for (const [field, value] of [
		[details.eventTypeField, eventType],
		[details.notificationUrlField, notificationUrl],
	] as const) {
		own[withoutListMark(field)] = field.endsWith('[]') ? [value] : value;
	}
	const clash = Object.keys(additionalFields).find((name) => name in own);
	if (clash !== undefined) {
		throw new Error(
			`"${clash}" cannot be an additional subscription field: this node sends it itself.`,
		);
	}
	return { ...additionalFields, ...own };
}
