import type { Peer } from '../types';
import { basicExchange, peer } from './peer';

const ORIGIN = 'https://api.example.com';

// developer.helpscout.com/mailbox-api/endpoints/webhooks/{create,list,delete}.
const helpScoutItem = {
	id: '{id}',
	url: '{notificationUrl}',
	state: 'enabled',
	events: ['{eventType}'],
	notification: false,
	payloadVersion: 'V2',
	label: 'n8n',
	mailboxIds: [],
	_links: { self: { href: '...' } },
};
export const helpScout = peer(
	{
		name: 'Help Scout',
		source: 'developer.helpscout.com/mailbox-api/endpoints/webhooks/create',
		origins: ['https://api.helpscout.net'],
		eventTypes: ['convo.assigned', 'convo.created'],
		auth: 'exchange',
		token: {
			method: 'POST',
			path: '/v2/oauth2/token',
			headers: {},
			bodyKind: 'form',
			template: {
				grant_type: 'client_credentials',
				client_id: '{apiKey}',
				client_secret: '{secret}',
			},
			response: { token_type: 'bearer', access_token: '{token}', expires_in: 172800 },
		},
		ids: 'number',
		create: {
			method: 'POST',
			path: '/v2/webhooks',
			body: {
				url: '{notificationUrl}',
				events: ['{eventType}'],
				secret: '{secret}',
				payloadVersion: 'V2',
			},
			status: 201,
			response: null,
			responseHeaders: {
				'Resource-ID': '{id}',
				Location: 'https://api.helpscout.net/v2/webhooks/{id}',
			},
		},
		list: {
			method: 'GET',
			path: '/v2/webhooks',
			item: helpScoutItem,
			wrap: {
				_embedded: { webhooks: '{items}' },
				_links: {
					self: { href: 'https://api.helpscout.net/v2/webhooks?page=1' },
					first: { href: '...' },
					last: { href: '...' },
					page: { href: 'https://api.helpscout.net/v2/webhooks{?page}', templated: true },
				},
				page: { size: 50, totalElements: 1, totalPages: 1, number: 1 },
			},
			paging: { kind: 'nextIn', at: '_links.next', size: 50 },
		},
		delete: { method: 'DELETE', path: '/v2/webhooks/{id}', status: 204 },
	},
	{
		tokenRequest: `curl -X POST https://api.helpscout.net/v2/oauth2/token \\
    --data "grant_type=client_credentials" \\
    --data "client_id={apiKey}" \\
    --data "client_secret={apiSecret}"`,
		createRequest: `POST /v2/webhooks HTTP/1.1
Content-Type: application/json

{"url": "{notificationUrl}", "events": ["{eventType}"], "secret": "{apiSecret}", "payloadVersion": "V2"}`,
		listRequest: 'GET /v2/webhooks',
		deleteRequest: 'DELETE /v2/webhooks/{id}',
	},
);

