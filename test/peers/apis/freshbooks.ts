import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './freshbooks.json';

// freshbooks.com/api/webhooks: "Register for Callbacks", "List of Callbacks", "Delete a Callback". A callback delivers
// nothing until the client returns a verifier in a PUT, a second request that cannot be entered in the credential.
export const freshbooks: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl -L -X POST 'https://api.freshbooks.com/events/account/a/events/callbacks' \\
-H 'Authorization: Bearer {accessToken}' \\
-H 'Content-Type: application/json' \\
-d '{
    "callback": {
        "event": "{eventType}",
        "uri": "{notificationUrl}"
    }
}'`,
		listRequest: `curl -L -X GET 'https://api.freshbooks.com/events/account/a/events/callbacks?page={page}' \\
-H 'Authorization: Bearer {accessToken}'`,
		deleteRequest: `curl -L -X DELETE 'https://api.freshbooks.com/events/account/a/events/callbacks/{id}' \\
-H 'Authorization: Bearer {accessToken}'`,
		subscriptionIdProperty: 'response.result.callback.callbackid',
	},
};
