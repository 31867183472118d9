import { once } from 'node:events';
import { connect } from 'node:tls';

/** A request as bytes, for what an HTTP client would refuse to send or would put right. */
export interface RawRequest {
	/** POST unless told. */
	method?: string;
	/** What follows the method: path and query, sent as they are. */
	target: string;
	/** JSON unless told; a header whose value is undefined is not sent. */
	headers?: Record<string, string | undefined>;
	body?: string | Buffer;
}

/** What came back. */
export interface RawAnswer {
	/** The HTTP status; 0 when the connection was closed without an answer. */
	status: number;
	/** The status line and the headers, undecoded. */
	head: string;
	/** Everything after the headers, undecoded. */
	body: string;
}

const TIMEOUT_MS = 30_000;

/**
 * Sends one request over a TLS connection of its own.
 *
 * @param origin `https://localhost:<port>`
 * @param certificateAuthority whom to trust, PEM
 * @param request what to send; Content-Length is added unless a header says how the body is sent
 * @returns the answer
 * @throws Error when n8n cannot be reached or is silent for 30 s
 */
export async function sendRaw(
	origin: string,
	certificateAuthority: string,
	request: RawRequest,
): Promise<RawAnswer> {
	const { hostname, port, host } = new URL(origin);
	const socket = connect({ host: hostname, port: Number(port), ca: certificateAuthority });
	const chunks: Buffer[] = [];
	socket.on('data', (chunk: Buffer) => chunks.push(chunk));
	// An answer may come before a huge body is sent whole; the rest of it then meets a closed connection.
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

	const answer = Buffer.concat(chunks).toString('latin1');
	const [head = '', ...rest] = answer.split('\r\n\r\n');
	return {
		status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
		head,
		body: rest.join('\r\n\r\n'),
	};
}
