/** Classifies errors by what `apiError` stores in their context. */
import { NodeApiError } from 'n8n-workflow';

import { contract } from './contract';
import { isTlsCode } from './networkErrors';

const contextOf = (error: unknown): Record<string, unknown> =>
	error instanceof NodeApiError ? error.context : {};

/** @returns whether the same request will probably succeed later */
export const isTransient = (error: unknown): boolean => contextOf(error).isTransient === true;

/** @returns whether the host was reached, but there was no secure connection */
export const isTlsError = (error: unknown): boolean => isTlsCode(String(contextOf(error).code));

/**
 * @returns whether MyD3 may have carried out the request: no response, 408, 5xx, a response without an id, or a refusal with
 *   one
 */
export const isOutcomeUnknown = (error: unknown): boolean =>
	contextOf(error).isOutcomeUnknown === true;

/** @returns whether MyD3 accepted a create request (2xx) without naming the new subscription */
export const isAccepted = (error: unknown): boolean =>
	isOutcomeUnknown(error) && contextOf(error).isUnexpected === true;

/** @returns whether the exchange of the API Key failed */
export const isFromCredential = (error: unknown): boolean =>
	contextOf(error).isFromCredential === true;

/** @returns whether MyD3 rejected the access token or the API Key, or the exchange failed for any reason */
export const isDenied = (error: unknown): boolean =>
	isFromCredential(error) || ['401', '403'].includes(String((error as NodeApiError).httpCode));

/** @returns whether MyD3 refused the request itself: not the key, and not just for the moment */
export const isPermanentRefusal = (error: unknown): boolean =>
	error instanceof NodeApiError &&
	Number(error.httpCode) >= 400 &&
	!isTransient(error) &&
	!isDenied(error);

/**
 * Whether List Request failed because it is wrong (address, method, format) or not allowed. Retrying would not help, so
 * create, the one documented request, must work without a list.
 */
export const isListUnsupported = (error: unknown): boolean =>
	error instanceof NodeApiError &&
	(error.context.isUnexpected === true ||
		['400', '403', '404', '405', '406', '415', '422', '501'].includes(String(error.httpCode)));

/** @returns whether MyD3 answered that the subscription to delete does not exist */
export const isAlreadyDeleted = (error: unknown): boolean =>
	error instanceof NodeApiError &&
	contract.alreadyDeletedStatuses.value.includes(Number(error.httpCode));
