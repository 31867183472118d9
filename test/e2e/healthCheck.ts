import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scene } from './scene';
import type { WorkflowDefinition } from './workflow';

const FILE = join(__dirname, '../../examples/subscription-health-check.json');
const URL_IN_EXAMPLE = 'https://n8n.example.com/webhook/ID-OF-THE-TRIGGER/webhook';

const subscription = (
	id: string,
	changes: { notificationUrl?: string; eventType?: string; active?: boolean } = {},
) => ({
	id,
	eventType: 'InvoiceIssued',
	notificationUrl: `${URL_IN_EXAMPLE}?apiKey=key-of-${id}`,
	...changes,
});

/** Tests the example "subscription health check". */
export function describeHealthCheck(getScene: () => Scene): void {
	let scene: Scene;
	let workflowId: string;

	beforeAll(async () => {
		scene = getScene();
		const example = JSON.parse(await readFile(FILE, 'utf8')) as WorkflowDefinition;
		workflowId = await scene.n8n.api.createWorkflow({
			...example,
			nodes: example.nodes.map((node) =>
				node.name === 'Get Many' ? { ...node, credentials: scene.credentials } : node,
			),
		});
	});

	test.each([
		{
			name: 'passes with one subscription per event',
			held: [
				subscription('a'),
				subscription('b', { notificationUrl: 'https://other.example.com/' }),
			],
			problems: '',
		},
		{
			name: 'fails when MyD3 has no subscription',
			held: [],
			problems: `none that is active for InvoiceIssued at ${URL_IN_EXAMPLE}`,
		},
		{
			name: 'fails when the only subscription is for another event',
			held: [subscription('a', { eventType: 'OrderShipped' })],
			problems: `none that is active for InvoiceIssued at ${URL_IN_EXAMPLE}`,
		},
		{
			name: 'fails when MyD3 has switched the only subscription off',
			held: [subscription('a', { active: false })],
			problems: `none that is active for InvoiceIssued at ${URL_IN_EXAMPLE}`,
		},
		{
			name: 'fails when a subscription exists twice',
			held: [subscription('a'), subscription('b')],
			problems: `2 for InvoiceIssued at ${URL_IN_EXAMPLE}`,
		},
	])('$name', async ({ held, problems }) => {
		scene.simulator.subscriptions = held;

		const { status, error, output, raw } = await scene.n8n.api.runManually(workflowId, 'Try It');

		expect(output.Compare).toEqual([{ isFine: problems === '', problems }]);
		expect(status).toBe(problems === '' ? 'success' : 'error');
		expect(error ?? '').toContain(problems);
		expect(raw).not.toContain('key-of-');
	});
}
