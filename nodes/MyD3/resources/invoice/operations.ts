import { NodeOperationError, UserError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { checkInvoices } from './check';
import type { CheckResult, InvoiceInput } from './check';
import { isDateFormat } from './dates';
import { INVOICE_FIELDS } from './fieldNames';
import type { InvoiceField } from './fieldNames';
import { sharedList } from './linePath';
import { inQuotes, Refusal } from './values';

/** The options as n8n stores them: only those that the user has added. */
type StoredOptions = Partial<Omit<InvoiceInput['options'], 'timeZone'>>;

const SWITCHES = {
	allowNegativeLines: 'Allow Negative Lines',
	amountsInCents: 'Amounts in Cents',
	amountsIncludeGst: 'Amounts Include GST',
} as const;

/** The operations of the Invoice resource, by parameter value. Each processes all items at once. */
export const invoiceOperations: Record<
	string,
	(context: IExecuteFunctions) => INodeExecutionData[]
> = { check };

/**
 * Checks each item's invoice.
 * @returns a new item for each. If the node continues on error, a refused invoice becomes an item with only `error`, which
 *   n8n sends to the error output if the node has one; if an option or a line's field cannot be read, every invoice is refused
 * @throws if the node does not continue on error: NodeOperationError with all refused invoices, UserError for an option
 *   whose expression returns a value that it does not allow, or what n8n throws for an expression
 */
function check(context: IExecuteFunctions): INodeExecutionData[] {
	const results = context.continueOnFail() ? checkWithoutThrowing(context) : checkAll(context);
	const messages = results.map((result, index) =>
		'reasons' in result ? messageOf(result, index + 1, results.length) : undefined,
	);
	const firstRefused = messages.findIndex((message) => message !== undefined);
	if (firstRefused >= 0 && !context.continueOnFail()) {
		throw refusedError(context, messages.filter(Boolean).join('\n'), firstRefused);
	}
	return results.map((result, item) => ({
		json: ('invoice' in result
			? result.invoice
			: { error: messages[item] }) as unknown as IDataObject,
		pairedItem: { item },
	}));
}

const checkAll = (context: IExecuteFunctions): CheckResult[] =>
	checkInvoices(context.getInputData().map((_, itemIndex) => inputOf(context, itemIndex)));

/** If the node threw, n8n would pass the unchecked events on through the normal output, so this refuses them all instead. */
function checkWithoutThrowing(context: IExecuteFunctions): CheckResult[] {
	try {
		return checkAll(context);
	} catch (error) {
		const cause = messageWithoutStop(error);
		const reason = `No invoice could be checked: ${cause}. Check the expressions in the options and in the fields from "Line Description" to "Line GST".`;
		return context.getInputData().map(() => ({ number: undefined, reasons: [reason] }));
	}
}

const messageWithoutStop = (error: unknown): string => (error as Error).message.replace(/\.$/, '');

function inputOf(context: IExecuteFunctions, itemIndex: number): InvoiceInput {
	const parameter = (name: string): unknown => context.getNodeParameter(name, itemIndex, '');
	const evaluate = (name: string): unknown => {
		try {
			return parameter(name);
		} catch (error) {
			return new Refusal(`cannot be read: ${messageWithoutStop(error)}. Check its expression.`);
		}
	};
	const raw = (name: string): string =>
		String(context.getNodeParameter(name, itemIndex, '', { rawExpressions: true }));
	const item = context.getInputData()[itemIndex]?.json;
	// One of them may be calculated: {{ Number($json.invoices[0].total) }}
	const shared = [
		['number', 'total'],
		['number', 'lines'],
		['total', 'lines'],
	]
		.map((names) => sharedList(names.map(raw), item, raw('lines')))
		.find((list) => list !== undefined);
	const stored = context.getNodeParameter('options', itemIndex, {}) as StoredOptions;
	requireValid(stored);
	return {
		values: {
			...(Object.fromEntries(
				Object.keys(INVOICE_FIELDS).map((name) => [name, evaluate(name)]),
			) as Record<InvoiceField, unknown>),
			...(shared !== undefined && { number: oneOfSeveralInvoices(shared) }),
		},
		lineProperties: {
			description: parameter('lineDescription'),
			quantity: parameter('lineQuantity'),
			unitPrice: parameter('lineUnitPrice'),
			amount: parameter('lineAmount'),
			gst: parameter('lineGst'),
		},
		list: raw('lines'),
		options: {
			expectedCurrency: 'AUD',
			expectedSupplier: '',
			gstRate: 10,
			amountsIncludeGst: false,
			amountsInCents: false,
			allowNegativeLines: true,
			dateFormat: 'DD/MM/YYYY',
			...stored,
			timeZone: context.getTimezone(),
		},
	};
}

/** n8n accepts whatever an option's expression returns. The text "false" would count as true. */
function requireValid(options: StoredOptions): void {
	const { dateFormat } = options;
	if ('dateFormat' in options && !isDateFormat(dateFormat)) {
		throw new UserError(
			`The option "Date Format" must be DD/MM/YYYY or MM/DD/YYYY, but its expression returns ${inQuotes(dateFormat)}.`,
		);
	}
	for (const [name, label] of Object.entries(SWITCHES)) {
		const value = options[name as keyof typeof SWITCHES];
		if (name in options && typeof value !== 'boolean') {
			throw new UserError(
				`The option "${label}" must be true or false, but its expression returns ${inQuotes(value)}.`,
			);
		}
	}
}

/** Refuses the invoice, because the others in the list would be lost silently. */
const oneOfSeveralInvoices = ({ place, length }: { place: string; length: number }): Refusal =>
	new Refusal(
		`belongs to only one of the ${length} invoices in "${place}". Put a Split Out step for "${place}" before this one, then drag the values again.`,
	);

function messageOf(
	{ number, reasons }: Extract<CheckResult, { reasons: string[] }>,
	position: number,
	count: number,
): string {
	const name = number === undefined ? `Invoice ${position} of ${count}` : `Invoice ${number}`;
	return `${name} was refused: ${reasons.join(' ')}`;
}

function refusedError(
	context: IExecuteFunctions,
	message: string,
	itemIndex: number,
): NodeOperationError {
	const description =
		'No invoice was passed on. To pass on the others, set "On Error" to "Continue (using error output)" in the settings of this node.';
	const error = new NodeOperationError(context.getNode(), message, { itemIndex, description });
	// Set it again, because n8n replaces any message that contains a system code, such as EEXIST in "preexisting".
	error.message = message;
	return error;
}
