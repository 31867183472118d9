import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './eventGrid.json';

// learn.microsoft.com/rest/api/eventgrid "Event Subscriptions - Create Or Update", "List", "Delete" (their examples
// begin with the method and the full address); azure-rest-api-specs EventSubscriptions_CreateOrUpdateForSubscription.
export const eventGrid: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: `curl -X POST -H 'Content-Type: application/x-www-form-urlencoded' \\
-d 'grant_type=client_credentials&client_id=5d4c3b2a-1111-4222-8333-0a1b2c3d4e5f&scope=https%3A%2F%2Fmanagement.azure.com%2F.default&client_secret={apiKey}' \\
https://login.microsoftonline.com/tenant/oauth2/v2.0/token`,
		createRequest: `PUT https://management.azure.com/scope/providers/Microsoft.EventGrid/eventSubscriptions/{uuid}?api-version=2022-06-15

{
  "properties": {
    "destination": {
      "endpointType": "WebHook",
      "properties": {
        "endpointUrl": "{notificationUrl}"
      }
    },
    "filter": {
      "includedEventTypes": [
        "{eventType}"
      ]
    }
  }
}`,
		listRequest: `GET https://management.azure.com/scope/providers/Microsoft.EventGrid/eventSubscriptions?api-version=2022-06-15`,
		deleteRequest: `DELETE https://management.azure.com/scope/providers/Microsoft.EventGrid/eventSubscriptions/{id}?api-version=2022-06-15`,
		subscriptionIdProperty: 'name',
	},
};
