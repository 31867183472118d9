import type { Subscription } from './types';

/** Stale lists: what a list shows before it catches up with creates and deletes. That this ever happens is assumed. */
export interface Lateness {
	/** Makes the next `lists` lists stale; 0 lets them catch up. */
	lagFor(lists: number): void;
	/** Call just before a create or delete, with the subscriptions as they are. */
	beforeChange(stored: Subscription[]): void;
	/** Takes the subscriptions as they are; returns what the list shows now. */
	listed(stored: Subscription[]): Subscription[];
}

/** Starts with lists up to date. Once a list has shown a change, no later one goes back before it. */
export function createLateness(): Lateness {
	let lateLists = 0;
	let before: Subscription[] | undefined;
	return {
		lagFor(lists) {
			lateLists = lists;
			if (lists === 0) before = undefined;
		},
		beforeChange(stored) {
			before = [...stored];
		},
		listed(stored) {
			if (lateLists === 0) before = undefined;
			else lateLists -= 1;
			return before ?? stored;
		},
	};
}
