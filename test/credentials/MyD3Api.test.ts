import type { ICredentialTestRequest, IHttpRequestOptions } from 'n8n-workflow';

import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import { bindTokenToCredential, TOKEN_ONLY_URL } from '../../nodes/MyD3/api/accessToken';
import { CREDENTIAL_TEST_PATH } from '../../nodes/MyD3/api/credentialTest';
import { always, failing, inTurn, recordingMyD3 } from '../n8n/client';
import type { Handler } from '../n8n/client';
import { Host } from '../n8n/host';
import { testCredential } from '../peers/credentialTest';

const BASE_URL = 'https://api.example.com';
/** A credential with a token for it; `changes` apply to both. */
const credentialWith = (changes: Record<string, string | boolean> = {}) => {
	const fields = { apiKey: 'api-key-1', baseUrl: BASE_URL, ...changes };
	return { ...fields, accessToken: bindTokenToCredential('t-1', fields) };
};
const authenticate = async (request: IHttpRequestOptions, changes = {}) =>
	await new MyD3Api().authenticate(credentialWith(changes), request);

describe('authentication', () => {
	it('adds the token, and changes nothing else', async () => {
		const request: IHttpRequestOptions = {
			method: 'PUT',
			url: 'https://elsewhere.example.com/x?y={id}',
			baseURL: 'https://base.example.com',
			headers: { 'X-A': '1' },
			body: { url: CREDENTIAL_TEST_PATH },
			qs: { page: 1 },
			timeout: 7,
		};
		const before = structuredClone(request);
		expect(await authenticate(request)).toEqual({
			...before,
			headers: { 'X-A': '1', Authorization: 'Bearer t-1' },
		});
		expect(request).toEqual(before);
	});

	it.each(['Authorization', 'authorization', 'AUTHORIZATION'])(
		'leaves an existing %s header alone',
		async (name) => {
			const request = { url: '/x', headers: { [name]: 'Basic dXNlcg==' } };
			expect(await authenticate(request)).toEqual(request);
		},
	);

	it('adds the token to a request without headers', async () => {
		expect(await authenticate({ url: '/x' })).toEqual({
			url: '/x',
			headers: { Authorization: 'Bearer t-1' },
		});
	});

	it.each([
		`${CREDENTIAL_TEST_PATH}/`,
		`${CREDENTIAL_TEST_PATH}?`,
		`https://api.example.com${CREDENTIAL_TEST_PATH}`,
		CREDENTIAL_TEST_PATH.toUpperCase(),
	])('recognises the credential test only by its exact marker, not by %s', async (url) => {
		expect((await authenticate({ url })).url).toBe(url);
	});

	it('ignores markers in requests of the HTTP Request node, which names the address "uri"', async () => {
		for (const uri of [CREDENTIAL_TEST_PATH, TOKEN_ONLY_URL]) {
			const request = { uri } as unknown as IHttpRequestOptions;
			expect(await authenticate(request)).toEqual({
				uri,
				headers: { Authorization: 'Bearer t-1' },
			});
		}
	});

	it('stops a request made only to obtain a token', async () => {
		const url = 'https://token-only.n8n-nodes-myd3.invalid/';
		await expect(authenticate({ url })).rejects.toThrow('The access token has been obtained.');
	});

	it.each<{ name: string; changes: Record<string, string | boolean> }>([
		{ name: 'the API Key', changes: { apiKey: 'other' } },
		{
			name: 'the Token Request',
			changes: { overrideApiDetails: true, tokenRequest: 'POST /t\n\n{"k": "{apiKey}"}' },
		},
	])('has n8n renew the token, as after a 401, when $name has changed', async ({ changes }) => {
		const edited = { ...credentialWith(), ...changes };
		await expect(new MyD3Api().authenticate(edited, { url: '/x' })).rejects.toMatchObject({
			message: 'The credential has been changed.',
			response: { status: 401 },
		});
	});
});

