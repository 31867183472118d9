import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { OperationalError } from 'n8n-workflow';

import { contract, TIMEOUT_MS } from '../nodes/MyD3/api/contract';
import { CREDENTIAL_TEST_PATH, testRules } from '../nodes/MyD3/api/credentialTest';
import { requestFields } from './requestFields';

/**
 * The headers to which `authenticate` has added a token. After a 401 n8n renews the token and passes in the same request,
 * old token included, which would otherwise look like an Authorization header of the user's own.
 */
const authorized = new WeakSet<object>();

/**
 * A MyD3 API Key, exchanged for the access token that every request carries. n8n loads this file at startup, only for its
 * fields, so the methods import what they need when they run.
 */
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
			description:
				'The API Key that you created in MyD3, as described on its "Getting Started" page',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: contract.baseUrl.value,
			description:
				'The address of the MyD3 API. Change it only if Data#3 gave you a different one.',
		},
		{
			displayName: 'Override API Details',
			name: 'overrideApiDetails',
			type: 'boolean',
			default: false,
			description:
				'Whether to show fields for correcting what this package assumes about the MyD3 API, and to use their values. Needed only if a message names one of them.',
		},
		...requestFields,
		{
			// n8n calls preAuthentication only if there is a hidden, expirable property. It stores the token here, encrypted.
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/**
	 * Exchanges the API Key for an access token. n8n calls this when it has no token, when it tests the credential, and once
	 * after a 401.
	 * @returns the token, under the name of the expirable property
	 * @throws UserError if the credential must change, OperationalError if MyD3 cannot answer at the moment
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ accessToken: string }> {
		const { exchangeApiKey } = await import('../nodes/MyD3/api/tokenExchange');
		return { accessToken: await exchangeApiKey(this, credentials) };
	}

	/**
	 * Adds the access token to a request, unless it has an Authorization header of its own. Turns the credential test into
	 * List Request, or into a GET of the Base URL if List Request is empty. n8n's HTTP Request node also uses this, so it changes
	 * nothing else in a request.
	 * @throws OperationalError with status 401 if the credential's fields have changed since the token was obtained; n8n then
	 *   obtains a new one, as after a 401 from MyD3. Also throws to stop the request whose only purpose is to obtain a token.
	 *   UserError, in the credential test, if a field is invalid or List Request cannot be filled in
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { readBoundToken, TOKEN_ONLY_URL } = await import('../nodes/MyD3/api/accessToken');
		const accessToken = readBoundToken(credentials);
		if (accessToken === undefined) {
			throw Object.assign(new OperationalError('The credential has been changed.'), {
				response: { status: contract.expiredTokenStatus.value },
			});
		}
		if (request.url === TOKEN_ONLY_URL)
			throw new OperationalError('The access token has been obtained.');
		let outgoing = request;
		if (request.url === CREDENTIAL_TEST_PATH) {
			const { buildTestRequest } = await import('../nodes/MyD3/api/testRequest');
			outgoing = buildTestRequest(request, credentials, accessToken);
		}
		const name = contract.authorizationHeader.value;
		const hasOwn = Object.keys(outgoing.headers ?? {}).some(
			(header) => header.toLowerCase() === name.toLowerCase(),
		);
		if (hasOwn && !authorized.has(outgoing.headers as object)) return outgoing;
		const authorization = `${contract.authorizationScheme.value} ${accessToken}`;
		const headers = { ...outgoing.headers, [name]: authorization };
		authorized.add(headers);
		return { ...outgoing, headers };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim()}}',
			url: CREDENTIAL_TEST_PATH,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		},
		rules: testRules,
	};
}
