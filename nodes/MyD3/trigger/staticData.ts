/** A subscription as the trigger remembers it. */
export interface RememberedSubscription {
	/** Spelled as MyD3 returned it. */
	id: string;
	/** Empty if MyD3 has no event types. */
	eventType: string;
	/** SHA-256, in hex, of the key in its notification URL; empty if unknown. Never the key itself. */
	keyDigest: string;
}

/** What the trigger stores in n8n's database between calls. n8n shows it to anyone who can see the workflow. */
export interface StaticData {
	/** The node's webhook URL when the subscriptions were created, without a query. */
	webhookUrl: string;
	subscriptions: RememberedSubscription[];
}

const DIGEST_PATTERN = /^[0-9a-f]{64}$/;

const toText = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const validDigest = (value: unknown): string =>
	DIGEST_PATTERN.test(toText(value)) ? toText(value) : '';

/**
 * Reads static data. Users can edit and import it, so anything malformed is ignored.
 * @param stored what `getWorkflowStaticData('node')` returns
 * @returns the stored subscriptions that have an id
 */
export function readStaticData(stored: unknown): StaticData {
	const { webhookUrl, subscriptions } = (stored ?? {}) as Partial<Record<string, unknown>>;
	return {
		webhookUrl: toText(webhookUrl),
		subscriptions: (Array.isArray(subscriptions) ? (subscriptions as unknown[]) : [])
			.map((subscription) => {
				const { id, eventType, keyDigest } = (subscription ?? {}) as Partial<
					Record<string, unknown>
				>;
				return { id: toText(id), eventType: toText(eventType), keyDigest: validDigest(keyDigest) };
			})
			.filter(({ id }) => id !== ''),
	};
}
