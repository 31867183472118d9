/** Creates the errors that n8n shows. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { TOKEN_TEMPORARILY_UNAVAILABLE } from './errors';
import type { ErrorDetails } from './errors';

/** The context of the running node. */
type Context = Pick<IExecuteFunctions, 'getNode'>;

/** @returns the error for n8n to show */
export function apiError(context: Context, details: ErrorDetails): NodeApiError {
	const { message, description, code, httpCode, ...kind } = details;
	const parts = [
		description,
		code ? `(${code})` : '',
		kind.isOutcomeUnknown === true
			? 'MyD3 may have created the subscription anyway. Check with Get Many before you try again.'
			: '',
	];
	// A failed activation shows only the message in n8n 2.x and only the description in 1.x, so combine the two.
	const options =
		'getActivationMode' in context
			? { message: `${message} ${description}`, httpCode }
			: { message, description: parts.filter(Boolean).join(' '), httpCode };
	const error = new NodeApiError(context.getNode(), { message: options.message }, options);
	Object.assign(error.context, { ...kind, code });
	return withMessage(error, options.message);
}

/** @param reason what the credential threw @returns the error for a failed exchange of the API Key */
export function credentialError(context: Context, reason: unknown): NodeApiError {
	const { message, messages = [], httpCode } = reason as NodeApiError;
	return apiError(context, {
		// The original, if n8n has replaced the message (see withMessage).
		message: messages.at(-1) ?? message,
		description: 'Open the MyD3 API credential and test it.',
		isTransient: httpCode === TOKEN_TEMPORARILY_UNAVAILABLE,
		isFromCredential: true,
	});
}

/** @returns the error, as n8n shows it, for an input that the user must change */
export function operationError(
	context: Context,
	error: unknown,
	itemIndex?: number,
): NodeOperationError {
	const { message } = error as Error;
	return withMessage(new NodeOperationError(context.getNode(), message, { itemIndex }), message);
}

/** n8n replaces a message with a generic one if a code such as EEXIST is part of any word in it: "InvoiceExists". */
const withMessage = <Shown extends Error>(error: Shown, message: string): Shown =>
	Object.assign(error, { message });
