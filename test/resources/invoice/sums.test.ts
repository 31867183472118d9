import { check, withLines, type Changes } from './builder';

const CHECK = 'Check the fields, or ask the supplier for a corrected invoice.';
const OUTSIDE =
	'If the invoice has freight, a discount or rounding outside its lines, add it to "Lines".';
const PAID = 'If part of the invoice has already been paid, choose the total before that payment.';
const CLEAR =
	'If it leaves out a discount or freight, or includes GST, clear the field. Otherwise, ask the supplier for a corrected invoice.';
const amounts = (...values: number[]) => values.map((amount) => ({ amount }));
const gstOf = (result: ReturnType<typeof check>) =>
	Array.isArray(result) ? result : result.lines.map(({ gst }) => gst);

describe('amounts that do not add up are refused:', () => {
	it.each([
		[
			'a total that is a cent too high',
			{ values: { total: 110.01 } },
			[
				`The lines (100.00) and "GST" (10.00) add up to 110.00, but "Total" is 110.01. ${CHECK} ${OUTSIDE}`,
			],
		],
		[
			'a subtotal that is a cent too low',
			{ values: { subtotal: 99.99 } },
			[`The lines add up to 100.00 without GST, but "Subtotal" is 99.99. ${CLEAR}`],
		],
		[
			'amounts that seem to include GST',
			{ values: { lines: [{ text: 'Licence', amount: 110 }] } },
			[
				'The lines (110.00) and "GST" (10.00) add up to 120.00, but "Total" is 110.00. If the amounts of the lines include GST, turn on the option "Amounts Include GST". Otherwise, choose the total including GST.',
			],
		],
		[
			'amounts that seem to exclude GST',
			withLines(amounts(50, 50), 10, 110, { amountsIncludeGst: true }),
			[
				'The lines add up to 100.00 including GST, but "Total" is 110.00. If the amounts of the lines do not include GST, turn off the option "Amounts Include GST".',
			],
		],
		[
			'amounts or a total that seem to exclude GST',
			withLines(amounts(100, 50), 10, 150),
			[
				'The lines (150.00) and "GST" (10.00) add up to 160.00, but "Total" is 150.00. If the amounts of the lines include GST, turn on the option "Amounts Include GST". Otherwise, choose the total including GST.',
			],
		],
		[
			'amounts and a total that exclude GST when the option says that they include it',
			withLines([{ amount: 100, gst: 10 }, { amount: 50 }], 10, 150, { amountsIncludeGst: true }),
			[
				'The GST of the lines was added to their amounts, not included in them. Turn off the option "Amounts Include GST".',
			],
		],
		[
			'a total that seems to exclude GST',
			{ values: { total: 100 } },
			[
				'The lines (100.00) and "GST" (10.00) add up to 110.00, but "Total" is 100.00. Choose the total including GST.',
			],
		],
		[
			'a total that seems to exclude GST, with a GST-free line',
			withLines([{ amount: 100, gst: 10 }, { amount: 50 }], 10, 150),
			[
				'The lines (150.00) and "GST" (10.00) add up to 160.00, but "Total" is 150.00. Choose the total including GST.',
			],
		],
		[
			'a discount outside the lines, which reduces the GST, too',
			withLines(amounts(100, 50), 13.5, 148.5),
			[
				`The lines (150.00) and "GST" (13.50) add up to 163.50, but "Total" is 148.50. ${CHECK} ${OUTSIDE} ${PAID}`,
			],
		],
		[
			'freight outside the lines, if they state their GST',
			withLines([{ amount: 100, gst: 10 }], 11, 121),
			[
				`The lines (100.00) and "GST" (11.00) add up to 111.00, but "Total" is 121.00. ${CHECK} ${OUTSIDE}`,
			],
		],
		[
			'a percentage in place of the GST',
			withLines(amounts(573, 200), 10, 850.3),
			[
				`The lines (773.00) and "GST" (10.00) add up to 783.00, but "Total" is 850.30. ${CHECK} ${OUTSIDE}`,
				'"GST" is 10.00, but GST at 10% on the lines comes to 77.30. If some lines are GST-free, fill in "Line GST" (0 for those lines). Otherwise, check the option "GST Rate".',
			],
		],
		...[10, 0.1].map((gst): [string, Changes, string[]] => [
			`${gst} as the percentage of each line’s GST`,
			withLines(
				[
					{ amount: 573, gst },
					{ amount: 200, gst: 0 },
				],
				57.3,
				830.3,
			),
			[
				`The GST of the lines adds up to ${gst.toFixed(2)}, but "GST" is 57.30. "Line GST" looks like a percentage. Drag the amount, or clear the field if no line is GST-free.`,
			],
		]),
		[
			'a wrong total when the lines include GST',
			withLines(amounts(55, 55), 10, 110.01, { amountsIncludeGst: true }),
			[`The lines add up to 110.00 including GST, but "Total" is 110.01. ${CHECK} ${OUTSIDE}`],
		],
		[
			'a wrong subtotal when the lines include GST',
			{
				values: { lines: [{ text: 'Licence', amount: 110 }], subtotal: 109.99 },
				options: { amountsIncludeGst: true },
			},
			[`The lines add up to 100.00 without GST, but "Subtotal" is 109.99. ${CLEAR}`],
		],
		[
			'a total that is a cent too low',
			{ values: { total: 109.99 } },
			[
				`The lines (100.00) and "GST" (10.00) add up to 110.00, but "Total" is 109.99. ${CHECK} ${OUTSIDE}`,
			],
		],
		[
			'a subtotal that is too low by the GST',
			{ values: { subtotal: 90 } },
			[`The lines add up to 100.00 without GST, but "Subtotal" is 90.00. ${CLEAR}`],
		],
		[
			'a subtotal that includes GST when the lines do not',
			{ values: { subtotal: 110 } },
			[`The lines add up to 100.00 without GST, but "Subtotal" is 110.00. ${CLEAR}`],
		],
		[
			'a total after a deposit',
			{ values: { total: 60 } },
			[
				`The lines (100.00) and "GST" (10.00) add up to 110.00, but "Total" is 60.00. ${CHECK} ${OUTSIDE} ${PAID}`,
			],
		],
		[
			'GST that differs from that of the lines',
			withLines([{ amount: 100, gst: 9.99 }], 10, 110, { gstRate: 'none' }),
			[`The GST of the lines adds up to 9.99, but "GST" is 10.00. ${CHECK}`],
		],
		[
			'several sums at once',
			{ values: { subtotal: 1, gst: 1, total: 1 } },
			[
				`The lines add up to 100.00 without GST, but "Subtotal" is 1.00. ${CHECK}`,
				`The lines (100.00) and "GST" (1.00) add up to 101.00, but "Total" is 1.00. ${CHECK} ${OUTSIDE} ${PAID}`,
			],
		],
		[
			'a GST-free line that is not marked as such',
			withLines(amounts(100, 1.5), 10, 111.5),
			[
				'"GST" is 10.00, but GST at 10% on the lines comes to 10.15. If some lines are GST-free, fill in "Line GST" (0 for those lines). Otherwise, check the option "GST Rate".',
			],
		],
		[
			'GST that no rounding can produce',
			withLines(amounts(0.14, 0.14, 0.1), 0.07, 0.45, { gstRate: 12.5 }),
			[
				'"GST" is 0.07, but GST at 12.5% on the lines comes to between 0.03 and 0.06. If some lines are GST-free, fill in "Line GST" (0 for those lines). Otherwise, check the option "GST Rate".',
			],
		],
	])('%s', (_, changes, reasons) => {
		expect(check(changes)).toEqual(reasons);
	});

	it('GST that is three dollars too high on 300 lines', () => {
		const lines = Array.from({ length: 300 }, () => ({ amount: 10 }));
		expect(check(withLines(lines, 303, 3303))).toEqual([
			expect.stringContaining('"GST" is 303.00, but GST at 10% on the lines comes to 300.00.'),
		]);
	});
});

