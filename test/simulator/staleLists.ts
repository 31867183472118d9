import type { Subscription } from './types';

/** Stale lists: what a list shows before it catches up with creates and deletes. That this ever happens is assumed. */
export interface StaleLists {
	/** Makes the next `count` lists stale; 0 lets them catch up. */
	makeNextStale(count: number): void;
	/** Call just before a create or delete, with the subscriptions as they are. */
	beforeChange(stored: Subscription[]): void;
	/** Takes the subscriptions as they are; returns what the list shows now. */
	listed(stored: Subscription[]): Subscription[];
}

/** Starts with lists up to date. Once a list has shown a change, no later one goes back before it. */
export function createStaleLists(): StaleLists {
	let remaining = 0;
	let before: Subscription[] | undefined;
	return {
		makeNextStale(count) {
			remaining = count;
			if (count === 0) before = undefined;
		},
		beforeChange(stored) {
			before = [...stored];
		},
		listed(stored) {
			if (remaining === 0) before = undefined;
			else remaining -= 1;
			return before ?? stored;
		},
	};
}