describe('n8n’s HTTP Request node', () => {
	/** A node's request with this credential, whose token MyD3 no longer accepts. */
	async function requestOf(handler: Handler, headers?: Record<string, string>) {
		const myD3 = await recordingMyD3(handler);
		const host = new Host({ credential: { apiKey: 'api-key-1', baseUrl: myD3.baseUrl } });
		host.credential.accessToken = bindTokenToCredential('old', host.credential);
		const context = host.loadOptionsContext();
		const { helpers } = context;
		return {
			...myD3,
			authorizations: () => myD3.requests.map((request) => request.headers.authorization),
			current: async () =>
				await helpers.httpRequestWithAuthentication.call(context, 'myD3Api', {
					url: `${myD3.baseUrl}/invoices`,
					headers,
				}),
			deprecated: async () =>
				(await helpers.requestWithAuthentication.call(context, 'myD3Api', {
					uri: `${myD3.baseUrl}/invoices`,
					headers,
				})) as unknown,
		};
	}

	it.each(['current', 'deprecated'] as const)(
		'renews the token after a 401 and retries with it, with n8n’s %s helper',
		async (how) => {
			const request = await requestOf(inTurn(always(401), always(200, 'invoices')));
			expect(await request[how]()).toBe('invoices');
			expect(request.lines()).toEqual([
				'GET /invoices',
				'POST /identity/v1/token',
				'GET /invoices',
			]);
			expect(request.authorizations()).toEqual([
				'Bearer old',
				undefined,
				'Bearer token-of-the-test-1',
			]);
		},
	);

	it.each(['current', 'deprecated'] as const)(
		'keeps its own Authorization header, with n8n’s %s helper',
		async (how) => {
			const request = await requestOf(inTurn(always(401), always(200, 'invoices')), {
				authorization: 'Basic dXNlcg==',
			});
			expect(await request[how]()).toBe('invoices');
			expect(request.authorizations()).toEqual(['Basic dXNlcg==', undefined, 'Basic dXNlcg==']);
		},
	);
});

describe('the credential test', () => {
	const marked = (changes: object = {}) => ({
		method: 'GET' as const,
		url: CREDENTIAL_TEST_PATH,
		baseURL: BASE_URL,
		headers: {},
		allowedDomains: 'api.example.com',
		abortSignal: undefined,
		disableFollowRedirect: true,
		timeout: 10_000,
		...changes,
	});
	const listing = (listRequest: string, more: Record<string, string> = {}) => ({
		overrideApiDetails: true,
		listRequest,
		...more,
	});

	it('becomes List Request and keeps what n8n adds', async () => {
		expect(await authenticate(marked())).toStrictEqual({
			...marked(),
			url: `${BASE_URL}/subscription/v1/subscription`,
			headers: { Accept: 'application/json, text/plain, */*', Authorization: 'Bearer t-1' },
		});
	});

	it.each([
		{
			name: 'with a body and headers',
			changes: listing('POST /list\nX-Key: {apiKey}\n\n{"t": "{accessToken}"}'),
			becomes: {
				method: 'POST',
				url: `${BASE_URL}/list`,
				headers: {
					Accept: 'application/json, text/plain, */*',
					'Content-Type': 'application/json',
					'X-Key': 'api-key-1',
					Authorization: 'Bearer t-1',
				},
				body: '{"t": "t-1"}',
			},
		},
		{
			name: 'as a cURL command',
			changes: listing(
				`curl '${BASE_URL}/list' -H 'Authorization: Key {apiKey}' -H 'Accept: text/x'`,
			),
			becomes: {
				method: 'GET',
				url: `${BASE_URL}/list`,
				headers: { Accept: 'text/x', Authorization: 'Key api-key-1' },
			},
		},
		{
			name: 'on the first page',
			changes: listing('GET /list?a={page}&b={page0}&c={offset}'),
			becomes: { url: `${BASE_URL}/list?a=1&b=0&c=0` },
		},
		{
			name: 'with the key as the token',
			changes: listing('GET /list', { tokenRequest: '' }),
			becomes: { url: `${BASE_URL}/list` },
		},
	])('becomes List Request $name', async ({ changes, becomes }) => {
		expect(await authenticate(marked(), changes)).toMatchObject(becomes);
	});

	it('becomes a GET of the Base URL that passes with any status if List Request is empty', async () => {
		expect(await authenticate(marked({ method: 'POST' }), listing(''))).toEqual({
			...marked(),
			url: BASE_URL,
			ignoreHttpStatusErrors: true,
			headers: { Authorization: 'Bearer t-1' },
		});
	});

	it('names the field that cannot be filled in', async () => {
		const changes = listing('GET /list?s={apiSecret}');
		await expect(authenticate(marked(), changes)).rejects.toThrow(
			/^List Request has \{apiSecret\}, but there is no value for it. Fill in "API Secret"/,
		);
	});

	/** Runs the test of the credential screen against this MyD3. */
	async function tested(handler: Handler, changes: object = {}) {
		const myD3 = await recordingMyD3(handler);
		const host = new Host({
			credential: { apiKey: 'api-key-1', baseUrl: ` ${myD3.baseUrl} `, ...changes },
		});
		return { ...myD3, test: testCredential(host) };
	}

	it('obtains a token and lists', async () => {
		const { test, lines } = await tested(always(200, '[]'));
		await test;
		expect(lines()).toEqual(['POST /identity/v1/token', 'GET /subscription/v1/subscription']);
	});

	it.each([200, 404, 500])('passes with %i if List Request is empty', async (status) => {
		const { test, lines } = await tested(always(status), listing(''));
		await test;
		expect(lines()).toEqual(['POST /identity/v1/token', 'GET /']);
	});

	it.each([302, 404, 500])('fails with %i unless List Request is empty', async (status) => {
		const { test } = await tested(always(status, '', { location: '/elsewhere' }));
		expect((await failing(test)).httpCode).toBe(String(status));
	});

	it('sends the key as the token if Token Request is empty', async () => {
		const { test, requests } = await tested(
			always(200),
			listing('GET /list', { tokenRequest: '' }),
		);
		await test;
		expect(requests).toMatchObject([
			{ line: 'GET /list', headers: { authorization: 'Bearer api-key-1' } },
		]);
	});

	it('shows why the exchange was refused', async () => {
		const { test } = await tested(always(200), { apiKey: '' });
		expect((await failing(test)).message).toMatch(/^The API Key is empty\./);
	});
});

