import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import {
	type ApiResponse,
	createdResponse,
	json,
	listResponse,
	PAGE_ARGUMENT,
	text,
	tokenResponse,
} from './responses';
import type { StaleLists } from './staleLists';
import type { Tokens } from './tokens';
import type { Simulator } from './types';
import { readFields, readPage, Refusal, requireHttps, requireKnownArguments } from './validation';

// Copied from the vendor's page, not imported from the product: two independent copies, so a typo fails a test.
const TOKEN_PATH = '/identity/v1/token'; // assumed
const SUBSCRIPTION_PATH = '/subscription/v1/subscription'; // documented

/** A request, read to the end. `path` is as received, without the query. */
export interface ApiRequest {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: IncomingHttpHeaders;
	body: unknown;
}

/** What the API reads and changes. Read again for every request, because tests replace parts of it. */
export type ApiState = Pick<Simulator, 'apiKey' | 'baseUrl' | 'subscriptions' | 'responseShapes'>;

export interface ApiDependencies {
	state: ApiState;
	tokens: Tokens;
	isApiKeyRefused: () => boolean;
	staleLists: StaleLists;
	additionalFields: readonly string[];
}

type Operation = (request: ApiRequest, id: string) => ApiResponse;

/**
 * Returns the API as a function from request to response. It is synchronous, so two requests never interleave, and it
 * never throws: a refusal is JSON `{statusCode, message}` (assumed).
 */
export function createApi(dependencies: ApiDependencies): (request: ApiRequest) => ApiResponse {
	const { state, tokens, isApiKeyRefused, staleLists, additionalFields } = dependencies;

	// Documented: "Authorization" header with the accessToken "prefixed with Bearer". Assumed: the status 401.
	function requireToken({ headers }: ApiRequest): void {
		const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
		if (token === undefined || !tokens.isValid(token)) {
			throw new Refusal(401, 'Access token is missing, invalid or expired.', false);
		}
	}

	function exchangeApiKey({ query, headers, body }: ApiRequest): ApiResponse {
		requireKnownArguments(query, []);
		const { apiKey } = readFields(headers, body, ['apiKey']);
		if (apiKey !== state.apiKey || isApiKeyRefused()) {
			throw new Refusal(401, 'The API Key is not valid.', false);
		}
		return tokenResponse(tokens.issue(), state.responseShapes);
	}

	function list(request: ApiRequest): ApiResponse {
		requireToken(request);
		requireKnownArguments(request.query, [PAGE_ARGUMENT]);
		const page = readPage(request.query[PAGE_ARGUMENT]);
		const listUrl = `${state.baseUrl}${SUBSCRIPTION_PATH}`;
		const listed = staleLists.listed(state.subscriptions);
		return listResponse(listed, state.responseShapes, page, listUrl);
	}

	function create(request: ApiRequest): ApiResponse {
		requireToken(request);
		requireKnownArguments(request.query, []);
		const required = ['eventType', 'notificationUrl'] as const; // assumed
		const fields = readFields(request.headers, request.body, required, additionalFields);
		requireHttps(fields.notificationUrl);
		const subscription = { ...fields, id: randomUUID() };
		staleLists.beforeChange(state.subscriptions);
		state.subscriptions.push(subscription);
		return createdResponse(subscription, state.responseShapes);
	}

	function remove(request: ApiRequest, id: string): ApiResponse {
		requireToken(request);
		requireKnownArguments(request.query, []);
		// Encode the ids we have rather than decode the one received: decoding throws on a malformed path.
		const index = state.subscriptions.findIndex((stored) => encodeURIComponent(stored.id) === id);
		if (index === -1) throw new Refusal(404, 'There is no subscription with this id.', false);
		staleLists.beforeChange(state.subscriptions);
		state.subscriptions.splice(index, 1);
		return { status: 204, headers: {}, body: '' };
	}

	const endpoints: Array<{ path: RegExp; operations: Map<string, Operation> }> = [
		{ path: new RegExp(`^${TOKEN_PATH}$`), operations: new Map([['POST', exchangeApiKey]]) },
		{
			path: new RegExp(`^${SUBSCRIPTION_PATH}$`),
			operations: new Map([
				['GET', list],
				['POST', create],
			]),
		},
		{
			path: new RegExp(`^${SUBSCRIPTION_PATH}/([^/]+)$`),
			operations: new Map([['DELETE', remove]]),
		},
	];

	function route(request: ApiRequest): ApiResponse {
		for (const { path, operations } of endpoints) {
			const match = path.exec(request.path);
			if (!match) continue;
			const operation = operations.get(request.method);
			if (operation) return operation(request, match[1] ?? '');
			const allow = [...operations.keys()].join(', ');
			throw new Refusal(405, `${request.method} is not allowed here, only ${allow}.`, true, {
				allow,
			});
		}
		throw new Refusal(404, `There is nothing at ${request.path}.`, true);
	}

	return (request) => {
		try {
			return route(request);
		} catch (error) {
			if (!(error instanceof Refusal)) {
				// A bug in the simulator must look like one, not like a hanging request.
				return text(500, `The simulator failed: ${String(error)}`);
			}
			const { status, message, isProblem, headers } = error;
			const response = json(status, { statusCode: status, message }, headers);
			return isProblem ? { ...response, problem: message } : response;
		}
	};
}
