import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './connectwise.json';

// ConnectWise developer network, "Authentication": Basic with company+publicKey:privateKey, and the header clientId;
// "System / Callbacks". The API Key is company+publicKey.
export const connectwise: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl -X POST "https://api-au.myconnectwise.net/v4_6_release/apis/3.0/system/callbacks" \\
  -u "{apiKey}:{apiSecret}" \\
  -H "clientId: 7b1e5a50-3b3b-4f4e-9c1a-2d9f0c7d7a11" \\
  -H "Content-Type: application/json" \\
  -d '{"url": "{notificationUrl}", "objectId": 1, "type": "{eventType}", "level": "owner"}'`,
		listRequest: `curl "https://api-au.myconnectwise.net/v4_6_release/apis/3.0/system/callbacks" \\
  -u "{apiKey}:{apiSecret}" \\
  -H "clientId: 7b1e5a50-3b3b-4f4e-9c1a-2d9f0c7d7a11"`,
		deleteRequest: `curl -X DELETE "https://api-au.myconnectwise.net/v4_6_release/apis/3.0/system/callbacks/{id}" \\
  -u "{apiKey}:{apiSecret}" \\
  -H "clientId: 7b1e5a50-3b3b-4f4e-9c1a-2d9f0c7d7a11"`,
	},
	ownExchange: {
		createRequest: `POST /v4_6_release/apis/3.0/system/callbacks HTTP/1.1
clientId: 7b1e5a50-3b3b-4f4e-9c1a-2d9f0c7d7a11
Content-Type: application/json

{"url": "{notificationUrl}", "objectId": 1, "type": "{eventType}", "level": "owner"}`,
		listRequest: `GET /v4_6_release/apis/3.0/system/callbacks HTTP/1.1
clientId: 7b1e5a50-3b3b-4f4e-9c1a-2d9f0c7d7a11`,
		deleteRequest: `DELETE /v4_6_release/apis/3.0/system/callbacks/{id} HTTP/1.1
clientId: 7b1e5a50-3b3b-4f4e-9c1a-2d9f0c7d7a11`,
	},
};
