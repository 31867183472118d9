import { startChatModel } from './chatModel';
import type { Scene } from './scene';
import { chain, manualTrigger, type WorkflowNode } from './workflow';

const PATH = '/subscription/v1/subscription';
const STRANGER = {
	id: '9ccbe7c2-00e7-44dd-8af7-885c44b4404f',
	eventType: 'OrderShipped',
	notificationUrl: 'https://hooks.example.com/in?apiKey=key-of-another-receiver',
};
/** Tests the operations of the MyD3 node in n8n, including the node as an AI agent's tool. */
export function describeOperations(getScene: () => Scene): void {
	let scene: Scene;

	beforeEach(() => {
		scene = getScene();
		scene.simulator.subscriptions.splice(0, Infinity, { ...STRANGER });
	});

	const myD3 = (name: string, parameters: object): WorkflowNode => ({
		name,
		type: 'n8n-nodes-myd3.myD3',
		typeVersion: 1,
		parameters: { resource: 'subscription', ...parameters },
		credentials: scene.credentials,
	});
	const created = {
		subscriptionId: { __rl: true, mode: 'id', value: "={{ $('Create').first().json.id }}" },
	};

	test.each([
		{ token: 'accessToken', create: 'bareGuid', list: 'array', idName: 'id' },
		{ token: 'access_token', create: 'jsonString', list: 'value', idName: 'subscriptionId' },
		{ token: 'token', create: 'object', list: 'items', idName: 'guid' },
		{ token: 'jsonString', create: 'object', list: 'data', idName: 'subscriptionGuid' },
		{ token: 'bareText', create: 'bareGuid', list: 'subscriptions', idName: 'id' },
		{ token: 'accessToken', create: 'jsonString', list: 'results', idName: 'subscriptionId' },
		{ token: 'accessToken', create: 'object', list: 'paged', idName: 'guid' },
	] as const)(
		'creates, gets, lists and deletes if MyD3 answers with $token, $create, $list, $idName',
		async (shapes) => {
			Object.assign(scene.simulator.responseShapes, shapes, { pageSize: 1 });
			scene.simulator.expireTokens();
			const id = await scene.n8n.api.createWorkflow(
				chain('Operations', [
					manualTrigger,
					myD3('Create', {
						operation: 'create',
						eventType: 'InvoiceIssued',
						notificationUrl: 'https://localhost/hook?apiKey=key-of-the-user',
					}),
					myD3('Get', { operation: 'get', ...created }),
					myD3('Get Many', { operation: 'getAll', returnAll: true }),
					{ ...myD3('Delete', { operation: 'delete', ...created }), executeOnce: true },
				]),
			);

			const { status, error, output, raw } = await scene.n8n.api.runManually(id, 'Manual Trigger');

			expect([status, error]).toEqual(['success', undefined]);
			const made = {
				eventType: 'InvoiceIssued',
				notificationUrl: 'https://localhost/hook?apiKey=***',
			};
			expect(output.Create).toMatchObject([made]);
			expect(output.Get).toMatchObject([made]);
			expect(output['Get Many']).toMatchObject([
				{
					id: '9ccbe7c2-00e7-44dd-8af7-885c44b4404f',
					notificationUrl: 'https://hooks.example.com/in?apiKey=***',
				},
				made,
			]);
			expect(output.Delete).toMatchObject([{ deleted: true }]);
			expect(scene.simulator.subscriptions).toEqual([STRANGER]);
			expect(raw).not.toContain('key-of-another-receiver');
		},
	);

	test('uses the credential in the HTTP Request node, even after its token was revoked', async () => {
		Object.assign(scene.simulator.responseShapes, {
			token: 'accessToken',
			list: 'array',
			idName: 'id',
		});
		const request: WorkflowNode = {
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				url: `${scene.simulator.baseUrl}${PATH}`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'myD3Api',
				options: {},
			},
			credentials: scene.credentials,
		};
		const id = await scene.n8n.api.createWorkflow(chain('HTTP', [manualTrigger, request]));
		for (const revoke of [false, true]) {
			if (revoke) scene.simulator.expireTokens();

			const { status, output } = await scene.n8n.api.runManually(id, 'Manual Trigger');

			expect(status).toBe('success');
			expect(output['HTTP Request']).toEqual([STRANGER]);
		}
	});

	test('lets an AI agent list the subscriptions with the node as a tool', async () => {
		Object.assign(scene.simulator.responseShapes, {
			token: 'accessToken',
			list: 'array',
			idName: 'id',
		});
		const model = await startChatModel({ limit: 5 });
		const openAi = await scene.n8n.api.createCredential('openAiApi', 'Stand-in', {
			apiKey: 'none',
			url: model.url,
		});
		const langchain = '@n8n/n8n-nodes-langchain';
		const agent: WorkflowNode = {
			name: 'AI Agent',
			type: `${langchain}.agent`,
			typeVersion: 2,
			parameters: {
				promptType: 'define',
				text: 'Which MyD3 subscriptions do I have?',
				options: {},
			},
		};
		const chatModel: WorkflowNode = {
			name: 'Chat Model',
			type: `${langchain}.lmChatOpenAi`,
			typeVersion: 1.2,
			parameters: { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
			credentials: { openAiApi: { id: openAi, name: 'Stand-in' } },
		};
		const tool: WorkflowNode = {
			...myD3('MyD3', {
				operation: 'getAll',
				returnAll: false,
				limit: "={{ $fromAI('limit', 'How many subscriptions to list', 'number') }}",
			}),
			type: 'n8n-nodes-myd3.myD3Tool',
		};
		const workflow = chain('Agent', [manualTrigger, agent]);
		const attached = [chatModel, tool].map((node, index) => ({
			id: `attached-${index}`,
			position: [240 * index, 240] as [number, number],
			...node,
		}));
		const to = (type: string) => ({ [type]: [[{ node: 'AI Agent', type, index: 0 }]] });
		const id = await scene.n8n.api.createWorkflow({
			...workflow,
			nodes: [...workflow.nodes, ...attached],
			connections: {
				...workflow.connections,
				'Chat Model': to('ai_languageModel'),
				MyD3: to('ai_tool'),
			},
		});

		const { status, error, output } = await scene.n8n.api.runManually(id, 'Manual Trigger');
		model.stop();

		expect([status, error]).toEqual(['success', undefined]);
		const [{ output: reply }] = output['AI Agent'] as [{ output: string }];
		expect(reply).toContain('9ccbe7c2-00e7-44dd-8af7-885c44b4404f');
		expect(reply).toContain('OrderShipped');
		expect(JSON.stringify(model.requests)).not.toContain('key-of-another-receiver');
		expect(model.requests[0]?.tools?.[0]?.function.parameters).toMatchObject({
			properties: { limit: { type: 'number' } },
		});
	}, 120_000);
}
