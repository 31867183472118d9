/** Says whether a value is what a vendor's document asks for. */
export type Rule = (value: unknown) => boolean;

/** The properties of an object that a vendor accepts; what is not in it is a mistake. */
export type Shape = Record<string, Rule>;

/** A rule: a text that is not empty. */
export const text: Rule = (value) => typeof value === 'string' && value !== '';

/** A rule: a number, in whole units of the currency. */
export const amount: Rule = (value) => typeof value === 'number' && Number.isFinite(value);

/** A rule: a day as YYYY-MM-DD. */
export const day: Rule = (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/**
 * @param longest number of characters
 * @returns a rule for a text that is no longer
 */
export const textUpTo =
	(longest: number): Rule =>
	(value) =>
		text(value) && (value as string).length <= longest;

/**
 * @param allowed the values
 * @returns a rule for one of them
 */
export const oneOf =
	(...allowed: unknown[]): Rule =>
	(value) =>
		allowed.includes(value);

/**
 * @param rule for the value when there is one
 * @returns a rule that is content without a value, too
 */
export const optional =
	(rule: Rule): Rule =>
	(value) =>
		value === undefined || rule(value);

/**
 * @param shape of the object
 * @returns a rule for an object like that
 */
export const object =
	(shape: Shape): Rule =>
	(value) =>
		violations(value, shape).length === 0;

/**
 * @param shape of each element
 * @returns a rule for an array of at least one such object
 */
export const listOf =
	(shape: Shape): Rule =>
	(value) =>
		Array.isArray(value) && value.length > 0 && value.every(object(shape));

/**
 * Compares a value with what is accepted.
 *
 * @param value whatever was sent
 * @param shape what is accepted
 * @returns a sentence for each property that is wrong, missing or unknown; nothing when all is well
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
