import {
	encodeValue,
	eventTypeArgument,
	nameOf,
	parseArguments,
	piecesOf,
	writeArguments,
	type Argument,
} from './argumentList';
import {
	clash,
	eventTypePath,
	looksLikeJson,
	namedStrings,
	noPlace,
	parseJsonTemplate,
	writeJson,
} from './jsonTemplate';
import { refusal, type Piece, type Writer } from './placeholders';
import type { NamedValue } from './literalSecrets';

/** A body to fill in: JSON, a form, or none. */
export interface RequestBody {
	pieces: Piece[];
	/** See RequestTemplate.eventTypePath. */
	eventTypePath?: string[];
	values: NamedValue[];
	write(writer: Writer, additionalFields?: Record<string, unknown>): string | undefined;
}

/**
 * @param text the body
 * @param contentType the header's value; JSON by default
 */
export function parseBody(text: string, contentType = 'application/json'): RequestBody {
	if (text === '') return noBody;
	if (/\bjson\b/i.test(contentType)) return jsonBody(text);
	if (!/\bapplication\/x-www-form-urlencoded\b/i.test(contentType)) {
		throw refusal(
			'has a Content-Type that cannot be sent. Only JSON (application/json) and forms (application/x-www-form-urlencoded) can.',
		);
	}
	if (looksLikeJson(text)) {
		throw refusal(
			'has a JSON body, but its Content-Type says that it is a form. Correct one of the two, as the page shows it.',
		);
	}
	return formBody(text);
}

const noBody: RequestBody = {
	pieces: [],
	values: [],
	write(_writer, additionalFields = {}) {
		if (Object.keys(additionalFields).length > 0) throw noPlace();
		return undefined;
	},
};

function jsonBody(text: string): RequestBody {
	const template = parseJsonTemplate(text);
	return {
		pieces: template.tokens.flatMap(({ pieces }) => pieces),
		eventTypePath: eventTypePath(template),
		values: namedStrings(template).map((value) => ({ kind: 'property', ...value })),
		write: (writer, additionalFields) => writeJson(template, writer, additionalFields),
	};
}

const withSpacesEncoded = (piece: Piece): Piece =>
	typeof piece === 'string' ? piece.replaceAll(' ', '+') : piece;

/** @param text as vendors' pages print it: on one line, or with one argument per line */
function formBody(text: string): RequestBody {
	const lines = text.split('\n').map((line) => line.trim());
	const list: Argument[] = parseArguments(lines.join('&')).map(({ name, value }) => ({
		name: name.map(withSpacesEncoded),
		value: value?.map(withSpacesEncoded),
	}));
	return {
		pieces: piecesOf(list),
		eventTypePath: eventTypeArgument(list),
		values: namedValues(list),
		write(writer, additionalFields = {}) {
			const written = writeArguments(list, writer);
			const taken = new Set(
				[...new URLSearchParams(written).keys()].map((key) => key.toLowerCase()),
			);
			const added = Object.entries(additionalFields).map(([name, value]) => {
				if (taken.has(name.toLowerCase())) throw clash(name);
				if (!['string', 'number', 'boolean'].includes(typeof value)) {
					throw refusal(
						`is a form, which can contain only text, but ${JSON.stringify(name)} in the additional fields is not text. Write text, a number, true or false.`,
					);
				}
				return `${encodeValue(name)}=${encodeValue(String(value))}`;
			});
			return [written, ...added].join('&');
		},
	};
}

/** @returns the arguments of a query or form by name */
export const namedValues = (list: readonly Argument[]): NamedValue[] =>
	list.map((argument) => ({
		kind: 'argument',
		name: nameOf(argument),
		value: argument.value ?? [],
	}));
