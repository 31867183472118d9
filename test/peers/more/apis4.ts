import type { Peer } from '../types';
import { peer } from './peer';

const hueItem = {
	id: '{id}',
	_links: {
		self: { href: '/api/v3/webhooks/{idText}' },
		projects: { href: '/api/v3/projects/7', id: 7 },
	},
	name: 'n8n',
	payloadUrl: '{notificationUrl}',
	enabled: true,
	events: [{ _links: { self: { href: '/api/v3/events/1', title: '{eventType}' } } }],
};
// www.openproject.org/docs/api/endpoints: a HAL collection whose "offset" is a page number that starts at 1.
export const hal = peer(
	{
		name: 'HAL, page counter called offset',
		source: 'openproject.org/docs/api/collections',
		origins: ['https://op.example.com'],
		eventTypes: ['work_package:created', 'project:created'],
		auth: 'basic64:apikey:{apiKey}',
		ids: 'number',
		create: {
			method: 'POST',
			path: '/api/v3/webhooks',
			body: { name: 'x', payloadUrl: '{notificationUrl}', events: ['{eventType}'] },
			status: 201,
			response: hueItem,
		},
		list: {
			method: 'GET',
			path: '/api/v3/webhooks',
			item: hueItem,
			wrap: {
				_type: 'Collection',
				total: 2,
				count: 2,
				pageSize: 20,
				offset: 1,
				_embedded: { elements: '{items}' },
				_links: {
					self: { href: '/api/v3/webhooks' },
					jumpTo: { href: '/api/v3/webhooks?offset=%7Boffset%7D', templated: true },
				},
			},
			paging: { kind: 'counted', param: 'offset', size: 20, start: 1 },
		},
		delete: { method: 'DELETE', path: '/api/v3/webhooks/{id}', status: 204 },
	},
	{
		createRequest: `POST /api/v3/webhooks
Authorization: Basic apikey:{apiKey}

{"name": "n8n", "payloadUrl": "{notificationUrl}", "events": ["{eventType}"]}`,
		listRequest: `GET /api/v3/webhooks?offset={page}
Authorization: Basic apikey:{apiKey}`,
		deleteRequest: `DELETE /api/v3/webhooks/{id}
Authorization: Basic apikey:{apiKey}`,
	},
);

// docs.aws.amazon.com … EventBridge API destinations in REST style: an ARN as the id, a page token called NextToken.
const arnItem = {
	ConnectionArn:
		'arn:aws:events:ap-southeast-2:123456789012:connection/c/3970e0fe-8564-4903-9a55-c5f8de49fb8b',
	SubscriptionArn: '{id}',
	Endpoint: '{notificationUrl}',
	Protocol: 'https',
	TopicArn: '{eventType}',
	Owner: '123456789012',
};
export const arn = peer(
	{
		name: 'ARNs as ids',
		source: 'docs.aws.amazon.com/sns/latest/api/API_Subscribe.html, _ListSubscriptions (as JSON)',
		origins: ['https://sns.example.com'],
		eventTypes: [
			'arn:aws:sns:ap-southeast-2:123456789012:a',
			'arn:aws:sns:ap-southeast-2:123456789012:b',
		],
		auth: 'static',
		idForm: 'arn:aws:sns:ap-southeast-2:123456789012:t:{guid}',
		create: {
			method: 'POST',
			path: '/subscriptions',
			body: { TopicArn: '{eventType}', Protocol: 'https', Endpoint: '{notificationUrl}' },
			status: 200,
			response: {
				SubscribeResponse: {
					SubscribeResult: { SubscriptionArn: '{id}' },
					ResponseMetadata: { RequestId: 'c4407779-24a4-56fa-982c-3d927f93a775' },
				},
			},
		},
		list: {
			method: 'GET',
			path: '/subscriptions',
			item: arnItem,
			wrap: {
				ListSubscriptionsResponse: {
					ListSubscriptionsResult: { Subscriptions: '{items}', NextToken: null },
					ResponseMetadata: { RequestId: '384ac68d-3775-11df-8963-01868b7c937a' },
				},
			},
			paging: {
				kind: 'token',
				param: 'NextToken',
				at: 'ListSubscriptionsResponse.ListSubscriptionsResult.NextToken',
				size: 100,
			},
		},
		delete: {
			method: 'POST',
			path: '/unsubscribe',
			body: { SubscriptionArn: '{id}' },
			status: 200,
			response: {
				UnsubscribeResponse: {
					ResponseMetadata: { RequestId: '76187ce5-3775-11df-8963-01868b7c937a' },
				},
			},
		},
	},
	{
		createRequest: `POST /subscriptions

{"TopicArn": "{eventType}", "Protocol": "https", "Endpoint": "{notificationUrl}"}`,
		listRequest: 'GET /subscriptions',
		deleteRequest: `POST /unsubscribe

{"SubscriptionArn": "{id}"}`,
		subscriptionIdProperty: 'SubscriptionArn',
	},
);

