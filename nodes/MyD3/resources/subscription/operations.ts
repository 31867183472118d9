import { UserError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isSameId } from '../../api/ids';
import { textOrInteger } from '../../api/json';
import { parseJsonObject } from '../../api/jsonField';
import type { Subscription } from '../../api/listedSubscription';
import { redactSubscription, redactUrls } from '../../api/redact';
import type { Operation } from '../operation';
import { notificationUrlParameter, textParameter } from '../parameters';
import { findSubscription, notFoundMessage, subscriptionIdParameter } from './lookup';
import { sendTestEvent } from './testEvent';

/** The operations of the Subscription resource, by parameter value. */
export const subscriptionOperations: Record<string, Operation> = {
	async create(context, client, itemIndex) {
		const eventType = textParameter(context, 'eventType', 'Event Type', itemIndex);
		if (eventType === '' && client.hasEventTypes) {
			throw new UserError('"Event Type" is empty. Enter it as MyD3 spells it.');
		}
		const notificationUrl = notificationUrlParameter(context, client, itemIndex);
		const additionalFields = parseJsonObject(
			context.getNodeParameter('additionalFields', itemIndex, '{}'),
			'Additional Subscription Fields',
		);
		const id = await client.create(eventType, notificationUrl, additionalFields);
		return [{ id, eventType, notificationUrl: redactUrls(notificationUrl) }];
	},

	async delete(context, client, itemIndex) {
		const id = subscriptionIdParameter(context, itemIndex);
		if ((await client.delete(id)) !== false) return [{ deleted: true, id }];
		// A server may compare GUIDs case-sensitively, and the list has MyD3's spelling. Any other ID of the listed
		// subscription, such as its channel's, may be shared with subscriptions that the user did not choose.
		const listed = await findSubscription(client, id);
		// Its "id" is its own even if requests need another property, which Subscription ID Property names.
		const isOwn = listed !== undefined && isSameId(String(listed.raw.id), id);
		const listedId = isOwn ? listed.id : listed?.ids.find((own) => isSameId(own, id));
		// Autotask lists a GUID as well, but deletes by its "id".
		const ownId = listed?.ids.find(
			(own) => listedId === listed.id && own === textOrInteger(listed.raw.id),
		);
		const spelling = [listedId, ownId].find(
			(candidate) => candidate !== id && candidate !== undefined,
		);
		if (spelling === undefined) throw new UserError(notFoundMessage(id));
		await client.delete(spelling, true);
		return [{ deleted: true, id: spelling }];
	},

	async get(context, client, itemIndex) {
		const id = subscriptionIdParameter(context, itemIndex);
		const found = await findSubscription(client, id);
		if (found === undefined) throw new UserError(notFoundMessage(id));
		return [outputOf(found, includeSecrets(context, itemIndex))];
	},

	async getAll(context, client, itemIndex) {
		const limit = limitOf(context, itemIndex);
		const { eventType, notificationUrlContains } = filtersOf(context, itemIndex);
		const matches = (subscription: Subscription): boolean =>
			(eventType === '' ||
				(subscription.eventTypes ?? []).some((type) => isSameText(type, eventType))) &&
			containsText(subscription.notificationUrl ?? '', notificationUrlContains);
		const withSecrets = includeSecrets(context, itemIndex);
		const { subscriptions, incomplete } = await client.list(limit, matches);
		if (incomplete !== undefined) throw incomplete;
		return subscriptions.map((subscription) => outputOf(subscription, withSecrets));
	},

	sendTestEvent,
};

const isSameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const containsText = (text: string, part: string): boolean =>
	text.toLowerCase().includes(part.toLowerCase());

function limitOf(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const limit = Number(context.getNodeParameter('limit', itemIndex, 50));
	if (Number.isInteger(limit) && limit > 0) return limit;
	throw new UserError('"Limit" must be a whole number, at least 1.');
}

function filtersOf(
	context: IExecuteFunctions,
	itemIndex: number,
): { eventType: string; notificationUrlContains: string } {
	return {
		eventType: textParameter(context, 'filters.eventType', 'Event Type', itemIndex),
		notificationUrlContains: textParameter(
			context,
			'filters.notificationUrlContains',
			'Notification URL Contains',
			itemIndex,
		),
	};
}

const includeSecrets = (context: IExecuteFunctions, itemIndex: number): boolean =>
	context.getNodeParameter('options.includeSecrets', itemIndex, false) === true;

/**
 * MyD3's own object, with its secrets hidden and with our names for properties that MyD3 names differently, or leaves empty, or
 * does not write as text. "id" is one that Get and Delete accept, even if MyD3's own is an address or an object.
 */
function outputOf(subscription: Subscription, withSecrets: boolean): IDataObject {
	const { id, eventTypes, notificationUrl, raw } = subscription;
	const isInactive = subscription.isInactive === true || undefined;
	const named = { eventType: eventTypes?.join(', '), notificationUrl };
	const shown: Record<string, unknown> = { ...named, isInactive, ...raw };
	for (const [name, value] of Object.entries(named)) {
		if (value !== undefined && (typeof raw[name] !== 'string' || raw[name] === ''))
			shown[name] = value;
	}
	const output = withSecrets ? shown : (redactSubscription(shown) as IDataObject);
	// Attio: {"id": {"workspace_id": "…", "webhook_id": "…"}}; others: {"id": "https://api.example.com/hooks/17"}
	const ownId = subscription.ids.includes(textOrInteger(raw.id)) ? {} : { id };
	// Drops undefined properties.
	return JSON.parse(JSON.stringify({ id, ...output, ...ownId })) as IDataObject;
}
