import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answers';
import type { ApiRequest } from './api';
import type { Dialect } from './dialect';

/** A subscription as MyD3 holds it. The property `id` is renamed on the way out according to `Answers.idName`. */
export interface Subscription {
	id: string;
	eventType: string;
	notificationUrl: string;
	[additional: string]: unknown;
}

/**
 * One request the simulator received. Query and headers are kept as received (values of a repeated query argument are
 * joined with a comma); `body` is parsed when it was sent as JSON, otherwise the text.
 * `problem` says what the client sent that the API does not know (400, unknown path, unknown method); refused tokens,
 * unknown subscription ids and simulated faults are not the client's mistake and leave it unset.
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

/** One attempt to deliver an event; `attempt` counts from 1. `answer` is the receiver's body, or why it was unreachable. */
export interface DeliveryAttempt {
	eventId: string;
	subscriptionId: string;
	url: string;
	attempt: number;
	status: number | 'unreachable';
	answer: unknown;
}

/** How often an event is delivered before the simulator gives up, and the wait in milliseconds after a failed attempt (from 1). */
export interface Redelivery {
	attempts: number;
	backoffMs: (attempt: number) => number;
}

export interface SimulatorOptions {
	/** The one API Key that is accepted; default `simulated-api-key`. */
	apiKey?: string;
	/** Address to listen on; default 127.0.0.1. */
	host?: string;
	/** Port to listen on; default 0, any free one. */
	port?: number;
	/** Key and certificate as PEM. Given: HTTPS; otherwise HTTP. */
	tls?: { key: string; cert: string };
	/** PEM, trusted in addition to Node's own authorities when delivering to https notification URLs. */
	certificateAuthority?: string;
	/** Milliseconds; default one hour. */
	tokenLifetimeMs?: number;
	/** Default 5 attempts, waiting 200 ms, then twice as long each time. */
	redelivery?: Redelivery;
	/** Milliseconds since 1970; default the real clock. */
	now?: () => number;
	/** Waits that many milliseconds; default really waits, and ends early on `stop()`. */
	sleep?: (ms: number) => Promise<void>;
	/** Properties allowed in the body of create besides eventType and notificationUrl; default none. */
	additionalFields?: string[];
	/** How this MyD3 differs from the one that is documented or assumed; default not at all. */
	dialect?: Dialect;
	/** Called with every entry added to `requests`. */
	onRequest?: (request: LoggedRequest) => void;
	/** Called with every entry added to `deliveries`. */
	onDelivery?: (attempt: DeliveryAttempt) => void;
}

/** The shapes MyD3 might answer with. Only `create: 'bareGuid'` is documented; every other one is assumed. */
export interface Answers {
	token: 'accessToken' | 'access_token' | 'token' | 'jsonString' | 'bareText';
	create: 'bareGuid' | 'jsonString' | 'object';
	list: 'array' | 'value' | 'items' | 'data' | 'subscriptions' | 'results' | 'paged';
	idName: 'id' | 'subscriptionId' | 'guid' | 'subscriptionGuid';
	pageSize: number;
}

/**
 * Which requests a fault hits: method and prefix of the path, each any when left out, `times` requests (default 1) once
 * `after` matching ones (default 0) have been let through.
 * With `afterStoring` the operation takes effect before the fault; such a fault waits for a request that does take
 * effect, so that one answered 401 or 400 does not use it up.
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
	/** Without a slash at its end, e.g. `https://localhost:12345`. */
	baseUrl: string;
	apiKey: string;
	/** Live: what is pushed here is listed, delivered to and deletable. */
	subscriptions: Subscription[];
	requests: LoggedRequest[];
	deliveries: DeliveryAttempt[];
	/** Mutable; the next answer has the new shape. */
	answers: Answers;
	/** The next matching request is answered with this status. */
	failNext(fault: Failure): void;
	/** The next matching request takes effect at once, but its answer is `ms` milliseconds late. */
	delayNext(fault: Delay): void;
	/** The connection of the next matching request is reset without an answer. */
	dropNext(fault: Drop): void;
	/**
	 * The next lists, as many as told (default 1), are as they were before the last create or delete; a page counts as a
	 * list. A change that a list has shown stays shown. With 0, lists have caught up.
	 */
	listLate(times?: number): void;
	/** Every fault that still waits for a request is forgotten. */
	endFaults(): void;
	/** Every token issued so far is answered 401 from now on. */
	expireTokens(): void;
	/** The right API Key is no longer exchanged; tokens already issued go on working. */
	refuseApiKey(): void;
	acceptApiKey(): void;
	/**
	 * Delivers an invented invoice event to every subscription with event type InvoiceIssued.
	 * `fields` are merged into the event's `invoice`; `fields.eventId` becomes the event's own id instead.
	 * Resolves when everything is delivered or given up, with the attempts in the order of the subscriptions.
	 */
	issueInvoice(
		fields?: Record<string, unknown>,
	): Promise<{ event: Record<string, unknown>; attempts: DeliveryAttempt[] }>;
	/** Delivers any body to every subscription with this event type; strings are sent as they are. */
	deliver(
		eventType: string,
		body: string | object,
		headers?: Record<string, string>,
	): Promise<DeliveryAttempt[]>;
	/** Answers one request without a socket, for tests that make very many. Delays are left out. */
	answer(request: ApiRequest): Answer | 'dropped';
	/** Closes the server and its open sockets, and gives up deliveries still under way. */
	stop(): Promise<void>;
}
