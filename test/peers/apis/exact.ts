import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './exact.json';

// start.exactonline.nl/docs/HlpRestAPIResourcesDetails.aspx?name=WebhooksWebhookSubscriptions (URL and properties);
// picqer/exact-php-client src/Picqer/Financials/Exact/Persistance/Storable.php (URL of a single one: (guid'…')).
export const exact: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `POST /api/v1/1/webhooks/WebhookSubscriptions HTTP/1.1
Host: start.exactonline.nl
Accept: application/json
Content-Type: application/json
Authorization: Bearer {accessToken}

{
  "CallbackURL": "{notificationUrl}",
  "Topic": "{eventType}"
}`,
		listRequest: `GET /api/v1/1/webhooks/WebhookSubscriptions HTTP/1.1
Host: start.exactonline.nl
Accept: application/json
Authorization: Bearer {accessToken}`,
		deleteRequest: `DELETE /api/v1/1/webhooks/WebhookSubscriptions(guid'{id}') HTTP/1.1
Host: start.exactonline.nl
Authorization: Bearer {accessToken}`,
	},
};
