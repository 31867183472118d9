import { UserError } from 'n8n-workflow';

import type { SubscriptionApi } from '../api/client';
import { isListUnsupported, isOutcomeUnknown, isTransient } from '../api/errors';
import type { Subscription } from '../api/listResponse';
import { extractKey, keyDigestOf, leadsTo, withKey } from '../notificationUrl';
import { deleteAll, isWorthAnotherTry, readList, verifyGone } from './deletions';
import { findOurs, plan, targetOf } from './plan';
import type { DesiredSubscriptions, OurSubscriptions } from './plan';
import type { RememberedSubscription } from './staticData';
import type { Target, TriggerMemory } from './triggerMemory';

/** Where a sentence for n8n's log goes. */
export type Warn = (sentence: string) => void;

/**
 * Does MyD3 hold exactly what is wanted? Removes what is ours and not wanted on the way.
 * @param isStart n8n starts with the workflow active. At any other time n8n has called delete before, so that something
 *   still remembered has no claim to be there; n8n 1.x does not save what a delete forgot that threw later on
 * @returns false when the subscriptions have to be created; nothing of ours is there then
 * @throws NodeApiError when MyD3 cannot be asked and what is remembered is not what is wanted
 */
export async function reconcile(
	client: SubscriptionApi,
	desired: DesiredSubscriptions,
	memory: TriggerMemory,
	warn: Warn,
	isStart: boolean,
): Promise<boolean> {
	// Ends: each turn returns, or deletes something. What is kept is looked at again after a deletion.
	for (;;) {
		const { subscriptions, reason } = await readList(client, memory);
		if (subscriptions === undefined)
			return await reconcileWithoutList(client, desired, memory, warn, reason);

		const ours = findOrForget(subscriptions, memory, warn);
		const isAssumable = ({ id }: RememberedSubscription) =>
			isStart && reason !== undefined && !memory.maybeDeleted(id);
		const next = plan(desired, ours, ours.unlisted.filter(isAssumable));
		if (next.action === 'keep') memory.keep(next.kept);
		// What is missing may be on the page that MyD3 will list at the next try.
		else if (isTransient(reason)) throw reason;
		const notFound = await deleteAll(client, memory, next.stale);
		await verifyGone(client, memory, notFound, warn);
		if (next.action === 'create') return false;
		if (next.stale.length > 0) continue;
		if (next.isAssumed)
			warn(`${reason?.message} The trigger assumes that its earlier subscription still exists.`);
		return true;
	}
}

/** Finds ours, and forgets what somebody has made lead elsewhere: it is not ours to change any more. */
function findOrForget(
	subscriptions: Subscription[],
	memory: TriggerMemory,
	warn: Warn,
): OurSubscriptions {
	const ours = findOurs(subscriptions, memory.webhookUrl, memory.subscriptions);
	for (const one of ours.elsewhere) {
		memory.deleted(targetOf(one), false);
		warn(`MyD3 lists subscription ${one.id} with another address now, so it was left alone.`);
	}
	return ours;
}

async function reconcileWithoutList(
	client: SubscriptionApi,
	desired: DesiredSubscriptions,
	memory: TriggerMemory,
	warn: Warn,
	reason: Error | undefined,
): Promise<boolean> {
	const remembered = memory.exactly(desired.eventTypes);
	if (reason !== undefined && !isListUnsupported(reason)) {
		if (remembered === undefined || !isTransient(reason)) throw reason;
		warn(`${reason.message} The trigger assumes that its earlier subscription still exists.`);
	} else if (reason !== undefined) {
		// Create is the one documented request: without a list, what is remembered has to do.
		warn(`${reason.message} The trigger continues without the list.`);
	}
	if (remembered === undefined) await deleteRemembered(client, memory, warn);
	else memory.keep(remembered);
	return remembered !== undefined;
}

