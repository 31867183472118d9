import fc from 'fast-check';
import type { Invoice } from '../nodes/MyD3/resources/invoice/check';
import { readExample } from './e2e/example';
import { calculate as calculateInMyob, MYOB_UIDS, type MyobBill } from './e2e/standIns/myob';
import {
	calculate as calculateInQuickBooks,
	QUICKBOOKS_TAX_CODES,
	type QuickBooksBill,
} from './e2e/standIns/quickBooks';
import { calculate, refusalsOf, XERO_SUPPLIER, type XeroBill } from './e2e/standIns/xero';
import { check } from './resources/invoice/builder';

/** The body with which an example makes a bill, from the very expression that it ships with. */
const bodyOf = (file: string, step: string, settings: object) => {
	const { jsonBody } = readExample(file).nodes.find(({ name }) => name === step)!.parameters;
	const [, expression] = /^=\{\{([\s\S]*)\}\}$/.exec(jsonBody as string)!;
	const evaluate = new Function('$', `return ${expression}`) as (
		$: (name: string) => { first(): { json: object } },
	) => string;
	return (invoice: Invoice): unknown => {
		const items: Record<string, object> = {
			'One at a Time': invoice,
			'Your Settings': { settings },
		};
		return JSON.parse(evaluate((name) => ({ first: () => ({ json: items[name]! }) })));
	};
};

const toXero = bodyOf('invoice-to-xero-bill.json', 'Create Draft Bill', {
	contactId: XERO_SUPPLIER,
	accountCode: '429',
	taxTypeGst: 'INPUT',
	taxTypeGstFree: 'EXEMPTEXPENSES',
});
const toQuickBooks = bodyOf('invoice-to-quickbooks-bill.json', 'Create Bill', {
	taxCodeGst: QUICKBOOKS_TAX_CODES.gst,
	taxCodeGstFree: QUICKBOOKS_TAX_CODES.gstFree,
});
const toMyob = bodyOf('invoice-to-myob-bill.json', 'Create Bill', {
	taxCodeGst: MYOB_UIDS.gst,
	taxCodeGstFree: MYOB_UIDS.gstFree,
});

/** The GST and total that each system calculates, by its own rules, from the example's body. */
const SYSTEMS: Record<string, (invoice: Invoice) => { gst: number; total: number }> = {
	Xero: (invoice) => {
		const [bill] = (toXero(invoice) as { Invoices: [XeroBill] }).Invoices;
		expect(refusalsOf(bill, 4)).toEqual([]);
		const { TotalTax, Total } = calculate(bill, 4);
		return { gst: TotalTax, total: Total };
	},
	QuickBooks: (invoice) => calculateInQuickBooks(toQuickBooks(invoice) as QuickBooksBill),
	MYOB: (invoice) => calculateInMyob(toMyob(invoice) as MyobBill),
};

// Usage-based lines have prices with up to seven decimals. The supplier rounds the amounts, now and then a cent off.
const line = fc
	.record({
		quantity: fc.oneof(
			fc.integer({ min: 1, max: 100_000 }),
			fc.integer({ min: 1, max: 9_999_999 }).map((n) => n / 10_000),
		),
		unitPrice: fc.integer({ min: -9_999_999, max: 999_999_999 }).map((n) => n / 10_000_000),
		slip: fc.constantFrom(0, 0, 0, 0, 1, -1),
		isTaxed: fc.boolean(),
	})
	.map(({ quantity, unitPrice, slip, isTaxed }) => {
		const cents = Math.round(quantity * unitPrice * 100) + slip;
		return { quantity, unitPrice, cents, isTaxed };
	});

// The law leaves it to the supplier (A New Tax System (Goods and Services Tax) Act 1999, section 9-90) whether to round
// GST on each line, or once on the sum.
const ROUNDED_GST: Record<string, (cents: number[]) => number> = {
	'on each line': (cents) => cents.reduce((sum, one) => sum + Math.round(one / 10), 0),
	'on the sum': (cents) => Math.round(cents.reduce((sum, one) => sum + one, 0) / 10),
};

describe.each(Object.entries(SYSTEMS))('the example for %s', (_, booked) => {
	it('books the GST and total of every invoice that Invoice: Check accepts, to the cent', () => {
		let accepted = 0;
		fc.assert(
			fc.property(
				fc.array(line, { minLength: 1, maxLength: 12 }),
				// Carried: the lines state their GST. Shown: they do, rounded, but the invoice's is that of their sum. Usage: the
				// lines have fractions of a cent, and only the sum is rounded.
				fc.constantFrom(...Object.keys(ROUNDED_GST), 'carried', 'shown', 'usage'),
				fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1),
				(lines, rounding, slip) => {
					const isCarried = rounding === 'carried' || rounding === 'shown';
					const exact = lines.map(({ quantity, unitPrice }) => quantity * unitPrice * 100);
					const all = rounding === 'usage' ? exact : lines.map(({ cents }) => cents);
					const ofLine = lines.map(({ cents, isTaxed }) => (isTaxed ? Math.round(cents / 10) : 0));
					const sum = (values: number[]) => Math.round(values.reduce((a, b) => a + b, 0));
					const net = sum(all);
					const taxed = all.filter((_, index) => lines[index]!.isTaxed);
					const gst =
						rounding === 'carried'
							? sum(ofLine)
							: rounding === 'shown'
								? Math.round(sum(taxed) / 10)
								: (ROUNDED_GST[rounding]?.(all) ?? Math.round(net / 10));
					const total = (net + gst + slip) / 100;
					const result = check({
						values: {
							subtotal: net / 100,
							gst: gst / 100,
							total,
							lines: lines.map(({ quantity, unitPrice }, index) => ({
								text: 'Licence',
								quantity,
								price: unitPrice,
								amount: all[index]! / 100,
								gst: isCarried ? ofLine[index]! / 100 : undefined,
							})),
						},
					});
					if (Array.isArray(result)) return;
					accepted++;
					expect(booked(result)).toEqual({ gst: gst / 100 + 0, total });
				},
			),
			{ numRuns: 1000, seed: 20261124 },
		);
		expect(accepted).toBeGreaterThan(800);
	});
});
