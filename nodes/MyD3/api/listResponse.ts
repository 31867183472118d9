/** Reads the response to List Request: one page of subscriptions. */
import { contract } from './contract';
import {
	findValues,
	isObject,
	normalizeName,
	objectsIn,
	parseJsonOrText,
	textOrInteger,
	stringsIn,
} from './json';
import type { Json } from './json';
import { isListName, isSet, isShownUrl, readItem } from './listedSubscription';
import type { ListHints, Subscription } from './listedSubscription';
import { readPaging } from './nextPage';
import type { Paging } from './nextPage';
import type { ApiResponse } from './responses';
import { isOtherObject } from './subscriptionIds';

/** One page of the list. */
export interface Page extends Paging {
	subscriptions: Subscription[];
	/** How many rows MyD3 listed, including those of deleted subscriptions. */
	rows: number;
	/** Whether a row could not be read because it has no id. */
	hasUnreadableRow: boolean;
}

/** Reads a response to List Request. @returns undefined if it is not a list of subscriptions */
export function readPage(
	{ text, headers, status }: ApiResponse,
	hints: ListHints = {},
): Page | undefined {
	if (status === 204 || text.trim() === '')
		return { subscriptions: [], rows: 0, hasUnreadableRow: false, next: [] };
	const value = parseJsonOrText(text);
	const list = findList(value, hints);
	if (list === undefined) return undefined;
	const rows = list.filter((item) => !isDeleted(item));
	const subscriptions = rows.map((item) => readItem(item, hints));
	const readable = subscriptions.filter((subscription) => subscription !== undefined);
	if (readable.length === 0 && rows.length > 0) return undefined;
	const paging = readPaging(value, headers, list.length, readable.at(-1)?.id);
	return {
		subscriptions: readable,
		rows: list.length,
		hasUnreadableRow: readable.length < rows.length,
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
		findValues(item, contract.deletedNames.value).some(isSet));

/** Finds the list. Of several, prefers the one with our URL; then those with any URL, a usual name, or items. */
function findList(value: unknown, hints: ListHints): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (value === null) return [];
	const objects = objectsIn(value, false).filter(({ path }) => !path.some(isOtherObject));
	const lists = objects.flatMap(({ object, path }) =>
		Object.entries(object)
			// A list of errors in a 200 response is not an empty list of subscriptions, nor are Cloudflare's "messages".
			.filter(
				([name, value]) =>
					Array.isArray(value) &&
					!/error|warning|omitted|^messages$/i.test(name) &&
					!isOtherObject(name),
			)
			.map(([name, value]) => ({ name, list: value as unknown[], depth: path.length })),
	);
	const usable = lists.filter(
		({ list }) => list.length === 0 || list.some((item) => readItem(item, hints) !== undefined),
	);
	const scoreOf = ({ name, list, depth }: (typeof lists)[number]): number =>
		(hints.isOurUrl !== undefined && stringsIn(list).some((text) => hints.isOurUrl?.(text))
			? 1_000
			: 0) +
		(list.some((item) => (readItem(item, hints)?.urls.length ?? 0) > 0) ? 100 : 0) +
		(list.length > 0 ? 50 : 0) +
		(isListName(name) ? 60 : 0) -
		depth;
	const ranked = usable.map((candidate) => ({ list: candidate.list, score: scoreOf(candidate) }));
	const highest = Math.max(...ranked.map(({ score }) => score));
	const likeliest = ranked.filter(({ score }) => score === highest);
	if (likeliest.length > 0) {
		// Equally likely lists with URLs, or with a usual name and items, are parts of one list. Otherwise it is unclear which one
		// to use.
		return likeliest.length === 1 || highest >= 100
			? likeliest.flatMap(({ list }) => list)
			: undefined;
	}
	const map = findMap(value, hints);
	if (map !== undefined) return map;
	if (lists.length > 0) return undefined;
	// A single subscription may come without a list around it.
	if (stringsIn(value).some((text) => hints.isOurUrl?.(text))) return [value];
	return isWrapperAroundNull(value) || isOmittedList(value) ? [] : undefined;
}

const isListMetadata = (name: string): boolean =>
	/^_?(links?|meta|page|paging|pagination)$/i.test(name);

/** Finds rows keyed by id: {"subscriptions": {"17": {"url": "…"}}}. A row without an id of its own gets its key. */
function findMap(value: unknown, hints: ListHints): Json[] | undefined {
	const maps = objectsIn(value, false)
		.filter(({ path }) => !path.some(isOtherObject))
		.filter(
			({ object }) =>
				!Object.keys(object).some((name) => isListMetadata(name) || isOtherObject(name)),
		)
		.filter(({ object, path }) =>
			path.length === 0
				? !Object.keys(object).some(isListName)
				: isListName(path[path.length - 1] as string),
		)
		.map(({ object, path }) => ({ rows: Object.entries(object), path }))
		// {"webhooks": {}} is an empty list. See isOmittedList for {}.
		.filter(({ rows, path }) => rows.length > 0 || path.length > 0)
		.map(({ rows }) => rows)
		.filter((rows) => rows.every(([, row]) => isObject(row) && hasOwnUrl(row)))
		.map((rows) =>
			rows.map(([id, row]) =>
				readItem(row, hints) === undefined ? { id, ...(row as Json) } : (row as Json),
			),
		);
	return maps[0];
}

/**
 * Whether a row contains a URL outside lists of objects. Such a list would itself be the list of subscriptions, and its rows
 * have already proved unreadable: {"edges": [{"node": …}]}
 */
const hasOwnUrl = (row: Json): boolean =>
	objectsIn(row, false)
		.flatMap(({ object }) => Object.values(object).flat())
		.some((value) => typeof value === 'string' && isShownUrl(value));

function isWrapperAroundNull(value: unknown): boolean {
	const entries = objectsIn(value, false).flatMap(({ object }) => Object.entries(object));
	return entries.some(
		([name, value]) => value === null && (isListName(name) || entries.length === 1),
	);
}

/**
 * Some APIs omit an empty list. What is left is a count of zero ({"total": 0, "page": 1}; Spring: {"page": {"totalElements":
 * 0}}); only a link to the list itself (Spring HATEOAS); or {} (Google's APIs and gRPC gateways: googleapis/google-cloud-python#2616).
 * Any text, except in links at the top, may belong to another object, such as an account.
 */
function isOmittedList(value: unknown): boolean {
	if (!isObject(value)) return false;
	const entries = Object.entries(value);
	const metadata = entries.filter(([name, other]) => isListMetadata(name) && isObject(other));
	const others = entries.filter((entry) => !metadata.includes(entry)).map(([, other]) => other);
	if (others.some((other) => typeof other === 'string' || isObject(other))) return false;
	if (
		metadata.some(
			([name, object]) => !isLinks(name) && stringsIn(object).some((text) => text !== ''),
		)
	)
		return false;
	const objects = metadata.map(([, object]) => object as Json);
	const counts = [value, ...objects].flatMap((object) =>
		findValues(object, [...contract.totalNames.value, ...contract.totalOrPageCountNames.value]),
	);
	return counts.length > 0
		? counts.every((count) => count === 0)
		: others.length === 0 &&
				metadata.every(
					([name, object]) => isLinks(name) && Object.keys(object as Json).join() === 'self',
				);
}

const isLinks = (name: string): boolean => /^_?links?$/i.test(name);
