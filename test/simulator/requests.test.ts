import {
	STRANGER,
	LIST,
	start,
	send,
	validExchange,
	accessToken,
	bearer,
	validCreate,
	stored,
} from './helpers';

describe('a request that no endpoint serves', () => {
	it.each([
		{ name: 'an unknown path', path: '/subscription/v2/subscription' },
		{ name: 'a slash at the end', path: '/subscription/v1/subscription/' },
		{ name: 'one segment too many', path: `/subscription/v1/subscription/${STRANGER}/x` },
	])('gets 404 for $name', async ({ path }) => {
		const simulator = await start();

		const response = await send(simulator, { url: path });

		expect(response.status).toBe(404);
		expect(simulator.requests).toMatchObject([
			{ status: 404, problem: `There is nothing at ${path}.` },
		]);
	});

	it.each([
		{ method: 'GET', path: '/identity/v1/token', allow: 'POST' },
		{ method: 'PUT', path: '/subscription/v1/subscription', allow: 'GET, POST' },
		{ method: 'GET', path: `/subscription/v1/subscription/${STRANGER}`, allow: 'DELETE' },
	])('gets 405 for $method $path', async ({ method, path, allow }) => {
		const simulator = await start();

		const response = await send(simulator, { method, url: path });

		expect(response.status).toBe(405);
		expect(response.headers.allow).toBe(allow);
		expect(simulator.requests).toMatchObject([
			{ status: 405, problem: `${method} is not allowed here, only ${allow}.` },
		]);
	});
});

describe('the log of requests', () => {
	it('records method, path, query, headers and the parsed body as received', async () => {
		const simulator = await start();

		await send(simulator, {
			...validExchange(),
			url: '/identity/v1/token?secret=a%20b&secret=c',
			headers: { 'X-Custom': 'kept' },
		});

		expect(simulator.requests).toHaveLength(1);
		expect(simulator.requests[0]).toMatchObject({
			method: 'POST',
			path: '/identity/v1/token',
			query: { secret: 'a b,c' },
			headers: { 'x-custom': 'kept' },
			body: { apiKey: 'simulated-api-key' },
			status: 400,
		});
	});

	it.each([
		{ name: 'text not sent as JSON', contentType: 'text/plain', data: '{"a":1}' },
		{ name: 'malformed JSON', contentType: 'application/json', data: '{"a":' },
	])('records $name as a string', async ({ contentType, data }) => {
		const simulator = await start();

		const headers = { 'content-type': contentType };
		await send(simulator, { ...validExchange(), data: Buffer.from(data), headers });

		expect(simulator.requests).toMatchObject([{ body: data, status: 400 }]);
	});
});

describe('a fault', () => {
	const CREATES = [
		{ name: 'stores nothing by default', afterStoring: undefined, stored: 0 },
		{ name: 'stores the subscription when it comes after storing', afterStoring: true, stored: 1 },
	];

	it('fails only the next matching request, with status, body and headers', async () => {
		const simulator = await start();
		const headers = bearer(await accessToken(simulator));
		simulator.failNext({ status: 429, body: 'slow down', headers: { 'retry-after': '7' } });

		const failed = await send(simulator, { url: LIST, headers });

		expect(failed).toMatchObject({ status: 429, data: 'slow down' });
		expect(failed.headers['retry-after']).toBe('7');
		expect(await send(simulator, { url: LIST, headers })).toMatchObject({ status: 200 });
	});

	it('leaves requests with another method or path alone', async () => {
		const simulator = await start();
		simulator.failNext({ method: 'DELETE', path: '/subscription', status: 500 });
		simulator.failNext({ method: 'POST', path: '/subscription', status: 500 });
		simulator.failNext({ method: 'post', path: '/identity', status: 503 });

		expect(await send(simulator, { url: LIST })).toMatchObject({ status: 401 });
		expect(await send(simulator, validExchange())).toMatchObject({ status: 503 });
		expect(await send(simulator, { method: 'DELETE', url: `${LIST}/x` })).toMatchObject({
			status: 500,
			data: '{"statusCode":500,"message":"Simulated failure."}',
		});
	});

	it('applies the given number of times, before any later fault', async () => {
		const simulator = await start();
		simulator.failNext({ status: 500, times: 2 });
		simulator.failNext({ status: 502 });

		const statuses: number[] = [];
		for (let count = 0; count < 4; count += 1) {
			statuses.push((await send(simulator, validExchange())).status);
		}

		expect(statuses).toEqual([500, 500, 502, 200]);
	});

	it.each(CREATES)('that fails create $name', async ({ afterStoring, stored }) => {
		const simulator = await start();
		const token = await accessToken(simulator);
		simulator.failNext({ method: 'POST', path: LIST, status: 500, afterStoring });

		expect(await send(simulator, validCreate(token))).toMatchObject({ status: 500 });

		expect(simulator.subscriptions).toHaveLength(stored);
	});

	it.each(CREATES)('that drops create $name', async ({ afterStoring, stored }) => {
		const simulator = await start();
		const token = await accessToken(simulator);
		simulator.dropNext({ method: 'POST', path: LIST, afterStoring });

		await expect(send(simulator, validCreate(token))).rejects.toMatchObject({ code: 'ECONNRESET' });

		expect(simulator.subscriptions).toHaveLength(stored);
		expect(simulator.requests.at(-1)?.status).toBe('dropped');
	});

	it.each([
		{ name: 'keeps the subscription by default', afterStoring: undefined, left: 1 },
		{ name: 'removes it when it comes after storing', afterStoring: true, left: 0 },
	])('that fails delete $name', async ({ afterStoring, left }) => {
		const simulator = await start();
		simulator.subscriptions.push(stored());
		const headers = bearer(await accessToken(simulator));
		simulator.failNext({ method: 'DELETE', status: 504, afterStoring });

		const request = { method: 'DELETE', url: `${LIST}/${STRANGER}`, headers };
		expect(await send(simulator, request)).toMatchObject({ status: 504 });

		expect(simulator.subscriptions).toHaveLength(left);
	});

	it('with afterStoring waits for a request that takes effect', async () => {
		const simulator = await start();
		const token = await accessToken(simulator);
		simulator.failNext({ method: 'POST', path: LIST, status: 500, afterStoring: true });

		expect(await send(simulator, validCreate('expired'))).toMatchObject({ status: 401 });
		expect(await send(simulator, validCreate(token))).toMatchObject({ status: 500 });

		expect(simulator.subscriptions).toHaveLength(1);
	});

	it('delays the response to the next matching request, but not the request’s effect', async () => {
		const waits: number[] = [];
		let storedWhileWaiting = 0;
		const simulator = await start({
			sleep: async (ms) => {
				waits.push(ms);
				storedWhileWaiting = simulator.subscriptions.length;
			},
		});
		const token = await accessToken(simulator);
		simulator.delayNext({ method: 'POST', path: LIST, ms: 15_000 });

		expect(await send(simulator, validCreate(token))).toMatchObject({ status: 201 });
		expect(await send(simulator, validCreate(token))).toMatchObject({ status: 201 });

		expect(waits).toEqual([15_000]);
		expect(storedWhileWaiting).toBe(1);
	});
});
