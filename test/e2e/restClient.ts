import axios, { type AxiosInstance } from 'axios';
import { Agent } from 'node:https';

/** What n8n's editor sends with every request: the session is bound to this browser. */
const BROWSER_ID = 'e2e';

/** n8n's owner, who is the only user. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** n8n answered a request with an error. */
class N8nError extends Error {
	override name = 'N8nError';

	/**
	 * @param status the HTTP status
	 * @param reason n8n's own message, as the editor would show it
	 * @param context which request, and the tail of n8n's log
	 */
	constructor(
		readonly status: number,
		readonly reason: string,
		context: string,
	) {
		super(`${reason}\n${context}`);
	}
}

/** The API that n8n's editor uses, with a session. */
export class RestClient {
	private readonly http: AxiosInstance;

	private cookie = '';

	/**
	 * @param url n8n's address
	 * @param certificateAuthority whom to trust, PEM
	 * @param context for messages of errors: the tail of n8n's log
	 */
	constructor(
		url: string,
		certificateAuthority: string,
		private readonly context: () => string,
	) {
		this.http = axios.create({
			baseURL: url,
			httpsAgent: new Agent({ ca: certificateAuthority }),
			proxy: false,
			timeout: 60_000,
			validateStatus: () => true,
		});
	}

	/**
	 * Sends one request with the session's cookie and keeps the cookie of the answer.
	 *
	 * @param method GET, POST, PATCH …
	 * @param path from the root of n8n's address, with a slash in front
	 * @param body sent as JSON
	 * @returns the `data` of n8n's answer, or the whole answer where there is no such property
	 * @throws N8nError when the status is not 2xx; Error when n8n could not be reached
	 */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.http
			.request<{ data?: unknown; message?: string }>({
				method,
				url: path,
				data: body,
				headers: { cookie: this.cookie, 'browser-id': BROWSER_ID },
			})
			.catch((error: Error) => {
				throw new Error(`${method} ${path} failed: ${error.message}${this.context()}`);
			});
		if (answer.status < 200 || answer.status > 299) {
			throw new N8nError(
				answer.status,
				answer.data?.message ?? JSON.stringify(answer.data),
				`${method} ${path} was answered ${answer.status}.${this.context()}`,
			);
		}
		const [cookie] = answer.headers['set-cookie'] ?? [];
		if (cookie) this.cookie = cookie.split(';')[0]!;
		const { data } = answer;
		return (typeof data === 'object' && data !== null && 'data' in data ? data.data : data) as T;
	}

	/**
	 * Makes the owner of a fresh n8n, and a session for it.
	 *
	 * @param owner whom to make
	 * @throws N8nError when n8n has an owner already
	 */
	async setUpOwner(owner: Owner): Promise<void> {
		await this.request('POST', '/rest/owner/setup', owner);
	}

	/**
	 * Begins a session in an n8n that has its owner already.
	 *
	 * @param owner who
	 * @throws N8nError when that is not its owner
	 */
	async logIn({ email, password }: Owner): Promise<void> {
		await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/**
	 * Asks for n8n's settings, the first thing that works when n8n has started (its health check answers
	 * while the database is still being set up).
	 *
	 * @returns whether n8n answered
	 */
	async isReady(): Promise<boolean> {
		try {
			// Earlier on, every path is answered 200 with a text that asks to wait.
			return typeof (await this.request('GET', '/rest/settings')) === 'object';
		} catch {
			return false;
		}
	}
}
