import { OperationalError, UserError } from 'n8n-workflow';
import type { IHttpRequestHelper } from 'n8n-workflow';

import { bindTokenToCredential } from './accessToken';
import { apiDetails, secretsOf } from './credentialFields';
import type { ApiDetails, CredentialFields } from './credentialFields';
import { describeHttpError, describeRefusal, TOKEN_TEMPORARILY_UNAVAILABLE } from './errors';
import type { RequestInfo } from './errors';
import { inCredential, pageFor } from './inCredential';
import { isObject, parseJsonOrText } from './json';
import { describeNetworkError } from './networkErrors';
import { redact, redactAndTruncate } from './redact';
import { sendUnauthenticated } from './request';
import type { OnResponse } from './request';
import type { HttpRequest, RequestTemplate } from './requestTemplate';
import { isRefusal, readAccessToken } from './responses';
import type { ApiResponse } from './responses';
import { appendVendorMessage, vendorMessage } from './vendorMessage';

const GETTING_STARTED = pageFor('Token Request');

/**
 * Exchanges the API Key for an access token. Without Token Request, the API Key itself is the token.
 * @param helpers n8n's HTTP helpers
 * @param fields the credential's fields
 * @param onResponse called with the response
 * @returns the token, bound to the credential
 * @throws UserError if the credential must change, OperationalError if MyD3 cannot answer at the moment
 */
export async function exchangeApiKey(
	helpers: IHttpRequestHelper,
	fields: CredentialFields,
	onResponse?: OnResponse,
): Promise<string> {
	const details = readDetails(fields);
	if (details.tokenRequest === undefined) return bindTokenToCredential(details.apiKey, fields);
	const { apiKey, apiSecret } = details;
	const request = fillIn(details.tokenRequest, { apiKey, apiSecret });
	const info: RequestInfo = {
		action: 'issue an access token',
		field: 'Token Request',
		method: request.method,
		url: request.url,
		secrets: secretsOf(details),
	};
	const response = await sendTokenRequest(helpers, request, info);
	onResponse?.(response, info.secrets, details.tokenRequest.describe({}));
	if (response.status >= 300) throw rejectionError(response, info);
	const accessToken = readAccessToken(response, details.accessTokenProperty);
	if (accessToken === undefined && isRefusal(response)) throw refusalError(response, info);
	if (accessToken === undefined)
		throw missingTokenError(response, info, details.accessTokenProperty);
	return bindTokenToCredential(accessToken, fields);
}

/**
 * Reads the credential's fields.
 * @throws UserError naming the field if one is invalid
 */
export function readDetails(fields: CredentialFields): ApiDetails {
	try {
		return apiDetails(fields);
	} catch (error) {
		throw toUserError(error);
	}
}

/**
 * Fills in a request.
 * @throws UserError naming the field if a value is invalid
 */
export function fillIn(template: RequestTemplate, values: Record<string, string>): HttpRequest {
	try {
		return template.fill(values);
	} catch (error) {
		throw toUserError(error);
	}
}

async function sendTokenRequest(
	helpers: IHttpRequestHelper,
	request: HttpRequest,
	info: RequestInfo,
): Promise<ApiResponse> {
	try {
		return await sendUnauthenticated(helpers, request);
	} catch (error) {
		const { code = '' } = error as { code?: unknown };
		const details = describeNetworkError(String(code), info);
		const message = `${details.message} ${details.description}`;
		// No `cause`, because the original contains the request, and with it the API Key.
		throw details.isTransient ? temporaryError(message) : toUserError({ message });
	}
}

const toUserError = (error: unknown): Error => new UserError((error as Error).message);

const temporaryError = (message: string): Error =>
	Object.assign(new OperationalError(message), { httpCode: TOKEN_TEMPORARILY_UNAVAILABLE });

/** The error for a response outside 2xx. */
function rejectionError(response: ApiResponse, info: RequestInfo): Error {
	const { status } = response;
	const details = describeHttpError(response, info);
	const field = inCredential('Token Request');
	if (details.isTransient) return temporaryError(`${details.message} ${details.description}`);
	if (status === 401 || status === 403) {
		return new UserError(
			`${appendVendorMessage(`MyD3 rejected the API Key (${status})`, vendorMessage(response, info.secrets))} Copy the key again from MyD3 and check that it has not expired. If it is right, MyD3 may expect it in another form: compare ${field} with ${GETTING_STARTED}.`,
		);
	}
	if ([404, 405, 410, 501].includes(status)) {
		return new UserError(
			`MyD3 could not find ${methodAndAddress(info)} (${status}). This package assumes that it returns an access token: set ${field} to the request on ${GETTING_STARTED}.`,
		);
	}
	if (status < 400) return new UserError(`${details.message} ${details.description}`);
	return new UserError(
		`${details.message} MyD3 may expect the API Key in another form: compare ${field} with ${GETTING_STARTED}.`,
	);
}

function refusalError(response: ApiResponse, info: RequestInfo): Error {
	const { message, description } = describeRefusal(response, info);
	return new UserError(`${message} ${description}`);
}

/** The error for a 2xx response without an access token. It shows property names but no values: one may be a token. */
function missingTokenError(response: ApiResponse, info: RequestInfo, property: string): Error {
	const value = parseJsonOrText(response.text);
	const names = isObject(value) ? Object.keys(value) : [];
	const content = redactAndTruncate(describeContent(response, names), info.secrets);
	return new UserError(
		`MyD3's response to ${methodAndAddress(info)} has no access token. ${content}. ${compareAdvice(names, property)} ${inCredential('Token Request')} with ${GETTING_STARTED}.`,
	);
}

/** @param names the response's property names @returns a sentence without a full stop */
function describeContent({ text, headers }: ApiResponse, names: readonly string[]): string {
	if (names.length === 1) return `It contains only the property ${names[0]}`;
	if (names.length > 1) return `It contains the properties ${names.join(', ')}`;
	if (text.trim() === '') return 'It has no content';
	const type = headers['content-type'];
	return type === undefined ? 'It contains no JSON properties' : `It contains ${String(type)}`;
}

/** @param property Access Token Property @returns the beginning of a sentence that goes on with a field */
function compareAdvice(names: readonly string[], property: string): string {
	if (property !== '') {
		return `There is no access token at "${property}": correct "Access Token Property", and compare`;
	}
	if (names.length === 0) return 'Compare';
	return `If ${names.length === 1 ? 'that' : 'one of these'} is the access token, set "Access Token Property" to its name. Otherwise compare`;
}

/** Method and address, whose host may differ from the Base URL's. */
const methodAndAddress = ({ method, url, secrets }: RequestInfo): string =>
	redact(`${method} ${url.replace(/[?#].*/s, '')}`, secrets);
