import { normalizeId, sameId } from '../api/ids';
import type { Subscription } from '../api/listedSubscription';
import { extractKey, keyDigestOf, hasSameTarget } from '../notificationUrl';
import { sameEventType } from './eventTypes';
import { recordDeletion } from './processMemory';
import type { WebhookUrlMemory } from './processMemory';
import { readStaticData } from './staticData';
import type { RememberedSubscription, StaticData } from './staticData';
import type { SubscriptionKey, SubscriptionKeys } from './subscriptionKeys';

/** A subscription to delete, with the ids that it may have, most likely first. */
export interface Target {
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
	process: WebhookUrlMemory;
	keys: SubscriptionKeys;
	/** The node as `keys` identifies it: `workflowId/nodeId`. */
	node: string;
}

/** What a trigger remembers about its subscriptions while a hook runs. Every change is written to all stores at once. */
export class TriggerMemory {
	/** What static data contains for a different webhook URL, which is not ours to change. */
	readonly elsewhere: StaticData | undefined;
	private stored: RememberedSubscription[];

	/**
	 * @param webhookUrl the node's, without a query; subscriptions remembered for any other URL are left out
	 * @param stores where to read and write
	 */
	constructor(
		readonly webhookUrl: string,
		private readonly stores: MemoryStores,
	) {
		const staticData = readStaticData(stores.staticData);
		const isHere = hasSameTarget(staticData.webhookUrl, webhookUrl);
		this.stored = isHere ? staticData.subscriptions.filter(({ id }) => !this.isDeleted(id)) : [];
		this.elsewhere = isHere || staticData.subscriptions.length === 0 ? undefined : staticData;
	}

	/** All subscriptions remembered for this webhook URL, in static data or by this process. */
	get subscriptions(): RememberedSubscription[] {
		return [...this.stored, ...this.stores.process.created.filter(isNotIn(this.stored))];
	}

	/** @returns the remembered subscriptions if they match the event types exactly and no delete was tried; or undefined */
	findExactly(eventTypes: string[]): RememberedSubscription[] | undefined {
		return [this.stored, this.subscriptions].find(
			(remembered) =>
				remembered.length === eventTypes.length &&
				eventTypes.every((eventType) => remembered.some(isUsableFor(eventType))) &&
				!remembered.some(({ id }) => this.isMaybeDeleted(id)),
		);
	}

	/** Whether this process has tried to delete it. After a delete that throws, n8n 1.x restores the earlier static data. */
	isMaybeDeleted(id: string): boolean {
		return this.stores.process.deletions.has(normalizeId(id));
	}

	/** Adds a key before it is sent, because MyD3 may use it before it responds. */
	addKey(key: SubscriptionKey): void {
		this.stores.keys.add(this.stores.node, key);
		this.stores.process.unclearKeys.add(key.keyDigest);
	}

	/** Forgets the key of a subscription that was definitely not created, or no longer exists. */
	forgetKey(keyDigest: string): void {
		this.stores.keys.remove(this.stores.node, keyDigest);
		this.stores.process.unclearKeys.delete(keyDigest);
	}

	/** Forgets the keys of create requests with an unknown outcome, once MyD3's complete list shows none of them. */
	forgetUnclearKeys(): void {
		for (const keyDigest of this.stores.process.unclearKeys) this.forgetKey(keyDigest);
	}

	/** Remembers a subscription that MyD3 has just created. */
	recordCreation(subscription: RememberedSubscription): void {
		const { process } = this.stores;
		process.unclearKeys.delete(subscription.keyDigest);
		process.deletions.delete(normalizeId(subscription.id));
		this.remember([subscription]);
	}

	/** Remembers existing subscriptions, replacing what was known about the same ids. */
	remember(subscriptions: RememberedSubscription[]): void {
		const { process, keys, node } = this.stores;
		for (const { id, keyDigest, eventType } of subscriptions) {
			keys.add(node, { keyDigest, eventType, id });
			if (!this.isDeleted(id)) process.deletions.delete(normalizeId(id));
		}
		process.created = [...process.created.filter(isNotIn(subscriptions)), ...subscriptions];
		this.save([...this.stored.filter(isNotIn(subscriptions)), ...subscriptions]);
	}

	/** Call this before the delete is sent: MyD3 may carry it out and the response may get lost. */
	recordDeleteAttempt(id: string): void {
		recordDeletion(this.stores.process, normalizeId(id), false);
	}

	/** Forgets a subscription that MyD3 no longer has. */
	forget({ ids, keyDigest }: Target, isConfirmed: boolean): void {
		const { process } = this.stores;
		for (const id of ids) recordDeletion(process, normalizeId(id), isConfirmed);
		recordDeletion(process, keyDigest, isConfirmed);
		const isTarget = ({ id }: RememberedSubscription): boolean =>
			ids.some((one) => sameId(one, id));
		const digests = this.subscriptions.filter(isTarget).map((gone) => gone.keyDigest);
		for (const digest of [keyDigest, ...digests]) this.forgetKey(digest);
		process.created = process.created.filter((subscription) => !isTarget(subscription));
		if (this.stored.some(isTarget)) this.save(this.stored.filter((one) => !isTarget(one)));
	}

	/** Records which subscriptions MyD3 lists. */
	recordListed(subscriptions: Subscription[]): void {
		this.stores.process.listed = new Set(subscriptions.map(({ id }) => normalizeId(id)));
	}

	/** Whether it was in MyD3's last list and has not been deleted since. */
	wasListed(id: string): boolean {
		return this.stores.process.listed.has(normalizeId(id)) && !this.isDeleted(id);
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
		return this.stores.process.deletions.get(normalizeId(idOrDigest)) === true;
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
		sameEventType(remembered.eventType, eventType) && remembered.keyDigest !== '';

const isNotIn =
	(subscriptions: RememberedSubscription[]) =>
	({ id }: RememberedSubscription): boolean =>
		!subscriptions.some((other) => sameId(other.id, id));
