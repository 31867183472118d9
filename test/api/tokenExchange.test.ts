import { NodeApiError, OperationalError, UserError } from 'n8n-workflow';
import type { IHttpRequestHelper, INode, JsonObject } from 'n8n-workflow';

import { readBoundToken } from '../../nodes/MyD3/api/accessToken';
import { exchangeApiKey } from '../../nodes/MyD3/api/tokenExchange';
import { makeCertificates } from '../certificates';
import { exchange } from '../n8n/exchange';
import { recordingServer } from '../servers';
import { startSimulator } from '../simulator/simulator';

const FIELD = '"Token Request" under "Override API Details" in the MyD3 API credential';
const PAGE = 'MyD3\'s "Getting Started" page';
const SET_PROPERTY = 'the access token, set "Access Token Property" to its name. Otherwise compare';

/** A usable credential; `changes` break one thing. */
const credentialOf = (baseUrl: string, changes: object = {}) => ({
	apiKey: 'api-key-of-the-test',
	baseUrl,
	...changes,
});

/** What the exchange throws if MyD3 answers like this. */
async function refusalOf(
	text: string,
	status = 200,
	headers: Record<string, string> = {},
	changes: object = {},
) {
	const { baseUrl } = await recordingServer(text, status, headers);
	const error: unknown = await exchange(credentialOf(baseUrl, changes)).then(
		(token) => `the token ${token}`,
		(reason: unknown) => reason,
	);
	if (!(error instanceof Error)) throw new Error(String(error));
	// n8n wraps what the credential throws, and replaces a message that contains a network code.
	const shown = new NodeApiError({} as INode, error as unknown as JsonObject).message;
	expect(shown).toBe(error.message);
	return { error, message: error.message.replaceAll(baseUrl, 'MYD3') };
}

