import { randomUUID } from 'node:crypto';
import { makeCertificates } from '../certificates';
import { startSimulator, type Simulator } from '../simulator/simulator';
import { startScene, triggerNode, VERSIONS, type Scene } from './scene';
import { documentedMessages, general } from './troubleshooting';
import { describeWalks } from './walks';
import { chain } from './workflow';

// docs/troubleshooting.md lists what users see: every message here must be in one of its tables, in full.

const PATH = '/subscription';
const WITHOUT_REPEATS = { 'retry-after': '600' };
const ALWAYS = 99;
const TO_ELSEWHERE = '{"eventType": "{eventType}", "notificationUrl": "{notificationUrl}"}';

type Fault = Parameters<Simulator['failNext']>[0];

/** What is wrong: in the credential's fields, the trigger's parameters, or MyD3's responses. */
interface Case {
	name: string;
	credential?: Record<string, unknown>;
	parameters?: Record<string, unknown>;
	fault?: Omit<Fault, 'times'>;
}

const overriding = (fields: Record<string, unknown>) => ({ overrideApiDetails: true, ...fields });

const activations: Case[] = [
	{ name: 'a wrong API Key', credential: { apiKey: 'wrong' } },
	{ name: 'an unreachable MyD3', credential: { baseUrl: 'https://localhost:1' } },
	{
		name: 'a token request to another address',
		credential: overriding({ tokenRequest: 'POST /elsewhere\n\n{"apiKey": "{apiKey}"}' }),
	},
	{
		name: 'a token under an unusual name',
		fault: { path: '/identity', status: 200, body: { pass: 'a-token' } },
	},
	{
		name: 'a create request to another address',
		credential: overriding({ createRequest: `POST /elsewhere\n\n${TO_ELSEWHERE}` }),
	},
	{ name: 'an n8n that MyD3 cannot reach', credential: { baseUrl: 'https://api.myd3.data3.com' } },
	{ name: 'no event', parameters: { events: '={{ [] }}' } },
	{
		name: 'a JSON list instead of an object',
		parameters: { options: { additionalFields: '[1]' } },
	},
	{ name: 'a refused body', fault: { method: 'POST', status: 400 } },
	{ name: 'a refused token', fault: { status: 401 } },
	{ name: 'no permission', fault: { method: 'POST', status: 403 } },
	{ name: 'a conflict', fault: { method: 'POST', status: 409 } },
	{ name: 'too many requests', fault: { status: 429, headers: WITHOUT_REPEATS } },
	{ name: 'an outage', fault: { status: 503, headers: WITHOUT_REPEATS } },
	{ name: 'a web page as the response', fault: { method: 'POST', status: 200, body: '<html>' } },
];

/** The credential test shows these too, at once. */
const refusedFields: Case[] = [
	{ name: 'an empty API Key', credential: { apiKey: ' ' } },
	{
		name: "Postman's variables",
		credential: overriding({
			createRequest: 'POST {{baseUrl}}/subscription\n\n{"url": "{notificationUrl}"}',
		}),
	},
	{
		name: 'a pasted key',
		credential: overriding({
			tokenRequest:
				'curl https://localhost/token -d \'{"apiKey": "api-key-of-the-end-to-end-tests"}\'',
		}),
	},
];

const deactivations: Case[] = [
	{ name: 'no permission', fault: { status: 403 } },
	{ name: 'a subscription that is listed but not found', fault: { status: 404 } },
	{ name: 'an outage', fault: { status: 503, headers: WITHOUT_REPEATS } },
];

