/**
 * Parses the format in which n8n stores and returns an execution's data: a list of values, where each string inside an
 * object or array is the index of its value in the list.
 *
 * @param text the stored text
 * @returns the value; repeated values are the same object
 * @throws SyntaxError if the text is not JSON
 */
export function parseFlatted(text: string): unknown {
	const table = JSON.parse(text) as unknown[];
	const finished = new Map<number, unknown>();

	const at = (place: number): unknown => {
		if (finished.has(place)) return finished.get(place);
		const value = table[place];
		if (typeof value !== 'object' || value === null) return value;
		const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		// Before looking inside, since the value may contain itself.
		finished.set(place, copy);
		for (const [key, inner] of Object.entries(value)) {
			Object.assign(copy, { [key]: typeof inner === 'string' ? at(Number(inner)) : inner });
		}
		return copy;
	};
	return at(0);
}
