import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import axios from 'axios';
import type { DeliveryAttempt, Redelivery, Subscription } from './types';

const TIMEOUT_MS = 10_000; // assumed

/** An event on its way to the subscriptions with its event type. */
export interface Delivery {
	eventId: string;
	eventType: string;
	/** A string is sent as it is, an object as JSON. */
	body: string | object;
	headers?: Record<string, string>;
}

export interface DelivererDependencies {
	/** Read anew for every event. */
	subscriptions: () => readonly Subscription[];
	redelivery: Redelivery;
	/** PEM, trusted in addition to Node's own authorities. */
	certificateAuthority: string | undefined;
	/** Waits that many milliseconds. */
	sleep: (ms: number) => Promise<void>;
	/** Aborted: requests under way end, and nothing is redelivered. */
	signal: AbortSignal;
	/** Called once per attempt. */
	record: (attempt: DeliveryAttempt) => void;
}

/**
 * Returns a function that delivers an event to all its subscriptions in parallel and resolves, when every one is
 * delivered or given up, to the attempts in the order of the subscriptions. It never rejects for what a receiver does.
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
		// The receivers are on this machine: a proxy in the environment could not reach them.
		proxy: false,
		signal,
		timeout: TIMEOUT_MS,
		validateStatus: () => true,
	});

	async function post(
		url: string,
		body: Buffer,
		headers: Record<string, string> = {},
	): Promise<Pick<DeliveryAttempt, 'status' | 'answer'>> {
		try {
			const { status, data } = await client.post<unknown>(url, body, {
				headers: { 'content-type': 'application/json', ...lowerCased(headers) },
			});
			return { status, answer: data };
		} catch (error) {
			return { status: 'unreachable', answer: reason(error) };
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
		// Bytes, made once: axios would trim or quote a string, and a redelivery must be identical.
		const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
		const receivers = subscriptions().filter((held) => held.eventType === eventType);
		const made = await Promise.all(receivers.map((held) => deliverTo(held, delivery, bytes)));
		return made.flat();
	};
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

function reason(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	// A refused connection to "localhost" has a code but no message.
	const code = axios.isAxiosError(error) ? error.code : undefined;
	return [code, error.message].filter(Boolean).join(': ');
}
