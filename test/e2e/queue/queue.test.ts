import { randomUUID } from 'node:crypto';
import { makeCertificates } from '../../certificates';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { eventually } from '../eventually';
import { startLedger, type Ledger } from '../ledger';
import { triggerNode } from '../scene';
import { chain, type WorkflowNode } from '../workflow';
import { startCluster, type Cluster } from './cluster';
import { tally } from './tally';
import { planDeliveries, sendThrough, Sender, type Incident } from './traffic';

const DELIVERIES = Number(process.env.QUEUE_DELIVERIES ?? 2_000);
const REPEATS = DELIVERIES / 10;
const SENDERS = 10;
const SEED = Number(process.env.QUEUE_SEED ?? Date.now() % 1_000_000);
const API_KEY = 'api-key-of-the-queue-tests';

const bookInvoice = (url: string): WorkflowNode => ({
	name: 'Book Invoice',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify($json) }}',
		options: {},
	},
});

describe('n8n 2.41.1 in queue mode: 1 main process, 2 webhook processes, 2 workers', () => {
	let cluster: Cluster;
	let simulator: Simulator;
	let ledger: Ledger;
	let credentials: WorkflowNode['credentials'];

	beforeAll(async () => {
		process.stdout.write(`Queue mode: the seed is ${SEED}; QUEUE_SEED repeats it.\n`);
		const certificates = makeCertificates();
		const { certificateAuthority } = certificates;
		simulator = await startSimulator({ apiKey: API_KEY, tls: certificates, certificateAuthority });
		ledger = await startLedger();
		cluster = await startCluster(certificates);
		const name = 'MyD3 simulator';
		const id = await cluster.api.createCredential('myD3Api', name, {
			apiKey: API_KEY,
			baseUrl: simulator.baseUrl,
		});
		credentials = { myD3Api: { id, name } };
	}, 600_000);

	afterAll(async () => {
		await cluster?.stop();
		await simulator?.stop();
		await ledger?.stop();
	}, 120_000);

	const statuses = async (workflowId: string) => {
		const all = ['success', 'error', 'crashed', 'running', 'new'] as const;
		const counts = all.map(
			async (status) => [status, await cluster.api.countExecutions(workflowId, status)] as const,
		);
		return Object.fromEntries(await Promise.all(counts)) as Record<(typeof all)[number], number>;
	};

	test.each(['lastNode', 'onReceived'] as const)(
		'with "Respond" set to %s, nothing is lost and nobody is let in',
		async (responseMode) => {
			ledger.booked.clear();
			const trigger: WorkflowNode = {
				...triggerNode(credentials, randomUUID()),
				id: 'node-1',
				position: [0, 0],
			};
			trigger.parameters.responseMode = responseMode;
			const nodes = [trigger, bookInvoice(ledger.url)];
			const workflowId = await cluster.api.createWorkflow(chain('Book invoices', nodes));
			await cluster.api.activate(workflowId);
			const firstUrl = simulator.subscriptions[0]!.notificationUrl;

			const processors = cluster.processors.map(({ name }) => name);
			const sender = new Sender(
				cluster.certificateAuthority,
				() => simulator.subscriptions[0]?.notificationUrl,
				(name) => cluster.processors.find((one) => one.name === name)!.lives,
			);
			const forged = [
				firstUrl.replace(/apiKey=.*/, `apiKey=${'A'.repeat(43)}`),
				firstUrl.replace(/\?.*/, ''),
				`${firstUrl}&apiKey=${'A'.repeat(43)}`,
			];
			const refused = new Map<string, number>();
			const letIn: string[] = [];
			const forge = async (url: string) => {
				for (const name of processors) {
					const { status, by } = await sender.forge(url, name);
					if (status === 401) refused.set(by!, (refused.get(by!) ?? 0) + 1);
					if (status >= 200 && status < 300) letIn.push(url);
				}
			};

			const incidents: Incident[] = [
				{
					what: 'a worker is killed with -9 and started again',
					happen: async () => {
						await cluster.workers[0]!.kill();
						await cluster.workers[0]!.start();
					},
				},
				{
					what: 'a webhook process likewise',
					happen: async () => {
						await cluster.processors[0]!.kill();
						await cluster.processors[0]!.start();
					},
				},
				{ what: 'Redis is restarted', happen: () => cluster.restartRedis() },
				{ what: 'the token is revoked', happen: async () => simulator.expireTokens() },
				{
					what: 'the workflow is published with a changed trigger',
					happen: async () => {
						const options = { includeMetadata: true };
						const parameters = { ...trigger.parameters, options };
						const stored = await cluster.api.getWorkflow(workflowId);
						await cluster.api.updateNodes(
							workflowId,
							stored.nodes.map((node) =>
								node.name === trigger.name ? { ...node, parameters } : node,
							),
						);
						await cluster.api.activate(workflowId);
					},
				},
			];
			const startedAt = Date.now();
			const told = incidents.map(({ what, happen }) => ({
				what,
				happen: async () => {
					const since = Date.now();
					await happen();
					const at = ((since - startedAt) / 1000).toFixed(0);
					process.stdout.write(
						`  ${at} s: ${what}, ${((Date.now() - since) / 1000).toFixed(1)} s\n`,
					);
				},
			}));
			let sent = 0;
			await sendThrough(
				planDeliveries(DELIVERIES, REPEATS, processors, SEED),
				SENDERS,
				async (delivery) => {
					if (++sent % 50 === 0) await forge(forged[(sent / 50) % forged.length]!);
					await sender.deliver(delivery);
				},
				told,
			);
			const seconds = (Date.now() - startedAt) / 1000;

			const counts = tally(sender.attempts);
			const events = [...counts.mayHaveStarted.keys()];
			await eventually(
				'the end of all executions',
				async () => {
					const { running, new: waiting } = await statuses(workflowId);
					return running + waiting === 0;
				},
				{ timeoutMs: 180_000 },
			).catch(() => undefined);
			const inN8n = await statuses(workflowId);
			const lost = events.filter((eventId) => !ledger.booked.has(eventId));
			const bookings = [...ledger.booked.values()].reduce((sum, times) => sum + times, 0);
			process.stdout.write(
				[
					`${responseMode}, seed ${SEED}, ${seconds.toFixed(0)} s:`,
					`sent ${DELIVERIES} deliveries (${events.length} events) in ${counts.requests} requests;`,
					`accepted ${counts.accepted}, recognised as repeated ${counts.recognised}, not received at first ${counts.notReceived};`,
					`repeats at the same process ${counts.repeatsAtTheSame}, elsewhere ${counts.repeatsElsewhere};`,
					`booked ${bookings} times, ${ledger.booked.size} events, lost ${lost.length};`,
					`executions ${JSON.stringify(inN8n)};`,
					`refused ${JSON.stringify(Object.fromEntries(refused))}\n`,
				].join('\n  '),
			);
			const notReceived = new Map<string, number>();
			for (const { status, by } of sender.attempts) {
				if (status >= 200 && status < 300) continue;
				notReceived.set(`${status} ${by}`, (notReceived.get(`${status} ${by}`) ?? 0) + 1);
			}
			process.stdout.write(`${JSON.stringify(Object.fromEntries(notReceived))}\n`);

			expect(counts.surprises).toEqual([]);
			expect(lost).toEqual([]);
			const tooOften = [...ledger.booked].filter(
				([eventId, times]) => times > counts.mayHaveStarted.get(eventId)!,
			);
			expect(tooOften).toEqual([]);

			for (const url of [...forged, firstUrl]) await forge(url);
			expect(letIn).toEqual([]);
			expect(ledger.booked.has('forged')).toBe(false);
			expect(simulator.subscriptions).toHaveLength(1);
			await cluster.api.deactivate(workflowId);
			expect(simulator.subscriptions).toEqual([]);
		},
		900_000,
	);
});
