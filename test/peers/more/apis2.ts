import type { Peer } from '../types';
import { peer } from './peer';

const ORIGIN = 'https://api.example.com';

const verifyItem = {
	sid: '{id}',
	service_sid: 'VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
	account_sid: 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
	friendly_name: 'n8n',
	event_types: ['{eventType}'],
	status: 'enabled',
	version: 'v2',
	webhook_url: '{notificationUrl}',
	webhook_method: 'POST',
	date_created: '2015-07-30T20:00:00Z',
	date_updated: '2015-07-30T20:00:00Z',
	url: 'https://verify.twilio.com/v2/Services/VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Webhooks/{idText}',
};
// www.twilio.com/docs/verify/api/webhooks; twilio/twilio-oai spec/json/twilio_verify_v2.json.
export const twilio = peer(
	{
		name: 'Twilio Verify webhooks',
		source: 'twilio/twilio-oai spec/json/twilio_verify_v2.json',
		origins: ['https://verify.twilio.com'],
		eventTypes: ['factor.verified', 'factor.deleted'],
		auth: 'basic',
		idForm: 'YW{guid}',
		create: {
			method: 'POST',
			path: '/v2/Services/VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Webhooks',
			bodyKind: 'form',
			body: { FriendlyName: 'x', EventTypes: '{eventType}', WebhookUrl: '{notificationUrl}' },
			status: 201,
			response: verifyItem,
		},
		list: {
			method: 'GET',
			path: '/v2/Services/VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Webhooks',
			item: verifyItem,
			wrap: {
				webhooks: '{items}',
				meta: {
					page: 0,
					page_size: 50,
					first_page_url: 'https://verify.twilio.com/v2/Services/VAaaa/Webhooks?PageSize=50&Page=0',
					previous_page_url: null,
					url: 'https://verify.twilio.com/v2/Services/VAaaa/Webhooks?PageSize=50&Page=0',
					next_page_url: null,
					key: 'webhooks',
				},
			},
			paging: { kind: 'nextIn', at: 'meta.next_page_url', size: 50 },
		},
		delete: {
			method: 'DELETE',
			path: '/v2/Services/VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Webhooks/{id}',
			status: 204,
		},
	},
	{
		createRequest: `curl -X POST "https://verify.twilio.com/v2/Services/VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Webhooks" \\
--data-urlencode "FriendlyName=My webhook" \\
--data-urlencode "EventTypes={eventType}" \\
--data-urlencode "WebhookUrl={notificationUrl}" \\
-u {apiKey}:{apiSecret}`,
		listRequest: `curl -X GET "https://verify.twilio.com/v2/Services/VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Webhooks" \\
-u {apiKey}:{apiSecret}`,
		deleteRequest: `curl -X DELETE "https://verify.twilio.com/v2/Services/VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Webhooks/{Sid}" \\
-u {apiKey}:{apiSecret}`,
	},
	{
		createRequest: `POST /v2/Services/VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Webhooks
Content-Type: application/x-www-form-urlencoded

FriendlyName=My webhook&EventTypes={eventType}&WebhookUrl={notificationUrl}`,
		listRequest: 'GET /v2/Services/VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Webhooks',
		deleteRequest: 'DELETE /v2/Services/VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Webhooks/{Sid}',
	},
);

const sendgridItem = {
	enabled: true,
	url: '{notificationUrl}',
	account_status_change: false,
	group_resubscribe: false,
	'{eventType}': true,
	public_key: '',
	friendly_name: 'n8n',
	created_date: '2023-01-01T12:30:00Z',
	updated_date: '2023-01-01T12:30:00Z',
	oauth_client_id: '',
	oauth_token_url: '',
	id: '{id}',
};
// www.twilio.com/docs/sendgrid/api-reference/webhooks; twilio/sendgrid-oai tsg_webhooks_v3.
export const sendgrid = peer(
	{
		name: 'SendGrid',
		source: 'twilio/sendgrid-oai spec/json/tsg_webhooks_v3.json',
		origins: ['https://api.sendgrid.com'],
		eventTypes: ['delivered', 'bounce'],
		auth: 'static',
		ids: 'guid',
		create: {
			method: 'POST',
			path: '/v3/user/webhooks/event/settings',
			body: { enabled: true, url: '{notificationUrl}', friendly_name: 'n8n', '{eventType}': true },
			status: 201,
			response: sendgridItem,
		},
		list: {
			method: 'GET',
			path: '/v3/user/webhooks/event/settings/all',
			item: sendgridItem,
			wrap: { max_allowed: 5, webhooks: '{items}' },
		},
		delete: { method: 'DELETE', path: '/v3/user/webhooks/event/settings/{id}', status: 204 },
	},
	{
		createRequest: `curl -X POST "https://api.sendgrid.com/v3/user/webhooks/event/settings" \\
--header "Authorization: Bearer {accessToken}" \\
--header "Content-Type: application/json" \\
--data '{"enabled": true, "url": "{notificationUrl}", "friendly_name": "n8n", "{eventType}": true}'`,
		listRequest: 'GET /v3/user/webhooks/event/settings/all',
		deleteRequest: 'DELETE /v3/user/webhooks/event/settings/{id}',
	},
);

// documentation.mailgun.com …/domain-webhooks (v3). The response to create has no id, and the list is a map by event.
export const mailgun = peer(
	{
		name: 'Mailgun domain webhooks',
		source: 'documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/domain-webhooks',
		origins: ['https://api.mailgun.net'],
		eventTypes: ['delivered', 'opened'],
		auth: 'basic64:api:{apiKey}',
		idIsEvent: true,
		create: {
			method: 'POST',
			path: '/v3/domains/d.example.com/webhooks',
			bodyKind: 'form',
			body: { id: '{eventType}', url: '{notificationUrl}' },
			status: 200,
			response: { message: 'Webhook has been created', webhook: { urls: ['{notificationUrl}'] } },
		},
		list: {
			method: 'GET',
			path: '/v3/domains/d.example.com/webhooks',
			item: { urls: ['{notificationUrl}'] },
			wrap: { webhooks: '{itemsById}' },
		},
		delete: {
			method: 'DELETE',
			path: '/v3/domains/d.example.com/webhooks/{id}',
			status: 200,
			response: { message: 'Webhook has been deleted', webhook: { urls: [] } },
		},
	},
	{
		createRequest: `curl -s --user 'api:{apiKey}' \\
   https://api.mailgun.net/v3/domains/d.example.com/webhooks \\
   --data-urlencode id='{eventType}' \\
   --data-urlencode url='{notificationUrl}'`,
		listRequest: `curl -s --user 'api:{apiKey}' -G \\
    https://api.mailgun.net/v3/domains/d.example.com/webhooks`,
		deleteRequest: `curl -s --user 'api:{apiKey}' -X DELETE \\
    https://api.mailgun.net/v3/domains/d.example.com/webhooks/{id}`,
	},
	{
		createRequest: `POST /v3/domains/d.example.com/webhooks
Content-Type: application/x-www-form-urlencoded

id={eventType}&url={notificationUrl}`,
		listRequest: 'GET /v3/domains/d.example.com/webhooks',
		deleteRequest: 'DELETE /v3/domains/d.example.com/webhooks/{id}',
	},
);

