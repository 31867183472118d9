import { isSameId, normalizeId } from '../api/ids';
import type { Subscription } from '../api/listedSubscription';
import { extractKey, keyDigestOf, hasSameTarget } from '../notificationUrl';
import { isSameEventType } from './eventTypes';
import { recordDeletion } from './processMemory';
import type { WebhookUrlMemory } from './processMemory';
import { readStaticData } from './staticData';
import type { RememberedSubscription, StaticData } from './staticData';
import type { SubscriptionKey, SubscriptionKeys } from './subscriptionKeys';

/** A subscription to delete, with the ids that it may have, most likely first. */
export interface DeletionTarget {
	ids: string[];
	/** Empty if unknown. */
	keyDigest: string;
	/** Undefined if unknown. */
	eventType?: string;
	/** Whether MyD3 lists it as inactive. */
	isInactive?: boolean;
}

/** Where a trigger's memory is stored. */
export interface MemoryStores {
	/** n8n's own object. n8n saves changes to it once the hooks have returned. */
	staticData: object;
	urlMemory: WebhookUrlMemory;
	keys: SubscriptionKeys;
	/** The node as `keys` identifies it: `workflowId/nodeId`. */
	node: string;
}

/** What a trigger remembers about its subscriptions while a hook runs. Every change is written to all stores at once. */
export class TriggerMemory {
	/** What static data contains for a different webhook URL, until the trigger next remembers a subscription. */
	readonly elsewhere: StaticData | undefined;
	private stored: RememberedSubscription[];

	/**
	 * @param webhookUrl the node's webhook URL, without a query; subscriptions remembered for any other URL are left out
	 * @param stores where to read and write
	 */
	constructor(
		readonly webhookUrl: string,
		private readonly stores: MemoryStores,
	) {
		const staticData = readStaticData(stores.staticData);
		const isSameUrl = hasSameTarget(staticData.webhookUrl, webhookUrl);
		this.stored = isSameUrl ? staticData.subscriptions.filter(({ id }) => !this.isDeleted(id)) : [];
		this.elsewhere = isSameUrl || staticData.subscriptions.length === 0 ? undefined : staticData;
	}

	/** All subscriptions remembered for this webhook URL, in static data or by this process. */
	get subscriptions(): RememberedSubscription[] {
		return [...this.stored, ...this.stores.urlMemory.created.filter(isNotIn(this.stored))];
	}

	/**
	 * @returns the remembered subscriptions if they match the event types exactly and none of them can have been deleted;
	 *   undefined otherwise
	 */
	findExactly(eventTypes: string[]): RememberedSubscription[] | undefined {
		return [this.stored, this.subscriptions].find(
			(remembered) =>
				remembered.length === eventTypes.length &&
				eventTypes.every((eventType) => remembered.some(isUsableFor(eventType))) &&
				!remembered.some(({ id }) => this.mayBeDeleted(id)),
		);
	}

	/** Whether this process has tried to delete it. After a delete that throws, n8n 1.x restores the earlier static data. */
	mayBeDeleted(id: string): boolean {
		return this.stores.urlMemory.deletions.has(normalizeId(id));
	}

	/** Adds a key before it is sent, because MyD3 may use it before it responds. */
	addKey(key: SubscriptionKey): void {
		this.stores.keys.add(this.stores.node, key);
		this.stores.urlMemory.unclearKeys.add(key.keyDigest);
	}

	/** Forgets the key of a subscription that was definitely not created, or no longer exists. */
	forgetKey(keyDigest: string): void {
		this.stores.keys.remove(this.stores.node, keyDigest);
		this.stores.urlMemory.unclearKeys.delete(keyDigest);
	}

	/** Forgets the keys of create requests with an unknown outcome, once MyD3's complete list shows none of them. */
	forgetUnclearKeys(): void {
		for (const keyDigest of this.stores.urlMemory.unclearKeys) this.forgetKey(keyDigest);
	}

	/** Remembers a subscription that MyD3 has just created. */
	recordCreation(subscription: RememberedSubscription): void {
		const { urlMemory } = this.stores;
		urlMemory.unclearKeys.delete(subscription.keyDigest);
		urlMemory.deletions.delete(normalizeId(subscription.id));
		this.remember([subscription]);
	}

	/** Remembers existing subscriptions, replacing what was known about the same ids. */
	remember(subscriptions: RememberedSubscription[]): void {
		const { urlMemory, keys, node } = this.stores;
		for (const { id, keyDigest, eventType } of subscriptions) {
			keys.add(node, { keyDigest, eventType, id });
			if (!this.isDeleted(id)) urlMemory.deletions.delete(normalizeId(id));
		}
		urlMemory.created = [...urlMemory.created.filter(isNotIn(subscriptions)), ...subscriptions];
		this.save([...this.stored.filter(isNotIn(subscriptions)), ...subscriptions]);
	}

	/** Call this before the delete is sent, because MyD3 may carry it out even if its response gets lost. */
	recordDeleteAttempt(id: string): void {
		recordDeletion(this.stores.urlMemory, normalizeId(id), false);
	}

	/** Forgets a subscription that MyD3 no longer has. */
	forget({ ids, keyDigest }: DeletionTarget, isConfirmed: boolean): void {
		const { urlMemory } = this.stores;
		for (const id of ids) recordDeletion(urlMemory, normalizeId(id), isConfirmed);
		recordDeletion(urlMemory, keyDigest, isConfirmed);
		const isTarget = ({ id }: RememberedSubscription): boolean =>
			ids.some((other) => isSameId(other, id));
		const digests = this.subscriptions.filter(isTarget).map((gone) => gone.keyDigest);
		for (const digest of [keyDigest, ...digests]) this.forgetKey(digest);
		urlMemory.created = urlMemory.created.filter((subscription) => !isTarget(subscription));
		if (this.stored.some(isTarget))
			this.save(this.stored.filter((subscription) => !isTarget(subscription)));
	}

	/** Records which subscriptions MyD3 lists. */
	recordListed(subscriptions: Subscription[]): void {
		this.stores.urlMemory.listed = new Set(subscriptions.map(({ id }) => normalizeId(id)));
	}

	/** Whether it was in MyD3's last list and has not been deleted since. */
	wasListed(id: string): boolean {
		return this.stores.urlMemory.listed.has(normalizeId(id)) && !this.isDeleted(id);
	}

	/** Whether MyD3 has confirmed this subscription's deletion, so that a list that still shows it is stale. */
	isKnownDeleted({ ids, urls, notificationUrl = '' }: Subscription): boolean {
		const keys = [notificationUrl, ...urls].map(extractKey);
		return (
			ids.some((id) => this.isDeleted(id)) ||
			keys.some((key) => key !== undefined && this.isDeleted(keyDigestOf(key)))
		);
	}

	private isDeleted(idOrDigest: string): boolean {
		return this.stores.urlMemory.deletions.get(normalizeId(idOrDigest)) === true;
	}

	private save(stored: RememberedSubscription[]): void {
		this.stored = stored;
		const webhookUrl = stored.length === 0 ? '' : this.webhookUrl;
		Object.assign(this.stores.staticData, { webhookUrl, subscriptions: stored });
	}
}

/** Whether a subscription is for this event type and its key is known. */
const isUsableFor =
	(eventType: string) =>
	(remembered: RememberedSubscription): boolean =>
		isSameEventType(remembered.eventType, eventType) && remembered.keyDigest !== '';

const isNotIn =
	(subscriptions: RememberedSubscription[]) =>
	({ id }: RememberedSubscription): boolean =>
		!subscriptions.some((other) => isSameId(other.id, id));
