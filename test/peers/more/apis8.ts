import type { Peer } from '../types';
import { peer } from './peer';

/** Further APIs from the vendors' documentation, with requests as their pages show them. */
export const PEERS_8: Peer[] = [
	// Checks the URL with a GET whose query replaces ours, unless the URL has "NoEcho". The format is that of ASP.NET WebHooks.
	peer(
		{
			name: 'Employment Hero Payroll',
			source:
				'tatou.atlassian.net/wiki (Keypay integration); support.yourpayroll.com.au "Web Hooks"; aspnet/AspNetWebHooks WebHookManager.cs; the paths of list and delete from memory',
			origins: ['https://api.yourpayroll.com.au'],
			eventTypes: ['PayRunFinalised', 'EmployeeUpdated'],
			idForm: '{hex}{hex}',
			auth: 'basic64:{apiKey}:',
			handshake: 'echoUnlessNoEcho',
			create: {
				method: 'POST',
				path: '/api/v2/business/1234/webhookregistrations',
				status: 201,
				body: {
					webHookUri: '{notificationUrl}',
					description: 'x',
					isPaused: false,
					filters: ['{eventType}'],
					headers: {},
					properties: {},
				},
				response: {
					id: '{id}',
					webHookUri: '{notificationUrl}',
					secret: '94024328ed01425a8504c37790748743',
					description: 'x',
					isPaused: false,
					filters: ['{eventType}'],
					headers: {},
					properties: {},
				},
			},
			list: {
				method: 'GET',
				path: '/api/v2/business/1234/webhookregistrations',
				wrap: '{items}',
				item: {
					id: '{id}',
					webHookUri: '{notificationUrl}',
					secret: '94024328ed01425a8504c37790748743',
					description: 'x',
					isPaused: false,
					filters: ['{eventType}'],
					headers: {},
					properties: {},
				},
			},
			delete: {
				method: 'DELETE',
				path: '/api/v2/business/1234/webhookregistrations/{id}',
				status: 204,
			},
		},
		{
			createRequest: `POST https://api.yourpayroll.com.au/api/v2/business/1234/webhookregistrations
Authorization: Basic {apiKey}:

{
  "webHookUri": "{notificationUrl}&NoEcho=1",
  "description": "n8n",
  "isPaused": false,
  "filters": [
    "{eventType}"
  ],
  "headers": {},
  "properties": {}
}`,
			listRequest: `curl -u {apiKey}: https://api.yourpayroll.com.au/api/v2/business/1234/webhookregistrations`,
			deleteRequest: `curl -u {apiKey}: -X DELETE https://api.yourpayroll.com.au/api/v2/business/1234/webhookregistrations/{id}`,
		},
	),
	// The ID is called token, and the wrapper response. The vendor is Australian.
	peer(
		{
			name: 'Pin Payments',
			source: 'pinpayments.com/developers/api-reference/webhook-endpoints',
			origins: ['https://test-api.pinpayments.com'],
			eventTypes: ['a', 'b'],
			noEventTypes: true,
			idForm: 'whe_{hex}',
			auth: 'basic64:{apiKey}:',
			create: {
				method: 'POST',
				path: '/1/webhook_endpoints',
				bodyKind: 'form',
				status: 201,
				body: { url: '{notificationUrl}' },
				response: {
					response: {
						token: '{id}',
						key: 'vSeHhoa0amv38tF3pXDtPA',
						url: '{notificationUrl}',
						created_at: '2024-12-21T12:24:40Z',
						updated_at: '2024-12-21T12:24:40Z',
					},
				},
			},
			list: {
				method: 'GET',
				path: '/1/webhook_endpoints',
				wrap: { response: '{items}', pagination: { count: 1, per_page: 25, current: 1 } },
				item: {
					token: '{id}',
					key: 'vSeHhoa0amv38tF3pXDtPA',
					url: '{notificationUrl}',
					created_at: '2024-12-21T12:24:40Z',
					updated_at: '2024-12-21T12:24:40Z',
				},
			},
			delete: { method: 'DELETE', path: '/1/webhook_endpoints/{id}', status: 204 },
		},
		{
			createRequest: `curl https://test-api.pinpayments.com/1/webhook_endpoints -u {apiKey}: \\
 -d "url={notificationUrl}"`,
			listRequest: `curl https://test-api.pinpayments.com/1/webhook_endpoints -u {apiKey}:`,
			deleteRequest: `curl https://test-api.pinpayments.com/1/webhook_endpoints/{webhook-endpoint-token} -u {apiKey}: -X DELETE`,
		},
	),
	// The page's Delete Request ends in a shell variable.
	peer(
		{
			name: 'Heroku',
			source: 'devcenter.heroku.com/articles/app-webhooks-schema',
			origins: ['https://api.heroku.com'],
			eventTypes: ['api:release', 'api:build'],
			ids: 'guid',
			auth: 'static',
			requiredHeaders: ['Accept'],
			create: {
				method: 'POST',
				path: '/apps/acme/webhooks',
				status: 201,
				body: {
					include: ['{eventType}'],
					level: 'notify',
					secret: null,
					url: '{notificationUrl}',
					authorization: null,
				},
				response: {
					addon: { id: '01234567-89ab-cdef-0123-456789abcdef', name: 'acme-inc-primary-database' },
					app: { id: '01234567-89ab-cdef-0123-456789abcdef', name: 'example' },
					created_at: '2015-01-01T12:00:00Z',
					id: '{id}',
					include: ['{eventType}'],
					level: 'notify',
					updated_at: '2015-01-01T12:00:00Z',
					url: '{notificationUrl}',
				},
			},
			list: {
				method: 'GET',
				path: '/apps/acme/webhooks',
				wrap: '{items}',
				item: {
					addon: { id: '01234567-89ab-cdef-0123-456789abcdef', name: 'x' },
					app: { id: '01234567-89ab-cdef-0123-456789abcdef', name: 'example' },
					created_at: '2015-01-01T12:00:00Z',
					id: '{id}',
					include: ['{eventType}'],
					level: 'notify',
					updated_at: '2015-01-01T12:00:00Z',
					url: '{notificationUrl}',
				},
			},
			delete: {
				method: 'DELETE',
				path: '/apps/acme/webhooks/{id}',
				status: 200,
				response: {
					id: '{id}',
					include: ['{eventType}'],
					level: 'notify',
					url: '{notificationUrl}',
				},
			},
		},
		{
			createRequest: `$ curl -n -X POST https://api.heroku.com/apps/acme/webhooks \\
  -d '{
  "authorization": null,
  "include": [
    "{eventType}"
  ],
  "level": "notify",
  "secret": null,
  "url": "{notificationUrl}"
}' \\
  -H "Content-Type: application/json" \\
  -H "Accept: application/vnd.heroku+json; version=3"`,
			listRequest: `$ curl -n https://api.heroku.com/apps/acme/webhooks \\
  -H "Accept: application/vnd.heroku+json; version=3"`,
			deleteRequest: `$ curl -n -X DELETE https://api.heroku.com/apps/acme/webhooks/$APP_WEBHOOK_ID \\
  -H "Content-Type: application/json" \\
  -H "Accept: application/vnd.heroku+json; version=3"`,
		},
	),
	// An empty list comes with two others.
	peer(
		{
			name: 'Cloudflare alerting',
			source: 'developers.cloudflare.com/api alerting destinations webhooks',
			origins: ['https://api.cloudflare.com'],
			eventTypes: ['a', 'b'],
			noEventTypes: true,
			auth: 'static',
			idForm: '{hex}{hex}',
			create: {
				method: 'POST',
				path: '/client/v4/accounts/a1/alerting/v3/destinations/webhooks',
				status: 201,
				body: { name: 'x', url: '{notificationUrl}', secret: 'x' },
				response: { errors: [], messages: [], result: { id: '{id}' }, success: true },
			},
			list: {
				method: 'GET',
				path: '/client/v4/accounts/a1/alerting/v3/destinations/webhooks',
				wrap: {
					errors: [],
					messages: [],
					result: '{items}',
					result_info: { count: 1, page: 1, per_page: 20, total_count: 1 },
					success: true,
				},
				item: {
					id: '{id}',
					created_at: '2020-10-26T18:25:04.532316Z',
					last_failure: null,
					last_success: null,
					name: 'Slack Webhook',
					type: 'generic',
					url: '{notificationUrl}',
				},
			},
			delete: {
				method: 'DELETE',
				path: '/client/v4/accounts/a1/alerting/v3/destinations/webhooks/{id}',
				status: 200,
				response: { errors: [], messages: [], success: true },
			},
		},
		{
			createRequest: `curl --request POST \\
  --url https://api.cloudflare.com/client/v4/accounts/a1/alerting/v3/destinations/webhooks \\
  -H 'Authorization: Bearer {accessToken}' \\
  --json '{ "name": "Slack Webhook", "url": "{notificationUrl}", "secret": "{apiSecret}" }'`,
			listRequest: `curl https://api.cloudflare.com/client/v4/accounts/a1/alerting/v3/destinations/webhooks -H "Authorization: Bearer {accessToken}"`,
			deleteRequest: `curl https://api.cloudflare.com/client/v4/accounts/a1/alerting/v3/destinations/webhooks/$WEBHOOK_ID \\
    -X DELETE \\
    -H "Authorization: Bearer {accessToken}"`,
		},
	),
	// Rows have nothing but their own address.
	peer(
		{
			name: 'Redfish EventService',
			source: 'redfish.dmtf.org DSP0266 EventDestination',
			origins: ['https://bmc.example.com'],
			eventTypes: ['Alert', 'StatusChange'],
			auth: 'header:X-Auth-Token',
			ids: 'num',
			create: {
				method: 'POST',
				path: '/redfish/v1/EventService/Subscriptions',
				status: 201,
				body: {
					Destination: '{notificationUrl}',
					EventTypes: ['{eventType}'],
					Context: 'x',
					Protocol: 'Redfish',
				},
				responseHeaders: { Location: '/redfish/v1/EventService/Subscriptions/{id}' },
				response: {
					'@odata.id': '/redfish/v1/EventService/Subscriptions/{id}',
					'@odata.type': '#EventDestination.v1_8_0.EventDestination',
					Id: '{id}',
					Name: 'EventSubscription {id}',
					Destination: '{notificationUrl}',
					EventTypes: ['{eventType}'],
					Context: 'x',
					Protocol: 'Redfish',
				},
			},
			list: {
				method: 'GET',
				path: '/redfish/v1/EventService/Subscriptions',
				wrap: {
					'@odata.type': '#EventDestinationCollection.EventDestinationCollection',
					Name: 'Event Subscriptions Collection',
					'Members@odata.count': 2,
					Members: '{items}',
					'@odata.id': '/redfish/v1/EventService/Subscriptions',
				},
				item: { '@odata.id': '/redfish/v1/EventService/Subscriptions/{id}' },
			},
			delete: {
				method: 'DELETE',
				path: '/redfish/v1/EventService/Subscriptions/{id}',
				status: 204,
			},
		},
		{
			createRequest: `curl -k -H "X-Auth-Token: {apiKey}" -H "Content-Type: application/json" -X POST -d '{"Destination":"{notificationUrl}","EventTypes":["{eventType}"],"Context":"n8n","Protocol":"Redfish"}' https://bmc.example.com/redfish/v1/EventService/Subscriptions`,
			listRequest: `curl -k -H "X-Auth-Token: {apiKey}" https://bmc.example.com/redfish/v1/EventService/Subscriptions`,
			deleteRequest: `curl -k -H "X-Auth-Token: {apiKey}" -X DELETE https://bmc.example.com/redfish/v1/EventService/Subscriptions/{id}`,
		},
	),
	// Subscriptions are named by their object, and only the query of Delete Request says so.
	peer(
		{
			name: 'Meta Graph subscriptions',
			source: 'developers.facebook.com/docs/graph-api/reference/application/subscriptions',
			origins: ['https://graph.facebook.com'],
			eventTypes: ['page', 'user'],
			auth: 'queries:access_token={apiKey}',
			idIsEvent: true,
			handshake: 'echoGet',
			create: {
				method: 'POST',
				path: '/v19.0/1234/subscriptions',
				bodyKind: 'form',
				status: 200,
				body: {
					object: '{eventType}',
					callback_url: '{notificationUrl}',
					fields: 'x',
					verify_token: 'x',
				},
				response: { success: true },
			},
			list: {
				method: 'GET',
				path: '/v19.0/1234/subscriptions',
				wrap: { data: '{items}' },
				item: {
					object: '{id}',
					callback_url: '{notificationUrl}',
					active: true,
					fields: [{ name: 'feed', version: 'v19.0' }],
				},
			},
			delete: {
				method: 'DELETE',
				path: '/v19.0/1234/subscriptions?object={id}',
				status: 200,
				response: { success: true },
			},
		},
		{
			createRequest: `curl -i -X POST "https://graph.facebook.com/v19.0/1234/subscriptions?access_token={apiKey}" -d "object={eventType}" -d "callback_url={notificationUrl}" -d "fields=feed" -d "verify_token={apiSecret}"`,
			listRequest: `curl -i -X GET "https://graph.facebook.com/v19.0/1234/subscriptions?access_token={apiKey}"`,
			deleteRequest: `DELETE /v19.0/1234/subscriptions?object={id}&access_token={apiKey} HTTP/1.1\nHost: graph.facebook.com`,
		},
	),
	// Has no IDs: the property in Delete Request that holds the ID is the notification URL.
	peer(
		{
			name: 'Bitrix24',
			source: 'apidocs.bitrix24.com/api-reference/events/event-bind',
			origins: ['https://acme.bitrix24.com'],
			eventTypes: ['ONCRMDEALADD', 'ONCRMDEALUPDATE'],
			auth: 'queries:auth={apiKey}',
			create: {
				method: 'POST',
				path: '/rest/event.bind',
				status: 200,
				body: { event: '{eventType}', handler: '{notificationUrl}' },
				response: {
					result: true,
					time: {
						start: 1732100000.1,
						finish: 1732100000.2,
						duration: 0.1,
						processing: 0.05,
						date_start: '2026-01-01T00:00:00+03:00',
						date_finish: '2026-01-01T00:00:00+03:00',
					},
				},
			},
			list: {
				method: 'GET',
				path: '/rest/event.get',
				wrap: {
					result: '{items}',
					time: {
						start: 1732100000.1,
						finish: 1732100000.2,
						duration: 0.1,
						date_start: '2026-01-01T00:00:00+03:00',
					},
				},
				item: { event: '{eventType}', handler: '{notificationUrl}', auth_type: '0', offline: 0 },
			},
			delete: {
				method: 'POST',
				path: '/rest/event.unbind',
				status: 200,
				body: { event: '{eventType}', handler: '{notificationUrl}' },
				response: { result: { count: 1 } },
			},
		},
		{
			createRequest: `curl -X POST \\
-H "Content-Type: application/json" \\
-H "Accept: application/json" \\
-d '{"event":"{eventType}","handler":"{notificationUrl}"}' \\
"https://acme.bitrix24.com/rest/event.bind?auth={apiKey}"`,
			listRequest: `GET https://acme.bitrix24.com/rest/event.get?auth={apiKey}`,
			deleteRequest: `curl -X POST -H "Content-Type: application/json" -d '{"event":"{eventType}","handler":"{id}"}' "https://acme.bitrix24.com/rest/event.unbind?auth={apiKey}"`,
		},
	),
	// The ID is named like the query argument of Delete Request.
	peer(
		{
			name: 'OpenID SSF streams',
			source: 'openid.net/specs/openid-sharedsignals-framework-1_0',
			origins: ['https://tr.example.com'],
			eventTypes: ['urn:example:secevent:events:type_1', 'urn:example:secevent:events:type_2'],
			auth: 'static',
			idForm: 'f67e{hex}',
			create: {
				method: 'POST',
				path: '/ssf/streams',
				status: 201,
				body: {
					delivery: { method: 'urn:ietf:rfc:8935', endpoint_url: '{notificationUrl}' },
					events_requested: ['{eventType}'],
					description: 'x',
				},
				response: {
					stream_id: '{id}',
					iss: 'https://tr.example.com',
					aud: ['https://receiver.example.com/web'],
					delivery: { method: 'urn:ietf:rfc:8935', endpoint_url: '{notificationUrl}' },
					events_supported: [
						'urn:example:secevent:events:type_1',
						'urn:example:secevent:events:type_2',
					],
					events_requested: ['{eventType}'],
					events_delivered: ['{eventType}'],
				},
			},
			list: {
				method: 'GET',
				path: '/ssf/streams',
				wrap: '{items}',
				item: {
					stream_id: '{id}',
					iss: 'https://tr.example.com',
					aud: ['https://receiver.example.com/web'],
					delivery: { method: 'urn:ietf:rfc:8935', endpoint_url: '{notificationUrl}' },
					events_supported: [
						'urn:example:secevent:events:type_1',
						'urn:example:secevent:events:type_2',
					],
					events_requested: ['{eventType}'],
					events_delivered: ['{eventType}'],
				},
			},
			delete: { method: 'DELETE', path: '/ssf/streams?stream_id={id}', status: 204 },
		},
		{
			createRequest: `POST /ssf/streams HTTP/1.1
Host: tr.example.com
Authorization: Bearer {accessToken}
Content-Type: application/json

{
  "delivery": {
    "method": "urn:ietf:rfc:8935",
    "endpoint_url": "{notificationUrl}"
  },
  "events_requested": [
    "{eventType}"
  ],
  "description" : "Stream for Receiver A"
}`,
			listRequest: `GET /ssf/streams HTTP/1.1\nHost: tr.example.com\nAuthorization: Bearer {accessToken}`,
			deleteRequest: `DELETE /ssf/streams?stream_id={id} HTTP/1.1\nHost: tr.example.com\nAuthorization: Bearer {accessToken}`,
		},
	),
	// The client chooses the name, which must begin with a letter. Rows show only paths, so List Request stays empty.
	peer(
		{
			name: 'Pub/Sub push',
			source: 'cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions',
			origins: ['https://pubsub.googleapis.com'],
			eventTypes: ['projects/p1/topics/a', 'projects/p1/topics/b'],
			auth: 'static',
			create: {
				method: 'PUT',
				path: '/v1/projects/p1/subscriptions/{newId}',
				status: 200,
				body: { topic: '{eventType}', pushConfig: { pushEndpoint: '{notificationUrl}' } },
				response: {
					name: 'projects/p1/subscriptions/{id}',
					topic: '{eventType}',
					pushConfig: { pushEndpoint: '{notificationUrl}' },
					ackDeadlineSeconds: 10,
					messageRetentionDuration: '604800s',
					expirationPolicy: { ttl: '2678400s' },
				},
			},
			list: {
				method: 'GET',
				path: '/v1/projects/p1/subscriptions',
				wrap: { subscriptions: '{items}' },
				paging: { kind: 'token', param: 'pageToken', at: 'nextPageToken', size: 3 },
				item: {
					name: 'projects/p1/subscriptions/{id}',
					topic: '{eventType}',
					pushConfig: { pushEndpoint: '{notificationUrl}' },
					ackDeadlineSeconds: 10,
					messageRetentionDuration: '604800s',
					expirationPolicy: { ttl: '2678400s' },
				},
			},
			delete: {
				method: 'DELETE',
				path: '/v1/projects/p1/subscriptions/{id}',
				status: 200,
				response: {},
			},
		},
		{
			createRequest: `PUT https://pubsub.googleapis.com/v1/projects/p1/subscriptions/n8n-{uuid}
Authorization: Bearer {accessToken}

{
  "topic": "{eventType}",
  "pushConfig": { "pushEndpoint": "{notificationUrl}" }
}`,
			listRequest: '',
			deleteRequest: `DELETE https://pubsub.googleapis.com/v1/projects/p1/subscriptions/{subscription}`,
		},
	),
	// The notification URL is in an object with an ID of its own. Rows show no URL.
	peer(
		{
			name: 'Checkout.com workflows',
			source: 'api-reference.checkout.com workflows',
			origins: ['https://api.checkout.com'],
			eventTypes: ['payment_approved', 'payment_declined'],
			auth: 'static',
			idForm: 'wf_{hex}{hex}',
			create: {
				method: 'POST',
				path: '/workflows',
				status: 201,
				body: {
					name: 'x',
					active: true,
					conditions: [{ type: 'event', events: { gateway: ['{eventType}'] } }],
					actions: [{ type: 'webhook', url: '{notificationUrl}', headers: {} }],
				},
				response: {
					id: '{id}',
					name: 'x',
					active: true,
					conditions: [
						{
							id: 'wfc_bp3elxlhb7yexnbrvf2qv3ne2y',
							type: 'event',
							events: { gateway: ['{eventType}'] },
							_links: {
								self: {
									href: 'https://api.checkout.com/workflows/wf/conditions/wfc_bp3elxlhb7yexnbrvf2qv3ne2y',
								},
							},
						},
					],
					actions: [
						{
							id: 'wfa_4kuid5aafmpehpjmjq3exnq4zm',
							type: 'webhook',
							url: '{notificationUrl}',
							headers: {},
							_links: { self: { href: 'x' } },
						},
					],
					_links: { self: { href: 'https://api.checkout.com/workflows/{id}' } },
				},
			},
			list: {
				method: 'GET',
				path: '/workflows',
				wrap: { data: '{items}', _links: { self: { href: 'https://api.checkout.com/workflows' } } },
				item: {
					id: '{id}',
					name: 'x',
					active: true,
					_links: { self: { href: 'https://api.checkout.com/workflows/{id}' } },
				},
			},
			delete: { method: 'DELETE', path: '/workflows/{id}', status: 204 },
		},
		{
			createRequest: `curl -i -X POST \\
  https://api.checkout.com/workflows \\
  -H 'Authorization: Bearer {accessToken}' \\
  -H 'Content-Type: application/json' \\
  -d '{ "name": "n8n", "active": true, "conditions": [{ "type": "event", "events": { "gateway": ["{eventType}"] } }], "actions": [{ "type": "webhook", "url": "{notificationUrl}", "headers": {} }] }'`,
			listRequest: `GET https://api.checkout.com/workflows`,
			deleteRequest: `curl -i -X DELETE 'https://api.checkout.com/workflows/{workflowId}' -H 'Authorization: Bearer {accessToken}'`,
		},
	),
	// Addresses in the form of OData, and other things with IDs in each row.
	peer(
		{
			name: 'ShareFile',
			source: 'api.sharefile.com/docs/resource?name=WebhookSubscriptions',
			origins: ['https://acme.sf-api.com'],
			eventTypes: ['Upload', 'Download'],
			auth: 'static',
			idForm: 'wh-{guid}',
			create: {
				method: 'POST',
				path: '/sf/v3/WebhookSubscriptions',
				status: 200,
				body: {
					SubscriptionContext: { ResourceType: 'Folder', ResourceId: 'x' },
					WebhookUrl: '{notificationUrl}',
					Events: [{ ResourceType: 'File', OperationName: '{eventType}' }],
				},
				response: {
					SubscriptionContext: {
						ResourceType: 'Folder',
						ResourceId: 'fo1234',
						'odata.type': 'ShareFile.Api.Models.SubscriptionContext',
					},
					WebhookUrl: '{notificationUrl}',
					Events: [{ ResourceType: 'File', OperationName: '{eventType}' }],
					'odata.metadata':
						'https://acme.sf-api.com/sf/v3/$metadata#WebhookSubscriptions/ShareFile.Api.Models.WebhookSubscription@Element',
					Id: '{id}',
					url: 'https://acme.sf-api.com/sf/v3/WebhookSubscriptions({id})',
				},
			},
			list: {
				method: 'GET',
				path: '/sf/v3/WebhookSubscriptions',
				wrap: {
					'odata.metadata': 'https://acme.sf-api.com/sf/v3/$metadata#WebhookSubscriptions',
					value: '{items}',
					url: 'https://acme.sf-api.com/sf/v3/WebhookSubscriptions',
				},
				item: {
					SubscriptionContext: { ResourceType: 'Folder', ResourceId: 'fo1234' },
					WebhookUrl: '{notificationUrl}',
					Events: [{ ResourceType: 'File', OperationName: '{eventType}' }],
					Id: '{id}',
					url: 'https://acme.sf-api.com/sf/v3/WebhookSubscriptions({id})',
				},
			},
			delete: { method: 'DELETE', path: '/sf/v3/WebhookSubscriptions({id})', status: 204 },
		},
		{
			createRequest: `POST https://acme.sf-api.com/sf/v3/WebhookSubscriptions
{
  "SubscriptionContext":{
    "ResourceType":"Folder",
    "ResourceId":"fo1234"
  },
  "WebhookUrl":"{notificationUrl}",
  "Events":[
    {
      "ResourceType":"File",
      "OperationName":"{eventType}"
    }
  ]
}`,
			listRequest: `GET https://acme.sf-api.com/sf/v3/WebhookSubscriptions`,
			deleteRequest: `DELETE https://acme.sf-api.com/sf/v3/WebhookSubscriptions({id})`,
		},
	),
	// Two keys in headers. Delete is a POST with the ID in its body.
	peer(
		{
			name: 'Rocket.Chat',
			source: 'developer.rocket.chat integrations',
			origins: ['https://chat.example.com'],
			eventTypes: ['sendMessage', 'userCreated'],
			auth: 'headers:X-Auth-Token={apiKey}&X-User-Id={apiSecret}',
			idForm: '{hex}Abcde',
			create: {
				method: 'POST',
				path: '/api/v1/integrations.create',
				status: 200,
				body: {
					type: 'webhook-outgoing',
					username: 'x',
					urls: ['{notificationUrl}'],
					scriptEnabled: false,
					enabled: true,
					channel: 'x',
					event: '{eventType}',
					name: 'x',
				},
				response: {
					integration: {
						type: 'webhook-outgoing',
						username: 'rocket.cat',
						urls: ['{notificationUrl}'],
						scriptEnabled: false,
						enabled: true,
						channel: ['#general'],
						event: '{eventType}',
						name: 'x',
						userId: 'rocket.cat',
						_createdAt: '2022-11-21T16:20:00.131Z',
						_createdBy: { username: 'me', _id: 'rbAXPnMktTFbNpwtJ' },
						_updatedAt: '2022-11-21T16:20:00.131Z',
						_id: '{id}',
					},
					success: true,
				},
			},
			list: {
				method: 'GET',
				path: '/api/v1/integrations.list',
				wrap: { integrations: '{items}', offset: 0, items: 1, total: 1, success: true },
				item: {
					_id: '{id}',
					type: 'webhook-outgoing',
					username: 'rocket.cat',
					urls: ['{notificationUrl}'],
					enabled: true,
					channel: ['#general'],
					event: '{eventType}',
					name: 'x',
					userId: 'rocket.cat',
					_createdBy: { username: 'me', _id: 'rbAXPnMktTFbNpwtJ' },
				},
			},
			delete: {
				method: 'POST',
				path: '/api/v1/integrations.remove',
				status: 200,
				body: { type: 'webhook-outgoing', integrationId: '{id}' },
				response: { integration: { _id: '{id}' }, success: true },
			},
		},
		{
			createRequest: `curl -H "X-Auth-Token: {apiKey}" \\
     -H "X-User-Id: {apiSecret}" \\
     -H "Content-type: application/json" \\
     https://chat.example.com/api/v1/integrations.create \\
     -d '{ "type": "webhook-outgoing", "username": "rocket.cat", "urls": ["{notificationUrl}"], "scriptEnabled": false, "enabled": true, "channel": "#general", "event": "{eventType}", "name": "n8n" }'`,
			listRequest: `curl -H "X-Auth-Token: {apiKey}" -H "X-User-Id: {apiSecret}" https://chat.example.com/api/v1/integrations.list`,
			deleteRequest: `curl -H "X-Auth-Token: {apiKey}" -H "X-User-Id: {apiSecret}" -H "Content-type: application/json" https://chat.example.com/api/v1/integrations.remove -d '{ "type": "webhook-outgoing", "integrationId": "{id}" }'`,
		},
	),
	// Rails' form, and other lists with IDs in the response.
	peer(
		{
			name: 'Discourse',
			source: 'discourse/discourse app/controllers/admin/web_hooks_controller.rb',
			origins: ['https://forum.example.com'],
			eventTypes: ['2', '3'],
			auth: 'headers:Api-Key={apiKey}&Api-Username=system',
			ids: 'number',
			create: {
				method: 'POST',
				path: '/admin/api/web_hooks.json',
				status: 200,
				bodyKind: 'form',
				body: {
					'web_hook[payload_url]': '{notificationUrl}',
					'web_hook[content_type]': '1',
					'web_hook[web_hook_event_type_ids][]': '{eventType}',
					'web_hook[active]': 'true',
					'web_hook[secret]': 'x',
				},
				response: {
					web_hook: {
						id: '{id}',
						payload_url: '{notificationUrl}',
						content_type: 1,
						last_delivery_status: 1,
						secret: 'x',
						wildcard_web_hook: false,
						verify_certificate: true,
						active: true,
						web_hook_event_types: [{ id: 2, name: 'post_created' }],
						categories: [],
						tags: [],
						groups: [],
					},
				},
			},
			list: {
				method: 'GET',
				path: '/admin/api/web_hooks.json',
				wrap: {
					web_hooks: '{items}',
					extras: {
						grouped_event_types: { topic: [{ id: 101, name: 'topic_created' }] },
						default_event_types: [{ id: 201, name: 'post_created' }],
						content_types: [{ id: 1, name: 'application/json' }],
						delivery_statuses: [{ id: 1, name: 'inactive' }],
					},
					total_rows_web_hooks: 2,
					load_more_web_hooks: '/admin/api/web_hooks.json?limit=50&offset=50',
				},
				item: {
					id: '{id}',
					payload_url: '{notificationUrl}',
					content_type: 1,
					last_delivery_status: 1,
					wildcard_web_hook: false,
					verify_certificate: true,
					active: true,
					web_hook_event_types: [{ id: '{eventType}', name: 'post_created' }],
					categories: [],
					tags: [],
					groups: [],
				},
			},
			delete: {
				method: 'DELETE',
				path: '/admin/api/web_hooks/{id}.json',
				status: 200,
				response: { success: 'OK' },
			},
		},
		{
			createRequest: `curl -X POST "https://forum.example.com/admin/api/web_hooks.json" \\
  -H "Api-Key: {apiKey}" \\
  -H "Api-Username: system" \\
  -d "web_hook[payload_url]={notificationUrl}" -d "web_hook[content_type]=1" -d "web_hook[web_hook_event_type_ids][]={eventType}" -d "web_hook[active]=true" -d "web_hook[secret]={apiSecret}"`,
			listRequest: `curl -X GET "https://forum.example.com/admin/api/web_hooks.json" -H "Api-Key: {apiKey}" -H "Api-Username: system"`,
			deleteRequest: `curl -X DELETE "https://forum.example.com/admin/api/web_hooks/{id}.json" -H "Api-Key: {apiKey}" -H "Api-Username: system"`,
		},
	),
	// The ID is called object_id, as it is for every object in this API.
	peer(
		{
			name: 'Shippo',
			source: 'docs.goshippo.com/docs/tracking/creatingwebhooks',
			origins: ['https://api.goshippo.com'],
			eventTypes: ['transaction_created', 'track_updated'],
			idForm: '{hex}{hex}',
			auth: 'authorization:ShippoToken {apiKey}',
			create: {
				method: 'POST',
				path: '/webhooks',
				status: 201,
				body: { url: '{notificationUrl}', event: '{eventType}', is_test: true },
				response: {
					active: true,
					event: '{eventType}',
					object_created: '2021-06-28T15:44:11.647Z',
					object_id: '{id}',
					object_updated: '2021-06-28T15:44:11.647Z',
					object_owner: 'a@example.com',
					url: '{notificationUrl}',
					is_test: true,
				},
			},
			list: {
				method: 'GET',
				path: '/webhooks',
				wrap: { next: null, previous: null, results: '{items}' },
				paging: { kind: 'nextIn', at: 'next', size: 3 },
				item: {
					active: true,
					event: '{eventType}',
					object_created: '2021-06-28T15:44:11.647Z',
					object_id: '{id}',
					object_updated: '2021-06-28T15:44:11.647Z',
					object_owner: 'a@example.com',
					url: '{notificationUrl}',
					is_test: true,
				},
			},
			delete: { method: 'DELETE', path: '/webhooks/{id}', status: 204 },
		},
		{
			createRequest: `curl --location --request POST 'https://api.goshippo.com/webhooks' \\
--header 'Authorization: ShippoToken {apiKey}' \\
--header 'Content-Type: application/json' \\
--data-raw '{
    "url": "{notificationUrl}",
    "event": "{eventType}",
    "is_test": true
}'`,
			listRequest: `curl --location --request GET 'https://api.goshippo.com/webhooks' \\
--header 'Authorization: ShippoToken {apiKey}' \\
--header 'Content-Type: application/json'`,
			deleteRequest: `curl --location --request DELETE 'https://api.goshippo.com/webhooks/<WEBHOOK_OBJECT_ID_GUID>' \\
--header 'Authorization: ShippoToken {apiKey}' \\
--header 'Content-Type: application/json'`,
			subscriptionIdProperty: 'object_id',
		},
	),
	// cURL commands without continuation marks. Create and list have different names for the ID.
	peer(
		{
			name: 'lexoffice',
			source: 'developers.lexoffice.io/docs/#event-subscriptions-endpoint',
			origins: ['https://api.lexoffice.io'],
			eventTypes: ['contact.changed', 'invoice.created'],
			ids: 'guid',
			auth: 'static',
			create: {
				method: 'POST',
				path: '/v1/event-subscriptions',
				status: 201,
				body: { eventType: '{eventType}', callbackUrl: '{notificationUrl}' },
				response: {
					id: '{id}',
					resourceUri: 'https://api.lexoffice.io/v1/event-subscriptions/{id}',
					createdDate: '2016-09-23T10:11:59.107+02:00',
					updatedDate: '2016-09-23T10:11:59.107+02:00',
					version: 0,
				},
			},
			list: {
				method: 'GET',
				path: '/v1/event-subscriptions',
				wrap: { content: '{items}' },
				item: {
					subscriptionId: '{id}',
					organizationId: 'aa93e8a8-2aa3-470b-b914-caad8a255dd8',
					createdDate: '2018-04-11T12:15:00.000+02:00',
					eventType: '{eventType}',
					callbackUrl: '{notificationUrl}',
				},
			},
			delete: { method: 'DELETE', path: '/v1/event-subscriptions/{id}', status: 204 },
		},
		{
			createRequest: `curl https://api.lexoffice.io/v1/event-subscriptions
-X POST
-H "Authorization: Bearer {accessToken}"
-H "Content-Type: application/json"
-H "Accept: application/json"
-d '
{
  "eventType": "{eventType}",
  "callbackUrl": "{notificationUrl}"
}
'`,
			listRequest: `curl https://api.lexoffice.io/v1/event-subscriptions
-X GET
-H "Authorization: Bearer {accessToken}"
-H "Accept: application/json"`,
			deleteRequest: `curl https://api.lexoffice.io/v1/event-subscriptions/{id}
-X DELETE
-H "Authorization: Bearer {accessToken}"`,
		},
	),
	// A list in pages: an iterator, even on the last page, and whether it is done.
	peer(
		{
			name: 'Svix',
			source:
				'svix npm package 1.67.0, listResponseEndpointOut.ts, endpointOut.ts; api.svix.com/docs',
			origins: ['https://api.svix.com'],
			eventTypes: ['user.signup', 'user.deleted'],
			idForm: 'ep_{hex}',
			auth: 'static',
			create: {
				method: 'POST',
				path: '/api/v1/app/app_1/endpoint/',
				status: 201,
				body: { url: '{notificationUrl}', filterTypes: ['{eventType}'], description: 'x' },
				response: {
					channels: null,
					createdAt: '2019-08-24T14:15:22Z',
					description: 'x',
					disabled: false,
					filterTypes: ['{eventType}'],
					id: '{id}',
					metadata: {},
					rateLimit: null,
					uid: null,
					updatedAt: '2019-08-24T14:15:22Z',
					url: '{notificationUrl}',
					version: 1,
				},
			},
			list: {
				method: 'GET',
				path: '/api/v1/app/app_1/endpoint/',
				wrap: {
					data: '{items}',
					iterator: null,
					prevIterator: '-ep_1srOrx2ZWZBpBUvZwXKQmoEYga1',
					done: true,
				},
				paging: { kind: 'token', param: 'iterator', at: 'iterator', size: 3 },
				item: {
					createdAt: '2019-08-24T14:15:22Z',
					description: 'x',
					disabled: false,
					filterTypes: ['{eventType}'],
					id: '{id}',
					metadata: {},
					uid: null,
					url: '{notificationUrl}',
					version: 1,
				},
			},
			delete: { method: 'DELETE', path: '/api/v1/app/app_1/endpoint/{id}/', status: 204 },
		},
		{
			createRequest: `curl -X POST "https://api.svix.com/api/v1/app/app_1/endpoint/" \\
    -H "Accept: application/json" \\
    -H "Content-Type: application/json" \\
    -H "Authorization: Bearer {accessToken}" \\
    -d '{"url": "{notificationUrl}", "filterTypes": ["{eventType}"], "description": "n8n"}'`,
			listRequest: `curl -X GET "https://api.svix.com/api/v1/app/app_1/endpoint/" \\
    -H "Accept: application/json" \\
    -H "Authorization: Bearer {accessToken}"`,
			deleteRequest: `DELETE /api/v1/app/app_1/endpoint/{endpoint_id}/`,
		},
	),
];
