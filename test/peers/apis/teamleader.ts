import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './teamleader.json';

// teamleadercrm/api src/99-other/webhooks.apib. There are no ids: a subscription is deleted by its URL and types, so the
// requests use the URL as the id.
export const teamleader: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `POST https://api.focus.teamleader.eu/webhooks.register
Authorization: Bearer {accessToken}
Content-Type: application/json;charset=utf-8

{
  "url": "{notificationUrl}",
  "types": ["{eventType}"]
}`,
		listRequest: `POST https://api.focus.teamleader.eu/webhooks.list
Authorization: Bearer {accessToken}
Content-Type: application/json;charset=utf-8`,
		deleteRequest: `POST https://api.focus.teamleader.eu/webhooks.unregister
Authorization: Bearer {accessToken}
Content-Type: application/json;charset=utf-8

{
  "url": "{id}",
  "types": ["invoice.booked", "invoice.sent"]
}`,
		subscriptionIdProperty: 'url',
	},
};
