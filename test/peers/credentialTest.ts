import { Workflow } from 'n8n-workflow';
import type { ICredentialTestRequest, IHttpRequestOptions, INodeTypes } from 'n8n-workflow';

import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import type { Host } from '../n8n/host';

/**
 * Does what "Test" does in the credential's form. n8n's credentials-tester.service.js resolves the expressions in the
 * credential type's test request and sends it through the same helper as every node, with a new token.
 * @throws what n8n shows in red
 */
export async function testCredential(host: Host): Promise<void> {
	const { request } = new MyD3Api().test as ICredentialTestRequest;
	host.credential.accessToken = '';
	const options = {
		method: 'GET',
		...request,
		url: resolved(request.url, host),
		baseURL: resolved(request.baseURL, host),
		returnFullResponse: true,
	} as IHttpRequestOptions;
	const context = host.loadOptionsContext();
	await context.helpers.httpRequestWithAuthentication.call(context, 'myD3Api', options);
}

function resolved(text: string | undefined, { credential }: Host): string {
	const nodeTypes = {} as INodeTypes;
	const { expression } = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes });
	return expression.getParameterValue(text ?? '', null, 0, 0, '', [], 'internal', {
		$credentials: credential,
	}) as string;
}
