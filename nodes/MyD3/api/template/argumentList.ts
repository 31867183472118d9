import {
	asText,
	hasEventType,
	isPlaceholder,
	placeholdersIn,
	refusal,
	splitAtPlaceholders,
	write,
	type Piece,
	type RequestField,
	type Writer,
} from './placeholders';

/** A named argument of a query or form. */
export interface Argument {
	name: Piece[];
	/** undefined if there is no "=". */
	value: Piece[] | undefined;
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Encodes a value for a path segment, query or form: everything but letters, digits and `-._~*`. A lone surrogate, which
 * has no encoding, becomes U+FFFD, as in `new URL`.
 */
export const encodeValue = (value: string): string =>
	encodeURIComponent(value.replace(LONE_SURROGATE, '\ufffd')).replace(
		/[!'()]/g,
		(character) => `%${character.charCodeAt(0).toString(16)}`,
	);

/**
 * Encodes what an address or form cannot contain, and leaves everything else as written: `%2F`, `$filter`, `('l')`. Encodes
 * a `%` that does not begin an escape.
 */
export const encodeWritten = (text: string): string =>
	text.replace(/%(?![\da-f]{2})|[^\w\-.~!$&'()*+,;=:@/?[\]%]+/gi, encodeValue);

/** @returns an argument's name, decoded; unchanged if it has invalid escapes */
function decodeName(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
}

/** Decodes placeholders in addresses and forms that a tool has printed: `%7Bid%7D` is `{id}`. */
export const withBracesDecoded = (text: string, field: RequestField): string =>
	text.replace(/%7B([A-Za-z]\w*)%7D/gi, (written, name: string) =>
		isPlaceholder(name, field) ? `{${name}}` : written,
	);

/** @returns all pieces of the arguments */
export const piecesOf = (list: readonly Argument[]): Piece[] =>
	list.flatMap(({ name, value = [] }) => [...name, ...value]);

/** @returns an argument's name as the receiver reads it, with placeholders */
export const nameOf = ({ name }: Argument): string => decodeName(asText(name));

/** @param text `a=b&c=d`, encoded as sent */
export const parseArguments = (text: string): Argument[] =>
	text
		.split('&')
		.filter((pair) => pair !== '')
		.map((pair) => {
			const [name = '', ...value] = pair.split('=');
			return {
				name: splitAtPlaceholders(name),
				value: value.length === 0 ? undefined : splitAtPlaceholders(value.join('=')),
			};
		});

/**
 * @returns the path in the name of the first argument with {eventType}: `filter[events][]` is ['filter', 'events']
 */
export function eventTypeArgument(list: readonly Argument[]): string[] | undefined {
	const found =
		list.find(({ value = [] }) => hasEventType(value, true)) ??
		list.find((argument) => hasEventType(piecesOf([argument]), false));
	return (
		found &&
		nameOf(found)
			.split(/[[\]]/)
			.filter((name) => !/^\d*$/.test(name))
	);
}

/** @returns the arguments to send or show @throws refusal if a value would repeat another argument's name */
export function writeArguments(list: readonly Argument[], writer: Writer): string {
	const names: Writer = { ...writer, literal: encodeWritten };
	const values: Writer = { ...writer, literal: (text) => writer.literal(encodeWritten(text)) };
	const isFixed = ({ name }: Argument): boolean => placeholdersIn(name).length === 0;
	const fixedNames = new Set(list.filter(isFixed).map(nameOf));
	return list
		.map((argument) => {
			const name = write(argument.name, names, encodeValue);
			const decoded = decodeName(name);
			if (!isFixed(argument) && fixedNames.has(decoded)) throw duplicateName(decoded);
			return argument.value === undefined
				? name
				: `${name}=${write(argument.value, values, encodeValue)}`;
		})
		.join('&');
}

/** @returns the refusal for a value that would become a name already in use */
export const duplicateName = (name: string): Error =>
	refusal(
		`would have ${JSON.stringify(name)} twice with this value. Use another value, or rename the property in the request.`,
	);
