import type { SubscriptionApi } from '../api/client';
import type { Subscription } from '../api/responses';
import { isTransient, isListUnsupported, isOutcomeUnknown } from '../api/errors';
import { keyDigestOf, extractKey, withKey, withoutQuery } from '../notificationUrl';
import { idsIn, EMPTY } from './staticData';
import type { StaticData, SaveStaticData } from './staticData';
import { deleteAll, deleteAndVerify } from './deletions';
import type { Bookkeeper } from './deletions';

/** What an active trigger wants MyD3 to hold: one subscription per event type, all with `webhookUrl` and one key. */
export interface DesiredSubscriptions {
	/** The node's webhook URL, without query. */
	webhookUrl: string;
	eventTypes: string[];
}

/** What is to be done so that MyD3 holds what is wanted. `stale` are ids of ours to delete. */
export type Plan =
	| { do: 'keep'; memory: StaticData; stale: string[] }
	| { do: 'create'; stale: string[] };

/** Is it ours: is its id remembered, or does its notification URL, without the query, equal the node's webhook URL? */
const belongsToTrigger = (
	subscription: Subscription,
	webhookUrl: string,
	memory: StaticData,
): boolean =>
	memory.subscriptions.some(({ id }) => id === subscription.id) ||
	(subscription.notificationUrl !== undefined &&
		withoutQuery(subscription.notificationUrl) === webhookUrl);

const sameElements = (one: string[], other: string[]): boolean =>
	one.length === other.length && one.every((element) => other.includes(element));

/** Does the memory itself, without a look at MyD3, say that everything wanted is there? */
export const matchesStaticData = (memory: StaticData, wanted: DesiredSubscriptions): boolean =>
	memory.keyDigest !== '' &&
	memory.webhookUrl === wanted.webhookUrl &&
	sameElements(
		memory.subscriptions.map(({ eventType }) => eventType),
		wanted.eventTypes,
	);

/**
 * Compares what is wanted with what MyD3 holds. Only subscriptions that are ours take part; pure.
 * @param listed everything MyD3 lists
 */
export function plan(
	wanted: DesiredSubscriptions,
	listed: Subscription[],
	memory: StaticData,
): Plan {
	const ours = listed.filter((subscription) =>
		belongsToTrigger(subscription, wanted.webhookUrl, memory),
	);
	// What is remembered but not listed is deleted too: the list may be late.
	const ourIds = [...new Set([...idsIn(memory), ...ours.map(({ id }) => id)])];
	const candidates = ours.filter(
		({ notificationUrl: url }) => withoutQuery(url ?? memory.webhookUrl) === wanted.webhookUrl,
	);
	const eventTypeOf = (subscription: Subscription): string | undefined =>
		subscription.eventTypes === undefined
			? memory.subscriptions.find(({ id }) => id === subscription.id)?.eventType
			: subscription.eventTypes.length === 1
				? subscription.eventTypes[0]
				: undefined;
	// A list that shows no key (a masked URL, say) says nothing against the remembered one.
	const digestIn = (subscription: Subscription): string => {
		const key = extractKey(subscription.notificationUrl);
		const remembered = memory.subscriptions.some(({ id }) => id === subscription.id);
		if (key === undefined) return remembered ? memory.keyDigest : '';
		return keyDigestOf(key);
	};

	const digests = new Set([memory.keyDigest, ...candidates.map(digestIn)]);
	digests.delete('');
	for (const keyDigest of digests) {
		const kept = wanted.eventTypes.map((eventType) => ({
			eventType,
			id: candidates.find(
				(subscription) =>
					digestIn(subscription) === keyDigest && eventTypeOf(subscription) === eventType,
			)?.id,
		}));
		const subscriptions = kept.filter(
			(entry): entry is { id: string; eventType: string } => entry.id !== undefined,
		);
		if (subscriptions.length === kept.length) {
			const keptIds = subscriptions.map(({ id }) => id);
			return {
				do: 'keep',
				memory: { subscriptions, keyDigest, webhookUrl: wanted.webhookUrl },
				stale: ourIds.filter((id) => !keptIds.includes(id)),
			};
		}
	}
	return { do: 'create', stale: ourIds };
}

/**
 * Does MyD3 hold exactly what is wanted? Removes what is ours and not wanted on the way.
 * @param warn where a sentence for n8n's log goes
 * @returns false when the subscriptions have to be created
 * @throws NodeApiError when MyD3 cannot be asked and nothing suitable is remembered
 */
