/**
 * One n8n: its database for one workflow, and how it loads the workflow and calls the trigger's methods. Modelled on
 * n8n 2.41.1 and 1.123.81; comments say where they differ.
 */
import { HookContext, WebhookContext } from 'n8n-core';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeType,
	IWebhookData,
	IWebhookDescription,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { Request, Response } from 'express';

/** The modelled releases of n8n. */
export type N8nVersion = '1.123' | '2.41';

/** n8n's database, shared by every process; all else is the memory of one process. */
export interface Stored {
	workflowId: string;
	nodes: INode[];
	isActive: boolean;
	/** The whole column: one object per node, under `node:<name>`. */
	staticData: IDataObject;
	/** The table of webhooks: node name by `<method> <path>`. */
	routes: Map<string, string>;
}

/** One process of n8n. */
export interface Instance {
	readonly n8n: N8nVersion;
	readonly stored: Stored;
	readonly types: Readonly<Record<string, INodeType>>;
	/** n8n's addresses and its credentials, created anew for every use. */
	additionalData(): IWorkflowExecuteAdditionalData;
	/** The called hooks, such as `POST create`: the method of the webhook's entry, then the hook. */
	readonly hookCalls: string[];
	/** Errors that n8n only logged. */
	readonly logged: unknown[];
}

/** A lifecycle method of a trigger. */
export type Hook = 'checkExists' | 'create' | 'delete';

/** @returns a copy, as from a database */
export const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** The key of a webhook in n8n's tables. */
export const routeOf = ({ httpMethod, path }: { httpMethod: string; path: string }): string =>
	`${httpMethod} ${path}`;

/**
 * Loads the workflow as n8n does for every activation, deactivation and delivery.
 * @param staticData by default from the database; test listening starts with `{}`
 */
export const load = (
	{ stored, types }: Instance,
	staticData: IDataObject = copyOf(stored.staticData),
): Workflow =>
	new Workflow({
		id: stored.workflowId,
		nodes: copyOf(stored.nodes),
		connections: {},
		active: stored.isActive,
		nodeTypes: {
			getByName: (name) => types[name] as INodeType,
			getByNameAndVersion: (name) => types[name] as INodeType,
			getKnownTypes: () => ({}),
		},
		staticData,
	});

/** workflow-static-data.service.js, saveStaticData: saves the whole column, but only if something in it was set. */
export function save({ stored }: Instance, { staticData }: Workflow): void {
	if (staticData.__dataChanged !== true) return;
	stored.staticData = copyOf(staticData);
	staticData.__dataChanged = false;
}

/**
 * webhook.service.js, getNodeWebhooks: one webhook per entry of the node type's description and per method in it, in
 * order.
 * @param node limits them to this node
 */
export function webhooksOf(instance: Instance, workflow: Workflow, node?: INode): IWebhookData[] {
	const additionalData = instance.additionalData();
	const nodes = node === undefined ? Object.values(workflow.nodes) : [node];
	return nodes.flatMap((each) =>
		(instance.types[each.type]?.description.webhooks ?? []).flatMap((webhookDescription) => {
			const valueOf = (property: keyof IWebhookDescription, ifNone: boolean | string) =>
				workflow.expression.getSimpleParameterValue(
					each,
					webhookDescription[property] as string,
					'internal',
					{},
					undefined,
					ifNone,
				);
			const path = String(valueOf('path', '')).replace(/^\/|\/$/g, '');
			const isFullPath = valueOf('isFullPath', false) as boolean;
			return String(valueOf('httpMethod', 'GET'))
				.split(',')
				.map((httpMethod) => ({
					httpMethod: httpMethod.trim() as IWebhookData['httpMethod'],
					node: each.name,
					path: NodeHelpers.getNodeWebhookPath(workflow.id, each, path, isFullPath),
					webhookDescription,
					workflowId: workflow.id,
					workflowExecuteAdditionalData: additionalData,
				}));
		}),
	);
}

/**
 * webhook.service.js, runWebhookMethod: silently skips an entry without the method in `webhookMethods`.
 * @returns the hook's result, which n8n uses only from checkExists
 */
export async function callHook(
	instance: Instance,
	hook: Hook,
	workflow: Workflow,
	webhook: IWebhookData,
	mode: WorkflowExecuteMode,
	activation: WorkflowActivateMode,
): Promise<unknown> {
	const node = workflow.getNode(webhook.node) as INode;
	const methods = instance.types[node.type]?.webhookMethods?.[webhook.webhookDescription.name];
	const method = methods?.[hook];
	if (method === undefined) return undefined;
	instance.hookCalls.push(`${webhook.httpMethod} ${hook}`);
	const additionalData = instance.additionalData();
	return await method.call(
		new HookContext(workflow, node, additionalData, mode, activation, webhook),
	);
}

/** webhook.service.js, createWebhookIfNotExists. Ignores the result of create. */
export async function createIfNotExists(
	instance: Instance,
	workflow: Workflow,
	webhook: IWebhookData,
	mode: WorkflowExecuteMode,
	activation: WorkflowActivateMode,
): Promise<void> {
	if (await callHook(instance, 'checkExists', workflow, webhook, mode, activation)) return;
	await callHook(instance, 'create', workflow, webhook, mode, activation);
}

/** webhook.service.js, deleteWebhook, the same for all callers: delete cannot tell why it is called. */
export async function deleteWebhook(
	instance: Instance,
	workflow: Workflow,
	webhook: IWebhookData,
): Promise<void> {
	await callHook(instance, 'delete', workflow, webhook, 'internal', 'update');
}

/** webhook.service.js, runWebhook. */
export async function runWebhook(
	instance: Instance,
	workflow: Workflow,
	webhook: IWebhookData,
	mode: WorkflowExecuteMode,
	request: Request,
	response: Response,
): Promise<IWebhookResponseData> {
	const node = workflow.getNode(webhook.node) as INode;
	const type = instance.types[node.type] as Required<INodeType>;
	const additionalData = {
		...instance.additionalData(),
		httpRequest: request,
		httpResponse: response,
	};
	return await type.webhook.call(
		new WebhookContext(workflow, node, additionalData, mode, webhook, [], null),
	);
}
