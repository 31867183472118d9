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
	repeatsAtTheSame: number;
	/** Repeats that reached another process, or one that had been restarted since, and were executed again. */
	repeatsElsewhere: number;
	/** Requests that were recognised as repeats when they should not have been, or vice versa. */
	surprises: Attempt[];
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
		repeatsAtTheSame: 0,
		repeatsElsewhere: 0,
		surprises: [],
		mayHaveStarted: new Map(),
	};
	for (const attempt of attempts) {
		const { eventId, by = '', said, isRepeat } = attempt;
		const knowing = acceptedBy.get(eventId) ?? new Set();
		acceptedBy.set(eventId, knowing);
		const isRecognised = isSuccess(attempt) && said === 'duplicate';
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
			if (isRecognised) counts.repeatsAtTheSame++;
			else counts.repeatsElsewhere++;
		}
		if (isRecognised !== knowing.has(by)) counts.surprises.push(attempt);
		if (!isRecognised) knowing.add(by);
	}
	return counts;
}
