/** Reads what a page of a list says of further pages: where the next one is, and whether more are announced. */
import { contract } from './contract';
import { isObject, normalizeName, objectsIn, textOrInteger, findValues } from './json';
import type { Json } from './json';

/** What a page says of further pages. */
export interface Paging {
	/** The address of the next page; may be relative; undefined where the response names none. */
	next?: string;
	/** Whether the response says that there are more pages, or that there are none; undefined when it says nothing. */
	hasMore?: boolean;
	/** How many subscriptions there are in all, as far as the response says so. */
	total?: number;
}

/**
 * @param value the response's body, parsed
 * @param rows how many there are on this page
 */
export function readPaging(value: unknown, headers: Json, rows: number): Paging {
	const objects = objectsIn(value, false).map(({ object }) => object);
	const more = saysMore(objects);
	// Some name the page they are on even when it is the last.
	const next = more === false ? undefined : findNextPage(objects, headers);
	return { next, hasMore: more ?? hasMorePages(objects), total: findTotal(objects, headers, rows) };
}

/** Where the next page is: a link in the body, a token to send back, or a Link header. */
function findNextPage(objects: readonly Json[], headers: Json): string | undefined {
	const names = contract.nextPageNames.value;
	const links = objects
		.flatMap((object) => findValues(object, names))
		.flatMap((next) => (isObject(next) ? findValues(next, ['href', 'url', 'uri', 'link']) : next));
	// {"links": [{"rel": "next", "href": "…"}]}; FHIR's bundles say "relation".
	const related = objects
		.flatMap((object) => findValues(object, ['links', 'link']))
		.flat()
		.filter(
			(link): link is Json =>
				isObject(link) && textOrInteger(link.rel ?? link.relation).toLowerCase() === 'next',
		)
		.flatMap((link) => findValues(link, ['href', 'url', 'uri']));
	const link = [...links, ...related].map(textOrInteger).find((text) => /[/?]/.test(text));
	if (link !== undefined) return link;
	for (const continuation of contract.continuations.value) {
		const [name, argument] = continuation.split('=') as [string, string];
		const found = objects
			.flatMap((object) => Object.entries(object))
			.filter(([own]) => normalizeName(own) === normalizeName(name))
			.map(([own, held]) => ({ own, token: textOrInteger(held) }))
			.find(({ token }) => token !== '');
		if (found === undefined) continue;
		// Who writes next_page_token takes page_token.
		const written = found.own.includes('_') ? snakeCase(argument) : argument;
		return `?${written}=${encodeURIComponent(found.token)}`;
	}
	const header = textOrInteger(headers[contract.nextPageHeader.value.toLowerCase()]);
	return /<([^>]*)>\s*;[^,]*\brel="?[^";,]*\bnext\b/i.exec(header)?.[1];
}

const snakeCase = (name: string): string =>
	name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** {"hasMore": true} */
const saysMore = (objects: readonly Json[]): boolean | undefined =>
	objects
		.flatMap((object) => findValues(object, contract.morePagesNames.value))
		.find((more) => typeof more === 'boolean');

/** {"page": 1, "pages": 3}, {"next": null}; a next page that is no address is one that cannot be read. */
function hasMorePages(objects: readonly Json[]): boolean | undefined {
	for (const object of objects) {
		const [pages] = countsIn(object, contract.pageCountNames.value);
		const [page = 1] = countsIn(object, ['page', 'currentPage', 'pageNumber']);
		// Pages are counted from 0 or from 1.
		if (pages !== undefined) return Math.max(page, 1) < pages;
	}
	const next = objects.flatMap((object) => findValues(object, contract.nextPageNames.value));
	if (next.length === 0) return undefined;
	return next.some((one) => one !== null && one !== false && one !== '');
}

const countsIn = (object: Json, names: readonly string[]): number[] =>
	findValues(object, names)
		.map(textOrInteger)
		.filter((text) => text !== '')
		.map(Number)
		.filter(isCount);

/** The number of all subscriptions, in the body or in a header. */
function findTotal(objects: readonly Json[], headers: Json, rows: number): number | undefined {
	const inBody = objects.flatMap((object) => [
		...countsIn(object, contract.totalNames.value),
		// That of a page says nothing of the others.
		...countsIn(object, contract.totalOrPageCountNames.value).filter((count) => count > rows),
	]);
	return [...inBody, Number(headers['x-total-count'] ?? headers['x-total'] ?? Number.NaN)].find(
		isCount,
	);
}

const isCount = (value: unknown): value is number =>
	Number.isSafeInteger(value) && (value as number) >= 0;
