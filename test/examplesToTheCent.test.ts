import fc from 'fast-check';
import { checkInvoices, type Invoice } from '../nodes/MyD3/resources/invoice/check';
import { readExample } from './e2e/example';
import { refusalsOf, workOut, XERO_SUPPLIER, type XeroBill } from './e2e/standIns/xero';

const settings = {
	contactId: XERO_SUPPLIER,
	accountCode: '429',
	taxTypeGst: 'INPUT',
	taxTypeGstFree: 'EXEMPTEXPENSES',
};

/** The body sent to Xero, from the very expression that the example ships with. */
const toXero = (() => {
	const step = readExample('invoice-to-xero-bill.json').nodes.find(
		({ name }) => name === 'Create Draft Bill',
	);
	const [, expression] = /^=\{\{([\s\S]*)\}\}$/.exec(step!.parameters.jsonBody as string)!;
	const evaluate = new Function('$', `return ${expression}`) as (
		$: (name: string) => { first(): { json: object } },
	) => string;
	return (invoice: Invoice): XeroBill => {
		const items: Record<string, object> = {
			'One at a Time': invoice,
			'Your Settings': { settings },
		};
		const body = evaluate((name) => ({ first: () => ({ json: items[name]! }) }));
		return (JSON.parse(body) as { Invoices: [XeroBill] }).Invoices[0];
	};
})();

const check = (values: object, lineProperties: object) =>
	checkInvoices([
		{
			values: {
				number: 'INV-1',
				issueDate: '2026-11-24',
				dueDate: '2026-12-24',
				currency: 'AUD',
				supplier: 'Data#3',
				purchaseOrder: '',
				...values,
			} as never,
			lineProperties: {
				description: 'description',
				quantity: 'quantity',
				unitPrice: 'unitPrice',
				amount: 'amount',
				gst: 'gst',
				...lineProperties,
			},
			list: '={{ $json.lines }}',
			options: {
				expectedCurrency: 'AUD',
				expectedSupplier: '',
				gstRate: 10,
				amountsIncludeGst: false,
				allowNegativeLines: true,
				dateFormat: 'DD/MM/YYYY',
				timeZone: 'Australia/Brisbane',
			},
		},
	])[0]!;

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
		const gst = isTaxed ? Math.round(cents / 10) : 0;
		return { description: 'Licence', quantity, unitPrice, cents, gst };
	});

describe('the example for Xero', () => {
	it('books the total of every invoice that Invoice: Check accepts, to the cent', () => {
		let accepted = 0;
		fc.assert(
			fc.property(
				fc.array(line, { minLength: 1, maxLength: 12 }),
				fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1),
				(lines, slip) => {
					const net = lines.reduce((sum, { cents }) => sum + cents, 0);
					const gst = lines.reduce((sum, one) => sum + one.gst, 0);
					const total = (net + gst + slip) / 100;
					const result = check(
						{
							subtotal: net / 100,
							gst: gst / 100,
							total,
							lines: lines.map(({ cents, gst: tax, ...one }) => ({
								...one,
								amount: cents / 100,
								gst: tax / 100,
							})),
						},
						{},
					);
					if ('reasons' in result) return;
					accepted++;
					const bill = toXero(result.invoice);
					expect(refusalsOf(bill, 4)).toEqual([]);
					expect(workOut(bill, 4).Total).toBe(total);
				},
			),
			{ numRuns: 2500, seed: 20261124 },
		);
		expect(accepted).toBeGreaterThan(2000);
	});
});
