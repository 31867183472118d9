/**
 * The part of n8n that n8n-core leaves to its host, with its awkward details: who sees which copy of static data, what is
 * called again, which requests are served while create runs. Contexts, authenticated requests and expressions are
 * n8n-core's own.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Response as ExpressResponse } from 'express';
import { ExecuteContext, HookContext, LoadOptionsContext } from 'n8n-core';
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
import { deregisterTriggers, registerTriggers } from './activation';
import { credentialsHelper } from './credentials';
import { filledIn, requireFields } from './fields';
import { copyOf, load } from './instance';
import type { Instance, N8nVersion, Stored } from './instance';
import { TestListening } from './testListening';
import { webhookApp } from './webhookServer';

const WEBHOOK_IDS = [
	'1f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b11',
	'2f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b12',
	'3f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b13',
	'4f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b14',
	'5f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b15',
];

/** Settings of a test; the rest is as in a new node. */
export interface HostOptions {
	credential: IDataObject;
	/** Which release's behaviour; default 2.41. */
	n8n?: N8nVersion;
	parameters?: INodeParameters;
	/** The parameters of further triggers in the same workflow, at most four. */
	moreTriggers?: INodeParameters[];
	/** Whether those are copies of the first trigger, which keep its webhook id. */
	areCopies?: boolean;
	/** The workflow's id; by default the same for all. */
	workflowId?: string;
	/** The first node's id; by default a new one. */
	nodeId?: string;
	/** n8n's public address, with a trailing slash. */
	webhookBaseUrl?: string;
	/** The first trigger's static data in the database; default `{}`. */
	staticData?: IDataObject;
	/** The node type of the triggers; default MyD3's. Its version is that of a node just added in the editor. */
	trigger?: INodeType;
	/** What `lastNode` runs: the workflow after the trigger. */
	workflow?: (items: INodeExecutionData[]) => Promise<void>;
	/** Runs after n8n has read a delivery's body, before the trigger sees it. */
	beforeWebhook?: (response: ExpressResponse) => Promise<void>;
}

/** A request to this n8n. */
export interface DeliveryRequest {
	/** Default POST. */
	method?: string;
	body?: string | Buffer;
	/** By default `content-type: application/json` if there is a body. */
	headers?: Record<string, string>;
}

/** n8n's response; header names in lower case. */
export interface DeliveryResponse {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** One n8n with one workflow: one or more MyD3 Triggers (or, for `execute`, a MyD3 node), and its credential. */
export class Host {
	readonly credential: ICredentialDataDecryptedObject;
	/** The items of every execution that a delivery started. */
	readonly executions: INodeExecutionData[][] = [];
	/** The errors of webhook(); n8n records a failed execution for each. */
	readonly failedExecutions: unknown[] = [];
	/** The called hooks, such as `POST create`: the method of the webhook's entry, then the hook. */
	readonly hookCalls: string[] = [];
	/** Errors that n8n only logged. */
	readonly logged: unknown[] = [];
	private readonly instance: Instance;
	private readonly testListening: TestListening;
	private readonly background: Array<Promise<unknown>> = [];
	private served: Promise<{ server: Server; origin: string }> | undefined;

	/** @param stored the database of another process of the same n8n */
	constructor(
		private readonly options: HostOptions,
		type: 'myD3Trigger' | 'myD3' = 'myD3Trigger',
		stored?: Stored,
		credential?: ICredentialDataDecryptedObject,
	) {
		const types: Record<string, INodeType> = {
			myD3Trigger: options.trigger ?? new MyD3Trigger(),
			myD3: new MyD3(),
		};
		this.credential =
			credential ??
			(filledIn(new MyD3Api().properties, options.credential) as ICredentialDataDecryptedObject);
		this.instance = {
			n8n: options.n8n ?? '2.41',
			stored: stored ?? newlyStored(options, type, types[type] as INodeType),
			types,
			additionalData: () => this.additionalData,
			hookCalls: this.hookCalls,
			logged: this.logged,
		};
		this.testListening = new TestListening(this.instance);
	}

	/** The first trigger's production URL, without a key. */
	get webhookUrl(): string {
		return this.webhookUrlOf(0);
	}

	/** The first trigger's URL while n8n listens for a test event. */
	get testWebhookUrl(): string {
		return this.webhookUrl.replace('/webhook/', '/webhook-test/');
	}

	/** The production URL of a trigger, counting from 0. */
	webhookUrlOf(index: number): string {
		return `${this.additionalData.webhookBaseUrl}/${WEBHOOK_IDS[index]}/webhook`;
	}

