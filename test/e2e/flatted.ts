/**
 * Reads the form in which n8n stores and hands out the data of an execution: a list of values, in which
 * everything inside an object or array that is a string is the place of the value in the list.
 *
 * @param text the stored text
 * @returns the value; what occurs twice in it is the same object
 * @throws SyntaxError when the text is not JSON
 */
export function parseFlatted(text: string): unknown {
	const table = JSON.parse(text) as unknown[];
	const finished = new Map<number, unknown>();

	const at = (place: number): unknown => {
		if (finished.has(place)) return finished.get(place);
		const value = table[place];
		if (typeof value !== 'object' || value === null) return value;
		const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		// Before looking inside: the value may contain itself.
		finished.set(place, copy);
		for (const [key, inner] of Object.entries(value)) {
			Object.assign(copy, { [key]: typeof inner === 'string' ? at(Number(inner)) : inner });
		}
		return copy;
	};
	return at(0);
}
