/**
 * How n8n registers and deregisters a workflow's triggers: `workflow-trigger-activator.js` and
 * `webhook-trigger-registrar.js` of 2.41.1, `active-workflow-manager.js` of 1.123.81, without the waits between
 * attempts.
 */
import { UserError, WebhookPathTakenError } from 'n8n-workflow';
import type { IWebhookData, Workflow, WorkflowActivateMode } from 'n8n-workflow';

import { createIfNotExists, deleteWebhook, load, routeOf, save, webhooksOf } from './instance';
import type { Instance } from './instance';

/** constants.js of 2.41.1: TRIGGER_ACTIVATION_MAX_ATTEMPTS and TRIGGER_TEARDOWN_MAX_ATTEMPTS. */
const ACTIVATION_ATTEMPTS = 5;
const TEARDOWN_ATTEMPTS = 3;

/**
 * Registers all triggers of the workflow.
 * @throws what n8n shows the user; of several triggers, what the first one threw
 */
export async function registerTriggers(
	instance: Instance,
	activation: WorkflowActivateMode,
): Promise<void> {
	instance.stored.isActive = true;
	await (instance.n8n === '2.41' ? registerInParallel : registerInOrder)(instance, activation);
}

/**
 * Deregisters all triggers of the workflow, which is inactive afterwards, whatever happens.
 * @throws what 2.41 shows as a warning and 1.123 logs
 */
export async function deregisterTriggers(instance: Instance): Promise<void> {
	try {
		await (instance.n8n === '2.41' ? deregisterInParallel : clearWebhooks)(instance);
	} finally {
		instance.stored.isActive = false;
	}
}

/** 2.41, activateInternal: all nodes at once; saves static data at the end, even that of failed ones. */
async function registerInParallel(
	instance: Instance,
	activation: WorkflowActivateMode,
): Promise<void> {
	const workflow = load(instance);
	const results = await Promise.allSettled(
		Object.values(workflow.nodes).map(async (node) => {
			for (const webhook of webhooksOf(instance, workflow, node)) {
				await withAttempts(
					ACTIVATION_ATTEMPTS,
					async () => await register(instance, workflow, webhook, activation),
					(error) => !(error instanceof WebhookPathTakenError),
				);
			}
		}),
	);
	save(instance, workflow);
	throwFirst(results);
}

/** 2.41, WebhookTriggerRegistrar.register. */
async function register(
	instance: Instance,
	workflow: Workflow,
	webhook: IWebhookData,
	activation: WorkflowActivateMode,
): Promise<void> {
	instance.stored.routes.set(routeOf(webhook), webhook.node);
	try {
		await createIfNotExists(instance, workflow, webhook, 'trigger', activation);
	} catch (error) {
		await clearRegisteredWebhook(instance, workflow, webhook);
		throw error;
	}
}

/**
 * 2.41, clearRegisteredWebhook: delete gets the static data in memory. Then n8n drops every route of the node, and the
 * next attempt stores only the one that failed. If delete throws, the routes remain and nothing is saved.
 */
async function clearRegisteredWebhook(
	instance: Instance,
	workflow: Workflow,
	webhook: IWebhookData,
): Promise<void> {
	try {
		await deleteWebhook(instance, workflow, webhook);
		save(instance, workflow);
		forgetRoutes(instance, [webhook.node]);
	} catch (error) {
		instance.logged.push(error);
	}
}

/** 2.41, deregisterWebhookTriggers: first the routes, then all webhooks at once, each with its own attempts. */
async function deregisterInParallel(instance: Instance): Promise<void> {
	const workflow = load(instance);
	forgetRoutes(instance, Object.keys(workflow.nodes));
	const results = await Promise.allSettled(
		webhooksOf(instance, workflow).map(async (webhook) => {
			await withAttempts(
				TEARDOWN_ATTEMPTS,
				async () => await deleteWebhook(instance, workflow, webhook),
				(error) => !(error instanceof UserError || (error as Error).cause instanceof UserError),
			);
		}),
	);
	save(instance, workflow);
	throwFirst(results);
}

/** 1.123, addWebhooks: one webhook after another, once each; errors in the clean-up are only logged. */
async function registerInOrder(
	instance: Instance,
	activation: WorkflowActivateMode,
): Promise<void> {
	const workflow = load(instance);
	for (const webhook of webhooksOf(instance, workflow)) {
		instance.stored.routes.set(routeOf(webhook), webhook.node);
		try {
			await createIfNotExists(instance, workflow, webhook, 'trigger', activation);
		} catch (error) {
			await clearWebhooks(instance).catch((reason) => instance.logged.push(reason));
			// On start-up the workflow stays active and n8n tries again.
			if (activation !== 'init') instance.stored.isActive = false;
			throw error;
		}
	}
	save(instance, workflow);
}

/** 1.123, clearWebhooks: static data comes from the database. If a delete throws, the rest is skipped. */
async function clearWebhooks(instance: Instance): Promise<void> {
	const workflow = load(instance);
	for (const webhook of webhooksOf(instance, workflow)) {
		await deleteWebhook(instance, workflow, webhook);
	}
	save(instance, workflow);
	instance.stored.routes.clear();
}

function forgetRoutes({ stored }: Instance, nodes: string[]): void {
	for (const [route, node] of stored.routes) if (nodes.includes(node)) stored.routes.delete(route);
}

async function withAttempts(
	attempts: number,
	action: () => Promise<void>,
	isWorthRetrying: (error: unknown) => boolean,
): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await action();
		} catch (error) {
			if (attempt === attempts || !isWorthRetrying(error)) throw error;
		}
	}
}

function throwFirst(results: Array<PromiseSettledResult<void>>): void {
	const failed = results.find((result) => result.status === 'rejected');
	if (failed !== undefined) throw failed.reason;
}
