import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { NodeApiError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';

import { MyD3Api } from '../credentials/MyD3Api.credentials';
import { networkFailure } from '../nodes/MyD3/failure';
import { keptToken, tokenFor } from '../nodes/MyD3/keptToken';
import { Host } from './n8n/host';
import { startSimulator } from './simulator/simulator';
import type { Simulator } from './simulator/simulator';

const closing: Array<() => void> = [];
let myD3: Simulator;
beforeEach(async () => {
	myD3 = await startSimulator();
});
afterEach(async () => {
	for (const close of closing.splice(0)) close();
	await myD3.stop();
});

/** Exchanges the API Key with n8n's own HTTP helper. The credential is right; `changes` break one thing. */
async function exchange(changes: object = {}): Promise<string> {
	const { helpers } = new Host({ credential: {} }).hookContext();
	const credential = { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl, ...changes };
	const { accessToken } = await new MyD3Api().preAuthentication.call({ helpers }, credential);
	return tokenFor({ ...credential, accessToken }) ?? 'the token of another credential';
}

/** What n8n shows: it wraps what the credential throws, and replaces a message that has a network code in it. */
const message = async (changes: object): Promise<string> =>
	await exchange(changes).then(
		() => 'no error',
		(error: Error) => new NodeApiError({} as INode, error as unknown as JsonObject).message,
	);

/** A server that answers every request the same, and what it was sent last. */
async function serverThat(answer: string, status = 200) {
	const received = { line: '', headers: {} as Record<string, unknown>, body: '' };
	const server = createServer((request, response) => {
		Object.assign(received, { line: `${request.method} ${request.url}`, body: '' });
		received.headers = request.headers;
		request.on('data', (chunk: Buffer) => (received.body += chunk.toString()));
		request.on('end', () => response.writeHead(status).end(answer));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closing.push(() => server.close());
	return { received, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('the exchange of the API Key', () => {
	it.each(['accessToken', 'access_token', 'token', 'jsonString', 'bareText'] as const)(
		'finds the token in an answer of the form %s',
		async (token) => {
			myD3.answers.token = token;
			expect(await exchange()).toMatch(/^\S{20,}$/);
		},
	);

	it('removes white space around a pasted key and a pasted address', async () => {
		const credential = { apiKey: ` \t${myD3.apiKey}\n`, baseUrl: ` ${myD3.baseUrl}/ ` };
		expect(await exchange(credential)).toMatch(/^\S{20,}$/);
		expect(myD3.requests[0]?.body).toEqual({ apiKey: 'simulated-api-key' });
	});

	it.each([
		{
			name: 'in a JSON body, by default',
			overrides: {},
			line: 'POST /identity/v1/token',
			sent: { body: '{"apiKey":"k"}' },
		},
		{
			name: 'in a JSON body with further parameters',
			overrides: { apiKeyName: 'key', tokenParameters: '{"grant_type":"api_key"}' },
			line: 'POST /identity/v1/token',
			sent: { body: '{"grant_type":"api_key","key":"k"}' },
		},
		{
			name: 'in a form',
			overrides: { apiKeyLocation: 'form', tokenParameters: '{"grant_type":"api key"}' },
			line: 'POST /identity/v1/token',
			sent: {
				body: 'grant_type=api+key&apiKey=k',
				'content-type': 'application/x-www-form-urlencoded',
			},
		},
		{
			name: 'in a header',
			overrides: { apiKeyLocation: 'header', apiKeyName: 'X-Api-Key', tokenPath: 'login' },
			line: 'POST /login',
			sent: { body: '', 'x-api-key': 'k' },
		},
		{
			name: 'in a header, with parameters in the body',
			overrides: { apiKeyLocation: 'header', tokenParameters: '{"v":"2"}' },
			line: 'POST /identity/v1/token',
			sent: { body: '{"v":"2"}', apikey: 'k', accept: 'application/json' },
		},
		{
			name: 'in a header of a GET, with parameters in the query',
			overrides: { apiKeyLocation: 'header', tokenMethod: 'GET', tokenParameters: '{"v":"2"}' },
			line: 'GET /identity/v1/token?v=2',
			sent: { body: '', apikey: 'k', accept: 'application/json' },
		},
		{
			name: 'in the query of a GET',
			overrides: { apiKeyLocation: 'query', tokenMethod: 'GET', tokenParameters: '{"v":"2"}' },
			line: 'GET /identity/v1/token?v=2&apiKey=k',
			sent: { body: '' },
		},
	])('sends the key $name', async ({ overrides, line, sent }) => {
		const { received, baseUrl } = await serverThat('{"accessToken":"t"}');
		await exchange({ apiKey: 'k', baseUrl, overrideApiDetails: true, ...overrides });
		expect(received.line).toBe(line);
		expect({ ...received.headers, body: received.body }).toMatchObject(sent);
	});

	it('can be at another address than the API', async () => {
		const { received, baseUrl } = await serverThat('"a-bare-token"');
		const tokenPath = `${baseUrl}/oauth/token`;
		expect(await exchange({ overrideApiDetails: true, tokenPath })).toBe('a-bare-token');
		expect(received.line).toBe('POST /oauth/token');
		expect(myD3.requests).toEqual([]);
	});
});

describe('after the credential was edited', () => {
	const fields = { apiKey: 'key', baseUrl: 'https://api.example.com' };
	const edited = (changes: object) =>
		tokenFor({ ...fields, accessToken: keptToken('t:1', fields), ...changes });

	it.each([
		{ name: 'nothing', changes: {} },
		{ name: 'white space around the key', changes: { apiKey: ' key\n' } },
		{ name: 'a path that is not used', changes: { tokenPath: '/elsewhere' } },
		{
			name: 'what only subscriptions need',
			changes: { overrideApiDetails: true, eventTypeField: 'events[]' },
		},
	])('the token still serves when $name has changed', ({ changes }) => {
		expect(edited(changes)).toBe('t:1');
	});

	it.each([
		{ name: 'the API Key', changes: { apiKey: 'other' } },
		{ name: 'the Base URL', changes: { baseUrl: 'https://other.example.com' } },
		{ name: 'the Token Path', changes: { overrideApiDetails: true, tokenPath: '/elsewhere' } },
		{
			name: 'the Token Parameters',
			changes: { overrideApiDetails: true, tokenParameters: '{"tenant":"b"}' },
		},
	])('the token is of no use when $name has changed', ({ changes }) => {
		expect(edited(changes)).toBeUndefined();
	});

	it('a wrong API Key is found out although the former token is still accepted', async () => {
		const host = new Host(
			{
				credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl },
				parameters: { operation: 'getAll' },
			},
			'myD3',
		);
		await host.execute();
		host.credential.apiKey = 'wrong';
		await expect(host.execute()).rejects.toThrow(/^MyD3 rejected the API Key \(401\)/);
		host.credential.apiKey = myD3.apiKey;
		await expect(host.execute()).resolves.toEqual([]);
	});
});

describe('what the user reads in the credential test when', () => {
	it('the key is rejected', async () => {
		expect(await message({ apiKey: 'wrong' })).toMatch(
			/^MyD3 rejected the API Key \(401\)\. Copy it again from MyD3/,
		);
	});

	it('the token endpoint is not there', async () => {
		expect(await message({ overrideApiDetails: true, tokenPath: '/elsewhere' })).toBe(
			`MyD3 has no token endpoint at POST ${myD3.baseUrl}/elsewhere (404). That address is an assumption: turn on "Override API Details" and set "Token Path" to the address that MyD3's page "Getting Started" gives for obtaining an accessToken, and "Token Method" if that is another.`,
		);
	});

	it.each([
		{
			name: 'as JSON',
			answer: '{"jwt":"eyJsecret","expires":3600}',
			came: 'properties jwt, expires',
		},
		{ name: 'as HTML', answer: '<html><body>Log in</body></html>', came: 'no content' },
	])('the answer has no token, $name', async ({ answer, came }) => {
		const { baseUrl } = await serverThat(answer);
		const shown = await message({ baseUrl });
		expect(shown).toContain('without an access token');
		expect(shown).toContain(came);
		expect(shown).not.toContain('eyJsecret');
	});

	it('the host cannot be reached', async () => {
		await myD3.stop();
		expect(await message({})).toMatch(
			/^No connection to [\w.]+:\d+\. Check the Base URL in the MyD3 API credential/,
		);
	});

	it.each([
		{ name: 'the API Key is empty', changes: { apiKey: ' \n' }, expected: /^The API Key is empty/ },
		{
			name: 'the Base URL is http',
			changes: { baseUrl: 'http://api.myd3.data3.com' },
			expected: /Base URL .* must be an https address/,
		},
		{
			name: 'the Base URL is no URL',
			changes: { baseUrl: 'api.myd3.data3.com' },
			expected: /Base URL .* must be an https address/,
		},
		{
			name: 'the Token Path is an http address',
			changes: { overrideApiDetails: true, tokenPath: 'http://identity.example.com/token' },
			expected: /Token Path .* must be a path or a full https address/,
		},
		{
			name: 'the Token Parameters are no JSON object',
			changes: { overrideApiDetails: true, tokenParameters: '{grant}' },
			expected: /"Token Parameters" is not a JSON object/,
		},
	])('$name', async ({ changes, expected }) => {
		expect(await message(changes)).toMatch(expected);
		expect(myD3.requests).toEqual([]);
	});

	it.each([401, 403])('MyD3 answers %i', async (status) => {
		const { baseUrl } = await serverThat('', status);
		expect(await message({ baseUrl })).toBe(
			`MyD3 rejected the API Key (${status}). Copy it again from MyD3 and check that it has not expired. If the key is right, it may have to be sent in another way: turn on "Override API Details" and compare "API Key Location", "API Key Name" and "Token Parameters" with MyD3's page "Getting Started".`,
		);
	});

	it.each([404, 405])('MyD3 answers %i', async (status) => {
		const { baseUrl } = await serverThat('', status);
		expect(await message({ baseUrl })).toContain(
			`MyD3 has no token endpoint at POST ${baseUrl}/identity/v1/token (${status}).`,
		);
	});

	it('the answer is JSON, but no object', async () => {
		const { baseUrl } = await serverThat('null');
		expect(await message({ baseUrl })).toContain('it sent no content.');
	});

	it('an answer does not come, and no code says why', async () => {
		const helpers = { httpRequest: async () => await Promise.reject(new Error('odd')) } as never;
		const credential = { apiKey: 'k', baseUrl: myD3.baseUrl };
		const exchanged = new MyD3Api().preAuthentication.call({ helpers }, credential);
		await expect(exchanged).rejects.toMatchObject({
			message: expect.stringMatching(/^No connection to /) as string,
			httpCode: 'TOKEN_LATER',
		});
	});

	it.each([
		{ status: 300, expected: /^MyD3 sent the request to obtain an access token on to/ },
		{ status: 400, expected: /compare "API Key Location", "API Key Name" and "Token Parameters"/ },
		{ status: 302, expected: /^MyD3 sent the request to obtain an access token on to/ },
		{ status: 429, expected: /^MyD3 asks for fewer requests at the moment/ },
		{ status: 500, expected: /^MyD3 could not obtain an access token at the moment \(500\)/ },
	])('MyD3 answers $status', async ({ status, expected }) => {
		const { baseUrl } = await serverThat('', status);
		expect(await message({ baseUrl })).toMatch(expected);
	});

	it.each([
		{ code: 'ENOTFOUND', expected: 'The host api.example.com was not found.' },
		{ code: 'EAI_AGAIN', expected: 'The host api.example.com was not found.' },
		{ code: 'ECONNREFUSED', expected: 'No connection to api.example.com.' },
		{ code: 'ECONNABORTED', expected: 'api.example.com did not answer in time.' },
		{
			code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
			expected: 'No secure connection to api.example.com: its TLS certificate was not accepted.',
		},
	])('the network says $code', ({ code, expected }) => {
		const call = {
			addressField: '',
			bodyFields: '',
			action: '',
			method: 'GET',
			url: 'https://api.example.com/x',
			secrets: [],
		};
		const failure = networkFailure(code, call);
		expect(failure.message).toBe(expected);
	});

	it('the key is in what MyD3 sends back: it is not shown', async () => {
		const { baseUrl } = await serverThat('{"message":"no such key: secret-key"}', 400);
		const shown = await message({ baseUrl, apiKey: 'secret-key' });
		expect(shown).toContain('no such key: ***');
	});
});
