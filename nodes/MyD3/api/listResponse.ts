/** Reads the response to List Request: one page of subscriptions. */
import { contract } from './contract';
import {
	byName,
	findValues,
	isObject,
	normalizeName,
	objectsIn,
	parseBody,
	textOrInteger,
	textsIn,
} from './json';
import type { Json } from './json';
import { eventTypesIn } from './listedEventTypes';
import { readPaging } from './nextPage';
import type { Paging } from './nextPage';
import type { ApiResponse } from './responses';
import { isOtherObject, propertyId, subscriptionIds } from './subscriptionIds';
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

/** One page of the list. */
export interface Page extends Paging {
	subscriptions: Subscription[];
	/** Whether a row could not be read because it has no id. */
	hasUnreadable: boolean;
}

/** Hints for reading the list. */
export interface ListHints {
	/** The property names that lead to {eventType} in Create Request. */
	eventTypePath?: readonly string[];
	/** The credential's Subscription ID Property. */
	idProperty?: string;
	/** The API's host. A URL on it is an item's own address. */
	apiHost?: string;
	/** @returns whether a URL is one of our notification URLs; identifies the list to read if a response has several */
	isOurUrl?: (url: string) => boolean;
}

const URL_FORM = /^https?:\/\/[^\s]+$/i;
/** A mask before the query. If only the query, which contains the key, is masked, the URL still shows its target. */
const MASK = /^[^?#]*([*•…]|\.{3}|%E2%80%A6|%E2%80%A2|x{4,}|redacted)/i;

/** Reads a response to List Request. @returns undefined if it is not a list of subscriptions */
export function readPage(
	{ text, headers, status }: ApiResponse,
	hints: ListHints = {},
): Page | undefined {
	if (status === 204 || text.trim() === '')
		return { subscriptions: [], hasUnreadable: false, next: [] };
	const value = parseBody(text);
	const list = findList(value, hints);
	if (list === undefined) return undefined;
	const rows = list.filter((item) => !isDeleted(item));
	const subscriptions = rows.map((item) => readItem(item, hints));
	const readable = subscriptions.filter((one) => one !== undefined);
	if (readable.length === 0 && rows.length > 0) return undefined;
	const paging = readPaging(value, headers, list.length, readable.at(-1)?.id);
	return {
		subscriptions: readable,
		hasUnreadable: readable.length < rows.length,
		...paging,
		// "206 Partial Content": Heroku, devcenter.heroku.com/articles/platform-api-reference#ranges
		...(status === 206 ? { hasMore: true } : {}),
	};
}

/** Some APIs still list what was deleted: {"status": "deleted"}, {"deletedAt": "2026-11-24T12:00:00Z"}. */
const isDeleted = (item: unknown): boolean =>
	isObject(item) &&
	(findValues(item, ['status', 'state']).some((state) =>
		contract.deletedStates.value.includes(normalizeName(textOrInteger(state))),
	) ||
		findValues(item, contract.deletedNames.value).some(
			// .NET writes an unset date as year 1.
			(value) =>
				value === true ||
				(typeof value === 'string' && /^\d{4}-/.test(value) && !/^0001/.test(value)),
		));

/** Finds the list. Of several, prefers the one with our URL; then those with any URL, a usual name, or items. */
function findList(value: unknown, hints: ListHints): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (value === null) return [];
	const objects = objectsIn(value, false).filter(({ path }) => !path.some(isOtherObject));
	const lists = objects.flatMap(({ object, path }) =>
		Object.entries(object)
			// A list of errors in a 200 response is not an empty list of subscriptions.
			.filter(
				([name, value]) =>
					Array.isArray(value) && !/error|warning|omitted/i.test(name) && !isOtherObject(name),
			)
			.map(([name, value]) => ({ name, list: value as unknown[], depth: path.length })),
	);
	const usable = lists.filter(
		({ list }) => list.length === 0 || list.some((item) => readItem(item, hints) !== undefined),
	);
	const scoreOf = ({ name, list, depth }: (typeof lists)[number]): number =>
		(hints.isOurUrl !== undefined && textsIn(list).some((text) => hints.isOurUrl?.(text))
			? 1_000
			: 0) +
		(list.some((item) => (readItem(item, hints)?.urls.length ?? 0) > 0) ? 100 : 0) +
		(list.length > 0 ? 50 : 0) +
		(isListName(name) ? 60 : 0) -
		depth;
	const ranked = usable.map((one) => ({ list: one.list, score: scoreOf(one) }));
	const highest = Math.max(...ranked.map(({ score }) => score));
	const likeliest = ranked.filter(({ score }) => score === highest);
	if (likeliest.length > 0) {
		// Equally likely lists with URLs are parts of one list. Without URLs, it is unclear which one to use.
		return likeliest.length === 1 || highest >= 100
			? likeliest.flatMap(({ list }) => list)
			: undefined;
	}
	const map = findMap(value, hints);
	if (map !== undefined) return map;
	if (lists.length > 0) return undefined;
	// A single subscription may come without a list around it.
	if (textsIn(value).some((text) => hints.isOurUrl?.(text))) return [value];
	return isWrapperAroundNull(value) ? [] : undefined;
}

