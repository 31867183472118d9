/** The credential fields that contain a request, by their names on the screen. */
export type RequestField = 'Token Request' | 'Create Request' | 'List Request' | 'Delete Request';

/** A piece of a template: literal text or a placeholder. */
export type Piece = string | Placeholder;

/** A placeholder in a template. */
export interface Placeholder {
	/** The name in the code: "apiKey". */
	name: string;
	/** As the user wrote it: "{apiKey}", ":id". */
	written: string;
	/** Whether it is in a GraphQL document. */
	isInGraphQl?: boolean;
}

const SECRETS = ['accessToken', 'apiKey', 'apiSecret'];

/** The placeholders of each request, the required one first, if there is one. */
const PLACEHOLDERS: Record<RequestField, readonly string[]> = {
	'Token Request': ['apiKey', 'apiSecret'],
	'Create Request': ['notificationUrl', 'eventType', 'uuid', ...SECRETS],
	'List Request': ['page', 'page0', 'offset', ...SECRETS],
	'Delete Request': ['id', 'eventType', ...SECRETS],
};

/** Where the required placeholder belongs, for the message that asks for it. */
const REQUIRED: Partial<Record<RequestField, string>> = {
	'Token Request': 'where MyD3 expects the API Key',
	'Create Request': 'where MyD3 expects the notification URL',
	'Delete Request': "where MyD3 expects the subscription's ID",
};

class TemplateRefusal extends Error {}

/** @param sentence continues after the field's name: "has no address." @returns an Error for the user */
export const refusal = (sentence: string): Error => new TemplateRefusal(sentence);

/** Runs an action. @throws Error with the field's name before the sentence, if the action throws a refusal */
export function withFieldName<T>(field: RequestField, action: () => T): T {
	try {
		return action();
	} catch (error) {
		throw error instanceof TemplateRefusal ? new Error(`${field} ${error.message}`) : error;
	}
}

/** @returns whether the field has a placeholder with that name */
export const isKnownPlaceholder = (name: string, field: RequestField): boolean =>
	PLACEHOLDERS[field].includes(name);

/** @returns whether a name in braces is a placeholder; in Delete Request the id may have any name */
export const isPlaceholder = (name: string, field: RequestField): boolean =>
	field === 'Delete Request' || isKnownPlaceholder(name, field);

/** `${name}`: a variable of a shell, or of a template in code. */
export const VARIABLE = /\$\{([\w.-]+)\}/g;

/** @returns the text split at its placeholders. `{ id }` is text, because GraphQL queries contain it. */
export function splitAtPlaceholders(text: string): Piece[] {
	return text
		.split(/(\{[A-Za-z][\w.-]*\})/)
		.map((piece, index) => (index % 2 === 0 ? piece : { name: piece.slice(1, -1), written: piece }))
		.filter((piece) => piece !== '');
}

/** @returns the placeholders among the pieces */
export const placeholdersIn = (pieces: readonly Piece[]): Placeholder[] =>
	pieces.filter((piece) => typeof piece !== 'string');

/** @param isWhole whether {eventType} must be the only piece @returns whether it is among the pieces */
export const hasEventType = (pieces: readonly Piece[], isWhole: boolean): boolean =>
	placeholdersIn(pieces).some(({ name }) => name === 'eventType') &&
	(!isWhole || pieces.length === 1);

/** @returns the pieces as text, with placeholders by their internal names */
export const asText = (pieces: readonly Piece[]): string =>
	pieces.map((piece) => (typeof piece === 'string' ? piece : `{${piece.name}}`)).join('');

/** @returns the field's placeholders, for a message */
const listPlaceholders = (field: RequestField): string =>
	PLACEHOLDERS[field].map((name) => `{${name}}`).join(', ');

/** Refuses the variables of Postman and other tools, which look like our placeholders. */
export function refuseVariables(text: string, field: RequestField): void {
	const [written, name = ''] = /\{\{\s*\$?([\w.-]+)\s*\}\}?/.exec(text) ?? [];
	if (written === undefined) {
		const unknown = [...text.matchAll(VARIABLE)].find(([, own = '']) => !isPlaceholder(own, field));
		if (unknown === undefined) return;
		throw refusal(
			`has ${unknown[0]}, a variable. Replace it with its value, or with one of ${listPlaceholders(field)}. If MyD3 itself fills it in, write $\\u007b${unknown[1]}} in the JSON body.`,
		);
	}
	if (/^(base|host|server|api)[_-]?(url|uri|host|address)?$/i.test(name)) {
		throw refusal(
			`has ${written}, a Postman variable. Delete it and start with the path: n8n adds the Base URL.`,
		);
	}
	throw refusal(
		`has ${written}, a Postman variable. Replace it with its value, or with one of these in single braces: ${listPlaceholders(field)}.`,
	);
}

