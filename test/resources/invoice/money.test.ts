import {
	decimalsOf,
	formatCents,
	multiply,
	readCents,
	readTenThousandths,
	unitPriceOf,
} from '../../../nodes/MyD3/resources/invoice/money';
import { Refusal } from '../../../nodes/MyD3/resources/invoice/values';

const cents = (value: unknown, currency: string | undefined = 'AUD'): bigint | string => {
	const read = readCents(value, currency);
	return read instanceof Refusal ? read.reason : read;
};

it.each<[unknown, bigint]>([
	[0, 0n],
	[-0, 0n],
	[1234.5, 123450n],
	[-5, -500n],
	[1e3, 100000n],
	[1.5e9, 150000000000n],
	[9999999999.99, 999999999999n],
	[0.1 + 0.2, 30n],
	[-0.1 - 0.2, -30n],
	[1.005 * 100, 10050n],
	[4.35 * 100, 43500n],
	[1e-9, 0n],
	['0', 0n],
	['.5', 50n],
	['12', 1200n],
	['12.3', 1230n],
	['12.30000', 1230n],
	['1234.50', 123450n],
	['1,234', 123400n],
	['1,234.50', 123450n],
	['1,234,567.89', 123456789n],
	['12,345.60', 1234560n],
	['123,456', 12345600n],
	['12 345.60', 1234560n],
	['123 456', 12345600n],
	[' (5.00) ', -500n],
	['AUD       5.00', 500n],
	['1 234.50', 123450n],
	['1 234 567', 123456700n],
	['1\u00a0234.50', 123450n],
	[' 12.00\n', 1200n],
	['+5.00', 500n],
	['-5.00', -500n],
	['- 5.00', -500n],
	['\u22125.00', -500n],
	['5.00-', -500n],
	['5.00 -', -500n],
	['$5.00 CR', -500n],
	['5.00Dr', 500n],
	['(5.00)', -500n],
	['( 5.00 )', -500n],
	['($5.00)', -500n],
	['-$5.00', -500n],
	['$(5.00)', -500n],
	['AUD (5.00)', -500n],
	['$-5.00', -500n],
	['$5.00', 500n],
	['A$5.00', 500n],
	['AU$5.00', 500n],
	['AUD 1,234.50', 123450n],
	['aud1,234.50', 123450n],
	['AUD $5.00', 500n],
	['AUD$5.00', 500n],
	['AUD  5.00', 500n],
	['1,234.50 AUD', 123450n],
	['-5.00AUD', -500n],
	['AUD -5.00', -500n],
])('reads %p as cents', (value, expected) => {
	expect(cents(value)).toBe(expected);
});

it('reads amounts with the symbol of the invoice’s currency', () => {
	expect(cents('€5.00', 'EUR')).toBe(500n);
	expect(cents('NZ$5.00', 'NZD')).toBe(500n);
	expect(cents('US$5.00', 'USD')).toBe(500n);
});

it('reads amounts in any currency if that of the invoice is unknown', () => {
	expect(readCents('USD 5.00', undefined)).toBe(500n);
	expect(readCents('€5.00', undefined)).toBe(500n);
});

const NOT_AN_AMOUNT = 'not an amount. Choose a value that looks like 1234.50.';
const AMBIGUOUS = 'which can be read in more than one way. Write it as 1,234.50 or 1234.50.';
const FRACTION =
	'which has fractions of a cent. Choose a rounded amount, or enter the invoice by hand.';
