import type { Stage } from './exampleStage';
import { MYOB_API_KEY, MYOB_BUSY, MYOB_FILE, MYOB_UIDS } from './standIns/myob';
import { QUICKBOOKS_COMPANY, QUICKBOOKS_TAX_CODES, QUICKBOOKS_VENDOR } from './standIns/quickBooks';
import type { Vendor, VendorResponse } from './standIns/vendor';
import { XERO_ACCOUNT, XERO_SUPPLIER, XERO_TENANT } from './standIns/xero';

/** An accounting system and the example that books into it. */
export interface System {
	/** The example's file. */
	file: string;
	/** The stand-in, with its bills. */
	of(stage: Stage): Vendor & { bills: Array<Record<string, unknown>> };
	/** What a user enters under "Your Settings". */
	settings: Record<string, string>;
	/** The workflow that finds the settings: its file, its input, and what a user must find, by node. */
	setUp: {
		file: string;
		fillIn: Record<string, Record<string, string>>;
		finds: Record<string, string>;
	};
	/** The bill that must result from {@link invoiceEvent}, as sent. */
	bill: Record<string, unknown>;
	/** The property of a bill with the invoice's number. */
	numberField: string;
	/** The property of a bill with its total. */
	totalField: string;
	/** The property of a bill with its date. */
	dateField: string;
	/** The HTTP method that creates a bill. */
	createMethod: string;
	/** Whether two simultaneous requests make only one bill. */
	takesIdempotencyKey: boolean;
	/** The response to one request too many; a 429 if omitted. */
	busy?: VendorResponse;
	/** A number that the system finds too long, and part of what a person reads about it. */
	tooLong: { number: string; says: string };
}

