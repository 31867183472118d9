import type { Attempt } from './traffic';

/** The outcomes of the deliveries, counted by kind. */
export interface Tally {
	/** Requests sent, not counting forged ones. */
	requests: number;
	/** Answered with 2xx because an execution was started (with "When the Workflow Finishes": has succeeded). */
	accepted: number;
	/** Answered with 2xx, and recognised as repeats. */
	recognised: number;
	/** Answered with any other status or not at all, and therefore sent again. */
	notReceived: number;
	/** Repeats that reached the process which had accepted the event, in the same life, and were recognised. */
	repeatsRecognised: number;
	/** Repeats that reached another process, or one that had been restarted since, and were executed again. */
	repeatsExecuted: number;
	/** Requests that were recognised as repeats when they should not have been, or vice versa. */
	unexpected: Attempt[];
	/** By event, the number of requests that may have started an execution. */
	mayHaveStarted: Map<string, number>;
}

const isSuccess = ({ status }: Attempt): boolean => status >= 200 && status < 300;

/**
 * Counts the outcomes of the deliveries, and checks each response against what the process could know.
 *
 * @param attempts in the order of their responses
 * @returns the counts
 */
export function tally(attempts: Attempt[]): Tally {
	const acceptedBy = new Map<string, Set<string>>();
	const counts: Tally = {
		requests: attempts.length,
		accepted: 0,
		recognised: 0,
		notReceived: 0,
		repeatsRecognised: 0,
		repeatsExecuted: 0,
		unexpected: [],
		mayHaveStarted: new Map(),
	};
	for (const attempt of attempts) {
		const { eventId, by = '', reportedStatus, isRepeat } = attempt;
		const processesThatAccepted = acceptedBy.get(eventId) ?? new Set();
		acceptedBy.set(eventId, processesThatAccepted);
		const isRecognised = isSuccess(attempt) && reportedStatus === 'duplicate';
		if (!isRecognised && attempt.status !== 401) {
			counts.mayHaveStarted.set(eventId, (counts.mayHaveStarted.get(eventId) ?? 0) + 1);
		}
		if (!isSuccess(attempt)) {
			counts.notReceived++;
			continue;
		}
		if (isRecognised) counts.recognised++;
		else counts.accepted++;
		if (isRepeat) {
			if (isRecognised) counts.repeatsRecognised++;
			else counts.repeatsExecuted++;
		}
		if (isRecognised !== processesThatAccepted.has(by)) counts.unexpected.push(attempt);
		if (!isRecognised) processesThatAccepted.add(by);
	}
	return counts;
}
