import type { Activation } from './activation';
import {
	countExecutions,
	finishedExecution,
	listExecutions,
	readExecution,
	type Execution,
	type ExecutionSummary,
} from './executions';
import type { RestClient } from './restClient';
import type { WorkflowDefinition, WorkflowNode } from './workflow';

/** What a node type or credential type looks like to the editor, as far as the tests care. */
export interface LoadedType {
	name: string;
	displayName: string;
	iconUrl?: string | { light: string; dark: string };
	/** Of a node type. */
	version: number | number[];
	/** Its parameters or fields. */
	properties: Array<{ name: string }>;
}

/** A workflow as n8n hands it out. */
export interface StoredWorkflow extends WorkflowDefinition {
	id: string;
	staticData: unknown;
}

/** Driving a running n8n, the same for both versions. */
export class N8nApi {
	/**
	 * @param rest n8n's API, with a session
	 * @param activation how this version activates workflows
	 * @param context for messages of errors: the tail of n8n's log
	 */
	constructor(
		private readonly rest: RestClient,
		private readonly activation: Activation,
		private readonly context: () => string,
	) {}

	/** @returns every node type that n8n has loaded */
	async nodeTypes(): Promise<LoadedType[]> {
		return await this.rest.request('GET', '/types/nodes.json');
	}

	/** @returns every credential type that n8n has loaded */
	async credentialTypes(): Promise<LoadedType[]> {
		return await this.rest.request('GET', '/types/credentials.json');
	}

	/**
	 * @param path of a file that n8n serves to the editor, without a slash in front: an icon's address
	 * @returns the file's text
	 */
	async editorFile(path: string): Promise<string> {
		return await this.rest.request('GET', `/${path}`);
	}

	/**
	 * @param type the credential type
	 * @param name the name the user sees
	 * @param data the fields
	 * @returns its id
	 */
	async createCredential(
		type: string,
		name: string,
		data: Record<string, unknown>,
	): Promise<string> {
		const body = { type, name, data };
		return (await this.rest.request<{ id: string }>('POST', '/rest/credentials', body)).id;
	}

	/**
	 * @param credentialId which
	 * @param data all of its fields
	 */
	async updateCredential(
		credentialId: string,
		type: string,
		name: string,
		data: Record<string, unknown>,
	): Promise<void> {
		await this.rest.request('PATCH', `/rest/credentials/${credentialId}`, { type, name, data });
	}

	/** @returns every credential, without its fields */
	async credentials(): Promise<Array<{ id: string; name: string }>> {
		return await this.rest.request('GET', '/rest/credentials');
	}

	/** @param credentialId which one to delete */
	async deleteCredential(credentialId: string): Promise<void> {
		await this.rest.request('DELETE', `/rest/credentials/${credentialId}`);
	}

	/**
	 * Does what the credential's "Retry" button does.
	 *
	 * @param credentialId which
	 * @returns `OK` or `Error`, and what the user reads
	 */
	async testCredential(credentialId: string): Promise<{ status: string; message: string }> {
		const stored = await this.rest.request<object>(
			'GET',
			`/rest/credentials/${credentialId}?includeData=true`,
		);
		return await this.rest.request('POST', '/rest/credentials/test', { credentials: stored });
	}

	/**
	 * @param workflow what to create; it is not active yet
	 * @returns its id
	 */
	async createWorkflow(workflow: WorkflowDefinition): Promise<string> {
		return (await this.rest.request<{ id: string }>('POST', '/rest/workflows', workflow)).id;
	}

	/**
	 * @param workflowId which
	 * @returns the workflow with its static data
	 */
	async getWorkflow(workflowId: string): Promise<StoredWorkflow> {
		return await this.rest.request('GET', `/rest/workflows/${workflowId}`);
	}

	/**
	 * Saves other nodes, as the editor does. 1.123 applies that to an active workflow at once, 2.41 when it is published.
	 *
	 * @param workflowId which
	 * @param nodes all of them
	 */
	async updateNodes(workflowId: string, nodes: WorkflowNode[]): Promise<void> {
		const stored = await this.getWorkflow(workflowId);
		await this.rest.request('PATCH', `/rest/workflows/${workflowId}`, { ...stored, nodes });
	}

	/**
	 * Activates a workflow and waits until its triggers are registered.
	 *
	 * @param workflowId which
	 * @throws Error whose message holds n8n's own words when a trigger refused
	 */
	async activate(workflowId: string): Promise<void> {
		await this.activation.activate(workflowId);
	}

	/**
	 * Deactivates a workflow and waits until n8n is done with its triggers, successfully or not.
	 *
	 * @param workflowId which
	 */
	async deactivate(workflowId: string): Promise<void> {
		await this.activation.deactivate(workflowId);
	}

	/**
	 * @param workflowId which
	 * @param status which of its executions; all when left out
	 * @returns the newest first, at most 100
	 */
	async executions(
		workflowId: string,
		status?: ExecutionSummary['status'],
	): Promise<ExecutionSummary[]> {
		return await listExecutions(this.rest, workflowId, status);
	}

	/**
	 * @param workflowId which
	 * @param status which of its executions
	 * @returns how many there are
	 */
	async countExecutions(workflowId: string, status: ExecutionSummary['status']): Promise<number> {
		return await countExecutions(this.rest, workflowId, status);
	}

	/**
	 * @param executionId which
	 * @returns its status and what its nodes put out, as far as they got
	 */
	async execution(executionId: string): Promise<Execution> {
		return await readExecution(this.rest, executionId);
	}

	/**
	 * Waits until an execution has ended.
	 *
	 * @param executionId which
	 * @returns the ended execution, whether it succeeded or not
	 * @throws Error when it has not ended after 30 s
	 */
	async finishedExecution(executionId: string): Promise<Execution> {
		return await finishedExecution(this.rest, executionId, this.context);
	}

	/**
	 * Does what "Execute workflow" does, and waits for the end.
	 *
	 * @param workflowId which
	 * @param trigger name of the node to start from, a manual trigger
	 * @returns the ended execution, whether it succeeded or not
	 * @throws Error when it has not ended after 30 s
	 */
	async runManually(workflowId: string, trigger: string): Promise<Execution> {
		const { executionId } = await this.run<{ executionId: string }>(workflowId, trigger);
		return await this.finishedExecution(executionId);
	}

	/**
	 * Does what "Listen for test event" does: it lasts 120 s or until one event came.
	 *
	 * @param workflowId which
	 * @param trigger name of the node that is to listen
	 * @throws N8nError when the node could not start listening
	 */
	async listenForTestEvent(workflowId: string, trigger: string): Promise<void> {
		await this.run(workflowId, trigger);
	}

	/**
	 * Does what "Stop listening" does.
	 *
	 * @param workflowId which
	 */
	async stopListening(workflowId: string): Promise<void> {
		await this.rest.request('DELETE', `/rest/test-webhook/${workflowId}`);
	}

	// 1.123 wants the workflow in the body, 2.41 takes its own and ignores that.
	private async run<T>(workflowId: string, trigger: string): Promise<T> {
		return await this.rest.request<T>('POST', `/rest/workflows/${workflowId}/run`, {
			workflowData: await this.getWorkflow(workflowId),
			triggerToStartFrom: { name: trigger },
		});
	}
}
