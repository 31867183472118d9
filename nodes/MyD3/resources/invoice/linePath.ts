/** A place in a line: the names, or the indexes in lists, that lead to it. */
export type LinePath = string[];

// What leads to an item: $json, $('MyD3 Trigger').item.json, and, in newer versions of n8n, $item. Dragging takes off most
// of it, depending on the version.
const HEAD = /^\$(?:.*?\.)??(?:item\.json|json|item)\b\.?/;

const SEGMENT = /\["([^"]*)"\]|\['([^']*)'\]|[^.[\]]+/g;

/**
 * Understands where in a line a property is. Dragging a value of the first line gives its path from the event's root,
 * for example `invoice.lines[0].description`: n8n's editor does so for fields with requiresDataPath.
 * @param text a property's name, a path in the line, or a path that leads through the list
 * @param list what the field "Lines" holds before it is evaluated, such as `={{ $json.invoice.lines }}`
 * @param lines the lines, of which one that has the property tells what is meant
 */
export function linePath(text: string, list: string, lines: unknown[]): LinePath {
	const isKnown = (name: string | undefined): boolean =>
		name !== undefined && lines.some((line) => has(line, name));
	const name = text.trim();
	if (isKnown(name)) return [name];
	const path = segments(name);
	const toList = segments(list);
	const isInList = toList.every((segment, index) => segment === path[index]);
	if (isInList && isIndex(path[toList.length])) return path.slice(toList.length + 1);
	if (isKnown(path[0])) return path;
	// An invoice of one line may have that line in the place of the list, as converted XML does.
	return path.slice(path.findIndex(isIndex) + 1 || (isInList ? toList.length : 0));
}

/** @returns what a line has at the path; undefined when there is nothing, or no path */
export function valueAt(line: unknown, path: LinePath): unknown {
	if (path.length === 0) return undefined;
	return path.reduce<unknown>(
		(value, name) => (has(value, name) ? (value as Record<string, unknown>)[name] : undefined),
		line,
	);
}

function segments(text: string): LinePath {
	const path = text.replace(/^=?\s*\{\{\s*|\s*\}\}$/g, '').replace(HEAD, '');
	return [...path.matchAll(SEGMENT)].map(
		([name, quoted, singleQuoted]) => quoted ?? singleQuoted ?? name,
	);
}

const isIndex = (segment: string | undefined): boolean => /^\d+$/.test(String(segment));

const has = (value: unknown, name: string): boolean =>
	typeof value === 'object' && value !== null && Object.hasOwn(value, name);