const chargebeeItem = {
	webhook_endpoint: {
		api_version: 'v2',
		chargebee_response_schema_type: 'compat',
		disabled: false,
		enabled_events: ['{eventType}'],
		id: '{id}',
		name: 'n8n',
		object: 'webhook_endpoint',
		primary_url: false,
		send_card_resource: true,
		url: '{notificationUrl}',
	},
};
// apidocs.chargebee.com/docs/api/webhook_endpoints.
export const chargebee = peer(
	{
		name: 'Chargebee',
		source: 'chargebee/openapi spec/chargebee_api_v2.yaml webhook_endpoints',
		origins: ['https://site.chargebee.com'],
		eventTypes: ['invoice_generated', 'customer_created'],
		auth: 'basic64:{apiKey}:',
		idForm: 'we_{hex}',
		create: {
			method: 'POST',
			path: '/api/v2/webhook_endpoints',
			bodyKind: 'form',
			body: {
				name: 'x',
				api_version: 'v2',
				url: '{notificationUrl}',
				'enabled_events[0]': '{eventType}',
			},
			status: 200,
			response: chargebeeItem,
		},
		list: {
			method: 'GET',
			path: '/api/v2/webhook_endpoints',
			item: chargebeeItem,
			wrap: { list: '{items}' },
			paging: { kind: 'token', param: 'offset', at: 'next_offset', size: 10 },
		},
		delete: {
			method: 'POST',
			path: '/api/v2/webhook_endpoints/{id}/delete',
			status: 200,
			response: { webhook_endpoint: { id: '{id}', deleted: true, object: 'webhook_endpoint' } },
		},
	},
	{
		createRequest: `curl  https://site.chargebee.com/api/v2/webhook_endpoints \\
     -u {apiKey}:\\
     -d name="Test Endpoint" \\
     -d api_version="v2" \\
     --data-urlencode url="{notificationUrl}" \\
     -d "enabled_events[0]"="{eventType}"`,
		listRequest: `curl  https://site.chargebee.com/api/v2/webhook_endpoints \\
     -G  \\
     -u {apiKey}:`,
		deleteRequest: `curl  https://site.chargebee.com/api/v2/webhook_endpoints/{webhook_endpoint_id}/delete \\
     -X POST  \\
     -u {apiKey}:`,
	},
	{
		createRequest: `POST /api/v2/webhook_endpoints
Content-Type: application/x-www-form-urlencoded

name=n8n&api_version=v2&url={notificationUrl}&enabled_events[0]={eventType}`,
		listRequest: 'GET /api/v2/webhook_endpoints',
		deleteRequest: 'POST /api/v2/webhook_endpoints/{id}/delete',
	},
);

const oktaItem = {
	id: '{id}',
	status: 'ACTIVE',
	verificationStatus: 'UNVERIFIED',
	name: 'n8n',
	created: '2020-01-01T00:00:00Z',
	createdBy: '00u1234',
	lastUpdated: '2020-01-01T00:00:00Z',
	events: { type: 'EVENT_TYPE', items: ['{eventType}'], filter: null },
	channel: {
		type: 'HTTP',
		version: '1.0.0',
		config: { uri: '{notificationUrl}', headers: [], method: 'POST', authScheme: null },
	},
	_links: {
		self: { href: 'https://example.okta.com/api/v1/eventHooks/{idText}' },
		verify: {
			href: 'https://example.okta.com/api/v1/eventHooks/{idText}/lifecycle/verify',
			hints: { allow: ['POST'] },
		},
		deactivate: {
			href: 'https://example.okta.com/api/v1/eventHooks/{idText}/lifecycle/deactivate',
		},
	},
};
// developer.okta.com/docs/api … /EventHook. Verified by a separate request; can be deleted only once it is deactivated.
export const okta = peer(
	{
		name: 'Okta event hooks',
		source: 'okta/okta-management-openapi-spec EventHook',
		origins: ['https://example.okta.com'],
		eventTypes: ['user.lifecycle.create', 'user.session.start'],
		auth: 'authorization:SSWS {apiKey}',
		handshake: 'putBack',
		idForm: 'who{hex}',
		create: {
			method: 'POST',
			path: '/api/v1/eventHooks',
			body: {
				name: 'x',
				events: { type: 'EVENT_TYPE', items: ['{eventType}'] },
				channel: { type: 'HTTP', version: '1.0.0', config: { uri: '{notificationUrl}' } },
			},
			status: 200,
			response: oktaItem,
		},
		list: { method: 'GET', path: '/api/v1/eventHooks', item: oktaItem, wrap: '{items}' },
		delete: { method: 'DELETE', path: '/api/v1/eventHooks/{id}', status: 204 },
	},
	{
		createRequest: `POST /api/v1/eventHooks
Authorization: SSWS {apiKey}

{"name": "n8n", "events": {"type": "EVENT_TYPE", "items": ["{eventType}"]}, "channel": {"type": "HTTP", "version": "1.0.0", "config": {"uri": "{notificationUrl}"}}}`,
		listRequest: `GET /api/v1/eventHooks
Authorization: SSWS {apiKey}`,
		deleteRequest: `DELETE /api/v1/eventHooks/{id}
Authorization: SSWS {apiKey}`,
	},
);

