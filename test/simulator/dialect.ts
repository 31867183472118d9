import type { ApiResponse } from './responses';
import { json, text } from './responses';
import type { ApiRequest } from './api';
import { jsonResponse, listIn, subscriptionIn } from './dialectResponses';

/**
 * Another MyD3 that the vendor's page allows: how its token, subscriptions and refusals look. The simulator itself
 * speaks one dialect; `withDialect` translates, so that faults, tokens and deliveries are the same for all.
 */
export interface Dialect {
	tokenPath: string;
	tokenMethod: 'GET' | 'POST';
	apiKeyLocation: 'body' | 'form' | 'header' | 'query';
	apiKeyName: string;
	/** Parameters that the exchange requires besides the key. */
	tokenParameters: Record<string, string>;
	tokenResponse:
		| 'accessToken'
		| 'AccessToken'
		| 'access_token'
		| 'wrapped'
		| 'jsonString'
		| 'bareText';
	rejectedKey: 400 | 401 | 403;
	subscriptionPath: string;
	/** If it ends in `[]`, the value is a list of one. */
	eventTypeField: string;
	notificationUrlField: string;
	createdStatus: 200 | 201 | 202;
	createdResponse: 'bareGuid' | 'jsonString' | 'object' | 'wrapped' | 'location';
	ids: 'lower' | 'upper' | 'braces';
	idName: string;
	list: 'array' | 'value' | 'items' | 'subscriptionList' | 'wrapped';
	paging: 'none' | 'nextLink' | 'linkHeader' | 'continuationToken';
	notificationUrls: 'shown' | 'masked' | 'hidden';
	contentType: 'right' | 'text/plain' | 'application/octet-stream';
	byteOrderMark: boolean;
	deletedStatus: 200 | 202 | 204;
	deletedResponse: 'empty' | 'json' | 'text';
	wrongMethod: 404 | 405;
	errors: 'apim' | 'problem' | 'text' | 'html' | 'empty';
}

type Api = (request: ApiRequest) => ApiResponse;

const TOKEN_PATH = '/identity/v1/token';
const SUBSCRIPTION_PATH = '/subscription/v1/subscription';

/** @returns the API as a vendor with this dialect would offer it */
export function withDialect(dialect: Dialect, api: Api): Api {
	return (request) => {
		const { path } = request;
		if (path === dialect.tokenPath) return exchange(dialect, api, request);
		if (path === dialect.subscriptionPath) return collection(dialect, api, request);
		const [before, id] = [
			path.slice(0, path.lastIndexOf('/')),
			path.slice(path.lastIndexOf('/') + 1),
		];
		if (before === dialect.subscriptionPath) return single(dialect, api, request, id);
		return refusal(dialect, 404, `There is nothing at ${path}.`);
	};
}

function exchange(dialect: Dialect, api: Api, request: ApiRequest): ApiResponse {
	if (request.method !== dialect.tokenMethod) return wrongMethod(dialect);
	const sent = fieldsOf(dialect, request);
	const missing = Object.entries(dialect.tokenParameters).find(
		([name, value]) => sent[name] !== value,
	);
	const apiKey = keyOf(dialect, request, sent);
	if (apiKey === undefined || missing) {
		return refusal(dialect, dialect.rejectedKey, 'The request carries no valid API key.');
	}
	const response = api({
		...request,
		method: 'POST',
		path: TOKEN_PATH,
		query: {},
		headers: { ...request.headers, 'content-type': 'application/json' },
		body: { apiKey },
	});
	if (response.status !== 200) return refusal(dialect, dialect.rejectedKey, messageOf(response));
	const { accessToken } = JSON.parse(response.body) as { accessToken: string };
	switch (dialect.tokenResponse) {
		case 'wrapped':
			return jsonResponse(dialect, 200, { data: { accessToken, expiresIn: 3600 } });
		case 'jsonString':
			return jsonResponse(dialect, 200, accessToken);
		case 'bareText':
			return text(200, accessToken);
		default:
			return jsonResponse(dialect, 200, {
				token_type: 'Bearer',
				[dialect.tokenResponse]: accessToken,
			});
	}
}

