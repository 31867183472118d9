import { NodeApiError } from 'n8n-workflow';

import type { ApiResponse } from './responses';
import { contract } from './contract';
import { redactKeys } from './redact';

/** Why a call to MyD3 did not succeed, in words for the user. */
export interface ErrorDetails {
	/** What happened. Stands alone: n8n's credential test and 1.x's activation show nothing else. */
	message: string;
	/** What to do. */
	description: string;
	/** The HTTP status MyD3 answered with, as n8n's NodeApiError keeps it: a string. */
	httpCode?: string;
	/** Likely to pass without anybody doing anything: network, 429, 5xx. */
	transient: boolean;
	/** Node's or OpenSSL's code of a network failure. Not for a message: n8n replaces one that has such a code in it. */
	code?: string;
	/** MyD3 said yes, but in a form that is not understood. */
	unreadable?: boolean;
	/** It was the exchange of the API Key that did not succeed. */
	fromCredential?: boolean;
	/** The time MyD3 asks to wait before the next call, in ms. */
	retryAfterMs?: number;
}

/** The call that failed, in words. */
export interface RequestInfo {
	/** The infinitive: "list the subscriptions". */
	action: string;
	method: string;
	url: string;
	/** The credential field, by its name on the screen, that corrects the address. */
	addressField: string;
	/** What corrects the body, in the same way; empty when there is none. */
	bodyFields: string;
	/** Values that must not be shown. */
	secrets: string[];
}

/**
 * The `httpCode` of an error that the credential throws when a later try may succeed. Of what a credential throws n8n
 * hands on message, description and httpCode only; a code that begins with a digit would cost the message.
 */
export const TOKEN_TEMPORARILY_UNAVAILABLE = 'TOKEN_LATER';

const DOCUMENTATION = 'https://github.com/n8n-nodes-myd3/n8n-nodes-myd3/blob/main/docs/contract.md';
const OVERRIDES = '"Override API Details" in the MyD3 API credential';

/**
 * Makes text of MyD3's fit to show: secrets removed, white space folded, at most 200 characters.
 * @param secrets values that are known to be secret; keys in URLs and bearer tokens are found without
 */
export function redactAndTruncate(text: string, secrets: string[]): string {
	let clean = text;
	for (const secret of secrets) {
		if (secret !== '') clean = clean.split(secret).join('***');
	}
	clean = redactKeys(clean)
		.replace(/(bearer\s+)[\w.~+/=-]+/gi, '$1***')
		.replace(/\s+/g, ' ')
		.trim();
	return clean.length > 200 ? `${clean.slice(0, 200)}…` : clean;
}

/** MyD3's own words in an answer: the usual message properties of JSON, otherwise the text; empty when it is mark-up or nothing. */
function vendorMessage(answer: ApiResponse, secrets: string[]): string {
	let words = answer.text;
	try {
		const body = JSON.parse(answer.text) as Record<string, unknown> | null;
		const found = ['message', 'detail', 'title', 'error_description', 'error', 'Message']
			.map((name) => body?.[name])
			.find((value) => typeof value === 'string');
		if (typeof found === 'string') words = found;
	} catch {
		// Not JSON: a message as plain text.
	}
	return /^\s*</.test(words) ? '' : redactAndTruncate(words, secrets);
}

function appendVendorMessage(message: string, words: string): string {
	if (words === '') return `${message}.`;
	return `${message}. MyD3 says: ${words}${/[.!?…]$/.test(words) ? '' : '.'}`;
}

/** @returns the wait that a Retry-After header asks for in ms; undefined when there is none that can be read */
function retryAfterMs(headers: Record<string, unknown>): number | undefined {
	const seconds = Number(headers['retry-after']);
	return seconds >= 0 ? seconds * 1000 : undefined;
}

/**
 * Puts an answer outside 2xx into words.
 */