/**
 * An event for an invoice with two lines, one of them without GST. Its shape is made up, like that of the examples'
 * sample.
 *
 * @param changes to the invoice
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
		supplier: { name: 'Data#3 Limited' },
		purchaseOrder: 'PO-1048',
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
		settings: { tenantId: XERO_TENANT, contactId: XERO_SUPPLIER, accountCode: XERO_ACCOUNT },
		setUp: {
			file: 'set-up-xero.json',
			fillIn: {},
			finds: { Organisations: XERO_TENANT, Suppliers: XERO_SUPPLIER, Accounts: XERO_ACCOUNT },
		},
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
					Description: 'Laptop (PO-1048)',
					Quantity: 4,
					UnitAmount: 2349,
					LineAmount: 9396,
					AccountCode: '429',
					TaxType: 'INPUT',
					TaxAmount: 939.6,
				},
				{
					Description: 'Training (PO-1048)',
					Quantity: 2,
					UnitAmount: 50.25,
					LineAmount: 100.5,
					AccountCode: '429',
					TaxType: 'EXEMPTEXPENSES',
					TaxAmount: 0,
				},
			],
		},
		numberField: 'InvoiceNumber',
		totalField: 'Total',
		dateField: 'Date',
		createMethod: 'PUT',
		takesIdempotencyKey: true,
		tooLong: { number: 'X'.repeat(256), says: 'Xero said: InvoiceNumber is wrong' },
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
		setUp: {
			file: 'set-up-quickbooks.json',
			fillIn: { Company: { companyId: QUICKBOOKS_COMPANY } },
			finds: { Vendors: QUICKBOOKS_VENDOR, Accounts: 'Computer expenses', 'Tax Codes': 'GST free' },
		},
		bill: {
			VendorRef: { value: QUICKBOOKS_VENDOR },
			DocNumber: 'INV-1001',
			TxnDate: '2026-11-02',
			DueDate: '2026-12-02',
			CurrencyRef: { value: 'AUD' },
			GlobalTaxCalculation: 'TaxExcluded',
			PrivateNote: 'PO-1048',
			Line: [
				quickBooksLine('4 × Laptop', 9396, QUICKBOOKS_TAX_CODES.gst),
				quickBooksLine('2 × Training', 100.5, QUICKBOOKS_TAX_CODES.gstFree),
			],
		},
		numberField: 'DocNumber',
		totalField: 'TotalAmt',
		dateField: 'TxnDate',
		createMethod: 'POST',
		takesIdempotencyKey: true,
		tooLong: { number: 'X'.repeat(22), says: 'DocNumber is wrong' },
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
		setUp: {
			file: 'set-up-myob.json',
			fillIn: { 'Company File': { companyFileId: MYOB_FILE, apiKey: MYOB_API_KEY } },
			finds: {
				Suppliers: MYOB_UIDS.supplier,
				Accounts: MYOB_UIDS.account,
				'Tax Codes': MYOB_UIDS.gstFree,
			},
		},
		bill: {
			Date: '2026-11-02 00:00:00',
			SupplierInvoiceNumber: 'INV-1001',
			Supplier: { UID: MYOB_UIDS.supplier },
			Terms: { PaymentIsDue: 'InAGivenNumberOfDays', BalanceDueDate: 30 },
			IsTaxInclusive: false,
			FreightTaxCode: { UID: MYOB_UIDS.gst },
			Comment: 'PO-1048',
			Lines: [
				myobLine('4 × Laptop', 9396, MYOB_UIDS.gst),
				myobLine('2 × Training', 100.5, MYOB_UIDS.gstFree),
			],
		},
		numberField: 'SupplierInvoiceNumber',
		totalField: 'TotalAmount',
		dateField: 'Date',
		createMethod: 'POST',
		takesIdempotencyKey: false,
		busy: MYOB_BUSY,
		tooLong: { number: 'X'.repeat(256), says: 'SupplierInvoiceNumber is wrong' },
	},
];

/** Invoices that are unusual but correct: name, changes to {@link invoiceEvent}, and total. */
export const UNUSUAL: Array<{ name: string; changes: Record<string, unknown>; total: number }> = [
	{
		name: '300 lines',
		changes: {
			lines: Array.from({ length: 300 }, (_, index) => ({
				description: `Licence ${index}`,
				quantity: 4,
				unitPrice: 2.5,
				amount: 10,
				gst: 1,
			})),
			subtotal: 3000,
			gst: 300,
			total: 3300,
		},
		total: 3300,
	},
	{
		name: 'a discount',
		changes: {
			lines: [
				{ description: 'Laptop', quantity: 1, unitPrice: 200, amount: 200, gst: 20 },
				{ description: 'Discount', amount: -50, gst: -5 },
			],
			subtotal: 150,
			gst: 15,
			total: 165,
		},
		total: 165,
	},
	{
		name: 'a price with seven decimals',
		changes: {
			lines: [
				{
					description: 'Cloud usage',
					quantity: 100_000,
					unitPrice: 0.1234568,
					amount: 12345.68,
					gst: 1234.57,
				},
			],
			subtotal: 12345.68,
			gst: 1234.57,
			total: 13580.25,
		},
		total: 13580.25,
	},
	{
		name: 'a long text, usage in fractions of a cent, GST rounded on the sum, and a comment',
		changes: {
			purchaseOrder: 'P'.repeat(5000),
			lines: [
				{
					description: 'L'.repeat(9000),
					quantity: 3,
					unitPrice: 3.358416,
					amount: 10.075248,
					gst: 1.01,
				},
				{ description: 'Storage', quantity: 7, unitPrice: 2.8787, amount: 20.1509, gst: 2.02 },
				{ description: 'Thank you' },
			],
			subtotal: 30.23,
			gst: 3.02,
			total: 33.25,
		},
		total: 33.25,
	},
	{
		name: 'amounts as text, no GST on the lines, and no due date',
		changes: {
			dueDate: undefined,
			purchaseOrder: undefined,
			lines: [{ description: 'Server', amount: 'AUD 1,234.50' }],
			subtotal: '1,234.50',
			gst: '123.45',
			total: '1,357.95',
		},
		total: 1357.95,
	},
	...[0.06, 0.05].map((gst) => ({
		name: `GST of ${gst}: rounded on each line, or on the sum`,
		changes: {
			lines: [
				{ description: 'Cable', amount: 0.25 },
				{ description: 'Plug', amount: 0.25 },
			],
			subtotal: 0.5,
			gst,
			total: 0.5 + gst,
		},
		total: 0.5 + gst,
	})),
	// 23:30 UTC is 9:30 the next morning in Brisbane.
	{
		name: 'a time in UTC',
		changes: { issueDate: '2026-11-01T23:30:00Z' },
		total: 10436.1,
	},
];

/** Invoices that do not add up: changes to {@link invoiceEvent}, and part of what a person reads. */
export const WRONG: Array<{ changes: Record<string, unknown>; says: string }> = [
	{
		changes: {
			lines: [{ description: 'Laptop', quantity: 1, unitPrice: 100, amount: 100, gst: 10 }],
			subtotal: 100,
			gst: 10,
			total: 110.01,
		},
		says: '110.01',
	},
	{
		changes: {
			lines: Array.from({ length: 300 }, (_, index) => ({
				description: `Licence ${index}`,
				amount: 10,
			})),
			subtotal: 3000,
			gst: 303,
			total: 3303,
		},
		says: '303.00',
	},
	{ changes: { currency: 'USD' }, says: '"Currency" is "USD"' },
	{ changes: { supplier: { name: 'Somebody Else' } }, says: '"Supplier" is "Somebody Else"' },
	{ changes: { subtotal: -9496.5, gst: -939.6, total: -10436.1 }, says: 'credit note' },
];
