import type { Peer } from '../types';
import { basicExchange, peer } from './peer';

const concurItem = {
	id: '{id}',
	topic: '{eventType}',
	filter: '.*',
	webHookConfig: { endpoint: '{notificationUrl}' },
	companyIds: ['8ad08cbd-85ed-4857-8185-f6e540e46b90'],
};
const maxio = {
	id: '{id}',
	url: '{notificationUrl}',
	site_id: 1,
	status: 'enabled',
	webhook_subscriptions: ['{eventType}'],
};
const zuora = {
	id: '{id}',
	createdBy: '8ad084a67f9c7138017fab8a8b511b5a',
	eventTypeNamespace: 'com.zuora.notification',
	eventTypeName: '{eventType}',
	name: 'n8n {eventType}',
	communicationProfileId: '2c92c0f9446cd49501447539d6a72815',
	callout: {
		id: '6e5bdd5eaf9c7138017fab8a8b511b5a',
		calloutBaseurl: '{notificationUrl}',
		eventTypeName: '{eventType}',
	},
	filterRule: { id: 'a1efc8cc717e48208b9f0fd5d7bf2a58', condition: 'x' },
};
const auth0 = {
	id: '{id}',
	name: 'n8n',
	subscriptions: [{ event_type: '{eventType}' }],
	destination: {
		type: 'webhook',
		configuration: {
			webhook_endpoint: '{notificationUrl}',
			webhook_authorization: { method: 'bearer' },
		},
	},
	status: 'enabled',
};
const bright = {
	id: '{id}',
	subscribeTo: '{eventType}',
	httpMethod: 'POST',
	uriTemplate: '{notificationUrl}',
	bodyTemplate: '{"accountCode": "${account-code}", "id": "${resource-id}"}',
	contentType: 'application/json',
	idSetAccepted: true,
	qualityOfService: 1,
};
const B2C_PATH = '/services/rest/connect/v1.4/eventSubscriptions';
const obie = {
	EventSubscriptionId: '{id}',
	CallbackUrl: '{notificationUrl}',
	Version: '3.1',
	EventTypes: ['{eventType}'],
};
const bol = {
	id: '{id}',
	resources: ['{eventType}'],
	url: '{notificationUrl}',
	subscriptionType: 'WEBHOOK',
	enabled: true,
};

