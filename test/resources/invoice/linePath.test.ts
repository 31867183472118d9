import { linePath, followPath, sharedList } from '../../../nodes/MyD3/resources/invoice/linePath';

const LINE = {
	description: 'Licence',
	'unit price': 5,
	'net.amount': 6,
	price: { 'per unit': 7 },
	taxes: [{ amount: 8 }],
	"supplier's": 9,
};
const LIST = '={{ $json.invoice.lines }}';

/** @returns the value in the line (by default, the one above) that the text refers to */
const found = (text: string, list = LIST, line: unknown = LINE): unknown =>
	followPath(line, linePath(text, list, [null, line]));

it.each([
	['a name', 'description', 'Licence'],
	['white space around it', ' description ', 'Licence'],
	['a path from the event', 'invoice.lines[0].description', 'Licence'],
	['a path from a line other than the first', 'invoice.lines[12].description', 'Licence'],
	['a path from elsewhere', 'body.positions[0].description', 'Licence'],
	['a path without names before the index', '[0].description', 'Licence'],
	['a path that starts with $json', '$json.invoice.lines[0].description', 'Licence'],
	['an expression', '{{ $json.invoice.lines[0].description }}', 'Licence'],
	['an expression without an index', '{{ $json.description }}', 'Licence'],
	['an expression without spaces', '{{$json.description}}', 'Licence'],
	['an expression with many spaces', '=  {{   $json.description   }}', 'Licence'],
	['an expression with its equals sign', '={{ $json.invoice.lines[0].description }}', 'Licence'],
	['brackets around everything', `$json["invoice"]['lines'][0]["unit price"]`, 5],
	['a name with a space', 'unit price', 5],
	['a name with a space, in brackets', 'invoice.lines[0]["unit price"]', 5],
	['a name with a space, in single quotes', "invoice.lines[0]['unit price']", 5],
	['a name with an apostrophe', `invoice.lines[0]["supplier's"]`, 9],
	['a name with a dot', 'net.amount', 6],
	['a name with a dot, in brackets', 'invoice.lines[0]["net.amount"]', 6],
	['a path in the line', 'price["per unit"]', 7],
	['a path in the line, from the event', 'invoice.lines[0].price["per unit"]', 7],
	['an index in the line', 'taxes[0].amount', 8],
	['an index in the line, from the event', 'invoice.lines[0].taxes[0].amount', 8],
	[
		'the output of another step',
		"$('MyD3 Trigger').item.json.invoice.lines[0].description",
		'Licence',
	],
	['the first item of another step', "$('A').first().json.invoice.lines[0].description", 'Licence'],
	['the last item of another step', "$('A').last().json.invoice.lines[0].description", 'Licence'],
	[
		'the older syntax for another step',
		'$node["MyD3 Trigger"].json.invoice.lines[0].description',
		'Licence',
	],
	['the input’s item', '$input.item.json.invoice.lines[0].description', 'Licence'],
	['n8n’s newest syntax', '$item.invoice.lines[0].description', 'Licence'],
	['a name that the line lacks', 'text', undefined],
	['a path that the line lacks, from the event', 'invoice.lines[0].text', undefined],
	['nothing at all', '', undefined],
	['the line itself', 'invoice.lines[0]', undefined],
	['a name that every object has', 'constructor', undefined],
])('a field of a line may contain %s: %s', (_, text, expected) => {
	expect(found(text)).toEqual(expected);
});

describe('a list within a list is identified by the content of the field Lines', () => {
	it.each([
		'={{ $json.all[0].lines }}',
		'={{$json.all[0].lines}}',
		'=  {{   $json.all[0].lines   }}',
		'={{ $json["all"][0].lines }}',
		"={{ $('MyD3 Trigger').item.json.all[0].lines }}",
		"={{ $('MyD3 Trigger').first().json.all[0].lines }}",
		'={{ $node["MyD3 Trigger"].json.all[0].lines }}',
		'={{ $input.item.json.all[0].lines }}',
		'={{ $item.all[0].lines }}',
		"={{ $('MyD3 Trigger').item.all[0].lines }}",
	])('if it contains %s', (list) => {
		expect(found('all[0].lines[0].description', list)).toBe('Licence');
		expect(found('all[0].lines[0].taxes[0].amount', list)).toBe(8);
		expect(found('all[0].positions[0].description', list)).toBeUndefined();
	});

	it.each([
		"={{ [...$json.all[0].lines, { text: 'Freight' }] }}",
		'={{ $json.all[0].lines.map((line) => ({ ...line, gst: line.net / 10 })) }}',
		"={{ $('MyD3 Trigger').item.json.all[0].lines.filter((line) => line.net) }}",
	])('even if it is calculated: %s', (list) => {
		for (const start of ['', '$json.', "$('MyD3 Trigger').item.json."]) {
			expect(found(`${start}all[0].lines[0].description`, list)).toBe('Licence');
			expect(found(`${start}all[0].lines[0].taxes[0].amount`, list)).toBe(8);
		}
	});

	it('even if it is calculated, and no line has the property', () => {
		const list = '={{ $json.all[10].lines.filter((line) => line.net) }}';
		expect(linePath('all[10].lines[12].gst', list, [LINE])).toEqual(['gst']);
		expect(linePath('lines.gst', '={{ $json.lines.concat(0) }}', [LINE])).not.toEqual(['gst']);
	});

	it('even if it joins the lists of several elements', () => {
		const list = '={{ $json.orders.flatMap((order) => order.items) }}';
		expect(found('orders[0].items[0].description', list)).toBe('Licence');
		expect(found('orders[1].items[2].price["per unit"]', list)).toBe(7);
	});

	it('even if it contains a name that n8n uses', () => {
		const list = '={{ $json.item.all[0].lines }}';
		expect(found('item.all[0].lines[0].description', list)).toBe('Licence');
		expect(found('items[0].lines[0].description', '={{ $json.items[0].lines }}')).toBe('Licence');
	});
});

