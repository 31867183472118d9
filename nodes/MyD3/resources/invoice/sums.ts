import { HUNDRED_PERCENT, shareGst } from './gst';
import type { ReadLine } from './lines';
import { formatCents, readTenThousandths } from './money';
import { shown } from './values';

/** The sums that an invoice states, in cents; undefined if they are missing or unreadable. */
export interface StatedSums {
	/** Without GST. */
	subtotal: bigint | undefined;
	gst: bigint | undefined;
	total: bigint | undefined;
}

/** A line whose amount is without GST and whose GST is known. */
export type SummedLine = ReadLine & { gst: bigint };

const CHECK = 'Check the fields, or ask the supplier for a corrected invoice.';

/**
 * Compares the sums that an invoice states with its lines, to the cent.
 * @param gstRate in percent; used only if the lines do not state their GST
 * @param isGstIncluded whether the lines' amounts include GST
 * @returns the lines, with amounts without GST and the GST of each, if that is clear; the reasons to refuse the invoice
 */
export function addUp(
	lines: ReadLine[],
	{ subtotal, gst, total }: StatedSums,
	gstRate: unknown,
	isGstIncluded: boolean,
): { lines?: SummedLine[]; reasons: string[] } {
	const reasons: string[] = [];
	const amounts = lines.map(({ amount }) => amount);
	const sum = add(amounts);
	const { net, due } = isGstIncluded
		? { net: gst === undefined ? undefined : sum - gst, due: sum }
		: { net: sum, due: gst === undefined ? undefined : sum + gst };
	if (subtotal !== undefined && net !== undefined && subtotal !== net) {
		reasons.push(
			`The lines add up to ${formatCents(net)} without GST, but "Subtotal" is ${formatCents(subtotal)}. ${CHECK}`,
		);
	}
	if (total !== undefined && due !== undefined && total !== due) {
		const lead = isGstIncluded
			? 'The lines'
			: `The lines, ${formatCents(sum)}, and "GST", ${formatCents(due - sum)},`;
		const hint =
			total === sum
				? 'If the amounts of the lines include GST, turn on the option "Amounts Include GST".'
				: CHECK;
		reasons.push(
			`${lead} add up to ${formatCents(due)}${isGstIncluded ? ' including GST' : ''}, but "Total" is ${formatCents(total)}. ${hint}`,
		);
	}
	if (gst === undefined) return { reasons };
	const carried = lines.flatMap((line) => line.gst ?? []);
	const parts =
		carried.length > 0 ? carriedGst(carried, gst) : sharedGst(amounts, gst, gstRate, isGstIncluded);
	if (typeof parts === 'string') return { reasons: [...reasons, parts] };
	const summed = lines.map((line, index) => {
		const part = parts[index] as bigint;
		return { ...line, amount: isGstIncluded ? line.amount - part : line.amount, gst: part };
	});
	return { lines: summed, reasons };
}

/** @returns the lines' own GST, or a reason to refuse the invoice */
function carriedGst(carried: bigint[], gst: bigint): bigint[] | string {
	const sum = add(carried);
	return sum === gst
		? carried
		: `The GST of the lines adds up to ${formatCents(sum)}, but "GST" is ${formatCents(gst)}. ${CHECK}`;
}

/** @returns the invoice's GST, shared among the lines, or a reason to refuse the invoice */
function sharedGst(
	amounts: bigint[],
	gst: bigint,
	gstRate: unknown,
	isGstIncluded: boolean,
): bigint[] | string {
	const rate = readTenThousandths(gstRate, undefined);
	if (rate === undefined || rate < 0n || rate > HUNDRED_PERCENT) {
		return `The option "GST Rate" is ${shown(gstRate)}. Enter a percentage from 0 to 100 with at most four decimals.`;
	}
	const shared = shareGst(amounts, rate, isGstIncluded, gst);
	if (Array.isArray(shared)) return shared;
	const { least, most } = shared;
	const expected =
		least === most ? formatCents(least) : `between ${formatCents(least)} and ${formatCents(most)}`;
	return `"GST" is ${formatCents(gst)}, but ${Number(rate) / 10_000} % of each line is ${expected} in all. GST-free lines must carry their GST: fill in "Line GST", which is 0 for them. Otherwise check the option "GST Rate".`;
}

const add = (amounts: bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);
