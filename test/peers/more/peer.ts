import type { Peer, PeerApi, RequestTexts } from '../types';

/** What a user enters in the credential. Without a Token Request, the key itself is sent. */
export type Texts = RequestTexts & { tokenRequest?: string };

/**
 * Combines an API with the requests to enter for it. If the package exchanges the key for a token itself, the same requests
 * are sent without the headers and query arguments that carry the vendor's keys, unless `ownExchange` overrides them.
 */
export const peer = (
	api: PeerApi,
	texts: Texts,
	ownExchange: Peer['ownExchange'] = withoutKeys(texts),
): Peer => ({ api, documented: { tokenRequest: '', ...texts }, ownExchange });

const withoutKeys = ({
	createRequest,
	listRequest,
	deleteRequest,
}: Texts): Peer['ownExchange'] => ({
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
