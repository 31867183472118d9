/**
 * Reads what MyD3 answers. Only the bare GUID after create is documented; of the rest we know names at best. So property
 * names match regardless of case and punctuation, nested objects are searched, and an unknown name is accepted if only
 * one value qualifies. What remains ambiguous is refused, never guessed.
 */
import { contract } from './contract';
import {
	normalizeName,
	objectsIn,
	parseBody,
	textOrInteger,
	textsIn,
	valueAt,
	valuesNamed,
} from './json';
import type { Found, Json } from './json';

/** What MyD3 answered. */
export interface ApiResponse {
	status: number;
	/** With names in lower case. */
	headers: Json;
	text: string;
}

const GUID = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
const URL_FORM = /^(https?:\/)?\/[^\s]+$/i;
const GUID_INSIDE = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** @returns whether a text is a GUID, with or without braces */
export const isGuid = (text: string): boolean => GUID.test(text);

/** Compares two ids as a server would that takes them for the same: without case and braces. */
export const sameId = (one: string, other: string): boolean =>
	normalizeId(one) === normalizeId(other);

/** @returns an id in the form in which two spellings of it are equal; never to be sent */
export const normalizeId = (id: string): string =>
	id
		.trim()
		.replace(/^\{(.*)\}$/, '$1')
		.toLowerCase();

/**
 * Finds the access token in the response to Token Request.
 * @param property dot path to it; empty to find it by name
 * @returns undefined when there is none
 */
