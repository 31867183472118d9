import { readDay } from './dates';
import type { DateOptions } from './dates';
import { readCurrency, readSupplier } from './expected';
import { INVOICE_FIELDS } from './fieldNames';
import type { InvoiceField, LineField } from './fieldNames';
import { readLines, readList } from './lines';
import { decimalsOf, readCents, toNumber } from './money';
import { priceLine } from './pricing';
import type { InvoiceLine } from './pricing';
import { compareSums } from './sums';
import { comparable, isEmpty, inQuotes, readText, Refusal } from './values';

/** Which invoices to accept, and how to read them. */
export interface CheckOptions extends DateOptions {
	/** Empty text accepts any currency; undefined and null, which only an expression returns, accept none. */
	expectedCurrency: unknown;
	/** The same for suppliers. */
	expectedSupplier: unknown;
	/** In percent. */
	gstRate: unknown;
	amountsIncludeGst: boolean;
	/** Whether the event states amounts in cents: 11000 for 110.00. */
	amountsInCents: boolean;
	allowNegativeLines: boolean;
}

/** One item's fields, unchanged. */
export interface InvoiceInput {
	/**
	 * A Refusal takes the place of a value that n8n could not evaluate. It also takes the place of the number if the item has
	 * several invoices and the fields read only one of them.
	 */
	values: Record<InvoiceField, unknown>;
	lineProperties: Record<LineField, unknown>;
	/** The field "Lines" before it is evaluated. */
	list: string;
	options: CheckOptions;
}

/** An invoice whose lines add up: subtotal and gst are the lines' sums, and total is subtotal plus gst. */
export interface Invoice {
	number: string;
	/** YYYY-MM-DD, like dueDate. */
	issueDate: string;
	dueDate: string | null;
	currency: string;
	supplier: string;
	purchaseOrder: string | null;
	subtotal: number;
	gst: number;
	total: number;
	lines: InvoiceLine[];
}

/** The invoice, or all reasons to refuse it, with its number if that could be read. */
export type CheckResult =
	| { number: string; invoice: Invoice }
	| { number: string | undefined; reasons: string[] };

const REQUIRED: InvoiceField[] = [
	'number',
	'issueDate',
	'currency',
	'supplier',
	'gst',
	'total',
	'lines',
];

/** What to do if the event itself has no such value. */
const WITHOUT_VALUE: Partial<Record<InvoiceField, string>> = {
	currency: 'If events do not name it, enter its code, such as AUD.',
	supplier: 'If events do not name it, enter the name.',
	gst: 'If events leave it out when there is no GST, add "?? 0" to the expression: {{ $json.gst ?? 0 }}.',
};

/** Words in the types and states of documents that must not be paid, or not yet, and codes of such types: SAP's G2, RE, F8. */
const NOT_INVOICES =
	/cred|refund|return|adj|quote|quotation|estimate|pro[ _-]?forma|draft|void|cancel|delet|revers|reject|\bcr(?:\b|note)|\bc\/n|^(?:s?cn|cr?m|crn|sc|r[em]|cbre|g2|s[12]|f[58])$/i;

/** Documents that precede or repeat an invoice. Some invoices are also one of them: "Tax Invoice/Receipt". */
const OTHER_DOCUMENTS = /^(?!.*(?:invoice|bill\b)).*(?:order|statement|receipt|remittance)/is;

/** E-invoicing's codes for credit notes (UNCL 1001, as listed for EN 16931), and 325, a pro forma invoice. */
const NOT_INVOICE_CODES = '81 83 261 262 296 308 325 381 396 420 458 502 503 532'.split(' ');

/**
 * Empty dates: those of .NET and Business Central (year 1), Navision (1753), Delphi (1899), other Dynamics (1900), Unix
 * (1970), SAP and MySQL (0); and what people enter instead.
 */
