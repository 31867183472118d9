import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './myPayQuicker.json';

// Obaid-Rehman/PHP doc/controllers/webhooks.md (generated from PayQuicker's specification). Every request has the header
// X-MyPayQuicker-Version. The id of a webhook is its "token".
export const myPayQuicker: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `POST /webhooks
Authorization: Bearer {accessToken}
X-MyPayQuicker-Version: 2020.02.24
Content-Type: application/json

{"url": "{notificationUrl}", "namespace": "{eventType}"}`,
		listRequest: `GET /webhooks
Authorization: Bearer {accessToken}
X-MyPayQuicker-Version: 2020.02.24`,
		deleteRequest: `DELETE /webhooks/{id}
Authorization: Bearer {accessToken}
X-MyPayQuicker-Version: 2020.02.24`,
		subscriptionIdProperty: 'token',
	},
};
