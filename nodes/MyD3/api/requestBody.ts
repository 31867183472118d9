import {
	eventTypeArgument,
	nameOf,
	parseForm,
	piecesOf,
	valueOf,
	writeArguments,
	type Argument,
} from './argumentList';
import { encodeValue } from './percentEncoding';
import {
	clash,
	eventTypePath,
	looksLikeJson,
	namesOf,
	NO_PLACE,
	parseJsonTemplate,
	writeJson,
	type JsonTemplate,
} from './jsonTemplate';
import {
	placeholdersIn,
	refusal,
	type Placeholder,
	type RequestField,
	type Writer,
} from './placeholders';
import type { NamedValue } from './templateSecrets';

/** A body that can be filled in: JSON, a form, or none. */
export interface RequestBody {
	placeholders: Placeholder[];
	/** See RequestTemplate.eventTypePath. */
	eventTypePath: string[] | undefined;
	values: NamedValue[];
	/** @throws Error, with a sentence for the user */
	write(writer: Writer, additionalFields?: Record<string, unknown>): string | undefined;
}

/**
 * @param written the body
 * @param contentType the value of the header; undefined without one, which means JSON
 * @throws Error, with a sentence for the user
 */
export function parseBody(
	written: string,
	contentType: string | undefined,
	field: RequestField,
): RequestBody {
	const text = written.trim();
	if (text === '') return noBody(field);
	if (contentType === undefined || /\bjson\b/i.test(contentType)) {
		return jsonBody(parseJsonTemplate(text, field), field);
	}
	if (!/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
		throw refusal(
			field,
			'has a Content-Type that cannot be sent. Only JSON (application/json) and forms (application/x-www-form-urlencoded) can.',
		);
	}
	if (looksLikeJson(text)) {
		throw refusal(
			field,
			'has a JSON body, but its Content-Type says that it is a form. Correct one of the two, as the page shows it.',
		);
	}
	return formBody(parseForm(text, field), field);
}

const noBody = (field: RequestField): RequestBody => ({
	placeholders: [],
	eventTypePath: undefined,
	values: [],
	write(_writer, additionalFields = {}) {
		if (Object.keys(additionalFields).length > 0) throw refusal(field, NO_PLACE);
		return undefined;
	},
});

function jsonBody(template: JsonTemplate, field: RequestField): RequestBody {
	const { tokens, text } = template;
	// {"key": "region", "value": "au"} names a property; its "key" is none.
	const pairs = new Set(
		tokens
			.filter(({ kind, path }) => kind === 'name' && path?.name === 'value')
			.map(({ object }) => object),
	);
	return {
		placeholders: tokens.flatMap(({ pieces }) => placeholdersIn(pieces)),
		eventTypePath: eventTypePath(template),
		values: tokens
			.filter(
				({ kind, object, path }) =>
					kind === 'string' && !(path?.name === 'key' && pairs.has(object)),
			)
			.map((token) => ({
				kind: 'property',
				name: namesOf(token).at(-1) ?? '',
				value: JSON.parse(text.slice(token.start, token.end)) as string,
			})),
		write: (writer, additionalFields) => writeJson(template, writer, field, additionalFields),
	};
}

function formBody(list: readonly Argument[], field: RequestField): RequestBody {
	const eventType = eventTypeArgument(list);
	return {
		placeholders: placeholdersIn(list.flatMap(piecesOf)),
		eventTypePath: eventType === undefined ? undefined : [eventType],
		values: list.map((argument) => ({
			kind: 'argument',
			name: nameOf(argument),
			value: valueOf(argument),
		})),
		write(writer, additionalFields = {}) {
			const written = writeArguments(list, writer, field);
			const names = new URLSearchParams(written);
			const added = Object.entries(additionalFields).map(([name, value]) => {
				if (names.has(name)) throw refusal(field, clash(name));
				if (!['string', 'number', 'boolean'].includes(typeof value)) {
					throw refusal(
						field,
						`is a form, which can hold text only, but ${JSON.stringify(name)} in "Additional Subscription Fields" is something else. Write text, a number, true or false.`,
					);
				}
				return `${encodeValue(name)}=${encodeValue(String(value))}`;
			});
			return [written, ...added].filter((part) => part !== '').join('&');
		},
	};
}
