import { RecentDeliveries } from './recentDeliveries';

const MINUTE_MS = 60_000;

/** Counts refused requests, which may be frequent, so that at most one line per minute is logged. */
class RateLimitedCount {
	private count = 0;
	private reportedAt = -Infinity;

	/**
	 * Counts one.
	 * @param now in ms since 1970
	 * @returns the count since the last report; undefined if that was less than a minute ago
	 */
	add(now: number): number | undefined {
		this.count += 1;
		if (now - this.reportedAt < MINUTE_MS) return undefined;
		const { count } = this;
		this.count = 0;
		this.reportedAt = now;
		return count;
	}
}

/** What this process remembers about deliveries to one trigger. None of it needs to survive a restart. */
export class TriggerState {
	readonly recent = new RecentDeliveries();
	readonly unauthorized = new RateLimitedCount();
	readonly notReady = new RateLimitedCount();
	/** Whether an event without a usable id at the Event ID Field has been logged. */
	isMissingIdReported = false;
}

const states = new Map<string, TriggerState>();

/** @param node `workflowId/nodeId` @returns the state of that node's trigger, created on first use */
export function triggerStateOf(node: string): TriggerState {
	const state = states.get(node) ?? new TriggerState();
	states.set(node, state);
	return state;
}
