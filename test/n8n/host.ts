/**
 * The little of n8n that n8n-core leaves to its host: where credentials are kept, which nodes there are, and how a
 * webhook request is answered. Everything else (contexts, requests with authentication, expressions) is n8n-core's own.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import express from 'express';
import { ExecuteContext, HookContext, LoadOptionsContext, WebhookContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import { MyD3 } from '../../nodes/MyD3/MyD3.node';
import { MyD3Trigger } from '../../nodes/MyD3/MyD3Trigger.node';
import { credentialsHelper } from './credentials';

const WEBHOOK_ID = '1f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b11';

/** What tests may set; the rest is as a user finds it in a new node. */
export interface HostOptions {
	credential: IDataObject;
	parameters?: INodeParameters;
	/** The workflow's id; the same for all unless told. */
	workflowId?: string;
	/** The public address of n8n, with a slash at its end. */
	webhookBaseUrl?: string;
	/** The workflow's time zone; n8n's default unless told. */
	timezone?: string;
	/** What `lastNode` runs: the workflow behind the trigger. */
	workflow?: (items: INodeExecutionData[]) => Promise<void>;
	/** Runs before the trigger sees a delivery: n8n reads the workflow from its database then. */
	beforeWebhook?: (response: express.Response) => Promise<void>;
}

/** One workflow with a MyD3 Trigger (or, for `execute`, a MyD3 node), its credential and its static data. */
export class Host {
	readonly credential: ICredentialDataDecryptedObject;
	/** The items of every execution that a delivery started. */
	readonly executions: INodeExecutionData[][] = [];
	readonly webhookUrl: string;
	workflow: Workflow;
	private readonly node: INode;
	private readonly types: Record<string, INodeType> = {
		myD3Trigger: new MyD3Trigger(),
		myD3: new MyD3(),
	};

	constructor(
		private readonly options: HostOptions,
		type: 'myD3Trigger' | 'myD3' = 'myD3Trigger',
	) {
		this.credential = {
			...defaultsOf(new MyD3Api().properties),
			...options.credential,
		} as ICredentialDataDecryptedObject;
		this.node = {
			// What the trigger remembers of deliveries belongs to a node.
			id: randomUUID(),
			name: type === 'myD3' ? 'MyD3' : 'MyD3 Trigger',
			type,
			typeVersion: 1,
			position: [0, 0],
			webhookId: WEBHOOK_ID,
			credentials: { myD3Api: { id: '1', name: 'MyD3 account' } },
			parameters: {
				...defaultsOf(this.types[type]?.description.properties ?? []),
				...options.parameters,
			},
		};
		this.webhookUrl = `${this.additionalData.webhookBaseUrl}/${WEBHOOK_ID}/webhook`;
		this.workflow = this.load({});
	}

	/** The node's static data, as it would be stored. */
	get staticData(): IDataObject {
		return JSON.parse(
			JSON.stringify(this.workflow.getStaticData('node', this.node)),
		) as IDataObject;
	}

	/** A restart of n8n: the workflow is read anew, with the static data given or as it was stored last. */
	restart(staticData: IDataObject = this.staticData): void {
		this.workflow = this.load(staticData);
	}

	/** Changes parameters of the node, as an edit in the editor does. */
	edit(parameters: INodeParameters): void {
		Object.assign(this.node.parameters, parameters);
		this.restart();
	}

	/** What n8n 2.41 and 1.123 do on activation. @returns whether create was called */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<boolean> {
		if (await this.hook('checkExists', activation)) return false;
		await this.hook('create', activation);
		return true;
	}

	async deactivate(): Promise<void> {
		await this.hook('delete', 'update', 'internal');
	}

	/** Calls one of the trigger's lifecycle methods on a real HookContext. */
	async hook(
		method: 'checkExists' | 'create' | 'delete',
		activation: WorkflowActivateMode = 'activate',
		mode: WorkflowExecuteMode = 'trigger',
	): Promise<boolean> {
		const methods = (this.types.myD3Trigger as MyD3Trigger).webhookMethods.default;
		return await methods[method].call(this.hookContext(activation, mode));
	}

	/** A real HookContext, as n8n passes it to the lifecycle methods. */
	hookContext(
		activation: WorkflowActivateMode = 'activate',
		mode: WorkflowExecuteMode = 'trigger',
	): HookContext {
		return new HookContext(this.workflow, this.node, this.additionalData, mode, activation);
	}

