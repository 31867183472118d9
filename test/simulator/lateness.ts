import type { Subscription } from './types';

/** What lists show while they lag behind what was created and deleted. That they ever do is assumed. */
export interface Lateness {
	/** The next lists, that many, lag behind; with 0 they have caught up. */
	expect(lists: number): void;
	/** Takes what is held just before it changes. */
	changes(held: Subscription[]): void;
	/** Takes what is held; returns what the list that is asked for now shows. */
	shown(held: Subscription[]): Subscription[];
}

/** Returns lists that are up to date. One that has shown a change never goes back before it. */
export function createLateness(): Lateness {
	let lateLists = 0;
	let before: Subscription[] | undefined;
	return {
		expect(lists) {
			lateLists = lists;
			if (lists === 0) before = undefined;
		},
		changes(held) {
			before = [...held];
		},
		shown(held) {
			if (lateLists === 0) before = undefined;
			else lateLists -= 1;
			return before ?? held;
		},
	};
}
