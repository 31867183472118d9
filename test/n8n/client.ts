import type { IncomingMessage, ServerResponse } from 'node:http';

import { NodeApiError } from 'n8n-workflow';

import { myD3Client } from '../../nodes/MyD3/api/client';
import type { ClientOptions, MyD3Client } from '../../nodes/MyD3/api/client';
import { serve } from '../servers';
import { Host } from './host';

/** A request that MyD3 got. */
export interface ReceivedRequest {
	/** Method and path. */
	line: string;
	headers: IncomingMessage['headers'];
	body: string;
}

/**
 * Answers a request that is not for a token.
 * @param count how many there were, with this one
 * @param received the same request, read
 */
export type Handler = (
	request: IncomingMessage,
	response: ServerResponse,
	count: number,
	received: ReceivedRequest,
) => void;

/** What tests may set of a client. */
export interface ClientSetup extends ClientOptions {
	/** Answers the exchange of the API Key; `count` tells how many there were. A token with that number, unless told. */
	token?: Handler;
	/** Is a trigger activated, whose messages n8n shows in another way? */
	activation?: boolean;
}

const TOKEN_PATH = '/identity/v1/token';
const tokenOf: Handler = (_request, response, count) =>
	response.end(JSON.stringify({ accessToken: `token-of-the-test-${count}` }));

/** A MyD3 at which requests are recorded. */
export async function myD3That(handler: Handler, token: Handler = tokenOf) {
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
		/** Their methods and paths. */
		lines: () => requests.map(({ line }) => line),
		/** How many were for a token. */
		exchanges: () => count(true),
		/** How many were for anything else. */
		calls: () => count(false),
	};
}

/** A MyD3 that gives out tokens and otherwise answers as the test says. @returns a client for it, and its waits in ms */
export async function clientFor(
	handler: Handler,
	credential: object = {},
	{ token, activation = false, ...options }: ClientSetup = {},
) {
	const myD3 = await myD3That(handler, token);
	const host = new Host({
		credential: { apiKey: 'api-key-of-the-test', baseUrl: myD3.baseUrl, ...credential },
	});
	const waits: number[] = [];
	const context = activation ? host.hookContext() : host.loadOptionsContext();
	const client = await myD3Client(context, {
		wait: async (ms) => {
			waits.push(ms);
			await Promise.resolve();
		},
		...options,
	});
	return { client, host, waits, ...myD3 };
}

/** Answers every call the same. */
export const always =
	(status: number, body = '', headers: Record<string, string> = {}): Handler =>
	(_request, response) =>
		response.writeHead(status, headers).end(body);

/** Answers one call after the other so; the last answer stays. */
export const inTurn =
	(...answers: Handler[]): Handler =>
	(request, response, count, received) =>
		(answers[count - 1] ?? answers[answers.length - 1])?.(request, response, count, received);

/** Does not answer at all. */
export const noAnswer: Handler = (request) => request.socket.destroy();

/** @returns what the call throws */
export const failing = async (attempt: Promise<unknown>): Promise<NodeApiError> => {
	const error: unknown = await attempt.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof NodeApiError)) throw new Error(`no NodeApiError: ${String(error)}`);
	return error;
};

/** The id of a subscription. */
export const ID = '9ccbe7c2-00e7-44dd-8af7-885c44b4404f';
/** The notification URL that is created. */
export const NOTIFICATION_URL = 'https://n8n.example.com/webhook?apiKey=key-in-the-url';
/** Lists the subscriptions. */
export const list = async (client: MyD3Client) => await client.list();
/** Creates a subscription for an issued invoice. */
export const create = async (client: MyD3Client) =>
	await client.create('InvoiceIssued', NOTIFICATION_URL);
/** Deletes the subscription with this id. */
export const remove = async (client: MyD3Client) => await client.delete(ID);
