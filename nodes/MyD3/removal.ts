import type { MyD3Client } from './client';
import type { Memory, Remember } from './subscription';

const MOST_REMEMBERED = 1000;

/** What came of this process's deletes, by id: true when MyD3 confirmed it, false when MyD3 did not hold the subscription. */
export type Deletions = Map<string, boolean>;

/** The deletes of this n8n since it started: static data and MyD3's list may both lag behind them. */
export const deletions: Deletions = new Map();

/**
 * Makes a client that keeps book of deletions, and does not list what MyD3 has confirmed to be deleted: a list may be late.
 * @param book the oldest entries leave it
 */
export function bookkeeping(client: MyD3Client, book: Deletions): MyD3Client {
	return {
		...client,
		async list(limit) {
			const listed = await client.list(limit);
			return listed.filter(({ id }) => book.get(id) !== true);
		},
		async delete(id, isHeld) {
			const isConfirmed = await client.delete(id, isHeld);
			book.set(id, isConfirmed || book.get(id) === true);
			for (const oldest of book.keys()) {
				if (book.size <= MOST_REMEMBERED) break;
				book.delete(oldest);
			}
			return isConfirmed;
		},
	};
}

/**
 * Static data without what this process knows to be deleted. n8n 1.x does not store what a delete that fails later on has
 * forgotten; believed in an outage, such an id would leave an active workflow without events.
 */
export const withoutDeleted = (memory: Memory, book: Deletions): Memory => ({
	...memory,
	subscriptions: memory.subscriptions.filter(({ id }) => !book.has(id)),
});

/** What is left after deletes. */
export interface Left {
	memory: Memory;
	/** Ids that MyD3 did not hold, or that were looked for in the wrong place. */
	notFound: string[];
}

/**
 * Deletes by id, trying all; an id is forgotten once MyD3 has confirmed, or does not hold it.
 * @param areHeld MyD3 lists them, so that "not found" is an error
 * @throws the first NodeApiError, after trying the others
 */
export async function deleteEach(
	client: MyD3Client,
	ids: string[],
	memory: Memory,
	remember: Remember,
	areHeld = false,
): Promise<Left> {
	const left: Left = { memory, notFound: [] };
	const errors: unknown[] = [];
	for (const id of ids) {
		try {
			if (!(await client.delete(id, areHeld))) left.notFound.push(id);
			left.memory = {
				...left.memory,
				subscriptions: left.memory.subscriptions.filter((entry) => entry.id !== id),
			};
			remember(left.memory);
		} catch (error) {
			errors.push(error);
		}
	}
	if (errors.length > 0) throw errors[0];
	return left;
}
