import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certificates } from '../certificates';

/** An HTTPS proxy on the loopback address that answers for other hosts and lets nothing out. */
export interface HostsProxy {
	/** The proxy's address for `HTTPS_PROXY`, without a trailing slash. */
	url: string;
	/** Every refused connection, as `host:port`. */
	refused: string[];
	/** Stops it and closes every connection through it. */
	stop(): Promise<void>;
}

/**
 * Starts a proxy that stands in, over real TLS, for hosts whose addresses are hard-coded elsewhere. A client connects
 * to `api.example.com:443`, sees a certificate for that name, and gets the response of a function here.
 *
 * @param hosts who answers, by host name
 * @param certificates for all of these host names ({@link makeCertificates}); the client must trust their authority
 * @returns the running proxy; it refuses any other host with 502 and records it
 */
export async function startHostsProxy(
	hosts: Record<string, RequestListener>,
	certificates: Certificates,
): Promise<HostsProxy> {
	const refused: string[] = [];
	const sockets = new Set<Socket | Duplex>();
	const track = <T extends Socket | Duplex>(socket: T): T => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		// If a connection breaks, both ends will notice.
		socket.on('error', () => socket.destroy());
		return socket;
	};

	const standIn = createHttpsServer(certificates, (request, response) => {
		const name = (request.headers.host ?? '').split(':')[0]!;
		const handler = hosts[name];
		if (handler) handler(request, response);
		else response.writeHead(421).end(`Nobody answers for ${name} here.`);
	});
	const proxy = createHttpServer((request, response) => {
		refused.push(request.url ?? '');
		response.writeHead(502).end('Only HTTPS goes through here.');
	});
	proxy.on('connection', track);
	proxy.on('connect', (request, client, head) => {
		track(client);
		const [name, port] = (request.url ?? '').split(':');
		if (!hosts[name!] || port !== '443') {
			refused.push(request.url ?? '');
			client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
			return;
		}
		const upstream = track(connect(portOf(standIn), '127.0.0.1'));
		upstream.once('connect', () => {
			client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			upstream.write(head);
			client.pipe(upstream).pipe(client);
		});
		upstream.on('close', () => client.destroy());
		client.on('close', () => upstream.destroy());
	});

	for (const server of [standIn, proxy]) {
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
	}
	return {
		url: `http://127.0.0.1:${portOf(proxy)}`,
		refused,
		stop: async () => {
			const closed = [standIn, proxy].map((server) => once(server.close(), 'close'));
			for (const socket of sockets) socket.destroy();
			standIn.closeAllConnections();
			await Promise.all(closed);
		},
	};
}

const portOf = (server: { address(): AddressInfo | string | null }): number =>
	(server.address() as AddressInfo).port;
