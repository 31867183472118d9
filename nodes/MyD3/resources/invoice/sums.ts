import { areRoundings, exactGst, HUNDRED_PERCENT, roundToSum } from './gst';
import { formatLines } from './lines';
import type { ParsedLine } from './lines';
import { CENT, divideRounded, formatCents, readTenThousandths } from './money';
import { inQuotes } from './values';

/** The sums that an invoice states, in cents; undefined if they are missing or unreadable. */
export interface StatedSums {
	/** Without GST. */
	subtotal: bigint | undefined;
	gst: bigint | undefined;
	total: bigint | undefined;
}

/** A line whose amount is without GST and whose GST is known, both in whole cents. */
export type SummedLine = ParsedLine & { gst: bigint };

const CHECK = 'Check the fields, or ask the supplier for a corrected invoice.';
const CHECK_SUBTOTAL =
	'If it leaves out a discount or freight, or includes GST, clear the field. Otherwise, ask the supplier for a corrected invoice.';
const CHECK_LINES =
	'If the invoice has freight, a discount or rounding outside its lines, add it to "Lines".';
const CHECK_LINE_GST =
	'"Line GST" looks like a percentage. Drag the amount, or clear the field if no line is GST-free.';
const NOT_INCLUDED =
	'The GST of the lines was added to their amounts, not included in them. Turn off the option "Amounts Include GST".';
const CHECK_PAYMENT =
	'If part of the invoice has already been paid, choose the total before that payment.';

/**
 * Compares the sums that an invoice states with its lines, to the cent.
 * @param gstRate in percent; used to share the GST if the lines do not state theirs, or if it does not add up to the
 *   invoice's, and to recognise amounts without GST although `isGstIncluded` is set
 * @param isGstIncluded whether the lines' amounts include GST
 * @returns the lines, with amounts without GST and the GST of each, if that is clear; the reasons to refuse the invoice
 */
export function compareSums(
	lines: ParsedLine[],
	{ subtotal, gst, total }: StatedSums,
	gstRate: unknown,
	isGstIncluded: boolean,
): { lines?: SummedLine[]; reasons: string[] } {
	const reasons: string[] = [];
	const netStated =
		subtotal ?? (total === undefined || gst === undefined ? undefined : total - gst);
	const amounts = roundToCents(
		lines.map(({ amount }) => amount),
		isGstIncluded ? total : netStated,
	);
	const sum = add(amounts);
	const { net, due } = isGstIncluded
		? { net: gst === undefined ? undefined : sum - gst, due: sum }
		: { net: sum, due: gst === undefined ? undefined : sum + gst };
	// Some suppliers include GST in the subtotal if they include it in the lines. It then equals the total.
	const isSubtotalRight =
		subtotal === net ||
		(isGstIncluded && subtotal === sum) ||
		// The lines seem to include GST, which the advice about the total covers.
		(gst !== undefined && total === sum && subtotal === sum - gst);
	if (subtotal !== undefined && net !== undefined && !isSubtotalRight) {
		reasons.push(
			`The lines add up to ${formatCents(net)} without GST, but "Subtotal" is ${formatCents(subtotal)}. ${due !== undefined && total === due ? CHECK_SUBTOTAL : CHECK}`,
		);
	}
	const split = (tax: bigint): bigint[] | string =>
		lines.some((line) => line.gst !== undefined)
			? statedLineGst(lines, amounts, tax, gstRate, isGstIncluded)
			: shareGst(amounts, tax, gstRate, isGstIncluded);
	// With this GST, the total would be right.
	let otherGst: bigint | undefined;
	if (total !== undefined && due !== undefined && total !== due) {
		otherGst = total - sum;
		const lead = isGstIncluded
			? 'The lines'
			: `The lines (${formatCents(sum)}) and "GST" (${formatCents(due - sum)})`;
		const hint =
			otherGst === (isGstIncluded ? gst : 0n)
				? adviceOnGst(lines, amounts, due - sum, gstRate, isGstIncluded)
				: [CHECK, CHECK_LINES, ...(isPartOf(total, due, lines) ? [CHECK_PAYMENT] : [])].join(' ');
		reasons.push(
			`${lead} add up to ${formatCents(due)}${isGstIncluded ? ' including GST' : ''}, but "Total" is ${formatCents(total)}. ${hint}`,
		);
	}
	if (gst === undefined) return { reasons };
	const parts = split(gst);
	if (typeof parts === 'string') {
		// If no other GST makes the total right, lines are missing, and their GST with them. That has been said.
		const isSaid =
			otherGst !== undefined && (otherGst === 0n || typeof split(otherGst) === 'string');
		return { reasons: isSaid ? reasons : [...reasons, parts] };
	}
	const summed = lines.map((line, index) => {
		const part = parts[index] as bigint;
		const amount = amounts[index] as bigint;
		return { ...line, amount: isGstIncluded ? amount - part : amount, gst: part };
	});
	return { lines: summed, reasons };
}

