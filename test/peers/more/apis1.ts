import type { Peer } from '../types';
import { peer } from './peer';

// docs.stripe.com/api/webhook_endpoints/{create,list,delete}; stripe/openapi spec3.json.
export const stripe = peer(
	{
		name: 'Stripe',
		source: 'stripe/openapi openapi/spec3.json',
		origins: ['https://api.stripe.com'],
		eventTypes: ['invoice.paid', 'charge.succeeded'],
		auth: 'basic64:{apiKey}:',
		idForm: 'we_{hex}',
		create: {
			method: 'POST',
			path: '/v1/webhook_endpoints',
			bodyKind: 'form',
			body: { 'enabled_events[]': '{eventType}', url: '{notificationUrl}' },
			status: 200,
			response: {
				id: '{id}',
				object: 'webhook_endpoint',
				api_version: null,
				application: null,
				created: 1680064028,
				description: null,
				enabled_events: ['{eventType}'],
				livemode: false,
				metadata: {},
				secret: 'whsec_wRNftLajMZNeslQOP6vEPm4iVx5NlZ6z',
				status: 'enabled',
				url: '{notificationUrl}',
			},
		},
		list: {
			method: 'GET',
			path: '/v1/webhook_endpoints',
			item: {
				id: '{id}',
				object: 'webhook_endpoint',
				api_version: null,
				application: null,
				created: 1680064028,
				description: null,
				enabled_events: ['{eventType}'],
				livemode: false,
				metadata: {},
				status: 'enabled',
				url: '{notificationUrl}',
			},
			wrap: { object: 'list', url: '/v1/webhook_endpoints', has_more: false, data: '{items}' },
			paging: { kind: 'afterId', param: 'starting_after', at: 'has_more', size: 100 },
		},
		delete: {
			method: 'DELETE',
			path: '/v1/webhook_endpoints/{id}',
			status: 200,
			response: { id: '{id}', object: 'webhook_endpoint', deleted: true },
		},
	},
	{
		createRequest: `curl https://api.stripe.com/v1/webhook_endpoints \\
  -u "{apiKey}:" \\
  -d "enabled_events[]"="{eventType}" \\
  --data-urlencode url="{notificationUrl}"`,
		listRequest: `curl -G https://api.stripe.com/v1/webhook_endpoints \\
  -u "{apiKey}:" \\
  -d limit=100`,
		deleteRequest: `curl -X DELETE https://api.stripe.com/v1/webhook_endpoints/{id} \\
  -u "{apiKey}:"`,
	},
	{
		createRequest: `curl https://api.stripe.com/v1/webhook_endpoints \\
  -d "enabled_events[]"="{eventType}" \\
  --data-urlencode url="{notificationUrl}"`,
		listRequest: 'GET /v1/webhook_endpoints?limit=100',
		deleteRequest: 'DELETE /v1/webhook_endpoints/{id}',
	},
);

// docs.github.com/en/rest/repos/webhooks; github/rest-api-description.
export const github = peer(
	{
		name: 'GitHub repository hooks',
		source: 'github/rest-api-description descriptions/api.github.com',
		origins: ['https://api.github.com'],
		eventTypes: ['push', 'pull_request'],
		auth: 'static',
		ids: 'number',
		create: {
			method: 'POST',
			path: '/repos/octocat/Hello-World/hooks',
			body: {
				name: 'web',
				active: true,
				events: ['{eventType}'],
				config: { url: '{notificationUrl}', content_type: 'json', insecure_ssl: '0' },
			},
			status: 201,
			response: {
				type: 'Repository',
				id: '{id}',
				name: 'web',
				active: true,
				events: ['{eventType}'],
				config: { content_type: 'json', insecure_ssl: '0', url: '{notificationUrl}' },
				updated_at: '2019-06-03T00:57:16Z',
				created_at: '2019-06-03T00:57:16Z',
				url: 'https://api.github.com/repos/octocat/Hello-World/hooks/{idText}',
				test_url: 'https://api.github.com/repos/octocat/Hello-World/hooks/{idText}/test',
				ping_url: 'https://api.github.com/repos/octocat/Hello-World/hooks/{idText}/pings',
				deliveries_url:
					'https://api.github.com/repos/octocat/Hello-World/hooks/{idText}/deliveries',
				last_response: { code: null, status: 'unused', message: null },
			},
		},
		list: {
			method: 'GET',
			path: '/repos/octocat/Hello-World/hooks',
			item: {
				type: 'Repository',
				id: '{id}',
				name: 'web',
				active: true,
				events: ['{eventType}'],
				config: { content_type: 'json', insecure_ssl: '0', url: '{notificationUrl}' },
				url: 'https://api.github.com/repos/octocat/Hello-World/hooks/{idText}',
				test_url: 'https://api.github.com/repos/octocat/Hello-World/hooks/{idText}/test',
				ping_url: 'https://api.github.com/repos/octocat/Hello-World/hooks/{idText}/pings',
				deliveries_url:
					'https://api.github.com/repos/octocat/Hello-World/hooks/{idText}/deliveries',
				last_response: { code: null, status: 'unused', message: null },
			},
			wrap: '{items}',
			paging: { kind: 'link', size: 30 },
		},
		delete: { method: 'DELETE', path: '/repos/octocat/Hello-World/hooks/{id}', status: 204 },
	},
	{
		createRequest: `curl -L \\
  -X POST \\
  -H "Accept: application/vnd.github+json" \\
  -H "Authorization: Bearer {accessToken}" \\
  -H "X-GitHub-Api-Version: 2022-11-28" \\
  https://api.github.com/repos/octocat/Hello-World/hooks \\
  -d '{"name":"web","active":true,"events":["{eventType}"],"config":{"url":"{notificationUrl}","content_type":"json","insecure_ssl":"0"}}'`,
		listRequest: `curl -L \\
  -H "Accept: application/vnd.github+json" \\
  -H "Authorization: Bearer {accessToken}" \\
  -H "X-GitHub-Api-Version: 2022-11-28" \\
  https://api.github.com/repos/octocat/Hello-World/hooks`,
		deleteRequest: `curl -L \\
  -X DELETE \\
  -H "Accept: application/vnd.github+json" \\
  -H "Authorization: Bearer {accessToken}" \\
  https://api.github.com/repos/octocat/Hello-World/hooks/{id}`,
	},
);

