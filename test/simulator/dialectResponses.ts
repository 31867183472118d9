import type { ApiResponse } from './responses';
import { json, text } from './responses';
import type { ApiRequest } from './api';
import type { Dialect } from './dialect';

const PAGE_SIZE = 2;

/** A value as JSON, with the content type of the dialect. */
export function jsonResponse(
	{ contentType, byteOrderMark }: Dialect,
	status: number,
	value: unknown,
	headers: Record<string, string> = {},
): ApiResponse {
	const response = json(status, value, headers);
	if (contentType !== 'right') response.headers['content-type'] = contentType;
	return byteOrderMark ? { ...response, body: `\uFEFF${response.body}` } : response;
}

function idIn({ ids }: Dialect, id: string): string {
	if (ids === 'upper') return id.toUpperCase();
	return ids === 'braces' ? `{${id}}` : id;
}

/** @returns the response to create; @param id the simulator's own */
export function subscriptionIn(
	dialect: Dialect,
	id: string,
	fields: Record<string, unknown>,
): ApiResponse {
	const { createdStatus: status, idName } = dialect;
	const shown = idIn(dialect, id);
	switch (dialect.createdResponse) {
		case 'bareGuid':
			return text(status, shown);
		case 'jsonString':
			return jsonResponse(dialect, status, shown);
		case 'object':
			return jsonResponse(dialect, status, { [idName]: shown, state: 'active', ...fields });
		case 'wrapped':
			return jsonResponse(dialect, status, { data: { [idName]: shown } });
		case 'location':
			return {
				status,
				headers: { location: `${dialect.subscriptionPath}/${encodeURIComponent(shown)}` },
				body: '',
			};
	}
}

/** @returns the response to list; @param stored the simulator's whole list */
export function listIn(
	dialect: Dialect,
	stored: Array<Record<string, unknown>>,
	{ query }: ApiRequest,
): ApiResponse {
	const all = stored.map((subscription) => entryIn(dialect, subscription));
	if (dialect.paging === 'none') return jsonResponse(dialect, 200, wrapped(dialect, all, {}));

	const start = Number(query.from ?? query.continuationToken ?? 0);
	const entries = all.slice(start, start + PAGE_SIZE);
	const end = start + PAGE_SIZE;
	const more = end < all.length;
	const link = `${dialect.subscriptionPath}?from=${end}`;
	if (dialect.paging === 'linkHeader') {
		const headers = more ? { link: `<${link}>; rel="next"` } : undefined;
		return jsonResponse(dialect, 200, wrapped(dialect, entries, {}), headers);
	}
	const next =
		dialect.paging === 'nextLink' ? { nextLink: link } : { continuationToken: String(end) };
	// A bare array has no room for a link, so a vendor with pages uses a wrapper.
	const list = dialect.list === 'array' ? 'items' : dialect.list;
	return jsonResponse(dialect, 200, wrapped({ ...dialect, list }, entries, more ? next : {}));
}

function entryIn(dialect: Dialect, subscription: Record<string, unknown>) {
	const { id, eventType, notificationUrl, ...rest } = subscription;
	const list = (field: string, value: unknown) => (field.endsWith('[]') ? [value] : value);
	const shownUrl =
		dialect.notificationUrls === 'masked'
			? String(notificationUrl).replace(/apiKey=.*/, 'apiKey=********')
			: notificationUrl;
	return {
		[dialect.idName]: idIn(dialect, String(id)),
		[dialect.eventTypeField.replace('[]', '')]: list(dialect.eventTypeField, eventType),
		...(dialect.notificationUrls !== 'hidden' && {
			[dialect.notificationUrlField.replace('[]', '')]: list(
				dialect.notificationUrlField,
				shownUrl,
			),
		}),
		...rest,
	};
}

function wrapped({ list }: Dialect, entries: unknown[], next: Record<string, unknown>): unknown {
	if (list === 'array') return entries;
	if (list === 'wrapped') return { response: { subscriptions: entries, ...next } };
	return { count: entries.length, [list]: entries, ...next };
}
