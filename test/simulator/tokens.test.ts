import {
	STRANGER,
	LIST,
	start,
	send,
	validExchange,
	accessToken,
	bearer,
	validSubscription,
	stored,
} from './helpers';

describe('the token exchange', () => {
	it.each([
		{ token: 'accessToken', contentType: 'application/json', read: /^\{"accessToken":"(.+)"\}$/ },
		{ token: 'access_token', contentType: 'application/json', read: /^\{"access_token":"(.+)"\}$/ },
		{ token: 'token', contentType: 'application/json', read: /^\{"token":"(.+)"\}$/ },
		{ token: 'jsonString', contentType: 'application/json', read: /^"(.+)"$/ },
		{ token: 'bareText', contentType: 'text/plain', read: /^([^"{]+)$/ },
	] as const)('answers with a working token as $token', async ({ token, contentType, read }) => {
		const simulator = await start();
		simulator.responseShapes.token = token;

		const response = await send(simulator, validExchange());

		expect(response.status).toBe(200);
		expect(response.headers['content-type']).toBe(`${contentType}; charset=utf-8`);
		const issued = read.exec(response.data)?.[1] ?? 'not found';
		expect(await send(simulator, { url: LIST, headers: bearer(issued) })).toMatchObject({
			status: 200,
		});
	});

	it('issues a different token every time', async () => {
		const simulator = await start();

		expect(await accessToken(simulator)).not.toBe(await accessToken(simulator));
	});

	it.each([
		{
			name: 'a wrong key',
			change: { data: { apiKey: 'wrong' } },
			status: 401,
			message: 'The API Key is not valid.',
		},
		{
			name: 'a missing key',
			change: { data: {} },
			status: 400,
			message: 'The field "apiKey" is missing or not a non-empty string.',
		},
		{
			name: 'an unknown field',
			change: { data: { apiKey: 'simulated-api-key', grant: 'x' } },
			status: 400,
			message: 'The field "grant" is not known.',
		},
		{
			name: 'a form instead of JSON',
			change: {
				data: 'apiKey=simulated-api-key',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
			},
			status: 400,
			message:
				'The Content-Type must be application/json, received: application/x-www-form-urlencoded.',
		},
		{
			name: 'a list',
			change: { data: ['simulated-api-key'] },
			status: 400,
			message: 'The body must be a JSON object.',
		},
		{
			name: 'the key in the query as well',
			change: { params: { apiKey: 'simulated-api-key' } },
			status: 400,
			message: 'The query argument "apiKey" is not known.',
		},
	])('answers $status to $name', async ({ change, status, message }) => {
		const simulator = await start();

		const response = await send(simulator, { ...validExchange(), ...change });

		expect(response.status).toBe(status);
		expect(JSON.parse(response.data)).toEqual({ statusCode: status, message });
	});

	it('refuses the right key between refuseApiKey and acceptApiKey', async () => {
		const simulator = await start();

		simulator.refuseApiKey();
		expect(await send(simulator, validExchange())).toMatchObject({ status: 401 });
		simulator.acceptApiKey();
		expect(await send(simulator, validExchange())).toMatchObject({ status: 200 });
	});

	it('accepts another API Key if configured', async () => {
		const simulator = await start({ apiKey: 'another' });

		const response = await send(simulator, { ...validExchange(), data: { apiKey: 'another' } });

		expect(response.status).toBe(200);
	});
});

describe('an access token', () => {
	it.each([
		{ name: 'missing', headers: () => ({}) },
		{ name: 'unknown', headers: () => bearer('never-issued') },
		{
			name: 'sent without the Bearer prefix',
			headers: (token: string) => ({ Authorization: token }),
		},
	])('leads to a 401 when $name', async ({ headers }) => {
		const simulator = await start();
		const token = await accessToken(simulator);

		const response = await send(simulator, { url: LIST, headers: headers(token) });

		expect(response.status).toBe(401);
		expect(JSON.parse(response.data)).toEqual({
			statusCode: 401,
			message: 'Access token is missing, invalid or expired.',
		});
	});

	it.each([
		{ name: 'list', request: { method: 'GET', url: LIST } },
		{ name: 'create', request: { method: 'POST', url: LIST, data: validSubscription() } },
		{ name: 'delete', request: { method: 'DELETE', url: `${LIST}/${STRANGER}` } },
	])('is needed to $name', async ({ request }) => {
		const simulator = await start();
		simulator.subscriptions.push(stored());

		expect(await send(simulator, request)).toMatchObject({ status: 401 });
		expect(simulator.subscriptions).toHaveLength(1);
	});

	it('is valid for its lifetime and not a millisecond more', async () => {
		let time = 1_000_000;
		const simulator = await start({ now: () => time, tokenLifetimeMs: 5000 });
		const headers = bearer(await accessToken(simulator));

		time = 1_004_999;
		expect(await send(simulator, { url: LIST, headers })).toMatchObject({ status: 200 });
		time = 1_005_000;
		expect(await send(simulator, { url: LIST, headers })).toMatchObject({ status: 401 });
	});

	it('stops working after expireTokens, while a newer one works', async () => {
		const simulator = await start();
		const old = await accessToken(simulator);

		simulator.expireTokens();

		expect(await send(simulator, { url: LIST, headers: bearer(old) })).toMatchObject({
			status: 401,
		});
		const fresh = await accessToken(simulator);
		expect(await send(simulator, { url: LIST, headers: bearer(fresh) })).toMatchObject({
			status: 200,
		});
	});
});
