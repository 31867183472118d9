import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from 'node:http';

/** One request as a stand-in sees it. */
export interface VendorRequest {
	method: string;
	/** Without the query. */
	path: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	/** Parsed from JSON; undefined when there was none. */
	body: unknown;
}

/** What a stand-in answers. */
export interface VendorAnswer {
	status: number;
	/** Sent as JSON; nothing is sent when it is undefined. */
	body?: unknown;
}

/** The part that is the same for every vendor: TLS is the proxy's, the rest is an `answer` function's. */
export interface Vendor {
	listener: RequestListener;
	/** The token that a request must carry. */
	accessToken: string;
	/** Every request so far, with the status of its answer; `lost` when the connection broke before the answer. */
	requests: Array<VendorRequest & { status: number | 'lost' }>;
	/** The next request with this method is carried out, but its answer gets lost on the way. */
	loseNextAnswerTo(method: string): void;
	/**
	 * From now on every request is answered with this status and not carried out.
	 *
	 * @param status for example 503; undefined ends it
	 */
	failWith(status: number | undefined): void;
}

/**
 * Makes a stand-in for a vendor's API.
 *
 * @param accessToken the token that a request must carry; any other is answered 401
 * @param answer carries out an authorised request
 * @returns the stand-in
 */
export function makeVendor(
	accessToken: string,
	answer: (request: VendorRequest) => VendorAnswer,
): Vendor {
	const requests: Vendor['requests'] = [];
	let lostMethod: string | undefined;
	let failure: number | undefined;

	const answerTo = (request: VendorRequest): VendorAnswer => {
		if (request.headers.authorization !== `Bearer ${accessToken}`) return { status: 401, body: {} };
		if (failure !== undefined) return { status: failure, body: { Message: 'out of order' } };
		return answer(request);
	};
	return {
		accessToken,
		requests,
		loseNextAnswerTo: (method) => {
			lostMethod = method;
		},
		failWith: (status) => {
			failure = status;
		},
		listener: (incoming, response) => {
			void readRequest(incoming).then((request) => {
				const { status, body } = answerTo(request);
				if (request.method === lostMethod) {
					lostMethod = undefined;
					requests.push({ ...request, status: 'lost' });
					incoming.socket.destroy();
					return;
				}
				requests.push({ ...request, status });
				response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
				response.end(body === undefined ? undefined : JSON.stringify(body));
			});
		},
	};
}

async function readRequest(incoming: IncomingMessage): Promise<VendorRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const { pathname, searchParams } = new URL(incoming.url ?? '/', 'https://vendor.example.com');
	const body = Buffer.concat(chunks).toString();
	return {
		method: incoming.method ?? '',
		path: decodeURIComponent(pathname),
		query: searchParams,
		headers: incoming.headers,
		body: body === '' ? undefined : JSON.parse(body),
	};
}

/**
 * Rounds to the cent, as a ledger does.
 *
 * @param value an amount in dollars
 * @returns the amount with at most two decimals
 */
export const toCents = (value: number): number => Math.round(value * 100) / 100;
