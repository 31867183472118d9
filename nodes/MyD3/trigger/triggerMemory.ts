import { sameId } from '../api/responses';
import type { Subscription } from '../api/listResponse';
import { extractKey, keyDigestOf, leadsTo } from '../notificationUrl';
import { sameEventType } from './eventTypes';
import { noteDeletion } from './processMemory';
import type { WebhookUrlMemory } from './processMemory';
import { readStaticData } from './staticData';
import type { RememberedSubscription, StaticData } from './staticData';
import type { SubscriptionKey, SubscriptionKeys } from './subscriptionKeys';

/** A subscription to delete: the ids it may have, the likeliest first. */
export interface Target {
	ids: string[];
	/** Empty when it is not known. */
	keyDigest: string;
	/** MyD3 lists it as switched off. */
	isInactive?: boolean;
}

/** Where a trigger's memory is kept. */
export interface MemoryStores {
	/** n8n's own object: it saves what is set in it, once the hooks have returned. */
	staticData: object;
	process: WebhookUrlMemory;
	keys: SubscriptionKeys;
	/** The name of the node in `keys`. */
	node: string;
}

/** What one trigger remembers of its subscriptions while a hook runs. Every change is written at once to all places. */
export class TriggerMemory {
	/** What static data remembers for another webhook URL than this one: not ours to change. */
	readonly elsewhere: StaticData | undefined;
	private stored: RememberedSubscription[];

	/** @param webhookUrl the node's, without query; what is remembered for any other one is left out */
	constructor(
		readonly webhookUrl: string,
		private readonly stores: MemoryStores,
	) {
		const staticData = readStaticData(stores.staticData);
		const isHere = leadsTo(staticData.webhookUrl, webhookUrl);
		this.stored = isHere ? staticData.subscriptions.filter(({ id }) => !this.isDeleted(id)) : [];
		this.elsewhere = isHere || staticData.subscriptions.length === 0 ? undefined : staticData;
	}

	/** All that is remembered for this webhook URL, by static data or by this process. */
	get subscriptions(): RememberedSubscription[] {
		return [...this.stored, ...this.stores.process.created.filter(isNotIn(this.stored))];
	}

	/** What is remembered, if it is exactly this and nothing of it is possibly deleted; otherwise undefined. */
	exactly(eventTypes: string[]): RememberedSubscription[] | undefined {
		return [this.stored, this.subscriptions].find(
			(remembered) =>
				remembered.length === eventTypes.length &&
				eventTypes.every((eventType) => remembered.some(isUsableFor(eventType))) &&
				!remembered.some(({ id }) => this.maybeDeleted(id)),
		);
	}

	/** Has this process tried to delete it? n8n 1.x hands back static data from before a delete that failed. */
	maybeDeleted(id: string): boolean {
		return this.stores.process.deletions.has(formOf(id));
	}

	/** Lets this process know a key, before it is sent: MyD3 may use it before it answers. */
	announce(key: SubscriptionKey): void {
		this.stores.keys.add(this.stores.node, key);
		this.stores.process.unclear.add(key.keyDigest);
	}

	/** Forgets the key of a subscription that certainly was not created. */
	withdraw(keyDigest: string): void {
		this.stores.keys.remove(this.stores.node, keyDigest);
		this.stores.process.unclear.delete(keyDigest);
	}

	/** Forgets the keys of creates with an unknown outcome: MyD3's whole list shows none of them. */
	withdrawUnclear(): void {
		for (const keyDigest of this.stores.process.unclear) this.withdraw(keyDigest);
	}

	/** Remembers a subscription that MyD3 has just created. */
	created(subscription: RememberedSubscription): void {
		const { process } = this.stores;
		process.unclear.delete(subscription.keyDigest);
		process.deletions.delete(formOf(subscription.id));
		this.keep([subscription]);
	}

	/** Remembers subscriptions that MyD3 has, in place of what was known under the same ids. */
	keep(subscriptions: RememberedSubscription[]): void {
		const { process, keys, node } = this.stores;
		for (const { id, keyDigest, eventType } of subscriptions) {
			keys.add(node, { keyDigest, eventType });
			if (!this.isDeleted(id)) process.deletions.delete(formOf(id));
		}
		process.created = [...process.created.filter(isNotIn(subscriptions)), ...subscriptions];
		this.save([...this.stored.filter(isNotIn(subscriptions)), ...subscriptions]);
	}

	/** To be said before the delete is sent: MyD3 may carry it out and the answer be lost. */
	deleting(id: string): void {
		noteDeletion(this.stores.process, formOf(id), false);
	}

	/** Forgets a subscription that MyD3 does not have any more. */
	deleted({ ids, keyDigest }: Target, isConfirmed: boolean): void {
		const { process } = this.stores;
		for (const id of ids) noteDeletion(process, formOf(id), isConfirmed);
		noteDeletion(process, keyDigest, isConfirmed);
		const isIt = ({ id }: RememberedSubscription): boolean => ids.some((one) => sameId(one, id));
		const digests = this.subscriptions.filter(isIt).map((gone) => gone.keyDigest);
		for (const digest of [keyDigest, ...digests]) this.withdraw(digest);
		process.created = process.created.filter((subscription) => !isIt(subscription));
		if (this.stored.some(isIt)) this.save(this.stored.filter((one) => !isIt(one)));
	}

	/** Notes what MyD3 lists. */
	list(subscriptions: Subscription[]): void {
		this.stores.process.listed = new Set(subscriptions.map(({ id }) => formOf(id)));
	}

	/** Was it in MyD3's last list, and has not been deleted since? */
	wasListed(id: string): boolean {
		return this.stores.process.listed.has(formOf(id)) && !this.isDeleted(id);
	}

	/** Has MyD3 confirmed that it deleted this one, although its list, being late, still shows it? */
	hides({ ids, urls, notificationUrl = '' }: Subscription): boolean {
		const keys = [notificationUrl, ...urls].map(extractKey);
		return (
			ids.some((id) => this.isDeleted(id)) ||
			keys.some((key) => key !== undefined && this.isDeleted(keyDigestOf(key)))
		);
	}

	private isDeleted(idOrDigest: string): boolean {
		return this.stores.process.deletions.get(formOf(idOrDigest)) === true;
	}

	private save(stored: RememberedSubscription[]): void {
		this.stored = stored;
		const webhookUrl = stored.length === 0 ? '' : this.webhookUrl;
		Object.assign(this.stores.staticData, { webhookUrl, subscriptions: stored });
	}
}

/** Is it for this event type, and is its key known? */
const isUsableFor =
	(eventType: string) =>
	(remembered: RememberedSubscription): boolean =>
		sameEventType(remembered.eventType, eventType) && remembered.keyDigest !== '';

const isNotIn =
	(subscriptions: RememberedSubscription[]) =>
	({ id }: RememberedSubscription): boolean =>
		!subscriptions.some((other) => sameId(other.id, id));

/** An id in a form in which equal ones are equal. */
const formOf = (id: string): string => id.replace(/[{}]/g, '').toLowerCase();
