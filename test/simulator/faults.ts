import { type ApiResponse, json, text } from './responses';
import type { Delay, Drop, Failure, FaultTarget } from './types';

/** The faults of one kind that are waiting for a request, oldest first. */
export class FaultQueue<Fault extends FaultTarget> {
	private waiting: Array<{ fault: Fault; left: number; toLetThrough: number }> = [];

	/** Adds a fault that hits `times` (default 1) matching requests. */
	add(fault: Fault): void {
		this.waiting.push({ fault, left: fault.times ?? 1, toLetThrough: fault.after ?? 0 });
	}

	/**
	 * Returns the oldest fault that hits a request, without removing it; undefined if none does. Call it once per request:
	 * a fault that lets some requests through first counts them here.
	 */
	find(method: string, path: string): Fault | undefined {
		const matching = this.waiting.filter(
			({ fault }) =>
				(fault.method === undefined || fault.method.toUpperCase() === method) &&
				path.startsWith(fault.path ?? ''),
		);
		const hitting = matching.find(({ toLetThrough }) => toLetThrough === 0);
		for (const entry of matching) entry.toLetThrough = Math.max(0, entry.toLetThrough - 1);
		return hitting?.fault;
	}

	/** Forgets every fault. */
	clear(): void {
		this.waiting = [];
	}

	/** Counts a hit of a fault that `find` returned. */
	use(used: Fault): void {
		const entry = this.waiting.find(({ fault }) => fault === used);
		if (entry) entry.left -= 1;
		this.waiting = this.waiting.filter(({ left }) => left > 0);
	}
}

/** The faults by kind. */
export interface Faults {
	failures: FaultQueue<Failure>;
	delays: FaultQueue<Delay>;
	drops: FaultQueue<Drop>;
}

/** Returns empty queues. */
export function createFaults(): Faults {
	return { failures: new FaultQueue(), delays: new FaultQueue(), drops: new FaultQueue() };
}

/**
 * Decides how one request ends: with `operate`'s response, a failure, or a drop. A drop comes before a failure.
 * @param operate handles the request and returns its response; called at most once
 */
export function withFaults(
	{ drops, failures }: Faults,
	method: string,
	path: string,
	operate: () => ApiResponse,
): ApiResponse | 'dropped' {
	const drop = drops.find(method, path);
	if (drop) {
		return hitBy(drop, operate, () => {
			drops.use(drop);
			return 'dropped' as const;
		});
	}
	const failure = failures.find(method, path);
	if (failure) {
		return hitBy(failure, operate, () => {
			failures.use(failure);
			return failureResponse(failure);
		});
	}
	return operate();
}

function hitBy<Outcome>(
	{ afterStoring }: Drop,
	operate: () => ApiResponse,
	hit: () => Outcome,
): ApiResponse | Outcome {
	if (afterStoring) {
		const proper = operate();
		const tookEffect = proper.status < 300;
		if (!tookEffect) return proper;
	}
	return hit();
}

function failureResponse({ status, body, headers }: Failure): ApiResponse {
	if (typeof body === 'string') return text(status, body, headers);
	return json(status, body ?? { statusCode: status, message: 'Simulated failure.' }, headers);
}
