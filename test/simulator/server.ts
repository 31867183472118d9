import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Answer } from './answers';
import type { ApiRequest } from './api';
import { type Faults, withFaults } from './faults';
import type { LoggedRequest } from './types';
import { announcesJson } from './validation';

export interface ListenerDependencies {
	api: (request: ApiRequest) => Answer;
	faults: Faults;
	/** Waits that many milliseconds. */
	sleep: (ms: number) => Promise<void>;
	/** Called once per request, as soon as its outcome is known and before it is sent. */
	record: (request: LoggedRequest) => void;
}

/** Returns the listener for an HTTP or HTTPS server that lets `api` answer, unless a fault comes in between. */
export function createListener(dependencies: ListenerDependencies): RequestListener {
	return (incoming, response) => {
		// The only thing that rejects is a client that went away in the middle of its request.
		handle(incoming, response, dependencies).catch(() => incoming.socket.destroy());
	};
}

async function handle(
	incoming: IncomingMessage,
	response: ServerResponse,
	{ api, faults, sleep, record }: ListenerDependencies,
): Promise<void> {
	const request = await readRequest(incoming);
	const { method, path } = request;
	const outcome = withFaults(faults, method, path, () => api(request));
	record({
		...request,
		...(outcome === 'dropped'
			? { status: outcome }
			: { status: outcome.status, ...(outcome.problem && { problem: outcome.problem }) }),
	});

	const delay = faults.delays.find(method, path);
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