// developers.dwolla.com/docs/api-reference/webhook-subscriptions. No event types; 201 with only a Location.
export const dwolla = peer(
	{
		name: 'Dwolla',
		source: 'Dwolla/dwolla-openapi webhook-subscriptions',
		origins: ['https://api.dwolla.com'],
		eventTypes: ['all', 'every'],
		auth: 'exchange',
		noEventTypes: true,
		createContentType: 'application/vnd.dwolla.v1.hal+json',
		requiredHeaders: ['Accept'],
		ids: 'guid',
		token: basicExchange('/token', 3600),
		create: {
			method: 'POST',
			path: '/webhook-subscriptions',
			body: { url: '{notificationUrl}', secret: '{secret}' },
			status: 201,
			response: null,
			responseHeaders: { Location: 'https://api.dwolla.com/webhook-subscriptions/{id}' },
		},
		list: {
			method: 'GET',
			path: '/webhook-subscriptions',
			item: {
				_links: {
					self: { href: 'https://api.dwolla.com/webhook-subscriptions/{idText}' },
					webhooks: { href: 'https://api.dwolla.com/webhook-subscriptions/{idText}/webhooks' },
				},
				id: '{id}',
				url: '{notificationUrl}',
				created: '2015-10-28T16:20:47+00:00',
			},
			wrap: {
				_links: { self: { href: 'https://api.dwolla.com/webhook-subscriptions' } },
				_embedded: { 'webhook-subscriptions': '{items}' },
				total: 1,
			},
		},
		delete: {
			method: 'DELETE',
			path: '/webhook-subscriptions/{id}',
			status: 200,
			response: {
				_links: { self: { href: 'https://api.dwolla.com/webhook-subscriptions/{idText}' } },
				id: '{id}',
				url: '{notificationUrl}',
			},
		},
	},
	{
		tokenRequest: `POST https://api.dwolla.com/token
Authorization: Basic Base64({apiKey}:{apiSecret})
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials`,
		createRequest: `POST https://api.dwolla.com/webhook-subscriptions
Content-Type: application/vnd.dwolla.v1.hal+json
Accept: application/vnd.dwolla.v1.hal+json
Authorization: Bearer {accessToken}

{
  "url": "{notificationUrl}",
  "secret": "{apiSecret}"
}`,
		listRequest: `GET https://api.dwolla.com/webhook-subscriptions
Accept: application/vnd.dwolla.v1.hal+json
Authorization: Bearer {accessToken}`,
		deleteRequest: `DELETE https://api.dwolla.com/webhook-subscriptions/{id}
Accept: application/vnd.dwolla.v1.hal+json
Authorization: Bearer {accessToken}`,
	},
);

const person = {
	displayName: 'A',
	id: '8c8c7d32-6b1b-47f4-b2e9-30b477b5ab3d',
	uniqueName: 'a@example.com',
	url: 'https://vssps.dev.azure.com/org/_apis/Identities/8c8c7d32-6b1b-47f4-b2e9-30b477b5ab3d',
	imageUrl: 'https://dev.azure.com/org/_api/_common/identityImage?id=8c8c7d32',
};
const hookItem = {
	id: '{id}',
	url: 'https://dev.azure.com/org/_apis/hooks/subscriptions/{idText}',
	status: 'enabled',
	publisherId: 'tfs',
	eventType: '{eventType}',
	subscriber: null,
	resourceVersion: '1.0',
	eventDescription: 'Any',
	consumerId: 'webHooks',
	consumerActionId: 'httpRequest',
	actionDescription: 'To host n8n',
	createdBy: person,
	createdDate: '2014-10-27T15:37:24.873Z',
	modifiedBy: person,
	modifiedDate: '2014-10-27T15:37:26.23Z',
	lastProbationRetryDate: '0001-01-01T00:00:00',
	publisherInputs: {
		projectId: '56479caf-1eeb-4bca-ab0f-aaaaaaaaaaaa',
		tfsSubscriptionId: 'aa12f09a-2222-4222-8333-944444444444',
	},
	consumerInputs: { url: '{notificationUrl}' },
	_links: {
		self: { href: 'https://dev.azure.com/org/_apis/hooks/subscriptions/{idText}' },
		consumer: { href: 'https://dev.azure.com/org/_apis/hooks/consumers/webHooks' },
	},
};
// learn.microsoft.com/rest/api/azure/devops/hooks/subscriptions/{create,list,delete}.
export const azureDevOps = peer(
	{
		name: 'Azure DevOps service hooks',
		source: 'MicrosoftDocs/vsts-rest-api-specs specification/hooks/7.1/httpExamples',
		origins: ['https://dev.azure.com'],
		eventTypes: ['build.complete', 'workitem.created'],
		auth: 'basic64::{apiKey}',
		ids: 'guid',
		create: {
			method: 'POST',
			path: '/org/_apis/hooks/subscriptions?api-version=7.1',
			body: {
				publisherId: 'tfs',
				eventType: '{eventType}',
				resourceVersion: '1.0',
				consumerId: 'webHooks',
				consumerActionId: 'httpRequest',
				publisherInputs: { projectId: 'p' },
				consumerInputs: { url: '{notificationUrl}' },
			},
			status: 200,
			response: hookItem,
		},
		list: {
			method: 'GET',
			path: '/org/_apis/hooks/subscriptions?api-version=7.1',
			item: hookItem,
			wrap: { count: 2, value: '{items}' },
		},
		delete: {
			method: 'DELETE',
			path: '/org/_apis/hooks/subscriptions/{id}?api-version=7.1',
			status: 204,
		},
	},
	{
		createRequest: `POST https://dev.azure.com/org/_apis/hooks/subscriptions?api-version=7.1
Authorization: Basic :{apiKey}

{
  "publisherId": "tfs",
  "eventType": "{eventType}",
  "resourceVersion": "1.0",
  "consumerId": "webHooks",
  "consumerActionId": "httpRequest",
  "publisherInputs": {
    "projectId": "56479caf-1eeb-4bca-ab0f-aaaaaaaaaaaa"
  },
  "consumerInputs": {
    "url": "{notificationUrl}"
  }
}`,
		listRequest: `GET https://dev.azure.com/org/_apis/hooks/subscriptions?api-version=7.1
Authorization: Basic :{apiKey}`,
		deleteRequest: `DELETE https://dev.azure.com/org/_apis/hooks/subscriptions/{subscriptionId}?api-version=7.1
Authorization: Basic :{apiKey}`,
	},
);

