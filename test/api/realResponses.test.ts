/** Responses of real subscription APIs, as their documentation shows them, with our URL in them. */
import { readPage } from '../../nodes/MyD3/api/listResponse';
import type { ListHints } from '../../nodes/MyD3/api/listedSubscription';
import { readCreatedId } from '../../nodes/MyD3/api/responses';
import { GUID, OTHER_GUID, OUR_URL, responseWith } from './builder';

const THIRD_GUID = 'a0b1c2d3-1111-4222-8333-444455556666';

interface RealApi {
	name: string;
	/** The response to create; undefined if not tested here. */
	created?: unknown;
	/** Its id; null if it has none. */
	id?: string | null;
	/** The response to list. */
	listed?: unknown;
	/** The id of the row with our URL. */
	listedId?: string;
	hints?: ListHints;
	/** undefined if the row shows none. */
	eventTypes?: string[];
	uuid?: string;
}

const stripe = {
	id: 'we_1Mr5',
	object: 'webhook_endpoint',
	api_version: null,
	application: null,
	created: 1680122196,
	enabled_events: ['invoice.created'],
	secret: 'whsec_1',
	url: OUR_URL,
};
const gitHub = {
	type: 'Repository',
	id: 12345678,
	name: 'web',
	active: true,
	events: ['push'],
	config: { content_type: 'json', url: OUR_URL },
	url: 'https://api.github.com/repos/o/r/hooks/12345678',
	ping_url: 'https://api.github.com/repos/o/r/hooks/12345678/pings',
	last_response: { code: null, status: 'unused', message: null },
};
const graph = {
	'@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity',
	id: GUID,
	resource: 'me/messages',
	applicationId: OTHER_GUID,
	changeType: 'created',
	clientState: 'secret',
	notificationUrl: OUR_URL,
	creatorId: THIRD_GUID,
};
const pagerDuty = {
	id: 'PY1OL64',
	type: 'webhook_subscription',
	delivery_method: { id: 'PF9KMXH', type: 'http_delivery_method', url: OUR_URL },
	events: ['incident.triggered'],
	filter: { id: 'P393ZNQ', type: 'service_reference' },
};
const webex = {
	id: 'Y2lzY29z',
	name: 'n8n',
	targetUrl: OUR_URL,
	resource: 'messages',
	event: 'created',
	orgId: 'OTZhYmMy',
	createdBy: 'fdsafdsf',
	appId: 'asdfasdf',
};
const contentful = {
	url: OUR_URL,
	topics: ['Entry.create'],
	sys: {
		type: 'WebhookDefinition',
		id: '0KzM2HxY',
		version: 0,
		space: { sys: { type: 'Link', linkType: 'Space', id: 'yadj1kx9' } },
		createdBy: { sys: { type: 'Link', linkType: 'User', id: '7BslKh9T' } },
	},
};
const pipedrive = {
	id: 62,
	company_id: 7,
	owner_id: 8,
	user_id: 9,
	event_action: 'added',
	event_object: 'deal',
	subscription_url: OUR_URL,
	is_active: 1,
};
const square = {
	id: 'wbhk_b35f',
	name: 'n8n',
	enabled: true,
	event_types: ['payment.created'],
	notification_url: OUR_URL,
	api_version: '2021-12-15',
	signature_key: '1k9b',
};
const seek = {
	id: { value: 'seekAnz:1' },
	eventTypeCode: 'PositionProfilePosted',
	schemeId: 'seekAnz',
	hirer: { id: { value: 'seekAnz:organization:seek:1' } },
	url: OUR_URL,
};
const jira = {
	name: 'n8n',
	url: OUR_URL,
	events: ['jira:issue_created'],
	enabled: true,
	self: 'https://jira.example.com/rest/webhooks/1.0/webhook/72',
	lastUpdatedUser: 'admin',
};
const adobe = {
	id: 'CBJCHBCAABAA',
	name: 'n8n',
	scope: 'ACCOUNT',
	webhookSubscriptionEvents: ['AGREEMENT_CREATED'],
	webhookUrlInfo: { url: OUR_URL },
	applicationDisplayName: 'n8n',
};

