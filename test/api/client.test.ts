import { isTransient, isListUnsupported, isOutcomeUnknown } from '../../nodes/MyD3/api/errors';
import { always, clientFor, create, failing, ID, list, noAnswer, remove } from '../n8n/client';
import type { Handler } from '../n8n/client';

describe('a transient failure', () => {
	it.each([429, 500, 502, 503, 504])('is %i', async (status) => {
		const { client } = await clientFor(always(status, 'Authorization service is down'));
		const error = await failing(list(client));
		expect(isTransient(error)).toBe(true);
		// n8n 1.x gives a workflow up at start-up when it reads this word.
		expect(error.message).not.toContain('Authorization');
	});

	it.each([400, 401, 403, 404])('is not %i', async (status) => {
		const { client } = await clientFor(always(status));
		expect(isTransient(await failing(list(client)))).toBe(false);
	});

	it.each([
		{ name: 'list', call: list },
		{ name: 'delete', call: remove },
	])('of $name is tried again, twice at most', async ({ call }) => {
		const { client, waits, calls } = await clientFor(always(503));
		await failing(call(client));
		expect(waits).toEqual([1000, 2000]);
		expect(calls()).toBe(3);
	});

	it('is waited for as long as MyD3 asks, up to 30 seconds', async () => {
		const patient = await clientFor(always(429, '', { 'retry-after': '30' }));
		await failing(list(patient.client));
		expect(patient.waits).toEqual([30_000, 30_000]);
		const impatient = await clientFor(always(429, '', { 'retry-after': '31' }));
		await failing(list(impatient.client));
		expect(impatient.waits).toEqual([]);
	});

	it('of create is never tried again, because MyD3 may have stored it', async () => {
		const { client, waits, calls } = await clientFor(always(503));
		const error = await failing(create(client));
		expect([waits, calls(), isOutcomeUnknown(error)]).toEqual([[], 1, true]);
	});

	it('that passes goes unnoticed', async () => {
		const { client } = await clientFor((_request, response, count) =>
			response.writeHead(count === 1 ? 503 : 200).end(`[{"id":"${ID}"}]`),
		);
		expect(await list(client)).toMatchObject([{ id: ID }]);
	});
});

describe('create', () => {
	it.each([
		{ name: 'refused', answer: always(400), expected: false },
		{ name: 'answered without an id', answer: always(201), expected: true },
		{
			name: 'not answered',
			answer: noAnswer,
			expected: true,
		},
	])('$name may have happened: $expected', async ({ answer, expected }) => {
		const { client } = await clientFor(answer);
		expect(isOutcomeUnknown(await failing(create(client)))).toBe(expected);
	});

	it.each([
		{
			name: 'eventType and notificationUrl',
			credential: {},
			expected: ['eventType', 'notificationUrl'],
		},
		{
			name: 'the names and lists that the overrides say',
			credential: {
				overrideApiDetails: true,
				eventTypeField: 'events[]',
				notificationUrlField: 'uri',
			},
			expected: ['events', 'uri'],
		},
		{
			name: 'the usual names while the overrides are switched off',
			credential: { overrideApiDetails: false, eventTypeField: 'events[]' },
			expected: ['eventType', 'notificationUrl'],
		},
	])('sends $name', async ({ credential, expected }) => {
		let body = '';
		const { client } = await clientFor((request, response) => {
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => response.writeHead(201).end(ID));
		}, credential);
		expect(await create(client)).toBe(ID);
		const sent = JSON.parse(body) as Record<string, unknown>;
		expect(Object.keys(sent)).toEqual(expected);
		const event = sent[expected[0] ?? ''];
		expect(event).toEqual(expected[0] === 'events' ? ['InvoiceIssued'] : 'InvoiceIssued');
	});
});

