import { WorkflowExecute } from 'n8n-core';
import { setGlobalState, Workflow } from 'n8n-workflow';
import type { IDataObject, INode, INodeParameters, NodeOperationError } from 'n8n-workflow';

import { MyD3 } from '../../../nodes/MyD3/MyD3.node';
import { invoiceFields } from '../../../nodes/MyD3/resources/invoice/fields';
import { Host } from '../../n8n/host';

// The time zone of workflows that do not set their own.
beforeAll(() => setGlobalState({ defaultTimezone: 'Australia/Brisbane' }));

/** The fields as a user fills them in by dragging from the event below. */
const MAPPED = {
	resource: 'invoice',
	operation: 'check',
	number: '={{ $json.invoice.number }}',
	issueDate: '={{ $json.invoice.issueDate }}',
	dueDate: '={{ $json.invoice.dueDate }}',
	currency: '={{ $json.invoice.currency }}',
	supplier: '={{ $json.invoice.supplier.name }}',
	purchaseOrder: '={{ $json.invoice.purchaseOrder }}',
	subtotal: '={{ $json.invoice.subtotal }}',
	gst: '={{ $json.invoice.gst }}',
	total: '={{ $json.invoice.total }}',
	lines: '={{ $json.invoice.lines }}',
	lineDescription: 'invoice.lines[0].description',
	lineQuantity: 'invoice.lines[0].quantity',
	lineUnitPrice: 'invoice.lines[0].unitPrice',
	lineAmount: 'invoice.lines[0].amount',
	lineGst: 'invoice.lines[0].gst',
	options: {},
};

const event = (changes: IDataObject = {}): IDataObject => ({
	invoice: {
		number: 'INV-1',
		issueDate: '2026-11-24T23:30:00Z',
		currency: 'AUD',
		supplier: { name: 'Data#3 Limited' },
		subtotal: 100,
		gst: 10,
		total: 110,
		lines: [{ description: 'Licence', quantity: 2, unitPrice: 50, amount: 100, gst: 10 }],
		...changes,
	},
});

const node = (parameters: INodeParameters = {}) =>
	new Host(
		{
			// No client could be created with this Base URL, and none is needed.
			credential: { baseUrl: 'nowhere' },
			parameters: { ...MAPPED, ...parameters },
		},
		'myD3',
	);

const INVOICE = {
	number: 'INV-1',
	issueDate: '2026-11-25',
	dueDate: null,
	currency: 'AUD',
	supplier: 'Data#3 Limited',
	purchaseOrder: null,
	subtotal: 100,
	gst: 10,
	total: 110,
	lines: [{ description: 'Licence', quantity: 2, unitPrice: 50, amount: 100, gst: 10 }],
};
const NO_GST =
	'"GST" has no value. Drag it from the event. If events leave it out when there is no GST, add "?? 0" to the expression: {{ $json.gst ?? 0 }}.';
const MANY = [
	event(),
	event({ number: 'INV-2', gst: null }),
	event({ number: null, total: 111 }),
	event({ number: 'INV-4' }),
];
const SECOND = `Invoice INV-2 was refused: ${NO_GST}`;
const THIRD =
	'Invoice 3 of 4 was refused: "Number" has no value. Drag it from the event. The lines (100.00) and "GST" (10.00) add up to 110.00, but "Total" is 111.00. Check the fields, or ask the supplier for a corrected invoice. If the invoice has freight, a discount or rounding outside its lines, add it to "Lines".';

it('Check turns an event whose values were dragged onto the fields into an invoice, in the workflow’s time zone', async () => {
	expect(await node().execute([event()])).toEqual([{ json: INVOICE, pairedItem: { item: 0 } }]);
});

it('Check sends refused invoices to the error output, and the others to the normal one', async () => {
	expect(await node().execute(MANY, true)).toEqual([
		{ json: INVOICE, pairedItem: { item: 0 } },
		{ json: { error: SECOND }, pairedItem: { item: 1 } },
		{ json: { error: THIRD }, pairedItem: { item: 2 } },
		{ json: { ...INVOICE, number: 'INV-4' }, pairedItem: { item: 3 } },
	]);
});

