/** What a delivery is recognised by when it comes again: an id in it, or its whole body. */
export type KeyBasis = 'id' | 'body';

/** The key of a delivery: two deliveries with the same value are taken for the same event. */
export interface EventKey {
	value: string;
	basis: KeyBasis;
}

interface Entry {
	/** When the work on it began, in ms since 1970. */
	at: number;
	basis: KeyBasis;
	running: boolean;
}

const MINUTE_MS = 60_000;
// Thin events ("something changed for customer 1") look alike though they are two: whole bodies count for minutes only.
const LIFETIMES_MS: Record<KeyBasis, number> = { id: 60 * MINUTE_MS, body: 10 * MINUTE_MS };

/** Deliveries of one node that were accepted lately, or are being worked on. Takes O(1) time and bounded memory. */
export class RecentDeliveries {
	private readonly entries = new Map<string, Entry>();
	// One walk through all entries, oldest first. Begun anew for each delivery it would pass the places of thousands that
	// are deleted: a Map tidies up only now and then (measured: ten times slower with 5,000 entries).
	private readonly byAge = this.entries.entries();
	private oldest: [string, Entry] | undefined;

	/** @param limit how many keys are kept at most, one at least; @param lifetimesMs how long they count */
	constructor(
		private readonly limit = 5_000,
		private readonly lifetimesMs = LIFETIMES_MS,
	) {}

	/** @param now in ms since 1970 */
	stateOf({ value, basis }: EventKey, now: number): 'new' | 'inProgress' | 'duplicate' {
		const entry = this.entries.get(value);
		if (entry === undefined || now - entry.at >= this.lifetimesMs[basis]) return 'new';
		return entry.running ? 'inProgress' : 'duplicate';
	}

	/**
	 * Notes that the work on a delivery begins.
	 * @param now in ms since 1970
	 * @returns to be called with the outcome: an accepted delivery is remembered, any other forgotten, so that MyD3's
	 *   next try gets through. It does nothing when another delivery with this key has begun since.
	 */
	begin({ value, basis }: EventKey, now: number): (accepted: boolean) => void {
		const entry = { at: now, basis, running: true };
		this.entries.delete(value);
		this.entries.set(value, entry);
		this.forgetOldest(now);
		return (accepted) => {
			if (this.entries.get(value) !== entry) return;
			if (accepted) entry.running = false;
			else this.entries.delete(value);
		};
	}

	/**
	 * Ends at the latest with the delivery that has just begun. A body behind an id that still counts stays a while longer,
	 * for nothing but its place.
	 */
	private forgetOldest(now: number): void {
		for (;;) {
			this.oldest ??= this.byAge.next().value as [string, Entry];
			const [value, entry] = this.oldest;
			if (this.entries.get(value) === entry) {
				const isYoung = now - entry.at < this.lifetimesMs[entry.basis];
				if (this.entries.size <= this.limit && isYoung) return;
				this.entries.delete(value);
			}
			this.oldest = undefined;
		}
	}
}
