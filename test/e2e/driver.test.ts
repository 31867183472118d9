import axios from 'axios';
import { Agent } from 'node:https';
import { makeCertificates } from '../certificates';
import { startN8n, type N8n } from './n8n';
import { chain } from './workflow';

// The driver itself, with n8n's own nodes: when this fails, the other suites say nothing about our nodes.

const certificates = makeCertificates();
const client = axios.create({
	httpsAgent: new Agent({ ca: certificates.certificateAuthority }),
	proxy: false,
	validateStatus: () => true,
});

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
const manualTrigger = {
	name: 'Manual Trigger',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
};

describe.each(['2.41.1', '1.123.81'] as const)('the driver of n8n %s', (version) => {
	let n8n: N8n;

	beforeAll(async () => {
		n8n = await startN8n({ version, certificates });
	}, 200_000);

	afterAll(async () => {
		await n8n?.stop();
	}, 30_000);

	test('activates a workflow, reads its execution and deactivates it', async () => {
		const id = await n8n.api.createWorkflow(chain('Driver', [webhook, editFields]));
		await n8n.api.activate(id);

		const answer = await client.post(`${n8n.webhookUrl}driver`, { name: 'MyD3' });
		expect(answer.status).toBe(200);

		const [execution] = await n8n.eventually('one successful execution', async () => {
			const executions = await n8n.api.executions(id);
			return executions[0]?.status === 'success' && executions;
		});
		const { output } = await n8n.api.execution(execution!.id);
		expect(output['Edit Fields']).toEqual([{ greeting: 'Hello MyD3' }]);

		await n8n.api.deactivate(id);
		expect((await client.post(`${n8n.webhookUrl}driver`, {})).status).toBe(404);
	});

	test('runs a workflow manually', async () => {
		const id = await n8n.api.createWorkflow(chain('Manual', [manualTrigger, editFields]));

		const { status, output } = await n8n.api.runManually(id, 'Manual Trigger');

		expect(status).toBe('success');
		expect(output['Edit Fields']).toEqual([{ greeting: 'Hello ' }]);
	});

	test('listens for a test event', async () => {
		const id = await n8n.api.createWorkflow(chain('Test event', [webhook, editFields]));
		await n8n.api.listenForTestEvent(id, 'Webhook');

		const answer = await client.post(`${n8n.url}/webhook-test/driver`, { name: 'test' });

		expect(answer.status).toBe(200);
	});

	test('tells why a workflow could not be activated', async () => {
		const id = await n8n.api.createWorkflow(chain('No trigger', [editFields]));

		await expect(n8n.api.activate(id)).rejects.toThrow(/trigger/i);
	});

	test('comes back after being killed, with its workflows active', async () => {
		const id = await n8n.api.createWorkflow(chain('Survivor', [webhook, editFields]));
		await n8n.api.activate(id);

		await n8n.kill();
		await n8n.restart();

		await n8n.eventually('the webhook to answer', async () => {
			const { status } = await client.post(`${n8n.webhookUrl}driver`, { name: 'again' });
			return status === 200;
		});
	}, 200_000);
});
