import type { INodeParameters, INodeProperties } from 'n8n-workflow';

/** The fields of a new node or credential, with changes. @throws Error if a changed field does not exist */
export function filledIn(properties: INodeProperties[], changes: object = {}): INodeParameters {
	requireFields(properties, changes);
	const defaults = properties.map(({ name, default: value }) => [name, structuredClone(value)]);
	return { ...Object.fromEntries(defaults), ...changes } as INodeParameters;
}

/**
 * A misspelt field would have no effect, and a test would pass for the wrong reason.
 * @throws Error if a field does not exist
 */
export function requireFields(properties: INodeProperties[], changes: object): void {
	for (const [name, value] of Object.entries(changes)) {
		const fields = properties.filter((property) => property.name === name);
		if (fields.length === 0) throw new Error(`There is no field "${name}"`);
		const isGroup = fields.some(({ type }) => type === 'collection');
		if (isGroup && typeof value === 'object' && value !== null) {
			requireFields(
				fields.flatMap(({ options }) => options as INodeProperties[]),
				value,
			);
		}
	}
}
