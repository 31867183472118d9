import { eventually } from './eventually';
import { parseFlatted } from './flatted';
import type { RestClient } from './restClient';

/** One entry of n8n's list of executions. */
export interface ExecutionSummary {
	id: string;
	status: 'new' | 'running' | 'waiting' | 'success' | 'error' | 'crashed' | 'canceled';
	mode: string;
}

/** What n8n stores for one execution. */
export interface Execution {
	status: ExecutionSummary['status'];
	/** The message of the error that ended it. */
	error?: string;
	/** The JSON of each node's output items (its first output, last run). */
	output: Record<string, Array<Record<string, unknown>>>;
	/** n8n's whole response, undecoded, to search for secrets. */
	raw: string;
}

interface StoredData {
	resultData: {
		error?: { message: string };
		runData: Record<string, NodeRun[]>;
	};
}

interface NodeRun {
	data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> };
}

const UNFINISHED = ['new', 'running', 'waiting'];

/**
 * Lists the executions of a workflow.
 *
 * @param rest n8n's API, with a session
 * @param status all if omitted
 * @returns at most 100, newest first
 */
export async function listExecutions(
	rest: RestClient,
	workflowId: string,
	status?: ExecutionSummary['status'],
): Promise<ExecutionSummary[]> {
	const filter = encodeURIComponent(
		JSON.stringify({ workflowId, ...(status && { status: [status] }) }),
	);
	const { results } = await rest.request<{ results: ExecutionSummary[] }>(
		'GET',
		`/rest/executions?filter=${filter}&limit=100`,
	);
	return results;
}

/**
 * Counts the executions of a workflow.
 *
 * @param rest n8n's API, with a session
 */
export async function countExecutions(
	rest: RestClient,
	workflowId: string,
	status: ExecutionSummary['status'],
): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: [status] }));
	const { count } = await rest.request<{ count: number }>(
		'GET',
		`/rest/executions?filter=${filter}&limit=1`,
	);
	return count;
}

/**
 * Reads one execution.
 *
 * @param rest n8n's API, with a session
 * @returns its status and the output of its nodes so far
 */
export async function readExecution(rest: RestClient, executionId: string): Promise<Execution> {
	const execution = await rest.request<{ status: Execution['status']; data: string }>(
		'GET',
		`/rest/executions/${executionId}`,
	);
	const { resultData } = parseFlatted(execution.data) as StoredData;
	return {
		status: execution.status,
		error: resultData.error?.message,
		output: Object.fromEntries(
			Object.entries(resultData.runData).map(([node, runs]) => [
				node,
				(runs.at(-1)?.data?.main?.[0] ?? []).map((item) => item.json),
			]),
		),
		raw: JSON.stringify(execution),
	};
}

/**
 * Waits until an execution has ended.
 *
 * @param rest n8n's API, with a session
 * @param context for error messages: the tail of n8n's log
 * @returns the ended execution, successful or not
 * @throws Error if it has not ended after 30 s
 */
export async function finishedExecution(
	rest: RestClient,
	executionId: string,
	context: () => string,
): Promise<Execution> {
	return await eventually(
		`the end of execution ${executionId}`,
		async () => {
			const execution = await readExecution(rest, executionId);
			return !UNFINISHED.includes(execution.status) && execution;
		},
		{ context },
	);
}
