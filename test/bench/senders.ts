import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:https';

/** What a load came to. */
export interface Load {
	/** Answers per second. */
	perSecond: number;
	/** Milliseconds from the first byte sent to the last one received, of every delivery. */
	latencies: number[];
}

const SENDERS = 10;

/** @returns about 1 kB of JSON, never the same twice */
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

/** Sends deliveries over ten connections, which stay open for one load. */
export class Senders {
	private readonly agent: Agent;

	/** @param certificateAuthority whom to trust, PEM */
	constructor(certificateAuthority: string) {
		this.agent = new Agent({ ca: certificateAuthority, keepAlive: true, maxSockets: SENDERS });
	}

	/**
	 * Sends so many deliveries, ten at a time.
	 *
	 * @param url where to
	 * @param count how many
	 * @param headers what a body is sent with, besides its content type
	 * @returns how fast that was
	 * @throws Error when one of them is not answered 200
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
		// n8n closes a connection that was idle for 5 s, perhaps just when it is used again.
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
						else reject(new Error(`A delivery was answered ${response.statusCode}`));
					});
				},
			);
			sent.on('error', reject);
			sent.end(body);
		});
	}
}
