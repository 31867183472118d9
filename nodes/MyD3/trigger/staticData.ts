/** A subscription as the trigger remembers it. */
export interface RememberedSubscription {
	/** As MyD3 wrote it. */
	id: string;
	/** Empty where MyD3 knows no event types. */
	eventType: string;
	/** SHA-256, in hex, of the key in its notification URL; empty when it is not known. Never the key itself. */
	keyDigest: string;
}

/** What the trigger keeps in n8n's database between its methods. n8n shows it to everybody who may see the workflow. */
export interface StaticData {
	/** What the subscriptions lead to: the node's webhook URL at that time, without query. */
	webhookUrl: string;
	subscriptions: RememberedSubscription[];
}

const DIGEST_FORM = /^[0-9a-f]{64}$/;

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const digestOf = (value: unknown): string => (DIGEST_FORM.test(textOf(value)) ? textOf(value) : '');

/**
 * Reads static data, which users can edit and import: whatever is not as expected is as good as not there.
 * @param stored what `getWorkflowStaticData('node')` returns
 */
export function readStaticData(stored: unknown): StaticData {
	const { webhookUrl, subscriptions } = (stored ?? {}) as Partial<Record<string, unknown>>;
	return {
		webhookUrl: textOf(webhookUrl),
		subscriptions: (Array.isArray(subscriptions) ? (subscriptions as unknown[]) : [])
			.map((subscription) => {
				const { id, eventType, keyDigest } = (subscription ?? {}) as Partial<
					Record<string, unknown>
				>;
				return { id: textOf(id), eventType: textOf(eventType), keyDigest: digestOf(keyDigest) };
			})
			.filter(({ id }) => id !== ''),
	};
}
