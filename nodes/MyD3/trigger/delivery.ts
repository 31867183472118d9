import type { IDataObject } from 'n8n-workflow';

import { hasBody, parseEvents } from './body';
import type { BodySource, UnreadableBody } from './body';
import { eventKeyOf } from './eventKey';
import { isValidationEvent, readEcho } from './handshake';
import type { EventKey, RecentDeliveries } from './recentDeliveries';

/** One authentic request at the trigger's webhook URL, as n8n received it, with the body's bytes read. */
export interface Delivery extends BodySource {
	method: string;
	query: Record<string, unknown>;
	/** Names in lower case, as Node gives them. */
	headers: Record<string, unknown> & BodySource['headers'];
	/** The event type of the subscription whose key it carries; '' where MyD3 knows no event types. */
	eventType: string;
}

/** What the trigger's options say about deliveries. */
export interface DeliveryOptions {
	ignoreDuplicates: boolean;
	/** Dot path to the event's id; empty when there is none. */
	eventIdField: string;
	includeMetadata: boolean;
}

/** Reads the node's options. @param options by expression, they and each of them may be of any type */
export function deliveryOptions(options: unknown): DeliveryOptions {
	const { ignoreDuplicates = true, eventIdField, includeMetadata } = (options ?? {}) as IDataObject;
	const isOn = (value: unknown) => value === true || value === 'true';
	return {
		// In doubt an event is executed twice rather than lost.
		ignoreDuplicates: isOn(ignoreDuplicates),
		eventIdField: ['string', 'number'].includes(typeof eventIdField)
			? String(eventIdField).trim()
			: '',
		includeMetadata: isOn(includeMetadata),
	};
}

interface Echoing {
	/** Headers to send back, whatever the outcome. */
	echoedHeaders: Record<string, string>;
}

/** A delivery for which nothing is executed. */
export type IgnoredDelivery = Echoing &
	(
		| { outcome: 'handshake'; body: string | IDataObject }
		| { outcome: 'empty' }
		| ({ outcome: 'malformed' } & UnreadableBody)
		| { outcome: 'duplicate' | 'inProgress'; eventKey: EventKey }
	);

/** A delivery that starts the workflow. */
export interface AcceptedDelivery extends Echoing {
	outcome: 'accepted';
	items: IDataObject[];
	eventKey: EventKey;
	/** An event has no usable id at the Event ID Field. */
	idMissing: boolean;
}

/** What becomes of a delivery. */
export type DeliveryResult = IgnoredDelivery | AcceptedDelivery;

const NO_BYTES = Buffer.alloc(0);

/**
 * Decides what becomes of an authentic delivery: is it just a check of the notification URL, can it be parsed, was it
 * there before?
 * @param recent the node's deliveries; undefined where duplicates do not count (test listening)
 * @param now in ms since 1970
 */
export function evaluateDelivery(
	delivery: Delivery,
	options: DeliveryOptions,
	recent: RecentDeliveries | undefined,
	now: number,
): DeliveryResult {
	const { method, query, headers, eventType } = delivery;
	const events = hasBody(method) ? parseEvents(delivery) : [];
	const validationEvent = Array.isArray(events) ? onlyValidationEvent(events) : undefined;
	const echo = readEcho(query, headers, validationEvent);
	const echoedHeaders = echo.headers;
	if (!Array.isArray(events)) return { outcome: 'malformed', echoedHeaders, ...events };

	if (events.length === 0 || validationEvent !== undefined) {
		if (echo.isRefused) {
			const reason = 'it asks for an echo of something else than a short ASCII text';
			return { outcome: 'malformed', echoedHeaders, status: 400, reason };
		}
		const isCheck =
			!hasBody(method) || echo.body !== undefined || Object.keys(echoedHeaders).length > 0;
		if (!isCheck) return { outcome: 'empty', echoedHeaders };
		return { outcome: 'handshake', echoedHeaders, body: echo.body ?? '' };
	}

	const rawBody = delivery.rawBody ?? NO_BYTES;
	const { key, idMissing } = eventKeyOf(
		{ events, headers, rawBody, eventType },
		options.eventIdField,
	);
	if (options.ignoreDuplicates && recent !== undefined) {
		const state = recent.stateOf(key, now);
		if (state !== 'new') return { outcome: state, echoedHeaders, eventKey: key };
	}
	const metadata = () => ({
		eventType,
		eventKey: key.value,
		receivedAt: new Date(now).toISOString(),
		contentType: headers['content-type'] ?? '',
	});
	const items = options.includeMetadata
		? events.map((event) => ({ ...event, [freeName(event)]: metadata() }))
		: events;
	return { outcome: 'accepted', echoedHeaders, items, eventKey: key, idMissing };
}

/** A check comes alone; beside events it is one of them, since none of those must get lost. */
function onlyValidationEvent(events: IDataObject[]): IDataObject | undefined {
	const [event] = events;
	return events.length === 1 && event && isValidationEvent(event) ? event : undefined;
}

/** Where the metadata goes: `myD3`, or `myD3_2` and so on when the event has a property of that name itself. */
function freeName(event: IDataObject): string {
	let name = 'myD3';
	for (let number = 2; Object.hasOwn(event, name); number++) name = `myD3_${number}`;
	return name;
}
