import fc from 'fast-check';

import { RecentDeliveries } from '../../nodes/MyD3/trigger/recentDeliveries';

const KEYS = [...'abcdefgh'];
const LIMIT = 5;
const LIFETIME_MS = 100;

interface Remembered {
	key: string;
	at: number;
	running: boolean;
}

/** The same memory, as simple as can be: a list that is searched from its beginning. */
class Reference {
	private list: Remembered[] = [];

	stateOf(key: string, now: number) {
		const found = this.list.find((one) => one.key === key && now - one.at < LIFETIME_MS);
		if (!found) return 'new';
		return found.running ? 'running' : 'duplicate';
	}

	begin(key: string, at: number) {
		const entry = { key, at, running: true };
		const others = this.list.filter((one) => one.key !== key && at - one.at < LIFETIME_MS);
		this.list = [...others, entry].slice(-LIMIT);
		return (accepted: boolean) => {
			entry.running = false;
			if (!accepted) this.list = this.list.filter((one) => one !== entry);
		};
	}
}

const steps = fc.array(
	fc.oneof(
		fc.record({ what: fc.constant('begin' as const), key: fc.constantFrom(...KEYS) }),
		fc.record({ what: fc.constant('end' as const), which: fc.nat(7), accepted: fc.boolean() }),
		fc.record({ what: fc.constant('wait' as const), ms: fc.nat(60) }),
	),
	{ maxLength: 60 },
);

describe('what is remembered of deliveries', () => {
	it('is the same as in a plain list, whatever begins, ends and expires', () => {
		fc.assert(
			fc.property(steps, (sequence) => {
				const recent = new RecentDeliveries(LIMIT, LIFETIME_MS);
				const reference = new Reference();
				const ends: Array<(accepted: boolean) => void> = [];
				let now = 0;
				for (const step of sequence) {
					if (step.what === 'wait') now += step.ms;
					else if (step.what === 'end') ends[step.which]?.(step.accepted);
					else {
						const both = [recent.begin(step.key, now), reference.begin(step.key, now)];
						ends.unshift((accepted) => both.forEach((end) => end(accepted)));
					}
					expect(KEYS.map((key) => recent.stateOf(key, now))).toEqual(
						KEYS.map((key) => reference.stateOf(key, now)),
					);
				}
			}),
			{ numRuns: 1_000, seed: 20261124 },
		);
	});
});
