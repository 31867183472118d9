/** The option of "Events" that stands for the event types in "Other Event Types". */
export const CUSTOM = 'custom';

/** Compares event types case-insensitively, because MyD3 may change the case of those that it was sent. */
export const isSameEventType = (a: string, b: string): boolean =>
	a.toLowerCase() === b.toLowerCase();

/** The strings in a parameter: a list, or text separated by commas or line breaks. An expression may return anything. */
const splitEventTypes = (value: unknown): string[] =>
	[value]
		.flat(Infinity)
		.filter((element) => typeof element === 'string' || typeof element === 'number')
		.flatMap((element) => String(element).split(/[,\n]/))
		.map((text) => text.trim())
		.filter((text) => text !== '');

/**
 * Combines the event types selected under "Events" with those in "Other Event Types".
 * @param events the raw value of "Events"
 * @param customEventTypes the raw value of "Other Event Types"; ignored unless "Other Event" is selected
 * @returns the event types without duplicates; empty if none is selected
 */
export function selectedEventTypes(events: unknown, customEventTypes: unknown): string[] {
	const chosen = splitEventTypes(events);
	const custom = chosen.includes(CUSTOM) ? splitEventTypes(customEventTypes) : [];
	return [...chosen.filter((event) => event !== CUSTOM), ...custom].filter(
		(event, index, all) => all.findIndex((other) => isSameEventType(event, other)) === index,
	);
}
