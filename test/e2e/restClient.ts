import axios, { type AxiosInstance } from 'axios';
import { Agent } from 'node:https';

/** n8n's editor sends this with every request: the session is bound to this browser. */
const BROWSER_ID = 'e2e';

/** n8n's owner, the only user. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** An error response from n8n. */
class N8nError extends Error {
	override name = 'N8nError';

	/**
	 * @param status the HTTP status
	 * @param reason n8n's own message, as the editor shows it
	 * @param context the request, and the tail of n8n's log
	 */
	constructor(
		readonly status: number,
		readonly reason: string,
		context: string,
	) {
		super(`${reason}\n${context}`);
	}
}

/** The API of n8n's editor, with a session. */
export class RestClient {
	private readonly http: AxiosInstance;

	private cookie = '';

	/**
	 * @param url n8n's address
	 * @param certificateAuthority to trust, PEM
	 * @param context for error messages: the tail of n8n's log
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
	 * Sends one request with the session's cookie; stores the cookie of the response.
	 *
	 * @param method GET, POST, PATCH …
	 * @param path from the root of n8n's address, with a leading slash
	 * @param body sent as JSON
	 * @returns the `data` of n8n's response, or the whole response if it has none
	 * @throws N8nError if the status is not 2xx; Error if n8n is unreachable
	 */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.http
			.request<{ data?: unknown; message?: string }>({
				method,
				url: path,
				data: body,
				headers: { cookie: this.cookie, 'browser-id': BROWSER_ID },
			})
			.catch((error: Error) => {
				throw new Error(`${method} ${path} failed: ${error.message}${this.context()}`);
			});
		if (response.status < 200 || response.status > 299) {
			throw new N8nError(
				response.status,
				response.data?.message ?? JSON.stringify(response.data),
				`n8n answered ${method} ${path} with ${response.status}.${this.context()}`,
			);
		}
		const [cookie] = response.headers['set-cookie'] ?? [];
		if (cookie) this.cookie = cookie.split(';')[0]!;
		const { data } = response;
		return (typeof data === 'object' && data !== null && 'data' in data ? data.data : data) as T;
	}

	/**
	 * Creates the owner of a fresh n8n, and a session.
	 *
	 * @throws N8nError if n8n already has an owner
	 */
	async setUpOwner(owner: Owner): Promise<void> {
		await this.request('POST', '/rest/owner/setup', owner);
	}

	/**
	 * Starts a session in an n8n that has an owner.
	 *
	 * @throws N8nError if `owner` is not that owner
	 */
	async logIn({ email, password }: Owner): Promise<void> {
		await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/**
	 * Requests n8n's settings: the first thing that works once n8n has started. (Its health check succeeds while the
	 * database is still being set up.)
	 *
	 * @returns whether n8n answered
	 */
	async isReady(): Promise<boolean> {
		try {
			// Before that, n8n answers every path with 200 and a message that says to wait.
			return typeof (await this.request('GET', '/rest/settings')) === 'object';
		} catch {
			return false;
		}
	}
}
