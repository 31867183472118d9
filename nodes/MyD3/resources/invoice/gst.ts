/** GST as a share of an amount: numerator / denominator. */
export interface Share {
	numerator: bigint;
	denominator: bigint;
}

/** How much GST lines may have in all when each one's is rounded down or up to a cent. */
export interface Bounds {
	least: bigint;
	most: bigint;
}

/**
 * @param rate in percent × 10,000
 * @param isIncluded whether the amounts include GST
 * @returns the share of each amount that is GST
 */
export function gstShare(rate: bigint, isIncluded: boolean): Share {
	const hundredPercent = 1_000_000n;
	return { numerator: rate, denominator: isIncluded ? hundredPercent + rate : hundredPercent };
}

/** @returns the bounds of what distributeGst can distribute over these amounts, all in cents */
export function gstBounds(amounts: bigint[], share: Share): Bounds {
	const parts = amounts.map((amount) => divide(amount, share));
	const least = parts.reduce((sum, { floor }) => sum + floor, 0n);
	return { least, most: least + BigInt(parts.filter(({ fraction }) => fraction > 0n).length) };
}

/**
 * Rounds each line's exact GST down or up to a cent so that the sum is the invoice's GST; the largest fractions are
 * rounded up first, of equal ones the first (the method of largest remainders).
 * @param amounts of the lines, in cents
 * @param gst of the invoice, in cents, within gstBounds
 * @returns the GST of each line, in cents
 */
export function distributeGst(amounts: bigint[], share: Share, gst: bigint): bigint[] {
	const parts = amounts.map((amount, index) => ({ index, ...divide(amount, share) }));
	const cents = Number(gst - gstBounds(amounts, share).least);
	const roundedUp = [...parts]
		.sort((a, b) => Number(b.fraction - a.fraction))
		.slice(0, cents)
		.map(({ index }) => index);
	return parts.map(({ index, floor }) => (roundedUp.includes(index) ? floor + 1n : floor));
}

/** The whole cents below or at the exact share, and how far the share is above them (in parts of the denominator). */
function divide(
	amount: bigint,
	{ numerator, denominator }: Share,
): { floor: bigint; fraction: bigint } {
	const exact = amount * numerator;
	// BigInt's remainder has the sign of the dividend; a discount's GST is rounded down, too.
	const fraction = ((exact % denominator) + denominator) % denominator;
	return { floor: (exact - fraction) / denominator, fraction };
}