export function describeHttpError(answer: ApiResponse, call: RequestInfo): ErrorDetails {
	const { status } = answer;
	const words = vendorMessage(answer, call.secrets);
	const httpCode = String(status);
	const place = `${call.method} ${new URL(call.url).pathname}`;
	const permanent = (message: string, description: string): ErrorDetails => ({
		message: appendVendorMessage(message, words),
		description,
		httpCode,
		transient: false,
	});

	if (status < 400) {
		const location = redactAndTruncate(
			String(answer.headers.location ?? 'another address'),
			call.secrets,
		);
		return permanent(
			`MyD3 sent the request to ${call.action} on to ${location}`,
			'n8n does not follow, because keys would go to another address. Set the Base URL in the MyD3 API credential to the right address.',
		);
	}
	if (status === 401) {
		return permanent(
			`MyD3 did not accept the access token to ${call.action}, nor a new one (401)`,
			'Test the MyD3 API credential. Check that the API Key belongs to the MyD3 account that the Base URL leads to.',
		);
	}
	if (status === 403) {
		return permanent(
			`MyD3 does not permit this API Key to ${call.action} (403)`,
			'Ask the administrator of your MyD3 account to permit webhook subscriptions for the API Key.',
		);
	}
	if ([404, 405, 410, 501].includes(status)) {
		return permanent(
			`MyD3 has nothing at ${place} (${status}), where this package expects to ${call.action}`,
			`Look the address up in MyD3's API Catalog and set "${call.addressField}" under ${OVERRIDES}.`,
		);
	}
	if (status === 409) {
		return permanent(
			`MyD3 will not ${call.action}, because something like it is there already (409)`,
			'Look for it with the operation Get Many, and delete it if it is not needed.',
		);
	}
	if (status === 429 || status >= 500) {
		const retryAfter = retryAfterMs(answer.headers);
		return {
			message: appendVendorMessage(
				status === 429
					? 'MyD3 asks for fewer requests at the moment (429)'
					: `MyD3 could not ${call.action} at the moment (${status})`,
				// n8n 1.x does not try an activation again whose message has this word in it, in this spelling.
				words.replaceAll('Authorization', 'authorization'),
			),
			description:
				retryAfter === undefined
					? 'Try again in a few minutes.'
					: `Try again in ${Math.ceil(retryAfter / 1000)} seconds.`,
			httpCode,
			transient: true,
			retryAfterMs: retryAfter,
		};
	}
	return permanent(
		`MyD3 did not accept the request to ${call.action} (${status})`,
		call.bodyFields === ''
			? `Check the address: "${call.addressField}" under ${OVERRIDES}.`
			: `Check the event type and the additional fields in the node. If MyD3 names a field that is unknown or missing, correct ${call.bodyFields} under ${OVERRIDES}: what they are called is an assumption.`,
	);
}

const TLS_CODE = /CERT|SIGNATURE|SSL|TLS|EPROTO/;

/**
 * Puts a call that got no answer into words.
 * @param code Node's or OpenSSL's code, such as ENOTFOUND
 * @param url where it went
 */
export function describeNetworkError(code: string, url: string): ErrorDetails {
	const { host } = new URL(url);
	const failure = (message: string, description: string, transient = true): ErrorDetails => ({
		message,
		description,
		code,
		transient,
	});
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return failure(
			`The host ${host} was not found.`,
			'Check the Base URL in the MyD3 API credential, and that n8n can reach the internet.',
		);
	}
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
		return failure(`${host} did not answer in time.`, 'Try again in a few minutes.');
	}
	if (TLS_CODE.test(code)) {
		return failure(
			`No secure connection to ${host}: its TLS certificate was not accepted.`,
			'Check the Base URL in the MyD3 API credential. If a proxy of your company inspects TLS, n8n needs its certificate (NODE_EXTRA_CA_CERTS).',
			false,
		);
	}
	if (code === 'ERR_CANCELED') {
		return failure('The execution was stopped.', 'Start it again if that was not meant.', false);
	}
	return failure(
		`No connection to ${host}.`,
		'Check the Base URL in the MyD3 API credential, and that n8n can reach the internet.',
	);
}

/**
 * Puts an answer that says yes but cannot be read into words.
 * @param expected what it was to be, as in "a list of subscriptions"
 */
export function describeUnexpectedResponse(
	answer: ApiResponse,
	expected: string,
	call: RequestInfo,
): ErrorDetails {
	const type = String(answer.headers['content-type'] ?? 'no content type');
	return {
		message: `MyD3's answer was not understood: it is not ${expected}.`,
		description: `${call.method} ${new URL(call.url).pathname} was answered with ${answer.status}, ${type}: ${redactAndTruncate(answer.text, call.secrets)}. The form of this answer is an assumption; look at ${OVERRIDES} and at ${DOCUMENTATION}.`,
		httpCode: String(answer.status),
		transient: false,
		unreadable: true,
	};
}

/** Will the same call probably succeed later, without anybody doing anything? */
export const isTransient = (error: unknown): boolean =>
	error instanceof NodeApiError && error.context.transient === true;

/** Was the host reached, but its certificate not accepted? */
export const isTlsFailure = (error: unknown): boolean =>
	error instanceof NodeApiError && TLS_CODE.test(String(error.context.code));

/** Can MyD3 have carried out the call although it failed (no answer, 5xx, an answer without an id)? */
export const isOutcomeUnknown = (error: unknown): boolean =>
	error instanceof NodeApiError && error.context.mayHaveHappened === true;

/**
 * Has a list failed because it is not what this package assumes it to be (address, method, form), or is not permitted?
 * Then trying again is of no use, and create, the one documented call, has to do without it.
 */
export const isListUnsupported = (error: unknown): boolean =>
	error instanceof NodeApiError &&
	(error.context.unreadable === true ||
		['400', '403', '404', '405', '501'].includes(String(error.httpCode)));

/** Did MyD3 answer that it does not hold (any more) what was to be deleted? */
export const isAlreadyDeleted = (error: unknown): boolean =>
	error instanceof NodeApiError && contract.goneStatuses.value.includes(Number(error.httpCode));