	/** Runs the MyD3 node on items, on a real ExecuteContext. */
	async execute(
		items: IDataObject[] = [{}],
		continueOnFail = false,
	): Promise<INodeExecutionData[]> {
		const input = items.map((json) => ({ json }));
		const node = { ...this.node, continueOnFail };
		const context = new ExecuteContext(
			this.workflow,
			node,
			this.additionalData,
			'manual',
			{ resultData: { runData: {} } } as never,
			0,
			input,
			{ main: [input] },
			{ node, data: { main: [input] }, source: null },
			[],
		);
		const [output] = await (this.types.myD3 as MyD3).execute.call(context);
		return output ?? [];
	}

	/** What the list of subscriptions in the editor shows. */
	async searchSubscriptions(filter?: string): Promise<unknown> {
		const { searchSubscriptions } = (this.types.myD3 as MyD3).methods.listSearch;
		return await searchSubscriptions.call(this.loadOptionsContext(), filter);
	}

	/** A real LoadOptionsContext, as n8n passes it to what fills lists in the editor. */
	loadOptionsContext(): LoadOptionsContext {
		return new LoadOptionsContext(this.workflow, this.node, this.additionalData, '');
	}

	/** Serves the node's webhook over HTTP the way n8n does. @returns its address and how to stop it */
	async serve(mode: WorkflowExecuteMode = 'webhook'): Promise<{ url: string; stop: () => void }> {
		const app = express();
		app.use(express.raw({ type: () => true, limit: '16mb' }));
		app.post('/webhook', (request, response) => void this.receive(request, response, mode));
		const server = app.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		return {
			url: `http://127.0.0.1:${port}/webhook`,
			stop: () => {
				server.close();
				server.closeAllConnections();
			},
		};
	}

	/** Like n8n's executeWebhook: calls the node, starts the workflow, answers according to the response mode. */
	private async receive(
		request: express.Request,
		response: express.Response,
		mode: WorkflowExecuteMode,
	): Promise<void> {
		const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		Object.assign(request, { rawBody, body: {} });
		// As n8n does it, before the node runs.
		if (rawBody.length > 0 && request.is('application/json')) {
			try {
				request.body = JSON.parse(rawBody.toString());
			} catch {
				response.status(422).json({ message: 'Failed to parse request body' });
				return;
			}
		}
		await this.options.beforeWebhook?.(response);
		const context = new WebhookContext(
			this.workflow,
			this.node,
			{ ...this.additionalData, httpRequest: request, httpResponse: response },
			mode,
			{ webhookDescription: { name: 'default' } } as never,
			[],
			null,
		);
		const result = await (this.types.myD3Trigger as MyD3Trigger).webhook.call(context);
		const items = result.workflowData?.[0];
		if (items !== undefined) this.executions.push(items);
		if (result.noWebhookResponse === true) return;
		if (items !== undefined && this.node.parameters.responseMode === 'lastNode') {
			const [run] = await Promise.allSettled([this.options.workflow?.(items)]);
			if (run.status === 'fulfilled') response.status(200).end();
			else response.status(500).json({ message: 'Error in workflow' });
			return;
		}
		response.status(200).json(result.webhookResponse);
	}

	private load(staticData: IDataObject): Workflow {
		return new Workflow({
			id: this.options.workflowId ?? 'workflow1',
			nodes: [this.node],
			connections: {},
			active: true,
			nodeTypes: {
				getByName: (name) => this.types[name] as INodeType,
				getByNameAndVersion: (name) => this.types[name] as INodeType,
				getKnownTypes: () => ({}),
			},
			settings: { timezone: this.options.timezone },
			staticData: { [`node:${this.node.name}`]: staticData },
		});
	}

	private get additionalData(): IWorkflowExecuteAdditionalData {
		return {
			webhookBaseUrl: `${this.options.webhookBaseUrl ?? 'https://n8n.example.com/'}webhook`,
			credentialsHelper: credentialsHelper(this.credential),
		} as IWorkflowExecuteAdditionalData;
	}
}

const defaultsOf = (properties: Array<{ name: string; default: unknown }>): INodeParameters =>
	Object.fromEntries(
		properties.map(({ name, default: value }) => [name, structuredClone(value)]),
	) as INodeParameters;