// hub.sap.com "SAP Event Mesh – REST APIs for Messaging": /messagingrest/v1/subscriptions. The client chooses the name.
export const sapEventMesh = peer(
	{
		name: 'SAP Event Mesh',
		source:
			'help.sap.com/docs/event-mesh (REST APIs for messaging, webhook subscriptions); @sap/cds libx/_runtime/messaging',
		origins: ['https://enterprise-messaging-pubsub.cfapps.eu10.hana.ondemand.com'],
		eventTypes: ['queue:q1', 'queue:q2'],
		auth: 'exchange',
		token: {
			method: 'POST',
			path: '/oauth/token',
			headers: { Authorization: 'Basic' },
			bodyKind: 'query',
			template: { grant_type: 'client_credentials', response_type: 'token' },
			response: {
				access_token: '{token}',
				token_type: 'bearer',
				expires_in: 43199,
				jti: '7c1a3f5c5e0f4ec5a4ab7a6d2b8a1234',
			},
		},
		create: {
			method: 'POST',
			path: '/messagingrest/v1/subscriptions',
			body: {
				name: '{newId}',
				address: '{eventType}',
				qos: 1,
				pushConfig: { type: 'webhook', endpoint: '{notificationUrl}', exemptHandshake: true },
			},
			status: 202,
			response: null,
		},
		list: {
			method: 'GET',
			path: '/messagingrest/v1/subscriptions',
			item: {
				name: '{id}',
				address: '{eventType}',
				qos: 1,
				pushConfig: { type: 'webhook', endpoint: '{notificationUrl}', exemptHandshake: true },
				deliveryStatus: 'active',
				handshakeStatus: 'exempted',
				stateReason: 'OK',
			},
			wrap: '{items}',
		},
		delete: { method: 'DELETE', path: '/messagingrest/v1/subscriptions/{id}', status: 204 },
	},
	{
		tokenRequest: `POST /oauth/token?grant_type=client_credentials&response_type=token
Authorization: Basic {apiKey}:{apiSecret}`,
		createRequest: `POST /messagingrest/v1/subscriptions

{"name": "{uuid}", "address": "{eventType}", "qos": 1, "pushConfig": {"type": "webhook", "endpoint": "{notificationUrl}", "exemptHandshake": true}}`,
		listRequest: 'GET /messagingrest/v1/subscriptions',
		deleteRequest: 'DELETE /messagingrest/v1/subscriptions/{subscription}',
		subscriptionIdProperty: 'name',
	},
);