/** What the request contains besides the key, wherever this vendor expects it; a GET has no body. */
function fieldsOf(dialect: Dialect, { body, query, headers }: ApiRequest): Record<string, unknown> {
	const { apiKeyLocation, tokenMethod } = dialect;
	if (apiKeyLocation === 'query' || tokenMethod === 'GET') return query;
	if (apiKeyLocation === 'form') {
		const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
		return isForm ? Object.fromEntries(new URLSearchParams(String(body))) : {};
	}
	return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

function keyOf(
	{ apiKeyLocation, apiKeyName }: Dialect,
	{ headers }: ApiRequest,
	sent: Record<string, unknown>,
): unknown {
	return apiKeyLocation === 'header' ? headers[apiKeyName.toLowerCase()] : sent[apiKeyName];
}

function collection(dialect: Dialect, api: Api, request: ApiRequest): ApiResponse {
	if (request.method === 'GET') {
		const response = api({ ...request, path: SUBSCRIPTION_PATH, query: {} });
		if (response.status !== 200) return refusal(dialect, response.status, messageOf(response));
		return listIn(dialect, JSON.parse(response.body) as Array<Record<string, unknown>>, request);
	}
	if (request.method !== 'POST') return wrongMethod(dialect);

	const fields = { ...(request.body as Record<string, unknown>) };
	const own: Record<string, unknown> = {};
	for (const [ours, theirs] of [
		['eventType', dialect.eventTypeField],
		['notificationUrl', dialect.notificationUrlField],
	] as const) {
		const name = theirs.replace('[]', '');
		const value = fields[name];
		own[ours] = theirs.endsWith('[]') ? (Array.isArray(value) ? value[0] : undefined) : value;
		// In this vendor's words, not the simulator's.
		if (own[ours] === undefined) return refusal(dialect, 400, `The field "${name}" is required.`);
		delete fields[name];
	}
	const response = api({ ...request, path: SUBSCRIPTION_PATH, body: { ...fields, ...own } });
	if (response.status !== 201) return refusal(dialect, response.status, messageOf(response));
	return subscriptionIn(dialect, response.body, own);
}

function single(dialect: Dialect, api: Api, request: ApiRequest, id: string): ApiResponse {
	if (request.method !== 'DELETE') return wrongMethod(dialect);
	const stored = decodeURIComponent(id).replace(/[{}]/g, '').toLowerCase();
	const response = api({ ...request, path: `${SUBSCRIPTION_PATH}/${stored}` });
	if (response.status !== 204) return refusal(dialect, response.status, messageOf(response));
	switch (dialect.deletedResponse) {
		case 'json':
			return jsonResponse(dialect, dialect.deletedStatus, { deleted: true });
		case 'text':
			return text(dialect.deletedStatus, 'Deleted.');
		case 'empty':
			return { status: dialect.deletedStatus, headers: {}, body: '' };
	}
}

const messageOf = (response: ApiResponse): string =>
	(JSON.parse(response.body) as { message: string }).message;

const wrongMethod = (dialect: Dialect): ApiResponse =>
	refusal(dialect, dialect.wrongMethod, 'This method is not allowed here.');

function refusal({ errors }: Dialect, status: number, message: string): ApiResponse {
	switch (errors) {
		case 'apim':
			return json(status, { statusCode: status, message });
		case 'problem':
			return json(
				status,
				{ type: 'about:blank', title: 'Refused', status, detail: message },
				{ 'content-type': 'application/problem+json' },
			);
		case 'text':
			return text(status, message);
		case 'html':
			return text(status, `<html><body><h1>${status}</h1></body></html>`, {
				'content-type': 'text/html',
			});
		case 'empty':
			return { status, headers: {}, body: '' };
	}
}
