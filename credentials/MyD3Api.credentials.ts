import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeProperties,
} from 'n8n-workflow';
import { OperationalError, UserError } from 'n8n-workflow';

import { readAccessToken, parseBody } from '../nodes/MyD3/api/responses';
import type { ApiResponse } from '../nodes/MyD3/api/responses';
import { apiDetails, contract } from '../nodes/MyD3/api/contract';
import type { ApiDetails } from '../nodes/MyD3/api/contract';
import {
	TOKEN_TEMPORARILY_UNAVAILABLE,
	describeNetworkError,
	redactAndTruncate,
	describeHttpError,
} from '../nodes/MyD3/api/errors';
import type { RequestInfo } from '../nodes/MyD3/api/errors';
import { bindTokenToCredential, readBoundToken } from '../nodes/MyD3/api/accessToken';
import { withoutQuery } from '../nodes/MyD3/notificationUrl';
import { apiDetailFields } from './requestFields';

const TIMEOUT_MS = 10_000;
const SEE_TOKEN_PATH =
	'turn on "Override API Details" and set "Token Path" to the address that MyD3\'s page "Getting Started" gives for obtaining an accessToken';
const HOW_THE_KEY_IS_SENT = '"API Key Location", "API Key Name" and "Token Parameters"';

/** An API Key of MyD3, exchanged for the access token that every call carries. The only file that sees either. */
export class MyD3Api implements ICredentialType {
	name = 'myD3Api';

	displayName = 'MyD3 API';

	icon = { light: 'file:../icons/myd3.svg', dark: 'file:../icons/myd3.dark.svg' } as const;

