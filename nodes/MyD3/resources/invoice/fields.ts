import type { INodeProperties } from 'n8n-workflow';

import { INVOICE_FIELDS, LINE_FIELDS } from './fieldNames';
import type { InvoiceField, LineField } from './fieldNames';

const showForInvoice = { show: { resource: ['invoice'] } };
const showForCheck = { show: { resource: ['invoice'], operation: ['check'] } };

/** What n8n shows about a field, and whether the user must fill it in. */
interface FieldText {
	required?: true;
	placeholder: string;
	description: string;
}

/** A field for a value: the user drags the value onto it. */
const valueField = (name: InvoiceField, text: FieldText): INodeProperties => ({
	displayName: INVOICE_FIELDS[name],
	name,
	type: 'string',
	default: '',
	...text,
	displayOptions: showForCheck,
});

/** A field for a path: dragging a value onto it inserts the path, not the value. */
const pathField = (field: LineField, name: string, text: FieldText): INodeProperties => ({
	displayName: LINE_FIELDS[field],
	name,
	type: 'string',
	requiresDataPath: 'single',
	default: '',
	...text,
	displayOptions: showForCheck,
});

/** Parameters of the MyD3 node's Invoice resource. */
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
				description:
					'Check that an invoice is complete and adds up, and return it in a fixed format',
			},
		],
		default: 'check',
	},
	{
		displayName:
			'Drag each value from the event onto its field. For the fields from "Line Description" to "Line GST", use the values of the first line.',
		name: 'checkNotice',
		type: 'notice',
		default: '',
		displayOptions: showForCheck,
	},
	valueField('documentType', {
		placeholder: 'e.g. Invoice',
		description:
			'What kind of document it is, if the event states it. Credit notes, quotes, drafts and cancelled invoices are refused.',
	}),
	valueField('number', {
		required: true,
		placeholder: 'e.g. INV-1001',
		description: 'The number that the supplier gave the invoice',
	}),
	valueField('issueDate', {
		required: true,
		placeholder: 'e.g. 2026-11-24',
		description:
			"The date of the invoice. A Unix time, or a time with an offset, is converted to the workflow's time zone. Midnight is taken as a day without a time.",
	}),
	valueField('dueDate', {
		placeholder: 'e.g. 2026-12-24',
		description: 'The date when payment is due, if there is one',
	}),
	valueField('currency', {
		required: true,
		placeholder: 'e.g. AUD',
		description: 'The three-letter code of the currency',
	}),
	valueField('supplier', {
		required: true,
		placeholder: 'e.g. Data#3 Limited',
		description: 'The name of the company that sent the invoice',
	}),
	valueField('purchaseOrder', {
		placeholder: 'e.g. PO-7',
		description: 'The number of the purchase order, if there is one',
	}),
	valueField('subtotal', {
		placeholder: 'e.g. 100.00',
		description: 'The sum of the lines. If you map it, the lines must add up to it.',
	}),
	valueField('gst', {
		required: true,
		placeholder: 'e.g. 10.00',
		description: 'The GST on the whole invoice (0 if there is none)',
	}),
	valueField('total', {
		required: true,
		placeholder: 'e.g. 110.00',
		description: 'The total including GST, before any payment or deposit',
	}),
	valueField('lines', {
		required: true,
		placeholder: 'e.g. {{ $json.lines }}',
		description: 'The list of lines: drag the whole list',
	}),
	pathField('description', 'lineDescription', {
		required: true,
		placeholder: 'e.g. description',
		description: 'The property with the text of a line',
	}),
	pathField('quantity', 'lineQuantity', {
		placeholder: 'e.g. quantity',
		description: 'The property with the quantity of a line, if there is one',
	}),
	pathField('unitPrice', 'lineUnitPrice', {
		placeholder: 'e.g. unitPrice',
		description: 'The property with the price of one unit, if there is one',
	}),
	pathField('amount', 'lineAmount', {
		required: true,
		placeholder: 'e.g. amount',
		description:
			'The property with the amount of a line, without GST unless you turn on the option "Amounts Include GST"',
	}),
	pathField('gst', 'lineGst', {
		placeholder: 'e.g. gst',
		description:
			'The property with the GST of a line, as an amount. If this field is empty, or no line has the property, the GST of the invoice is shared among the lines.',
	}),
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
				description: 'Whether to accept lines with a negative amount, such as discounts',
			},
			{
				displayName: 'Amounts in Cents',
				name: 'amountsInCents',
				type: 'boolean',
				default: false,
				description: 'Whether the event states amounts in cents, such as 11000 for 110.00',
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
				description: 'The order of day and month in numeric dates, such as 24/11/2026',
			},
			{
				displayName: 'Expected Currency',
				name: 'expectedCurrency',
				type: 'string',
				default: 'AUD',
				description:
					'Refuse invoices in any other currency. Leave it empty to accept any with two decimals.',
			},
			{
				displayName: 'Expected Supplier',
				name: 'expectedSupplier',
				type: 'string',
				default: '',
				placeholder: 'e.g. Data#3 Limited',
				description: 'Refuse invoices from any other supplier. Leave it empty to accept any.',
			},
			{
				displayName: 'GST Rate',
				name: 'gstRate',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 4 },
				default: 10,
				description:
					'GST as a percentage of the amount without GST. Used to share the GST among lines that do not state theirs, or whose GST was rounded on the sum.',
			},
		],
	},
];
