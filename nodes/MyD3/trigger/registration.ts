import { UserError } from 'n8n-workflow';

import { isAccepted, isListUnsupported, isOutcomeUnknown, isTransient } from '../api/errorKinds';
import { isSameId } from '../api/ids';
import type { Subscription } from '../api/listedSubscription';
import type { SubscriptionApi } from '../api/subscriptionApi';
import { extractKey, hasSameTarget, keyDigestOf, withKey } from '../notificationUrl';
import { deleteAll, isWorthRetrying, readList, verifyGone } from './deletions';
import type { Warn } from './deletions';
import { deletionTarget, findOurs, plan } from './plan';
import type { DesiredSubscriptions, OurSubscriptions } from './plan';
import type { RememberedSubscription } from './staticData';
import type { DeletionTarget, TriggerMemory } from './triggerMemory';

/** How long to wait before listing again, in ms: after 202 Accepted, a subscription may not be listed for several seconds. */
const WAITS_MS = [2000, 5000];

/**
 * Checks whether MyD3 has exactly the subscriptions that the trigger needs, and deletes any others of ours.
 * @param isStartup whether n8n is starting up with the workflow already active. At any other time n8n has called delete
 *   first, so a subscription that is still remembered cannot be assumed to exist: if a delete throws, n8n 1.x does not
 *   save the changes that the trigger had made by then
 * @param warn for what could not be checked
 * @returns false if the subscriptions have to be created, in which case none of ours are left
 * @throws NodeApiError if a subscription cannot be deleted, or if MyD3's list fails and what is remembered cannot replace it;
 *   NodeOperationError if Delete Request cannot be filled in
 */
export async function reconcile(
	client: SubscriptionApi,
	desired: DesiredSubscriptions,
	memory: TriggerMemory,
	warn: Warn,
	isStartup: boolean,
): Promise<boolean> {
	// Terminates because each iteration either returns or deletes something. After a deletion, the list is checked again.
	for (;;) {
		const { subscriptions, reason } = await readList(client, memory);
		if (subscriptions === undefined)
			return await reconcileWithoutList(client, desired, memory, warn, isStartup, reason);

		const ours = findOursAndForgetMoved(subscriptions, memory, warn);
		const isAssumable = ({ id }: RememberedSubscription) =>
			isStartup && reason !== undefined && !memory.mayBeDeleted(id);
		const nextPlan = plan(desired, ours, ours.unlisted.filter(isAssumable));
		if (nextPlan.action === 'keep') memory.remember(nextPlan.kept);
		// What is missing may be on a page that MyD3 can list at the next attempt.
		else if (isTransient(reason)) throw reason;
		const [deleted] = await Promise.allSettled([
			deleteVerified(client, memory, nextPlan.stale, warn),
		]);
		if (deleted.status === 'rejected') {
			// If this threw at startup, n8n 1.x would clean up, and delete the subscriptions that are needed, too.
			if (!isStartup || nextPlan.action === 'create') throw deleted.reason;
			warn(`${(deleted.reason as Error).message} The trigger no longer needs that subscription.`);
			return true;
		}
		if (nextPlan.action === 'create') return false;
		if (nextPlan.stale.length > 0) continue;
		if (nextPlan.isAssumed)
			warn(`${reason?.message} The trigger assumes that its earlier subscription still exists.`);
		return true;
	}
}

async function deleteVerified(
	client: SubscriptionApi,
	memory: TriggerMemory,
	stale: DeletionTarget[],
	warn: Warn,
): Promise<void> {
	await verifyGone(client, memory, await deleteAll(client, memory, stale), warn);
}

/** Finds our subscriptions, and forgets any whose address someone has changed: they are no longer ours to touch. */
function findOursAndForgetMoved(
	subscriptions: Subscription[],
	memory: TriggerMemory,
	warn: Warn,
): OurSubscriptions {
	const ours = findOurs(subscriptions, memory.webhookUrl, memory.subscriptions);
	for (const moved of ours.moved) {
		memory.forget(deletionTarget(moved), false);
		warn(
			`MyD3 now lists subscription ${moved.id} with another address, so the trigger left it alone.`,
		);
	}
	return ours;
}

async function reconcileWithoutList(
	client: SubscriptionApi,
	desired: DesiredSubscriptions,
	memory: TriggerMemory,
	warn: Warn,
	isStartup: boolean,
	reason: Error | undefined,
): Promise<boolean> {
	const isListMissing = reason === undefined || isListUnsupported(reason);
	const remembered =
		isStartup || !isListMissing ? memory.findExactly(desired.eventTypes) : undefined;
	if (!isListMissing) {
		if (remembered === undefined || !isTransient(reason)) throw reason;
		warn(`${reason.message} The trigger assumes that its earlier subscription still exists.`);
	} else if (reason !== undefined) {
		// MyD3 documents only the create request. If it cannot list, rely on what is remembered.
		warn(`${reason.message} The trigger continues without the list.`);
	}
	if (remembered === undefined) await deleteRemembered(client, memory, warn);
	else memory.remember(remembered);
	return remembered !== undefined;
}