const shopifyWebhook = {
	id: '{id}',
	address: '{notificationUrl}',
	topic: '{eventType}',
	created_at: '2024-03-14T13:45:35-04:00',
	updated_at: '2024-03-14T13:45:35-04:00',
	format: 'json',
	fields: [],
	metafield_namespaces: [],
	api_version: '2024-10',
	private_metafield_namespaces: [],
};
// shopify.dev/docs/api/admin-rest/latest/resources/webhook; prismatic.io/docs/example-payloads/shopify/actions/createWebhook.json.
export const shopify = peer(
	{
		name: 'Shopify REST',
		source: 'shopify.dev/docs/api/admin-rest/latest/resources/webhook',
		origins: ['https://shop.myshopify.com'],
		eventTypes: ['orders/create', 'customers/update'],
		auth: 'header:X-Shopify-Access-Token',
		ids: 'big',
		create: {
			method: 'POST',
			path: '/admin/api/2024-10/webhooks.json',
			body: { webhook: { address: '{notificationUrl}', topic: '{eventType}', format: 'json' } },
			status: 201,
			response: { webhook: shopifyWebhook },
		},
		list: {
			method: 'GET',
			path: '/admin/api/2024-10/webhooks.json',
			item: shopifyWebhook,
			wrap: { webhooks: '{items}' },
			paging: { kind: 'link', size: 50 },
		},
		delete: { method: 'DELETE', path: '/admin/api/2024-10/webhooks/{id}.json', status: 200 },
	},
	{
		createRequest: `POST /admin/api/2024-10/webhooks.json
X-Shopify-Access-Token: {apiKey}

{"webhook":{"address":"{notificationUrl}","topic":"{eventType}","format":"json"}}`,
		listRequest: `GET /admin/api/2024-10/webhooks.json
X-Shopify-Access-Token: {apiKey}`,
		deleteRequest: `DELETE /admin/api/2024-10/webhooks/{id}.json
X-Shopify-Access-Token: {apiKey}`,
	},
);

// shopify.dev/docs/api/admin-graphql/latest/mutations/webhookSubscriptionCreate.
export const shopifyGraphql = peer(
	{
		name: 'Shopify GraphQL',
		source: 'shopify.dev/docs/api/admin-graphql/latest/mutations/webhookSubscriptionCreate',
		origins: ['https://shop.myshopify.com'],
		eventTypes: ['ORDERS_CREATE', 'CUSTOMERS_UPDATE'],
		auth: 'header:X-Shopify-Access-Token',
		idForm: 'gid://shopify/WebhookSubscription/{num}',
		create: {
			method: 'POST',
			path: '/admin/api/2024-10/graphql.json',
			operation: 'webhookSubscriptionCreate',
			body: {
				query: '',
				variables: {
					topic: '{eventType}',
					webhookSubscription: { callbackUrl: '{notificationUrl}', format: 'JSON' },
				},
			},
			status: 200,
			response: {
				data: {
					webhookSubscriptionCreate: {
						webhookSubscription: {
							id: '{id}',
							topic: '{eventType}',
							endpoint: { __typename: 'WebhookHttpEndpoint', callbackUrl: '{notificationUrl}' },
						},
						userErrors: [],
					},
				},
				extensions: {
					cost: {
						requestedQueryCost: 10,
						actualQueryCost: 10,
						throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1990, restoreRate: 100 },
					},
				},
			},
		},
		list: {
			method: 'POST',
			path: '/admin/api/2024-10/graphql.json',
			operation: 'webhookSubscriptions',
			body: { query: '' },
			item: {
				node: {
					id: '{id}',
					topic: '{eventType}',
					endpoint: { __typename: 'WebhookHttpEndpoint', callbackUrl: '{notificationUrl}' },
				},
			},
			wrap: {
				data: { webhookSubscriptions: { edges: '{items}', pageInfo: { hasNextPage: false } } },
				extensions: { cost: { requestedQueryCost: 10 } },
			},
		},
		delete: {
			method: 'POST',
			path: '/admin/api/2024-10/graphql.json',
			operation: 'webhookSubscriptionDelete',
			body: { query: '', variables: { id: '{id}' } },
			status: 200,
			response: {
				data: {
					webhookSubscriptionDelete: { userErrors: [], deletedWebhookSubscriptionId: '{id}' },
				},
			},
		},
	},
	{
		createRequest: `POST /admin/api/2024-10/graphql.json
X-Shopify-Access-Token: {apiKey}
Content-Type: application/json

{
"query": "mutation webhookSubscriptionCreate($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) { webhookSubscription { id topic endpoint { __typename ... on WebhookHttpEndpoint { callbackUrl } } } userErrors { field message } } }",
 "variables": {
    "topic": "{eventType}",
    "webhookSubscription": {
      "callbackUrl": "{notificationUrl}",
      "format": "JSON"
    }
  }
}`,
		listRequest: `POST /admin/api/2024-10/graphql.json
X-Shopify-Access-Token: {apiKey}
Content-Type: application/json

{
"query": "query { webhookSubscriptions(first: 100) { edges { node { id topic endpoint { __typename ... on WebhookHttpEndpoint { callbackUrl } } } } pageInfo { hasNextPage } } }"
}`,
		deleteRequest: `POST /admin/api/2024-10/graphql.json
X-Shopify-Access-Token: {apiKey}
Content-Type: application/json

{
"query": "mutation webhookSubscriptionDelete($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { field message } deletedWebhookSubscriptionId } }",
 "variables": {
    "id": "{id}"
  }
}`,
	},
);

