import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './sharepoint.json';

// SharePoint/sp-dev-docs docs/apis/webhooks/lists/create-subscription.md, get-subscription.md, delete-subscription.md;
// the token as in "Service-to-service authentication" (client credentials of Microsoft Entra ID).
export const sharepoint: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: `POST https://login.microsoftonline.com/tenant/oauth2/v2.0/token HTTP/1.1
Host: login.microsoftonline.com
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials&client_id=5d4c3b2a-1111-4222-8333-0a1b2c3d4e5f&client_secret={apiKey}&scope=https%3A%2F%2Fcontoso.sharepoint.com%2F.default`,
		createRequest: `POST /_api/web/lists('l')/subscriptions
Accept: application/json
Content-Type: application/json

{
  "resource": "https://contoso.sharepoint.com/_api/web/lists('l')",
  "notificationUrl": "{notificationUrl}",
  "expirationDateTime": "2027-04-27T16:17:57+00:00",
  "clientState": "{eventType}"
}`,
		listRequest: `GET /_api/web/lists('l')/subscriptions
Accept: application/json`,
		deleteRequest: `DELETE /_api/web/lists('l')/subscriptions('{id}')`,
	},
};
