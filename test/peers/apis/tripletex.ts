import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './tripletex.json';

// Tripletex/tripletex-api2 docs/webhooks/README.md: `curl -X GET --header 'Accept: application/json' --header
// 'Authorization: Basic <token>'`, and "POST https://tripletex.no/v2/event/subscription" with its body.
export const tripletex: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `POST https://tripletex.no/v2/event/subscription
Authorization: Basic {apiKey}

    {
    	"event": "{eventType}",
    	"targetUrl": "{notificationUrl}",
    	"fields": "*"
    }`,
		listRequest: `curl -X GET --header 'Accept: application/json' --header 'Authorization: Basic {apiKey}' 'https://tripletex.no/v2/event/subscription'`,
		deleteRequest: `curl -X DELETE --header 'Accept: application/json' --header 'Authorization: Basic {apiKey}' 'https://tripletex.no/v2/event/subscription/{id}'`,
	},
	ownExchange: {
		createRequest: `POST https://tripletex.no/v2/event/subscription

    {
    	"event": "{eventType}",
    	"targetUrl": "{notificationUrl}",
    	"fields": "*"
    }`,
		listRequest: `curl -X GET --header 'Accept: application/json' 'https://tripletex.no/v2/event/subscription'`,
		deleteRequest: `curl -X DELETE --header 'Accept: application/json' 'https://tripletex.no/v2/event/subscription/{id}'`,
	},
};
