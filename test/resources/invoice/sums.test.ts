import fc from 'fast-check';

import { multiply } from '../../../nodes/MyD3/resources/invoice/money';
import { check, withLines } from './builder';

const CHECK = 'Check the fields, or ask the supplier for a corrected invoice.';
const amounts = (...values: number[]) => values.map((amount) => ({ amount }));
const gstOf = (result: ReturnType<typeof check>) =>
	Array.isArray(result) ? result : result.lines.map(({ gst }) => gst);

describe('What does not add up is refused', () => {
	it.each([
		[
			'a total that is a cent more',
			{ values: { total: 110.01 } },
			[`The lines, 100.00, and "GST", 10.00, add up to 110.00, but "Total" is 110.01. ${CHECK}`],
		],
		[
			'a subtotal that is a cent less',
			{ values: { subtotal: 99.99 } },
			[`The lines add up to 100.00 without GST, but "Subtotal" is 99.99. ${CHECK}`],
		],
		[
			'amounts that seem to include GST',
			{ values: { subtotal: null, total: 100 } },
			[
				'The lines, 100.00, and "GST", 10.00, add up to 110.00, but "Total" is 100.00. If the amounts of the lines include GST, turn on the option "Amounts Include GST".',
			],
		],
		[
			'a total of lines that include GST',
			withLines(amounts(55, 55), 10, 110.01, { amountsIncludeGst: true }),
			[`The lines add up to 110.00 including GST, but "Total" is 110.01. ${CHECK}`],
		],
		[
			'a subtotal of lines that include GST',
			{
				values: { lines: [{ text: 'Licence', amount: 110 }], subtotal: 110 },
				options: { amountsIncludeGst: true },
			},
			[`The lines add up to 100.00 without GST, but "Subtotal" is 110.00. ${CHECK}`],
		],
		[
			'GST of the lines',
			withLines([{ amount: 100, gst: 9.99 }], 10, 110),
			[`The GST of the lines adds up to 9.99, but "GST" is 10.00. ${CHECK}`],
		],
		[
			'everything at once',
			{ values: { subtotal: 1, gst: 1, total: 1 } },
			[
				`The lines add up to 100.00 without GST, but "Subtotal" is 1.00. ${CHECK}`,
				`The lines, 100.00, and "GST", 1.00, add up to 101.00, but "Total" is 1.00. ${CHECK}`,
				'"GST" is 1.00, but 10 % of each line is 10.00 in all. GST-free lines must carry their GST: fill in "Line GST", which is 0 for them. Otherwise check the option "GST Rate".',
			],
		],
		[
			'a GST-free line that does not say so',
			withLines(amounts(100, 1.5), 10, 111.5),
			[
				'"GST" is 10.00, but 10 % of each line is 10.15 in all. GST-free lines must carry their GST: fill in "Line GST", which is 0 for them. Otherwise check the option "GST Rate".',
			],
		],
		[
			'GST that no rounding gives',
			withLines(amounts(0.14, 0.14, 0.1), 0.07, 0.45, { gstRate: 12.5 }),
			[
				'"GST" is 0.07, but 12.5 % of each line is between 0.03 and 0.06 in all. GST-free lines must carry their GST: fill in "Line GST", which is 0 for them. Otherwise check the option "GST Rate".',
			],
		],
	])('%s', (_, changes, reasons) => {
		expect(check(changes)).toEqual(reasons);
	});

	it('three dollars too much GST on 300 lines', () => {
		const lines = Array.from({ length: 300 }, () => ({ amount: 10 }));
		expect(check(withLines(lines, 303, 3303))).toEqual([
			expect.stringContaining('"GST" is 303.00, but 10 % of each line is 300.00 in all.'),
		]);
	});

	it('a credit note', () => {
		expect(check(withLines(amounts(-100), -10, -110))).toEqual([
			'"Total" is -110.00: this is a credit note. Only invoices pass; enter it by hand.',
		]);
	});

	it.each([-1, 101, 100.0001, 'ten', '', null, 10.00001])('a GST rate of %p', (gstRate) => {
		expect(check({ options: { gstRate } })).toEqual([
			`The option "GST Rate" is ${JSON.stringify(gstRate)}. Enter a percentage from 0 to 100 with at most four decimals.`,
		]);
	});

	it('as far as it was read', () => {
		const noGst = '"GST" has no value. Drag it from the event.';
		const noTotal = '"Total" has no value. Drag it from the event.';
		expect(check({ values: { gst: null, total: 1 } })).toEqual([noGst]);
		expect(check({ values: { total: null } })).toEqual([noTotal]);
		expect(check({ values: { gst: null, total: null, subtotal: 99 } })).toEqual([
			noGst,
			noTotal,
			`The lines add up to 100.00 without GST, but "Subtotal" is 99.00. ${CHECK}`,
		]);
		const options = { amountsIncludeGst: true };
		expect(check({ values: { gst: null, subtotal: 1 }, options })).toEqual([
			noGst,
			`The lines add up to 100.00 including GST, but "Total" is 110.00. ${CHECK}`,
		]);
	});
});