it('a credit note is refused', () => {
	expect(check(withLines(amounts(-100), -10, -110))).toEqual([
		'"Total" is -110, so this is a credit note. The node accepts only invoices. Enter the credit note by hand.',
	]);
});

it.each([-1, 101, 100.0001, 'ten', '', null, 10.00001])(
	'a GST rate of %p is refused',
	(gstRate) => {
		expect(check({ options: { gstRate } })).toEqual([
			`The option "GST Rate" is ${JSON.stringify(gstRate)}. Enter a percentage from 0 to 100 with at most four decimals.`,
		]);
	},
);

it('amounts that could be read are checked even if others could not', () => {
	const noGst =
		'"GST" has no value. Drag it from the event. If events leave it out when there is no GST, add "?? 0" to the expression: {{ $json.gst ?? 0 }}.';
	const noTotal = '"Total" has no value. Drag it from the event.';
	expect(check({ values: { gst: null, total: 1 } })).toEqual([noGst]);
	expect(check({ values: { gst: null, subtotal: null } })).toEqual([noGst]);
	expect(check({ values: { gst: null, subtotal: 1, total: 100 } })).toEqual([
		noGst,
		`The lines add up to 100.00 without GST, but "Subtotal" is 1.00. ${CHECK}`,
	]);
	expect(check({ values: { total: null } })).toEqual([noTotal]);
	expect(check({ values: { gst: null, total: null, subtotal: 99 } })).toEqual([
		noGst,
		noTotal,
		`The lines add up to 100.00 without GST, but "Subtotal" is 99.00. ${CHECK}`,
	]);
	const options = { amountsIncludeGst: true };
	expect(check({ values: { gst: null, subtotal: 1 }, options })).toEqual([
		noGst,
		`The lines add up to 100.00 including GST, but "Total" is 110.00. ${CHECK} ${OUTSIDE}`,
	]);
});

