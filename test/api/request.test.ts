import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { checkReachability, apiRequest } from '../../nodes/MyD3/api/request';
import type { ApiContext } from '../../nodes/MyD3/api/request';
import { myD3Client } from '../../nodes/MyD3/api/client';
import { isTransient } from '../../nodes/MyD3/api/errors';
import { always, clientFor, create, failing, list, noAnswer } from '../n8n/client';
import { Host } from '../n8n/host';
import { serve, serverThat } from '../servers';

/** A client for a MyD3 at this address, token endpoint and all. */
const clientAt = async (baseUrl: string) =>
	await myD3Client(new Host({ credential: { apiKey: 'k', baseUrl } }).loadOptionsContext());

/** A context of n8n whose helpers do this, for what no server can bring about. */
const contextWith = (helper: () => Promise<unknown>): ApiContext => {
	const helpers = { httpRequest: helper, httpRequestWithAuthentication: helper };
	return { getNode: () => ({}) as INode, helpers } as unknown as ApiContext;
};
const URL = 'https://api.example.com/subscriptions';
const CALL = {
	action: 'list the subscriptions',
	method: 'GET',
	url: URL,
	addressField: 'Subscription Path',
	bodyFields: '',
	secrets: [],
};

it('a call says which answers it can read, and takes text for JSON as well', async () => {
	let accept: string | undefined;
	const { client } = await clientFor(({ headers }, response) => {
		accept = headers.accept;
		response.end('[]');
	});
	await list(client);
	expect(accept).toBe('application/json, text/plain, */*');
});

describe('a call whose API Key cannot be exchanged', () => {
	it.each([
		{
			name: 'at the moment',
			status: 503,
			message:
				'MyD3 could not obtain an access token at the moment (503). Try again in a few minutes.',
			transient: true,
		},
		{
			name: 'at all',
			status: 404,
			message: /^MyD3 has no token endpoint at POST .* \(404\)/,
			transient: false,
		},
	])('says why, and where to look: not $name', async ({ status, message, transient }) => {
		const { baseUrl } = await serverThat('', status);
		const error = await failing(create(await clientAt(baseUrl)));
		expect(error.message).toMatch(message);
		expect(error.description).toBe('Open the MyD3 API credential and test it.');
		expect(isTransient(error)).toBe(transient);
	});
});

describe('renewing the access token', () => {
	/** @returns a client of a MyD3 that answers all but the exchange in this way, and the paths that were asked for */
	const renewing = async (answer: Parameters<typeof clientFor>[0]) => {
		const paths: string[] = [];
		const baseUrl = await serve((request, response) => {
			paths.push(request.url ?? '');
			if (request.url === '/identity/v1/token') response.end('{"accessToken":"token-of-the-test"}');
			else answer(request, response, paths.length);
		});
		return { client: await clientAt(baseUrl), paths };
	};

	it.each([
		{ name: 'a list', answer: always(200, '[]') },
		{ name: 'null', answer: always(200, 'null', { 'content-type': 'application/json' }) },
		{ name: '401', answer: always(401) },
		{ name: '500', answer: always(500) },
		{ name: 'nothing', answer: noAnswer },
	])(
		'exchanges the key once, whatever the call after it is answered: $name',
		async ({ answer }) => {
			const { client, paths } = await renewing(answer);
			await client.renewToken();
			expect(paths).toEqual(['/identity/v1/token', '/subscription/v1/subscription']);
		},
	);

	it('exchanges the key although there is a token already', async () => {
		const { client, paths } = await renewing(always(200, '[]'));
		await list(client);
		await client.renewToken();
		expect(paths.filter((path) => path === '/identity/v1/token')).toHaveLength(2);
	});

	it('says why the key could not be exchanged', async () => {
		const { baseUrl } = await serverThat('', 401);
		const { message } = await failing((await clientAt(baseUrl)).renewToken());
		expect(message).toMatch(/^MyD3 rejected the API Key \(401\)/);
	});
});

describe('what n8n can hand over', () => {
	it('is an answer without a body', async () => {
		const context = contextWith(
			async () => await Promise.resolve({ statusCode: 403, headers: {} }),
		);
		expect((await failing(apiRequest(context, CALL))).message).toBe(
			'MyD3 does not permit this API Key to list the subscriptions (403).',
		);
	});

	it('is a network failure whose code has digits in it', async () => {
		const error = new NodeApiError({} as INode, {}, { httpCode: 'ERR_HTTP2_STREAM_404' });
		const context = contextWith(async () => await Promise.reject(error));
		expect((await failing(apiRequest(context, CALL))).message).toBe(
			'No connection to api.example.com.',
		);
	});

	it('is a failure without a code', async () => {
		const context = contextWith(async () => await Promise.reject(new Error('odd')));
		expect((await failing(checkReachability(context, URL))).description).toBe(
			'Check the Base URL in the MyD3 API credential, and that n8n can reach the internet.',
		);
	});
});
