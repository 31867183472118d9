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

/** A node type or credential type as the editor gets it, reduced to what the tests need. */
export interface LoadedType {
	name: string;
	displayName: string;
	iconUrl?: string | { light: string; dark: string };
	/** Node types only. */
	version: number | number[];
	/** Parameters or fields. */
	properties: Array<{ name: string }>;
}

/** A workflow as n8n returns it. */
export interface StoredWorkflow extends WorkflowDefinition {
	id: string;
	staticData: unknown;
}

/** Drives a running n8n, in the same way for both versions. */
export class N8nApi {
	/**
	 * @param rest n8n's API, with a session
	 * @param activation how this version of n8n activates workflows
	 * @param context for error messages: the tail of n8n's log
	 */
	constructor(
		private readonly rest: RestClient,
		private readonly activation: Activation,
		private readonly context: () => string,
	) {}

	/** @returns every loaded node type */
	async nodeTypes(): Promise<LoadedType[]> {
		return await this.rest.request('GET', '/types/nodes.json');
	}

	/** @returns every loaded credential type */
	async credentialTypes(): Promise<LoadedType[]> {
		return await this.rest.request('GET', '/types/credentials.json');
	}

	/**
	 * Returns the text of a file that n8n serves to the editor, such as an icon.
	 *
	 * @param path without a leading slash
	 */
	async editorFile(path: string): Promise<string> {
		return await this.rest.request('GET', `/${path}`);
	}

	/**
	 * @param name as shown on the screen
	 * @returns the credential's id
	 */
	async createCredential(
		type: string,
		name: string,
		data: Record<string, unknown>,
	): Promise<string> {
		const body = { type, name, data };
		return (await this.rest.request<{ id: string }>('POST', '/rest/credentials', body)).id;
	}

	/** @param data all of its fields */
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

	/** Deletes a credential. */
	async deleteCredential(credentialId: string): Promise<void> {
		await this.rest.request('DELETE', `/rest/credentials/${credentialId}`);
	}

	/**
	 * Does what the credential's "Retry" button does.
	 *
	 * @returns `OK` or `Error`, and the message on the screen
	 */
	async testCredential(credentialId: string): Promise<{ status: string; message: string }> {
		const stored = await this.rest.request<object>(
			'GET',
			`/rest/credentials/${credentialId}?includeData=true`,
		);
		return await this.rest.request('POST', '/rest/credentials/test', { credentials: stored });
	}

	/**
	 * Creates an inactive workflow.
	 *
	 * @returns its id
	 */
	async createWorkflow(workflow: WorkflowDefinition): Promise<string> {
		return (await this.rest.request<{ id: string }>('POST', '/rest/workflows', workflow)).id;
	}

	/** @returns the workflow with its static data */
	async getWorkflow(workflowId: string): Promise<StoredWorkflow> {
		return await this.rest.request('GET', `/rest/workflows/${workflowId}`);
	}

	/**
	 * Saves changed nodes, as the editor does. 1.123 applies them to an active workflow at once, 2.41 once it is
	 * published.
	 *
	 * @param nodes all nodes of the workflow
	 */
	async updateNodes(workflowId: string, nodes: WorkflowNode[]): Promise<void> {
		const stored = await this.getWorkflow(workflowId);
		await this.rest.request('PATCH', `/rest/workflows/${workflowId}`, { ...stored, nodes });
	}

	/**
	 * Activates a workflow and waits until its triggers are registered.
	 *
	 * @throws Error with n8n's own message if a trigger refuses
	 */
	async activate(workflowId: string): Promise<void> {
		await this.activation.activate(workflowId);
	}

	/** Deactivates a workflow and waits until n8n has finished with its triggers, successfully or not. */
	async deactivate(workflowId: string): Promise<void> {
		await this.activation.deactivate(workflowId);
	}

	/**
	 * @param status all if omitted
	 * @returns at most 100, newest first
	 */
	async executions(
		workflowId: string,
		status?: ExecutionSummary['status'],
	): Promise<ExecutionSummary[]> {
		return await listExecutions(this.rest, workflowId, status);
	}

	/** @returns how many executions have this status */
	async countExecutions(workflowId: string, status: ExecutionSummary['status']): Promise<number> {
		return await countExecutions(this.rest, workflowId, status);
	}

	/** @returns its status and the output of its nodes so far */
	async execution(executionId: string): Promise<Execution> {
		return await readExecution(this.rest, executionId);
	}

	/**
	 * Waits until an execution has ended.
	 *
	 * @returns the ended execution, successful or not
	 * @throws Error if it has not ended after 30 s
	 */
	async finishedExecution(executionId: string): Promise<Execution> {
		return await finishedExecution(this.rest, executionId, this.context);
	}

	/**
	 * Does what "Execute workflow" does, and waits for the end.
	 *
	 * @param trigger name of the manual trigger to start from
	 * @returns the ended execution, successful or not
	 * @throws Error if it has not ended after 30 s
	 */
	async runManually(workflowId: string, trigger: string): Promise<Execution> {
		const { executionId } = await this.run<{ executionId: string }>(workflowId, trigger);
		return await this.finishedExecution(executionId);
	}

	/**
	 * Does what "Listen for test event" does: n8n listens for 120 s or until one event arrives.
	 *
	 * @param trigger name of the node that listens
	 * @throws N8nError if the node could not start listening
	 */
	async listenForTestEvent(workflowId: string, trigger: string): Promise<void> {
		await this.run(workflowId, trigger);
	}

	/** Does what "Stop listening" does. */
	async stopListening(workflowId: string): Promise<void> {
		await this.rest.request('DELETE', `/rest/test-webhook/${workflowId}`);
	}

	// 1.123 needs the workflow in the body; 2.41 ignores it and uses its own.
	private async run<T>(workflowId: string, trigger: string): Promise<T> {
		return await this.rest.request<T>('POST', `/rest/workflows/${workflowId}/run`, {
			workflowData: await this.getWorkflow(workflowId),
			triggerToStartFrom: { name: trigger },
		});
	}
}