// The response to create is just the id, as a JSON string.
const campaignItem = {
	WebhookID: '{id}',
	Events: ['{eventType}'],
	Url: '{notificationUrl}',
	Status: 'Active',
	PayloadFormat: 'Json',
};
// www.campaignmonitor.com/api/v3-3/lists/#creating-a-webhook.
export const campaignMonitor = peer(
	{
		name: 'Campaign Monitor',
		source: 'campaignmonitor.com/api/v3-3/lists (webhooks)',
		origins: ['https://api.createsend.com'],
		eventTypes: ['Subscribe', 'Deactivate'],
		auth: 'basic64:{apiKey}:x',
		idForm: '943678317049bc13{num}',
		create: {
			method: 'POST',
			path: '/api/v3.3/lists/l/webhooks.json',
			body: { Events: ['{eventType}'], Url: '{notificationUrl}', PayloadFormat: 'json' },
			status: 201,
			response: '{id}',
		},
		list: {
			method: 'GET',
			path: '/api/v3.3/lists/l/webhooks.json',
			item: campaignItem,
			wrap: '{items}',
		},
		delete: {
			method: 'DELETE',
			path: '/api/v3.3/lists/l/webhooks/{id}.json',
			status: 200,
			response: null,
		},
	},
	{
		createRequest: `POST /api/v3.3/lists/l/webhooks.json
Authorization: Basic {apiKey}:x

{"Events": ["{eventType}"], "Url": "{notificationUrl}", "PayloadFormat": "json"}`,
		listRequest: `GET /api/v3.3/lists/l/webhooks.json
Authorization: Basic {apiKey}:x`,
		deleteRequest: `DELETE /api/v3.3/lists/l/webhooks/{webhookid}.json
Authorization: Basic {apiKey}:x`,
	},
);

const figmaItem = {
	id: '{id}',
	team_id: '1',
	event_type: '{eventType}',
	client_id: null,
	passcode: '',
	endpoint: '{notificationUrl}',
	status: 'ACTIVE',
	description: null,
	protocol_version: '2',
	context: 'team',
	context_id: '1',
};
// figma/rest-api-spec openapi.yaml /v2/webhooks.
export const figma = peer(
	{
		name: 'Figma',
		source: 'figma/rest-api-spec openapi/openapi.yaml /v2/webhooks',
		origins: ['https://api.figma.com'],
		eventTypes: ['FILE_UPDATE', 'FILE_COMMENT'],
		auth: 'header:X-Figma-Token',
		ids: 'num',
		create: {
			method: 'POST',
			path: '/v2/webhooks',
			body: {
				event_type: '{eventType}',
				context: 'team',
				context_id: '1',
				endpoint: '{notificationUrl}',
				passcode: '{passcode}',
			},
			status: 200,
			response: figmaItem,
		},
		list: {
			method: 'GET',
			path: '/v2/webhooks?context=team&context_id=1',
			item: figmaItem,
			wrap: { webhooks: '{items}', pagination: {} },
			paging: { kind: 'nextIn', at: 'next_page', size: 50 },
		},
		delete: { method: 'DELETE', path: '/v2/webhooks/{id}', status: 200, response: figmaItem },
	},
	{
		createRequest: `curl -X POST \\
-H 'X-FIGMA-TOKEN: {apiKey}' \\
-H "Content-Type: application/json" 'https://api.figma.com/v2/webhooks' \\
-d '{"event_type":"{eventType}","context":"team","context_id":"1","endpoint":"{notificationUrl}","passcode":"{apiSecret}"}'`,
		listRequest: `GET /v2/webhooks?context=team&context_id=1
X-FIGMA-TOKEN: {apiKey}`,
		deleteRequest: `DELETE /v2/webhooks/{webhook_id}
X-FIGMA-TOKEN: {apiKey}`,
	},
	{
		createRequest: `POST /v2/webhooks

{"event_type":"{eventType}","context":"team","context_id":"1","endpoint":"{notificationUrl}","passcode":"{apiSecret}"}`,
		listRequest: 'GET /v2/webhooks?context=team&context_id=1',
		deleteRequest: 'DELETE /v2/webhooks/{webhook_id}',
	},
);

