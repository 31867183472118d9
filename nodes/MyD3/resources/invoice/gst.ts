/** A rate of 100 %. Rates are in percent × 10,000. */
export const HUNDRED_PERCENT = 1_000_000n;

/**
 * Shares an invoice's GST among its lines (the largest remainder method): rounds each line's exact GST down or up to a cent
 * so that the sum is the invoice's GST. The largest fractions are rounded up first; of equal ones, the earliest line's.
 * @param amounts the lines' amounts, in cents
 * @param rate in percent × 10,000
 * @param isIncluded whether the amounts include GST
 * @param gst the invoice's GST, in cents
 * @returns each line's GST, in cents; if no rounding gives the invoice's GST, the least and the most that are possible
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
		// BigInt's remainder has the dividend's sign. Make it positive, so that a discount's GST is rounded down, too.
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
