import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './paypal.json';

// developer.paypal.com "Get an access token" and "Webhooks Management API v1": the commands as printed there, including
// escaped quotes within double quotes.
export const paypal: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: `curl -v -X POST "https://api-m.paypal.com/v1/oauth2/token" \\
 -u "{apiKey}:{apiSecret}" \\
 -H "Content-Type: application/x-www-form-urlencoded" \\
 -d "grant_type=client_credentials"`,
		createRequest: `curl -v -X POST https://api-m.paypal.com/v1/notifications/webhooks \\
-H 'Content-Type: application/json' \\
-H 'Authorization: Bearer {accessToken}' \\
-d '{
  "url": "{notificationUrl}",
  "event_types": [
    {
      "name": "{eventType}"
    }
  ]
}'`,
		listRequest: `curl -v -X GET https://api-m.paypal.com/v1/notifications/webhooks \\
-H "Content-Type: application/json" \\
-H "Authorization: Bearer {accessToken}"`,
		deleteRequest: `curl -v -X DELETE https://api-m.paypal.com/v1/notifications/webhooks/{id} \\
-H 'Authorization: Bearer {accessToken}'`,
	},
};
