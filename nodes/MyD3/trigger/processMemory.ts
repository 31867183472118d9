import type { RememberedSubscription } from './staticData';
import { HookQueue } from './hookQueue';

const MAX_DELETIONS = 200;
const MAX_WEBHOOK_URLS = 1000;

/**
 * What this process knows about the subscriptions for one webhook URL. It may be more recent than MyD3's list, which may
 * be stale, and than static data, which n8n 1.x reads from its database for the clean-up after a failed activation.
 */
export interface WebhookUrlMemory {
	/** The last workflow to register the webhook URL. */
	workflowId?: string;
	readonly hooks: HookQueue;
	/** Created, and not yet deleted. */
	created: RememberedSubscription[];
	/** The ids in MyD3's last list. */
	listed: Set<string>;
	/** Digests of the keys in create requests whose outcome is unknown. */
	unclearKeys: Set<string>;
	/** By id and by key digest: true if MyD3 confirmed the deletion, false while its outcome is unknown. */
	deletions: Map<string, boolean>;
	/** Ids of the subscriptions at another address that have been logged, so that each set is logged only once. */
	loggedElsewhere: string;
}

/** What this process remembers for each MyD3 server and webhook URL. Forgets the oldest entries first. */
export class ProcessMemory {
	private readonly byUrl = new Map<string, WebhookUrlMemory>();
	private readonly nodes = new Map<string, string>();

	/**
	 * The memory of one webhook URL.
	 * @param baseUrl the address of the MyD3 server that has the subscriptions, because another may use the same ids
	 * @param webhookUrl the node's webhook URL, without a query
	 * @returns the memory itself, not a copy: changes to it are remembered
	 */
	of(baseUrl: string, webhookUrl: string): WebhookUrlMemory {
		const key = `${baseUrl} ${webhookUrl}`;
		const found = this.byUrl.get(key);
		if (found !== undefined) return found;
		const memory: WebhookUrlMemory = {
			hooks: new HookQueue(),
			created: [],
			listed: new Set(),
			unclearKeys: new Set(),
			deletions: new Map(),
			loggedElsewhere: '',
		};
		this.byUrl.set(key, memory);
		shrink(this.byUrl, MAX_WEBHOOK_URLS);
		return memory;
	}

	/** @returns the id of a workflow's node at a webhook URL; undefined if there is none */
	nodeAt(webhookUrl: string, workflowId = ''): string | undefined {
		return this.nodes.get(`${workflowId} ${webhookUrl}`);
	}

	/** Records the id of a workflow's node at a webhook URL; undefined if there no longer is one. */
	setNode(webhookUrl: string, workflowId = '', nodeId?: string): void {
		const key = `${workflowId} ${webhookUrl}`;
		this.nodes.delete(key);
		if (nodeId !== undefined) this.nodes.set(key, nodeId);
		shrink(this.nodes, MAX_WEBHOOK_URLS);
	}

	/** Forgets everything, as if the process had restarted. */
	clear(): void {
		this.byUrl.clear();
		this.nodes.clear();
	}
}

/** The memory of this n8n process. */
export const processMemory = new ProcessMemory();

/**
 * Records what is known about a deletion. Once confirmed it stays confirmed, whatever MyD3 answers to a repeated delete.
 * @param idOrDigest an id in its normal form, or a key digest; ignored if empty
 * @param isConfirmed whether MyD3 confirmed the deletion; false while its outcome is unknown
 */
export function recordDeletion(
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
