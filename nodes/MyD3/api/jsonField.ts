import { isObject } from './json';

/**
 * Parses the content of a JSON field.
 * @param value JSON text or, from an expression, an object
 * @param fieldName the field's name on the screen
 * @returns the object; an empty one for an empty field
 * @throws Error with a message for the user if it is not a JSON object, or is text with a whole number that would be sent
 *   with other digits, or with a number too large for JavaScript
 */
export function parseJsonObject(value: unknown, fieldName: string): Record<string, unknown> {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
		return {};
	}
	let parsed: unknown = value;
	try {
		if (typeof value === 'string') parsed = JSON.parse(value);
	} catch {
		// Invalid JSON gets the same message as valid JSON of the wrong type.
		parsed = undefined;
	}
	if (!isObject(parsed)) {
		throw new Error(`"${fieldName}" is not a JSON object. Write it like {"name": "value"}.`);
	}
	const inexact = typeof value === 'string' ? inexactNumber(value) : undefined;
	if (inexact === undefined) return parsed;
	throw new Error(
		`"${fieldName}" has the number ${inexact.slice(0, 40)}, which n8n would send with different digits. Put quotes around it if text is accepted there.`,
	);
}

/** @returns the first number that JavaScript would change: a whole number that it rounds, such as a 20-digit ID, or 1e999 */
const inexactNumber = (json: string): string | undefined =>
	json
		.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, '""')
		.match(/-?\d[\d.eE+-]*/g)
		?.find((number) =>
			/^-?\d+$/.test(number) && Number.isFinite(Number(number))
				? BigInt(number) !== BigInt(Number(number))
				: !Number.isFinite(Number(number)),
		);