const apis: RealApi[] = [
	{
		name: 'Stripe',
		created: stripe,
		id: 'we_1Mr5',
		listed: { object: 'list', url: '/v1/webhook_endpoints', has_more: false, data: [stripe] },
		listedId: 'we_1Mr5',
		hints: { eventTypePath: ['enabled_events'] },
		eventTypes: ['invoice.created'],
	},
	{
		name: 'GitHub',
		created: gitHub,
		id: '12345678',
		listed: [gitHub],
		listedId: '12345678',
		hints: { eventTypePath: ['events'] },
		eventTypes: ['push'],
	},
	{
		name: 'Shopify REST',
		created: { webhook: { id: 4759306, address: OUR_URL, topic: 'orders/create', fields: [] } },
		id: '4759306',
		listed: { webhooks: [{ id: 4759306, address: OUR_URL, topic: 'orders/create' }] },
		listedId: '4759306',
		hints: { eventTypePath: ['webhook', 'topic'] },
		eventTypes: ['orders/create'],
	},
	{
		name: 'Shopify GraphQL',
		created: {
			data: {
				webhookSubscriptionCreate: {
					webhookSubscription: {
						id: 'gid://shopify/WebhookSubscription/1',
						topic: 'ORDERS_CREATE',
						endpoint: { __typename: 'WebhookHttpEndpoint', callbackUrl: OUR_URL },
					},
					userErrors: [],
				},
			},
			extensions: { cost: { requestedQueryCost: 10 } },
		},
		id: 'gid://shopify/WebhookSubscription/1',
		listed: {
			data: {
				webhookSubscriptions: {
					edges: [
						{
							cursor: 'c1',
							node: {
								id: 'gid://shopify/WebhookSubscription/1',
								topic: 'ORDERS_CREATE',
								endpoint: { callbackUrl: OUR_URL },
							},
						},
					],
					pageInfo: { hasNextPage: false },
				},
			},
		},
		listedId: 'gid://shopify/WebhookSubscription/1',
		hints: { eventTypePath: ['variables', 'topic'] },
		eventTypes: ['ORDERS_CREATE'],
	},
	{
		name: 'Microsoft Graph',
		created: graph,
		id: GUID,
		listed: { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata', value: [graph] },
		listedId: GUID,
	},
	{
		name: 'Business Central',
		created: {
			'@odata.etag': 'W/"JzE5OzYy"',
			subscriptionId: 'webhookItemsProdFromKusto',
			notificationUrl: OUR_URL,
			resource: `companies(${OTHER_GUID})/items`,
			clientState: THIRD_GUID,
		},
		id: 'webhookItemsProdFromKusto',
		listed: {
			value: [
				{
					'@odata.etag': 'W/"JzE5OzYy"',
					subscriptionId: 'webhookItemsProdFromKusto',
					notificationUrl: OUR_URL,
					userId: OTHER_GUID,
				},
			],
		},
		listedId: 'webhookItemsProdFromKusto',
	},
	{
		name: 'Box',
		created: {
			id: '11446498',
			type: 'webhook',
			address: OUR_URL,
			target: { id: '1234', type: 'folder' },
			created_by: { id: '33', type: 'user' },
		},
		id: '11446498',
	},
	{
		name: 'Zendesk',
		created: { webhook: { id: '01EJFTSCC78X5V07NPY2MHR00M', endpoint: OUR_URL, name: 'n8n' } },
		id: '01EJFTSCC78X5V07NPY2MHR00M',
		listed: {
			webhooks: [{ id: '01EJFTSCC78X5V07NPY2MHR00M', endpoint: OUR_URL, created_by: '1234567' }],
			meta: { has_more: false },
			links: { next: null },
		},
		listedId: '01EJFTSCC78X5V07NPY2MHR00M',
	},
	{
		name: 'Typeform, where we name the subscription',
		created: { id: '01D9ZF9', form_id: 'abc123', tag: GUID, url: OUR_URL, enabled: true },
		uuid: GUID,
		id: GUID,
		listed: { items: [{ id: '01D9ZF9', form_id: 'abc123', tag: GUID, url: OUR_URL }] },
		hints: { idProperty: 'tag' },
		listedId: GUID,
	},
	{
		name: 'Jira Cloud',
		created: { webhookRegistrationResult: [{ createdWebhookId: 1000 }] },
		id: '1000',
		listed: {
			maxResults: 100,
			startAt: 0,
			total: 1,
			isLast: true,
			values: [
				{ id: 1000, jqlFilter: 'project = X', events: ['jira:issue_updated'], url: OUR_URL },
			],
		},
		listedId: '1000',
	},
	{
		name: 'Jira Server',
		created: jira,
		id: '72',
		listed: [jira],
		listedId: '72',
		hints: { eventTypePath: ['events'] },
		eventTypes: ['jira:issue_created'],
	},
	{
		name: 'Bitbucket',
		created: { uuid: `{${GUID}}`, url: OUR_URL, events: ['repo:push'], active: true },
		id: `{${GUID}}`,
		listed: { values: [{ uuid: `{${GUID}}`, url: OUR_URL }], pagelen: 10, size: 1, page: 1 },
		listedId: `{${GUID}}`,
	},
	{
		name: 'Square',
		created: { subscription: square },
		id: 'wbhk_b35f',
		uuid: OTHER_GUID,
		listed: { subscriptions: [square] },
		listedId: 'wbhk_b35f',
		hints: { eventTypePath: ['subscription', 'event_types'] },
		eventTypes: ['payment.created'],
	},
	{
		name: 'Pipedrive',
		created: { status: 'ok', success: true, data: pipedrive },
		id: '62',
		listed: { status: 'ok', success: true, data: [pipedrive] },
		listedId: '62',
		hints: { eventTypePath: ['event_action'] },
		eventTypes: ['added'],
	},
	{
		name: 'BigCommerce',
		created: {
			data: { id: 18048287, client_id: 'm9r6', store_hash: '33z9', destination: OUR_URL },
			meta: {},
		},
		id: '18048287',
		listed: {
			data: [{ id: 18048287, client_id: 'm9r6', destination: OUR_URL }],
			meta: { pagination: { total: 1, count: 1, per_page: 50, current_page: 1, total_pages: 1 } },
		},
		listedId: '18048287',
	},
	{
		name: 'Adobe Sign',
		created: { id: 'CBJCHBCAABAA' },
		id: 'CBJCHBCAABAA',
		listed: { page: { nextCursor: '' }, userWebhookList: [adobe] },
		listedId: 'CBJCHBCAABAA',
		hints: { eventTypePath: ['webhookSubscriptionEvents'] },
		eventTypes: ['AGREEMENT_CREATED'],
	},
	{
		name: 'Webex',
		created: webex,
		id: 'Y2lzY29z',
		listed: { items: [webex] },
		listedId: 'Y2lzY29z',
		hints: { eventTypePath: ['event'] },
		eventTypes: ['created'],
	},
	{
		name: 'Chargebee',
		created: { webhook_endpoint: { id: 'we_AzZlx', object: 'webhook_endpoint', url: OUR_URL } },
		id: 'we_AzZlx',
		listed: {
			list: [{ webhook_endpoint: { id: 'we_AzZlx', object: 'webhook_endpoint', url: OUR_URL } }],
			next_offset: '["1","2"]',
		},
		listedId: 'we_AzZlx',
	},
	{
		name: 'Contentful',
		created: contentful,
		id: '0KzM2HxY',
		listed: { sys: { type: 'Array' }, total: 1, skip: 0, limit: 100, items: [contentful] },
		listedId: '0KzM2HxY',
		hints: { eventTypePath: ['topics'] },
		eventTypes: ['Entry.create'],
	},
	{
		name: 'PagerDuty, with no event type of ours',
		created: { webhook_subscription: pagerDuty },
		id: 'PY1OL64',
		listed: { webhook_subscriptions: [pagerDuty], limit: 25, offset: 0, total: null, more: false },
		listedId: 'PY1OL64',
		hints: { eventTypePath: ['webhook_subscription', 'events'] },
		eventTypes: ['incident.triggered'],
	},
	{
		name: 'Pax8',
		created: { id: GUID, url: OUR_URL, accountId: OTHER_GUID, webhookTopics: [{ topic: 'X' }] },
		id: GUID,
		listed: {
			content: [{ id: GUID, url: OUR_URL, accountId: OTHER_GUID, topic: 'X' }],
			page: { size: 10, totalElements: 1, totalPages: 1, number: 0 },
		},
		listedId: GUID,
		hints: { eventTypePath: ['webhookTopics', 'topic'] },
		eventTypes: ['X'],
	},
	{ name: 'Autotask', created: { itemId: 5 }, id: '5' },
	{
		name: 'HaloPSA, which returns a one-row list',
		created: [{ id: GUID, name: 'n8n', url: OUR_URL, enabled: true }],
		id: GUID,
		listed: { record_count: 1, webhooks: [{ id: GUID, name: 'n8n', url: OUR_URL }] },
		listedId: GUID,
	},
	{
		// developer.seek.com/schema/mutation/createWebhookSubscription
		name: 'SEEK, whose IDs are objects',
		created: {
			data: { createWebhookSubscription: { webhookSubscription: { id: { value: 'seekAnz:1' } } } },
		},
		id: 'seekAnz:1',
		listed: {
			data: { webhookSubscriptions: { edges: [{ node: seek }], pageInfo: { hasNextPage: false } } },
		},
		listedId: 'seekAnz:1',
		hints: { eventTypePath: ['variables', 'input', 'webhookSubscription', 'eventTypeCode'] },
		eventTypes: ['PositionProfilePosted'],
	},
	{
		name: 'ServiceNow',
		created: {
			result: {
				sys_id: '5c7a1f3edb0c1010d6e1a3ca4b961908',
				sys_created_by: 'admin',
				endpoint: OUR_URL,
			},
		},
		id: '5c7a1f3edb0c1010d6e1a3ca4b961908',
		listed: { result: [{ sys_id: '5c7a1f3edb0c1010d6e1a3ca4b961908', endpoint: OUR_URL }] },
		listedId: '5c7a1f3edb0c1010d6e1a3ca4b961908',
	},
	{
		name: 'Mailgun, which names rows by event type',
		created: { message: 'Webhook has been created', webhook: { urls: [OUR_URL] } },
		id: null,
		listed: {
			webhooks: { clicked: { urls: [OUR_URL] }, opened: { url: 'https://b.example.com' } },
		},
		listedId: 'clicked',
	},
	{
		name: 'SendGrid',
		created: { id: '77d4a5da', enabled: true, url: OUR_URL, delivered: true, public_key: 'k' },
		id: '77d4a5da',
		listed: { max_allowed: 5, webhooks: [{ id: '77d4a5da', url: OUR_URL, delivered: true }] },
		listedId: '77d4a5da',
	},
	{
		name: 'DocuSign',
		created: { connectId: '12345', urlToPublishTo: OUR_URL, envelopeEvents: 'Completed' },
		id: '12345',
		listed: {
			configurations: [
				{ connectId: '12345', urlToPublishTo: OUR_URL, envelopeEvents: ['Completed'] },
			],
			totalRecords: '1',
		},
		listedId: '12345',
		hints: { eventTypePath: ['envelopeEvents'] },
		eventTypes: ['Completed'],
	},
	{
		name: 'FreshBooks',
		created: { response: { result: { callback: { callbackid: 2001, uri: OUR_URL } } } },
		id: '2001',
		listed: {
			response: {
				result: { callbacks: [{ callbackid: 2001, uri: OUR_URL }], page: 1, pages: 1, total: 3 },
			},
		},
		listedId: '2001',
	},
	{
		name: 'GitLab, whose event types are names',
		created: { id: 1, url: OUR_URL, project_id: 3, push_events: true },
		id: '1',
		listed: [{ id: 1, url: OUR_URL, project_id: 3, push_events: true, issues_events: true }],
		listedId: '1',
		hints: { eventTypePath: ['{eventType}'] },
	},
	{
		name: 'Mailchimp, whose event types are names in an object',
		created: { id: '2be54ee8', list_id: 'a1', url: OUR_URL, events: { subscribe: true } },
		id: '2be54ee8',
		listed: {
			webhooks: [
				{ id: '2be54ee8', list_id: 'a1', url: OUR_URL, events: { subscribe: true, no: false } },
			],
			list_id: 'a1',
			total_items: 1,
		},
		listedId: '2be54ee8',
		hints: { eventTypePath: ['events', '{eventType}'] },
		eventTypes: ['subscribe'],
	},
	{
		name: 'Redfish',
		created: {
			'@odata.type': '#EventDestination',
			'@odata.id': '/v1/Subscriptions/17',
			To: OUR_URL,
		},
		id: '17',
		listed: {
			'@odata.id': '/v1/Subscriptions',
			'Members@odata.count': 1,
			Members: [{ '@odata.id': '/v1/Subscriptions/17', To: OUR_URL }],
		},
		listedId: '17',
	},
	{
		name: 'rows named by their id',
		listed: { subscriptions: { '17': { url: OUR_URL }, '18': { url: 'https://b.example.com/' } } },
		listedId: '17',
	},
	{
		name: 'Calendly, whose id is an address',
		created: {
			resource: {
				uri: `https://api.calendly.com/webhook_subscriptions/${GUID}`,
				callback_url: OUR_URL,
				organization: `https://api.calendly.com/organizations/${OTHER_GUID}`,
			},
		},
		id: GUID,
		listed: {
			collection: [
				{
					uri: `https://api.calendly.com/webhook_subscriptions/${GUID}`,
					callback_url: OUR_URL,
					organization: `https://api.calendly.com/organizations/${OTHER_GUID}`,
				},
			],
			pagination: { count: 1, next_page: null },
		},
		listedId: GUID,
	},
];

describe('the id, if any, is read from the response to create of', () => {
	it.each(apis.filter(({ created }) => created !== undefined))('$name', ({ created, id, uuid }) => {
		const response = responseWith(created, { status: 201 });
		expect(readCreatedId(response, { notificationUrl: OUR_URL, uuid })).toBe(id ?? undefined);
	});
});

describe('our subscription is found in the list of', () => {
	it.each(apis.filter(({ listed }) => listed !== undefined))(
		'$name',
		({ listed, listedId, hints, eventTypes }) => {
			const page = readPage(responseWith(listed), { ...hints, isOurUrl: (url) => url === OUR_URL });
			const ours = page?.subscriptions.find(({ notificationUrl }) => notificationUrl === OUR_URL);
			expect(ours).toMatchObject({ id: listedId, eventTypes });
			// Without the path of the event type.
			expect(readPage(responseWith(listed))?.subscriptions[0]?.eventTypes).toBeUndefined();
		},
	);
});
