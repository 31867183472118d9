import type { ICredentialTestRequest, IHttpRequestOptions } from 'n8n-workflow';

import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import type { Host } from '../n8n/host';

/**
 * "Test" of the credential's form. n8n's credentials-tester sends the request of the credential's type through the
 * same helper as every node, with a token obtained anew.
 * @throws what n8n shows in red
 */
export async function testCredential(host: Host): Promise<void> {
	const { request } = new MyD3Api().test as ICredentialTestRequest;
	const baseURL = String(request.baseURL ?? '');
	host.credential.accessToken = '';
	const options: IHttpRequestOptions = {
		method: 'GET',
		...request,
		url: String(request.url ?? ''),
		// The only expression there: {{$credentials.baseUrl}}.
		baseURL: baseURL.startsWith('=') ? String(host.credential.baseUrl) : baseURL,
		returnFullResponse: true,
	} as IHttpRequestOptions;
	const context = host.loadOptionsContext();
	await context.helpers.httpRequestWithAuthentication.call(context, 'myD3Api', options);
}
