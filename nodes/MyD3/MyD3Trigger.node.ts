import { randomBytes } from 'node:crypto';

import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { CREDENTIAL } from './api/request';
import { myD3Client } from './api/client';
import type { MyD3Client } from './api/client';
import { contract, parseJsonObject } from './api/contract';
import { hasBody, readBytes } from './trigger/body';
import { deliveryOptions, evaluateDelivery } from './trigger/delivery';
import type { DeliveryResult } from './trigger/delivery';
import { triggerFields, triggerSubtitle } from './trigger/properties';
import {
	ignoredBecause,
	lostKeyWarning,
	MISSING_ID_WARNING,
	NOT_READY,
	replyTo,
	UNAUTHORIZED,
	wrongKeyWarning,
} from './trigger/respond';
import type { Reply } from './trigger/respond';
import { authenticate, keysIn, subscriptionKeys } from './trigger/subscriptionKeys';
import { stateOf } from './trigger/triggerState';
import { generateKey, leadsTo, unreachableReason, withoutQuery } from './notificationUrl';
import { selectedEventTypes } from './trigger/eventTypes';
import type { DesiredSubscriptions } from './trigger/plan';
import { processMemory } from './trigger/processMemory';
import { responseFields } from './trigger/responseMode';
import { reconcile, register, unregister } from './trigger/registration';
import { triggerGuidance } from './trigger/panel';
import { TriggerMemory } from './trigger/triggerMemory';

export class MyD3Trigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MyD3 Trigger',
		name: 'myD3Trigger',
		icon: { light: 'file:../../icons/myd3.svg', dark: 'file:../../icons/myd3.dark.svg' },
		group: ['trigger'],
		// Not exactly 1, because for version 1 n8n 2.x evaluates an additional expression on every delivery, which takes
		// longer than everything that this node does.
		version: 1.1,
		subtitle: triggerSubtitle,
		description: 'Starts the workflow when MyD3, the customer platform of Data#3, sends an event',
		defaults: { name: 'MyD3 Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
		// n8n stores these one by one and calls create for "default". If MyD3 verifies the URL by GET or HEAD during create,
		// those entries must already exist.
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
				const client = await clientFor(this);
				const desired = desiredBy(this, client);
				additionalFieldsOf(this); // only create needs them, but report invalid JSON before any request is sent
				const because = unreachableReason(desired.webhookUrl, client.baseUrl);
				if (because !== undefined) {
					throw new NodeOperationError(
						this.getNode(),
						`MyD3 cannot reach this workflow: its webhook URL ${desired.webhookUrl} ${because}. Set n8n's environment variable WEBHOOK_URL to its public https address (behind a reverse proxy, also set N8N_PROXY_HOPS=1), restart n8n, and try again.`,
					);
				}
				processMemory.of(client.baseUrl, desired.webhookUrl).workflowId = this.getWorkflow().id;
				const isStart = ['init', 'leadershipChange'].includes(this.getActivationMode());
				return await reconcile(client, desired, loadMemory(this, client), warnIn(this), isStart);
			},

			async create(this: IHookFunctions): Promise<boolean> {
				const client = await clientFor(this);
				const newKey = () => generateKey(randomBytes);
				const desired = desiredBy(this, client);
				await register(client, desired, loadMemory(this, client), newKey, additionalFieldsOf(this));
				return true;
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				const client = await clientFor(this);
				const process = processMemory.of(client.baseUrl, webhookUrlOf(this));
				const { id } = this.getWorkflow();
				// If n8n 1.x refuses to activate a copied workflow because the original has its path, it still calls
				// delete for the copy. The subscription belongs to the original.
				if ((process.workflowId ?? id) !== id) return true;
				await unregister(client, loadMemory(this, client), warnIn(this));
				process.workflowId = undefined;
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const request = this.getRequestObject();
		const response = this.getResponseObject();
		const now = Date.now();
		const node = `${this.getWorkflow().id}/${this.getNode().id}`;
		const state = stateOf(node);

		// Read only, because writing static data in webhook() could overwrite a newer subscription.
		const known = [...keysIn(this.getWorkflowStaticData('node')), ...subscriptionKeys.of(node)];
		const { query } = request;
		const key = authenticate(query[contract.keyArgument.value], known);
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
						{ method, query, headers, rawBody, body: body as unknown, eventType: key.eventType },
						deliveryOptions(this.getNodeParameter('options', {})),
						recent,
						now,
					)
				: { outcome: 'malformed', echoedHeaders: {}, ...unreadableBody };
		if (result.outcome !== 'accepted') {
			this.logger.info(`MyD3 Trigger: ${ignoredBecause(result)}`);
			return respond(response, replyTo(result));
		}

		if (result.idMissing && !state.isMissingIdReported) {
			state.isMissingIdReported = true;
			this.logger.warn(MISSING_ID_WARNING);
		}
		if (recent !== undefined) settleWith(response, recent.begin(result.eventKey, now));
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
	{ status, headers, body }: Reply,
): IWebhookResponseData {
	response.status(status).set(headers);
	if (typeof body === 'string') response.type('text/plain').end(body);
	else response.json(body);
	return { noWebhookResponse: true };
}