/** Further APIs from the vendors' documentation. The requests are pasted from their pages. */
export const PEERS_6: Peer[] = [
	// The client chooses the ID and PUTs; the response has a sentence instead of an ID.
	peer(
		{
			name: 'SAP Concur ESS',
			source: 'SAP-docs/preview.developer.concur.com src/event-topics/index.markdown',
			origins: ['https://www-us.api.concursolutions.com'],
			eventTypes: ['public.concur.travel.itinerary', 'public.test'],
			auth: 'exchange',
			ids: 'guid',
			token: {
				method: 'POST',
				path: '/oauth2/v0/token',
				headers: {},
				bodyKind: 'form',
				template: { client_id: '{apiKey}', client_secret: '{s}', grant_type: 'client_credentials' },
				response: { expires_in: '3600', access_token: '{token}', refresh_token: '0_abc' },
			},
			create: {
				method: 'PUT',
				path: '/events/v4/subscriptions/webhook',
				body: {
					id: '{newId}',
					filter: '.*',
					topic: '{eventType}',
					webHookConfig: { endpoint: '{notificationUrl}' },
				},
				status: 200,
				response: { message: "Subscription '{idText}' saved successfully" },
			},
			list: { method: 'GET', path: '/events/v4/subscriptions', item: concurItem, wrap: '{items}' },
			delete: {
				method: 'DELETE',
				path: '/events/v4/subscriptions/{id}',
				status: 200,
				response: { message: "Subscription 'x' marked for deletion" },
			},
		},
		{
			tokenRequest: `POST /oauth2/v0/token HTTP/1.1
Content-Type: application/x-www-form-urlencoded

client_id={apiKey}
&client_secret={apiSecret}
&grant_type=client_credentials`,
			createRequest: `curl -X PUT \\
  https://www-us.api.concursolutions.com/events/v4/subscriptions/webhook \\
  -H 'Accept: */*' \\
  -H 'Authorization: Bearer {accessToken}' \\
  -H 'Concur-Correlationid: something-unique-and-trackable' \\
  -H 'Content-Type: application/json' \\
  -d '{
  "id": "{uuid}",
  "filter": ".*",
  "topic": "{eventType}",
  "webHookConfig": {
    "endpoint": "{notificationUrl}"
  }
}'`,
			listRequest: 'GET /events/v4/subscriptions',
			deleteRequest: 'DELETE /events/v4/subscriptions/{id}',
		},
	),
	// Cannot delete: a subscription without event types stays.
	peer(
		{
			name: 'Maxio (Chargify)',
			source: 'maxio-com/ab-typescript-sdk doc/controllers/webhooks.md',
			origins: ['https://acme.chargify.com'],
			eventTypes: ['payment_success', 'invoice_issued'],
			auth: 'basic64:{apiKey}:x',
			ids: 'number',
			create: {
				method: 'POST',
				path: '/endpoints.json',
				body: { endpoint: { url: '{notificationUrl}', webhook_subscriptions: ['{eventType}'] } },
				status: 201,
				response: { endpoint: maxio },
			},
			list: { method: 'GET', path: '/endpoints.json', item: maxio, wrap: '{items}' },
			delete: {
				method: 'PUT',
				path: '/endpoints/{id}.json',
				body: { endpoint: { url: '{x}', webhook_subscriptions: [] } },
				status: 200,
				response: { endpoint: { ...maxio, webhook_subscriptions: [] } },
			},
		},
		{
			createRequest: `POST https://acme.chargify.com/endpoints.json
Authorization: Basic {apiKey}:x
Content-Type: application/json

{"endpoint": {"url": "{notificationUrl}", "webhook_subscriptions": ["{eventType}"]}}`,
			listRequest: 'GET /endpoints.json\nAuthorization: Basic {apiKey}:x',
			deleteRequest: `PUT /endpoints/{endpoint_id}.json
Authorization: Basic {apiKey}:x
Content-Type: application/json

{"endpoint": {"url": "https://example.com/", "webhook_subscriptions": []}}`,
		},
	),
	// The event type also occurs in names; the callout within has an ID of its own.
	peer(
		{
			name: 'Zuora callouts',
			source:
				'developer.zuora.com/v1-api-reference/api/operation/POST_Create_Notification_Definition',
			origins: ['https://rest.zuora.com'],
			eventTypes: ['OrderActionProcessed', 'InvoicePosted'],
			auth: 'exchange',
			idForm: '838bfafa9b224408809f8e{num}',
			token: {
				method: 'POST',
				path: '/oauth/token',
				headers: {},
				bodyKind: 'form',
				template: { client_id: '{apiKey}', client_secret: '{s}', grant_type: 'client_credentials' },
				response: { access_token: '{token}', token_type: 'bearer', expires_in: 3598 },
			},
			create: {
				method: 'POST',
				path: '/notifications/notification-definitions',
				body: {
					name: 'x',
					active: true,
					eventTypeName: '{eventType}',
					eventTypeNamespace: 'com.zuora.notification',
					calloutActive: true,
					callout: {
						name: 'x',
						active: true,
						calloutBaseurl: '{notificationUrl}',
						httpMethod: 'POST',
						requiredAuth: false,
						eventTypeName: 'x',
					},
				},
				status: 200,
				response: zuora,
			},
			list: {
				method: 'GET',
				path: '/notifications/notification-definitions',
				item: zuora,
				wrap: { success: true, data: '{items}' },
				paging: { kind: 'offset', param: 'start', size: 20 },
			},
			delete: {
				method: 'DELETE',
				path: '/notifications/notification-definitions/{id}',
				status: 200,
				response: null,
			},
		},
		{
			tokenRequest: `curl -X POST -H "Content-Type: application/x-www-form-urlencoded" \\
-d "client_id={apiKey}" \\
-d "client_secret={apiSecret}" \\
-d "grant_type=client_credentials" \\
"https://rest.zuora.com/oauth/token"`,
			createRequest: `curl --request POST \\
     --url https://rest.zuora.com/notifications/notification-definitions \\
     --header 'Authorization: Bearer {accessToken}' \\
     --header 'content-type: application/json' \\
     --data '
{
  "name": "n8n {eventType}",
  "active": true,
  "eventTypeName": "{eventType}",
  "eventTypeNamespace": "com.zuora.notification",
  "calloutActive": true,
  "callout": {"name": "n8n", "active": true, "calloutBaseurl": "{notificationUrl}", "httpMethod": "POST", "requiredAuth": false, "eventTypeName": "{eventType}"}
}
'`,
			listRequest: 'GET /notifications/notification-definitions?start={offset}',
			deleteRequest: 'DELETE /notifications/notification-definitions/{id}',
		},
	),
	// The next page's cursor, next, goes into the argument from.
	peer(
		{
			name: 'Auth0 event streams',
			source: 'auth0.com/docs/api/management/v2/event-streams/get-event-streams',
			origins: ['https://acme.au.auth0.com'],
			eventTypes: ['user.created', 'user.updated'],
			auth: 'exchange',
			idForm: 'est_{hex}',
			token: {
				method: 'POST',
				path: '/oauth/token',
				headers: {},
				bodyKind: 'json',
				template: {
					client_id: '{apiKey}',
					client_secret: '{s}',
					audience: 'x',
					grant_type: 'client_credentials',
				},
				response: { access_token: '{token}', expires_in: 86400, token_type: 'Bearer' },
			},
			create: {
				method: 'POST',
				path: '/api/v2/event-streams',
				body: {
					name: 'x',
					subscriptions: [{ event_type: '{eventType}' }],
					destination: {
						type: 'webhook',
						configuration: {
							webhook_endpoint: '{notificationUrl}',
							webhook_authorization: { method: 'bearer', token: '{t}' },
						},
					},
				},
				status: 201,
				response: auth0,
			},
			list: {
				method: 'GET',
				path: '/api/v2/event-streams',
				item: auth0,
				wrap: { eventStreams: '{items}' },
				paging: { kind: 'token', param: 'from', at: 'next', size: 50 },
			},
			delete: { method: 'DELETE', path: '/api/v2/event-streams/{id}', status: 204 },
		},
		{
			tokenRequest: `curl --request POST \\
  --url 'https://acme.au.auth0.com/oauth/token' \\
  --header 'content-type: application/json' \\
  --data '{"client_id":"{apiKey}","client_secret":"{apiSecret}","audience":"https://acme.au.auth0.com/api/v2/","grant_type":"client_credentials"}'`,
			createRequest: `curl -L -g 'https://acme.au.auth0.com/api/v2/event-streams' \\
-H 'Content-Type: application/json' \\
-H 'Accept: application/json' \\
-H 'Authorization: Bearer {accessToken}' \\
-d '{"name":"n8n","subscriptions":[{"event_type":"{eventType}"}],"destination":{"type":"webhook","configuration":{"webhook_endpoint":"{notificationUrl}","webhook_authorization":{"method":"bearer","token":"{apiSecret}"}}}}'`,
			listRequest: 'GET /api/v2/event-streams',
			deleteRequest: `curl -L -X DELETE 'https://acme.au.auth0.com/api/v2/event-streams/:id' -H 'Authorization: Bearer {accessToken}'`,
		},
	),
	// The body has variables that look like placeholders but that MyD3 fills in.
	peer(
		{
			name: 'Brightpearl',
			source: 'api-docs.brightpearl.com/integration/webhook/post.html, get.html',
			origins: ['https://use1.brightpearlconnect.com'],
			eventTypes: ['product', 'goods-out-note'],
			auth: 'headers:brightpearl-app-ref={apiKey}&brightpearl-account-token={apiSecret}',
			ids: 'number',
			create: {
				method: 'POST',
				path: '/public-api/acme/integration-service/webhook',
				body: {
					subscribeTo: '{eventType}',
					httpMethod: 'POST',
					uriTemplate: '{notificationUrl}',
					bodyTemplate: '{b}',
					contentType: 'application/json',
					idSetAccepted: true,
					qualityOfService: 1,
				},
				status: 200,
				response: { response: '{id}' },
			},
			list: {
				method: 'GET',
				path: '/public-api/acme/integration-service/webhook',
				item: bright,
				wrap: { response: '{items}' },
			},
			delete: {
				method: 'DELETE',
				path: '/public-api/acme/integration-service/webhook/{id}',
				status: 200,
				response: {},
			},
		},
		{
			createRequest: `POST /public-api/acme/integration-service/webhook
brightpearl-app-ref: {apiKey}
brightpearl-account-token: {apiSecret}

{
	"subscribeTo": "{eventType}",
	"httpMethod": "POST",
	"uriTemplate": "{notificationUrl}",
	"bodyTemplate": "{ \\"accountCode\\": \\"$\\u007baccount-code}\\", \\"resourceType\\": \\"$\\u007bresource-type}\\", \\"id\\": \\"$\\u007bresource-id}\\" }",
	"contentType": "application/json",
	"idSetAccepted": true,
	"qualityOfService": 1
}`,
			subscriptionIdProperty: 'response',
			listRequest:
				'GET /public-api/acme/integration-service/webhook\nbrightpearl-app-ref: {apiKey}\nbrightpearl-account-token: {apiSecret}',
			deleteRequest:
				'DELETE /public-api/acme/integration-service/webhook/{ID}\nbrightpearl-app-ref: {apiKey}\nbrightpearl-account-token: {apiSecret}',
		},
	),
	// The list has only IDs, links and lookupName, which is the type of an event and the ID of a subscription.
	peer(
		{
			name: 'Oracle B2C Service',
			source:
				'docs.oracle.com/en/cloud/saas/b2c-service/cxsvc/op-services-rest-connect-v1.4-eventsubscriptions-post.html',
			origins: ['https://acme.custhelp.com'],
			eventTypes: ['Create', 'Update'],
			auth: 'basic',
			ids: 'number',
			requiredHeaders: ['OSvC-CREST-Application-Context'],
			create: {
				method: 'POST',
				path: B2C_PATH,
				body: {
					name: 'x',
					class: 'Incident',
					endPoint: '{notificationUrl}',
					eventType: { lookupName: '{eventType}' },
				},
				status: 201,
				response: {
					id: '{id}',
					lookupName: '{idText}',
					class: 'Incident',
					endPoint: '{notificationUrl}',
					eventType: { id: 1, lookupName: '{eventType}' },
					links: [{ rel: 'self', href: `https://acme.custhelp.com${B2C_PATH}/{idText}` }],
				},
			},
			list: {
				method: 'GET',
				path: B2C_PATH,
				item: {
					id: '{id}',
					lookupName: '{idText}',
					links: [{ rel: 'canonical', href: `https://acme.custhelp.com${B2C_PATH}/{idText}` }],
				},
				wrap: {
					items: '{items}',
					hasMore: false,
					links: [{ rel: 'self', href: `https://acme.custhelp.com${B2C_PATH}` }],
				},
			},
			delete: {
				method: 'DELETE',
				path: `${B2C_PATH}/{id}`,
				status: 200,
				response: null,
			},
		},
		{
			createRequest: `POST /services/rest/connect/v1.4/eventSubscriptions
Authorization: Basic {apiKey}:{apiSecret}
OSvC-CREST-Application-Context: n8n

{"name": "n8n", "class": "Incident", "endPoint": "{notificationUrl}", "eventType": {"lookupName": "{eventType}"}}`,
			listRequest:
				'GET /services/rest/connect/v1.4/eventSubscriptions\nAuthorization: Basic {apiKey}:{apiSecret}\nOSvC-CREST-Application-Context: n8n',
			deleteRequest:
				'DELETE /services/rest/connect/v1.4/eventSubscriptions/{id}\nAuthorization: Basic {apiKey}:{apiSecret}\nOSvC-CREST-Application-Context: n8n',
		},
	),
	// The list is one level down, beside the same envelope that wraps one subscription.
	peer(
		{
			name: 'UK Open Banking',
			source:
				'openbankinguk.github.io/read-write-api-site3/v3.1.9/…/event-subscription.html; api-evangelist/barclays',
			origins: ['https://ob.example.com'],
			eventTypes: [
				'urn:uk:org:openbanking:events:resource-update',
				'urn:uk:org:openbanking:events:consent-authorization-revoked',
			],
			auth: 'exchange',
			idForm: 'BARCLAYS-E-{num}',
			requiredHeaders: ['x-fapi-interaction-id'],
			token: basicExchange('/as/token.oauth2', 299, 'x'),
			create: {
				method: 'POST',
				path: '/open-banking/v3.1/event-subscriptions',
				body: {
					Data: { CallbackUrl: '{notificationUrl}', Version: '3.1', EventTypes: ['{eventType}'] },
				},
				status: 201,
				response: {
					Data: obie,
					Links: { Self: 'https://ob.example.com/open-banking/v3.1/event-subscriptions' },
					Meta: {},
				},
			},
			list: {
				method: 'GET',
				path: '/open-banking/v3.1/event-subscriptions',
				item: obie,
				wrap: {
					Data: { EventSubscription: '{items}' },
					Links: { Self: 'https://ob.example.com/open-banking/v3.1/event-subscriptions' },
					Meta: { TotalPages: 1 },
				},
			},
			delete: {
				method: 'DELETE',
				path: '/open-banking/v3.1/event-subscriptions/{id}',
				status: 204,
			},
		},
		{
			tokenRequest: `POST /as/token.oauth2 HTTP/1.1
Authorization: Basic {apiKey}:{apiSecret}
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials
&scope=accounts payments`,
			createRequest: `POST /open-banking/v3.1/event-subscriptions HTTP/1.1
Authorization: Bearer {accessToken}
x-fapi-interaction-id: 93bac548-d2de-4546-b106-880a5018460d
Content-Type: application/json
Accept: application/json

{
  "Data": {
    "CallbackUrl": "{notificationUrl}",
    "Version": "3.1",
    "EventTypes": ["{eventType}"]
  }
}`,
			listRequest: `GET /open-banking/v3.1/event-subscriptions HTTP/1.1
Authorization: Bearer {accessToken}
x-fapi-interaction-id: 93bac548-d2de-4546-b106-880a5018460d
Accept: application/json`,
			deleteRequest:
				'DELETE /open-banking/v3.1/event-subscriptions/{EventSubscriptionId}\nx-fapi-interaction-id: 93bac548-d2de-4546-b106-880a5018460d',
		},
	),
	// The ID is the whole response, in hexadecimal; the URL goes into the query.
	peer(
		{
			name: 'Vertica management API',
			source: 'vertica.com/docs/10.1.x/…/POSTwebhookssubscribe.htm',
			origins: ['https://node.example.com:5444'],
			eventTypes: ['all', 'none'],
			noEventTypes: true,
			auth: 'header:VerticaAPIKey',
			idForm: '79c1c8a18be02804b3d2f48e{num}',
			create: {
				method: 'POST',
				path: '/webhooks/subscribe?url={notificationUrl}',
				body: null,
				status: 200,
				response: '{id}',
			},
			list: {
				method: 'GET',
				path: '/webhooks',
				item: { id: '{id}', url: '{notificationUrl}' },
				wrap: '{items}',
			},
			delete: { method: 'DELETE', path: '/webhooks/{id}', status: 200, response: null },
		},
		{
			createRequest:
				'POST\nhttps://node.example.com:5444/webhooks/subscribe?url={notificationUrl}\nVerticaAPIKey: {apiKey}',
			listRequest: 'GET /webhooks\nVerticaAPIKey: {apiKey}',
			deleteRequest: 'DELETE /webhooks/{subscription_id}\nVerticaAPIKey: {apiKey}',
		},
	),
	// Creates and deletes later (202), under the ID of a process.
	peer(
		{
			name: 'bol',
			source:
				'SLASH2NL/bolcom docs/Model/SubscriptionResponse.md, ProcessStatus.md; api.bol.com v10',
			origins: ['https://api.bol.com', 'https://login.bol.com'],
			eventTypes: ['PROCESS_STATUS', 'SHIPMENT'],
			auth: 'exchange',
			ids: 'num',
			createContentType: 'application/vnd.retailer.v10+json',
			token: basicExchange('/token', 299),
			create: {
				method: 'POST',
				path: '/retailer/subscriptions',
				body: { resources: ['{eventType}'], url: '{notificationUrl}', subscriptionType: 'WEBHOOK' },
				status: 202,
				response: {
					processStatusId: '1234567',
					entityId: '{idText}',
					eventType: 'CREATE_SUBSCRIPTION',
					status: 'PENDING',
				},
			},
			list: {
				method: 'GET',
				path: '/retailer/subscriptions',
				item: bol,
				wrap: { subscriptions: '{items}' },
			},
			delete: {
				method: 'DELETE',
				path: '/retailer/subscriptions/{id}',
				status: 202,
				response: {
					processStatusId: '1234568',
					entityId: '{idText}',
					eventType: 'DELETE_SUBSCRIPTION',
					status: 'PENDING',
				},
			},
		},
		{
			tokenRequest: `POST https://login.bol.com/token
Authorization: Basic {apiKey}:{apiSecret}
Content-Type: application/x-www-form-urlencoded
Accept: application/json

grant_type=client_credentials`,
			createRequest: `POST https://api.bol.com/retailer/subscriptions
Accept: application/vnd.retailer.v10+json
Content-Type: application/vnd.retailer.v10+json

{"resources": ["{eventType}"], "url": "{notificationUrl}", "subscriptionType": "WEBHOOK"}`,
			listRequest: 'GET /retailer/subscriptions\nAccept: application/vnd.retailer.v10+json',
			deleteRequest:
				'DELETE /retailer/subscriptions/{subscription-id}\nAccept: application/vnd.retailer.v10+json',
		},
	),
	// The list names no URL.
	peer(
		{
			name: 'GS1 EPCIS 2.0',
			source: 'api-evangelist/gs1 openapi/gs1-subscriptions-api-openapi.yml',
			origins: ['https://epcis.example.com'],
			eventTypes: ['a', 'b'],
			noEventTypes: true,
			auth: 'user',
			ids: 'guid',
			requiredHeaders: ['GS1-EPCIS-Version'],
			create: {
				method: 'POST',
				path: '/queries/q/subscriptions',
				body: {
					dest: '{notificationUrl}',
					schedule: { hour: '1', minute: '5' },
					signatureToken: '{t}',
				},
				status: 201,
				response: null,
				responseHeaders: { Location: 'https://epcis.example.com/queries/q/subscriptions/{id}' },
			},
			list: {
				method: 'GET',
				path: '/queries/q/subscriptions',
				item: {
					subscriptionID: '{id}',
					createdAt: '2017-08-21T17:32:28Z',
					schedule: { hour: '1', minute: '5' },
				},
				wrap: '{items}',
				paging: { kind: 'link', size: 30 },
			},
			delete: { method: 'DELETE', path: '/queries/q/subscriptions/{id}', status: 204 },
		},
		{
			createRequest: `POST /queries/q/subscriptions
GS1-EPCIS-Version: 2.0.0

{"dest": "{notificationUrl}", "signatureToken": "{apiSecret}", "schedule": {"hour": "1", "minute": "5"}}`,
			listRequest: 'GET /queries/q/subscriptions\nGS1-EPCIS-Version: 2.0.0',
			deleteRequest: 'DELETE /queries/q/subscriptions/{subscriptionID}\nGS1-EPCIS-Version: 2.0.0',
		},
	),
];
