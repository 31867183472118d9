import type { Sender } from './traffic';

/** Sends forged deliveries to every webhook process, and keeps book. */
export interface Strangers {
	/** Refused with 401, by process and life. */
	refused: Map<string, number>;
	/** Notification URLs that somebody answered 2xx. */
	letIn: string[];
	/**
	 * Sends one forged delivery to each webhook process; the ways to forge one take turns.
	 */
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
 * @param processors the names of the webhook processes
 * @param notificationUrl the right one, with its key
 * @returns strangers who know the URL, but not the key
 */
export function strangersWith(
	sender: Sender,
	processors: string[],
	notificationUrl: string,
): Strangers {
	const forged = [
		notificationUrl.replace(/apiKey=.*/, `apiKey=${WRONG_KEY}`),
		notificationUrl.replace(/\?.*/, ''),
		`${notificationUrl}&apiKey=${WRONG_KEY}`,
	];
	const refused = new Map<string, number>();
	const letIn: string[] = [];
	const send = async (url: string) => {
		for (const name of processors) {
			const { status, by } = await sender.forge(url, name);
			if (status === 401 && by) refused.set(by, (refused.get(by) ?? 0) + 1);
			if (status >= 200 && status < 300) letIn.push(url);
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
