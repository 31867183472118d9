import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { myD3Client } from '../../api/client';
import type { Subscription } from '../../api/listResponse';
import { parseUrl } from '../../api/url';

/** Fills the list in the field Subscription. */
export async function searchSubscriptions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const client = await myD3Client(this);
	const { subscriptions } = await client.list();
	const entries = subscriptions.map((subscription) => ({
		name: listLabel(subscription),
		value: subscription.id,
	}));
	const text = (filter ?? '').toLowerCase();
	return { results: entries.filter(({ name }) => name.toLowerCase().includes(text)) };
}

/**
 * What the list of subscriptions shows, never a key: nothing of a path that is not n8n's own. The beginning of the ID
 * tells two workflows' apart; it comes first, because n8n cuts what is long.
 */
function listLabel({ id, eventTypes, notificationUrl }: Subscription): string {
	const name = `${eventTypes?.join(', ') ?? 'Subscription'} (${id.slice(0, 8)})`;
	const url = parseUrl(notificationUrl ?? '');
	if (url === undefined) return name;
	const { host, pathname } = url;
	return `${name} → ${host}${pathname.includes('/webhook-test/') ? ' (test event)' : ''}`;
}
