/** What n8n calls when a workflow with the trigger is activated or deactivated, or listens for a test event. */
import { randomBytes } from 'node:crypto';

import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import { createClient } from '../api/client';
import type { MyD3Client } from '../api/client';
import { parseJsonObject } from '../api/jsonField';
import { generateKey, hasSameTarget, unreachableReason, withoutQuery } from '../notificationUrl';
import type { Warn } from './deletions';
import { selectedEventTypes } from './eventTypes';
import type { DesiredSubscriptions } from './plan';
import { processMemory } from './processMemory';
import { reconcile, register, unregister } from './registration';
import { subscriptionKeys } from './subscriptionKeys';
import { TriggerMemory } from './triggerMemory';

/** n8n 2.x builds test webhook URLs from the editor's address (url.service.js, getTestWebhookBaseUrl). */
const LISTENING_ADVICE =
	' While it is listening, n8n 2.x uses N8N_EDITOR_BASE_URL if that is set: set N8N_WEBHOOK_URL to the public address, too.';

/**
 * Checks whether MyD3 has the subscriptions that the trigger asks for.
 * @returns false if n8n must call create
 * @throws NodeOperationError if a parameter, the credential or n8n's address must change, or if a copy of the node in the same
 *   workflow has registered the webhook URL; NodeApiError if MyD3 refuses or cannot be reached
 */
export async function checkSubscriptions(context: IHookFunctions): Promise<boolean> {
	const client = await clientFor(context);
	const desired = desiredSubscriptions(context, client);
	additionalFieldsOf(context); // only create needs them, but report invalid JSON before any request is sent
	const reason = unreachableReason(desired.webhookUrl, client.baseUrl);
	if (reason !== undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`MyD3 cannot reach this workflow: its webhook URL ${desired.webhookUrl} ${reason}. Set n8n's environment variable WEBHOOK_URL to its public https address (behind a reverse proxy, also set N8N_PROXY_HOPS=1), restart n8n, and try again.${isListening(context) ? LISTENING_ADVICE : ''}`,
		);
	}
	const urlMemory = processMemory.of(client.baseUrl, desired.webhookUrl);
	return await urlMemory.hooks.run('checkExists', async () => {
		requireOwnUrl(context, desired.webhookUrl);
		urlMemory.workflowId = context.getWorkflow().id;
		return await reconcileFor(context, client, desired);
	});
}

/**
 * Creates every subscription that the trigger asks for, or none.
 * @throws what `checkSubscriptions` throws, NodeOperationError if the workflow was deactivated in the meantime, or UserError if
 *   MyD3 returns a subscription that already existed
 */
export async function createSubscriptions(context: IHookFunctions): Promise<void> {
	const client = await clientFor(context);
	const newKey = () => generateKey(randomBytes);
	const desired = desiredSubscriptions(context, client);
	const urlMemory = processMemory.of(client.baseUrl, desired.webhookUrl);
	await urlMemory.hooks.run('create', async ({ hasChanged, isDeactivated }) => {
		if (isDeactivated && !isStartup(context)) {
			throw new NodeOperationError(
				context.getNode(),
				'The workflow was unpublished (deactivated) while n8n was publishing (activating) it. If you need it, publish (activate) it again.',
			);
		}
		// Another activation may have created them since this one's check.
		if (hasChanged && (await reconcileFor(context, client, desired))) return;
		const memory = loadMemory(context, client);
		await register(client, desired, memory, newKey, additionalFieldsOf(context), sleep);
	});
}

/**
 * Deletes the trigger's subscriptions.
 * @throws NodeApiError if MyD3 has not confirmed it, or NodeOperationError if the credential is invalid or Delete Request cannot
 *   be filled in
 */
export async function deleteSubscriptions(context: IHookFunctions): Promise<void> {
	const { id } = context.getWorkflow();
	// Even if a deletion fails, n8n deactivates the node, and another one may take its place.
	processMemory.setNode(webhookUrlOf(context), id, undefined);
	const client = await clientFor(context);
	const urlMemory = processMemory.of(client.baseUrl, webhookUrlOf(context));
	// If n8n 1.x refuses to activate a copied workflow because the original has its path, it still calls
	// delete for the copy. The subscription belongs to the original.
	if ((urlMemory.workflowId ?? id) !== id) return;
	await urlMemory.hooks.run('delete', async () => {
		await unregister(client, loadMemory(context, client), warnWith(context));
		urlMemory.workflowId = undefined;
	});
}

