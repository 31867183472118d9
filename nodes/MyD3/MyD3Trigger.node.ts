import { randomBytes } from 'node:crypto';

import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { CREDENTIAL } from './api/request';
import { myD3Client } from './api/client';
import { parseJsonObject } from './api/contract';
import { triggerFields, triggerSubtitle } from './trigger/properties';
import { evaluateDelivery } from './trigger/delivery';
import { RecentDeliveries } from './trigger/recentDeliveries';
import { generateKey, unreachableReason } from './notificationUrl';
import type { StaticData } from './trigger/staticData';
import { bookkeeping, deletions } from './trigger/deletions';
import { responseFields } from './trigger/responseMode';
import { reconcile, register, unregister } from './trigger/registration';
import type { DesiredSubscriptions } from './trigger/registration';
import { triggerGuidance } from './trigger/panel';

const RETRY_AFTER_SECONDS = 30;
const MINUTE_MS = 60_000;

/** What this process remembers of one trigger. */
interface Lately {
	recent: RecentDeliveries;
	/** When a lost key was last reported, in ms since 1970. */
	warnedAt: number;
	/** Whether an Event ID Field that leads nowhere was reported. */
	idReported: boolean;
}

/** By workflow and node; nothing of it needs to survive a restart. */
const lately = new Map<string, Lately>();

/** Which workflow registered a webhook URL last, by id; only this process's registrations. */
const registeredBy = new Map<string, string | undefined>();

export class MyD3Trigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MyD3 Trigger',
		name: 'myD3Trigger',
		icon: { light: 'file:../../icons/myd3.svg', dark: 'file:../../icons/myd3.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: triggerSubtitle,
		description: 'Starts the workflow when MyD3, the customer platform of Data#3, sends an event',
		defaults: { name: 'MyD3 Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				...responseFields,
				// Without the key, which only MyD3 is told, the URL is of no use to anybody.
				ndvHideUrl: true,
			},
		],
		...triggerGuidance,
		properties: triggerFields,
	};

	// n8n ignores what create and delete return: they have done it, or they throw.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const wanted = wantedBy(this);
				additionalFieldsOf(this); // only create needs them, but a typing mistake is to be told before any call
				const client = bookkeeping(await myD3Client(this), deletions);
				const because = unreachableReason(wanted.webhookUrl, client.baseUrl);
				if (because !== undefined) {
					throw new NodeOperationError(
						this.getNode(),
						`MyD3 cannot reach this workflow: its webhook URL ${wanted.webhookUrl} ${because}. Set the environment variable WEBHOOK_URL of n8n to the public https address of your n8n (behind a reverse proxy also N8N_PROXY_HOPS=1), restart n8n, and try again.`,
					);
				}
				registeredBy.set(wanted.webhookUrl, this.getWorkflow().id);
				return await reconcile(client, wanted, memoryOf(this), rememberIn(this), (sentence) =>
					this.logger.warn(`MyD3 Trigger: ${sentence}`),
				);
			},

			async create(this: IHookFunctions): Promise<boolean> {
				const client = bookkeeping(await myD3Client(this), deletions);
				const key = generateKey(randomBytes);
				await register(client, wantedBy(this), key, additionalFieldsOf(this), rememberIn(this));
				return true;
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				const client = bookkeeping(await myD3Client(this), deletions);
				const webhookUrl = webhookUrlOf(this);
				const { id } = this.getWorkflow();
				// n8n 1.x also cleans up a copy that it refused to activate because the original has its path: not the copy's.
				if ((registeredBy.get(webhookUrl) ?? id) !== id) return true;
				await unregister(client, webhookUrl, memoryOf(this), rememberIn(this));
				registeredBy.delete(webhookUrl);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const request = this.getRequestObject();
		const response = this.getResponseObject();
		const now = Date.now();
		const ofNode = latelyAt(this);
		// A test listening waits for one event, and may well be shown the same one again.
		const recent = this.getMode() === 'manual' ? undefined : ofNode.recent;
		const options = this.getNodeParameter('options', {}) as IDataObject;
		const verdict = evaluateDelivery(
			{
				query: request.query,
				contentType: request.headers['content-type'] ?? '',
				rawBody: request.rawBody as Buffer | undefined,
				body: request.body,
			},
			// Only read here: what webhook() writes to static data can overwrite a newer subscription.
			this.getWorkflowStaticData('node').keyDigest as string | undefined,
			{
				ignoreDuplicates: options.ignoreDuplicates !== false,
				eventIdField: ((options.eventIdField as string | undefined) ?? '').trim(),
				includeMetadata: options.includeMetadata === true,
			},
			recent,
			now,
		);

		switch (verdict.verdict) {
			case 'refused':
				if (verdict.because === 'nothing is remembered' && now - ofNode.warnedAt >= MINUTE_MS) {
					ofNode.warnedAt = now;
					this.logger.warn(
						'MyD3 Trigger: a delivery was refused, because the key of the subscription is not known any more. Unpublish (deactivate) the workflow and publish (activate) it again.',
					);
				}
				// Not thrown: n8n would answer 500 and record an execution for every stranger.
				response.status(401).json({ status: 'refused', message: 'apiKey is missing or wrong' });
				return { noWebhookResponse: true };
			case 'not understood':
				response.status(400).json({ status: 'not understood', message: verdict.because });
				return { noWebhookResponse: true };
			case 'running':
				response
					.status(503)
					.set('Retry-After', String(RETRY_AFTER_SECONDS))
					.json({ status: 'running', message: 'the first delivery is still being worked on' });
				return { noWebhookResponse: true };
			case 'empty':
			case 'duplicate':
				return { webhookResponse: { status: verdict.verdict } };
			case 'accepted':
				if (verdict.idMissing && !ofNode.idReported) {
					ofNode.idReported = true;
					this.logger.warn(
						'MyD3 Trigger: an event has nothing at the Event ID Field, so that whole events are compared to recognise a repeated delivery. Check the Event ID Field; this is logged once.',
					);
				}
				// Without anybody left to answer, MyD3 will send the event again: nothing is remembered then.
				if (recent !== undefined && !response.destroyed) {
					settleWith(response, recent.begin(verdict.eventKey, now));
				}
				return {
					webhookResponse: { status: 'accepted' },
					workflowData: [this.helpers.returnJsonArray(verdict.items)],
				};
		}
	}
}