const link = (linkType: string, id: string) => ({ sys: { type: 'Link', linkType, id } });
const contentfulItem = {
	url: '{notificationUrl}',
	name: 'n8n',
	topics: ['{eventType}'],
	headers: [],
	sys: {
		type: 'WebhookDefinition',
		id: '{id}',
		version: 0,
		space: link('Space', 'cfexampleapi1'),
		createdBy: link('User', '7BslKh9TdKGOK41VmLDjFZ'),
		updatedBy: link('User', '7BslKh9TdKGOK41VmLDjFZ'),
	},
};
// www.contentful.com/developers/docs/references/content-management-api/#/reference/webhooks.
export const contentful = peer(
	{
		name: 'Contentful',
		source: 'contentful.com/developers/docs/references/content-management-api',
		origins: ['https://api.contentful.com'],
		eventTypes: ['Entry.publish', 'Asset.publish'],
		auth: 'static',
		createContentType: 'application/vnd.contentful.management.v1+json',
		idForm: '3tIu8{hex}',
		create: {
			method: 'POST',
			path: '/spaces/cfexampleapi1/webhook_definitions',
			body: { url: '{notificationUrl}', name: 'x', topics: ['{eventType}'], headers: [] },
			status: 201,
			response: contentfulItem,
		},
		list: {
			method: 'GET',
			path: '/spaces/cfexampleapi1/webhook_definitions',
			item: contentfulItem,
			wrap: { total: 0, skip: 0, limit: 100, sys: { type: 'Array' }, items: '{items}' },
			paging: { kind: 'offset', param: 'skip', size: 100 },
		},
		delete: {
			method: 'DELETE',
			path: '/spaces/cfexampleapi1/webhook_definitions/{id}',
			status: 204,
		},
	},
	{
		createRequest: `curl --include \\
     --request POST \\
     --header 'Authorization: Bearer {accessToken}' \\
     --header 'Content-Type: application/vnd.contentful.management.v1+json' \\
     --data-binary '{
    "url": "{notificationUrl}",
    "name": "My webhook",
    "topics": [
        "{eventType}"
    ],
    "headers": []
}' \\
'https://api.contentful.com/spaces/cfexampleapi1/webhook_definitions'`,
		listRequest: 'GET /spaces/cfexampleapi1/webhook_definitions?skip={offset}',
		deleteRequest: 'DELETE /spaces/cfexampleapi1/webhook_definitions/{webhook_definition_id}',
	},
);

const pagerItem = {
	delivery_method: {
		custom_headers: [],
		id: 'PF9KMXH',
		secret: null,
		temporarily_disabled: false,
		type: 'http_delivery_method',
		url: '{notificationUrl}',
	},
	description: 'n8n',
	events: ['{eventType}'],
	filter: { id: 'P393ZNQ', type: 'service_reference' },
	id: '{id}',
	oauth_client_id: null,
	type: 'webhook_subscription',
	active: true,
};
// developer.pagerduty.com/api-reference (Webhooks v3); PagerDuty/api-schema reference/REST/openapiv3.json.
export const pagerDuty = peer(
	{
		name: 'PagerDuty',
		source: 'PagerDuty/api-schema reference/REST/openapiv3.json',
		origins: ['https://api.pagerduty.com'],
		eventTypes: ['incident.triggered', 'incident.resolved'],
		auth: 'authorization:Token token={apiKey}',
		idForm: 'P{hex}',
		create: {
			method: 'POST',
			path: '/webhook_subscriptions',
			body: {
				webhook_subscription: {
					delivery_method: { type: 'http_delivery_method', url: '{notificationUrl}' },
					description: 'x',
					events: ['{eventType}'],
					filter: { id: 'P393ZNQ', type: 'service_reference' },
					type: 'webhook_subscription',
				},
			},
			status: 201,
			response: { webhook_subscription: pagerItem },
		},
		list: {
			method: 'GET',
			path: '/webhook_subscriptions',
			item: pagerItem,
			wrap: { webhook_subscriptions: '{items}', limit: 25, offset: 0, more: false, total: null },
			paging: { kind: 'offset', param: 'offset', size: 25 },
		},
		delete: { method: 'DELETE', path: '/webhook_subscriptions/{id}', status: 204 },
	},
	{
		createRequest: `POST https://api.pagerduty.com/webhook_subscriptions
Accept: application/vnd.pagerduty+json;version=2
Authorization: Token token={apiKey}
Content-Type: application/json

{
  "webhook_subscription": {
    "delivery_method": {
      "type": "http_delivery_method",
      "url": "{notificationUrl}"
    },
    "description": "Sends events to n8n.",
    "events": [
      "{eventType}"
    ],
    "filter": {
      "id": "P393ZNQ",
      "type": "service_reference"
    },
    "type": "webhook_subscription"
  }
}`,
		listRequest: `GET https://api.pagerduty.com/webhook_subscriptions?offset={offset}
Authorization: Token token={apiKey}`,
		deleteRequest: `DELETE https://api.pagerduty.com/webhook_subscriptions/{id}
Authorization: Token token={apiKey}`,
	},
);