const k8sItem = {
	apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
	kind: 'Provider',
	metadata: {
		name: '{id}',
		namespace: 'flux',
		uid: '{serial}',
		resourceVersion: '112233',
		generation: 1,
		creationTimestamp: '2026-11-24T10:00:00Z',
	},
	spec: { type: 'generic', address: '{notificationUrl}', channel: '{eventType}' },
};
// kubernetes.io/docs/reference/using-api/api-concepts; fluxcd.io/flux/components/notification/providers. The client chooses
// the name, but not the uid.
export const kubernetes = peer(
	{
		name: 'Kubernetes custom resource',
		source: 'kubernetes.io/docs/reference/using-api/api-concepts',
		origins: [ORIGIN],
		eventTypes: ['info', 'error'],
		auth: 'static',
		create: {
			method: 'POST',
			path: '/apis/notification.toolkit.fluxcd.io/v1beta3/namespaces/flux/providers',
			body: {
				apiVersion: 'x',
				kind: 'x',
				metadata: { name: '{newId}' },
				spec: { type: 'generic', address: '{notificationUrl}', channel: '{eventType}' },
			},
			status: 201,
			response: k8sItem,
		},
		list: {
			method: 'GET',
			path: '/apis/notification.toolkit.fluxcd.io/v1beta3/namespaces/flux/providers',
			item: k8sItem,
			wrap: {
				apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
				kind: 'ProviderList',
				metadata: { continue: '', resourceVersion: '112244' },
				items: '{items}',
			},
		},
		delete: {
			method: 'DELETE',
			path: '/apis/notification.toolkit.fluxcd.io/v1beta3/namespaces/flux/providers/{id}',
			status: 200,
			response: {
				kind: 'Status',
				apiVersion: 'v1',
				metadata: {},
				status: 'Success',
				details: { name: '{id}', kind: 'providers', uid: '{serial}' },
			},
		},
	},
	{
		createRequest: `POST /apis/notification.toolkit.fluxcd.io/v1beta3/namespaces/flux/providers

{"apiVersion": "notification.toolkit.fluxcd.io/v1beta3", "kind": "Provider", "metadata": {"name": "n8n-{uuid}"}, "spec": {"type": "generic", "address": "{notificationUrl}", "channel": "{eventType}"}}`,
		listRequest: 'GET /apis/notification.toolkit.fluxcd.io/v1beta3/namespaces/flux/providers',
		deleteRequest:
			'DELETE /apis/notification.toolkit.fluxcd.io/v1beta3/namespaces/flux/providers/{name}',
		subscriptionIdProperty: 'metadata.name',
	},
);

const off = {
	Open: { Enabled: false, PostFirstOpenOnly: false },
	Click: { Enabled: false },
	Delivery: { Enabled: false },
	Bounce: { Enabled: false, IncludeContent: false },
};
const postmarkItem = {
	ID: '{id}',
	Url: '{notificationUrl}',
	MessageStream: 'outbound',
	HttpAuth: null,
	HttpHeaders: [],
	Triggers: { ...off, '{eventType}': { Enabled: true } },
};
// postmarkapp.com/developer/api/webhooks-api. All triggers are listed, even disabled ones.
export const postmark = peer(
	{
		name: 'Postmark',
		source: 'postmarkapp.com/developer/api/webhooks-api',
		origins: ['https://api.postmarkapp.com'],
		eventTypes: ['Delivery', 'Bounce'],
		auth: 'header:X-Postmark-Server-Token',
		requiredHeaders: ['Accept'],
		ids: 'number',
		create: {
			method: 'POST',
			path: '/webhooks',
			body: {
				Url: '{notificationUrl}',
				MessageStream: 'outbound',
				Triggers: { '{eventType}': { Enabled: true } },
			},
			status: 200,
			response: postmarkItem,
		},
		list: { method: 'GET', path: '/webhooks', item: postmarkItem, wrap: { Webhooks: '{items}' } },
		delete: {
			method: 'DELETE',
			path: '/webhooks/{id}',
			status: 200,
			response: { ErrorCode: 0, Message: 'Webhook 1234 removed.' },
		},
	},
	{
		createRequest: `curl "https://api.postmarkapp.com/webhooks" \\
  -X POST \\
  -H "Accept: application/json" \\
  -H "Content-Type: application/json" \\
  -H "X-Postmark-Server-Token: {apiKey}" \\
  -d '{
  "Url": "{notificationUrl}",
  "MessageStream": "outbound",
  "Triggers": {
    "{eventType}": {
      "Enabled": true
    }
  }
}'`,
		listRequest: `GET /webhooks
Accept: application/json
X-Postmark-Server-Token: {apiKey}`,
		deleteRequest: `DELETE /webhooks/{webhookid}
Accept: application/json
X-Postmark-Server-Token: {apiKey}`,
	},
);

