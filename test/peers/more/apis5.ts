import type { Peer } from '../types';
import { peer } from './peer';

const attio = {
	target_url: '{notificationUrl}',
	subscriptions: [
		{
			event_type: '{eventType}',
			filter: {
				$and: [{ field: 'parent_object_id', value: '97052eb9-e65e-443f-a297-f2d9a4a7f795' }],
			},
		},
	],
	id: { workspace_id: '14beef7a-99f7-4534-a87e-70b564330a4c', webhook_id: '{id}' },
	status: 'active',
};
const aircall = {
	webhook_id: '{id}',
	direct_link: 'https://api.aircall.io/v1/webhooks/{idText}',
	url: '{notificationUrl}',
	active: true,
	token: '45XXYYZZa08',
	events: ['{eventType}'],
};
const walmart = {
	eventType: '{eventType}',
	subscriptionId: '{id}',
	partnerId: '10000000152',
	eventVersion: 'V1',
	resourceName: 'ORDER',
	eventUrl: '{notificationUrl}',
	authDetails: { authMethod: 'BASIC_AUTH' },
	status: 'ACTIVE',
};
const airwallex = {
	id: '{id}',
	request_id: '{newRequest}',
	url: '{notificationUrl}',
	events: ['{eventType}'],
	version: '2024-09-27',
	secret: 's',
};
const finix = {
	id: '{id}',
	application: 'APgPDQrLD52TYvqazjHJJchM',
	enabled: '{enabled}',
	enabled_events: [{ entity: '{eventType}', events: ['created'] }],
	url: '{notificationUrl}',
	_links: { self: { href: 'https://finix.example.com/webhooks/{idText}' } },
};
const kit = {
	id: '{id}',
	account_id: 1720,
	event: { name: '{eventType}', initiator_value: null },
	target_url: '{notificationUrl}',
};
const harbor = {
	id: '{id}',
	name: 'n8n',
	project_id: 1,
	targets: [{ type: 'http', address: '{notificationUrl}' }],
	event_types: ['{eventType}'],
	creator: 'admin',
	enabled: true,
};

