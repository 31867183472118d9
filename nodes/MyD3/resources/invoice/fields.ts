import type { INodeProperties } from 'n8n-workflow';

import { INVOICE_FIELDS } from './check';
import type { InvoiceField } from './check';
import { LINE_FIELDS } from './lines';
import type { LineField } from './lines';

const showForInvoice = { show: { resource: ['invoice'] } };
const showForCheck = { show: { resource: ['invoice'], operation: ['check'] } };

/** A field that is filled by dragging a value onto it. */
const value = (
	name: InvoiceField,
	required: boolean,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName: INVOICE_FIELDS[name],
	name,
	type: 'string',
	required,
	default: '',
	placeholder,
	description,
	displayOptions: showForCheck,
});

/** A field onto which dragging puts the path of a property, not its value. */
const property = (
	field: LineField,
	name: string,
	required: boolean,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName: LINE_FIELDS[field],
	name,
	type: 'string',
	requiresDataPath: 'single',
	required,
	default: '',
	placeholder,
	description,
	displayOptions: showForCheck,
});

/** Parameters of the MyD3 node's resource Invoice. */
export const invoiceFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: showForInvoice,
		options: [
			{
				name: 'Check',
				value: 'check',
				action: 'Check invoice',
				description: 'Check that an invoice is complete and adds up, and give it a fixed form',
			},
		],
		default: 'check',
	},
	{
		displayName:
			'Drag each value of the event onto its field. For the fields that begin with "Line", drag the values of the first line.',
		name: 'checkNotice',
		type: 'notice',
		default: '',
		displayOptions: showForCheck,
	},
	value('number', true, 'e.g. INV-1001', 'The number that the supplier gave the invoice'),
	value(
		'issueDate',
		true,
		'e.g. 2026-11-24',
		'The date of the invoice. A date with a time and an offset is taken in the time zone of the workflow.',
	),
	value('dueDate', false, 'e.g. 2026-12-24', 'The date to pay by. May be empty.'),
	value('currency', true, 'e.g. AUD', 'The three-letter code of the currency'),
	value('supplier', true, 'e.g. Data#3 Limited', 'The name of the company that sent the invoice'),
	value(
		'purchaseOrder',
		false,
		'e.g. PO-7',
		'The number of the purchase order that the invoice is for. May be empty.',
	),
	value(
		'subtotal',
		false,
		'e.g. 100.00',
		'The sum without GST. May be empty; otherwise the lines must add up to it.',
	),
	value('gst', true, 'e.g. 10.00', 'The GST of the whole invoice, 0 if there is none'),
	value('total', true, 'e.g. 110.00', 'The amount to pay, including GST'),
	value('lines', true, 'e.g. {{ $json.lines }}', 'The list of lines. Drag the whole list.'),
	property(
		'description',
		'lineDescription',
		true,
		'e.g. description',
		'The property of a line that has its text',
	),
	property(
		'quantity',
		'lineQuantity',
		false,
		'e.g. quantity',
		'The property of a line that has its quantity. May be empty.',
	),
	property(
		'unitPrice',
		'lineUnitPrice',
		false,
		'e.g. unitPrice',
		'The property of a line that has the price of one unit. May be empty.',
	),
	property(
		'amount',
		'lineAmount',
		true,
		'e.g. amount',
		'The property of a line that has its amount, without GST unless the option Amounts Include GST is on',
	),
	property(
		'gst',
		'lineGst',
		false,
		'e.g. gst',
		'The property of a line that has its GST. When empty, or when no line has it, the GST of the invoice is shared among the lines.',
	),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: showForCheck,
		options: [
			{
				displayName: 'Allow Negative Lines',
				name: 'allowNegativeLines',
				type: 'boolean',
				default: true,
				description: 'Whether a line may have a negative amount, as a discount has',
			},
			{
				displayName: 'Amounts Include GST',
				name: 'amountsIncludeGst',
				type: 'boolean',
				default: false,
				description: 'Whether the amounts of the lines include GST',
			},
			{
				displayName: 'Date Format',
				name: 'dateFormat',
				type: 'options',
				options: [
					{ name: 'DD/MM/YYYY', value: 'DD/MM/YYYY' },
					{ name: 'MM/DD/YYYY', value: 'MM/DD/YYYY' },
				],
				default: 'DD/MM/YYYY',
				description: 'How to read dates that are written with slashes',
			},
			{
				displayName: 'Expected Currency',
				name: 'expectedCurrency',
				type: 'string',
				default: 'AUD',
				description: 'Invoices in another currency are refused. When empty, none is.',
			},
			{
				displayName: 'Expected Supplier',
				name: 'expectedSupplier',
				type: 'string',
				default: '',
				placeholder: 'e.g. Data#3 Limited',
				description: 'Invoices of another supplier are refused. When empty, none is.',
			},
			{
				displayName: 'GST Rate',
				name: 'gstRate',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 4 },
				default: 10,
				description: 'GST in percent of the amount without GST, for lines that carry no GST',
			},
		],
	},
];