export async function reconcile(
	client: Bookkeeper,
	wanted: DesiredSubscriptions,
	memory: StaticData,
	remember: SaveStaticData,
	warn: (sentence: string) => void,
): Promise<boolean> {
	const [listing] = await Promise.allSettled([client.list()]);
	if (listing.status === 'rejected') {
		// n8n 1.x hands back what a delete that failed later on had forgotten: not to be believed.
		const isRemembered =
			matchesStaticData(memory, wanted) && !idsIn(memory).some((id) => client.mayBeGone(id));
		const { message } = listing.reason as Error;
		if (isTransient(listing.reason) && isRemembered) {
			warn(`${message} The subscription from before is taken to be there still.`);
			return true;
		}
		if (!isListUnsupported(listing.reason)) throw listing.reason;
		// Create is the one documented call: without a list, what is remembered has to do.
		warn(`${message} Going on without the list.`);
		if (isRemembered) return true;
		await deleteAll(client, idsIn(memory), memory, remember);
		return false;
	}
	const next = plan(wanted, listing.value, memory);
	await deleteAndVerify(client, next.stale, memory, remember);
	if (next.do === 'keep') remember(next.memory);
	return next.do === 'keep';
}

/**
 * Creates one subscription per wanted event type, or none.
 * @param key a fresh key, which no other notification URL has
 * @throws NodeApiError when one could not be created; those made before are removed again
 */
export async function register(
	client: SubscriptionApi,
	wanted: DesiredSubscriptions,
	key: string,
	additionalFields: Record<string, unknown>,
	remember: SaveStaticData,
): Promise<void> {
	const url = withKey(wanted.webhookUrl, key);
	const memory: StaticData = {
		subscriptions: [],
		keyDigest: keyDigestOf(key),
		webhookUrl: wanted.webhookUrl,
	};
	for (const eventType of wanted.eventTypes) {
		const [created] = await Promise.allSettled([
			createOrFind(client, eventType, url, additionalFields, idsIn(memory)),
		]);
		if (created.status === 'rejected') {
			// What cannot be removed stays remembered for n8n's clean-up (our delete). The first error tells the user why.
			await Promise.allSettled([deleteAll(client, idsIn(memory), memory, remember)]);
			throw created.reason;
		}
		memory.subscriptions.push({ id: created.value, eventType });
		remember({ ...memory, subscriptions: [...memory.subscriptions] });
	}
}

/**
 * Creates a subscription; when it is not clear whether MyD3 did, looks for it: the fresh key makes its URL unique.
 * @param made the ids of those for other events, which have the same URL
 */
async function createOrFind(
	client: SubscriptionApi,
	eventType: string,
	url: string,
	additionalFields: Record<string, unknown>,
	made: string[],
): Promise<string> {
	const [created] = await Promise.allSettled([client.create(eventType, url, additionalFields)]);
	if (created.status === 'fulfilled') return created.value;
	if (!isOutcomeUnknown(created.reason)) throw created.reason;
	const [listing] = await Promise.allSettled([client.list()]);
	// A subscription whose event the list does not show may well be another event's.
	const isIt = ({ id, notificationUrl, eventTypes }: Subscription): boolean =>
		notificationUrl === url &&
		!made.includes(id) &&
		(eventTypes === undefined || eventTypes.includes(eventType));
	const found = listing.status === 'fulfilled' ? listing.value.find(isIt) : undefined;
	if (found === undefined) throw created.reason;
	return found.id;
}

/**
 * Removes every subscription that is ours: by id and, when MyD3 can list, by URL.
 * @throws NodeApiError when one could not be removed or looked for, after trying the others; it stays remembered. Also
 *   when MyD3 finds one neither to delete it nor stops listing it: the message names Subscription Path
 */
export async function unregister(
	client: SubscriptionApi,
	webhookUrl: string,
	memory: StaticData,
	remember: SaveStaticData,
): Promise<void> {
	const [listing] = await Promise.allSettled([client.list()]);
	if (listing.status === 'fulfilled') {
		const ours = listing.value.filter((one) => belongsToTrigger(one, webhookUrl, memory));
		const ids = new Set([...idsIn(memory), ...ours.map(({ id }) => id)]);
		await deleteAndVerify(client, [...ids], memory, remember);
	} else {
		await deleteAll(client, idsIn(memory), memory, remember);
		if (!isListUnsupported(listing.reason)) throw listing.reason;
	}
	remember(EMPTY);
}