/** Deletes what is remembered, where MyD3 cannot list. */
async function deleteRemembered(
	client: SubscriptionApi,
	memory: TriggerMemory,
	warn: Warn,
): Promise<void> {
	const notFound = await deleteAll(client, memory, memory.subscriptions.map(targetOf));
	for (const target of notFound) memory.deleted(target, false);
	if (notFound.length === 0) return;
	const ids = notFound.flatMap((target) => target.ids);
	warn(
		`MyD3 answered that it does not have ${ids.join(', ')}. n8n cannot check this without a list.`,
	);
}

/**
 * Creates one subscription per wanted event type, or none.
 * @param newKey makes a key that no other notification URL has
 * @throws Error, with a message for the user, when one could not be created; those created before are removed again
 */
export async function register(
	client: SubscriptionApi,
	desired: DesiredSubscriptions,
	memory: TriggerMemory,
	newKey: () => string,
	additionalFields: Record<string, unknown>,
): Promise<void> {
	const created: Target[] = [];
	for (const eventType of desired.eventTypes) {
		const key = newKey();
		const keyDigest = keyDigestOf(key);
		memory.announce({ keyDigest, eventType });
		const [outcome] = await Promise.allSettled([
			createOrFind(client, memory, eventType, withKey(desired.webhookUrl, key), additionalFields),
		]);
		if (outcome.status === 'rejected') {
			if (!isOutcomeUnknown(outcome.reason)) memory.withdraw(keyDigest);
			// What cannot be removed stays remembered for n8n's clean-up (our delete). The first error tells the user why.
			await Promise.allSettled([deleteAll(client, memory, created)]);
			throw outcome.reason;
		}
		const id = outcome.value;
		memory.created({ id, eventType, keyDigest });
		created.push({ ids: [id], keyDigest });
	}
}

/** Creates a subscription; when it is not clear whether MyD3 did, looks for its URL, which no other one has. */
async function createOrFind(
	client: SubscriptionApi,
	memory: TriggerMemory,
	eventType: string,
	url: string,
	additionalFields: Record<string, unknown>,
): Promise<string> {
	const [created] = await Promise.allSettled([client.create(eventType, url, additionalFields)]);
	if (created.status === 'fulfilled') {
		const id = created.value;
		// It would send its events where they went before, and may be somebody else's.
		if (!memory.wasListed(id)) return id;
		throw new UserError(
			`MyD3 created no subscription for ${eventType}, but returned one that already existed: ${id}. It may allow only one for this event type or this address. Look at it with Get Many; if nothing uses it any more, delete it and try again.`,
		);
	}
	if (!isOutcomeUnknown(created.reason) || !client.canList) throw created.reason;
	const [list] = await Promise.allSettled([client.list()]);
	const subscriptions = list.status === 'fulfilled' ? list.value.subscriptions : [];
	const found = subscriptions.find(({ notificationUrl = '', urls }) =>
		[notificationUrl, ...urls].some(
			(listed) => leadsTo(listed, url) && extractKey(listed) === extractKey(url),
		),
	);
	if (found === undefined) throw created.reason;
	return found.id;
}

/**
 * Removes every subscription that is ours, by list and by what is remembered.
 * @throws NodeApiError when one could not be removed or looked for, after trying the others; it stays remembered. Also
 *   when MyD3 answers that it does not have one, and goes on listing it: the message names the credential's field
 */
export async function unregister(
	client: SubscriptionApi,
	memory: TriggerMemory,
	warn: Warn,
): Promise<void> {
	const listing = await readList(client, memory);
	const { subscriptions, reason } = listing;
	if (subscriptions === undefined) {
		await deleteRemembered(client, memory, warn);
	} else {
		const { listed, unlisted } = findOrForget(subscriptions, memory, warn);
		const targets = [...listed, ...unlisted.map(targetOf)];
		await verifyGone(client, memory, await deleteAll(client, memory, targets), warn);
		if (reason === undefined) memory.withdrawUnclear();
	}
	if (isWorthAnotherTry(listing)) throw reason;
	if (subscriptions !== undefined && reason !== undefined) {
		warn(`${reason.message} Subscriptions of this workflow that MyD3 did not list may be left.`);
	}
}
