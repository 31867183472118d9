import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { fill, match, matchTarget, Refusal } from './template';
import type { Json, PeerApi } from './types';

/** `documented`: the vendor's own; `ownExchange`: with the exchange that the package assumes. */
export type AuthenticationMode = 'documented' | 'ownExchange';

/** What the user got from the vendor. */
export interface Keys {
	apiKey: string;
	apiSecret: string;
}

/** A request to the mock, read completely. */
export interface Received {
	method: string;
	url: URL;
	headers: IncomingHttpHeaders;
	body: string;
}

/** Issues tokens if the API has an exchange, and refuses unauthenticated requests. */
export class Authentication {
	/** Number of issued tokens. */
	issued = 0;
	private readonly valid = new Set<string>();
	private readonly expired = new Set<string>();

	constructor(
		private readonly api: PeerApi,
		private readonly mode: AuthenticationMode,
		private readonly keys: Keys,
	) {}

	/** Whether tokens can expire, because there is an exchange. */
	get hasExchange(): boolean {
		return this.mode === 'ownExchange' || this.api.token !== undefined;
	}

	expireAll(): void {
		for (const token of this.valid) this.expired.add(token);
		this.valid.clear();
	}

	/** The query arguments for the keys, if they belong there. */
	get queryArguments(): string[] {
		const [kind, rest = ''] = this.split();
		if (this.mode === 'documented' && kind === 'queries') {
			return [...new URLSearchParams(rest).keys()];
		}
		return this.mode === 'documented' && this.api.auth.startsWith('query:')
			? [this.api.auth.slice('query:'.length)]
			: [];
	}

	/** Answers a token request. @returns undefined for any other request */
	exchange(request: Received): Json | undefined {
		return this.mode === 'ownExchange' ? this.ownExchange(request) : this.documented(request);
	}

	/** @throws Refusal unless the request is authenticated */
	check({ headers, url }: Received): void {
		const authorization = headers.authorization ?? '';
		const { auth } = this.api;
		if (this.hasExchange) return this.checkBearer(authorization);
		if (auth === 'static' || auth === 'user')
			return require(authorization === `Bearer ${this.keys.apiKey}`);
		if (auth === 'basic') return require(authorization === this.basic);
		if (auth === 'basicToken') return require(authorization === `Basic ${this.keys.apiKey}`);
		if (auth === 'basicPassword') {
			const pair = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
			return require(authorization.startsWith('Basic ') && pair.endsWith(`:${this.keys.apiKey}`));
		}
		if (auth === 'zoho') {
			return require(authorization === `Zoho-oauthtoken ${this.keys.apiKey}`);
		}
		if (auth === 'klaviyo') {
			return require(authorization === `Klaviyo-API-Key ${this.keys.apiKey}`);
		}
		if (auth.startsWith('header:')) {
			return require(headers[auth.slice('header:'.length).toLowerCase()] === this.keys.apiKey);
		}
		if (auth.startsWith('query:')) {
			return require(url.searchParams.get(auth.slice('query:'.length)) === this.keys.apiKey);
		}
		const [kind, rest = ''] = this.split();
		const pairs = [...new URLSearchParams(rest)].map(
			([name, text]) => [name, this.filled(text)] as const,
		);
		switch (kind) {
			case 'authorization':
				return require(authorization === this.filled(rest));
			case 'basic64':
				return require(
					authorization === `Basic ${Buffer.from(this.filled(rest)).toString('base64')}`,
				);
			case 'headers':
				return require(pairs.every(([name, text]) => headers[name.toLowerCase()] === text));
			case 'queries':
				return require(pairs.every(([name, text]) => url.searchParams.get(name) === text));
			default:
				throw new Error(`"${auth}" is not a kind of authentication`);
		}
	}

	private split(): string[] {
		const at = this.api.auth.indexOf(':');
		return at < 0 ? [this.api.auth] : [this.api.auth.slice(0, at), this.api.auth.slice(at + 1)];
	}

	private filled(text: string): string {
		return String(fill(text, { ...this.keys }));
	}

	private get basic(): string {
		const { apiKey, apiSecret } = this.keys;
		return `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;
	}

	private checkBearer(authorization: string): void {
		const token = authorization.replace(/^Bearer /, '');
		if (this.expired.has(token)) {
			throw new Refusal(this.api.expiredStatus ?? 401, 'The access token has expired');
		}
		require(authorization.startsWith('Bearer ') && this.valid.has(token));
	}

	private ownExchange(request: Received): Json | undefined {
		if (request.url.pathname !== '/identity/v1/token') return undefined;
		if (request.method !== 'POST') throw new Refusal(405, 'Method not allowed');
		requireType(request, 'application/json');
		const { apiKey } = match({ apiKey: '{apiKey}' }, parsed(request.body));
		require(apiKey === this.keys.apiKey);
		return { accessToken: this.issue() };
	}

	private documented(request: Received): Json | undefined {
		const { token } = this.api;
		if (token === undefined) return undefined;
		const inQuery = token.bodyKind === 'query' ? Object.keys(token.template as object) : [];
		if (matchTarget(token.path, request.url, inQuery) === undefined) return undefined;
		if (request.method !== token.method) throw new Refusal(405, 'Method not allowed');
		if (token.headers.Authorization !== undefined) {
			require(request.headers.authorization === this.basic);
		}
		const { apiKey } = match(token.template, this.fields(request, token.bodyKind));
		require(apiKey === undefined || apiKey === this.keys.apiKey);
		return fill(token.response, { token: this.issue() });
	}

	private fields(request: Received, kind: 'json' | 'form' | 'query'): Json {
		if (kind === 'query') return Object.fromEntries(request.url.searchParams);
		requireType(
			request,
			kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
		);
		return kind === 'json'
			? parsed(request.body)
			: Object.fromEntries(new URLSearchParams(request.body));
	}

	private issue(): string {
		const token = `token-${++this.issued}-${randomBytes(24).toString('base64url')}`;
		this.valid.add(token);
		return token;
	}
}

function require(authenticated: boolean): void {
	if (!authenticated) throw new Refusal(401, 'Not authenticated');
}

/** @throws Refusal with status 415 unless the body is of this media type */
export function requireType({ headers }: Received, type: string): void {
	const sent = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
	if (sent !== type) throw new Refusal(415, `Content-Type must be ${type}`);
}

/** @throws Refusal unless the text is JSON */
export function parsed(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		throw new Refusal(400, 'The body is not JSON');
	}
}
