import type { Attempt } from './traffic';

/** What became of the deliveries, by kind. */
export interface Tally {
	/** Requests sent, forged ones left out. */
	requests: number;
	/** Answered 2xx because an execution was started (or, "When the Workflow Finishes", has succeeded). */
	accepted: number;
	/** Answered 2xx and recognised as a repeat. */
	recognised: number;
	/** Answered otherwise or not at all, and therefore sent again. */
	notReceived: number;
	/** Repeats that reached a process which had accepted the event in the same life, and were recognised. */
	repeatsAtTheSame: number;
	/** Repeats that reached another process, or one that had been started again since, and were executed again. */
	repeatsElsewhere: number;
	/** Repeats that were recognised although they should not have been, or the other way round. */
	surprises: Attempt[];
	/** Every event that was answered 2xx, with the number of requests that may have started an execution. */
	mayHaveStarted: Map<string, number>;
}

const isSuccess = ({ status }: Attempt): boolean => status >= 200 && status < 300;

/**
 * Counts what became of the deliveries, and compares each answer to a repeat with what the process could know.
 *
 * @param attempts in the order of the answers
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
