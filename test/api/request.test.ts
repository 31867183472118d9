import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { bindTokenToCredential, TokenRenewals } from '../../nodes/MyD3/api/accessToken';
import { isFromCredential, isOutcomeUnknown, isTransient } from '../../nodes/MyD3/api/errorKinds';
import { ApiSession, httpOptions } from '../../nodes/MyD3/api/request';
import type { ApiContext } from '../../nodes/MyD3/api/request';
import { apiDetails } from '../../nodes/MyD3/api/credentialFields';
import { createClient } from '../../nodes/MyD3/api/client';
import { deferred } from '../deferred';
import {
	always,
	clientFor,
	create,
	failing,
	ID,
	inTurn,
	list,
	noResponse,
	remove,
} from '../n8n/client';
import type { Handler } from '../n8n/client';
import { Host } from '../n8n/host';

const LIST = 'GET /subscription/v1/subscription';
const CREATE = 'POST /subscription/v1/subscription';
const TOKEN = 'POST /identity/v1/token';
const empty = always(200, '[]');
const noExchange = { overrideApiDetails: true, tokenRequest: '' };

/** Stores a token in the credential. */
const withStoredToken = (host: Host): void => {
	host.credential.accessToken = bindTokenToCredential('stored-token', host.credential);
};
/** A client that starts with a stored token. */
async function clientWithToken(handler: Handler, setup = {}, credential = {}) {
	const made = await clientFor(handler, credential, setup);
	withStoredToken(made.host);
	const waits: number[] = [];
	const wait = async (ms: number) => await Promise.resolve(void waits.push(ms));
	const client = await createClient(made.host.loadOptionsContext(), { ...setup, wait });
	return { ...made, client, waits };
}

describe('a request', () => {
	it('carries the token, and accepts the readable content types', async () => {
		const { client, requests, lines } = await clientFor(empty);
		await list(client);
		expect(lines()).toEqual([TOKEN, LIST]);
		expect(requests[1]?.headers).toMatchObject({
			authorization: 'Bearer token-of-the-test-1',
			accept: 'application/json, text/plain, */*',
		});
		expect(requests[0]?.headers.authorization).toBeUndefined();
		expect(requests[0]).toMatchObject({ body: '{"apiKey": "api-key-of-the-test"}' });
	});

	it('uses the Accept and Authorization of its field, if any', async () => {
		const listRequest =
			'GET /subscription/v1/subscription\naccept: application/vnd.x+json\nAuthorization: Key {apiKey}';
		const { client, requests } = await clientFor(empty, { overrideApiDetails: true, listRequest });
		await list(client);
		expect(requests[1]?.headers).toMatchObject({
			authorization: 'Key api-key-of-the-test',
			accept: 'application/vnd.x+json',
		});
	});

	it('accepts the readable content types unless its field has an Accept header, and has no body unless given one', () => {
		const request = { method: 'GET', url: 'https://a.example.com/' };
		const accept = { 'X-A': 'a', accept: 'text/x' };
		expect(httpOptions({ ...request, headers: accept }).headers).toEqual(accept);
		const options = httpOptions({ ...request, headers: { 'X-A': 'a' } });
		expect(options.headers).toEqual({ Accept: 'application/json, text/plain, */*', 'X-A': 'a' });
		expect(options).not.toHaveProperty('body');
	});

	it('reuses the token of an earlier one', async () => {
		const { client, exchanges, requestCount } = await clientFor(empty);
		await list(client);
		await list(client);
		expect([exchanges(), requestCount()]).toEqual([1, 2]);
	});

	it('uses the stored token, and stores a new one', async () => {
		const stored = await clientWithToken(empty);
		await list(stored.client);
		expect(stored.lines()).toEqual([LIST]);
		expect(stored.requests[0]?.headers.authorization).toBe('Bearer stored-token');

		const fresh = await clientFor(empty);
		await list(fresh.client);
		expect(fresh.host.credential.accessToken).toMatch(/^[0-9a-f]{64}:token-of-the-test-1$/);
	});

	it('does not follow a redirect, which would take the token elsewhere', async () => {
		const { client, requestCount } = await clientFor(always(302, '', { location: '/elsewhere' }));
		expect((await failing(list(client))).httpCode).toBe('302');
		expect(requestCount()).toBe(1);
	});

	it('carries the API Key itself if there is no exchange', async () => {
		const { client, lines, requests } = await clientFor(empty, noExchange);
		await list(client);
		expect(lines()).toEqual([LIST]);
		expect(requests[0]?.headers.authorization).toBe('Bearer api-key-of-the-test');
	});
});

