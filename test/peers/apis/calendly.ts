import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './calendly.json';

// developer.calendly.com/api-docs "Create Webhook Subscription", "List Webhook Subscriptions", "Delete Webhook
// Subscription". The id appears only at the end of the subscription's own URL.
export const calendly: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl --request POST \\
  --url https://api.calendly.com/webhook_subscriptions \\
  --header 'Authorization: Bearer {accessToken}' \\
  --header 'Content-Type: application/json' \\
  --data '{
  "url": "{notificationUrl}",
  "events": [
    "{eventType}"
  ],
  "organization": "https://api.calendly.com/organizations/o",
  "scope": "organization"
}'`,
		listRequest: `curl --request GET \\
  --url 'https://api.calendly.com/webhook_subscriptions?organization=o&scope=organization' \\
  --header 'Authorization: Bearer {accessToken}' \\
  --header 'Content-Type: application/json'`,
		deleteRequest: `curl --request DELETE \\
  --url https://api.calendly.com/webhook_subscriptions/{id} \\
  --header 'Authorization: Bearer {accessToken}' \\
  --header 'Content-Type: application/json'`,
		subscriptionIdProperty: 'resource.uri',
	},
};
