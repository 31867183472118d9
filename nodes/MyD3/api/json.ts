/** A JSON object. */
export type Json = Record<string, unknown>;

/** How deep to search responses. The deepest list among the APIs in test/peers is three objects down. */
const MAX_DEPTH = 6;
/** Nesting deeper than this can only be meant to exhaust the stack. */
const MAX_STRING_DEPTH = 50;

/** More names than any API has. */
const MAX_NAMES = 1000;

/** Only text that matches can contain a number of more than 15 digits. Most does not, and needs no closer look. */
const LONG_NUMBER = /[\s[:,]-?\d{16}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** @returns whether the value is an object, and not a list */
export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns a string, or an integer as a string, without surrounding white space; empty for anything else */
export const textOrInteger = (value: unknown): string =>
	typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';

/**
 * Caches what property names mean, because the same names recur in every row of a list.
 * @param meaning works out what one name means
 */
export function byName<Meaning>(meaning: (name: string) => Meaning): (name: string) => Meaning {
	const known = new Map<string, Meaning>();
	return (name) => {
		const found = known.get(name);
		if (found !== undefined) return found;
		if (known.size >= MAX_NAMES) known.clear();
		const result = meaning(name);
		known.set(name, result);
		return result;
	};
}

/** @returns a name in lower case without punctuation, because APIs spell names differently */
export const normalizeName = byName((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));

/**
 * Parses the text of a response.
 * @returns the parsed JSON; otherwise the trimmed text. Integers of more than 15 digits, and a body that is a single number,
 *   become text, so that no id loses a digit.
 */
export function parseJsonOrText(text: string): unknown {
	// JavaScript also trims a byte order mark.
	const trimmed = text.trim();
	try {
		const value: unknown = JSON.parse(
			LONG_NUMBER.test(trimmed) ? quoteLongNumbers(trimmed) : trimmed,
		);
		// A bare id such as 5e10 is not a number.
		return typeof value === 'number' ? trimmed : value;
	} catch {
		return trimmed;
	}
}

const quoteLongNumbers = (json: string): string =>
	json.replace(STRING_OR_NUMBER, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token));

/** An object within a value, and the property names that lead to it. */
export interface Found {
	object: Json;
	path: string[];
}

/**
 * Finds the objects in a value, the shallowest first.
 * @param inLists whether objects in lists count too; their index is not part of the path
 */
export function objectsIn(value: unknown, inLists = true): Found[] {
	const found: Found[] = [];
	let level: Array<{ value: unknown; path: string[] }> = [{ value, path: [] }];
	for (let depth = 0; depth <= MAX_DEPTH; depth++) {
		const next: typeof level = [];
		const visit = (current: unknown, path: string[], lists = 0): void => {
			if (Array.isArray(current)) {
				if (inLists && lists < MAX_DEPTH)
					for (const element of current) visit(element, path, lists + 1);
			} else if (isObject(current)) {
				found.push({ object: current, path });
				for (const [name, value] of Object.entries(current)) {
					if (typeof value === 'object') next.push({ value, path: [...path, name] });
				}
			}
		};
		for (const entry of level) visit(entry.value, entry.path);
		level = next;
	}
	return found;
}

/** @returns all strings in a value, at any depth */
export function stringsIn(value: unknown): string[] {
	const texts: string[] = [];
	const visit = (current: unknown, depth: number): void => {
		if (typeof current === 'string') texts.push(current);
		else if (typeof current === 'object' && current !== null && depth <= MAX_STRING_DEPTH)
			for (const child of Object.values(current)) visit(child, depth + 1);
	};
	visit(value, 0);
	return texts;
}

/**
 * Reads a dot path. Without an index, a list stands for its first element.
 * @returns the value; undefined if there is none
 */
export function valueAt(value: unknown, path: string): unknown {
	let current = value;
	for (const name of path.split(/[.[\]]/).filter((part) => part !== '')) {
		if (Array.isArray(current) && !/^\d+$/.test(name)) [current] = current as unknown[];
		const container = current as Json | null | undefined;
		current =
			typeof container === 'object' && container !== null && Object.hasOwn(container, name)
				? container[name]
				: undefined;
	}
	return current;
}

/**
 * Finds the values under a path of names, ignoring case and punctuation and searching lists.
 * @returns every value at that path
 */
export function valuesAlong(value: unknown, names: readonly string[]): unknown[] {
	const [name, ...rest] = names;
	if (name === undefined) return [value];
	if (Array.isArray(value)) return value.flatMap((element) => valuesAlong(element, names));
	if (!isObject(value)) return [];
	return Object.entries(value)
		.filter(([key]) => normalizeName(key) === normalizeName(name))
		.flatMap(([, value]) => valuesAlong(value, rest));
}

/** @returns the values under any of these names in one object, in the order of the names */
export function findValues(object: Json, names: readonly string[]): unknown[] {
	const wanted = names.map(normalizeName);
	const rank = (name: string): number => wanted.indexOf(normalizeName(name));
	return Object.entries(object)
		.filter(([name]) => rank(name) >= 0)
		.sort(([a], [b]) => rank(a) - rank(b))
		.map(([, value]) => value);
}
