/** How a repeated delivery is recognised: by an id in it, or by its entire body. */
export type KeyBasis = 'id' | 'body';

/** The key of a delivery. Deliveries with the same value are treated as the same event. */
export interface EventKey {
	value: string;
	basis: KeyBasis;
}

interface Entry {
	/** When processing began, in ms since 1970. */
	at: number;
	basis: KeyBasis;
	isRunning: boolean;
	/** Until when it counts as running, in ms since 1970; undefined while MyD3 waits for the response. */
	runningUntil?: number;
}

const MINUTE_MS = 60_000;
// Long enough for a workflow that takes longer than MyD3 waits; short enough for MyD3's next attempts to get through if n8n
// never responds, as when a worker is killed.
const ABANDONED_MS = 30_000;
// Two different thin events ("something changed for customer 1") can have the same body, so bodies are remembered for
// minutes only.
const LIFETIMES_MS: Record<KeyBasis, number> = { id: 60 * MINUTE_MS, body: 10 * MINUTE_MS };

/** Reports whether a delivery was accepted, or that MyD3 stopped waiting. @param at when, in ms since 1970 */
export type ReportOutcome = (outcome: boolean | 'abandoned', at?: number) => void;

/** The deliveries to one node that were accepted recently or are in progress. Takes O(1) time and bounded memory. */
export class RecentDeliveries {
	private readonly entries = new Map<string, Entry>();
	// A single iterator over all entries, oldest first. A new one for each delivery would have to skip the slots of
	// thousands of deleted entries, because a Map is compacted only occasionally (measured: ten times slower with 5,000).
	private readonly byAge = this.entries.entries();
	private oldest: [string, Entry] | undefined;

	/**
	 * @param limit the maximum number of keys to remember, at least one
	 * @param lifetimesMs how long keys are remembered, in ms
	 */
	constructor(
		private readonly limit = 5_000,
		private readonly lifetimesMs = LIFETIMES_MS,
	) {}

	/**
	 * Looks up a delivery.
	 * @param now in ms since 1970
	 * @returns 'inProgress' while an earlier delivery with this key is being processed, 'duplicate' once it was accepted
	 */
	stateOf({ value, basis }: EventKey, now: number): 'new' | 'inProgress' | 'duplicate' {
		const entry = this.entries.get(value);
		if (entry === undefined || now - entry.at >= this.lifetimesMs[basis]) return 'new';
		if (!entry.isRunning) return 'duplicate';
		return now < (entry.runningUntil ?? Infinity) ? 'inProgress' : 'new';
	}

	/**
	 * Records that processing of a delivery has begun.
	 * @param now in ms since 1970
	 * @returns a function to call with the outcome. An accepted delivery is remembered; any other is forgotten, so that
	 *   MyD3's next attempt gets through. 'abandoned' (at a time in ms since 1970) means that MyD3 stopped waiting: the
	 *   delivery counts as running for 30 seconds more, unless its outcome is reported sooner. The call has no effect if another
	 *   delivery with this key has begun since.
	 */
	begin({ value, basis }: EventKey, now: number): ReportOutcome {
		const entry: Entry = { at: now, basis, isRunning: true };
		this.entries.delete(value);
		this.entries.set(value, entry);
		this.forgetOldest(now);
		return (outcome, at = now) => {
			if (this.entries.get(value) !== entry) return;
			if (outcome === 'abandoned') entry.runningUntil ??= at + ABANDONED_MS;
			else if (outcome) entry.isRunning = false;
			else this.entries.delete(value);
		};
	}

	/**
	 * Removes expired entries and those over the limit. Stops at the entry just added, if not before. An expired body queued
	 * behind an id that has not expired stays a little longer; it only takes up space, because `stateOf` ignores it.
	 */
	private forgetOldest(now: number): void {
		for (;;) {
			this.oldest ??= this.byAge.next().value as [string, Entry];
			const [value, entry] = this.oldest;
			if (this.entries.get(value) === entry) {
				const isCurrent = now - entry.at < this.lifetimesMs[entry.basis];
				if (this.entries.size <= this.limit && isCurrent) return;
				this.entries.delete(value);
			}
			this.oldest = undefined;
		}
	}
}
