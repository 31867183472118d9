/** A place in a line: the names, or the indexes in lists, that lead to it. */
export type LinePath = string[];

// What dragging puts before a path: n8n's editor takes off most of it, depending on its version.
const HEAD =
	/^(?:\$\(.*\)\.(?:item|first\(\)|last\(\))(?:\.json)?|\$node\[.*\]\.json|\$input\.item\.json|\$json|\$item)(?:\.|(?=\[)|$)/;

const SEGMENT = /\[(\d+)\]|\["([^"]*)"\]|\['([^']*)'\]|([^.[\]]+)/g;

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
	const isInList = toList.length > 0 && toList.every((segment, index) => segment === path[index]);
	if (isInList && isIndex(path[toList.length])) return path.slice(toList.length + 1);
	return isKnown(path[0]) ? path : path.slice(path.findIndex(isIndex) + 1);
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
	return [...path.matchAll(SEGMENT)].map((match) => match.slice(1).find(Boolean) ?? '');
}

const isIndex = (segment: string | undefined): boolean => /^\d+$/.test(segment ?? '');

const has = (value: unknown, name: string): boolean =>
	typeof value === 'object' && value !== null && Object.hasOwn(value, name);
