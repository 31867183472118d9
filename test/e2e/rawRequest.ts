import { once } from 'node:events';
import { connect } from 'node:tls';

/** A request as bytes, for what an HTTP client would refuse to send or would correct. */
export interface RawRequest {
	/** Default POST. */
	method?: string;
	/** Path and query, sent as they are. */
	target: string;
	/** Default JSON; a header with the value undefined is not sent. */
	headers?: Record<string, string | undefined>;
	body?: string | Buffer;
}

export interface RawResponse {
	/** The HTTP status; 0 if the connection was closed without a response. */
	status: number;
	/** Status line and headers, undecoded. */
	head: string;
	/** Everything after the headers, undecoded. */
	body: string;
}

const TIMEOUT_MS = 30_000;

/**
 * Sends one request over its own TLS connection.
 *
 * @param origin `https://localhost:<port>`
 * @param certificateAuthority to trust, PEM
 * @param request gets a Content-Length unless a header says how the body is sent
 * @throws Error if n8n is unreachable or silent for 30 s
 */
export async function sendRaw(
	origin: string,
	certificateAuthority: string,
	request: RawRequest,
): Promise<RawResponse> {
	const { hostname, port, host } = new URL(origin);
	const socket = connect({ host: hostname, port: Number(port), ca: certificateAuthority });
	const chunks: Buffer[] = [];
	socket.on('data', (chunk: Buffer) => chunks.push(chunk));
	// A response may arrive while a huge body is still being sent; the rest of it then meets a closed connection.
	socket.on('error', () => undefined);
	const closed = new Promise((resolve) => socket.once('close', resolve));
	socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
	await once(socket, 'secureConnect');

	const body = Buffer.from(request.body ?? '');
	const headers = {
		host,
		connection: 'close',
		'content-type': 'application/json',
		'content-length': String(body.length),
		...request.headers,
	};
	const lines = Object.entries(headers).flatMap(([name, value]) =>
		value === undefined ? [] : [`${name}: ${value}`],
	);
	socket.write(
		[`${request.method ?? 'POST'} ${request.target} HTTP/1.1`, ...lines, '', ''].join('\r\n'),
	);
	socket.write(body);
	await closed;

	const received = Buffer.concat(chunks).toString('latin1');
	const [head = '', ...rest] = received.split('\r\n\r\n');
	return {
		status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
		head,
		body: rest.join('\r\n\r\n'),
	};
}
