import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './increase.json';

// increase.com/documentation/api/event-subscriptions: "Create an Event Subscription", "List Event Subscriptions",
// "Update an Event Subscription" (there is no DELETE; setting the status to "deleted" ends a subscription).
export const increase: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl -X "POST" \\
  --url "https://api.increase.com/event_subscriptions" \\
  -H "Authorization: Bearer {accessToken}" \\
  -H "Content-Type: application/json" \\
  -d $'{
    "url": "{notificationUrl}",
    "selected_event_categories": [{"event_category": "{eventType}"}]
  }'`,
		listRequest: `curl \\
  --url "https://api.increase.com/event_subscriptions" \\
  -H "Authorization: Bearer {accessToken}"`,
		deleteRequest: `curl -X "PATCH" \\
  --url "https://api.increase.com/event_subscriptions/{id}" \\
  -H "Authorization: Bearer {accessToken}" \\
  -H "Content-Type: application/json" \\
  -d $'{
    "status": "deleted"
  }'`,
	},
};
