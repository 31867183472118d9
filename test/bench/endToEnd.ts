import { randomUUID } from 'node:crypto';
import type { N8nVersion } from '../e2e/n8nProcess';
import { invoiceNumber, startScene, triggerNode, type Scene } from '../e2e/scene';
import { chain, type WorkflowNode } from '../e2e/workflow';
import { gitHubTrigger, startGitHub, type GitHub } from './github';
import { formatNumber, type Row, type Section } from './report';
import { Senders } from './senders';
import { interleaved, median, medianRatio, percentile, type Rounds } from './statistics';

/** No worse than n8n's own trigger, allowing for measurement noise. */
const NO_WORSE = 0.95;
/** The approximate duration of one round for one subject. */
const ROUND_SECONDS = 2.5;
const MIN_DELIVERIES = 25;
const WARM_UP = 30;

/** The public address that n8n is configured with, because the GitHub Trigger refuses "localhost". */
const PUBLIC_URL = 'https://n8n.example.com/';

/** An n8n configuration that people use. */
export interface Configuration {
	version: N8nVersion;
	env: Record<string, string>;
	/** The minimum throughput of the trigger, as a multiple of that of the GitHub Trigger and, if given, the Webhook node. */
	targets: { github: number; webhook?: number };
}

/** The configurations to measure, by the name of their part of the benchmark. */
export const CONFIGURATIONS: Record<string, Configuration> = {
	'end-to-end': { version: '2.41.1', env: {}, targets: { github: NO_WORSE } },
	'end-to-end-lazy': {
		version: '2.41.1',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		// The GitHub Trigger makes n8n evaluate expressions on every delivery; the MyD3 Trigger does not.
		targets: { github: 3, webhook: 0.85 },
	},
	'end-to-end-legacy': {
		version: '2.41.1',
		env: { N8N_EXPRESSION_ENGINE: 'legacy' },
		targets: { github: NO_WORSE, webhook: NO_WORSE },
	},
	'end-to-end-1': { version: '1.123.81', env: {}, targets: { github: NO_WORSE } },
};

const noOperation: WorkflowNode = {
	name: 'No Operation',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
};

interface Subject {
	url: string;
	headers: (body: Buffer) => Record<string, string>;
	workflowId: string;
}

type Name = 'myd3' | 'webhook' | 'github' | 'saved' | 'fields';

const TITLES: Record<Name, string> = {
	myd3: '**MyD3 Trigger**',
	github: 'GitHub Trigger',
	webhook: 'Webhook node',
	fields: 'MyD3 Trigger, followed by Edit Fields',
	saved: 'MyD3 Trigger, executions saved',
};

/**
 * Measures deliveries to a real n8n: the trigger compared with n8n's own Webhook node and its GitHub Trigger, which checks
 * a signature; with executions saved; and followed by a node that evaluates an expression.
 *
 * @param configuration of n8n
 * @param rounds the number of rounds
 * @returns the table
 */
export async function endToEnd(
	{ version, env, targets }: Configuration,
	rounds: number,
): Promise<Section> {
	const { perSecond, p99 } = await measure(version, env, rounds);
	const row = (subject: Name, target?: number): Row => {
		const ratio = medianRatio(perSecond.myd3, perSecond[subject]);
		return {
			what: TITLES[subject],
			figure: `${formatNumber(median(perSecond[subject]))}/s, p99 ${formatNumber(p99[subject])} ms`,
			ratio: subject === 'myd3' ? '1' : `MyD3 Trigger is ${ratio.toFixed(2)} × as fast`,
			...(target !== undefined && { target: `≥ ${target} ×`, isMet: ratio >= target }),
		};
	};
	const variables = Object.entries(env).map(([name, value]) => `, ${name}=${value}`);
	return {
		heading: `Deliveries per second to n8n ${version}${variables.join('')}`,
		rows: [
			row('myd3'),
			row('github', targets.github),
			row('webhook', targets.webhook),
			row('fields'),
			row('saved'),
		],
	};
}

