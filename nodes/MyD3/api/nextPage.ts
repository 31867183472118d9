/** Reads what one page of a list says about further pages: where the next one is, and whether there are more. */
import { contract } from './contract';
import {
	findValues,
	isObject,
	normalizeName,
	objectsIn,
	parseJsonOrText,
	textOrInteger,
} from './json';
import type { Json } from './json';

/** What a page says about further pages. */
export interface Paging {
	/**
	 * Candidates for the next page, the likeliest first: an address, which may be relative, or queries with the token from
	 * the response. No response says which query argument expects the token.
	 */
	next: string[];
	/** The query of the next page, if the response shows which page this one is. */
	countedQuery?: string;
	/** Whether there are more pages; undefined if the response does not say. */
	hasMore?: boolean;
	/** The total number of subscriptions, if the response states it. */
	total?: number;
}

/**
 * Reads what a page says about further pages.
 * @param value the response's body, parsed
 * @param rows the number of rows on this page
 * @param lastId the id of the last row
 */
export function readPaging(value: unknown, headers: Json, rows: number, lastId = ''): Paging {
	const objects = objectsIn(value, false).map(({ object }) => object);
	// X-Total-Count, Result-Pages, X-After-Cursor: what other APIs put into the body.
	const fromHeaders = Object.entries(headers).map(([name, value]): [string, unknown] => [
		name.replace(/^(x-)?((ms|pagination|result)-)?/, ''),
		value,
	]);
	// Content-Range: items 0-9/25
	const total = /\/(\d+)$/.exec(textOrInteger(headers['content-range']))?.[1];
	objects.push(Object.fromEntries(fromHeaders), { total });
	// ASP.NET's X-Pagination: {"TotalCount":25,"HasNext":true}
	objects.push(...Object.values(headers).map(textOrInteger).map(parseJsonOrText).filter(isObject));
	const more = readHasMore(objects);
	const candidates = findNextPages(objects, headers);
	const countedQuery = rows === 0 ? undefined : countedPage(objects, rows);
	if (candidates.length === 0 && countedQuery === undefined && more === true && lastId !== '') {
		candidates.push(...contract.lastIdArguments.value.map((name) => toQuery(name, lastId)));
	}
	return {
		// Some APIs return a link or cursor even on the last page, for that page itself.
		next: more === false ? [] : candidates,
		countedQuery,
		hasMore: more ?? hasMorePages(objects),
		total: findTotal(objects, rows),
	};
}

const toQuery = (name: string, value: string): string => `?${name}=${encodeURIComponent(value)}`;

/** Finds a link in the body or in a Link header, or a token to send back. */
function findNextPages(objects: readonly Json[], headers: Json): string[] {
	const names = contract.nextPageNames.value;
	const links = objects
		.flatMap((object) => findValues(object, names))
		.flatMap((next) => (isObject(next) ? findValues(next, ['href', 'url', 'uri', 'link']) : next));
	// {"links": [{"rel": "next", "href": "…"}]}; FHIR's bundles say "relation".
	const relLinks = objects
		.flatMap((object) => findValues(object, ['links', 'link']))
		.flat()
		.filter(
			(link): link is Json =>
				isObject(link) && textOrInteger(link.rel ?? link.relation).toLowerCase() === 'next',
		)
		.flatMap((link) => findValues(link, ['href', 'url', 'uri']));
	const link = [...links, ...relLinks].map(textOrInteger).find((text) => /[/?]/.test(text));
	if (link !== undefined) return [link];
	const header = textOrInteger(headers[contract.nextPageHeader.value.toLowerCase()]);
	const headerLink = /<([^>]*)>\s*;[^,]*\brel="?[^";,]*\bnext\b/i.exec(header)?.[1];
	if (headerLink !== undefined) return [headerLink];
	return contract.continuations.value.flatMap((continuation) => {
		const [name = '', ...argumentNames] = continuation.split('=');
		return objects
			.flatMap((object) => Object.entries(object))
			.filter(([key]) => normalizeName(key) === normalizeName(name))
			.map(([key, value]) => ({ key, token: textOrInteger(value) }))
			.filter(({ token }) => token !== '')
			.flatMap(({ key, token }) =>
				// An API that returns next_page_token expects page_token.
				argumentNames
					.map((argument) => (key.includes('_') ? snakeCase(argument) : argument))
					.map((argument) => toQuery(argument, token)),
			);
	});
}

const snakeCase = (name: string): string =>
	name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Reads {"hasMore": true} or {"isLast": false}. */
const readHasMore = (objects: readonly Json[]): boolean | undefined =>
	objects
		.flatMap((object) => [
			...findValues(object, contract.morePagesNames.value),
			...findValues(object, contract.lastPageNames.value).map((last) =>
				typeof last === 'boolean' ? !last : undefined,
			),
		])
		.find((more) => typeof more === 'boolean');

/** Reads {"page": 1, "pages": 3} or {"next": null}. A "next" that is not an address shows that there is a next page,
 * but not where. */
function hasMorePages(objects: readonly Json[]): boolean | undefined {
	for (const object of objects) {
		const [pages] = countsIn(object, contract.pageCountNames.value);
		const [page = 1] = countsIn(object, contract.pageNumberNames.value);
		// The first page may be 0 or 1.
		if (pages !== undefined) return Math.max(page, 1) < pages;
	}
	const next = objects.flatMap((object) => findValues(object, contract.nextPageNames.value));
	if (next.length === 0) return undefined;
	return next.some((value) => value !== null && value !== false && value !== '');
}

/** Counts up from {"page": 1}, {"current_page": 1} or {"offset": 0}. The argument has the property's name or is "page". */
function countedPage(objects: readonly Json[], rows: number): string | undefined {
	const offsets = contract.offsetNames.value;
	for (const name of [...contract.pageNumberNames.value, ...offsets]) {
		for (const [key, value] of objects.flatMap((object) => Object.entries(object))) {
			const [position] = countsIn({ [key]: value }, [name]);
			if (position === undefined) continue;
			const argument = /^current/i.test(key) ? 'page' : key;
			return toQuery(argument, String(position + (offsets.includes(name) ? rows : 1)));
		}
	}
	return undefined;
}

const countsIn = (object: Json, names: readonly string[]): number[] =>
	findValues(object, names)
		.map(textOrInteger)
		.filter((text) => text !== '')
		.map(Number)
		.filter((count) => Number.isSafeInteger(count) && count >= 0);

/** The number of all subscriptions. */
const findTotal = (objects: readonly Json[], rows: number): number | undefined =>
	objects.flatMap((object) => [
		...countsIn(object, contract.totalNames.value),
		// A count no larger than this page may be the count of this page only.
		...countsIn(object, contract.totalOrPageCountNames.value).filter((count) => count > rows),
	])[0];
