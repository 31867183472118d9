import { makeCertificates } from '../certificates';
import { startSimulator } from '../simulator/simulator';
import { describeDriver } from './driver';
import { describeHealthCheck } from './healthCheck';
import { describeOperations } from './operations';
import { refusals } from './refusals';
import { startScene, VERSIONS, type Scene } from './scene';
import { chain, manualTrigger, type WorkflowNode } from './workflow';

describe.each(VERSIONS)('n8n %s with the packed package', (version) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await startScene(version);
	}, 240_000);

	afterAll(async () => {
		await scene?.stop();
	}, 30_000);

	describe('under the test driver', () => describeDriver(() => scene));

	/** Executes one MyD3 node manually. */
	const run = async (parameters: Record<string, unknown>) => {
		const node: WorkflowNode = {
			name: 'MyD3',
			type: 'n8n-nodes-myd3.myD3',
			typeVersion: 1,
			parameters: { resource: 'subscription', ...parameters },
			credentials: scene.credentials,
		};
		const id = await scene.n8n.api.createWorkflow(chain('Operation', [manualTrigger, node]));
		return await scene.n8n.api.runManually(id, 'Manual Trigger');
	};

	test.each([
		['n8n-nodes-myd3.myD3Trigger', 'MyD3 Trigger'],
		['n8n-nodes-myd3.myD3', 'MyD3'],
	])('loads the node %s as "%s", with icons for both themes', async (name, displayName) => {
		const type = (await scene.n8n.api.nodeTypes()).find((candidate) => candidate.name === name);

		expect(type).toMatchObject({ displayName });
		const icons = type!.iconUrl as { light: string; dark: string };
		expect(await scene.n8n.api.editorFile(icons.light)).toMatch(/<svg/);
		expect(await scene.n8n.api.editorFile(icons.dark)).toMatch(/<svg/);
	});

	test('loads the credential type', async () => {
		const types = await scene.n8n.api.credentialTypes();

		expect(types).toContainEqual(
			expect.objectContaining({ name: 'myD3Api', displayName: 'MyD3 API' }),
		);
	});

	test('passes the credential test with a correct credential', async () => {
		const { id } = scene.credentials!.myD3Api!;

		expect(await scene.n8n.api.testCredential(id)).toMatchObject({ status: 'OK' });
	});

	test('says what to do about a wrong API Key', async () => {
		const id = await scene.n8n.api.createCredential('myD3Api', 'Wrong', {
			apiKey: 'wrong-key-of-a-user',
			baseUrl: scene.simulator.baseUrl,
		});

		const { status, message } = await scene.n8n.api.testCredential(id);

		expect(status).toBe('Error');
		expect(message).toMatch(/^MyD3 rejected the API Key \(401\)\. .*Copy the key again from MyD3/);
		expect(message).not.toContain('wrong-key-of-a-user');
	});

	test.each([
		{
			name: 'an unreachable host',
			changes: { baseUrl: 'https://localhost:1' },
			expected: /^Could not connect to localhost:1\. Check the Base URL/,
		},
		{
			name: 'an unknown token endpoint',
			changes: {
				overrideApiDetails: true,
				tokenRequest: 'POST /elsewhere\n\n{"apiKey": "{apiKey}"}',
			},
			expected:
				/^MyD3 could not find POST .*\/elsewhere \(404\)\. .*set "Token Request" under "Override API Details"/,
		},
		{
			name: 'a response without a token',
			changes: {},
			fault: { path: '/identity', status: 200, body: { pass: 'token-under-another-name' } },
			expected:
				/has no access token\. It contains only the property pass\. .*set "Access Token Property" to its name/,
		},
		{
			name: 'an empty API Key',
			changes: { apiKey: ' ' },
			expected: /^The API Key is empty\./,
		},
		{
			name: 'a Base URL without TLS',
			changes: { baseUrl: 'http://api.myd3.example.com' },
			expected: /^The Base URL .* must be an https address/,
		},
	])('says what to do about a credential with $name', async ({ changes, fault, expected }) => {
		const id = await scene.n8n.api.createCredential('myD3Api', 'Faulty', {
			apiKey: scene.simulator.apiKey,
			baseUrl: scene.simulator.baseUrl,
			...changes,
		});
		if (fault) scene.simulator.failNext(fault);

		const { status, message } = await scene.n8n.api.testCredential(id);

		expect(status).toBe('Error');
		expect(message).toMatch(expected);
		expect(message).not.toContain('token-under-another-name');
	});

	test('refuses, in the credential test, a request that cannot be sent, and sends nothing', async () => {
		const { apiKey, baseUrl } = scene.simulator;
		const rows = refusals(apiKey, new URL(baseUrl).host);
		const before = scene.simulator.requests.length;

		const shown: Record<string, string> = {};
		for (const { what, field, text } of rows) {
			const fields = { apiKey, baseUrl, overrideApiDetails: true, [field]: text };
			const id = await scene.n8n.api.createCredential('myD3Api', what, fields);
			const { status, message } = await scene.n8n.api.testCredential(id);
			shown[what] = `${status}: ${message}`;
		}

		expect(shown).toEqual(
			Object.fromEntries(rows.map(({ what, message }) => [what, `Error: ${message}`])),
		);
		expect(scene.simulator.requests).toHaveLength(before);
	});

	test('says what to do about a host with an untrusted certificate', async () => {
		const untrusted = await startSimulator({ tls: makeCertificates() });
		const id = await scene.n8n.api.createCredential('myD3Api', 'Untrusted', {
			apiKey: untrusted.apiKey,
			baseUrl: untrusted.baseUrl,
		});

		const { message } = await scene.n8n.api.testCredential(id);
		await untrusted.stop();

		expect(message).toMatch(
			/^Could not connect securely to localhost:\d+: its TLS certificate was not accepted\. .*NODE_EXTRA_CA_CERTS/,
		);
	});

	// n8n 1.x has its own messages for these, whatever the credential says.
	test.each([
		{
			status: 403,
			expected: {
				'2.41.1': /^MyD3 does not allow this API Key to list the subscriptions/,
				'1.123.81': /^Forbidden - perhaps check your credentials\?$/,
			},
		},
		{
			status: 404,
			expected: {
				'2.41.1': /make "List Request" match the request on MyD3's "API Catalog" page/,
				'1.123.81': /^The resource you are requesting could not be found$/,
			},
		},
	])('fails the credential test if the list gets $status', async (row) => {
		scene.simulator.failNext({ method: 'GET', status: row.status });

		const { id } = scene.credentials!.myD3Api!;
		const { status, message } = await scene.n8n.api.testCredential(id);

		expect(status).toBe('Error');
		expect(message).toMatch(row.expected[version]);
	});

	test('creates, gets, lists and deletes subscriptions', async () => {
		const created = await run({
			operation: 'create',
			eventType: 'InvoiceIssued',
			notificationUrl: 'https://localhost/hook?apiKey=key-of-another-receiver',
		});
		expect(created.error).toBeUndefined();
		const [{ id }] = created.output.MyD3 as [{ id: string }];
		expect(scene.simulator.subscriptions).toMatchObject([
			{ id, notificationUrl: 'https://localhost/hook?apiKey=key-of-another-receiver' },
		]);

		const byId = { subscriptionId: { __rl: true, mode: 'id', value: id } };
		const got = await run({ operation: 'get', ...byId });
		expect(got.output.MyD3).toMatchObject([{ id, eventType: 'InvoiceIssued' }]);
		expect(got.raw).not.toContain('key-of-another-receiver');

		const listed = await run({ operation: 'getAll', returnAll: true });
		expect(listed.output.MyD3).toMatchObject([{ id, eventType: 'InvoiceIssued' }]);

		const deleted = await run({ operation: 'delete', ...byId });
		expect(deleted.output.MyD3).toEqual([{ deleted: true, id }]);
		expect(scene.simulator.subscriptions).toEqual([]);
	});

	test('says why an operation fails', async () => {
		const { status, error } = await run({
			operation: 'delete',
			subscriptionId: { __rl: true, mode: 'id', value: '9ccbe7c2-00e7-44dd-8af7-885c44b4404f' },
		});

		expect(status).toBe('error');
		expect(error).toMatch(
			/^MyD3 has no subscription with the ID 9ccbe7c2-00e7-44dd-8af7-885c44b4404f\./,
		);
	});

	describe('and its operations', () => describeOperations(() => scene));

	describe('and the example "subscription health check"', () => describeHealthCheck(() => scene));
});
