import { check, withLines } from './builder';

const ONE = { description: 'Licence', quantity: 1, unitPrice: 100, amount: 100, gst: 10 };

/** @returns the result for an invoice with one line of 100.00 that also has these properties */
const line = (properties: object, changes: object = {}) =>
	check({ ...withLines([{ amount: 100, ...properties }], 10, 110), ...changes });

describe('the list', () => {
	it.each([
		['a list', [{ text: 'Licence', amount: 100 }]],
		['a single line', { text: 'Licence', amount: '100.00' }],
		['a list as JSON text', '[{"text": "Licence", "amount": 100}]'],
		['a single line as JSON text', ' {"text": "Licence", "amount": 100} '],
		['a list with gaps, as PHP writes it', { 13: { text: 'Licence', amount: 100 } }],
		['a single line that has a number as a name', { text: 'Licence', amount: 100, 1: {} }],
	])('may be %s', (_, lines) => {
		expect(check({ values: { lines } })).toMatchObject({ lines: [ONE] });
	});

	it.each([
		['objects', { text: { en: 'Licence' }, net: { value: 100 } }, 'text.en', 'net.value'],
		[
			'objects and names with digits',
			{ '1a1': { en: 'Licence' }, '2b2': { value: 100 } },
			'1a1.en',
			'2b2.value',
		],
		['numbers as names', { 0: 'Licence', 1: 100 }, '0', '1'],
	])('may be a single line that has %s', (_, lines, description, amount) => {
		expect(check({ values: { lines }, lineProperties: { description, amount } })).toMatchObject({
			lines: [ONE],
		});
	});

	it.each([
		[
			'an empty list',
			[],
			'is an empty list, but an invoice has at least one line. Drag the list of lines onto it.',
		],
		[
			'an empty list as text',
			'[]',
			'is an empty list, but an invoice has at least one line. Drag the list of lines onto it.',
		],
		['a number', 5, 'is 5, not a list. Drag the whole list of lines onto it.'],
		['text', 'Licence', 'is "Licence", not a list. Drag the whole list of lines onto it.'],
		['JSON null', 'null', 'is "null", not a list. Drag the whole list of lines onto it.'],
		['a JSON number', '5', 'is "5", not a list. Drag the whole list of lines onto it.'],
		[
			'the text that n8n turns a list into if it is placed between text',
			'lines: [object Object],[object Object]',
			'is a list that was turned into text. Clear the field and drag the list onto it again, with no text before or after it.',
		],
	])('may not be %s', (_, lines, reason) => {
		expect(check({ values: { lines } })).toEqual([`"Lines" ${reason}`]);
	});
});

