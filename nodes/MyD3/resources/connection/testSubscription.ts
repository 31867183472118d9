import type { MyD3Client } from '../../api/client';
import { contract } from '../../api/contract';
import { isOutcomeUnknown } from '../../api/errorKinds';
import { isSameId } from '../../api/ids';
import type { Subscription } from '../../api/listedSubscription';
import { extractKey, hasSameTarget, withoutQuery } from '../../notificationUrl';
import { ok, skipped, warning } from './steps';
import type { Finding, StepLog } from './steps';

/** The subscription that a diagnosis creates and then deletes. */
export interface TestSubscription {
	/** Empty if MyD3 has no event types. */
	eventType: string;
	/** Contains `key`, which makes it unique. */
	notificationUrl: string;
	key: string;
}

/** How long to wait before listing again, in ms, because the list may lag behind. */
const WAITS_MS = [2000, 5000];

/** What the list shows about the test subscription. */
interface ListMatch {
	/** The ids with which to delete it. */
	ids: string[];
	/** Whether its URL, which has this diagnosis's key, is in the list. */
	isByUrl?: boolean;
	/** Whether the list shows that the id in the response to Create Request is another subscription's. */
	hasForeignId: boolean;
	/** Whether the list is empty, although it had subscriptions before this diagnosis. */
	isUnexpectedlyEmpty?: boolean;
}

/**
 * Creates a subscription, finds it in the list, deletes it and checks that it is gone. Attempts the deletion even if a step
 * fails, but only for a subscription whose URL has this diagnosis's key, or whose ID the list does not show as another's.
 * @param mayCreate whether the earlier steps allow creating one
 * @param wait waits the given number of ms
 * @param before the subscriptions that MyD3 listed earlier, none of which is the test subscription
 */
export async function tryTestSubscription(
	client: MyD3Client,
	test: TestSubscription,
	mayCreate: boolean,
	log: StepLog,
	wait: (ms: number) => Promise<void>,
	before: readonly Subscription[] = [],
): Promise<void> {
	const { createRequest, listRequest, deleteRequest } = client.requests;
	const { eventType, notificationUrl } = test;
	const listInfo = {
		basis: contract.listRequest.basis,
		field: 'List Request',
		request: listRequest?.describe({ page: '1', page0: '0', offset: '0' }) ?? '',
	};
	let createdId: string | undefined;
	let isOutcomeUnclear = false;

	const create = async (): Promise<Finding> => {
		const [created] = await Promise.allSettled([client.create(eventType, notificationUrl)]);
		if (created.status === 'fulfilled') {
			createdId = created.value;
			return ok(`MyD3 created subscription ${createdId}.`);
		}
		isOutcomeUnclear = isOutcomeUnknown(created.reason);
		throw created.reason;
	};
	const wasListedBefore = (): boolean =>
		before.some((subscription) => createdId !== undefined && hasId(subscription, createdId));
	const listOnce = async (): Promise<ListMatch> => {
		const { subscriptions, incomplete } = await client.list();
		const found = findInList(subscriptions, test, createdId, client.baseUrl);
		const match = found.isByUrl || !wasListedBefore() ? found : { ids: [], hasForeignId: true };
		// It may be on a page that could not be read.
		if (incomplete !== undefined && match.ids.length === 0 && !match.hasForeignId) {
			throw incomplete;
		}
		return { ...match, isUnexpectedlyEmpty: subscriptions.length === 0 && before.length > 0 };
	};
	/** Lists up to three times, until `isExpected`. */
	const listUntil = async (isExpected: (match: ListMatch) => boolean): Promise<ListMatch> => {
		let match = await listOnce();
		for (const ms of WAITS_MS) {
			if (isExpected(match)) break;
			await wait(ms);
			match = await listOnce();
		}
		return match;
	};

	await log.runStep(
		{
			step: 'Create a test subscription',
			// Its first line is documented, but its body is not.
			basis: contract.createBody.basis,
			field: 'Create Request',
			request: createRequest.describe({ eventType, notificationUrl }),
		},
		mayCreate ? create : undefined,
	);

	let match: ListMatch = { ids: [], hasForeignId: false };
	const find = async (): Promise<Finding> => {
		if (!client.canList) return skipped('"List Request" is empty.', 'Nothing to change.');
		match = await listUntil((found) => found.ids.length > 0 || found.hasForeignId);
		if (match.hasForeignId) return belongsToAnother(createdId as string);
		return match.ids.length > 0 ? ok('MyD3 lists it.') : notListed(createdId);
	};
	const mayExist = createdId !== undefined || isOutcomeUnclear;
	await log.runStep({ ...listInfo, step: 'Find it in the list' }, mayExist ? find : undefined);

	const unlistedIds =
		createdId === undefined || match.hasForeignId || wasListedBefore() ? [] : [createdId];
	const ids = match.ids.length > 0 ? match.ids : unlistedIds;
	let isDeleted = false;
	const remove = async (): Promise<Finding> => {
		const results = [];
		for (const id of ids)
			results.push((await client.delete(id, match.ids.length > 0, eventType)) !== false);
		isDeleted = results.every(Boolean);
		return isDeleted
			? ok('MyD3 deleted it.')
			: warning(
					'MyD3 answered that it has no such subscription.',
					'If it still exists, correct "Delete Request".',
					'Delete Request',
				);
	};
	await log.runStep(
		{
			step: 'Delete it',
			basis: contract.deleteRequest.basis,
			field: 'Delete Request',
			request: deleteRequest.describe(ids[0] === undefined ? {} : { id: ids[0], eventType }),
		},
		ids.length > 0 ? remove : undefined,
	);

	const checkGone = async (): Promise<Finding> => {
		if (!client.canList) {
			return isDeleted
				? skipped('"List Request" is empty, so this cannot be checked.', 'Nothing to change.')
				: mayStillExist(test, '"List Request" is empty.');
		}
		const [first] = await Promise.allSettled([listUntil((match) => match.ids.length === 0)]);
		if (first.status === 'rejected') return mayStillExist(test, (first.reason as Error).message);
		const left = first.value.ids;
		if (left.length === 0) return noLongerListed(first.value);
		await Promise.allSettled(left.map(async (id) => await client.delete(id, false, eventType)));
		const [again] = await Promise.allSettled([listOnce()]);
		if (again.status === 'rejected') return mayStillExist(test, (again.reason as Error).message);
		const second = again.value;
		if (second.ids.length === 0) return ok('MyD3 deleted it on the second attempt.');
		return {
			verdict: 'failed',
			explanation: `MyD3 still lists the test subscription ${second.ids.join(', ')}.`,
			advice:
				'Delete it in MyD3, or with the Delete operation. If MyD3 answered the deletion with 404, correct "Delete Request" in the credential.',
			field: 'Delete Request',
		};
	};
	const noLongerListed = ({ isUnexpectedlyEmpty = false }: ListMatch): Finding => {
		if (match.hasForeignId || (wasListedBefore() && match.ids.length === 0)) {
			return mayStillExist(test, "MyD3 returned another subscription's ID.");
		}
		if (isOutcomeUnclear && match.ids.length === 0) {
			return mayStillExist(
				test,
				'MyD3 did not confirm that it created one, and lists none so far.',
			);
		}
		if (!isDeleted && ids.length > 0 && match.ids.length === 0) {
			return mayStillExist(test, 'MyD3 did not delete it, and does not list it either.');
		}
		if (isUnexpectedlyEmpty) {
			const others = before.length === 1 ? '1 other' : `${before.length} others`;
			return mayStillExist(test, `MyD3 lists nothing now, although it listed ${others} before.`);
		}
		return ok(match.ids.length > 0 ? 'MyD3 no longer lists it.' : 'MyD3 does not list it.');
	};
	await log.runStep(
		{ ...listInfo, step: 'Check that it is gone' },
		mayExist ? checkGone : undefined,
	);
}

