import { checkInvoices } from '../../../nodes/MyD3/resources/invoice/check';
import { check, input } from './builder';

const ACCEPTED = {
	number: 'INV-1001',
	issueDate: '2026-11-24',
	dueDate: '2026-12-24',
	currency: 'AUD',
	supplier: 'Data#3 Limited',
	purchaseOrder: 'PO-7',
	subtotal: 100,
	gst: 10,
	total: 110,
	lines: [{ description: 'Licence', quantity: 2, unitPrice: 50, amount: 100, gst: 10 }],
};

it('an invoice that adds up is output in a fixed format', () => {
	expect(check()).toEqual(ACCEPTED);
});

it('optional fields that are empty are output as null, and the subtotal as the sum of the lines', () => {
	const without = { ...ACCEPTED, dueDate: null, purchaseOrder: null };
	expect(check({ values: { dueDate: '', purchaseOrder: null, subtotal: undefined } })).toEqual(
		without,
	);
	// Odoo's way to write an empty date or text.
	expect(check({ values: { dueDate: false, purchaseOrder: false } })).toEqual(without);
});

it('text is trimmed but otherwise unchanged, and numbers become text', () => {
	expect(
		check({
			values: { number: ' INV 1 ', supplier: ' Data#3 ', purchaseOrder: 7, currency: 'aud ' },
		}),
	).toMatchObject({ number: 'INV 1', supplier: 'Data#3', purchaseOrder: '7', currency: 'AUD' });
	expect(check({ values: { number: 1001 } })).toMatchObject({ number: '1001' });
});

it('the values of the event itself are not modified', () => {
	const given = input();
	const before = structuredClone(given);
	checkInvoices([given]);
	expect(given).toEqual(before);
});

it('all reasons are given at once, each with the field, its value and what to do', () => {
	expect(
		check({
			values: {
				number: '  ',
				issueDate: '31/02/2026',
				dueDate: 20261324,
				currency: 'A$',
				supplier: { name: 'Data#3' },
				purchaseOrder: [],
				subtotal: 'none',
				gst: true,
				total: undefined,
				lines: null,
			},
		}),
	).toEqual([
		'"Number" has no value. Drag it from the event.',
		'"Issue Date" is "31/02/2026", which is not a date between 2000 and 2099 when read as DD/MM/YYYY. Check it and the option "Date Format".',
		'"Due Date" is 20261324, which is not a date between 2000 and 2099. Check it.',
		'"Currency" is "A$", not a currency code. Choose a value that looks like AUD.',
		'"Supplier" is {"name":"Data#3"}, not text. Drag the text itself, not the object or list that contains it.',
		'"Purchase Order" is [], not text. Drag the text itself, not the object or list that contains it.',
		'"Subtotal" is "none", not an amount. Choose a value that looks like 1234.50.',
		'"GST" is true, not an amount. Choose a value that looks like 1234.50.',
		'"Total" has no value. Drag it from the event.',
		'"Lines" has no value. Drag it from the event.',
	]);
});

it.each(['number', 'issueDate', 'currency', 'supplier', 'gst', 'total', 'lines'] as const)(
	'an invoice without %s is refused',
	(field) => {
		expect(check({ values: { [field]: null } })).toEqual([
			expect.stringMatching(/^"[A-Z][A-Za-z ]+" has no value\. Drag it from the event\./),
		]);
	},
);

it('the message about a value that events may lack says what to enter', () => {
	expect(check({ values: { currency: null, supplier: null, gst: null } })).toEqual([
		'"Currency" has no value. Drag it from the event. If events do not name it, enter its code, such as AUD.',
		'"Supplier" has no value. Drag it from the event. If events do not name it, enter the name.',
		'"GST" has no value. Drag it from the event. If events leave it out when there is no GST, add "?? 0" to the expression: {{ $json.gst ?? 0 }}.',
	]);
});

it.each([
	{
		name: 'a number that has lost its last digits',
		values: { number: Number('12345678901234567890') },
		reason:
			'"Number" is 12345678901234567000, a number with too many digits to be exact. It must be sent as text.',
	},
	{
		name: 'a number that is the result of a wrong calculation',
		values: { number: NaN },
		reason:
			'"Number" is NaN, not text. Drag the text itself, not the object or list that contains it.',
	},
	{
		name: 'a due date before the issue date',
		values: { dueDate: '23/11/2026' },
		reason: '"Due Date" is "23/11/2026", which is before "Issue Date" (2026-11-24). Check both.',
	},
	{
		name: 'a long value, shown shortened,',
		values: { issueDate: 'x'.repeat(200) },
		reason: `"Issue Date" is "${'x'.repeat(59)}…, not a date. Choose a value that looks like 2026-11-24.`,
	},
])('$name is refused', ({ values, reason }) => {
	expect(check({ values })).toEqual([reason]);
});

it('a value of 58 letters is shown in full', () => {
	const text = 'x'.repeat(58);
	expect(check({ values: { issueDate: text } })).toEqual([
		`"Issue Date" is "${text}", not a date. Choose a value that looks like 2026-11-24.`,
	]);
});

it('amounts must be in the currency of the invoice, whatever the case of its code', () => {
	expect(check({ values: { currency: ' aud ', total: 'AUD 110.00' } })).toEqual(ACCEPTED);
	expect(check({ values: { currency: ' aud ', total: 'USD 110.00' } })).toEqual([
		'"Total" is "USD 110.00", but "Currency" is "AUD". Choose the amount in that currency.',
	]);
	expect(check({ values: { currency: 'A$', total: 'AUD 110.00' } })).toEqual([
		'"Currency" is "A$", not a currency code. Choose a value that looks like AUD.',
	]);
});

