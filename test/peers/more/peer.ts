import type { Peer, PeerApi, RequestTexts, TokenExchange } from '../types';

/**
 * Combines an API with the requests to enter for it; without a Token Request, the key itself is sent. If the package
 * exchanges the key for a token itself, the same requests are sent without the headers and query arguments that carry
 * the vendor's keys, unless `ownExchange` overrides them.
 */
export const peer = (
	api: PeerApi,
	texts: RequestTexts,
	ownExchange: Peer['ownExchange'] = withoutKeys(texts),
): Peer => ({ api, documented: { tokenRequest: '', ...texts }, ownExchange });

/** A token exchange with client credentials: the keys as Basic authentication, the rest as a form. */
export const basicExchange = (path: string, expiresIn: number, scope?: string): TokenExchange => ({
	method: 'POST',
	path,
	headers: { Authorization: 'Basic' },
	bodyKind: 'form',
	template: { grant_type: 'client_credentials', ...(scope !== undefined && { scope }) },
	response: { access_token: '{token}', token_type: 'Bearer', expires_in: expiresIn },
});

const withoutKeys = ({
	createRequest,
	listRequest,
	deleteRequest,
}: RequestTexts): Peer['ownExchange'] => ({
	createRequest: withoutKey(createRequest),
	listRequest: withoutKey(listRequest),
	deleteRequest: withoutKey(deleteRequest),
});

const withoutKey = (text: string): string =>
	text
		.split('\n')
		.filter(
			(line, index) =>
				index === 0 ||
				!/^\s*(-[uH] )?['"]?[\w-]*:? ?.*\{api(Key|Secret)\}/.test(line) ||
				/^\s*["{]/.test(line),
		)
		.join('\n')
		.replace(/ -u '?\{apiKey\}:\S*/, '');
