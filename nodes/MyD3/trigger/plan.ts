/** What has to be done so that MyD3 holds what a trigger wants; pure. */
import { sameId } from '../api/responses';
import type { Subscription } from '../api/listResponse';
import { extractKey, keyDigestOf, lacksKey, leadsTo, showsTarget } from '../notificationUrl';
import { sameEventType } from './eventTypes';
import type { RememberedSubscription } from './staticData';
import type { Target } from './triggerMemory';

/** What an active trigger wants MyD3 to hold: one subscription per event type, each with a key of its own. */
export interface DesiredSubscriptions {
	/** The node's webhook URL, without query. */
	webhookUrl: string;
	/** One empty text where MyD3 knows no event types. */
	eventTypes: string[];
}

/** A subscription of ours that MyD3 lists. */
export interface ListedSubscription extends Target {
	remembered?: RememberedSubscription;
	/** Undefined when the list does not tell, or tells several. */
	eventType?: string;
}

/** Everything of ours. */
export interface OurSubscriptions {
	listed: ListedSubscription[];
	/** Remembered, and not in the list. */
	unlisted: RememberedSubscription[];
	/** Remembered, but MyD3 lists it with another address: not ours any more. */
	elsewhere: RememberedSubscription[];
}

/** `stale` are subscriptions of ours that are not wanted. */
export type Plan =
	| {
			action: 'keep';
			kept: RememberedSubscription[];
			stale: Target[];
			/** Something that is kept is not in the list, which is not whole. */
			isAssumed: boolean;
	  }
	| { action: 'create'; stale: Target[] };

/** The target for a subscription that is only remembered. */
export const targetOf = ({ id, keyDigest }: RememberedSubscription): Target => ({
	ids: [id],
	keyDigest,
});

/**
 * Finds ours: what leads to the webhook URL or, where the list does not show where it leads, what is remembered.
 * @param remembered for this very webhook URL
 */
export function findOurs(
	list: Subscription[],
	webhookUrl: string,
	remembered: RememberedSubscription[],
): OurSubscriptions {
	const listed: ListedSubscription[] = [];
	const seen: Array<RememberedSubscription | undefined> = [];
	const elsewhere: RememberedSubscription[] = [];
	for (const subscription of list) {
		const known = rememberedAs(subscription, list, remembered);
		const { notificationUrl = '', urls, ids, id, isInactive } = subscription;
		const ourUrls = [notificationUrl, ...urls].filter((url) => leadsTo(url, webhookUrl));
		if (ourUrls.length === 0) {
			if (known === undefined) continue;
			if (!showsTarget(notificationUrl)) {
				seen.push(known);
				listed.push({
					...targetOf(known),
					...typeOf(subscription, known),
					isInactive,
					remembered: known,
				});
			} else if (sameId(known.id, id)) {
				elsewhere.push(known);
			}
			continue;
		}
		const key = ourUrls.map(extractKey).find((found) => found !== undefined);
		const digest = key === undefined ? undefined : keyDigestOf(key);
		// No two subscriptions have the same key, so that the key tells a remembered one whose id is listed differently.
		const byKey = remembered.find(({ keyDigest }) => keyDigest === digest);
		const ours = byKey ?? known;
		seen.push(known, byKey);
		const isOneOfItsIds = ours !== undefined && ids.some((one) => sameId(one, ours.id));
		listed.push({
			ids: ours === undefined ? [id] : isOneOfItsIds ? [ours.id] : [ours.id, id],
			// Masked, it says nothing against the remembered one; without any key everybody could send events.
			keyDigest: digest ?? (ourUrls.every(lacksKey) ? '' : (ours?.keyDigest ?? '')),
			...typeOf(subscription, ours),
			isInactive,
			remembered: ours,
		});
	}
	const unlisted = remembered.filter((one) => !seen.includes(one) && !elsewhere.includes(one));
	return { listed, unlisted, elsewhere };
}

/** Which remembered subscription a listed one is by its ids. An id beside the chosen one may be another object's. */
function rememberedAs(
	{ id, ids }: Subscription,
	list: Subscription[],
	remembered: RememberedSubscription[],
): RememberedSubscription | undefined {
	return (
		remembered.find((one) => sameId(one.id, id)) ??
		remembered.find(
			(one) =>
				ids.some((other) => sameId(one.id, other)) &&
				list.filter((item) => item.ids.some((other) => sameId(one.id, other))).length === 1,
		)
	);
}

function typeOf(
	{ eventTypes }: Subscription,
	remembered: RememberedSubscription | undefined,
): Pick<ListedSubscription, 'eventType'> {
	if (eventTypes === undefined) return { eventType: remembered?.eventType };
	const [first = '', ...others] = eventTypes;
	return { eventType: others.every((other) => sameEventType(first, other)) ? first : undefined };
}

/**
 * Compares what is wanted with what is ours.
 * @param assumable those of `unlisted` that may be there all the same: MyD3's list was not whole
 */
export function plan(
	desired: DesiredSubscriptions,
	{ listed, unlisted }: Pick<OurSubscriptions, 'listed' | 'unlisted'>,
	assumable: RememberedSubscription[],
): Plan {
	const assumed = assumable.map((one) => ({ ...one, ...targetOf(one), remembered: one }));
	// The remembered ones first, and last what is not in the list.
	const candidates: ListedSubscription[] = [
		...listed.filter(({ remembered }) => remembered !== undefined),
		...listed,
		...assumed,
	];
	const chosen: ListedSubscription[] = [];
	const kept: RememberedSubscription[] = [];
	for (const eventType of desired.eventTypes) {
		const found = candidates.find(
			(candidate) =>
				candidate.keyDigest !== '' &&
				candidate.isInactive !== true &&
				!chosen.some(({ keyDigest }) => keyDigest === candidate.keyDigest) &&
				(eventType === '' || sameEventType(candidate.eventType ?? '', eventType)),
		);
		if (found === undefined) {
			return { action: 'create', stale: [...listed, ...unlisted.map(targetOf)].map(bare) };
		}
		chosen.push(found);
		kept.push({ id: found.ids[0] ?? '', eventType, keyDigest: found.keyDigest });
	}
	const isAssumed = assumed.some((one) => chosen.includes(one));
	const others: ListedSubscription[] = [
		...listed,
		...unlisted.map((one) => ({ ...targetOf(one), remembered: one })),
	];
	const isKept = ({ ids }: Target): boolean =>
		chosen.some((one) => one.ids.some((id) => ids.some((other) => sameId(id, other))));
	// Under another id and with a hidden key, it could be the one that is assumed to be there.
	const mayBeAssumed = ({ remembered, keyDigest }: ListedSubscription): boolean =>
		isAssumed && remembered === undefined && keyDigest === '';
	const stale = others.filter((one) => !isKept(one) && !mayBeAssumed(one)).map(bare);
	return { action: 'keep', kept, stale, isAssumed };
}

const bare = ({ ids, keyDigest, isInactive }: Target): Target => ({ ids, keyDigest, isInactive });