/**
 * Finds the test subscription in the list.
 * @param createdId the id in the response to Create Request
 */
function findInList(
	listed: Subscription[],
	{ notificationUrl, key }: TestSubscription,
	createdId: string | undefined,
	baseUrl: string,
): ListMatch {
	const hasCreatedId = (subscription: Subscription): boolean =>
		createdId !== undefined && hasId(subscription, createdId);
	const byUrl = listed.filter(({ urls }) => urls.some((url) => extractKey(url) === key));
	if (byUrl.length > 0) {
		const ids = byUrl.map((subscription) =>
			hasCreatedId(subscription) ? (createdId as string) : subscription.id,
		);
		return { ids, isByUrl: true, hasForeignId: false };
	}
	const byId = listed.filter(hasCreatedId);
	const hasForeignId = byId.some(({ notificationUrl: url }) => {
		// The only URL in a row may be its own address.
		if (url === undefined || new URL(url).host === new URL(baseUrl).host) return false;
		return !hasSameTarget(url, notificationUrl) || extractKey(url) !== undefined;
	});
	return { ids: byId.length > 0 && !hasForeignId ? [createdId as string] : [], hasForeignId };
}

const hasId = ({ ids }: Subscription, id: string): boolean => ids.some((own) => isSameId(own, id));

const notListed = (createdId: string | undefined): Finding => ({
	verdict: 'failed',
	explanation: 'MyD3 does not list the test subscription.',
	advice:
		createdId === undefined
			? 'MyD3 may not have created it. The list may also lag behind.'
			: 'Compare {notificationUrl} in "Create Request" with what MyD3 lists. The list may also lag behind.',
	field: createdId === undefined ? '' : 'Create Request',
});

const belongsToAnother = (createdId: string): Finding => ({
	verdict: 'failed',
	explanation: `The response to "Create Request" appeared to contain the ID ${createdId}, but that is the ID of another subscription. Nothing was deleted.`,
	advice: 'Set "Subscription ID Property" to the name of the ID in that response.',
	field: 'Subscription ID Property',
});

const mayStillExist = ({ notificationUrl }: TestSubscription, reason: string): Finding =>
	warning(
		`The test subscription may still exist. ${reason}`,
		`In a few minutes, look in MyD3 (or use the Get Many operation) for a subscription whose notification URL is on ${new URL(withoutQuery(notificationUrl)).host}, and delete it.`,
	);
