import { describeDocumented } from './documentedRequests';

describeDocumented('a cURL command is read as real documentation prints it:', [
	{
		source: 'Stripe, API reference, "Create a webhook endpoint"',
		field: 'Create Request',
		baseUrl: 'https://api.stripe.com',
		text: `curl https://api.stripe.com/v1/webhook_endpoints \\
  -u "{apiKey}:" \\
  -d "enabled_events[]"="{eventType}" \\
  --data-urlencode url="{notificationUrl}"`,
		request: {
			method: 'POST',
			url: 'https://api.stripe.com/v1/webhook_endpoints',
			headers: {
				Authorization: 'Basic a2V5LTE6',
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			body: `enabled_events[]=InvoiceIssued&url=https%3A%2F%2Fn8n.example.com%2Fwebhook%2F1%3FapiKey%3Dk1`,
		},
		eventTypePath: ['enabled_events'],
	},
	{
		source: 'Stripe, Terminal guide, "Receive input data"',
		field: 'Create Request',
		baseUrl: 'https://api.stripe.com',
		text: `curl https://api.stripe.com/v1/webhook_endpoints \\
  -u {apiKey}: \\
  --header "Stripe-Version: 2023-10-16; terminal_collect_inputs_beta=v1" \\
  --data-urlencode "url"="{notificationUrl}" \\
  --data-urlencode "api_version"="2023-10-16;terminal_collect_inputs_beta=v1" \\
  --data-urlencode "enabled_events[]"="{eventType}"`,
		request: {
			method: 'POST',
			url: 'https://api.stripe.com/v1/webhook_endpoints',
			headers: {
				'Stripe-Version': '2023-10-16; terminal_collect_inputs_beta=v1',
				Authorization: 'Basic a2V5LTE6',
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			body: `url=https%3A%2F%2Fn8n.example.com%2Fwebhook%2F1%3FapiKey%3Dk1&api_version=2023-10-16%3Bterminal_collect_inputs_beta%3Dv1&enabled_events[]=InvoiceIssued`,
		},
		eventTypePath: ['enabled_events'],
	},
	{
		source: 'Stripe, API reference, "Delete a webhook endpoint"',
		field: 'Delete Request',
		baseUrl: 'https://api.stripe.com',
		text: `curl -X DELETE https://api.stripe.com/v1/webhook_endpoints/{id} \\
  -u "{apiKey}"`,
		request: {
			method: 'DELETE',
			url: 'https://api.stripe.com/v1/webhook_endpoints/42',
			headers: { Authorization: 'Basic a2V5LTE6' },
		},
		eventTypePath: undefined,
	},
	{
		source: 'GitHub, REST reference, "Create an organization webhook"',
		field: 'Create Request',
		baseUrl: 'https://api.github.com',
		text: `curl -L \\
  -X POST \\
  -H "Accept: application/vnd.github+json" \\
  -H "Authorization: Bearer {accessToken}" \\
  -H "X-GitHub-Api-Version: 2022-11-28" \\
  https://api.github.com/orgs/ORG/hooks \\
  -d '{"name":"web","active":true,"events":["{eventType}"],"config":{"url":"{notificationUrl}","content_type":"json"}}'`,
		request: {
			method: 'POST',
			url: 'https://api.github.com/orgs/ORG/hooks',
			headers: {
				Accept: 'application/vnd.github+json',
				Authorization: 'Bearer token-1',
				'X-GitHub-Api-Version': '2022-11-28',
				'Content-Type': 'application/json',
			},
			body: `{"name":"web","active":true,"events":["InvoiceIssued"],"config":{"url":"https://n8n.example.com/webhook/1?apiKey=k1","content_type":"json"}}`,
		},
		eventTypePath: ['events'],
	},
	{
		source: 'GitHub, REST reference, "Delete an organization webhook"',
		field: 'Delete Request',
		baseUrl: 'https://api.github.com',
		text: `curl -L \\
  -X DELETE \\
  -H "Accept: application/vnd.github+json" \\
  -H "Authorization: Bearer {accessToken}" \\
  -H "X-GitHub-Api-Version: 2022-11-28" \\
  https://api.github.com/orgs/ORG/hooks/{hook_id}`,
		request: {
			method: 'DELETE',
			url: 'https://api.github.com/orgs/ORG/hooks/42',
			headers: {
				Accept: 'application/vnd.github+json',
				Authorization: 'Bearer token-1',
				'X-GitHub-Api-Version': '2022-11-28',
			},
		},
		eventTypePath: undefined,
	},
	{
		source: 'PayPal, REST guide, "Get an access token"',
		field: 'Token Request',
		baseUrl: 'https://api-m.paypal.com',
		text: `curl -v -X POST https://api-m.sandbox.paypal.com/v1/oauth2/token \\
  -H "Accept: application/json" \\
  -H "Accept-Language: en_US" \\
  -u "{apiKey}:{apiSecret}" \\
  -d "grant_type=client_credentials"`,
		request: {
			method: 'POST',
			url: 'https://api-m.sandbox.paypal.com/v1/oauth2/token',
			headers: {
				Accept: 'application/json',
				'Accept-Language': 'en_US',
				Authorization: 'Basic a2V5LTE6c2VjcmV0LTE=',
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			body: `grant_type=client_credentials`,
		},
		eventTypePath: undefined,
	},
	{
		source: "PayPal, Subscriptions guide, whose commands have lost the marks at their lines' ends",
		field: 'Create Request',
		baseUrl: 'https://api-m.sandbox.paypal.com',
		text: `curl -v -X POST https://api-m.sandbox.paypal.com/v1/notifications/webhooks
-H "Content-Type: application/json"
-H "Authorization: Bearer {accessToken}"
-d '{
  "url": "{notificationUrl}",
  "event_types": [
    { "name": "{eventType}" }
  ]
}'`,
		request: {
			method: 'POST',
			url: 'https://api-m.sandbox.paypal.com/v1/notifications/webhooks',
			headers: { 'Content-Type': 'application/json', Authorization: 'Bearer token-1' },
			body: `{
  "url": "https://n8n.example.com/webhook/1?apiKey=k1",
  "event_types": [
    { "name": "InvoiceIssued" }
  ]
}`,
		},
		eventTypePath: ['event_types', 'name'],
	},
	{
		source: 'Box, API reference, "Create webhook"',
		field: 'Create Request',
		baseUrl: 'https://api.box.com',
		text: `curl -X POST https://api.box.com/2.0/webhooks \\
     -H "Authorization: Bearer {accessToken}" \\
     -H "Content-Type: application/json" \\
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
		request: {
			method: 'POST',
			url: 'https://api.box.com/2.0/webhooks',
			headers: { Authorization: 'Bearer token-1', 'Content-Type': 'application/json' },
			body: `{
       "target": {
         "id": "21322",
         "type": "file"
       },
       "address": "https://n8n.example.com/webhook/1?apiKey=k1",
       "triggers": [
         "InvoiceIssued"
       ]
     }`,
		},
		eventTypePath: ['triggers'],
	},
	{
		source: 'Box, API reference, "List all webhooks"',
		field: 'List Request',
		baseUrl: 'https://api.box.com',
		text: `curl -X GET https://api.box.com/2.0/webhooks \\
     -H "Authorization: Bearer {accessToken}"`,
		request: {
			method: 'GET',
			url: 'https://api.box.com/2.0/webhooks',
			headers: { Authorization: 'Bearer token-1' },
		},
		eventTypePath: undefined,
	},
	{
		source: 'Square, API reference, "Create webhook subscription"',
		field: 'Create Request',
		baseUrl: 'https://connect.squareup.com',
		text: `curl https://connect.squareup.com/v2/webhooks/subscriptions \\
  -X POST \\
  -H 'Square-Version: 2023-01-19' \\
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
		request: {
			method: 'POST',
			url: 'https://connect.squareup.com/v2/webhooks/subscriptions',
			headers: {
				'Square-Version': '2023-01-19',
				Authorization: 'Bearer token-1',
				'Content-Type': 'application/json',
			},
			body: `{
    "idempotency_key": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "subscription": {
      "name": "Example Webhook Subscription",
      "event_types": [
        "InvoiceIssued"
      ],
      "notification_url": "https://n8n.example.com/webhook/1?apiKey=k1",
      "api_version": "2021-12-15"
    }
  }`,
		},
		eventTypePath: ['subscription', 'event_types'],
	},
	{
		source: 'SquarePay, "Create Webhook Subscription" (Apidog\'s generator, in Postman\'s form)',
		field: 'Create Request',
		baseUrl: 'https://api-sandbox.squarepay.com.au',
		text: `curl --location --request POST 'https://api-sandbox.squarepay.com.au/v2/webhook-subscriptions' \\
--header 'Accept: application/json' \\
--header 'Content-Type: application/json' \\
--header 'Authorization: Basic {apiKey}:{apiSecret}' \\
--data-raw '{
    "url": "{notificationUrl}",
    "events": [
        "{eventType}"
    ]
}'`,
		request: {
			method: 'POST',
			url: 'https://api-sandbox.squarepay.com.au/v2/webhook-subscriptions',
			headers: {
				Accept: 'application/json',
				'Content-Type': 'application/json',
				Authorization: 'Basic a2V5LTE6c2VjcmV0LTE=',
			},
			body: `{
    "url": "https://n8n.example.com/webhook/1?apiKey=k1",
    "events": [
        "InvoiceIssued"
    ]
}`,
		},
		eventTypePath: ['events'],
	},
	{
		source: 'Forte Payments, "Create subscription" (Mintlify\'s generator)',
		field: 'Create Request',
		baseUrl: 'https://sandbox-api.sandbox.lemmax.com',
		text: `curl --request POST \\
  --url https://sandbox-api.sandbox.lemmax.com/notifications/v1/subscriptions \\
  --header 'Authorization: Bearer {accessToken}' \\
  --header 'Content-Type: application/json' \\
  --data '
{
  "description": "My webhooks",
  "endpoint": "{notificationUrl}"
}
'`,
		request: {
			method: 'POST',
			url: 'https://sandbox-api.sandbox.lemmax.com/notifications/v1/subscriptions',
			headers: { Authorization: 'Bearer token-1', 'Content-Type': 'application/json' },
			body: `{
  "description": "My webhooks",
  "endpoint": "https://n8n.example.com/webhook/1?apiKey=k1"
}`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'Commet, "Create webhook endpoint" (Fumadocs\' generator)',
		field: 'Create Request',
		baseUrl: 'https://example.com',
		text: `curl -X POST "https://example.com/webhooks" \\
  -H "Content-Type: application/json" \\
  -d '{
    "url": "{notificationUrl}",
    "events": [
      "{eventType}"
    ]
  }'`,
		request: {
			method: 'POST',
			url: 'https://example.com/webhooks',
			headers: { 'Content-Type': 'application/json' },
			body: `{
    "url": "https://n8n.example.com/webhook/1?apiKey=k1",
    "events": [
      "InvoiceIssued"
    ]
  }`,
		},
		eventTypePath: ['events'],
	},
	{
		source: 'Bump.sh, "Create a new webhook subscription" (its generator)',
		field: 'Create Request',
		baseUrl: 'http://localhost:8080',
		text: `curl \\
 --request POST 'http://localhost:8080/subscriptions' \\
 --header "Content-Type: application/json" \\
 --data '{"secret":"{apiSecret}","target_url":"{notificationUrl}","event_types":"{eventType}"}'`,
		request: {
			method: 'POST',
			url: 'http://localhost:8080/subscriptions',
			headers: { 'Content-Type': 'application/json' },
			body: `{"secret":"secret-1","target_url":"https://n8n.example.com/webhook/1?apiKey=k1","event_types":"InvoiceIssued"}`,
		},
		eventTypePath: ['event_types'],
	},
	{
		source: 'Twilio, Event Streams, "Create a Subscription" (Bump.sh\'s generator)',
		field: 'Create Request',
		baseUrl: 'https://events.twilio.com',
		text: `curl \\
 --request POST 'https://events.twilio.com/v1/Subscriptions' \\
 --user "{apiKey}:{apiSecret}" \\
 --header "Content-Type: application/x-www-form-urlencoded" \\
 --data 'Types=%7B%22type%22%3A+%22{eventType}%22%2C%22schema_version%22%3A+1%7D&SinkSid=DGaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa&Description={notificationUrl}'`,
		request: {
			method: 'POST',
			url: 'https://events.twilio.com/v1/Subscriptions',
			headers: {
				'Content-Type': 'application/x-www-form-urlencoded',
				Authorization: 'Basic a2V5LTE6c2VjcmV0LTE=',
			},
			body: `Types=%7B%22type%22%3A+%22InvoiceIssued%22%2C%22schema_version%22%3A+1%7D&SinkSid=DGaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa&Description=https%3A%2F%2Fn8n.example.com%2Fwebhook%2F1%3FapiKey%3Dk1`,
		},
		eventTypePath: ['Types'],
	},
	{
		source: 'Twilio, Event Streams, "Create a Sink" (twilio.com\'s own form)',
		field: 'Create Request',
		baseUrl: 'https://events.twilio.com',
		text: `curl -X POST "https://events.twilio.com/v1/Sinks" \\
--data-urlencode "Description=My webhook sink" \\
--data-urlencode "SinkConfiguration={\\"destination\\":\\"{notificationUrl}\\",\\"method\\":\\"POST\\"}" \\
--data-urlencode "SinkType=webhook" \\
-u {apiKey}:{apiSecret}`,
		request: {
			method: 'POST',
			url: 'https://events.twilio.com/v1/Sinks',
			headers: {
				Authorization: 'Basic a2V5LTE6c2VjcmV0LTE=',
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			body: `Description=My%20webhook%20sink&SinkConfiguration=%7B%22destination%22%3A%22https%3A%2F%2Fn8n.example.com%2Fwebhook%2F1%3FapiKey%3Dk1%22%2C%22method%22%3A%22POST%22%7D&SinkType=webhook`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'Katana, "Set up a Katana webhook", in which one mark at a line\'s end is missing',
		field: 'Create Request',
		baseUrl: 'https://api.katanamrp.com',
		text: `curl --request POST \\
  --url https://api.katanamrp.com/v1/webhooks \\
  --header 'Accept: application/json' \\
  --header 'Authorization: Bearer {apiKey}' \\
  --header 'Content-Type: application/json'
  --data '{"url":"{notificationUrl}",
		"subscribed_events":[ "{eventType}"]}'`,
		request: {
			method: 'POST',
			url: 'https://api.katanamrp.com/v1/webhooks',
			headers: {
				Accept: 'application/json',
				Authorization: 'Bearer key-1',
				'Content-Type': 'application/json',
			},
			body: `{"url":"https://n8n.example.com/webhook/1?apiKey=k1",
		"subscribed_events":[ "InvoiceIssued"]}`,
		},
		eventTypePath: ['subscribed_events'],
	},
	{
		source: 'Tyk, "Create a webhook" (Mintlify\'s generator)',
		field: 'Create Request',
		baseUrl: 'https://tenant.tyk.io',
		text: `curl --request POST \\
  --url https://tenant.tyk.io/api/hooks \\
  --header 'Authorization: Bearer {accessToken}' \\
  --header 'Content-Type: application/json' \\
  --data '
{
  "header_map": {
    "another-value": "somevalue",
    "secret": "{apiSecret}"
  },
  "method": "POST",
  "name": "Expired Keys webhook",
  "target_path": "{notificationUrl}"
}
'`,
		request: {
			method: 'POST',
			url: 'https://tenant.tyk.io/api/hooks',
			headers: { Authorization: 'Bearer token-1', 'Content-Type': 'application/json' },
			body: `{
  "header_map": {
    "another-value": "somevalue",
    "secret": "secret-1"
  },
  "method": "POST",
  "name": "Expired Keys webhook",
  "target_path": "https://n8n.example.com/webhook/1?apiKey=k1"
}`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'Calendly, API reference, "Create Webhook Subscription" (Stoplight\'s generator)',
		field: 'Create Request',
		baseUrl: 'https://api.calendly.com',
		text: `curl --request POST \\
  --url https://api.calendly.com/webhook_subscriptions \\
  --header 'Authorization: Bearer {accessToken}' \\
  --header 'Content-Type: application/json' \\
  --data '{
  "url": "{notificationUrl}",
  "events": [
    "{eventType}"
  ],
  "organization": "https://api.calendly.com/organizations/AAAAAAAAAAAAAAAA",
  "user": "https://api.calendly.com/users/BBBBBBBBBBBBBBBB",
  "scope": "user",
  "signing_key": "{apiSecret}"
}'`,
		request: {
			method: 'POST',
			url: 'https://api.calendly.com/webhook_subscriptions',
			headers: { Authorization: 'Bearer token-1', 'Content-Type': 'application/json' },
			body: `{
  "url": "https://n8n.example.com/webhook/1?apiKey=k1",
  "events": [
    "InvoiceIssued"
  ],
  "organization": "https://api.calendly.com/organizations/AAAAAAAAAAAAAAAA",
  "user": "https://api.calendly.com/users/BBBBBBBBBBBBBBBB",
  "scope": "user",
  "signing_key": "secret-1"
}`,
		},
		eventTypePath: ['events'],
	},
	{
		source: 'Asana, "Webhooks" in its OpenAPI description, the comment included',
		field: 'Create Request',
		baseUrl: 'https://app.asana.com',
		text: `# Request
curl -H "Authorization: Bearer {accessToken}" \\
-X POST https://app.asana.com/api/1.0/webhooks \\
-d "resource=8675309" \\
-d "target={notificationUrl}"`,
		request: {
			method: 'POST',
			url: 'https://app.asana.com/api/1.0/webhooks',
			headers: {
				Authorization: 'Bearer token-1',
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			body: `resource=8675309&target=https%3A%2F%2Fn8n.example.com%2Fwebhook%2F1%3FapiKey%3Dk1`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'Asana, as JSON',
		field: 'Create Request',
		baseUrl: 'https://app.asana.com',
		text: `curl -X POST https://app.asana.com/api/1.0/webhooks \\
  -H "Authorization: Bearer {accessToken}" \\
  -H "Content-Type: application/json" \\
  -d '{
    "data": {
      "resource": "1210258013776969",
      "target": "{notificationUrl}",
      "filters": [ { "resource_type": "task", "action": "{eventType}" } ]
    }
  }'`,
		request: {
			method: 'POST',
			url: 'https://app.asana.com/api/1.0/webhooks',
			headers: { Authorization: 'Bearer token-1', 'Content-Type': 'application/json' },
			body: `{
    "data": {
      "resource": "1210258013776969",
      "target": "https://n8n.example.com/webhook/1?apiKey=k1",
      "filters": [ { "resource_type": "task", "action": "InvoiceIssued" } ]
    }
  }`,
		},
		eventTypePath: ['data', 'filters', 'action'],
	},
	{
		source: 'Zendesk, "Create or Clone Webhook"',
		field: 'Create Request',
		baseUrl: 'https://example.zendesk.com',
		text: `curl -X POST https://example.zendesk.com/api/v2/webhooks \\
  -u {apiKey}:{apiSecret} \\
  -H "Content-Type:application/json" \\
  -d '{
    "webhook": {
      "name": "Example Webhook",
      "status": "active",
      "endpoint": "{notificationUrl}",
      "http_method": "POST",
      "request_format": "json",
      "subscriptions": [
        "{eventType}"
      ]
    }
  }'`,
		request: {
			method: 'POST',
			url: 'https://example.zendesk.com/api/v2/webhooks',
			headers: { 'Content-Type': 'application/json', Authorization: 'Basic a2V5LTE6c2VjcmV0LTE=' },
			body: `{
    "webhook": {
      "name": "Example Webhook",
      "status": "active",
      "endpoint": "https://n8n.example.com/webhook/1?apiKey=k1",
      "http_method": "POST",
      "request_format": "json",
      "subscriptions": [
        "InvoiceIssued"
      ]
    }
  }`,
		},
		eventTypePath: ['webhook', 'subscriptions'],
	},
	{
		source: 'GitLab, System hooks API, "Add new system hook"',
		field: 'Create Request',
		baseUrl: 'https://gitlab.example.com',
		text: `curl --request POST --header "PRIVATE-TOKEN: {accessToken}" "https://gitlab.example.com/api/v4/hooks?url={notificationUrl}"`,
		request: {
			method: 'POST',
			url: 'https://gitlab.example.com/api/v4/hooks?url=https%3A%2F%2Fn8n.example.com%2Fwebhook%2F1%3FapiKey%3Dk1',
			headers: { 'PRIVATE-TOKEN': 'token-1' },
		},
		eventTypePath: undefined,
	},
	{
		source: 'GitLab, Group webhooks API, "List group hooks"',
		field: 'List Request',
		baseUrl: 'https://gitlab.example.com',
		text: `curl --request GET \\
  --header "PRIVATE-TOKEN: {accessToken}" \\
  --url "https://gitlab.example.com/api/v4/groups/3/hooks"`,
		request: {
			method: 'GET',
			url: 'https://gitlab.example.com/api/v4/groups/3/hooks',
			headers: { 'PRIVATE-TOKEN': 'token-1' },
		},
		eventTypePath: undefined,
	},
	{
		source: 'Shopify, GraphQL Admin API, webhookSubscriptionCreate',
		field: 'Create Request',
		baseUrl: 'https://your-development-store.myshopify.com',
		text: `curl -X POST \\
https://your-development-store.myshopify.com/admin/api/2026-01/graphql.json \\
-H 'Content-Type: application/json' \\
-H 'X-Shopify-Access-Token: {accessToken}' \\
-d '{
"query": "mutation WebhookSubscriptionCreate($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) { webhookSubscription { id } userErrors { field message } } }",
 "variables": {
    "topic": "{eventType}",
    "webhookSubscription": {
      "uri": "{notificationUrl}"
    }
  }
}'`,
		request: {
			method: 'POST',
			url: 'https://your-development-store.myshopify.com/admin/api/2026-01/graphql.json',
			headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': 'token-1' },
			body: `{
"query": "mutation WebhookSubscriptionCreate($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) { webhookSubscription { id } userErrors { field message } } }",
 "variables": {
    "topic": "InvoiceIssued",
    "webhookSubscription": {
      "uri": "https://n8n.example.com/webhook/1?apiKey=k1"
    }
  }
}`,
		},
		eventTypePath: ['variables', 'topic'],
	},
	{
		source: 'Webex, "Create a Webhook", with escaped quotes',
		field: 'Create Request',
		baseUrl: 'https://webexapis.com',
		text: `curl https://webexapis.com/v1/webhooks \\
  -H "Authorization: Bearer {accessToken}" \\
  -H "Content-Type: application/json" \\
  -d "{\\"name\\":\\"vm-messages\\",\\"targetUrl\\":\\"{notificationUrl}\\",\\"resource\\":\\"messages\\",\\"event\\":\\"{eventType}\\"}"`,
		request: {
			method: 'POST',
			url: 'https://webexapis.com/v1/webhooks',
			headers: { Authorization: 'Bearer token-1', 'Content-Type': 'application/json' },
			body: `{"name":"vm-messages","targetUrl":"https://n8n.example.com/webhook/1?apiKey=k1","resource":"messages","event":"InvoiceIssued"}`,
		},
		eventTypePath: ['event'],
	},
	{
		source: 'Webex, "List Webhooks", with a pipe',
		field: 'List Request',
		baseUrl: 'https://webexapis.com',
		text: `curl https://webexapis.com/v1/webhooks \\
  -H "Authorization: Bearer {accessToken}" | jq '.'`,
		request: {
			method: 'GET',
			url: 'https://webexapis.com/v1/webhooks',
			headers: { Authorization: 'Bearer token-1' },
		},
		eventTypePath: undefined,
	},
	{
		source: 'WooCommerce, REST API, "Create a webhook"',
		field: 'Create Request',
		baseUrl: 'https://example.com',
		text: `curl -X POST https://example.com/wp-json/wc/v3/webhooks \\
    -u {apiKey}:{apiSecret} \\
    -H "Content-Type: application/json" \\
    -d '{
  "name": "Order updated",
  "topic": "{eventType}",
  "delivery_url": "{notificationUrl}"
}'`,
		request: {
			method: 'POST',
			url: 'https://example.com/wp-json/wc/v3/webhooks',
			headers: { 'Content-Type': 'application/json', Authorization: 'Basic a2V5LTE6c2VjcmV0LTE=' },
			body: `{
  "name": "Order updated",
  "topic": "InvoiceIssued",
  "delivery_url": "https://n8n.example.com/webhook/1?apiKey=k1"
}`,
		},
		eventTypePath: ['topic'],
	},
	{
		source: 'Chrome, "Copy as cURL (bash)"',
		field: 'Create Request',
		baseUrl: 'https://api.myd3.data3.com',
		text: `curl 'https://api.myd3.data3.com/subscription/v1/subscription' \\
  -H 'accept: application/json, text/plain, */*' \\
  -H 'accept-language: en-AU,en;q=0.9' \\
  -H 'authorization: Bearer {accessToken}' \\
  -H 'content-type: application/json' \\
  --data-raw $'{"eventType":"{eventType}","note":"Data\\'s \\u0021","notificationUrl":"{notificationUrl}"}' \\
  --compressed`,
		request: {
			method: 'POST',
			url: 'https://api.myd3.data3.com/subscription/v1/subscription',
			headers: {
				accept: 'application/json, text/plain, */*',
				'accept-language': 'en-AU,en;q=0.9',
				authorization: 'Bearer token-1',
				'content-type': 'application/json',
			},
			body: `{"eventType":"InvoiceIssued","note":"Data's !","notificationUrl":"https://n8n.example.com/webhook/1?apiKey=k1"}`,
		},
		eventTypePath: ['eventType'],
	},
	{
		source: 'Chrome, "Copy as cURL (cmd)"',
		field: 'Create Request',
		baseUrl: 'https://api.myd3.data3.com',
		text: `curl ^"https://api.myd3.data3.com/subscription/v1/subscription^" ^
  -H ^"authorization: Bearer {accessToken}^" ^
  -H ^"content-type: application/json^" ^
  --data-raw ^"^{^\\^"eventType^\\^":^\\^"^{eventType^}^\\^",^\\^"notificationUrl^\\^":^\\^"^{notificationUrl^}^\\^"^}^" ^
  --compressed`,
		request: {
			method: 'POST',
			url: 'https://api.myd3.data3.com/subscription/v1/subscription',
			headers: { authorization: 'Bearer token-1', 'content-type': 'application/json' },
			body: `{"eventType":"InvoiceIssued","notificationUrl":"https://n8n.example.com/webhook/1?apiKey=k1"}`,
		},
		eventTypePath: ['eventType'],
	},
	{
		source: 'Insomnia, "Generate Client Code"',
		field: 'Create Request',
		baseUrl: 'https://api.myd3.data3.com',
		text: `curl --request POST \\
  --url https://api.myd3.data3.com/subscription/v1/subscription \\
  --header 'Content-Type: application/json' \\
  --header 'User-Agent: insomnia/10.1.0' \\
  --data '{
	"eventType": "{eventType}",
	"notificationUrl": "{notificationUrl}"
}'`,
		request: {
			method: 'POST',
			url: 'https://api.myd3.data3.com/subscription/v1/subscription',
			headers: { 'Content-Type': 'application/json', 'User-Agent': 'insomnia/10.1.0' },
			body: `{
	"eventType": "InvoiceIssued",
	"notificationUrl": "https://n8n.example.com/webhook/1?apiKey=k1"
}`,
		},
		eventTypePath: ['eventType'],
	},
	{
		source: 'Postman, code snippet "cURL" with a form',
		field: 'Token Request',
		baseUrl: 'https://login.microsoftonline.com',
		text: `curl --location 'https://login.microsoftonline.com/tenant/oauth2/v2.0/token' \\
--header 'Content-Type: application/x-www-form-urlencoded' \\
--data-urlencode 'grant_type=client_credentials' \\
--data-urlencode 'client_id=00001111-aaaa-2222-bbbb-3333cccc4444' \\
--data-urlencode 'client_secret={apiKey}' \\
--data-urlencode 'scope=https://graph.microsoft.com/.default'`,
		request: {
			method: 'POST',
			url: 'https://login.microsoftonline.com/tenant/oauth2/v2.0/token',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: `grant_type=client_credentials&client_id=00001111-aaaa-2222-bbbb-3333cccc4444&client_secret=key-1&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default`,
		},
		eventTypePath: undefined,
	},
	{
		source: 'everything curl, "-G"',
		field: 'List Request',
		baseUrl: 'https://api.myd3.data3.com',
		text: `curl -sSLG -d limit=50 --data-urlencode 'filter=active eq true' -d "offset={offset}" -o hooks.json https://api.myd3.data3.com/hooks`,
		request: {
			method: 'GET',
			url: 'https://api.myd3.data3.com/hooks?limit=50&filter=active%20eq%20true&offset=0',
			headers: {},
		},
		eventTypePath: undefined,
	},
]);
