/** The property names, or indexes in lists, that lead to a value in a line. */
export type LinePath = string[];

// The start of an expression for a value in an item: $json, $('MyD3 Trigger').item.json or, in newer versions of n8n,
// $item. When a user drags a value, n8n removes most of this, depending on the version.
const HEAD = /^\$(?:.*?\.)??(?:item\.json|json|item)\b\.?/;

/** Matches what takes one element from a list: an index, or a function that n8n's editor suggests. */
const ELEMENT = /^(?:\d+|at\(.*\)|first\(\)|last\(\))$/;

const SEGMENT = /\["([^"]*)"\]|\['([^']*)'\]|[^.[\]]+/g;

/**
 * Determines where a property is in a line. When a user drags a value from the first line onto a field with
 * requiresDataPath, n8n's editor inserts the path from the event's root, for example `invoice.lines[0].description`.
 * @param text a property's name, a path in the line, or a path through the list
 * @param list the field "Lines" before it is evaluated, such as `={{ $json.invoice.lines }}`
 * @param lines the lines, to recognise a property's name
 * @returns the path in a line
 */
export function linePath(text: string, list: string, lines: unknown[]): LinePath {
	const isKnown = (name: string | undefined): boolean =>
		name !== undefined && lines.some((line) => has(line, name));
	const name = text.trim();
	if (isKnown(name)) return [name];
	const path = segments(name);
	const listPath = segments(list);
	const isInList = listPath.every((segment, index) => segment === path[index]);
	if (isInList && isIndex(path[listPath.length])) return path.slice(listPath.length + 1);
	if (isKnown(path[0])) return path;
	// The lines may come from a list in each element of another list: {{ $json.orders.flatMap((order) => order.items) }}
	const inLine = path.findIndex(
		(segment, at) =>
			isIndex(segment) && list.includes(path[at - 1] ?? '\n') && isKnown(path[at + 1]),
	);
	if (inLine >= 0) return path.slice(inLine + 1);
	// The list may be calculated from a list within a list: {{ [...$json.invoices[0].lines, …] }}
	const dragged = name.replace(HEAD, '');
	const element = [...dragged.matchAll(/\[\d+\]/g)]
		.filter(({ index }) => list.includes(dragged.slice(0, index)))
		.pop();
	if (element !== undefined) return segments(dragged.slice(element.index + element[0].length));
	// An invoice with one line may have that line instead of a list, as XML converted to JSON does.
	return path.slice(path.findIndex(isIndex) + 1 || (isInList ? listPath.length : 0));
}

/** @returns the value at a path in a line; undefined if there is none, or if the path is empty */
export function followPath(line: unknown, path: LinePath): unknown {
	if (path.length === 0) return undefined;
	return path.reduce<unknown>(
		(value, name) => (has(value, name) ? (value as Record<string, unknown>)[name] : undefined),
		line,
	);
}

/**
 * Finds the list from which several fields take the same element, such as the first of several invoices.
 * @param texts the fields before they are evaluated, such as `={{ $json.invoices[0].total }}`
 * @param item the item's data
 * @param lines the field Lines before it is evaluated: the rows of its list are lines, although each may repeat the number
 * @returns the list's place and length, if it has more than one element; undefined otherwise
 */
export function sharedList(
	texts: string[],
	item: unknown,
	lines = '',
): { place: string; length: number } | undefined {
	const [path = [], ...others] = texts.map(segments);
	for (const [index, segment] of path.entries()) {
		const isShared = others.every((other) =>
			path.slice(0, index + 1).every((name, position) => name === other[position]),
		);
		const list = followPath(item, path.slice(0, index));
		if (ELEMENT.test(segment) && isShared && Array.isArray(list) && list.length > 1) {
			const place = path.slice(0, index).join('.');
			if (place !== segments(lines).join('.')) return { place, length: list.length };
		}
	}
	return undefined;
}

function segments(text: string): LinePath {
	const expression = text.replace(/^=?\s*\{\{\s*|\s*\}\}$/g, '').replace(/\?\./g, '.');
	const path = expression.replace(HEAD, '');
	return [...path.matchAll(SEGMENT)].map(
		([name, quoted, singleQuoted]) => quoted ?? singleQuoted ?? name,
	);
}

const isIndex = (segment: string | undefined): boolean => /^\d+$/.test(String(segment));

const has = (value: unknown, name: string): boolean =>
	typeof value === 'object' && value !== null && Object.hasOwn(value, name);
