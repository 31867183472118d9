import { isListUnsupported, isPermanentRefusal, isTransient } from '../api/errorKinds';
import { isSameId } from '../api/ids';
import type { Subscription } from '../api/listedSubscription';
import type { SubscriptionApi } from '../api/subscriptionApi';
import type { DeletionTarget, TriggerMemory } from './triggerMemory';

/** Writes a sentence to n8n's log. */
export type Warn = (sentence: string) => void;

/** The subscriptions that MyD3 lists, except those whose deletion it has confirmed. */
export interface Listing {
	/** Undefined if MyD3 returned no list. */
	subscriptions?: Subscription[];
	/** Why `subscriptions` is missing or may be incomplete. */
	reason?: Error;
}

/**
 * Lists MyD3's subscriptions without throwing.
 * @returns the listing; neither subscriptions nor a reason if the credential has no List Request
 */
export async function readList(client: SubscriptionApi, memory: TriggerMemory): Promise<Listing> {
	if (!client.canList) return {};
	const [list] = await Promise.allSettled([client.list()]);
	if (list.status === 'rejected') return { reason: list.reason as Error };
	const { subscriptions, incomplete } = list.value;
	memory.recordListed(subscriptions);
	return {
		subscriptions: subscriptions.filter((subscription) => !memory.isKnownDeleted(subscription)),
		reason: incomplete,
	};
}

/** Whether MyD3 is likely to return the (complete) list on another attempt. */
export const isWorthRetrying = ({ subscriptions, reason }: Listing): boolean =>
	reason !== undefined &&
	(subscriptions === undefined ? !isListUnsupported(reason) : isTransient(reason));

/**
 * Deletes all the targets, and forgets each one once MyD3 has confirmed its deletion.
 * @param isKnownToExist whether MyD3 lists them, so that a "not found" response counts as an error
 * @returns those that MyD3 says do not exist (404, 410); they are still remembered
 * @throws the first error (NodeApiError, or NodeOperationError if Delete Request cannot be filled in), once all have been tried
 */
export async function deleteAll(
	client: SubscriptionApi,
	memory: TriggerMemory,
	targets: DeletionTarget[],
	isKnownToExist = false,
): Promise<DeletionTarget[]> {
	const notFound: DeletionTarget[] = [];
	const errors: unknown[] = [];
	for (const target of targets) {
		const [outcome] = await Promise.allSettled([deleteOne(client, memory, target, isKnownToExist)]);
		const isRejected = outcome.status === 'rejected';
		// If "deleting" only deactivates a subscription, MyD3 may refuse to deactivate it twice.
		const isAlreadyInactive =
			isRejected && target.isInactive === true && isPermanentRefusal(outcome.reason);
		if (isRejected && !isAlreadyInactive) errors.push(outcome.reason);
		else if (isRejected || outcome.value) memory.forget(target, true);
		else notFound.push(target);
	}
	if (errors.length > 0) throw errors[0];
	return notFound;
}

/** Tries each id in turn. @returns false if MyD3 knows none of them, or no longer does; only its list can confirm that */
async function deleteOne(
	client: SubscriptionApi,
	memory: TriggerMemory,
	{ ids, eventType }: DeletionTarget,
	isKnownToExist: boolean,
): Promise<boolean> {
	let error: unknown;
	for (const id of ids) {
		memory.recordDeleteAttempt(id);
		const [deleted] = await Promise.allSettled([client.delete(id, isKnownToExist, eventType)]);
		if (deleted.status === 'rejected') error ??= deleted.reason;
		else if (deleted.value ?? isKnownToExist) return true;
	}
	if (error !== undefined) throw error;
	return false;
}

/**
 * Verifies, against MyD3's list, that the subscriptions MyD3 could not find are really gone. If one is still listed, either
 * the list was stale or MyD3 deletes in some other way, so the delete is sent once more. Call this only if MyD3 can list.
 * @param warn called if there is no complete list to check against
 * @throws NodeApiError if one is still listed and still not found (names the credential's field), or if MyD3 cannot list
 *   at the moment; NodeOperationError if Delete Request cannot be filled in
 */
export async function verifyGone(
	client: SubscriptionApi,
	memory: TriggerMemory,
	notFound: DeletionTarget[],
	warn: Warn,
): Promise<void> {
	if (notFound.length === 0) return;
	const listing = await readList(client, memory);
	if (isWorthRetrying(listing)) throw listing.reason;
	const { subscriptions = [], reason } = listing;
	const isListed = ({ ids }: DeletionTarget): boolean =>
		subscriptions.some((listed) =>
			listed.ids.some((id) => ids.some((other) => isSameId(id, other))),
		);
	await deleteAll(client, memory, notFound.filter(isListed), true);
	const others = notFound.filter((target) => !isListed(target));
	for (const target of others) memory.forget(target, false);
	if (others.length > 0 && reason !== undefined) {
		const ids = others.flatMap(({ ids: [id] }) => id);
		warn(
			`MyD3 answered that it has no subscription ${ids.join(', ')}, and n8n cannot check this without the complete list. ${reason.message}`,
		);
	}
}
