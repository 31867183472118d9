import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { N8n } from '../e2e/n8n';
import { chain, type WorkflowNode } from '../e2e/workflow';
import type { Simulator } from '../simulator/simulator';
import { Narrator, StepError, withoutKey } from './narrator';
import { watchStopSignal } from './stopSignal';
import { startWorld, stopWorld, type World } from './world';

// npm run demo            follows an invoice from MyD3 through n8n, then leaves n8n running for a look around
// npm run demo -- --once  ends after one invoice: with 0, or with 1 if a step failed

const LOG_TAIL_LINES = 30;
const once = process.argv.includes('--once');
const narrator = new Narrator();
const stopSignal = watchStopSignal();

void main().then((exitCode) => process.exit(exitCode));

async function main(): Promise<number> {
	const world: World = {};
	try {
		await startWorld(narrator, world, stopSignal.isRequested);
		if (!stopSignal.isRequested()) await play(world.n8n!, world.simulator!);
		console.log('\nThe demo is over.');
		return 0;
	} catch (error) {
		if (!(error instanceof StepError)) throw error;
		console.error(`\n${error.message}`);
		if (world.n8n && !error.message.includes('The end of the log')) {
			const tail = world.n8n.log().split('\n').slice(-LOG_TAIL_LINES).join('\n');
			console.error(`\nThe end of n8n's log:\n${tail}`);
		}
		return 1;
	} finally {
		await stopWorld(world);
	}
}

async function play(n8n: N8n, simulator: Simulator): Promise<void> {
	const credentials = await narrator.run('Enter the API Key in n8n and test it', async () => {
		const name = 'MyD3 simulator';
		const { baseUrl, apiKey } = simulator;
		const id = await n8n.api.createCredential('myD3Api', name, { apiKey, baseUrl });
		const { status, message } = await n8n.api.testCredential(id);
		if (status !== 'OK') throw new Error(message);
		narrator.say(`n8n says: ${message}`);
		return { myD3Api: { id, name } };
	});

	const workflowId = await narrator.run('Create a workflow: MyD3 Trigger → Edit Fields', () =>
		n8n.api.createWorkflow(chain('Invoices from MyD3', [trigger(credentials), editFields])),
	);
	await narrator.run('Publish the workflow; the trigger subscribes to MyD3', async () => {
		await n8n.api.activate(workflowId);
		await n8n.eventually('the subscription', () => simulator.subscriptions.length === 1);
		for (const { eventType, notificationUrl } of simulator.subscriptions) {
			narrator.say(`MyD3 now has one subscription, for ${eventType}, and will notify`);
			narrator.say(withoutKey(notificationUrl));
		}
	});
	await narrator.run('MyD3 issues an invoice', () => issueInvoice(n8n, simulator, workflowId));

	if (!once && !stopSignal.isRequested()) {
		console.log(`
n8n keeps running. Look around at ${n8n.url}/workflow/${workflowId}
   login     ${n8n.owner.email}
   password  ${n8n.owner.password}
   Your browser will warn about the certificate, which was made for this demo; continue anyway.
Press Enter to issue another invoice, Ctrl-C to stop.`);
		await issueInvoicesOnEnter(n8n, simulator, workflowId);
	}

	await narrator.run('Unpublish the workflow; the trigger ends the subscription', async () => {
		await n8n.api.deactivate(workflowId);
		await n8n.eventually('the end of the subscription', () => !simulator.subscriptions.length);
		narrator.say('MyD3 has no subscriptions left.');
	});
}

/** Has MyD3 issue an invoice; shows the event, and the output of the workflow. */
async function issueInvoice(n8n: N8n, simulator: Simulator, workflowId: string): Promise<void> {
	const before = (await n8n.api.executions(workflowId)).length;
	const { event, attempts } = await simulator.issueInvoice();
	narrator.show('What went in, the event that MyD3 sent', event);
	narrator.say(`n8n answered ${attempts.map(({ status }) => status).join(', ')}.`);

	const { id } = await n8n.eventually('the workflow to start', async () => {
		const executions = await n8n.api.executions(workflowId);
		return executions.length > before && executions[0];
	});
	const { status, error, output } = await n8n.api.finishedExecution(id);
	if (status !== 'success') throw new Error(`The workflow ended with ${status}: ${error}`);
	narrator.show('What came out of the last node', output[editFields.name]);
}

async function issueInvoicesOnEnter(
	n8n: N8n,
	simulator: Simulator,
	workflowId: string,
): Promise<void> {
	const input = createInterface({ input: process.stdin });
	// One at a time, however fast someone presses Enter; a failure surfaces at the end.
	let invoices = Promise.resolve();
	const failed = new Promise<never>((_, reject) => {
		input.on('line', () => {
			invoices = invoices.then(() =>
				narrator.run('MyD3 issues another invoice', () => issueInvoice(n8n, simulator, workflowId)),
			);
			invoices.catch(reject);
		});
	});
	await Promise.race([stopSignal.requested, failed]);
	input.close();
	await invoices;
}

function trigger(credentials: WorkflowNode['credentials']): WorkflowNode {
	return {
		name: 'MyD3 Trigger',
		type: 'n8n-nodes-myd3.myD3Trigger',
		typeVersion: 1.1,
		webhookId: randomUUID(),
		parameters: { events: ['InvoiceIssued'] },
		credentials,
	};
}

const editFields: WorkflowNode = {
	name: 'Edit Fields',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		assignments: {
			assignments: [
				{ id: '1', name: 'invoice', type: 'string', value: '={{ $json.invoice.number }}' },
				{ id: '2', name: 'due', type: 'string', value: '={{ $json.invoice.dueDate }}' },
				{ id: '3', name: 'total', type: 'number', value: '={{ $json.invoice.total }}' },
				{ id: '4', name: 'currency', type: 'string', value: '={{ $json.invoice.currency }}' },
			],
		},
	},
};