/** Deletes the remembered subscriptions, for when MyD3 cannot list. */
async function deleteRemembered(
	client: SubscriptionApi,
	memory: TriggerMemory,
	warn: Warn,
): Promise<void> {
	const notFound = await deleteAll(client, memory, memory.subscriptions.map(deletionTarget));
	for (const target of notFound) memory.forget(target, false);
	if (notFound.length === 0) return;
	const ids = notFound.flatMap((target) => target.ids);
	warn(
		`MyD3 answered that it has no subscription ${ids.join(', ')}. n8n cannot check this without a list.`,
	);
}

/**
 * Creates one subscription per desired event type, or none at all.
 * @param newKey generates a key that is unique to one notification URL
 * @param additionalFields more properties for each subscription
 * @param wait waits the given number of ms
 * @throws Error, with a message for the user, if one of them cannot be created, after trying to delete those already
 *   created
 */
export async function register(
	client: SubscriptionApi,
	desired: DesiredSubscriptions,
	memory: TriggerMemory,
	newKey: () => string,
	additionalFields: Record<string, unknown>,
	wait: (ms: number) => Promise<void>,
): Promise<void> {
	const created: DeletionTarget[] = [];
	for (const eventType of desired.eventTypes) {
		const key = newKey();
		const keyDigest = keyDigestOf(key);
		memory.addKey({ keyDigest, eventType });
		const url = withKey(desired.webhookUrl, key);
		const [outcome] = await Promise.allSettled([
			createOrFind(client, memory, eventType, url, additionalFields, wait),
		]);
		if (outcome.status === 'rejected') {
			if (!isOutcomeUnknown(outcome.reason)) memory.forgetKey(keyDigest);
			// Any that cannot be deleted stay remembered for n8n's clean-up, which calls our delete. The user gets the
			// original error.
			await Promise.allSettled([deleteAll(client, memory, created)]);
			throw outcome.reason;
		}
		const id = outcome.value;
		memory.recordCreation({ id, eventType, keyDigest });
		created.push({ ids: [id], keyDigest, eventType });
	}
}

/**
 * Creates a subscription. If it is unclear whether MyD3 did, looks in its list for the notification URL, which is unique.
 * @returns the subscription's id
 * @throws what `client.create` throws, or UserError if MyD3 returns a subscription that already existed
 */
async function createOrFind(
	client: SubscriptionApi,
	memory: TriggerMemory,
	eventType: string,
	url: string,
	additionalFields: Record<string, unknown>,
	wait: (ms: number) => Promise<void>,
): Promise<string> {
	const [created] = await Promise.allSettled([client.create(eventType, url, additionalFields)]);
	if (created.status === 'fulfilled') {
		const id = created.value;
		// It is the subscription for another of this trigger's event types, so events of this type would never arrive. (Only
		// those just created are remembered here: reconcile has deleted any others.)
		const isOwn = memory.subscriptions.some((other) => isSameId(other.id, id));
		// An existing subscription would keep its old address, and may belong to someone else.
		if (!isOwn && !memory.wasListed(id)) return id;
		const suffix = eventType === '' ? '' : ` for ${eventType}`;
		const advice = isOwn
			? 'MyD3 may allow only one for each address. Choose a single event in this MyD3 Trigger, and add a MyD3 Trigger for each of the others.'
			: 'MyD3 may allow only one for each event type or address. Find the existing one with Get Many. If nothing uses it any more, delete it and try again.';
		throw new UserError(
			`MyD3 created no subscription${suffix}, but returned one that already existed: ${id}. ${advice}`,
		);
	}
	if (!isOutcomeUnknown(created.reason) || !client.canList) throw created.reason;
	let found = await findByUrl(client, url);
	for (const ms of isAccepted(created.reason) ? WAITS_MS : []) {
		if (found !== undefined) break;
		await wait(ms);
		found = await findByUrl(client, url);
	}
	if (found === undefined) throw created.reason;
	return found.id;
}

/** Finds the subscription with exactly this notification URL, including its key, if MyD3 can list. */
async function findByUrl(client: SubscriptionApi, url: string): Promise<Subscription | undefined> {
	const [list] = await Promise.allSettled([client.list()]);
	const subscriptions = list.status === 'fulfilled' ? list.value.subscriptions : [];
	return subscriptions.find(({ notificationUrl = '', urls }) =>
		[notificationUrl, ...urls].some(
			(listed) => hasSameTarget(listed, url) && extractKey(listed) === extractKey(url),
		),
	);
}

/**
 * Deletes every subscription of ours, whether listed or only remembered.
 * @param warn for what could not be checked
 * @throws NodeApiError if MyD3 cannot list at the moment, or, after trying all, if a subscription cannot be deleted. It stays
 *   remembered. If MyD3 answers that it does not have a subscription but keeps listing it, the message names the
 *   credential's field. NodeOperationError if Delete Request cannot be filled in
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
		const { listed, unlisted } = findOursAndForgetMoved(subscriptions, memory, warn);
		const targets = [...listed, ...unlisted.map(deletionTarget)];
		await deleteVerified(client, memory, targets, warn);
		if (reason === undefined) memory.forgetUnclearKeys();
	}
	if (isWorthRetrying(listing)) throw reason;
	if (subscriptions !== undefined && reason !== undefined) {
		warn(
			`${reason.message} Subscriptions of this workflow that MyD3 did not list may still exist.`,
		);
	}
}
