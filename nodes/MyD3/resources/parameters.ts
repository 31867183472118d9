import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { MyD3Client } from '../api/client';
import { redactKeys } from '../api/redact';
import { unreachableReason } from '../notificationUrl';

/** @throws UserError when MyD3 could not reach it */
export function notificationUrlParameter(
	context: IExecuteFunctions,
	client: MyD3Client,
	itemIndex: number,
): string {
	const url = (context.getNodeParameter('notificationUrl', itemIndex) as string).trim();
	const because = unreachableReason(url, client.baseUrl);
	if (because === undefined) return url;
	throw new UserError(
		`MyD3 cannot reach the "Notification URL": ${redactKeys(url)} ${because}. Enter a public https address.`,
	);
}
