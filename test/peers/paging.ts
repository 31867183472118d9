import { Refusal } from './template';
import type { Json, Paging, PeerApi } from './types';

/** One page of a list, and how the response leads to the next one. */
export interface Page<Entry> {
	entries: Entry[];
	headers: Record<string, string>;
	/** Adds the pointer to the next page and the vendor's counts to the response. */
	complete: (response: Json) => Json;
}

/** The query arguments that the vendor accepts on its list besides those of the path. */
export function pagingArguments(paging: Paging | undefined): string[] {
	if (paging === undefined) return [];
	switch (paging.kind) {
		case 'counted':
			return [paging.param, 'per_page', 'size', 'limit'];
		case 'offset':
			return [paging.param, 'limit'];
		case 'token':
			return [paging.param, 'limit'];
		case 'link':
			return ['page', 'per_page'];
		case 'linkHref':
			return ['pageNumber', 'pageSize'];
		case 'afterId':
			return [paging.param, 'limit'];
		case 'relation':
			return ['_getpages'];
		case 'nextIn':
			return ['page_token', 'count'];
		case 'link2':
			return ['page[cursor]'];
	}
}

/** The page that a request asks for. @throws Refusal if the vendor did not issue this argument */
export function pageOf<Entry extends { id: string }>(
	api: PeerApi,
	all: Entry[],
	url: URL,
): Page<Entry> {
	const { paging } = api.list;
	if (paging === undefined) {
		return {
			entries: all,
			headers: {},
			complete: (response) => counted(response, all.length, { count: all.length }),
		};
	}
	const { size } = paging;
	const after = paging.kind === 'afterId' ? url.searchParams.get(paging.param) : null;
	const from =
		after === null
			? startOf(paging, url.searchParams)
			: all.findIndex(({ id }) => id === after) + 1;
	const entries = all.slice(from, from + size);
	const more = from + size < all.length;
	const page = Math.floor(from / size) + 1;
	const counts = {
		page,
		pages: Math.max(1, Math.ceil(all.length / size)),
		per_page: size,
		offset: from,
		limit: size,
		more_records: more,
		count: entries.length,
		current_page: page,
		total_pages: Math.max(1, Math.ceil(all.length / size)),
		totalPages: Math.max(1, Math.ceil(all.length / size)),
		// Spring counts from zero.
		number: page - 1,
		currentPage: page,
		lastPage: Math.max(1, Math.ceil(all.length / size)),
		has_more: more,
		hasMore: more,
		more,
		isLast: !more,
		done: !more,
	};
	const next = nextUrl(paging, url, from + size);
	return {
		entries,
		headers:
			paging.kind === 'link'
				? {
						Link: `<${first(url)}>; rel="first"${more ? `, <${next}>; rel="next"` : ''}`,
						'X-Total': String(all.length),
					}
				: paging.kind === 'counted' && paging.header !== undefined
					? {
							[`${paging.header}Total`]: String(all.length),
							[`${paging.header}Pages`]: String(counts.pages),
						}
					: {},
		complete: (response) =>
			pointToNext(paging, counted(response, all.length, counts), more, next, from),
	};
}

function startOf(paging: Paging, query: URLSearchParams): number {
	const { size } = paging;
	switch (paging.kind) {
		case 'counted':
			return (wholeNumber(query, paging.param, paging.start) - paging.start) * size;
		case 'offset':
			return wholeNumber(query, paging.param, 0);
		case 'token':
			return cursor(query.get(paging.param));
		case 'link':
			return (wholeNumber(query, 'page', 1) - 1) * size;
		case 'linkHref':
			return (wholeNumber(query, 'pageNumber', 1) - 1) * size;
		case 'afterId':
			return 0;
		case 'relation':
			return cursor(query.get('_getpages'));
		case 'nextIn':
			return cursor(query.get('page_token'));
		case 'link2':
			return cursor(query.get('page[cursor]'));
	}
}

function wholeNumber(query: URLSearchParams, name: string, standard: number): number {
	const text = query.get(name) ?? String(standard);
	if (!/^\d+$/.test(text) || Number(text) < standard) {
		throw new Refusal(400, `Query argument "${name}" must be a whole number from ${standard}`);
	}
	return Number(text);
}

// Opaque to the client, so that nobody can increment them.
const cursorAt = (offset: number) => Buffer.from(`after:${offset}`).toString('base64url');

function cursor(text: string | null): number {
	if (text === null) return 0;
	const found = /^after:(\d+)$/.exec(Buffer.from(text, 'base64url').toString());
	if (found === null) throw new Refusal(400, 'The cursor is invalid');
	return Number(found[1]);
}

function nextUrl(paging: Paging, url: URL, offset: number): string {
	const next = new URL(url);
	const page = String(offset / paging.size + 1);
	switch (paging.kind) {
		case 'link':
			next.searchParams.set('page', page);
			break;
		case 'linkHref':
			next.searchParams.set('pageNumber', page);
			next.searchParams.set('pageSize', String(paging.size));
			break;
		case 'relation':
			next.searchParams.set('_getpages', cursorAt(offset));
			break;
		case 'nextIn':
			next.searchParams.set('page_token', cursorAt(offset));
			break;
		case 'link2':
			next.searchParams.set('page[cursor]', cursorAt(offset));
			break;
		default:
	}
	return next.href;
}

function first(url: URL): string {
	const result = new URL(url);
	result.searchParams.set('page', '1');
	return result.href;
}

function pointToNext(
	paging: Paging,
	response: Json,
	more: boolean,
	next: string,
	from: number,
): Json {
	switch (paging.kind) {
		case 'token':
			return put(response, paging.at, more ? cursorAt(from + paging.size) : null);
		case 'nextIn':
			return put(response, paging.at, more ? next : null);
		case 'link2':
			return put(response, 'links.next', more ? next : null);
		case 'afterId':
			return put(response, paging.at, more);
		case 'relation':
			return put(response, 'link', [
				{ relation: 'self', url: 'https://fhir.example.com/fhir/Subscription' },
				...(more ? [{ relation: 'next', url: next }] : []),
			]);
		case 'linkHref':
			return more ? put(response, '_links.next', { href: next }) : response;
		default:
			return response;
	}
}

function put(response: Json, path: string, value: Json): Json {
	// A name may contain a dot: @odata%nextLink.
	const [name = '', ...rest] = path.split('.').map((part) => part.replace('%', '.'));
	const object = (response ?? {}) as { [name: string]: Json };
	return {
		...object,
		[name]: rest.length === 0 ? value : put(object[name] ?? {}, rest.join('.'), value),
	};
}

/** The numbers that vendors put next to a list, for this list; a number shown as text stays text. */
function counted(response: Json, total: number, counts: Record<string, number | boolean>): Json {
	if (response === null || typeof response !== 'object' || Array.isArray(response)) return response;
	const values: Record<string, number | boolean> = {
		...counts,
		total,
		fullResultSize: total,
		totalElements: total,
		total_count: total,
		record_count: total,
		totalRecords: total,
	};
	return Object.fromEntries(
		Object.entries(response).map(([name, value]) => {
			const real = values[name.charAt(0).toLowerCase() + name.slice(1)];
			if (real !== undefined && typeof value === 'string') return [name, String(real)];
			if (real !== undefined && typeof value === typeof real) return [name, real];
			return [name, Array.isArray(value) ? value : counted(value, total, counts)];
		}),
	);
}
