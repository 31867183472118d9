import fc from 'fast-check';

import { multiply } from '../../../nodes/MyD3/resources/invoice/money';
import { check, withLines } from './builder';

describe('for any invoice,', () => {
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

	/** A line's GST in cents, rounded up or down, since senders may do either. */
	const gstFor = (cents: number, rate: number, included: boolean, up: boolean): number => {
		const exact = (cents * rate) / (included ? 100 + rate : 100);
		const nearest = Math.round(exact);
		if (Math.abs(exact - nearest) < 1e-4) return nearest + 0;
		return (up ? Math.ceil(exact) : Math.floor(exact)) + 0;
	};

	it('amounts that add up are accepted, and are output without moving a cent', () => {
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
					// Without any GST, all lines are GST-free, even if a charge's GST and a discount's cancel each other out.
					else if (sumOf(gst) === 0) expect(tax[index]).toBe(0);
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

	it('a difference of one cent is refused', () => {
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
