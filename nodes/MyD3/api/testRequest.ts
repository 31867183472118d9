import type { IHttpRequestOptions } from 'n8n-workflow';

import type { CredentialFields } from './credentialFields';
import { fillIn, readDetails } from './tokenExchange';

/**
 * Builds the request for n8n's credential test: List Request, because it changes nothing. If there is none, a GET of the
 * Base URL, for which any status passes.
 * @param request n8n's request; properties that are not replaced are kept (baseURL, allowedDomains, abortSignal)
 * @param fields the credential's fields
 * @throws UserError naming the field if one is invalid or List Request cannot be filled in
 */
export function buildTestRequest(
	request: IHttpRequestOptions,
	fields: CredentialFields,
	accessToken: string,
): IHttpRequestOptions {
	const { listRequest, baseUrl, apiKey, apiSecret } = readDetails(fields);
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