it('Check makes n8n route exactly the refused invoices to the error output', async () => {
	const output = [await node().execute(MANY, true), []];
	const refusing: INode = {
		id: '1',
		name: 'MyD3',
		type: 'myD3',
		typeVersion: 1,
		position: [0, 0],
		parameters: MAPPED,
		onError: 'continueErrorOutput',
	};
	const types = { getByNameAndVersion: () => new MyD3() };
	const workflow = new Workflow({
		nodes: [refusing],
		connections: {},
		active: false,
		nodeTypes: types as never,
	});
	const data = { main: [MANY.map((json) => ({ json }))] };
	new WorkflowExecute({} as never, 'manual').handleNodeErrorOutput(
		workflow,
		{ node: refusing, data, source: null } as never,
		output,
		0,
	);
	const [accepted, refused] = output.map((items) => items.map(({ json }) => json));
	expect(accepted?.map(({ number }) => number)).toEqual(['INV-1', 'INV-4']);
	expect(refused).toEqual([{ error: SECOND }, { error: THIRD }]);
});

it('without an error output, Check throws one error with every refused invoice and all reasons', async () => {
	const error = await node()
		.execute(MANY)
		.catch((reason: unknown) => reason as NodeOperationError);
	expect(error).toMatchObject({
		name: 'NodeOperationError',
		message: `${SECOND}\n${THIRD}`,
		description:
			'No invoice was passed on. To pass on the others, set "On Error" to "Continue (using error output)" in the settings of this node.',
		context: { itemIndex: 1 },
	});
});

it('Check gives n8n the index of the refused invoice, even 0', async () => {
	await expect(node().execute([event({ gst: null })])).rejects.toMatchObject({
		message: `Invoice INV-1 was refused: ${NO_GST}`,
		context: { itemIndex: 0 },
	});
});

it('Check keeps a message unchanged even if part of it looks to n8n like a system error code', async () => {
	await expect(node().execute([event({ currency: 'preexisting' })])).rejects.toThrow(
		'Invoice INV-1 was refused: "Currency" is "preexisting", not a currency code.',
	);
});

it('Check refuses one invoice of a list in an item, because the others would be lost', async () => {
	const inList = Object.fromEntries(
		Object.entries(MAPPED).map(([name, value]) => [
			name,
			typeof value === 'string' ? value.replace('invoice.', 'data.invoices[0].') : value,
		]),
	);
	const { invoice } = event() as { invoice: IDataObject };
	const first = { data: { invoices: [invoice] } };
	const both = { data: { invoices: [invoice, { ...invoice, number: 'INV-2' }] } };
	expect(await node(inList).execute([first])).toMatchObject([{ json: INVOICE }]);
	for (const calculated of [
		{},
		{ number: '={{ String($json.data.invoices[0].number) }}' },
		{ total: '={{ Number($json.data.invoices[0].total) }}' },
		{ lines: '={{ [...$json.data.invoices[0].lines] }}' },
		...['?.invoices?.[0]?', '.invoices.first()', '.invoices.at(-1)'].map((one) => ({
			number: `={{ $json.data${one}.number }}`,
			total: `={{ $json.data${one}.total }}`,
		})),
	])
		await expect(node({ ...inList, ...calculated }).execute([both])).rejects.toThrow(
			'Invoice 1 of 1 was refused: "Number" belongs to only one of the 2 invoices in "data.invoices". Put a Split Out step for "data.invoices" before this one, then drag the values again.',
		);
	// Each row of a flat list repeats the invoice's number and total.
	const flat = {
		number: '={{ $json.rows[0].invoice }}',
		total: '={{ $json.rows[0].total }}',
		lines: '={{ $json.rows }}',
		lineDescription: 'rows[0].description',
		lineAmount: 'rows[0].amount',
		lineGst: 'rows[0].gst',
	};
	const row = { invoice: 'INV-1', total: 110, description: 'Licence', amount: 50, gst: 5 };
	expect(await node(flat).execute([{ ...event(), rows: [row, row] }])).toMatchObject([
		{ json: { number: 'INV-1', total: 110 } },
	]);
	const numbers = { ...inList, number: '={{ $json.numbers[0] }}' };
	const named = { ...first, numbers: ['INV-1', 'order 7'] };
	expect(await node(numbers).execute([named])).toMatchObject([{ json: INVOICE }]);
});

