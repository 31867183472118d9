import { RecentDeliveries } from './recentDeliveries';

const MINUTE_MS = 60_000;

/** Counts what may happen any number of times, and lets one log line a minute through. */
export class RateLimitedCount {
	private count = 0;
	private reportedAt = -Infinity;

	/**
	 * Counts one.
	 * @param now in ms since 1970
	 * @returns how many there were since the last report; undefined when that was less than a minute ago
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

/** What this process remembers of the deliveries to one trigger; nothing of it needs to survive a restart. */
export class TriggerState {
	readonly recent = new RecentDeliveries();
	readonly unauthorized = new RateLimitedCount();
	readonly notReady = new RateLimitedCount();
	/** Whether an Event ID Field without a usable id was reported. */
	isMissingIdReported = false;
}

const states = new Map<string, TriggerState>();

/** @param node `workflowId/nodeId` */
export function stateOf(node: string): TriggerState {
	const state = states.get(node) ?? new TriggerState();
	states.set(node, state);
	return state;
}
