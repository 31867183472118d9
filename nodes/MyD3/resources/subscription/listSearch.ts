import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { createClient } from '../../api/client';
import type { Subscription } from '../../api/listedSubscription';
import { parseUrl } from '../../api/url';

/**
 * Fills the dropdown of the Subscription field.
 * @param filter what the user typed: part of a name or an id, in any case
 * @returns the entries that contain it
 * @throws NodeApiError if MyD3 cannot list: an empty dropdown would mean that there are no subscriptions; NodeOperationError if
 *   the credential is invalid
 */
export async function searchSubscriptions(
	context: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const client = await createClient(context);
	const { subscriptions, incomplete } = await client.list();
	if (subscriptions.length === 0 && incomplete !== undefined) throw incomplete;
	const entries = subscriptions.map((subscription) => ({
		name: listLabel(subscription),
		value: subscription.id,
	}));
	const text = (filter ?? '').toLowerCase();
	return {
		results: entries.filter(({ name, value }) =>
			[name, value].some((shown) => shown.toLowerCase().includes(text)),
		),
	};
}

/**
 * A subscription's name in the dropdown. It shows no path, because a path may contain a key. The start of the ID tells
 * subscriptions apart; the host comes last, because n8n cuts long names short.
 */
function listLabel({ id, eventTypes, notificationUrl }: Subscription): string {
	const url = parseUrl(notificationUrl ?? '');
	const isTest = url?.pathname.includes('/webhook-test/') === true;
	const mark = `${id.slice(0, 8)}${isTest ? ', test event' : ''}`;
	const name = `${eventTypes?.join(', ') ?? 'Subscription'} (${mark})`;
	return url === undefined ? name : `${name} → ${url.host}`;
}
