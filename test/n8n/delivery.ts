import type { Delivery, DeliveryOptions } from '../../nodes/MyD3/trigger/delivery';

/** The key that the deliveries carry, and its digest. */
export const KEY = 'open sesame';
// printf 'open sesame' | sha256sum
export const DIGEST = '41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb';
/** When the deliveries come, in ms since 1970. */
export const NOW = Date.UTC(2026, 10, 24, 12);
export const HOUR_MS = 3_600_000;

/** A delivery that is accepted; tests break one thing. */
export const delivery = (changes: Partial<Delivery> & { body?: string } = {}): Delivery => ({
	query: { apiKey: KEY },
	contentType: 'application/json',
	rawBody: Buffer.from(changes.body ?? '{"id":"e1","invoice":{"number":"INV-1","total":10}}'),
	...changes,
});
/** The options of a new trigger; tests change one. */
export const options = (changes: Partial<DeliveryOptions> = {}): DeliveryOptions => ({
	ignoreDuplicates: true,
	eventIdField: '',
	includeMetadata: false,
	...changes,
});
