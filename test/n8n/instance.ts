/**
 * One n8n: what it has in its database of one workflow, and how it loads the workflow and calls the trigger's methods.
 * Written down from n8n 2.41.1 and 1.123.81; where the two differ, that is said.
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

/** The releases of n8n whose behaviour is written down here. */
export type N8nVersion = '1.123' | '2.41';

/** What n8n has in its database. Every process of one n8n shares it; all else is the memory of one process. */
export interface Stored {
	workflowId: string;
	nodes: INode[];
	isActive: boolean;
	/** The whole column: one object per node, under `node:<name>`. */
	staticData: IDataObject;
	/** The table of webhooks: the node's name by `<method> <path>`. */
	routes: Map<string, string>;
}

/** One process of n8n. */
export interface Instance {
	readonly n8n: N8nVersion;
	readonly stored: Stored;
	readonly types: Readonly<Record<string, INodeType>>;
	/** The addresses of n8n and its credentials, made anew for every use. */
	additionalData(): IWorkflowExecuteAdditionalData;
	/** The hooks that were called, such as `POST create`: the method of the webhook's entry, then the hook. */
	readonly hookCalls: string[];
	/** What n8n wrote to its log instead of telling anybody. */
	readonly logged: unknown[];
}

/** A lifecycle method of a trigger. */
export type Hook = 'checkExists' | 'create' | 'delete';

/** @returns a copy, as a database hands it out */
export const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** The key of a webhook in n8n's tables. */
export const routeOf = ({ httpMethod, path }: { httpMethod: string; path: string }): string =>
	`${httpMethod} ${path}`;

/**
 * Loads the workflow the way n8n does for every single activation, deactivation and delivery.
 * @param staticData read from the database unless given; test listening starts with `{}`
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

/** workflow-static-data.service.js, saveStaticData: the whole column, and only when something in it was set. */
export function save({ stored }: Instance, { staticData }: Workflow): void {
	if (staticData.__dataChanged !== true) return;
	stored.staticData = copyOf(staticData);
	staticData.__dataChanged = false;
}

/**
 * webhook.service.js, getNodeWebhooks: one webhook per entry of the node type's description and per method in it, in
 * the order of the description.
 * @param node only this node's
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
 * webhook.service.js, runWebhookMethod: an entry without the method in `webhookMethods` is passed over in silence.
 * @returns what the hook returned; n8n looks only at what checkExists returns
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

/** webhook.service.js, createWebhookIfNotExists. What create returns is ignored. */
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

/** webhook.service.js, deleteWebhook, as all of n8n calls it: delete cannot tell why it is called. */
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
