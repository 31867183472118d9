import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startScene, triggerNode, VERSIONS, type Scene } from './scene';
import { chain, manualTrigger, type WorkflowNode } from './workflow';

const WRONG_API_KEY = 'wrong-key-of-a-user';

const failing: WorkflowNode = {
	name: 'Stop and Error',
	type: 'n8n-nodes-base.stopAndError',
	typeVersion: 1,
	parameters: { errorMessage: 'The ledger is closed' },
};

describe.each(VERSIONS)('secrets in n8n %s', (version) => {
	let scene: Scene;
	/** What n8n showed: responses and error messages. */
	const shown: Record<string, string> = {};

	beforeAll(async () => {
		scene = await startScene(version, { env: { N8N_LOG_LEVEL: 'debug' } });
	}, 240_000);

	afterAll(async () => {
		await scene?.stop();
	}, 30_000);

	const messageOf = async (failure: Promise<unknown>) => {
		const [outcome] = await Promise.allSettled([failure]);
		if (outcome.status === 'fulfilled') throw new Error('nothing failed');
		return (outcome.reason as Error).message;
	};

	/** A workflow's whole lifecycle, with everything that can go wrong. */
	const runThrough = async (workflowId: string) => {
		const { api } = scene.n8n;
		const { simulator } = scene;
		const refuseCreate = {
			method: 'POST',
			path: '/subscription',
			status: 400,
			// 2.41 tries five times before it reports.
			times: version === '2.41.1' ? 5 : 1,
		};
		simulator.failNext(refuseCreate);
		shown['error of an activation'] = await messageOf(api.activate(workflowId));
		await api.deactivate(workflowId);

		await api.activate(workflowId);
		const { notificationUrl } = simulator.subscriptions[0]!;
		const statuses = [
			await scene.deliver(notificationUrl, { invoice: { number: 'INV-1' } }),
			await scene.deliver(notificationUrl, 'no JSON'),
			await scene.deliver(`${notificationUrl}&apiKey=twice`, {}),
			await scene.deliver(`${notificationUrl}A`, {}),
			await scene.deliver(notificationUrl.replace('/webhook/', '/webhook/unknown-'), {}),
		];
		expect(statuses).toEqual([500, 400, 401, 401, 404]);

		await api.listenForTestEvent(workflowId, 'MyD3 Trigger');
		await api.stopListening(workflowId);
		simulator.expireTokens();
		shown['active workflow'] = JSON.stringify(await api.getWorkflow(workflowId));

		const manual = async (parameters: object) =>
			await api.createWorkflow(
				chain('MyD3', [
					manualTrigger,
					{
						name: 'MyD3',
						type: 'n8n-nodes-myd3.myD3',
						typeVersion: 1,
						parameters: { resource: 'subscription', ...parameters },
						credentials: scene.credentials,
					},
				]),
			);
		const list = await manual({ operation: 'getAll', returnAll: true });
		const listed = await api.runManually(list, 'Manual Trigger');
		expect(listed.raw).toContain(notificationUrl.split('?')[0]);
		shown['execution of a list'] = listed.raw;
		const { id: subscriptionId } = simulator.subscriptions[0]!;
		const testEvent = await manual({
			operation: 'sendTestEvent',
			subscriptionId: { __rl: true, mode: 'id', value: subscriptionId },
			event: '{"invoice": {"number": "TEST-1"}}',
		});
		const sent = await api.runManually(testEvent, 'Manual Trigger');
		expect(sent.output.MyD3).toMatchObject([{ status: 500 }]);
		shown['execution of a test event'] = sent.raw;
		const diagnosis = await manual({
			resource: 'connection',
			operation: 'diagnose',
			includeTestSubscription: true,
			notificationUrl: 'https://localhost/for-the-diagnosis',
		});
		const diagnosed = await api.runManually(diagnosis, 'Manual Trigger');
		expect(diagnosed.output.MyD3).toHaveLength(9);
		shown['execution of a diagnosis'] = diagnosed.raw;
		simulator.failNext({ method: 'GET', path: '/subscription', status: 403 });
		shown['execution of a list that fails'] = (await api.runManually(list, 'Manual Trigger')).raw;

		simulator.failNext({ method: 'DELETE', status: 403, times: 3 });
		await api.deactivate(workflowId);
		await api.activate(workflowId);
		await api.deactivate(workflowId);
		shown['inactive workflow'] = JSON.stringify(await api.getWorkflow(workflowId));
		for (const { id } of await api.executions(workflowId)) {
			shown[`execution ${id}`] = (await api.execution(id)).raw;
		}
	};

	/** Enters a wrong API Key. */
	const mistype = async () => {
		const { api } = scene.n8n;
		const name = 'Wrong';
		const id = await api.createCredential('myD3Api', name, {
			apiKey: WRONG_API_KEY,
			baseUrl: scene.simulator.baseUrl,
		});
		shown['test of a wrong API Key'] = (await api.testCredential(id)).message;
		const workflowId = await api.createWorkflow(
			chain('Wrong', [triggerNode({ myD3Api: { id, name } }, randomUUID()), failing]),
		);
		shown['activation with a wrong API Key'] = await messageOf(api.activate(workflowId));
		await api.deactivate(workflowId);
	};

	/** Every key, token and API Key so far. */
	const secretsOf = () => {
		const { requests, apiKey } = scene.simulator;
		const keys = requests.flatMap(({ body }) => {
			const url = (body as { notificationUrl?: string } | undefined)?.notificationUrl;
			return url === undefined ? [] : [url.split('?apiKey=')[1]!];
		});
		const tokens = requests.flatMap(
			({ headers }) => headers.authorization?.replace('Bearer ', '') ?? [],
		);
		return {
			keys: [...new Set(keys)],
			tokens: [...new Set(tokens)],
			apiKeys: [apiKey, WRONG_API_KEY],
		};
	};

	test('are neither shown, nor logged, nor stored unencrypted, whatever fails', async () => {
		const trigger = triggerNode(scene.credentials, randomUUID());
		Object.assign(trigger.parameters, {
			events: ['InvoiceIssued', 'custom'],
			customEventTypes: 'OrderShipped',
			responseMode: 'lastNode',
		});
		await runThrough(await scene.n8n.api.createWorkflow(chain('Lifecycle', [trigger, failing])));
		await mistype();

		const { keys, tokens, apiKeys } = secretsOf();
		expect(keys.length).toBeGreaterThanOrEqual(6);
		expect(tokens.length).toBeGreaterThanOrEqual(2);
		expect(scene.n8n.log()).toMatch(/debug/);

		const files = await filesIn(scene.n8n.folder);
		expect(Object.keys(files)).toContain('.n8n/database.sqlite');
		const texts = { ...shown, 'the log': scene.n8n.log(), ...files };
		// Proves that the search is not blind: the stored workflow is among the files.
		expect(found(texts, ['keyDigest'])).toContain('keyDigest in .n8n/database.sqlite');
		expect(found(texts, [...keys, ...tokens, ...apiKeys])).toEqual([]);
	}, 300_000);
});

/** Which secret is in which text. Shortens secrets: error messages must not contain them either. */
function found(searched: Record<string, string>, secrets: string[]): string[] {
	return Object.entries(searched).flatMap(([place, content]) =>
		secrets
			.filter((secret) => content.includes(secret))
			.map((secret) => `${secret.length > 12 ? `${secret.slice(0, 6)}…` : secret} in ${place}`),
	);
}

/** Every file in n8n's folder, including its database and journals, without the installed package. */
async function filesIn(folder: string): Promise<Record<string, string>> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.filter((path) => !path.includes('node_modules'));
	const contents = await Promise.all(
		paths.map(async (path) => [path, await readFile(join(folder, path), 'latin1')] as const),
	);
	// The journal belongs to the database.
	const named = contents.map(
		([path, content]) => [path.replace(/-(wal|shm)$/, ''), content] as const,
	);
	const files: Record<string, string> = {};
	for (const [path, content] of named) files[path] = (files[path] ?? '') + content;
	return files;
}