const pax8Item = {
	id: '{id}',
	accountId: '0b5d9d8e-4a1e-4a7e-9c0a-0b0b0b0b0b0b',
	displayName: 'n8n',
	url: '{notificationUrl}',
	active: true,
	contactEmail: null,
	errorThreshold: 1,
	webhookTopics: [{ topic: '{eventType}', filters: [{ action: 'CREATE', conditions: [] }] }],
	status: 'ENABLED',
	createdAt: '2026-11-24T10:00:00Z',
	updatedAt: '2026-11-24T10:00:00Z',
};
// devx.pax8.com/openapi/webhooks-api.json; /reference "Create access token".
export const pax8 = peer(
	{
		name: 'Pax8',
		source: 'devx.pax8.com/openapi/webhooks-api.json',
		origins: ['https://api.pax8.com'],
		eventTypes: ['SUBSCRIPTION', 'INVOICE'],
		auth: 'exchange',
		token: {
			method: 'POST',
			path: '/v1/token',
			headers: {},
			bodyKind: 'json',
			template: {
				client_id: 'c',
				client_secret: '{apiKey}',
				audience: 'https://api.pax8.com',
				grant_type: 'client_credentials',
			},
			response: { access_token: '{token}', expires_in: 86400, token_type: 'Bearer' },
		},
		ids: 'guid',
		create: {
			method: 'POST',
			path: '/api/v2/webhooks',
			body: {
				displayName: 'x',
				url: '{notificationUrl}',
				active: true,
				webhookTopics: [{ topic: '{eventType}', filters: [{ action: 'CREATE', conditions: [] }] }],
			},
			status: 200,
			response: pax8Item,
		},
		list: {
			method: 'GET',
			path: '/api/v2/webhooks',
			item: pax8Item,
			wrap: { content: '{items}', page: { size: 10, totalElements: 0, totalPages: 1, number: 0 } },
			paging: { kind: 'counted', param: 'page', size: 10, start: 0 },
		},
		delete: { method: 'DELETE', path: '/api/v2/webhooks/{id}', status: 204 },
	},
	{
		tokenRequest: `curl --request POST \\
     --url https://api.pax8.com/v1/token \\
     --header 'accept: application/json' \\
     --header 'content-type: application/json' \\
     --data '{"client_id": "abc", "client_secret": "{apiKey}", "audience": "https://api.pax8.com", "grant_type": "client_credentials"}'`,
		createRequest: `POST https://api.pax8.com/api/v2/webhooks

{
  "displayName": "n8n",
  "url": "{notificationUrl}",
  "active": true,
  "webhookTopics": [{
    "topic": "{eventType}",
    "filters": [{ "action": "CREATE", "conditions": [] }]
  }]
}`,
		listRequest: 'GET https://api.pax8.com/api/v2/webhooks?page={page0}&size=10',
		deleteRequest: 'DELETE https://api.pax8.com/api/v2/webhooks/{id}',
	},
);

const autotaskItem = {
	id: '{id}',
	deactivationUrl: 'https://example.net/off',
	isActive: true,
	isReady: true,
	isSubscribedToUpdateEvents: false,
	name: 'n8n',
	notificationEmailAddress: 'a@example.com',
	ownerResourceID: 29682885,
	sendThresholdExceededNotification: false,
	webhookGUID: '{serial}',
	webhookUrl: '{notificationUrl}',
	'{eventType}': true,
};
// autotask.net/help/developerhelp … TicketWebhooksEntity, REST_Webhooks. Three keys in headers; the API Secret is one here.
export const autotask = peer(
	{
		name: 'Autotask ticket webhooks',
		source: 'autotask.net/help/developerhelp/content/apis/rest/webhooks',
		origins: ['https://webservices1.autotask.net'],
		eventTypes: ['isSubscribedToCreateEvents', 'isSubscribedToDeleteEvents'],
		auth: 'headers:ApiIntegrationCode={apiKey}&Secret={apiSecret}',
		requiredHeaders: ['UserName'],
		ids: 'number',
		create: {
			method: 'POST',
			path: '/ATServicesRest/V1.0/TicketWebhooks',
			body: {
				isActive: true,
				name: 'x',
				deactivationUrl: 'x',
				webhookUrl: '{notificationUrl}',
				sendThresholdExceededNotification: false,
				'{eventType}': true,
			},
			status: 200,
			response: { itemId: '{id}' },
		},
		list: {
			method: 'GET',
			path: '/ATServicesRest/V1.0/TicketWebhooks/query?search={search}',
			item: autotaskItem,
			wrap: {
				items: '{items}',
				pageDetails: { count: 0, requestCount: 500, prevPageUrl: null, nextPageUrl: null },
			},
			paging: { kind: 'nextIn', at: 'pageDetails.nextPageUrl', size: 500 },
		},
		delete: {
			method: 'DELETE',
			path: '/ATServicesRest/V1.0/TicketWebhooks/{id}',
			status: 200,
			response: { itemId: '{id}' },
		},
	},
	{
		createRequest: `POST /ATServicesRest/V1.0/TicketWebhooks
ApiIntegrationCode: {apiKey}
UserName: api@example.com
Secret: {apiSecret}
Content-Type: application/json

{"isActive": true, "name": "n8n", "deactivationUrl": "https://example.net/off", "webhookUrl": "{notificationUrl}", "sendThresholdExceededNotification": false, "{eventType}": true}`,
		listRequest: `GET /ATServicesRest/V1.0/TicketWebhooks/query?search={"filter":[{"op":"exist","field":"id"}]}
ApiIntegrationCode: {apiKey}
UserName: api@example.com
Secret: {apiSecret}`,
		deleteRequest: `DELETE /ATServicesRest/V1.0/TicketWebhooks/{id}
ApiIntegrationCode: {apiKey}
UserName: api@example.com
Secret: {apiSecret}`,
	},
);

const linearNode = {
	id: '{id}',
	url: '{notificationUrl}',
	enabled: true,
	resourceTypes: ['{eventType}'],
	team: { id: '72b2a2dc-6f4f-4423-9d34-24b5bd10634a', name: 'Eng' },
	creator: { id: '4c0c3b3a-1111-4222-8333-0a1b2c3d4e5f', name: 'A' },
};
// linear.app/developers/webhooks ("Creating new subscriptions via the API").
export const linear = peer(
	{
		name: 'Linear GraphQL',
		source: 'linear.app/developers/webhooks',
		origins: ['https://api.linear.app'],
		eventTypes: ['Issue', 'Comment'],
		auth: 'authorization:{apiKey}',
		ids: 'guid',
		create: {
			method: 'POST',
			path: '/graphql',
			operation: 'webhookCreate',
			body: { query: '', variables: { url: '{notificationUrl}', resourceTypes: ['{eventType}'] } },
			status: 200,
			response: {
				data: { webhookCreate: { success: true, webhook: { id: '{id}', enabled: true } } },
			},
		},
		list: {
			method: 'POST',
			path: '/graphql',
			operation: 'webhooks',
			body: { query: '' },
			item: linearNode,
			wrap: {
				data: { webhooks: { nodes: '{items}', pageInfo: { hasNextPage: false, endCursor: null } } },
			},
		},
		delete: {
			method: 'POST',
			path: '/graphql',
			operation: 'webhookDelete',
			body: { query: '', variables: { id: '{id}' } },
			status: 200,
			response: { data: { webhookDelete: { success: true } } },
		},
	},
	{
		createRequest: `POST /graphql
Authorization: {apiKey}

{"query": "mutation($url: String!, $resourceTypes: [String!]!) { webhookCreate(input: {url: $url, teamId: \\"72b2a2dc-6f4f-4423-9d34-24b5bd10634a\\", resourceTypes: $resourceTypes}) { success webhook { id enabled } } }",
 "variables": {"url": "{notificationUrl}", "resourceTypes": ["{eventType}"]}}`,
		listRequest: `POST /graphql
Authorization: {apiKey}

{"query": "query { webhooks { nodes { id url enabled resourceTypes team { id name } creator { id name } } pageInfo { hasNextPage endCursor } } }"}`,
		deleteRequest: `POST /graphql
Authorization: {apiKey}

{"query": "mutation($id: String!) { webhookDelete(id: $id) { success } }", "variables": {"id": "{id}"}}`,
	},
);

