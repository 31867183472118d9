import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:https';

/** The results of sending a batch of deliveries. */
export interface Load {
	/** Responses per second. */
	perSecond: number;
	/** For each delivery, the time from the first byte sent to the last byte received, in ms. */
	latencies: number[];
}

const SENDERS = 10;

/** @returns about 1 kB of unique JSON */
const invoiceBody = (): Buffer =>
	Buffer.from(
		JSON.stringify({
			eventId: randomUUID(),
			eventType: 'InvoiceIssued',
			invoice: {
				number: randomUUID(),
				currency: 'AUD',
				lines: Array.from({ length: 10 }, (_, quantity) => ({
					description: 'Microsoft 365 E3, monthly subscription',
					quantity,
					unitPrice: 57.3,
				})),
			},
		}),
	);

/** Sends deliveries over ten connections, which stay open for a whole batch. */
export class Senders {
	private readonly agent: Agent;

	/** @param certificateAuthority the CA certificate to trust, in PEM */
	constructor(certificateAuthority: string) {
		this.agent = new Agent({ ca: certificateAuthority, keepAlive: true, maxSockets: SENDERS });
	}

	/**
	 * Sends a batch of deliveries, ten at a time.
	 *
	 * @param url to send to
	 * @param count the number of deliveries
	 * @param headers for each delivery, apart from Content-Type
	 * @returns the throughput and the latencies
	 * @throws Error if a response has a status other than 200
	 */
	async send(
		url: string,
		count: number,
		headers: (body: Buffer) => Record<string, string>,
	): Promise<Load> {
		const ready = Array.from({ length: count }, () => {
			const body = invoiceBody();
			return { body, headers: headers(body) };
		});
		// n8n closes connections that have been idle for 5 s, possibly just as one is about to be reused.
		this.stop();
		const latencies: number[] = [];
		const startedAt = performance.now();
		const work = async () => {
			for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
				const sentAt = performance.now();
				await this.post(url, next.body, next.headers);
				latencies.push(performance.now() - sentAt);
			}
		};
		await Promise.all(Array.from({ length: SENDERS }, work));
		return { perSecond: (count * 1_000) / (performance.now() - startedAt), latencies };
	}

	/** Closes the connections. */
	stop(): void {
		this.agent.destroy();
	}

	private async post(url: string, body: Buffer, headers: Record<string, string>): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const sent = request(
				url,
				{
					method: 'POST',
					agent: this.agent,
					headers: {
						'content-type': 'application/json',
						'content-length': body.length,
						...headers,
					},
				},
				(response) => {
					response.resume();
					response.on('error', reject);
					response.on('end', () => {
						if (response.statusCode === 200) resolve();
						else reject(new Error(`A delivery got the status ${response.statusCode}`));
					});
				},
			);
			sent.on('error', reject);
			sent.end(body);
		});
	}
}