const graphItem = {
	id: '{id}',
	resource: "me/mailFolders('Inbox')/messages",
	applicationId: '24d3b144-21ae-4080-943f-7067b395b913',
	changeType: '{eventType}',
	clientState: null,
	notificationUrl: '{notificationUrl}',
	lifecycleNotificationUrl: null,
	expirationDateTime: '2026-11-27T18:23:45.9356913Z',
	creatorId: '8ee44408-0679-472c-bc2a-692812af3437',
	latestSupportedTlsVersion: 'v1_2',
	encryptionCertificate: '',
	includeResourceData: false,
	notificationContentType: 'application/json',
};
// learn.microsoft.com/graph/api/subscription-post-subscriptions, subscription-list, subscription-delete.
export const graph = peer(
	{
		name: 'Microsoft Graph',
		source:
			'microsoftgraph/microsoft-graph-docs api-reference/v1.0/api/subscription-post-subscriptions.md',
		origins: ['https://graph.microsoft.com', 'https://login.microsoftonline.com'],
		eventTypes: ['created', 'updated'],
		auth: 'exchange',
		token: {
			method: 'POST',
			path: '/tenant/oauth2/v2.0/token',
			headers: {},
			bodyKind: 'form',
			template: {
				client_id: 'c',
				client_secret: '{apiKey}',
				scope: 'https://graph.microsoft.com/.default',
				grant_type: 'client_credentials',
			},
			response: {
				token_type: 'Bearer',
				expires_in: 3599,
				ext_expires_in: 3599,
				access_token: '{token}',
			},
		},
		handshake: 'echoQuery',
		expires: true,
		ids: 'guid',
		create: {
			method: 'POST',
			path: '/v1.0/subscriptions',
			body: {
				changeType: '{eventType}',
				notificationUrl: '{notificationUrl}',
				resource: "me/mailFolders('Inbox')/messages",
				expirationDateTime: '2026-11-27T18:23:45.9356913Z',
			},
			status: 201,
			response: {
				'@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity',
				...graphItem,
			},
		},
		list: {
			method: 'GET',
			path: '/v1.0/subscriptions',
			item: graphItem,
			wrap: {
				'@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions',
				value: '{items}',
			},
			paging: { kind: 'nextIn', at: '@odata%nextLink', size: 50 },
		},
		delete: { method: 'DELETE', path: '/v1.0/subscriptions/{id}', status: 204 },
	},
	{
		tokenRequest: `POST https://login.microsoftonline.com/tenant/oauth2/v2.0/token HTTP/1.1
Host: login.microsoftonline.com
Content-Type: application/x-www-form-urlencoded

client_id=00001111-aaaa-2222-bbbb-3333cccc4444
&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default
&client_secret={apiKey}
&grant_type=client_credentials`,
		createRequest: `POST https://graph.microsoft.com/v1.0/subscriptions
Content-type: application/json

{
   "changeType": "{eventType}",
   "notificationUrl": "{notificationUrl}",
   "resource": "me/mailFolders('Inbox')/messages",
   "expirationDateTime":"2026-11-27T18:23:45.9356913Z"
}`,
		listRequest: 'GET https://graph.microsoft.com/v1.0/subscriptions',
		deleteRequest: 'DELETE https://graph.microsoft.com/v1.0/subscriptions/{id}',
	},
);

