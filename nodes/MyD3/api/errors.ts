import { inCredential, pageFor } from './inCredential';
import { redact, redactAndTruncate, redactUrls } from './redact';
import type { RequestField } from './requestTemplate';
import type { ApiResponse } from './responses';
import { appendVendorMessage, excerptOf, vendorMessage } from './vendorMessage';

/** Why a request to MyD3 failed, in words for the user. */
export interface ErrorDetails {
	/** What happened. Must make sense alone: n8n's error output and log lines show nothing else. */
	message: string;
	/** What to do. */
	description: string;
	/** The HTTP status of the response, or 400 for a refusal with 2xx; a string, as in n8n's NodeApiError. */
	httpCode?: string;
	/** The cause is probably temporary: network, 408, 425, 429, 5xx except 501. */
	isTransient: boolean;
	/** Node's or OpenSSL's code of a network error. Keep it out of messages: n8n replaces any that contain such a code. */
	code?: string;
	/** MyD3 answered 2xx, but not in the form that this package expects; or List Request is empty. */
	isUnexpected?: boolean;
	/** The exchange of the API Key failed. */
	isFromCredential?: boolean;
	/** MyD3 may still have carried out the request. */
	isOutcomeUnknown?: boolean;
	/** How long MyD3 asks us to wait before the next request, in ms. */
	retryAfterMs?: number;
}

/** What a message says about a request. */
export interface RequestInfo {
	/** What it does, as an infinitive: "list the subscriptions". */
	action: string;
	/** The credential field that contains the request. */
	field: RequestField;
	method: string;
	url: string;
	/** Values that must not be shown. */
	secrets: string[];
	/** Whether it creates a subscription, which MyD3 may do even if there is no response. */
	isCreate?: boolean;
	/** Whether the request is sent with the API Key itself, not with an access token. */
	isKeySentAsIs?: boolean;
}

/**
 * The `httpCode` of an error that the credential throws if a later attempt may succeed. n8n passes on only the message,
 * description and httpCode of what a credential throws, and replaces the message if the code begins with a digit.
 */
export const TOKEN_TEMPORARILY_UNAVAILABLE = 'TOKEN_TEMPORARILY_UNAVAILABLE';

const DOCUMENTATION = 'https://github.com/n8n-nodes-myd3/n8n-nodes-myd3/blob/main/docs/contract.md';

/**
 * @returns how long a Retry-After header asks us to wait, in ms; undefined if there is none, or it is unreadable. A date
 *   is compared with the response's own Date, because clocks may differ (RFC 9110, 10.2.3).
 */
function retryAfterMs(headers: Record<string, unknown>): number | undefined {
	const value = String(headers['retry-after']).trim();
	if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
	const ms = /GMT$/.test(value) ? Date.parse(value) - Date.parse(String(headers.date)) : NaN;
	return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}

const inSeconds = (ms: number): string =>
	ms <= 1000 ? 'a second' : `${Math.ceil(ms / 1000)} seconds`;

/** Method and path, as in the field. The path may contain a key. */
const methodAndPath = ({ method, url, secrets }: RequestInfo): string =>
	redact(`${method} ${new URL(url).pathname}`, secrets);