describe('the exchange of the API Key', () => {
	it('sends the request that this package assumes', async () => {
		const { received, baseUrl } = await recordingServer('{"accessToken":"t-1"}');
		expect(await exchange(credentialOf(` ${baseUrl}/ `, { apiKey: ' api-key\n' }))).toBe('t-1');
		expect(received).toMatchObject({
			line: 'POST /identity/v1/token',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/plain, */*',
			},
			body: '{"apiKey": "api-key"}',
		});
		expect(received.headers.authorization).toBeUndefined();
	});

	it.each([
		{
			name: 'in a form',
			tokenRequest:
				'POST /oauth2/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_id={apiKey}&client_secret={apiSecret}',
			line: 'POST /oauth2/token',
			sent: { 'content-type': 'application/x-www-form-urlencoded' },
			body: 'grant_type=client_credentials&client_id=api-key-of-the-test&client_secret=s%20%26',
		},
		{
			name: 'in a header of a GET',
			tokenRequest: 'GET /login?v=2\nX-Api-Key: {apiKey}',
			line: 'GET /login?v=2',
			sent: { 'x-api-key': 'api-key-of-the-test' },
			body: '',
		},
		{
			name: 'in the query',
			tokenRequest: 'GET /login?key={apiKey}',
			line: 'GET /login?key=api-key-of-the-test',
			sent: {},
			body: '',
		},
		{
			name: 'as Basic authentication in a cURL command',
			tokenRequest: "curl -X POST -u '{apiKey}:{apiSecret}' /login",
			line: 'POST /login',
			sent: { authorization: `Basic ${Buffer.from('api-key-of-the-test:s &').toString('base64')}` },
			body: '',
		},
	])('sends the key $name', async ({ tokenRequest, line, sent, body }) => {
		const { received, baseUrl } = await recordingServer('"a-bare-token"');
		const changes = { overrideApiDetails: true, tokenRequest, apiSecret: 's &' };
		expect(await exchange(credentialOf(baseUrl, changes))).toBe('a-bare-token');
		expect(received).toMatchObject({ line, headers: sent, body });
	});

	it.each([
		{ where: 'its address', lines: (origin: string) => `POST ${origin}/t` },
		{ where: 'a header', lines: (origin: string) => `POST /t\nHost: ${new URL(origin).host}` },
	])('may go to a host other than that of the API, named in $where', async ({ lines }) => {
		const { received, baseUrl } = await recordingServer('"a-bare-token"');
		const tokenRequest = `${lines(baseUrl)}\n\n{"k": "{apiKey}"}`;
		const credential = credentialOf('https://api.example.com', {
			overrideApiDetails: true,
			tokenRequest,
		});
		expect(await exchange(credential)).toBe('a-bare-token');
		expect(received.line).toBe('POST /t');
	});

	it('is skipped if Token Request is empty: the API Key is the token', async () => {
		const { received, baseUrl } = await recordingServer('');
		const credential = credentialOf(baseUrl, { overrideApiDetails: true, tokenRequest: ' ' });
		expect(await exchange(credential)).toBe('api-key-of-the-test');
		expect(received.line).toBe('');
	});

	it('reads the token that Access Token Property names', async () => {
		const { baseUrl } = await recordingServer('{"token":"no","data":{"jwt":"t-1"}}');
		const changes = { overrideApiDetails: true, accessTokenProperty: 'data.jwt' };
		expect(await exchange(credentialOf(baseUrl, changes))).toBe('t-1');
	});

	it('does not follow a redirect, which would take the key elsewhere', async () => {
		const { message } = await refusalOf('', 302, { location: 'https://other.example.com/' });
		expect(message).toBe(
			`MyD3 answered the request to issue an access token with a redirect to https://other.example.com/ (302). For security, n8n does not follow redirects. Correct the Base URL, or the address in ${FIELD}.`,
		);
	});
});

describe('the message says what happened when', () => {
	it.each([401, 403])('MyD3 rejects the key: %i', async (status) => {
		const { error, message } = await refusalOf('{"message":"no"}', status);
		expect(error).toBeInstanceOf(UserError);
		expect(message).toBe(
			`MyD3 rejected the API Key (${status}). MyD3 says: no. Copy the key again from MyD3 and check that it has not expired. If it is right, MyD3 may expect it in another form: compare ${FIELD} with ${PAGE}.`,
		);
	});

	it.each([404, 405, 410, 501])('the token endpoint does not exist: %i', async (status) => {
		const { error, message } = await refusalOf('', status);
		expect(error).toBeInstanceOf(UserError);
		expect(message).toBe(
			`MyD3 could not find POST MYD3/identity/v1/token (${status}). This package assumes that it returns an access token: set ${FIELD} to the request on ${PAGE}.`,
		);
	});

	it('MyD3 does not accept the request', async () => {
		const { message } = await refusalOf('{"message":"no such key: api-key-of-the-test"}', 400);
		expect(message).toBe(
			`MyD3 did not accept the request to issue an access token (400). MyD3 says: no such key: ***. MyD3 may expect the API Key in another form: compare ${FIELD} with ${PAGE}.`,
		);
	});

	it.each([
		{ status: 429, says: 'MyD3 is rate-limiting requests (429). Try again in a few minutes.' },
		{
			status: 500,
			says: 'MyD3 could not issue an access token at the moment (500). Try again in a few minutes.',
		},
	])('MyD3 is temporarily unavailable: $status', async ({ status, says }) => {
		const { error, message } = await refusalOf('', status);
		expect(error).toBeInstanceOf(OperationalError);
		expect(error).toMatchObject({ httpCode: 'TOKEN_TEMPORARILY_UNAVAILABLE' });
		expect(message).toBe(says);
	});

	it.each([
		{
			text: '{"jwt_value":"eyJsecret","expires":3600}',
			content: 'It contains the properties jwt_value, expires.',
			advice: `If one of these is ${SET_PROPERTY}`,
		},
		{ text: '', content: 'It has no content.' },
		{ text: '{}', content: 'It contains no JSON properties.' },
		{ text: 'null', content: 'It contains no JSON properties.' },
		{
			text: '<html>Log in</html>',
			headers: { 'content-type': 'text/html' },
			content: 'It contains text/html.',
		},
		{
			text: '{"api-key-of-the-test":1}',
			content: 'It contains only the property ***.',
			advice: `If that is ${SET_PROPERTY}`,
		},
	])(
		'the response has no token: "$text"',
		async ({ text, headers, content, advice = 'Compare' }) => {
			const { message } = await refusalOf(text, 200, headers);
			expect(message).toBe(
				`MyD3's response to POST MYD3/identity/v1/token has no access token. ${content} ${advice} ${FIELD} with ${PAGE}.`,
			);
		},
	);

	it('there is no token at Access Token Property', async () => {
		const changes = { overrideApiDetails: true, accessTokenProperty: 'data.jwt' };
		const { message } = await refusalOf('{"token":"t"}', 200, {}, changes);
		expect(message).toBe(
			`MyD3's response to POST MYD3/identity/v1/token has no access token. It contains only the property token. There is no access token at "data.jwt": correct "Access Token Property", and compare ${FIELD} with ${PAGE}.`,
		);
	});

	it('MyD3 refuses with a success status', async () => {
		const { message } = await refusalOf('{"success":false,"message":"Key expired"}');
		expect(message).toBe(
			`MyD3 did not issue an access token, although it answered 200. MyD3 says: Key expired. Compare ${FIELD} with the request on ${PAGE}.`,
		);
	});

	it('the key is in the address', async () => {
		const tokenRequest = 'GET /{apiKey}/login?key={apiKey}';
		for (const { status, text } of [
			{ status: 404, text: '' },
			{ status: 200, text: '{}' },
		]) {
			const { message } = await refusalOf(
				text,
				status,
				{},
				{ overrideApiDetails: true, tokenRequest },
			);
			expect(message).toContain('GET MYD3/***/login');
			expect(message).not.toContain('api-key-of-the-test');
		}
	});

	it.each([
		{ name: 'the API Key is empty', changes: { apiKey: ' \n' }, begins: 'The API Key is empty.' },
		{
			name: 'the Base URL is http',
			changes: { baseUrl: 'http://api.myd3.data3.com' },
			begins: 'The Base URL in the MyD3 API credential must be an https address',
		},
		{
			name: 'a request cannot be read',
			changes: { overrideApiDetails: true, listRequest: 'list' },
			begins: 'List Request does not begin with a request.',
		},
		{
			name: 'a key is written out',
			changes: { overrideApiDetails: true, tokenRequest: 'POST /t?k=api-key-of-the-test' },
			begins: 'Token Request contains the value of "API Key" or "API Secret".',
		},
		{
			name: 'the API Secret is needed, but empty',
			changes: { overrideApiDetails: true, tokenRequest: 'POST /t?k={apiKey}&s={apiSecret}' },
			begins:
				'Token Request has {apiSecret}, but there is no value for it. Fill in "API Secret" in the MyD3 API credential',
		},
	])('$name', async ({ changes, begins }) => {
		const { error, message } = await refusalOf('"a-bare-token"', 200, {}, changes);
		expect(error).toBeInstanceOf(UserError);
		expect(message.startsWith(begins)).toBe(true);
		expect(message).not.toContain('api-key-of-the-test');
	});

	it('the host is unreachable', async () => {
		const attempt = exchange(credentialOf('http://127.0.0.1:1'));
		await expect(attempt).rejects.toMatchObject({
			message:
				'Could not connect to 127.0.0.1:1. Check the Base URL in the MyD3 API credential, and that n8n can reach the internet.',
			httpCode: 'TOKEN_TEMPORARILY_UNAVAILABLE',
		});
	});

	it('the certificate of the host is not accepted, which is permanent', async () => {
		const untrusted = await startSimulator({ tls: makeCertificates() });
		const [attempt] = await Promise.allSettled([exchange(credentialOf(untrusted.baseUrl))]);
		await untrusted.stop();
		const { reason } = attempt as PromiseRejectedResult;
		expect(reason).toBeInstanceOf(UserError);
		expect((reason as Error).message).toMatch(
			/^Could not connect securely to localhost:\d+: its TLS certificate was not accepted\. Check the Base URL/,
		);
	});

	it('no response arrives, and no code says why', async () => {
		const httpRequest = async () =>
			await Promise.reject(new Error('odd, with api-key-of-the-test'));
		const helper = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
		const attempt = exchangeApiKey(helper, credentialOf('https://api.example.com'));
		const error: unknown = await attempt.catch((reason: unknown) => reason);
		expect((error as Error).message).toMatch(
			/^There was no response from api\.example\.com\. Check/,
		);
		expect((error as Error).cause).toBeUndefined();
	});

	it('the response has no body', async () => {
		const httpRequest = async () => await Promise.resolve({ statusCode: 200, headers: {} });
		const helper = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
		const attempt = exchangeApiKey(helper, credentialOf('https://api.example.com'));
		await expect(attempt).rejects.toThrow(/has no access token\. It has no content\./);
	});
});

it('the token is bound to the credential', async () => {
	const { baseUrl } = await recordingServer('"a-bare-token"');
	const httpRequest = async () =>
		await Promise.resolve({ statusCode: 200, headers: {}, body: '"a-bare-token"' });
	const helper = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
	const credential = credentialOf(baseUrl);
	const accessToken = await exchangeApiKey(helper, credential);
	expect(readBoundToken({ ...credential, accessToken })).toBe('a-bare-token');
	expect(readBoundToken({ ...credential, apiKey: 'other', accessToken })).toBeUndefined();
});
