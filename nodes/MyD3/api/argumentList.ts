import { decodeArgument, encodeValue, encodeWritten } from './percentEncoding';
import {
	placeholdersIn,
	PLACEHOLDERS,
	refusal,
	splitAtPlaceholders,
	write,
	type Piece,
	type RequestField,
	type Writer,
} from './placeholders';

/** A named argument of a query or a form. */
export interface Argument {
	name: Piece[];
	/** undefined where there is no "=". */
	value: Piece[] | undefined;
}

/** @returns the text that pieces were cut from, with placeholders as the code knows them */
const asWritten = (pieces: readonly Piece[]): string =>
	pieces.map((piece) => (typeof piece === 'string' ? piece : `{${piece.name}}`)).join('');

/** @returns all that an argument is cut into */
export const piecesOf = ({ name, value }: Argument): Piece[] => [...name, ...(value ?? [])];

/** @returns an argument's name as the receiver reads it, with its placeholders in it */
export const nameOf = (argument: Argument): string => decodeArgument(asWritten(argument.name));

/** @returns an argument's value as the receiver reads it, with its placeholders in it */
export const valueOf = (argument: Argument): string =>
	decodeArgument(asWritten(argument.value ?? []));

/** Undoes what tools that print addresses and forms do to a placeholder: `%7Bid%7D` is `{id}`. */
export function withBracesDecoded(text: string, field: RequestField): string {
	return text.replace(/%7B([A-Za-z]\w*)%7D/gi, (written, name: string) =>
		field === 'Delete Request' || PLACEHOLDERS[field].includes(name) ? `{${name}}` : written,
	);
}

/** @param text `a=b&c=d`, encoded as it is sent */
export function parseArguments(text: string, field: RequestField): Argument[] {
	const pieces = (part: string): Piece[] => splitAtPlaceholders(withBracesDecoded(part, field));
	return text
		.split('&')
		.filter((pair) => pair !== '')
		.map((pair) => {
			const equals = pair.indexOf('=');
			if (equals < 0) return { name: pieces(pair), value: undefined };
			return { name: pieces(pair.slice(0, equals)), value: pieces(pair.slice(equals + 1)) };
		});
}

/** @param text a form's body as vendors' pages print it: in one line, or an argument a line */
export function parseForm(text: string, field: RequestField): Argument[] {
	const lines = text.split('\n').map((line) => line.trim());
	return parseArguments(lines.join('&'), field).map(({ name, value }) => ({
		name: name.map(withSpacesEncoded),
		value: value?.map(withSpacesEncoded),
	}));
}

const withSpacesEncoded = (piece: Piece): Piece =>
	typeof piece === 'string' ? piece.replaceAll(' ', '+') : piece;

/** @returns the first argument's name with {eventType} in name or value */
export function eventTypeArgument(list: readonly Argument[]): string | undefined {
	const hasEventType = (pieces: readonly Piece[]): boolean =>
		placeholdersIn(pieces).some(({ name }) => name === 'eventType');
	const found = list.find(({ name, value }) => hasEventType(name) || hasEventType(value ?? []));
	return found === undefined ? undefined : nameOf(found);
}

/**
 * @returns the arguments as they are sent, or shown
 * @throws Error, with a sentence for the user, when a value that is used as a name takes the name of another argument
 */
export function writeArguments(
	list: readonly Argument[],
	writer: Writer,
	field: RequestField,
): string {
	const names: Writer = { ...writer, literal: encodeWritten };
	const literals: Writer = { ...writer, literal: (text) => writer.literal(encodeWritten(text)) };
	const fixedNames = list.filter(({ name }) => placeholdersIn(name).length === 0).map(nameOf);
	return list
		.map((argument) => {
			const name = write(argument.name, names, encodeValue);
			if (placeholdersIn(argument.name).length > 0 && fixedNames.includes(decodeArgument(name))) {
				throw refusal(field, takenName(decodeArgument(name)));
			}
			return argument.value === undefined
				? name
				: `${name}=${write(argument.value, literals, encodeValue)}`;
		})
		.join('&');
}

/** The sentence, without the field, for a placeholder that is filled in as a name where that name is taken. */
export const takenName = (name: string): string =>
	`would have ${JSON.stringify(name)} twice with this value. Use another value, or rename the one in the request.`;
