import { isReady, type Member } from './cluster';
import type { Sender } from './traffic';

/** Sends forged deliveries, through the proxy and past it to every webhook process, and counts. */
export interface Strangers {
	/** Refused with 401, by process and life. */
	refused: Map<string, number>;
	/** Notification URLs that somebody answered 2xx. */
	letIn: string[];
	/** Forges a delivery for each webhook process; the ways to forge one take turns. */
	tryOnce(): Promise<void>;
	/**
	 * Sends a delivery with a key that was right once to each webhook process.
	 *
	 * @param url the notification URL of a subscription that is no more
	 */
	tryFormer(url: string): Promise<void>;
}

const WRONG_KEY = 'A'.repeat(43);

/**
 * @param sender who sends
 * @param processors the webhook processes
 * @param notificationUrl the right one, with its key
 * @returns strangers who know the URL, but not the key
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
	const letIn: string[] = [];
	const attempt = async (url: string, processor?: Member) => {
		const { status, by } = await sender.forge(url, processor);
		if (status === 401 && by) refused.set(by, (refused.get(by) ?? 0) + 1);
		if (status >= 200 && status < 300) letIn.push(url);
	};
	const send = async (url: string) => {
		await attempt(url);
		for (const processor of processors) {
			// While n8n starts, it answers 200 to everything. Only the proxy keeps that from the world.
			if (await isReady(processor.port)) await attempt(url, processor);
		}
	};
	let turn = 0;
	return {
		refused,
		letIn,
		tryOnce: () => send(forged[turn++ % forged.length]!),
		tryFormer: send,
	};
}
