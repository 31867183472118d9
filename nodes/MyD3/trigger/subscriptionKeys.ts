import { timingSafeEqual } from 'node:crypto';

import { keyDigestOf } from '../notificationUrl';
import { readStaticData } from './staticData';

/** A key that authenticates deliveries, and the event type that its subscription is for ('' where MyD3 knows no event types). */
export interface SubscriptionKey {
	/** SHA-256 of the key, in hex. */
	keyDigest: string;
	eventType: string;
}

/**
 * Keys that this process has sent to MyD3 and that n8n may not have saved yet, by node (`workflowId/nodeId`). MyD3 may
 * check the notification URL, or deliver an event, before it answers create; n8n saves static data only after that.
 */
export class SubscriptionKeys {
	private readonly byNode = new Map<string, SubscriptionKey[]>();

	/** Adds a key, or replaces the event type of one that is known. */
	add(node: string, key: SubscriptionKey): void {
		this.byNode.set(node, [...this.without(node, key.keyDigest), key]);
	}

	/** Forgets a key; one that is not known is fine. */
	remove(node: string, keyDigest: string): void {
		const rest = this.without(node, keyDigest);
		if (rest.length > 0) this.byNode.set(node, rest);
		else this.byNode.delete(node);
	}

	/** @returns the node's keys in the order in which they were added; not to be changed */
	of(node: string): SubscriptionKey[] {
		return this.byNode.get(node) ?? [];
	}

	private without(node: string, keyDigest: string): SubscriptionKey[] {
		return this.of(node).filter((key) => key.keyDigest !== keyDigest);
	}
}

/** The process's. */
export const subscriptionKeys = new SubscriptionKeys();

/**
 * The keys that a node's static data remembers.
 * @param staticData as n8n hands it over
 */
export const keysIn = (staticData: unknown): SubscriptionKey[] =>
	readStaticData(staticData).subscriptions.filter(({ keyDigest }) => keyDigest !== '');

/**
 * Finds the key that a request carries, in a time that does not depend on which one it is.
 * @param key the query argument; an array or an object when it occurs more than once, which nobody honest sends
 * @returns undefined when it is missing or unknown
 */
export function authenticate(key: unknown, known: SubscriptionKey[]): SubscriptionKey | undefined {
	if (typeof key !== 'string' || key === '') return undefined;
	const actual = Buffer.from(keyDigestOf(key), 'hex');
	let found: SubscriptionKey | undefined;
	for (const candidate of known) {
		const expected = Buffer.from(candidate.keyDigest, 'hex');
		if (expected.length === actual.length && timingSafeEqual(expected, actual)) found = candidate;
	}
	return found;
}
