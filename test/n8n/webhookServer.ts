/**
 * How n8n serves webhooks: `abstract-server.js`, `webhook-request-handler.js`, `live-webhooks.js`, `test-webhooks.js`
 * and `webhook-helpers.js` of 2.41.1 and 1.123.81, without compression, CORS, cookies, forms, chat and the execution
 * itself.
 */
import express from 'express';
import type { Express, Request, Response } from 'express';
import type {
	INode,
	INodeExecutionData,
	IWebhookData,
	IWebhookDescription,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { load, runWebhook, save, webhooksOf } from './instance';
import type { Instance } from './instance';
import { parseRequestBody, rawBodyReader, ResponseError } from './requestBody';
import type { TestListening } from './testListening';

/** What the server needs besides the instance, and where it records the outcome of deliveries. */
export interface Executions {
	/** The items of every execution that a delivery started. */
	readonly executions: INodeExecutionData[][];
	/** The errors of webhook(): n8n records a failed execution for each. */
	readonly failedExecutions: unknown[];
	/** What n8n still does after its response. */
	readonly background: Array<Promise<unknown>>;
	/** What `lastNode` runs: the workflow after the trigger. */
	workflow?: (items: INodeExecutionData[]) => Promise<void>;
	/** Runs after n8n has read the body, before the trigger sees the delivery. */
	beforeWebhook?: (response: Response) => Promise<void>;
}

/** n8n's response; `noWebhookResponse`: the node has responded. */
interface WebhookResponse {
	noWebhookResponse?: boolean;
	data?: unknown;
	responseCode?: number;
}
type Respond = (error: Error | null, result: WebhookResponse) => void;

/** @returns an app that serves `/webhook/…` and `/webhook-test/…` */
export function webhookApp(
	instance: Instance,
	testListening: TestListening,
	executions: Executions,
): Express {
	const live = async (request: Request, response: Response, path: string) =>
		await executeLive(instance, executions, request, response, path);
	const test = async (request: Request, response: Response, path: string) =>
		await executeTest(instance, testListening, executions, request, response, path);
	const handler = (execute: typeof live) => async (request: Request, response: Response) => {
		const path = [request.params.path].flat().join('/').replace(/\/$/, '');
		request.params = {};
		try {
			const { noWebhookResponse, data, responseCode } = await execute(request, response, path);
			if (noWebhookResponse === true) return;
			response.status(responseCode ?? 200);
			if (typeof data === 'string') response.send(data);
			else response.json(data);
		} catch (error) {
			sendErrorResponse(response, error as Error);
		}
	};
	const app = express();
	app.set('query parser', 'extended');
	app.use(rawBodyReader(instance.n8n));
	app.all('/webhook/*path', handler(live));
	app.all('/webhook-test/*path', handler(test));
	return app;
}

/** response-helper.js, sendErrorResponse. */
function sendErrorResponse(response: Response, error: Error): void {
	if (error instanceof ResponseError) {
		const { httpStatusCode: code, message, hint } = error;
		response.status(code).json({ code, message, ...(hint && { hint }) });
	} else {
		response.status(500).json({ code: 0, message: error.message });
	}
}

/** LiveWebhooks.executeWebhook: loads the workflow from the database, and saves changed static data there. */
async function executeLive(
	instance: Instance,
	executions: Executions,
	request: Request,
	response: Response,
	path: string,
): Promise<WebhookResponse> {
	const route = `${request.method} ${path}`;
	const nodeName = instance.stored.routes.get(route);
	if (nodeName === undefined || !instance.stored.isActive) throw notFound(route);
	const workflow = load(instance);
	const webhook = webhooksOf(instance, workflow, workflow.getNode(nodeName) as INode).find(
		(each) => each.httpMethod === request.method && each.path === path,
	) as IWebhookData;
	return await new Promise<WebhookResponse>((resolve, reject) => {
		const respond: Respond = (error, result) => {
			if (error !== null) return reject(error);
			save(instance, workflow);
			resolve(result);
		};
		const delivery = { workflow, webhook, mode: 'webhook' as const, request, response };
		executeWebhook(instance, executions, delivery, respond).catch(reject);
	});
}

/** TestWebhooks.executeWebhook: n8n keeps listening until the first execution starts. */
async function executeTest(
	instance: Instance,
	testListening: TestListening,
	executions: Executions,
	request: Request,
	response: Response,
	path: string,
): Promise<WebhookResponse> {
	const registration = testListening.registrations.get(`${request.method} ${path}`);
	if (registration === undefined) throw notFound(`${request.method} ${path}`);
	const workflow = testListening.workflowFor(registration);
	const { webhook } = registration;
	return await new Promise<WebhookResponse>((resolve, reject) => {
		const respond: Respond = (error, result) => (error === null ? resolve(result) : reject(error));
		const delivery = { workflow, webhook, mode: 'manual' as const, request, response };
		const execution = executeWebhook(instance, executions, delivery, respond)
			.then(async (isStarted) => {
				if (isStarted) await testListening.deactivate(workflow);
			})
			.catch((error) => {
				instance.logged.push(error);
				reject(error);
			});
		executions.background.push(execution);
	});
}

const notFound = (route: string): ResponseError =>
	new ResponseError(`The requested webhook "${route}" is not registered.`, 404);

/** webhook-helpers.js, executeWebhook. @returns whether an execution started */
async function executeWebhook(
	instance: Instance,
	executions: Executions,
	delivery: {
		workflow: Workflow;
		webhook: IWebhookData;
		mode: WorkflowExecuteMode;
		request: Request;
		response: Response;
	},
	respond: Respond,
): Promise<boolean> {
	const { workflow, webhook, mode, request, response } = delivery;
	const node = workflow.getNode(webhook.node) as INode;
	const { responseMode, responseCode, responseData } = responseOptions(workflow, webhook, mode);
	try {
		await parseRequestBody(instance.n8n, request, node, workflow, mode);
	} catch (error) {
		const isShown = error instanceof ResponseError;
		respond(isShown ? error : new Error('There was a problem executing the workflow'), {});
		return false;
	}
	await executions.beforeWebhook?.(response);
	let result;
	try {
		result = await runWebhook(instance, workflow, webhook, mode, request, response);
	} catch (error) {
		respond(new Error('Workflow Webhook Error: Workflow could not be started!'), {});
		executions.failedExecutions.push(error);
		return true;
	}
	const { noWebhookResponse, webhookResponse, workflowData } = result;
	if (noWebhookResponse === true) respond(null, { noWebhookResponse });
	if (workflowData === undefined) {
		const data = (webhookResponse as unknown) ?? { message: 'Webhook call received' };
		if (noWebhookResponse !== true) respond(null, { data, responseCode });
		return false;
	}
	const items = workflowData[0] ?? [];
	if (responseMode === 'onReceived' && noWebhookResponse !== true) {
		const fallback = (webhookResponse as unknown) ?? { message: 'Workflow was started' };
		const data = responseData === 'noData' ? undefined : responseData || fallback;
		respond(null, { data, responseCode });
	}
	executions.executions.push(items);
	if (responseMode === 'lastNode' && noWebhookResponse !== true) {
		const run = Promise.allSettled([executions.workflow?.(items)]).then(([{ status }]) => {
			// With "noData" n8n responds without a body; the last node's output is not modelled.
			if (status === 'fulfilled') respond(null, { data: undefined, responseCode });
			else respond(null, { data: { message: 'Error in workflow' }, responseCode: 500 });
		});
		executions.background.push(run);
	}
	return true;
}

/** webhook-helpers.js, evaluateResponseOptions: the values of this webhook's own entry in the description. */
function responseOptions(workflow: Workflow, webhook: IWebhookData, mode: WorkflowExecuteMode) {
	const node = workflow.getNode(webhook.node) as INode;
	const { webhookDescription } = webhook;
	const simple = (property: keyof IWebhookDescription, fallback: string | number) =>
		workflow.expression.getSimpleParameterValue(
			node,
			webhookDescription[property] as string,
			mode,
			{},
			undefined,
			fallback,
		);
	return {
		responseMode: simple('responseMode', 'onReceived'),
		responseCode: simple('responseCode', 200) as number,
		responseData: workflow.expression.getComplexParameterValue(
			node,
			webhookDescription.responseData,
			mode,
			{},
			undefined,
			'firstEntryJson',
		),
	};
}
