import { creating, sumsOf } from './ledger';
import { amount, day, listOf, object, oneOf, optional, textUpTo } from './shape';
import { makeVendor, type Vendor, type VendorResponse, type VendorRequest } from './vendor';

/** A bill as QuickBooks stores it. */
export interface QuickBooksBill {
	Id: string;
	DocNumber: string;
	VendorRef: { value: string };
	Line: Array<{
		Amount: number;
		AccountBasedExpenseLineDetail: { TaxCodeRef: { value: string } };
	}>;
	TotalAmt: number;
	MetaData: { CreateTime: string };
	[property: string]: unknown;
}

/** A company in QuickBooks Online, reduced to bills. */
export interface QuickBooks extends Vendor {
	bills: QuickBooksBill[];
}

export const QUICKBOOKS_HOST = 'quickbooks.api.intuit.com';
export const QUICKBOOKS_SANDBOX_HOST = 'sandbox-quickbooks.api.intuit.com';
export const QUICKBOOKS_COMPANY = '9130357849016936';
export const QUICKBOOKS_VENDOR = '56';
export const QUICKBOOKS_ACCOUNT = '7';
export const QUICKBOOKS_TAX_CODES = { gst: '10', gstFree: '11' };

const COMPANY = `/v3/company/${QUICKBOOKS_COMPANY}`;

// Copied from Intuit's pages: "Request ID update" (requestid, at most 50 characters; the same request ID gets the same
// response, whatever the second one says), "Changes to our Accounting API" (minor version 75), "Manage sales tax for non-US locales" (a tax code on
// each line, QuickBooks calculates), and the reference of Bill (GlobalTaxCalculation required outside the US, DocNumber
// of at most 21 characters, Description and PrivateNote of at most 4,000).
const BILL = {
	VendorRef: object({ value: oneOf(QUICKBOOKS_VENDOR) }),
	DocNumber: textUpTo(21),
	TxnDate: day,
	DueDate: optional(day),
	CurrencyRef: object({ value: oneOf('AUD') }),
	GlobalTaxCalculation: oneOf('TaxExcluded'),
	PrivateNote: optional(textUpTo(4000)),
	Line: listOf({
		Description: textUpTo(4000),
		Amount: amount,
		DetailType: oneOf('AccountBasedExpenseLineDetail'),
		AccountBasedExpenseLineDetail: object({
			AccountRef: object({ value: oneOf(QUICKBOOKS_ACCOUNT) }),
			TaxCodeRef: object({ value: oneOf(...Object.values(QUICKBOOKS_TAX_CODES)) }),
		}),
	}),
};

/** Responses to queries for names, by entity. */
const NAMES: Record<string, unknown[]> = {
	Vendor: [{ Id: QUICKBOOKS_VENDOR, DisplayName: 'Data#3 Limited' }],
	Account: [{ Id: QUICKBOOKS_ACCOUNT, Name: 'Computer expenses', AccountType: 'Expense' }],
	TaxCode: [
		{ Id: QUICKBOOKS_TAX_CODES.gst, Name: 'GST' },
		{ Id: QUICKBOOKS_TAX_CODES.gstFree, Name: 'GST free' },
	],
};

/** Stands in for QuickBooks Online's accounting API, with one company and one vendor. */
export function makeQuickBooks(): QuickBooks {
	const bills: QuickBooksBill[] = [];
	const responses = new Map<string, VendorResponse>();

	const createNew = creating<QuickBooksBill>(
		BILL,
		(wrong) => fault(wrong.join('; ')).body,
		(sent) => {
			const bill = {
				...sent,
				Id: String(bills.length + 100),
				TotalAmt: calculate(sent).total,
				MetaData: { CreateTime: new Date().toISOString() },
			};
			bills.push(bill);
			return { status: 200, body: { Bill: bill, time: new Date().toISOString() } };
		},
	);
	const create = (request: VendorRequest): VendorResponse => {
		if (request.query.get('minorversion') !== '75') return fault('minorversion is wrong');
		const requestId = request.query.get('requestid') ?? '';
		if (requestId.length === 0 || requestId.length > 50) return fault('requestid is wrong');
		const response = responses.get(requestId) ?? createNew(request);
		if (response.status === 200) responses.set(requestId, response);
		return response;
	};
	const find = (select: string): VendorResponse => {
		// Entity names are case-insensitive. Intuit's blog "Deep dive into QuickBooks Online data queries": a backslash
		// escapes special characters, such as an apostrophe, and so itself.
		const [, name = '', number] =
			/^select .+ from (\w+)(?: where DocNumber = '((?:[^'\\]|\\['\\])+)'$)?/i.exec(select) ?? [];
		const entity = Object.keys({ Bill: bills, ...NAMES }).find(
			(known) => known.toLowerCase() === name.toLowerCase(),
		);
		const found =
			entity === 'Bill'
				? bills.filter((bill) => bill.DocNumber === number?.replace(/\\(.)/g, '$1'))
				: NAMES[entity ?? ''];
		if (!entity || !found) return fault(`no query: ${select}`);
		// QuickBooks omits an empty list.
		return { status: 200, body: { QueryResponse: found.length > 0 ? { [entity]: found } : {} } };
	};

	const vendor = makeVendor('access-token-of-quickbooks', (request) => {
		if (request.headers.accept !== 'application/json') return { status: 406 };
		switch (`${request.method} ${request.path}`) {
			case `GET ${COMPANY}/query`:
				return find(request.query.get('query') ?? '');
			case `POST ${COMPANY}/bill`:
				return create(request);
			default:
				return { status: 403, body: {} };
		}
	});
	return { ...vendor, bills };
}

/**
 * Calculates a bill as QuickBooks does, whatever the sender says: each line's tax from its tax code, rounded to the
 * cent, then added up. The tax codes: "Manage sales tax for non-US locales". Rounding each line: Intuit's community
 * ("QuickBooks Online will always calculate line-by-line"), and what people got from its API (ruckus/quickbooks-ruby
 * issue 547: 448.40 instead of the 448.39 of the sum). No page says whether it keeps a TotalTax that it is given.
 *
 * @param bill as sent
 * @returns its GST and total
 */
export const calculate = ({ Line }: Pick<QuickBooksBill, 'Line'>) =>
	sumsOf(
		Line.map(({ Amount, AccountBasedExpenseLineDetail: { TaxCodeRef } }) => ({
			amount: Amount,
			isTaxed: TaxCodeRef.value === QUICKBOOKS_TAX_CODES.gst,
		})),
		'each line',
	);

const fault = (Detail: string): VendorResponse => ({
	status: 400,
	body: {
		Fault: { Error: [{ Message: 'Invalid', Detail, code: '2010' }], type: 'ValidationFault' },
	},
});
