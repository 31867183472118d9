/** A real n8n with strict mock servers of real subscription APIs: the forms of requests, and the checks of the URL. */
import { randomUUID } from 'node:crypto';

import { startForwarder, type Forwarder } from './forwarder';
import { adyen } from '../peers/apis/adyen';
import { asana } from '../peers/apis/asana';
import { eventGrid } from '../peers/apis/eventGrid';
import { exact } from '../peers/apis/exact';
import { klaviyo } from '../peers/apis/klaviyo';
import { mailchimp } from '../peers/apis/mailchimp';
import { office365Activity } from '../peers/apis/office365Activity';
import { sharepoint } from '../peers/apis/sharepoint';
import { softwareone } from '../peers/apis/softwareone';
import { surveyMonkey } from '../peers/apis/surveyMonkey';
import { teamleader } from '../peers/apis/teamleader';
import { webflow } from '../peers/apis/webflow';
import { credentialFor } from '../peers/lifecycle';
import { startMock, type MockVendor } from '../peers/mockServer';
import type { AuthenticationMode } from '../peers/authentication';
import type { Peer } from '../peers/types';
import { startScene, triggerNode, VERSIONS, type Scene } from './scene';
import { chain, type WorkflowNode } from './workflow';

/** Stripe's API (docs.stripe.com/api/webhook_endpoints), whose requests are forms. */
const stripe: Peer = {
	api: {
		name: 'Stripe',
		source: 'docs.stripe.com/api/webhook_endpoints/create',
		origins: ['https://api.stripe.com'],
		eventTypes: ['invoice.finalized', 'invoice.paid'],
		auth: 'static',
		create: {
			method: 'POST',
			path: '/v1/webhook_endpoints',
			bodyKind: 'form',
			body: { url: '{notificationUrl}', 'enabled_events[]': '{eventType}' },
			status: 200,
			response: {
				id: '{id}',
				object: 'webhook_endpoint',
				enabled_events: ['{eventType}'],
				url: '{notificationUrl}',
			},
		},
		list: {
			method: 'GET',
			path: '/v1/webhook_endpoints',
			item: {
				id: '{id}',
				object: 'webhook_endpoint',
				enabled_events: ['{eventType}'],
				url: '{notificationUrl}',
			},
			wrap: { object: 'list', url: '/v1/webhook_endpoints', has_more: false, data: '{items}' },
		},
		delete: { method: 'DELETE', path: '/v1/webhook_endpoints/{id}', status: 200 },
	},
	documented: {
		tokenRequest: '',
		createRequest: `curl https://api.stripe.com/v1/webhook_endpoints \\
  -H "Authorization: Bearer {apiKey}" \\
  -d "enabled_events[]"="{eventType}" \\
  --data-urlencode url="{notificationUrl}"`,
		listRequest:
			'curl -G https://api.stripe.com/v1/webhook_endpoints -H "Authorization: Bearer {apiKey}"',
		deleteRequest:
			'curl -X DELETE https://api.stripe.com/v1/webhook_endpoints/{id} -H "Authorization: Bearer {apiKey}"',
	},
};

/** The same API with a check of the URL by an empty POST, as is common. */
const checkedByPost: Peer = { ...webflow, api: { ...webflow.api, handshake: 'post' } };

const CASES: Array<{ what: string; peer: Peer; mode?: AuthenticationMode; before?: number }> = [
	{ what: 'a nested JSON body with two more headers', peer: klaviyo, mode: 'ownExchange' },
	{ what: 'the same with its own scheme, and as cURL', peer: klaviyo },
	{ what: 'a form, as cURL', peer: stripe },
	{
		what: 'a delete that is a POST to another address',
		peer: office365Activity,
		mode: 'ownExchange',
	},
	{ what: 'no exchange: the API Key is the bearer token', peer: webflow },
	{ what: 'a list with page numbers, ours on page two', peer: softwareone, before: 11 },
	{ what: 'case-sensitive GUIDs in capitals', peer: exact, mode: 'ownExchange' },
	{
		what: 'a key in a separate header, and 403 for an expired token',
		peer: adyen,
		mode: 'ownExchange',
	},
	{ what: 'a check by POST without a body', peer: checkedByPost },
	{ what: 'a check by POST with a header to echo', peer: asana },
	{ what: 'a check by validationToken', peer: sharepoint, mode: 'ownExchange' },
	{
		what: 'a check by POST with a body (Event Grid), by PUT',
		peer: eventGrid,
		mode: 'ownExchange',
	},
	{ what: 'a check by GET', peer: mailchimp },
	{ what: 'a check by HEAD', peer: surveyMonkey },
];

describe.each(VERSIONS)('the package in n8n %s', (version) => {
	let scene: Scene;
	let forwarder: Forwarder;

	beforeAll(async () => {
		scene = await startScene(version);
		forwarder = await startForwarder(scene.certificateAuthority);
	}, 240_000);

	afterAll(async () => {
		forwarder?.stop();
		await scene?.stop();
	}, 30_000);

	const startVendor = async (peer: Peer, mode: AuthenticationMode): Promise<MockVendor> =>
		await startMock(peer.api, { mode, deliverTo: (url) => forwarder.through(url) });

	const createCredential = async (peer: Peer, mode: AuthenticationMode, baseUrl: string) => {
		const name = `${peer.api.name} ${randomUUID()}`;
		const fields = credentialFor(peer, mode, baseUrl);
		return { id: await scene.n8n.api.createCredential('myD3Api', name, fields), name };
	};

	it.each(CASES)(
		'goes from the credential to the last deletion with $what',
		async ({ peer, mode = 'documented', before = 1 }) => {
			const { n8n } = scene;
			const vendor = await startVendor(peer, mode);
			try {
				const credential = await createCredential(peer, mode, vendor.baseUrl);
				expect(await n8n.api.testCredential(credential.id)).toMatchObject({ status: 'OK' });

				vendor.addBefore(before);
				const trigger: WorkflowNode = {
					...triggerNode({ myD3Api: credential }, randomUUID()),
					parameters: { events: ['custom'], customEventTypes: peer.api.eventTypes[0] },
				};
				const workflowId = await n8n.api.createWorkflow(chain(peer.api.name, [trigger]));
				await n8n.api.activate(workflowId);
				expect(vendor.own).toHaveLength(1);

				vendor.expireTokens();
				const event = { id: randomUUID(), peer: peer.api.name };
				expect(await vendor.deliver(vendor.own[0]!, event)).toBe(200);
				const [execution] = await n8n.eventually('the execution', async () => {
					const all = await n8n.api.executions(workflowId, 'success');
					return all.length > 0 && all;
				});
				const { output } = await n8n.api.execution(execution!.id);
				expect(output['MyD3 Trigger']).toEqual([event]);

				await n8n.api.deactivate(workflowId);
				expect(vendor.own).toEqual([]);
				expect(vendor.subscriptions).toHaveLength(before);
				expect(await n8n.api.executions(workflowId)).toHaveLength(1);
			} finally {
				vendor.stop();
			}
		},
		90_000,
	);

	it('tests the credential with a List Request that is not a GET', async () => {
		const vendor = await startVendor(teamleader, 'documented');
		try {
			const { id } = await createCredential(teamleader, 'documented', vendor.baseUrl);
			expect(await scene.n8n.api.testCredential(id)).toMatchObject({ status: 'OK' });
			expect(vendor.requests.map(({ method, kind, status }) => [method, kind, status])).toEqual([
				['POST', 'list', 200],
			]);
		} finally {
			vendor.stop();
		}
	});
});