const razorItem = {
	id: '{id}',
	created_at: 1654605478,
	updated_at: 1654605478,
	service: 'api',
	owner_id: 'H3kYHQ635sBwXG',
	owner_type: 'merchant',
	context: [],
	disabled_at: 0,
	url: '{notificationUrl}',
	alert_email: 'a@example.com',
	secret_exists: true,
	entity: 'webhook',
	active: true,
	events: ['{eventType}'],
};
// razorpay.com/docs/api/partners/webhooks.
export const razorpay = peer(
	{
		name: 'Razorpay partner webhooks',
		source: 'razorpay.com/docs/api/partners/webhooks',
		origins: ['https://api.razorpay.com'],
		eventTypes: ['payment.authorized', 'payment.failed'],
		auth: 'basic',
		idForm: 'Hso{hex}',
		create: {
			method: 'POST',
			path: '/v2/accounts/acc_GP4lfNA0iIMn5B/webhooks',
			body: {
				url: '{notificationUrl}',
				alert_email: 'x',
				secret: '{secret}',
				events: ['{eventType}'],
			},
			status: 200,
			response: razorItem,
		},
		list: {
			method: 'GET',
			path: '/v2/accounts/acc_GP4lfNA0iIMn5B/webhooks',
			item: {
				...razorItem,
				events: { 'payment.authorized': false, 'payment.failed': false, '{eventType}': true },
			},
			wrap: { entity: 'collection', items: '{items}', count: 1 },
			paging: { kind: 'offset', param: 'skip', size: 10 },
		},
		delete: {
			method: 'DELETE',
			path: '/v2/accounts/acc_GP4lfNA0iIMn5B/webhooks/{id}',
			status: 200,
			response: [],
		},
	},
	{
		createRequest: `POST /v2/accounts/acc_GP4lfNA0iIMn5B/webhooks
Authorization: Basic {apiKey}:{apiSecret}

{"url": "{notificationUrl}", "alert_email": "a@example.com", "secret": "{apiSecret}", "events": ["{eventType}"]}`,
		listRequest: `GET /v2/accounts/acc_GP4lfNA0iIMn5B/webhooks?skip={offset}
Authorization: Basic {apiKey}:{apiSecret}`,
		deleteRequest: `DELETE /v2/accounts/acc_GP4lfNA0iIMn5B/webhooks/{id}
Authorization: Basic {apiKey}:{apiSecret}`,
	},
);

const netlifyItem = {
	id: '{id}',
	site_id: '3970e0fe-8564-4903-9a55-c5f8de49fb8b',
	type: 'url',
	event: '{eventType}',
	data: { url: '{notificationUrl}' },
	created_at: '2026-01-01T00:00:00Z',
	updated_at: '2026-01-01T00:00:00Z',
	actor: null,
	disabled: false,
	restricted: false,
};
// netlify/open-api swagger.yml /hooks.
export const netlify = peer(
	{
		name: 'Netlify',
		source: 'netlify/open-api swagger.yml /hooks',
		origins: ['https://api.netlify.com'],
		eventTypes: ['deploy_created', 'deploy_failed'],
		auth: 'static',
		idForm: '5f3e{hex}',
		create: {
			method: 'POST',
			path: '/api/v1/hooks?site_id=3970e0fe-8564-4903-9a55-c5f8de49fb8b',
			body: { site_id: 'x', type: 'url', event: '{eventType}', data: { url: '{notificationUrl}' } },
			status: 201,
			response: netlifyItem,
		},
		list: {
			method: 'GET',
			path: '/api/v1/hooks?site_id=3970e0fe-8564-4903-9a55-c5f8de49fb8b',
			item: netlifyItem,
			wrap: '{items}',
		},
		delete: { method: 'DELETE', path: '/api/v1/hooks/{id}', status: 204 },
	},
	{
		createRequest: `POST /api/v1/hooks?site_id=3970e0fe-8564-4903-9a55-c5f8de49fb8b

{"site_id": "3970e0fe-8564-4903-9a55-c5f8de49fb8b", "type": "url", "event": "{eventType}", "data": {"url": "{notificationUrl}"}}`,
		listRequest: 'GET /api/v1/hooks?site_id=3970e0fe-8564-4903-9a55-c5f8de49fb8b',
		deleteRequest: 'DELETE /api/v1/hooks/{hook_id}',
	},
);

