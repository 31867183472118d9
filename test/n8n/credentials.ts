import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';

import { MyD3Api } from '../../credentials/MyD3Api.credentials';

/**
 * Stores one credential as n8n's CredentialsHelper does: if there is no access token or it was refused, obtains a new
 * one and stores it.
 * @param stored the credential's fields; changed when a token is obtained
 */
export function credentialsHelper(stored: ICredentialDataDecryptedObject): ICredentialsHelper {
	const type = new MyD3Api();
	return {
		getParentTypes: () => [],
		getDecrypted: async () => await Promise.resolve({ ...stored }),
		preAuthentication: async (
			helpers: IHttpRequestHelper,
			credential: ICredentialDataDecryptedObject,
			_type: string,
			_node: INode,
			expired: boolean,
		) => {
			if (credential.accessToken !== '' && !expired) return undefined;
			return Object.assign(stored, await type.preAuthentication.call(helpers, credential));
		},
		authenticate: async (
			credential: ICredentialDataDecryptedObject,
			_type: string,
			request: IHttpRequestOptions,
		) => await type.authenticate(credential, request),
	} as unknown as ICredentialsHelper;
}
