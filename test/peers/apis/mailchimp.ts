import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './mailchimp.json';

// mailchimp.com/developer/marketing/api/list-webhooks: the cURL tab. The key is the password; any user name works.
export const mailchimp: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl -X POST \\
  'https://us1.api.mailchimp.com/3.0/lists/l/webhooks' \\
  --user "anystring:{apiKey}" \\
  -H 'Content-Type: application/json' \\
  -d '{"url":"{notificationUrl}","events":{"{eventType}":true},"sources":{"user":true}}'`,
		listRequest: `curl -X GET \\
  'https://us1.api.mailchimp.com/3.0/lists/l/webhooks' \\
  --user "anystring:{apiKey}"`,
		deleteRequest: `curl -X DELETE \\
  'https://us1.api.mailchimp.com/3.0/lists/l/webhooks/{id}' \\
  --user "anystring:{apiKey}"`,
	},
	ownExchange: {
		createRequest: `curl -X POST \\
  'https://us1.api.mailchimp.com/3.0/lists/l/webhooks' \\
  -H 'Content-Type: application/json' \\
  -d '{"url":"{notificationUrl}","events":{"{eventType}":true},"sources":{"user":true}}'`,
		listRequest: "curl -X GET 'https://us1.api.mailchimp.com/3.0/lists/l/webhooks'",
		deleteRequest: "curl -X DELETE 'https://us1.api.mailchimp.com/3.0/lists/l/webhooks/{id}'",
	},
};
