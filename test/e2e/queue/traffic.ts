import { Agent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosInstance } from 'axios';
import { ANSWERED_BY, type Member } from './cluster';

/** A planned delivery. */
export interface Planned {
	eventId: string;
	/** Whether MyD3 resends an event that has already been received. */
	isRepeat: boolean;
}

/** One request for a delivery, and its response. */
export interface Attempt {
	eventId: string;
	isRepeat: boolean;
	/** The process that answered, and in which of its lives (`webhook-1, life 2`); undefined if none did. */
	by: string | undefined;
	/** The HTTP status; 0 if there was no response within 10 s or the connection broke. */
	status: number;
	/** `status` from the body of the trigger's response, or `message` from n8n's own; empty if there is neither. */
	reportedStatus: string;
}

// How MyD3 is assumed to behave: it waits this long for a response, and sends an event again until the response is 2xx.
const TIMEOUT_MS = 10_000;
const PAUSE_MS = 500;
const MAX_ATTEMPTS = 200;

/**
 * Plans deliveries. The same seed gives the same plan.
 *
 * @param deliveries the total number
 * @param repeats how many of them repeat an earlier event, spread over the run
 * @param within the maximum distance of a repeat, in deliveries: a sender repeats an event soon after missing the response
 * @param seed any integer
 * @returns the deliveries, in the order in which to send them
 */
export function planDeliveries(
	deliveries: number,
	repeats: number,
	within: number,
	seed: number,
): Planned[] {
	const random = seeded(seed);
	const repeatEvery = deliveries / repeats;
	let unrepeated: number[] = [];
	return Array.from({ length: deliveries }, (_, index) => {
		const isRepeat = (index + 1) % repeatEvery === 0;
		unrepeated = unrepeated.filter((event) => event >= index - within);
		if (!isRepeat) unrepeated.push(index);
		const event = isRepeat
			? unrepeated.splice(Math.floor(random() * unrepeated.length), 1)[0]!
			: index;
		return { eventId: `event-${event}`, isRepeat };
	});
}

/** mulberry32, a small random number generator that is good enough for this. */
function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Sends deliveries as MyD3 would, and records them. */
export class Sender {
	/** All requests for deliveries, in the order of their responses. */
	readonly attempts: Attempt[] = [];
	private readonly http: AxiosInstance;
	private readonly received = new Map<string, Promise<void>>();

	/**
	 * @param certificateAuthority the CA certificate to trust, in PEM
	 * @param notificationUrl of MyD3's current subscription; undefined while it has none
	 * @param processors the webhook processes
	 */
	constructor(
		certificateAuthority: string,
		private readonly notificationUrl: () => string | undefined,
		private readonly processors: Member[],
	) {
		this.http = axios.create({
			httpsAgent: new Agent({ ca: certificateAuthority }),
			proxy: false,
			timeout: TIMEOUT_MS,
			validateStatus: () => true,
		});
	}

	/**
	 * Delivers an event, retrying until a response acknowledges it. A repeat waits until the original delivery has been
	 * acknowledged.
	 *
	 * @throws Error if 200 attempts are not enough
	 */
	async deliver(planned: Planned): Promise<void> {
		if (planned.isRepeat) await this.received.get(planned.eventId);
		const delivered = this.deliverNow(planned);
		if (!planned.isRepeat) this.received.set(planned.eventId, delivered);
		await delivered;
	}

	/**
	 * Sends one forged request.
	 *
	 * @param url with any key
	 * @param processor a webhook process to send it to directly, bypassing the proxy
	 * @returns the status and the process that answered; status 0 if none did
	 */
	async forge(
		url: string,
		processor?: Member,
	): Promise<{ status: number; by: string | undefined }> {
		const { pathname, search } = new URL(url);
		const direct = processor && `http://127.0.0.1:${processor.port}${pathname}${search}`;
		const { status, by } = await this.post(direct ?? url, { eventId: 'forged' });
		return { status, by: processor ? nameOfLife(processor) : by };
	}

	private async deliverNow({ eventId, isRepeat }: Planned): Promise<void> {
		for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
			const url = this.notificationUrl();
			if (url !== undefined) {
				const response = await this.post(url, { eventId });
				this.attempts.push({ eventId, isRepeat, ...response });
				if (response.status >= 200 && response.status < 300) return;
			}
			await sleep(PAUSE_MS);
		}
		throw new Error(`${eventId} was not received after ${MAX_ATTEMPTS} attempts`);
	}

	private async post(
		url: string,
		body: object,
	): Promise<Pick<Attempt, 'status' | 'by' | 'reportedStatus'>> {
		try {
			const response = await this.http.post<{ status?: string; message?: string } | ''>(url, body);
			const by = response.headers[ANSWERED_BY] as string | undefined;
			const processor = this.processors.find(({ port }) => by === `127.0.0.1:${port}`);
			return {
				status: response.status,
				by: processor && nameOfLife(processor),
				reportedStatus: (response.data && (response.data.status ?? response.data.message)) || '',
			};
		} catch {
			return { status: 0, by: undefined, reportedStatus: '' };
		}
	}
}

/** @returns the process and the number of its life, such as `webhook-1, life 2` */
export const nameOfLife = ({ name, lives }: Member): string => `${name}, life ${lives}`;

/** Something that happens while deliveries are being sent. */
export interface Incident {
	what: string;
	run(): Promise<void>;
}

/**
 * Sends deliveries while incidents happen one at a time, evenly spread. If an incident is not over when the next is due,
 * deliveries wait for it, so that every incident happens in the middle of traffic.
 *
 * @param planned the deliveries, in order
 * @param senders how many to send at a time
 * @param send sends one delivery
 * @param incidents in order
 */
export async function sendThrough(
	planned: Planned[],
	senders: number,
	send: (delivery: Planned) => Promise<void>,
	incidents: Incident[],
): Promise<void> {
	const share = planned.length / (incidents.length + 1);
	const waiting = [...planned];
	const due = [...incidents];
	let previous: Promise<void> = Promise.resolve();
	let next: Promise<void> | undefined;
	const work = async () => {
		while (waiting.length > 0) {
			const begun = planned.length - waiting.length;
			if (due.length > 0 && begun >= share * (incidents.length - due.length + 1)) {
				const incident = due.shift()!;
				next = previous = previous.then(() => incident.run());
			}
			const delivery = waiting.shift()!;
			await send(delivery);
			// The previous incident must be over by the time the next is due.
			if (planned.length - waiting.length >= share * (incidents.length - due.length + 1))
				await next;
		}
	};
	await Promise.all(Array.from({ length: senders }, work));
	await previous;
}
