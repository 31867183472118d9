import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './shipstation.json';

// shipstation.com/docs/api/webhooks ("Subscribe to Webhook", "List Webhooks", "Unsubscribe to Webhook") and
// "Authentication": Basic with API Key and API Secret. Its example subscribes with target_url, event, store_id and
// friendly_name, but the list uses different names.
export const shipstation: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl -iX POST https://ssapi.shipstation.com/webhooks \\
-u '{apiKey}:{apiSecret}' \\
-H 'Content-Type: application/json' \\
-d '{
  "target_url": "{notificationUrl}",
  "event": "{eventType}",
  "friendly_name": "My Webhook"
}'`,
		listRequest: `curl -iX GET https://ssapi.shipstation.com/webhooks \\
-u '{apiKey}:{apiSecret}'`,
		deleteRequest: `curl -iX DELETE https://ssapi.shipstation.com/webhooks/{id} \\
-u '{apiKey}:{apiSecret}'`,
	},
	ownExchange: {
		createRequest: `POST /webhooks HTTP/1.1
Host: ssapi.shipstation.com
Content-Type: application/json

{
  "target_url": "{notificationUrl}",
  "event": "{eventType}",
  "friendly_name": "My Webhook"
}`,
		listRequest: `GET /webhooks HTTP/1.1
Host: ssapi.shipstation.com`,
		deleteRequest: `DELETE /webhooks/{id} HTTP/1.1
Host: ssapi.shipstation.com`,
	},
};
