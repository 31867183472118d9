import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { contract } from './api/contract';
import { hasBody, readBytes } from './trigger/body';
import { deliveryOptions, evaluateDelivery } from './trigger/delivery';
import type { DeliveryResult } from './trigger/delivery';
import { triggerFields, triggerSubtitle } from './trigger/properties';
import type { ReportOutcome } from './trigger/recentDeliveries';
import {
	ignoredReason,
	lostKeyWarning,
	MISSING_ID_WARNING,
	NOT_READY,
	responseTo,
	UNAUTHORIZED,
	wrongKeyWarning,
} from './trigger/respond';
import type { TriggerResponse } from './trigger/respond';
import { findSubscriptionKey, keysIn, subscriptionKeys } from './trigger/subscriptionKeys';
import { triggerStateOf } from './trigger/triggerState';
import { responseFields } from './trigger/responseMode';
import { triggerGuidance } from './trigger/panel';

/**
 * n8n loads this file at startup, for its description and for deliveries, which must not wait for an import. The code that
 * creates and deletes subscriptions is imported when n8n first needs it.
 */
export class MyD3Trigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MyD3 Trigger',
		name: 'myD3Trigger',
		icon: { light: 'file:../../icons/myd3.svg', dark: 'file:../../icons/myd3.dark.svg' },
		group: ['trigger'],
		// Not exactly 1, because for version 1 n8n 2.x evaluates an additional expression on every delivery, which takes
		// longer than all of this node's own work.
		version: 1.1,
		subtitle: triggerSubtitle,
		description: "Starts the workflow when MyD3, Data#3's customer platform, sends an event",
		defaults: { name: 'MyD3 Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'myD3Api', required: true }],
		// n8n stores these in order, and calls create when it reaches "default". GET and HEAD come first, because MyD3 may
		// verify the URL with them during create.
		webhooks: [
			{ name: 'setup', httpMethod: 'GET', path: 'webhook', ndvHideUrl: true, ndvHideMethod: true },
			{ name: 'setup', httpMethod: 'HEAD', path: 'webhook', ndvHideUrl: true, ndvHideMethod: true },
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				...responseFields,
				// The URL is useless without the key, so do not show it.
				ndvHideUrl: true,
			},
		],
		...triggerGuidance,
		properties: triggerFields,
	};

	// n8n ignores the return values of create and delete, so they throw if they fail.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const { checkSubscriptions } = await import('./trigger/lifecycle');
				return await checkSubscriptions(this);
			},

			async create(this: IHookFunctions): Promise<boolean> {
				const { createSubscriptions } = await import('./trigger/lifecycle');
				await createSubscriptions(this);
				return true;
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				const { deleteSubscriptions } = await import('./trigger/lifecycle');
				await deleteSubscriptions(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const request = this.getRequestObject();
		const response = this.getResponseObject();
		const now = Date.now();
		const node = `${this.getWorkflow().id}/${this.getNode().id}`;
		const state = triggerStateOf(node);

		// Only read static data: writing it in webhook() could overwrite a newer subscription.
		const known = [...keysIn(this.getWorkflowStaticData('node')), ...subscriptionKeys.of(node)];
		const { query } = request;
		const key = findSubscriptionKey(query[contract.keyArgument.value], known);
		if (known.length === 0) {
			const count = state.notReady.add(now);
			if (count !== undefined) this.logger.warn(lostKeyWarning(count));
			return respond(response, NOT_READY);
		}
		if (key === undefined) {
			const count = state.unauthorized.add(now);
			if (count !== undefined) this.logger.warn(wrongKeyWarning(count));
			return respond(response, UNAUTHORIZED);
		}

		// Read the body only after authentication.
		const unreadableBody = hasBody(request.method) ? await readBytes(request) : undefined;
		const { method, headers, body } = request;
		const rawBody = request.rawBody as Buffer | undefined;
		// A test listens for a single event, which may be the same as in the last test.
		const recent = this.getMode() === 'manual' ? undefined : state.recent;
		const result: DeliveryResult =
			unreadableBody === undefined
				? evaluateDelivery(
						{ method, query, headers, rawBody, body: body as unknown, subscription: key },
						deliveryOptions(this.getNodeParameter('options', {})),
						recent,
						now,
					)
				: { outcome: 'malformed', echoedHeaders: {}, ...unreadableBody };
		if (result.outcome !== 'accepted') {
			this.logger.info(`MyD3 Trigger: ${ignoredReason(result)}`);
			return respond(response, responseTo(result));
		}

		if (result.isIdMissing && !state.isMissingIdReported) {
			state.isMissingIdReported = true;
			this.logger.warn(MISSING_ID_WARNING);
		}
		if (recent !== undefined) reportOutcomeOf(response, recent.begin(result.eventKey, now));
		for (const [name, value] of Object.entries(result.echoedHeaders))
			response.setHeader(name, value);
		return {
			webhookResponse: { status: 'accepted' },
			// Avoid returnJsonArray, which mistakes an event's own "json" property for n8n's.
			workflowData: [result.items.map((json) => ({ json }))],
		};
	}
}

/** Responds directly. A refusal does not throw, because n8n would answer 500 and record an execution for every stranger. */
function respond(
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
	{ status, headers, body }: TriggerResponse,
): IWebhookResponseData {
	response.status(status).set(headers);
	if (typeof body === 'string') response.type('text/plain').end(body);
	else response.json(body);
	return { noWebhookResponse: true };
}

/**
 * Reports a delivery's outcome once n8n has responded. Listens for "prefinish", because "finish" never comes if MyD3 has
 * stopped waiting, which is exactly when it sends the event again. Also reports when
 * MyD3 stops waiting, because n8n may never respond.
 */
function reportOutcomeOf(
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
	report: ReportOutcome,
): void {
	response.once('prefinish', () => report(response.statusCode >= 200 && response.statusCode < 300));
	if (response.destroyed) report('abandoned');
	else response.once('close', () => report('abandoned', Date.now()));
}
