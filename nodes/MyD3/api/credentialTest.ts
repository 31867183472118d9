import type { ICredentialTestRequest, IHttpRequestOptions } from 'n8n-workflow';

import type { ApiDetails } from './credentialFields';
import { inCredential } from './errors';
import { fillIn } from './tokenExchange';

/** Marks n8n's credential test for `authenticate`. Never sent. */
export const CREDENTIAL_TEST_PATH = '/n8n-nodes-myd3-credential-test';

/**
 * Builds the request for n8n's credential test: List Request, because it changes nothing. Without one, a GET of the Base
 * URL, for which any status passes.
 * @param request n8n's own; properties that are not replaced stay (baseURL, allowedDomains, abortSignal)
 * @throws UserError naming the field if List Request cannot be filled in
 */
export function testRequest(
	request: IHttpRequestOptions,
	{ listRequest, baseUrl, apiKey, apiSecret }: ApiDetails,
	accessToken: string,
): IHttpRequestOptions {
	if (listRequest === undefined) {
		return { ...request, method: 'GET', url: baseUrl, ignoreHttpStatusErrors: true };
	}
	const firstPage = { page: '1', page0: '0', offset: '0' };
	const list = fillIn(listRequest, { ...firstPage, apiKey, apiSecret, accessToken });
	return {
		...request,
		method: list.method as IHttpRequestOptions['method'],
		url: list.url,
		headers: { Accept: 'application/json, text/plain, */*', ...request.headers, ...list.headers },
		...(list.body === undefined ? {} : { body: list.body }),
	};
}

const see = `compare ${inCredential('List Request')} with MyD3's page.`;

/** What n8n shows when MyD3 answers the credential test with one of these statuses. */
export const testRules: ICredentialTestRequest['rules'] = (
	[
		[
			401,
			`MyD3 gave an access token for this API Key but then rejected it. Check that the Base URL and "Token Request" belong to the same MyD3, and ${see}`,
		],
		[
			403,
			'MyD3 accepts this API Key but does not allow it to list webhook subscriptions. Ask the administrator of your MyD3 account.',
		],
		...[404, 405, 410, 501].map((status): [number, string] => [
			status,
			`MyD3 accepts this API Key, but its list of subscriptions is not where this package expects it (${status}). Turn on "Override API Details" and make "List Request" look like the request in MyD3's API Catalog.`,
		]),
		...[400, 406, 415, 422].map((status): [number, string] => [
			status,
			`MyD3 accepts this API Key but not the request that lists the subscriptions (${status}). Turn on "Override API Details" and ${see}`,
		]),
	] as Array<[number, string]>
).map(([value, message]) => ({ type: 'responseCode', properties: { value, message } }));