const webhookUrlOf = (context: IHookFunctions): string =>
	context.getNodeWebhookUrl('default') as string;

const clientFor = async (context: IHookFunctions): Promise<MyD3Client> =>
	await myD3Client(context, { leadsToUs: (url) => leadsTo(url, webhookUrlOf(context)) });

/** The subscriptions that the node's parameters ask for. @throws NodeOperationError if no event is selected */
function desiredBy(context: IHookFunctions, { hasEventTypes }: MyD3Client): DesiredSubscriptions {
	const webhookUrl = webhookUrlOf(context);
	if (!hasEventTypes) return { webhookUrl, eventTypes: [''] };
	const eventTypes = selectedEventTypes(
		context.getNodeParameter('events', []),
		context.getNodeParameter('customEventTypes', ''),
	);
	if (eventTypes.length === 0) {
		throw new NodeOperationError(
			context.getNode(),
			'No event is selected. Choose at least one under "Events" in the MyD3 Trigger; "Other Event" needs a name under "Other Event Types".',
		);
	}
	return { webhookUrl, eventTypes };
}

function additionalFieldsOf(context: IHookFunctions): Record<string, unknown> {
	try {
		return parseJsonObject(
			context.getNodeParameter('options.additionalFields', '{}'),
			'Additional Subscription Fields',
		);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message);
	}
}

/** Loads the node's memory. Logs once if it contains subscriptions for another webhook URL. */
function loadMemory(context: IHookFunctions, { baseUrl }: MyD3Client): TriggerMemory {
	const webhookUrl = webhookUrlOf(context);
	const process = processMemory.of(baseUrl, webhookUrl);
	const memory = new TriggerMemory(webhookUrl, {
		// A user may have set it to null, in which case nothing can be saved.
		staticData: (context.getWorkflowStaticData('node') as object | null) ?? {},
		process,
		keys: subscriptionKeys,
		node: `${context.getWorkflow().id}/${context.getNode().id}`,
	});
	if (memory.elsewhere === undefined) return memory;
	const ids = memory.elsewhere.subscriptions.map(({ id }) => id).join(', ');
	if (process.reported !== ids) {
		process.reported = ids;
		warnIn(context)(
			`this workflow also has the subscription ${ids} at ${withoutQuery(memory.elsewhere.webhookUrl)}. That is not the address of this n8n, so MyD3 still sends events there. If nothing uses that address any longer, delete the subscription with the MyD3 node.`,
		);
	}
	return memory;
}

const warnIn =
	(context: IHookFunctions) =>
	(sentence: string): void =>
		context.logger.warn(`MyD3 Trigger: ${sentence}`);

/**
 * Reports a delivery's outcome once n8n has responded. Not "finish", which is missing if MyD3 has stopped waiting by then:
 * MyD3 will send the event again although the workflow is still running, or has succeeded.
 */
function settleWith(
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
	end: (accepted: boolean) => void,
): void {
	response.once('prefinish', () => end(response.statusCode >= 200 && response.statusCode < 300));
}
