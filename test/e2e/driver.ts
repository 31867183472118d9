import type { Scene } from './scene';
import { chain, manualTrigger } from './workflow';

const webhook = {
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	webhookId: '11111111-2222-4333-8444-555555555555',
	parameters: { path: 'driver', httpMethod: 'POST' },
};

const editFields = {
	name: 'Edit Fields',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		assignments: {
			assignments: [
				{ id: '1', name: 'greeting', type: 'string', value: '=Hello {{ $json.body.name }}' },
			],
		},
	},
};
/** Tests the test driver itself with n8n's own nodes: if this fails, the suites say nothing about our nodes. */
export function describeDriver(scene: () => Scene): void {
	test('activates a workflow, reads its execution and deactivates it', async () => {
		const { n8n } = scene();
		const id = await n8n.api.createWorkflow(chain('Driver', [webhook, editFields]));
		await n8n.api.activate(id);

		expect(await scene().deliver(`${n8n.webhookUrl}driver`, { name: 'MyD3' })).toBe(200);

		const [execution] = await n8n.eventually('one successful execution', async () => {
			const executions = await n8n.api.executions(id);
			return executions[0]?.status === 'success' && executions;
		});
		const { output } = await n8n.api.execution(execution!.id);
		expect(output['Edit Fields']).toEqual([{ greeting: 'Hello MyD3' }]);

		await n8n.api.deactivate(id);
		expect(await scene().deliver(`${n8n.webhookUrl}driver`, {})).toBe(404);
	});

	test('runs a workflow manually', async () => {
		const { n8n } = scene();
		const id = await n8n.api.createWorkflow(chain('Manual', [manualTrigger, editFields]));

		const { status, output } = await n8n.api.runManually(id, 'Manual Trigger');

		expect(status).toBe('success');
		expect(output['Edit Fields']).toEqual([{ greeting: 'Hello ' }]);
	});

	test('listens for a test event', async () => {
		const { n8n } = scene();
		const id = await n8n.api.createWorkflow(chain('Test event', [webhook, editFields]));
		await n8n.api.listenForTestEvent(id, 'Webhook');

		const url = `${n8n.url}/webhook-test/driver`;
		expect(await scene().deliver(url, { name: 'test' })).toBe(200);
	});

	test('reports why a workflow could not be activated', async () => {
		const { n8n } = scene();
		const id = await n8n.api.createWorkflow(chain('No trigger', [editFields]));

		await expect(n8n.api.activate(id)).rejects.toThrow(/trigger/i);
	});
}
