/** Reads which event types a listed subscription is for. */
import { contract } from './contract';
import { isObject, objectsIn, textOrInteger, valuesAlong, findValues } from './json';
import type { Json } from './json';

/**
 * Reads an item's event types from the place where Create Request has {eventType}. Items often lack the request's outer
 * objects, so the path may begin at any of its names. A single name matches only the shallowest property, not a deeper
 * namesake.
 * @param path the property names that lead to {eventType}; see RequestTemplate.eventTypePath
 * @param ids the item's ids; without the outer objects, a name such as "id" may lead to one of them
 * @returns undefined if the item does not show them
 */
export function eventTypesIn(
	item: Json,
	path: readonly string[] | undefined,
	ids: readonly string[] = [],
): string[] | undefined {
	if (path === undefined) return undefined;
	const isPropertyName = path[path.length - 1]?.includes('{eventType}') === true;
	// A form may name a list "events[]" or "events[0]".
	const names = (isPropertyName ? path.slice(0, -1) : path).map((name) =>
		name.replace(/\[.*?\]/g, ''),
	);
	const objects = objectsIn(item);
	for (const start of names.keys()) {
		const rest = names.slice(start);
		const values =
			rest.length > 1
				? valuesAlong(item, rest)
				: findValues(
						objects.find(({ object }) => findValues(object, rest).length > 0)?.object ?? {},
						rest,
					);
		const types = values.flatMap((value) => (isPropertyName ? enabledKeys(value) : typesOf(value)));
		const plausible = start === 0 ? types : types.filter((type) => !ids.includes(type));
		if (plausible.length > 0) return [...new Set(plausible)];
	}
	return undefined;
}

/**
 * Finds an item's only event type where no path leads to it, because {eventType} is in Create Request's address:
 * {"hookId": "…", "event": "dm.version.added"}.
 * @returns undefined if there is none, or if there are several
 */
export function likelyEventType(item: Json): string | undefined {
	const types = findValues(item, contract.eventTypeNames.value).flatMap(typesOf);
	return new Set(types).size === 1 ? types[0] : undefined;
}

const enabledKeys = (value: unknown): string[] =>
	isObject(value)
		? Object.entries(value)
				.filter(([, value]) => isEnabled(value))
				.map(([name]) => name)
		: [];

/** {"Open": true}, {"Open": {"Enabled": true}} */
const isEnabled = (value: unknown): boolean =>
	isObject(value)
		? !findValues(value, ['enabled', 'isEnabled', 'active', 'isActive']).includes(false)
		: value !== false && value !== null && value !== 0;

const typesOf = (value: unknown): string[] =>
	[value]
		.flat()
		.map(textOrInteger)
		.filter((type) => type !== '');