it('an amount that JSON cannot hold is quoted as well', () => {
	expect(check({ values: { total: 110n } })).toEqual([expect.stringMatching(/^"Total" is 110, /)]);
});

it('amounts in cents are converted if the option says so, and quantities are not', () => {
	const lines = [{ text: 'Licence', quantity: 2, price: '5000', amount: 10000, gst: 1000 }];
	const values = { subtotal: 10000, gst: 1000, total: '11,000', lines };
	expect(check({ values, options: { amountsInCents: true } })).toEqual(ACCEPTED);
	expect(check({ values: { ...values, total: 110.5 }, options: { amountsInCents: true } })).toEqual(
		[
			'"Total" is 110.5, which has fractions of a cent. Choose a rounded amount, or enter the invoice by hand.',
		],
	);
});

it.each([
	'Credit Note',
	'ACCPAYCREDIT',
	381,
	'261',
	325,
	'CN',
	'C/N',
	'C/Note',
	'SCN',
	'CRM',
	'sc',
	'RM',
	'RE',
	'CBRE',
	'CR Note',
	'CRNOTE',
	'CustCred',
	'Adj. Note',
	'Sales Return',
	'G2',
	'F8',
	'TaxReceipt',
	'Statement of account',
	'SalesOrder',
	'Remittance advice',
	'Reversal',
	'rejected',
	'Quote',
	'Pro-forma invoice',
	'PROFORMA',
	'voided',
	'draft',
	'Pro\u00a0forma',
	'Pro\u2011forma',
	'Cre\u200bdit Note',
	'C\u200bN',
])('a document whose type or status is %p is refused', (documentType) => {
	expect(check({ values: { documentType } })).toEqual([
		`"Document Type" is ${JSON.stringify(documentType)}. The node accepts only invoices. Enter the document by hand.`,
	]);
});

it.each([
	'Tax Invoice',
	'Invoice/Statement',
	'Order\nTax Invoice',
	'Vendor Bill',
	'invoice receipt',
	380,
	386,
	'ACCPAY',
	'CustInvc',
	'F2',
	'RI',
	'recurring',
	'paid',
])('a document whose type or status is %p is accepted', (documentType) => {
	expect(check({ values: { documentType } })).toEqual(ACCEPTED);
});

it('a number has one spelling, whatever its white space and invisible characters', () => {
	expect(check({ values: { number: '\ufeffINV\u00a0 1\u200b\n001 \u200b' } })).toMatchObject({
		number: 'INV 1 001',
	});
	expect(check({ values: { number: 'INV-\ufeff1001' } })).toMatchObject({ number: 'INV-1001' });
	expect(check({ values: { number: '\u200b' } })).toEqual([
		'"Number" has no visible characters. Drag it from the event.',
	]);
});

it.each([
	' 0001-01-01T00:00:00',
	'/Date(-62135596800000)/',
	'1/01/0001 12:00:00 AM',
	'1900-01-01T12:00:00Z',
	'1753-01-01',
	'01/01/1900',
	'1/1/1753',
	'1970-01-01T00:00:00Z',
	'1899-12-30T00:00:00',
	'30/12/1899',
	'0000-00-00',
	'00000000',
	0,
	'N/A',
	'none',
	' - ',
])('%s means that there is no due date', (dueDate) => {
	expect(check({ values: { dueDate } })).toMatchObject({ dueDate: null });
});

it('12/30/1899 means that there is no due date if the month comes first', () => {
	const options = { dateFormat: 'MM/DD/YYYY' } as const;
	expect(check({ values: { dueDate: '12/30/1899' }, options })).toMatchObject({ dueDate: null });
});

it('an invoice due on the day it is issued is accepted', () => {
	expect(check({ values: { dueDate: '2026-11-24' } })).toMatchObject({ dueDate: '2026-11-24' });
});

describe('a number that occurs twice in one execution', () => {
	const numbers = (...values: unknown[]) =>
		checkInvoices(values.map((number) => input({ values: { number } })));
	const twice = (number: string, count = 2) => ({
		number,
		reasons: [
			`"Number" is "${number}" on ${count} invoices in this execution. Find out which of them is right.`,
		],
	});

	it('gets all invoices with that number refused, and the others accepted', () => {
		expect(numbers('INV-1', 'INV-2', ' inv-1', 'INV-1')).toEqual([
			twice('INV-1', 3),
			{ number: 'INV-2', invoice: { ...ACCEPTED, number: 'INV-2' } },
			twice('inv-1', 3),
			twice('INV-1', 3),
		]);
	});

	it('is accepted if the invoices are from two suppliers', () => {
		const other = input({ values: { supplier: 'Data#3 (NZ)' } });
		expect(checkInvoices([input(), other])).toMatchObject([{ invoice: {} }, { invoice: {} }]);
	});

	it('is found if one supplier is written with an invisible character', () => {
		const other = input({ values: { supplier: 'Data#3\u200B Limited' } });
		expect(checkInvoices([input(), other])).toEqual([twice('INV-1001'), twice('INV-1001')]);
	});

	it('is found even if one of the invoices is refused anyway', () => {
		const [first, second] = checkInvoices([input({ values: { gst: null } }), input()]);
		expect(first).toEqual({
			number: 'INV-1001',
			reasons: [
				'"GST" has no value. Drag it from the event. If events leave it out when there is no GST, add "?? 0" to the expression: {{ $json.gst ?? 0 }}.',
				...twice('INV-1001').reasons,
			],
		});
		expect(second).toEqual(twice('INV-1001'));
	});

	it('is not found in invoices without a number', () => {
		const missing = { reasons: ['"Number" has no value. Drag it from the event.'] };
		expect(numbers(null, '')).toEqual([missing, missing]);
	});
});