// The id is the URL in base64, and the item also has the id of its parent: Cisco Meraki webhook servers belong to a network.
const merakiItem = {
	id: '{id}',
	name: '{eventType}',
	networkId: 'N_123456',
	url: '{notificationUrl}',
	payloadTemplate: { payloadTemplateId: 'wpt_00001', name: 'Meraki (included)' },
};
// meraki/openapi createNetworkWebhooksHttpServer.
export const meraki = peer(
	{
		name: 'Cisco Meraki',
		source: 'meraki/openapi openapi/spec3.json createNetworkWebhooksHttpServer',
		origins: ['https://api.meraki.com'],
		eventTypes: ['Alerts', 'Others'],
		auth: 'static',
		idForm: 'aHR0cHM6Ly93d3cubXlwbGFjZS5jb20v{num}==',
		freeText: ['name'],
		create: {
			method: 'POST',
			path: '/api/v1/networks/N_123456/webhooks/httpServers',
			body: { name: '{eventType}', url: '{notificationUrl}' },
			status: 201,
			response: merakiItem,
		},
		list: {
			method: 'GET',
			path: '/api/v1/networks/N_123456/webhooks/httpServers',
			item: merakiItem,
			wrap: '{items}',
		},
		delete: {
			method: 'DELETE',
			path: '/api/v1/networks/N_123456/webhooks/httpServers/{id}',
			status: 204,
		},
	},
	{
		createRequest: `curl -L --request POST \\
--url https://api.meraki.com/api/v1/networks/N_123456/webhooks/httpServers \\
--header 'Content-Type: application/json' \\
--header 'Accept: application/json' \\
--header 'Authorization: Bearer {accessToken}' \\
--data-raw '{
    "name": "{eventType}",
    "url": "{notificationUrl}"
}'`,
		listRequest: 'GET /api/v1/networks/N_123456/webhooks/httpServers',
		deleteRequest: 'DELETE /api/v1/networks/N_123456/webhooks/httpServers/{httpServerId}',
	},
);

// learn.microsoft.com/partner-center/developer/webhooks has a single registration that cannot be deleted. Dataverse instead:
// service endpoints over OData, 204 with OData-EntityId and Location, parent ids as additional GUIDs.
const dataverseItem = {
	'@odata.etag': 'W/"1234"',
	serviceendpointid: '{id}',
	name: '{eventType}',
	url: '{notificationUrl}',
	contract: 8,
	authtype: 5,
	solutionid: 'fd140aae-4df4-11dd-bd17-0019b9312238',
	organizationid: '8ee44408-0679-472c-bc2a-692812af3437',
	_createdby_value: '4c0c3b3a-1111-4222-8333-0a1b2c3d4e5f',
	serviceendpointidunique: '{serial}',
};
export const dataverse = peer(
	{
		name: 'Dataverse service endpoints',
		source:
			'learn.microsoft.com/power-apps/developer/data-platform/webapi/create-entity-web-api, reference/entities/serviceendpoint',
		origins: ['https://org.crm6.dynamics.com'],
		eventTypes: ['a', 'b'],
		auth: 'user',
		ids: 'guid',
		freeText: ['name'],
		create: {
			method: 'POST',
			path: '/api/data/v9.2/serviceendpoints',
			body: { name: '{eventType}', url: '{notificationUrl}', contract: 8, authtype: 5 },
			status: 204,
			response: null,
			responseHeaders: {
				'OData-EntityId': 'https://org.crm6.dynamics.com/api/data/v9.2/serviceendpoints({id})',
				Location: 'https://org.crm6.dynamics.com/api/data/v9.2/serviceendpoints({id})',
			},
		},
		list: {
			method: 'GET',
			path: '/api/data/v9.2/serviceendpoints',
			item: dataverseItem,
			wrap: {
				'@odata.context': 'https://org.crm6.dynamics.com/api/data/v9.2/$metadata#serviceendpoints',
				value: '{items}',
			},
			paging: { kind: 'nextIn', at: '@odata%nextLink', size: 50 },
		},
		delete: { method: 'DELETE', path: '/api/data/v9.2/serviceendpoints({id})', status: 204 },
	},
	{
		createRequest: `POST /api/data/v9.2/serviceendpoints
OData-MaxVersion: 4.0
OData-Version: 4.0
Accept: application/json
Content-Type: application/json; charset=utf-8

{"name": "{eventType}", "url": "{notificationUrl}", "contract": 8, "authtype": 5}`,
		listRequest: 'GET /api/data/v9.2/serviceendpoints',
		deleteRequest: 'DELETE /api/data/v9.2/serviceendpoints({serviceendpointid})',
	},
);

export const PEERS_4: Peer[] = [hal, arn, campaignMonitor, figma, meraki, dataverse];
