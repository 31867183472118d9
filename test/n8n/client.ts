import type { IncomingMessage, ServerResponse } from 'node:http';

import { NodeApiError } from 'n8n-workflow';

import { myD3Client } from '../../nodes/MyD3/api/client';
import type { MyD3Client } from '../../nodes/MyD3/api/client';
import { serve } from '../servers';
import { Host } from './host';

/** Answers a request that is not for a token; `count` tells how many there were, with this one. */
export type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A MyD3 that gives out tokens and otherwise answers as the test says. @returns a client for it, and its waits in ms */
export async function clientFor(handler: Handler, credential: object = {}, activation = false) {
	let count = 0;
	const baseUrl = await serve((request, response) => {
		if (request.url === '/identity/v1/token') response.end('{"accessToken":"token-of-the-test"}');
		else handler(request, response, ++count);
	});
	const host = new Host({ credential: { apiKey: 'api-key-of-the-test', baseUrl, ...credential } });
	const waits: number[] = [];
	const context = activation ? host.hookContext() : host.loadOptionsContext();
	const client = await myD3Client(context, async (ms) => {
		waits.push(ms);
		await Promise.resolve();
	});
	return { client, waits, calls: () => count };
}

/** Answers every call the same. */
export const always =
	(status: number, body = '', headers: Record<string, string> = {}): Handler =>
	(_request, response) =>
		response.writeHead(status, headers).end(body);

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
/** Lists the subscriptions. */
export const list = async (client: MyD3Client) => await client.list();
/** Creates a subscription for an issued invoice. */
export const create = async (client: MyD3Client) =>
	await client.create('InvoiceIssued', 'https://n8n.example.com/webhook?apiKey=key-in-the-url');
/** Deletes the subscription with this id. */
export const remove = async (client: MyD3Client) => await client.delete(ID);
