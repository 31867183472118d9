import { takenName } from './argumentList';
import { jsonHint } from './jsonHint';
import {
	placeholdersIn,
	refusal,
	splitAtPlaceholders,
	write,
	type Piece,
	type RequestField,
	type Writer,
} from './placeholders';

/** The names of the properties that lead to a place, from the innermost outwards. */
interface Path {
	name: string;
	parent: Path | undefined;
}

/** Does a text begin like a JSON object or array? A placeholder at its beginning is none. */
export const looksLikeJson = (text: string): boolean =>
	/^\s*(\[|\{(?![A-Za-z][\w.-]*\}))/.test(text);

/** A property name, a string, or another scalar of a JSON text. */
export interface JsonToken {
	kind: 'name' | 'string' | 'scalar';
	/** Where it stands in the text, quotes included. */
	start: number;
	end: number;
	/** What a string's text is cut into, as written, with its escapes. */
	pieces: Piece[];
	/** The property that it names or belongs to; of an element of an array, the array's. */
	path: Path | undefined;
	/** The object that a name belongs to, or whose property the value is. */
	object: number;
}

export interface JsonTemplate {
	text: string;
	tokens: JsonToken[];
	/** Where a further property is written; undefined when the text is no object. */
	objectEnd: number | undefined;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
/** White space that browsers copy from pages, and that JSON does not have; strings are skipped. */
const FOREIGN_SPACE = /"(?:[^"\\]|\\.)*"|[\u00a0\u2000-\u200b\u202f\ufeff]/g;

/**
 * Reads a JSON body with placeholders in its strings. Everything else stays as the user wrote it, digits included.
 * @throws Error, with a sentence for the user, when it is not JSON
 */
export function parseJsonTemplate(written: string, field: RequestField): JsonTemplate {
	const text = written.replace(FOREIGN_SPACE, (match) => (match.startsWith('"') ? match : ' '));
	try {
		JSON.parse(text);
	} catch {
		throw refusal(field, jsonHint(text));
	}
	const tokens = tokensOf(text);
	const objectEnd = text.startsWith('{') ? text.lastIndexOf('}') : undefined;
	return { text, tokens, objectEnd };
}

/** @param text valid JSON */
function tokensOf(text: string): JsonToken[] {
	interface Frame {
		/** undefined in an array. */
		object: number | undefined;
		/** Of the property that holds the object or array. */
		outer: Path | undefined;
		/** Of the property that is being read. */
		path: Path | undefined;
		nameNext: boolean;
	}
	const tokens: JsonToken[] = [];
	const stack: Frame[] = [];
	let objects = 0;
	for (const { 0: token, index: start } of text.matchAll(TOKEN)) {
		const frame = stack.at(-1);
		if (token === '{' || token === '[') {
			const isObject = token === '{';
			if (isObject) objects += 1;
			stack.push({
				object: isObject ? objects : undefined,
				outer: frame?.path,
				path: frame?.path,
				nameNext: isObject,
			});
		} else if (token === '}' || token === ']') {
			stack.pop();
		} else if (token === ',') {
			if (frame?.object !== undefined) frame.nameNext = true;
		} else if (token !== ':') {
			const isString = token.startsWith('"');
			const isName = frame?.nameNext === true;
			if (isName) {
				frame.path = { name: JSON.parse(token) as string, parent: frame.outer };
				frame.nameNext = false;
			}
			tokens.push({
				kind: isName ? 'name' : isString ? 'string' : 'scalar',
				start,
				end: start + token.length,
				pieces: isString ? splitAtPlaceholders(token.slice(1, -1)) : [token],
				path: frame?.path,
				object: frame?.object ?? 0,
			});
		}
	}
	return tokens;
}

/** @returns the names that lead to a token, from the outside */
export function namesOf(token: JsonToken): string[] {
	const names: string[] = [];
	for (let path = token.path; path !== undefined; path = path.parent) names.unshift(path.name);
	return names;
}

/** @returns the names that lead to the first {eventType} */
export function eventTypePath({ tokens }: JsonTemplate): string[] | undefined {
	const found = tokens.find(({ pieces }) =>
		placeholdersIn(pieces).some(({ name }) => name === 'eventType'),
	);
	return found === undefined ? undefined : namesOf(found);
}

const escaped = (value: string): string => JSON.stringify(value).slice(1, -1);

/**
 * @param additionalFields properties for the top level
 * @returns the JSON text as it is sent, or shown
 * @throws Error, with a sentence for the user, when a property would be there twice, or the text is no object
 */
export function writeJson(
	template: JsonTemplate,
	writer: Writer,
	field: RequestField,
	additionalFields: Record<string, unknown> = {},
): string {
	const { text, tokens, objectEnd } = template;
	const names: Writer = { ...writer, literal: (part) => part };
	const topNames = new Set<string>();
	const namesByObject = new Map<string, { fromValue: boolean }>();
	let end = 0;
	let result = '';
	for (const token of tokens) {
		result += text.slice(end, token.start);
		end = token.end;
		if (token.kind === 'scalar') {
			// A number may be anybody's; true, false and null are as good as names.
			const scalar = text.slice(token.start, end);
			result += /^[-\d]/.test(scalar) ? writer.literal(scalar) : scalar;
			continue;
		}
		const written = write(token.pieces, token.kind === 'name' ? names : writer, escaped);
		result += `"${written}"`;
		if (token.kind !== 'name') continue;
		const name = JSON.parse(`"${written}"`) as string;
		const fromValue = placeholdersIn(token.pieces).length > 0;
		const same = namesByObject.get(`${token.object} ${name}`);
		if (same !== undefined && (same.fromValue || fromValue)) {
			throw refusal(field, takenName(name));
		}
		namesByObject.set(`${token.object} ${name}`, { fromValue });
		if (token.object === 1) topNames.add(name);
	}
	result += text.slice(end);

	const added = Object.entries(additionalFields).filter(([, value]) => value !== undefined);
	if (added.length === 0) return result;
	if (objectEnd === undefined) throw refusal(field, NO_PLACE);
	for (const [name] of added) if (topNames.has(name)) throw refusal(field, clash(name));
	const properties = added.map(
		([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
	);
	const last = result.lastIndexOf('}');
	const before = result.slice(0, last).trimEnd();
	return `${before}${tokens.length === 0 ? '' : ','}${properties.join(',')}${result.slice(last)}`;
}

/** The sentence, without the field, for Additional Subscription Fields that have no place to go to. */
export const NO_PLACE =
	'has no JSON object and no form as its body, so "Additional Subscription Fields" cannot be added. Write them into the request, and empty that field.';

/** The sentence, without the field, for Additional Subscription Fields that are in the request already. */
export const clash = (name: string): string =>
	`has ${JSON.stringify(name)} already, which "Additional Subscription Fields" would add again. Take it out of one of the two.`;
