import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { Host } from '../../n8n/host';
import { serve } from '../../servers';
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
/** Makes each page of MyD3's list show one subscription. */
const listOnePerPage = (): void => {
	myD3.responseShapes = { ...myD3.responseShapes, list: 'paged', pageSize: 1 };
};
const byId = (value: string) => ({ subscriptionId: { __rl: true, mode: 'id', value } });
const ids = (output: Array<{ json: object }>) =>
	output.map(({ json }) => (json as { id: string }).id);

/** A MyD3 with this list, which answers each deletion with a status. */
async function withList(list: object[], deletion = 200) {
	const deleted: Array<string | undefined> = [];
	const baseUrl = await serve((request, response) => {
		if (request.method === 'DELETE') {
			deleted.push(request.url);
			response.statusCode = deletion;
		}
		response.setHeader('content-type', 'application/json');
		if (request.url === '/identity/v1/token') response.end('{"accessToken":"token-of-the-test"}');
		else response.end(JSON.stringify(list));
	});
	const at = (operation: string, parameters: INodeParameters = {}) =>
		new Host(
			{
				credential: { apiKey: 'key-of-the-test', baseUrl },
				parameters: { operation, ...parameters },
			},
			'myD3',
		);
	return { at, deleted };
}

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
		{ name: 'an invalid URL', changes: { notificationUrl: 'n8n' }, message: 'is not a URL' },
		{ name: 'an empty event type', changes: { eventType: ' ' }, message: '"Event Type" is empty' },
		{
			name: 'an event type whose expression returns a list',
			changes: { eventType: '={{ ["InvoiceIssued"] }}' },
			message: '"Event Type" must be text, but the expression returns a list.',
		},
		{
			name: 'a notification URL whose expression returns nothing',
			changes: { notificationUrl: '={{ undefined }}' },
			message: '"Notification URL" is empty. Enter a public https address.',
		},
		{
			name: 'additional fields that are not a JSON object',
			changes: { additionalFields: '"x"' },
			message: '"Additional Subscription Fields" is not a JSON object',
		},
		{
			name: 'an additional field that the request already has',
			changes: { additionalFields: '{"notificationUrl":"https://evil.example.com"}' },
			message: 'Create Request already has "notificationUrl"',
		},
	])('refuses, before any request, $name', async ({ changes, message }) => {
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

	it('says so if the subscription does not exist', async () => {
		await expect(node('delete', byId('none')).execute()).rejects.toThrow(
			'MyD3 has no subscription with the ID none.',
		);
	});

	it('tries once if MyD3 does not find a subscription that it lists', async () => {
		const { at, deleted } = await withList([{ id: '17' }], 404);
		await expect(at('delete', byId('17')).execute()).rejects.toThrow(
			'MyD3 has no subscription with the ID 17.',
		);
		expect(deleted).toHaveLength(1);
	});

	it('also tries the spelling that MyD3 lists, and fails if that is not found either', async () => {
		const { at, deleted } = await withList([{ id: 'ab-1' }], 404);
		await expect(at('delete', byId('AB-1')).execute()).rejects.toThrow(/subscription ab-1/);
		expect(deleted).toHaveLength(2);
	});

	it('tries the "id" as well if a subscription has a GUID and an "id"', async () => {
		const guid = '17171717-1717-4717-8717-171717171717';
		const { at, deleted } = await withList([{ id: 5, subscriptionGuid: guid }], 404);
		await expect(at('delete', byId(guid)).execute()).rejects.toThrow(/subscription 5/);
		expect(deleted).toEqual([guid, '5'].map((id) => `/subscription/v1/subscription/${id}`));
	});

	it('never deletes another subscription that has the ID as its channel', async () => {
		const { at, deleted } = await withList([{ id: '1', channelId: '17' }], 404);
		await expect(at('delete', byId('17')).execute()).rejects.toThrow(
			'MyD3 has no subscription with the ID 17.',
		);
		expect(deleted).toEqual(['/subscription/v1/subscription/17']);
	});

	it('says so if no subscription is chosen', async () => {
		await expect(node('delete', byId('')).execute()).rejects.toThrow(
			'No subscription is selected.',
		);
	});
});