describe('a line', () => {
	it.each([
		['text', 'Licence', 'not an object with properties. Drag the list of lines onto "Lines".'],
		['null', null, 'not an object with properties. Drag the list of lines onto "Lines".'],
		['a list', [], 'not an object with properties. Drag the list of lines onto "Lines".'],
	])('may not be %s', (_, item, reason) => {
		const lines = [{ text: 'Licence', amount: 100 }, item];
		expect(check({ values: { lines } })).toEqual([
			`Line 2: the line is ${JSON.stringify(item)}, ${reason}`,
		]);
	});

	it('is refused with all the reasons, each with the line number', () => {
		const lines = [
			{ text: 'Licence', amount: 100 },
			{ text: ['x'], quantity: {}, price: true, amount: '1,5', gst: 'none' },
		];
		expect(check({ values: { lines } })).toEqual([
			'Line 2: "Line Description" is ["x"], not text. Drag the text itself, not the object or list that contains it.',
			'Line 2: "Line Quantity" is {}, not text. Drag the text itself, not the object or list that contains it.',
			'Line 2: "Line Unit Price" is true, not text. Drag the text itself, not the object or list that contains it.',
			'Line 2: "Line Amount" is "1,5", which can be read in more than one way. Write it as 1,234.50 or 1234.50.',
			'Line 2: "Line GST" is "none", not an amount. Choose a value that looks like 1234.50.',
		]);
	});

	it('shares a reason with other lines, which is given once', () => {
		const bare = { text: 'Licence', quantity: 1 };
		const lines = [bare, bare, { ...bare, amount: 100 }, bare, { amount: 5 }, bare, bare, bare];
		expect(check({ values: { lines } })).toEqual([
			'Lines 1–2, 4, 6–8: "Line Amount" has no value at "amount", although other lines have one. Leave lines that are not charges, such as subtotals, out of "Lines".',
			'Line 5: "Line Description" has no value at "text", although other lines have one. Drag a property that every charge has, such as the product code. Leave lines that are not charges, such as subtotals, out of "Lines".',
		]);
	});

	it.each([
		{ length: 11, more: 'There is 1 more reason.' },
		{ length: 500, more: 'There are 490 more reasons.' },
	])('is merely counted after ten reasons have been given; lines: $length', ({ length, more }) => {
		const lines = Array.from({ length }, (_, index) => ({
			text: 'Cloud usage',
			amount: `${index} cents`,
		}));
		const reasons = check({ values: { lines } });
		expect(check({ values: { lines: lines.slice(0, 10) } })).toHaveLength(10);
		expect(reasons).toHaveLength(11);
		expect(reasons).toMatchObject({
			0: 'Line 1: "Line Amount" is "0 cents", not an amount. Choose a value that looks like 1234.50.',
			10: more,
		});
	});

	it('is refused in time that grows with the number of lines, not with its square', () => {
		const lines = Array.from({ length: 50_000 }, () => ({ text: 'Cloud usage', amount: 'none' }));
		const start = performance.now();
		expect(check({ values: { lines } })).toEqual([expect.stringMatching(/^Lines 1–50000: /)]);
		expect(performance.now() - start).toBeLessThan(10_000);
	});

	it('without a value at the path in the field is refused with that path', () => {
		expect(
			check({
				lineProperties: { amount: 'invoice.lines[0].net.value', description: '$json.name' },
			}),
		).toEqual([
			'Line 1: "Line Description" has no value at "name". Drag it from the first line.',
			'Line 1: "Line Amount" has no value at "net.value". Drag it from the first line.',
		]);
	});

	it('is refused with the content of the field if that is not a path in a line', () => {
		expect(check({ lineProperties: { amount: 100, description: 'invoice.lines[0]' } })).toEqual([
			'Line 1: "Line Description" has no value at "invoice.lines[0]". Drag it from the first line.',
			'Line 1: "Line Amount" has no value at "100". Drag it from the first line.',
		]);
	});

	it('needs the paths to its description and amount', () => {
		expect(
			check({
				lineProperties: { description: '', amount: null, quantity: '', unitPrice: '', gst: '' },
			}),
		).toEqual([
			`"Line Description" is empty. Drag the first line's value onto it.`,
			`"Line Amount" is empty. Drag the first line's value onto it.`,
		]);
	});

	it('may not be the only one and empty', () => {
		expect(check({ values: { lines: {} } })).toEqual([
			'Line 1: "Line Description" has no value at "text". Drag it from the first line.',
			'Line 1: "Line Amount" has no value at "amount". Drag it from the first line.',
		]);
	});

	it('does not need the other paths', () => {
		const lineProperties = { quantity: '', unitPrice: undefined, gst: null };
		expect(line({ quantity: 4, price: 25, gst: 10 }, { lineProperties })).toMatchObject({
			lines: [ONE],
		});
	});

	it('may include a currency in its amounts if it is that of the invoice', () => {
		expect(line({ amount: 'AUD 100.00' })).toMatchObject({ lines: [ONE] });
		expect(line({ amount: 'USD 100.00' })).toEqual([
			'Line 1: "Line Amount" is "USD 100.00", but "Currency" is "AUD". Choose the amount in that currency.',
		]);
	});

	it('may be negative unless the option is turned off', () => {
		const lines = [{ amount: 150 }, { text: 'Discount', amount: -50 }];
		expect(check(withLines(lines, 10, 110))).toMatchObject({
			lines: [
				{ amount: 150, gst: 15 },
				{ description: 'Discount', quantity: 1, unitPrice: -50, amount: -50, gst: -5 },
			],
		});
		expect(check(withLines(lines, 10, 110, { allowNegativeLines: false }))).toEqual([
			'Line 2: "Line Amount" is -50.00. To accept discounts, turn on the option "Allow Negative Lines".',
		]);
		expect(
			check(withLines([{ amount: 100 }, { amount: 0 }], 10, 110, { allowNegativeLines: false })),
		).toMatchObject({ total: 110 });
	});

	it('may be a comment without amounts if other lines have them, and then counts as 0.00', () => {
		const comment = { description: 'as agreed', quantity: 1, unitPrice: 0, amount: 0, gst: 0 };
		for (const line of [{ text: 'as agreed' }, { text: 'as agreed', quantity: 0, price: '0.00' }]) {
			expect(check(withLines([{ amount: 100 }, line], 10, 110))).toMatchObject({
				lines: [ONE, comment],
			});
			expect(check(withLines([{ amount: 100, gst: 10 }, line], 10, 110))).toMatchObject({
				lines: [ONE, comment],
			});
		}
	});

	it('may be a component without a price if other lines have one, and then counts as 0.00', () => {
		const priced = { amount: 100, quantity: 2, price: 50 };
		const component = { text: 'Mouse', quantity: 3, price: '$0.00', amount: null };
		expect(check(withLines([priced, component], 10, 110))).toMatchObject({
			lines: [
				{ quantity: 2, unitPrice: 50 },
				{ description: 'Mouse (quantity 3)', quantity: 1, unitPrice: 0, amount: 0, gst: 0 },
			],
		});
		expect(check(withLines([priced, { ...component, price: 5 }], 10, 110))).toEqual([
			expect.stringMatching(/^Line 2: "Line Amount" has no value at "amount", although/),
		]);
		expect(check(withLines([priced, { ...component, gst: 5 }], 10, 110))).toEqual([
			expect.stringMatching(/^Line 2: "Line Amount" has no value at "amount", although/),
		]);
	});

	it('is left out if it is blank, and the others keep their numbers', () => {
		const blanks = [{}, { text: ' ', quantity: 0, price: '0.00', amount: '$0.00', gst: 0 }];
		const lines = [...blanks, { text: 'Licence', amount: 100 }];
		expect(check({ values: { lines } })).toMatchObject({ lines: [ONE] });
		expect(check({ values: { lines: [...lines, { text: '', amount: 1 }] } })).toEqual([
			expect.stringMatching(/^Line 4: "Line Description" has no value at "text", although/),
		]);
		expect(check({ values: { lines: [...lines, { text: '', amount: 0, quantity: 1 }] } })).toEqual([
			expect.stringMatching(/^Line 4: "Line Description" has no value at "text", although/),
		]);
		expect(check({ values: { lines: blanks, subtotal: 0, gst: 0, total: 0 } })).toEqual([
			'Lines 1–2: "Line Description" has no value at "text". Drag it from the first line.',
			'Line 1: "Line Amount" has no value at "amount", although other lines have one. Leave lines that are not charges, such as subtotals, out of "Lines".',
		]);
	});

	it('without an amount does not count as negative', () => {
		expect(check(withLines([{}], 10, 110, { allowNegativeLines: false }))).toEqual([
			'Line 1: "Line Amount" has no value at "amount". Drag it from the first line.',
		]);
	});
});

