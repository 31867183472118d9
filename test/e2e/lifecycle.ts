import { randomUUID } from 'node:crypto';
import { forgetStaticData } from './database';
import type { N8nVersion } from './n8nProcess';
import { triggerNode, type Scene } from './scene';
import { documentedMessages, general } from './troubleshooting';
import { chain, type WorkflowNode } from './workflow';

const WITHOUT_REPEATS = { 'retry-after': '600' };

/**
 * Tests what can happen to a trigger between activation and deactivation. The scenarios share one n8n; each cleans up
 * after itself.
 */
export function describeLifecycle(version: N8nVersion, getScene: () => Scene): void {
	let scene: Scene;

	beforeAll(() => {
		scene = getScene();
	});

	afterEach(() => {
		expect(subscribed('the end')).toEqual([]);
	});

	/** Prints MyD3's subscriptions. @returns event type and path of each, or its URL if n8n is elsewhere */
	const subscribed = (after: string) => {
		const subscriptions = scene.simulator.subscriptions.map(
			({ eventType, notificationUrl }) =>
				`${eventType} ${notificationUrl.replace(scene.n8n.url, '').split('?')[0]}`,
		);
		const { currentTestName } = expect.getState();
		process.stdout.write(`${currentTestName}, ${after}: MyD3 has [${subscriptions.join(', ')}]\n`);
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

	test('finds the subscription that MyD3 stored before it answered 500', async () => {
		const webhookId = randomUUID();
		const id = await workflow(trigger(webhookId));
		scene.simulator.failNext({
			method: 'POST',
			path: '/subscription',
			status: 500,
			afterStoring: true,
		});

		await scene.n8n.api.activate(id);

		expect(subscribed('active')).toEqual([`InvoiceIssued /webhook/${webhookId}/webhook`]);
		await scene.n8n.api.deactivate(id);
	});

	test('cleans up later if MyD3 is down during deactivation', async () => {
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
		expect(subscribed('inactive')).toEqual(version === '2.41.1' ? [] : [url]);
		// The next activation cleans up what 1.123 left.
		await scene.n8n.api.activate(id);
		expect(subscribed('active again')).toEqual([url]);
		await scene.n8n.api.deactivate(id);
	}, 120_000);

	test('survives kill -9 while active and listening for a test event', async () => {
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
		expect(subscribed('started')).toEqual([
			production,
			production.replace('webhook', 'webhook-test'),
		]);
		await scene.n8n.api.listenForTestEvent(id, 'MyD3 Trigger');
		expect(subscribed('listening again')).toHaveLength(2);
		await scene.n8n.api.stopListening(id);
		await scene.n8n.eventually(
			'the end of the test subscription',
			() => scene.simulator.subscriptions.length === 1,
		);
		expect(subscribed('not listening')).toEqual([production]);
		expect(scene.simulator.subscriptions[0]!.notificationUrl).toBe(before);
		await scene.n8n.api.deactivate(id);
	}, 240_000);

	test('has a subscription for each event type of a changed list', async () => {
		const webhookId = randomUUID();
		const node = trigger(webhookId, { id: 'node-1', position: [0, 0] });
		const id = await workflow(node);
		await scene.n8n.api.activate(id);

		const parameters = { events: ['InvoiceIssued', 'custom'], customEventTypes: 'OrderShipped' };
		await scene.n8n.api.updateNodes(id, [{ ...node, parameters }]);
		await scene.n8n.api.activate(id);

		expect(subscribed('published')).toEqual([
			`InvoiceIssued /webhook/${webhookId}/webhook`,
			`OrderShipped /webhook/${webhookId}/webhook`,
		]);
		await scene.n8n.api.deactivate(id);
	});

	test('has a subscription for each of two triggers in one workflow', async () => {
		const webhookIds = [randomUUID(), randomUUID()];
		const id = await workflow(
			trigger(webhookIds[0]!, { name: 'First' }),
			trigger(webhookIds[1]!, { name: 'Second' }),
		);

		await scene.n8n.api.activate(id);

		const wanted = webhookIds.map((webhookId) => `InvoiceIssued /webhook/${webhookId}/webhook`);
		expect(subscribed('active').sort()).toEqual(wanted.sort());
		await scene.n8n.api.deactivate(id);
	});

	test('keeps its subscription if the same workflow is imported and activated again', async () => {
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
		expect(subscribed('one active')).toHaveLength(1);
		expect(scene.simulator.subscriptions[0]!.notificationUrl).toBe(notificationUrl);
		expect(await scene.deliver(notificationUrl, {})).toBe(200);
		await scene.n8n.api.deactivate(second);
		await scene.n8n.api.deactivate(first);
	}, 120_000);

	test('recovers from lost static data: 1.x at once, 2.x when published again', async () => {
		const { n8n, simulator } = scene;
		const id = await workflow(trigger(randomUUID()));
		await n8n.api.activate(id);
		const before = simulator.subscriptions[0]!.notificationUrl;
		await n8n.kill();
		forgetStaticData(n8n.folder);
		await n8n.restart();

		if (version === '1.123.81') {
			// On start-up, it checks the subscriptions and reads the key from MyD3's list.
			await n8n.eventually('the webhook to answer', async () => {
				return (await scene.deliver(before, { number: 1 })) === 200;
			});
			expect(simulator.subscriptions.map(({ notificationUrl }) => notificationUrl)).toEqual([
				before,
			]);
		} else {
			await n8n.eventually('the webhook to answer', async () => {
				return (await scene.deliver(before, { number: 1 })) === 503;
			});
			const line = await n8n.eventually(
				'the line in the log',
				() => /MyD3 Trigger: answered 1 request with 503.*?again\./.exec(n8n.log())?.[0],
			);
			expect(documentedMessages("Lines in n8n's log")).toContain(general(line));
			expect(await n8n.api.executions(id)).toEqual([]);
			await n8n.api.deactivate(id);
			await n8n.api.activate(id);
			expect(simulator.subscriptions).toHaveLength(1);
			const { notificationUrl } = simulator.subscriptions[0]!;
			expect(await scene.deliver(notificationUrl, { number: 1 })).toBe(200);
		}
		await n8n.api.deactivate(id);
	}, 240_000);

	// Last, because n8n keeps the new address.
	test('subscribes with a new public address of n8n, and leaves the old one to the user', async () => {
		const { n8n, simulator } = scene;
		const webhookId = randomUUID();
		const id = await workflow(trigger(webhookId));
		await n8n.api.activate(id);
		const old = { ...simulator.subscriptions[0]! };
		const [oldUrl, newUrl] = ['', '/moved'].map(
			(prefix) => `InvoiceIssued ${prefix}/webhook/${webhookId}/webhook`,
		);

		await n8n.restart({ WEBHOOK_URL: `${n8n.url}/moved/` });
		// 1.x checks on start-up, 2.x only when the workflow is published again.
		if (version === '1.123.81') {
			await n8n.eventually('the new subscription', () => simulator.subscriptions.length === 2);
		}
		expect(subscribed('restarted')).toEqual(version === '2.41.1' ? [oldUrl] : [oldUrl, newUrl]);
		await n8n.api.deactivate(id);
		await n8n.api.activate(id);

		// The old address may belong to another n8n. Only a person can tell, so the log says what to do.
		expect(subscribed('published again')).toEqual([oldUrl, newUrl]);
		const [line = ''] = /MyD3 Trigger: MyD3 still sends events for this workflow to.*?node\./.exec(
			n8n.log(),
		)!;
		expect(line).toContain(old.id);
		expect(documentedMessages("Lines in n8n's log")).toContain(general(line));
		await n8n.api.deactivate(id);
		expect(subscribed('inactive')).toEqual([oldUrl]);

		const remove: WorkflowNode = {
			name: 'MyD3',
			type: 'n8n-nodes-myd3.myD3',
			typeVersion: 1,
			parameters: {
				resource: 'subscription',
				operation: 'delete',
				subscriptionId: { __rl: true, mode: 'id', value: old.id },
			},
			credentials: scene.credentials,
		};
		const manual = {
			name: 'Manual Trigger',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			parameters: {},
		};
		const removal = await n8n.api.createWorkflow(chain('Delete', [manual, remove]));
		expect((await n8n.api.runManually(removal, 'Manual Trigger')).status).toBe('success');
		expect(subscribed('deleted by hand')).toEqual([]);
	}, 300_000);
}
