import { createHash, timingSafeEqual } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { contract } from '../api/contract';
import { keyDigestOf } from '../notificationUrl';
import type { RecentDeliveries } from './recentDeliveries';

/** One request at the trigger's webhook URL, as n8n received it. */
export interface Delivery {
	query: Record<string, unknown>;
	contentType: string;
	/** The body's bytes; undefined when n8n did not read them (multipart). */
	rawBody: Buffer | undefined;
	/** What n8n has made of them. It parses JSON when the content type says so, and answers 422 when it cannot. */
	body?: unknown;
}

/** What the trigger's options say about deliveries. */
export interface DeliveryOptions {
	ignoreDuplicates: boolean;
	/** Dot path to the event's id; empty when there is none. */
	eventIdField: string;
	includeMetadata: boolean;
}

/** What is to be done with a delivery. */
export type DeliveryResult =
	| { verdict: 'refused'; because: 'nothing is remembered' | 'the key is missing or wrong' }
	| { verdict: 'not understood'; because: string }
	| { verdict: 'empty' | 'duplicate' | 'running' }
	| {
			verdict: 'accepted';
			items: IDataObject[];
			eventKey: string;
			/** An event has no id where `eventIdField` says, so that the whole body is compared instead. */
			idMissing: boolean;
	  };

const NO_BYTES = Buffer.alloc(0);
const JSON_TYPE = /^application\/json *(;|$)/i;

// An id that is longer is kept as its digest: what is remembered must stay small, whatever is sent.
const LONGEST_ID = 200;

/**
 * Judges a delivery: authenticate, parse, recognise a duplicate, make items, in this order, so that nothing of a
 * stranger's is parsed or remembered.
 * @param keyDigest SHA-256 of the key in the notification URL, in hex; undefined when none is remembered
 * @param recent the node's deliveries; undefined where duplicates do not count (test listening)
 * @param now in ms since 1970
 */
export function evaluateDelivery(
	delivery: Delivery,
	keyDigest: string | undefined,
	options: DeliveryOptions,
	recent: RecentDeliveries | undefined,
	now: number,
): DeliveryResult {
	if (!keyDigest) return { verdict: 'refused', because: 'nothing is remembered' };
	if (!isAuthentic(delivery.query[contract.keyArgument.value], keyDigest)) {
		return { verdict: 'refused', because: 'the key is missing or wrong' };
	}

	if (delivery.rawBody === undefined && delivery.contentType !== '') {
		return { verdict: 'not understood', because: 'a multipart body is not read' };
	}
	const events = readEvents(delivery);
	if (events === undefined) {
		return { verdict: 'not understood', because: 'it is not a JSON object or an array of them' };
	}
	if (events.length === 0) return { verdict: 'empty' };

	const id = options.eventIdField === '' ? undefined : idOf(events, options.eventIdField);
	const eventKey = id ?? sha256(delivery.rawBody ?? NO_BYTES);
	if (options.ignoreDuplicates && recent !== undefined) {
		const state = recent.stateOf(eventKey, now);
		if (state !== 'new') return { verdict: state };
	}
	return {
		verdict: 'accepted',
		eventKey,
		idMissing: options.eventIdField !== '' && id === undefined,
		items: options.includeMetadata
			? events.map((event) => ({
					...event,
					metadata: {
						eventKey,
						receivedAt: new Date(now).toISOString(),
						contentType: delivery.contentType,
					},
				}))
			: events,
	};
}

/** @param key the query argument; an array when it occurs more than once, which nobody honest does */
function isAuthentic(key: unknown, keyDigest: string): boolean {
	if (typeof key !== 'string') return false;
	const expected = Buffer.from(keyDigest, 'hex');
	const actual = Buffer.from(keyDigestOf(key), 'hex');
	return expected.length === actual.length && timingSafeEqual(expected, actual);
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns none when the body is empty; undefined when it is no JSON object or array of them */
function readEvents({
	rawBody = NO_BYTES,
	contentType,
	body,
}: Delivery): IDataObject[] | undefined {
	if (rawBody.length > 0 && JSON_TYPE.test(contentType) && typeof body === 'object' && body) {
		return asEvents(body);
	}
	// White space is, to JavaScript, also a byte order mark.
	const text = rawBody.toString('utf8').trim();
	if (text === '') return [];
	try {
		return asEvents(JSON.parse(text));
	} catch {
		return undefined;
	}
}

function asEvents(value: unknown): IDataObject[] | undefined {
	const events: unknown[] = Array.isArray(value) ? value : [value];
	return events.every(isObject) ? events : undefined;
}

/** The id of a delivery: its event's, or one made of its events' ids; undefined when one of them has none. */
function idOf(events: IDataObject[], path: string): string | undefined {
	const ids = events.map((event) => idAt(event, path));
	if (ids.includes(undefined)) return undefined;
	const id = ids.length === 1 ? String(ids[0]) : JSON.stringify(ids);
	return ids.length === 1 && id.length <= LONGEST_ID ? id : sha256(id);
}

const sha256 = (content: Buffer | string): string =>
	createHash('sha256').update(content).digest('hex');

/** The id at a dot path; undefined when there is nothing that can be one. */
function idAt(event: IDataObject, path: string): string | number | undefined {
	let value: unknown = event;
	for (const name of path.split('.')) {
		value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	}
	return typeof value === 'number' || (typeof value === 'string' && value !== '')
		? value
		: undefined;
}
