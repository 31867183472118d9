import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './klaviyo.json';

// developers.klaviyo.com/en/reference/create_webhook, get_webhooks, delete_webhook: the commands that the pages generate.
export const klaviyo: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl --request POST \\
     --url https://a.klaviyo.com/api/webhooks \\
     --header 'Authorization: Klaviyo-API-Key {apiKey}' \\
     --header 'accept: application/vnd.api+json' \\
     --header 'content-type: application/vnd.api+json' \\
     --header 'revision: 2026-10-15' \\
     --data '
{
  "data": {
    "type": "webhook",
    "attributes": {
      "name": "n8n",
      "endpoint_url": "{notificationUrl}",
      "secret_key": "{apiSecret}"
    },
    "relationships": {
      "webhook-topics": {
        "data": [
          {
            "type": "webhook-topic",
            "id": "{eventType}"
          }
        ]
      }
    }
  }
}
'`,
		listRequest: `curl --request GET \\
     --url https://a.klaviyo.com/api/webhooks \\
     --header 'Authorization: Klaviyo-API-Key {apiKey}' \\
     --header 'accept: application/vnd.api+json' \\
     --header 'revision: 2026-10-15'`,
		deleteRequest: `curl --request DELETE \\
     --url https://a.klaviyo.com/api/webhooks/{id} \\
     --header 'Authorization: Klaviyo-API-Key {apiKey}' \\
     --header 'accept: application/vnd.api+json' \\
     --header 'revision: 2026-10-15'`,
		subscriptionIdProperty: 'data.id',
	},
	ownExchange: {
		createRequest: `POST /api/webhooks
accept: application/vnd.api+json
content-type: application/vnd.api+json
revision: 2026-10-15

{
  "data": {
    "type": "webhook",
    "attributes": {
      "name": "n8n",
      "endpoint_url": "{notificationUrl}",
      "secret_key": "{apiSecret}"
    },
    "relationships": {
      "webhook-topics": {
        "data": [
          {
            "type": "webhook-topic",
            "id": "{eventType}"
          }
        ]
      }
    }
  }
}`,
		listRequest: `GET /api/webhooks
revision: 2026-10-15`,
		deleteRequest: `DELETE /api/webhooks/{id}
revision: 2026-10-15`,
	},
};
