import fc from 'fast-check';

import { RecentDeliveries } from '../../nodes/MyD3/trigger/recentDeliveries';
import type { EventKey } from '../../nodes/MyD3/trigger/recentDeliveries';
import { MINUTE_MS, NOW } from '../n8n/delivery';

const KEYS = [...'abcdefgh'].map(
	(value): EventKey => ({ value, basis: value < 'd' ? 'body' : 'id' }),
);
const LIMIT = 5;
const LIFETIMES_MS = { id: 100, body: 40 };

interface Remembered {
	key: EventKey;
	at: number;
	running: boolean;
}

/** The same memory in its simplest form: a list, searched from the start. */
class Reference {
	private list: Remembered[] = [];

	stateOf(key: EventKey, now: number) {
		const found = this.list.find((other) => other.key === key);
		if (!found || now - found.at >= LIFETIMES_MS[key.basis]) return 'new';
		return found.running ? 'inProgress' : 'duplicate';
	}

	begin(key: EventKey, at: number) {
		const entry = { key, at, running: true };
		this.list = [...this.list.filter((other) => other.key !== key), entry];
		// Starting with the oldest: entries that have expired or exceed the limit.
		while (
			this.list.length > LIMIT ||
			at - this.list[0]!.at >= LIFETIMES_MS[this.list[0]!.key.basis]
		) {
			this.list.shift();
		}
		return (accepted: boolean) => {
			entry.running = false;
			if (!accepted) this.list = this.list.filter((other) => other !== entry);
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

describe('the memory of deliveries', () => {
	it('behaves like a plain list, whatever begins, ends and expires', () => {
		fc.assert(
			fc.property(steps, (sequence) => {
				const recent = new RecentDeliveries(LIMIT, LIFETIMES_MS);
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

	const ID: EventKey = { value: 'id', basis: 'id' };
	const BODY: EventKey = { value: 'body', basis: 'body' };

	it.each([
		{ key: ID, minutes: 60 },
		{ key: BODY, minutes: 10 },
	])('lasts $minutes minutes for a delivery recognised by its $key.basis', ({ key, minutes }) => {
		const recent = new RecentDeliveries();
		recent.begin(key, NOW)(true);
		const end = NOW + minutes * MINUTE_MS;
		expect([recent.stateOf(key, end - 1), recent.stateOf(key, end)]).toEqual(['duplicate', 'new']);
	});

	it('forgets a delivery after 5,000 others, and not before', () => {
		const recent = new RecentDeliveries();
		const key = (number: number): EventKey => ({ value: `${number}`, basis: 'id' });
		for (let number = 0; number < 5_000; number++) recent.begin(key(number), NOW)(true);
		expect(recent.stateOf(key(0), NOW)).toBe('duplicate');
		recent.begin(key(5_000), NOW)(true);
		expect([recent.stateOf(key(0), NOW), recent.stateOf(key(1), NOW)]).toEqual([
			'new',
			'duplicate',
		]);
	});

	it('forgets a delivery that was not accepted, so that the next attempt gets through', () => {
		const recent = new RecentDeliveries();
		const end = recent.begin(ID, NOW);
		expect(recent.stateOf(ID, NOW)).toBe('inProgress');
		end(false);
		expect(recent.stateOf(ID, NOW)).toBe('new');
	});

	it('ignores the end of an earlier attempt once a new one has begun', () => {
		const recent = new RecentDeliveries();
		const first = recent.begin(ID, NOW);
		recent.begin(ID, NOW + 60 * MINUTE_MS);
		first(false);
		expect(recent.stateOf(ID, NOW + 60 * MINUTE_MS)).toBe('inProgress');
	});
});

describe('a delivery for which MyD3 stopped waiting', () => {
	const KEY: EventKey = { value: 'event-1', basis: 'id' };

	it('counts as running for 30 seconds more, so that an event is not lost if n8n never responds', () => {
		const recent = new RecentDeliveries();
		recent.begin(KEY, 0)('abandoned', 10_000);
		expect(recent.stateOf(KEY, 39_999)).toBe('inProgress');
		expect(recent.stateOf(KEY, 40_000)).toBe('new');
	});

	it.each([
		{ isAccepted: true, state: 'duplicate' },
		{ isAccepted: false, state: 'new' },
	])(
		'counts as "$state" once n8n has responded; accepted: $isAccepted',
		({ isAccepted, state }) => {
			const recent = new RecentDeliveries();
			const report = recent.begin(KEY, 0);
			report('abandoned', 10_000);
			report(isAccepted);
			expect(recent.stateOf(KEY, 20_000)).toBe(state);
		},
	);
});