it.each([
	['invoice.lines.description', 'Licence'],
	['$json.invoice.lines.price["per unit"]', 7],
	['invoice.lines', undefined],
])(
	'a single line instead of a list is identified by the content of the field Lines: %s',
	(text, expected) => {
		expect(found(text)).toBe(expected);
	},
);

it('a list within a line is not mistaken for the list of lines, even if the line lacks it', () => {
	expect(found('invoice.lines[0].taxes[0].amount', LIST, { amount: 5 })).toBeUndefined();
});

it('a path that only starts like the list is looked up in the line if it exists there', () => {
	expect(
		found('invoice.lines.description', LIST, { invoice: { lines: { description: 'x' } } }),
	).toBe('x');
});

it.each(['={{ $json }}', '={{ $json.lines.filter((line) => line.amount) }}', '[]', ''])(
	'if the list cannot be parsed (%s), the first index is read as the index of the line',
	(list) => {
		expect(found('lines[0].description', list)).toBe('Licence');
		expect(found('0.description', list)).toBe('Licence');
	},
);

it('a name made of digits is looked up in the line if it exists there', () => {
	expect(found('2026', LIST, { 2026: 'x' })).toBe('x');
	expect(found('a2.b', LIST, { b: 'x' })).toBeUndefined();
	expect(found('2a.b', LIST, { b: 'x' })).toBeUndefined();
});

it('a name that looks like the start of an expression is looked up in the line', () => {
	expect(found('a.$json.b', LIST, { a: { $json: { b: 'x' } } })).toBe('x');
});

describe('the list from which two fields take the same element', () => {
	const item = { data: { invoices: [{ totals: [1, 2] }, {}] }, invoices: [{}] };
	const shared = (...texts: string[]) => sharedList(texts, item);

	it.each(['[0]', '[12]', '?.[0]?', '.first()', '.last()', '.at(-1)'])('is found by %s', (one) => {
		expect(
			shared(`={{ $json.data.invoices${one}.number }}`, `={{ $json.data.invoices${one}.total }}`),
		).toEqual({ place: 'data.invoices', length: 2 });
	});

	it('may be the list of lines, each with the number and total of the invoice', () => {
		const fields = ['$json.data.invoices[0].number', '$json.data.invoices[0].total'];
		expect(sharedList(fields, item, '={{ $json.data.invoices }}')).toBeUndefined();
	});

	it.each([
		['there is only one element', '$json.invoices[0].number', '$json.invoices[0].total'],
		['what they use is not a list', '$json.data[0].number', '$json.data[0].total'],
		['only one field uses it', '$json.data.invoices[0].number', '$json.data.total'],
		[
			'it has another name in each',
			'$json.data.invoices[0].number',
			'$json.other.invoices[0].total',
		],
		[
			'they take different elements',
			'$json.data.invoices[0].number',
			'$json.data.invoices[1].total',
		],
		[
			'the property’s name only resembles at()',
			'$json.data.invoices.at0.number',
			'$json.data.invoices.at0.total',
		],
		[
			'the property’s name only ends with a digit',
			'$json.data.invoices.x1',
			'$json.data.invoices.x1',
		],
		[
			'the property’s name only begins with a digit',
			'$json.data.invoices.1st',
			'$json.data.invoices.1st',
		],
		['both fields are empty', '', ''],
	])('is not found if %s', (_, ...texts) => {
		expect(shared(...texts)).toBeUndefined();
	});
});
