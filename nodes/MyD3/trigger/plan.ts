/** Decides which subscriptions to keep, delete and create, so that MyD3 has those that a trigger needs. All of it is pure. */
import { isSameId } from '../api/ids';
import type { Subscription } from '../api/listedSubscription';
import {
	extractKey,
	keyDigestOf,
	hasNoKey,
	hasSameTarget,
	hasVisibleTarget,
} from '../notificationUrl';
import { isSameEventType } from './eventTypes';
import type { RememberedSubscription } from './staticData';
import type { DeletionTarget } from './triggerMemory';

/** The subscriptions that an active trigger needs: one per event type, each with its own key. */
export interface DesiredSubscriptions {
	/** The node's webhook URL, without a query. */
	webhookUrl: string;
	/** A single empty string if MyD3 has no event types. */
	eventTypes: string[];
}

/** One of our subscriptions, listed or only remembered. */
export interface OwnSubscription extends DeletionTarget {
	remembered?: RememberedSubscription;
	/** The remembered one if the list shows none. Undefined if that is not known either, or if the list shows several. */
	eventType?: string;
}

/** All of our subscriptions, by whether MyD3 lists them. */
export interface OurSubscriptions {
	listed: OwnSubscription[];
	/** Remembered, but not listed. */
	unlisted: RememberedSubscription[];
	/** Remembered, but MyD3 now lists them with a different address, so they are no longer ours. */
	moved: RememberedSubscription[];
}

/** What to do. `stale` lists our subscriptions that are not needed. */
export type Plan =
	| {
			action: 'keep';
			kept: RememberedSubscription[];
			stale: DeletionTarget[];
			/** Whether one of those kept is missing from MyD3's list, which is incomplete. */
			isAssumed: boolean;
	  }
	| { action: 'create'; stale: DeletionTarget[] };

/** The deletion target of a remembered subscription. */
export const deletionTarget = ({
	id,
	keyDigest,
	eventType,
}: RememberedSubscription): DeletionTarget => ({
	ids: [id],
	keyDigest,
	eventType,
});

/**
 * Finds our subscriptions: those whose notification URL leads to the webhook URL and, where the list does not show the URL,
 * those that we remember.
 * @param list as MyD3 returned it
 * @param webhookUrl the node's webhook URL, without a query
 * @param remembered the subscriptions remembered for exactly this webhook URL
 * @returns our subscriptions, listed or not
 */
export function findOurs(
	list: Subscription[],
	webhookUrl: string,
	remembered: RememberedSubscription[],
): OurSubscriptions {
	const listed: OwnSubscription[] = [];
	const matched: Array<RememberedSubscription | undefined> = [];
	const moved: RememberedSubscription[] = [];
	for (const subscription of list) {
		const known = rememberedAs(subscription, list, remembered);
		const { notificationUrl = '', urls, ids, id, isInactive } = subscription;
		const ourUrls = [notificationUrl, ...urls].filter((url) => hasSameTarget(url, webhookUrl));
		if (ourUrls.length === 0) {
			if (known === undefined) continue;
			if (!hasVisibleTarget(notificationUrl)) {
				matched.push(known);
				listed.push({
					...deletionTarget(known),
					...eventTypeOf(subscription, known),
					isInactive,
					remembered: known,
				});
			} else if (isSameId(known.id, id)) {
				moved.push(known);
			}
			continue;
		}
		const key = ourUrls.map(extractKey).find((found) => found !== undefined);
		const digest = key === undefined ? undefined : keyDigestOf(key);
		// Keys are unique, so a key identifies a remembered subscription even if MyD3 lists it under a different id.
		const byKey = remembered.find(({ keyDigest }) => keyDigest === digest);
		const ours = byKey ?? known;
		matched.push(known, byKey);
		const isOneOfItsIds = ours !== undefined && ids.some((id) => isSameId(id, ours.id));
		listed.push({
			ids: ours === undefined ? [id] : isOneOfItsIds ? [ours.id] : [ours.id, id],
			// If the list masks the key, use the remembered digest. If the URL has no key, anyone could send events.
			keyDigest: digest ?? (ourUrls.every(hasNoKey) ? '' : (ours?.keyDigest ?? '')),
			...eventTypeOf(subscription, ours),
			isInactive,
			remembered: ours,
		});
	}
	const unlisted = remembered.filter(
		(subscription) => !matched.includes(subscription) && !moved.includes(subscription),
	);
	return { listed, unlisted, moved };
}