/** APIs chosen from the vendors' documentation, each for a feature that none of the others has. */
export const PEERS_5: Peer[] = [
	// The id is an object that contains GUIDs, and a filter contains one too.
	peer(
		{
			name: 'Attio',
			source: 'docs.attio.com/rest-api/endpoint-reference/webhooks/create-a-webhook',
			origins: ['https://api.attio.com'],
			eventTypes: ['note.created', 'task.created'],
			auth: 'static',
			ids: 'guid',
			create: {
				method: 'POST',
				path: '/v2/webhooks',
				body: {
					data: {
						target_url: '{notificationUrl}',
						subscriptions: [{ event_type: '{eventType}', filter: null }],
					},
				},
				status: 200,
				response: { data: { ...attio, secret: 'ca978112ca1bbdcafac231b39a23dc4d' } },
			},
			list: {
				method: 'GET',
				path: '/v2/webhooks',
				item: attio,
				wrap: { data: '{items}' },
				paging: { kind: 'offset', param: 'offset', size: 10 },
			},
			delete: { method: 'DELETE', path: '/v2/webhooks/{id}', status: 200, response: {} },
		},
		{
			createRequest: `curl --request POST \\
--url https://api.attio.com/v2/webhooks \\
--header 'Authorization: Bearer {apiKey}' \\
--header 'Content-Type: application/json' \\
--data '
{
"data": {
"target_url": "{notificationUrl}",
"subscriptions": [{"event_type": "{eventType}", "filter": null}]
}
}
'`,
			listRequest: 'GET /v2/webhooks?limit=10&offset={offset}',
			deleteRequest: 'curl --request DELETE --url https://api.attio.com/v2/webhooks/{webhook_id}',
		},
	),
	// Only the response has page numbers, and the link to the next page has an unusual name.
	peer(
		{
			name: 'Aircall',
			source: 'developer.aircall.io/api-references/#create-a-webhook',
			origins: ['https://api.aircall.io'],
			eventTypes: ['call.created', 'call.ended'],
			auth: 'basic',
			ids: 'guid',
			create: {
				method: 'POST',
				path: '/v1/webhooks',
				body: { custom_name: 'n8n', url: '{notificationUrl}', events: ['{eventType}'] },
				status: 201,
				response: { webhook: aircall },
			},
			list: {
				method: 'GET',
				path: '/v1/webhooks',
				item: aircall,
				wrap: { meta: { count: 1, total: 7, current_page: 1, per_page: 20 }, webhooks: '{items}' },
				paging: { kind: 'nextIn', at: 'meta.next_page_link', size: 20 },
			},
			delete: { method: 'DELETE', path: '/v1/webhooks/{id}', status: 204 },
		},
		{
			createRequest: `curl -X POST https://api.aircall.io/v1/webhooks -u {apiKey}:{apiSecret}
-H 'Content-Type: application/json'
-d '{"custom_name": "n8n", "url": "{notificationUrl}", "events": ["{eventType}"]}'`,
			listRequest: 'curl -X GET https://api.aircall.io/v1/webhooks -u {apiKey}:{apiSecret}',
			deleteRequest:
				'curl -X DELETE https://api.aircall.io/v1/webhooks/:webhook_id -u {apiKey}:{apiSecret}',
		},
	),
	// The token in a custom header; lists of events in create and its response; a cURL command without its line breaks.
	peer(
		{
			name: 'Walmart Marketplace',
			source: 'developer.walmart.com/us-marketplace/docs/create-subscription',
			origins: ['https://marketplace.walmartapis.com'],
			eventTypes: ['PO_CREATED', 'OFFER_UNPUBLISHED'],
			auth: 'headers:WM_SEC.ACCESS_TOKEN={apiKey}',
			requiredHeaders: ['WM_QOS.CORRELATION_ID', 'WM_SVC.NAME'],
			ids: 'guid',
			create: {
				method: 'POST',
				path: '/v3/webhooks/subscriptions',
				body: {
					events: [
						{
							eventType: '{eventType}',
							eventVersion: 'V1',
							resourceName: 'ORDER',
							eventUrl: '{notificationUrl}',
							status: 'ACTIVE',
						},
					],
				},
				status: 200,
				response: { events: [walmart] },
			},
			list: {
				method: 'GET',
				path: '/v3/webhooks/subscriptions',
				item: walmart,
				wrap: { events: '{items}' },
			},
			delete: {
				method: 'DELETE',
				path: '/v3/webhooks/subscriptions/{id}',
				status: 200,
				response: {},
			},
		},
		{
			createRequest: `curl --request POST \\ --url <https://marketplace.walmartapis.com/v3/webhooks/subscriptions> \\ --header 'WM_QOS.CORRELATION_ID: b3261d2d-028a-4ef7-8602-633c23200af6' \\ --header 'WM_SEC.ACCESS_TOKEN: {accessToken}' \\ --header 'WM_SVC.NAME: Walmart Marketplace' \\ --header 'content-type: application/json' \\ --data '{"events": [{"eventType": "{eventType}", "eventVersion": "V1", "resourceName": "ORDER", "eventUrl": "{notificationUrl}", "status": "ACTIVE"}]}'`,
			listRequest: `curl --request GET
  --url <https://marketplace.walmartapis.com/v3/webhooks/subscriptions>
  --header 'WM_QOS.CORRELATION_ID: b3261d2d-028a-4ef7-8602-633c23200af6'
  --header 'WM_SEC.ACCESS_TOKEN: {accessToken}'
  --header 'WM_SVC.NAME: Walmart Marketplace'`,
			deleteRequest: `DELETE /v3/webhooks/subscriptions/{subscriptionId}
WM_QOS.CORRELATION_ID: b3261d2d-028a-4ef7-8602-633c23200af6
WM_SEC.ACCESS_TOKEN: {accessToken}
WM_SVC.NAME: Walmart Marketplace`,
		},
	),
	// The keys in headers and a token request without a body; create and delete in the path; a GUID in addition to the id.
	peer(
		{
			name: 'Airwallex',
			source: 'www.airwallex.com/docs/api/webhooks/webhooks',
			origins: ['https://api.airwallex.com'],
			eventTypes: ['payment.created', 'payment.paid'],
			auth: 'exchange',
			ids: 'guid',
			token: {
				method: 'POST',
				path: '/api/v1/authentication/login',
				headers: { 'x-client-id': '{apiKey}', 'x-api-key': '{apiSecret}' },
				bodyKind: 'query',
				template: {},
				response: { expires_at: '2026-11-24T12:00:00+0000', token: '{token}' },
			},
			create: {
				method: 'POST',
				path: '/api/v1/webhooks/create',
				body: {
					request_id: '{newRequest}',
					url: '{notificationUrl}',
					version: '2024-09-27',
					events: ['{eventType}'],
				},
				status: 201,
				response: { ...airwallex, request_id: 'ee939540-3203-4a2c-9172-89a566485dd9' },
			},
			list: {
				method: 'GET',
				path: '/api/v1/webhooks',
				item: airwallex,
				wrap: { has_more: false, items: '{items}' },
				paging: { kind: 'counted', param: 'page_num', size: 10, start: 0 },
			},
			delete: {
				method: 'POST',
				path: '/api/v1/webhooks/{id}/delete',
				status: 200,
				response: { id: '{id}', deleted: true },
			},
		},
		{
			tokenRequest: `curl --request POST --url 'https://api.airwallex.com/api/v1/authentication/login' \\
--header 'Content-Type: application/json' \\
--header 'x-client-id: {apiKey}' \\
--header 'x-api-key: {apiSecret}'`,
			createRequest: `POST /api/v1/webhooks/create

{"request_id": "{uuid}", "url": "{notificationUrl}", "version": "2024-09-27", "events": ["{eventType}"]}`,
			listRequest: 'GET /api/v1/webhooks?page_num={page0}',
			deleteRequest: 'POST /api/v1/webhooks/{id}/delete',
		},
	),
	// Subscriptions are not deleted but deactivated, and are still listed.
	peer(
		{
			name: 'Finix',
			source: 'docs.finix.com/api/webhooks',
			origins: ['https://finix.example.com'],
			eventTypes: ['transfer', 'dispute'],
			auth: 'basic',
			requiredHeaders: ['Finix-Version'],
			create: {
				method: 'POST',
				path: '/webhooks',
				body: {
					url: '{notificationUrl}',
					enabled_events: [{ entity: '{eventType}', events: ['created'] }],
				},
				status: 201,
				response: finix,
			},
			list: {
				method: 'GET',
				path: '/webhooks',
				item: finix,
				wrap: { _embedded: { webhooks: '{items}' }, page: { limit: 10, next_cursor: null } },
				paging: { kind: 'token', param: 'after_cursor', at: 'page.next_cursor', size: 10 },
			},
			delete: {
				method: 'PUT',
				path: '/webhooks/{id}',
				body: { enabled: false },
				status: 200,
				response: finix,
				disables: true,
			},
		},
		{
			createRequest: `curl "https://finix.example.com/webhooks" \\
    -H "Content-Type: application/json" \\
    -H 'Finix-Version: 2022-02-01' \\
    -u {apiKey}:{apiSecret} \\
    -d '{"url": "{notificationUrl}", "enabled_events": [{"entity": "{eventType}", "events": ["created"]}]}'`,
			listRequest: `curl "https://finix.example.com/webhooks" -H 'Finix-Version: 2022-02-01' -u {apiKey}:{apiSecret}`,
			deleteRequest: `curl "https://finix.example.com/webhooks/{id}" -X PUT -H 'Finix-Version: 2022-02-01' -u {apiKey}:{apiSecret} -H "Content-Type: application/json" -d '{"enabled": false}'`,
		},
	),
	// Relay's cursor over REST: "end_cursor" is sent as "after".
	peer(
		{
			name: 'Kit',
			source: 'developers.kit.com/api-reference/webhooks-legacy/list-webhooks',
			origins: ['https://api.kit.com'],
			eventTypes: ['subscriber.subscriber_activate', 'purchase.purchase_create'],
			auth: 'header:X-Kit-Api-Key',
			ids: 'number',
			create: {
				method: 'POST',
				path: '/v4/webhooks',
				body: { target_url: '{notificationUrl}', event: { name: '{eventType}' } },
				status: 201,
				response: { webhook: kit },
			},
			list: {
				method: 'GET',
				path: '/v4/webhooks',
				item: kit,
				wrap: { webhooks: '{items}', pagination: { has_previous_page: false, per_page: 10 } },
				paging: { kind: 'token', param: 'after', at: 'pagination.end_cursor', size: 10 },
			},
			delete: { method: 'DELETE', path: '/v4/webhooks/{id}', status: 204 },
		},
		{
			createRequest: `POST https://api.kit.com/v4/webhooks
X-Kit-Api-Key: {apiKey}

{"target_url": "{notificationUrl}", "event": {"name": "{eventType}"}}`,
			listRequest: 'GET /v4/webhooks\nX-Kit-Api-Key: {apiKey}',
			deleteRequest: 'DELETE /v4/webhooks/{id}\nX-Kit-Api-Key: {apiKey}',
		},
	),
	// The token argument has a name that no vendor above uses.
	peer(
		{
			name: 'Fleetio',
			source: 'developer.fleetio.com/docs/overview/pagination (webhooks)',
			origins: ['https://secure.fleetio.com'],
			eventTypes: ['vehicle_created', 'work_order_created'],
			auth: 'headers:Authorization=Token {apiKey}&Account-Token={apiSecret}',
			ids: 'number',
			create: {
				method: 'POST',
				path: '/api/v1/webhooks',
				body: { url: '{notificationUrl}', event: '{eventType}' },
				status: 201,
				response: { id: '{id}', url: '{notificationUrl}', event: '{eventType}', enabled: true },
			},
			list: {
				method: 'GET',
				path: '/api/v1/webhooks',
				item: { id: '{id}', url: '{notificationUrl}', event: '{eventType}', enabled: true },
				wrap: {
					start_cursor: null,
					per_page: 50,
					estimated_remaining_count: 0,
					records: '{items}',
				},
				paging: { kind: 'token', param: 'start_cursor', at: 'next_cursor', size: 50 },
			},
			delete: { method: 'DELETE', path: '/api/v1/webhooks/{id}', status: 204 },
		},
		{
			createRequest: `POST /api/v1/webhooks
Authorization: Token {apiKey}
Account-Token: {apiSecret}

{"url": "{notificationUrl}", "event": "{eventType}"}`,
			listRequest:
				'GET /api/v1/webhooks\nAuthorization: Token {apiKey}\nAccount-Token: {apiSecret}',
			deleteRequest:
				'DELETE /api/v1/webhooks/{id}\nAuthorization: Token {apiKey}\nAccount-Token: {apiSecret}',
		},
	),
	// The id only in Location; the list is paged with the Link header.
	peer(
		{
			name: 'Harbor',
			source: 'goharbor/harbor api/v2.0/swagger.yaml /projects/{project}/webhook/policies',
			origins: ['https://harbor.example.com'],
			eventTypes: ['PUSH_ARTIFACT', 'DELETE_ARTIFACT'],
			auth: 'basic',
			ids: 'number',
			create: {
				method: 'POST',
				path: '/api/v2.0/projects/library/webhook/policies',
				body: {
					name: 'n8n',
					enabled: true,
					targets: [{ type: 'http', address: '{notificationUrl}' }],
					event_types: ['{eventType}'],
				},
				status: 201,
				response: null,
				responseHeaders: { Location: '/api/v2.0/projects/library/webhook/policies/{id}' },
			},
			list: {
				method: 'GET',
				path: '/api/v2.0/projects/library/webhook/policies',
				item: harbor,
				wrap: '{items}',
				paging: { kind: 'link', size: 10 },
			},
			delete: {
				method: 'DELETE',
				path: '/api/v2.0/projects/library/webhook/policies/{id}',
				status: 200,
				response: null,
			},
		},
		{
			createRequest: `curl -X 'POST' \\
  'https://harbor.example.com/api/v2.0/projects/library/webhook/policies' \\
  -H 'accept: application/json' \\
  -H 'authorization: Basic {apiKey}:{apiSecret}' \\
  -H 'Content-Type: application/json' \\
  -d '{
  "name": "n8n",
  "enabled": true,
  "targets": [{"type": "http", "address": "{notificationUrl}"}],
  "event_types": ["{eventType}"]
}'`,
			listRequest: `curl -X 'GET' 'https://harbor.example.com/api/v2.0/projects/library/webhook/policies' -H 'authorization: Basic {apiKey}:{apiSecret}'`,
			deleteRequest: `DELETE /api/v2.0/projects/library/webhook/policies/{webhook_policy_id}
Authorization: Basic {apiKey}:{apiSecret}`,
		},
	),
	// Forms for create and delete; the id is called key; no event types.
	peer(
		{
			name: 'SonarQube',
			source: 'next.sonarqube.com/sonarqube/web_api/api/webhooks',
			origins: ['https://sonar.example.com'],
			eventTypes: ['analysis', 'other'],
			auth: 'static',
			noEventTypes: true,
			create: {
				method: 'POST',
				path: '/api/webhooks/create',
				bodyKind: 'form',
				body: { name: 'n8n', url: '{notificationUrl}' },
				status: 200,
				response: {
					webhook: { key: '{id}', name: 'n8n', url: '{notificationUrl}', hasSecret: false },
				},
			},
			list: {
				method: 'GET',
				path: '/api/webhooks/list',
				item: { key: '{id}', name: 'n8n', url: '{notificationUrl}', hasSecret: false },
				wrap: { webhooks: '{items}' },
			},
			delete: {
				method: 'POST',
				path: '/api/webhooks/delete',
				body: { webhook: '{id}' },
				bodyKind: 'form',
				status: 204,
			},
		},
		{
			createRequest: `curl -X POST https://sonar.example.com/api/webhooks/create -d 'name=n8n' -d 'url={notificationUrl}'`,
			listRequest: 'GET /api/webhooks/list',
			deleteRequest: `curl -X POST https://sonar.example.com/api/webhooks/delete -d 'webhook={id}'`,
			subscriptionIdProperty: 'webhook.key',
		},
	),
	// Deleted by its notification URL, which serves as the id; an authentication scheme with two keys.
	peer(
		{
			name: 'Uploadcare',
			source: 'uploadcare.com/api-refs/rest-api/v0.7.0/#tag/Webhook',
			origins: ['https://api.uploadcare.com'],
			eventTypes: ['file.uploaded', 'file.deleted'],
			auth: 'authorization:Uploadcare.Simple {apiKey}:{apiSecret}',
			ids: 'number',
			create: {
				method: 'POST',
				path: '/webhooks/',
				body: { target_url: '{notificationUrl}', event: '{eventType}', is_active: true },
				status: 201,
				response: {
					id: '{id}',
					project: 13,
					event: '{eventType}',
					target_url: '{notificationUrl}',
				},
			},
			list: {
				method: 'GET',
				path: '/webhooks/',
				item: {
					id: '{id}',
					event: '{eventType}',
					target_url: '{notificationUrl}',
					is_active: true,
				},
				wrap: '{items}',
			},
			delete: {
				method: 'DELETE',
				path: '/webhooks/unsubscribe/',
				body: { target_url: '{notificationUrl}' },
				status: 204,
			},
		},
		{
			createRequest: `curl -X POST -H "Content-Type: application/json" -H "Authorization: Uploadcare.Simple {apiKey}:{apiSecret}" -d '{"target_url": "{notificationUrl}", "event": "{eventType}", "is_active": true}' "https://api.uploadcare.com/webhooks/"`,
			listRequest: 'GET /webhooks/\nAuthorization: Uploadcare.Simple {apiKey}:{apiSecret}',
			deleteRequest: `DELETE /webhooks/unsubscribe/
Authorization: Uploadcare.Simple {apiKey}:{apiSecret}

{"target_url": "{id}"}`,
			subscriptionIdProperty: 'target_url',
		},
	),
];
