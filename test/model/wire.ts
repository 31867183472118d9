import axios, { AxiosError } from 'axios';
import type { AxiosAdapter, InternalAxiosRequestConfig } from 'axios';
import type { Simulator } from '../simulator/simulator';

/** How a connection ends without an answer: Node's code for a reset, and axios's for a timeout. */
export type NoAnswer = 'ECONNRESET' | 'ECONNABORTED';

/**
 * The way from n8n-core's request helper (real, with axios) to the simulator, without a socket, so that thousands of
 * sequences fit into a test run and a timeout takes no time. Where n8n is killed, an answer never comes.
 */
export class Wire {
	/** What a dropped request looks like to n8n. */
	noAnswer: NoAnswer = 'ECONNRESET';
	private answersUntilKilled = Infinity;
	private onKilled: () => void = () => undefined;

	/** @param answer what MyD3 answers */
	constructor(private readonly answer: Simulator['answer']) {
		axios.defaults.adapter = this.carry;
	}

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

	private readonly carry: AxiosAdapter = async (config) => {
		const outcome = this.answer(requestOf(config));
		if (this.answersUntilKilled-- <= 0) {
			this.onKilled();
			return await new Promise(() => undefined);
		}
		if (outcome === 'dropped') {
			throw new AxiosError('no answer', this.noAnswer, config, {});
		}
		const { status, headers, body: data } = outcome;
		const response = { status, statusText: '', headers, data, config, request: {} };
		if (config.validateStatus?.(status) !== false) return response;
		throw new AxiosError(`status ${status}`, 'ERR_BAD_REQUEST', config, {}, response);
	};
}

function requestOf(config: InternalAxiosRequestConfig) {
	const url = new URL(config.url ?? '');
	const headers = Object.fromEntries(
		Object.entries(config.headers.toJSON()).map(([name, value]) => [
			name.toLowerCase(),
			String(value),
		]),
	);
	const body: unknown = config.data === undefined ? '' : JSON.parse(String(config.data));
	return {
		method: (config.method ?? 'get').toUpperCase(),
		path: url.pathname,
		query: Object.fromEntries(url.searchParams),
		headers,
		body,
	};
}
