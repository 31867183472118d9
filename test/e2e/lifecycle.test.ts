import { randomUUID } from 'node:crypto';
import { startScene, triggerNode, VERSIONS, type Scene } from './scene';
import { chain, type WorkflowNode } from './workflow';

const WITHOUT_REPEATS = { 'retry-after': '600' };

// The scenarios follow each other in one n8n; each leaves nothing behind.
describe.each(VERSIONS)('the lifecycle in n8n %s', (version) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await startScene(version);
	}, 240_000);

	afterAll(async () => {
		await scene?.stop();
	}, 30_000);

	afterEach(() => {
		expect(held('the end')).toEqual([]);
	});

	/** Prints the subscriptions that MyD3 holds. @returns event type and path, or URL where n8n is elsewhere */
	const held = (after: string) => {
		const subscriptions = scene.simulator.subscriptions.map(
			({ eventType, notificationUrl }) =>
				`${eventType} ${notificationUrl.replace(scene.n8n.url, '').split('?')[0]}`,
		);
		const { currentTestName } = expect.getState();
		process.stdout.write(
			`${currentTestName}, ${after}: MyD3 holds [${subscriptions.join(', ')}]\n`,
		);
		return subscriptions;
	};

	const trigger = (webhookId: string, changes: Partial<WorkflowNode> = {}) => ({
		...triggerNode(scene.credentials, webhookId),
		...changes,
	});
	const workflow = async (...nodes: WorkflowNode[]) => {
		const id = await scene.n8n.api.createWorkflow({
			...chain('Lifecycle', nodes),
			connections: {},
		});
		return id;
	};

	test('MyD3 stores and answers 500', async () => {
		const webhookId = randomUUID();
		const id = await workflow(trigger(webhookId));
		scene.simulator.failNext({
			method: 'POST',
			path: '/subscription',
			status: 500,
			afterStoring: true,
		});

		await scene.n8n.api.activate(id);

		expect(held('active')).toEqual([`InvoiceIssued /webhook/${webhookId}/webhook`]);
		await scene.n8n.api.deactivate(id);
	});

	test('MyD3 is down at the deactivation and back later', async () => {
		const webhookId = randomUUID();
		const id = await workflow(trigger(webhookId));
		await scene.n8n.api.activate(id);
		// 2.41 tries three times, 1.123 once.
		scene.simulator.failNext({
			method: 'DELETE',
			status: 503,
			headers: WITHOUT_REPEATS,
			times: version === '2.41.1' ? 2 : 1,
		});

		await scene.n8n.api.deactivate(id);

		const url = `InvoiceIssued /webhook/${webhookId}/webhook`;
		expect(held('inactive')).toEqual(version === '2.41.1' ? [] : [url]);
		// The next activation finds what 1.123 has left.
		await scene.n8n.api.activate(id);
		expect(held('active again')).toEqual([url]);
		await scene.n8n.api.deactivate(id);
	}, 120_000);

	test('kill -9 while active and during a test listening, then start', async () => {
		const webhookId = randomUUID();
		const id = await workflow(trigger(webhookId));
		await scene.n8n.api.activate(id);
		await scene.n8n.api.listenForTestEvent(id, 'MyD3 Trigger');
		const production = `InvoiceIssued /webhook/${webhookId}/webhook`;
		const before = scene.simulator.subscriptions[0]!.notificationUrl;

		await scene.n8n.kill();
		await scene.n8n.restart();

		await scene.n8n.eventually(
			'the webhook to answer',
			async () => (await scene.deliver(before, {})) === 200,
		);
		expect(held('started')).toEqual([production, production.replace('webhook', 'webhook-test')]);
		await scene.n8n.api.listenForTestEvent(id, 'MyD3 Trigger');
		expect(held('listening again')).toHaveLength(2);
		await scene.n8n.api.stopListening(id);
		await scene.n8n.eventually(
			'the end of the test subscription',
			() => scene.simulator.subscriptions.length === 1,
		);
		expect(held('not listening')).toEqual([production]);
		expect(scene.simulator.subscriptions[0]!.notificationUrl).toBe(before);
		await scene.n8n.api.deactivate(id);
	}, 240_000);

	test('a changed list of events is published', async () => {
		const webhookId = randomUUID();
		const node = trigger(webhookId, { id: 'node-1', position: [0, 0] });
		const id = await workflow(node);
		await scene.n8n.api.activate(id);

		const parameters = { events: ['InvoiceIssued', 'custom'], customEventTypes: 'OrderShipped' };
		await scene.n8n.api.updateNodes(id, [{ ...node, parameters }]);
		await scene.n8n.api.activate(id);

		expect(held('published')).toEqual([
			`InvoiceIssued /webhook/${webhookId}/webhook`,
			`OrderShipped /webhook/${webhookId}/webhook`,
		]);
		await scene.n8n.api.deactivate(id);
	});

	test('two triggers in one workflow', async () => {
		const webhookIds = [randomUUID(), randomUUID()];
		const id = await workflow(
			trigger(webhookIds[0]!, { name: 'First' }),
			trigger(webhookIds[1]!, { name: 'Second' }),
		);

		await scene.n8n.api.activate(id);

		const wanted = webhookIds.map((webhookId) => `InvoiceIssued /webhook/${webhookId}/webhook`);
		expect(held('active').sort()).toEqual(wanted.sort());
		await scene.n8n.api.deactivate(id);
	});

	test('the same workflow imported twice', async () => {
		const webhookId = randomUUID();
		const [first, second] = [
			await workflow(trigger(webhookId)),
			await workflow(trigger(webhookId)),
		];
		await scene.n8n.api.activate(first);
		const { notificationUrl } = scene.simulator.subscriptions[0]!;

		const [activated] = await Promise.allSettled([scene.n8n.api.activate(second)]);

		// One path, one workflow: n8n refuses the second.
		expect(activated).toMatchObject({ status: 'rejected' });
		process.stdout.write(
			`n8n ${version}: ${String((activated as PromiseRejectedResult).reason).split('\n')[0]}\n`,
		);
		expect(held('one active')).toHaveLength(1);
		expect(scene.simulator.subscriptions[0]!.notificationUrl).toBe(notificationUrl);
		expect(await scene.deliver(notificationUrl, {})).toBe(200);
		await scene.n8n.api.deactivate(second);
		await scene.n8n.api.deactivate(first);
	}, 120_000);

	test('n8n gets another public address', async () => {
		const webhookId = randomUUID();
		const id = await workflow(trigger(webhookId));
		await scene.n8n.api.activate(id);

		await scene.n8n.restart({ WEBHOOK_URL: `${scene.n8n.url}/moved/` });
		held('restarted');
		await scene.n8n.api.deactivate(id);
		await scene.n8n.api.activate(id);

		expect(held('published again')).toEqual([`InvoiceIssued /moved/webhook/${webhookId}/webhook`]);
		await scene.n8n.api.deactivate(id);
	}, 240_000);
});