/**
 * What to do if the total differs by exactly the GST: the option "Amounts Include GST" is wrong, or the total is the one
 * without GST.
 */
function adviceOnGst(
	lines: ParsedLine[],
	amounts: bigint[],
	gst: bigint,
	gstRate: unknown,
	isGstIncluded: boolean,
): string {
	if (isGstIncluded) {
		return 'If the amounts of the lines do not include GST, turn off the option "Amounts Include GST".';
	}
	const isStated = lines.some((line) => line.gst !== undefined);
	const taxed = amounts.filter((_, index) => !isStated || lines[index]?.gst);
	return Array.isArray(shareGst(taxed, gst, gstRate, false))
		? 'Choose the total including GST.'
		: 'If the amounts of the lines include GST, turn on the option "Amounts Include GST". Otherwise, choose the total including GST.';
}

/** Whether the total is lower by more than the lines' rounding, as it is after a deposit. */
const isPartOf = (total: bigint, due: bigint, lines: ParsedLine[]): boolean =>
	due - total > lines.length;

/**
 * Rounds the lines' exact amounts to cents: each on its own, unless only their rounded sum equals the sum that the invoice
 * states.
 */
function roundToCents(exact: bigint[], stated: bigint | undefined): bigint[] {
	const rounded = exact.map((amount) => divideRounded(amount, CENT));
	if (stated === undefined || stated === add(rounded)) return rounded;
	if (stated !== divideRounded(add(exact), CENT)) return rounded;
	return roundToSum({ numerators: exact, denominator: CENT }, stated) as bigint[];
}

/**
 * @returns the lines' own GST, rounded again where only that adds up, and with 0 where it is missing if the others prove that; or
 *   a reason to refuse the invoice
 */
function statedLineGst(
	lines: ParsedLine[],
	amounts: bigint[],
	gst: bigint,
	gstRate: unknown,
	isGstIncluded: boolean,
): bigint[] | string {
	const rounded = roundToCents(
		lines.map((line) => line.gst ?? 0n),
		gst,
	);
	const sum = add(rounded);
	const rate = readRate(gstRate);
	const taxed = amounts.map((amount, index) => (rounded[index] === 0n ? 0n : amount));
	const isAtRate = (isIncluded: boolean): boolean =>
		rate !== undefined && areRoundings(rounded, exactGst(taxed, rate, isIncluded));
	// If the total is also without GST, nothing else shows that the option is wrong.
	if (isGstIncluded && isAtRate(false) && !isAtRate(true)) return NOT_INCLUDED;
	if (sum === gst) return rounded;
	let isRate = false;
	if (rate !== undefined) {
		// Many suppliers show each line's GST, rounded, but charge the GST of the sum.
		const shared = roundToSum(exactGst(taxed, rate, isGstIncluded), gst);
		const isRight = isAtRate(isGstIncluded);
		if (Array.isArray(shared) && isRight) return shared;
		// 10% is 10 or 0.1.
		const rates = [0n, (rate * CENT) / 100n, (rate * CENT) / 10_000n];
		isRate = !isRight && lines.every((line) => rates.includes(line.gst ?? 0n));
	}
	const missing = lines.flatMap((line, index) => (line.gst === undefined ? [index + 1] : []));
	if (missing.length > 0) {
		return `${formatLines(missing)}: "Line GST" has no value, but other lines have one. Every line needs its GST, or 0 if it is GST-free.`;
	}
	return `The GST of the lines adds up to ${formatCents(sum)}, but "GST" is ${formatCents(gst)}. ${isRate ? CHECK_LINE_GST : CHECK}`;
}

/** @returns the invoice's GST, shared among the lines, or a reason to refuse the invoice */
function shareGst(
	amounts: bigint[],
	gst: bigint,
	gstRate: unknown,
	isGstIncluded: boolean,
): bigint[] | string {
	const rate = readRate(gstRate);
	if (rate === undefined) {
		return `The option "GST Rate" is ${inQuotes(gstRate)}. Enter a percentage from 0 to 100 with at most four decimals.`;
	}
	// If an invoice has no GST, all its lines are GST-free (an overseas supplier's, for example).
	if (gst === 0n) return amounts.map(() => 0n);
	const shared = roundToSum(exactGst(amounts, rate, isGstIncluded), gst);
	if (Array.isArray(shared)) return shared;
	const { least, most } = shared;
	const expected =
		least === most ? formatCents(least) : `between ${formatCents(least)} and ${formatCents(most)}`;
	return `"GST" is ${formatCents(gst)}, but GST at ${Number(rate) / 10_000}% on the lines comes to ${expected}. If some lines are GST-free, fill in "Line GST" (0 for those lines). Otherwise, check the option "GST Rate".`;
}

function readRate(gstRate: unknown): bigint | undefined {
	const rate = readTenThousandths(gstRate, undefined);
	return rate === undefined || rate < 0n || rate > HUNDRED_PERCENT ? undefined : rate;
}

const add = (amounts: bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);
