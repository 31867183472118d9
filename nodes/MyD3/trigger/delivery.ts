import type { IDataObject } from 'n8n-workflow';

import { hasBody, parseEvents } from './body';
import type { BodySource, UnreadableBody } from './body';
import { eventKeyOf } from './eventKey';
import { isValidationEvent, readEcho } from './handshake';
import type { EventKey, RecentDeliveries } from './recentDeliveries';
import type { SubscriptionKey } from './subscriptionKeys';

/** An authenticated request to the trigger's webhook URL, as n8n received it; its body's bytes have been read. */
export interface Delivery extends BodySource {
	method: string;
	query: Record<string, unknown>;
	/** Names are in lower case, as in Node.js. */
	headers: Record<string, unknown> & BodySource['headers'];
	/** The subscription whose key it carries. */
	subscription: Pick<SubscriptionKey, 'eventType' | 'id'>;
}

/** The trigger's options that apply to deliveries. */
export interface DeliveryOptions {
	ignoreDuplicates: boolean;
	/** Dot path to the event's id; empty if not set. */
	eventIdField: string;
	includeMetadata: boolean;
}

/** Reads the node's options. @param options of any type, as is each option in it, because expressions can set them */
export function deliveryOptions(options: unknown): DeliveryOptions {
	const { ignoreDuplicates = true, eventIdField, includeMetadata } = (options ?? {}) as IDataObject;
	const isTrue = (value: unknown) => value === true || value === 'true';
	return {
		// Anything but true counts as off: processing an event twice is better than losing one.
		ignoreDuplicates: isTrue(ignoreDuplicates),
		eventIdField: ['string', 'number'].includes(typeof eventIdField)
			? String(eventIdField).trim()
			: '',
		includeMetadata: isTrue(includeMetadata),
	};
}

interface WithEcho {
	/** Headers to echo, whatever the outcome. */
	echoedHeaders: Record<string, string>;
}

/** A delivery that starts no execution. */
export type IgnoredDelivery = WithEcho &
	(
		| { outcome: 'handshake'; body: string | IDataObject }
		| { outcome: 'empty' }
		| ({ outcome: 'malformed' } & UnreadableBody)
		| { outcome: 'duplicate' | 'inProgress'; eventKey: EventKey }
	);

/** A delivery that starts the workflow. */
export interface AcceptedDelivery extends WithEcho {
	outcome: 'accepted';
	items: IDataObject[];
	eventKey: EventKey;
	/** Whether an Event ID Field is set, but one of the events has no usable id there. */
	isIdMissing: boolean;
}

/** The outcome of a delivery. */
export type DeliveryResult = IgnoredDelivery | AcceptedDelivery;

const EMPTY_BODY = Buffer.alloc(0);

/**
 * Decides the outcome of an authenticated delivery: a check of the notification URL, an empty or malformed body, a duplicate,
 * or an event to process.
 * @param recent the node's recent deliveries; undefined where duplicates do not matter (while listening for a test event)
 * @param now in ms since 1970
 * @returns the outcome, with what is needed to respond
 */
export function evaluateDelivery(
	delivery: Delivery,
	options: DeliveryOptions,
	recent: RecentDeliveries | undefined,
	now: number,
): DeliveryResult {
	const { method, query, headers, subscription } = delivery;
	const { eventType, id: subscriptionId } = subscription;
	const events = hasBody(method) ? parseEvents(delivery) : [];
	const validationEvent = Array.isArray(events) ? onlyValidationEvent(events) : undefined;
	const echo = readEcho(query, headers, validationEvent);
	const echoedHeaders = echo.headers;
	if (!Array.isArray(events)) return { outcome: 'malformed', echoedHeaders, ...events };

	if (events.length === 0 || validationEvent !== undefined) {
		if (echo.isRefused) {
			const reason = 'it asks n8n to echo something other than a short ASCII string';
			return { outcome: 'malformed', echoedHeaders, status: 400, reason };
		}
		const isHandshake =
			!hasBody(method) || echo.body !== undefined || Object.keys(echoedHeaders).length > 0;
		if (!isHandshake) return { outcome: 'empty', echoedHeaders };
		return { outcome: 'handshake', echoedHeaders, body: echo.body ?? '' };
	}

	const rawBody = delivery.rawBody ?? EMPTY_BODY;
	const { key, isIdMissing } = eventKeyOf(
		{ events, headers, rawBody, eventType, subscriptionId },
		options.eventIdField,
	);
	if (options.ignoreDuplicates && recent !== undefined) {
		const state = recent.stateOf(key, now);
		if (state !== 'new') return { outcome: state, echoedHeaders, eventKey: key };
	}
	// A workflow may use eventKey as an idempotency key, so it differs between the events of one delivery.
	const metadata = (index: number) => ({
		eventType,
		eventKey: events.length === 1 ? key.value : `${key.value}-${index + 1}`,
		receivedAt: new Date(now).toISOString(),
		contentType: headers['content-type'] ?? '',
	});
	const items = options.includeMetadata
		? events.map((event, index) => ({ ...event, [unusedName(event)]: metadata(index) }))
		: events;
	return { outcome: 'accepted', echoedHeaders, items, eventKey: key, isIdMissing };
}

/** A check arrives on its own. In a list with other events, it is treated as one of them, so that no event is lost. */
function onlyValidationEvent(events: IDataObject[]): IDataObject | undefined {
	const [event] = events;
	return events.length === 1 && event && isValidationEvent(event) ? event : undefined;
}

/** The property for the metadata: `myD3`, or `myD3_2` and so on if the event already has a property of that name. */
function unusedName(event: IDataObject): string {
	let name = 'myD3';
	for (let number = 2; Object.hasOwn(event, name); number++) name = `myD3_${number}`;
	return name;
}
