import { decimalsOf } from './money';
import { comparable, isEmpty, inQuotes, readText, Refusal } from './values';

/**
 * Reads the currency of an invoice.
 * @param expected the only code to accept; empty text accepts any, undefined and null accept none
 * @returns its code in upper case, or why the invoice is refused
 */
export function readCurrency(value: unknown, expected: unknown): string | Refusal {
	const code = String(value).trim().toUpperCase();
	const decimals = decimalsOf(code);
	if (decimals === undefined) {
		return new Refusal(
			`is ${inQuotes(value)}, not a currency code. Choose a value that looks like AUD.`,
		);
	}
	if (decimals !== 2) {
		return new Refusal(
			`is ${inQuotes(value)}, whose amounts do not have two decimals. Enter the invoice by hand.`,
		);
	}
	const advice = 'Enter the invoice by hand, or change the option.';
	return refuseUnexpected(code, inQuotes(value), 'Expected Currency', expected, advice);
}

/**
 * Reads the supplier of an invoice.
 * @param expected the only name to accept, with the same exceptions
 * @returns its name, or why the invoice is refused
 */
export function readSupplier(value: unknown, expected: unknown): string | Refusal {
	const supplier = readText(value);
	if (supplier instanceof Refusal) return supplier;
	const advice =
		'Check who sent the invoice. If it is the right supplier, spell the name in the option as the invoice does.';
	return refuseUnexpected(supplier, inQuotes(value), 'Expected Supplier', expected, advice);
}

/** Compares text with an option. An expression without a value must not accept everything, as an empty option does. */
function refuseUnexpected(
	text: string,
	shown: string,
	option: string,
	expected: unknown,
	advice: string,
): string | Refusal {
	if (expected === undefined || expected === null) {
		return new Refusal(
			`cannot be checked: the expression in the option "${option}" has no value. Correct it, or remove the option.`,
		);
	}
	if (isEmpty(expected) || comparable(text) === comparable(expected)) return text;
	return new Refusal(`is ${shown}, but the option "${option}" is ${inQuotes(expected)}. ${advice}`);
}
