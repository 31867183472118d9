import { NodeApiError } from 'n8n-workflow';
import type {
	IAdditionalCredentialOptions,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestHelper,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { ApiResponse } from './responses';
import { contract } from './contract';
import {
	isTransient,
	TOKEN_TEMPORARILY_UNAVAILABLE,
	describeNetworkError,
	describeHttpError,
} from './errors';
import type { RequestInfo, ErrorDetails } from './errors';

export const CREDENTIAL = 'myD3Api';

const TIMEOUT_MS = 10_000;
const MAX_RETRIES = 2;
const MAX_RETRY_DELAY_MS = 30_000;

/** The n8n contexts that can call MyD3. */
export type ApiContext = IHookFunctions | IExecuteFunctions | ILoadOptionsFunctions;

/** Is told every answer that MyD3 gives, whatever its status, and what in it must not be shown. */
export type OnResponse = (answer: ApiResponse, secrets: string[]) => void;

/**
 * One call, through n8n's own helper: it obtains the token, and obtains a new one and repeats the call after a 401.
 * @returns an answer with a status of 2xx
 * @throws NodeApiError for every other answer, or none
 */
export async function apiRequest(
	context: ApiContext,
	call: RequestInfo,
	body?: Record<string, unknown>,
	observe?: OnResponse,
): Promise<ApiResponse> {
	const request: IHttpRequestOptions = {
		method: call.method as IHttpRequestMethods,
		url: call.url,
		headers: { Accept: 'application/json, text/plain, */*' },
		body: body as IHttpRequestOptions['body'],
		// As text: the documented answer to create is a bare GUID, and what cannot be read is to be quoted as it came.
		encoding: 'text',
		returnFullResponse: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	};
	// Asked to throw, n8n drops headers and body (Retry-After, MyD3's words). Asked not to, it does not renew the token.
	// Hence: not, except when the token was refused. A refused POST was not carried out, so that it may be repeated.
	let answer = await authenticatedRequest(context, { ...request, ignoreHttpStatusErrors: true });
	if (answer.status === contract.expiredTokenStatus.value) {
		answer = await authenticatedRequest(context, request);
	}
	observe?.(answer, call.secrets);
	if (answer.status < 300) return answer;
	throw apiError(context, describeHttpError(answer, call), answer.status >= 500 && isCreate(call));
}

/**
 * Obtains a new access token, also when there is one: with none in the credential's fields n8n has to.
 * @param url is called with it; what that is answered does not matter
 * @param fields the credential's
 * @throws NodeApiError when the exchange does not succeed
 */
export async function renewToken(
	context: ApiContext,
	url: string,
	fields: ICredentialDataDecryptedObject,
): Promise<void> {
	const [result] = await Promise.allSettled([
		authenticatedRequest(
			context,
			{
				url,
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
				timeout: TIMEOUT_MS,
			},
			{
				credentialsDecrypted: {
					id: '',
					name: CREDENTIAL,
					type: CREDENTIAL,
					data: { ...fields, accessToken: '' },
				},
			},
		),
	]);
	if (result.status === 'rejected' && isFromCredential(result.reason)) throw result.reason;
}

/**
 * Finds out whether a host can be reached; sends no key.
 * @throws NodeApiError when it cannot
 */
export async function checkReachability(
	context: ApiContext & IHttpRequestHelper,
	url: string,
): Promise<ApiResponse> {
	try {
		const response = (await context.helpers.httpRequest({
			url,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		})) as IN8nHttpFullResponse;
		return { status: response.statusCode, headers: response.headers, text: '' };
	} catch (error) {
		const code = String((error as { code?: unknown }).code ?? '');
		throw apiError(context, describeNetworkError(code, url));
	}
}

const isFromCredential = (error: unknown): boolean =>
	error instanceof NodeApiError && error.context.fromCredential === true;

async function authenticatedRequest(
	context: ApiContext,
	request: IHttpRequestOptions,
	credential?: IAdditionalCredentialOptions,
): Promise<ApiResponse> {
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			request,
			credential,
		)) as IN8nHttpFullResponse;
		return {
			status: response.statusCode,
			headers: response.headers,
			text: String(response.body ?? ''),
		};
	} catch (error) {
		const { message, httpCode } = error as NodeApiError;
		const code = httpCode ?? '';
		if (/^\d/.test(code)) return { status: Number(code), headers: {}, text: '' };
		if (code !== '' && code !== TOKEN_TEMPORARILY_UNAVAILABLE) {
			throw apiError(context, describeNetworkError(code, request.url), isCreate(request));
		}
		// From the credential: the exchange of the API Key did not succeed, and the message says why.
		const description = 'Open the MyD3 API credential and test it.';
		const transient = code === TOKEN_TEMPORARILY_UNAVAILABLE;
		throw apiError(context, { message, description, transient, fromCredential: true });
	}
}

const isCreate = ({ method }: { method?: string }): boolean =>
	method === contract.createMethod.value;

/** @param mayHaveHappened can MyD3 have carried the call out all the same? */
export function apiError(
	context: ApiContext,
	failure: ErrorDetails,
	mayHaveHappened = false,
): NodeApiError {
	const { message, description, code, httpCode, ...kind } = failure;
	const told = [
		description,
		code ? `(${code})` : '',
		mayHaveHappened ? 'MyD3 may have done it all the same: look with Get Many first.' : '',
	];
	// A failed activation shows the message in n8n 2.x and the description in 1.x, never both: say everything in one.
	const options =
		'getActivationMode' in context
			? { message: `${message} ${description}`, httpCode }
			: { message, description: told.filter((part) => part !== '').join(' '), httpCode };
	const error = new NodeApiError(context.getNode(), { message: options.message }, options);
	Object.assign(error.context, { ...kind, code, mayHaveHappened });
	return error;
}

/**
 * Repeats a call that may be repeated (GET, DELETE) after a transient failure, waiting as long as MyD3 asks.
 * @param wait how to let time pass, in ms
 */
export async function withRetry<Result>(
	attempt: () => Promise<Result>,
	wait: (ms: number) => Promise<void>,
): Promise<Result> {
	for (let repeat = 0; ; repeat++) {
		const [result] = await Promise.allSettled([attempt()]);
		if (result.status === 'fulfilled') return result.value;
		if (!isTransient(result.reason) || repeat === MAX_RETRIES) throw result.reason;
		const asked = (result.reason as NodeApiError).context.retryAfterMs;
		const ms = typeof asked === 'number' ? asked : 1000 * 2 ** repeat;
		if (ms > MAX_RETRY_DELAY_MS) throw result.reason;
		await wait(ms);
	}
}
