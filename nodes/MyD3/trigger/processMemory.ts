import type { RememberedSubscription } from './staticData';

const MAX_DELETIONS = 200;
const MAX_WEBHOOK_URLS = 1000;

/**
 * What this process knows of the subscriptions at one webhook URL, ahead of static data and of MyD3's list: n8n 1.x reads
 * static data from its database for the clean-up after a failed activation, and a list may be late.
 */
export interface WebhookUrlMemory {
	/** The workflow that registered the webhook URL last. */
	workflowId?: string;
	/** Created and not deleted yet. */
	created: RememberedSubscription[];
	/** Ids in the list that MyD3 gave last. */
	listed: Set<string>;
	/** Digests of keys in create requests of which it is not known whether MyD3 carried them out. */
	unclear: Set<string>;
	/** By id and key digest: true when MyD3 confirmed the deletion, false while its outcome is not known. */
	deletions: Map<string, boolean>;
	/** The subscriptions at another address that the log has named, so that they are named once. */
	reported: string;
}

/** By MyD3 and webhook URL; the least recently added ones are forgotten first. */
export class ProcessMemory {
	private readonly byUrl = new Map<string, WebhookUrlMemory>();

	/**
	 * What is remembered of a webhook URL; what is changed in it is kept.
	 * @param baseUrl the MyD3 that the subscriptions are at: another one may use the same ids
	 */
	of(baseUrl: string, webhookUrl: string): WebhookUrlMemory {
		const place = `${baseUrl} ${webhookUrl}`;
		const found = this.byUrl.get(place);
		if (found !== undefined) return found;
		const memory: WebhookUrlMemory = {
			created: [],
			listed: new Set(),
			unclear: new Set(),
			deletions: new Map(),
			reported: '',
		};
		this.byUrl.set(place, memory);
		shrink(this.byUrl, MAX_WEBHOOK_URLS);
		return memory;
	}

	/** Forgets everything, as the end of the process does. */
	clear(): void {
		this.byUrl.clear();
	}
}

/** The memory of this n8n process. */
export const processMemory = new ProcessMemory();

/** Notes what is known of a deletion. A confirmation stands, whatever a repetition of the delete is answered. */
export function noteDeletion(
	{ deletions }: WebhookUrlMemory,
	idOrDigest: string,
	isConfirmed: boolean,
): void {
	if (idOrDigest === '') return;
	deletions.set(idOrDigest, isConfirmed || deletions.get(idOrDigest) === true);
	shrink(deletions, MAX_DELETIONS);
}

function shrink(map: Map<string, unknown>, size: number): void {
	for (const oldest of map.keys()) {
		if (map.size <= size) return;
		map.delete(oldest);
	}
}
