import type { INodeParameters } from 'n8n-workflow';

import { Host } from '../../n8n/host';
import { startSimulator } from '../../simulator/simulator';
import type { Simulator } from '../../simulator/simulator';

const URL_WITH_KEY = 'https://hooks.example.com/in?apiKey=a-key-that-is-secret';

let myD3: Simulator;
beforeEach(async () => {
	myD3 = await startSimulator();
	myD3.subscriptions.push(
		{ id: 'one', eventType: 'InvoiceIssued', notificationUrl: URL_WITH_KEY },
		{ id: 'two', eventType: 'OrderShipped', notificationUrl: 'https://other.example.com/' },
		{ id: 'three', eventType: 'InvoiceIssued', notificationUrl: 'https://other.example.com/3' },
	);
});
afterEach(async () => await myD3.stop());

const node = (operation: string, parameters: INodeParameters = {}) =>
	new Host(
		{
			credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl },
			parameters: { operation, ...parameters },
		},
		'myD3',
	);
const byId = (value: string) => ({ subscriptionId: { __rl: true, mode: 'id', value } });
const ids = (output: Array<{ json: object }>) =>
	output.map(({ json }) => (json as { id: string }).id);

describe('Create', () => {
	const valid = {
		eventType: 'InvoiceIssued',
		notificationUrl: 'https://n8n.example.com/hook?apiKey=mine',
		additionalFields: '{}',
	};

	it('creates the subscription and returns its id, without the key', async () => {
		const output = await node('create', valid).execute();
		expect(myD3.subscriptions[3]).toMatchObject({
			eventType: 'InvoiceIssued',
			notificationUrl: 'https://n8n.example.com/hook?apiKey=mine',
		});
		expect(output).toEqual([
			{
				json: {
					id: myD3.subscriptions[3]?.id,
					eventType: 'InvoiceIssued',
					notificationUrl: 'https://n8n.example.com/hook?apiKey=***',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		{
			name: 'an http notification URL',
			changes: { notificationUrl: 'http://n8n.example.com/hook' },
			message: 'does not start with https',
		},
		{ name: 'no URL', changes: { notificationUrl: 'n8n' }, message: 'is not a URL' },
		{ name: 'no event type', changes: { eventType: ' ' }, message: '"Event Type" is empty' },
		{
			name: 'additional fields that are no JSON object',
			changes: { additionalFields: '"x"' },
			message: '"Additional Fields" is not a JSON object',
		},
		{
			name: 'an additional field that is sent anyway',
			changes: { additionalFields: '{"notificationUrl":"https://evil.example.com"}' },
			message: '"notificationUrl" cannot be an additional subscription field',
		},
	])('refuses $name, before any call', async ({ changes, message }) => {
		await expect(node('create', { ...valid, ...changes }).execute()).rejects.toThrow(message);
		expect(myD3.requests).toEqual([]);
	});
});

describe('Delete', () => {
	it('deletes the subscription', async () => {
		const output = await node('delete', byId('two')).execute();
		expect(output).toEqual([{ json: { deleted: true, id: 'two' }, pairedItem: { item: 0 } }]);
		expect(myD3.subscriptions.map(({ id }) => id)).toEqual(['one', 'three']);
	});

	it('says so when there is no such subscription', async () => {
		await expect(node('delete', byId('none')).execute()).rejects.toThrow(
			'MyD3 holds no subscription with the ID none.',
		);
	});

	it('says so when none is chosen', async () => {
		await expect(node('delete', byId('')).execute()).rejects.toThrow('No subscription is chosen.');
	});
});

describe('Get', () => {
	it('returns the subscription with its key hidden', async () => {
		expect(await node('get', byId('one')).execute()).toEqual([
			{
				json: {
					id: 'one',
					eventType: 'InvoiceIssued',
					notificationUrl: 'https://hooks.example.com/in?apiKey=***',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('shows the key when the user wants to see it', async () => {
		const output = await node('get', {
			...byId('one'),
			options: { includeSecrets: true },
		}).execute();
		expect(output[0]?.json.notificationUrl).toBe(URL_WITH_KEY);
	});

	it('says so when there is no such subscription', async () => {
		await expect(node('get', byId('none')).execute()).rejects.toThrow(
			'MyD3 holds no subscription with the ID none.',
		);
	});
});

describe('Get Many', () => {
	it.each([
		{ name: 'all', parameters: { returnAll: true }, expected: ['one', 'two', 'three'] },
		{ name: 'no more than the limit', parameters: { limit: 2 }, expected: ['one', 'two'] },
		{
			name: 'those for an event type',
			parameters: { returnAll: true, filters: { eventType: 'InvoiceIssued' } },
			expected: ['one', 'three'],
		},
		{
			name: 'those with a text in the URL, up to the limit',
			parameters: { limit: 1, filters: { notificationUrlContains: 'other.' } },
			expected: ['two'],
		},
	])('returns $name', async ({ parameters, expected }) => {
		expect(ids(await node('getAll', parameters).execute())).toEqual(expected);
	});

	it('gives what MyD3 calls otherwise our names as well', async () => {
		myD3.answers.idName = 'subscriptionGuid';
		const [first] = await node('getAll', { limit: 1 }).execute();
		expect(first?.json).toMatchObject({ id: 'one', subscriptionGuid: 'one' });
	});
});

it('a limit with a filter reads pages only as far as it needs', async () => {
	Object.assign(myD3.answers, { list: 'paged', pageSize: 1 });
	const parameters = { limit: 1, filters: { eventType: 'OrderShipped' } };
	expect(ids(await node('getAll', parameters).execute())).toEqual(['two']);
	expect(myD3.requests.filter(({ method }) => method === 'GET')).toHaveLength(2);
});

it('a thousand items cost a thousand calls and one exchange of the API Key', async () => {
	const host = node('create', {
		eventType: 'InvoiceIssued',
		notificationUrl: '=https://n8n.example.com/{{ $json.number }}',
	});
	const items = Array.from({ length: 1000 }, (_, number) => ({ number }));
	expect(await host.execute(items)).toHaveLength(1000);
	const paths = myD3.requests.map(({ path }) => path);
	expect(paths.filter((path) => path.startsWith('/identity'))).toHaveLength(1);
	expect(paths.filter((path) => path.startsWith('/subscription'))).toHaveLength(1000);
	expect(new Set(myD3.subscriptions.map(({ notificationUrl }) => notificationUrl)).size).toBe(1003);
}, 60_000);

it('one bad item does not lose the others’ results when the node continues on fail', async () => {
	const host = node('delete', {
		subscriptionId: { __rl: true, mode: 'id', value: '={{ $json.subscription }}' },
	});
	const output = await host.execute(
		[{ subscription: 'one' }, { subscription: 'none' }, { subscription: 'two' }],
		true,
	);
	expect(output.map(({ json, pairedItem }) => ({ ...json, pairedItem }))).toEqual([
		{ deleted: true, id: 'one', pairedItem: { item: 0 } },
		{
			error: expect.stringContaining('MyD3 holds no subscription with the ID none') as string,
			pairedItem: { item: 1 },
		},
		{ deleted: true, id: 'two', pairedItem: { item: 2 } },
	]);
});

it('an item that fails is named in what n8n shows', async () => {
	const host = node('delete', {
		subscriptionId: { __rl: true, mode: 'id', value: '={{ $json.subscription }}' },
	});
	const items = [{ subscription: 'one' }, { subscription: 'none' }];
	await expect(host.execute(items)).rejects.toMatchObject({ context: { itemIndex: 1 } });
});

it('the list to choose from shows event type, ID and host, and never a key', async () => {
	expect(await node('get').searchSubscriptions('hooks')).toEqual({
		results: [{ name: 'InvoiceIssued (one) → hooks.example.com', value: 'one' }],
	});
});

it('the list to choose from tells apart two subscriptions of one n8n, and that of a test event', async () => {
	const at = (path: string) => `https://n8n.example.com/${path}?apiKey=secret`;
	myD3.subscriptions = [
		{
			id: '9ccbe7c2-00e7-44dd-8af7-885c44b4404f',
			eventType: 'InvoiceIssued',
			notificationUrl: at('webhook/1/webhook'),
		},
		{
			id: '30cfbc6b-4e5f-4b62-9fd6-3d2b3c2d5b0f',
			eventType: 'InvoiceIssued',
			notificationUrl: at('webhook-test/1/webhook'),
		},
	];
	expect(await node('get').searchSubscriptions()).toMatchObject({
		results: [
			{ name: 'InvoiceIssued (9ccbe7c2) → n8n.example.com' },
			{ name: 'InvoiceIssued (30cfbc6b) → n8n.example.com (test event)' },
		],
	});
});