/** Matches a listed subscription to a remembered one by id. An id other than `id` may belong to another object. */
function rememberedAs(
	{ id, ids }: Subscription,
	list: Subscription[],
	remembered: RememberedSubscription[],
): RememberedSubscription | undefined {
	return (
		remembered.find((known) => isSameId(known.id, id)) ??
		remembered.find(
			(known) =>
				ids.some((other) => isSameId(known.id, other)) &&
				list.filter((item) => item.ids.some((other) => isSameId(known.id, other))).length === 1,
		)
	);
}

function eventTypeOf(
	{ eventTypes }: Subscription,
	remembered: RememberedSubscription | undefined,
): Pick<OwnSubscription, 'eventType'> {
	if (eventTypes === undefined) return { eventType: remembered?.eventType };
	const [first = '', ...others] = eventTypes;
	return { eventType: others.every((other) => isSameEventType(first, other)) ? first : undefined };
}

/**
 * Compares the subscriptions that the trigger needs with ours.
 * @param desired the subscriptions that the trigger needs
 * @param ours those that {@link findOurs} found
 * @param assumable those of `unlisted` that may still exist, because MyD3's list is incomplete
 * @returns whether to keep the existing subscriptions or create all of them anew
 */
export function plan(
	desired: DesiredSubscriptions,
	{ listed, unlisted }: Pick<OurSubscriptions, 'listed' | 'unlisted'>,
	assumable: RememberedSubscription[],
): Plan {
	const assumed = assumable.map((subscription) => ({
		...subscription,
		...deletionTarget(subscription),
		remembered: subscription,
	}));
	// Prefer those that are remembered. Fall back on those that are not listed.
	const candidates: OwnSubscription[] = [
		...listed.filter(({ remembered }) => remembered !== undefined),
		...listed,
		...assumed,
	];
	const chosen: OwnSubscription[] = [];
	const kept: RememberedSubscription[] = [];
	for (const eventType of desired.eventTypes) {
		const found = candidates.find(
			(candidate) =>
				candidate.keyDigest !== '' &&
				candidate.isInactive !== true &&
				!chosen.some(({ keyDigest }) => keyDigest === candidate.keyDigest) &&
				(eventType === '' || isSameEventType(candidate.eventType ?? '', eventType)),
		);
		if (found === undefined) {
			return {
				action: 'create',
				stale: [...listed, ...unlisted.map(deletionTarget)].map(pickTarget),
			};
		}
		chosen.push(found);
		kept.push({ id: found.ids[0] ?? '', eventType, keyDigest: found.keyDigest });
	}
	const isAssumed = assumed.some((subscription) => chosen.includes(subscription));
	const others: OwnSubscription[] = [
		...listed,
		...unlisted.map((subscription) => ({
			...deletionTarget(subscription),
			remembered: subscription,
		})),
	];
	const isKept = ({ ids }: DeletionTarget): boolean =>
		chosen.some((kept) => kept.ids.some((id) => ids.some((other) => isSameId(id, other))));
	// A listed subscription with a different id and a masked key may be the one that is assumed to exist.
	const mayBeAssumed = ({ remembered, keyDigest }: OwnSubscription): boolean =>
		isAssumed && remembered === undefined && keyDigest === '';
	const stale = others
		.filter((subscription) => !isKept(subscription) && !mayBeAssumed(subscription))
		.map(pickTarget);
	return { action: 'keep', kept, stale, isAssumed };
}

const pickTarget = ({ ids, keyDigest, eventType, isInactive }: DeletionTarget): DeletionTarget => ({
	ids,
	keyDigest,
	eventType,
	isInactive,
});