describe('quantity and unit price', () => {
	it.each([
		['whole numbers', 4, 25, 4, 25],
		['numbers as text', '4.00', '$25.00', 4, 25],
		['four decimals', 3.3333, 30, 3.3333, 30],
		['float noise', 0.1 + 0.2, 333.3333, 0.3, 333.3333],
		['both negative', -4, -25, -4, -25],
	])(
		'are output if their product is the amount: %s',
		(_, quantity, price, outQuantity, unitPrice) => {
			expect(line({ quantity, price })).toMatchObject({
				lines: [{ ...ONE, quantity: outQuantity, unitPrice }],
			});
		},
	);

	it.each([
		['more than four decimals in the quantity', 3.33333, 30, 'Licence (quantity 3.33333)'],
		['more than four decimals in the price', 3, 33.33333, 'Licence (quantity 3)'],
		['a product that differs from the amount', 2, 49.99, 'Licence (quantity 2)'],
		['different signs', -2, 50, 'Licence (quantity -2)'],
		['no price', 2, null, 'Licence (quantity 2)'],
		['a quantity with a unit', ' 5 hours ', 20, 'Licence (quantity 5 hours)'],
		['an ambiguous quantity', '2,5', 40, 'Licence (quantity 2,5)'],
		['no quantity', undefined, 25, 'Licence'],
		['a quantity of one', 1, 25, 'Licence'],
		['a quantity of one, with decimals', '1.000', 25, 'Licence'],
	])('become 1 × the amount otherwise: %s', (_, quantity, price, description) => {
		expect(line({ quantity, price })).toMatchObject({ lines: [{ ...ONE, description }] });
	});

	it('are output without GST if the amounts include it', () => {
		const included = (properties: object) =>
			check(withLines([{ amount: 110, ...properties }], 10, 110, { amountsIncludeGst: true }));
		expect(included({ quantity: 2, price: 55 })).toMatchObject({
			subtotal: 100,
			lines: [{ description: 'Licence', quantity: 2, unitPrice: 50, amount: 100, gst: 10 }],
		});
		expect(included({ quantity: 3, price: 33.3333 })).toMatchObject({
			lines: [{ description: 'Licence', quantity: 3, unitPrice: 33.3333, amount: 100 }],
		});
		expect(included({ quantity: 3, price: 36.6667 })).toMatchObject({
			lines: [{ description: 'Licence (quantity 3)', quantity: 1, unitPrice: 100, amount: 100 }],
		});
	});

	it('are not converted if the amounts exclude GST', () => {
		expect(line({ quantity: 4, price: 27.5 })).toMatchObject({
			lines: [{ ...ONE, description: 'Licence (quantity 4)' }],
		});
	});
});