const webhookUrlOf = (context: IHookFunctions): string =>
	context.getNodeWebhookUrl('default') as string;

/** What the node's parameters ask for. */
function wantedBy(context: IHookFunctions): DesiredSubscriptions {
	const chosen = context.getNodeParameter('events', []) as string[];
	const custom = chosen.includes('custom')
		? (context.getNodeParameter('customEventTypes', '') as string).split(',')
		: [];
	const eventTypes = [...chosen.filter((event) => event !== 'custom'), ...custom]
		.map((event) => event.trim())
		.filter((event) => event !== '');
	if (eventTypes.length === 0) {
		throw new NodeOperationError(
			context.getNode(),
			'No event is selected. Choose at least one under "Events" in the MyD3 Trigger; "Other Event" needs a name under "Other Event Types".',
		);
	}
	return { webhookUrl: webhookUrlOf(context), eventTypes: [...new Set(eventTypes)] };
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

/** What the node remembers. Static data is a user's to edit: anything may be missing. */
function memoryOf(context: IHookFunctions): StaticData {
	const { subscriptions, keyDigest, webhookUrl } = context.getWorkflowStaticData(
		'node',
	) as Partial<StaticData>;
	return {
		subscriptions: Array.isArray(subscriptions) ? subscriptions : [],
		keyDigest: keyDigest ?? '',
		webhookUrl: webhookUrl ?? '',
	};
}

const rememberIn =
	(context: IHookFunctions) =>
	(memory: StaticData): void => {
		Object.assign(context.getWorkflowStaticData('node'), memory);
	};

/** Tells the outcome of a delivery once: "finish" is an answer sent whole, "close" without it a broken connection. */
function settleWith(
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
	end: (accepted: boolean) => void,
): void {
	response.once('finish', () => end(response.statusCode >= 200 && response.statusCode < 300));
	response.once('close', () => {
		if (!response.writableFinished) end(false);
	});
}

function latelyAt(context: IWebhookFunctions): Lately {
	const place = `${context.getWorkflow().id}/${context.getNode().id}`;
	const ofNode = lately.get(place) ?? {
		recent: new RecentDeliveries(),
		warnedAt: -Infinity,
		idReported: false,
	};
	lately.set(place, ofNode);
	return ofNode;
}
