import type { ResponseShapes, Subscription } from './types';

/** A response, before it goes on the wire. */
export interface ApiResponse {
	status: number;
	headers: Record<string, string>;
	body: string;
	/** See `LoggedRequest.problem`. */
	problem?: string;
}

/** The list's query argument. Invented here: clients only ever see it inside `nextLink`. */
export const PAGE_ARGUMENT = 'page';

/** Returns a JSON response. */
export function json(
	status: number,
	value: unknown,
	headers: Record<string, string> = {},
): ApiResponse {
	return {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
		body: JSON.stringify(value),
	};
}

/** Returns a plain text response. */
export function text(
	status: number,
	value: string,
	headers: Record<string, string> = {},
): ApiResponse {
	return {
		status,
		headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
		body: value,
	};
}

/** Returns the response to a token exchange. Every shape is assumed. */
export function tokenResponse(token: string, shapes: ResponseShapes): ApiResponse {
	switch (shapes.token) {
		case 'bareText':
			return text(200, token);
		case 'jsonString':
			return json(200, token);
		default:
			return json(200, { [shapes.token]: token });
	}
}

/** Returns the response to create. Documented: 201 with the bare GUID; the other shapes are assumed. */
export function createdResponse(subscription: Subscription, shapes: ResponseShapes): ApiResponse {
	switch (shapes.create) {
		case 'bareGuid':
			return text(201, subscription.id);
		case 'jsonString':
			return json(201, subscription.id);
		case 'object':
			return json(201, shown(subscription, shapes));
	}
}

/**
 * Returns the response to list; every shape is assumed.
 * @param page counted from 1; only the shape `paged` uses it
 * @param listUrl absolute URL of the list, the base of `nextLink`
 */
export function listResponse(
	subscriptions: Subscription[],
	shapes: ResponseShapes,
	page: number,
	listUrl: string,
): ApiResponse {
	const all = subscriptions.map((subscription) => shown(subscription, shapes));
	if (shapes.list === 'array') return json(200, all);
	if (shapes.list !== 'paged') return json(200, { [shapes.list]: all });

	const end = page * shapes.pageSize;
	const value = all.slice(end - shapes.pageSize, end);
	const isLast = end >= all.length;
	return json(
		200,
		isLast ? { value } : { value, nextLink: `${listUrl}?${PAGE_ARGUMENT}=${page + 1}` },
	);
}

function shown({ id, ...rest }: Subscription, shapes: ResponseShapes): Record<string, unknown> {
	return { [shapes.idName]: id, ...rest };
}
