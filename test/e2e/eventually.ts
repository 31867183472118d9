import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';

export interface EventuallyOptions {
	/** Milliseconds until giving up; default 30,000. */
	timeoutMs?: number;
	/** Adds to the error message; called only when giving up: the tail of a log, say. */
	context?: () => string;
}

const INTERVAL_MS = 100;

/**
 * Checks repeatedly until a condition holds. A check that throws counts as "not yet".
 *
 * @param what completes "waited for": `'one subscription'`
 * @param check returns something truthy once the condition holds
 * @returns what `check` returned
 * @throws Error with `what` and the last value (or error) when time is up
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
				`Gave up waiting for ${what} after ${timeoutMs / 1000} s. Last: ${inspect(last, { depth: 4 })}${context()}`,
			);
		}
		await sleep(INTERVAL_MS);
	}
}