// developer.monday.com/api-reference/reference/webhooks. The URL is checked with a challenge in a JSON body.
export const monday = peer(
	{
		name: 'monday GraphQL',
		source: 'developer.monday.com/api-reference/reference/webhooks',
		origins: ['https://api.monday.com'],
		eventTypes: ['create_item', 'change_column_value'],
		auth: 'authorization:{apiKey}',
		handshake: 'echoBody',
		ids: 'num',
		create: {
			method: 'POST',
			path: '/v2',
			operation: 'create_webhook',
			body: { query: '', variables: { url: '{notificationUrl}', event: '{eventType}' } },
			status: 200,
			response: {
				data: { create_webhook: { id: '{id}', board_id: '1234567890' } },
				account_id: 12345678,
			},
		},
		list: {
			method: 'POST',
			path: '/v2',
			operation: 'webhooks',
			body: { query: '' },
			item: { id: '{id}', event: '{eventType}', board_id: '1234567890', config: '{}' },
			wrap: { data: { webhooks: '{items}' }, account_id: 12345678 },
		},
		delete: {
			method: 'POST',
			path: '/v2',
			operation: 'delete_webhook',
			body: { query: '', variables: { id: '{id}' } },
			status: 200,
			response: {
				data: { delete_webhook: { id: '{id}', board_id: '1234567890' } },
				account_id: 12345678,
			},
		},
	},
	{
		createRequest: `curl --location 'https://api.monday.com/v2' \\
--header 'Authorization: {apiKey}' \\
--header 'Content-Type: application/json' \\
--data '{"query": "mutation ($url: String!, $event: WebhookEventType!) { create_webhook (board_id: 1234567890, url: $url, event: $event) { id board_id } }", "variables": {"url": "{notificationUrl}", "event": "{eventType}"}}'`,
		listRequest: `curl --location 'https://api.monday.com/v2' \\
--header 'Authorization: {apiKey}' \\
--header 'Content-Type: application/json' \\
--data '{"query": "query { webhooks (board_id: 1234567890) { id event board_id config } }"}'`,
		deleteRequest: `curl --location 'https://api.monday.com/v2' \\
--header 'Authorization: {apiKey}' \\
--header 'Content-Type: application/json' \\
--data '{"query": "mutation ($id: ID!) { delete_webhook (id: $id) { id board_id } }", "variables": {"id": "{id}"}}'`,
	},
);

// documentation.bamboohr.com/reference/post-webhook, get-webhooks.
export const bamboo = peer(
	{
		name: 'BambooHR',
		source: 'documentation.bamboohr.com/reference/post-webhook',
		origins: ['https://api.bamboohr.com'],
		eventTypes: ['firstName', 'lastName'],
		auth: 'basic64:{apiKey}:x',
		ids: 'num',
		create: {
			method: 'POST',
			path: '/api/gateway.php/c/v1/webhooks/',
			body: {
				name: 'x',
				monitorFields: ['{eventType}'],
				postFields: { employeeNumber: 'x' },
				url: '{notificationUrl}',
				format: 'json',
			},
			status: 201,
			response: {
				id: '{id}',
				name: 'n8n',
				created: '2017-11-18 06:30:11',
				lastSent: null,
				monitorFields: ['{eventType}'],
				postFields: { employeeNumber: 'Employee #' },
				url: '{notificationUrl}',
				format: 'json',
				privateKey: 'secret',
			},
		},
		list: {
			method: 'GET',
			path: '/api/gateway.php/c/v1/webhooks/',
			item: {
				id: '{id}',
				name: 'n8n',
				created: '2017-11-18 06:30:11',
				lastSent: null,
				url: '{notificationUrl}',
			},
			wrap: { webhooks: '{items}' },
		},
		delete: {
			method: 'DELETE',
			path: '/api/gateway.php/c/v1/webhooks/{id}/',
			status: 200,
			response: null,
		},
	},
	{
		createRequest: `curl --request POST \\
     --url https://api.bamboohr.com/api/gateway.php/c/v1/webhooks/ \\
     --user '{apiKey}:x' \\
     --header 'content-type: application/json' \\
     --data '{"name": "n8n", "monitorFields": ["{eventType}"], "postFields": {"employeeNumber": "Employee #"}, "url": "{notificationUrl}", "format": "json"}'`,
		listRequest: `GET /api/gateway.php/c/v1/webhooks/
Authorization: Basic {apiKey}:x`,
		deleteRequest: `DELETE /api/gateway.php/c/v1/webhooks/{id}/
Authorization: Basic {apiKey}:x`,
	},
	{
		createRequest: `POST /api/gateway.php/c/v1/webhooks/

{"name": "n8n", "monitorFields": ["{eventType}"], "postFields": {"employeeNumber": "Employee #"}, "url": "{notificationUrl}", "format": "json"}`,
		listRequest: 'GET /api/gateway.php/c/v1/webhooks/',
		deleteRequest: 'DELETE /api/gateway.php/c/v1/webhooks/{id}/',
	},
);

