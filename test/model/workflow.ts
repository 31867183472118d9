import { HookContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeType,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { MyD3Trigger } from '../../nodes/MyD3/MyD3Trigger.node';
import { credentialsHelper } from '../n8n/credentials';

/** Part of the webhook's address, the same in all versions of the workflow. */
export const WEBHOOK_ID = '1f6a4c1e-6d1b-4f3c-9a53-0d7f5f0a2b11';

/** The trigger in one version of the workflow. */
export interface Version {
	nodeName: string;
	eventTypes: readonly string[];
}

/** What n8n has in its database, and what of its environment matters: all that survives a `kill -9`. */
export interface Stored {
	credential: ICredentialDataDecryptedObject;
	/** WEBHOOK_URL, with a slash at its end. */
	publicUrl: string;
	/** What the editor shows. */
	draft: Version;
	/** The version whose trigger is registered, as far as n8n knows; undefined: the workflow is not active. */
	published?: Version;
	/** The whole column: one object per node name. */
	staticData: IDataObject;
}

const trigger = new MyD3Trigger();

/** A copy, as a database would hand it out. */
export const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** One version of the workflow, loaded into n8n's memory. */
export class Loaded {
	private readonly workflow: Workflow;
	private readonly node: INode;

	/**
	 * @param stored where the credential is and n8n's address stands
	 * @param staticData used, and changed, as it is
	 * @param isTest is it loaded for "Listen for test event"?
	 */
	constructor(
		private readonly stored: Stored,
		version: Version,
		readonly staticData: IDataObject,
		private readonly isTest = false,
	) {
		this.node = {
			id: 'node-1',
			name: version.nodeName,
			type: 'myD3Trigger',
			typeVersion: 1.1,
			position: [0, 0],
			webhookId: WEBHOOK_ID,
			credentials: { myD3Api: { id: '1', name: 'MyD3 account' } },
			parameters: {
				events: ['custom'],
				customEventTypes: version.eventTypes.join(),
				responseMode: 'onReceived',
				options: {},
			},
		};
		this.workflow = new Workflow({
			id: 'workflow1',
			nodes: [this.node],
			connections: {},
			active: !isTest,
			nodeTypes: {
				getByName: () => trigger as INodeType,
				getByNameAndVersion: () => trigger as INodeType,
				getKnownTypes: () => ({}),
			},
			staticData,
		});
	}

	/** n8n stores static data when something in it was set. */
	save(): void {
		if (this.workflow.staticData.__dataChanged === true) {
			this.stored.staticData = copyOf(this.staticData);
		}
	}

	/** Both versions of n8n: create only when checkExists says no. What create returns is ignored. */
	async createIfNotExists(
		activation: WorkflowActivateMode,
		mode: WorkflowExecuteMode = 'trigger',
	): Promise<void> {
		if (await this.call('checkExists', activation, mode)) return;
		await this.call('create', activation, mode);
	}

	/** Both versions of n8n: delete cannot tell why it is called. What it returns is ignored. */
	async delete(): Promise<void> {
		await this.call('delete', 'update', 'internal');
	}

	private async call(
		method: 'checkExists' | 'create' | 'delete',
		activation: WorkflowActivateMode,
		mode: WorkflowExecuteMode,
	): Promise<boolean> {
		const context = new HookContext(
			this.workflow,
			this.node,
			{
				webhookBaseUrl: `${this.stored.publicUrl}webhook`,
				webhookTestBaseUrl: `${this.stored.publicUrl}webhook-test`,
				credentialsHelper: credentialsHelper(this.stored.credential),
			} as IWorkflowExecuteAdditionalData,
			mode,
			activation,
			{ isTest: this.isTest } as unknown as IWebhookData,
		);
		return await trigger.webhookMethods.default[method].call(context);
	}
}