it('an invoice over nothing passes', () => {
	expect(check(withLines(amounts(100, -100), 0, 0))).toMatchObject({
		subtotal: 0,
		gst: 0,
		total: 0,
	});
});

it('lines that carry their GST keep it, whatever the rate, and 0 is GST-free', () => {
	const lines = [
		{ amount: 100, gst: '10.00' },
		{ amount: 50, gst: 0 },
		{ amount: 10, gst: 0.03 },
	];
	expect(gstOf(check(withLines(lines, 10.03, 170.03, { gstRate: 'none' })))).toEqual([10, 0, 0.03]);
	const included = withLines(
		[
			{ amount: 110, gst: 10 },
			{ amount: 50, gst: 0 },
		],
		10,
		160,
		{
			amountsIncludeGst: true,
		},
	);
	expect(check(included)).toMatchObject({
		subtotal: 150,
		lines: [
			{ amount: 100, gst: 10 },
			{ amount: 50, gst: 0 },
		],
	});
});

describe('GST that no line carries is shared to the cent', () => {
	it.each([
		['exact', amounts(100, 50), 15, {}, [10, 5]],
		[
			'the largest fraction is rounded up first',
			amounts(0.13, 0.17, 0.15),
			0.04,
			{},
			[0.01, 0.02, 0.01],
		],
		['then the second', amounts(0.13, 0.17, 0.15), 0.05, {}, [0.01, 0.02, 0.02]],
		['all down', amounts(0.13, 0.17, 0.15), 0.03, {}, [0.01, 0.01, 0.01]],
		['all up', amounts(0.13, 0.17, 0.15), 0.06, {}, [0.02, 0.02, 0.02]],
		['of equal fractions the first', amounts(0.15, 0.15, 0.15), 0.04, {}, [0.02, 0.01, 0.01]],
		['a discount', amounts(1, -0.15), 0.08, {}, [0.1, -0.02]],
		['a discount the other way', amounts(1, -0.15), 0.09, {}, [0.1, -0.01]],
		['an exact line gets no cent', amounts(0.1, 0.15), 0.03, {}, [0.01, 0.02]],
		['another rate', amounts(1), 0.13, { gstRate: '12.5' }, [0.13]],
		['no GST at all', amounts(1.11), 0, { gstRate: 0 }, [0]],
		['all is GST', amounts(1.11), 1.11, { gstRate: 100 }, [1.11]],
	])('%s', (_, lines, gst, options, expected) => {
		const total = Math.round(lines.reduce((sum, { amount }) => sum + amount, gst) * 100) / 100;
		expect(gstOf(check(withLines(lines, gst, total, options)))).toEqual(expected);
	});

	it('of what the amounts include', () => {
		const result = check(withLines(amounts(10, 10, 10), 2.73, 30, { amountsIncludeGst: true }));
		expect(result).toMatchObject({
			subtotal: 27.27,
			lines: [
				{ amount: 9.09, gst: 0.91 },
				{ amount: 9.09, gst: 0.91 },
				{ amount: 9.09, gst: 0.91 },
			],
		});
	});
});