describe('an expired token', () => {
	const expired = (status: number): Handler => inTurn(always(status, 'expired'), empty);

	it.each([401, 403])('costs one exchange and one retry: %i', async (status) => {
		const { client, lines, requests } = await clientWithToken(expired(status));
		expect((await list(client)).subscriptions).toEqual([]);
		expect(lines()).toEqual([LIST, TOKEN, LIST]);
		expect(requests[2]?.headers.authorization).toBe('Bearer token-of-the-test-1');
	});

	it.each([
		{ status: 498, body: '' },
		// ArcGIS
		{ status: 200, body: '{"error":{"code":498,"message":"Invalid token","details":[]}}' },
		{ status: 200, body: '{"code":401,"msg":"The token has expired","data":null}' },
		{ status: 200, body: '{"success":false,"errorCode":"401"}' },
	])('costs the same if MyD3 answers $status: $body', async ({ status, body }) => {
		const { client, lines } = await clientWithToken(inTurn(always(status, body), always(201, ID)));
		expect(await create(client)).toBe(ID);
		expect(lines()).toEqual([CREATE, TOKEN, CREATE]);
	});

	it.each([
		{ body: '{"id":"17","error":{"code":401,"message":"The notification URL answered 401"}}' },
		{ body: '{"error":{"code":422,"message":"No such event type"}}' },
		{ body: '{"success":false,"notificationUrl":{"code":401}}' },
		{ body: '{"code":4010,"message":"Created","id":null}' },
		{ status: 400, body: '{"error":{"code":401,"message":"The notification URL answered 401"}}' },
	])('is not the reason for: $body', async ({ status = 200, body }) => {
		const { client, lines } = await clientWithToken(always(status, body));
		await failing(create(client));
		expect(lines()).toEqual([CREATE]);
	});

	it('costs create one retry with the same body, since MyD3 has not executed it', async () => {
		const handler = inTurn(always(401), always(201, ID));
		const { client, lines, requests } = await clientWithToken(handler);
		expect(await create(client)).toBe(ID);
		expect(lines()).toEqual([CREATE, TOKEN, CREATE]);
		expect(requests[2]?.body).toBe(requests[0]?.body);
	});

	it.each([401, 403])(
		'is not suspected if it was obtained for this request: %i',
		async (status) => {
			const { client, lines } = await clientFor(always(status));
			expect((await failing(list(client))).httpCode).toBe(String(status));
			expect(lines()).toEqual([TOKEN, LIST]);
		},
	);

	it('is suspected at the next request of the same client', async () => {
		const { client, lines } = await clientFor(inTurn(empty, always(403), empty));
		await list(client);
		await list(client);
		expect(lines()).toEqual([TOKEN, LIST, LIST, TOKEN, LIST]);
	});

	it.each([401, 403])('is renewed only once: %i', async (status) => {
		const { client, lines } = await clientWithToken(always(status));
		await failing(list(client));
		expect(lines()).toEqual([LIST, TOKEN, LIST]);
	});

	it.each([401, 403])('is not suspected again until MyD3 accepts one: %i', async (status) => {
		const rejected = always(status);
		const renewed = [rejected, empty];
		const handler = inTurn(rejected, rejected, rejected, empty, ...renewed, ...renewed);
		const { client, lines } = await clientWithToken(handler);
		for (const isAccepted of [false, false, true, true, true]) {
			const [result] = await Promise.allSettled([list(client)]);
			expect(result.status === 'fulfilled').toBe(isAccepted);
		}
		const renewal = [LIST, TOKEN, LIST];
		expect(lines()).toEqual([...renewal, LIST, LIST, ...renewal, ...renewal]);
	});

	it.each([401, 403])('does not exist if the API Key is the token: %i', async (status) => {
		const { client, lines } = await clientFor(always(status), noExchange);
		expect((await failing(list(client))).message).toBe(
			status === 401
				? 'MyD3 rejected the API Key when n8n tried to list the subscriptions (401).'
				: 'MyD3 does not allow this API Key to list the subscriptions (403).',
		);
		expect(lines()).toEqual([LIST]);
	});

	it('leaves the message of the retry’s response as it is', async () => {
		const refused = always(400, '{"message":"The field events is required."}');
		const { client } = await clientWithToken(inTurn(always(401), refused));
		expect((await failing(create(client))).message).toBe(
			'MyD3 did not accept the request to create a subscription for InvoiceIssued (400). MyD3 says: The field events is required.',
		);
	});

	it('leaves the Retry-After of the retry’s response as it is', async () => {
		const limited = always(429, '', { 'retry-after': '5' });
		const { client, waits } = await clientWithToken(inTurn(always(401), limited, empty));
		await list(client);
		expect(waits).toEqual([5000]);
	});

	it('is as secret as the new one, even without the word Bearer', async () => {
		const handler = inTurn(
			always(401),
			always(400, 'not token-of-the-test-1, not stored-token, not api-key-of-the-test'),
		);
		const seen: string[][] = [];
		const onResponse = (_: unknown, secrets: string[]) => seen.push([...secrets]);
		const { client } = await clientWithToken(handler, { onResponse });
		expect((await failing(list(client))).message).toMatch(
			/MyD3 says: not \*\*\*, not \*\*\*, not \*\*\*\.$/,
		);
		expect(seen).toEqual([['api-key-of-the-test', 'stored-token', 'token-of-the-test-1']]);
	});

	it('is not the only secret: both parts of a key are hidden, alone and together', async () => {
		const basic = Buffer.from('api-key-of-the-test:the-secret').toString('base64');
		const credential = {
			overrideApiDetails: true,
			apiSecret: 'the-secret',
			listRequest: 'GET /s\nAuthorization: Basic {apiKey}:{apiSecret}',
		};
		const { client } = await clientFor(always(400, `not the-secret, not ${basic}`), credential);
		expect((await failing(list(client))).message).toMatch(/MyD3 says: not \*\*\*, not \*\*\*\.$/);
	});
});

