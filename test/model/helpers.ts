import { NodeApiError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';

import { credentialsHelper } from '../n8n/credentials';
import type { Send } from './wire';

type Options = { credentialsDecrypted: { data: ICredentialDataDecryptedObject } };
type Helpers = IHttpRequestHelper['helpers'] & {
	httpRequestWithAuthentication: (
		name: string,
		request: IHttpRequestOptions,
		options: Options,
	) => Promise<unknown>;
};

/**
 * n8n-core's two request helpers, modelled on `request-helper-functions.js`. The real ones, which the other tests use,
 * would take most of a sequence's time.
 * @param stored the credential in the database
 */
export function helpersOf(
	stored: ICredentialDataDecryptedObject,
	send: Send,
	node: INode,
): Helpers {
	const credentials = credentialsHelper(stored) as unknown as {
		preAuthentication: (
			helpers: IHttpRequestHelper,
			data: ICredentialDataDecryptedObject,
			name: string,
			node: INode,
			expired: boolean,
		) => Promise<object | undefined>;
		authenticate: (
			data: ICredentialDataDecryptedObject,
			name: string,
			request: IHttpRequestOptions,
		) => Promise<IHttpRequestOptions>;
	};
	const helpers: Pick<Helpers, 'httpRequest' | 'httpRequestWithAuthentication'> = {
		httpRequest: async (request) => await send(request),

		async httpRequestWithAuthentication(name, request, { credentialsDecrypted: { data } }) {
			const attempt = async (isExpired: boolean): Promise<unknown> => {
				const self = { helpers } as IHttpRequestHelper;
				Object.assign(data, await credentials.preAuthentication(self, data, name, node, isExpired));
				return await send(await credentials.authenticate(data, name, request));
			};
			try {
				return await attempt(false).catch(async (error: { response?: { status: number } }) => {
					if (error.response?.status !== 401) throw error;
					return await attempt(true);
				});
			} catch (error) {
				throw new NodeApiError(node, error as never);
			}
		},
	};
	return helpers as Helpers;
}