const bcItem = {
	'@odata.etag': 'W/"JzQ0O3dNaDZGS3U="',
	subscriptionId: '{id}',
	notificationUrl: '{notificationUrl}',
	resource: '{eventType}',
	timestamp: 37463,
	userId: '94b53df4-3a5a-4c62-a4d5-0c6ae1a9ac0b',
	lastModifiedDateTime: '2026-11-24T10:00:00Z',
	clientState: '',
	expirationDateTime: '2026-11-27T10:00:00Z',
};
// learn.microsoft.com/dynamics365/business-central …/dynamics_subscriptions{,_create,_delete}.
export const businessCentral = peer(
	{
		name: 'Business Central',
		source:
			'MicrosoftDocs/dynamics365smb-devitpro-pb dev-itpro/api-reference/v2.0/resources/dynamics_subscriptions.md',
		origins: ['https://api.businesscentral.dynamics.com'],
		eventTypes: [
			'/api/v2.0/companies(f64eba74-dacd-4854-a584-1834f68cfc3a)/customers',
			'/api/v2.0/companies(f64eba74-dacd-4854-a584-1834f68cfc3a)/salesInvoices',
		],
		auth: 'user',
		handshake: 'echoQuery',
		expires: true,
		idForm: 'c670ea73cacb459bb51dc{num}',
		create: {
			method: 'POST',
			path: '/v2.0/production/api/v2.0/subscriptions',
			body: { notificationUrl: '{notificationUrl}', resource: '{eventType}', clientState: 'x' },
			status: 201,
			response: bcItem,
		},
		list: {
			method: 'GET',
			path: '/v2.0/production/api/v2.0/subscriptions',
			item: bcItem,
			wrap: {
				'@odata.context': 'https://api.businesscentral.dynamics.com/v2.0/$metadata#subscriptions',
				value: '{items}',
			},
		},
		delete: {
			method: 'DELETE',
			path: "/v2.0/production/api/v2.0/subscriptions('{id}')",
			status: 204,
			headers: ['If-Match'],
		},
	},
	{
		createRequest: `POST https://api.businesscentral.dynamics.com/v2.0/production/api/v2.0/subscriptions
Content-Type: application/json

{
  "notificationUrl": "{notificationUrl}",
  "resource": "{eventType}",
  "clientState": "n8n"
}`,
		listRequest:
			'GET https://api.businesscentral.dynamics.com/v2.0/production/api/v2.0/subscriptions',
		deleteRequest: `DELETE https://api.businesscentral.dynamics.com/v2.0/production/api/v2.0/subscriptions('{id}')
If-Match: *`,
	},
);

// developer.box.com/reference/post-webhooks, get-webhooks (its short form lacks the address), delete-webhooks-id.
export const box = peer(
	{
		name: 'Box',
		source: 'box/box-openapi openapi.json',
		origins: ['https://api.box.com'],
		eventTypes: ['FILE.UPLOADED', 'FILE.DELETED'],
		auth: 'static',
		ids: 'num',
		create: {
			method: 'POST',
			path: '/2.0/webhooks',
			body: {
				target: { id: '21322', type: 'file' },
				address: '{notificationUrl}',
				triggers: ['{eventType}'],
			},
			status: 201,
			response: {
				id: '{id}',
				type: 'webhook',
				target: { id: '21322', type: 'file' },
				created_by: { id: '11446498', type: 'user', name: 'Aaron', login: 'a@example.com' },
				created_at: '2016-05-09T17:41:27-07:00',
				address: '{notificationUrl}',
				triggers: ['{eventType}'],
			},
		},
		list: {
			method: 'GET',
			path: '/2.0/webhooks',
			item: { id: '{id}', type: 'webhook', target: { id: '21322', type: 'file' } },
			wrap: { entries: '{items}', limit: 100 },
			paging: { kind: 'token', param: 'marker', at: 'next_marker', size: 100 },
		},
		delete: { method: 'DELETE', path: '/2.0/webhooks/{id}', status: 204 },
	},
	{
		createRequest: `curl -i -X POST "https://api.box.com/2.0/webhooks" \\
     -H "authorization: Bearer {accessToken}" \\
     -H "content-type: application/json" \\
     -d '{
       "target": {
         "id": "21322",
         "type": "file"
       },
       "address": "{notificationUrl}",
       "triggers": [
         "{eventType}"
       ]
     }'`,
		listRequest: `curl -i -X GET "https://api.box.com/2.0/webhooks" \\
     -H "authorization: Bearer {accessToken}"`,
		deleteRequest: `curl -i -X DELETE "https://api.box.com/2.0/webhooks/{id}" \\
     -H "authorization: Bearer {accessToken}"`,
	},
);

const zendeskItem = {
	id: '{id}',
	name: 'n8n',
	status: 'active',
	subscriptions: ['{eventType}'],
	created_at: '2020-10-20T08:16:28Z',
	created_by: '1234567',
	endpoint: '{notificationUrl}',
	http_method: 'POST',
	request_format: 'json',
	updated_at: '2020-10-20T08:16:28Z',
	updated_by: '1234567',
};
// developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks; /api-reference/introduction/pagination.
export const zendesk = peer(
	{
		name: 'Zendesk',
		source: 'developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks',
		origins: ['https://example.zendesk.com'],
		eventTypes: ['zen:event-type:user.created', 'zen:event-type:organization.created'],
		auth: 'basic64:agent@example.com/token:{apiKey}',
		idForm: '01{hex}',
		create: {
			method: 'POST',
			path: '/api/v2/webhooks',
			body: {
				webhook: {
					endpoint: '{notificationUrl}',
					http_method: 'POST',
					name: 'x',
					request_format: 'json',
					status: 'active',
					subscriptions: ['{eventType}'],
				},
			},
			status: 201,
			response: { webhook: zendeskItem },
		},
		list: {
			method: 'GET',
			path: '/api/v2/webhooks',
			item: zendeskItem,
			wrap: { webhooks: '{items}', meta: { has_more: false }, links: {} },
			paging: { kind: 'nextIn', at: 'links.next', size: 100 },
		},
		delete: { method: 'DELETE', path: '/api/v2/webhooks/{id}', status: 204 },
	},
	{
		createRequest: `curl https://example.zendesk.com/api/v2/webhooks \\
  -H "Content-Type: application/json" \\
  -d '{"webhook": {"endpoint": "{notificationUrl}", "http_method": "POST", "name": "n8n", "request_format": "json", "status": "active", "subscriptions": ["{eventType}"]}}' \\
  -u agent@example.com/token:{apiKey}`,
		listRequest: `curl https://example.zendesk.com/api/v2/webhooks \\
  -u agent@example.com/token:{apiKey}`,
		deleteRequest: `curl -X DELETE https://example.zendesk.com/api/v2/webhooks/{id} \\
  -u agent@example.com/token:{apiKey}`,
	},
	{
		createRequest: `POST /api/v2/webhooks

{"webhook": {"endpoint": "{notificationUrl}", "http_method": "POST", "name": "n8n", "request_format": "json", "status": "active", "subscriptions": ["{eventType}"]}}`,
		listRequest: 'GET /api/v2/webhooks',
		deleteRequest: 'DELETE /api/v2/webhooks/{id}',
	},
);

