import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './docusign.json';

// developers.docusign.com/docs/esign-rest-api/reference/connect/connectconfigurations: create, list, delete.
export const docusign: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl --request POST 'https://demo.docusign.net/v2/accounts/a/connect' \\
     --header 'Authorization: Bearer {accessToken}' \\
     --header 'Content-Type: application/json' \\
     --data-raw '{
  "name": "n8n",
  "urlToPublishTo": "{notificationUrl}",
  "envelopeEvents": "{eventType}",
  "allUsers": "true",
  "configurationType": "custom"
}'`,
		listRequest: `curl --request GET 'https://demo.docusign.net/v2/accounts/a/connect' \\
     --header 'Authorization: Bearer {accessToken}'`,
		deleteRequest: `curl --request DELETE 'https://demo.docusign.net/v2/accounts/a/connect/{id}' \\
     --header 'Authorization: Bearer {accessToken}'`,
		subscriptionIdProperty: 'connectId',
	},
};
