/** Whether a value conforms to a vendor's documentation. */
export type Rule = (value: unknown) => boolean;

/** The properties that a vendor accepts in an object; any other is wrong. */
export type Shape = Record<string, Rule>;

/** A rule: a non-empty string. */
export const text: Rule = (value) => typeof value === 'string' && value !== '';

/** A rule: a number, in whole units of the currency. */
export const amount: Rule = (value) => typeof value === 'number' && Number.isFinite(value);

/** A rule: a date as YYYY-MM-DD. */
export const day: Rule = (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** @returns a rule for a string of at most `longest` characters */
export const textUpTo =
	(longest: number): Rule =>
	(value) =>
		text(value) && (value as string).length <= longest;

/** @returns a rule for one of the allowed values */
export const oneOf =
	(...allowed: unknown[]): Rule =>
	(value) =>
		allowed.includes(value);

/** @returns a rule that also accepts a missing value */
export const optional =
	(rule: Rule): Rule =>
	(value) =>
		value === undefined || rule(value);

/** @returns a rule for an object of this shape */
export const object =
	(shape: Shape): Rule =>
	(value) =>
		violations(value, shape).length === 0;

/** @returns a rule for a non-empty array of objects of this shape */
export const listOf =
	(shape: Shape): Rule =>
	(value) =>
		Array.isArray(value) && value.length > 0 && value.every(object(shape));

/**
 * Compares a value with a shape.
 *
 * @returns a sentence for each wrong, missing or unknown property
 */
export function violations(value: unknown, shape: Shape): string[] {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['no object'];
	const given = value as Record<string, unknown>;
	return [
		...Object.keys(given)
			.filter((name) => !(name in shape))
			.map((name) => `${name} is unknown`),
		...Object.entries(shape)
			.filter(([name, rule]) => !rule(given[name]))
			.map(([name]) => `${name} is ${given[name] === undefined ? 'missing' : 'wrong'}`),
	];
}