async function measure(
	version: N8nVersion,
	env: Record<string, string>,
	rounds: number,
): Promise<{ perSecond: Rounds<Name>; p99: Record<Name, number> }> {
	const scene = await startScene(version, {
		env: {
			WEBHOOK_URL: PUBLIC_URL,
			N8N_LOG_LEVEL: 'warn',
			EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
			...env,
		},
	});
	const gitHub = await startGitHub(scene.certificates);
	const senders = new Senders(scene.certificateAuthority);
	try {
		const subjects = await publish(scene, gitHub);
		const latencies = {} as Record<Name, number[]>;
		const send = async (name: Name, count: number) => {
			const { url, headers, workflowId } = subjects[name];
			const load = await senders.send(url, count, headers);
			latencies[name] = [...(latencies[name] ?? []), ...load.latencies];
			// Executions that are still running must not slow down the next subject.
			await scene.n8n.eventually(
				'the end of all executions',
				async () => (await scene.n8n.api.countExecutions(workflowId, 'running')) === 0,
			);
			return load.perSecond;
		};
		const names = Object.keys(subjects) as Name[];
		const counts = {} as Record<Name, number>;
		for (const name of names) {
			await send(name, WARM_UP);
			counts[name] = Math.max(
				MIN_DELIVERIES,
				Math.round((await send(name, WARM_UP)) * ROUND_SECONDS),
			);
			latencies[name] = [];
		}
		const perSecond = await interleaved(
			rounds,
			Object.fromEntries(names.map((name) => [name, () => send(name, counts[name])])) as Record<
				Name,
				() => Promise<number>
			>,
		);
		const p99 = Object.fromEntries(
			names.map((name) => [name, percentile(latencies[name], 0.99)]),
		) as Record<Name, number>;
		return { perSecond, p99 };
	} finally {
		senders.stop();
		await scene.stop();
		await gitHub.stop();
	}
}

/** Publishes a workflow for each subject. */
async function publish(scene: Scene, gitHub: GitHub): Promise<Record<Name, Subject>> {
	const { n8n, simulator, credentials } = scene;
	const local = (url: string) => url.replace(PUBLIC_URL, `${n8n.url}/`);
	const activate = async (settings: Record<string, unknown>, ...nodes: WorkflowNode[]) => {
		const workflowId = await n8n.api.createWorkflow({ ...chain('Bench', nodes), settings });
		await n8n.api.activate(workflowId);
		return workflowId;
	};
	const myd3 = async (settings: Record<string, unknown>, next: WorkflowNode): Promise<Subject> => {
		const workflowId = await activate(settings, triggerNode(credentials, randomUUID()), next);
		const { notificationUrl } = simulator.subscriptions.at(-1)!;
		return { url: local(notificationUrl), headers: () => ({}), workflowId };
	};

	const path = randomUUID();
	const webhookNode: WorkflowNode = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, options: {} },
	};
	const gitHubId = await n8n.api.createCredential('githubApi', 'GitHub', {
		server: gitHub.url,
		user: 'user',
		accessToken: 'token',
	});
	const webhookId = randomUUID();
	const gitHubNode = gitHubTrigger({ githubApi: { id: gitHubId, name: 'GitHub' } }, webhookId);
	return {
		myd3: await myd3({}, noOperation),
		webhook: {
			workflowId: await activate({}, webhookNode, noOperation),
			url: `${n8n.webhookUrl}${path}`,
			headers: () => ({}),
		},
		github: {
			workflowId: await activate({}, gitHubNode, noOperation),
			url: `${n8n.webhookUrl}${webhookId}/webhook`,
			headers: gitHub.signature,
		},
		saved: await myd3({ saveDataSuccessExecution: 'all' }, noOperation),
		fields: await myd3({}, invoiceNumber),
	};
}
