/**
 * The users' texts themselves: as read and filled in by the package, the strict vendors accept them. How the package
 * reads the responses is another matter, see peers.test.ts.
 */
import { parseRequest } from '../../nodes/MyD3/api/requestTemplate';
import type { RequestField } from '../../nodes/MyD3/api/requestTemplate';
import { PEERS } from './apis';
import type { AuthenticationMode } from './authentication';
import { credentialFor } from './lifecycle';
import { KEYS, startMock } from './mockServer';
import type { MockVendor } from './mockServer';
import type { HandshakeKind, Peer } from './types';

const HOOK = 'https://n8n.example.com/webhook/1f6a4c1e/webhook?apiKey=a%2Fkey';
const GUID = '3a1f0d7e-5a5f-4f0e-9f43-0b2f5b7f9a10';
const OWN_TOKEN_REQUEST = 'POST /identity/v1/token\n\n{"apiKey": "{apiKey}"}';

/** A separate request sets the URL there, so Create has no place for it: refused before anything is sent. */
const TWO_STEPS = new Set(['HubSpot app webhooks']);

let mock: MockVendor | undefined;
afterEach(() => mock?.stop());

async function send(
	field: RequestField,
	text: string,
	baseUrl: string,
	values: Record<string, string>,
) {
	const template = parseRequest(text, { field, baseUrl, secrets: [KEYS.apiKey, KEYS.apiSecret] });
	const { method, url, headers, body } = template.fill({ ...KEYS, ...values });
	const response = await fetch(url, {
		method,
		headers:
			template.hasAuthorization || field === 'Token Request'
				? headers
				: { ...headers, Authorization: `Bearer ${values.accessToken}` },
		body,
	});
	const json = (await response.json().catch(() => ({}))) as Record<string, string>;
	return { status: response.status, json };
}

/** A vendor that does not check URLs, since no receiver is listening. */
const unchecked = (peer: Peer) => ({
	...peer.api,
	handshake: undefined as HandshakeKind | undefined,
});

describe.each(['documented', 'ownExchange'] as AuthenticationMode[])(
	'with the authentication "%s",',
	(mode) => {
		it.each(
			PEERS.filter(({ api }) => !TWO_STEPS.has(api.name)).map(
				(peer) => [peer.api.name, peer] as const,
			),
		)('the requests are accepted by %s', async (_name, peer) => {
			mock = await startMock(unchecked(peer), { mode });
			const { baseUrl } = mock;
			const texts = credentialFor(peer, mode, baseUrl) as Record<string, string>;
			const tokenRequest = mode === 'documented' ? texts.tokenRequest : OWN_TOKEN_REQUEST;
			let accessToken = KEYS.apiKey;
			if (tokenRequest) {
				const { json } = await send('Token Request', tokenRequest, baseUrl, {});
				accessToken = json.access_token ?? json.accessToken ?? '';
			}
			const [eventType] = peer.api.eventTypes;
			const values = { accessToken, eventType, notificationUrl: HOOK, uuid: GUID };
			await send('Create Request', texts.createRequest!, baseUrl, values);
			await send('List Request', texts.listRequest!, baseUrl, {
				...values,
				page: '1',
				offset: '0',
			});
			expect(mock.own).toMatchObject([{ eventType, notificationUrl: HOOK }]);
			// Teamleader names subscriptions by their URL.
			const id = peer.api.noId === true ? HOOK : mock.own[0]!.id;
			await send('Delete Request', texts.deleteRequest!, baseUrl, { ...values, id });
			expect(mock.requests.map(({ kind, refusal }) => `${kind} ${refusal}`)).toEqual([
				...(tokenRequest ? ['token '] : []),
				'create ',
				'list ',
				'delete ',
			]);
			expect(mock.own).toEqual([]);
		});
	},
);

it('a mock server refuses a Create Request that has no place for the notification URL', () => {
	const hubspot = PEERS.find(({ api }) => TWO_STEPS.has(api.name))!;
	const { createRequest } = credentialFor(hubspot, 'documented', 'https://api.example.com');
	expect(() =>
		parseRequest(String(createRequest), {
			field: 'Create Request',
			baseUrl: 'https://api.example.com',
			secrets: [],
		}),
	).toThrow('{notificationUrl}');
});
