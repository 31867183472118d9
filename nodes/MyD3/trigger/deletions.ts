import type { SubscriptionApi } from '../api/client';
import { isTransient, isListUnsupported } from '../api/errors';
import { sameId } from '../api/responses';
import type { Subscription } from '../api/listResponse';
import type { Target, TriggerMemory } from './triggerMemory';

/** What MyD3 lists, without what it has confirmed to be deleted. */
export interface Listing {
	/** Undefined when MyD3 did not list. */
	subscriptions?: Subscription[];
	/** Why `subscriptions` is not there, or may not be the whole list. */
	reason?: Error;
}

/**
 * Lists, without throwing.
 * @returns neither subscriptions nor a reason where the credential has no List Request
 */
export async function readList(client: SubscriptionApi, memory: TriggerMemory): Promise<Listing> {
	if (!client.canList) return {};
	const [list] = await Promise.allSettled([client.list()]);
	if (list.status === 'rejected') return { reason: list.reason as Error };
	const { subscriptions, incomplete } = list.value;
	memory.list(subscriptions);
	return {
		subscriptions: subscriptions.filter((subscription) => !memory.hides(subscription)),
		reason: incomplete,
	};
}

/** Is MyD3 likely to list when it is asked again? */
export const isWorthAnotherTry = ({ subscriptions, reason }: Listing): boolean =>
	reason !== undefined &&
	(subscriptions === undefined ? !isListUnsupported(reason) : isTransient(reason));

/**
 * Deletes subscriptions, trying all; each is forgotten once MyD3 has confirmed.
 * @param mustExist MyD3 lists them: an answer that it does not have one is thrown
 * @returns those that MyD3 answered it does not have (404, 410): still remembered
 * @throws the first NodeApiError, after trying the others
 */
export async function deleteAll(
	client: SubscriptionApi,
	memory: TriggerMemory,
	targets: Target[],
	mustExist = false,
): Promise<Target[]> {
	const notFound: Target[] = [];
	const errors: unknown[] = [];
	for (const target of targets) {
		const [outcome] = await Promise.allSettled([deleteOne(client, memory, target, mustExist)]);
		const isRejected = outcome.status === 'rejected';
		// Where deleting is switching off, that may be refused a second time.
		const isOff = isRejected && target.isInactive === true && !isTransient(outcome.reason);
		if (isRejected && !isOff) errors.push(outcome.reason);
		else if (isRejected || outcome.value) memory.deleted(target, true);
		else notFound.push(target);
	}
	if (errors.length > 0) throw errors[0];
	return notFound;
}

/** Tries one id after the other. @returns false when MyD3 has it under none of them */
async function deleteOne(
	client: SubscriptionApi,
	memory: TriggerMemory,
	{ ids }: Target,
	mustExist: boolean,
): Promise<boolean> {
	let error: unknown;
	for (const id of ids) {
		memory.deleting(id);
		const [deleted] = await Promise.allSettled([client.delete(id, mustExist)]);
		if (deleted.status === 'fulfilled' && deleted.value) return true;
		if (deleted.status === 'rejected') error ??= deleted.reason;
	}
	if (error !== undefined) throw error;
	return false;
}

/**
 * Makes sure of what MyD3 answered it does not have: that is so unless it still lists it. Then the list was late, or this
 * is not how MyD3 deletes, and the delete is repeated.
 * @param warn where a sentence for n8n's log goes, when it cannot be checked
 * @throws NodeApiError for one that is still listed, naming the credential's field, or when MyD3 cannot list at the moment
 */
export async function verifyGone(
	client: SubscriptionApi,
	memory: TriggerMemory,
	notFound: Target[],
	warn: (sentence: string) => void,
): Promise<void> {
	if (notFound.length === 0) return;
	const listing = await readList(client, memory);
	if (isWorthAnotherTry(listing)) throw listing.reason;
	const { subscriptions = [], reason } = listing;
	const isListed = ({ ids }: Target): boolean =>
		subscriptions.some((listed) => listed.ids.some((id) => ids.some((one) => sameId(id, one))));
	await deleteAll(client, memory, notFound.filter(isListed), true);
	const others = notFound.filter((target) => !isListed(target));
	for (const target of others) memory.deleted(target, false);
	if (others.length > 0 && (listing.subscriptions === undefined || reason !== undefined)) {
		const ids = others.flatMap(({ ids: [id] }) => id);
		warn(
			`MyD3 answered that it does not have ${ids.join(', ')}, and n8n cannot check this without the complete list. ${reason?.message ?? ''}`.trim(),
		);
	}
}