describe('list', () => {
	it('reads pages to the end, and only as far as the limit needs', async () => {
		const pages: Handler = (request, response) => {
			const page = Number(new URL(request.url ?? '', 'http://h').searchParams.get('page') ?? 1);
			const next = page < 3 ? `/subscription/v1/subscription?page=${page + 1}` : undefined;
			response.end(JSON.stringify({ data: [{ guid: `p${page}` }], next }));
		};
		const all = await clientFor(pages);
		expect((await all.client.list()).map(({ id }) => id)).toEqual(['p1', 'p2', 'p3']);
		const some = await clientFor(pages);
		expect((await some.client.list(2)).map(({ id }) => id)).toEqual(['p1', 'p2']);
		expect(some.calls()).toBe(2);
	});

	it('reads on until there are as many of those that are wanted, and gives no more', async () => {
		const entries = ['a', 'b', 'c', 'd'].map((id) => ({ id, eventType: id === 'a' ? 'X' : 'Y' }));
		const { client } = await clientFor((_request, response, count) => {
			const page = {
				value: entries.slice(2 * count - 2, 2 * count),
				nextLink: `?page=${count + 1}`,
			};
			response.end(JSON.stringify(page));
		});
		const found = await client.list(2, ({ eventTypes }) => eventTypes?.[0] === 'Y');
		expect(found.map(({ id }) => id)).toEqual(['b', 'c']);
	});

	it.each([
		{ name: 'leads to another host', next: 'https://evil.example.com/' },
		{ name: 'leads back to itself', next: '' },
		{ name: 'is no address', next: 'https://[' },
	])('refuses a next page that $name', async ({ next }) => {
		const { client, calls } = await clientFor((request, response) =>
			response.end(JSON.stringify({ value: [], nextLink: next || request.url })),
		);
		expect((await failing(list(client))).message).toMatch(/not a page with a usable next page/);
		expect(calls()).toBe(1);
	});

	it('that fails on its second page fails', async () => {
		const { client } = await clientFor((_request, response, count) => {
			if (count > 1) response.writeHead(403);
			response.end('{"value":[{"id":"a"}],"nextLink":"?page=2"}');
		});
		expect((await failing(list(client))).httpCode).toBe('403');
	});

	it.each([
		{ name: '400', answer: always(400), expected: true },
		{ name: '403', answer: always(403), expected: true },
		{ name: '404', answer: always(404), expected: true },
		{ name: '405', answer: always(405), expected: true },
		{ name: '501', answer: always(501), expected: true },
		{ name: '200 and something else than a list', answer: always(200, '{}'), expected: true },
		{ name: '401', answer: always(401), expected: false },
		{ name: '429', answer: always(429), expected: false },
		{ name: '500', answer: always(500), expected: false },
	])('answered with $name can be done without: $expected', async ({ answer, expected }) => {
		const { client } = await clientFor(answer);
		expect(isListUnsupported(await failing(list(client)))).toBe(expected);
	});
});

describe('delete', () => {
	it.each([
		{ status: 200, expected: true },
		{ status: 204, expected: true },
		{ status: 404, expected: false },
		{ status: 410, expected: false },
	])('answered $status: deleted $expected', async ({ status, expected }) => {
		const { client } = await clientFor(always(status));
		expect(await remove(client)).toBe(expected);
	});
});

it.each([200, 404, 500])('a host that answers %i has been reached', async (status) => {
	const { client, calls } = await clientFor(always(status));
	await expect(client.reach()).resolves.toBeUndefined();
	expect(calls()).toBe(1);
});

it('a credential that cannot be used is told before any call', async () => {
	const attempt = clientFor(always(200), { baseUrl: 'http://api.example.com' });
	await expect(attempt).rejects.toMatchObject({
		name: 'NodeOperationError',
		message:
			'The Base URL in the MyD3 API credential must be an https address, such as https://api.myd3.data3.com.',
	});
});

it('a field that create sends itself cannot be an additional one', async () => {
	const { client, calls } = await clientFor(always(201, ID));
	const fields = { eventType: 'OrderShipped' };
	await expect(client.create('InvoiceIssued', 'https://n8n.example.com/', fields)).rejects.toThrow(
		'"eventType" cannot be an additional subscription field',
	);
	expect(calls()).toBe(0);
});