it.each([
	['of which only the sum is rounded', [10.075248, 20.1512345, 0.004], 30.23, [10.08, 20.15, 0]],
	['each rounded on its own', [0.125, 0.125, 0.125], 0.39, [0.13, 0.13, 0.13]],
	['rounded once, as a sum', [0.125, 0.125, 0.125], 0.38, [0.13, 0.13, 0.12]],
	['with a discount', [1.001, -0.334], 0.67, [1, -0.33]],
])('lines with fractions of a cent, %s, become whole cents', (_, exact, sum, rounded) => {
	const lines = exact.map((amount) => ({ text: 'Cloud usage', amount }));
	const gst = Math.round(sum * 10) / 100;
	const total = Math.round((sum + gst) * 100) / 100;
	for (const subtotal of [sum, null]) {
		expect(check({ values: { subtotal, gst, total, lines } })).toMatchObject({
			subtotal: sum,
			lines: rounded.map((amount) => ({ amount })),
		});
	}
});

it('lines with fractions of a cent must also add up to the cent', () => {
	const lines = amounts(0.125, 0.125, 0.125).map((line) => ({ text: 'Cloud usage', ...line }));
	expect(check({ values: { subtotal: 0.37, gst: 0, total: 0.37, lines } })).toEqual([
		`The lines add up to 0.39 without GST, but "Subtotal" is 0.37. ${CHECK}`,
		`The lines (0.39) and "GST" (0.00) add up to 0.39, but "Total" is 0.37. ${CHECK} ${OUTSIDE}`,
	]);
});

it('a line without GST is GST-free if the others add up to the invoice’s, and must state it otherwise', () => {
	const lines = [{ amount: 100, gst: 10 }, { amount: 50 }, { amount: 7, gst: '' }];
	expect(gstOf(check(withLines(lines, 10, 167)))).toEqual([10, 0, 0]);
	expect(check(withLines(lines, 15.7, 172.7))).toEqual([
		'Lines 2–3: "Line GST" has no value, but other lines have one. Every line needs its GST, or 0 if it is GST-free.',
	]);
});

it('all lines of an invoice without GST are GST-free, whatever the rate', () => {
	expect(gstOf(check(withLines(amounts(100, 50), 0, 150)))).toEqual([0, 0]);
});

