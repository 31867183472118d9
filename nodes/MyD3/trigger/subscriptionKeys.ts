import { timingSafeEqual } from 'node:crypto';

import { keyDigestOf } from '../notificationUrl';
import { readStaticData } from './staticData';

/** A key that authenticates deliveries, and its subscription. */
export interface SubscriptionKey {
	/** SHA-256 of the key, in hex. */
	keyDigest: string;
	/** '' if MyD3 has no event types. */
	eventType: string;
	/** The subscription's id; undefined until MyD3 has responded to create. */
	id?: string;
}

/**
 * Keys that this process has sent to MyD3 but that n8n may not have saved yet, by node (`workflowId/nodeId`). MyD3 may
 * check the notification URL, or deliver an event, before it responds to create. n8n saves static data only afterwards.
 */
export class SubscriptionKeys {
	private readonly byNode = new Map<string, SubscriptionKey[]>();

	/** Adds a key, or replaces what is known about it. */
	add(node: string, key: SubscriptionKey): void {
		this.byNode.set(node, [...this.without(node, key.keyDigest), key]);
	}

	/** Forgets a key. Does nothing if it is unknown. */
	remove(node: string, keyDigest: string): void {
		const rest = this.without(node, keyDigest);
		if (rest.length > 0) this.byNode.set(node, rest);
		else this.byNode.delete(node);
	}

	/** @returns the node's keys, in the order in which they were added; do not modify */
	of(node: string): SubscriptionKey[] {
		return this.byNode.get(node) ?? [];
	}

	private without(node: string, keyDigest: string): SubscriptionKey[] {
		return this.of(node).filter((key) => key.keyDigest !== keyDigest);
	}
}

/** The keys of this n8n process. */
export const subscriptionKeys = new SubscriptionKeys();

/**
 * The keys in a node's static data.
 * @param staticData what `getWorkflowStaticData('node')` returns
 * @returns the known keys, each with its subscription
 */
export const keysIn = (staticData: unknown): SubscriptionKey[] =>
	readStaticData(staticData).subscriptions.filter(({ keyDigest }) => keyDigest !== '');

/**
 * Finds the key that a request carries, in constant time, so that the time reveals nothing about the keys.
 * @param key the query argument; an array or an object if it was sent more than once, which no honest sender does
 * @param known the keys to compare with
 * @returns the matching key; undefined if the argument is missing or matches none
 */
export function findSubscriptionKey(
	key: unknown,
	known: SubscriptionKey[],
): SubscriptionKey | undefined {
	if (typeof key !== 'string' || key === '') return undefined;
	const actual = Buffer.from(keyDigestOf(key), 'hex');
	let found: SubscriptionKey | undefined;
	for (const candidate of known) {
		const expected = Buffer.from(candidate.keyDigest, 'hex');
		if (expected.length === actual.length && timingSafeEqual(expected, actual)) found = candidate;
	}
	return found;
}
