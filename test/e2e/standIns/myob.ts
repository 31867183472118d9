import { randomUUID } from 'node:crypto';
import { creating, sumsOf } from './ledger';
import { amount, listOf, object, oneOf, optional, textUpTo, type Rule } from './shape';
import { makeVendor, type Vendor, type VendorResponse, type VendorRequest } from './vendor';

/** A bill as MYOB stores it. */
export interface MyobBill {
	UID: string;
	SupplierInvoiceNumber: string;
	Supplier: { UID: string };
	Lines: Array<{ Total: number; TaxCode: { UID: string } }>;
	TotalAmount: number;
	[property: string]: unknown;
}

/** A company file in MYOB, reduced to bills. */
export interface Myob extends Vendor {
	bills: MyobBill[];
}

export const MYOB_HOST = 'api.myob.com';
export const MYOB_FILE = '5d4b1ce0-bb9f-4f4c-9578-2b168b7295db';
export const MYOB_API_KEY = 'api-key-of-an-app-at-myob';
export const MYOB_UIDS = {
	supplier: '63b984e5-241e-4c1a-bfe1-7868a69f5e29',
	account: '9a2e5b8c-6f0d-4e55-8f3e-2f6f3c1f7a11',
	gst: '38a37ae8-565c-46f8-ad4a-2a87069607f8',
	gstFree: '4afae618-116c-4b16-ba56-6486cfaafef0',
};

const FILE = `/accountright/${MYOB_FILE}`;

// Copied from MYOB's pages "Purchase/Bill/Service" and "Headers" and the contracts of its .NET SDK (Bill, BillLine,
// ServiceBillLine; MutableService requests the created bill with returnBody=true). Dates include a time of day. How long a
// description may be is not documented for bills: 255 is the limit of MYOB's import files, and of Comment.
const dateTime: Rule = (value) =>
	typeof value === 'string' && /^\d{4}-\d{2}-\d{2} 00:00:00$/.test(value);
const BILL = {
	Date: dateTime,
	SupplierInvoiceNumber: textUpTo(255),
	Supplier: object({ UID: oneOf(MYOB_UIDS.supplier) }),
	// The due date follows from the terms, by default the supplier's.
	Terms: optional(
		object({
			PaymentIsDue: oneOf('InAGivenNumberOfDays'),
			BalanceDueDate: (value) => Number.isInteger(value) && (value as number) >= 0,
		}),
	),
	IsTaxInclusive: oneOf(false),
	FreightTaxCode: object({ UID: oneOf(MYOB_UIDS.gst) }),
	Comment: optional(textUpTo(255)),
	Lines: listOf({
		Type: oneOf('Transaction'),
		Description: textUpTo(255),
		Total: amount,
		Account: object({ UID: oneOf(MYOB_UIDS.account) }),
		TaxCode: object({ UID: oneOf(MYOB_UIDS.gst, MYOB_UIDS.gstFree) }),
	}),
};

/** MYOB's page "API Error Messages & Warnings": too many requests in a second get a 403, as do requests without permission. */
export const MYOB_BUSY: VendorResponse = {
	status: 403,
	body: {
		Errors: [
			{
				Name: 'RateLimitError',
				Message: 'API key has exceeded the per-second rate limit',
				Severity: 'Error',
			},
		],
	},
};

/** Responses to lists of names, by path. */
const NAMES: Record<string, Array<Record<string, string>>> = {
	// More than a page, with ours on the second.
	'/Contact/Supplier': [
		...Array.from({ length: 449 }, (_, index) => ({
			UID: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
			CompanyName: `Supplier ${index}`,
		})),
		{ UID: MYOB_UIDS.supplier, CompanyName: 'Data#3 Limited' },
	],
	'/GeneralLedger/Account': [{ UID: MYOB_UIDS.account, Name: 'Computer expenses' }],
	'/GeneralLedger/TaxCode': [
		{ UID: MYOB_UIDS.gst, Code: 'GST' },
		{ UID: MYOB_UIDS.gstFree, Code: 'FRE' },
	],
};

/**
 * Stands in for MYOB's Business API, with one company file and one supplier. It creates a bill for every request to create
 * one: MYOB has no known idempotency key.
 */
export function makeMyob(): Myob {
	const bills: MyobBill[] = [];

	const create = creating<MyobBill>(
		BILL,
		(wrong) => ({ Errors: wrong.map((Message) => ({ Message })) }),
		(sent, { query }) => {
			const bill = { ...sent, UID: randomUUID(), TotalAmount: calculate(sent).total };
			bills.push(bill);
			return { status: 201, body: query.get('returnBody') === 'true' ? bill : undefined };
		},
	);
	const find = ({ query }: VendorRequest): VendorResponse => {
		// OData doubles a quote inside a string.
		const [, quoted] =
			/^SupplierInvoiceNumber eq '((?:[^']|'')+)'$/.exec(query.get('$filter') ?? '') ?? [];
		if (quoted === undefined) return { status: 400, body: { Errors: [] } };
		const number = quoted.replaceAll("''", "'");
		return { status: 200, body: page(bills.filter((b) => b.SupplierInvoiceNumber === number)) };
	};

	const vendor = makeVendor('access-token-of-myob', (request) => {
		const { headers, method, path } = request;
		if (headers['x-myobapi-key'] !== MYOB_API_KEY) return { status: 403, body: {} };
		if (headers['x-myobapi-version'] !== 'v2') return { status: 400, body: {} };
		const names = NAMES[path.replace(FILE, '')];
		if (names) return { status: 200, body: page(named(names, request)) };
		switch (`${method} ${path}`) {
			case `GET ${FILE}/Purchase/Bill`:
				return find(request);
			case `POST ${FILE}/Purchase/Bill/Service`:
				return create(request);
			default:
				return { status: 404, body: {} };
		}
	});
	return { ...vendor, bills };
}

// MYOB's page "Retrieving data": 400 results a page unless $top says otherwise.
const page = (all: unknown[]) => ({
	Items: all.slice(0, 400),
	NextPageLink: all.length > 400 ? `https://${MYOB_HOST}${FILE}?$skip=400` : null,
	Count: all.length,
});

/** The names that match `$filter=substringof('text', Property) eq true`; all without a filter. */
function named(names: Array<Record<string, string>>, { query }: VendorRequest) {
	const [, part = '', property = ''] =
		/^substringof\('([^']+)', ?(\w+)\) eq true$/.exec(query.get('$filter') ?? '') ?? [];
	return property === '' ? names : names.filter((entry) => entry[property]?.includes(part));
}

/**
 * Calculates a bill as MYOB does: lines carry net amounts (IsTaxInclusive is false); MYOB adds up the GST of their
 * codes, and then rounds it to the cent. No page of MYOB says so, but vendors who compare its invoices with theirs do
 * (Abtrac, TransPost, Accredo).
 *
 * @param bill as sent
 * @returns its GST and total
 */
export const calculate = ({ Lines }: Pick<MyobBill, 'Lines'>) =>
	sumsOf(
		Lines.map(({ Total, TaxCode }) => ({ amount: Total, isTaxed: TaxCode.UID === MYOB_UIDS.gst })),
		'the sum',
	);
