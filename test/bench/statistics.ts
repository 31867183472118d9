/**
 * @param values at least one
 * @returns the middle one, or the mean of the two in the middle
 */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * @param values at least one
 * @param share for example 0.99
 * @returns the value that this share of all values does not exceed
 */
export function percentile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

/** What one subject took in every round, in the order of the rounds. */
export type Rounds<Name extends string> = Record<Name, number[]>;

/**
 * Measures several subjects in turn, so that whatever slows the machine down for a while slows all of them. Each round
 * begins with another subject.
 *
 * @param rounds how many
 * @param subjects a measurement for each name
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
 * @param others of another one, from the same rounds
 * @returns the median of the ratios within each round
 */
export const medianRatio = (values: number[], others: number[]): number =>
	median(values.map((value, round) => value / others[round]!));