describe('Get', () => {
	it('returns the subscription with the key hidden', async () => {
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

	it('hides whatever would let others send events to a receiver', async () => {
		myD3.subscriptions.push({
			id: 'azure',
			eventType: 'InvoiceIssued',
			notificationUrl: 'https://user:password@logic.example.com/in?code=SECRET&sig=abc#part',
			signingSecret: 'whsec_1',
			delivery: { authToken: 'bearer-2', header: { 'X-Api-Key': 'key-3' } },
		});
		const output = await node('get', byId('azure')).execute();
		expect(output[0]?.json).toEqual({
			id: 'azure',
			eventType: 'InvoiceIssued',
			notificationUrl: 'https://***@logic.example.com/in?code=***&sig=***#***',
			signingSecret: '***',
			delivery: { authToken: '***', header: { 'X-Api-Key': '***' } },
		});
	});

	it('shows the key if the user asks for it', async () => {
		const output = await node('get', {
			...byId('one'),
			options: { includeSecrets: true },
		}).execute();
		expect(output[0]?.json.notificationUrl).toBe(URL_WITH_KEY);
	});

	it('prefers the subscription whose own ID was given, and never guesses by a channel', async () => {
		const channel = { channelId: '17' };
		const { at } = await withList([{ id: '1', ...channel }, { id: '17' }, { id: '2', ...channel }]);
		expect(ids(await at('get', byId('17')).execute())).toEqual(['17']);
		const { at: atShared } = await withList([1, 2].map((id) => ({ id, ...channel })));
		await expect(atShared('get', byId('17')).execute()).rejects.toThrow('no subscription');
	});

	it('says so if the subscription does not exist', async () => {
		await expect(node('get', byId('none')).execute()).rejects.toThrow(
			'MyD3 has no subscription with the ID none.',
		);
	});
});

describe('an ID', () => {
	const NUMBER = 17;

	it('that is a number works from Get to Delete', async () => {
		const { at, deleted } = await withList([{ id: NUMBER, eventType: 'InvoiceIssued' }]);
		const subscriptionId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
		const [got] = await at('get', { subscriptionId }).execute([{ id: NUMBER }]);
		expect(got?.json).toEqual({ id: NUMBER, eventType: 'InvoiceIssued' });
		expect(ids(await at('delete', { subscriptionId }).execute([got?.json as IDataObject]))).toEqual(
			['17'],
		);
		expect(deleted).toEqual(['/subscription/v1/subscription/17']);
	});

	it('that MyD3 writes as an address is shown as Delete accepts it', async () => {
		const { at, deleted } = await withList([{ id: 'https://api.example.com/hooks/17' }]);
		const [output] = await at('getAll').execute();
		await at('delete', byId(String(output?.json.id))).execute();
		expect(deleted).toEqual(['/subscription/v1/subscription/17']);
	});

	it('of a subscription that is switched off comes with isInactive', async () => {
		const { at } = await withList([{ id: 1, status: 'disabled' }, { id: 2 }]);
		const output = await at('getAll').execute();
		expect(output.map(({ json }) => json.isInactive)).toEqual([true, undefined]);
	});

	it('in a different letter case matches, and is deleted as MyD3 spells it', async () => {
		myD3.subscriptions[1]!.id = '9ccbe7c2-00e7-44dd-8af7-885c44b4404f';
		const id = '{9CCBE7C2-00E7-44DD-8AF7-885C44B4404F}';
		expect((await node('get', byId(id)).execute())[0]?.json.eventType).toBe('OrderShipped');
		expect((await node('delete', byId(id)).execute())[0]?.json).toEqual({
			deleted: true,
			id: '9ccbe7c2-00e7-44dd-8af7-885c44b4404f',
		});
		expect(myD3.subscriptions.map(({ id: left }) => left)).toEqual(['one', 'three']);
	});

	it.each([
		{
			value: '={{ { id: 1 } }}',
			message: '"Subscription" must be text, but the expression returns a value of type object.',
		},
		{ value: '={{ null }}', message: 'No subscription is selected.' },
	])('that is not one is refused before any request: $value', async ({ value, message }) => {
		await expect(node('delete', byId(value)).execute()).rejects.toThrow(message);
		expect(myD3.requests).toEqual([]);
	});
});

describe('an incomplete list', () => {
	beforeEach(listOnePerPage);
	/** Makes the second page unreadable. */
	const failSecondPage = () =>
		myD3.failNext({ method: 'GET', path: '/subscription', after: 1, status: 400, times: 9 });

	it('is never returned as if it were complete', async () => {
		failSecondPage();
		await expect(node('getAll', { returnAll: true }).execute()).rejects.toThrow(
			"MyD3's list of subscriptions could not be read completely",
		);
	});

	it('is enough to find what is on its first page', async () => {
		failSecondPage();
		expect(ids(await node('getAll', { limit: 1 }).execute())).toEqual(['one']);
		myD3.endFaults();
		failSecondPage();
		expect(ids(await node('get', byId('one')).execute())).toEqual(['one']);
	});

	it('does not prove that a subscription does not exist', async () => {
		failSecondPage();
		await expect(node('get', byId('three')).execute()).rejects.toThrow(
			"MyD3's list of subscriptions could not be read completely",
		);
	});
});

describe('Get Many', () => {
	it.each([0, -1, 1.5, '={{ "many" }}', '={{ undefined }}'])(
		'refuses the limit %j',
		async (limit) => {
			await expect(node('getAll', { limit }).execute()).rejects.toThrow(
				'"Limit" must be a whole number, at least 1.',
			);
		},
	);

	it.each([
		{ name: 'all', parameters: { returnAll: true, limit: 1 }, expected: ['one', 'two', 'three'] },
		{ name: 'no more than the limit', parameters: { limit: 2 }, expected: ['one', 'two'] },
		{
			name: 'those for an event type',
			parameters: { returnAll: true, filters: { eventType: 'InvoiceIssued' } },
			expected: ['one', 'three'],
		},
		{
			name: 'those whose URL contains the given text, in any letter case, up to the limit',
			parameters: { limit: 1, filters: { notificationUrlContains: 'Other.' } },
			expected: ['two'],
		},
	])('returns $name', async ({ parameters, expected }) => {
		expect(ids(await node('getAll', parameters).execute())).toEqual(expected);
	});

	it.each([
		{ filters: {}, expected: ['7', '8'] },
		{ filters: { eventType: 'ordershipped' }, expected: ['7'] },
		{ filters: { notificationUrlContains: 'e' }, expected: [] },
	])('returns the subscriptions that match $filters', async ({ filters, expected }) => {
		const idOf = (id: string) => ({ workspace_id: 'w', webhook_id: id });
		const { at } = await withList([
			{ id: idOf('7'), eventType: ['InvoiceIssued', 'OrderShipped'] },
			{ id: idOf('8') },
		]);
		const output = await at('getAll', { returnAll: true, filters }).execute();
		expect(ids(output)).toEqual(expected);
	});

	it('fills in what MyD3 leaves empty or lists in another form', async () => {
		const callback = 'https://n8n.example.com/webhook/1';
		const empty = { eventType: null, notificationUrl: '' };
		const { at } = await withList([
			{ id: '7', ...empty, callback },
			{ id: '8', ...empty },
			{ id: '9', eventType: ['Quote', 'OrderShipped'], notificationUrl: callback },
		]);
		expect(await at('getAll', { returnAll: true }).execute()).toMatchObject([
			{ json: { id: '7', eventType: null, notificationUrl: callback } },
			{ json: { id: '8', ...empty } },
			{ json: { id: '9', eventType: 'Quote, OrderShipped', notificationUrl: callback } },
		]);
	});

	it.each([
		{ name: 'eventType', label: 'Event Type' },
		{ name: 'notificationUrlContains', label: 'Notification URL Contains' },
	])('names the filter $label if its value is not text', async ({ name, label }) => {
		const filters = { [name]: '={{ ["a"] }}' };
		await expect(node('getAll', { filters }).execute()).rejects.toThrow(`"${label}" must be text`);
	});

	it('adds our names for properties that MyD3 names differently', async () => {
		myD3.responseShapes.idName = 'subscriptionGuid';
		const [first] = await node('getAll', { limit: 1 }).execute();
		expect(first?.json).toMatchObject({ id: 'one', subscriptionGuid: 'one' });
	});
});

it('Get Many reads no more pages than a limit with a filter needs', async () => {
	listOnePerPage();
	const parameters = { limit: 1, filters: { eventType: 'OrderShipped' } };
	expect(ids(await node('getAll', parameters).execute())).toEqual(['two']);
	expect(myD3.requests.filter(({ method }) => method === 'GET')).toHaveLength(2);
});

it('Create makes a thousand subscriptions with a thousand requests and one token exchange', async () => {
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

it('the node keeps the results of good items if the node continues on error', async () => {
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
			error: expect.stringContaining('MyD3 has no subscription with the ID none') as string,
			pairedItem: { item: 1 },
		},
		{ deleted: true, id: 'two', pairedItem: { item: 2 } },
	]);
});

it('the node reports an invalid credential for every item if the node continues on error', async () => {
	const host = new Host({ credential: { apiKey: '', baseUrl: myD3.baseUrl } }, 'myD3');
	const output = await host.execute([{}, {}], true);
	const error = expect.stringMatching(/^The API Key is empty\./) as string;
	expect(output).toEqual([0, 1].map((item) => ({ json: { error }, pairedItem: { item } })));
});

it('the node says so if there is no such operation', async () => {
	await expect(node('gone').execute()).rejects.toMatchObject({
		message: 'The MyD3 node has no operation "gone" for "subscription". Choose one from the list.',
		context: { itemIndex: 0 },
	});
});

it('the node keeps what n8n shows of a response, and adds the item', async () => {
	myD3.failNext({ method: 'GET', path: '/subscription', status: 400 });
	await expect(node('getAll').execute()).rejects.toMatchObject({
		httpCode: '400',
		context: { itemIndex: 0 },
	});
});

it('the node names the failed item in n8n’s message', async () => {
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
	myD3.subscriptions = [
		{ id: '9ccbe7c2-00e7-44dd-8af7-885c44b4404f', eventType: 'InvoiceIssued', notificationUrl: '' },
	];
	expect(await node('get').searchSubscriptions('885C44B4404F')).toMatchObject({
		results: [{ name: 'InvoiceIssued (9ccbe7c2)' }],
	});
});

it('the list to choose from says why it is empty if MyD3 cannot list', async () => {
	const credential = {
		apiKey: myD3.apiKey,
		baseUrl: myD3.baseUrl,
		overrideApiDetails: true,
		listRequest: '',
	};
	await expect(new Host({ credential }, 'myD3').searchSubscriptions()).rejects.toThrow(
		'"List Request" in the MyD3 API credential is empty, so subscriptions cannot be listed.',
	);
});

it('the list to choose from offers nothing if MyD3 has no subscriptions', async () => {
	myD3.subscriptions = [];
	expect(await node('get').searchSubscriptions()).toEqual({ results: [] });
});

it('the list to choose from offers what could be read of an incomplete list, whatever that shows of a subscription', async () => {
	const baseUrl = await serve((request, response) => {
		const rows = [{ id: '17', eventType: ['InvoiceIssued', 'Quote'] }, { id: '18' }];
		response
			.setHeader('content-type', 'application/json')
			.end(
				JSON.stringify(
					request.method === 'POST'
						? { accessToken: 'token-of-the-test' }
						: { subscriptions: rows, hasMore: true },
				),
			);
	});
	const credential = { apiKey: myD3.apiKey, baseUrl };
	expect(await new Host({ credential }, 'myD3').searchSubscriptions()).toEqual({
		results: [
			{ name: 'InvoiceIssued, Quote (17)', value: '17' },
			{ name: 'Subscription (18)', value: '18' },
		],
	});
});

it('the list to choose from tells two subscriptions of one n8n apart, and marks the one for test events', async () => {
	// WEBHOOK_URL may have a path.
	const at = (path: string) => `https://n8n.example.com/n8n/${path}?apiKey=secret`;
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
			{ name: 'InvoiceIssued (30cfbc6b, test event) → n8n.example.com' },
		],
	});
});
