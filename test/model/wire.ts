import { AxiosError } from 'axios';
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator';

/** How a connection ends without an answer: Node's code for a reset, and axios's for a timeout. */
export type NoAnswer = 'ECONNRESET' | 'ECONNABORTED';

/** Sends a request. @throws AxiosError when the connection ends without an answer */
export type Carry = (request: IHttpRequestOptions) => Promise<IN8nHttpFullResponse>;

const never = async (): Promise<never> => await new Promise(() => undefined);

/**
 * The way from the helpers to the simulator, without a socket, so that thousands of sequences fit into a test run and a
 * timeout takes no time. Where n8n is killed, an answer never comes.
 */
export class Wire {
	/** What a dropped request looks like to n8n. */
	noAnswer: NoAnswer = 'ECONNRESET';
	private answersUntilKilled = Infinity;
	private onKilled: () => void = () => undefined;
	private process = 0;

	/** @param answer what MyD3 answers */
	constructor(private readonly answer: Simulator['answer']) {}

	/**
	 * Lets n8n run until the answer to one of its requests is on its way, and kills it then.
	 * @param answers how many answers n8n still gets
	 * @param run what n8n is doing
	 * @returns what it came to, or 'killed'; requests after that are never made
	 */
	async killAfter<Result>(answers: number, run: () => Promise<Result>): Promise<Result | 'killed'> {
		this.answersUntilKilled = answers;
		const killed = new Promise<'killed'>((resolve) => {
			this.onKilled = () => resolve('killed');
		});
		const outcome = await Promise.race([run(), killed]);
		this.answersUntilKilled = Infinity;
		return outcome;
	}

	/** @returns the way of what runs in n8n's process of now, which ends with that process */
	connect(): Carry {
		const { process } = this;
		return async (request) => await this.carry(process, request);
	}

	private async carry(
		process: number,
		request: IHttpRequestOptions,
	): Promise<IN8nHttpFullResponse> {
		if (process !== this.process) return await never();
		const outcome = this.answer(received(request));
		if (this.answersUntilKilled-- <= 0) {
			this.process++;
			this.onKilled();
		}
		// An answer does not come at once: what runs in parallel takes turns.
		await Promise.resolve();
		if (process !== this.process) return await never();
		if (outcome === 'dropped') {
			throw new AxiosError('no answer', this.noAnswer);
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
