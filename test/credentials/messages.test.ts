import { NodeApiError, UserError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';

import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import { makeCertificates } from '../certificates';
import { exchange } from '../n8n/exchange';
import { serverThat } from '../servers';
import { startSimulator } from '../simulator/simulator';
import type { Simulator } from '../simulator/simulator';

/** An answer of n8n's helper without a body, which its type allows. */
const NO_BODY = { statusCode: 400, headers: {} };

let myD3: Simulator;
beforeEach(async () => {
	myD3 = await startSimulator();
});
afterEach(async () => await myD3.stop());

/** Exchanges the API Key. The credential is right; `changes` break one thing. */
const exchanged = async (changes: object): Promise<string> =>
	await exchange({ apiKey: myD3.apiKey, baseUrl: myD3.baseUrl, ...changes });

/** What n8n shows: it wraps what the credential throws, and replaces a message that has a network code in it. */
const message = async (changes: object): Promise<string> =>
	await exchanged(changes).then(
		() => 'no error',
		(error: Error) => new NodeApiError({} as INode, error as unknown as JsonObject).message,
	);

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
		{ name: 'without a type', answer: '<html><body>Log in</body></html>', came: 'no content' },
		{
			name: 'as HTML',
			answer: '<html><body>Log in</body></html>',
			headers: { 'content-type': 'text/html' },
			came: 'it sent text/html.',
		},
	])('the answer has no token, $name', async ({ answer, headers, came }) => {
		const { baseUrl } = await serverThat(answer, 200, headers);
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
			name: 'there is no API Key',
			changes: { apiKey: undefined },
			expected: /^The API Key is empty/,
		},
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

	it.each([404, 405, 410, 501])('MyD3 answers %i', async (status) => {
		const { baseUrl } = await serverThat('', status);
		expect(await message({ baseUrl })).toContain(
			`MyD3 has no token endpoint at POST ${baseUrl}/identity/v1/token (${status}).`,
		);
	});

	it('the answer is JSON, but no object', async () => {
		const { baseUrl } = await serverThat('null');
		expect(await message({ baseUrl })).toContain('it sent no content.');
	});

	it('the answer has no body', async () => {
		const helpers = { httpRequest: async () => await Promise.resolve(NO_BODY) } as never;
		const credential = { apiKey: 'k', baseUrl: myD3.baseUrl };
		const attempt = new MyD3Api().preAuthentication.call({ helpers }, credential);
		await expect(attempt).rejects.toThrow(
			/^MyD3 did not accept the request to obtain an access token \(400\)\. The API Key may/,
		);
	});

	it('an answer does not come, and no code says why', async () => {
		const helpers = { httpRequest: async () => await Promise.reject(new Error('odd')) } as never;
		const credential = { apiKey: 'k', baseUrl: myD3.baseUrl };
		const attempt = new MyD3Api().preAuthentication.call({ helpers }, credential);
		await expect(attempt).rejects.toMatchObject({
			message: expect.stringMatching(/^No connection to /) as string,
			httpCode: 'TOKEN_LATER',
		});
	});

	it('the certificate of the host is not accepted, which will not pass', async () => {
		const untrusted = await startSimulator({ tls: makeCertificates() });
		const [attempt] = await Promise.allSettled([exchanged({ baseUrl: untrusted.baseUrl })]);
		await untrusted.stop();
		const { reason } = attempt as PromiseRejectedResult;
		expect(reason).toBeInstanceOf(UserError);
		expect((reason as Error).message).toMatch(
			/^No secure connection to localhost:\d+: its TLS certificate was not accepted\. Check the Base URL/,
		);
	});

	it.each([
		{
			status: 429,
			says: 'MyD3 asks for fewer requests at the moment (429). Try again in a few minutes.',
		},
		{
			status: 500,
			says: 'MyD3 could not obtain an access token at the moment (500). Try again in a few minutes.',
		},
	])('MyD3 answers $status, which will pass', async ({ status, says }) => {
		const { baseUrl } = await serverThat('', status);
		await expect(exchanged({ baseUrl })).rejects.toMatchObject({
			message: says,
			httpCode: 'TOKEN_LATER',
		});
	});

	it.each([
		{ status: 300, expected: /^MyD3 sent the request to obtain an access token on to/ },
		{ status: 400, expected: /compare "API Key Location", "API Key Name" and "Token Parameters"/ },
		{ status: 302, expected: /^MyD3 sent the request to obtain an access token on to/ },
	])('MyD3 answers $status', async ({ status, expected }) => {
		const { baseUrl } = await serverThat('', status);
		expect(await message({ baseUrl })).toMatch(expected);
	});

	it('the key is in what MyD3 sends back: it is not shown', async () => {
		const { baseUrl } = await serverThat('{"message":"no such key: secret-key"}', 400);
		const shown = await message({ baseUrl, apiKey: 'secret-key' });
		expect(shown).toContain('no such key: ***');
	});
});
