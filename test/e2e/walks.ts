import { randomUUID } from 'node:crypto';
import { klaviyo } from '../peers/apis/klaviyo';
import { office365Activity } from '../peers/apis/office365Activity';
import { softwareone } from '../peers/apis/softwareone';
import { credentialFor } from '../peers/lifecycle';
import { startMock, type MockVendor } from '../peers/mockServer';
import type { Peer } from '../peers/types';
import { startForwarder, type Forwarder } from './forwarder';
import type { N8nVersion } from './n8nProcess';
import { triggerNode, type Scene } from './scene';
import { documentedWalk } from './troubleshooting';
import { chain, manualTrigger, type WorkflowNode } from './workflow';

/** The fields that a message can name: their label on the screen, and their internal name. */
const FIELDS: Record<string, string> = {
	'Token Request': 'tokenRequest',
	'Create Request': 'createRequest',
	'List Request': 'listRequest',
	'Delete Request': 'deleteRequest',
	'Access Token Property': 'accessTokenProperty',
	'Subscription ID Property': 'subscriptionIdProperty',
	'API Secret': 'apiSecret',
};

/** One correction: the message, and the change that it led to. */
interface Step {
	message: string;
	field: string;
}

/** A first connection to an API. */
interface Walk {
	what: string;
	peer: Peer;
	/** The first input of someone who skips what looks unimportant on the vendor's page. */
	firstTries?: Record<string, string>;
	/** The fields that the messages lead to, in order. */
	fields: string[];
}

const WALKS: Walk[] = [
	{
		what: 'a nested body with further headers',
		peer: klaviyo,
		fields: ['List Request', 'Create Request', 'API Secret', 'Delete Request'],
	},
	{
		what: 'another delete',
		peer: office365Activity,
		fields: ['List Request', 'Subscription ID Property', 'Create Request', 'Delete Request'],
	},
	{
		what: 'pages, which List Request need not name',
		peer: softwareone,
		firstTries: { listRequest: 'GET /public/v1/notifications/webhooks' },
		fields: ['List Request', 'Create Request', 'Delete Request'],
	},
];

const MAX_STEPS = 10;
/**
 * Connects three APIs that match this package's assumptions only in the exchange of the API Key, as docs/contract.md
 * describes: credential, Diagnose, publish. For each correction, a message names the field, and the vendor's page has
 * the text.
 */
export function describeWalks(version: N8nVersion, getScene: () => Scene): void {
	let scene: Scene;
	let forwarder: Forwarder;

	beforeAll(async () => {
		scene = getScene();
		forwarder = await startForwarder(scene.certificateAuthority);
	});

	afterAll(() => forwarder?.stop());

	test.each(WALKS)(
		'leads from the first refusal to an event by messages alone: $what',
		async ({ peer, firstTries = {}, fields }) => {
			const { api } = scene.n8n;
			const vendor = await startMock(peer.api, {
				mode: 'ownExchange',
				deliverTo: (url) => forwarder.through(url),
			});
			vendor.addBefore(11);
			const name = peer.api.name;
			const page = credentialFor(peer, 'ownExchange', vendor.baseUrl);
			const account: Record<string, unknown> = { apiKey: page.apiKey, baseUrl: vendor.baseUrl };
			const id = await api.createCredential('myD3Api', name, account);
			const credentials = { myD3Api: { id, name } };
			const diagnosis = await api.createWorkflow(
				chain('Diagnosis', [manualTrigger, diagnose(credentials, peer)]),
			);

			const tries = { ...firstTries };
			const steps: Step[] = [];
			for (;;) {
				const step = await nextStep(id, diagnosis, vendor);
				if (step === undefined) break;
				steps.push(step);
				process.stdout.write(`n8n ${version}: ${step.message} → ${step.field}\n`);
				if (steps.length === MAX_STEPS) throw new Error('the messages lead nowhere');
				const property = FIELDS[step.field]!;
				account.overrideApiDetails = true;
				account[property] = tries[property] ?? page[property];
				delete tries[property];
				await api.updateCredential(id, 'myD3Api', name, account);
			}
			expect(steps.map(({ field }) => field)).toEqual(fields);
			// 1.x has its own words for a failed credential test.
			if (peer === DOCUMENTED && version === '2.41.1') {
				expect(documentedWalk()).toEqual(steps.map(({ message, field }) => [message, field]));
			}

			const trigger = triggerNode(credentials, randomUUID());
			trigger.parameters = { events: ['custom'], customEventTypes: peer.api.eventTypes[0] };
			const workflowId = await api.createWorkflow(chain(name, [trigger]));
			await api.activate(workflowId);
			const event = { id: randomUUID() };
			expect(await vendor.deliver(vendor.own[0]!, event)).toBe(200);
			const execution = await scene.n8n.eventually('the execution', async () => {
				const [first] = await api.executions(workflowId, 'success');
				return first;
			});
			expect((await api.execution(execution.id)).output['MyD3 Trigger']).toEqual([event]);
			await api.deactivate(workflowId);
			expect(vendor.own).toEqual([]);
			expect(vendor.subscriptions).toHaveLength(11);
			vendor.stop();
		},
		180_000,
	);

	/** The message of the credential test or, if that passes, of Diagnose. @returns undefined if nothing is wrong */
	const nextStep = async (
		credentialId: string,
		diagnosis: string,
		vendor: MockVendor,
	): Promise<Step | undefined> => {
		const { status, message } = await scene.n8n.api.testCredential(credentialId);
		const named = Object.keys(FIELDS).find((field) => message.includes(`"${field}"`));
		if (status !== 'OK' && named !== undefined) return { message, field: named };

		const { output } = await scene.n8n.api.runManually(diagnosis, 'Manual Trigger');
		// Diagnose could not delete this subscription, so the user deletes it at the vendor.
		vendor.subscriptions = vendor.subscriptions.filter(({ foreign }) => foreign);
		const rows = output.MyD3 as Array<
			Record<'verdict' | 'explanation' | 'advice' | 'field', string>
		>;
		const wrong = rows.find(({ verdict, field }) => verdict !== 'ok' && field !== '');
		return wrong && { message: `${wrong.explanation} ${wrong.advice}`.trim(), field: wrong.field };
	};
}

/** The walk described in docs/contract.md. */
const DOCUMENTED = office365Activity;

const diagnose = (credentials: WorkflowNode['credentials'], peer: Peer): WorkflowNode => ({
	name: 'MyD3',
	type: 'n8n-nodes-myd3.myD3',
	typeVersion: 1,
	parameters: {
		resource: 'connection',
		operation: 'diagnose',
		includeTestSubscription: true,
		eventType: peer.api.eventTypes[0],
		notificationUrl: 'https://localhost/for-the-diagnosis',
	},
	credentials,
});