// developer.nylas.com/docs/api/v3/admin (webhooks). The URL is checked by a GET with ?challenge=.
const nylasItem = {
	id: '{id}',
	description: 'n8n',
	trigger_types: ['{eventType}'],
	webhook_url: '{notificationUrl}',
	status: 'active',
	notification_email_addresses: ['a@example.com'],
	status_updated_at: 1234567890,
	created_at: 1234567890,
	updated_at: 1234567890,
};
export const nylas = peer(
	{
		name: 'Nylas',
		source: 'developer.nylas.com/docs/reference/api/webhook-notifications',
		origins: ['https://api.us.nylas.com'],
		eventTypes: ['grant.created', 'message.created'],
		auth: 'static',
		handshake: 'echoGet',
		idForm: 'UMWjAjMeWQ4D8gYF2moonK4486{hex}',
		create: {
			method: 'POST',
			path: '/v3/webhooks',
			body: { trigger_types: ['{eventType}'], description: 'x', webhook_url: '{notificationUrl}' },
			status: 200,
			response: { request_id: '1', data: { ...nylasItem, webhook_secret: 'x' } },
		},
		list: {
			method: 'GET',
			path: '/v3/webhooks',
			item: nylasItem,
			wrap: { request_id: '1', data: '{items}' },
		},
		delete: {
			method: 'DELETE',
			path: '/v3/webhooks/{id}',
			status: 200,
			response: { request_id: '1' },
		},
	},
	{
		createRequest: `POST /v3/webhooks

{"trigger_types": ["{eventType}"], "description": "n8n", "webhook_url": "{notificationUrl}"}`,
		listRequest: 'GET /v3/webhooks',
		deleteRequest: 'DELETE /v3/webhooks/<WEBHOOK_ID>',
	},
);

// developers.brevo.com/reference/createwebhook, getwebhooks.
export const brevo = peer(
	{
		name: 'Brevo',
		source: 'getbrevo/brevo-node docs; developers.brevo.com/reference/getwebhooks',
		origins: ['https://api.brevo.com'],
		eventTypes: ['hardBounce', 'delivered'],
		auth: 'header:api-key',
		ids: 'number',
		create: {
			method: 'POST',
			path: '/v3/webhooks',
			body: {
				url: '{notificationUrl}',
				description: 'x',
				events: ['{eventType}'],
				type: 'transactional',
			},
			status: 201,
			response: { id: '{id}' },
		},
		list: {
			method: 'GET',
			path: '/v3/webhooks',
			item: {
				url: '{notificationUrl}',
				id: '{id}',
				description: 'n8n',
				events: ['{eventType}'],
				type: 'transactional',
				createdAt: '2016-06-07T09:10:10Z',
				modifiedAt: '2016-06-07T09:10:10Z',
			},
			wrap: { webhooks: '{items}' },
		},
		delete: { method: 'DELETE', path: '/v3/webhooks/{id}', status: 204 },
	},
	{
		createRequest: `curl --request POST \\
     --url https://api.brevo.com/v3/webhooks \\
     --header 'accept: application/json' \\
     --header 'api-key: {apiKey}' \\
     --header 'content-type: application/json' \\
     --data '{"events": ["{eventType}"], "type": "transactional", "url": "{notificationUrl}", "description": "n8n"}'`,
		listRequest: `GET /v3/webhooks
api-key: {apiKey}`,
		deleteRequest: `DELETE /v3/webhooks/{webhookId}
api-key: {apiKey}`,
	},
	{
		createRequest: `POST /v3/webhooks

{"events": ["{eventType}"], "type": "transactional", "url": "{notificationUrl}", "description": "n8n"}`,
		listRequest: 'GET /v3/webhooks',
		deleteRequest: 'DELETE /v3/webhooks/{webhookId}',
	},
);

