import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './softwareone.json';

// docs.platform.softwareone.com: openAPI.yaml /public/v1/notifications/webhooks, "Resource Query Language" (limit and
// offset), "Authorization: Bearer <token>" with a permanent API token.
export const softwareone: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl --location 'https://api.platform.softwareone.com/public/v1/notifications/webhooks' \\
--header 'Content-Type: application/json' \\
--header 'Authorization: Bearer {accessToken}' \\
--data '{
  "type": "{eventType}",
  "url": "{notificationUrl}"
}'`,
		listRequest: `curl --location 'https://api.platform.softwareone.com/public/v1/notifications/webhooks?limit=10&offset={offset}' \\
--header 'Authorization: Bearer {accessToken}'`,
		deleteRequest: `curl --location --request DELETE 'https://api.platform.softwareone.com/public/v1/notifications/webhooks/{id}' \\
--header 'Authorization: Bearer {accessToken}'`,
	},
};
