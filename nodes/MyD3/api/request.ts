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
	NodeApiError,
} from 'n8n-workflow';

import {
	bindTokenToCredential,
	credentialDigest,
	readBoundToken,
	TOKEN_ONLY_URL,
	tokenRenewals,
} from './accessToken';
import { contract, TIMEOUT_MS } from './contract';
import { secretsOf } from './credentialFields';
import type { ApiDetails } from './credentialFields';
import { isTransient } from './errorKinds';
import type { RequestInfo } from './errors';
import { apiError, credentialError } from './n8nErrors';
import { describeNetworkError } from './networkErrors';
import type { HttpRequest } from './requestTemplate';
import { codeOfRefusal } from './responses';
import type { ApiResponse } from './responses';

export const CREDENTIAL = 'myD3Api';

const MAX_RETRIES = 2;
const MAX_RETRY_DELAY_MS = 30_000;

/** The n8n contexts that can send requests to MyD3. */
export type ApiContext = IHookFunctions | IExecuteFunctions | ILoadOptionsFunctions;

/**
 * Called with every response, whatever its status.
 * @param secrets the values to redact
 * @param request the request that was sent, written as in its field, without secrets
 */
export type OnResponse = (
	response: ApiResponse,
	secrets: readonly string[],
	request: string,
) => void;

/** Sends one credential's requests: adds the access token, and obtains a new one when MyD3 rejects it. */
export class ApiSession {
	/** Values that must not be shown, including every token obtained along the way. */
	readonly secrets: string[];
	private token: string | undefined;
	/** The status of the previous response, if MyD3 rejected even a new token: a thousand items must not cost a thousand tokens. */
	private rejection: number | undefined;

	/**
	 * @param fields the credential's fields
	 * @param details the same, parsed
	 * @param mark from `tokenRenewals.mark()`, called before the fields were read: the token in them is at least this new
	 */
	constructor(
		private readonly context: ApiContext,
		private readonly fields: ICredentialDataDecryptedObject,
		private readonly details: ApiDetails,
		private mark: number,
	) {
		this.token = details.tokenRequest === undefined ? details.apiKey : readBoundToken(fields);
		this.secrets = secretsOf(details);
		if (this.token !== undefined) this.secrets.push(this.token);
	}

	/**
	 * Sends a request. If MyD3 answers 401, 403 or 498, and the token was not obtained for this request, obtains a new token and
	 * sends the request once more. That is safe, because MyD3 has not carried it out.
	 * @param build builds the request with an access token
	 * @returns the response, whatever its status
	 * @throws NodeApiError if there is no response, or no token
	 */
	async send(info: RequestInfo, build: (accessToken: string) => HttpRequest): Promise<ApiResponse> {
		const hadToken = this.token !== undefined;
		this.token ??= await this.obtainToken();
		let response = await this.attempt(info, build(this.token));
		let rejection = rejectionOf(response);
		const mayRenew = hadToken && rejection !== this.rejection;
		if (rejection !== undefined && mayRenew && this.details.tokenRequest !== undefined) {
			const rejected = this.token;
			this.token = await this.obtainToken();
			// It may be the rejected one, if n8n had already stored that when the credential was read.
			if (this.token === rejected) this.token = await this.obtainToken();
			response = await this.attempt(info, build(this.token));
			rejection = rejectionOf(response);
		}
		this.rejection = rejection;
		return response;
	}

	/** Continues with an access token that was obtained elsewhere. */
	useToken(token: string): void {
		this.mark = tokenRenewals.mark();
		this.token = token;
		this.secrets.push(token);
	}

	private async obtainToken(): Promise<string> {
		const { token, mark } = await tokenRenewals.renew(
			credentialDigest(this.fields),
			this.mark,
			async () => await this.exchangeThroughN8n(),
		);
		this.mark = mark;
		this.secrets.push(token);
		return token;
	}

	/**
	 * n8n runs the credential's preAuthentication, and stores the token, only as part of a request. This request is never
	 * sent: the credential's `authenticate` stops it once `data` contains the token.
	 */
	private async exchangeThroughN8n(): Promise<string> {
		const data = { ...this.fields, accessToken: '' };
		const [result] = await Promise.allSettled([
			this.sendAuthenticated({ url: TOKEN_ONLY_URL }, data),
		]);
		const token = readBoundToken(data);
		if (token !== undefined) return token;
		throw credentialError(this.context, (result as PromiseRejectedResult).reason);
	}

	private async attempt(info: RequestInfo, request: HttpRequest): Promise<ApiResponse> {
		const accessToken = bindTokenToCredential(this.token as string, this.fields);
		try {
			return toApiResponse(
				await this.sendAuthenticated(httpOptions(request), { ...this.fields, accessToken }),
			);
		} catch (error) {
			const code = (error as NodeApiError).httpCode ?? '';
			throw apiError(this.context, describeNetworkError(code, info));
		}
	}

	private async sendAuthenticated(
		options: IHttpRequestOptions,
		data: ICredentialDataDecryptedObject,
	): Promise<IN8nHttpFullResponse> {
		const { helpers } = this.context;
		return (await helpers.httpRequestWithAuthentication.call(this.context, CREDENTIAL, options, {
			credentialsDecrypted: { id: '', name: CREDENTIAL, type: CREDENTIAL, data },
		})) as IN8nHttpFullResponse;
	}
}

/** @returns the status, or the code in a refusal, that says that the access token may have expired; otherwise undefined */
function rejectionOf(response: ApiResponse): number | undefined {
	const { expiredTokenStatus, otherExpiredTokenStatus, invalidTokenStatus } = contract;
	const found = [response.status, codeOfRefusal(response)];
	return [expiredTokenStatus, otherExpiredTokenStatus, invalidTokenStatus]
		.map(({ value }) => value)
		.find((status) => found.includes(status));
}

/**
 * Sends a request without an access token: to exchange the API Key, to check whether MyD3 can be reached, or to send a
 * test event to n8n itself.
 * @param timeoutMs how long to wait for the response, in ms
 * @returns the response, whatever its status
 * @throws what n8n's helper throws if there is no response. It contains the request, so never show it to the user.
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
 * Converts a request to options for n8n's HTTP helpers.
 *
 * The response stays text, because the documented response to create is a bare GUID, and messages quote the start of an
 * unreadable response. No status throws, because n8n's error would lack the headers and the body (Retry-After, MyD3's own
 * message). Redirects are not followed, because they would take the token elsewhere.
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

/**
 * Retries an operation that is safe to repeat (list, delete) after a transient error, waiting as long as MyD3 asks.
 * @param wait waits the given number of ms
 * @returns the operation's result
 * @throws the operation's last error, without a retry if MyD3 asks us to wait too long
 */
export async function withRetry<Result>(
	attempt: () => Promise<Result>,
	wait: (ms: number) => Promise<void>,
): Promise<Result> {
	for (let retry = 0; ; retry++) {
		const [result] = await Promise.allSettled([attempt()]);
		if (result.status === 'fulfilled') return result.value;
		if (!isTransient(result.reason) || retry === MAX_RETRIES) throw result.reason;
		const requestedMs = (result.reason as NodeApiError).context.retryAfterMs;
		const ms = typeof requestedMs === 'number' ? requestedMs : 1000 * 2 ** retry;
		if (ms > MAX_RETRY_DELAY_MS) throw result.reason;
		await wait(ms);
	}
}
