/**
 * @param values at least one
 * @returns their median: the middle value, or the mean of the two middle ones
 */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * @param values at least one
 * @param share between 0 and 1, such as 0.99
 * @returns the percentile: the value that this share of all values does not exceed
 */
export function percentile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

/** The results of each subject, one per round, in order. */
export type Rounds<Name extends string> = Record<Name, number[]>;

/**
 * Measures several subjects in turn, so that a temporary slowdown of the machine affects all of them. Each round starts
 * with a different subject.
 *
 * @param rounds the number of rounds
 * @param subjects the measurements, by name
 * @returns the measured values
 */
export async function interleaved<Name extends string>(
	rounds: number,
	subjects: Record<Name, () => number | Promise<number>>,
): Promise<Rounds<Name>> {
	const names = Object.keys(subjects) as Name[];
	const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Rounds<Name>;
	for (let round = 0; round < rounds; round++) {
		for (let turn = 0; turn < names.length; turn++) {
			const name = names[(round + turn) % names.length]!;
			values[name].push(await subjects[name]());
		}
	}
	return values;
}

/**
 * @param values of one subject
 * @param others those of another subject in the same rounds
 * @returns the median of the ratios, each taken within a round
 */
export const medianRatio = (values: number[], others: number[]): number =>
	median(values.map((value, round) => value / others[round]!));
