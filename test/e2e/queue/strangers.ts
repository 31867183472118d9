import { isReady, type Member } from './cluster';
import type { Sender } from './traffic';

/** Sends forged deliveries, both through the proxy and directly to every webhook process, and counts the outcomes. */
export interface Strangers {
	/** The number refused with 401, by process and life. */
	refused: Map<string, number>;
	/** Notification URLs that were answered with 2xx. */
	admitted: string[];
	/** Sends a forged delivery to each webhook process, using a different kind of forgery each time. */
	tryOnce(): Promise<void>;
	/**
	 * Sends a delivery with a formerly valid key to each webhook process.
	 *
	 * @param url the notification URL of a subscription that no longer exists
	 */
	tryFormer(url: string): Promise<void>;
}

const WRONG_KEY = 'A'.repeat(43);

/**
 * @param sender sends the requests
 * @param processors the webhook processes
 * @param notificationUrl the valid one, with its key
 * @returns strangers who know the URL but not the key
 */
export function strangersWith(
	sender: Sender,
	processors: Member[],
	notificationUrl: string,
): Strangers {
	const forged = [
		notificationUrl.replace(/apiKey=.*/, `apiKey=${WRONG_KEY}`),
		notificationUrl.replace(/\?.*/, ''),
		`${notificationUrl}&apiKey=${WRONG_KEY}`,
	];
	const refused = new Map<string, number>();
	const admitted: string[] = [];
	const attempt = async (url: string, processor?: Member) => {
		const { status, by } = await sender.forge(url, processor);
		if (status === 401 && by) refused.set(by, (refused.get(by) ?? 0) + 1);
		if (status >= 200 && status < 300) admitted.push(url);
	};
	const send = async (url: string) => {
		await attempt(url);
		for (const processor of processors) {
			// While n8n is starting, it answers every request with 200. Only the proxy shields the outside world from that.
			if (await isReady(processor.port)) await attempt(url, processor);
		}
	};
	let turn = 0;
	return {
		refused,
		admitted,
		tryOnce: () => send(forged[turn++ % forged.length]!),
		tryFormer: send,
	};
}