it('Check refuses invoices with the same number in one execution', async () => {
	const output = await node().execute([event(), event({ total: 110 })], true);
	const error =
		'Invoice INV-1 was refused: "Number" is "INV-1" on 2 invoices in this execution. Find out which of them is right.';
	expect(output.map(({ json }) => json)).toEqual([{ error }, { error }]);
});

it('Check refuses a list that was dragged into other text, and says what to do', async () => {
	await expect(
		node({ lines: '=Lines: {{ $json.invoice.lines }}' }).execute([event()]),
	).rejects.toThrow(/"Lines" is .*(?:not a list|turned into text)/);
});

it('Check accepts a list as JSON text', async () => {
	const lines = '={{ JSON.stringify($json.invoice.lines) }}';
	expect(await node({ lines }).execute([event()])).toMatchObject([{ json: INVOICE }]);
});

it('Check accepts n8n’s own date objects', async () => {
	const issueDate = '={{ DateTime.fromISO("2026-11-24T23:30:00Z") }}';
	expect(await node({ issueDate }).execute([event()])).toMatchObject([{ json: INVOICE }]);
});

it('Check refuses only the invoice whose expression fails, with n8n’s message as part of a sentence', async () => {
	const number = '={{ $json.invoice.gst === 10 ? "INV-1" : $json.invoice.number.hash("none") }}';
	const output = await node({ number }).execute([event(), event({ gst: 10.01 })], true);
	expect(output).toMatchObject([
		{ json: INVOICE },
		{
			json: {
				error: expect.stringMatching(
					/^Invoice 2 of 2 was refused: "Number" cannot be read: Unknown algorithm none\. Available .*, and Base64\. Check its expression\. /,
				) as string,
			},
		},
	]);
});

it('Check has the fields that messages name', () => {
	const shown = new Map(invoiceFields.map(({ name, displayName }) => [name, displayName]));
	const names = [
		['documentType', 'Document Type'],
		['number', 'Number'],
		['issueDate', 'Issue Date'],
		['dueDate', 'Due Date'],
		['currency', 'Currency'],
		['supplier', 'Supplier'],
		['purchaseOrder', 'Purchase Order'],
		['subtotal', 'Subtotal'],
		['gst', 'GST'],
		['total', 'Total'],
		['lines', 'Lines'],
		['lineDescription', 'Line Description'],
		['lineQuantity', 'Line Quantity'],
		['lineUnitPrice', 'Line Unit Price'],
		['lineAmount', 'Line Amount'],
		['lineGst', 'Line GST'],
	] as const;
	expect(names.map(([name]) => [name, shown.get(name)])).toEqual(names);
});

it('Check understands a list within a list from the paths that dragging inserts', async () => {
	const lists = {
		lines: '={{ $json.all[0].lines }}',
		lineDescription: 'all[0].lines[0].text',
		lineQuantity: '',
		lineUnitPrice: '',
		lineAmount: 'all[0].lines[0].net.amounts[0]',
		lineGst: '',
	};
	const all = [{ lines: [{ text: 'Licence', net: { amounts: [100] } }] }];
	expect(await node(lists).execute([{ ...event(), all }])).toMatchObject([
		{ json: { lines: [{ description: 'Licence', quantity: 1, unitPrice: 100, gst: 10 }] } },
	]);
});

