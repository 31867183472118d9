import { Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHookFunctions,
	INodeType,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { MyD3Trigger } from '../../nodes/MyD3/MyD3Trigger.node';
import { helpersOf } from './helpers';
import type { Send } from './wire';

/** Part of the address of each trigger's webhook, the same in all versions of the workflow. */
export const WEBHOOK_IDS: Record<string, string> = {
	'node-1': '1f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b11',
	'node-2': '3f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b13',
	'node-3': '5f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b15',
};

/** The only trigger of the neighbour, a second workflow of the same n8n with the same credential. */
export const NEIGHBOUR = { id: 'node-3', name: 'Neighbour', eventTypes: ['Issued'] };

/** A trigger's webhook URL at this public address of n8n. @param id the node's */
export const urlAt = (publicUrl: string, path: 'webhook' | 'webhook-test', id = 'node-1'): string =>
	`${publicUrl}${path}/${WEBHOOK_IDS[id]}/webhook`;

/** One trigger in one version of the workflow. */
export interface Trigger {
	id: string;
	name: string;
	eventTypes: readonly string[];
}

/** One version of the workflow: its triggers. */
export type Version = Trigger[];

/** n8n's database, and the relevant part of its environment: all that survives a `kill -9`. */
export interface Stored {
	workflowId: string;
	credential: ICredentialDataDecryptedObject;
	/** WEBHOOK_URL, with a trailing slash. */
	publicUrl: string;
	/** As the editor shows it. */
	draft: Version;
	/** The version whose triggers n8n believes to be registered; undefined if the workflow is not active. */
	published?: Version;
	/** The whole column: one object per node name. */
	staticData: IDataObject;
}

const trigger = new MyD3Trigger();
const nodeTypes = {
	getByName: () => trigger as INodeType,
	getByNameAndVersion: () => trigger as INodeType,
	getKnownTypes: () => ({}),
};

/** A copy, as from a database. */
export const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** One version of the workflow, loaded into n8n's memory. */
export class Loaded {
	private readonly workflow: Workflow;

	/**
	 * @param stored has the credential and n8n's address
	 * @param staticData used and changed directly
	 * @param isTest whether it is loaded for "Listen for test event"
	 */
	constructor(
		private readonly stored: Stored,
		private readonly send: Send,
		version: Version,
		readonly staticData: IDataObject,
		private readonly isTest = false,
	) {
		this.workflow = new Workflow({
			id: stored.workflowId,
			nodes: version.map(({ id, name, eventTypes }) => ({
				id,
				name,
				type: 'myD3Trigger',
				typeVersion: 1.1,
				position: [0, 0],
				webhookId: WEBHOOK_IDS[id],
				credentials: { myD3Api: { id: '1', name: 'MyD3 account' } },
				parameters: {
					events: ['custom'],
					customEventTypes: eventTypes.join(),
					responseMode: 'onReceived',
					options: {},
				},
			})),
			connections: {},
			active: !isTest,
			nodeTypes,
			staticData,
		});
	}

	/** n8n stores static data if something in it was set. */
	save(): void {
		if (this.workflow.staticData.__dataChanged === true) {
			this.stored.staticData = copyOf(this.staticData);
		}
	}

	/** Both versions of n8n: create only if checkExists returns false. They ignore the result of create. */
	async createIfNotExists(
		name: string,
		activation: WorkflowActivateMode,
		mode: WorkflowExecuteMode = 'trigger',
	): Promise<void> {
		if (await this.call('checkExists', name, activation, mode)) return;
		await this.call('create', name, activation, mode);
	}

	/** Both versions of n8n: delete cannot tell why it is called. They ignore its result. */
	async delete(name: string): Promise<void> {
		await this.call('delete', name, 'update', 'internal');
	}

	private async call(
		method: 'checkExists' | 'create' | 'delete',
		name: string,
		activation: WorkflowActivateMode,
		mode: WorkflowExecuteMode,
	): Promise<boolean> {
		const { stored, workflow } = this;
		const node = workflow.getNode(name)!;
		// The part of n8n-core's HookContext that the trigger uses: the real one, in the other tests, takes most of the
		// time.
		const context = {
			getActivationMode: () => activation,
			getCredentials: async () => await Promise.resolve({ ...stored.credential }),
			getMode: () => mode,
			getNode: () => node,
			getNodeParameter: (parameter: string, ifNone: unknown) =>
				node.parameters[parameter] ?? ifNone,
			getNodeWebhookUrl: () =>
				urlAt(stored.publicUrl, this.isTest ? 'webhook-test' : 'webhook', node.id),
			getWorkflow: () => ({ id: workflow.id, active: workflow.active }),
			getWorkflowStaticData: () => workflow.getStaticData('node', node),
			helpers: helpersOf(stored.credential, this.send, node),
			logger: { warn: () => undefined },
		};
		return await trigger.webhookMethods.default[method].call(context as unknown as IHookFunctions);
	}
}
