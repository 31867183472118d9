import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../simulator/simulator';
import { startScene, triggerNode, VERSIONS, type Scene } from './scene';
import { chain } from './workflow';

// docs/troubleshooting.md holds what is seen on the screen: each message that n8n shows here has to stand in it.

const DOCUMENT = readFileSync(join(__dirname, '../../docs/troubleshooting.md'), 'utf8');
const PATH = '/subscription';
const WITHOUT_REPEATS = { 'retry-after': '600' };
const ALWAYS = 99;

type Fault = Parameters<Simulator['failNext']>[0];

/** What is wrong: fields of the credential, parameters of the trigger, or MyD3's answers. */
interface Case {
	name: string;
	credential?: Record<string, unknown>;
	options?: Record<string, unknown>;
	fault?: Omit<Fault, 'times'>;
}

const activations: Case[] = [
	{ name: 'a wrong API Key', credential: { apiKey: 'wrong' } },
	{ name: 'an unreachable MyD3', credential: { baseUrl: 'https://localhost:1' } },
	{
		name: 'a wrong token path',
		credential: { overrideApiDetails: true, tokenPath: '/elsewhere' },
	},
	{
		name: 'a wrong subscription path',
		credential: { overrideApiDetails: true, subscriptionPath: '/elsewhere' },
	},
	{
		name: 'an n8n that MyD3 cannot reach',
		credential: { baseUrl: 'https://api.myd3.data3.com' },
	},
	{ name: 'text for JSON', options: { additionalFields: '[1]' } },
	{ name: 'a refused body', fault: { method: 'POST', status: 400 } },
	{ name: 'a refused token', fault: { status: 401 } },
	{ name: 'no permission', fault: { method: 'POST', status: 403 } },
	{ name: 'a conflict', fault: { method: 'POST', status: 409 } },
	{ name: 'too many requests', fault: { status: 429, headers: WITHOUT_REPEATS } },
	{ name: 'an outage', fault: { status: 503, headers: WITHOUT_REPEATS } },
	{ name: 'a web page for an answer', fault: { method: 'POST', status: 200, body: '<html>' } },
];

const deactivations: Case[] = [
	{ name: 'no permission', fault: { status: 403 } },
	{ name: 'not found though listed', fault: { status: 404 } },
	{ name: 'an outage', fault: { status: 503, headers: WITHOUT_REPEATS } },
];

/** A message with what differs from one time to the next left out, as the document has it. */
const general = (message: string): string =>
	message
		.trim()
		.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…')
		.replace(/https:\/\/localhost:\d{2,}/g, 'https://localhost')
		.replace(' MyD3 says: Simulated failure.', '')
		.replace(/ MyD3 says: There is nothing at \/elsewhere\./, '');

describe.each(VERSIONS)('what n8n %s shows', (version) => {
	let scene: Scene;
	const faulty: Simulator[] = [];

	beforeAll(async () => {
		scene = await startScene(version);
	}, 240_000);

	afterAll(async () => {
		await scene?.stop();
		for (const simulator of faulty) await simulator.stop();
	}, 30_000);

	/** Makes a workflow with what is wrong in this case. @returns its id */
	const workflow = async ({ name, credential, options, fault }: Case): Promise<string> => {
		let { baseUrl } = scene.simulator;
		if (fault !== undefined) {
			const simulator = await startSimulator({ apiKey: scene.simulator.apiKey });
			faulty.push(simulator);
			simulator.failNext({ path: PATH, times: ALWAYS, ...fault });
			({ baseUrl } = simulator);
		}
		const id = await scene.n8n.api.createCredential('myD3Api', name, {
			apiKey: scene.simulator.apiKey,
			baseUrl,
			...credential,
		});
		const node = triggerNode({ myD3Api: { id, name } }, randomUUID());
		Object.assign(node.parameters, { options });
		return await scene.n8n.api.createWorkflow(chain(name, [node]));
	};

	test('of failed activations is in docs/troubleshooting.md', async () => {
		const ids: string[] = [];
		for (const one of activations) ids.push(await workflow(one));

		// At the same time: 2.41 tries each for 15 s.
		const outcomes = await Promise.allSettled(ids.map((id) => scene.n8n.api.activate(id)));

		const shown = outcomes.map((outcome) =>
			outcome.status === 'rejected'
				? general((outcome.reason as Error).message.split('\n')[0]!)
				: 'active',
		);
		const undocumented = shown.filter((message) => !DOCUMENT.includes(message));
		process.stdout.write(`n8n ${version}:\n${[...new Set(shown)].join('\n')}\n`);
		expect(undocumented).toEqual([]);
	}, 240_000);

	test.each(deactivations)(
		'of a deactivation with $name is in the document',
		async ({ fault }) => {
			const node = triggerNode(scene.credentials, randomUUID());
			const id = await scene.n8n.api.createWorkflow(chain('Deactivation', [node]));
			await scene.n8n.api.activate(id);
			const before = scene.n8n.log().length;
			scene.simulator.failNext({ method: 'DELETE', times: ALWAYS, ...fault! });

			await scene.n8n.api.deactivate(id);

			// Neither version shows anything in the editor; both log it.
			const said =
				version === '2.41.1'
					? /error +(External webhook deregistration failed for: .*)/
					: /error +Could not remove webhooks of workflow "[^"]*" because of error: "(.*?)" *(\{|$)/m;
			const message = await scene.n8n.eventually(
				'the message in the log',
				() => said.exec(scene.n8n.log().slice(before))?.[1],
			);
			scene.simulator.endFaults();
			scene.simulator.subscriptions = [];
			process.stdout.write(`n8n ${version}: ${general(message)}\n`);
			expect(DOCUMENT).toContain(
				general(message).replace(
					'External webhook deregistration failed for: "MyD3 Trigger": ',
					'',
				),
			);
		},
		120_000,
	);
});
