import {
	GUID,
	STRANGER,
	LIST,
	start,
	send,
	accessToken,
	bearer,
	validSubscription,
	validCreate,
	stored,
} from './helpers';

describe('creating a subscription', () => {
	it('stores it and answers 201 with the bare GUID as text', async () => {
		const simulator = await start();

		const response = await send(simulator, validCreate(await accessToken(simulator)));

		expect(response.status).toBe(201);
		expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
		expect(response.data).toMatch(GUID);
		expect(simulator.subscriptions).toEqual([
			{
				id: response.data,
				eventType: 'InvoiceIssued',
				notificationUrl: 'https://n8n.example.com/webhook/1?apiKey=k',
			},
		]);
	});

	it('stores an identical subscription a second time', async () => {
		const simulator = await start();
		const token = await accessToken(simulator);

		const first = await send(simulator, validCreate(token));
		const second = await send(simulator, validCreate(token));

		expect(second.status).toBe(201);
		expect(second.data).not.toBe(first.data);
		expect(simulator.subscriptions).toHaveLength(2);
	});

	it('can answer with the GUID as a JSON string', async () => {
		const simulator = await start();
		simulator.responseShapes.create = 'jsonString';

		const { data } = await send(simulator, validCreate(await accessToken(simulator)));

		expect(data).toBe(`"${simulator.subscriptions[0]?.id}"`);
	});

	it('can answer with an object that has the id under the configured name', async () => {
		const simulator = await start();
		simulator.responseShapes = {
			...simulator.responseShapes,
			create: 'object',
			idName: 'subscriptionGuid',
		};

		const { data } = await send(simulator, validCreate(await accessToken(simulator)));

		expect(JSON.parse(data)).toEqual({
			subscriptionGuid: simulator.subscriptions[0]?.id,
			eventType: 'InvoiceIssued',
			notificationUrl: 'https://n8n.example.com/webhook/1?apiKey=k',
		});
	});

	const httpsOnly =
		'The field "notificationUrl" must be an absolute https URL: unsecured HTTP is not supported.';
	it.each([
		{
			name: 'a missing event type',
			change: { eventType: undefined },
			message: 'The field "eventType" is missing or not a non-empty string.',
		},
		{
			name: 'an empty event type',
			change: { eventType: '' },
			message: 'The field "eventType" is missing or not a non-empty string.',
		},
		{
			name: 'a list of event types',
			change: { eventType: ['InvoiceIssued'] },
			message: 'The field "eventType" is missing or not a non-empty string.',
		},
		{
			name: 'a missing notification URL',
			change: { notificationUrl: undefined },
			message: 'The field "notificationUrl" is missing or not a non-empty string.',
		},
		{
			name: 'an http URL',
			change: { notificationUrl: 'http://a.example.com' },
			message: httpsOnly,
		},
		{ name: 'a relative URL', change: { notificationUrl: '/webhook/1' }, message: httpsOnly },
		{
			name: 'an unknown field',
			change: { secret: 'x' },
			message: 'The field "secret" is not known.',
		},
	])('stores nothing and answers 400 to $name', async ({ change, message }) => {
		const simulator = await start();
		const token = await accessToken(simulator);

		const response = await send(simulator, validCreate(token, validSubscription(change)));

		expect(response.status).toBe(400);
		expect(JSON.parse(response.data)).toEqual({ statusCode: 400, message });
		expect(simulator.subscriptions).toEqual([]);
		expect(simulator.requests.at(-1)?.problem).toBe(message);
	});

	it('stores an additional field that it allows, whatever its type', async () => {
		const simulator = await start({ additionalFields: ['tenant'] });
		const token = await accessToken(simulator);

		const data = validSubscription({ tenant: { id: 7 } });
		expect(await send(simulator, validCreate(token, data))).toMatchObject({ status: 201 });

		expect(simulator.subscriptions[0]?.tenant).toEqual({ id: 7 });
	});

	it('accepts an event type that it has never seen', async () => {
		const simulator = await start();
		const token = await accessToken(simulator);

		const data = validSubscription({ eventType: 'MoonRisen' });
		expect(await send(simulator, validCreate(token, data))).toMatchObject({ status: 201 });
	});
});

