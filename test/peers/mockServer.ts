/**
 * A vendor of peers/apis as a real HTTP server, as strict as the real one: it refuses unknown properties and query
 * arguments, other content types, missing headers, other methods and paths with a message that names what is wrong.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Authentication, parsed, requireType } from './authentication';
import type { AuthenticationMode, Keys, Received } from './authentication';
import { checkUrl, sendVerifier } from './handshake';
import { pageOf, pagingArguments } from './paging';
import { fill, match, matchTarget, Refusal } from './template';
import type { Json, PeerApi } from './types';

/** A subscription at the vendor. */
export interface Held {
	id: string;
	eventType: string;
	/** As sent; empty if the vendor stores it elsewhere. */
	notificationUrl: string;
	/** Whether it existed before us and belongs to somebody else. */
	foreign: boolean;
	/** Whether the vendor delivers to it. */
	verified: boolean;
	isDisabled?: boolean;
}

/** A request as received, and the status of its response. */
export interface Recorded extends Received {
	status: number;
	/** Why it was refused; empty if it was not. */
	refusal: string;
	kind: 'token' | 'create' | 'list' | 'delete' | 'none';
}

export interface MockOptions {
	mode?: AuthenticationMode;
	keys?: Keys;
	/** Where a public notification URL leads in this test. The vendor really sends its checks and deliveries there. */
	deliverTo?: (notificationUrl: string) => string;
	/** Runs before the response to a create, when the subscription already exists. */
	beforeCreated?: (subscription: Held) => Promise<void>;
}

/** Keys that no request text contains by chance. */
export const KEYS: Keys = { apiKey: 'Ak7-r2Vw9qTz4LmX', apiSecret: 'Sc8_h5Nb1yPd6KjQ' };

interface MockResponse {
	status: number;
	body: Json | undefined;
	headers?: Record<string, string>;
	/** Runs once the response is on its way. */
	afterwards?: () => Promise<void>;
}

/** Starts the vendor on its own port. */
export async function startMock(api: PeerApi, options: MockOptions = {}): Promise<MockVendor> {
	const mock = new MockVendor(api, options);
	await mock.start();
	return mock;
}

export class MockVendor {
	/** Every request, in the order of their responses. */
	readonly requests: Recorded[] = [];
	subscriptions: Held[] = [];
	baseUrl = '';
	private readonly background: Array<Promise<void>> = [];
	private readonly authentication: Authentication;
	private readonly deliverTo: (notificationUrl: string) => string;
	private readonly beforeCreated: MockOptions['beforeCreated'];
	private readonly server = createServer((request, response) => {
		void this.receive(request).then(({ status, body, headers, afterwards }) => {
			// Numbers beyond 2^53, which JavaScript cannot write.
			const text = body === undefined ? '' : JSON.stringify(body).replace(/"@@(\d+)@@"/g, '$1');
			const type = text === '' ? {} : { 'Content-Type': 'application/json; charset=utf-8' };
			response.writeHead(status, { ...type, ...headers }).end(text);
			if (afterwards !== undefined) this.background.push(afterwards());
		});
	});

	constructor(
		readonly api: PeerApi,
		options: MockOptions,
	) {
		this.authentication = new Authentication(
			api,
			options.mode ?? 'documented',
			options.keys ?? KEYS,
		);
		this.deliverTo = options.deliverTo ?? ((url) => url);
		this.beforeCreated = options.beforeCreated;
	}

