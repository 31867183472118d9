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
 * tells two workflows' apart; the host comes last, because n8n cuts what is long.
 */
function listLabel({ id, eventTypes, notificationUrl }: Subscription): string {
	const url = parseUrl(notificationUrl ?? '');
	const isTest = url?.pathname.includes('/webhook-test/') === true;
	const mark = `${id.slice(0, 8)}${isTest ? ', test event' : ''}`;
	const name = `${eventTypes?.join(', ') ?? 'Subscription'} (${mark})`;
	return url === undefined ? name : `${name} → ${url.host}`;
}
