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
	headers?: Record<string, string>;
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
	/**
	 * One request is answered with a status and not carried out, those before and after it are.
	 *
	 * @param method of the request
	 * @param ordinal which request with this method, counted from now: 1 is the next
	 * @param status for example 429
	 */
	failOnce(method: string, ordinal: number, status: number): void;
}

/** How a vendor deals with requests that come at once. */
export interface Limits {
	/** How many it carries out at the same time; more are answered with {@link Limits.tooMany}. */
	atOnce: number;
	tooMany: VendorAnswer;
}

/** How long an answer takes: without a moment of it no two requests would ever be under way at once. */
const LATENCY_MS = 20;

/**
 * Makes a stand-in for a vendor's API.
 *
 * @param accessToken the token that a request must carry; any other is answered 401
 * @param answer carries out an authorised request
 * @param limits none when left out
 * @returns the stand-in
 */
export function makeVendor(
	accessToken: string,
	answer: (request: VendorRequest) => VendorAnswer,
	limits?: Limits,
): Vendor {
	const requests: Vendor['requests'] = [];
	let lostMethod: string | undefined;
	let failure: number | undefined;
	const failures: Array<{ method: string; ordinal: number; status: number }> = [];
	let underWay = 0;

	const answerTo = (request: VendorRequest): VendorAnswer => {
		if (request.headers.authorization !== `Bearer ${accessToken}`) return { status: 401, body: {} };
		if (limits && underWay > limits.atOnce) return limits.tooMany;
		if (failure !== undefined) return { status: failure, body: { Message: 'out of order' } };
		const counted = failures.filter(({ method }) => method === request.method);
		for (const one of counted) one.ordinal--;
		const now = counted.find(({ ordinal }) => ordinal === 0);
		if (now) return { status: now.status, body: { Message: 'out of order' } };
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
		failOnce: (method, ordinal, status) => {
			failures.push({ method, ordinal, status });
		},
		listener: (incoming, response) => {
			underWay++;
			response.once('close', () => underWay--);
			void readRequest(incoming).then((request) => {
				const { status, headers, body } = answerTo(request);
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
					// Indented, as Xero answers.
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
 * Rounds half away from zero, as a ledger does.
 *
 * @param value a number
 * @param decimals how many are kept
 * @returns the rounded number
 */
export function round(value: number, decimals: number): number {
	// The exponent is moved in decimal notation: 1.005 * 100 would be 100.49999999999999.
	const [mantissa, exponent = '0'] = Math.abs(value).toString().split('e');
	const rounded = Math.round(Number(`${mantissa}e${Number(exponent) + decimals}`));
	return Math.sign(value) * (rounded / 10 ** decimals);
}

/**
 * Rounds to the cent.
 *
 * @param value an amount in dollars
 * @returns the amount with at most two decimals
 */
export const toCents = (value: number): number => round(value, 2);

/**
 * Works out the GST.
 *
 * @param amount an amount in dollars, with at most two decimals
 * @returns a tenth of it, rounded to the cent
 */
// 9725757.45 / 10 would be 972575.7449999999.
export const tenth = (amount: number): number => toCents(round(amount / 10, 3));
