/** The option of Events that stands for what is in Other Event Types. */
export const CUSTOM = 'custom';

/** Compares event types without case: MyD3 may write them in another one than it was sent. */
export const sameEventType = (one: string, other: string): boolean =>
	one.toLowerCase() === other.toLowerCase();

/** The texts in a parameter: a list, or a text with commas or lines; from an expression anything may come. */
const textsIn = (value: unknown): string[] =>
	[value]
		.flat(Infinity)
		.filter((one) => typeof one === 'string' || typeof one === 'number')
		.flatMap((one) => String(one).split(/[,\n]/))
		.map((text) => text.trim())
		.filter((text) => text !== '');

/**
 * The event types that a user has selected, each once.
 * @param events the parameter Events, as n8n hands it over
 * @param customEventTypes the parameter Other Event Types, likewise
 */
export function selectedEventTypes(events: unknown, customEventTypes: unknown): string[] {
	const chosen = textsIn(events);
	const custom = chosen.includes(CUSTOM) ? textsIn(customEventTypes) : [];
	return [...chosen.filter((event) => event !== CUSTOM), ...custom].filter(
		(event, index, all) => all.findIndex((other) => sameEventType(event, other)) === index,
	);
}
