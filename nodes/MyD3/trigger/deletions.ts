import type { SubscriptionApi } from '../api/client';
import type { StaticData, SaveStaticData } from './staticData';

const MOST_REMEMBERED = 1000;

/** What came of this process's deletes, by id: true when MyD3 confirmed it, false when it found nothing or gave no clear answer. */
export type Deletions = Map<string, boolean>;

/** The deletes of this n8n since it started: static data and MyD3's list may both lag behind them. */
export const deletions: Deletions = new Map();

/** A client that keeps book of what it deletes. */
export interface Bookkeeper extends SubscriptionApi {
	/** Has this n8n deleted it, looked for it in vain, or tried to delete it without learning what came of it? */
	mayBeGone(id: string): boolean;
}

/**
 * Makes a client keep book of deletions, and not list what MyD3 has confirmed to be deleted: a list may be late.
 * @param book the oldest entries leave it
 */
export function bookkeeping(client: SubscriptionApi, book: Deletions): Bookkeeper {
	return {
		...client,
		mayBeGone: (id) => book.has(id),
		list: async (limit, wanted = () => true) =>
			await client.list(limit, (found) => book.get(found.id) !== true && wanted(found)),
		async delete(id, isHeld) {
			// Before the answer, which may never come: MyD3 can delete it all the same.
			note(book, id, false);
			const isConfirmed = await client.delete(id, isHeld);
			note(book, id, isConfirmed);
			return isConfirmed;
		},
	};
}

function note(book: Deletions, id: string, isConfirmed: boolean): void {
	book.set(id, isConfirmed || book.get(id) === true);
	for (const oldest of book.keys()) {
		if (book.size <= MOST_REMEMBERED) return;
		book.delete(oldest);
	}
}

const without = (memory: StaticData, ids: string[]): StaticData => ({
	...memory,
	subscriptions: memory.subscriptions.filter(({ id }) => !ids.includes(id)),
});

/**
 * Deletes by id, trying all; an id is forgotten once MyD3 has confirmed.
 * @param areHeld MyD3 lists them: that one is not found is an error then
 * @returns what is still remembered, and the ids that MyD3 did not find
 * @throws the first NodeApiError, after trying the others
 */
export async function deleteAll(
	client: SubscriptionApi,
	ids: string[],
	memory: StaticData,
	remember: SaveStaticData,
	areHeld = false,
): Promise<{ left: StaticData; notFound: string[] }> {
	let left = memory;
	const notFound: string[] = [];
	const errors: unknown[] = [];
	for (const id of ids) {
		try {
			if (await client.delete(id, areHeld)) {
				left = without(left, [id]);
				remember(left);
			} else {
				notFound.push(id);
			}
		} catch (error) {
			errors.push(error);
		}
	}
	if (errors.length > 0) throw errors[0];
	return { left, notFound };
}

/**
 * The same where MyD3 can list: "not found" is success only for what it does not list any more. Otherwise the list was
 * late, or this is not where MyD3 deletes subscriptions.
 * @throws the first NodeApiError; for what is listed and not found it names Subscription Path
 */
export async function deleteAndVerify(
	client: SubscriptionApi,
	ids: string[],
	memory: StaticData,
	remember: SaveStaticData,
): Promise<void> {
	const { left, notFound } = await deleteAll(client, ids, memory, remember);
	if (notFound.length === 0) return;
	const listed = (await client.list()).map(({ id }) => id);
	const stillListed = notFound.filter((id) => listed.includes(id));
	await deleteAll(client, stillListed, left, remember, true);
	remember(without(left, notFound));
}
