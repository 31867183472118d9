import { randomUUID } from 'node:crypto';
import type { Dialect } from '../simulator/simulator';
import { invoiceNumber, startScene, triggerNode, VERSIONS, type Scene } from './scene';
import { chain, type WorkflowNode } from './workflow';

/** A MyD3 that is hardly anything of what this package assumes. */
const dialect: Dialect = {
	tokenPath: '/oauth2/token',
	tokenMethod: 'POST',
	apiKeyLocation: 'header',
	apiKeyName: 'X-Api-Key',
	tokenParameters: { grant_type: 'api_key' },
	tokenAnswer: 'wrapped',
	rejectedKey: 401,
	subscriptionPath: '/subscription/v1/subscription',
	eventTypeField: 'events[]',
	notificationUrlField: 'callbackUrl',
	createdStatus: 201,
	createdAnswer: 'location',
	ids: 'upper',
	idName: 'SubscriptionGUID',
	list: 'wrapped',
	paging: 'nextLink',
	notificationUrls: 'shown',
	contentType: 'text/plain',
	byteOrderMark: true,
	deletedStatus: 202,
	deletedAnswer: 'text',
	wrongMethod: 405,
	errors: 'apim',
};

/** Shows what the user reads, for whoever wants to follow the walk. */
const tell = (step: number, message: string) => process.stdout.write(`  ${step}. ${message}\n`);

describe.each(VERSIONS)('in n8n %s, whoever has only the vendor’s documents', (version) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await startScene(version, { dialect });
	}, 240_000);

	afterAll(async () => {
		await scene?.stop();
	}, 30_000);

	test('gets from the first red message to an event by what the messages say', async () => {
		const { n8n, simulator: myD3 } = scene;
		const type = 'myD3Api';
		const name = 'MyD3';
		// 1. Paste the key, as the README says.
		const account: Record<string, unknown> = { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl };
		const id = await n8n.api.createCredential(type, name, account);
		const correct = async (changes: Record<string, unknown>) => {
			Object.assign(account, { overrideApiDetails: true }, changes);
			await n8n.api.updateCredential(id, type, name, account);
			return await n8n.api.testCredential(id);
		};
		const first = await n8n.api.testCredential(id);
		tell(1, first.message);
		expect(first.message).toMatch(
			/^MyD3 has no token endpoint at POST .*\/identity\/v1\/token \(404\)\. .* set "Token Path" to the address that MyD3's page "Getting Started" gives/,
		);

		// 2. "Getting Started" says: POST /oauth2/token.
		const second = await correct({ tokenPath: '/oauth2/token' });
		tell(2, second.message);
		expect(second.message).toMatch(
			/^MyD3 rejected the API Key \(401\)\. .*compare "API Key Location", "API Key Name" and "Token Parameters" with MyD3's page/,
		);

		// 3. It says: the key in the header X-Api-Key, and a grant type in the body.
		const test = await correct({
			apiKeyLocation: 'header',
			apiKeyName: 'X-Api-Key',
			tokenParameters: '{"grant_type": "api_key"}',
		});
		tell(3, test.message);
		expect(test).toMatchObject({ status: 'OK' });

		// 4. Activate.
		const credentials = { myD3Api: { id, name } };
		const workflowId = await n8n.api.createWorkflow(
			chain('Invoices', [triggerNode(credentials, randomUUID()), invoiceNumber]),
		);
		const refused = await n8n.api.activate(workflowId).then(
			() => 'activated',
			(error: Error) => error.message.split('\n')[0] ?? '',
		);
		tell(4, refused);
		expect(refused).toMatch(
			/\(400\)\. MyD3 says: The field "events" is required\. .*correct "Event Type Field" and "Notification URL Field" under "Override API Details"/,
		);
		await n8n.api.deactivate(workflowId);

		// 5. Diagnose says the same, and that everything before is well.
		const diagnosis: WorkflowNode = {
			name: 'MyD3',
			type: 'n8n-nodes-myd3.myD3',
			typeVersion: 1,
			parameters: {
				resource: 'connection',
				operation: 'diagnose',
				includeTestSubscription: true,
				notificationUrl: 'https://localhost/for-the-diagnosis',
			},
			credentials,
		};
		const manual = {
			name: 'Manual Trigger',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			parameters: {},
		};
		const diagnosisId = await n8n.api.createWorkflow(chain('Diagnosis', [manual, diagnosis]));
		const verdicts = async () => {
			const { output } = await n8n.api.runManually(diagnosisId, 'Manual Trigger');
			return (output.MyD3 as Array<{ verdict: string; advice: string }>).map(
				({ verdict, advice }) => (verdict === 'failed' ? advice : verdict),
			);
		};
		const found = await verdicts();
		tell(5, found.join(' | '));
		expect(found).toEqual([
			...['ok', 'ok', 'ok', 'ok'],
			expect.stringMatching(/correct "Event Type Field" and "Notification URL Field"/),
			...['skipped', 'skipped', 'skipped'],
		]);

		// 6. The API Catalog's example body says: "events": ["…"], "callbackUrl": "…".
		await correct({ eventTypeField: 'events[]', notificationUrlField: 'callbackUrl' });
		expect(await verdicts()).toEqual(Array(8).fill('ok'));

		// 7. Activate again; an invoice arrives.
		await n8n.api.activate(workflowId);
		await myD3.issueInvoice({ number: 'INV-WALK' });
		const execution = await n8n.eventually('the execution', async () => {
			const [first] = await n8n.api.executions(workflowId);
			return first?.status === 'success' && first;
		});
		const { output } = await n8n.api.execution(execution.id);
		expect(output['Edit Fields']).toEqual([{ number: 'INV-WALK' }]);

		await n8n.api.deactivate(workflowId);
		expect(myD3.subscriptions).toEqual([]);
	}, 180_000);
});
