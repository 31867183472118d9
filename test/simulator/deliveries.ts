import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import axios from 'axios';
import type { DeliveryAttempt, Redelivery, Subscription } from './types';

const TIMEOUT_MS = 10_000; // assumed

/** An event to deliver to the subscriptions for its event type. */
export interface Delivery {
	eventId: string;
	eventType: string;
	/** A string is sent as it is, an object as JSON. */
	body: string | object;
	headers?: Record<string, string>;
}

export interface DelivererDependencies {
	/** Called for every event. */
	subscriptions: () => readonly Subscription[];
	redelivery: Redelivery;
	/** PEM, trusted in addition to Node's own authorities. */
	certificateAuthority: string | undefined;
	/** Milliseconds. */
	sleep: (ms: number) => Promise<void>;
	/** On abort, pending requests end and nothing is redelivered. */
	signal: AbortSignal;
	/** Called once per attempt. */
	record: (attempt: DeliveryAttempt) => void;
}

/**
 * Returns a function that delivers an event to all its subscriptions in parallel. It resolves once each one is delivered
 * or given up, to the attempts in the order of the subscriptions. Whatever a receiver does, it never rejects.
 * Documented: a POST to the notification URL, TLS 1.2 at minimum. Assumed: JSON, redelivery until 2xx, no redirects.
 */
export function createDeliverer(
	dependencies: DelivererDependencies,
): (delivery: Delivery) => Promise<DeliveryAttempt[]> {
	const { subscriptions, redelivery, certificateAuthority, sleep, signal, record } = dependencies;
	const client = axios.create({
		httpAgent: new HttpAgent(),
		httpsAgent: new HttpsAgent({
			minVersion: 'TLSv1.2',
			...(certificateAuthority && { ca: [...rootCertificates, certificateAuthority] }),
		}),
		maxRedirects: 0,
		// Receivers are on this machine, where a proxy from the environment cannot reach them.
		proxy: false,
		signal,
		timeout: TIMEOUT_MS,
		validateStatus: () => true,
	});

	async function post(
		url: string,
		body: Buffer,
		headers: Record<string, string> = {},
	): Promise<Pick<DeliveryAttempt, 'status' | 'response'>> {
		try {
			const { status, data } = await client.post<unknown>(url, body, {
				headers: { 'content-type': 'application/json', ...lowerCased(headers) },
			});
			return { status, response: data };
		} catch (error) {
			return { status: 'unreachable', response: reasonOf(error) };
		}
	}

	async function deliverTo(
		{ id, notificationUrl }: Subscription,
		{ eventId, headers }: Delivery,
		body: Buffer,
	): Promise<DeliveryAttempt[]> {
		const attempts: DeliveryAttempt[] = [];
		for (let attempt = 1; attempt <= redelivery.attempts; attempt += 1) {
			if (attempt > 1) await sleep(redelivery.backoffMs(attempt - 1));
			if (signal.aborted) break;
			const outcome = await post(notificationUrl, body, headers);
			const made = { eventId, subscriptionId: id, url: notificationUrl, attempt, ...outcome };
			attempts.push(made);
			record(made);
			if (outcome.status !== 'unreachable' && outcome.status >= 200 && outcome.status < 300) break;
		}
		return attempts;
	}

	return async (delivery) => {
		const { eventType, body } = delivery;
		// Encode once: axios would trim or quote a string, and a redelivery must be identical.
		const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
		const receivers = subscriptions().filter((stored) => stored.eventType === eventType);
		const made = await Promise.all(receivers.map((stored) => deliverTo(stored, delivery, bytes)));
		return made.flat();
	};
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	// A refused connection to "localhost" has a code but no message.
	const code = axios.isAxiosError(error) ? error.code : undefined;
	return [code, error.message].filter(Boolean).join(': ');
}
