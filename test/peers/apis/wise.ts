import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './wise.json';

// docs.wise.com/api-reference/webhook: "Create a profile subscription", "List profile subscriptions", "Delete a profile
// subscription".
export const wise: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl -i -X POST \\
  https://api.wise.com/v3/profiles/p/subscriptions \\
  -H 'Authorization: Bearer {accessToken}' \\
  -H 'Content-Type: application/json' \\
  -d '{
      "name": "My first webhook subscription",
      "trigger_on": "{eventType}",
      "delivery": {
        "version": "2.0.0",
        "url": "{notificationUrl}"
      }
    }'`,
		listRequest: `curl -i -X GET \\
  https://api.wise.com/v3/profiles/p/subscriptions \\
  -H 'Authorization: Bearer {accessToken}'`,
		deleteRequest: `curl -i -X DELETE \\
  https://api.wise.com/v3/profiles/p/subscriptions/{id} \\
  -H 'Authorization: Bearer {accessToken}'`,
	},
};