const lemonItem = {
	type: 'webhooks',
	id: '{id}',
	attributes: {
		store_id: 1,
		url: '{notificationUrl}',
		events: ['{eventType}'],
		last_sent_at: null,
		created_at: '2022-06-22T08:44:54.000000Z',
		updated_at: '2022-06-22T08:44:54.000000Z',
		test_mode: false,
	},
	relationships: {
		store: {
			links: {
				related: 'https://api.lemonsqueezy.com/v1/webhooks/{idText}/store',
				self: 'https://api.lemonsqueezy.com/v1/webhooks/{idText}/relationships/store',
			},
		},
	},
	links: { self: 'https://api.lemonsqueezy.com/v1/webhooks/{idText}' },
};
// docs.lemonsqueezy.com/api/webhooks.
export const lemon = peer(
	{
		name: 'Lemon Squeezy',
		source: 'docs.lemonsqueezy.com/api/webhooks/create-webhook',
		origins: ['https://api.lemonsqueezy.com'],
		eventTypes: ['order_created', 'subscription_created'],
		auth: 'static',
		createContentType: 'application/vnd.api+json',
		requiredHeaders: ['Accept'],
		ids: 'num',
		create: {
			method: 'POST',
			path: '/v1/webhooks',
			body: {
				data: {
					type: 'webhooks',
					attributes: { url: '{notificationUrl}', events: ['{eventType}'], secret: '{secret}' },
					relationships: { store: { data: { type: 'stores', id: '1' } } },
				},
			},
			status: 201,
			response: {
				jsonapi: { version: '1.0' },
				links: { self: 'https://api.lemonsqueezy.com/v1/webhooks/{idText}' },
				data: lemonItem,
			},
		},
		list: {
			method: 'GET',
			path: '/v1/webhooks',
			item: lemonItem,
			wrap: {
				meta: { page: { currentPage: 1, from: 1, lastPage: 1, perPage: 10, to: 10, total: 10 } },
				jsonapi: { version: '1.0' },
				links: {
					first: 'https://api.lemonsqueezy.com/v1/webhooks?page%5Bnumber%5D=1',
					last: 'https://api.lemonsqueezy.com/v1/webhooks?page%5Bnumber%5D=1',
				},
				data: '{items}',
			},
			paging: { kind: 'nextIn', at: 'links.next', size: 10 },
		},
		delete: { method: 'DELETE', path: '/v1/webhooks/{id}', status: 204 },
	},
	{
		createRequest: `curl -X "POST" "https://api.lemonsqueezy.com/v1/webhooks" \\
     -H 'Accept: application/vnd.api+json' \\
     -H 'Content-Type: application/vnd.api+json' \\
     -H 'Authorization: Bearer {accessToken}' \\
     -d '{
  "data": {
    "type": "webhooks",
    "attributes": {
      "url": "{notificationUrl}",
      "events": ["{eventType}"],
      "secret": "{apiSecret}"
    },
    "relationships": {
      "store": {
        "data": {
          "type": "stores",
          "id": "1"
        }
      }
    }
  }
}'`,
		listRequest: `GET /v1/webhooks
Accept: application/vnd.api+json`,
		deleteRequest: `DELETE /v1/webhooks/{id}
Accept: application/vnd.api+json`,
	},
);

const paddleItem = {
	id: '{id}',
	description: 'n8n',
	type: 'url',
	destination: '{notificationUrl}',
	active: true,
	api_version: 1,
	include_sensitive_fields: false,
	subscribed_events: [
		{
			name: '{eventType}',
			description: 'Occurs when…',
			group: 'Transaction',
			available_versions: [1],
		},
	],
	endpoint_secret_key: 'pdl_ntfset_x',
	traffic_source: 'all',
};
// developer.paddle.com/api-reference/notification-settings.
export const paddle = peer(
	{
		name: 'Paddle',
		source: 'PaddleHQ/paddle-openapi notification-settings',
		origins: ['https://api.paddle.com'],
		eventTypes: ['transaction.billed', 'transaction.canceled'],
		auth: 'static',
		idForm: 'ntfset_01{hex}',
		create: {
			method: 'POST',
			path: '/notification-settings',
			body: {
				description: 'x',
				destination: '{notificationUrl}',
				type: 'url',
				api_version: 1,
				subscribed_events: ['{eventType}'],
			},
			status: 201,
			response: { data: paddleItem, meta: { request_id: '6f2e8c8e-9b5b-4b6e-8a4f-2d8d2f2f2f2f' } },
		},
		list: {
			method: 'GET',
			path: '/notification-settings',
			item: paddleItem,
			wrap: {
				data: '{items}',
				meta: {
					request_id: '6f2e8c8e-9b5b-4b6e-8a4f-2d8d2f2f2f2f',
					pagination: {
						per_page: 200,
						next: 'https://api.paddle.com/notification-settings?after=x',
						has_more: false,
						estimated_total: 2,
					},
				},
			},
			paging: { kind: 'nextIn', at: 'meta.pagination.next', size: 200 },
		},
		delete: { method: 'DELETE', path: '/notification-settings/{id}', status: 204 },
	},
	{
		createRequest: `curl -X POST https://api.paddle.com/notification-settings \\
-H "Authorization: Bearer {accessToken}" \\
-H "Content-Type: application/json" \\
-d '{
  "description": "n8n",
  "destination": "{notificationUrl}",
  "type": "url",
  "api_version": 1,
  "subscribed_events": ["{eventType}"]
}'`,
		listRequest: 'GET /notification-settings',
		deleteRequest: 'DELETE /notification-settings/{notification_setting_id}',
	},
);

// tmforum-apis: TMF620 … /hub (register, unregister a listener). Returns Location and the object; there is no list.
export const tmForum = peer(
	{
		name: 'TM Forum hub',
		source: 'tmforum-apis/TMF622_ProductOrder TMF622-ProductOrder-v4.0.0.swagger.json /hub',
		origins: [ORIGIN],
		eventTypes: ['ProductOrderCreateEvent', 'ProductOrderStateChangeEvent'],
		auth: 'static',
		ids: 'num',
		create: {
			method: 'POST',
			path: '/tmf-api/productOrderingManagement/v4/hub',
			body: { callback: '{notificationUrl}', query: 'eventType={eventType}' },
			status: 201,
			response: { id: '{id}', callback: '{notificationUrl}', query: 'eventType={eventType}' },
			responseHeaders: { Location: '/api/hub/{id}' },
		},
		list: { method: 'GET', path: '/nowhere', item: {}, wrap: '{items}' },
		delete: {
			method: 'DELETE',
			path: '/tmf-api/productOrderingManagement/v4/hub/{id}',
			status: 204,
		},
	},
	{
		createRequest: `POST /tmf-api/productOrderingManagement/v4/hub
Accept: application/json

{"callback": "{notificationUrl}", "query": "eventType={eventType}"}`,
		listRequest: '',
		deleteRequest: 'DELETE /tmf-api/productOrderingManagement/v4/hub/{id}',
	},
);

