/** Finds the subscription's id among the values in a response. */
import { contract } from './contract';
import { isGuid } from './ids';
import {
	byName,
	findValues,
	isObject,
	normalizeName,
	objectsIn,
	textOrInteger,
	valueAt,
} from './json';
import type { Found, Json } from './json';
import { redactKeys } from './redact';
import { parseUrl } from './url';

const ADDRESS_FORM = /^(https?:\/)?\/[^\s]+$/i;

/**
 * Finds the id at the end of a resource's own address: /webhooks/17, /WebhookSubscriptions(guid'9ccb…'), or a URN
 * (/subscriptions/urn:ngsi-ld:Subscription:17). Ignores a version at the end:
 * /Subscription/17/_history/1 (FHIR, hl7.org/fhir/R4/http.html#create).
 * @returns undefined if there is none
 */
export function idInAddress(address: string): string | undefined {
	const path = address
		.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '')
		.replace(/\/_history\/[^/?#]*/, '');
	const decoded = lastSegment(path) ?? '';
	// OData: Subscriptions(17), (guid'9ccb…'), (id='17').
	const inBrackets = /\((?:\w+=)?(?:[a-z]*')?([^()',]+)'?\)$/i.exec(decoded)?.[1];
	const id = inBrackets ?? decoded;
	// The "v2" of "…/api/v2" is not an id.
	return /^[\w.~{}:=@-]+$/.test(id) && /\d/.test(id) && !/^v\d+$/.test(id) ? id : undefined;
}

function lastSegment(address: string): string | undefined {
	const last = /([^/?#]+)\/?(?:[?#].*)?$/.exec(address)?.[1];
	try {
		return last && decodeURIComponent(last);
	} catch {
		return last;
	}
}

/**
 * Reads the id that Subscription ID Property names.
 * @param property path in dot notation. If nothing is there, the path's last name is looked up anywhere except in other
 *   objects, such as the owner.
 * @returns the id; if it is an address, its last segment; a notification URL stays whole; undefined if there is none
 */
export function propertyId(value: unknown, property: string): string | undefined {
	const lastPart = property.split('.').pop() as string;
	const text = [
		valueAt(value, property),
		valueAt(value, lastPart),
		...objectsIn(value)
			.filter(({ path }) => !path.some(isOtherObject))
			.flatMap(({ object }) => findValues(object, [lastPart])),
	]
		.map(textOrInteger)
		.find((found) => found !== '');
	if (text === undefined || !/^https?:\/\//i.test(text) || redactKeys(text) !== text) return text;
	return idInAddress(text) ?? lastSegment(text);
}

/** Reads the id under the first of these names that leads to one; see propertyId. */
export const namedId = (value: unknown, names: readonly string[]): string | undefined =>
	names.map((name) => propertyId(value, name)).find((id) => id !== undefined);

/**
 * Finds the ids of the one subscription that a value describes: those of the object with its notification URL, or of an
 * object that encloses it; otherwise those of the outermost object that is not something else, such as the owner.
 * @param notificationUrl undefined if it is not known
 * @returns all values that may be its id, the likeliest first; none if it is unclear which object is the subscription
 */
export function subscriptionIds(value: unknown, notificationUrl?: string): string[] {
	const objects = objectsIn(value).filter(({ path }) => !path.some(isOtherObject));
	const holders = objects.filter(({ object }) => hasAddress(object, notificationUrl));
	for (const holder of holders) {
		const chain = [holder, ...objectsAround(holder, objects)]
			.map((found) => ({ ...found, ids: idsIn(found, notificationUrl) }))
			.filter(({ ids }) => hasAny(ids));
		const [first] = chain;
		if (first === undefined) continue;
		// {"webhook_subscription": {"id": "P1", "delivery_method": {"id": "D1", "url": "…"}}}
		const named = chain.filter(isNamedSubscription).pop();
		const isPart = first.object === holder.object && !isWrapper(holder);
		return (named ?? (isPart ? (chain[1] ?? first) : first)).ids;
	}
	const named = objects.filter((found) =>
		contract.subscriptionWords.value.includes(nameOfObject(found)),
	);
	for (const candidates of [objects, named]) {
		const shallowest = candidates.find((found) => hasAny(idsIn(found, notificationUrl)))?.path
			.length;
		const ids = candidates
			.filter(({ path }) => path.length === shallowest)
			.map((found) => idsIn(found, notificationUrl))
			.filter(hasAny);
		if (new Set(ids.map(([id]) => id)).size === 1) return ids[0] as string[];
	}
	return [];
}

const hasAny = (ids: string[]): boolean => ids.length > 0;

const hasAddress = (object: Json, address: string | undefined): boolean =>
	address !== undefined &&
	Object.values(object)
		.flat()
		.some((value) => typeof value === 'string' && isSameAddress(value, address));

/** Compares the parsed URLs, because a server may return ours normalised. */
function isSameAddress(a: string, b: string): boolean {
	const url = a.includes(':') ? parseUrl(a) : undefined;
	return url !== undefined && url.href === parseUrl(b)?.href;
}

const nameOfObject = ({ path }: Found): string =>
	normalizeName(path[path.length - 1] ?? '').replace(/s$/, '');

const isNamedSubscription = (found: Found): boolean =>
	/(subscription|webhook|hook)$/.test(nameOfObject(found));

/** {"data": {"id": 9, "url": "…"}}, {"endpoint": {…}}: this object is the subscription itself, not part of one. */
const isWrapper = (found: Found): boolean =>
	[...contract.listNames.value, ...contract.subscriptionWords.value, 'result', 'response'].some(
		(name) => normalizeName(name).replace(/s$/, '') === nameOfObject(found),
	);

/** The objects that enclose one, the innermost first, except those that share their path with others. */
function objectsAround({ path }: Found, objects: readonly Found[]): Found[] {
	return path.flatMap((_, index) => {
		const outer = path.slice(0, path.length - 1 - index);
		const atPath = objects.filter(
			(found) =>
				found.path.length === outer.length && outer.every((name, at) => name === found.path[at]),
		);
		return atPath.length === 1 ? atPath : [];
	});
}

/** @returns whether a property's name says that its value is a person or another thing: owner, createdBy */
export const isOtherObject = byName((name) =>
	contract.otherObjects.value.map(normalizeName).includes(normalizeName(name)),
);

/** How clearly a property's name says that its value is the subscription's id; 0 if it does not. */
const rankOfIdName = byName((name): number => {
	const normalized = normalizeName(name);
	const ids = contract.idNames.value.map(normalizeName);
	// JSON-LD's "@id" is the whole address.
	if (ids.includes(normalized)) return name.startsWith('@') ? 2.5 : 3;
	const words = contract.subscriptionWords.value;
	if (words.some((word) => ids.some((id) => normalized.endsWith(`${word}${id}`)))) return 2;
	// {"subscription": "9ccbe7c2-…"}
	return words.includes(normalized) ? 1 : 0;
});

/**
 * All values in an object itself (not in nested ones) that may be the subscription's id, the likeliest first: those with
 * an id's name, GUIDs before others; otherwise the only GUID; otherwise the end of the object's own address.
 */
function idsIn({ object, path }: Found, notificationUrl?: string): string[] {
	// Links lead to other objects, except "self", which is read with the object that contains the links.
	if (path.some(isLinksName)) return [];
	const named = Object.entries(object)
		// Json.NET numbers the objects in a response with "$id".
		.filter(([name]) => !name.startsWith('$'))
		.map(([name, value]) => ({
			// {"identifier": {"value": "A"}, "id": 17}: an id in an object is less likely, unless it is named "id".
			rank: rankOfIdName(name) - (isObject(value) && normalizeName(name) !== 'id' ? 0.1 : 0),
			id: textOrInteger(unwrapId(name, value)),
		}))
		.filter(
			({ rank, id }) => id !== '' && (rank > 1 || (rank === 1 && (isGuid(id) || /^\d+$/.test(id)))),
		)
		.sort((a, b) => b.rank - a.rank)
		.map(({ id }) => idFromAddress(id));
	const guids = Object.entries(object)
		// {"id": "5f3e", "site_id": "3970e0fe-…"}: the object's own id, and that of something else.
		.filter(([name]) => !isOtherId(name) && (named.length === 0 || !isIdName(name)))
		.map(([, value]) => textOrInteger(value))
		.filter(isGuid);
	const ids = [...named.filter(isGuid), ...(guids.length === 1 ? guids : []), ...named];
	if (ids.length > 0) return [...new Set(ids)];
	const fromSelf = selfAddresses(object)
		.filter((own) => own.includes('/') && !isSameAddress(own, notificationUrl ?? ''))
		.map(idInAddress)
		.filter((id) => id !== undefined)
		.slice(0, 1);
	if (fromSelf.length > 0) return fromSelf;
	// If an object has only one address, that is the notification URL.
	const addresses = Object.values(object).filter((value) =>
		ADDRESS_FORM.test(textOrInteger(value)),
	);
	return findValues(object, contract.ownAddressNames.value)
		.map(textOrInteger)
		.filter(
			(own) =>
				addresses.length > 1 && own.includes('/') && !isSameAddress(own, notificationUrl ?? ''),
		)
		.map(idInAddress)
		.filter((id) => id !== undefined)
		.slice(0, 1);
}

/** SEEK: {"id": {"value": "seekAnz:webhookSubscription:events:9ccb…"}} */
const unwrapId = (name: string, value: unknown): unknown =>
	isObject(value) &&
	rankOfIdName(name) === 3 &&
	/^(value|id|guid|uuid|\$oid)$/i.test(Object.keys(value).join())
		? Object.values(value)[0]
		: value;

const isLinksName = (name: string): boolean => normalizeName(name) === 'links';

/** An object's own addresses, under names that no notification URL has: "self", "@odata.id", {"_links": {"self": …}}. */
function selfAddresses(object: Json): string[] {
	const links = Object.entries(object)
		.filter(([name, value]) => isLinksName(name) && isObject(value))
		.map(([, value]) => value as Json);
	return [object, ...links]
		.flatMap((holder) =>
			findValues(holder, holder === object ? ['self', 'href', '@odata.id'] : ['self']),
		)
		.map((value) => textOrInteger(isObject(value) ? value.href : value));
}

/** An id may be written as the subscription's address. */
const idFromAddress = (id: string): string =>
	/^https?:\/\//i.test(id) ? (idInAddress(id) ?? id) : id;

const isIdName = byName((name) =>
	contract.idNames.value.some((id) => normalizeName(name).endsWith(normalizeName(id))),
);

/** @returns whether a property's name says that its value is another id: customerId, tenantGuid, correlationId */
export const isOtherId = byName((name): boolean => {
	const normalized = normalizeName(name);
	const ids = ['', ...contract.idNames.value.map(normalizeName)];
	return (
		contract.otherObjects.value
			.map(normalizeName)
			.some((other) => ids.some((id) => normalized === `${other}${id}`)) ||
		contract.otherIdWords.value.some((word) => normalized.includes(word))
	);
});
