import { hash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { isSameId } from '../api/ids';
import { isObject } from '../api/json';
import type { EventKey } from './recentDeliveries';

/** The parts of a delivery that its key is derived from. */
export interface Identifiable {
	events: IDataObject[];
	/** Names are in lower case. */
	headers: Record<string, unknown>;
	rawBody: Buffer;
	/** The subscription's event type; '' if MyD3 has no event types. */
	eventType: string;
	/** The subscription's id; undefined if it is not known yet. */
	subscriptionId?: string;
}

type Id = string | number;

/** Names of headers in which senders put an id of the delivery: X-GitHub-Delivery, X-Shopify-Event-Id, Idempotency-Key. */
const DELIVERY_ID =
	/(?:^|-)(?:idempotency-key|delivery(?:-id)?|(?:webhook|event|message|notification)-id|message-number)$/;

/** Properties in which events name their type, in lower case and without underscores or hyphens. */
const TYPE_NAMES = ['type', 'eventtype', 'eventname', 'event', 'topic', 'action'];

/**
 * Derives the key by which the trigger recognises repeated deliveries: a SHA-256 hash in hex, which is short whatever the
 * input and valid as an idempotency key.
 *
 * It is derived from the first of these that the delivery has: the ids at the Event ID Field; a standard delivery id
 * (`webhook-id` of Standard Webhooks; `ce-id` of CloudEvents, or `source` and `id` in the body); the body, together with
 * whatever else looks like a delivery id in the headers. Deliveries for different event types never share a key. If the type
 * is unknown, deliveries with different bodies never do.
 * @param path the Event ID Field in dot notation; empty if not set
 * @returns the key, and, as `isIdMissing`, whether one of the events has no usable id at `path`
 */
export function eventKeyOf(
	delivery: Identifiable,
	path: string,
): { key: EventKey; isIdMissing: boolean } {
	const { events, rawBody, eventType } = delivery;
	const fieldIds = path === '' ? undefined : idsOf(events, (event) => idAt(event, path));
	const ids = fieldIds
		? ['field', ...fieldIds, ...typesOf(events)]
		: (idInHeaders(delivery) ?? idsInCloudEvents(events));
	// As JSON, different lists of parts cannot result in the same string.
	const parts = JSON.stringify([eventType, ids ?? otherDeliveryIds(delivery)]);
	const isBodyIncluded = ids === undefined || eventType === '';
	// One call, because creating and updating a Hash object would cost as much as the hashing itself.
	const value = hash(
		'sha256',
		isBodyIncluded ? Buffer.concat([Buffer.from(parts), rawBody]) : parts,
	);
	return {
		key: { value, basis: ids === undefined ? 'body' : 'id' },
		isIdMissing: path !== '' && fieldIds === undefined,
	};
}

/** @returns the id of each event; undefined if one of them has none */
function idsOf(
	events: IDataObject[],
	idOf: (event: IDataObject) => Id | undefined,
): Id[] | undefined {
	const ids = events.map(idOf).filter((id) => id !== undefined);
	return ids.length === events.length ? ids : undefined;
}

function idInHeaders({ headers, subscriptionId }: Identifiable): Id[] | undefined {
	const webhookId = usableText(headers['webhook-id']);
	// Some senders put the subscription's own id there, the same in every delivery.
	const isDeliveryId = webhookId !== undefined && !isSameId(webhookId, subscriptionId ?? '');
	if (isDeliveryId) return ['webhook-id', webhookId];
	const cloudEventId = usableText(headers['ce-id']);
	// In CloudEvents, an id is unique only within its source.
	return cloudEventId === undefined
		? undefined
		: [
				'ce-id',
				...['ce-source', 'ce-type'].map((name) => usableText(headers[name]) ?? ''),
				cloudEventId,
			];
}

/**
 * Finds ids that no standard defines. They distinguish two events with the same body, such as "something changed for
 * customer 1", but do not replace it, because one may be the subscription's id, which is the same in every delivery.
 * @returns the names and values; undefined if there are none
 */
function otherDeliveryIds({ headers }: Identifiable): Id[] | undefined {
	const found = Object.entries(headers)
		.filter(([name, value]) => DELIVERY_ID.test(name) && usableText(value) !== undefined)
		.map(([name, value]) => `${name}: ${value as string}`);
	return found.length === 0 ? undefined : ['headers', ...found.sort()];
}

/**
 * The types that the events themselves name. One subscription may cover several types ("invoice.*"), whose events can
 * concern the same invoice.
 */
const typesOf = (events: IDataObject[]): string[] =>
	events.flatMap((event, index) =>
		Object.entries(event)
			.filter(([name, value]) => typeof value === 'string' && isTypeName(name))
			.map(([name, value]) => `${index} ${name}: ${value as string}`),
	);

const isTypeName = (name: string): boolean =>
	TYPE_NAMES.includes(name.toLowerCase().replace(/[_-]/g, ''));

function idsInCloudEvents(events: IDataObject[]): Id[] | undefined {
	const ids = idsOf(events, ({ specversion, source, id }) => {
		const isComplete = [specversion, source, id].every((part) => usableText(part) !== undefined);
		return isComplete ? JSON.stringify([source, id]) : undefined;
	});
	return ids && ['cloudevents', ...ids, ...typesOf(events)];
}

/** @returns the id at a path; undefined if there is no usable one */
function idAt(event: IDataObject, path: string): Id | undefined {
	let value: unknown = event;
	for (const name of path.split('.')) {
		// An element of a list does not identify the event: the list may contain others.
		value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	}
	// Zero stands for an id that was not set. A number that is not a safe integer may have been rounded, so two ids could
	// look the same.
	return value !== 0 && Number.isSafeInteger(value) ? (value as number) : usableText(value);
}

/** What senders write if an id is not set: "0", .NET's empty GUID, "null". It is the same in every event. */
const NOT_SET = /^([{}0-]*|null|none|undefined)$/i;

/**
 * @returns the value if it is a string that can identify an event. U+FFFD replaces bytes that are not valid UTF-8, so two
 *   different ids could look the same.
 */
const usableText = (value: unknown): string | undefined =>
	typeof value === 'string' && !NOT_SET.test(value.trim()) && !value.includes('\uFFFD')
		? value
		: undefined;