	async start(): Promise<void> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		this.baseUrl = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	stop(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	/** Resolves when the vendor has sent what it sends after its response. */
	async idle(): Promise<void> {
		await Promise.allSettled(this.background);
	}

	/** Our subscriptions, as opposed to other people's. */
	get own(): Held[] {
		return this.subscriptions.filter(({ foreign, isDisabled }) => !foreign && isDisabled !== true);
	}

	get tokensIssued(): number {
		return this.authentication.issued;
	}

	/** Whether tokens can expire, because there is an exchange. */
	get hasExchange(): boolean {
		return this.authentication.hasExchange;
	}

	expireTokens(): void {
		this.authentication.expireAll();
	}

	/** Puts other people's subscriptions before all others. */
	addBefore(count: number): void {
		const others = Array.from({ length: count }, (_, index) => ({
			// If an event type allows only one subscription, other people's are for other types.
			id: this.api.idIsEvent === true ? `Other.${index}` : this.newId(),
			eventType: this.api.idIsEvent === true ? `Other.${index}` : this.api.eventTypes[0],
			notificationUrl: `https://other.example.net/hooks/${index}?code=somebody-elses`,
			foreign: true,
			verified: true,
		}));
		this.subscriptions.unshift(...others);
	}

	/**
	 * Delivers an event.
	 * @returns the receiver's status; undefined if the vendor does not deliver to this subscription
	 */
	async deliver(subscription: Held, event: object): Promise<number | undefined> {
		if (!subscription.verified || subscription.notificationUrl === '') return undefined;
		const response = await fetch(this.deliverTo(subscription.notificationUrl), {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(event),
		});
		return response.status;
	}

	private async receive(incoming: IncomingMessage): Promise<MockResponse> {
		const request = await read(incoming, this.baseUrl);
		const recorded: Recorded = { ...request, status: 500, refusal: '', kind: 'none' };
		let response: MockResponse;
		try {
			response = await this.respond(request, recorded);
		} catch (error) {
			// Anything but a refusal is a defect of the mock: the test sees it in the record.
			const { message } = error as Error;
			recorded.refusal = message;
			response = { status: error instanceof Refusal ? error.status : 500, body: { message } };
		}
		recorded.status = response.status;
		this.requests.push(recorded);
		return response;
	}

	private async respond(request: Received, recorded: Recorded): Promise<MockResponse> {
		const token = this.authentication.exchange(request);
		if (token !== undefined) {
			recorded.kind = 'token';
			return { status: 200, body: token };
		}
		const { kind, found } = this.route(request);
		recorded.kind = kind;
		this.authentication.check(request);
		for (const name of this.api.requiredHeaders ?? []) {
			if (!request.headers[name.toLowerCase()]) {
				throw new Refusal(400, `Header "${name}" is required`);
			}
		}
		if (kind === 'create') return await this.create(request, found);
		return kind === 'list' ? this.list(request) : this.delete(request, found);
	}

	/** The operation of a request. @throws Refusal with 404 or 405, or 400 for the query */
	private route({ method, url, body }: Received): {
		kind: 'create' | 'list' | 'delete';
		found: Record<string, string>;
	} {
		if (this.api.create.operation !== undefined) return this.operationOf(method, url, body);
		let pathFound = false;
		let refusal: Refusal | undefined;
		for (const kind of ['create', 'list', 'delete'] as const) {
			const operation = this.api[kind];
			const extra = [
				...this.authentication.queryArguments,
				...(kind === 'list' ? pagingArguments(this.api.list.paging) : []),
			];
			try {
				const found = matchTarget(operation.path, url, extra);
				if (found === undefined) continue;
				pathFound = true;
				if (method === operation.method) return { kind, found };
			} catch (error) {
				pathFound = true;
				if (method === operation.method) refusal = error as Refusal;
			}
		}
		if (refusal !== undefined) throw refusal;
		throw pathFound ? new Refusal(405, 'Method not allowed') : new Refusal(404, 'No such resource');
	}

	/** GraphQL has one address; the field in the query names the operation. */
	private operationOf(
		method: string,
		url: URL,
		body: string,
	): { kind: 'create' | 'list' | 'delete'; found: Record<string, string> } {
		const { create } = this.api;
		if (matchTarget(create.path, url) === undefined) throw new Refusal(404, 'No such resource');
		if (method !== 'POST') throw new Refusal(405, 'Method not allowed');
		const { query } = parsed(body) as { query?: string };
		const kind = (['create', 'list', 'delete'] as const).find((each) =>
			new RegExp(`\\b${this.api[each].operation}\\b`).test(query ?? ''),
		);
		if (kind === undefined) throw new Refusal(400, 'The query has no known field');
		return { kind, found: {} };
	}

	private async create(request: Received, inTarget: Record<string, string>): Promise<MockResponse> {
		const { create, freeText } = this.api;
		requireHeaders(request, create.headers);
		const form = create.bodyKind === 'form';
		if (create.body === null) {
			if (request.body !== '') throw new Refusal(400, 'No body is expected');
		} else
			requireType(
				request,
				form ? mediaType('form') : (this.api.createContentType ?? mediaType('json')),
			);
		const body = create.body === null ? null : bodyOf(request, create.bodyKind);
		const found = { ...inTarget, ...match(create.body, body, { free: freeText }) };
		const subscription = this.subscriptionOf(found);
		if (subscription.notificationUrl !== '' && this.api.handshake !== undefined) {
			await checkUrl(this.api.handshake, this.deliverTo(subscription.notificationUrl));
		}
		// Some vendors name the subscription, or name it by its event type: the same name means the same subscription.
		this.subscriptions = this.subscriptions.filter(({ id }) => id !== subscription.id);
		this.subscriptions.push(subscription);
		await this.beforeCreated?.(subscription);
		return {
			status: create.status,
			body:
				create.response === null ? undefined : fill(create.response, this.valuesOf(subscription)),
			headers: fill(create.responseHeaders ?? {}, {
				...this.valuesOf(subscription),
				id: subscription.id,
			}) as Record<string, string>,
			afterwards: async () => {
				if (this.api.handshake !== 'putBack') return;
				await sendVerifier(this.deliverTo(subscription.notificationUrl), subscription.id);
			},
		};
	}

	private subscriptionOf(found: Record<string, string>): Held {
		const [first] = this.api.eventTypes;
		const { notificationUrl = '', newId } = found;
		const eventType = found.eventType ?? (this.api.noEventTypes === true ? first : '');
		if (!this.takesEventType(eventType)) {
			throw new Refusal(422, `"${eventType}" is not an event type`);
		}
		if (this.api.twoStep !== true && !isHttps(notificationUrl)) {
			throw new Refusal(422, 'The notification URL must be a valid https address');
		}
		if (newId !== undefined && this.api.ids === 'num' && !/^\d+$/.test(newId)) {
			throw new Refusal(400, `"${newId}" must be a whole number`);
		}
		return {
			id: newId ?? this.idFor(eventType, notificationUrl),
			eventType,
			notificationUrl,
			foreign: false,
			verified: this.api.handshake !== 'putBack',
		};
	}

	private takesEventType(eventType: string): boolean {
		const { eventTypes, freeText, create } = this.api;
		// SharePoint has no event types; instead it has a string that it returns.
		const free = (freeText ?? []).some(
			(name) => (create.body as Record<string, Json>)[name] === '{eventType}',
		);
		return free || eventTypes.includes(eventType);
	}

	private idFor(eventType: string, notificationUrl: string): string {
		if (this.api.idIsEvent === true) return eventType;
		return this.api.noId === true ? `${notificationUrl} ${eventType}` : this.newId();
	}

	private list(request: Received): MockResponse {
		if (this.api.list.method === 'GET' && request.body !== '') {
			throw new Refusal(400, 'GET takes no body');
		}
		const { body: listBody, emptyStatus } = this.api.list;
		if (listBody !== undefined) {
			requireType(request, 'application/json');
			match(listBody, parsed(request.body));
		}
		if (emptyStatus !== undefined && this.subscriptions.length === 0) {
			return { status: emptyStatus, body: undefined };
		}
		const { entries, headers, complete } = pageOf(this.api, this.subscriptions, request.url);
		const items = entries.map((entry) => fill(this.api.list.item, this.valuesOf(entry)));
		const itemsById = Object.fromEntries(
			entries.map(({ id }, index) => [id, items[index] ?? null]),
		);
		return { status: 200, headers, body: complete(fill(this.api.list.wrap, { items, itemsById })) };
	}

	private delete(request: Received, inTarget: Record<string, string>): MockResponse {
		const { body, status, response = {} } = this.api.delete;
		requireHeaders(request, this.api.delete.headers);
		if (body === undefined && request.body !== '') throw new Refusal(400, 'No body is expected');
		if (body !== undefined) requireType(request, mediaType(this.api.delete.bodyKind));
		const gone = this.api.noId === true ? this.byUrl(request) : this.byId(request, inTarget);
		if (this.api.delete.disables === true) for (const held of gone) held.isDisabled = true;
		else this.subscriptions = this.subscriptions.filter((held) => !gone.includes(held));
		const [first] = gone;
		const values = first === undefined ? {} : this.valuesOf(first);
		return {
			status,
			body: status === 204 || response === null ? undefined : fill(response, values),
		};
	}

	// Ids are text: another spelling of a GUID is another subscription.
	private byId(request: Received, inTarget: Record<string, string>): Held[] {
		const { body } = this.api.delete;
		const inBody =
			body === undefined
				? {}
				: match(body, bodyOf(request, this.api.delete.bodyKind), {
						exact: this.api.delete.operation === undefined,
					});
		const { id: wanted, notificationUrl: url, eventType } = { ...inTarget, ...inBody };
		const gone = this.subscriptions.filter(
			(held) =>
				(url === undefined ? held.id === wanted : held.notificationUrl === url) &&
				(eventType === undefined || held.eventType === eventType),
		);
		if (gone.length === 0) throw new Refusal(404, 'No such subscription');
		return gone;
	}

	private byUrl(request: Received): Held[] {
		const sent = parsed(request.body) as { url?: Json; types?: Json };
		const unknown = Object.keys(sent).find((name) => name !== 'url' && name !== 'types');
		if (unknown !== undefined) throw new Refusal(400, `Unknown property "${unknown}"`);
		const { url, types } = sent;
		if (typeof url !== 'string') throw new Refusal(400, 'Property "url" is required');
		if (!Array.isArray(types) || types.length === 0) {
			throw new Refusal(400, 'Property "types" is required');
		}
		const wrong = types.find((type) => !(this.api.eventTypes as Json[]).includes(type));
		if (wrong !== undefined) throw new Refusal(422, `"${String(wrong)}" is not an event type`);
		return this.subscriptions.filter(
			({ notificationUrl, eventType }) => notificationUrl === url && types.includes(eventType),
		);
	}

	private valuesOf({ id, eventType, notificationUrl, isDisabled }: Held): Record<string, Json> {
		return {
			enabled: isDisabled !== true,
			id: this.api.ids === 'number' ? Number(id) : this.api.ids === 'big' ? `@@${id}@@` : id,
			idText: id,
			// What the vendor returns besides the id that the client chose.
			serial: serialOf(id),
			eventType,
			notificationUrl,
			baseUrlOnly: notificationUrl.split('?')[0] ?? '',
			name: 'n',
		};
	}

	private newId(): string {
		const { idForm } = this.api;
		if (idForm !== undefined) {
			const hex = randomBytes(6).toString('hex');
			const num = String(1_000_000 + Math.floor(Math.random() * 1e9));
			return String(fill(idForm, { hex: `1${hex}`, num, guid: randomUUID() }));
		}
		switch (this.api.ids) {
			case 'guid':
				return randomUUID();
			case 'GUID':
				return randomUUID().toUpperCase();
			case 'webh':
				return `webh-${randomUUID()}`;
			case 'big':
				return `92233720368${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
			case 'num':
			case 'number':
				return String(1_000_000 + this.subscriptions.length * 7 + Math.floor(Math.random() * 1e9));
			default:
				return `Wh${randomBytes(6).toString('hex')}K`;
		}
	}
}

const mediaType = (kind: 'json' | 'form' = 'json') =>
	kind === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';

const bodyOf = ({ body }: Received, kind: 'json' | 'form' = 'json'): Json =>
	kind === 'form' ? Object.fromEntries(new URLSearchParams(body)) : parsed(body);

async function read(incoming: IncomingMessage, baseUrl: string): Promise<Received> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	return {
		method: incoming.method ?? '',
		url: new URL(incoming.url ?? '/', baseUrl),
		headers: incoming.headers,
		body: Buffer.concat(chunks).toString(),
	};
}

function serialOf(id: string): string {
	const hex = createHash('sha1').update(id).digest('hex');
	return [8, 4, 4, 4, 12]
		.map((length, index) => hex.slice(index * 6, index * 6 + length).padEnd(length, '0'))
		.join('-');
}

function requireHeaders({ headers }: Received, names: string[] = []): void {
	const missing = names.find((name) => !headers[name.toLowerCase()]);
	if (missing !== undefined) throw new Refusal(400, `Header "${missing}" is required`);
}

function isHttps(url: string): boolean {
	try {
		return new URL(url).protocol === 'https:';
	} catch {
		return false;
	}
}
