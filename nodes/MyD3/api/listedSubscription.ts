/** Reads one row of the response to List Request: a subscription. */
import { contract } from './contract';
import { byName, isObject, normalizeName, objectsIn, textOrInteger, stringsIn } from './json';
import type { Json } from './json';
import { eventTypesIn } from './listedEventTypes';
import { namedId, propertyId, subscriptionIds } from './subscriptionIds';
import { parseUrl } from './url';

/** A subscription as MyD3 lists it. */
export interface Subscription {
	/** In MyD3's spelling, and sent back unchanged. */
	id: string;
	/** All values in the item that may be its id, the likeliest first. */
	ids: string[];
	/** undefined if the item does not show them. */
	eventTypes?: string[];
	/** undefined if the item shows none. A masked or invalid URL does not count. */
	notificationUrl?: string;
	/** All URLs anywhere in the item, except masked or invalid ones. */
	urls: string[];
	/** Whether the item says that it is switched off, so that MyD3 sends nothing. */
	isInactive?: boolean;
	/** MyD3's own object, unchanged. */
	raw: Json;
}

/** Hints for reading the list. */
export interface ListHints {
	/** The property names that lead to {eventType} in Create Request. */
	eventTypePath?: readonly string[];
	/** What Delete Request calls the id. Used for rows that have none under a usual name. */
	idNames?: readonly string[];
	/** The credential's Subscription ID Property. */
	idProperty?: string;
	/** The API's host. A URL on it is an item's own address. */
	apiHost?: string;
	/** @returns whether a URL is one of our notification URLs; identifies the list to read if a response has several */
	isOurUrl?: (url: string) => boolean;
}

const URL_FORM = /^https?:\/\/[^\s]+$/i;
/** Matches a URL masked before its query. Masking only the query, which contains the key, leaves the target visible. */
const MASKED_TARGET = /^[^?#]*([*•…]|\.{3}|%E2%80%A6|%E2%80%A2|x{4,}|redacted)/i;

/** Reads one row of the list. @returns undefined if it has no id */
export function readItem(item: unknown, hints: ListHints): Subscription | undefined {
	if (!isObject(item)) {
		const id = textOrInteger(item);
		return /\d/.test(id) && /^[\w{}.:-]+$/.test(id)
			? { id, ids: [id], urls: [], raw: { id } }
			: undefined;
	}
	const urls = stringsIn(item)
		.map((text) => text.trim())
		.filter(isShownUrl);
	const ourUrl = urls.find((url) => hints.isOurUrl?.(url));
	const byProperty = hints.idProperty ? propertyId(item, hints.idProperty) : undefined;
	const found = subscriptionIds(item, ourUrl);
	const named = found.length === 0 ? namedId(item, hints.idNames ?? []) : undefined;
	const ids = [byProperty, ...found, named].filter((id) => id !== undefined);
	if (ids[0] === undefined) return undefined;
	return {
		id: ids[0],
		ids: [...new Set(ids)],
		eventTypes: eventTypesIn(item, hints.eventTypePath, ids),
		notificationUrl: ourUrl ?? notificationUrlIn(item, urls, hints.apiHost),
		urls,
		isInactive: isInactive(item),
		raw: item,
	};
}

/** Recognises {"active": false}, {"attributes": {"status": "disabled"}} and {"disabledAt": "2026-11-24T12:00:00Z"}. */
const isInactive = (item: Json): boolean =>
	objectsIn(item, false)
		.filter(
			({ path }) =>
				path.length === 0 ||
				// {"lastNotification": {"status": "failed"}} says nothing about the subscription.
				(isListName(path.join()) && !/last|latest|recent/i.test(path.join())) ||
				/^(attributes|node|status)$/.test(path.join()),
		)
		.flatMap(({ object }) => Object.entries(object))
		.some(([name, value]) => {
			const text = typeof value === 'boolean' ? String(value) : textOrInteger(value);
			const plainName = normalizeName(name);
			if (/^(is)?(active|enabled|on)$/.test(plainName)) return NO.test(text);
			if (SWITCHED_OFF.test(plainName)) return isSet(value);
			if (/^disabled?reason$/.test(plainName)) return !/^(none|null)?$/i.test(text);
			return STATUS.test(plainName) && INACTIVE.test(text.replace(/[_-]/g, ''));
		});

/** Whether a flag, or the date of a change, is set. .NET writes an unset date as year 1, MySQL as year 0, others as 0. */
export const isSet = (value: unknown): boolean =>
	/^(true|1|yes|y|on|[1-9]\d{8,}|(?!000[01])\d{4}-\d\d.*)$/i.test(
		typeof value === 'boolean' ? String(value) : textOrInteger(value),
	);

const NO = /^(false|0|no|n|off)$/i;
const SWITCHED_OFF =
	/^((is)?(disabled|deactivated|inactive|paused|suspended|revoked|expired|blocked|archived)|(disabled|deactivated|revoked|cancell?ed|archived)(at|on|date))$/;
const STATUS = /^(subscription|webhook|hook|lifecycle|alert)?(status|state)$/;
// DISABLED_CALLBACK_FAILED: Smartsheet; AUTO_DISABLED: Rubrik; notification_failures_exceeded: Twitch; MARKED_DOWN: eBay.
const INACTIVE =
	/^((in|not)active|(auto)?(disabled|deactivated)\w*|deleted|expired|failed|revoked|suspended|blocked|archived|terminated|cancell?ed|paused|stopped|off|markeddown|\w+(failed|revoked|exceeded|removed))$/i;

/** Finds the URL that is not the item's own address: {"url": "https://api…/17", "targetUrl": "https://n8n…"}. */
function notificationUrlIn(
	item: Json,
	urls: string[],
	apiHost: string | undefined,
): string | undefined {
	const onOtherHosts = urls.filter((url) => new URL(url).host !== apiHost);
	const named = objectsIn(item)
		.flatMap(({ object }) => Object.entries(object))
		.filter(
			([name, value]) =>
				typeof value === 'string' && onOtherHosts.includes(value.trim()) && !isLinkName(name),
		);
	const others = named.filter(
		([name]) => !contract.ownAddressNames.value.map(normalizeName).includes(normalizeName(name)),
	);
	const likely = others.find(([name]) => /notif|callback|target|deliver|endpoint|hook/i.test(name));
	const found = (likely ?? others[0] ?? named[0])?.[1] as string | undefined;
	// URLs in a list have no names.
	return found?.trim() ?? (onOtherHosts.length === 1 ? urlInList(item, onOtherHosts) : undefined);
}

/** A link to a web page, a picture or a schema ("@odata.context") is not a notification URL, even if the item has no other. */
const isLinkName = (name: string): boolean =>
	/^[@$]|(portal|docs?|documentation|help|avatar|logo|icon|schema|type)(url|uri)?$/i.test(name) ||
	/^(self|href)$/.test(normalizeName(name));

const urlInList = (item: Json, [url]: string[]): string | undefined =>
	objectsIn(item).some(({ object }) =>
		Object.values(object).some((value) => Array.isArray(value) && value.includes(url)),
	)
		? url
		: undefined;

/** @returns whether a string is a URL that is not masked */
export const isShownUrl = (text: string): boolean =>
	URL_FORM.test(text) && parseUrl(text) !== undefined && !MASKED_TARGET.test(text);

/** @returns whether a list of subscriptions, or the object around one, may have this name */
export const isListName = byName(
	(name) =>
		contract.listNames.value.map(normalizeName).includes(normalizeName(name)) ||
		contract.subscriptionWords.value.some((word) => normalizeName(name).includes(word)),
);