const trelloItem = {
	id: '{id}',
	description: '{eventType}',
	idModel: '5abbe4b7ddc1b351ef961414',
	callbackURL: '{notificationUrl}',
	active: true,
	consecutiveFailures: 0,
	firstConsecutiveFailDate: null,
};
// developer.atlassian.com/cloud/trello/rest/api-group-webhooks, /guides/rest-api/webhooks.
export const trello = peer(
	{
		name: 'Trello',
		source: 'developer.atlassian.com/cloud/trello/rest/api-group-webhooks',
		origins: ['https://api.trello.com'],
		eventTypes: ['board', 'card'],
		auth: 'queries:key={apiKey}&token={apiSecret}',
		handshake: 'head',
		idForm: '5abbe4b7{num}',
		create: {
			method: 'POST',
			path: '/1/webhooks/?callbackURL={notificationUrl}&idModel=5abbe4b7ddc1b351ef961414&description={eventType}',
			body: null,
			status: 200,
			response: trelloItem,
		},
		list: {
			method: 'GET',
			path: '/1/members/me/tokens/webhooks',
			item: trelloItem,
			wrap: '{items}',
		},
		delete: { method: 'DELETE', path: '/1/webhooks/{id}', status: 200, response: {} },
	},
	{
		createRequest: `curl --request POST \\
  --url 'https://api.trello.com/1/webhooks/?callbackURL={notificationUrl}&idModel=5abbe4b7ddc1b351ef961414&description={eventType}&key={apiKey}&token={apiSecret}' \\
  --header 'Accept: application/json'`,
		listRequest: `GET /1/members/me/tokens/webhooks?key={apiKey}&token={apiSecret}`,
		deleteRequest: `curl --request DELETE \\
  --url 'https://api.trello.com/1/webhooks/{id}?key={apiKey}&token={apiSecret}'`,
	},
	{
		createRequest: `POST /1/webhooks/?callbackURL={notificationUrl}&idModel=5abbe4b7ddc1b351ef961414&description={eventType}`,
		listRequest: `GET /1/members/me/tokens/webhooks`,
		deleteRequest: `DELETE /1/webhooks/{id}`,
	},
);

const typeformItem = {
	id: '01{serial}',
	form_id: 'abc123',
	tag: '{id}',
	url: '{notificationUrl}',
	enabled: true,
	verify_ssl: true,
	created_at: '2016-11-21T12:23:28Z',
	updated_at: '2016-11-21T12:23:28Z',
	event_types: { '{eventType}': true },
};
// www.typeform.com/developers/webhooks/reference/create-or-update-webhook.
export const typeform = peer(
	{
		name: 'Typeform',
		source: 'typeform.com/developers/webhooks/reference/create-or-update-webhook',
		origins: ['https://api.typeform.com'],
		eventTypes: ['form_response', 'form_response_partial'],
		auth: 'static',
		create: {
			method: 'PUT',
			path: '/forms/abc123/webhooks/{newId}',
			body: { enabled: true, url: '{notificationUrl}', event_types: { '{eventType}': true } },
			status: 200,
			response: typeformItem,
		},
		list: {
			method: 'GET',
			path: '/forms/abc123/webhooks',
			item: typeformItem,
			wrap: { items: '{items}' },
		},
		delete: { method: 'DELETE', path: '/forms/abc123/webhooks/{id}', status: 204 },
	},
	{
		createRequest: `curl -X PUT https://api.typeform.com/forms/abc123/webhooks/{uuid} \\
-H 'Authorization: Bearer {accessToken}' -H 'Content-Type: application/json' \\
-d '{"url":"{notificationUrl}", "enabled":true, "event_types": {"{eventType}": true}}'`,
		listRequest: 'GET https://api.typeform.com/forms/abc123/webhooks',
		deleteRequest: 'DELETE https://api.typeform.com/forms/abc123/webhooks/{tag}',
		subscriptionIdProperty: 'tag',
	},
);

// developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-webhooks.
export const jiraDynamic = peer(
	{
		name: 'Jira dynamic webhooks',
		source: 'developer.atlassian.com/cloud/jira/platform/swagger-v3.v3.json /rest/api/3/webhook',
		origins: ['https://api.atlassian.com'],
		eventTypes: ['jira:issue_created', 'jira:issue_updated'],
		auth: 'user',
		ids: 'number',
		expires: true,
		create: {
			method: 'POST',
			path: '/ex/jira/cloudid/rest/api/3/webhook',
			body: {
				url: '{notificationUrl}',
				webhooks: [{ events: ['{eventType}'], jqlFilter: 'project = PROJ' }],
			},
			status: 200,
			response: { webhookRegistrationResult: [{ createdWebhookId: '{id}' }] },
		},
		list: {
			method: 'GET',
			path: '/ex/jira/cloudid/rest/api/3/webhook',
			item: {
				id: '{id}',
				jqlFilter: 'project = PROJ',
				events: ['{eventType}'],
				expirationDate: '2026-12-24T12:22:55Z',
				url: '{notificationUrl}',
			},
			wrap: { maxResults: 100, startAt: 0, total: 0, isLast: true, values: '{items}' },
			paging: { kind: 'offset', param: 'startAt', size: 100 },
		},
		delete: {
			method: 'DELETE',
			path: '/ex/jira/cloudid/rest/api/3/webhook',
			body: { webhookIds: ['{#id}'] },
			status: 202,
			response: null,
		},
	},
	{
		createRequest: `POST https://api.atlassian.com/ex/jira/cloudid/rest/api/3/webhook

{
  "url": "{notificationUrl}",
  "webhooks": [
    {
      "events": ["{eventType}"],
      "jqlFilter": "project = PROJ"
    }
  ]
}`,
		listRequest: 'GET /ex/jira/cloudid/rest/api/3/webhook?startAt={offset}',
		deleteRequest: `DELETE /ex/jira/cloudid/rest/api/3/webhook

{"webhookIds": [{id}]}`,
	},
);

const jiraAdminItem = {
	name: 'n8n',
	url: '{notificationUrl}',
	excludeBody: false,
	filters: { 'issue-related-events-section': 'Project = JRA' },
	events: ['{eventType}'],
	enabled: true,
	self: 'https://example.atlassian.net/rest/webhooks/1.0/webhook/{idText}',
	lastUpdatedUser: '557058:1',
	lastUpdatedDisplayName: 'Admin',
	lastUpdated: 1383247225784,
};
// developer.atlassian.com/cloud/jira/platform/webhooks: "Registering a webhook using the REST API (other integrations)".
export const jiraAdmin = peer(
	{
		name: 'Jira admin webhooks',
		source: 'developer.atlassian.com/cloud/jira/platform/webhooks',
		origins: ['https://example.atlassian.net'],
		eventTypes: ['jira:issue_created', 'jira:issue_updated'],
		auth: 'basic64:admin@example.com:{apiKey}',
		ids: 'num',
		create: {
			method: 'POST',
			path: '/rest/webhooks/1.0/webhook',
			body: {
				name: 'x',
				url: '{notificationUrl}',
				events: ['{eventType}'],
				filters: { 'issue-related-events-section': 'Project = JRA' },
				excludeBody: false,
			},
			status: 201,
			response: jiraAdminItem,
		},
		list: {
			method: 'GET',
			path: '/rest/webhooks/1.0/webhook',
			item: jiraAdminItem,
			wrap: '{items}',
		},
		delete: { method: 'DELETE', path: '/rest/webhooks/1.0/webhook/{id}', status: 204 },
	},
	{
		createRequest: `POST /rest/webhooks/1.0/webhook
Authorization: Basic admin@example.com:{apiKey}

{
  "name": "my first webhook via rest",
  "url": "{notificationUrl}",
  "events": [
    "{eventType}"
  ],
  "filters": {
    "issue-related-events-section": "Project = JRA"
  },
  "excludeBody" : false
}`,
		listRequest: `GET /rest/webhooks/1.0/webhook
Authorization: Basic admin@example.com:{apiKey}`,
		deleteRequest: `DELETE /rest/webhooks/1.0/webhook/{id}
Authorization: Basic admin@example.com:{apiKey}`,
	},
);

const bitbucketItem = {
	uuid: '{id}',
	type: 'webhook_subscription',
	url: '{notificationUrl}',
	description: 'n8n',
	subject_type: 'repository',
	subject: {
		type: 'repository',
		full_name: 'w/r',
		name: 'r',
		uuid: '{f7a1f1f6-0b0c-4c6c-9c59-1ddc5e51f8a3}',
		links: { self: { href: 'https://api.bitbucket.org/2.0/repositories/w/r' } },
	},
	active: true,
	created_at: '2026-05-09T17:41:27Z',
	events: ['{eventType}'],
	secret_set: false,
	links: { self: { href: 'https://api.bitbucket.org/2.0/repositories/w/r/hooks/{idText}' } },
};
// developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories (hooks).
export const bitbucket = peer(
	{
		name: 'Bitbucket',
		source: 'developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories',
		origins: ['https://api.bitbucket.org'],
		eventTypes: ['repo:push', 'issue:created'],
		auth: 'static',
		idForm: '{{guid}}',
		create: {
			method: 'POST',
			path: '/2.0/repositories/w/r/hooks',
			body: { description: 'x', url: '{notificationUrl}', active: true, events: ['{eventType}'] },
			status: 201,
			response: bitbucketItem,
		},
		list: {
			method: 'GET',
			path: '/2.0/repositories/w/r/hooks',
			item: bitbucketItem,
			wrap: { pagelen: 10, values: '{items}', page: 1, size: 0 },
			paging: { kind: 'nextIn', at: 'next', size: 10 },
		},
		delete: { method: 'DELETE', path: '/2.0/repositories/w/r/hooks/{id}', status: 204 },
	},
	{
		createRequest: `curl -X POST \\
  https://api.bitbucket.org/2.0/repositories/w/r/hooks \\
  -H 'Content-Type: application/json' \\
  -H 'Authorization: Bearer {accessToken}' \\
  -d '
    {
      "description": "Webhook Description",
      "url": "{notificationUrl}",
      "active": true,
      "events": [
        "{eventType}"
      ]
    }'`,
		listRequest: 'GET /2.0/repositories/w/r/hooks',
		deleteRequest: 'DELETE /2.0/repositories/w/r/hooks/{uid}',
	},
);