export function readAccessToken({ text }: ApiResponse, property = ''): string | undefined {
	const value = parseBody(text);
	if (property !== '') return textOrInteger(valueAt(value, property)) || undefined;
	if (typeof value === 'object') {
		return objectsIn(value)
			.flatMap(({ object }) => valuesNamed(object, contract.accessTokenNames.value))
			.map(textOrInteger)
			.find((token) => token !== '');
	}
	// A bare token has no white space and no mark-up: a sentence or an HTML page is not one.
	return /^[^\s<>"{}]{8,}$/.test(textOrInteger(value)) ? textOrInteger(value) : undefined;
}

/** What helps to find the id in the response to Create Request. */
export interface CreatedHints {
	/** The notification URL that was sent. */
	notificationUrl?: string;
	/** The GUID that was sent for {uuid}. */
	uuid?: string;
	/** The credential's Subscription ID Property. */
	property?: string;
}

/**
 * Finds the new subscription's id in the response to Create Request.
 * @returns the id as it came; undefined when there is none, or when it is not clear which it is
 */
export function readCreatedId(response: ApiResponse, hints: CreatedHints = {}): string | undefined {
	const { notificationUrl, uuid, property = '' } = hints;
	const value = parseBody(response.text);
	if (property !== '') {
		const own = propertyId(value, property);
		if (own !== undefined) return own;
	}
	if (uuid !== undefined && textsIn(value).some((text) => sameId(text, uuid))) return uuid;
	return (
		(typeof value === 'object' && value !== null
			? subscriptionIds(value, notificationUrl)[0]
			: bareId(textOrInteger(value), response.status)) ??
		idInLocation(response.headers) ??
		uuid
	);
}

/** A bare id has a digit: "Created", "OK" and "success" are words, and the status in the body is no id either. */
function bareId(text: string, status: number): string | undefined {
	return /^[\w{}:.~-]{1,100}$/.test(text) && /\d/.test(text) && text !== String(status)
		? text
		: undefined;
}

function idInLocation(headers: Json): string | undefined {
	const location = textOrInteger(headers[contract.createdLocation.value.toLowerCase()]);
	return location === '' ? undefined : idInAddress(location);
}

/** @returns the id at the end of a resource's own address: /webhooks/17, or /WebhookSubscriptions(guid'9ccb…') */
export function idInAddress(address: string): string | undefined {
	const last = /([^/?#]+)\/?(?:[?#].*)?$/.exec(address)?.[1] ?? '';
	const decoded = decode(last);
	const guid = GUID_INSIDE.exec(decoded)?.[0];
	if (guid !== undefined) return guid;
	const inBrackets = /\('?([^()']+)'?\)$/.exec(decoded)?.[1];
	const id = inBrackets ?? decoded;
	return /^[\w.~-]+$/.test(id) && /\d/.test(id) ? id : undefined;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The value of Subscription ID Property; of an address, the id at its end. */
function propertyId(value: unknown, property: string): string | undefined {
	const lastPart = property.split('.').pop() as string;
	const text = [valueAt(value, property), valueAt(value, lastPart), deepValue(value, lastPart)]
		.map(textOrInteger)
		.find((found) => found !== '');
	if (text === undefined) return undefined;
	return /^https?:\/\//i.test(text) ? idInAddress(text) : text;
}

const deepValue = (value: unknown, name: string): unknown =>
	objectsIn(value)
		.flatMap(({ object }) => valuesNamed(object, [name]))
		.find((held) => textOrInteger(held) !== '');

/**
 * Finds the ids of the one subscription that a value describes: of the object that has its notification URL, or of one
 * around that; otherwise of the outermost object that is not somebody else's.
 * @param notificationUrl undefined when it is not known
 * @returns all that may be its id, the likeliest first; none when it is not clear which object is meant
 */
export function subscriptionIds(value: object, notificationUrl?: string): string[] {
	const objects = objectsIn(value).filter(({ path }) => !path.some(isOtherObject));
	const holders = objects.filter(({ object }) => hasAddress(object, notificationUrl));
	for (const { path } of holders) {
		// Where the URL lies in an object of its own (delivery.url), the id is in one around it.
		for (let length = path.length; length >= 0; length--) {
			const around = objects.filter((one) => isPrefix(one, path, length));
			const found = around.map(({ object }) => idsIn(object, notificationUrl)).filter(hasAny);
			if (found.length === 1) return found[0] as string[];
		}
	}
	for (const candidates of [objects, objects.filter(isNamedSubscription)]) {
		const found = candidates
			.map(({ object, path }) => ({ depth: path.length, ids: idsIn(object, notificationUrl) }))
			.filter(({ ids }) => hasAny(ids));
		const shallowest = Math.min(...found.map(({ depth }) => depth));
		const ids = found.filter(({ depth }) => depth === shallowest).map((one) => one.ids);
		if (new Set(ids.map(([id]) => id)).size === 1) return ids[0] as string[];
	}
	return [];
}

const hasAny = (ids: string[]): boolean => ids.length > 0;

const hasAddress = (object: Json, address: string | undefined): boolean =>
	address !== undefined &&
	Object.values(object)
		.flat()
		.some((held) => typeof held === 'string' && isSameAddress(held, address));

/** A server may have brought the URL into its normal form. */
const isSameAddress = (one: string, other: string): boolean =>
	one === other ||
	(URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href);

const isNamedSubscription = ({ path }: Found): boolean =>
	contract.subscriptionWords.value.includes(
		normalizeName(path[path.length - 1] ?? '').replace(/s$/, ''),
	);

const isPrefix = (one: Found, path: string[], length: number): boolean =>
	one.path.length === length && one.path.every((name, index) => name === path[index]);

const isOtherObject = (name: string): boolean =>
	contract.otherObjects.value.map(normalizeName).includes(normalizeName(name));

/** How well a property's name says that it holds the subscription's id; 0 when it does not. */
function rankOfIdName(name: string): number {
	const plain = normalizeName(name);
	const ids = contract.idNames.value;
	if (ids.includes(plain)) return 3;
	const words = contract.subscriptionWords.value;
	if (words.some((word) => ids.some((id) => plain.endsWith(`${word}${id}`)))) return 2;
	// {"subscription": "9ccbe7c2-…"}
	return words.includes(plain) ? 1 : 0;
}

/**
 * Everything in an object itself (not in nested ones) that may be the subscription's id, the likeliest first: what is
 * named so, a GUID before anything else; otherwise the only GUID; otherwise the end of the object's own address.
 */
function idsIn(object: Json, notificationUrl?: string): string[] {
	const named = Object.entries(object)
		.map(([name, held]) => ({ rank: rankOfIdName(name), id: textOrInteger(held) }))
		.filter(
			({ rank, id }) => id !== '' && (rank > 1 || (rank === 1 && (isGuid(id) || /^\d+$/.test(id)))),
		)
		.sort((one, other) => other.rank - one.rank);
	const guids = Object.entries(object)
		.filter(([name]) => !isOtherId(name))
		.map(([, held]) => textOrInteger(held))
		.filter(isGuid);
	const ids = [
		...named.filter(({ id }) => isGuid(id)).map(({ id }) => id),
		...(guids.length === 1 ? guids : []),
		...named.map(({ id }) => id),
	];
	if (ids.length > 0) return [...new Set(ids)];
	// The only address in an object is the notification URL.
	const addresses = Object.values(object).filter((held) => URL_FORM.test(textOrInteger(held)));
	return valuesNamed(object, contract.ownAddressNames.value)
		.map(textOrInteger)
		.filter(
			(own) =>
				addresses.length > 1 && own.includes('/') && !isSameAddress(own, notificationUrl ?? ''),
		)
		.map(idInAddress)
		.filter((id) => id !== undefined)
		.slice(0, 1);
}

/** customerId, tenantGuid: the id of something else. */
function isOtherId(name: string): boolean {
	const plain = normalizeName(name);
	return contract.otherObjects.value
		.map(normalizeName)
		.some((other) =>
			contract.idNames.value.some((id) => plain === `${other}${id}` || plain === other),
		);
}

/**
 * Says that a 2xx response is a refusal all the same: GraphQL's errors, {"success": false}, {"errors": ["…"]}.
 * @returns whether it says so
 */
export function isRefusal({ text }: ApiResponse): boolean {
	const value = parseBody(text);
	if (typeof value !== 'object') return false;
	return objectsIn(value).some(({ object }) =>
		Object.entries(object).some(
			([name, held]) =>
				(/^(success|ok)$/i.test(name) && held === false) ||
				(/^(user)?errors?$/i.test(name) && textsIn(held).length > 0),
		),
	);
}