/** Describes a response outside 2xx. */
export function describeHttpError(response: ApiResponse, request: RequestInfo): ErrorDetails {
	const { status } = response;
	const { action, field, secrets } = request;
	const vendorText = vendorMessage(response, secrets);
	const httpCode = String(status);
	const permanent = (message: string, description: string): ErrorDetails => ({
		message: appendVendorMessage(message, vendorText),
		description,
		httpCode,
		isTransient: false,
	});

	if (status < 400) {
		const { location = 'another address' } = response.headers;
		return permanent(
			`MyD3 answered the request to ${action} with a redirect to ${redactAndTruncate(redactUrls(String(location)), secrets)} (${status})`,
			`For security, n8n does not follow redirects. Correct the Base URL, or the address in ${inCredential(field)}.`,
		);
	}
	if (status === 401) {
		return permanent(
			request.isKeySentAsIs === true
				? `MyD3 rejected the API Key when n8n tried to ${action} (401)`
				: `MyD3 rejected even a new access token when n8n tried to ${action} (401)`,
			`Test the MyD3 API credential. Check that the API Key belongs to the MyD3 account behind the Base URL, and compare ${inCredential(field)} with ${pageFor(field)}.`,
		);
	}
	if (status === 403) {
		return permanent(
			`MyD3 does not allow this API Key to ${action} (403)`,
			'Ask the administrator of your MyD3 account to allow webhook subscriptions for the API Key.',
		);
	}
	if ([404, 405, 410, 501].includes(status)) {
		return permanent(
			`MyD3 could not find ${methodAndPath(request)} (${status}). This package uses it to ${action}`,
			`Look up the request on ${pageFor(field)} and correct ${inCredential(field)}.`,
		);
	}
	if (status === 409 && request.isCreate === true) {
		return permanent(
			`MyD3 did not ${action}, because of a conflict (409)`,
			'A similar subscription may already exist. Find it with the Get Many operation, and delete it if you no longer need it.',
		);
	}
	if ([408, 425, 429].includes(status) || status >= 500) {
		const retryAfter = retryAfterMs(response.headers);
		return {
			message: appendVendorMessage(
				status === 429
					? 'MyD3 is rate-limiting requests (429)'
					: `MyD3 could not ${action} at the moment (${status})`,
				// n8n 1.x does not retry an activation if the message contains this word in this spelling.
				vendorText.replaceAll('Authorization', 'authorization'),
			),
			description:
				retryAfter === undefined
					? 'Try again in a few minutes.'
					: `Try again in ${inSeconds(retryAfter)}.`,
			httpCode,
			isTransient: true,
			retryAfterMs: retryAfter,
			isOutcomeUnknown: request.isCreate === true && (status === 408 || status >= 500),
		};
	}
	return permanent(
		`MyD3 did not accept the request to ${action} (${status})`,
		`Compare ${inCredential(field)} with the request on ${pageFor(field)}: this package assumes its format.${request.isCreate === true ? ' Also check the event type and the additional fields in the node.' : ''}`,
	);
}

/**
 * Describes a 2xx response that could not be parsed.
 * @param expected what it should have been, such as "a list of subscriptions"
 */
export function describeUnexpectedResponse(
	response: ApiResponse,
	expected: string,
	request: RequestInfo,
	hint = '',
): ErrorDetails {
	const sentType = String(response.headers['content-type'] ?? 'no content type');
	const type = redactAndTruncate(sentType, request.secrets);
	const excerpt = excerptOf(response.text, request.secrets);
	return {
		message: `Unexpected response from MyD3: expected ${expected}.`,
		description: `MyD3 answered ${methodAndPath(request)} with ${response.status}, ${type}${excerpt === '' ? ' and no content' : `: ${excerpt}`}. This package had to assume the format. ${hint}Compare ${inCredential(request.field)} with ${pageFor(request.field)}. To correct it, see ${DOCUMENTATION}.`,
		httpCode: String(response.status),
		isTransient: false,
		isUnexpected: true,
		isOutcomeUnknown: request.isCreate === true,
	};
}

/**
 * Describes a 2xx response that reports a refusal.
 * @param isOutcomeUnknown whether it nevertheless contains the id of a subscription
 */
export function describeRefusal(
	response: ApiResponse,
	request: RequestInfo,
	isOutcomeUnknown = false,
): ErrorDetails {
	const vendorText = vendorMessage(response, request.secrets);
	return {
		message: appendVendorMessage(
			`MyD3 did not ${request.action}, although it answered ${response.status}`,
			vendorText,
		),
		description: `Compare ${inCredential(request.field)} with the request on ${pageFor(request.field)}.`,
		httpCode: '400',
		isTransient: false,
		isOutcomeUnknown,
	};
}

/** Describes why a subscription with an unknown event type cannot be deleted. */
export const describeUnknownEventType = (id: string): ErrorDetails => ({
	message: `n8n cannot delete subscription ${id}: "Delete Request" has {eventType}, but MyD3's list does not show this subscription's event type.`,
	description:
		'Delete it in MyD3. If MyD3 accepts the deletion without the event type, remove {eventType} from "Delete Request" in the MyD3 API credential.',
	isTransient: false,
});
