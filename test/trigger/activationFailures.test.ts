import { MyD3Trigger } from '../../nodes/MyD3/MyD3Trigger.node';
import { processMemory } from '../../nodes/MyD3/trigger/processMemory';
import { Host } from '../n8n/host';
import type { HostOptions } from '../n8n/host';
import { startSimulator } from '../simulator/simulator';
import type { LoggedRequest, Simulator } from '../simulator/simulator';

const PATH = '/subscription/v1/subscription';

let myD3: Simulator;
let onRequest: (request: LoggedRequest) => void;
beforeEach(async () => {
	// Each test runs in an n8n process of its own.
	processMemory.clear();
	onRequest = () => undefined;
	myD3 = await startSimulator({ onRequest: (request) => onRequest(request) });
});
afterEach(async () => await myD3.stop());

/** A workflow with the right trigger and credential; `changes` break one thing. */
const host = (changes: Partial<HostOptions> = {}) =>
	new Host({ credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl }, ...changes });

const requestLines = () =>
	myD3.requests.map(
		({ method, path, status }) => `${method} ${path.slice(0, PATH.length)} ${status}`,
	);

describe('activation, when something goes wrong,', () => {
	it('finds the subscription that MyD3 stored although its response was lost', async () => {
		myD3.dropNext({ method: 'POST', path: PATH, afterStoring: true });
		const active = host();
		await active.activate();
		expect(active.staticData.subscriptions).toMatchObject([
			{ id: myD3.subscriptions[0]?.id, eventType: 'InvoiceIssued' },
		]);
		expect(myD3.subscriptions).toHaveLength(1);
	});

	it('leaves nothing behind if the second of two subscriptions cannot be created', async () => {
		const active = host({
			parameters: { events: ['InvoiceIssued', 'custom'], customEventTypes: 'OrderShipped' },
		});
		onRequest = ({ method, status }) => {
			if (method === 'POST' && status === 201) {
				const refusal = { status: 403, body: { message: 'No more.' } };
				// Also after a new token.
				myD3.failNext({ method: 'POST', path: PATH, times: 2, ...refusal });
			}
		};
		await expect(active.activate()).rejects.toThrow(
			'MyD3 does not allow this API Key to create a subscription for OrderShipped (403). MyD3 says: No more.',
		);
		expect(requestLines()).toContain(`DELETE ${PATH} 204`);
		expect(myD3.subscriptions).toEqual([]);
		expect(active.staticData.subscriptions).toEqual([]);
	});

	it.each([
		{ name: 'is not at the assumed address', fault: { status: 404 } },
		{ name: 'is not permitted', fault: { status: 403 } },
		{ name: 'is not understood', fault: { status: 200, body: { page: 1 } } },
	])('continues without a list that $name', async ({ fault }) => {
		myD3.failNext({ method: 'GET', path: PATH, times: 99, ...fault });
		const active = host();
		expect(await active.activate()).toBe(true);
		expect(await active.activate('init')).toBe(false);
		expect(await active.activate('leadershipChange')).toBe(false);
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});

	it('assumes that a remembered subscription still exists while MyD3 cannot answer', async () => {
		const active = host();
		await active.activate();
		myD3.failNext({
			method: 'GET',
			path: PATH,
			status: 429,
			headers: { 'retry-after': '600' },
		});
		expect(await active.activate('init')).toBe(false);
		expect(myD3.subscriptions).toHaveLength(1);
	});

	it('does not mistake a failed list for an empty one', async () => {
		const active = host();
		await active.activate();
		active.staticData = {};
		// As after a restart.
		processMemory.clear();
		const outage = { status: 503, headers: { 'retry-after': '600' } };
		myD3.failNext({ method: 'GET', path: PATH, times: 99, ...outage });
		await expect(active.activate()).rejects.toThrow(
			'MyD3 could not list the subscriptions at the moment (503)',
		);
		expect(myD3.subscriptions).toHaveLength(1);
	});

	it('creates one subscription if Create Request has no {eventType}', async () => {
		const createRequest = `POST ${PATH}\n\n{"to": "{notificationUrl}"}`;
		const { apiKey, baseUrl } = myD3;
		myD3.failNext({ method: 'POST', path: PATH, status: 201, body: { id: 'one' } });
		const active = host({
			credential: { apiKey, baseUrl, overrideApiDetails: true, createRequest },
			parameters: { events: ['InvoiceIssued', 'custom'], customEventTypes: 'OrderShipped' },
		});
		await active.activate();
		expect(active.staticData.subscriptions).toMatchObject([{ id: 'one', eventType: '' }]);
	});

	it('leaves the subscription to the workflow that has it if a copy is cleaned up', async () => {
		await host({ workflowId: 'original' }).activate();
		const copy = host({ workflowId: 'copy' }).hookContext();
		expect(await new MyD3Trigger().webhookMethods.default.delete.call(copy)).toBe(true);
		expect(myD3.subscriptions).toHaveLength(1);
	});

	it('obtains a new access token if MyD3 has revoked the old one', async () => {
		const active = host();
		await active.activate();
		myD3.expireTokens();
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
		expect(requestLines().filter((line) => line === 'POST /identity/v1/token 200')).toHaveLength(2);
	});
});

/** Calls only this hook: after a refusal, n8n also calls delete, which lists what there is to delete. */
const checkExists = async (refused: Host) =>
	await new MyD3Trigger().webhookMethods.default.checkExists.call(refused.hookContext());

describe('activation refuses, before any request to MyD3,', () => {
	it.each([
		{
			name: 'an http webhook URL',
			changes: { webhookBaseUrl: 'http://n8n.example.com/' },
			message: 'does not start with https',
		},
		{
			name: 'an empty selection of events',
			changes: { parameters: { events: [] } },
			message: 'No event is selected',
		},
		{
			name: 'Other Event without a name',
			changes: { parameters: { events: ['custom'], customEventTypes: ' , ' } },
			message: 'No event is selected',
		},
		{
			name: 'additional fields that are not a JSON object',
			changes: { parameters: { options: { additionalFields: '[1]' } } },
			message: '"Additional Subscription Fields" is not a JSON object',
		},
	])('$name', async ({ changes, message }) => {
		await expect(checkExists(host(changes))).rejects.toThrow(message);
		expect(myD3.requests).toEqual([]);
	});

	it.each([
		'https://localhost:5678/',
		'https://192.168.1.5/',
		'https://n8n.local/',
		'https://n8n/',
	])('%s, which the real MyD3 cannot reach', async (webhookBaseUrl) => {
		const credential = { apiKey: 'k', baseUrl: 'https://api.myd3.data3.com' };
		await expect(checkExists(host({ webhookBaseUrl, credential }))).rejects.toThrow(
			'cannot be reached from the public internet',
		);
	});

	it('a private address of the editor, which n8n 2.x uses while it listens', async () => {
		const listening = host({ webhookBaseUrl: 'http://n8n.internal/' });
		await expect(
			new MyD3Trigger().webhookMethods.default.checkExists.call(
				listening.hookContext('manual', 'manual'),
			),
		).rejects.toThrow('set N8N_WEBHOOK_URL to the public address');
		await expect(checkExists(listening)).rejects.toThrow(/try again\.$/);
	});
});

it('activation refuses an additional field that the trigger already sends', async () => {
	const clashing = host({ parameters: { options: { additionalFields: '{"eventType":"X"}' } } });
	await expect(clashing.activate()).rejects.toThrow('Create Request already has "eventType"');
	expect(myD3.subscriptions).toEqual([]);
});
