import { multiply, readTenThousandths, toNumber, unitPriceOf } from './money';
import type { SummedLine } from './sums';

/** A line of a checked invoice, always without GST. */
export interface InvoiceLine {
	description: string;
	quantity: number;
	unitPrice: number;
	amount: number;
	gst: number;
}

/**
 * Prices a line so that quantity × unit price, rounded to cents, is its amount: accounting systems do this multiplication
 * themselves, with at most four decimals (Xero: `unitdp=4`). If the event's quantity and price do not give the amount, the
 * line gets quantity 1, and its description the real quantity, as Xero's guide "Rounding in Xero" advises.
 * @param isGstIncluded whether the event's price includes GST, so that the price without GST must be calculated
 * @param currency see readCents
 * @param isInCents see readCents
 */
export function priceLine(
	line: SummedLine,
	isGstIncluded: boolean,
	currency: string | undefined,
	isInCents: boolean,
): InvoiceLine {
	const sums = { amount: toNumber(line.amount), gst: toNumber(line.gst) };
	const quantity = readTenThousandths(line.quantity, currency);
	if (quantity !== undefined && quantity !== 0n) {
		const unitPrice = [
			readTenThousandths(line.unitPrice, currency, isInCents),
			isGstIncluded ? unitPriceOf(line.amount, quantity) : undefined,
		].find((price) => price !== undefined && multiply(quantity, price) === line.amount);
		if (unitPrice !== undefined) {
			return {
				description: line.description,
				quantity: Number(quantity) / 10_000,
				unitPrice: Number(unitPrice) / 10_000,
				...sums,
			};
		}
	}
	const isOne = line.quantity === undefined || quantity === 10_000n || quantity === 0n;
	return {
		description: isOne ? line.description : `${line.description} (quantity ${line.quantity})`,
		quantity: 1,
		unitPrice: sums.amount,
		...sums,
	};
}