describe('several clients at once', () => {
	it('share one exchange if there is no token', async () => {
		const made = await clientFor(empty);
		const clients = await Promise.all(
			[1, 2, 3, 4, 5].map(async () => await createClient(made.host.loadOptionsContext())),
		);
		await Promise.all(clients.map(list));
		expect([made.exchanges(), made.requestCount()]).toEqual([1, 5]);
	});

	/** A token exchange to which MyD3 responds only when the test says so. */
	const heldExchange = () => {
		const [started, released] = [deferred(), deferred()];
		const token: Handler = (_request, response) => {
			started.resolve();
			void released.promise.then(() => response.end('"token-of-the-test"'));
		};
		return { token, inProgress: started.promise, release: released.resolve };
	};

	it('share an exchange that is in progress when they start', async () => {
		const { token, inProgress, release } = heldExchange();
		const made = await clientFor(empty, {}, { token });
		const first = list(made.client);
		await inProgress;
		const second = await createClient(made.host.loadOptionsContext());
		const both = Promise.all([first, list(second)]);
		release();
		await both;
		expect([made.exchanges(), made.requestCount()]).toEqual([1, 2]);
	});

	it.each(['begins', 'is in progress'])(
		'share an exchange that %s when they read the credential and has ended since',
		async (state) => {
			const { token, inProgress, release } = heldExchange();
			const made = await clientFor(empty, {}, { token });
			const context = made.host.loadOptionsContext();
			const read = context.getCredentials.bind(context);
			let first = state === 'begins' ? undefined : list(made.client);
			if (first !== undefined) await inProgress;
			context.getCredentials = async <T extends object>(type: string) => {
				const fields = { ...(await read<T>(type)) };
				first ??= list(made.client);
				await inProgress;
				release();
				await first;
				return fields;
			};
			await list(await createClient(context));
			expect([made.exchanges(), made.requestCount()]).toEqual([1, 2]);
		},
	);

	it('do not continue with a token from another client’s exchange once it has expired', async () => {
		const expired = 'Bearer token-of-the-test-1';
		let isExpired = false;
		const made = await clientFor(({ headers }, response) =>
			response.writeHead(isExpired && headers.authorization === expired ? 401 : 200).end('[]'),
		);
		const context = made.host.loadOptionsContext();
		const read = context.getCredentials.bind(context);
		context.getCredentials = async <T extends object>(type: string) => {
			await list(made.client);
			return await read<T>(type);
		};
		const client = await createClient(context);
		isExpired = true;
		await list(client);
		expect([made.exchanges(), made.requestCount()]).toEqual([2, 3]);
	});

	it('share one exchange if their token has expired', async () => {
		const handler: Handler = ({ headers }, response) =>
			response.writeHead(headers.authorization === 'Bearer stored-token' ? 401 : 200).end('[]');
		const made = await clientWithToken(handler);
		const clients = await Promise.all(
			[1, 2, 3, 4, 5].map(async () => await createClient(made.host.loadOptionsContext())),
		);
		for (const client of clients.slice(0, 2)) await list(client);
		await Promise.all(clients.slice(2).map(list));
		expect([made.exchanges(), made.requestCount()]).toEqual([1, 10]);
	});
});

