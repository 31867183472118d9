/** Why a value is refused: the rest of a sentence that begins with the field's name. */
export class Refusal {
	constructor(readonly reason: string) {}
}

/** Longer values are cut short in messages: the beginning is enough to recognise one. */
const MAX_SHOWN_LENGTH = 60;

/** @returns whether there is no value, or only white space */
export function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** @returns the value as a message quotes it: text in quotation marks, cut short if it is long */
export function inQuotes(value: unknown): string {
	// JSON has no NaN, Infinity, BigInt or undefined.
	const text = ['number', 'bigint', 'undefined'].includes(typeof value)
		? String(value)
		: JSON.stringify(value);
	return text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text;
}

/**
 * Reads text. Accepts a number, because invoice numbers may be sent as either.
 * @returns the text without surrounding white space, or why there is none
 */
export function readText(value: unknown): string | Refusal {
	if (typeof value === 'number' && !Number.isNaN(value)) {
		return Number.isInteger(value) && !Number.isSafeInteger(value)
			? new Refusal(
					`is ${inQuotes(value)}, a number with too many digits to be exact. It must be sent as text.`,
				)
			: String(value);
	}
	if (typeof value === 'string') return value.trim();
	return new Refusal(
		`is ${inQuotes(value)}, not text. Drag the text itself, not the object or list that contains it.`,
	);
}

/** @returns the text in lower case and with single spaces only between words, so that two spellings compare equal */
export function comparable(value: unknown): string {
	return String(value ?? '')
		.replace(/\s+/g, ' ')
		.trim()
		.toLowerCase();
}
