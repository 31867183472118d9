import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './hubspot.json';

// developers.hubspot.com/docs/api/webhooks. The notification URL belongs to the app and is set by a different request (PUT
// /webhooks/v3/{appId}/settings). The create request has no place for it, so this API cannot be supported.
export const hubspot: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl --request POST \\
  --url https://api.hubapi.com/webhooks/v3/a/subscriptions \\
  --header 'authorization: Bearer {accessToken}' \\
  --header 'content-type: application/json' \\
  --data '{
  "eventType": "{eventType}",
  "active": true
}'`,
		listRequest: `curl --request GET \\
  --url https://api.hubapi.com/webhooks/v3/a/subscriptions \\
  --header 'authorization: Bearer {accessToken}'`,
		deleteRequest: `curl --request DELETE \\
  --url https://api.hubapi.com/webhooks/v3/a/subscriptions/{id} \\
  --header 'authorization: Bearer {accessToken}'`,
	},
};
