import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './webflow.json';

// developers.webflow.com/data/reference/webhooks/create, list, delete.
export const webflow: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl -X POST https://api.webflow.com/v2/sites/s/webhooks \\
     -H "Authorization: Bearer {accessToken}" \\
     -H "Content-Type: application/json" \\
     -d '{
  "triggerType": "{eventType}",
  "url": "{notificationUrl}"
}'`,
		listRequest: `curl https://api.webflow.com/v2/sites/s/webhooks \\
     -H "Authorization: Bearer {accessToken}"`,
		deleteRequest: `curl -X DELETE https://api.webflow.com/v2/webhooks/{id} \\
     -H "Authorization: Bearer {accessToken}"`,
	},
};
