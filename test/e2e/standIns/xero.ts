import { randomUUID } from 'node:crypto';
import { amount, day, listOf, object, oneOf, optional, text, textUpTo, violations } from './shape';
import {
	makeVendor,
	round,
	toCents,
	type Vendor,
	type VendorResponse,
	type VendorRequest,
} from './vendor';

/** A line of a bill in Xero. */
interface XeroLine {
	Quantity: number;
	UnitAmount: number;
	LineAmount?: number;
	AccountCode: string;
	TaxAmount: number;
}

/** A bill as Xero stores it: what was sent, and what Xero added. */
export interface XeroBill {
	InvoiceID: string;
	Type: string;
	InvoiceNumber: string;
	Contact: { ContactID: string };
	Status: string;
	LineItems: XeroLine[];
	Total: number;
	[property: string]: unknown;
}

/** An organisation in Xero, reduced to bills. */
export interface Xero extends Vendor {
	bills: XeroBill[];
	/** From now on, refuses with a 200 and the reasons inside, whatever the request asked for; false ends this. */
	refuseWithStatus200(isQuiet: boolean): void;
}

export const XERO_HOST = 'api.xero.com';
export const XERO_TENANT = 'fe79f7dd-b6d4-4a92-ba7b-538af6289c58';
export const XERO_SUPPLIER = 'a3675fc4-f8dd-4f03-ba5b-f1870566bcd7';
export const XERO_ACCOUNT = '429';

const INVOICES = '/api.xro/2.0/Invoices';

// Copied from XeroAPI/Xero-OpenAPI 16.1.0, xero_accounting.yaml and xero-identity.yaml: the schemas Invoice and
// LineItem, PUT /Invoices with Idempotency-Key (at most 128 characters), GET /Invoices with its lists of numbers,
// contacts and statuses, GET /Connections. An InvoiceNumber is not unique among bills (ACCPAY), and a bill needs no due
// date. A given TaxAmount overrides the calculated one (schema LineItem); no tolerance is documented, and none known for
// invoices (XeroAPI/xero-node issue 768). That a description may have 4,000 characters is not in the specification.
const BILL = {
	Type: oneOf('ACCPAY'),
	Status: oneOf('DRAFT'),
	Contact: object({ ContactID: oneOf(XERO_SUPPLIER) }),
	InvoiceNumber: textUpTo(255),
	Date: day,
	DueDate: optional(day),
	CurrencyCode: oneOf('AUD'),
	LineAmountTypes: oneOf('Exclusive'),
	LineItems: listOf({
		Description: textUpTo(4000),
		Quantity: amount,
		UnitAmount: amount,
		LineAmount: optional(amount),
		AccountCode: text,
		TaxType: oneOf('INPUT', 'EXEMPTEXPENSES'),
		TaxAmount: amount,
	}),
};

/**
 * Calculates a bill as Xero does, according to its guide "Rounding in Xero": unit prices have two decimals, or four
 * with `unitdp=4`; line amounts and tax are rounded to the cent line by line, and then added up.
 *
 * @param unitDecimals 2 or 4
 * @returns its lines and sums as Xero stores them
 */
export function calculate(sent: XeroBill, unitDecimals: 2 | 4) {
	const LineItems = sent.LineItems.map((line) => {
		const Quantity = round(line.Quantity, 4);
		const UnitAmount = round(line.UnitAmount, unitDecimals);
		const LineAmount = toCents(Quantity * UnitAmount);
		return { ...line, Quantity, UnitAmount, LineAmount, TaxAmount: toCents(line.TaxAmount) };
	});
	const sum = (of: (line: (typeof LineItems)[number]) => number) =>
		toCents(LineItems.reduce((all, line) => all + of(line), 0));
	const SubTotal = sum(({ LineAmount }) => LineAmount);
	const TotalTax = sum(({ TaxAmount }) => TaxAmount);
	return { LineItems, SubTotal, TotalTax, Total: toCents(SubTotal + TotalTax) };
}

/**
 * Lists what is wrong with a bill, in Xero's words where they are known.
 *
 * @param unitDecimals 2 or 4
 * @returns a message for each reason; none if the bill is accepted
 */
export function refusalsOf(sent: XeroBill, unitDecimals: 2 | 4): string[] {
	const wrong = violations(sent, BILL);
	if (wrong.length > 0) return wrong;
	const { LineItems, Total } = calculate(sent, unitDecimals);
	return [
		// Both sentences as quoted by people who got them from Xero.
		...sent.LineItems.filter(({ AccountCode }) => AccountCode !== XERO_ACCOUNT).map(
			({ AccountCode }) => `Account code '${AccountCode}' is not a valid code for this document.`,
		),
		...sent.LineItems.flatMap(({ LineAmount }, index) =>
			LineAmount === undefined || LineAmount === LineItems[index]!.LineAmount
				? []
				: [
						`The line total ${LineAmount} does not match the expected line total ${LineItems[index]!.LineAmount}`,
					],
		),
		...(Total < 0 ? ['The document total must not be negative.'] : []),
	];
}

