/**
 * Behaviour that MyD3's page does not mention, in a real n8n: early events, checks with events, copies of n8n, test
 * events.
 */
import { randomUUID } from 'node:crypto';
import { klaviyo } from '../peers/apis/klaviyo';
import { mailchimp } from '../peers/apis/mailchimp';
import { credentialFor } from '../peers/lifecycle';
import { startMock } from '../peers/mockServer';
import { Refusal } from '../peers/template';
import { startForwarder, type Forwarder } from './forwarder';
import { startN8n } from './n8n';
import { sendRaw, type RawRequest } from './rawRequest';
import { startScene, triggerNode, VERSIONS, type Scene } from './scene';
import { chain, manualTrigger, type WorkflowNode } from './workflow';

// The tests share one n8n; each cleans up after itself.
describe.each(VERSIONS)('the package in n8n %s', (version) => {
	let scene: Scene;
	let forwarder: Forwarder;

	beforeAll(async () => {
		scene = await startScene(version);
		forwarder = await startForwarder(scene.certificateAuthority);
	}, 240_000);

	afterAll(async () => {
		forwarder?.stop();
		await scene?.stop();
	}, 30_000);

	/** An active workflow with only the trigger. */
	const activeWorkflow = async (credentials = scene.credentials, parameters = {}) => {
		const trigger = triggerNode(credentials, randomUUID());
		Object.assign(trigger.parameters, parameters);
		const id = await scene.n8n.api.createWorkflow(chain('Behaviour', [trigger]));
		await scene.n8n.api.activate(id);
		return id;
	};

	/** The trigger's output: one list of items per execution, oldest first. */
	const executed = async (workflowId: string, count: number) => {
		const { api } = scene.n8n;
		const executions = await scene.n8n.eventually(`${count} executions`, async () => {
			const all = await api.executions(workflowId);
			return all.length >= count && all.every(({ status }) => status === 'success') && all;
		});
		const outputs = [];
		for (const { id } of executions.reverse()) {
			outputs.push((await api.execution(id)).output['MyD3 Trigger']);
		}
		return outputs;
	};

	/** Posts bytes to the subscription's URL. */
	const post = async (
		notificationUrl: string,
		body: string,
		headers: RawRequest['headers'] = {},
		more = '',
	) => {
		const { origin, pathname, search } = new URL(notificationUrl);
		const target = `${pathname}${search}${more}`;
		return await sendRaw(origin, scene.certificateAuthority, { target, headers, body });
	};

	test('executes an event delivered before the response to create, once', async () => {
		const event = { id: randomUUID() };
		const statuses: Array<number | undefined> = [];
		const vendor = await startMock(klaviyo.api, {
			mode: 'ownExchange',
			deliverTo: (url) => forwarder.through(url),
			beforeCreated: async (subscription) => {
				statuses.push(await vendor.deliver(subscription, event));
			},
		});
		const name = 'Early';
		const id = await scene.n8n.api.createCredential(
			'myD3Api',
			name,
			credentialFor(klaviyo, 'ownExchange', vendor.baseUrl),
		);
		const workflowId = await activeWorkflow(
			{ myD3Api: { id, name } },
			{ events: ['custom'], customEventTypes: klaviyo.api.eventTypes[0] },
		);

		statuses.push(await vendor.deliver(vendor.own[0]!, event));

		expect(statuses).toEqual([200, 200]);
		expect(await executed(workflowId, 1)).toEqual([[event]]);
		await scene.n8n.api.deactivate(workflowId);
		expect(vendor.own).toEqual([]);
		vendor.stop();
	}, 90_000);

	test('answers a check by GET once published again, after a failed first attempt, after which n8n 2.41 retries only POST', async () => {
		let refusals = 1;
		const vendor = await startMock(mailchimp.api, {
			deliverTo: (url) => forwarder.through(url),
			beforeCreated: async () => {
				if (refusals-- <= 0) return;
				vendor.subscriptions = [];
				throw new Refusal(422, 'Not today');
			},
		});
		const name = 'Checked by GET';
		const id = await scene.n8n.api.createCredential(
			'myD3Api',
			name,
			credentialFor(mailchimp, 'documented', vendor.baseUrl),
		);
		const trigger = triggerNode({ myD3Api: { id, name } }, randomUUID());
		trigger.parameters = { events: ['custom'], customEventTypes: mailchimp.api.eventTypes[0] };
		const workflowId = await scene.n8n.api.createWorkflow(chain(name, [trigger]));

		// 2.41 retries by itself, but with the webhook for POST alone.
		await expect(scene.n8n.api.activate(workflowId)).rejects.toThrow(
			version === '2.41.1'
				? /MyD3 did not accept the request to create a subscription/
				: /MyD3 says: Not today\./,
		);
		await scene.n8n.api.deactivate(workflowId);
		await scene.n8n.api.activate(workflowId);

		expect(await vendor.deliver(vendor.own[0]!, { number: 1 })).toBe(200);
		expect(await executed(workflowId, 1)).toEqual([[{ number: 1 }]]);
		await scene.n8n.api.deactivate(workflowId);
		expect(vendor.own).toEqual([]);
		vendor.stop();
	}, 120_000);

	test('executes an event whatever check of the URL comes with it, and echoes the header', async () => {
		const workflowId = await activeWorkflow();
		const { notificationUrl } = scene.simulator.subscriptions[0]!;

		const first = await post(notificationUrl, '{"number":1}', { 'x-hook-secret': 'echo-me' });
		const second = await post(notificationUrl, '{"number":2}', {}, '&validationToken=echo-me');

		expect(first.head).toMatch(/^x-hook-secret: echo-me\r?$/im);
		expect([first.status, first.body]).toEqual([200, expect.stringContaining('accepted')]);
		expect([second.status, second.body]).toEqual([200, expect.stringContaining('accepted')]);
		expect(await executed(workflowId, 2)).toEqual([[{ number: 1 }], [{ number: 2 }]]);
		await scene.n8n.api.deactivate(workflowId);
	});

	test('accepts an event of any content type', async () => {
		const workflowId = await activeWorkflow();
		const { notificationUrl } = scene.simulator.subscriptions[0]!;
		const types = [
			'application/json',
			'application/vnd.api+json',
			'application/cloudevents+json; charset=utf-8',
			'application/octet-stream',
			'text/plain',
			undefined,
		];

		for (const [number, type] of types.entries()) {
			const body = JSON.stringify({ number });
			const { status } = await post(notificationUrl, body, { 'content-type': type });
			expect([type, status]).toEqual([type, 200]);
		}

		expect(await executed(workflowId, types.length)).toEqual(
			types.map((_, number) => [{ number }]),
		);
		await scene.n8n.api.deactivate(workflowId);
	});

	test('activates five triggers at once with one access token', async () => {
		const { n8n, simulator } = scene;
		const name = 'Fresh';
		const id = await n8n.api.createCredential('myD3Api', name, {
			apiKey: simulator.apiKey,
			baseUrl: simulator.baseUrl,
		});
		const triggers = [1, 2, 3, 4, 5].map((number) => ({
			...triggerNode({ myD3Api: { id, name } }, randomUUID()),
			name: `MyD3 Trigger ${number}`,
		}));
		const workflowId = await n8n.api.createWorkflow({
			...chain('Five', triggers),
			connections: {},
		});
		const before = simulator.requests.length;

		await n8n.api.activate(workflowId);

		expect(simulator.subscriptions).toHaveLength(5);
		const tokens = simulator.requests.slice(before).filter(({ path }) => /identity/.test(path));
		expect(tokens).toHaveLength(1);
		await n8n.api.deactivate(workflowId);
		expect(simulator.subscriptions).toEqual([]);
	}, 90_000);

	test('delivers a test event to a published trigger and to a listening one, and says so if none is listening', async () => {
		const { n8n, simulator } = scene;
		const workflowId = await activeWorkflow();
		const published = { ...simulator.subscriptions[0]! };
		const sendTestEvent = async (subscriptionId: string, event: object) => {
			const node: WorkflowNode = {
				name: 'MyD3',
				type: 'n8n-nodes-myd3.myD3',
				typeVersion: 1,
				parameters: {
					resource: 'subscription',
					operation: 'sendTestEvent',
					subscriptionId: { __rl: true, mode: 'id', value: subscriptionId },
					event: JSON.stringify(event),
				},
				credentials: scene.credentials,
			};
			const id = await n8n.api.createWorkflow(chain('Test event', [manualTrigger, node]));
			const { error, output, raw } = await n8n.api.runManually(id, 'Manual Trigger');
			expect(error).toBeUndefined();
			expect(raw).not.toContain(published.notificationUrl.split('?apiKey=')[1]!);
			return output.MyD3![0]!;
		};

		const sent = await sendTestEvent(published.id, { number: 1 });
		expect(sent).toMatchObject({
			verdict: 'ok',
			explanation:
				"The event went through n8n's public address into the MyD3 Trigger: DNS, proxy, TLS and key all work.",
			sentTo: published.notificationUrl.split('?')[0],
			status: 200,
		});
		expect(await executed(workflowId, 1)).toEqual([[{ number: 1 }]]);

		await n8n.api.listenForTestEvent(workflowId, 'MyD3 Trigger');
		const listening = simulator.subscriptions.at(-1)!;
		expect(listening.notificationUrl).toContain('/webhook-test/');
		expect(await sendTestEvent(listening.id, { number: 2 })).toMatchObject({
			verdict: 'ok',
			sentTo: listening.notificationUrl.split('?')[0],
		});
		expect(await executed(workflowId, 2)).toEqual([[{ number: 1 }], [{ number: 2 }]]);

		await n8n.api.deactivate(workflowId);
		await n8n.eventually('both to be gone', () => simulator.subscriptions.length === 0);
		// MyD3 still lists it, as if another user had unpublished the workflow while MyD3 was down.
		simulator.subscriptions.push(published);
		expect(await sendTestEvent(published.id, { number: 3 })).toMatchObject({
			verdict: 'failed',
			explanation: 'The event reached n8n, but no workflow is listening at this address (404).',
			status: 404,
		});
		simulator.subscriptions.pop();
	}, 90_000);

	test('leaves production alone in a copy of n8n with another address, through start, publish and unpublish', async () => {
		const { n8n, simulator, certificates } = scene;
		const workflowId = await activeWorkflow();
		const production = { ...simulator.subscriptions[0]! };
		const held = () =>
			simulator.subscriptions.map(({ notificationUrl }) => new URL(notificationUrl).origin);
		const copy = await startN8n({ version, certificates, copyOf: n8n.folder });
		try {
			// On start-up, 1.x checks the subscription of every active workflow, and makes the copy its own.
			if (version === '1.123.81') {
				await copy.eventually("the copy's own subscription", () => held().includes(copy.url));
			}
			expect(held()).toEqual(version === '2.41.1' ? [n8n.url] : [n8n.url, copy.url]);

			await copy.api.deactivate(workflowId);
			expect(held()).toEqual([n8n.url]);
			await copy.api.activate(workflowId);
			expect(held()).toEqual([n8n.url, copy.url]);
			await copy.api.deactivate(workflowId);
			expect(held()).toEqual([n8n.url]);

			expect(copy.log()).toContain(
				`MyD3 Trigger: MyD3 still sends events for this workflow to ${production.notificationUrl.split('?')[0]}, which is not the address of this trigger (subscription ${production.id})`,
			);
		} finally {
			await copy.stop();
		}
		expect(simulator.subscriptions).toEqual([production]);
		expect(await scene.deliver(production.notificationUrl, { number: 1 })).toBe(200);
		expect(await executed(workflowId, 1)).toEqual([[{ number: 1 }]]);
		await n8n.api.deactivate(workflowId);
		expect(simulator.subscriptions).toEqual([]);
	}, 300_000);
});