describe.each(VERSIONS)('what n8n %s shows', (version) => {
	let scene: Scene;
	const others: Simulator[] = [];

	beforeAll(async () => {
		// 2.41 tries a refused activation for 15 s, by default five workflows at a time.
		scene = await startScene(version, { env: { N8N_WORKFLOW_PUBLICATION_CONCURRENCY: '20' } });
	}, 240_000);

	afterAll(async () => {
		await scene?.stop();
		for (const simulator of others) await simulator.stop();
	}, 30_000);

	/** Makes a credential for this case. @returns its id */
	const credentialOf = async ({ name, credential, fault }: Case): Promise<string> => {
		let { baseUrl } = scene.simulator;
		if (fault !== undefined) {
			const simulator = await startSimulator({ apiKey: scene.simulator.apiKey });
			others.push(simulator);
			simulator.failNext({ path: PATH, times: ALWAYS, ...fault });
			({ baseUrl } = simulator);
		}
		return await scene.n8n.api.createCredential('myD3Api', name, {
			apiKey: scene.simulator.apiKey,
			baseUrl,
			...credential,
		});
	};

	/** Makes a workflow for this case. @returns its id */
	const workflow = async (testCase: Case): Promise<string> => {
		const { name, parameters } = testCase;
		const id = await credentialOf(testCase);
		const node = triggerNode({ myD3Api: { id, name } }, randomUUID());
		Object.assign(node.parameters, parameters);
		return await scene.n8n.api.createWorkflow(chain(name, [node]));
	};

	/** A MyD3 whose certificate n8n does not trust. */
	const untrusted = async (): Promise<Case> => {
		const simulator = await startSimulator({ tls: makeCertificates() });
		others.push(simulator);
		return { name: 'an untrusted certificate', credential: { baseUrl: simulator.baseUrl } };
	};

	test('for failed activations and credential tests is in docs/troubleshooting.md', async () => {
		const ofFields: string[] = [];
		for (const testCase of refusedFields) {
			const { status, message } = await scene.n8n.api.testCredential(await credentialOf(testCase));
			expect([testCase.name, status]).toEqual([testCase.name, 'Error']);
			ofFields.push(general(message));
		}
		const ids: string[] = [];
		for (const testCase of [...activations, await untrusted()]) ids.push(await workflow(testCase));

		// All at once, to wait only once.
		const outcomes = await Promise.allSettled(ids.map((id) => scene.n8n.api.activate(id)));

		const shown = outcomes.map((outcome) =>
			outcome.status === 'rejected'
				? general((outcome.reason as Error).message.split('\n')[0]!)
				: 'active',
		);
		const all = [...shown, ...ofFields].sort();
		process.stdout.write(`n8n ${version}:\n${all.join('\n')}\n`);
		expect(all).toEqual(documentedMessages('Messages when you publish').sort());
	}, 300_000);

	/** Waits for a line in n8n's log. @returns what the expression captures in it */
	const logged = async (expression: RegExp, from: number) =>
		general(
			await scene.n8n.eventually(
				'the message in the log',
				() => expression.exec(scene.n8n.log().slice(from))?.[1],
			),
		);

	test.each(deactivations)(
		'for a deactivation with $name is in the document',
		async ({ fault }) => {
			const node = triggerNode(scene.credentials, randomUUID());
			const id = await scene.n8n.api.createWorkflow(chain('Deactivation', [node]));
			await scene.n8n.api.activate(id);
			const before = scene.n8n.log().length;
			scene.simulator.failNext({ method: 'DELETE', times: ALWAYS, ...fault! });

			await scene.n8n.api.deactivate(id);

			// The editor of neither version shows anything; both log it.
			const pattern =
				version === '2.41.1'
					? /error +External webhook deregistration failed for: "MyD3 Trigger": (.*)/
					: /error +Could not remove webhooks of workflow "[^"]*" because of error: "(.*?)" *(\{|$)/m;
			const message = await logged(pattern, before);
			scene.simulator.endFaults();
			scene.simulator.subscriptions = [];
			process.stdout.write(`n8n ${version}: ${message}\n`);
			expect(documentedMessages('Messages when you unpublish')).toContain(message);
		},
		120_000,
	);

	test('in its log for deliveries that start nothing is in the document', async () => {
		const node = triggerNode(scene.credentials, randomUUID());
		const id = await scene.n8n.api.createWorkflow(chain('Deliveries', [node]));
		await scene.n8n.api.activate(id);
		const { notificationUrl } = scene.simulator.subscriptions[0]!;
		const before = scene.n8n.log().length;

		for (const url of [notificationUrl, notificationUrl, notificationUrl.slice(0, -1)]) {
			await scene.deliver(url, { invoice: { number: 'INV-1' } });
		}

		const lines = [
			await logged(/(MyD3 Trigger: ignored a duplicate delivery: .*?…\))/, before),
			await logged(
				/(MyD3 Trigger: refused 1 request without a valid key \(401\).*?again\.)/,
				before,
			),
		];
		process.stdout.write(`n8n ${version}:\n${lines.join('\n')}\n`);
		expect(documentedMessages("Lines in n8n's log")).toEqual(expect.arrayContaining(lines));
		await scene.n8n.api.deactivate(id);
	});

	describe('on the way to a first event', () => describeWalks(version, () => scene));
});