/**
 * A node copied within its workflow keeps its webhook URL. n8n 1.x activates both, but delivers to the last one only.
 * Listening for a test event is allowed, because n8n listens with the chosen node only. When an n8n process becomes the leader
 * again, it may remember a node that has since been replaced.
 * @throws NodeOperationError if another node of the workflow uses the URL
 */
function requireOwnUrl(context: IHookFunctions, webhookUrl: string): void {
	const workflowId = context.getWorkflow().id;
	const { id, name } = context.getNode();
	const nodeId = processMemory.nodeAt(webhookUrl, workflowId) ?? id;
	if (nodeId === id || ['manual', 'leadershipChange'].includes(context.getActivationMode())) {
		processMemory.setNode(webhookUrl, workflowId, id);
		return;
	}
	// The other one may be gone, although n8n 1.x never deactivated it. If it is not, it registers first the next time, too.
	processMemory.setNode(webhookUrl, workflowId, undefined);
	throw new NodeOperationError(
		context.getNode(),
		`"${name}" and another MyD3 Trigger in this workflow have the same webhook URL, because one is a copy of the other. Delete one of them, and add a new MyD3 Trigger in its place. If there is only one, publish (activate) the workflow again.`,
	);
}

/** Whether n8n is only listening for a test event. */
const isListening = (context: IHookFunctions): boolean => context.getActivationMode() === 'manual';

const isStartup = (context: IHookFunctions): boolean =>
	['init', 'leadershipChange'].includes(context.getActivationMode());

const reconcileFor = async (
	context: IHookFunctions,
	client: MyD3Client,
	desired: DesiredSubscriptions,
): Promise<boolean> =>
	await reconcile(
		client,
		desired,
		loadMemory(context, client),
		warnWith(context),
		isStartup(context),
	);

const webhookUrlOf = (context: IHookFunctions): string =>
	context.getNodeWebhookUrl('default') as string;

const clientFor = async (context: IHookFunctions): Promise<MyD3Client> =>
	await createClient(context, { isOurUrl: (url) => hasSameTarget(url, webhookUrlOf(context)) });

/** The subscriptions that the node's parameters ask for. @throws NodeOperationError if no event is selected */
function desiredSubscriptions(
	context: IHookFunctions,
	{ hasEventTypes }: MyD3Client,
): DesiredSubscriptions {
	const webhookUrl = webhookUrlOf(context);
	if (!hasEventTypes) return { webhookUrl, eventTypes: [''] };
	const eventTypes = selectedEventTypes(
		context.getNodeParameter('events', []),
		context.getNodeParameter('customEventTypes', ''),
	);
	if (eventTypes.length === 0) {
		throw new NodeOperationError(
			context.getNode(),
			'No event is selected. Choose at least one under "Events" in the MyD3 Trigger. If you choose "Other Event", enter its type under "Other Event Types".',
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
	const urlMemory = processMemory.of(baseUrl, webhookUrl);
	const memory = new TriggerMemory(webhookUrl, {
		// A user may have set it to null, in which case nothing can be saved.
		staticData: (context.getWorkflowStaticData('node') as object | null) ?? {},
		urlMemory,
		keys: subscriptionKeys,
		node: `${context.getWorkflow().id}/${context.getNode().id}`,
	});
	if (memory.elsewhere === undefined) return memory;
	const { subscriptions } = memory.elsewhere;
	const ids = subscriptions.map(({ id }) => id).join(', ');
	const noun = subscriptions.length === 1 ? 'subscription' : 'subscriptions';
	if (urlMemory.loggedElsewhere !== ids) {
		urlMemory.loggedElsewhere = ids;
		warnWith(context)(
			`MyD3 still sends events for this workflow to ${withoutQuery(memory.elsewhere.webhookUrl)}, which is not the address of this trigger (${noun} ${ids}). If nothing uses that address any more, delete the ${noun} with the MyD3 node.`,
		);
	}
	return memory;
}

const warnWith =
	(context: IHookFunctions): Warn =>
	(sentence) =>
		context.logger.warn(`MyD3 Trigger: ${sentence}`);