describe('listing subscriptions', () => {
	const element = {
		id: STRANGER,
		eventType: 'InvoiceIssued',
		notificationUrl: 'https://stranger.example.com/hook',
	};

	it.each([
		{ list: 'array', expected: [element] },
		{ list: 'value', expected: { value: [element] } },
		{ list: 'items', expected: { items: [element] } },
		{ list: 'data', expected: { data: [element] } },
		{ list: 'subscriptions', expected: { subscriptions: [element] } },
		{ list: 'results', expected: { results: [element] } },
		{ list: 'paged', expected: { value: [element] } },
	] as const)('answers in the shape $list', async ({ list, expected }) => {
		const simulator = await start();
		simulator.subscriptions.push(stored());
		simulator.responseShapes.list = list;

		const headers = bearer(await accessToken(simulator));
		const { data } = await send(simulator, { url: LIST, headers });

		expect(JSON.parse(data)).toEqual(expected);
	});

	it.each([
		{ idName: 'subscriptionId' },
		{ idName: 'guid' },
		{ idName: 'subscriptionGuid' },
	] as const)('names the id $idName instead of id', async ({ idName }) => {
		const simulator = await start();
		simulator.subscriptions.push(stored());
		simulator.responseShapes.idName = idName;

		const headers = bearer(await accessToken(simulator));
		const { data } = await send(simulator, { url: LIST, headers });

		expect(JSON.parse(data)).toEqual([
			{
				[idName]: STRANGER,
				eventType: 'InvoiceIssued',
				notificationUrl: 'https://stranger.example.com/hook',
			},
		]);
	});

	it('links each page to the next with an absolute URL, except the last', async () => {
		const simulator = await start();
		simulator.subscriptions.push(stored({ id: 'a' }), stored({ id: 'b' }), stored({ id: 'c' }));
		simulator.responseShapes.list = 'paged';
		const headers = bearer(await accessToken(simulator));

		const first = JSON.parse((await send(simulator, { url: LIST, headers })).data);
		expect(first.value).toMatchObject([{ id: 'a' }, { id: 'b' }]);
		expect(first.nextLink).toBe(`${simulator.baseUrl}/subscription/v1/subscription?page=2`);

		const second = JSON.parse((await send(simulator, { url: first.nextLink, headers })).data);
		expect(second.value).toMatchObject([{ id: 'c' }]);
		expect(second).not.toHaveProperty('nextLink');
	});

	it.each([
		{ name: 'an unknown query argument', params: { eventType: 'InvoiceIssued' } },
		{ name: 'page zero', params: { page: '0' } },
	])('answers 400 to $name', async ({ params }) => {
		const simulator = await start();
		const headers = bearer(await accessToken(simulator));

		expect(await send(simulator, { url: LIST, headers, params })).toMatchObject({ status: 400 });
	});
});

describe('deleting a subscription', () => {
	it('removes only that one', async () => {
		const simulator = await start();
		simulator.subscriptions.push(stored({ id: 'other' }), stored());
		const headers = bearer(await accessToken(simulator));

		const response = await send(simulator, {
			method: 'DELETE',
			url: `${LIST}/${STRANGER}`,
			headers,
		});

		expect(response).toMatchObject({ status: 204, data: '' });
		expect(simulator.subscriptions).toEqual([stored({ id: 'other' })]);
	});

	it.each([
		{ name: 'unknown', id: 'ffffffff-0000-4000-8000-000000000009' },
		{ name: 'malformed', id: '%E0%A4%A' },
	])('answers 404 to an id that is $name, without blaming the client', async ({ id }) => {
		const simulator = await start();
		simulator.subscriptions.push(stored());
		const headers = bearer(await accessToken(simulator));

		const response = await send(simulator, { method: 'DELETE', url: `${LIST}/${id}`, headers });

		expect(response.status).toBe(404);
		expect(JSON.parse(response.data)).toEqual({
			statusCode: 404,
			message: 'There is no subscription with this id.',
		});
		expect(simulator.subscriptions).toHaveLength(1);
		expect(simulator.requests.at(-1)).not.toHaveProperty('problem');
	});
});
