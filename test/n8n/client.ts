import type { IncomingMessage, ServerResponse } from 'node:http';

import { NodeApiError } from 'n8n-workflow';

import { createClient } from '../../nodes/MyD3/api/client';
import type { ClientOptions, MyD3Client } from '../../nodes/MyD3/api/client';
import { serve } from '../servers';
import { Host } from './host';

/** A request to MyD3. */
export interface ReceivedRequest {
	/** Method and path. */
	line: string;
	headers: IncomingMessage['headers'];
	body: string;
}

/**
 * Answers a request that is not for a token.
 * @param count number of such requests, including this one
 * @param received the same request, parsed
 */
export type Handler = (
	request: IncomingMessage,
	response: ServerResponse,
	count: number,
	received: ReceivedRequest,
) => void;

/** Settings of a client. */
export interface ClientSetup extends ClientOptions {
	/** Answers the token exchange; `count` is the number of exchanges. By default a token with that number. */
	token?: Handler;
	/** Whether it is for a trigger's activation, whose messages n8n shows differently; default false. */
	activation?: boolean;
}

const TOKEN_PATH = '/identity/v1/token';
const tokenOf: Handler = (_request, response, count) =>
	response.end(JSON.stringify({ accessToken: `token-of-the-test-${count}` }));

/** A MyD3 that records requests. */
export async function recordingMyD3(handler: Handler, token: Handler = tokenOf) {
	const requests: ReceivedRequest[] = [];
	const count = (isToken: boolean) =>
		requests.filter(({ line }) => line.endsWith(TOKEN_PATH) === isToken).length;
	const baseUrl = await serve((request, response) => {
		const received = {
			line: `${request.method} ${request.url}`,
			headers: request.headers,
			body: '',
		};
		requests.push(received);
		const isToken = request.url === TOKEN_PATH;
		const number = count(isToken);
		request.on('data', (chunk: Buffer) => (received.body += chunk.toString()));
		request.on('end', () => (isToken ? token : handler)(request, response, number, received));
	});
	return {
		baseUrl,
		requests,
		lines: () => requests.map(({ line }) => line),
		/** Number of token exchanges. */
		exchanges: () => count(true),
		/** Number of other requests. */
		requestCount: () => count(false),
	};
}

/** A MyD3 that issues tokens and otherwise answers with `handler`. @returns a client for it, and its waits in ms */
export async function clientFor(
	handler: Handler,
	credential: object = {},
	{ token, activation = false, ...options }: ClientSetup = {},
) {
	const myD3 = await recordingMyD3(handler, token);
	const host = new Host({
		credential: { apiKey: 'api-key-of-the-test', baseUrl: myD3.baseUrl, ...credential },
	});
	const waits: number[] = [];
	const context = activation ? host.hookContext() : host.loadOptionsContext();
	const client = await createClient(context, {
		wait: async (ms) => {
			waits.push(ms);
			await Promise.resolve();
		},
		...options,
	});
	return { client, host, waits, ...myD3 };
}

/** Answers every request alike. */
export const always =
	(status: number, body = '', headers: Record<string, string> = {}): Handler =>
	(_request, response) =>
		response.writeHead(status, headers).end(body);

/** Answers requests with these handlers in turn; the last one stays. */
export const inTurn =
	(...handlers: Handler[]): Handler =>
	(request, response, count, received) =>
		(handlers[count - 1] ?? handlers[handlers.length - 1])?.(request, response, count, received);

/** Breaks the connection instead of answering. */
export const noResponse: Handler = (request) => request.socket.destroy();

/** @returns the error that the attempt throws */
export const failing = async (attempt: Promise<unknown>): Promise<NodeApiError> => {
	const error: unknown = await attempt.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof NodeApiError)) throw new Error(`not a NodeApiError: ${String(error)}`);
	return error;
};

export const ID = '9ccbe7c2-00e7-44dd-8af7-885c44b4404f';
export const NOTIFICATION_URL = 'https://n8n.example.com/webhook?apiKey=key-in-the-url';
/** Lists the subscriptions. */
export const list = async (client: MyD3Client) => await client.list();
/** Creates a subscription for an issued invoice. */
export const create = async (client: MyD3Client) =>
	await client.create('InvoiceIssued', NOTIFICATION_URL);
/** Deletes the subscription with this id. */
export const remove = async (client: MyD3Client) => await client.delete(ID);
