import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from 'node:http';

/** A request as a stand-in sees it. */
export interface VendorRequest {
	method: string;
	/** Without the query. */
	path: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	/** Parsed from JSON; undefined if there is none. */
	body: unknown;
}

/** A stand-in's response. */
export interface VendorResponse {
	status: number;
	headers?: Record<string, string>;
	/** Sent as JSON; undefined sends nothing. */
	body?: unknown;
}

/** What all vendors share. The proxy does TLS, a `respond` function the rest. */
export interface Vendor {
	listener: RequestListener;
	/** The token that requests must carry. */
	accessToken: string;
	/** Every request so far, with its status, or `lost` if the connection broke before the response. */
	requests: Array<VendorRequest & { status: number | 'lost' }>;
	/** Carries out the next request with this method, but loses the response. */
	loseNextResponseTo(method: string): void;
	/**
	 * From now on answers every request with this status, without carrying it out.
	 *
	 * @param status e.g. 503; undefined ends this
	 */
	failWith(status: number | undefined): void;
	/**
	 * Answers a single request without carrying it out.
	 *
	 * @param ordinal which request with this method, counted from now: 1 is the next
	 * @param status e.g. 429
	 */
	failOnce(method: string, ordinal: number, status: number, body?: unknown): void;
}

/** How a vendor limits simultaneous requests. */
export interface Limits {
	/** How many it carries out at once; it answers any more with {@link Limits.tooMany}. */
	atOnce: number;
	tooMany: VendorResponse;
}

/** The delay of each response; without one, requests would never overlap. */
const LATENCY_MS = 20;

/**
 * Makes a stand-in for a vendor's API.
 *
 * @param accessToken the token that requests must carry; any other gets a 401
 * @param respond carries out an authorised request
 * @param limits none if omitted
 */
export function makeVendor(
	accessToken: string,
	respond: (request: VendorRequest) => VendorResponse,
	limits?: Limits,
): Vendor {
	const requests: Vendor['requests'] = [];
	let lostMethod: string | undefined;
	let failure: number | undefined;
	const failures: Array<{ method: string; ordinal: number; response: VendorResponse }> = [];
	let inProgress = 0;

	const responseTo = (request: VendorRequest): VendorResponse => {
		if (request.headers.authorization !== `Bearer ${accessToken}`) return { status: 401, body: {} };
		if (limits && inProgress > limits.atOnce) return limits.tooMany;
		if (failure !== undefined) return { status: failure, body: { Message: 'out of order' } };
		const counted = failures.filter(({ method }) => method === request.method);
		for (const failing of counted) failing.ordinal--;
		const now = counted.find(({ ordinal }) => ordinal === 0);
		if (now) return now.response;
		return respond(request);
	};
	return {
		accessToken,
		requests,
		loseNextResponseTo: (method) => {
			lostMethod = method;
		},
		failWith: (status) => {
			failure = status;
		},
		failOnce: (method, ordinal, status, body = { Message: 'out of order' }) => {
			failures.push({ method, ordinal, response: { status, body } });
		},
		listener: (incoming, response) => {
			inProgress++;
			response.once('close', () => inProgress--);
			void readRequest(incoming).then((request) => {
				const { status, headers, body } = responseTo(request);
				if (request.method === lostMethod) {
					lostMethod = undefined;
					requests.push({ ...request, status: 'lost' });
					incoming.socket.destroy();
					return;
				}
				requests.push({ ...request, status });
				setTimeout(() => {
					response.writeHead(status, {
						'content-type': 'application/json; charset=utf-8',
						...headers,
					});
					// Indented, as Xero does.
					response.end(body === undefined ? undefined : JSON.stringify(body, null, 2));
				}, LATENCY_MS);
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
 * Rounds half away from zero, as ledgers do.
 *
 * @param decimals how many to leave
 */
export function round(value: number, decimals: number): number {
	// Shift the exponent in decimal notation: 1.005 * 100 would be 100.49999999999999.
	const [mantissa, exponent = '0'] = Math.abs(value).toString().split('e');
	const rounded = Math.round(Number(`${mantissa}e${Number(exponent) + decimals}`));
	return Math.sign(value) * (rounded / 10 ** decimals);
}

/** Rounds an amount in dollars to the cent. */
export const toCents = (value: number): number => round(value, 2);

/**
 * Calculates 10% GST.
 *
 * @param amount in dollars, with at most two decimals
 * @returns a tenth of it, rounded to the cent
 */
// 9725757.45 / 10 would be 972575.7449999999.
export const tenPercentOf = (amount: number): number => toCents(round(amount / 10, 3));