const ngsiItem = {
	id: '{id}',
	description: 'n8n',
	status: 'active',
	subject: { entities: [{ idPattern: '.*', type: '{eventType}' }], condition: { attrs: [] } },
	notification: {
		timesSent: 0,
		attrs: [],
		attrsFormat: 'normalized',
		http: { url: '{notificationUrl}' },
		onlyChangedAttrs: false,
	},
};
// FIWARE/specifications OpenAPI/ngsiv2 /subscriptions: 201, no body, Location /v2/subscriptions/57458eb60962ef754e7c0998.
export const ngsi = peer(
	{
		name: 'FIWARE NGSI v2',
		source: 'FIWARE/specifications OpenAPI/ngsiv2/ngsiv2-openapi.json',
		origins: [ORIGIN],
		eventTypes: ['Room', 'Car'],
		auth: 'header:X-Auth-Token',
		requiredHeaders: ['Fiware-Service'],
		idForm: '57458eb{num}',
		create: {
			method: 'POST',
			path: '/v2/subscriptions',
			body: {
				description: 'x',
				subject: { entities: [{ idPattern: '.*', type: '{eventType}' }] },
				notification: { http: { url: '{notificationUrl}' } },
			},
			status: 201,
			response: null,
			responseHeaders: { Location: '/v2/subscriptions/{id}' },
		},
		list: {
			method: 'GET',
			path: '/v2/subscriptions',
			item: ngsiItem,
			wrap: '{items}',
			paging: { kind: 'offset', param: 'offset', size: 20 },
		},
		delete: { method: 'DELETE', path: '/v2/subscriptions/{id}', status: 204 },
	},
	{
		createRequest: `POST /v2/subscriptions
X-Auth-Token: {apiKey}
Fiware-Service: smart

{"description": "n8n", "subject": {"entities": [{"idPattern": ".*", "type": "{eventType}"}]}, "notification": {"http": {"url": "{notificationUrl}"}}}`,
		listRequest: `GET /v2/subscriptions?offset={offset}&limit=20
X-Auth-Token: {apiKey}
Fiware-Service: smart`,
		deleteRequest: `DELETE /v2/subscriptions/{subscriptionId}
X-Auth-Token: {apiKey}
Fiware-Service: smart`,
	},
);

const ldItem = {
	id: '{id}',
	type: 'Subscription',
	entities: [{ type: '{eventType}' }],
	isActive: true,
	notification: {
		format: 'normalized',
		endpoint: { uri: '{notificationUrl}', accept: 'application/json' },
		status: 'ok',
	},
	'@context': 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.6.jsonld',
};
// ETSI GS CIM 009 (NGSI-LD) 6.10: 201 with Location only; ids are URNs.
const ldApi = (name: string) => ({
	name,
	source: 'ETSI GS CIM 009 NGSI-LD openapi: /subscriptions',
	origins: [ORIGIN],
	eventTypes: ['Building', 'Vehicle'] as [string, string],
	auth: 'static',
	idForm: 'urn:ngsi-ld:Subscription:{guid}',
	create: {
		method: 'POST',
		path: '/ngsi-ld/v1/subscriptions',
		body: {
			type: 'Subscription',
			entities: [{ type: '{eventType}' }],
			notification: { endpoint: { uri: '{notificationUrl}', accept: 'application/json' } },
		},
		status: 201,
		response: null,
		responseHeaders: { Location: '/ngsi-ld/v1/subscriptions/{id}' },
	},
	list: { method: 'GET', path: '/ngsi-ld/v1/subscriptions', item: ldItem, wrap: '{items}' },
	delete: { method: 'DELETE', path: '/ngsi-ld/v1/subscriptions/{id}', status: 204 },
});
export const ngsiLd = peer(ldApi('NGSI-LD'), {
	createRequest: `POST /ngsi-ld/v1/subscriptions

{"type": "Subscription", "entities": [{"type": "{eventType}"}], "notification": {"endpoint": {"uri": "{notificationUrl}", "accept": "application/json"}}}`,
	listRequest: 'GET /ngsi-ld/v1/subscriptions',
	deleteRequest: 'DELETE /ngsi-ld/v1/subscriptions/{subscriptionId}',
});
export const ngsiLdNoList = peer(
	{ ...ldApi('NGSI-LD without a list') },
	{
		createRequest: `POST /ngsi-ld/v1/subscriptions

{"type": "Subscription", "entities": [{"type": "{eventType}"}], "notification": {"endpoint": {"uri": "{notificationUrl}", "accept": "application/json"}}}`,
		listRequest: '',
		deleteRequest: 'DELETE /ngsi-ld/v1/subscriptions/{subscriptionId}',
	},
);

const fhirResource = {
	resourceType: 'Subscription',
	id: '{id}',
	meta: { versionId: '1', lastUpdated: '2026-11-24T10:00:00Z', source: '#abc' },
	status: 'requested',
	reason: 'n8n',
	criteria: '{eventType}',
	channel: { type: 'rest-hook', endpoint: '{notificationUrl}', payload: 'application/fhir+json' },
};
// hl7.org/fhir/R4/subscription.html, http.html#create (Location with _history), bundle.html (link.relation). A rest-hook
// with a payload sends a PUT to a path below the endpoint; the mock sends a POST.
const fhirApi = (name: string, response: typeof fhirResource | null) => ({
	name,
	source: 'hl7.org/fhir/R4/subscription.html, http.html#create',
	origins: [ORIGIN],
	eventTypes: ['Observation?code=http://loinc.org|1975-2', 'Patient?'] as [string, string],
	auth: 'static',
	createContentType: 'application/fhir+json',
	ids: 'num' as const,
	create: {
		method: 'POST',
		path: '/fhir/Subscription',
		body: {
			resourceType: 'Subscription',
			status: 'requested',
			reason: 'x',
			criteria: '{eventType}',
			channel: {
				type: 'rest-hook',
				endpoint: '{notificationUrl}',
				payload: 'application/fhir+json',
			},
		},
		status: 201,
		response,
		responseHeaders: {
			Location: 'https://api.example.com/fhir/Subscription/{id}/_history/1',
			ETag: 'W/"1"',
		},
	},
	list: {
		method: 'GET',
		path: '/fhir/Subscription',
		item: {
			fullUrl: 'https://api.example.com/fhir/Subscription/{idText}',
			resource: fhirResource,
			search: { mode: 'match' },
		},
		wrap: {
			resourceType: 'Bundle',
			id: '5f3e1f0e-1111-4222-8333-944444444444',
			meta: { lastUpdated: '2026-11-24T10:00:00Z' },
			type: 'searchset',
			total: 0,
			link: [],
			entry: '{items}',
		},
		paging: { kind: 'relation' as const, size: 20 },
	},
	delete: {
		method: 'DELETE',
		path: '/fhir/Subscription/{id}',
		status: 200,
		response: {
			resourceType: 'OperationOutcome',
			issue: [
				{
					severity: 'information',
					code: 'informational',
					diagnostics: 'Successfully deleted 1 resource(s) in 14ms',
				},
			],
		},
	},
});
const fhirTexts = {
	createRequest: `POST /fhir/Subscription
Content-Type: application/fhir+json
Prefer: return=representation

{"resourceType": "Subscription", "status": "requested", "reason": "n8n", "criteria": "{eventType}", "channel": {"type": "rest-hook", "endpoint": "{notificationUrl}", "payload": "application/fhir+json"}}`,
	listRequest: 'GET /fhir/Subscription',
	deleteRequest: 'DELETE /fhir/Subscription/[id]',
};
export const fhir = peer(fhirApi('FHIR Subscription', fhirResource), fhirTexts);
export const fhirMinimal = peer(fhirApi('FHIR, return=minimal', null), {
	...fhirTexts,
	createRequest: fhirTexts.createRequest.replace('representation', 'minimal'),
});

