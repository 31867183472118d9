import type { IDataObject } from 'n8n-workflow';

import { handshakes } from '../api/contract';
import { isObject } from './body';

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
	event.eventType === handshakes.validationEvent.value || isChallenge(event);

function isChallenge(event: IDataObject): boolean {
	const { property, type } = handshakes.challenge.value;
	return (
		typeof event[property] === 'string' && (event.type === type || Object.keys(event).length === 1)
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
		const { data } = validationEvent;
		const { property } = handshakes.challenge.value;
		const [name, code] = isChallenge(validationEvent)
			? [property, validationEvent[property]]
			: ['validationResponse', isObject(data) ? data.validationCode : undefined];
		if (isEchoable(code)) echo.body = { [name]: code };
		else echo.isRefused = true;
		return echo;
	}
	const names = handshakes.echoedArguments.value.map((name) => name.toLowerCase());
	// SharePoint's own samples write "validationtoken".
	const name = Object.keys(query).find((each) => names.includes(each.toLowerCase()));
	if (name === undefined) return echo;
	const value = query[name];
	if (isEchoable(value)) echo.body = value;
	else echo.isRefused = true;
	return echo;
}