describe('the rules of the credential test', () => {
	const { request, rules = [] } = new MyD3Api().test as ICredentialTestRequest;

	it('belong to a placeholder request that n8n never sends as it is', () => {
		expect(request).toEqual({
			baseURL: '={{$credentials.baseUrl.trim()}}',
			url: '/n8n-nodes-myd3-credential-test',
			disableFollowRedirect: true,
			timeout: 10_000,
		});
	});

	const matchApiCatalog =
		'Turn on "Override API Details" and make "List Request" match the request on MyD3\'s "API Catalog" page.';
	it('explain the statuses that a user can act on', () => {
		const messages = Object.fromEntries(
			rules.map(({ type, properties }) => {
				expect(type).toBe('responseCode');
				return [(properties as { value: number }).value, properties.message];
			}),
		);
		expect(messages).toEqual({
			401: 'MyD3 rejected the access token or API Key in the request that lists the subscriptions (401). Check the API Key and the Base URL. Then turn on "Override API Details" and compare "Token Request" and "List Request" with MyD3\'s "Getting Started" and "API Catalog" pages.',
			403: 'MyD3 does not allow this API Key to list the subscriptions (403). Ask the administrator of your MyD3 account to allow webhook subscriptions for the API Key.',
			...Object.fromEntries(
				[301, 302, 303, 307, 308].map((status) => [
					status,
					`MyD3 answered the request that lists the subscriptions with a redirect to another address (${status}). Correct the Base URL, or turn on "Override API Details" and correct "List Request".`,
				]),
			),
			...Object.fromEntries(
				[429, 500, 502, 503, 504].map((status) => [
					status,
					`MyD3 could not list the subscriptions at the moment (${status}). Try again in a few minutes.`,
				]),
			),
			...Object.fromEntries(
				[404, 405, 410, 501].map((status) => [
					status,
					`MyD3's list of subscriptions is not where this package expects it (${status}). ${matchApiCatalog}`,
				]),
			),
			...Object.fromEntries(
				[400, 406, 415, 422].map((status) => [
					status,
					`MyD3 did not accept the request that lists the subscriptions (${status}). Turn on "Override API Details" and compare "List Request" with MyD3's "API Catalog" page.`,
				]),
			),
		});
	});
});
