import type { IDataObject } from 'n8n-workflow';

import type { IgnoredDelivery } from './delivery';
import { SAFE_HEADERS } from './handshake';
import type { EventKey } from './recentDeliveries';

/** A response that the trigger sends itself. */
export interface TriggerResponse {
	status: number;
	headers: Record<string, string>;
	/** Plain text, or an object for JSON. */
	body: string | IDataObject;
}

const RETRY_AFTER_SECONDS = 30;
const SHOWN_KEY_LENGTH = 12;

const createResponse = (
	status: number,
	body: string | IDataObject,
	headers = {},
): TriggerResponse => ({
	status,
	headers: { ...SAFE_HEADERS, ...headers },
	body,
});
const RETRY_LATER = { 'Retry-After': String(RETRY_AFTER_SECONDS) };

/** The response to a request whose key is missing or unknown. */
export const UNAUTHORIZED = createResponse(401, {
	status: 'refused',
	message: 'apiKey is missing or wrong',
});

/** The response to any request while no key is known. The delivery may have overtaken the key, so ask for a retry. */
export const NOT_READY = createResponse(
	503,
	{ status: 'not ready', message: 'this trigger has no subscription yet; try again later' },
	RETRY_LATER,
);

const requestCount = (count: number): string => `${count} ${count === 1 ? 'request' : 'requests'}`;

/** For n8n's log. @param count the number of requests since this was last logged */
export const lostKeyWarning = (count: number): string =>
	`MyD3 Trigger: answered ${requestCount(count)} with 503, because n8n has no subscription for this trigger. Unpublish (deactivate) the workflow and publish (activate) it again.`;

/** For n8n's log. @param count the number of requests since this was last logged */
export const wrongKeyWarning = (count: number): string =>
	`MyD3 Trigger: refused ${requestCount(count)} without a valid key (401). If events from MyD3 do not arrive, unpublish (deactivate) the workflow and publish (activate) it again.`;

/** For n8n's log, once per trigger. */
export const MISSING_ID_WARNING =
	'MyD3 Trigger: an event has no ID at the Event ID Field (text, or a whole number of up to 15 digits), so the trigger recognises duplicates in another way. Check the Event ID Field. This is logged once.';

/**
 * The response to a delivery that starts no execution. It echoes nothing from the request except what a handshake requires,
 * so that a sender cannot make n8n return arbitrary text.
 */
export function responseTo(result: IgnoredDelivery): TriggerResponse {
	const { echoedHeaders: headers } = result;
	switch (result.outcome) {
		case 'handshake':
			return createResponse(200, result.body, headers);
		case 'malformed':
			return createResponse(
				result.status,
				{ status: 'not understood', message: result.reason },
				headers,
			);
		case 'empty':
		case 'duplicate':
			return createResponse(200, { status: result.outcome }, headers);
		case 'inProgress':
			return createResponse(
				503,
				{ status: 'running', message: 'the first delivery is still being processed' },
				{ ...headers, ...RETRY_LATER },
			);
	}
}

/** For n8n's log: why a delivery started no execution. Includes no content of the event. */
export function ignoredReason(result: IgnoredDelivery): string {
	switch (result.outcome) {
		case 'handshake':
			return 'answered a check of the notification URL';
		case 'malformed':
			return `refused a delivery with ${result.status}: ${result.reason}`;
		case 'empty':
			return 'ignored a delivery without an event';
		case 'duplicate':
			return `ignored a duplicate delivery: ${describeKey(result.eventKey)}`;
		case 'inProgress':
			return `asked MyD3 to send a delivery again later, because the first one is still being processed: ${describeKey(result.eventKey)}`;
	}
}

const describeKey = ({ value, basis }: EventKey): string =>
	`same ${basis === 'id' ? 'event ID' : 'content'} (event key ${value.slice(0, SHOWN_KEY_LENGTH)}…)`;
