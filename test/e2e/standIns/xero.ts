import { randomUUID } from 'node:crypto';
import { amount, day, listOf, object, oneOf, text, textUpTo, violations } from './shape';
import { makeVendor, toCents, type Vendor, type VendorAnswer, type VendorRequest } from './vendor';

/** A bill as Xero keeps it, with what was sent and what Xero added. */
export interface XeroBill {
	InvoiceID: string;
	Type: string;
	InvoiceNumber: string;
	Contact: { ContactID: string };
	Status: string;
	LineItems: Array<{ Quantity: number; UnitAmount: number; TaxAmount: number }>;
	Total: number;
	[property: string]: unknown;
}

/** An organisation in Xero, as far as bills are concerned. */
export interface Xero extends Vendor {
	bills: XeroBill[];
}

export const XERO_HOST = 'api.xero.com';
export const XERO_TENANT = 'fe79f7dd-b6d4-4a92-ba7b-538af6289c58';
export const XERO_SUPPLIER = 'a3675fc4-f8dd-4f03-ba5b-f1870566bcd7';

const INVOICES = '/api.xro/2.0/Invoices';

// Spelt from XeroAPI/Xero-OpenAPI, xero_accounting.yaml (12.x) and xero-identity.yaml: the schemas Invoice and LineItem,
// PUT /Invoices with Idempotency-Key (128 characters at most), GET /Invoices with its lists of numbers, contacts and
// statuses, GET /Connections. An InvoiceNumber is not unique among bills (ACCPAY).
const BILL = {
	Type: oneOf('ACCPAY'),
	Status: oneOf('DRAFT'),
	Contact: object({ ContactID: oneOf(XERO_SUPPLIER) }),
	InvoiceNumber: textUpTo(255),
	Date: day,
	DueDate: day,
	CurrencyCode: oneOf('AUD'),
	LineAmountTypes: oneOf('Exclusive'),
	LineItems: listOf({
		Description: text,
		Quantity: amount,
		UnitAmount: amount,
		AccountCode: oneOf('429'),
		TaxType: oneOf('INPUT', 'EXEMPTEXPENSES'),
		TaxAmount: amount,
	}),
};

/**
 * Stands in for Xero's accounting API, with one organisation and one supplier.
 *
 * @returns the stand-in; it keeps the bills that were made
 */
export function makeXero(): Xero {
	const bills: XeroBill[] = [];
	const answered = new Map<string, VendorAnswer>();

	const create = ({ body, headers }: VendorRequest): VendorAnswer => {
		const key = String(headers['idempotency-key'] ?? '');
		if (key.length === 0 || key.length > 128) return refusal(['Idempotency-Key is wrong']);
		const earlier = answered.get(key);
		if (earlier) return earlier;
		const sent = (body as { Invoices: XeroBill[] }).Invoices;
		const wrong = sent.flatMap((bill) => violations(bill, BILL));
		if (wrong.length > 0) return refusal(wrong);
		const made = sent.map((bill) => ({ ...bill, ...totals(bill), InvoiceID: randomUUID() }));
		bills.push(...made);
		const answer = { status: 200, body: { Status: 'OK', Invoices: made } };
		answered.set(key, answer);
		return answer;
	};
	const find = ({ query }: VendorRequest): VendorAnswer => {
		const asked = (name: string) => (query.get(name) ?? '').split(',');
		const found = bills.filter(
			(bill) =>
				asked('InvoiceNumbers').includes(bill.InvoiceNumber) &&
				asked('ContactIDs').includes(bill.Contact.ContactID) &&
				asked('Statuses').includes(bill.Status),
		);
		return { status: 200, body: { Status: 'OK', Invoices: found } };
	};

	const vendor = makeVendor('access-token-of-xero', (request) => {
		if (request.path === '/connections') {
			return {
				status: 200,
				body: [{ tenantId: XERO_TENANT, tenantName: 'Demo (AU)', tenantType: 'ORGANISATION' }],
			};
		}
		if (request.headers['xero-tenant-id'] !== XERO_TENANT) return { status: 403, body: {} };
		switch (`${request.method} ${request.path}`) {
			case 'GET /api.xro/2.0/Contacts':
				return { status: 200, body: { Contacts: [{ ContactID: XERO_SUPPLIER, Name: 'Data#3' }] } };
			case `GET ${INVOICES}`:
				return find(request);
			case `PUT ${INVOICES}`:
				return create(request);
			default:
				return { status: 404, body: {} };
		}
	});
	return { ...vendor, bills };
}

function totals(bill: XeroBill): { SubTotal: number; TotalTax: number; Total: number } {
	const sum = (of: (line: XeroBill['LineItems'][number]) => number) =>
		toCents(bill.LineItems.reduce((all, line) => all + of(line), 0));
	const SubTotal = sum((line) => toCents(line.Quantity * line.UnitAmount));
	const TotalTax = sum((line) => line.TaxAmount);
	return { SubTotal, TotalTax, Total: toCents(SubTotal + TotalTax) };
}

const refusal = (messages: string[]): VendorAnswer => ({
	status: 400,
	body: {
		ErrorNumber: 10,
		Type: 'ValidationException',
		Message: 'A validation exception occurred',
		Elements: [{ ValidationErrors: messages.map((Message) => ({ Message })) }],
	},
});