/** Stands in for Xero's accounting API, with one organisation and one supplier. */
export function makeXero(): Xero {
	const bills: XeroBill[] = [];
	let isQuiet = false;
	const responses = new Map<string, { body: string; response: VendorResponse }>();

	const create = (request: VendorRequest): VendorResponse => {
		const key = String(request.headers['idempotency-key'] ?? '');
		if (key.length === 0 || key.length > 128) return refusal([['Idempotency-Key is wrong', {}]]);
		// Xero's page "Idempotent requests": the same key and body get the same response; another body is refused.
		const body = JSON.stringify(request.body);
		const earlier = responses.get(key);
		if (earlier) {
			return earlier.body === body
				? earlier.response
				: refusal([['The idempotency key was used with another request', {}]]);
		}
		const response = createNew(request);
		responses.set(key, { body, response });
		return response;
	};
	const createNew = ({ body, query }: VendorRequest): VendorResponse => {
		const sent = (body as { Invoices: XeroBill[] }).Invoices;
		const unitDecimals = query.get('unitdp') === '4' ? 4 : 2;
		const refused = sent.flatMap((bill) =>
			refusalsOf(bill, unitDecimals).map((message): Refused => [message, bill]),
		);
		if (refused.length > 0) {
			// PUT /Invoices, parameter summarizeErrors: false (the default) means 200 with the errors inside.
			return query.get('summarizeErrors') === 'true' && !isQuiet
				? refusal(refused)
				: acceptedWithErrors(refused);
		}
		const made = sent.map((bill) => ({
			...bill,
			...calculate(bill, unitDecimals),
			InvoiceID: randomUUID(),
			UpdatedDateUTC: `/Date(${Date.now()}+0000)/`,
			HasErrors: false,
		}));
		bills.push(...made);
		return { status: 200, body: { Status: 'OK', Invoices: made } };
	};
	const find = ({ query }: VendorRequest): VendorResponse => {
		// Lists are separated by commas, so a number with a comma needs a "where". That is Dynamic LINQ, to judge by its
		// messages (XeroAPI/Xero-NetStandard issue 512), where a quote inside a string is doubled.
		const asked = (name: string) => (query.get(name) ?? '').split(',');
		const [, quoted] = /^InvoiceNumber=="((?:[^"]|"")*)"$/.exec(query.get('where') ?? '') ?? [];
		const numbers = quoted === undefined ? asked('InvoiceNumbers') : [quoted.replaceAll('""', '"')];
		const found = bills.filter(
			(bill) =>
				numbers.includes(bill.InvoiceNumber) &&
				asked('ContactIDs').includes(bill.Contact.ContactID) &&
				asked('Statuses').includes(bill.Status),
		);
		return { status: 200, body: { Status: 'OK', Invoices: found } };
	};

	const vendor = makeVendor(
		'access-token-of-xero',
		(request) => {
			if (request.path === '/connections') {
				return {
					status: 200,
					body: [{ tenantId: XERO_TENANT, tenantName: 'Demo (AU)', tenantType: 'ORGANISATION' }],
				};
			}
			if (request.headers['xero-tenant-id'] !== XERO_TENANT) {
				return { status: 403, body: { Title: 'Forbidden', Detail: 'AuthenticationUnsuccessful' } };
			}
			switch (`${request.method} ${request.path}`) {
				case 'GET /api.xro/2.0/Contacts':
					return {
						status: 200,
						body: { Contacts: [{ ContactID: XERO_SUPPLIER, Name: 'Data#3 Limited' }] },
					};
				case 'GET /api.xro/2.0/Accounts':
					return {
						status: 200,
						body: { Accounts: [{ Code: XERO_ACCOUNT, Name: 'General Expenses' }] },
					};
				case `GET ${INVOICES}`:
					return find(request);
				case `PUT ${INVOICES}`:
					return create(request);
				default:
					return { status: 404, body: {} };
			}
		},
		// Xero's page "OAuth 2.0 API limits": five requests in progress at a time; the header names the limit.
		{
			atOnce: 5,
			tooMany: { status: 429, headers: { 'x-rate-limit-problem': 'concurrent' }, body: {} },
		},
	);
	return {
		...vendor,
		bills,
		refuseWithStatus200: (quiet) => {
			isQuiet = quiet;
		},
	};
}

/** Why a bill was refused, and the bill. */
type Refused = [message: string, bill: object];

// In the schema Error the elements are the invoices as sent, and their ValidationErrors come last.
const refusal = (refused: Refused[]): VendorResponse => ({
	status: 400,
	body: {
		ErrorNumber: 10,
		Type: 'ValidationException',
		Message: 'A validation exception occurred',
		Elements: elementsOf(refused),
	},
});

const acceptedWithErrors = (refused: Refused[]): VendorResponse => ({
	status: 200,
	body: {
		Status: 'OK',
		Invoices: elementsOf(refused).map((element) => ({
			...element,
			HasErrors: true,
			StatusAttributeString: 'ERROR',
		})),
	},
});

const elementsOf = (refused: Refused[]) =>
	[...new Set(refused.map(([, bill]) => bill))].map((bill) => ({
		...bill,
		ValidationErrors: refused
			.filter(([, refusedBill]) => refusedBill === bill)
			.map(([Message]) => ({ Message })),
	}));
