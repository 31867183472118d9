/** A rate of 100%. Rates are in percent × 10,000. */
export const HUNDRED_PERCENT = 1_000_000n;

/** Fractions with a common, positive denominator. */
export interface Fractions {
	numerators: bigint[];
	denominator: bigint;
}

/**
 * Calculates each line's exact GST, in cents.
 * @param amounts the lines' amounts, in cents
 * @param rate in percent × 10,000
 * @param isIncluded whether the amounts include GST
 */
export function exactGst(amounts: bigint[], rate: bigint, isIncluded: boolean): Fractions {
	return {
		numerators: amounts.map((amount) => amount * rate),
		denominator: isIncluded ? HUNDRED_PERCENT + rate : HUNDRED_PERCENT,
	};
}

/**
 * Rounds fractions to whole numbers that add up to a sum (the largest remainder method). The largest fractional parts are
 * rounded up first; of equal ones, the earliest.
 * @returns the whole numbers; if no rounding gives the sum, the least and the most that are possible
 */
export function roundToSum(
	{ numerators, denominator }: Fractions,
	sum: bigint,
): bigint[] | { least: bigint; most: bigint } {
	const parts = numerators.map((numerator) => {
		// BigInt's remainder has the dividend's sign. Make it positive, so that a discount's GST is rounded down, too.
		const fraction = ((numerator % denominator) + denominator) % denominator;
		return { floor: (numerator - fraction) / denominator, fraction };
	});
	const inexact = parts
		.filter(({ fraction }) => fraction > 0n)
		.sort((a, b) => Number(b.fraction - a.fraction));
	const least = parts.reduce((total, { floor }) => total + floor, 0n);
	const most = least + BigInt(inexact.length);
	if (sum < least || sum > most) return { least, most };
	const roundedUp = new Set(inexact.slice(0, Number(sum - least)));
	return parts.map((part) => (roundedUp.has(part) ? part.floor + 1n : part.floor));
}

/** @returns whether each whole number is its fraction rounded down or up */
export function areRoundings(parts: bigint[], { numerators, denominator }: Fractions): boolean {
	return parts.every((part, index) => {
		const difference = part * denominator - (numerators[index] as bigint);
		return difference < denominator && -difference < denominator;
	});
}
