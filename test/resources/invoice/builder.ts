import { checkInvoices } from '../../../nodes/MyD3/resources/invoice/check';
import type {
	CheckOptions,
	Invoice,
	InvoiceInput,
} from '../../../nodes/MyD3/resources/invoice/check';
import type { InvoiceField, LineField } from '../../../nodes/MyD3/resources/invoice/fieldNames';

/** Changes that a test makes to a valid invoice. */
export interface Changes {
	values?: Partial<Record<InvoiceField, unknown>>;
	lineProperties?: Partial<Record<LineField, unknown>>;
	options?: Partial<CheckOptions>;
	list?: string;
}

/** A valid invoice with one line: 2 × 50.00 plus 10.00 GST, which the line itself does not state. */
export function input({ values, lineProperties, options, list }: Changes = {}): InvoiceInput {
	return {
		values: {
			documentType: '',
			number: 'INV-1001',
			issueDate: '2026-11-24',
			dueDate: '2026-12-24',
			currency: 'AUD',
			supplier: 'Data#3 Limited',
			purchaseOrder: 'PO-7',
			subtotal: 100,
			gst: 10,
			total: 110,
			lines: [{ text: 'Licence', quantity: 2, price: 50, amount: 100 }],
			...values,
		},
		lineProperties: {
			description: 'text',
			quantity: 'quantity',
			unitPrice: 'price',
			amount: 'amount',
			gst: 'gst',
			...lineProperties,
		},
		list: list ?? '={{ $json.invoice.lines }}',
		options: {
			expectedCurrency: 'AUD',
			expectedSupplier: '',
			gstRate: 10,
			amountsIncludeGst: false,
			amountsInCents: false,
			allowNegativeLines: true,
			dateFormat: 'DD/MM/YYYY',
			timeZone: 'Australia/Brisbane',
			...options,
		},
	};
}

/** @returns the accepted invoice, or the reasons for refusing it */
export function check(changes: Changes = {}): Invoice | string[] {
	const [result] = checkInvoices([input(changes)]);
	if (result === undefined) throw new Error('There is no result.');
	return 'invoice' in result ? result.invoice : result.reasons;
}

/** An invoice with these lines and no subtotal. Each line has a description; amounts and other properties are up to the caller. */
export function withLines(
	lines: object[],
	gst: unknown,
	total: unknown,
	options: Partial<CheckOptions> = {},
): Changes {
	const named = lines.map((line) => ({ text: 'Licence', ...line }));
	return { values: { subtotal: null, gst, total, lines: named }, options };
}
