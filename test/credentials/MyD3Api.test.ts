import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import { bindTokenToCredential, readBoundToken } from '../../nodes/MyD3/api/accessToken';
import { exchange } from '../n8n/exchange';
import { Host } from '../n8n/host';
import { serverThat } from '../servers';
import { startSimulator } from '../simulator/simulator';
import type { Simulator } from '../simulator/simulator';

let myD3: Simulator;
beforeEach(async () => {
	myD3 = await startSimulator();
});
afterEach(async () => await myD3.stop());

/** Exchanges the API Key. The credential is right; `changes` break one thing. */
const exchanged = async (changes: object = {}): Promise<string> =>
	await exchange({ apiKey: myD3.apiKey, baseUrl: myD3.baseUrl, ...changes });

describe('the exchange of the API Key', () => {
	it.each(['accessToken', 'access_token', 'token', 'jsonString', 'bareText'] as const)(
		'finds the token in an answer of the form %s',
		async (token) => {
			myD3.answers.token = token;
			expect(await exchanged()).toMatch(/^\S{20,}$/);
		},
	);

	it('removes white space around a pasted key and a pasted address', async () => {
		const credential = { apiKey: ` \t${myD3.apiKey}\n`, baseUrl: ` ${myD3.baseUrl}/ ` };
		expect(await exchanged(credential)).toMatch(/^\S{20,}$/);
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
				accept: 'application/json',
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
		await exchanged({ apiKey: 'k', baseUrl, overrideApiDetails: true, ...overrides });
		expect(received.line).toBe(line);
		expect({ ...received.headers, body: received.body }).toMatchObject(sent);
	});

	it('can be at another address than the API', async () => {
		const { received, baseUrl } = await serverThat('"a-bare-token"');
		const tokenPath = `${baseUrl}/oauth/token`;
		expect(await exchanged({ overrideApiDetails: true, tokenPath })).toBe('a-bare-token');
		expect(received.line).toBe('POST /oauth/token');
		expect(myD3.requests).toEqual([]);
	});
});

describe('after the credential was edited', () => {
	const fields = { apiKey: 'key', baseUrl: 'https://api.example.com' };
	const edited = (changes: object) =>
		readBoundToken({ ...fields, accessToken: bindTokenToCredential('t:1', fields), ...changes });

	it('the token is kept behind a digest', () => {
		expect(bindTokenToCredential('t:1', fields)).toMatch(/^[0-9a-f]{64}:t:1$/);
	});

	it('there is no token where none has been obtained', () => {
		expect(readBoundToken(fields)).toBeUndefined();
	});

	it('no API Key is like an empty one', () => {
		const { baseUrl } = fields;
		expect(
			readBoundToken({ baseUrl, accessToken: bindTokenToCredential('t', { baseUrl, apiKey: '' }) }),
		).toBe('t');
	});

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

	it('n8n is told to obtain a new token, as by a 401 of MyD3', async () => {
		const credential = {
			...fields,
			accessToken: bindTokenToCredential('t', fields),
			apiKey: 'other',
		};
		await expect(new MyD3Api().authenticate(credential, { url: '' })).rejects.toMatchObject({
			message: 'The credential has been changed.',
			response: { status: 401 },
		});
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
		const { length } = myD3.requests;
		await expect(host.execute()).rejects.toThrow(/^MyD3 rejected the API Key \(401\)/);
		expect(myD3.requests.slice(length).map(({ path }) => path)).toEqual(['/identity/v1/token']);
		host.credential.apiKey = myD3.apiKey;
		await expect(host.execute()).resolves.toEqual([]);
	});
});
