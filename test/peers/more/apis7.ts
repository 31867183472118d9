import type { Peer } from '../types';
import { basicExchange, peer } from './peer';

const twitch = {
	id: '{id}',
	status: 'enabled',
	type: '{eventType}',
	version: '1',
	cost: 1,
	condition: { broadcaster_user_id: '1' },
	transport: { method: 'webhook', callback: '{notificationUrl}' },
	created_at: '2019-11-16T10:11:12.634234626Z',
};

/** Further APIs from the vendors' documentation, each with a trait that no other has. */
export const PEERS_7: Peer[] = [
	// The event type is part of every address. The response has no body; the ID is in Location.
	peer(
		{
			name: 'Autodesk APS',
			source:
				'autodesk-platform-services/aps-sdk-openapi webhooks/webhooks.yaml; aps.autodesk.com/en/docs/webhooks/v1/reference/http/systems-system-events-event-hooks-POST',
			origins: ['https://developer.api.autodesk.com'],
			eventTypes: ['dm.version.added', 'dm.version.deleted'],
			ids: 'guid',
			auth: 'exchange',
			token: basicExchange('/authentication/v2/token', 3599, 'data:read data:write'),
			create: {
				method: 'POST',
				path: '/webhooks/v1/systems/data/events/{eventType}/hooks',
				status: 201,
				body: {
					callbackUrl: '{notificationUrl}',
					scope: { folder: 'urn:adsk.wipprod:fs.folder:co.wT5lCWlXSKeo3razOfHJAw' },
				},
				response: null,
				responseHeaders: {
					Location:
						'https://developer.api.autodesk.com/webhooks/v1/systems/data/events/{eventType}/hooks/{id}',
				},
			},
			list: {
				method: 'GET',
				path: '/webhooks/v1/hooks',
				emptyStatus: 204,
				wrap: { links: { next: null }, data: '{items}' },
				item: {
					hookId: '{id}',
					tenant: 'urn:adsk.wipprod:fs.folder:co.wT5lCWlXSKeo3razOfHJAw',
					callbackUrl: '{notificationUrl}',
					createdBy: '4T3KJBDTAJ5D',
					event: '{eventType}',
					createdDate: '2026-01-01T00:00:00.000+0000',
					system: 'data',
					creatorType: 'Application',
					status: 'active',
					scope: { folder: 'urn:adsk.wipprod:fs.folder:co.wT5lCWlXSKeo3razOfHJAw' },
					urn: 'urn:adsk.webhooks:events.hook:{id}',
					__self__: '/systems/data/events/{eventType}/hooks/{id}',
				},
			},
			delete: {
				method: 'DELETE',
				path: '/webhooks/v1/systems/data/events/{eventType}/hooks/{id}',
				status: 204,
			},
		},
		{
			tokenRequest: `curl -v 'https://developer.api.autodesk.com/authentication/v2/token' -X 'POST' -H 'Content-Type: application/x-www-form-urlencoded' -H 'Accept: application/json' -H 'Authorization: Basic {apiKey}:{apiSecret}' -d 'grant_type=client_credentials' -d 'scope=data:read data:write'`,
			createRequest: `curl -X POST 'https://developer.api.autodesk.com/webhooks/v1/systems/data/events/{eventType}/hooks' -H 'Authorization: Bearer {accessToken}' -H 'Content-Type: application/json' -d '{
   "callbackUrl": "{notificationUrl}",
   "scope": {"folder": "urn:adsk.wipprod:fs.folder:co.wT5lCWlXSKeo3razOfHJAw"}
 }'`,
			listRequest: `curl -X GET 'https://developer.api.autodesk.com/webhooks/v1/hooks' -H 'Authorization: Bearer {accessToken}'`,
			deleteRequest: `DELETE /webhooks/v1/systems/data/events/{eventType}/hooks/{hook_id}`,
		},
	),
	// The ID is called token, as in the address of the deletion. Rows show no event types.
	peer(
		{
			name: 'Lithic',
			source: 'lithic-com/lithic-openapi lithic-openapi.yml /v1/event_subscriptions',
			origins: ['https://api.lithic.com'],
			eventTypes: ['card.created', 'card_transaction.updated'],
			idForm: 'ep_{hex}OrxZWZB',
			auth: 'header:Authorization',
			create: {
				method: 'POST',
				path: '/v1/event_subscriptions',
				status: 201,
				body: { url: '{notificationUrl}', event_types: ['{eventType}'], description: 'x' },
				response: {
					description: 'A subscription for all events',
					disabled: false,
					token: '{id}',
					url: '{notificationUrl}',
				},
			},
			list: {
				method: 'GET',
				path: '/v1/event_subscriptions',
				item: { description: 'x', disabled: false, token: '{id}', url: '{notificationUrl}' },
				wrap: { data: '{items}', has_more: false },
				paging: { kind: 'afterId', param: 'starting_after', at: 'has_more', size: 3 },
			},
			delete: { method: 'DELETE', path: '/v1/event_subscriptions/{id}', status: 204 },
		},
		{
			createRequest: `curl https://api.lithic.com/v1/event_subscriptions \\
    -H 'Content-Type: application/json' \\
    -H "Authorization: {apiKey}" \\
    -d '{ "url": "{notificationUrl}", "event_types": ["{eventType}"], "description": "n8n" }'`,
			listRequest: `curl https://api.lithic.com/v1/event_subscriptions -H "Authorization: {apiKey}"`,
			deleteRequest: `curl https://api.lithic.com/v1/event_subscriptions/{event_subscription_token} -X DELETE -H "Authorization: {apiKey}"`,
		},
	),
	// Checks the URL with a header whose value it expects in JSON.
	peer(
		{
			name: 'Fatture in Cloud',
			source:
				'fattureincloud/openapi-fattureincloud openapi.yaml; developers.fattureincloud.it/docs/webhooks/subscriptions',
			origins: ['https://api-v2.fattureincloud.it'],
			auth: 'static',

			eventTypes: [
				'it.fattureincloud.webhooks.issued_documents.invoices.create',
				'it.fattureincloud.webhooks.entities.create',
			],
			idForm: 'SUB{num}',
			handshake: 'verification',
			create: {
				method: 'POST',
				path: '/c/108061/subscriptions',
				status: 200,
				body: {
					data: {
						sink: '{notificationUrl}',
						types: ['{eventType}'],
						verification_method: 'header',
					},
				},
				response: {
					data: {
						id: '{id}',
						sink: '{notificationUrl}',
						verified: true,
						types: ['{eventType}'],
						config: { mapping: 'binary' },
					},
					warnings: ['x'],
				},
			},
			list: {
				method: 'GET',
				path: '/c/108061/subscriptions',
				item: {
					id: '{id}',
					sink: '{notificationUrl}',
					verified: true,
					types: ['{eventType}'],
					config: { mapping: 'binary' },
				},
				wrap: { data: '{items}' },
			},
			delete: {
				method: 'DELETE',
				path: '/c/108061/subscriptions/{id}',
				status: 200,
				response: null,
			},
		},
		{
			createRequest: `curl --location --request POST 'https://api-v2.fattureincloud.it/c/108061/subscriptions' --header 'Authorization: Bearer {accessToken}' --header 'Content-Type: application/json' --data-raw '{"data":{"sink":"{notificationUrl}","types":["{eventType}"],"verification_method":"header"}}'`,
			listRequest: `GET /c/108061/subscriptions`,
			deleteRequest: `DELETE /c/108061/subscriptions/{subscription_id}`,
		},
	),
	// Accepts (202) and checks the URL with a challenge that it expects as text.
	peer(
		{
			name: 'Twitch',
			source: 'dev.twitch.tv/docs/eventsub/manage-subscriptions, handling-webhook-events',
			origins: ['https://api.twitch.tv'],
			eventTypes: ['channel.follow', 'stream.online'],
			ids: 'guid',
			auth: 'static',
			requiredHeaders: ['Client-Id'],
			handshake: 'pending',
			create: {
				method: 'POST',
				path: '/helix/eventsub/subscriptions',
				status: 202,
				body: {
					type: '{eventType}',
					version: '1',
					condition: { broadcaster_user_id: '1' },
					transport: { method: 'webhook', callback: '{notificationUrl}', secret: 'x' },
				},
				response: {
					data: [{ ...twitch, status: 'webhook_callback_verification_pending' }],
					total: 1,
					total_cost: 1,
					max_total_cost: 10000,
				},
			},
			list: {
				method: 'GET',
				path: '/helix/eventsub/subscriptions',
				item: twitch,
				wrap: { total: 1, data: '{items}', total_cost: 1, max_total_cost: 10000, pagination: {} },
				paging: { kind: 'token', param: 'after', at: 'pagination.cursor', size: 3 },
			},
			delete: { method: 'DELETE', path: '/helix/eventsub/subscriptions?id={id}', status: 204 },
		},
		{
			createRequest: `curl -X POST 'https://api.twitch.tv/helix/eventsub/subscriptions' \\
-H 'Authorization: Bearer {accessToken}' \\
-H 'Client-Id: crq72vsaoijkc83xx42hz6i37' \\
-H 'Content-Type: application/json' \\
-d '{"type":"{eventType}","version":"1","condition":{"broadcaster_user_id":"1234"},"transport":{"method":"webhook","callback":"{notificationUrl}","secret":"{apiSecret}"}}'`,
			listRequest: `curl -X GET 'https://api.twitch.tv/helix/eventsub/subscriptions' -H 'Authorization: Bearer {accessToken}' -H 'Client-Id: crq72vsaoijkc83xx42hz6i37'`,
			deleteRequest: `curl -X DELETE 'https://api.twitch.tv/helix/eventsub/subscriptions?id={id}' -H 'Authorization: Bearer {accessToken}' -H 'Client-Id: crq72vsaoijkc83xx42hz6i37'`,
		},
	),
	// Has no event types, a media type of its own, and an empty list of links next to the callbacks.
	peer(
		{
			name: 'Whispir',
			source: 'Whispir API documentation, "Callbacks" (Australian)',
			origins: ['https://api.whispir.com'],
			eventTypes: ['a.created', 'b.created'],
			noEventTypes: true,
			handshake: 'get',
			auth: 'queries:apikey={apiKey}',
			createContentType: 'application/vnd.whispir.api-callback-v1+json',
			create: {
				method: 'POST',
				path: '/callbacks',
				status: 201,
				body: {
					name: 'x',
					url: '{notificationUrl}',
					contentType: 'json',
					email: 'x',
					callbacks: { reply: 'enabled', undeliverable: 'enabled' },
				},
				response: null,
				responseHeaders: { Location: 'https://api.whispir.com/callbacks/{id}?apikey=***' },
			},
			list: {
				method: 'GET',
				path: '/callbacks',
				item: {
					id: '{id}',
					name: 'Sample Callback 1',
					url: '{notificationUrl}',
					link: [
						{ uri: 'https://api.whispir.com/callbacks/{id}?apikey=x', rel: 'self', method: 'GET' },
					],
				},
				wrap: { status: '1 to 3 of 3', callbacks: '{items}', link: [] },
			},
			delete: { method: 'DELETE', path: '/callbacks/{id}', status: 204 },
		},
		{
			createRequest: `HTTP 1.1 POST https://api.whispir.com/callbacks?apikey={apiKey}
Content-Type: application/vnd.whispir.api-callback-v1+json

{
  "name" : "Callback Name",
  "url" : "{notificationUrl}",
  "contentType" : "json",
  "email" : "me@example.com",
  "callbacks" : {
    "reply" : "enabled",
    "undeliverable" : "enabled"
  }
}`,
			listRequest: `HTTP 1.1 GET https://api.whispir.com/callbacks?apikey={apiKey}\nAccept: application/vnd.whispir.api-callback-v1+json`,
			deleteRequest: `HTTP 1.1 DELETE https://api.whispir.com/callbacks/{id}?apikey={apiKey}`,
		},
	),
	// The client chooses the name, which is the ID; the response is a sentence.
	peer(
		{
			name: 'JFrog Xray',
			source: 'jfrog.com/help/r/xray-rest-apis/add-a-new-webhook',
			origins: ['https://acme.jfrog.io'],
			eventTypes: ['a.created', 'b.created'],
			auth: 'static',

			noEventTypes: true,
			create: {
				method: 'POST',
				path: '/xray/api/v1/webhooks',
				status: 201,
				body: { name: '{newId}', url: '{notificationUrl}', description: 'x' },
				response: { info: 'Webhook has been successfully created' },
			},
			list: {
				method: 'GET',
				path: '/xray/api/v1/webhooks',
				item: {
					name: '{id}',
					url: '{notificationUrl}',
					description: 'x',
					auth: { user_name: '', password: '' },
					headers: {},
				},
				wrap: '{items}',
			},
			delete: {
				method: 'DELETE',
				path: '/xray/api/v1/webhooks/{id}',
				status: 200,
				response: { info: 'Webhook has been successfully deleted' },
			},
		},
		{
			createRequest: `POST /xray/api/v1/webhooks\nAuthorization: Bearer {accessToken}\nContent-Type: application/json\n\n{ "name": "{uuid}", "url": "{notificationUrl}", "description": "n8n" }`,
			listRequest: `GET /xray/api/v1/webhooks`,
			deleteRequest: `DELETE /xray/api/v1/webhooks/{webhook_name}`,
		},
	),
];