	/** A copy of the first trigger's static data in the database. */
	get staticData(): IDataObject {
		return this.staticDataOf(0);
	}

	/** Replaces the first trigger's static data in the database, as if lost, restored or edited. */
	set staticData(staticData: IDataObject) {
		this.instance.stored.staticData[`node:${this.node.name}`] = copyOf(staticData);
	}

	/** A copy of a trigger's static data in the database, counting from 0. */
	staticDataOf(index: number): IDataObject {
		const { nodes, staticData } = this.instance.stored;
		return copyOf((staticData[`node:${nodes[index]?.name}`] ?? {}) as IDataObject);
	}

	/** Changes the first node's parameters in the database. n8n applies them at the next activation or delivery. */
	edit(parameters: INodeParameters): void {
		requireFields(this.instance.types[this.node.type]?.description.properties ?? [], parameters);
		Object.assign(this.node.parameters, parameters);
	}

	/**
	 * Registers the triggers: in parallel, with five attempts each and a delete after each failure (2.41); or in order,
	 * once, with a clean-up that uses static data from the database (1.123). After an edit of an active workflow n8n
	 * first calls `deactivate` with the old version.
	 * @returns whether create was called
	 * @throws what n8n shows the user
	 */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<boolean> {
		const before = this.hookCalls.length;
		await registerTriggers(this.instance, activation);
		return this.hookCalls.slice(before).some((call) => call.endsWith(' create'));
	}

	/**
	 * Deregisters the triggers, with three attempts (2.41) or one (1.123). The workflow is inactive afterwards in any
	 * case.
	 * @throws what 2.41 shows as a warning and 1.123 logs
	 */
	async deactivate(): Promise<void> {
		await deregisterTriggers(this.instance);
	}

	/**
	 * Restarts n8n: 1.123 registers the triggers of an active workflow again, 2.41 calls nothing. Test listening is
	 * forgotten, but not what the product's modules remember: for that, use `webhookProcess`.
	 * @returns whether create was called
	 * @throws what 1.123 logs before it tries again later
	 */
	async restart(): Promise<boolean> {
		this.testListening.registrations.clear();
		if (this.instance.n8n === '2.41' || !this.instance.stored.isActive) return false;
		return await this.activate('init');
	}

	/** "Listen for test event", for the first trigger. @throws what n8n shows the user */
	async listenForTest(): Promise<void> {
		await this.testListening.start(this.node.name);
	}

	/** Ends the two minutes of test listening. */
	async stopListening(): Promise<void> {
		await this.testListening.cancel();
	}

	/** Whether n8n is still waiting for a test event. */
	get isListening(): boolean {
		return this.testListening.registrations.size > 0;
	}

	/**
	 * Sends a request to this n8n over HTTP, at any time, even while `activate` is running.
	 * @param url a public URL of this n8n, as MyD3 has it; only the host is replaced
	 */
	async deliver(
		url: string,
		{ method = 'POST', body, headers }: DeliveryRequest = {},
	): Promise<DeliveryResponse> {
		const { origin } = await this.listen();
		const response = await fetch(this.local(url, origin), {
			method,
			headers: headers ?? (body === undefined ? {} : { 'content-type': 'application/json' }),
			// Given as text, fetch would add a content type.
			body: body === undefined ? undefined : Buffer.from(body),
		});
		const received: Record<string, string> = {};
		response.headers.forEach((value, name) => (received[name] = value));
		return { status: response.status, headers: received, body: await response.text() };
	}

	/** Serves webhooks over HTTP until `stop`. @returns the first trigger's addresses on this machine */
	async serve(): Promise<{ url: string; testUrl: string; stop: () => void }> {
		const { server, origin } = await this.listen();
		return {
			url: this.local(this.webhookUrl, origin),
			testUrl: this.local(this.testWebhookUrl, origin),
			stop: () => {
				this.served = undefined;
				server.close();
				server.closeAllConnections();
			},
		};
	}

	/** Resolves once n8n has done what follows its response: executions, the end of test listening. */
	async idle(): Promise<void> {
		await Promise.all(this.background);
	}

	/**
	 * A copy of this n8n (staging, a restored backup) at another address, with the same ids, credential and static data.
	 */
	copy(webhookBaseUrl: string, changes: Partial<HostOptions> = {}): Host {
		const options = { ...this.options, webhookBaseUrl, ...changes };
		return new Host(options, 'myD3Trigger', restored(this.instance.stored), {
			...this.credential,
		});
	}

	/**
	 * A webhook process of queue mode: it shares only the database.
	 * @param trigger the node type as loaded by that process, see `triggerOfAnotherProcess`
	 */
	webhookProcess(trigger: INodeType): Host {
		const options = { ...this.options, trigger };
		return new Host(options, 'myD3Trigger', this.instance.stored, this.credential);
	}

