import { describeDocumented } from './documentedRequests';

describeDocumented('a request in lines is read as real documentation prints it:', [
	{
		source: 'MyD3, "Webhooks"',
		field: 'Create Request',
		baseUrl: 'https://api.myd3.data3.com',
		text: `POST https://api.myd3.data3.com/subscription/v1/subscription

{"eventType": "{eventType}", "notificationUrl": "{notificationUrl}"}`,
		request: {
			method: 'POST',
			url: 'https://api.myd3.data3.com/subscription/v1/subscription',
			headers: { 'Content-Type': 'application/json' },
			body: `{"eventType": "InvoiceIssued", "notificationUrl": "https://n8n.example.com/webhook/1?apiKey=k1"}`,
		},
		eventTypePath: ['eventType'],
	},
	{
		source: 'SharePoint, "Create a new subscription", as copied: without the blank line',
		field: 'Create Request',
		baseUrl: 'https://contoso.sharepoint.com',
		text: `POST /_api/web/lists('5C77031A-9621-4DFC-BB5D-57803A94E91D')/subscriptions
Accept: application/json
Content-Type: application/json
{
  "resource": "https://contoso.sharepoint.com/_api/web/lists('5C77031A-9621-4DFC-BB5D-57803A94E91D')",
  "notificationUrl": "{notificationUrl}",
  "expirationDateTime": "2016-04-27T16:17:57+00:00"
}`,
		request: {
			method: 'POST',
			url: "https://contoso.sharepoint.com/_api/web/lists('5C77031A-9621-4DFC-BB5D-57803A94E91D')/subscriptions",
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			body: `{
  "resource": "https://contoso.sharepoint.com/_api/web/lists('5C77031A-9621-4DFC-BB5D-57803A94E91D')",
  "notificationUrl": "https://n8n.example.com/webhook/1?apiKey=k1",
  "expirationDateTime": "2016-04-27T16:17:57+00:00"
}`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'SharePoint, "Get subscriptions": without a leading slash',
		field: 'List Request',
		baseUrl: 'https://contoso.sharepoint.com',
		text: `GET _api/web/lists('5C77031A-9621-4DFC-BB5D-57803A94E91D')/subscriptions`,
		request: {
			method: 'GET',
			url: "https://contoso.sharepoint.com/_api/web/lists('5C77031A-9621-4DFC-BB5D-57803A94E91D')/subscriptions",
			headers: {},
		},
		eventTypePath: undefined,
	},
	{
		source: 'SharePoint, "Delete a subscription"',
		field: 'Delete Request',
		baseUrl: 'https://contoso.sharepoint.com',
		text: `DELETE /_api/web/lists('list-id')/subscriptions('{id}')`,
		request: {
			method: 'DELETE',
			url: "https://contoso.sharepoint.com/_api/web/lists('list-id')/subscriptions('42')",
			headers: {},
		},
		eventTypePath: undefined,
	},
	{
		source: 'Microsoft Graph, "Create subscription"',
		field: 'Create Request',
		baseUrl: 'https://graph.microsoft.com',
		text: `POST https://graph.microsoft.com/v1.0/subscriptions
Content-type: application/json

{
   "changeType": "{eventType}",
   "notificationUrl": "{notificationUrl}",
   "resource": "me/mailFolders('Inbox')/messages",
   "expirationDateTime":"2016-11-20T18:23:45.9356913Z",
   "clientState": "client-specific string"
}`,
		request: {
			method: 'POST',
			url: 'https://graph.microsoft.com/v1.0/subscriptions',
			headers: { 'Content-type': 'application/json' },
			body: `{
   "changeType": "InvoiceIssued",
   "notificationUrl": "https://n8n.example.com/webhook/1?apiKey=k1",
   "resource": "me/mailFolders('Inbox')/messages",
   "expirationDateTime":"2016-11-20T18:23:45.9356913Z",
   "clientState": "client-specific string"
}`,
		},
		eventTypePath: ['changeType'],
	},
	{
		source: 'OneDrive, "Create subscription": a path to be put after a Base URL that has one',
		field: 'Create Request',
		baseUrl: 'https://graph.microsoft.com/v1.0',
		text: `POST /subscriptions
Content-type: application/json

{
  "changeType": "updated",
  "notificationUrl": "{notificationUrl}",
  "resource": "/me/drive/root"
}`,
		request: {
			method: 'POST',
			url: 'https://graph.microsoft.com/v1.0/subscriptions',
			headers: { 'Content-type': 'application/json' },
			body: `{
  "changeType": "updated",
  "notificationUrl": "https://n8n.example.com/webhook/1?apiKey=k1",
  "resource": "/me/drive/root"
}`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'Microsoft identity platform, on-behalf-of flow, the comment included',
		field: 'Token Request',
		baseUrl: 'https://graph.windows.net',
		text: `// line breaks for legibility only

POST https://login.microsoftonline.com/oauth2/token HTTP/1.1
Host: login.microsoftonline.com
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials
&client_id=625391af-c675-43e5-8e44-edd3e30ceb15
&client_secret={apiKey}
&resource=https%3A%2F%2Fgraph.windows.net`,
		request: {
			method: 'POST',
			url: 'https://login.microsoftonline.com/oauth2/token',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: `grant_type=client_credentials&client_id=625391af-c675-43e5-8e44-edd3e30ceb15&client_secret=key-1&resource=https%3A%2F%2Fgraph.windows.net`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'Twitter, "Application-only authentication"',
		field: 'Token Request',
		baseUrl: 'https://api.twitter.com',
		text: `POST /oauth2/token HTTP/1.1
Host: api.twitter.com
User-Agent: My Twitter App v1.0.23
Authorization: Basic {apiKey}:{apiSecret}
Content-Type: application/x-www-form-urlencoded;charset=UTF-8
Content-Length: 29
Accept-Encoding: gzip

grant_type=client_credentials`,
		request: {
			method: 'POST',
			url: 'https://api.twitter.com/oauth2/token',
			headers: {
				'User-Agent': 'My Twitter App v1.0.23',
				Authorization: 'Basic a2V5LTE6c2VjcmV0LTE=',
				'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8',
			},
			body: `grant_type=client_credentials`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'OAuth guide, with "&" at the lines\' ends, indented',
		field: 'Token Request',
		baseUrl: 'https://authorization-server.example.com',
		text: `    POST /oauth2/token HTTP/1.1
    Host: authorization-server.example.com
    Content-Type: application/x-www-form-urlencoded

    grant_type=client_credentials&
    client_id={apiKey}&
    redirect_uri=https%3A%2F%2Fclient.example%2Fcallback&
    client_secret={apiSecret}`,
		request: {
			method: 'POST',
			url: 'https://authorization-server.example.com/oauth2/token',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: `grant_type=client_credentials&client_id=key-1&redirect_uri=https%3A%2F%2Fclient.example%2Fcallback&client_secret=secret-1`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'OAuth guide, a scope with a space',
		field: 'Token Request',
		baseUrl: 'https://authorization-server.example.com',
		text: `POST /oauth2/token HTTP/1.1
Authorization: Basic base64({apiKey}:{apiSecret})
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials&scope=read write`,
		request: {
			method: 'POST',
			url: 'https://authorization-server.example.com/oauth2/token',
			headers: {
				Authorization: 'Basic a2V5LTE6c2VjcmV0LTE=',
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			body: `grant_type=client_credentials&scope=read+write`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'RingCentral, "Glip bot"',
		field: 'Create Request',
		baseUrl: 'https://platform.ringcentral.com',
		text: `        POST /restapi/v1.0/subscription HTTP/1.1
        {
          "eventFilters": [
          "{eventType}"
           ],
          "deliveryMode": {
          "transportType": "WebHook",
          "address": "{notificationUrl}"
          }
        }`,
		request: {
			method: 'POST',
			url: 'https://platform.ringcentral.com/restapi/v1.0/subscription',
			headers: { 'Content-Type': 'application/json' },
			body: `{
          "eventFilters": [
          "InvoiceIssued"
           ],
          "deliveryMode": {
          "transportType": "WebHook",
          "address": "https://n8n.example.com/webhook/1?apiKey=k1"
          }
        }`,
		},
		eventTypePath: ['eventFilters'],
	},
	{
		source: 'Calypso, "Webhook API" (GitBook\'s generator)',
		field: 'Create Request',
		baseUrl: 'https://api.calypso.finance',
		text: `POST /api/v1/subscription/webhook/create HTTP/1.1
Host: api.calypso.finance
Key: {apiKey}
Sign: text
Content-Type: application/json
Accept: */*
Content-Length: 196

{
  "account": "text",
  "timestamp": 1,
  "payload": {
    "requestId": "{uuid}",
    "notificationEventTypes": [
      "{eventType}"
    ],
    "url": "{notificationUrl}"
  }
}`,
		request: {
			method: 'POST',
			url: 'https://api.calypso.finance/api/v1/subscription/webhook/create',
			headers: { Key: 'key-1', Sign: 'text', 'Content-Type': 'application/json', Accept: '*/*' },
			body: `{
  "account": "text",
  "timestamp": 1,
  "payload": {
    "requestId": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "notificationEventTypes": [
      "InvoiceIssued"
    ],
    "url": "https://n8n.example.com/webhook/1?apiKey=k1"
  }
}`,
		},
		eventTypePath: ['payload', 'notificationEventTypes'],
	},
	{
		source: "WooCommerce, REST API, as a developer's notes show it",
		field: 'Create Request',
		baseUrl: 'https://example.com',
		text: `POST /wp-json/wc/v3/webhooks
{
    "name": "Order created",
    "topic": "{eventType}",
    "delivery_url": "{notificationUrl}",
    "secret": "{apiSecret}",
    "status": "active"
}`,
		request: {
			method: 'POST',
			url: 'https://example.com/wp-json/wc/v3/webhooks',
			headers: { 'Content-Type': 'application/json' },
			body: `{
    "name": "Order created",
    "topic": "InvoiceIssued",
    "delivery_url": "https://n8n.example.com/webhook/1?apiKey=k1",
    "secret": "secret-1",
    "status": "active"
}`,
		},
		eventTypePath: ['topic'],
	},
	{
		source: 'Mailchimp, "Add webhook"',
		field: 'Create Request',
		baseUrl: 'https://us1.api.mailchimp.com',
		text: `POST https://us1.api.mailchimp.com/3.0/lists/abc/webhooks
{
  "url": "{notificationUrl}",
  "events": {
    "{eventType}": true
  }
}`,
		request: {
			method: 'POST',
			url: 'https://us1.api.mailchimp.com/3.0/lists/abc/webhooks',
			headers: { 'Content-Type': 'application/json' },
			body: `{
  "url": "https://n8n.example.com/webhook/1?apiKey=k1",
  "events": {
    "InvoiceIssued": true
  }
}`,
		},
		eventTypePath: ['events', '{eventType}'],
	},
	{
		source: 'Shopify, REST, with a Markdown fence',
		field: 'List Request',
		baseUrl: 'https://shop.myshopify.com',
		text: `\`\`\`http
GET https://shop.myshopify.com/admin/api/2024-10/webhooks.json
X-Shopify-Access-Token: {accessToken}
\`\`\``,
		request: {
			method: 'GET',
			url: 'https://shop.myshopify.com/admin/api/2024-10/webhooks.json',
			headers: { 'X-Shopify-Access-Token': 'token-1' },
		},
		eventTypePath: undefined,
	},
	{
		source: 'GitLab, System hooks API, "Delete system hook"',
		field: 'Delete Request',
		baseUrl: 'https://gitlab.example.com/api/v4',
		text: `DELETE /hooks/:id`,
		request: {
			method: 'DELETE',
			url: 'https://gitlab.example.com/api/v4/hooks/42',
			headers: {},
		},
		eventTypePath: undefined,
	},
	{
		source: 'Azure Event Grid, "Event Subscriptions - Create Or Update"',
		field: 'Create Request',
		baseUrl: 'https://management.azure.com',
		text: `PUT https://management.azure.com/subscriptions/s/providers/Microsoft.EventGrid/eventSubscriptions/{uuid}?api-version=2022-06-15

{
  "properties": {
    "destination": { "endpointType": "WebHook", "properties": { "endpointUrl": "{notificationUrl}" } },
    "filter": { "includedEventTypes": ["{eventType}"] }
  }
}`,
		request: {
			method: 'PUT',
			url: 'https://management.azure.com/subscriptions/s/providers/Microsoft.EventGrid/eventSubscriptions/0f8fad5b-d9cb-469f-a165-70867728950e?api-version=2022-06-15',
			headers: { 'Content-Type': 'application/json' },
			body: `{
  "properties": {
    "destination": { "endpointType": "WebHook", "properties": { "endpointUrl": "https://n8n.example.com/webhook/1?apiKey=k1" } },
    "filter": { "includedEventTypes": ["InvoiceIssued"] }
  }
}`,
		},
		eventTypePath: ['properties', 'filter', 'includedEventTypes'],
	},
	{
		source: 'Office 365 Management Activity API, "Start a subscription"',
		field: 'Create Request',
		baseUrl: 'https://manage.office.com',
		text: `POST https://manage.office.com/api/v1.0/t/activity/feed/subscriptions/start?contentType={eventType}\r
Content-Type: application/json; utf-8\r
Authorization: Bearer {accessToken}\r
\r
{\r
    "webhook" : {\r
        "address": "{notificationUrl}",\r
        "authId": "o365activityapinotification"\r
    }\r
}`,
		request: {
			method: 'POST',
			url: 'https://manage.office.com/api/v1.0/t/activity/feed/subscriptions/start?contentType=InvoiceIssued',
			headers: { 'Content-Type': 'application/json; utf-8', Authorization: 'Bearer token-1' },
			body: `{
    "webhook" : {
        "address": "https://n8n.example.com/webhook/1?apiKey=k1",
        "authId": "o365activityapinotification"
    }
}`,
		},
		eventTypePath: ['contentType'],
	},
	{
		source: 'Exact Online, WebhookSubscriptions (OData)',
		field: 'Delete Request',
		baseUrl: 'https://start.exactonline.nl',
		text: `DELETE /api/v1/1/webhooks/WebhookSubscriptions(guid'{id}')`,
		request: {
			method: 'DELETE',
			url: "https://start.exactonline.nl/api/v1/1/webhooks/WebhookSubscriptions(guid'42')",
			headers: {},
		},
		eventTypePath: undefined,
	},
	{
		source: 'Teamleader, "webhooks.list"',
		field: 'List Request',
		baseUrl: 'https://api.focus.teamleader.eu',
		text: `POST /webhooks.list`,
		request: {
			method: 'POST',
			url: 'https://api.focus.teamleader.eu/webhooks.list',
			headers: {},
		},
		eventTypePath: undefined,
	},
	{
		source: 'Increase, "Update an Event Subscription"',
		field: 'Delete Request',
		baseUrl: 'https://api.increase.com',
		text: `PATCH /event_subscriptions/{event_subscription_id}
Content-Type: application/json

{"status": "deleted"}`,
		request: {
			method: 'PATCH',
			url: 'https://api.increase.com/event_subscriptions/42',
			headers: { 'Content-Type': 'application/json' },
			body: `{"status": "deleted"}`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'Klaviyo, "Create Webhook"',
		field: 'Create Request',
		baseUrl: 'https://a.klaviyo.com',
		text: `POST /api/webhooks
revision: 2025-10-15
content-type: application/vnd.api+json
Authorization: Klaviyo-API-Key {apiKey}

{"data":{"type":"webhook","attributes":{"name":"n8n","endpoint_url":"{notificationUrl}","secret_key":"{apiSecret}"},"relationships":{"webhook-topics":{"data":[{"type":"webhook-topic","id":"{eventType}"}]}}}}`,
		request: {
			method: 'POST',
			url: 'https://a.klaviyo.com/api/webhooks',
			headers: {
				revision: '2025-10-15',
				'content-type': 'application/vnd.api+json',
				Authorization: 'Klaviyo-API-Key key-1',
			},
			body: `{"data":{"type":"webhook","attributes":{"name":"n8n","endpoint_url":"https://n8n.example.com/webhook/1?apiKey=k1","secret_key":"secret-1"},"relationships":{"webhook-topics":{"data":[{"type":"webhook-topic","id":"InvoiceIssued"}]}}}}`,
		},
		eventTypePath: ['data', 'relationships', 'webhook-topics', 'data', 'id'],
	},
	{
		source: 'JetBrains HTTP Client, the query in lines of its own',
		field: 'List Request',
		baseUrl: 'https://api.myd3.data3.com',
		text: `### list
GET https://api.myd3.data3.com/hooks
    ?page={page}
    &$top=50
Accept: application/json`,
		request: {
			method: 'GET',
			url: 'https://api.myd3.data3.com/hooks?page=1&$top=50',
			headers: { Accept: 'application/json' },
		},
		eventTypePath: undefined,
	},
]);
