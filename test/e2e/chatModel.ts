import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ChatRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; description: string; parameters: unknown } }>;
	stream?: boolean;
}

/** A stand-in for a chat model, with the address for n8n's OpenAI credential. */
export interface ChatModel {
	url: string;
	/** Requests received, oldest first. */
	requests: ChatRequest[];
	stop(): void;
}

/**
 * Starts a chat model that uses one tool as a real one does: it calls the tool once, then answers with the tool's
 * output. It speaks OpenAI's chat completions, whole or streamed.
 *
 * @param toolArguments values for the tool's parameters
 * @returns the model; call `stop()` when done
 */
export async function startChatModel(toolArguments: object): Promise<ChatModel> {
	const requests: ChatRequest[] = [];
	const server = createServer((request, response) => {
		void readJson(request).then((body) => {
			requests.push(body);
			respond(body, toolArguments, response);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		stop: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}

async function readJson(request: IncomingMessage): Promise<ChatRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest;
}

function respond(
	{ messages, tools, stream }: ChatRequest,
	toolArguments: object,
	response: ServerResponse,
): void {
	const toolOutput = messages.filter(({ role }) => role === 'tool').at(-1)?.content;
	const name = tools?.[0]?.function.name ?? 'no tool';
	const call = {
		index: 0,
		id: 'call_1',
		type: 'function',
		function: { name, arguments: JSON.stringify(toolArguments) },
	};
	const message =
		toolOutput === undefined
			? { role: 'assistant', content: '', tool_calls: [call] }
			: { role: 'assistant', content: `MyD3 says: ${JSON.stringify(toolOutput)}` };
	const finish_reason = toolOutput === undefined ? 'tool_calls' : 'stop';
	const base = { id: 'chat_1', created: 0, model: 'stand-in' };
	if (stream !== true) {
		response.setHeader('content-type', 'application/json').end(
			JSON.stringify({
				...base,
				object: 'chat.completion',
				choices: [{ index: 0, message, finish_reason }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
		return;
	}
	response.setHeader('content-type', 'text/event-stream');
	for (const choice of [
		{ index: 0, delta: message, finish_reason: null },
		{ index: 0, delta: {}, finish_reason },
	]) {
		const chunk = { ...base, object: 'chat.completion.chunk', choices: [choice] };
		response.write(`data: ${JSON.stringify(chunk)}\n\n`);
	}
	response.end('data: [DONE]\n\n');
}
