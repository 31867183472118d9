import { inQuotes, Refusal } from './values';

/** A decimal number exactly as written: units × 10^-scale. */
interface Decimal {
	units: bigint;
	/** Negative for numbers written with an exponent, such as 1e+21. */
	scale: number;
}

/** Ten billion dollars in cents. Far above any invoice, and far below the point where JSON numbers lose cents. */
const MAX_CENTS = 10n ** 12n;

/** A cent in the units of readFractionalCents. */
export const CENT = 10n ** 8n;

/** 15 significant digits, which a JSON number always preserves. */
const MAX_UNITS = 10n ** 15n;

// A currency code, a symbol or both: "AUD", "$", "A$", "AUD $".
const CURRENCY = String.raw`(?:[a-z]{3})? ?(?:[a-z]{0,2}\p{Sc})?`;

const AMOUNT = new RegExp(
	String.raw`^([-+(]?) ?(${CURRENCY}) ?([-(]?)([\d.,' ]*\d) ?(${CURRENCY}) ?([-)]|cr|dr)?$`,
	'iu',
);

// Thousands are separated by commas or spaces, and cents by a point, as in Australia.
const NUMBER = /^(?:\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+|)(?:\.(\d+))?$/;

/** What AMOUNT captures: signs, currencies and the number. */
type AmountParts = [string, string, string, string, string, string | undefined];

/** The signs around a number, combined. Accountants write (5.00) or 5.00 CR for a credit, and some systems 5.00-. */
const SIGNS: Record<string, bigint | undefined> = {
	'': 1n,
	'+': 1n,
	dr: 1n,
	'-': -1n,
	'()': -1n,
	cr: -1n,
};

/**
 * Reads an amount of money exactly, from a JSON number or from text such as "1,234.50", "AUD 1,234.50", "$-5.00",
 * "(5.00)" or "5.00-".
 * @param currency the invoice's currency code, which any currency in the text must match; undefined if it is not known
 * @param isInCents whether the event's amounts are in cents
 * @returns the amount in cents, or why there is none
 */
export function readCents(
	value: unknown,
	currency: string | undefined,
	isInCents = false,
): bigint | Refusal {
	const amount = readFractionalCents(value, currency, isInCents);
	if (amount instanceof Refusal) return amount;
	if (amount % CENT === 0n) return amount / CENT;
	return new Refusal(
		`is ${inQuotes(value)}, which has fractions of a cent. Choose a rounded amount, or enter the invoice by hand.`,
	);
}

/**
 * Reads an amount that may have fractions of a cent, as usage-based lines do. The parameters are those of readCents.
 * @returns the amount in units of 10^-8 cents, or why there is none
 */
export function readFractionalCents(
	value: unknown,
	currency: string | undefined,
	isInCents = false,
): bigint | Refusal {
	const decimal = readDecimal(value, currency, isInCents);
	if (decimal instanceof Refusal) return decimal;
	const cents = snap(decimal, 2);
	const amount = cents === undefined ? atScale(decimal, 10) : cents * CENT;
	return absolute(amount) < MAX_CENTS * CENT
		? amount
		: new Refusal(`is ${inQuotes(value)}, but amounts must be below 10,000,000,000. Check it.`);
}

/**
 * Reads a quantity, a price or a rate, with up to four decimals, as accounting systems store them. The parameters are
 * those of readCents.
 * @returns the number × 10,000; undefined if it is not a number, is too long, or has more decimals
 */
export function readTenThousandths(
	value: unknown,
	currency: string | undefined,
	isInCents = false,
): bigint | undefined {
	const decimal = readDecimal(value, currency, isInCents);
	const units = decimal instanceof Refusal ? undefined : snap(decimal, 4);
	return units !== undefined && absolute(units) < MAX_UNITS ? units : undefined;
}

/**
 * Multiplies a quantity by a unit price, as accounting systems do.
 * @param quantity × 10,000
 * @param unitPrice × 10,000
 * @returns the product in cents, rounded half away from zero
 */
export function multiply(quantity: bigint, unitPrice: bigint): bigint {
	return divideRounded(quantity * unitPrice, 1_000_000n);
}

/**
 * Divides an amount by a quantity.
 * @param amount in cents
 * @param quantity × 10,000
 * @returns the exact unit price × 10,000; undefined if it is too long or has more decimals
 */
export function unitPriceOf(amount: bigint, quantity: bigint): bigint | undefined {
	const dividend = amount * 1_000_000n;
	if (quantity === 0n || dividend % quantity !== 0n) return undefined;
	const unitPrice = dividend / quantity;
	return absolute(unitPrice) < MAX_UNITS ? unitPrice : undefined;
}

