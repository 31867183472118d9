import { timingSafeEqual } from 'node:crypto';

import { keyDigestOf } from '../notificationUrl';

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

const DIGEST_FORM = /^[0-9a-f]{64}$/;

/**
 * The keys that a node's static data remembers.
 * @param staticData as n8n hands it over. A user can edit it: whatever is missing or of another kind is left out
 */
export function keysIn(staticData: unknown): SubscriptionKey[] {
	const { subscriptions } = (staticData ?? {}) as { subscriptions?: unknown };
	if (!Array.isArray(subscriptions)) return [];
	return subscriptions.flatMap((subscription: Partial<SubscriptionKey> | null | undefined) => {
		const { keyDigest, eventType } = subscription ?? {};
		if (typeof keyDigest !== 'string' || !DIGEST_FORM.test(keyDigest)) return [];
		return { keyDigest, eventType: typeof eventType === 'string' ? eventType : '' };
	});
}

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
