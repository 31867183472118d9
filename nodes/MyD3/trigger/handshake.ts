import type { IDataObject } from 'n8n-workflow';

import type { ContractEntry } from '../api/contract';
import { isObject } from './body';

const assumed = <Value>(value: Value): ContractEntry<Value> => ({ value, basis: 'assumed' });

/**
 * What senders do to check a notification URL. MyD3's page says nothing of it; this is what others do:
 * - validationToken: Microsoft Graph, learn.microsoft.com/graph/change-notifications-delivery-webhooks
 * - challenge: Dropbox, www.dropbox.com/developers/reference/webhooks
 * - hub.challenge: WebSub, www.w3.org/TR/websub, "Subscriber Response to Verification"
 * - X-Hook-Secret: Asana, developers.asana.com/docs/webhooks-guide
 * - X-AdobeSign-ClientId: Adobe Acrobat Sign, which wants it back with every event too
 * - challengeEvent: Slack, docs.slack.dev/reference/events/url_verification; monday.com sends the challenge alone
 * - validationEvent: Azure Event Grid, learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema
 */
export const handshakes = {
	/** Query arguments whose value is the body of the answer, as text/plain. */
	echoedArguments: assumed(['validationToken', 'challenge', 'hub.challenge']),
	/** Headers that the answer repeats. */
	echoedHeaders: assumed(['X-Hook-Secret', 'X-AdobeSign-ClientId']),
	/** The type of an event that is only a check; it is answered `{"validationResponse": data.validationCode}`. */
	validationEvent: assumed('Microsoft.EventGrid.SubscriptionValidationEvent'),
	/**
	 * The properties of an event that is only a check because it has no others: its challenge is answered
	 * `{"challenge": …}`. A `type` is the given one.
	 */
	challengeEvent: assumed({
		challenge: 'challenge',
		others: ['token', 'type'],
		type: 'url_verification',
	}),
};

/** An answer that repeats something of the request is no web page, and nobody is to keep it. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
	'X-Content-Type-Options': 'nosniff',
	'Cache-Control': 'no-store',
};

/** What a request wants to have sent back. */
export interface Echo {
	headers: Record<string, string>;
	/** Plain text, or an object for JSON; undefined when only headers are wanted, or nothing. */
	body: string | IDataObject | undefined;
	/** Does it want something back that is not sent: no text, too long, or not printable ASCII? */
	isRefused: boolean;
}

// No line break gets into a header, and nothing that is not sent as it came.
const PRINTABLE = /^[\x20-\x7e]{1,4000}$/;
const isEchoable = (value: unknown): value is string =>
	typeof value === 'string' && PRINTABLE.test(value);

/** Is this event only a check of the notification URL? */
export const isValidationEvent = (event: IDataObject): boolean =>
	event.eventType === handshakes.validationEvent.value || isChallengeEvent(event);

function isChallengeEvent(event: IDataObject): boolean {
	const { challenge, others, type } = handshakes.challengeEvent.value;
	return (
		typeof event[challenge] === 'string' &&
		Object.keys(event).every((name) => name === challenge || others.includes(name)) &&
		(event.type === undefined || event.type === type)
	);
}

/**
 * Reads what an authentic request wants to have sent back.
 * @param headers as Node gives them, with names in lower case
 * @param validationEvent the event in the body, when that is only a check
 */
export function readEcho(
	query: Record<string, unknown>,
	headers: Record<string, unknown>,
	validationEvent?: IDataObject,
): Echo {
	const echo: Echo = { headers: {}, body: undefined, isRefused: false };
	for (const name of handshakes.echoedHeaders.value) {
		const value = headers[name.toLowerCase()];
		if (isEchoable(value)) Object.assign(echo.headers, SAFE_HEADERS, { [name]: value });
		else if (value !== undefined) echo.isRefused = true;
	}
	if (validationEvent !== undefined) {
		const { data, challenge } = validationEvent;
		const isChallenge = isChallengeEvent(validationEvent);
		const code = isObject(data) ? data.validationCode : undefined;
		const echoed = isChallenge ? challenge : code;
		if (isEchoable(echoed)) {
			echo.body = { [isChallenge ? 'challenge' : 'validationResponse']: echoed };
		} else echo.isRefused = true;
		return echo;
	}
	const name = handshakes.echoedArguments.value.find((each) => query[each] !== undefined);
	if (name === undefined) return echo;
	const value = query[name];
	if (isEchoable(value)) echo.body = value;
	else echo.isRefused = true;
	return echo;
}
