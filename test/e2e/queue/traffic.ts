import { Agent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosInstance } from 'axios';
import { ANSWERED_BY, type Member } from './cluster';

/** One delivery as it is planned. */
export interface Planned {
	eventId: string;
	/** MyD3 sends an event again that was received already. */
	isRepeat: boolean;
}

/** One request of a delivery, and what came back. */
export interface Attempt {
	eventId: string;
	isRepeat: boolean;
	/** The process that answered and which of its lives that was, `webhook-1, life 2`; undefined when nobody did. */
	by: string | undefined;
	/** The HTTP status; 0 when there was no answer within 10 s, or the connection broke. */
	status: number;
	/** The `status` in the body of the trigger's answer, or the `message` of n8n's own; empty when there is none. */
	said: string;
}

// As MyD3 is assumed to behave: it waits so long for an answer, and sends an event again until one is 2xx.
const TIMEOUT_MS = 10_000;
const PAUSE_MS = 500;
const MOST_ATTEMPTS = 200;

/**
 * Plans deliveries, the same ones for the same seed.
 *
 * @param deliveries how many in all
 * @param repeats how many of them repeat an earlier event; they are spread over the run
 * @param within how many deliveries later a repeat comes at most: a sender repeats what it saw no answer to
 * @param seed any integer
 * @returns the deliveries in the order in which they are to be sent
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

/** mulberry32: small, and good enough to spread things. */
function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Sends deliveries as MyD3 would, and keeps book. */
export class Sender {
	/** Every request of a delivery, in the order of the answers. */
	readonly attempts: Attempt[] = [];
	private readonly http: AxiosInstance;
	private readonly received = new Map<string, Promise<void>>();

	/**
	 * @param certificateAuthority whom to trust, PEM
	 * @param notificationUrl the one of the subscription that MyD3 holds; undefined while it holds none
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
	 * Delivers an event, again and again until it is told that it was received. A repeat waits until the event itself
	 * was received.
	 *
	 * @throws Error when it is not received after 200 attempts
	 */
	async deliver(planned: Planned): Promise<void> {
		if (planned.isRepeat) await this.received.get(planned.eventId);
		const delivered = this.deliverNow(planned);
		if (!planned.isRepeat) this.received.set(planned.eventId, delivered);
		await delivered;
	}

	/**
	 * Sends one request of a stranger's.
	 *
	 * @param url with whatever key
	 * @param processor who is to get it directly, past the proxy
	 * @returns the status and who answered; status 0 when nobody did
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
		for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
			const url = this.notificationUrl();
			if (url !== undefined) {
				const answer = await this.post(url, { eventId });
				this.attempts.push({ eventId, isRepeat, ...answer });
				if (answer.status >= 200 && answer.status < 300) return;
			}
			await sleep(PAUSE_MS);
		}
		throw new Error(`${eventId} was not received after ${MOST_ATTEMPTS} attempts`);
	}

	private async post(url: string, body: object): Promise<Pick<Attempt, 'status' | 'by' | 'said'>> {
		try {
			const answer = await this.http.post<{ status?: string; message?: string } | ''>(url, body);
			const by = answer.headers[ANSWERED_BY] as string | undefined;
			const processor = this.processors.find(({ port }) => by === `127.0.0.1:${port}`);
			return {
				status: answer.status,
				by: processor && nameOfLife(processor),
				said: (answer.data && (answer.data.status ?? answer.data.message)) || '',
			};
		} catch {
			return { status: 0, by: undefined, said: '' };
		}
	}
}

/** @returns for example `webhook-1, life 2` */
export const nameOfLife = ({ name, lives }: Member): string => `${name}, life ${lives}`;

/** Something that happens while deliveries are on their way. */
export interface Incident {
	what: string;
	happen(): Promise<void>;
}

/**
 * Sends deliveries while incidents happen, one after the other and evenly spread. Deliveries wait for an incident that
 * is not over when the next is due, so that each really happens in the middle of traffic.
 *
 * @param planned what to send, in this order
 * @param senders how many at a time
 * @param send sends one
 * @param incidents in this order
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
	let underWay: Promise<void> = Promise.resolve();
	let next: Promise<void> | undefined;
	const work = async () => {
		while (waiting.length > 0) {
			const begun = planned.length - waiting.length;
			if (due.length > 0 && begun >= share * (incidents.length - due.length + 1)) {
				const incident = due.shift()!;
				next = underWay = underWay.then(() => incident.happen());
			}
			const delivery = waiting.shift()!;
			await send(delivery);
			// The incident before the one that is due next has to be over by then.
			if (planned.length - waiting.length >= share * (incidents.length - due.length + 1))
				await next;
		}
	};
	await Promise.all(Array.from({ length: senders }, work));
	await underWay;
}
