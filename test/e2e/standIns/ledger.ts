import { tenPercentOf, toCents, type VendorResponse, type VendorRequest } from './vendor';
import { violations, type Shape } from './shape';

/** A line of a bill as a ledger sees it, without GST. */
export interface LedgerLine {
	amount: number;
	isTaxed: boolean;
}

/**
 * Calculates a bill's GST of 10% and its total.
 *
 * @param rounding whether GST is rounded to the cent on each line, or once on their sum
 */
export function sumsOf(lines: LedgerLine[], rounding: 'each line' | 'the sum') {
	const sum = (amounts: number[]) => toCents(amounts.reduce((all, amount) => all + amount, 0));
	const taxed = lines.filter(({ isTaxed }) => isTaxed).map(({ amount }) => amount);
	const gst = rounding === 'each line' ? sum(taxed.map(tenPercentOf)) : tenPercentOf(sum(taxed));
	return { gst, total: toCents(sum(lines.map(({ amount }) => amount)) + gst) };
}

/**
 * Responds to a request that creates a bill: with a 400 if a property is missing, wrong or not allowed.
 *
 * @param refuse returns the body of the 400, given what is wrong
 * @param create stores the bill and returns the response
 */
export const creating =
	<Bill>(
		shape: Shape,
		refuse: (wrong: string[]) => unknown,
		create: (sent: Bill, request: VendorRequest) => VendorResponse,
	) =>
	(request: VendorRequest): VendorResponse => {
		const wrong = violations(request.body, shape);
		return wrong.length > 0
			? { status: 400, body: refuse(wrong) }
			: create(request.body as Bill, request);
	};
