import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './wooCommerce.json';

// woocommerce/woocommerce-rest-api-docs source/includes/wp-api-v3/_webhooks.md: the shell tab, including tab characters.
export const wooCommerce: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `curl -X POST https://example.com/wp-json/wc/v3/webhooks \\
	-u {apiKey}:{apiSecret} \\
	-H "Content-Type: application/json" \\
	-d '{
  "name": "Order updated",
  "topic": "{eventType}",
  "delivery_url": "{notificationUrl}"
}'`,
		listRequest: `curl https://example.com/wp-json/wc/v3/webhooks \\
	-u {apiKey}:{apiSecret}`,
		deleteRequest: `curl -X DELETE https://example.com/wp-json/wc/v3/webhooks/{id}?force=true \\
	-u {apiKey}:{apiSecret}`,
	},
	ownExchange: {
		createRequest: `curl -X POST https://example.com/wp-json/wc/v3/webhooks \\
	-H "Content-Type: application/json" \\
	-d '{
  "name": "Order updated",
  "topic": "{eventType}",
  "delivery_url": "{notificationUrl}"
}'`,
		listRequest: 'curl https://example.com/wp-json/wc/v3/webhooks',
		deleteRequest: 'curl -X DELETE https://example.com/wp-json/wc/v3/webhooks/{id}?force=true',
	},
};
