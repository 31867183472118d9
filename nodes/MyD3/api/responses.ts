/**
 * Reads MyD3's responses. Only the bare GUID after create is documented; the rest follows other APIs' conventions. So property
 * names match regardless of case and punctuation, nested objects are searched, and an unknown name is accepted if only
 * one value qualifies. An id that is still ambiguous is rejected: this code never guesses.
 */
import { contract } from './contract';
import { isSameId } from './ids';
import { objectsIn, parseJsonOrText, textOrInteger, stringsIn, valueAt, findValues } from './json';
import type { Json } from './json';
import { idInAddress, isOtherId, namedId, propertyId, subscriptionIds } from './subscriptionIds';

/** A response from MyD3. */
export interface ApiResponse {
	status: number;
	/** By name, in lower case. */
	headers: Json;
	text: string;
}

/**
 * Finds the access token in the response to Token Request.
 * @param property dot path to it in the body, or the name of a header; empty to find it by name
 * @returns the first that is not for refreshing; undefined if there is none
 */
export function readAccessToken({ text, headers }: ApiResponse, property = ''): string | undefined {
	const value = parseJsonOrText(text);
	if (property !== '') {
		return [valueAt(value, property), ...findValues(headers, [property])]
			.map(asToken)
			.find(isSendable);
	}
	const names = contract.accessTokenNames.value;
	const form = /^[\w.-]+=\S*&/.test(text)
		? Object.fromEntries(new URLSearchParams(text))
		: undefined;
	// A bare token is not a sentence, markup, a form or a single word such as "Unauthorized".
	const bare = [asToken(value)].filter(
		(token) => /^[^<>"{}&=]{8,}=*$/.test(token) && /[\d._~+/-]./.test(token),
	);
	const inBody =
		typeof value === 'object' || form !== undefined
			? objectsIn(form ?? value)
					.filter(({ path }) => !path.some((name) => /^refresh[_-]?(token)?$/i.test(name)))
					.flatMap(({ object }) => findValues(object, names))
			: bare;
	const inHeaders = findValues(headers, [
		...contract.accessTokenHeaders.value,
		...names.map((name) => `x-${name}`),
	]);
	return [...inBody, ...inHeaders].map(asToken).find(isSendable);
}

/** Some APIs return the whole value of the Authorization header. */
const asToken = (value: unknown): string => textOrInteger(value).replace(/^bearer\s+/i, '');

/** Whether a response is a web page, such as a proxy's sign-in page, and therefore not MyD3's. */
export const isHtml = ({ text }: ApiResponse): boolean => {
	// A comment, or XHTML's declaration, may come first. Only the start is searched, because every
	// unclosed comment would cost a scan to the end.
	const start = text.slice(0, 2000).replace(/<!--.*?-->|<\?xml.*?\?>/gs, '');
	return /^\s*<(!doctype\s+html|html|head|body|meta|script)\b/i.test(start);
};

/** @returns whether a token can be sent in a header: it contains only visible ASCII characters */
export const isSendable = (token: string): boolean => /^[\x21-\x7e]+$/.test(token);

/** Hints for finding the id in the response to Create Request. */
export interface CreatedHints {
	/** The notification URL that was sent. */
	notificationUrl?: string;
	/** The text that was sent with {uuid}, usually a GUID. */
	uuid?: string;
	/** What Delete Request calls the id. Used if there is none under a usual name. */
	idNames?: readonly string[];
	/** The credential's Subscription ID Property. */
	property?: string;
}

/**
 * Finds the new subscription's id in the response to Create Request.
 * @returns the id in MyD3's spelling; undefined if there is none, or if it is unclear which value it is
 */
export function readCreatedId(response: ApiResponse, hints: CreatedHints = {}): string | undefined {
	const { notificationUrl, uuid, idNames = [], property } = hints;
	const value = parseJsonOrText(response.text);
	if (property) {
		const id = propertyId(value, property);
		if (id !== undefined) return id;
	}
	return (
		(uuid === undefined ? undefined : findEcho(uuid, value)) ??
		(typeof value === 'object'
			? subscriptionIds(value, notificationUrl)[0]
			: readBareId(textOrInteger(value), response.status)) ??
		idInLocation(response) ??
		namedId(value, idNames) ??
		(isHtml(response) || isRefusal(response) ? undefined : uuid)
	);
}

/** Our {uuid} in MyD3's spelling, unless it comes back only as the id of something else, such as idempotency_key. */
function findEcho(uuid: string, value: unknown): string | undefined {
	return objectsIn(value)
		.flatMap(({ object }) => Object.entries(object))
		.filter(([name]) => !isOtherId(name))
		.map(([, value]) => textOrInteger(value))
		.find((text) => isSameId(text, uuid));
}

/** A bare id has a digit, unlike "Created", "OK" and "success". A flag, a count of one or a status is not an id either. */
function readBareId(text: string, status: number): string | undefined {
	const isOther = /^([01]|20[0124])$/.test(text) || text === String(status);
	return /^[\w{}:.~-]{1,100}$/.test(text) && /\d/.test(text) && !isOther ? text : undefined;
}

function idInLocation({ headers, status }: ApiResponse): string | undefined {
	const location = textOrInteger(headers[contract.createdLocation.value.toLowerCase()]);
	// After 202 Accepted, it may be the address of a status monitor (RFC 9110, 15.3.3), whose id is not the subscription's.
	const isMonitor = status === 202 && /\/(operation|job|task|status|request)\w*\//i.test(location);
	return isMonitor ? undefined : idInAddress(location);
}

/**
 * Whether a 2xx response nevertheless reports a refusal: {"success": false}, {"status": "error"}, {"errors": ["…"]}, or
 * GraphQL's userErrors, two objects further in. Rows of a list and deeper objects do not count, because what they report
 * concerns something else.
 */
export function isRefusal({ text }: ApiResponse): boolean {
	const entries = objectsIn(parseJsonOrText(text), false)
		.filter(({ path: [first = 'data', second, third] }) =>
			second === undefined ? ENVELOPE.test(first) : first === 'data' && third === undefined,
		)
		.flatMap(({ object }) => Object.entries(object));
	const flag = entries
		.filter(([name, value]) => SUCCESS.test(name) && typeof value !== 'object')
		.map(([, value]) => String(value).toLowerCase())
		.find((text) => /^(true|false|[01])$/.test(text));
	if (flag !== undefined) return flag === 'false' || flag === '0';
	const hasMessage = entries.some(([name, value]) => /^(message|msg)$/i.test(name) && value !== '');
	const isFailed = ([name, value]: [string, unknown]): boolean =>
		(/^(status|result)$/i.test(name) &&
			(value === false
				? hasMessage
				: /^(error|fail|failed|failure)$/i.test(textOrInteger(value)))) ||
		// {"statusCode": 400, "message": "…"}
		(CODE.test(name) && hasMessage && /^[45]\d\d$/.test(textOrInteger(value)));
	if (entries.some(isFailed)) return true;
	return entries.some(([name, value]) => ERRORS.test(name) && hasErrorContent(value));
}

/**
 * @returns the code in a refusal with a success status: {"code": 401, "message": "…"}, {"error": {"code": 498}}; undefined if
 *   there is none, or if the response has an id, because then MyD3 may have carried out the request
 */
export function codeOfRefusal(response: ApiResponse): number | undefined {
	// Most responses contain no such code, and need no closer look.
	if (response.status >= 300 || !/\b4\d\d\b/.test(response.text) || !isRefusal(response)) return;
	const value = parseJsonOrText(response.text);
	if (subscriptionIds(value).length > 0) return;
	const code = objectsIn(value, false)
		.filter(({ path }) => path.every((name) => ENVELOPE.test(name) || ERRORS.test(name)))
		.flatMap(({ object }) => Object.entries(object))
		.filter(([name]) => CODE.test(name) || ERRORS.test(name))
		.map(([, code]) => textOrInteger(code))
		.find((text) => /^4\d\d$/.test(text));
	return code === undefined ? undefined : Number(code);
}

const SUCCESS = /^(is_?)?(success|successful|succeeded|ok)$/i;
const CODE = /^(http_?)?(status|(status_?)?code)$/i;
const ERRORS = /^((user)?errors?|err(or)?_?code|has_?errors?|fault|exception)$/i;
/** Objects that APIs wrap around every response. */
const ENVELOPE = /^(data|d|result|response|status|meta|payload|body)$/i;

/** What error properties contain if all went well: {"errorCode": "00"}, {"error_code": 200} (Confluent's REST API) */
const NO_ERROR = /^(0+|200|false|undefined|none|no[ _-]?errors?|n\/?a|ok|success(ful(ly)?)?|)$/i;

/** @returns whether an error property reports anything, unlike {"error": ""}, {"errors": []} and {"error": 0} */
const hasErrorContent = (value: unknown): boolean =>
	typeof value === 'object'
		? [...stringsIn(value), ...objectsIn(value).flatMap(numbersIn)].some(isErrorInObject)
		: !NO_ERROR.test(String(value).trim());

const numbersIn = ({ object }: { object: Json }): number[] =>
	Object.values(object).filter((value) => typeof value === 'number');

/** {"error": {"code": 201, "message": "Success"}} */
const isErrorInObject = (value: unknown): boolean =>
	hasErrorContent(value) && !/^20[124]$/.test(String(value));
