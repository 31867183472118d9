/** The digest of the key in a subscription's notification URL, and the event type that the key tells. */
export interface SubscriptionKey {
	keyDigest: string;
	eventType: string;
}

/** The keys that this process has given out, by node: known before create is sent, which is earlier than static data. */
export class SubscriptionKeys {
	private readonly byNode = new Map<string, SubscriptionKey[]>();

	add(node: string, key: SubscriptionKey): void {
		this.byNode.set(node, [
			...this.of(node).filter(({ keyDigest }) => keyDigest !== key.keyDigest),
			key,
		]);
	}

	remove(node: string, keyDigest: string): void {
		const left = this.of(node).filter((key) => key.keyDigest !== keyDigest);
		if (left.length > 0) this.byNode.set(node, left);
		else this.byNode.delete(node);
	}

	of(node: string): SubscriptionKey[] {
		return this.byNode.get(node) ?? [];
	}
}

export const subscriptionKeys = new SubscriptionKeys();
