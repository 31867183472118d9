import { UserError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { parseJsonObject } from '../../api/contract';
import { redactKeys } from '../../api/redact';
import { normalizeId } from '../../api/responses';
import type { Subscription } from '../../api/responses';
import { notificationUrlParameter } from '../parameters';
import type { Operation } from '../operation';

/** The operations of the resource Subscription, by their name in the node. */
export const subscriptionOperations: Record<string, Operation> = {
	async create(context, client, itemIndex) {
		const eventType = (context.getNodeParameter('eventType', itemIndex) as string).trim();
		if (eventType === '') throw new UserError('"Event Type" is empty. Enter it as MyD3 names it.');
		const notificationUrl = notificationUrlParameter(context, client, itemIndex);
		const additionalFields = parseJsonObject(
			context.getNodeParameter('additionalFields', itemIndex, '{}'),
			'Additional Fields',
		);
		const id = await client.create(eventType, notificationUrl, additionalFields);
		return [{ id, eventType, notificationUrl: redactKeys(notificationUrl) }];
	},

	async delete(context, client, itemIndex) {
		const id = subscriptionIdOf(context, itemIndex);
		if (!(await client.delete(id))) throw new UserError(notFoundMessage(id));
		return [{ deleted: true, id }];
	},

	// MyD3 documents a list but no way to get a single subscription.
	async get(context, client, itemIndex) {
		const id = subscriptionIdOf(context, itemIndex);
		const found = (await client.list()).find((subscription) => subscription.id === id);
		if (found === undefined) throw new UserError(notFoundMessage(id));
		return [outputOf(found, includeSecrets(context, itemIndex))];
	},

	async getAll(context, client, itemIndex) {
		const returnAll = context.getNodeParameter('returnAll', itemIndex) as boolean;
		const limit = returnAll ? Infinity : (context.getNodeParameter('limit', itemIndex) as number);
		const { eventType, notificationUrlContains } = context.getNodeParameter(
			'filters',
			itemIndex,
			{},
		) as { eventType?: string; notificationUrlContains?: string };
		const wanted = (subscription: Subscription) =>
			(!eventType || (subscription.eventTypes ?? []).includes(eventType)) &&
			(subscription.notificationUrl ?? '').includes(notificationUrlContains ?? '');
		const withSecrets = includeSecrets(context, itemIndex);
		return (await client.list(limit, wanted)).map((found) => outputOf(found, withSecrets));
	},
};

function subscriptionIdOf(context: IExecuteFunctions, itemIndex: number): string {
	const id = context.getNodeParameter('subscriptionId', itemIndex, '', {
		extractValue: true,
	}) as string;
	if (id.trim() === '')
		throw new UserError('No subscription is chosen. Pick one from the list or enter its ID.');
	return normalizeId(id.trim());
}

const includeSecrets = (context: IExecuteFunctions, itemIndex: number): boolean =>
	context.getNodeParameter('options.includeSecrets', itemIndex, false) as boolean;

const notFoundMessage = (id: string): string =>
	`MyD3 holds no subscription with the ID ${id}. It may have been deleted; the operation Get Many shows those that are there.`;

/** MyD3's own object with keys hidden, and with our names for what the vendor may call otherwise. */
function outputOf(subscription: Subscription, withSecrets: boolean): IDataObject {
	const { id, eventTypes, notificationUrl, raw } = subscription;
	const json = JSON.stringify({ id, eventType: eventTypes?.join(', '), notificationUrl, ...raw });
	return JSON.parse(withSecrets ? json : redactKeys(json)) as IDataObject;
}