const NO_DATE =
	/^(?:(?:0001|1753|1900|1970)-01-01|0?1\/0?1\/(?:0001|1753|1900|1970)|1899-12-30|(?:30\/12|12\/30)\/1899|0000-?00-?00|\/Date\(-62135596800000|(?:0|-|n\/?a|none|null)$)/i;

/**
 * Removes invisible characters, such as a byte order mark, and normalises accents and white space. The order matters: \s also
 * matches a byte order mark, and would turn it into a space.
 */
const plainText = (value: unknown): string =>
	String(value ?? '')
		.normalize('NFC')
		.replace(/\p{Cf}/gu, '')
		.replace(/\s+/g, ' ')
		.replace(/\p{Cc}/gu, '')
		.trim();

/**
 * Checks the invoices of one execution.
 * @returns a result for each, in the same order; invoices of one supplier that share a number are all refused
 */
export function checkInvoices(inputs: InvoiceInput[]): CheckResult[] {
	const results = inputs.map(checkInvoice);
	const keys = results.map(({ number }, index) =>
		JSON.stringify([comparable(number), comparable(plainText(inputs[index]?.values.supplier))]),
	);
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return results.map((result, index) => {
		const { number } = result;
		const count = counts.get(keys[index] as string) ?? 0;
		if (number === undefined || count < 2) return result;
		const reason = `"${INVOICE_FIELDS.number}" is ${inQuotes(number)} on ${count} invoices in this execution. Find out which of them is right.`;
		return { number, reasons: 'reasons' in result ? [...result.reasons, reason] : [reason] };
	});
}

function checkInvoice({ values, lineProperties, list, options }: InvoiceInput): CheckResult {
	const reasons: string[] = [];
	const read = <T>(field: InvoiceField, reader: (value: unknown) => T | Refusal): T | undefined => {
		const value = values[field];
		const isRequired = REQUIRED.includes(field);
		// Odoo writes false for an empty date or text.
		if (isEmpty(value) || (value === false && !isRequired)) {
			if (isRequired) {
				const advice = ['Drag it from the event.', WITHOUT_VALUE[field]].filter(Boolean).join(' ');
				reasons.push(`"${INVOICE_FIELDS[field]}" has no value. ${advice}`);
			}
			return undefined;
		}
		const result = value instanceof Refusal ? value : reader(value);
		if (!(result instanceof Refusal)) return result;
		reasons.push(`"${INVOICE_FIELDS[field]}" ${result.reason}`);
		return undefined;
	};
	const { amountsIncludeGst, amountsInCents, allowNegativeLines, gstRate } = options;
	const code = String(values.currency).trim().toUpperCase();
	// Read amounts in the invoice's own currency, even if it is not the expected one.
	const ownCurrency = decimalsOf(code) === undefined ? undefined : code;
	const readMoney = (value: unknown): bigint | Refusal =>
		readCents(value, ownCurrency, amountsInCents);
	const readDate = (value: unknown): string | Refusal => readDay(value, options);

	read('documentType', readDocumentType);
	const number = read('number', readNumber);
	const issueDate = read('issueDate', readDate);
	const dueDate = read('dueDate', (value) => readDueDate(value, issueDate, options));
	const currency = read('currency', (value) => readCurrency(value, options.expectedCurrency));
	const supplier = read('supplier', (value) => readSupplier(value, options.expectedSupplier));
	const purchaseOrder = read('purchaseOrder', readText);
	const stated = {
		subtotal: read('subtotal', readMoney),
		gst: read('gst', readMoney),
		total: read('total', (value) => refuseNegative(value, readMoney(value))),
	};
	const lines = read('lines', (value) => {
		const listed = readList(value);
		if (listed instanceof Refusal) return listed;
		const result = readLines(listed, {
			properties: lineProperties,
			list,
			allowNegativeLines,
			amountsInCents,
			currency: ownCurrency,
		});
		if ('lines' in result) return result.lines;
		reasons.push(...result.reasons);
		return undefined;
	});

	const sums = lines && compareSums(lines, stated, gstRate, amountsIncludeGst);
	reasons.push(...(sums?.reasons ?? []));
	if (reasons.length > 0) return { number, reasons };

	// Without a reason to refuse it, everything required has been read.
	const invoice = {
		number,
		issueDate,
		dueDate: dueDate ?? null,
		currency,
		supplier,
		purchaseOrder: purchaseOrder ?? null,
		subtotal: toNumber((stated.total ?? 0n) - (stated.gst ?? 0n)),
		gst: toNumber(stated.gst ?? 0n),
		total: toNumber(stated.total ?? 0n),
		lines: sums?.lines
			?.filter(({ description }) => description !== '')
			.map((line) => priceLine(line, amountsIncludeGst, ownCurrency, amountsInCents)),
	} as Invoice;
	return { number: invoice.number, invoice };
}

/** If a credit note's amounts are positive, only its type shows that it must not be paid. */
function readDocumentType(value: unknown): string | Refusal {
	const type = readText(value);
	if (type instanceof Refusal) return type;
	const plainType = plainText(type).replace(/\p{Pd}/gu, '-');
	const isRefused = [NOT_INVOICES, OTHER_DOCUMENTS].some((words) => words.test(plainType));
	if (!isRefused && !NOT_INVOICE_CODES.includes(plainType)) return type;
	return new Refusal(
		`is ${inQuotes(value)}. The node accepts only invoices. Enter the document by hand.`,
	);
}

/** Reads the number and normalises it, because accounting systems differ in which white space they keep. */
function readNumber(value: unknown): string | Refusal {
	const text = readText(value);
	if (text instanceof Refusal) return text;
	const number = plainText(text);
	return number === '' ? new Refusal('has no visible characters. Drag it from the event.') : number;
}

function readDueDate(
	value: unknown,
	issueDate: string | undefined,
	options: DateOptions,
): string | Refusal | undefined {
	if (NO_DATE.test(String(value).trim())) return undefined;
	const dueDate = readDay(value, options);
	if (dueDate instanceof Refusal || dueDate >= (issueDate ?? '')) return dueDate;
	return new Refusal(
		`is ${inQuotes(value)}, which is before "Issue Date" (${issueDate}). Check both.`,
	);
}

function refuseNegative(value: unknown, total: bigint | Refusal): bigint | Refusal {
	if (total instanceof Refusal || total >= 0n) return total;
	return new Refusal(
		`is ${inQuotes(value)}, so this is a credit note. The node accepts only invoices. Enter the credit note by hand.`,
	);
}
