import type { INodeParameters } from 'n8n-workflow';

import { MyD3Trigger } from '../../nodes/MyD3/MyD3Trigger.node';
import { processMemory } from '../../nodes/MyD3/trigger/processMemory';
import { Host } from '../n8n/host';
import type { HostOptions } from '../n8n/host';
import { startSimulator } from '../simulator/simulator';
import type { Simulator } from '../simulator/simulator';

const WEBHOOK_URL = 'https://n8n.example.com/webhook/1f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b11/webhook';
const PATH = '/subscription/v1/subscription';

let myD3: Simulator;
beforeEach(async () => {
	// Each test runs in an n8n process of its own.
	processMemory.clear();
	myD3 = await startSimulator({ additionalFields: ['description'] });
});
afterEach(async () => await myD3.stop());

/** A workflow with the right trigger and credential; `changes` break one thing. */
const host = (changes: Partial<HostOptions> = {}) =>
	new Host({ credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl }, ...changes });

const requestLines = () =>
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

	it('costs three requests at first, one if nothing has changed, and at the end one more than there are subscriptions', async () => {
		const requestsOf = async (action: () => Promise<unknown>) => {
			myD3.requests.length = 0;
			await action();
			return requestLines();
		};
		const active = host({
			parameters: { events: ['InvoiceIssued', 'custom'], customEventTypes: 'Quote, OrderShipped' },
		});
		const first = host();
		expect(await requestsOf(() => first.activate())).toEqual([
			'POST /identity/v1/token 200',
			`GET ${PATH} 200`,
			`POST ${PATH} 201`,
		]);
		expect(await requestsOf(() => first.activate())).toEqual([`GET ${PATH} 200`]);
		await first.deactivate();

		await active.activate();
		// The list finds subscriptions whose id n8n has lost: nothing may be left behind.
		expect(await requestsOf(() => active.deactivate())).toEqual([
			`GET ${PATH} 200`,
			...Array.from({ length: 3 }, () => `DELETE ${PATH} 204`),
		]);
	});

	it('creates one subscription per event type, each with its own key', async () => {
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
		expect(new Set(myD3.subscriptions.map(({ notificationUrl }) => notificationUrl)).size).toBe(3);
	});

	it('sends additional fields', async () => {
		await host({
			parameters: { options: { additionalFields: '{"description":"n8n"}' } },
		}).activate();
		expect(myD3.subscriptions[0]).toMatchObject({ description: 'n8n' });
	});

	it('remembers ids, a digest of the key and the webhook URL, but never the key', async () => {
		const active = host();
		await active.activate();
		const { id, notificationUrl } = myD3.subscriptions[0] ?? { id: '', notificationUrl: '' };
		expect(active.staticData).toEqual({
			subscriptions: [
				{
					id,
					eventType: 'InvoiceIssued',
					keyDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
				},
			],
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
	] as const)('understands responses $name', async ({ token, create, list }) => {
		myD3.responseShapes = { ...myD3.responseShapes, token, create, list };
		const active = host({ parameters: { events: ['custom'], customEventTypes: 'A,B,C,D,E' } });
		await active.activate();
		expect(active.staticData.subscriptions).toHaveLength(5);
		active.staticData = {};
		expect(await active.activate()).toBe(false);
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});

	it.each(['id', 'subscriptionId', 'guid', 'subscriptionGuid'] as const)(
		'finds the id under the name %s',
		async (idName) => {
			myD3.responseShapes = { ...myD3.responseShapes, create: 'object', idName };
			const active = host();
			await active.activate();
			expect(active.staticData.subscriptions).toMatchObject([
				{ id: myD3.subscriptions[0]?.id, eventType: 'InvoiceIssued' },
			]);
		},
	);

	it('finds nothing to do if everything is as wanted', async () => {
		const active = host({ n8n: '1.123' });
		await active.activate();
		expect(await active.restart()).toBe(false);
		expect(active.hookCalls).toEqual(['POST checkExists', 'POST create', 'POST checkExists']);
		expect(myD3.subscriptions).toHaveLength(1);
	});

	it('adopts its own subscription, with the key in its URL, after static data was lost', async () => {
		const active = host();
		await active.activate();
		const before = active.staticData;
		active.staticData = {};
		expect(await active.activate()).toBe(false);
		expect(active.staticData).toEqual(before);
	});

	it('replaces its subscription if another event is wanted', async () => {
		const active = host();
		await active.activate();
		active.edit({ events: ['custom'], customEventTypes: 'OrderShipped' });
		expect(await active.activate('update')).toBe(true);
		expect(held()).toEqual([['OrderShipped', WEBHOOK_URL]]);
	});

	it('leaves the old subscription alone if the public address of n8n has changed, and names it in the log', async () => {
		const old = host({ webhookBaseUrl: 'https://old.example.com/' });
		const warn = jest.spyOn(old.hookContext().logger, 'warn').mockReturnValue();
		await old.activate();
		const [{ id = '', notificationUrl = '' } = {}] = myD3.subscriptions;
		const moved = old.copy('https://n8n.example.com/');
		await moved.deactivate();
		expect(await moved.activate()).toBe(true);
		expect(held()).toEqual([
			['InvoiceIssued', old.webhookUrl],
			['InvoiceIssued', WEBHOOK_URL],
		]);
		const lines = warn.mock.calls.map(([line]) => line);
		expect(lines).toEqual([
			`MyD3 Trigger: MyD3 still sends events for this workflow to ${old.webhookUrl}, which is not the address of this trigger (subscription ${id}). If nothing uses that address any more, delete the subscription with the MyD3 node.`,
		]);
		expect(lines.join()).not.toContain(notificationUrl.split('apiKey=')[1]);
		warn.mockRestore();
	});

	it('names all old subscriptions in the log', async () => {
		const parameters = { events: ['custom'], customEventTypes: 'Quote, OrderShipped' };
		const old = host({ webhookBaseUrl: 'https://old.example.com/', parameters });
		const warn = jest.spyOn(old.hookContext().logger, 'warn').mockReturnValue();
		await old.activate();
		const [first, second] = myD3.subscriptions;
		await old.copy('https://n8n.example.com/').activate();
		expect(warn.mock.calls.join()).toContain(
			`(subscriptions ${first?.id}, ${second?.id}). If nothing uses that address any more, delete the subscriptions with`,
		);
		warn.mockRestore();
	});

	it.each(['1.123', '2.41'] as const)(
		"leaves production's subscription alone in a copy of an n8n %s",
		async (n8n) => {
			const production = host({ n8n });
			await production.activate();
			const before = [...myD3.subscriptions];
			const staging = production.copy('https://staging.example.com/');
			await staging.restart();
			await staging.deactivate();
			expect(myD3.subscriptions).toEqual(before);
			await staging.activate();
			await staging.deactivate();
			expect(myD3.subscriptions).toEqual(before);
		},
	);

	it.each([
		{ name: 'text', parameters: { events: 'InvoiceIssued' }, types: ['InvoiceIssued'] },
		{ name: 'text with commas', parameters: { events: 'A, B' }, types: ['A', 'B'] },
		{ name: 'text with lines', parameters: { events: 'A\nB\r\n' }, types: ['A', 'B'] },
		{ name: 'a number', parameters: { events: [7] }, types: ['7'] },
		{
			name: 'a list in Other Event Types',
			parameters: { events: ['custom'], customEventTypes: ['A', 'B, C'] },
			types: ['A', 'B', 'C'],
		},
		{
			name: 'a number in Other Event Types',
			parameters: { events: 'custom', customEventTypes: 17 },
			types: ['17'],
		},
		{
			name: 'the same one in two letter cases',
			parameters: { events: ['InvoiceIssued', 'custom'], customEventTypes: 'invoiceISSUED' },
			types: ['InvoiceIssued'],
		},
	])('understands events that are $name', async ({ parameters, types }) => {
		await host({ parameters: parameters as INodeParameters }).activate();
		expect(held().map(([eventType]) => eventType)).toEqual(types);
	});

	it.each(['={{ null }}', '={{ {} }}', '={{ [null] }}', '={{ undefined }}', '={{ true }}'])(
		'says what to do if the events are %s',
		async (events) => {
			await expect(host({ parameters: { events } }).activate()).rejects.toThrow(
				'No event is selected',
			);
		},
	);

	it('registers two triggers of one workflow in parallel, and removes each with its own subscription', async () => {
		const two = host({ moreTriggers: [{ events: ['custom'], customEventTypes: 'Quote' }] });
		await two.activate();
		expect(held().sort()).toEqual([
			['InvoiceIssued', two.webhookUrlOf(0)],
			['Quote', two.webhookUrlOf(1)],
		]);
		await two.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});

	it.each([{ n8n: '1.123' }, { n8n: '2.41' }] as const)(
		'leaves nothing behind if one of two triggers cannot be registered, in n8n $n8n',
		async ({ n8n }) => {
			const two = host({ n8n, moreTriggers: [{ events: [] }] });
			await expect(two.activate()).rejects.toThrow('No event is selected');
			if (n8n === '2.41') await two.deactivate();
			expect(myD3.subscriptions).toEqual([]);
		},
	);

	it('says which variable sets n8n’s address, and which other one does while n8n listens for a test event', async () => {
		const unreachable = host({ webhookBaseUrl: 'http://n8n.example.com/' });
		await expect(unreachable.activate()).rejects.toThrow(
			/does not start with https.*Set n8n's environment variable WEBHOOK_URL.*and try again\.$/,
		);
		await expect(unreachable.listenForTest()).rejects.toThrow(
			/WEBHOOK_URL.*and try again\. While it is listening, n8n 2\.x uses N8N_EDITOR_BASE_URL/,
		);
		expect(myD3.subscriptions).toEqual([]);
	});

	it('refuses a copy of a trigger in the same workflow, whose events n8n 1.x would deliver to the copy', async () => {
		const two = host({
			n8n: '1.123',
			moreTriggers: [{ events: ['custom'], customEventTypes: 'Quote' }],
			areCopies: true,
		});
		await expect(two.activate()).rejects.toThrow('"MyD3 Trigger1" and another MyD3 Trigger');
		expect(myD3.subscriptions).toEqual([]);
		// A node that was cut and pasted has the same webhook URL, too.
		const pasted = host({ n8n: '1.123' });
		expect(await pasted.activate()).toBe(true);
		expect(held()).toEqual([['InvoiceIssued', WEBHOOK_URL]]);
		// A leader that remembers a node that another n8n process has replaced since.
		expect(await host({ n8n: '1.123' }).activate('leadershipChange')).toBe(false);
		expect(held()).toEqual([['InvoiceIssued', WEBHOOK_URL]]);
		// Even if n8n could not delete what the node had created before.
		myD3.failNext({ method: 'DELETE', path: PATH, status: 403, times: 6 });
		await expect(pasted.deactivate()).rejects.toThrow();
		const next = host({ n8n: '1.123' });
		await next.activate();
		expect(held()).toEqual([['InvoiceIssued', WEBHOOK_URL]]);
		next.credential.apiKey = '';
		await expect(next.deactivate()).rejects.toThrow('The API Key is empty.');
		await host({ n8n: '1.123' }).activate();
		expect(held()).toEqual([['InvoiceIssued', WEBHOOK_URL]]);
		await pasted.listenForTest();
		await host({ n8n: '1.123' }).listenForTest();
		expect(held()).toHaveLength(2);
	});

	it('activates pasted triggers on the second try if n8n 1.x stopped deactivating before it reached them all', async () => {
		const two = () =>
			host({ n8n: '1.123', moreTriggers: [{ events: ['custom'], customEventTypes: 'Quote' }] });
		const first = two();
		await first.activate();
		myD3.failNext({ method: 'DELETE', path: PATH, status: 403, times: 6 });
		await expect(first.deactivate()).rejects.toThrow('MyD3 does not allow this API Key to delete');
		const pasted = two();
		await expect(pasted.activate()).rejects.toThrow('have the same webhook URL');
		await pasted.activate();
		expect(held()).toHaveLength(2);
	});

	it('creates one subscription if n8n 1.x activates a workflow twice at once', async () => {
		const active = host({ n8n: '1.123' });
		await Promise.all([active.activate('init'), active.activate('update')]);
		expect(held()).toEqual([['InvoiceIssued', WEBHOOK_URL]]);
		expect(active.staticData).toMatchObject({ subscriptions: [{ id: myD3.subscriptions[0]?.id }] });
	});

	it('creates no subscription, and says so, if n8n 1.x deactivates the workflow while activating it', async () => {
		const { checkExists, create, delete: remove } = new MyD3Trigger().webhookMethods.default;
		const context = host().hookContext();
		expect(await checkExists.call(context)).toBe(false);
		await remove.call(context);
		await expect(create.call(context)).rejects.toThrow(
			'The workflow was unpublished (deactivated) while n8n was publishing (activating) it.',
		);
		expect(myD3.subscriptions).toEqual([]);
	});

	it('deletes what MyD3 could not find after an attempt without a response', async () => {
		const active = host();
		await active.activate();
		myD3.dropNext({ method: 'DELETE' });
		myD3.failNext({ method: 'DELETE', status: 404 });
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});

	it('creates again after a deactivation during which no activation was running, even without another check', async () => {
		const { checkExists, create, delete: remove } = new MyD3Trigger().webhookMethods.default;
		const context = host().hookContext();
		await checkExists.call(context);
		await create.call(context);
		await remove.call(context);
		await create.call(context);
		expect(held()).toEqual([['InvoiceIssued', WEBHOOK_URL]]);
	});

	it.each([
		null,
		{ subscriptions: 'x', webhookUrl: 7 },
		{ subscriptions: [null, 5, {}, { id: 17 }], webhookUrl: WEBHOOK_URL },
		// From before each subscription had its own key.
		{ subscriptions: [{ id: 'a', eventType: 'InvoiceIssued' }], keyDigest: 'd', webhookUrl: '' },
	])('survives any static data: %j', async (staticData) => {
		const active = host();
		active.staticData = staticData as never;
		await active.activate();
		expect(held()).toEqual([['InvoiceIssued', WEBHOOK_URL]]);
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});

	it('removes, when n8n listens again, the test subscription that a restart left behind, but not production’s', async () => {
		const active = host();
		await active.activate();
		const [production] = myD3.subscriptions;
		await active.listenForTest();
		expect(myD3.subscriptions).toHaveLength(2);
		await active.restart();
		processMemory.clear();
		await active.listenForTest();
		expect(held()).toEqual([
			['InvoiceIssued', WEBHOOK_URL],
			['InvoiceIssued', active.testWebhookUrl],
		]);
		await active.stopListening();
		expect(myD3.subscriptions).toEqual([production]);
	});

	it('removes its own duplicate and leaves other subscriptions alone', async () => {
		const active = host();
		await active.activate();
		const own = myD3.subscriptions[0];
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
		expect(myD3.subscriptions).toEqual([own, ...strangers]);
	});
});

describe('deactivation', () => {
	it('deletes every subscription of its own, even without static data', async () => {
		const active = host();
		await active.activate();
		active.staticData = {};
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});

	it('treats a subscription that MyD3 no longer has as deleted', async () => {
		const active = host();
		await active.activate();
		myD3.subscriptions.splice(0);
		await active.deactivate();
		expect(active.staticData).toEqual({ subscriptions: [], webhookUrl: '' });
	});

	it('throws if MyD3 refuses, and remembers the id until MyD3 confirms', async () => {
		const active = host();
		await active.activate();
		// n8n 2.41 tries three times, renewing the token each time.
		myD3.failNext({ method: 'DELETE', path: PATH, status: 403, times: 6 });
		await expect(active.deactivate()).rejects.toThrow('MyD3 does not allow this API Key to delete');
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
