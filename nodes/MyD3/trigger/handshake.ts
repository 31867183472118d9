import type { IDataObject } from 'n8n-workflow';

import { handshakes } from '../api/contract';
import { isObject } from '../api/json';

/** A response that echoes part of the request must not be interpreted as a web page, nor cached. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
	'X-Content-Type-Options': 'nosniff',
	'Cache-Control': 'no-store',
};

/** The parts of a request to echo in the response. */
export interface Echo {
	headers: Record<string, string>;
	/** Plain text, or an object to send as JSON; undefined if the request asks for no body. */
	body: string | IDataObject | undefined;
	/** Whether the request asks for an echo of something that is not a string, is too long, or is not printable ASCII. */
	isRefused: boolean;
}

// Keeps line breaks out of headers, and anything that would not be sent exactly as it was received.
const PRINTABLE = /^[\x20-\x7e]{1,4000}$/;
const isEchoable = (value: unknown): value is string =>
	typeof value === 'string' && PRINTABLE.test(value);

/** Whether this event is only a check of the notification URL. */
export const isValidationEvent = (event: IDataObject): boolean =>
	event.eventType === handshakes.validationEvent.value ||
	isChallenge(event) ||
	isPendingSubscription(event);

/** Twitch: {"challenge": "…", "subscription": {"status": "webhook_callback_verification_pending"}} */
const isPendingSubscription = ({ challenge, subscription }: IDataObject): boolean =>
	typeof challenge === 'string' &&
	isObject(subscription) &&
	subscription.status === handshakes.pendingStatus.value;

function isChallenge(event: IDataObject): boolean {
	const { property, type } = handshakes.challenge.value;
	return (
		typeof event[property] === 'string' && (event.type === type || Object.keys(event).length === 1)
	);
}

/**
 * Determines what an authenticated request asks n8n to echo.
 * @param headers with names in lower case, as in Node.js
 * @param validationEvent the event in the body if it is only a check of the notification URL
 * @returns the headers and the body to send back
 */
export function readEcho(
	query: Record<string, unknown>,
	headers: Record<string, unknown>,
	validationEvent?: IDataObject,
): Echo {
	const echo: Echo = { headers: {}, body: undefined, isRefused: false };
	const setBody = (value: unknown, property?: string): void => {
		if (!isEchoable(value)) echo.isRefused = true;
		else echo.body = property === undefined ? value : { [property]: value };
	};
	for (const name of handshakes.echoedHeaders.value) {
		const value = headers[name.toLowerCase()];
		if (isEchoable(value)) Object.assign(echo.headers, SAFE_HEADERS, { [name]: value });
		else if (value !== undefined) echo.isRefused = true;
	}
	if (validationEvent !== undefined) {
		const { data } = validationEvent;
		const { property } = handshakes.challenge.value;
		const [name, code] = isChallenge(validationEvent)
			? [property, validationEvent[property]]
			: ['validationResponse', isObject(data) ? data.validationCode : undefined];
		if (isPendingSubscription(validationEvent)) setBody(validationEvent.challenge);
		else setBody(code, name);
		return echo;
	}
	// Compared case-insensitively: SharePoint's own samples use "validationtoken".
	const nameIn = (object: object, names: readonly string[]): string | undefined =>
		Object.keys(object).find((each) =>
			names.some((name) => name.toLowerCase() === each.toLowerCase()),
		);
	const name = nameIn(query, handshakes.echoedArguments.value);
	const sent = { ...query, ...headers };
	const verified = nameIn(sent, handshakes.verified.value);
	if (name !== undefined) setBody(query[name]);
	else if (verified !== undefined) setBody(sent[verified], 'verification');
	return echo;
}
