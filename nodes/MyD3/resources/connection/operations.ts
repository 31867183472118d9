import { randomBytes } from 'node:crypto';

import { contract } from '../../api/contract';
import { generateKey, withKey } from '../../notificationUrl';
import type { Operation } from '../operation';
import { notificationUrlParameter } from '../parameters';
import { diagnose } from './diagnose';

/** The operations of the resource Connection, by their name in the node. */
export const connectionOperations: Record<string, Operation> = {
	async diagnose(context, client, itemIndex, answers) {
		if (context.getNodeParameter('includeTestSubscription', itemIndex, false) !== true) {
			return await diagnose(client, answers);
		}
		const eventType = (context.getNodeParameter('eventType', itemIndex, '') as string).trim();
		return await diagnose(client, answers, {
			eventType: eventType || contract.invoiceIssued.value,
			notificationUrl: withKey(
				notificationUrlParameter(context, client, itemIndex),
				generateKey(randomBytes),
			),
		});
	},
};