const OTHER = 'but "Currency" is "AUD". Choose the amount in that currency.';
const LARGE = 'but amounts must be below 10,000,000,000. Check it.';
it.each<[unknown, string]>([
	['abc', `is "abc", ${NOT_AN_AMOUNT}`],
	['AUD', `is "AUD", ${NOT_AN_AMOUNT}`],
	['5.00 dollars', `is "5.00 dollars", ${NOT_AN_AMOUNT}`],
	['about 5.00', `is "about 5.00", ${NOT_AN_AMOUNT}`],
	['5AUD00', `is "5AUD00", ${NOT_AN_AMOUNT}`],
	['-5.00-', `is "-5.00-", ${NOT_AN_AMOUNT}`],
	['$(5.00', `is "$(5.00", ${NOT_AN_AMOUNT}`],
	['-(5.00)', `is "-(5.00)", ${NOT_AN_AMOUNT}`],
	['(5.00', `is "(5.00", ${NOT_AN_AMOUNT}`],
	['5.00)', `is "5.00)", ${NOT_AN_AMOUNT}`],
	['--5.00', `is "--5.00", ${NOT_AN_AMOUNT}`],
	['5.', `is "5.", ${NOT_AN_AMOUNT}`],
	['1e3', `is "1e3", ${NOT_AN_AMOUNT}`],
	['10%', `is "10%", ${NOT_AN_AMOUNT}`],
	[NaN, `is NaN, ${NOT_AN_AMOUNT}`],
	[Infinity, `is Infinity, ${NOT_AN_AMOUNT}`],
	[false, `is false, ${NOT_AN_AMOUNT}`],
	[[5], `is [5], ${NOT_AN_AMOUNT}`],
	['1.234,50', `is "1.234,50", ${AMBIGUOUS}`],
	['1234,50', `is "1234,50", ${AMBIGUOUS}`],
	['1,23', `is "1,23", ${AMBIGUOUS}`],
	['0,123', `is "0,123", ${AMBIGUOUS}`],
	['1234,567', `is "1234,567", ${AMBIGUOUS}`],
	['1,2345', `is "1,2345", ${AMBIGUOUS}`],
	['1.234.567', `is "1.234.567", ${AMBIGUOUS}`],
	['1 234,567', `is "1 234,567", ${AMBIGUOUS}`],
	['1234 567', `is "1234 567", ${AMBIGUOUS}`],
	['0 123', `is "0 123", ${AMBIGUOUS}`],
	['1 23', `is "1 23", ${AMBIGUOUS}`],
	["1'234.50", `is "1'234.50", ${AMBIGUOUS}`],
	['1,00,000.00', `is "1,00,000.00", ${AMBIGUOUS}`],
	['1.234', `is "1.234", ${FRACTION}`],
	[10.005, `is 10.005, ${FRACTION}`],
	[-10.005, `is -10.005, ${FRACTION}`],
	[1e-8, `is 1e-8, ${FRACTION}`],
	[0.999, `is 0.999, ${FRACTION}`],
	['USD 5.00', `is "USD 5.00", ${OTHER}`],
	['5.00 USD', `is "5.00 USD", ${OTHER}`],
	['AUD 5.00 USD', `is "AUD 5.00 USD", ${OTHER}`],
	['US$5.00', `is "US$5.00", ${OTHER}`],
	['€5.00', `is "€5.00", ${OTHER}`],
	['5 €', `is "5 €", ${OTHER}`],
	[1e10, `is 10000000000, ${LARGE}`],
	[-1e10, `is -10000000000, ${LARGE}`],
	[1e300, `is 1e+300, ${LARGE}`],
])('refuses %p', (value, reason) => {
	expect(cents(value)).toBe(reason);
});

it.each<[unknown, bigint | undefined]>([
	[3, 30000n],
	['2.5', 25000n],
	[0.1234, 1234n],
	[0.30000000000000004, 3000n],
	['$50.00', 500000n],
	[-1, -10000n],
	[99999999999.9999, 999999999999999n],
	[100000000000, undefined],
	[-100000000000, undefined],
	[0.12345, undefined],
	['5 hours', undefined],
	['USD 5', undefined],
	[undefined, undefined],
])(
	'reads %p only if it is a number below 100 billion with at most four decimals',
	(value, expected) => {
		expect(readTenThousandths(value, 'AUD')).toBe(expected);
	},
);

it.each([
	{ quantity: 20000n, unitPrice: 500000n, product: 10000n },
	{ quantity: 33333n, unitPrice: 300000n, product: 10000n },
	{ quantity: 10000n, unitPrice: 49n, product: 0n },
	{ quantity: 10000n, unitPrice: 50n, product: 1n },
	{ quantity: 10000n, unitPrice: -50n, product: -1n },
	{ quantity: -10000n, unitPrice: -150n, product: 2n },
])(
	'multiplies $quantity by $unitPrice, rounding half away from zero',
	({ quantity, unitPrice, product }) => {
		expect(multiply(quantity, unitPrice)).toBe(product);
	},
);

it.each([
	{ amount: 10000n, quantity: 20000n, unitPrice: 500000n },
	{ amount: -1n, quantity: 20000n, unitPrice: -50n },
	{ amount: 10000n, quantity: 30000n, unitPrice: undefined },
	{ amount: 100n, quantity: 0n, unitPrice: undefined },
	{ amount: 999999999n, quantity: 1n, unitPrice: 999999999000000n },
	{ amount: 1000000000n, quantity: 1n, unitPrice: undefined },
])(
	'the unit price of $amount for $quantity is $unitPrice, if exact and short enough',
	({ amount, quantity, unitPrice }) => {
		expect(unitPriceOf(amount, quantity)).toBe(unitPrice);
	},
);

it.each([
	[0n, '0.00'],
	[5n, '0.05'],
	[-5n, '-0.05'],
	[123450n, '1234.50'],
])('formats %p cents as %s', (value, text) => {
	expect(formatCents(value)).toBe(text);
});

it.each([
	['AUD', 2],
	['JPY', 0],
	['KWD', 3],
	['aud', undefined],
	['AUDX', undefined],
	['XAUD', undefined],
	['A$', undefined],
])('the currency %s has %p decimals', (currency, decimals) => {
	expect(decimalsOf(currency)).toBe(decimals);
});
