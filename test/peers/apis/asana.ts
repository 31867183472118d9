import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './asana.json';

// developers.asana.com/reference/createwebhook, getwebhooks, deletewebhook: the commands that the pages generate.
export const asana: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl --request POST \\
     --url https://app.asana.com/api/1.0/webhooks \\
     --header 'accept: application/json' \\
     --header 'authorization: Bearer {accessToken}' \\
     --header 'content-type: application/json' \\
     --data '
{
  "data": {
    "resource": "1",
    "target": "{notificationUrl}",
    "filters": [
      {
        "action": "{eventType}"
      }
    ]
  }
}
'`,
		listRequest: `curl --request GET \\
     --url 'https://app.asana.com/api/1.0/webhooks?workspace=1' \\
     --header 'accept: application/json' \\
     --header 'authorization: Bearer {accessToken}'`,
		deleteRequest: `curl --request DELETE \\
     --url https://app.asana.com/api/1.0/webhooks/{id} \\
     --header 'accept: application/json' \\
     --header 'authorization: Bearer {accessToken}'`,
		subscriptionIdProperty: 'data.gid',
	},
};
