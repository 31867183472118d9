import { MyD3Trigger } from '../../nodes/MyD3/MyD3Trigger.node';
import type { Delivery, DeliveryOptions } from '../../nodes/MyD3/trigger/delivery';
import { Host } from './host';
import type { DeliveryRequest, DeliveryResponse, HostOptions } from './host';

/** The deliveries' key, and its digest. */
export const KEY = 'open sesame';
// printf 'open sesame' | sha256sum
export const DIGEST = '41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb';
/** The time of the deliveries, in ms since 1970. */
export const NOW = Date.UTC(2026, 10, 24, 12);
export const MINUTE_MS = 60_000;

/** An authentic, acceptable delivery; tests break one thing. */
export function delivery(
	changes: Partial<Omit<Delivery, 'body'>> & { body?: string } = {},
): Delivery {
	const { body = '{"id":"e1","invoice":{"number":"INV-1","total":10}}', ...others } = changes;
	return {
		method: 'POST',
		query: { apiKey: KEY },
		headers: { 'content-type': 'application/json' },
		rawBody: Buffer.from(body),
		subscription: { eventType: 'InvoiceIssued' },
		...others,
	};
}
/** The options of a new trigger; tests change one. */
export const options = (changes: Partial<DeliveryOptions> = {}): DeliveryOptions => ({
	ignoreDuplicates: true,
	eventIdField: '',
	includeMetadata: false,
	...changes,
});

/** The trigger without its requests to MyD3: tests decide what it remembers. */
class RegisteredTrigger extends MyD3Trigger {
	override webhookMethods = {
		default: {
			checkExists: async () => await Promise.resolve(true),
			create: async () => await Promise.resolve(true),
			delete: async () => await Promise.resolve(true),
		},
	};
}

/** Static data with one subscription, whose key is KEY. */
export const remembered = (eventType = 'InvoiceIssued') => ({
	webhookUrl: 'https://n8n.example.com/webhook',
	subscriptions: [{ id: '1', eventType, keyDigest: DIGEST }],
});

/**
 * An active workflow whose trigger remembers one subscription. @returns `send` sends with KEY, or another query if
 * given
 */
export async function activeTrigger(changes: Partial<HostOptions> = {}) {
	const host = new Host({
		credential: {},
		trigger: new RegisteredTrigger(),
		staticData: remembered(),
		...changes,
	});
	await host.activate();
	const send = async (
		body?: string | Buffer,
		request: DeliveryRequest & { query?: string; url?: string } = {},
	): Promise<DeliveryResponse> => {
		const { query = `apiKey=${encodeURIComponent(KEY)}`, url = host.webhookUrl } = request;
		return await host.deliver(`${url}?${query}`, { body, ...request });
	};
	return { host, send };
}
