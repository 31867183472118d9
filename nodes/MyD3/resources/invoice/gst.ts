/** In percent × 10,000, as rates are given. */
export const HUNDRED_PERCENT = 1_000_000n;

/**
 * Rounds each line's exact GST down or up to a cent so that the sum is the invoice's GST; the largest fractions are
 * rounded up first, of equal ones the first (the method of largest remainders).
 * @param amounts of the lines, in cents
 * @param rate in percent × 10,000
 * @param isIncluded whether the amounts include GST
 * @param gst of the invoice, in cents
 * @returns the GST of each line, in cents; where no rounding gives the invoice's, the least and the most that one gives
 */
export function shareGst(
	amounts: bigint[],
	rate: bigint,
	isIncluded: boolean,
	gst: bigint,
): bigint[] | { least: bigint; most: bigint } {
	const denominator = isIncluded ? HUNDRED_PERCENT + rate : HUNDRED_PERCENT;
	const parts = amounts.map((amount) => {
		const exact = amount * rate;
		// BigInt's remainder has the sign of the dividend; a discount's GST is rounded down, too.
		const fraction = ((exact % denominator) + denominator) % denominator;
		return { floor: (exact - fraction) / denominator, fraction };
	});
	const inexact = parts
		.filter(({ fraction }) => fraction > 0n)
		.sort((a, b) => Number(b.fraction - a.fraction));
	const least = parts.reduce((sum, { floor }) => sum + floor, 0n);
	const most = least + BigInt(inexact.length);
	if (gst < least || gst > most) return { least, most };
	const roundedUp = new Set(inexact.slice(0, Number(gst - least)));
	return parts.map((part) => (roundedUp.has(part) ? part.floor + 1n : part.floor));
}
