import type { Answer } from './answers';
import { json, text } from './answers';
import type { ApiRequest } from './api';
import { jsonAnswer, listIn, subscriptionIn } from './dialectAnswers';

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
	tokenAnswer:
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
	createdAnswer: 'bareGuid' | 'jsonString' | 'object' | 'wrapped' | 'location';
	ids: 'lower' | 'upper' | 'braces';
	idName: string;
	list: 'array' | 'value' | 'items' | 'subscriptionList' | 'wrapped';
	paging: 'none' | 'nextLink' | 'linkHeader' | 'continuationToken';
	notificationUrls: 'shown' | 'masked' | 'hidden';
	contentType: 'right' | 'text/plain' | 'application/octet-stream';
	byteOrderMark: boolean;
	deletedStatus: 200 | 202 | 204;
	deletedAnswer: 'empty' | 'json' | 'text';
	wrongMethod: 404 | 405;
	errors: 'apim' | 'problem' | 'text' | 'html' | 'empty';
}

type Api = (request: ApiRequest) => Answer;

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

function exchange(dialect: Dialect, api: Api, request: ApiRequest): Answer {
	if (request.method !== dialect.tokenMethod) return wrongMethod(dialect);
	const sent = fieldsOf(dialect, request);
	const missing = Object.entries(dialect.tokenParameters).find(
		([name, value]) => sent[name] !== value,
	);
	const apiKey = keyOf(dialect, request, sent);
	if (apiKey === undefined || missing) {
		return refusal(dialect, dialect.rejectedKey, 'The request carries no valid API key.');
	}
	const answer = api({
		...request,
		method: 'POST',
		path: TOKEN_PATH,
		query: {},
		headers: { ...request.headers, 'content-type': 'application/json' },
		body: { apiKey },
	});
	if (answer.status !== 200) return refusal(dialect, dialect.rejectedKey, messageOf(answer));
	const { accessToken } = JSON.parse(answer.body) as { accessToken: string };
	switch (dialect.tokenAnswer) {
		case 'wrapped':
			return jsonAnswer(dialect, 200, { data: { accessToken, expiresIn: 3600 } });
		case 'jsonString':
			return jsonAnswer(dialect, 200, accessToken);
		case 'bareText':
			return { ...text(200, accessToken) };
		default:
			return jsonAnswer(dialect, 200, { token_type: 'Bearer', [dialect.tokenAnswer]: accessToken });
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

function collection(dialect: Dialect, api: Api, request: ApiRequest): Answer {
	if (request.method === 'GET') {
		const answer = api({ ...request, path: SUBSCRIPTION_PATH, query: {} });
		if (answer.status !== 200) return refusal(dialect, answer.status, messageOf(answer));
		return listIn(dialect, JSON.parse(answer.body) as Array<Record<string, unknown>>, request);
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
	const answer = api({ ...request, path: SUBSCRIPTION_PATH, body: { ...fields, ...own } });
	if (answer.status !== 201) return refusal(dialect, answer.status, messageOf(answer));
	return subscriptionIn(dialect, answer.body, own);
}

function single(dialect: Dialect, api: Api, request: ApiRequest, id: string): Answer {
	if (request.method !== 'DELETE') return wrongMethod(dialect);
	const stored = decodeURIComponent(id).replace(/[{}]/g, '').toLowerCase();
	const answer = api({ ...request, path: `${SUBSCRIPTION_PATH}/${stored}` });
	if (answer.status !== 204) return refusal(dialect, answer.status, messageOf(answer));
	switch (dialect.deletedAnswer) {
		case 'json':
			return jsonAnswer(dialect, dialect.deletedStatus, { deleted: true });
		case 'text':
			return text(dialect.deletedStatus, 'Deleted.');
		case 'empty':
			return { status: dialect.deletedStatus, headers: {}, body: '' };
	}
}

const messageOf = (answer: Answer): string =>
	(JSON.parse(answer.body) as { message: string }).message;

const wrongMethod = (dialect: Dialect): Answer =>
	refusal(dialect, dialect.wrongMethod, 'This method is not allowed here.');

function refusal({ errors }: Dialect, status: number, message: string): Answer {
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
