interface Entry {
	/** When the work on it began, in ms since 1970. */
	at: number;
	running: boolean;
}

/** Deliveries of one node that were accepted lately, or are being worked on. Takes O(1) time and bounded memory. */
export class RecentDeliveries {
	private readonly entries = new Map<string, Entry>();
	// One walk through all entries, oldest first. Begun anew for each delivery it would pass the places of thousands that
	// are deleted: a Map tidies up only now and then.
	private readonly byAge = this.entries.entries();
	private oldest: [string, Entry] | undefined;

	/** @param limit how many keys are kept at most, one at least; @param lifetimeMs how long */
	constructor(
		private readonly limit = 5_000,
		private readonly lifetimeMs = 3_600_000,
	) {}

	/** @param now in ms since 1970 */
	stateOf(eventKey: string, now: number): 'new' | 'running' | 'duplicate' {
		const entry = this.entries.get(eventKey);
		if (entry === undefined || now - entry.at >= this.lifetimeMs) return 'new';
		return entry.running ? 'running' : 'duplicate';
	}

	/**
	 * Notes that the work on a delivery begins.
	 * @param now in ms since 1970
	 * @returns to be called with the outcome: an accepted delivery is remembered, any other forgotten, so that MyD3's
	 *   next try gets through. It does nothing when another delivery with this key has begun since.
	 */
	begin(eventKey: string, now: number): (accepted: boolean) => void {
		const entry = { at: now, running: true };
		this.entries.delete(eventKey);
		this.entries.set(eventKey, entry);
		this.forgetOldest(now);
		return (accepted) => {
			if (this.entries.get(eventKey) !== entry) return;
			if (accepted) entry.running = false;
			else this.entries.delete(eventKey);
		};
	}

	/** Ends at the latest with the delivery that has just begun. */
	private forgetOldest(now: number): void {
		for (;;) {
			this.oldest ??= this.byAge.next().value as [string, Entry];
			const [key, entry] = this.oldest;
			if (this.entries.get(key) === entry) {
				if (this.entries.size <= this.limit && now - entry.at < this.lifetimeMs) return;
				this.entries.delete(key);
			}
			this.oldest = undefined;
		}
	}
}
