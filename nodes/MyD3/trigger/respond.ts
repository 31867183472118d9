import type { IDataObject } from 'n8n-workflow';

import type { IgnoredDelivery } from './delivery';
import { SAFE_HEADERS } from './handshake';
import type { EventKey } from './recentDeliveries';

/** What the trigger answers itself, without n8n. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	/** Plain text, or an object for JSON. */
	body: string | IDataObject;
}

const RETRY_AFTER_SECONDS = 30;
const SHORT_FORM = 12;

const reply = (status: number, body: string | IDataObject, headers = {}): Reply => ({
	status,
	headers: { ...SAFE_HEADERS, ...headers },
	body,
});
const RETRY_LATER = { 'Retry-After': String(RETRY_AFTER_SECONDS) };

/** To a request whose key is missing or unknown. */
export const UNAUTHORIZED = reply(401, {
	status: 'refused',
	message: 'apiKey is missing or wrong',
});

/** To any request while no key is known: the sender may have come before the key, so that it should try again. */
export const NOT_READY = reply(
	503,
	{ status: 'not ready', message: 'no subscription is known; try again later' },
	RETRY_LATER,
);

/** For n8n's log. @param count how many requests since the last line */
export const lostKeyWarning = (count: number): string =>
	`MyD3 Trigger: requests answered 503 because n8n knows no subscription of this trigger: ${count}. Unpublish (deactivate) the workflow and publish (activate) it again.`;

/** For n8n's log. @param count how many requests since the last line */
export const wrongKeyWarning = (count: number): string =>
	`MyD3 Trigger: requests refused with 401 because they carry no key of this trigger: ${count}. If events of MyD3 do not arrive, unpublish (deactivate) the workflow and publish (activate) it again.`;

/** For n8n's log, once. */
export const MISSING_ID_WARNING =
	'MyD3 Trigger: an event has no ID at the Event ID Field (a text, or a whole number of up to 15 digits), so that something else is compared to recognise a repeated delivery. Check the Event ID Field; this is logged once.';

/**
 * What is answered where nothing is executed. Nothing of the request is repeated but what a handshake asks for: nobody's
 * text is to come back out of n8n.
 */
export function replyTo(result: IgnoredDelivery): Reply {
	const { echoedHeaders: headers } = result;
	switch (result.outcome) {
		case 'handshake':
			return reply(200, result.body, headers);
		case 'malformed':
			return reply(result.status, { status: 'not understood', message: result.reason }, headers);
		case 'empty':
		case 'duplicate':
			return reply(200, { status: result.outcome }, headers);
		case 'inProgress':
			return reply(
				503,
				{ status: 'running', message: 'the first delivery is still being worked on' },
				{ ...headers, ...RETRY_LATER },
			);
	}
}

/** For n8n's log: why nothing is executed, without anything of the event. */
export function ignoredBecause(result: IgnoredDelivery): string {
	switch (result.outcome) {
		case 'handshake':
			return 'answered a check of the notification URL';
		case 'malformed':
			return `refused a delivery with ${result.status}: ${result.reason}`;
		case 'empty':
			return 'ignored a delivery without an event';
		case 'duplicate':
			return `ignored a delivery that was accepted before: ${describe(result.eventKey)}`;
		case 'inProgress':
			return `asked MyD3 to repeat a delivery later, because the first is still running: ${describe(result.eventKey)}`;
	}
}

const describe = ({ value, basis }: EventKey): string =>
	`the ${basis === 'id' ? 'event ID' : 'whole event'} is the same (event key ${value.slice(0, SHORT_FORM)}…)`;
