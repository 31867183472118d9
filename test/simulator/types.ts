import type { IncomingHttpHeaders } from 'node:http';
import type { ApiResponse } from './responses';
import type { ApiRequest } from './api';
import type { Dialect } from './dialect';

/** A subscription as stored. On the wire, `ResponseShapes.idName` renames the property `id`. */
export interface Subscription {
	id: string;
	eventType: string;
	notificationUrl: string;
	[additional: string]: unknown;
}

/**
 * One request that the simulator received. Query and headers are as received (the values of a repeated query argument
 * joined with a comma); `body` is parsed if it was sent as JSON, otherwise text.
 * `problem` says what the API does not understand (400, unknown path or method). Refused tokens, unknown subscription
 * ids and simulated faults leave it unset: the client is not to blame.
 */
export interface LoggedRequest {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: IncomingHttpHeaders;
	body: unknown;
	status: number | 'dropped';
	problem?: string;
}

/** One attempt to deliver an event, counting from 1. `response` is the receiver's body, or why it was unreachable. */
export interface DeliveryAttempt {
	eventId: string;
	subscriptionId: string;
	url: string;
	attempt: number;
	status: number | 'unreachable';
	response: unknown;
}

/** How often to deliver an event before giving up, and how many milliseconds to wait after a failed attempt (from 1). */
export interface Redelivery {
	attempts: number;
	backoffMs: (attempt: number) => number;
}

export interface SimulatorOptions {
	/** The only API Key accepted; default `simulated-api-key`. */
	apiKey?: string;
	/** Default 127.0.0.1. */
	host?: string;
	/** Default 0: any free port. */
	port?: number;
	/** Key and certificate, PEM, for HTTPS; without them HTTP. */
	tls?: { key: string; cert: string };
	/** PEM; trusted, besides Node's own authorities, when delivering to https notification URLs. */
	certificateAuthority?: string;
	/** Milliseconds; default one hour. */
	tokenLifetimeMs?: number;
	/** Default 5 attempts, waiting 200 ms first and twice as long each time. */
	redelivery?: Redelivery;
	/** Milliseconds since 1970; default the real clock. */
	now?: () => number;
	/** Milliseconds; by default waits for real, but no longer than until `stop()`. */
	sleep?: (ms: number) => Promise<void>;
	/** Properties that the body of create may have besides eventType and notificationUrl; default none. */
	additionalFields?: string[];
	/** How this MyD3 differs from the documented or assumed one; default not at all. */
	dialect?: Dialect;
	/** Called with each entry added to `requests`. */
	onRequest?: (request: LoggedRequest) => void;
	/** Called with each entry added to `deliveries`. */
	onDelivery?: (attempt: DeliveryAttempt) => void;
}

/** The shapes of MyD3's responses. Only `create: 'bareGuid'` is documented; the others are assumed. */
export interface ResponseShapes {
	token: 'accessToken' | 'access_token' | 'token' | 'jsonString' | 'bareText';
	create: 'bareGuid' | 'jsonString' | 'object';
	list: 'array' | 'value' | 'items' | 'data' | 'subscriptions' | 'results' | 'paged';
	idName: 'id' | 'subscriptionId' | 'guid' | 'subscriptionGuid';
	pageSize: number;
}

/**
 * The requests that a fault hits, by method and by prefix of the path (any if omitted): the next `times` (default 1)
 * matching ones after the first `after` (default 0).
 * With `afterStoring` the operation takes effect first. Such a fault waits for a request that does take effect: one
 * answered 401 or 400 does not use it up.
 */
export interface FaultTarget {
	method?: string;
	path?: string;
	after?: number;
	times?: number;
}
export interface Failure extends FaultTarget {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
	afterStoring?: boolean;
}
export interface Delay extends FaultTarget {
	ms: number;
}
export interface Drop extends FaultTarget {
	afterStoring?: boolean;
}

export interface Simulator {
	/** Without a trailing slash, e.g. `https://localhost:12345`. */
	baseUrl: string;
	apiKey: string;
	/** Live: an item pushed here is listed, delivered to and deletable. */
	subscriptions: Subscription[];
	requests: LoggedRequest[];
	deliveries: DeliveryAttempt[];
	/** Mutable: applies from the next response on. */
	responseShapes: ResponseShapes;
	/** Answers the next matching request with this status. */
	failNext(fault: Failure): void;
	/** Carries out the next matching request at once, but answers `ms` milliseconds late. */
	delayNext(fault: Delay): void;
	/** Resets the connection of the next matching request without answering. */
	dropNext(fault: Drop): void;
	/**
	 * Makes the next lists (`times`, default 1) show the state before the last create or delete; each page is a list.
	 * A change that a list has shown stays shown. 0 lets lists catch up.
	 */
	makeListsStale(times?: number): void;
	/** Drops every fault that is still waiting for a request. */
	endFaults(): void;
	/** From now on, answers every token issued so far with 401. */
	expireTokens(): void;
	/** Stops exchanging the right API Key; tokens already issued still work. */
	refuseApiKey(): void;
	acceptApiKey(): void;
	/**
	 * Delivers an invented invoice event to every subscription to InvoiceIssued.
	 * `fields` are merged into the event's `invoice`; `fields.eventId` replaces the event's own id.
	 * Resolves once everything is delivered or given up, with the attempts in the order of the subscriptions.
	 */
	issueInvoice(
		fields?: Record<string, unknown>,
	): Promise<{ event: Record<string, unknown>; attempts: DeliveryAttempt[] }>;
	/** Delivers a body to every subscription to this event type; a string is sent as it is. */
	deliver(
		eventType: string,
		body: string | object,
		headers?: Record<string, string>,
	): Promise<DeliveryAttempt[]>;
	/** Answers one request without a socket, for tests that make very many; ignores delays. */
	respondTo(request: ApiRequest): ApiResponse | 'dropped';
	/** Closes the server and its sockets, and gives up unfinished deliveries. */
	stop(): Promise<void>;
}
