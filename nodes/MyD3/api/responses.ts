/**
 * Reads what MyD3 answers. Only the bare GUID after create is documented; of the rest we know names at best. So property
 * names match regardless of case and punctuation, nested objects are searched, and an unknown name is accepted if only
 * one value qualifies. What remains ambiguous is refused, never guessed.
 */
import { contract } from './contract';
import { objectsIn, parseBody, textOrInteger, textsIn, valueAt, findValues } from './json';
import type { Json } from './json';
import { idInAddress, isOtherId, propertyId, sameId, subscriptionIds } from './subscriptionIds';

export { isGuid, normalizeId, sameId } from './subscriptionIds';

/** What MyD3 answered. */
export interface ApiResponse {
	status: number;
	/** With names in lower case. */
	headers: Json;
	text: string;
}

/**
 * Finds the access token in the response to Token Request.
 * @param property dot path to it; empty to find it by name
 * @returns undefined when there is none
 */
export function readAccessToken({ text }: ApiResponse, property = ''): string | undefined {
	const value = parseBody(text);
	if (property !== '') return [valueAt(value, property)].map(asToken).find(isSendable);
	if (typeof value === 'object') {
		return objectsIn(value)
			.flatMap(({ object }) => findValues(object, contract.accessTokenNames.value))
			.map(asToken)
			.find(isSendable);
	}
	// A bare token has no white space and no mark-up: a sentence or an HTML page is not one.
	return [asToken(value)].filter(isSendable).find((token) => /^[^<>"{}]{8,}$/.test(token));
}

/** Some APIs answer with the whole value of the Authorization header. */
const asToken = (value: unknown): string => textOrInteger(value).replace(/^bearer\s+/i, '');

/** A token is sent in a header, which takes neither white space nor anything beyond ASCII. */
const isSendable = (token: string): boolean => /^[\x21-\x7e]+$/.test(token);

/** What helps to find the id in the response to Create Request. */
export interface CreatedHints {
	/** The notification URL that was sent. */
	notificationUrl?: string;
	/** The GUID that was sent for {uuid}. */
	uuid?: string;
	/** The credential's Subscription ID Property. */
	property?: string;
}

/**
 * Finds the new subscription's id in the response to Create Request.
 * @returns the id as it came; undefined when there is none, or when it is not clear which it is
 */
export function readCreatedId(response: ApiResponse, hints: CreatedHints = {}): string | undefined {
	const { notificationUrl, uuid, property = '' } = hints;
	const value = parseBody(response.text);
	if (property !== '') {
		const own = propertyId(value, property);
		if (own !== undefined) return own;
	}
	return (
		(uuid === undefined ? undefined : echoOf(uuid, value)) ??
		(typeof value === 'object'
			? subscriptionIds(value, notificationUrl)[0]
			: bareId(textOrInteger(value), response.status)) ??
		idInLocation(response) ??
		uuid
	);
}

/** Our GUID as MyD3 spells it, unless it comes back as what a request is recognised by (idempotency_key). */
function echoOf(uuid: string, value: unknown): string | undefined {
	return objectsIn(value)
		.flatMap(({ object }) => Object.entries(object))
		.filter(([name]) => !isOtherId(name))
		.map(([, held]) => textOrInteger(held))
		.find((text) => sameId(text, uuid));
}

/** A bare id has a digit: "Created", "OK" and "success" are words, and the status in the body is no id either. */
function bareId(text: string, status: number): string | undefined {
	return /^[\w{}:.~-]{1,100}$/.test(text) && /\d/.test(text) && text !== String(status)
		? text
		: undefined;
}

function idInLocation({ headers, status }: ApiResponse): string | undefined {
	const location = textOrInteger(headers[contract.createdLocation.value.toLowerCase()]);
	// 202 Accepted leads to a status monitor (RFC 9110, 15.3.3), whose id is not the subscription's.
	const isMonitor = status === 202 && /\/(operation|job|task|status|request)\w*\//i.test(location);
	return isMonitor ? undefined : idInAddress(location);
}

/**
 * Says that a 2xx response is a refusal all the same: {"success": false}, {"status": "error"}, {"errors": ["…"]}, GraphQL's
 * userErrors, which lie two objects deeper. What stands in a row of a list, or deeper, is said of something else.
 */
export function isRefusal({ text }: ApiResponse): boolean {
	const entries = objectsIn(parseBody(text), false)
		.filter(({ path: [first = 'data', second] }) =>
			second === undefined ? ENVELOPE.test(first) : first === 'data',
		)
		.flatMap(({ object }) => Object.entries(object));
	const said = entries
		.filter(([name]) => SUCCESS.test(name))
		.map(([, held]) => String(held).toLowerCase())
		.find((text) => /^(true|false|[01])$/.test(text));
	if (said !== undefined) return said === 'false' || said === '0';
	const hasMessage = entries.some(([name, held]) => /^(message|msg)$/i.test(name) && held !== '');
	const isFailed = ([name, held]: [string, unknown]): boolean =>
		/^(status|result)$/i.test(name) &&
		(held === false ? hasMessage : /^(error|fail|failure)$/i.test(textOrInteger(held)));
	if (entries.some(isFailed)) return true;
	return entries.some(([name, held]) => /^(user)?errors?$/i.test(name) && saysSomething(held));
}

const SUCCESS = /^(is_?)?(success|successful|ok)$/i;
/** What an API puts around every answer. */
const ENVELOPE = /^(data|d|result|response|status|meta|payload|body)$/i;

/** {"error": ""}, {"errors": []}, {"error": 0}: nothing is wrong. */
const saysSomething = (held: unknown): boolean =>
	typeof held === 'object'
		? textsIn(held).some(saysSomething) || objectsIn(held).some(hasNumber)
		: !['', '0', 'false', 'undefined', 'none'].includes(String(held).trim().toLowerCase());

const hasNumber = ({ object }: { object: Json }): boolean =>
	Object.values(object).some((held) => typeof held === 'number' && held !== 0);
