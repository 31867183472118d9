import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './surveyMonkey.json';

// api.surveymonkey.com/v3/docs, "Webhooks": the cURL examples.
export const surveyMonkey: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl --request POST \\
  --url https://api.surveymonkey.com/v3/webhooks \\
  --header 'Accept: application/json' \\
  --header 'Authorization: Bearer {accessToken}' \\
  --header 'Content-Type: application/json' \\
  --data '{"name":"My Webhook", "event_type":"{eventType}", "object_type":"survey", "object_ids":["1234"], "subscription_url":"{notificationUrl}"}'`,
		listRequest: `curl --request GET \\
  --url https://api.surveymonkey.com/v3/webhooks \\
  --header 'Accept: application/json' \\
  --header 'Authorization: Bearer {accessToken}'`,
		deleteRequest: `curl --request DELETE \\
  --url https://api.surveymonkey.com/v3/webhooks/{id} \\
  --header 'Accept: application/json' \\
  --header 'Authorization: Bearer {accessToken}'`,
	},
};