/** Checks that all placeholders are known and the required one is present. @throws refusal if not */
export function checkPlaceholders(found: readonly Placeholder[], field: RequestField): void {
	const unknown = found.find(({ name }) => !isKnownPlaceholder(name, field));
	if (unknown !== undefined) {
		throw refusal(
			`has ${unknown.written}, which is not one of its placeholders. Write the value itself, or one of ${listPlaceholders(field)}.`,
		);
	}
	const [required = ''] = PLACEHOLDERS[field];
	const place = REQUIRED[field];
	if (place !== undefined && !found.some(({ name }) => name === required)) {
		throw refusal(`has no {${required}}. Write it ${place}.`);
	}
}

/** How to write a template: as it is sent, or as Diagnose shows it. */
export interface Writer {
	/** @param encode encodes a value for its context */
	placeholder(name: string, encode: (value: string) => string): string;
	/** @param text a literal value that may be private */
	literal(text: string): string;
}

/** @returns the pieces joined */
export const write = (
	pieces: readonly Piece[],
	writer: Writer,
	encode: (value: string) => string,
): string => {
	let before = '';
	return pieces
		.map((piece) => {
			if (typeof piece !== 'string') {
				return writer.placeholder(piece.name, (value) =>
					encode(checkedValue(piece, value, before)),
				);
			}
			before += piece;
			return writer.literal(piece);
		})
		.join('');
};

/**
 * Refuses a value that would close the quotes around its placeholder, or, in GraphQL without quotes, is more than a name. The
 * rest of such a value would become part of the GraphQL document, of JSON in a string, form or query, or of an OData key.
 * @param before the literal text before the placeholder
 */
function checkedValue(
	{ written, isInGraphQl }: Placeholder,
	value: string,
	before: string,
): string {
	const isAfterOdd = (quote: RegExp): boolean => (before.match(quote) ?? []).length % 2 === 1;
	const isQuoted = isAfterOdd(/"|%22/g);
	if (
		(isQuoted && /["\\\p{Cc}]/u.test(value)) ||
		(isAfterOdd(/'|%27/g) && value.includes("'")) ||
		(isInGraphQl === true && !isQuoted && !/^[\w-]+$/.test(value))
	) {
		throw refusal(
			`cannot be sent: the value of ${written} contains a quote or another character that would change the rest of the request. Use another value.`,
		);
	}
	return value;
}

const LABELS: Record<string, string> = { apiKey: 'API Key', apiSecret: 'API Secret' };

type Values = Readonly<Record<string, string>>;

const valueOf = (values: Values, name: string): string | undefined =>
	Object.hasOwn(values, name) ? values[name] : undefined;

/** Writes a request as it is sent. @throws refusal if a value is missing */
export const sendingWriter = (values: Values): Writer => ({
	placeholder(name, encode) {
		const value = valueOf(values, name);
		if (value !== undefined && (value !== '' || !SECRETS.includes(name))) return encode(value);
		const label = LABELS[name];
		const advice =
			label === undefined
				? 'Write the request without it.'
				: `Fill in "${label}" in the MyD3 API credential, or write the request without it.`;
		throw refusal(`has {${name}}, but there is no value for it. ${advice}`);
	},
	literal: (text) => text,
});

/** Hides user info and query values, because the notification URL's query contains the key. */
function withQueryHidden(url: string): string {
	const [address = '', ...query] = url.replace(/^(\w+:\/\/)[^/?#]*@/, '$1***@').split('?');
	if (query.length === 0) return address;
	const shown = query
		.join('?')
		.split('&')
		.map((pair) => `${/^[^=]*=|/.exec(pair)?.[0]}***`);
	return `${address}?${shown.join('&')}`;
}

/** Writes a request as Diagnose shows it: without secrets and without literals that may be private. */
export const showingWriter = (values: Values): Writer => ({
	placeholder(name, encode) {
		const value = valueOf(values, name);
		if (value === undefined || SECRETS.includes(name)) return `{${name}}`;
		return encode(name === 'notificationUrl' ? withQueryHidden(value) : value);
	},
	literal: () => '***',
});