describe('if the supplier rounded the GST on the sum, but the lines state their own,', () => {
	const lines = [
		{ amount: 0.25, gst: 0.03 },
		{ amount: 0.25, gst: 0.03 },
		{ amount: 0.25, gst: 0.03 },
		{ amount: 9, gst: 0 },
	];
	it.each([0.08, 0.07, 0.06])('the invoice’s GST of %p counts', (gst) => {
		const result = check(withLines(lines, gst, 9.75 + gst));
		expect(result).toMatchObject({ gst, lines: [{}, {}, {}, { gst: 0 }] });
	});

	it.each([
		['no rounding gives it', 0.05, lines, '0.09'],
		[
			'no rounding gives a line’s GST',
			0.08,
			[{ amount: 0.25, gst: 0.04 }, ...lines.slice(1)],
			'0.10',
		],
		[
			'a line’s GST is a cent too high',
			0.06,
			[
				{ amount: 0.3, gst: 0.04 },
				{ amount: 0.25, gst: 0.03 },
			],
			'0.07',
		],
		[
			'a line’s GST is a cent too low',
			0.06,
			[
				{ amount: 0.3, gst: 0.02 },
				{ amount: 0.25, gst: 0.03 },
			],
			'0.05',
		],
	])('the invoice’s GST is refused if %s', (_, gst, all, sum) => {
		const total = Math.round(all.reduce((net, { amount }) => net + amount, gst) * 100) / 100;
		expect(check(withLines(all, gst, total))).toEqual([
			`The GST of the lines adds up to ${sum}, but "GST" is 0.0${gst * 100}. ${CHECK}`,
		]);
	});
});

it('a subtotal may include GST if the lines do', () => {
	const lines = [{ text: 'Licence', amount: 110 }];
	expect(
		check({ values: { lines, subtotal: 110 }, options: { amountsIncludeGst: true } }),
	).toMatchObject({ subtotal: 100, gst: 10, total: 110 });
});

it('an invoice for 0.00 is accepted', () => {
	expect(check(withLines(amounts(100, -100), 0, 0))).toMatchObject({
		subtotal: 0,
		gst: 0,
		total: 0,
	});
});

it('lines that state their GST keep it, whatever the rate, and 0 means GST-free', () => {
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
	const cents = [
		{ amount: 0.05, gst: 0 },
		...Array(3).fill({ amount: 0.55, gst: 0.05 }),
	] as object[];
	expect(gstOf(check(withLines(cents, 0.15, 1.7, { amountsIncludeGst: true })))).toEqual([
		0, 0.05, 0.05, 0.05,
	]);
	expect(check(included)).toMatchObject({
		subtotal: 150,
		lines: [
			{ amount: 100, gst: 10 },
			{ amount: 50, gst: 0 },
		],
	});
});

describe('GST that the lines do not state is allocated to them to the cent:', () => {
	it.each([
		['exact amounts', amounts(100, 50), 15, {}, [10, 5]],
		[
			'a cent to the largest fraction first',
			amounts(0.13, 0.17, 0.15),
			0.04,
			{},
			[0.01, 0.02, 0.01],
		],
		[
			'another cent to the second largest fraction',
			amounts(0.13, 0.17, 0.15),
			0.05,
			{},
			[0.01, 0.02, 0.02],
		],
		['all rounded down', amounts(0.13, 0.17, 0.15), 0.03, {}, [0.01, 0.01, 0.01]],
		['all rounded up', amounts(0.13, 0.17, 0.15), 0.06, {}, [0.02, 0.02, 0.02]],
		[
			'a cent to the first of equal fractions',
			amounts(0.15, 0.15, 0.15),
			0.04,
			{},
			[0.02, 0.01, 0.01],
		],
		['a discount', amounts(1, -0.15), 0.08, {}, [0.1, -0.02]],
		['a discount rounded the other way', amounts(1, -0.15), 0.09, {}, [0.1, -0.01]],
		['no cent to an exact line', amounts(0.1, 0.15), 0.03, {}, [0.01, 0.02]],
		['another rate', amounts(1), 0.13, { gstRate: '12.5' }, [0.13]],
		['no GST at all', amounts(1.11), 0, { gstRate: 0 }, [0]],
		['100% GST', amounts(1.11), 1.11, { gstRate: 100 }, [1.11]],
	])('%s', (_, lines, gst, options, expected) => {
		const total = Math.round(lines.reduce((sum, { amount }) => sum + amount, gst) * 100) / 100;
		expect(gstOf(check(withLines(lines, gst, total, options)))).toEqual(expected);
	});

	it('amounts that include it', () => {
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
