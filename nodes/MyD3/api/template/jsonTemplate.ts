import { duplicateName } from './argumentList';
import {
	asText,
	hasEventType,
	placeholdersIn,
	refusal,
	splitAtPlaceholders,
	write,
	type Piece,
	type Writer,
} from './placeholders';

/** The property names that lead to a token, from the innermost outwards. */
interface Path {
	name: string;
	parent: Path | undefined;
}

/** A property name, a string, or another scalar in JSON. */
interface JsonToken {
	kind: 'name' | 'string' | 'scalar';
	/** Its position in the template, including quotes. */
	start: number;
	end: number;
	/** Its pieces as written, with escapes and without quotes. */
	pieces: Piece[];
	/** The property that it names or belongs to; for an element of an array, the array's. */
	path: Path | undefined;
	/** The number of the object that contains it, from 1. */
	object: number;
}

/** A JSON body with placeholders. */
export interface JsonTemplate {
	text: string;
	tokens: JsonToken[];
}

/** @returns whether text begins like a JSON object or array, and not with a placeholder */
export const looksLikeJson = (text: string): boolean =>
	/^\s*(\[|\{(?![A-Za-z][\w.-]*\}))/.test(text);

/** An unclosed string extends to the end, because retrying at every quote would take forever. */
const STRING = String.raw`"[^"\\]*(?:\\[^][^"\\]*)*(?:"|$)`;
const PLACEHOLDER = String.raw`\{[A-Za-z][\w.-]*\}`;
const TOKEN = new RegExp(String.raw`${STRING}|${PLACEHOLDER}|[{}[\],:]|[^\s{}[\],:"]+`, 'g');
const STRINGS = new RegExp(STRING, 'g');
const PLACEHOLDERS = new RegExp(String.raw`${STRING}|${PLACEHOLDER}`, 'g');
/** White space that browsers copy from pages but JSON does not allow. Also matches strings, in order to skip them. */
const FOREIGN_SPACE = new RegExp(String.raw`${STRING}|[\u00a0\u2000-\u200a\u202f]`, 'g');

const outsideStrings = (text: string, pattern: RegExp, replacement: string): string =>
	text.replace(pattern, (match) => (match.startsWith('"') ? match : replacement));

/**
 * Parses a JSON body with placeholders in its strings or in place of a number. Everything else stays as the user wrote it,
 * including digits.
 * @throws refusal, with the likely mistake, if it is not JSON
 */
export function parseJsonTemplate(written: string): JsonTemplate {
	const text = outsideStrings(written, FOREIGN_SPACE, ' ');
	try {
		JSON.parse(outsideStrings(text, PLACEHOLDERS, ' 0 '));
	} catch {
		throw refusal(describeMistake(text));
	}
	return { text, tokens: tokensOf(text) };
}

/** Common mistakes, searched for outside strings. */
const MISTAKES: ReadonlyArray<readonly [RegExp, string]> = [
	[
		/[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019']/,
		'a quote that JSON does not allow. Replace it with straight double quotes (").',
	],
	[/\/[/*]|#/, 'a comment. Remove it.'],
	[/\.{3}|…/, 'an ellipsis. Replace it with what it stands for, or remove it.'],
	[/,\s*[}\]]/, 'an extra comma before a closing bracket. Remove the comma.'],
];

/** @returns why text is not JSON, as the sentence of a refusal */
function describeMistake(text: string): string {
	if (/^<[?!a-z]/i.test(text)) {
		return 'has a body in XML, which this package does not support. Use JSON or a form, if MyD3 accepts one.';
	}
	if (!/^["{[]/.test(text)) {
		return /^[^\s={}"<]+=/.test(text)
			? 'has a form as its body, but no header that says so. Add the line "Content-Type: application/x-www-form-urlencoded" before the blank line.'
			: 'has a body that is not JSON: it does not begin with "{". Enter it after a blank line, as in MyD3\'s documentation, or remove it.';
	}
	const outside = text.replace(STRINGS, (string) => string.replace(/[^\n]/g, '_'));
	for (const [pattern, what] of MISTAKES) {
		const index = outside.search(pattern);
		if (index < 0) continue;
		const line = outside.slice(0, index).split('\n').length;
		return `has a body that is not JSON: its line ${line} has ${what}`;
	}
	return "has a body that is not JSON. Compare its quotes, commas and brackets with MyD3's documentation.";
}

/** A GraphQL document in a string. */
const GRAPHQL = /^(?:\s|\\n)*(?:(?:query|mutation)\b[^{]*)?\{(?![A-Za-z][\w.-]*\})/;
/** After a name or ")", braces select fields, as in `hook{id}`. In a string or after ":", they are a placeholder. */
const SELECTION = /\\"(?:[^"\\]|\\[^"])*\\"|[\w)](?:\s|\\n)*\{\w+\}/g;

/** @param text the content of a JSON string, with its escapes */
function splitString(text: string): Piece[] {
	if (!GRAPHQL.test(text)) return splitAtPlaceholders(text);
	const pieces: Piece[] = [];
	let end = 0;
	for (const { 0: match, index } of text.matchAll(SELECTION)) {
		if (match.startsWith('\\')) continue;
		pieces.push(...splitAtPlaceholders(text.slice(end, index)), match);
		end = index + match.length;
	}
	return [...pieces, ...splitAtPlaceholders(text.slice(end))].map((piece) =>
		typeof piece === 'string' ? piece : { ...piece, isInGraphQl: true },
	);
}

/** @param text valid JSON except for its placeholders */
function tokensOf(text: string): JsonToken[] {
	const tokens: JsonToken[] = [];
	/** The enclosing objects and arrays: the property that each belongs to, and the one being read in it. */
	const stack: Array<{ object: number; outer: Path | undefined; path: Path | undefined }> = [];
	let objects = 0;
	for (const { 0: token, index: start } of text.matchAll(TOKEN)) {
		const frame = stack.at(-1);
		const end = start + token.length;
		if (token === '{' || token === '[') {
			if (token === '{') objects += 1;
			const object = token === '{' ? objects : (frame?.object ?? 0);
			stack.push({ object, outer: frame?.path, path: frame?.path });
		} else if (token === '}' || token === ']') {
			stack.pop();
		} else if (token === ':') {
			const name = tokens.at(-1);
			if (name === undefined || frame === undefined) continue;
			name.kind = 'name';
			frame.path = { name: JSON.parse(`"${asText(name.pieces)}"`) as string, parent: frame.outer };
			name.path = frame.path;
		} else if (token !== ',') {
			const isString = token.startsWith('"');
			const pieces = isString ? splitString(token.slice(1, -1)) : splitAtPlaceholders(token);
			// Their values are never numbers, so refuse them now, not only when they are filled in.
			if (['{notificationUrl}', '{uuid}'].includes(token)) throw notANumber(token);
			const kind = isString ? 'string' : 'scalar';
			tokens.push({ kind, start, end, pieces, path: frame?.path, object: frame?.object ?? 0 });
		}
	}
	return tokens;
}

const notANumber = (written: string): Error =>
	refusal(
		`has ${written} without quotes in its body, where JSON expects a number, but its value is not one. Put quotes around it: "${written}".`,
	);

/** @returns the names that lead to the first {eventType}, preferably one that is not part of a longer string */
export function eventTypePath({ tokens }: JsonTemplate): string[] | undefined {
	const found =
		tokens.find(({ pieces }) => hasEventType(pieces, true)) ??
		tokens.find(({ pieces }) => hasEventType(pieces, false));
	if (found === undefined) return undefined;
	const names: string[] = [];
	for (let path = found.path; path !== undefined; path = path.parent) names.unshift(path.name);
	return names;
}

/** @returns the strings with their names; {"name": "Authorization", "value": …} is a pair */
export function namedStrings({
	tokens,
}: JsonTemplate): Array<{ name: string; value: readonly Piece[] }> {
	const strings = tokens.filter(({ kind }) => kind === 'string');
	const valueHolders = new Set(
		tokens.filter(({ path }) => /^value$/i.test(path?.name ?? '')).map(({ object }) => object),
	);
	const isNameOfPair = ({ path, object }: JsonToken): boolean =>
		valueHolders.has(object) && /^(key|name|header|field)$/i.test(path?.name ?? '');
	const pairNames = new Map(
		strings.filter(isNameOfPair).map(({ object, pieces }) => [object, asText(pieces)]),
	);
	return strings
		.filter((token) => !isNameOfPair(token))
		.map(({ path, object, pieces }) => {
			const own = path?.name ?? '';
			const pair = /^value$/i.test(own) ? pairNames.get(object) : undefined;
			return { name: pair ?? own, value: pieces };
		});
}

const escapeForJson = (value: string): string => JSON.stringify(value).slice(1, -1);

/** @returns the JSON to send or show @throws refusal if a property would occur twice, or if there is no object to add to */
export function writeJson(
	{ text, tokens }: JsonTemplate,
	writer: Writer,
	additionalFields: Record<string, unknown> = {},
): string {
	const names: Writer = { ...writer, literal: (part) => part };
	/** By object and name: whether a placeholder is part of the name. */
	const written = new Map<string, boolean>();
	let end = 0;
	let result = '';
	for (const { kind, pieces, start, end: tokenEnd, object } of tokens) {
		result += text.slice(end, start);
		end = tokenEnd;
		if (kind === 'scalar') {
			// Hide numbers, which may be private; true, false and null are not.
			const isWord = /[a-z]/.test(text.charAt(start));
			result += write(pieces, isWord ? names : writer, (value) => numberFor(asText(pieces), value));
			continue;
		}
		const string = write(pieces, kind === 'name' ? names : writer, escapeForJson);
		result += `"${string}"`;
		if (kind === 'string') continue;
		const name = JSON.parse(`"${string}"`) as string;
		const hasPlaceholder = placeholdersIn(pieces).length > 0;
		const earlier = written.get(`${object} ${name}`);
		if (earlier === true || (earlier === false && hasPlaceholder)) throw duplicateName(name);
		written.set(`${object} ${name}`, hasPlaceholder);
	}
	result += text.slice(end);

	const added = Object.entries(additionalFields).filter(([, value]) => value !== undefined);
	if (added.length === 0) return result;
	if (!text.startsWith('{')) throw noRoomForFields();
	// .NET ignores the case of property names.
	const taken = new Set([...written.keys()].map((key) => key.toLowerCase()));
	const properties = added.map(([name, value]) => {
		if (taken.has(`1 ${name.toLowerCase()}`)) throw duplicateField(name);
		return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
	});
	const comma = tokens.length === 0 ? '' : ',';
	return `${result.slice(0, -1).trimEnd()}${comma}${properties.join(',')}}`;
}

/** @returns a value in place of a number: an integer, because others can be written in many ways */
function numberFor(placeholder: string, value: string): string {
	if (/^(0|-?[1-9]\d*)$/.test(value)) return value;
	throw notANumber(placeholder);
}

/** @returns the refusal for additional fields that no body can hold */
export const noRoomForFields = (): Error =>
	refusal(
		'cannot take the additional fields, because its body is neither a JSON object nor a form. Write them into the request itself, and leave the additional fields empty.',
	);

/** @returns the refusal for an additional field that is already in the request */
export const duplicateField = (name: string): Error =>
	refusal(
		`already has ${JSON.stringify(name)}, and so do the additional fields. Remove one of the two.`,
	);