const deputyItem = {
	Id: '{id}',
	Topic: '{eventType}',
	Enabled: true,
	Type: 'URL',
	Filters: null,
	Address: '{notificationUrl}',
	Headers: null,
	Creator: 1,
	Created: '2026-11-24T10:00:00+11:00',
	Modified: '2026-11-24T10:00:00+11:00',
};
// developer.deputy.com/docs/webhooks-overview: /api/v1/resource/Webhook. Listed with QUERY.
export const deputy = peer(
	{
		name: 'Deputy',
		source: 'developer.deputy.com/deputy-docs/docs/webhooks-overview',
		origins: ['https://install.au.deputy.com'],
		eventTypes: ['Employee.Update', 'Timesheet.Insert'],
		auth: 'authorization:OAuth {apiKey}',
		ids: 'number',
		create: {
			method: 'POST',
			path: '/api/v1/resource/Webhook',
			body: { Topic: '{eventType}', Enabled: 1, Type: 'URL', Address: '{notificationUrl}' },
			status: 200,
			response: deputyItem,
		},
		list: {
			method: 'POST',
			path: '/api/v1/resource/Webhook/QUERY',
			body: { search: {} },
			item: deputyItem,
			wrap: '{items}',
		},
		delete: {
			method: 'DELETE',
			path: '/api/v1/resource/Webhook/{id}',
			status: 200,
			response: 'Deleted Webhook',
		},
	},
	{
		createRequest: `POST /api/v1/resource/Webhook
Authorization: OAuth {apiKey}

{"Topic": "{eventType}", "Enabled": 1, "Type": "URL", "Address": "{notificationUrl}"}`,
		listRequest: `POST /api/v1/resource/Webhook/QUERY
Authorization: OAuth {apiKey}

{"search": {}}`,
		deleteRequest: `DELETE /api/v1/resource/Webhook/:id
Authorization: OAuth {apiKey}`,
	},
);

const ebayLike = {
	subscriptionId: '{id}',
	status: 'ENABLED',
	creationDate: '2026-11-24T10:00:00Z',
	topicId: '{eventType}',
	destination: {
		deliveryConfig: { endpoint: '{notificationUrl}' },
		destinationId: '1a2b3c4d-1111-4222-8333-944444444444',
		name: 'n8n',
	},
};
// developer.ebay.com/api-docs/commerce/notification. The destination is part of the item and has its own id.
export const nestedDestination = peer(
	{
		name: 'Destination with its own id',
		source:
			'developer.ebay.com/api-docs/commerce/notification/resources/subscription (the destination, which is made by a request of its own there, put into one)',
		origins: [ORIGIN],
		eventTypes: ['MARKETPLACE_ACCOUNT_DELETION', 'ITEM_SOLD'],
		auth: 'static',
		ids: 'guid',
		create: {
			method: 'POST',
			path: '/commerce/notification/v1/subscription',
			body: {
				topicId: '{eventType}',
				status: 'ENABLED',
				destination: { name: 'x', deliveryConfig: { endpoint: '{notificationUrl}' } },
			},
			status: 201,
			response: {},
			responseHeaders: {
				Location: 'https://api.example.com/commerce/notification/v1/subscription/{id}',
			},
		},
		list: {
			method: 'GET',
			path: '/commerce/notification/v1/subscription',
			item: ebayLike,
			wrap: {
				total: 0,
				href: 'https://api.example.com/commerce/notification/v1/subscription?limit=20',
				next: null,
				limit: 20,
				subscriptions: '{items}',
			},
			paging: { kind: 'nextIn', at: 'next', size: 20 },
		},
		delete: { method: 'DELETE', path: '/commerce/notification/v1/subscription/{id}', status: 204 },
	},
	{
		createRequest: `POST /commerce/notification/v1/subscription

{"topicId": "{eventType}", "status": "ENABLED", "destination": {"name": "n8n", "deliveryConfig": {"endpoint": "{notificationUrl}"}}}`,
		listRequest: 'GET /commerce/notification/v1/subscription',
		deleteRequest: 'DELETE /commerce/notification/v1/subscription/{subscription_id}',
	},
);

export const PEERS_3: Peer[] = [
	helpScout,
	dwolla,
	azureDevOps,
	sapEventMesh,
	kubernetes,
	postmark,
	razorpay,
	netlify,
	nylas,
	brevo,
	deputy,
	nestedDestination,
];
