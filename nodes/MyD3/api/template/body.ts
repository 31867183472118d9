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
	duplicateField,
	eventTypePath,
	looksLikeJson,
	namedStrings,
	noRoomForFields,
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
	/** Its values by name, to look for secrets in. */
	values: NamedValue[];
	write(writer: Writer, additionalFields?: Record<string, unknown>): string | undefined;
}

/**
 * @param text the body
 * @param contentType the header's value; JSON by default
 * @throws refusal if it is neither JSON nor a form, or is not what its header says
 */
export function parseRequestBody(text: string, contentType = 'application/json'): RequestBody {
	if (text === '') return noBody;
	if (/\bjson\b/i.test(contentType)) return jsonBody(text);
	if (!/\bapplication\/x-www-form-urlencoded\b/i.test(contentType)) {
		throw refusal(
			'has a Content-Type that this package does not support. Use JSON (application/json) or a form (application/x-www-form-urlencoded).',
		);
	}
	if (looksLikeJson(text)) {
		throw refusal(
			"has a JSON body, but its Content-Type is that of a form. Correct the one that differs from MyD3's documentation.",
		);
	}
	return formBody(text);
}

const noBody: RequestBody = {
	pieces: [],
	values: [],
	write(_writer, additionalFields = {}) {
		if (Object.keys(additionalFields).length > 0) throw noRoomForFields();
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

/** @param text the form as vendors' pages print it: on one line, or with one argument per line */
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
				if (taken.has(name.toLowerCase())) throw duplicateField(name);
				if (!['string', 'number', 'boolean'].includes(typeof value)) {
					throw refusal(
						`sends a form, so the additional field ${JSON.stringify(name)} must be text, a number, true or false.`,
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
