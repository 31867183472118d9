import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ApiResponse } from './responses';
import type { ApiRequest } from './api';
import { type Faults, withFaults } from './faults';
import type { LoggedRequest } from './types';
import { announcesJson } from './validation';

export interface ResponderDependencies {
	api: (request: ApiRequest) => ApiResponse;
	faults: Faults;
	/** Called once per request, when its outcome is known but not yet sent. */
	record: (request: LoggedRequest) => void;
}

export interface ListenerDependencies {
	respond: (request: ApiRequest) => ApiResponse | 'dropped';
	faults: Faults;
	/** Milliseconds. */
	sleep: (ms: number) => Promise<void>;
}

/** Returns a function that answers with `api`, unless a fault intervenes. */
export function createResponder(
	dependencies: ResponderDependencies,
): (request: ApiRequest) => ApiResponse | 'dropped' {
	const { api, faults, record } = dependencies;
	return (request) => {
		const outcome = withFaults(faults, request.method, request.path, () => api(request));
		record({
			...request,
			...(outcome === 'dropped'
				? { status: outcome }
				: { status: outcome.status, ...(outcome.problem && { problem: outcome.problem }) }),
		});
		return outcome;
	};
}

/** Returns the listener for an HTTP or HTTPS server that answers with `respond`. */
export function createListener(dependencies: ListenerDependencies): RequestListener {
	return (incoming, response) => {
		// Only a client that disconnects in the middle of its request makes this reject.
		handle(incoming, response, dependencies).catch(() => incoming.socket.destroy());
	};
}

async function handle(
	incoming: IncomingMessage,
	response: ServerResponse,
	{ respond, faults, sleep }: ListenerDependencies,
): Promise<void> {
	const request = await readRequest(incoming);
	const outcome = respond(request);
	const delay = faults.delays.find(request.method, request.path);
	if (delay) {
		faults.delays.use(delay);
		await sleep(delay.ms);
	}
	if (outcome === 'dropped') incoming.socket.destroy();
	else response.writeHead(outcome.status, outcome.headers).end(outcome.body);
}

async function readRequest(incoming: IncomingMessage): Promise<ApiRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const sent = Buffer.concat(chunks).toString('utf8');

	const { method = '', url = '', headers } = incoming;
	const [path = '', ...afterPath] = url.split('?');
	const found = new URLSearchParams(afterPath.join('?'));
	const query = Object.fromEntries(
		[...found.keys()].map((name) => [name, found.getAll(name).join(',')]),
	);
	const body = announcesJson(headers['content-type']) ? parsedIfPossible(sent) : sent;
	return { method, path, query, headers, body };
}

function parsedIfPossible(sent: string): unknown {
	try {
		return JSON.parse(sent);
	} catch {
		return sent;
	}
}
