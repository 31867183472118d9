import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './office365Activity.json';

// learn.microsoft.com "Office 365 Management Activity API reference": Start a subscription, List current subscriptions,
// Stop a subscription. Its Base URL ends with /api/v1.0/{tenant_id}/activity.
export const office365Activity: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: `POST https://login.microsoftonline.com/tenant/oauth2/v2.0/token HTTP/1.1
Content-Type: application/x-www-form-urlencoded

client_id=5d4c3b2a-1111-4222-8333-0a1b2c3d4e5f
&client_secret={apiKey}
&scope=https%3A%2F%2Fmanage.office.com%2F.default
&grant_type=client_credentials`,
		createRequest: `POST /feed/subscriptions/start?contentType={eventType}
Content-Type: application/json; charset=utf-8
Authorization: Bearer {accessToken}

{
    "webhook" : {
        "address": "{notificationUrl}"
    }
}`,
		listRequest: `GET /feed/subscriptions/list
Authorization: Bearer {accessToken}`,
		deleteRequest: `POST /feed/subscriptions/stop?contentType={id}
Authorization: Bearer {accessToken}`,
		subscriptionIdProperty: 'contentType',
	},
};
