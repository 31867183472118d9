import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestHelper,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import {
	bindTokenToCredential,
	credentialDigest,
	readBoundToken,
	TOKEN_ONLY_URL,
	tokenRenewals,
} from './accessToken';
import { contract } from './contract';
import type { ApiDetails } from './credentialFields';
import { describeNetworkError, isTransient, TOKEN_TEMPORARILY_UNAVAILABLE } from './errors';
import type { ErrorDetails, RequestInfo } from './errors';
import type { HttpRequest } from './requestTemplate';
import type { ApiResponse } from './responses';

export const CREDENTIAL = 'myD3Api';

export const TIMEOUT_MS = 10_000;
const MAX_RETRIES = 2;
const MAX_RETRY_DELAY_MS = 30_000;

/** The n8n contexts that can send requests to MyD3. */
export type ApiContext = IHookFunctions | IExecuteFunctions | ILoadOptionsFunctions;

/**
 * Called with every response, whatever its status.
 * @param secrets what to redact from it
 * @param request the request that it answers, in the form of the credential's field and without secrets
 */
export type OnResponse = (
	response: ApiResponse,
	secrets: readonly string[],
	request: string,
) => void;

/** The requests of one credential: adds the access token, and obtains a new one when MyD3 rejects it. */
export class ApiSession {
	/** Everything that must not be shown. A token renewed half-way is as secret as the first. */
	readonly secrets: string[];
	private token: string | undefined;

	/**
	 * @param fields the credential's
	 * @param details the same, read
	 * @param mark how new the token in `fields` is at least: `tokenRenewals.mark()` from before they were read
	 */
	constructor(
		private readonly context: ApiContext,
		private readonly fields: ICredentialDataDecryptedObject,
		private readonly details: ApiDetails,
		private mark: number,
	) {
		this.token = details.tokenRequest === undefined ? details.apiKey : readBoundToken(fields);
		this.secrets = [details.apiKey, details.apiSecret, this.token ?? ''].filter(Boolean);
		if (details.apiSecret !== '') this.secrets.push(`${details.apiKey}:${details.apiSecret}`);
	}

	/**
	 * Sends a request. After 401 or 403 on a token that was not obtained for this very request, it obtains a new token and
	 * repeats the request once: MyD3 has not carried it out.
	 * @param build makes the request for an access token
	 * @returns the response, whatever its status
	 * @throws NodeApiError when there is no response, or no token
	 */
	async send(info: RequestInfo, build: (accessToken: string) => HttpRequest): Promise<ApiResponse> {
		const hadToken = this.token !== undefined;
		this.token ??= await this.obtainToken();
		let response = await this.attempt(info, build(this.token));
		const isExpired =
			response.status === contract.expiredTokenStatus.value ||
			response.status === contract.expiredTokenStatusToo.value;
		if (isExpired && hadToken && this.details.tokenRequest !== undefined) {
			const rejected = this.token;
			this.token = await this.obtainToken();
			// The credential was read after that token had been stored.
			if (this.token === rejected) this.token = await this.obtainToken();
			response = await this.attempt(info, build(this.token));
		}
		return response;
	}

	/** Goes on with an access token that was obtained elsewhere. */
	useToken(token: string): void {
		this.mark = tokenRenewals.mark();
		this.token = token;
		this.secrets.push(token);
	}

	private async obtainToken(): Promise<string> {
		const { token, mark } = await tokenRenewals.renew(
			credentialDigest(this.fields),
			this.mark,
			async () => await this.exchangeApiKey(),
		);
		this.mark = mark;
		this.secrets.push(token);
		return token;
	}

	/**
	 * n8n runs the credential's preAuthentication, and stores the token, only on the way to a request. This one is never
	 * sent: the credential's authenticate stops it, once the token is in `data`.
	 */
	private async exchangeApiKey(): Promise<string> {
		const data = { ...this.fields, accessToken: '' };
		const [result] = await Promise.allSettled([this.authenticated({ url: TOKEN_ONLY_URL }, data)]);
		const token = readBoundToken(data);
		if (token !== undefined) return token;
		throw credentialError(this.context, (result as PromiseRejectedResult).reason);
	}

	private async attempt(info: RequestInfo, request: HttpRequest): Promise<ApiResponse> {
		const accessToken = bindTokenToCredential(this.token as string, this.fields);
		try {
			return toApiResponse(
				await this.authenticated(httpOptions(request), { ...this.fields, accessToken }),
			);
		} catch (error) {
			const code = (error as NodeApiError).httpCode ?? '';
			throw apiError(this.context, describeNetworkError(code, info));
		}
	}

