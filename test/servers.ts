import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

const closing: Array<() => void> = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

/** Serves on this machine until the test ends. @returns the address */
export async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closing.push(() => {
		server.close();
		server.closeAllConnections();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers every request alike; remembers the last one. */
export async function recordingServer(
	body: string,
	status = 200,
	responseHeaders: Record<string, string> = {},
) {
	const received = { line: '', headers: {} as IncomingHttpHeaders, body: '' };
	const baseUrl = await serve((request, response) => {
		const { method, url, headers } = request;
		Object.assign(received, { line: `${method} ${url}`, headers, body: '' });
		request.on('data', (chunk: Buffer) => (received.body += chunk.toString()));
		request.on('end', () => response.writeHead(status, responseHeaders).end(body));
	});
	return { received, baseUrl };
}