	documentationUrl = 'https://developers.myd3.data3.com/Getting-started';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The API Key that you created in MyD3, see "Getting Started" there',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: contract.baseUrl.value,
			description: 'The address of the MyD3 API. Change it only if Data#3 gave you another one.',
		},
		{
			displayName: 'Override API Details',
			name: 'overrideApiDetails',
			type: 'boolean',
			default: false,
			description:
				'Whether to correct what this package assumes about the MyD3 API. Needed only when a message names one of these fields.',
		},
		...apiDetailFields,
		{
			// n8n calls preAuthentication only if there is a hidden, expirable property; it keeps the token here, encrypted.
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/**
	 * Exchanges the API Key for an access token. n8n calls it when there is no token yet, when the credential is tested,
	 * and once after a 401.
	 * @returns the token, under the name of the expirable property
	 * @throws UserError when the credential must be changed, OperationalError when MyD3 cannot answer at the moment
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ accessToken: string }> {
		const apiKey = String(credentials.apiKey ?? '').trim();
		if (apiKey === '') {
			throw new UserError(
				'The API Key is empty. Create one in MyD3 (see "Getting Started" there) and paste it into the MyD3 API credential.',
			);
		}
		const details = detailsOf(credentials);
		const call: RequestInfo = {
			action: 'obtain an access token',
			method: details.tokenMethod,
			url: details.tokenUrl,
			addressField: 'Token Path',
			bodyFields: HOW_THE_KEY_IS_SENT,
			secrets: [apiKey],
		};
		const answer = await send(this, tokenRequest(details, apiKey), call);
		if (answer.status >= 300) throw refusal(answer, call);
		const accessToken = readAccessToken(answer);
		if (accessToken === undefined) throw tokenMissing(answer, call);
		return { accessToken: bindTokenToCredential(accessToken, credentials) };
	}

	/**
	 * Adds the access token to a request.
	 * @throws Error with status 401 when the token was obtained with other fields than the credential has now, upon which
	 *   n8n obtains a new one, as after a 401 of MyD3
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const accessToken = readBoundToken(credentials);
		if (accessToken === undefined) {
			throw Object.assign(new OperationalError('The credential has been changed.'), {
				response: { status: contract.expiredTokenStatus.value },
			});
		}
		const authorization = `${contract.authorizationScheme.value} ${accessToken}`;
		const headers = { ...request.headers, [contract.authorizationHeader.value]: authorization };
		return { ...request, headers };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim()}}',
			url: `={{($credentials.overrideApiDetails && $credentials.subscriptionPath.trim()) || "${contract.subscriptionPath.value}"}}`,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		},
		rules: [
			[
				401,
				'MyD3 gave an access token for this API Key but then did not accept it. Check that Base URL and Token Path belong to the same MyD3.',
			],
			[
				403,
				'MyD3 accepts this API Key but does not permit it to list webhook subscriptions. Ask the administrator of your MyD3 account.',
			],
			...[404, 405].map((status) => [
				status,
				`MyD3 accepts this API Key, but its list of subscriptions is not where this package expects it (${status}). Turn on "Override API Details" and set "Subscription Path" to the path in MyD3's API Catalog.`,
			]),
		].map(([value, message]) => ({
			type: 'responseCode',
			properties: { value: value as number, message: message as string },
		})),
	};
}

function detailsOf(credentials: ICredentialDataDecryptedObject): ApiDetails {
	try {
		return apiDetails(credentials);
	} catch (error) {
		throw new UserError((error as Error).message);
	}
}

/** The request that carries the API Key where the details say, with the token parameters beside it. */
function tokenRequest(details: ApiDetails, apiKey: string): IHttpRequestOptions {
	const key = { [details.apiKeyName]: apiKey };
	const values = { ...details.tokenParameters, ...key };
	const request: IHttpRequestOptions = {
		method: details.tokenMethod as IHttpRequestMethods,
		url: details.tokenUrl,
		headers: { Accept: 'application/json' },
	};
	switch (details.apiKeyLocation) {
		case 'query':
			return { ...request, qs: values as IHttpRequestOptions['qs'] };
		case 'header': {
			const headers = { ...request.headers, ...key };
			// A GET has no body: what goes along with the key goes into the query.
			return details.tokenMethod === 'GET'
				? { ...request, headers, qs: details.tokenParameters as IHttpRequestOptions['qs'] }
				: { ...request, headers, body: details.tokenParameters as IHttpRequestOptions['body'] };
		}
		case 'form':
			return {
				...request,
				headers: { ...request.headers, 'Content-Type': 'application/x-www-form-urlencoded' },
				// As text: n8n takes a URLSearchParams object for an empty body.
				body: new URLSearchParams(values as Record<string, string>).toString(),
			};
		default:
			return { ...request, body: values as IHttpRequestOptions['body'] };
	}
}

/** Sends the token request; any status is an answer. Redirects are not followed: they would take the API Key elsewhere. */
async function send(
	{ helpers }: IHttpRequestHelper,
	request: IHttpRequestOptions,
	call: RequestInfo,
): Promise<ApiResponse> {
	try {
		const response = (await helpers.httpRequest({
			...request,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		})) as IN8nHttpFullResponse;
		return {
			status: response.statusCode,
			headers: response.headers,
			text: String(response.body ?? ''),
		};
	} catch (error) {
		const failure = describeNetworkError(String((error as { code?: unknown }).code), call.url);
		const message = `${failure.message} ${failure.description}`;
		// The original is left out on purpose: it holds the request, and with it the API Key.
		throw failure.transient ? later(message) : new UserError(message);
	}
}

const later = (message: string): Error =>
	Object.assign(new OperationalError(message), { httpCode: TOKEN_TEMPORARILY_UNAVAILABLE });

/** The error for an answer that is not 2xx. */
function refusal(answer: ApiResponse, call: RequestInfo): Error {
	const { status } = answer;
	const place = `${call.method} ${withoutQuery(call.url)}`;
	const failure = describeHttpError(answer, call);
	if (failure.transient) return later(`${failure.message} ${failure.description}`);
	if (status === 401 || status === 403) {
		return new UserError(
			`MyD3 rejected the API Key (${status}). Copy it again from MyD3 and check that it has not expired. If the key is right, it may have to be sent in another way: turn on "Override API Details" and compare ${HOW_THE_KEY_IS_SENT} with MyD3's page "Getting Started".`,
		);
	}
	if ([404, 405, 410, 501].includes(status)) {
		return new UserError(
			`MyD3 has no token endpoint at ${place} (${status}). That address is an assumption: ${SEE_TOKEN_PATH}, and "Token Method" if that is another.`,
		);
	}
	return new UserError(
		`${failure.message} The API Key may have to be sent in another way: turn on "Override API Details" and compare ${HOW_THE_KEY_IS_SENT} with MyD3's page "Getting Started".`,
	);
}

/** The error for a 2xx answer without an access token. Names what came, never values: one may be a token. */
function tokenMissing(answer: ApiResponse, call: RequestInfo): Error {
	const value = parseBody(answer.text);
	const names = typeof value === 'object' && value !== null ? Object.keys(value).join(', ') : '';
	const came =
		names === '' ? `${answer.headers['content-type'] ?? 'no content'}` : `the properties ${names}`;
	return new UserError(
		`MyD3 answered ${call.method} ${withoutQuery(call.url)} without an access token: it sent ${redactAndTruncate(came, call.secrets)}. That address may not be the right one: ${SEE_TOKEN_PATH}.`,
	);
}
