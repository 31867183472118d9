import { once } from 'node:events';
import { createServer } from 'node:http';
import { request as httpsRequest, Agent } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Forwards HTTP requests over HTTPS, for senders that do not know the tests' certificate authority. */
export interface Forwarder {
	/** @returns the address that leads to an https URL on this machine */
	through(url: string): string;
	stop(): void;
}

/**
 * Starts a forwarder on a free port of the loopback address.
 *
 * @param certificateAuthority of the receivers' certificates, PEM
 */
export async function startForwarder(certificateAuthority: string): Promise<Forwarder> {
	const agent = new Agent({ ca: certificateAuthority });
	const server = createServer((incoming, outgoing) => {
		const { pathname, search } = new URL(incoming.url ?? '/', 'http://localhost');
		const [, port, ...path] = pathname.split('/');
		const forwarded = httpsRequest(
			{
				agent,
				host: 'localhost',
				port,
				method: incoming.method,
				path: `/${path.join('/')}${search}`,
				headers: { ...incoming.headers, host: `localhost:${port}` },
			},
			(response) => {
				outgoing.writeHead(response.statusCode ?? 502, response.headers);
				response.pipe(outgoing);
			},
		);
		forwarded.on('error', () => outgoing.writeHead(502).end());
		incoming.pipe(forwarded);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		through: (url) => {
			const target = new URL(url);
			return `http://127.0.0.1:${port}/${target.port}${target.pathname}${target.search}`;
		},
		stop: () => {
			agent.destroy();
			server.close();
			server.closeAllConnections();
		},
	};
}