const mecSubscription = {
	subscriptionType: '{eventType}',
	callbackReference: '{notificationUrl}',
	_links: {
		self: {
			href: 'https://api.example.com/mec_service_mgmt/v1/applications/5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f/subscriptions/{idText}',
		},
	},
	filteringCriteria: {},
};
// ETSI GS MEC 011, forge.etsi.org MecServiceMgmtApi.yaml. The list consists of links, without ids or callbacks.
export const mec = peer(
	{
		name: 'ETSI MEC 011',
		source: 'ETSI forge gs011-app-enablement-api MecServiceMgmtApi.yaml',
		origins: [ORIGIN],
		eventTypes: ['SerAvailabilityNotificationSubscription', 'OtherSubscription'],
		auth: 'static',
		idForm: 'sub{num}',
		create: {
			method: 'POST',
			path: '/mec_service_mgmt/v1/applications/5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f/subscriptions',
			body: { subscriptionType: '{eventType}', callbackReference: '{notificationUrl}' },
			status: 201,
			response: mecSubscription,
			responseHeaders: {
				Location:
					'https://api.example.com/mec_service_mgmt/v1/applications/5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f/subscriptions/{id}',
			},
		},
		list: {
			method: 'GET',
			path: '/mec_service_mgmt/v1/applications/5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f/subscriptions',
			item: {
				href: 'https://api.example.com/mec_service_mgmt/v1/applications/5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f/subscriptions/{idText}',
				subscriptionType: '{eventType}',
			},
			wrap: {
				_links: {
					self: {
						href: 'https://api.example.com/mec_service_mgmt/v1/applications/5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f/subscriptions',
					},
					subscriptions: '{items}',
				},
			},
		},
		delete: {
			method: 'DELETE',
			path: '/mec_service_mgmt/v1/applications/5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f/subscriptions/{id}',
			status: 204,
		},
	},
	{
		createRequest: `POST /mec_service_mgmt/v1/applications/5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f/subscriptions

{"subscriptionType": "{eventType}", "callbackReference": "{notificationUrl}"}`,
		listRequest:
			'GET /mec_service_mgmt/v1/applications/5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f/subscriptions',
		deleteRequest:
			'DELETE /mec_service_mgmt/v1/applications/5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f/subscriptions/{subscriptionId}',
	},
);

const t8Item = {
	self: 'https://api.example.com/3gpp-monitoring-event/v1/af1/subscriptions/{idText}',
	notificationDestination: '{notificationUrl}',
	monitoringType: '{eventType}',
	externalId: '123@example.com',
	maximumNumberOfReports: 100,
	supportedFeatures: '0',
};
// 3GPP TS 29.122 MonitoringEvent: jdegre/5GC_APIs TS29122_MonitoringEvent.yaml.
export const threeGpp = peer(
	{
		name: '3GPP MonitoringEvent',
		source: 'jdegre/5GC_APIs TS29122_MonitoringEvent.yaml',
		origins: [ORIGIN],
		eventTypes: ['LOSS_OF_CONNECTIVITY', 'LOCATION_REPORTING'],
		auth: 'static',
		idForm: '{hex}',
		create: {
			method: 'POST',
			path: '/3gpp-monitoring-event/v1/af1/subscriptions',
			body: {
				notificationDestination: '{notificationUrl}',
				monitoringType: '{eventType}',
				externalId: 'x',
				maximumNumberOfReports: 1,
			},
			status: 201,
			response: t8Item,
			responseHeaders: {
				Location: 'https://api.example.com/3gpp-monitoring-event/v1/af1/subscriptions/{id}',
			},
		},
		list: {
			method: 'GET',
			path: '/3gpp-monitoring-event/v1/af1/subscriptions',
			item: t8Item,
			wrap: '{items}',
			emptyStatus: 204,
		},
		delete: {
			method: 'DELETE',
			path: '/3gpp-monitoring-event/v1/af1/subscriptions/{id}',
			status: 204,
		},
	},
	{
		createRequest: `POST /3gpp-monitoring-event/v1/af1/subscriptions

{"notificationDestination": "{notificationUrl}", "monitoringType": "{eventType}", "externalId": "123@example.com", "maximumNumberOfReports": 100}`,
		listRequest: 'GET /3gpp-monitoring-event/v1/af1/subscriptions',
		deleteRequest: 'DELETE /3gpp-monitoring-event/v1/af1/subscriptions/{subscriptionId}',
	},
);

export const PEERS_2: Peer[] = [
	twilio,
	sendgrid,
	mailgun,
	chargebee,
	okta,
	contentful,
	pagerDuty,
	pax8,
	autotask,
	linear,
	monday,
	bamboo,
	lemon,
	paddle,
	tmForum,
	ngsi,
	ngsiLd,
	ngsiLdNoList,
	fhir,
	fhirMinimal,
	mec,
	threeGpp,
];
