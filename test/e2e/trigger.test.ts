import { randomUUID } from 'node:crypto';
import { describeLifecycle } from './lifecycle';
import type { N8nVersion } from './n8nProcess';
import { invoiceNumber, startScene, triggerNode, VERSIONS, type Scene } from './scene';
import { chain } from './workflow';

const NOTIFICATION_URL =
	/^https:\/\/localhost:\d+\/webhook\/[0-9a-f-]+\/webhook\?apiKey=([\w-]{43})$/;

describe.each(VERSIONS)('the MyD3 Trigger in n8n %s', (version) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await startScene(version);
	}, 240_000);

	afterAll(async () => {
		await scene?.stop();
	}, 30_000);

	describe('with an invoice', () => describeDeliveries(version, () => scene));

	describe('in its lifecycle', () => describeLifecycle(version, () => scene));

	// Last, because n8n keeps this address.
	test('refuses a webhook address without TLS before it sends anything to MyD3', async () => {
		const workflowId = await scene.n8n.api.createWorkflow(
			chain('Without TLS', [triggerNode(scene.credentials, randomUUID())]),
		);
		await scene.n8n.restart({ WEBHOOK_URL: scene.n8n.url.replace('https:', 'http:') });
		scene.simulator.requests.length = 0;

		await expect(scene.n8n.api.activate(workflowId)).rejects.toThrow(
			/does not start with https, and MyD3 does not support unsecured HTTP\. Set n8n's environment variable WEBHOOK_URL/,
		);
		expect(
			scene.simulator.requests.filter(
				({ method, path }) => method === 'POST' && path.includes('subscription'),
			),
		).toEqual([]);
	}, 300_000);
});

/** From an issued invoice to an execution, and what must not become one. */
function describeDeliveries(version: N8nVersion, getScene: () => Scene): void {
	let scene: Scene;
	let workflowId: string;

	beforeAll(() => {
		scene = getScene();
	});

	beforeEach(async () => {
		workflowId = await scene.n8n.api.createWorkflow(
			chain('Invoices', [triggerNode(scene.credentials, randomUUID()), invoiceNumber]),
		);
	});

	afterEach(async () => {
		await scene.n8n.api.deactivate(workflowId);
		expect(scene.simulator.subscriptions).toEqual([]);
	});

	/** The URL of the only subscription. */
	const notificationUrl = () => {
		expect(scene.simulator.subscriptions).toHaveLength(1);
		return scene.simulator.subscriptions[0]!.notificationUrl;
	};

	const finished = async (count: number) =>
		await scene.n8n.eventually(`${count} finished executions`, async () => {
			const executions = await scene.n8n.api.executions(workflowId);
			const ended = executions.filter(({ status }) => ['success', 'error'].includes(status));
			return ended.length >= count && ended;
		});

	test('gives an active workflow exactly one subscription, with a key in its notification URL', async () => {
		await scene.n8n.api.activate(workflowId);

		expect(scene.simulator.subscriptions).toMatchObject([{ eventType: 'InvoiceIssued' }]);
		expect(notificationUrl()).toMatch(NOTIFICATION_URL);
	});

	test('starts one execution with the event of an issued invoice', async () => {
		await scene.n8n.api.activate(workflowId);

		const { event, attempts } = await scene.simulator.issueInvoice({ number: 'INV-TEST-1' });

		expect(attempts.map(({ status }) => status)).toEqual([200]);
		const executions = await finished(1);
		expect(executions).toMatchObject([{ status: 'success' }]);
		const { output } = await scene.n8n.api.execution(executions[0]!.id);
		expect(output['MyD3 Trigger']).toEqual([event]);
		expect(output['Edit Fields']).toEqual([{ number: 'INV-TEST-1' }]);
	});

	test('refuses forged deliveries and starts nothing', async () => {
		await scene.n8n.api.activate(workflowId);
		const right = notificationUrl();
		const withoutKey = right.split('?')[0]!;
		const forged = { invoice: { number: 'FORGED' } };

		expect(await scene.deliver(withoutKey, forged)).toBe(401);
		expect(await scene.deliver(`${withoutKey}?apiKey=${'A'.repeat(43)}`, forged)).toBe(401);
		expect(await scene.deliver(`${right}&apiKey=${'A'.repeat(43)}`, forged)).toBe(401);

		// A genuine one afterwards proves that the list of executions is current.
		await scene.simulator.issueInvoice({ number: 'INV-TEST-2' });
		const executions = await finished(1);
		expect(executions).toHaveLength(1);
	});

	test('deletes the subscription on deactivation, even if the access token has expired', async () => {
		await scene.n8n.api.activate(workflowId);
		expect(scene.simulator.subscriptions).toHaveLength(1);

		scene.simulator.expireTokens();
		await scene.n8n.api.deactivate(workflowId);

		expect(scene.simulator.subscriptions).toEqual([]);
	});

	test('makes one new subscription with a new key on reactivation', async () => {
		await scene.n8n.api.activate(workflowId);
		const first = notificationUrl();
		await scene.n8n.api.deactivate(workflowId);

		await scene.n8n.api.activate(workflowId);

		const second = notificationUrl();
		expect(second).toMatch(NOTIFICATION_URL);
		expect(second).not.toBe(first);
		expect(await scene.deliver(first, { invoice: {} })).toBe(401);
	});

	test('has a separate subscription while it listens for a test event', async () => {
		await scene.n8n.api.activate(workflowId);
		const production = notificationUrl();

		await scene.n8n.api.listenForTestEvent(workflowId, 'MyD3 Trigger');
		expect(
			scene.simulator.subscriptions.map((subscription) => subscription.notificationUrl),
		).toEqual([production, expect.stringContaining('/webhook-test/')]);
		await scene.n8n.api.stopListening(workflowId);

		await scene.n8n.eventually(
			'the end of the test subscription',
			() => scene.simulator.subscriptions.length === 1,
		);
		expect(notificationUrl()).toBe(production);
	});

	test('says why MyD3 refused an activation and what to do, and leaves nothing behind', async () => {
		scene.simulator.failNext({
			method: 'POST',
			path: '/subscription',
			status: 400,
			body: { message: 'events is required' },
			// 2.41 tries five times before it reports.
			times: version === '2.41.1' ? 5 : 1,
		});

		await expect(scene.n8n.api.activate(workflowId)).rejects.toThrow(
			/MyD3 did not accept the request to create a subscription for InvoiceIssued \(400\)\. MyD3 says: events is required\. Compare "Create Request" under "Override API Details" .*Also check the event type and the additional fields in the node/,
		);
		expect(scene.simulator.subscriptions).toEqual([]);
	}, 120_000);

	test('says so if the API Key is wrong', async () => {
		const name = 'Wrong key';
		const id = await scene.n8n.api.createCredential('myD3Api', name, {
			apiKey: 'wrong-key-of-a-user',
			baseUrl: scene.simulator.baseUrl,
		});
		const wrongId = await scene.n8n.api.createWorkflow(
			chain('Wrong key', [triggerNode({ myD3Api: { id, name } }, randomUUID()), invoiceNumber]),
		);

		await expect(scene.n8n.api.activate(wrongId)).rejects.toThrow(
			/MyD3 rejected the API Key \(401\)\. .*Copy the key again from MyD3/,
		);
	}, 120_000);
}
