import { randomUUID } from 'node:crypto';
import { makeCertificates } from '../../certificates';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { bookInvoice, startLedger, type Ledger } from '../ledger';
import { triggerNode } from '../scene';
import { chain } from '../workflow';
import { startCluster, type Cluster, type Member } from './cluster';
import type { Incident } from './traffic';

/** n8n in queue mode, a simulated MyD3, and a ledger in which a workflow books every event. */
export interface Scenario {
	cluster: Cluster;
	simulator: Simulator;
	ledger: Ledger;
	/**
	 * Creates and publishes a workflow that books every event.
	 *
	 * @param responseMode the value of "Respond"
	 * @returns the workflow's id
	 */
	publish(responseMode: 'lastNode' | 'onReceived'): Promise<string>;
	stop(): Promise<void>;
}

const API_KEY = 'api-key-of-the-queue-tests';
const TRIGGER = 'MyD3 Trigger';
// n8n 2.41's default engine uses an isolate for every execution with an expression, which would make the run take three
// times as long.
const ENVIRONMENT = { N8N_EXPRESSION_ENGINE: 'legacy', N8N_LOG_LEVEL: 'warn' };

/**
 * Starts all parts of the scenario.
 *
 * @returns the running scenario; the caller stops it
 * @throws Error with the ends of the logs if something does not start
 */
export async function startScenario(): Promise<Scenario> {
	const certificates = makeCertificates();
	const { certificateAuthority } = certificates;
	const simulator = await startSimulator({
		apiKey: API_KEY,
		tls: certificates,
		certificateAuthority,
	});
	const ledger = await startLedger();
	const cluster = await startCluster(certificates, ENVIRONMENT);
	const name = 'MyD3 simulator';
	const id = await cluster.api.createCredential('myD3Api', name, {
		apiKey: API_KEY,
		baseUrl: simulator.baseUrl,
	});
	return {
		cluster,
		simulator,
		ledger,
		publish: async (responseMode) => {
			const trigger = triggerNode({ myD3Api: { id, name } }, randomUUID());
			trigger.parameters.responseMode = responseMode;
			const workflow = chain('Book invoices', [trigger, bookInvoice(ledger.url)]);
			const workflowId = await cluster.api.createWorkflow(workflow);
			await cluster.api.activate(workflowId);
			return workflowId;
		},
		stop: async () => {
			await cluster.stop();
			await simulator.stop();
			await ledger.stop();
		},
	};
}

/**
 * The failures and changes that happen while deliveries are being sent.
 *
 * @param scenario in which they happen
 * @param workflowId of the workflow to publish again
 * @param receivingProcess returns the webhook process that currently receives the deliveries
 * @returns the incidents, in a fixed order
 */
export function incidentsIn(
	{ cluster, simulator }: Scenario,
	workflowId: string,
	receivingProcess: () => Member,
): Incident[] {
	const worker = cluster.workers[0]!;
	return [
		{
			what: 'a worker is killed with -9 and started again',
			run: async () => {
				await worker.kill();
				await worker.start();
			},
		},
		{
			what: 'the webhook process that receives the deliveries is killed with -9 and started again',
			run: async () => {
				const processor = receivingProcess();
				await processor.kill();
				await processor.start();
			},
		},
		{ what: 'Redis is restarted', run: () => cluster.restartRedis() },
		{ what: 'the token is revoked', run: async () => simulator.expireTokens() },
		{
			// Changing the trigger makes n8n delete its subscription and create a new one, with the revoked token.
			what: 'the workflow is published with a changed trigger',
			run: async () => {
				const { nodes } = await cluster.api.getWorkflow(workflowId);
				const changed = nodes.map((node) =>
					node.name === TRIGGER
						? { ...node, parameters: { ...node.parameters, options: { includeMetadata: true } } }
						: node,
				);
				await cluster.api.updateNodes(workflowId, changed);
				await cluster.api.activate(workflowId);
			},
		},
	];
}
