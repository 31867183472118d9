import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';

/** How long to try, and what to say when it was in vain. */
export interface EventuallyOptions {
	/** Milliseconds until giving up; 30,000 unless told. */
	timeoutMs?: number;
	/** More for the message of the error, asked for only when giving up: the tail of a log, say. */
	context?: () => string;
}

const INTERVAL_MS = 100;

/**
 * Checks again and again until something is so. A check that throws counts as "not yet".
 *
 * @param what what is waited for, to follow "waited for": `'one subscription'`
 * @param check returns something truthy as soon as it is so
 * @returns what the check returned
 * @throws Error with `what` and the last value (or the last error) when the time is up
 */
export async function eventually<T>(
	what: string,
	check: () => T | Promise<T>,
	{ timeoutMs = 30_000, context = () => '' }: EventuallyOptions = {},
): Promise<Exclude<T, null | undefined | false | '' | 0>> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		let last: unknown;
		try {
			const value = await check();
			if (value) return value as Exclude<T, null | undefined | false | '' | 0>;
			last = value;
		} catch (error) {
			last = error instanceof Error ? error.message : error;
		}
		if (Date.now() >= deadline) {
			throw new Error(
				`Waited ${timeoutMs / 1000} s in vain for ${what}. Last: ${inspect(last, { depth: 4 })}${context()}`,
			);
		}
		await sleep(INTERVAL_MS);
	}
}
