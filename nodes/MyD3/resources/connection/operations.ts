import { randomBytes } from 'node:crypto';

import { sleep } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { createClient } from '../../api/client';
import { contract } from '../../api/contract';
import { generateKey, withKey } from '../../notificationUrl';
import type { Operation } from '../operation';
import { webhookBaseUrl } from '../ownAddress';
import { notificationUrlParameter, textParameter } from '../parameters';
import { diagnose } from './diagnose';
import { responseRecorder } from './shownResponse';
import type { TestSubscription } from './testSubscription';

/** The operations of the Connection resource, by parameter value. */
export const connectionOperations: Record<string, Operation> = {
	async diagnose(context, client, itemIndex) {
		let test: TestSubscription | undefined;
		if (context.getNodeParameter('includeTestSubscription', itemIndex, false) === true) {
			const eventType = textParameter(context, 'eventType', 'Event Type', itemIndex);
			const url = notificationUrlParameter(context, client, itemIndex, webhookBaseUrl(context));
			const key = generateKey(randomBytes);
			test = {
				eventType: client.hasEventTypes ? eventType || contract.invoiceIssued.value : '',
				notificationUrl: withKey(withoutKey(url), key),
				key,
			};
		}
		const recorder = responseRecorder(test === undefined ? [] : [test.key]);
		const isStopped = (): boolean => context.getExecutionCancelSignal()?.aborted === true;
		const entries = await diagnose(
			await createClient(withoutCancellation(context), { onResponse: recorder.onResponse }),
			recorder,
			{
				webhookBaseUrl: webhookBaseUrl(context),
				editorUrl: context.getInstanceBaseUrl(),
				test,
				isStopped,
				wait: sleep,
			},
		);
		const { verdict, explanation, advice } = entries.at(-1) ?? {};
		if (test !== undefined && isStopped() && (verdict === 'failed' || verdict === 'warning')) {
			// n8n does not show the output of an execution that was stopped.
			context.logger.warn(`MyD3, Diagnose: ${String(explanation)} ${String(advice)}`);
		}
		return entries;
	},
};

/** A context whose requests continue after the execution is stopped, because the test subscription must still be deleted. */
const withoutCancellation = (context: IExecuteFunctions): IExecuteFunctions =>
	Object.create(context, {
		getExecutionCancelSignal: { value: () => undefined },
	}) as IExecuteFunctions;

/** Removes the fragment, which is never sent, and any key already in the URL, because receivers refuse two. */
function withoutKey(notificationUrl: string): string {
	const [address = '', query] = notificationUrl.replace(/#.*$/s, '').split(/\?(.*)/s);
	const others = (query ?? '')
		.split('&')
		.filter((pair) => pair !== '' && pair.split('=')[0] !== contract.keyArgument.value);
	return others.length === 0 ? address : `${address}?${others.join('&')}`;
}