const squareItem = {
	id: '{id}',
	name: 'n8n',
	enabled: true,
	event_types: ['{eventType}'],
	notification_url: '{notificationUrl}',
	api_version: '2021-12-15',
	signature_key: '1k9bIJKCeTmSQwyagtNRLg',
	created_at: '2022-01-10 23:29:48 +0000 UTC',
	updated_at: '2022-01-10 23:29:48 +0000 UTC',
};
// developer.squareup.com/reference/square/webhook-subscriptions-api.
export const square = peer(
	{
		name: 'Square',
		source: 'square/connect-api-specification api.json CreateWebhookSubscription',
		origins: ['https://connect.squareup.com'],
		eventTypes: ['payment.created', 'payment.updated'],
		auth: 'static',
		requiredHeaders: ['Square-Version'],
		idForm: 'wbhk_{hex}',
		create: {
			method: 'POST',
			path: '/v2/webhooks/subscriptions',
			body: {
				idempotency_key: '{key}',
				subscription: {
					name: 'x',
					event_types: ['{eventType}'],
					notification_url: '{notificationUrl}',
					api_version: '2021-12-15',
				},
			},
			status: 200,
			response: { subscription: squareItem },
		},
		list: {
			method: 'GET',
			path: '/v2/webhooks/subscriptions',
			item: squareItem,
			wrap: { subscriptions: '{items}' },
			paging: { kind: 'token', param: 'cursor', at: 'cursor', size: 100 },
		},
		delete: {
			method: 'DELETE',
			path: '/v2/webhooks/subscriptions/{id}',
			status: 200,
			response: {},
		},
	},
	{
		createRequest: `curl https://connect.squareup.com/v2/webhooks/subscriptions \\
  -X POST \\
  -H 'Square-Version: 2024-11-20' \\
  -H 'Authorization: Bearer {accessToken}' \\
  -H 'Content-Type: application/json' \\
  -d '{
    "idempotency_key": "{uuid}",
    "subscription": {
      "name": "Example Webhook Subscription",
      "event_types": [
        "{eventType}"
      ],
      "notification_url": "{notificationUrl}",
      "api_version": "2021-12-15"
    }
  }'`,
		listRequest: `curl https://connect.squareup.com/v2/webhooks/subscriptions \\
  -H 'Square-Version: 2024-11-20' \\
  -H 'Authorization: Bearer {accessToken}' \\
  -H 'Content-Type: application/json'`,
		deleteRequest: `curl https://connect.squareup.com/v2/webhooks/subscriptions/{subscription_id} \\
  -X DELETE \\
  -H 'Square-Version: 2024-11-20' \\
  -H 'Authorization: Bearer {accessToken}'`,
	},
);

const pipedriveItem = {
	id: '{id}',
	company_id: 7780468,
	owner_id: 11111,
	user_id: 11111,
	event_action: '*',
	event_object: '{eventType}',
	subscription_url: '{notificationUrl}',
	is_active: 1,
	add_time: '2019-10-25T08:24:49.000Z',
	remove_time: null,
	type: 'general',
	http_auth_user: null,
	http_auth_password: null,
	additional_data: {},
	remove_reason: null,
	last_delivery_time: null,
	last_http_status: null,
	admin_id: 11112,
	version: '1.0',
};
// developers.pipedrive.com/docs/api/v1/Webhooks.
export const pipedrive = peer(
	{
		name: 'Pipedrive',
		source: 'developers.pipedrive.com/docs/api/v1/Webhooks',
		origins: ['https://api.pipedrive.com'],
		eventTypes: ['deal', 'person'],
		auth: 'query:api_token',
		ids: 'number',
		create: {
			method: 'POST',
			path: '/v1/webhooks',
			body: {
				subscription_url: '{notificationUrl}',
				event_action: '*',
				event_object: '{eventType}',
			},
			status: 200,
			response: { status: 'ok', success: true, data: pipedriveItem },
		},
		list: {
			method: 'GET',
			path: '/v1/webhooks',
			item: pipedriveItem,
			wrap: { status: 'ok', success: true, data: '{items}' },
		},
		delete: {
			method: 'DELETE',
			path: '/v1/webhooks/{id}',
			status: 200,
			response: { status: 'ok', success: true },
		},
	},
	{
		createRequest: `POST https://api.pipedrive.com/v1/webhooks?api_token={apiKey}

{"subscription_url": "{notificationUrl}", "event_action": "*", "event_object": "{eventType}"}`,
		listRequest: 'GET https://api.pipedrive.com/v1/webhooks?api_token={apiKey}',
		deleteRequest: 'DELETE https://api.pipedrive.com/v1/webhooks/{id}?api_token={apiKey}',
	},
	{
		createRequest: `POST https://api.pipedrive.com/v1/webhooks

{"subscription_url": "{notificationUrl}", "event_action": "*", "event_object": "{eventType}"}`,
		listRequest: 'GET https://api.pipedrive.com/v1/webhooks',
		deleteRequest: 'DELETE https://api.pipedrive.com/v1/webhooks/{id}',
	},
);

