/** Reads what a page of a list says of further pages: where the next one is, and whether more are announced. */
import { contract } from './contract';
import { isObject, normalizeName, objectsIn, textOrInteger, findValues } from './json';
import type { Json } from './json';

/** What a page says of further pages. */
export interface Paging {
	/**
	 * Where the next page is, the likeliest place first: an address, which may be relative, or a query with the token that
	 * the response gives. Which argument takes a token, no response says.
	 */
	next: string[];
	/** The query of the page after this one, where the response shows which one this is. */
	counted?: string;
	/** Whether the response says that there are more pages, or that there are none; undefined when it says nothing. */
	hasMore?: boolean;
	/** How many subscriptions there are in all, as far as the response says so. */
	total?: number;
}

/**
 * @param value the response's body, parsed
 * @param rows how many there are on this page
 * @param lastId the id of the last of them
 */
export function readPaging(value: unknown, headers: Json, rows: number, lastId = ''): Paging {
	const objects = objectsIn(value, false).map(({ object }) => object);
	// X-Total-Count, Result-Pages, X-After-Cursor: what others put into the body.
	const inHeaders = Object.entries(headers).map(([name, held]): [string, unknown] => [
		name.replace(/^(x-)?((pagination|result)-)?/, ''),
		held,
	]);
	objects.push(Object.fromEntries(inHeaders));
	const more = saysMore(objects);
	const places = findNextPages(objects, headers);
	const counted = rows === 0 ? undefined : countedPage(objects, rows);
	if (places.length === 0 && counted === undefined && more === true && lastId !== '') {
		places.push(...contract.lastIdArguments.value.map((name) => queryOf(name, lastId)));
	}
	return {
		// Some name the page they are on even when it is the last.
		next: more === false ? [] : places,
		counted,
		hasMore: more ?? hasMorePages(objects),
		total: findTotal(objects, rows),
	};
}

const queryOf = (name: string, value: string): string => `?${name}=${encodeURIComponent(value)}`;

/** A link in the body, a token to send back, or a Link header. */
function findNextPages(objects: readonly Json[], headers: Json): string[] {
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
	if (link !== undefined) return [link];
	const header = textOrInteger(headers[contract.nextPageHeader.value.toLowerCase()]);
	const inHeader = /<([^>]*)>\s*;[^,]*\brel="?[^";,]*\bnext\b/i.exec(header)?.[1];
	if (inHeader !== undefined) return [inHeader];
	return contract.continuations.value.flatMap((continuation) => {
		const [name = '', ...places] = continuation.split('=');
		return objects
			.flatMap((object) => Object.entries(object))
			.filter(([own]) => normalizeName(own) === normalizeName(name))
			.map(([own, held]) => ({ own, token: textOrInteger(held) }))
			.filter(({ token }) => token !== '')
			.flatMap(({ own, token }) =>
				// Who writes next_page_token takes page_token.
				places
					.map((place) => (own.includes('_') ? snakeCase(place) : place))
					.map((place) => queryOf(place, token)),
			);
	});
}

const snakeCase = (name: string): string =>
	name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** {"hasMore": true}, {"isLast": false} */
const saysMore = (objects: readonly Json[]): boolean | undefined =>
	objects
		.flatMap((object) => [
			...findValues(object, contract.morePagesNames.value),
			...findValues(object, contract.lastPageNames.value).map((last) =>
				typeof last === 'boolean' ? !last : undefined,
			),
		])
		.find((more) => typeof more === 'boolean');

/** {"page": 1, "pages": 3}, {"next": null}; a next page that is no address is one that cannot be read. */
function hasMorePages(objects: readonly Json[]): boolean | undefined {
	for (const object of objects) {
		const [pages] = countsIn(object, contract.pageCountNames.value);
		const [page = 1] = countsIn(object, contract.pageNumberNames.value);
		// Pages are counted from 0 or from 1.
		if (pages !== undefined) return Math.max(page, 1) < pages;
	}
	const next = objects.flatMap((object) => findValues(object, contract.nextPageNames.value));
	if (next.length === 0) return undefined;
	return next.some((one) => one !== null && one !== false && one !== '');
}

/** {"page": 1}, {"current_page": 1}, {"offset": 0}: the argument has the same name, but for "current". */
function countedPage(objects: readonly Json[], rows: number): string | undefined {
	const offsets = contract.offsetNames.value;
	for (const name of [...contract.pageNumberNames.value, ...offsets]) {
		for (const [own, held] of objects.flatMap((object) => Object.entries(object))) {
			const [at] = countsIn({ [own]: held }, [name]);
			if (at === undefined) continue;
			const argument = /^current/i.test(own) ? 'page' : own;
			return queryOf(argument, String(at + (offsets.includes(name) ? rows : 1)));
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
		// That of a page says nothing of the others.
		...countsIn(object, contract.totalOrPageCountNames.value).filter((count) => count > rows),
	])[0];
