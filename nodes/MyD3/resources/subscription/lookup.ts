import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { MyD3Client } from '../../api/client';
import { isSameId } from '../../api/ids';
import type { Subscription } from '../../api/listedSubscription';
import { textParameter } from '../parameters';

/**
 * Finds a subscription in MyD3's list, because MyD3 documents no way to get a single one.
 * @returns undefined if MyD3 does not list it
 * @throws NodeApiError if the list is incomplete and does not show it
 */
export async function findSubscription(
	client: MyD3Client,
	id: string,
): Promise<Subscription | undefined> {
	const { subscriptions, incomplete } = await client.list();
	// Several may share another ID, such as their channel's.
	const sharing = subscriptions.filter(({ ids }) => ids.some((own) => isSameId(own, id)));
	const found =
		sharing.find((subscription) => isSameId(subscription.id, id)) ??
		(sharing.length === 1 ? sharing[0] : undefined);
	if (found === undefined && incomplete !== undefined) throw incomplete;
	return found;
}

/** Reads the Subscription parameter. @throws UserError if none is chosen */
export function subscriptionIdParameter(context: IExecuteFunctions, itemIndex: number): string {
	const id = textParameter(context, 'subscriptionId', 'Subscription', itemIndex, {
		extractValue: true,
	});
	if (id === '') {
		throw new UserError('No subscription is selected. Choose one from the list, or enter its ID.');
	}
	return id;
}

/** @returns the message for a subscription that MyD3 does not list */
export const notFoundMessage = (id: string): string =>
	`MyD3 has no subscription with the ID ${id}. It may have been deleted. Use the Get Many operation to see those that exist.`;

/** @returns the message for a test event to a subscription that MyD3 does not list */
export const notListeningMessage = (id: string): string =>
	`MyD3 no longer has the subscription ${id}. A MyD3 Trigger gets a new one whenever it is published or listens for a test event. If it is not published, choose "Execute step" in it again. Then close and reopen this node, and choose the other entry under "Subscription": n8n still lists the old one first.`;
