import { AxiosError } from 'axios';
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator';

/** How a connection ends without a response: Node's code for a reset, and axios's for a timeout. */
export type NoResponse = 'ECONNRESET' | 'ECONNABORTED';

/** Sends a request. @throws AxiosError if the connection ends without a response */
export type Send = (request: IHttpRequestOptions) => Promise<IN8nHttpFullResponse>;

const never = async (): Promise<never> => await new Promise(() => undefined);

/**
 * Connects the helpers to the simulator without a socket, so that hundreds of sequences fit into a test run and a
 * timeout takes no time. If n8n is killed, the response never arrives.
 */
export class Wire {
	/** How n8n sees a dropped request. */
	noResponse: NoResponse = 'ECONNRESET';
	private responsesUntilKilled = Infinity;
	private onKilled: () => void = () => undefined;
	private onResponse: () => void = () => undefined;
	private process = 0;

	/** @param respond how MyD3 answers */
	constructor(private readonly respond: Simulator['respondTo']) {}

	/**
	 * Runs n8n until the response to one of its requests is on its way, then kills it.
	 * @param responses how many responses n8n still gets
	 * @param run what n8n does
	 * @returns its result, or 'killed'; later requests are never made
	 */
	async killAfter<Result>(
		responses: number,
		run: () => Promise<Result>,
	): Promise<Result | 'killed'> {
		this.responsesUntilKilled = responses;
		const killed = new Promise<'killed'>((resolve) => {
			this.onKilled = () => resolve('killed');
		});
		const outcome = await Promise.race([run(), killed]);
		// What the process was doing at that moment goes on until its next request, and must not reach into the next process.
		if (outcome === 'killed') await new Promise((idle) => setImmediate(idle));
		this.responsesUntilKilled = Infinity;
		return outcome;
	}

	/** Begins `second` once `first` has had this many responses. @returns their results */
	async overlap<Result>(
		responses: number,
		first: () => Promise<Result>,
		second: () => Promise<Result>,
	): Promise<Result[]> {
		let remaining = responses;
		const begun = new Promise<void>((begin) => {
			this.onResponse = () => (remaining-- <= 0 ? begin() : undefined);
		});
		const running = first();
		return await Promise.all([running, Promise.race([begun, running]).then(second)]);
	}

	/** @returns the connection of n8n's present process, which ends with that process */
	connect(): Send {
		const { process } = this;
		return async (request) => await this.send(process, request);
	}

	private async send(process: number, request: IHttpRequestOptions): Promise<IN8nHttpFullResponse> {
		if (process !== this.process) return await never();
		const outcome = this.respond(received(request));
		if (this.responsesUntilKilled-- <= 0) {
			this.process++;
			this.onKilled();
		}
		this.onResponse();
		// Responses are not immediate, so that parallel work takes turns.
		await Promise.resolve();
		if (process !== this.process) return await never();
		if (outcome === 'dropped') {
			throw new AxiosError('no response', this.noResponse);
		}
		const { status: statusCode, headers, body } = outcome;
		return { statusCode, headers, body };
	}
}

function received({ method = 'GET', url, headers = {}, body }: IHttpRequestOptions) {
	const { pathname, searchParams } = new URL(url);
	return {
		method,
		path: pathname,
		query: Object.fromEntries(searchParams),
		headers: {
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...Object.fromEntries(
				Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
			),
		},
		body: typeof body === 'string' ? (JSON.parse(body) as unknown) : (body ?? ''),
	};
}
