import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './zoho.json';

// zoho.com/crm/developer/docs/api/v8/notifications: "Enable Notifications", "Get Notification Details", "Disable
// Notifications". channel_id is a number that the client chooses, so {uuid} does not work and there is only one channel.
export const zoho: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl "https://www.zohoapis.com/crm/v8/actions/watch"
-X POST
-H "Authorization: Zoho-oauthtoken {accessToken}"
-H "Content-Type: application/json"
-d '{
    "watch": [
        {
            "channel_id": "1000000068001",
            "events": [
                "{eventType}"
            ],
            "notify_url": "{notificationUrl}"
        }
    ]
}'`,
		listRequest: `curl "https://www.zohoapis.com/crm/v8/actions/watch?page={page}"
-X GET
-H "Authorization: Zoho-oauthtoken {accessToken}"`,
		deleteRequest: `curl "https://www.zohoapis.com/crm/v8/actions/watch?channel_ids={id}"
-X DELETE
-H "Authorization: Zoho-oauthtoken {accessToken}"`,
		subscriptionIdProperty: 'watch.0.details.events.0.channel_id',
	},
	ownExchange: {
		createRequest: `curl "https://www.zohoapis.com/crm/v8/actions/watch" \\
-X POST \\
-H "Content-Type: application/json" \\
-d '{
    "watch": [
        {
            "channel_id": "1000000068001",
            "events": [
                "{eventType}"
            ],
            "notify_url": "{notificationUrl}"
        }
    ]
}'`,
		listRequest: `GET /crm/v8/actions/watch?page={page}`,
		deleteRequest: `DELETE /crm/v8/actions/watch?channel_ids={id}`,
	},
};