it.each([
	{ name: 'an option', parameters: { options: { expectedSupplier: '={{ $now.toISO }}' } } },
	{ name: 'a field of a line', parameters: { lineAmount: '={{ $now.toISO }}' } },
])(
	'Check refuses every invoice if $name cannot be read, because n8n would pass all of them on unchecked',
	async ({ parameters }) => {
		const output = await node(parameters).execute([event(), event({ number: 'INV-2' })], true);
		const errorOf = (position: number): string =>
			`Invoice ${position} of 2 was refused: No invoice could be checked: this is a function, please add (). Check the expressions in the options and in the fields from "Line Description" to "Line GST".`;
		expect(output).toEqual([
			{ json: { error: errorOf(1) }, pairedItem: { item: 0 } },
			{ json: { error: errorOf(2) }, pairedItem: { item: 1 } },
		]);
		await expect(node(parameters).execute([event()])).rejects.toThrow(/^this is a function/);
	},
);

/** What Check outputs for the event with these options and changes. */
const outputWith = async (options: IDataObject, changes: IDataObject): Promise<unknown> =>
	(await node({ options: options as INodeParameters }).execute([event(changes)], true))[0]?.json;

describe('the options', () => {
	it('are refused if an expression in them has no value', async () => {
		const options = { expectedSupplier: '={{ $json.settings?.supplier }}' };
		await expect(node({ options }).execute([event()])).rejects.toThrow(
			'the expression in the option "Expected Supplier" has no value',
		);
	});

	it.each([
		[
			'amountsInCents',
			'={{ "false" }}',
			'"Amounts in Cents" must be true or false, but its expression returns "false".',
		],
		[
			'amountsIncludeGst',
			'={{ 1 }}',
			'"Amounts Include GST" must be true or false, but its expression returns 1.',
		],
		[
			'dateFormat',
			'={{ "dd/mm/yyyy" }}',
			'"Date Format" must be DD/MM/YYYY or MM/DD/YYYY, but its expression returns "dd/mm/yyyy".',
		],
		[
			'allowNegativeLines',
			'={{ $json.none }}',
			'"Allow Negative Lines" must be true or false, but its expression returns undefined.',
		],
	])('refuse a value that they do not have: %s is %s', async (name, expression, reason) => {
		const options = { [name]: expression };
		await expect(node({ options }).execute([event()])).rejects.toThrow(`The option ${reason}`);
	});

	it('accept any supplier and negative lines by default', async () => {
		const lines = [
			{ description: 'x', amount: 101 },
			{ description: 'y', amount: -1 },
		];
		expect(await outputWith({}, { supplier: { name: 'Anybody' }, lines })).toMatchObject({
			supplier: 'Anybody',
			total: 110,
		});
	});
});

it.each([
	['AUD is expected by default', {}, { currency: 'NZD' }, '"Expected Currency" is "AUD"'],
	[
		'another currency can be expected',
		{ expectedCurrency: 'NZD' },
		{},
		'"Expected Currency" is "NZD"',
	],
	['a supplier can be expected', { expectedSupplier: 'X' }, {}, '"Expected Supplier" is "X"'],
	[
		'negative lines can be refused',
		{ allowNegativeLines: false },
		{ lines: [{ description: 'x', amount: -1 }] },
		'"Allow Negative Lines"',
	],
	['dates are read as DD/MM/YYYY by default', {}, { dueDate: '12/24/2026' }, 'read as DD/MM/YYYY'],
	[
		'dates can be read as MM/DD/YYYY',
		{ dateFormat: 'MM/DD/YYYY' },
		{ dueDate: '24/12/2026' },
		'read as MM/DD/YYYY',
	],
	[
		'GST is 10% by default',
		{},
		{ gst: 11, lines: [{ description: 'x', amount: 100 }] },
		'GST at 10% on the lines',
	],
	[
		'another GST rate can be set',
		{ gstRate: 12 },
		{ lines: [{ description: 'x', amount: 100 }] },
		'GST at 12% on the lines',
	],
	['amounts exclude GST by default', {}, { total: 111 }, 'The lines (100.00) and "GST" (10.00)'],
	[
		'amounts can include GST',
		{ amountsIncludeGst: true },
		{},
		'The lines add up to 100.00 including GST',
	],
])('Check: %s', async (_, options, changes, reason) => {
	expect(await outputWith(options, changes)).toEqual({
		error: expect.stringContaining(reason) as string,
	});
});
