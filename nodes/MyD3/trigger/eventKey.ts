import { hash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { isObject } from './body';
import type { EventKey } from './recentDeliveries';

/** What the key of a delivery is made from. */
export interface Identifiable {
	events: IDataObject[];
	/** Names in lower case. */
	headers: Record<string, unknown>;
	rawBody: Buffer;
	/** The subscription's event type; '' where MyD3 knows no event types. */
	eventType: string;
}

type Id = string | number;

/**
 * Makes the key by which the trigger recognises a repeated delivery: a SHA-256 in hex, short for any input and valid as an
 * idempotency key.
 *
 * It is made from the first of these that the delivery has: the ids at the Event ID Field; a standard delivery id (Standard
 * Webhooks' `webhook-id`; CloudEvents' `ce-id`, or `source` and `id` in the body); the body. Events of different types never
 * share a key, and where no type is known, different bodies never do.
 * @param path the Event ID Field in dot notation; empty if not set
 * @returns idMissing: an event has no usable id at that path
 */
export function eventKeyOf(
	delivery: Identifiable,
	path: string,
): { key: EventKey; idMissing: boolean } {
	const { events, rawBody, eventType } = delivery;
	const ofField = path === '' ? undefined : idsOf(events, (event) => idAt(event, path));
	const ids = ofField ? ['field', ...ofField] : (idInHeaders(delivery) ?? idsInCloudEvents(events));
	// JSON, so that no two lists of parts make the same text.
	const parts = JSON.stringify([eventType, ids]);
	const isBodyPart = ids === undefined || eventType === '';
	// In one call: an object to update costs as much as the hashing itself.
	const value = hash('sha256', isBodyPart ? Buffer.concat([Buffer.from(parts), rawBody]) : parts);
	return {
		key: { value, basis: ids === undefined ? 'body' : 'id' },
		idMissing: path !== '' && ofField === undefined,
	};
}

/** @returns undefined when one of the events has none */
function idsOf(
	events: IDataObject[],
	idOf: (event: IDataObject) => Id | undefined,
): Id[] | undefined {
	const ids = events.map(idOf).filter((id) => id !== undefined);
	return ids.length === events.length ? ids : undefined;
}

function idInHeaders({ headers }: Identifiable): Id[] | undefined {
	const webhookId = usable(headers['webhook-id']);
	if (webhookId !== undefined) return ['webhook-id', webhookId];
	const cloudEventId = usable(headers['ce-id']);
	// CloudEvents: an id is unique only within its source.
	return cloudEventId === undefined
		? undefined
		: ['ce-id', usable(headers['ce-source']) ?? '', cloudEventId];
}

function idsInCloudEvents(events: IDataObject[]): Id[] | undefined {
	const ids = idsOf(events, ({ specversion, source, id }) => {
		const isWhole = [specversion, source, id].every((part) => usable(part) !== undefined);
		return isWhole ? JSON.stringify([source, id]) : undefined;
	});
	return ids && ['cloudevents', ...ids];
}

/** The id at a dot path; undefined when there is nothing that can be one. */
function idAt(event: IDataObject, path: string): Id | undefined {
	let value: unknown = event;
	for (const name of path.split('.')) {
		value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	}
	return Number.isSafeInteger(value) ? (value as number) : usable(value);
}

/**
 * A text that can be an id. U+FFFD stands for bytes that are not UTF-8: two different ids may look the same. Numbers with
 * more than 15 digits or with decimals have been rounded, which makes them unusable in the same way.
 */
const usable = (value: unknown): string | undefined =>
	typeof value === 'string' && value.trim() !== '' && !value.includes('\uFFFD') ? value : undefined;
