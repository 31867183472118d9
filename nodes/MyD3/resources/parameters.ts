import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';

import type { MyD3Client } from '../api/client';
import { redactUrls } from '../api/redact';
import { unreachableReason } from '../notificationUrl';

/**
 * Reads a text parameter. An expression may return anything; a number becomes text.
 * @param label the parameter's name on the screen
 * @returns the text without surrounding white space; empty if there is none
 * @throws UserError for a list, an object or a boolean
 */
export function textParameter(
	context: IExecuteFunctions,
	name: string,
	label: string,
	itemIndex: number,
	options?: IGetNodeParameterOptions,
): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, '', options);
	if (value === undefined || value === null) return '';
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
		return String(value).trim();
	}
	throw new UserError(
		`"${label}" must be text, but the expression returns ${Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`}.`,
	);
}

/**
 * Reads the Notification URL parameter.
 * @param preset the URL to use if the parameter is empty
 * @returns the URL, which MyD3 can reach
 * @throws UserError if there is none or MyD3 cannot reach it
 */
export function notificationUrlParameter(
	context: IExecuteFunctions,
	client: MyD3Client,
	itemIndex: number,
	preset = '',
): string {
	const entered = textParameter(context, 'notificationUrl', 'Notification URL', itemIndex);
	const url = entered || preset;
	if (url === '') throw new UserError('"Notification URL" is empty. Enter a public https address.');
	const reason = unreachableReason(url, client.baseUrl);
	if (reason === undefined) return url;
	throw new UserError(
		entered === ''
			? `"Notification URL" is empty, and the address of this n8n instance, ${redactUrls(url)}, ${reason}. Enter a public https address, or set WEBHOOK_URL.`
			: `MyD3 cannot reach the "Notification URL": ${redactUrls(url)} ${reason}. Enter a public https address.`,
	);
}