	/** A real HookContext, as lifecycle methods get it. */
	hookContext(
		activation: WorkflowActivateMode = 'activate',
		mode: WorkflowExecuteMode = 'trigger',
	): HookContext {
		const workflow = load(this.instance);
		return new HookContext(workflow, this.node, this.additionalData, mode, activation);
	}

	/** A real LoadOptionsContext, as methods that fill lists in the editor get it. */
	loadOptionsContext(): LoadOptionsContext {
		return new LoadOptionsContext(load(this.instance), this.node, this.additionalData, '');
	}

	/** Runs the MyD3 node on items, on a real ExecuteContext. @param stop aborts like a click on "Stop" */
	async execute(
		items: IDataObject[] = [{}],
		continueOnFail = false,
		stop?: AbortSignal,
	): Promise<INodeExecutionData[]> {
		const input = items.map((json) => ({ json }));
		const node = { ...this.node, continueOnFail };
		const context = new ExecuteContext(
			load(this.instance),
			node,
			this.additionalData,
			'manual',
			{ resultData: { runData: {} } } as never,
			0,
			input,
			{ main: [input] },
			{ node, data: { main: [input] }, source: null },
			[],
			stop,
		);
		const [output] = await (this.instance.types.myD3 as MyD3).execute.call(context);
		return output ?? [];
	}

	/** The editor's list of subscriptions. */
	async searchSubscriptions(filter?: string): Promise<unknown> {
		const { searchSubscriptions } = (this.instance.types.myD3 as MyD3).methods.listSearch;
		return await searchSubscriptions.call(this.loadOptionsContext(), filter);
	}

	private get node(): INode {
		return this.instance.stored.nodes[0] as INode;
	}

	private get publicUrl(): string {
		return this.options.webhookBaseUrl ?? 'https://n8n.example.com/';
	}

	private get additionalData(): IWorkflowExecuteAdditionalData {
		return {
			webhookBaseUrl: `${this.publicUrl}webhook`,
			webhookTestBaseUrl: `${this.publicUrl}webhook-test`,
			restApiUrl: `${this.publicUrl}rest`,
			instanceBaseUrl: this.publicUrl,
			credentialsHelper: credentialsHelper(this.credential),
		} as IWorkflowExecuteAdditionalData;
	}

	/** Maps a public URL of this n8n to this machine, like a reverse proxy that strips what precedes `webhook`. */
	private local(url: string, origin: string): string {
		const { pathname, search } = new URL(url);
		const prefix = new URL(this.publicUrl).pathname;
		const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname.slice(1);
		return `${origin}/${path}${search}`;
	}

	private async listen(): Promise<{ server: Server; origin: string }> {
		this.served ??= (async () => {
			const app = webhookApp(this.instance, this.testListening, {
				executions: this.executions,
				failedExecutions: this.failedExecutions,
				background: this.background,
				workflow: this.options.workflow,
				beforeWebhook: this.options.beforeWebhook,
			});
			const server = app.listen(0, '127.0.0.1');
			await once(server, 'listening');
			// A test that does not stop it must not keep the process alive.
			server.unref();
			return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
		})();
		return await this.served;
	}
}

function newlyStored(
	{
		workflowId = 'workflow1',
		nodeId,
		parameters,
		moreTriggers = [],
		areCopies = false,
		staticData,
	}: HostOptions,
	typeName: string,
	type: INodeType,
): Stored {
	const { description } = type;
	const name = typeName === 'myD3' ? 'MyD3' : 'MyD3 Trigger';
	const version = description.defaultVersion ?? [description.version].flat().at(-1) ?? 1;
	const nodes = [parameters, ...moreTriggers].map((changes, index) => ({
		// The trigger remembers deliveries by node.
		id: (index === 0 ? nodeId : undefined) ?? randomUUID(),
		name: index === 0 ? name : `${name}${index}`,
		type: typeName,
		typeVersion: version,
		position: [0, 0] as [number, number],
		webhookId: WEBHOOK_IDS[areCopies ? 0 : index],
		credentials: { myD3Api: { id: '1', name: 'MyD3 account' } },
		parameters: filledIn(description.properties, changes),
	}));
	return {
		workflowId,
		nodes,
		isActive: false,
		staticData: staticData === undefined ? {} : { [`node:${name}`]: copyOf(staticData) },
		routes: new Map(),
	};
}

const restored = (stored: Stored): Stored => ({
	...copyOf({ ...stored, routes: undefined }),
	routes: new Map(stored.routes),
});