const bigItem = {
	id: '{id}',
	client_id: 'm2r6bc2wrxqy7z3',
	store_hash: 'b5ajmj9rbq',
	scope: '{eventType}',
	destination: '{notificationUrl}',
	headers: {},
	is_active: true,
	created_at: 1580327317,
	updated_at: 1580327317,
	events_history_enabled: false,
};
// developer.bigcommerce.com/docs/rest-management/webhooks.
export const bigCommerce = peer(
	{
		name: 'BigCommerce',
		source: 'bigcommerce/docs reference/webhooks.v3.yml',
		origins: ['https://api.bigcommerce.com'],
		eventTypes: ['store/order/created', 'store/cart/created'],
		auth: 'header:X-Auth-Token',
		ids: 'number',
		create: {
			method: 'POST',
			path: '/stores/h/v3/hooks',
			body: {
				scope: '{eventType}',
				destination: '{notificationUrl}',
				is_active: true,
				events_history_enabled: false,
				headers: {},
			},
			status: 200,
			response: { data: bigItem, meta: {} },
		},
		list: {
			method: 'GET',
			path: '/stores/h/v3/hooks',
			item: bigItem,
			wrap: {
				data: '{items}',
				meta: {
					pagination: {
						total: 0,
						count: 0,
						per_page: 50,
						current_page: 1,
						total_pages: 1,
						links: { current: '?page=1&limit=50' },
					},
				},
			},
			paging: { kind: 'counted', param: 'page', size: 50, start: 1 },
		},
		delete: {
			method: 'DELETE',
			path: '/stores/h/v3/hooks/{id}',
			status: 200,
			response: { data: bigItem, meta: {} },
		},
	},
	{
		createRequest: `POST /stores/h/v3/hooks
X-Auth-Token: {apiKey}
Content-Type: application/json
Accept: application/json

{
  "scope": "{eventType}",
  "destination": "{notificationUrl}",
  "is_active": true,
  "events_history_enabled": false,
  "headers": {}
}`,
		listRequest: `GET /stores/h/v3/hooks?page={page}
X-Auth-Token: {apiKey}
Accept: application/json`,
		deleteRequest: `DELETE /stores/h/v3/hooks/{id}
X-Auth-Token: {apiKey}
Accept: application/json`,
	},
);

// secure.na1.adobesign.com/public/docs/restapi/v6 (webhooks); opensource.adobe.com/acrobat-sign/webhooks.
export const adobeSign = peer(
	{
		name: 'Adobe Acrobat Sign',
		source: 'opensource.adobe.com/acrobat-sign; secure.na1.adobesign.com/public/docs/restapi/v6',
		origins: ['https://api.na1.adobesign.com'],
		eventTypes: ['AGREEMENT_CREATED', 'AGREEMENT_WORKFLOW_COMPLETED'],
		auth: 'static',
		handshake: 'getHeaderEcho',
		idForm: 'CBJCHBCAABAA{hex}',
		create: {
			method: 'POST',
			path: '/api/rest/v6/webhooks',
			body: {
				name: 'x',
				scope: 'ACCOUNT',
				state: 'ACTIVE',
				webhookSubscriptionEvents: ['{eventType}'],
				webhookUrlInfo: { url: '{notificationUrl}' },
			},
			status: 201,
			response: { id: '{id}' },
			responseHeaders: { Location: 'https://api.na1.adobesign.com/api/rest/v6/webhooks/{id}' },
		},
		list: {
			method: 'GET',
			path: '/api/rest/v6/webhooks',
			item: {
				id: '{id}',
				name: 'n8n',
				lastModified: '2020-01-01T00:00:00-08:00',
				scope: 'ACCOUNT',
				status: 'ACTIVE',
				webhookSubscriptionEvents: ['{eventType}'],
				webhookUrlInfo: { url: '{notificationUrl}' },
			},
			wrap: { page: {}, userWebhookList: '{items}' },
			paging: { kind: 'token', param: 'cursor', at: 'page.nextCursor', size: 100 },
		},
		delete: { method: 'DELETE', path: '/api/rest/v6/webhooks/{id}', status: 204 },
	},
	{
		createRequest: `POST /api/rest/v6/webhooks HTTP/1.1
Host: api.na1.adobesign.com
Authorization: Bearer {accessToken}
Content-Type: application/json

{
  "name": "n8n",
  "scope": "ACCOUNT",
  "state": "ACTIVE",
  "webhookSubscriptionEvents": [
    "{eventType}"
  ],
  "webhookUrlInfo": {
    "url": "{notificationUrl}"
  }
}`,
		listRequest: 'GET /api/rest/v6/webhooks',
		deleteRequest: 'DELETE /api/rest/v6/webhooks/{webhookId}',
	},
);

export const PEERS_1: Peer[] = [
	stripe,
	github,
	shopify,
	shopifyGraphql,
	graph,
	businessCentral,
	box,
	zendesk,
	trello,
	typeform,
	jiraDynamic,
	jiraAdmin,
	bitbucket,
	square,
	pipedrive,
	bigCommerce,
	adobeSign,
];