it('clients with different credentials share no exchange', async () => {
	const made = await clientFor(empty);
	const credential = { ...made.host.credential, apiKey: 'another-api-key' };
	const other = await createClient(new Host({ credential }).loadOptionsContext());
	await Promise.all([list(made.client), list(other)]);
	expect(made.exchanges()).toBe(2);
});

describe('the tokens that this process is obtaining', () => {
	const failed = async () => await Promise.reject(new Error('no'));
	const tokens = () => {
		let count = 0;
		return async () => await Promise.resolve(`t${++count}`);
	};

	it('are obtained again if the known one is as old as the client’s own', async () => {
		const renewals = new TokenRenewals();
		const exchange = tokens();
		const first = await renewals.renew('d', renewals.mark(), exchange);
		expect(first).toEqual({ token: 't1', mark: 1 });
		expect(await renewals.renew('d', 0, exchange)).toEqual({ token: 't1', mark: 1 });
		expect(await renewals.renew('d', first.mark, exchange)).toEqual({ token: 't2', mark: 2 });
		expect(renewals.mark()).toBe(2);
	});

	it('are forgotten if the exchange failed', async () => {
		const renewals = new TokenRenewals();
		await expect(renewals.renew('d', 0, failed)).rejects.toThrow('no');
		expect(await renewals.renew('d', 0, tokens())).toEqual({ token: 't1', mark: 2 });
	});
});

describe('an exchange that fails', () => {
	it.each([
		{
			name: 'for now',
			token: always(503),
			message:
				'MyD3 could not issue an access token at the moment (503). Try again in a few minutes.',
			canRetry: true,
		},
		{
			name: 'for good',
			token: always(404),
			message: /^MyD3 could not find POST http:\/\/127\.0\.0\.1:\d+\/identity\/v1\/token \(404\)/,
			canRetry: false,
		},
	])('says why, and where to look, if it fails $name', async ({ token, message, canRetry }) => {
		const { client, requestCount } = await clientFor(empty, {}, { token });
		const error = await failing(create(client));
		expect(error.message).toMatch(message);
		expect(error.description).toBe('Open the MyD3 API credential and test it.');
		expect([isTransient(error), isFromCredential(error), isOutcomeUnknown(error)]).toEqual([
			canRetry,
			true,
			false,
		]);
		expect(requestCount()).toBe(0);
	});

	it('is retried if it is for a list', async () => {
		const { client, waits } = await clientFor(
			empty,
			{},
			{ token: inTurn(always(503), always(200, '"token-of-the-test"')) },
		);
		await list(client);
		expect(waits).toEqual([1000]);
	});
});

describe('renewing the token', () => {
	it('exchanges the API Key even if there is a token', async () => {
		const { client, lines, requests } = await clientWithToken(empty);
		await client.renewToken();
		await list(client);
		expect(lines()).toEqual([TOKEN, LIST]);
		expect(requests[1]?.headers.authorization).toBe('Bearer token-of-the-test-1');
		await client.renewToken();
		expect(lines()).toEqual([TOKEN, LIST, TOKEN]);
	});

	it('does nothing if there is no exchange', async () => {
		const { client, lines } = await clientFor(empty, noExchange);
		await client.renewToken();
		expect(lines()).toEqual([]);
	});

	it('fails with MyD3’s message', async () => {
		const { client } = await clientWithToken(empty, { token: always(401) });
		expect((await failing(client.renewToken())).message).toMatch(
			/^MyD3 rejected the API Key \(401\)/,
		);
	});
});

