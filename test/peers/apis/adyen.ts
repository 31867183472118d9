import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './adyen.json';

// docs.adyen.com/api-explorer/Management/3: "Set up a webhook" (POST /companies/{companyId}/webhooks), "List all
// webhooks", "Remove a webhook"; as shown in the curl tab.
export const adyen: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl https://management-test.adyen.com/v3/companies/c/webhooks \\
-H 'x-API-key: {apiKey}' \\
-H 'content-type: application/json' \\
-d '{
  "url": "{notificationUrl}",
  "type": "{eventType}",
  "communicationFormat": "json",
  "active": true,
  "filterMerchantAccountType": "allAccounts",
  "filterMerchantAccounts": []
}'`,
		listRequest: `curl https://management-test.adyen.com/v3/companies/c/webhooks \\
-X GET \\
-H 'x-API-key: {apiKey}'`,
		deleteRequest: `curl https://management-test.adyen.com/v3/companies/c/webhooks/{id} \\
-X DELETE \\
-H 'x-API-key: {apiKey}'`,
	},
	ownExchange: {
		createRequest: `POST /v3/companies/c/webhooks

{
  "url": "{notificationUrl}",
  "type": "{eventType}",
  "communicationFormat": "json",
  "active": true,
  "filterMerchantAccountType": "allAccounts",
  "filterMerchantAccounts": []
}`,
		listRequest: 'GET /v3/companies/c/webhooks',
		deleteRequest: 'DELETE /v3/companies/c/webhooks/{id}',
	},
};
