import { linePath, valueAt } from '../../../nodes/MyD3/resources/invoice/linePath';

const LINE = {
	description: 'Licence',
	'unit price': 5,
	'net.amount': 6,
	price: { 'per unit': 7 },
	taxes: [{ amount: 8 }],
	"supplier's": 9,
};
const LIST = '={{ $json.invoice.lines }}';

/** What the text leads to in the line above. */
const found = (text: string, list = LIST, line: unknown = LINE): unknown =>
	valueAt(line, linePath(text, list, [null, line]));

it.each([
	['a name', 'description', 'Licence'],
	['white space around it', ' description ', 'Licence'],
	['a path from the event', 'invoice.lines[0].description', 'Licence'],
	['a path from another line than the first', 'invoice.lines[12].description', 'Licence'],
	['a path from elsewhere', 'body.positions[0].description', 'Licence'],
	['a path without names before the index', '[0].description', 'Licence'],
	['a path with its head', '$json.invoice.lines[0].description', 'Licence'],
	['an expression', '{{ $json.invoice.lines[0].description }}', 'Licence'],
	['an expression without an index', '{{ $json.description }}', 'Licence'],
	['an expression without spaces', '{{$json.description}}', 'Licence'],
	['an expression with many spaces', '=  {{   $json.description   }}', 'Licence'],
	['an expression with its mark', '={{ $json.invoice.lines[0].description }}', 'Licence'],
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
	['an older form of that', '$node["MyD3 Trigger"].json.invoice.lines[0].description', 'Licence'],
	['the input’s item', '$input.item.json.invoice.lines[0].description', 'Licence'],
	['n8n’s newest form', '$item.invoice.lines[0].description', 'Licence'],
	['nothing there', 'text', undefined],
	['nothing there, from the event', 'invoice.lines[0].text', undefined],
	['nothing at all', '', undefined],
	['the line itself', 'invoice.lines[0]', undefined],
	['what every object has', 'constructor', undefined],
])('%s: %s', (_, text, expected) => {
	expect(found(text)).toEqual(expected);
});

describe('A list in a list is told by what the field Lines holds', () => {
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
	])('%s', (list) => {
		expect(found('all[0].lines[0].description', list)).toBe('Licence');
		expect(found('all[0].lines[0].taxes[0].amount', list)).toBe(8);
		expect(found('all[0].positions[0].description', list)).toBeUndefined();
	});

	it('also where a name in it is one of n8n’s', () => {
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
	'a single line in the place of the list is told by what the field Lines holds: %s',
	(text, expected) => {
		expect(found(text)).toBe(expected);
	},
);

it('a list in a line is not taken for the list of lines, although no line has it', () => {
	expect(found('invoice.lines[0].taxes[0].amount', LIST, { amount: 5 })).toBeUndefined();
});

it('a path that only begins like the list is another one', () => {
	expect(
		found('invoice.lines.description', LIST, { invoice: { lines: { description: 'x' } } }),
	).toBe('x');
});

it.each(['={{ $json }}', '={{ $json.lines.filter((line) => line.amount) }}', '[]', ''])(
	'without a list that is understood (%s), the first index is that of the line',
	(list) => {
		expect(found('lines[0].description', list)).toBe('Licence');
		expect(found('0.description', list)).toBe('Licence');
	},
);

it('a name of digits is one of the line, if the line has it', () => {
	expect(found('2026', LIST, { 2026: 'x' })).toBe('x');
	expect(found('a2.b', LIST, { b: 'x' })).toBeUndefined();
	expect(found('2a.b', LIST, { b: 'x' })).toBeUndefined();
});

it('a name that looks like the head of an expression is one of the line', () => {
	expect(found('a.$json.b', LIST, { a: { $json: { b: 'x' } } })).toBe('x');
});
