import { randomUUID } from 'node:crypto';
import { once, setMaxListeners } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createApi } from './api';
import { createDeliverer } from './deliveries';
import { withDialect } from './dialect';
import { createFaults } from './faults';
import { createInvoiceEvents, INVOICE_ISSUED } from './invoice';
import { createStaleLists } from './staleLists';
import { createListener, createResponder } from './server';
import { createTokens } from './tokens';
import type { Simulator, SimulatorOptions } from './types';

export type { Dialect } from './dialect';
export type {
	DeliveryAttempt,
	LoggedRequest,
	Simulator,
	SimulatorOptions,
	Subscription,
} from './types';

const HOUR_MS = 60 * 60 * 1000;

/**
 * Starts a MyD3 API for development and tests.
 * @returns the running simulator; call `stop()` when done
 * @throws what listening throws, e.g. an error with code EADDRINUSE when the port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { host = '127.0.0.1', port = 0, tls, now = Date.now } = options;
	const stopping = new AbortController();
	// Each delivery adds a listener; Node warns of a leak at more than ten.
	setMaxListeners(0, stopping.signal);
	const sleep =
		options.sleep ??
		((ms: number) => wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined));

	const tokens = createTokens(options.tokenLifetimeMs ?? HOUR_MS, now);
	const faults = createFaults();
	const staleLists = createStaleLists();
	const nextInvoiceEvent = createInvoiceEvents(now);
	let isApiKeyRefused = false;

	const simulator: Simulator = {
		baseUrl: '', // known once the server listens
		apiKey: options.apiKey ?? 'simulated-api-key',
		subscriptions: [],
		requests: [],
		deliveries: [],
		responseShapes: {
			token: 'accessToken',
			create: 'bareGuid',
			list: 'array',
			idName: 'id',
			pageSize: 2,
		},
		failNext: (fault) => faults.failures.add(fault),
		delayNext: (fault) => faults.delays.add(fault),
		dropNext: (fault) => faults.drops.add(fault),
		makeListsStale: (times = 1) => staleLists.makeNextStale(times),
		endFaults() {
			staleLists.makeNextStale(0);
			for (const queue of Object.values(faults)) queue.clear();
		},
		expireTokens: () => tokens.revokeAll(),
		refuseApiKey: () => {
			isApiKeyRefused = true;
		},
		acceptApiKey: () => {
			isApiKeyRefused = false;
		},
		async issueInvoice(fields) {
			const event = nextInvoiceEvent(fields);
			const { eventId } = event;
			const attempts = await deliver({ eventId, eventType: INVOICE_ISSUED, body: event });
			return { event, attempts };
		},
		deliver: (eventType, body, headers) =>
			deliver({ eventId: randomUUID(), eventType, body, headers }),
		respondTo: (request) => respond(request),
		async stop() {
			stopping.abort();
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};

	// Pass the simulator itself: a test may replace the whole list, or the response shapes.
	const api = createApi({
		state: simulator,
		tokens,
		isApiKeyRefused: () => isApiKeyRefused,
		staleLists,
		additionalFields: options.additionalFields ?? [],
	});
	const deliver = createDeliverer({
		subscriptions: () => simulator.subscriptions,
		redelivery: options.redelivery ?? {
			attempts: 5,
			backoffMs: (attempt) => 200 * 2 ** (attempt - 1),
		},
		certificateAuthority: options.certificateAuthority,
		sleep,
		signal: stopping.signal,
		record(attempt) {
			simulator.deliveries.push(attempt);
			options.onDelivery?.(attempt);
		},
	});
	const respond = createResponder({
		api: options.dialect ? withDialect(options.dialect, api) : api,
		faults,
		record(request) {
			simulator.requests.push(request);
			options.onRequest?.(request);
		},
	});
	const listener = createListener({ respond, faults, sleep });

	const server = tls ? createHttpsServer(tls, listener) : createHttpServer(listener);
	server.listen(port, host);
	await once(server, 'listening');
	const bound = (server.address() as AddressInfo).port;
	// Certificates are issued to names.
	const name = tls && host === '127.0.0.1' ? 'localhost' : host;
	simulator.baseUrl = `${tls ? 'https' : 'http'}://${name}:${bound}`;
	return simulator;
}
