import type { Peer } from '../types';
import { peer } from './peer';

const seekItem = {
	id: { value: '{id}' },
	eventTypeCode: '{eventType}',
	schemeId: 'seekAnzPublicTest',
	hirer: null,
	url: '{notificationUrl}',
	signingAlgorithmCode: 'SeekHmacSha512',
};

/** Two more APIs: one behind Azure API Management, with three keys; one in GraphQL, whose IDs are objects. */
export const PEERS_9: Peer[] = [
	peer(
		{
			name: 'Vipps MobilePay',
			source: 'developer.vippsmobilepay.com/docs/APIs/webhooks-api/quick-start',
			origins: ['https://apitest.vipps.no'],
			eventTypes: ['epayments.payment.created.v1', 'epayments.payment.captured.v1'],
			auth: 'exchange',
			ids: 'guid',
			requiredHeaders: ['Ocp-Apim-Subscription-Key', 'Merchant-Serial-Number'],
			// Its keys are in headers.
			token: {
				method: 'POST',
				path: '/accesstoken/get',
				headers: {},
				bodyKind: 'query',
				template: {},
				response: {
					token_type: 'Bearer',
					expires_in: '3599',
					ext_expires_in: '3599',
					resource: '00000002-0000-0000-c000-000000000000',
					access_token: '{token}',
				},
			},
			create: {
				method: 'POST',
				path: '/webhooks/v1/webhooks',
				status: 201,
				body: { url: '{notificationUrl}', events: ['{eventType}'] },
				response: { id: '{id}', secret: '090a478d-37ff-4e77-970e-d457aeb26a3a' },
			},
			list: {
				method: 'GET',
				path: '/webhooks/v1/webhooks',
				wrap: { webhooks: '{items}' },
				item: { id: '{id}', url: '{notificationUrl}', events: ['{eventType}'] },
			},
			delete: { method: 'DELETE', path: '/webhooks/v1/webhooks/{id}', status: 204 },
		},
		{
			tokenRequest: `curl -X POST 'https://apitest.vipps.no/accesstoken/get' \\
-H "Content-Type: application/json" \\
-H 'client_id: fb492b5e-7907-4d83-ba20-c7fb60ca35de' \\
-H 'client_secret: {apiKey}' \\
-H 'Ocp-Apim-Subscription-Key: {apiSecret}' \\
-H 'Merchant-Serial-Number: 123456' \\
--data ''`,
			createRequest: `curl -X POST https://apitest.vipps.no/webhooks/v1/webhooks \\
-H "Authorization: Bearer {accessToken}" \\
-H "Ocp-Apim-Subscription-Key: {apiSecret}" \\
-H "Merchant-Serial-Number: 123456" \\
--data '{
"url": "{notificationUrl}",
"events": ["{eventType}"]
}'`,
			listRequest: `curl https://apitest.vipps.no/webhooks/v1/webhooks \\
-H "Authorization: Bearer {accessToken}" \\
-H "Ocp-Apim-Subscription-Key: {apiSecret}" \\
-H "Merchant-Serial-Number: 123456"`,
			deleteRequest: `curl -X DELETE https://apitest.vipps.no/webhooks/v1/webhooks/{id} \\
-H "Authorization: Bearer {accessToken}" \\
-H "Ocp-Apim-Subscription-Key: {apiSecret}" \\
-H "Merchant-Serial-Number: 123456"`,
		},
	),
	// Australian.
	peer(
		{
			name: 'SEEK GraphQL',
			source:
				'developer.seek.com/schema/mutation/createWebhookSubscription; the list and the token from memory',
			origins: ['https://graphql.seek.com', 'https://auth.seek.com'],
			eventTypes: ['CandidateApplicationCreated', 'PositionProfilePosted'],
			auth: 'exchange',
			idForm: 'seekAnzPublicTest:webhookSubscription:events:{guid}',
			token: {
				method: 'POST',
				path: '/oauth/token',
				headers: {},
				bodyKind: 'json',
				template: { client_id: 'x', client_secret: '{apiKey}', audience: 'x', grant_type: 'x' },
				response: { access_token: '{token}', expires_in: 1800, token_type: 'Bearer' },
			},
			create: {
				method: 'POST',
				path: '/graphql',
				operation: 'createWebhookSubscription',
				status: 200,
				body: {
					query: '',
					variables: {
						input: {
							webhookSubscription: {
								eventTypeCode: '{eventType}',
								schemeId: 'x',
								url: '{notificationUrl}',
								signingAlgorithmCode: 'x',
								secret: 'x',
							},
						},
					},
				},
				response: {
					data: {
						createWebhookSubscription: {
							__typename: 'CreateWebhookSubscriptionPayload_Success',
							webhookSubscription: { id: { value: '{id}' } },
						},
					},
				},
			},
			list: {
				method: 'POST',
				path: '/graphql',
				operation: 'webhookSubscriptions',
				body: { query: '', variables: { schemeId: 'x' } },
				wrap: {
					data: {
						webhookSubscriptions: { edges: '{items}', pageInfo: { hasNextPage: false } },
					},
				},
				item: { node: seekItem },
			},
			delete: {
				method: 'POST',
				path: '/graphql',
				operation: 'deleteWebhookSubscription',
				body: { query: '', variables: { input: { webhookSubscription: { id: '{id}' } } } },
				status: 200,
				response: {
					data: { deleteWebhookSubscription: { webhookSubscription: { id: { value: '{id}' } } } },
				},
			},
		},
		{
			tokenRequest: `POST https://auth.seek.com/oauth/token
Content-Type: application/json

{
  "client_id": "c1",
  "client_secret": "{apiKey}",
  "audience": "https://graphql.seek.com",
  "grant_type": "client_credentials"
}`,
			createRequest: `POST https://graphql.seek.com/graphql

{
  "query": "mutation ($input: CreateWebhookSubscriptionInput!) {\\n  createWebhookSubscription(input: $input) {\\n    __typename\\n    ... on CreateWebhookSubscriptionPayload_Success {\\n      webhookSubscription {\\n        id {\\n          value\\n        }\\n      }\\n    }\\n  }\\n}",
  "variables": {
    "input": {
      "webhookSubscription": {
        "eventTypeCode": "{eventType}",
        "schemeId": "seekAnzPublicTest",
        "url": "{notificationUrl}",
        "signingAlgorithmCode": "SeekHmacSha512",
        "secret": "{apiSecret}"
      }
    }
  }
}`,
			listRequest: `POST https://graphql.seek.com/graphql

{
  "query": "query ($schemeId: String!) {\\n  webhookSubscriptions(schemeId: $schemeId) {\\n    edges {\\n      node {\\n        id {\\n          value\\n        }\\n        eventTypeCode\\n        url\\n      }\\n    }\\n    pageInfo {\\n      hasNextPage\\n    }\\n  }\\n}",
  "variables": {
    "schemeId": "seekAnzPublicTest"
  }
}`,
			deleteRequest: `POST https://graphql.seek.com/graphql

{
  "query": "mutation ($input: DeleteWebhookSubscriptionInput!) {\\n  deleteWebhookSubscription(input: $input) {\\n    webhookSubscription {\\n      id {\\n        value\\n      }\\n    }\\n  }\\n}",
  "variables": {
    "input": {
      "webhookSubscription": {
        "id": "{id}"
      }
    }
  }
}`,
		},
	),
];