const isMetadata = (name: string): boolean =>
	/^_?(links?|meta|page|paging|pagination)$/i.test(name) || isOtherObject(name);

/** Finds rows keyed by id: {"subscriptions": {"17": {"url": "…"}}}. A row without an id of its own gets its key. */
function findMap(value: unknown, hints: ListHints): Json[] | undefined {
	const maps = objectsIn(value, false)
		.filter(({ path }) => !path.some(isOtherObject))
		.filter(({ object }) => !Object.keys(object).some(isMetadata))
		.filter(({ object, path }) =>
			path.length === 0
				? !Object.keys(object).some(isListName)
				: isListName(path[path.length - 1] as string),
		)
		.map(({ object, path }) => ({ rows: Object.entries(object), path }))
		// {"webhooks": {}} is an empty list; {} says nothing.
		.filter(({ rows, path }) => rows.length > 0 || path.length > 0)
		.map(({ rows }) => rows)
		.filter((rows) => rows.every(([, row]) => isObject(row) && textsIn(row).some(isShownUrl)))
		.map((rows) =>
			rows.map(([id, row]) =>
				readItem(row, hints) === undefined ? { id, ...(row as Json) } : (row as Json),
			),
		);
	return maps[0];
}

const isShownUrl = (text: string): boolean =>
	URL_FORM.test(text) && parseUrl(text) !== undefined && !MASK.test(text);

const isListName = byName(
	(name) =>
		contract.listNames.value.map(normalizeName).includes(normalizeName(name)) ||
		contract.subscriptionWords.value.some((word) => normalizeName(name).includes(word)),
);

function isWrapperAroundNull(value: unknown): boolean {
	const entries = objectsIn(value, false).flatMap(({ object }) => Object.entries(object));
	return entries.some(
		([name, value]) => value === null && (isListName(name) || entries.length === 1),
	);
}

/** Reads one row of the list. @returns undefined if it has no id */
function readItem(item: unknown, hints: ListHints): Subscription | undefined {
	if (!isObject(item)) {
		const id = textOrInteger(item);
		return /\d/.test(id) && /^[\w{}.:-]+$/.test(id)
			? { id, ids: [id], urls: [], raw: { id } }
			: undefined;
	}
	const urls = textsIn(item)
		.map((text) => text.trim())
		.filter(isShownUrl);
	const ourUrl = urls.find((url) => hints.isOurUrl?.(url));
	const property = hints.idProperty ?? '';
	const byProperty = property === '' ? undefined : propertyId(item, property);
	const found = subscriptionIds(item, ourUrl);
	const ids = byProperty === undefined ? found : [byProperty, ...found];
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

/** Recognises {"active": false} and {"attributes": {"status": "disabled"}}. */
const isInactive = (item: Json): boolean =>
	objectsIn(item, false)
		.filter(
			({ path }) =>
				path.length === 0 ||
				isListName(path.join()) ||
				/^(attributes|node|status)$/.test(path.join()),
		)
		.flatMap(({ object }) => Object.entries(object))
		.some(([name, value]) => {
			const text = typeof value === 'boolean' ? String(value) : textOrInteger(value);
			if (/^(is)?_?(active|enabled)$/i.test(name)) return NO.test(text);
			if (/^(is)?_?(disabled|inactive|paused|suspended)$/i.test(name)) return YES.test(text);
			return /^(status|state)$/i.test(name) && INACTIVE.test(text);
		});

const NO = /^(false|0|no|n|off)$/i;
const YES = /^(true|1|yes|y|on)$/i;
const INACTIVE =
	/^(in-?active|disabled|deactivated\w*|deleted|expired|revoked|suspended|cancell?ed|paused|stopped|off)$/i;

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

/** A link to a web page, a picture or a schema ("@odata.context") is no notification URL, even if the item has no other. */
const isLinkName = (name: string): boolean =>
	/^[@$]|(portal|docs?|documentation|help|avatar|logo|icon|schema|type)(url|uri)?$/i.test(name) ||
	/^(self|href)$/.test(normalizeName(name));

const urlInList = (item: Json, [url]: string[]): string | undefined =>
	objectsIn(item).some(({ object }) =>
		Object.values(object).some((value) => Array.isArray(value) && value.includes(url)),
	)
		? url
		: undefined;
