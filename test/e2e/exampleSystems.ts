import type { Stage } from './exampleStage';
import { MYOB_API_KEY, MYOB_FILE, MYOB_UIDS } from './standIns/myob';
import { QUICKBOOKS_COMPANY, QUICKBOOKS_TAX_CODES, QUICKBOOKS_VENDOR } from './standIns/quickBooks';
import type { Vendor } from './standIns/vendor';
import { XERO_SUPPLIER, XERO_TENANT } from './standIns/xero';

/** An accounting system and the example that books into it. */
export interface System {
	/** The example's file. */
	file: string;
	/** The stand-in, with the bills that it holds. */
	of(stage: Stage): Vendor & { bills: Array<Record<string, unknown>> };
	/** What a user fills in under "Your Settings". */
	settings: Record<string, string>;
	/** What a user fills in before the look-ups of "Set Up", by node. */
	setUp: Record<string, Record<string, string>>;
	/** The last look-up of "Set Up", and what a user must find in its output. */
	lookUp: { node: string; holds: string };
	/** The bill that {@link invoiceEvent} must give, as sent. */
	bill: Record<string, unknown>;
	/** The property of a bill that holds the invoice's number. */
	numberField: string;
	/** The property of a bill that holds its total. */
	totalField: string;
	/** The HTTP method by which a bill is made. */
	createMethod: string;
	/** Whether an answer that got lost is made up for within the same execution. */
	takesIdempotencyKey: boolean;
	/** A setting that the system refuses, and what it says. */
	mistake: { settings: Record<string, string>; says: string };
}

/**
 * An event about an invoice of two lines, one of them without GST. Its shape is the one of the sample in the examples
 * and made up like it.
 *
 * @param changes properties of the invoice that are different
 * @param more properties of the event besides the invoice
 * @returns the body of a notification
 */
export const invoiceEvent = (changes: object = {}, more: object = {}) => ({
	...more,
	invoice: {
		number: 'INV-1001',
		issueDate: '2026-11-02',
		dueDate: '2026-12-02',
		currency: 'AUD',
		supplier: { name: 'Data#3' },
		purchaseOrder: 'PO-4711',
		lines: [
			{ description: 'Laptop', quantity: 4, unitPrice: 2349, amount: 9396, gst: 939.6 },
			{ description: 'Training', quantity: 2, unitPrice: 50.25, amount: 100.5, gst: 0 },
		],
		subtotal: 9496.5,
		gst: 939.6,
		total: 10436.1,
		...changes,
	},
});

const quickBooksLine = (Description: string, Amount: number, taxCode: string) => ({
	Description,
	Amount,
	DetailType: 'AccountBasedExpenseLineDetail',
	AccountBasedExpenseLineDetail: { AccountRef: { value: '7' }, TaxCodeRef: { value: taxCode } },
});
const myobLine = (Description: string, Total: number, taxCode: string) => ({
	Type: 'Transaction',
	Description,
	Total,
	Account: { UID: MYOB_UIDS.account },
	TaxCode: { UID: taxCode },
});

/** Every accounting system that has an example. */
export const SYSTEMS: System[] = [
	{
		file: 'invoice-to-xero-bill.json',
		of: ({ xero }) => xero,
		settings: { tenantId: XERO_TENANT, contactId: XERO_SUPPLIER, accountCode: '429' },
		setUp: {},
		lookUp: { node: 'Suppliers', holds: XERO_SUPPLIER },
		bill: {
			Type: 'ACCPAY',
			Status: 'DRAFT',
			Contact: { ContactID: XERO_SUPPLIER },
			InvoiceNumber: 'INV-1001',
			Date: '2026-11-02',
			DueDate: '2026-12-02',
			CurrencyCode: 'AUD',
			LineAmountTypes: 'Exclusive',
			LineItems: [
				{
					Description: 'Laptop (PO-4711)',
					Quantity: 4,
					UnitAmount: 2349,
					AccountCode: '429',
					TaxType: 'INPUT',
					TaxAmount: 939.6,
				},
				{
					Description: 'Training (PO-4711)',
					Quantity: 2,
					UnitAmount: 50.25,
					AccountCode: '429',
					TaxType: 'EXEMPTEXPENSES',
					TaxAmount: 0,
				},
			],
		},
		numberField: 'InvoiceNumber',
		totalField: 'Total',
		createMethod: 'PUT',
		takesIdempotencyKey: true,
		mistake: { settings: { accountCode: '999' }, says: '"Message":"LineItems is wrong"' },
	},
	{
		file: 'invoice-to-quickbooks-bill.json',
		of: ({ quickBooks }) => quickBooks,
		settings: {
			companyId: QUICKBOOKS_COMPANY,
			vendorId: QUICKBOOKS_VENDOR,
			accountId: '7',
			taxCodeGst: QUICKBOOKS_TAX_CODES.gst,
			taxCodeGstFree: QUICKBOOKS_TAX_CODES.gstFree,
		},
		setUp: { Company: { companyId: QUICKBOOKS_COMPANY } },
		lookUp: { node: 'Tax Codes', holds: '"Name":"GST free"' },
		bill: {
			VendorRef: { value: QUICKBOOKS_VENDOR },
			DocNumber: 'INV-1001',
			TxnDate: '2026-11-02',
			DueDate: '2026-12-02',
			CurrencyRef: { value: 'AUD' },
			GlobalTaxCalculation: 'TaxExcluded',
			PrivateNote: 'PO-4711',
			Line: [
				quickBooksLine('4 × Laptop', 9396, QUICKBOOKS_TAX_CODES.gst),
				quickBooksLine('2 × Training', 100.5, QUICKBOOKS_TAX_CODES.gstFree),
			],
		},
		numberField: 'DocNumber',
		totalField: 'TotalAmt',
		createMethod: 'POST',
		takesIdempotencyKey: true,
		mistake: { settings: { accountId: '8' }, says: '"Detail":"Line is wrong"' },
	},
	{
		file: 'invoice-to-myob-bill.json',
		of: ({ myob }) => myob,
		settings: {
			companyFileId: MYOB_FILE,
			apiKey: MYOB_API_KEY,
			supplierUid: MYOB_UIDS.supplier,
			accountUid: MYOB_UIDS.account,
			taxCodeGst: MYOB_UIDS.gst,
			taxCodeGstFree: MYOB_UIDS.gstFree,
		},
		setUp: { 'Company File': { companyFileId: MYOB_FILE, apiKey: MYOB_API_KEY } },
		lookUp: { node: 'Tax Codes', holds: MYOB_UIDS.gstFree },
		bill: {
			Date: '2026-11-02 00:00:00',
			SupplierInvoiceNumber: 'INV-1001',
			Supplier: { UID: MYOB_UIDS.supplier },
			IsTaxInclusive: false,
			FreightTaxCode: { UID: MYOB_UIDS.gst },
			Comment: 'PO-4711',
			Lines: [
				myobLine('4 × Laptop', 9396, MYOB_UIDS.gst),
				myobLine('2 × Training', 100.5, MYOB_UIDS.gstFree),
			],
		},
		numberField: 'SupplierInvoiceNumber',
		totalField: 'TotalAmount',
		createMethod: 'POST',
		takesIdempotencyKey: false,
		mistake: { settings: { accountUid: 'unknown' }, says: '"Message":"Lines is wrong"' },
	},
];