describe('Whatever the invoice', () => {
	const amount = fc.oneof(
		fc.integer({ min: -5000, max: 5000 }),
		fc.integer({ min: -1e8, max: 1e9 }),
	);
	const dollars = (cents: number) =>
		`${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
	const toCents = (value: number) => Math.round(value * 100);
	const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
	const line = fc.record({
		amount,
		up: fc.boolean(),
		free: fc.boolean(),
		quantity: fc.option(fc.integer({ min: -30000, max: 300000 }).map((units) => units / 10000)),
		price: fc.option(fc.integer({ min: -30000, max: 9000000 }).map((units) => units / 10000)),
	});
	const invoice = fc.record({
		lines: fc.oneof(
			fc.array(line, { minLength: 1, maxLength: 8 }),
			fc.array(line, { minLength: 1, maxLength: 300 }),
		),
		carriesGst: fc.boolean(),
		amountsIncludeGst: fc.boolean(),
		rate: fc.constantFrom(0, 10, 12.5, 15),
		asText: fc.boolean(),
	});

	/** Each line's GST, rounded down or up from the cents: what senders may do. */
	const gstFor = (cents: number, rate: number, included: boolean, up: boolean): number => {
		const exact = (cents * rate) / (included ? 100 + rate : 100);
		const nearest = Math.round(exact);
		if (Math.abs(exact - nearest) < 1e-4) return nearest + 0;
		return (up ? Math.ceil(exact) : Math.floor(exact)) + 0;
	};

	it('what adds up is accepted, and comes out with every cent where it was', () => {
		fc.assert(
			fc.property(invoice, ({ lines, carriesGst, amountsIncludeGst, rate, asText }) => {
				const gst = lines.map((each) =>
					carriesGst && each.free ? 0 : gstFor(each.amount, rate, amountsIncludeGst, each.up),
				);
				const sum = sumOf(lines.map((each) => each.amount));
				const total = amountsIncludeGst ? sum : sum + sumOf(gst);
				fc.pre(total >= 0);
				const written = (cents: number) => (asText ? dollars(cents) : cents / 100);
				const result = check(
					withLines(
						lines.map((each, index) => ({
							amount: written(each.amount),
							quantity: each.quantity,
							price: each.price,
							...(carriesGst ? { gst: written(gst[index] ?? 0) } : {}),
						})),
						written(sumOf(gst)),
						written(total),
						{ amountsIncludeGst, gstRate: rate },
					),
				);
				if (Array.isArray(result)) throw new Error(result.join('\n'));
				const net = result.lines.map((each) => toCents(each.amount));
				const tax = result.lines.map((each) => toCents(each.gst));
				expect(sumOf(net)).toBe(toCents(result.subtotal));
				expect(sumOf(tax)).toBe(toCents(result.gst));
				expect(toCents(result.subtotal) + toCents(result.gst)).toBe(total);
				expect(toCents(result.gst)).toBe(sumOf(gst));
				for (const [index, each] of lines.entries()) {
					const gross = (net[index] ?? 0) + (tax[index] ?? 0);
					expect(amountsIncludeGst ? gross : net[index]).toBe(each.amount);
					if (carriesGst) expect(tax[index]).toBe(gst[index]);
					else {
						const exact = (each.amount * rate) / (amountsIncludeGst ? 100 + rate : 100);
						expect(Math.abs((tax[index] ?? 0) - exact)).toBeLessThan(1);
					}
				}
				for (const { quantity, unitPrice, amount: out } of result.lines) {
					const units = [quantity, unitPrice].map((value) => Math.round(value * 10000));
					expect(units.map((value) => value / 10000)).toEqual([quantity, unitPrice]);
					const [first = 0, second = 0] = units;
					expect(Number(multiply(BigInt(first), BigInt(second)))).toBe(toCents(out));
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('a cent more or less is refused', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 0, max: 100000 }), { minLength: 1, maxLength: 50 }),
				fc.constantFrom(-1, 1),
				fc.constantFrom('subtotal', 'total', 'gst'),
				(cents, off, field) => {
					const gst = cents.map((each) => Math.round(each / 10));
					const stated = {
						subtotal: sumOf(cents),
						gst: sumOf(gst),
						total: sumOf(cents) + sumOf(gst),
					};
					fc.pre(stated[field] + off >= 0);
					stated[field] += off;
					const { values } = withLines(
						cents.map((each, index) => ({
							amount: each / 100,
							gst: (gst[index] ?? 0) / 100,
						})),
						stated.gst / 100,
						stated.total / 100,
					);
					const result = check({ values: { ...values, subtotal: stated.subtotal / 100 } });
					expect(result).toEqual(expect.arrayContaining([expect.stringMatching(/ adds? up to /)]));
				},
			),
			{ numRuns: 200 },
		);
	});
});