describe('a transient error', () => {
	it.each([429, 500, 502, 503, 504])('is %i', async (status) => {
		const { client } = await clientFor(always(status, 'Authorization service is down'));
		const error = await failing(list(client));
		expect(isTransient(error)).toBe(true);
		// At start-up, n8n 1.x gives up on a workflow whose error message contains this word.
		expect(error.message).not.toContain('Authorization');
	});

	it.each([400, 401, 403, 404, 501])('is not %i', async (status) => {
		const { client, waits } = await clientFor(always(status));
		expect(isTransient(await failing(list(client)))).toBe(false);
		expect(waits).toEqual([]);
	});

	it.each([
		{ name: 'list', call: list },
		{ name: 'delete', call: remove },
	])('in $name is followed by at most two retries', async ({ call }) => {
		for (const handler of [always(503), noResponse]) {
			const { client, waits, requestCount } = await clientFor(handler);
			await failing(call(client));
			expect(waits).toEqual([1000, 2000]);
			expect(requestCount()).toBe(3);
		}
	});

	it('in a list with POST is followed by retries, too', async () => {
		const credential = { overrideApiDetails: true, listRequest: 'POST /list\n\n{}' };
		const { client, requestCount } = await clientFor(inTurn(always(503), empty), credential);
		await list(client);
		expect(requestCount()).toBe(2);
	});

	it('is followed by a retry when MyD3 says, after at most 30 seconds', async () => {
		const retried = await clientFor(always(429, '', { 'retry-after': '30' }));
		await failing(list(retried.client));
		expect(retried.waits).toEqual([30_000, 30_000]);
		const unretried = await clientFor(always(429, '', { 'retry-after': '31' }));
		await failing(list(unretried.client));
		expect(unretried.waits).toEqual([]);
	});

	it.each([
		{ name: '503', handler: always(503), unknown: true },
		{ name: 'no response', handler: noResponse, unknown: true },
		{ name: '429', handler: always(429), unknown: false },
	])('in create is never followed by a retry: $name', async ({ handler, unknown }) => {
		const { client, waits, requestCount } = await clientFor(handler);
		const error = await failing(create(client));
		expect([waits, requestCount(), isOutcomeUnknown(error)]).toEqual([[], 1, unknown]);
	});

	it('that passes goes unnoticed', async () => {
		const { client } = await clientFor(inTurn(always(503), always(200, `[{"id":"${ID}"}]`)));
		expect((await list(client)).subscriptions).toMatchObject([{ id: ID }]);
	});
});

describe('what n8n can pass on but no server can cause', () => {
	const sending = async (helper: () => Promise<unknown>) => {
		const fields = { ...noExchange, apiKey: 'k', baseUrl: 'https://api.example.com' };
		const helpers = { httpRequestWithAuthentication: helper };
		const context = { getNode: () => ({}) as INode, helpers } as unknown as ApiContext;
		const session = new ApiSession(context, fields, apiDetails(fields), 0);
		const info = {
			action: 'list the subscriptions',
			field: 'List Request' as const,
			method: 'GET',
			url: 'https://api.example.com/subscriptions',
			secrets: [],
		};
		return await session.send(info, () => ({ method: 'GET', url: info.url, headers: {} }));
	};

	it('is a response without a body', async () => {
		const response = sending(async () => await Promise.resolve({ statusCode: 204, headers: {} }));
		expect(await response).toEqual({ status: 204, headers: {}, text: '' });
	});

	it('is a network error whose code has digits in it', async () => {
		const error = new NodeApiError({} as INode, {}, { httpCode: 'ERR_HTTP2_STREAM_404' });
		expect((await failing(sending(async () => await Promise.reject(error)))).message).toBe(
			'There was no response from api.example.com.',
		);
	});

	it('is an error without a code', async () => {
		const sent = sending(async () => await Promise.reject(new Error('odd')));
		expect((await failing(sent)).description).toBe(
			'Check the Base URL in the MyD3 API credential, and that n8n can reach the internet.',
		);
	});
});
