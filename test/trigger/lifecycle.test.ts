import { Host } from '../n8n/host';
import type { HostOptions } from '../n8n/host';
import { startSimulator } from '../simulator/simulator';
import type { Simulator } from '../simulator/simulator';

const WEBHOOK_URL = 'https://n8n.example.com/webhook/1f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b11/webhook';
const PATH = '/subscription/v1/subscription';

let myD3: Simulator;
beforeEach(async () => {
	myD3 = await startSimulator({ additionalFields: ['description'] });
});
afterEach(async () => await myD3.stop());

/** A workflow whose trigger and credential are right; `changes` break one thing. */
const host = (changes: Partial<HostOptions> = {}) =>
	new Host({ credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl }, ...changes });

const calls = () =>
	myD3.requests.map(
		({ method, path, status }) => `${method} ${path.slice(0, PATH.length)} ${status}`,
	);
const held = () =>
	myD3.subscriptions.map(({ eventType, notificationUrl }) => [
		eventType,
		notificationUrl.split('?')[0],
	]);

describe('activation', () => {
	it('creates one subscription whose notification URL is the webhook URL with a key', async () => {
		expect(await host().activate()).toBe(true);
		expect(myD3.subscriptions).toEqual([
			{
				id: expect.any(String) as string,
				eventType: 'InvoiceIssued',
				notificationUrl: expect.stringMatching(/webhook\?apiKey=[\w-]{43}$/) as string,
			},
		]);
		expect(held()).toEqual([['InvoiceIssued', WEBHOOK_URL]]);
	});

	it('costs three calls the first time, one when nothing has changed, and one more than there are subscriptions at the end', async () => {
		const callsOf = async (action: () => Promise<unknown>) => {
			myD3.requests.length = 0;
			await action();
			return calls();
		};
		const active = host({
			parameters: { events: ['InvoiceIssued', 'custom'], customEventTypes: 'Quote, OrderShipped' },
		});
		const first = host();
		expect(await callsOf(() => first.activate())).toEqual([
			'POST /identity/v1/token 200',
			`GET ${PATH} 200`,
			`POST ${PATH} 201`,
		]);
		expect(await callsOf(() => first.activate())).toEqual([`GET ${PATH} 200`]);
		await first.deactivate();

		await active.activate();
		// The list finds what n8n has lost the id of: nothing may be left behind.
		expect(await callsOf(() => active.deactivate())).toEqual([
			`GET ${PATH} 200`,
			...Array.from({ length: 3 }, () => `DELETE ${PATH} 204`),
		]);
	});

	it('creates one subscription per event type, all with the same key', async () => {
		await host({
			parameters: {
				events: ['InvoiceIssued', 'custom'],
				customEventTypes: ' OrderShipped, ,Quote',
			},
		}).activate();
		expect(held().map(([eventType]) => eventType)).toEqual([
			'InvoiceIssued',
			'OrderShipped',
			'Quote',
		]);
		expect(new Set(myD3.subscriptions.map(({ notificationUrl }) => notificationUrl)).size).toBe(1);
	});

	it('sends additional fields along', async () => {
		await host({
			parameters: { options: { additionalFields: '{"description":"n8n"}' } },
		}).activate();
		expect(myD3.subscriptions[0]).toMatchObject({ description: 'n8n' });
	});

	it('remembers ids, a digest of the key and the webhook URL, and never the key', async () => {
		const active = host();
		await active.activate();
		const { id, notificationUrl } = myD3.subscriptions[0] ?? { id: '', notificationUrl: '' };
		expect(active.staticData).toEqual({
			subscriptions: [{ id, eventType: 'InvoiceIssued' }],
			keyDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
			webhookUrl: WEBHOOK_URL,
		});
		expect(JSON.stringify(active.staticData)).not.toContain(notificationUrl.split('apiKey=')[1]);
	});

	it.each([
		{ name: 'as text, bare', token: 'accessToken', create: 'bareGuid', list: 'array' },
		{ name: 'as JSON text', token: 'jsonString', create: 'jsonString', list: 'value' },
		{ name: 'as an object', token: 'access_token', create: 'object', list: 'items' },
		{ name: 'with a bare token', token: 'bareText', create: 'object', list: 'data' },
		{ name: 'in a wrapped list', token: 'token', create: 'bareGuid', list: 'subscriptions' },
		{ name: 'in results', token: 'token', create: 'bareGuid', list: 'results' },
		{ name: 'in pages', token: 'accessToken', create: 'bareGuid', list: 'paged' },
	] as const)('understands answers that come $name', async ({ token, create, list }) => {
		Object.assign(myD3.answers, { token, create, list });
		const active = host({ parameters: { events: ['custom'], customEventTypes: 'A,B,C,D,E' } });
		await active.activate();
		expect(active.staticData.subscriptions).toHaveLength(5);
		active.restart({});
		expect(await active.activate()).toBe(false);
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});

	it.each(['id', 'subscriptionId', 'guid', 'subscriptionGuid'] as const)(
		'finds the id under the name %s',
		async (idName) => {
			Object.assign(myD3.answers, { create: 'object', idName });
			const active = host();
			await active.activate();
			expect(active.staticData.subscriptions).toEqual([
				{ id: myD3.subscriptions[0]?.id, eventType: 'InvoiceIssued' },
			]);
		},
	);

	it('finds that nothing is to be done when everything is as wanted', async () => {
		const active = host();
		await active.activate();
		active.restart();
		expect(await active.activate('init')).toBe(false);
		expect(myD3.subscriptions).toHaveLength(1);
	});

	it('adopts its own subscription after static data was lost, with the key in its URL', async () => {
		const active = host();
		await active.activate();
		const before = active.staticData;
		active.restart({});
		expect(await active.activate()).toBe(false);
		expect(active.staticData).toEqual(before);
	});

	it('replaces its subscription when another event is wanted', async () => {
		const active = host();
		await active.activate();
		active.edit({ events: ['custom'], customEventTypes: 'OrderShipped' });
		expect(await active.activate('update')).toBe(true);
		expect(held()).toEqual([['OrderShipped', WEBHOOK_URL]]);
	});

	it('replaces its subscription when the public address of n8n has changed', async () => {
		const old = host({ webhookBaseUrl: 'https://old.example.com/' });
		await old.activate();
		const moved = host();
		moved.restart(old.staticData);
		expect(await moved.activate()).toBe(true);
		expect(held()).toEqual([['InvoiceIssued', WEBHOOK_URL]]);
	});

	it('removes a duplicate of its own and leaves what is not its own alone', async () => {
		const active = host();
		await active.activate();
		const mine = myD3.subscriptions[0];
		const strangers = [
			{ id: 'stranger', eventType: 'InvoiceIssued', notificationUrl: `${WEBHOOK_URL}/2?apiKey=k` },
			{
				id: 'test listening',
				eventType: 'InvoiceIssued',
				notificationUrl: WEBHOOK_URL.replace('/webhook/', '/webhook-test/'),
			},
		];
		myD3.subscriptions.push(
			{ id: 'duplicate', eventType: 'InvoiceIssued', notificationUrl: `${WEBHOOK_URL}?apiKey=k` },
			...strangers,
		);
		expect(await active.activate()).toBe(false);
		expect(myD3.subscriptions).toEqual([mine, ...strangers]);
	});
});

describe('deactivation', () => {
	it('deletes every subscription of its own, also without static data', async () => {
		const active = host();
		await active.activate();
		active.restart({});
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});

	it('takes a subscription that MyD3 does not hold any more for deleted', async () => {
		const active = host();
		await active.activate();
		myD3.subscriptions.splice(0);
		await active.deactivate();
		expect(active.staticData).toEqual({ subscriptions: [], keyDigest: '', webhookUrl: '' });
	});

	it('throws when MyD3 refuses, and keeps the id until MyD3 has confirmed', async () => {
		const active = host();
		await active.activate();
		myD3.failNext({ method: 'DELETE', status: 403 });
		await expect(active.deactivate()).rejects.toThrow(
			'MyD3 does not permit this API Key to delete',
		);
		expect(active.staticData.subscriptions).toHaveLength(1);
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});

	it("never touches a stranger's subscription", async () => {
		const active = host();
		await active.activate();
		const stranger = {
			id: 'stranger',
			eventType: 'InvoiceIssued',
			notificationUrl: 'https://other.example.com/webhook',
		};
		myD3.subscriptions.push(stranger);
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([stranger]);
	});
});