	private async authenticated(
		options: IHttpRequestOptions,
		data: ICredentialDataDecryptedObject,
	): Promise<IN8nHttpFullResponse> {
		const { helpers } = this.context;
		return (await helpers.httpRequestWithAuthentication.call(this.context, CREDENTIAL, options, {
			credentialsDecrypted: { id: '', name: CREDENTIAL, type: CREDENTIAL, data },
		})) as IN8nHttpFullResponse;
	}
}

/**
 * Sends a request without an access token: the exchange of the API Key, a look at whether MyD3 can be reached, and test
 * events to n8n itself.
 * @param timeoutMs how long to wait for the response
 * @returns the response, whatever its status
 * @throws what n8n's helper throws when there is no response; it holds the request, so keep it from the user
 */
export async function sendUnauthenticated(
	{ helpers }: IHttpRequestHelper,
	request: HttpRequest,
	timeoutMs = TIMEOUT_MS,
): Promise<ApiResponse> {
	const options = { ...httpOptions(request), timeout: timeoutMs };
	return toApiResponse((await helpers.httpRequest(options)) as IN8nHttpFullResponse);
}

/**
 * A request as n8n's helpers take it.
 *
 * As text: the documented response to create is a bare GUID, and what cannot be read has to be quoted as it came. Without
 * an exception for a status: n8n would drop headers and body (Retry-After, MyD3's words). Redirects are not followed:
 * they would take the token elsewhere.
 */
export function httpOptions({ method, url, headers, body }: HttpRequest): IHttpRequestOptions {
	const hasAccept = Object.keys(headers).some((name) => name.toLowerCase() === 'accept');
	return {
		method: method as IHttpRequestMethods,
		url,
		headers: {
			...(hasAccept ? {} : { Accept: 'application/json, text/plain, */*' }),
			...headers,
		} as IDataObject,
		...(body === undefined ? {} : { body }),
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	};
}

const toApiResponse = (response: IN8nHttpFullResponse): ApiResponse => ({
	status: response.statusCode,
	headers: response.headers,
	text: String(response.body ?? ''),
});

/** Makes the error that n8n shows. */
export function apiError(context: ApiContext, details: ErrorDetails): NodeApiError {
	const { message, description, code, httpCode, ...kind } = details;
	const parts = [
		description,
		code ? `(${code})` : '',
		kind.outcomeUnknown === true
			? 'MyD3 may still have created the subscription. Check with Get Many before you try again.'
			: '',
	];
	// A failed activation shows the message in n8n 2.x and the description in 1.x, never both: say everything in one.
	const options =
		'getActivationMode' in context
			? { message: `${message} ${description}`, httpCode }
			: { message, description: parts.filter(Boolean).join(' '), httpCode };
	const error = new NodeApiError(context.getNode(), { message: options.message }, options);
	Object.assign(error.context, { ...kind, code });
	return error;
}

/** The error for an exchange of the API Key that did not succeed. @param reason what the credential threw */
export function credentialError(context: ApiContext, reason: unknown): NodeApiError {
	const { message, httpCode } = reason as NodeApiError;
	return apiError(context, {
		message,
		description: 'Open the MyD3 API credential and test it.',
		transient: httpCode === TOKEN_TEMPORARILY_UNAVAILABLE,
		fromCredential: true,
	});
}

/** The error for something that the user has to change before any request can be sent. */
export const operationError = (context: ApiContext, error: unknown): NodeOperationError =>
	new NodeOperationError(context.getNode(), (error as Error).message);

/**
 * Repeats an operation that may be repeated (list, delete) after a transient error, waiting as long as MyD3 asks.
 * @param wait how to let time pass, in ms
 */
export async function withRetry<Result>(
	attempt: () => Promise<Result>,
	wait: (ms: number) => Promise<void>,
): Promise<Result> {
	for (let retry = 0; ; retry++) {
		const [result] = await Promise.allSettled([attempt()]);
		if (result.status === 'fulfilled') return result.value;
		if (!isTransient(result.reason) || retry === MAX_RETRIES) throw result.reason;
		const asked = (result.reason as NodeApiError).context.retryAfterMs;
		const ms = typeof asked === 'number' ? asked : 1000 * 2 ** retry;
		if (ms > MAX_RETRY_DELAY_MS) throw result.reason;
		await wait(ms);
	}
}