/** @returns cents as an amount, for example -1234.5 */
export function toNumber(cents: bigint): number {
	return Number(cents) / 100;
}

/** @returns cents as text, for example "-1234.50" */
export function formatCents(cents: bigint): string {
	const digits = String(absolute(cents)).padStart(3, '0');
	return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** @returns how many decimals a currency's amounts have (ISO 4217); undefined unless it is three capital letters */
export function decimalsOf(currency: string): number | undefined {
	if (!/^[A-Z]{3}$/.test(currency)) return undefined;
	const format = new Intl.NumberFormat('en', { style: 'currency', currency });
	return format.resolvedOptions().maximumFractionDigits;
}

function readDecimal(
	value: unknown,
	currency: string | undefined,
	isInCents: boolean,
): Decimal | Refusal {
	const shift = isInCents ? 2 : 0;
	if (Number.isFinite(value)) {
		const { units, scale } = decimalOfNumber(value as number);
		return { units, scale: scale + shift };
	}
	const parts = AMOUNT.exec(typeof value === 'string' ? normalizeText(value) : '');
	if (parts === null) return notAnAmount(value);
	const [sign, before, innerSign, number, after, endSign] = parts.slice(1) as AmountParts;
	const factor = SIGNS[sign + innerSign + (endSign ?? '').toLowerCase()];
	if (factor === undefined) return notAnAmount(value);
	if (currency !== undefined && !isOnlyCurrency(currency, before + after)) {
		return new Refusal(
			`is ${inQuotes(value)}, but "Currency" is "${currency}". Choose the amount in that currency.`,
		);
	}
	const match = NUMBER.exec(number);
	if (match === null) {
		return new Refusal(
			`is ${inQuotes(value)}, which can be read in more than one way. Write it as 1,234.50 or 1234.50.`,
		);
	}
	const [, fraction = ''] = match;
	return { units: factor * BigInt(number.replace(/[., ]/g, '')), scale: fraction.length + shift };
}

const notAnAmount = (value: unknown): Refusal =>
	new Refusal(`is ${inQuotes(value)}, not an amount. Choose a value that looks like 1234.50.`);

/** Replaces all white space with single plain spaces, and the minus sign with a hyphen. */
const normalizeText = (text: string): string =>
	text
		.replace(/\s+/g, ' ')
		.replace(/\u2212/g, '-')
		.trim();

/** The shortest decimal that equals a number, as the event wrote it. */
function decimalOfNumber(value: number): Decimal {
	const [digits, exponent] = String(value).split('e') as [string, string?];
	const [whole, fraction = ''] = digits.split('.') as [string, string?];
	return { units: BigInt(whole + fraction), scale: fraction.length - Number(exponent ?? 0) };
}

/**
 * Reduces a decimal to a number of places, but only drops float noise: less than 10^-8, a millionth of a cent. 0.1 + 0.2 is
 * 0.30000000000000004 in JavaScript and in most senders' languages.
 * @returns units × 10^-digits; undefined if it really has more places
 */
function snap(decimal: Decimal, digits: number): bigint | undefined {
	const { units, scale } = decimal;
	const snapped = atScale(decimal, digits);
	if (scale <= digits) return snapped;
	const noise = absolute(units - snapped * 10n ** BigInt(scale - digits));
	return noise * 10n ** 8n < 10n ** BigInt(scale) ? snapped : undefined;
}

/** @returns the decimal × 10^digits, rounded */
function atScale({ units, scale }: Decimal, digits: number): bigint {
	return scale <= digits
		? units * 10n ** BigInt(digits - scale)
		: divideRounded(units, 10n ** BigInt(scale - digits));
}

/** @returns the quotient, rounded half away from zero @param divisor positive and even */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
	const rounded = (absolute(dividend) + divisor / 2n) / divisor;
	return dividend < 0n ? -rounded : rounded;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** @returns whether every code and symbol in the text is the currency's */
function isOnlyCurrency(currency: string, text: string): boolean {
	const found = text.toUpperCase().match(/[A-Z]{0,2}\p{Sc}|[A-Z]{3}/gu) ?? [];
	return found.every((part) => namesOf(currency).includes(part));
}

/** @returns the currency's code and symbols: AUD, AU$, A$ and $ */
function namesOf(currency: string): string[] {
	const symbols = (['symbol', 'narrowSymbol'] as const).flatMap((currencyDisplay) =>
		new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay })
			.formatToParts(0)
			.filter(({ type }) => type === 'currency')
			.map((part) => part.value),
	);
	return [currency, ...symbols, ...symbols.map((symbol) => currency.slice(0, 2) + symbol)];
}
