/** The credential's fields that hold a request, by their names on the screen. */
export type RequestField = 'Token Request' | 'Create Request' | 'List Request' | 'Delete Request';

/** A piece of a template: text that is sent as written, or a placeholder. */
export type Piece = string | Placeholder;

export interface Placeholder {
	/** As the code knows it: "apiKey". */
	name: string;
	/** As the user wrote it: "{apiKey}", ":id". */
	written: string;
}

const SECRETS = ['accessToken', 'apiKey', 'apiSecret'];

/** What may stand in each request, the required placeholder first. */
const PLACEHOLDERS: Record<RequestField, readonly string[]> = {
	'Token Request': ['apiKey', 'apiSecret'],
	'Create Request': ['notificationUrl', 'eventType', 'uuid', ...SECRETS],
	'List Request': ['page', 'page0', 'offset', ...SECRETS],
	'Delete Request': ['id', ...SECRETS],
};

/** Where the required placeholder belongs, for the sentence that asks for it. */
const REQUIRED: Partial<Record<RequestField, string>> = {
	'Token Request': 'where MyD3 expects the API Key',
	'Create Request': 'where MyD3 expects the URL that it is to notify',
	'Delete Request': "where MyD3 expects the subscription's ID",
};

/** What vendors' pages call the same things; the first that fits is meant. */
const OTHER_NAMES: ReadonlyArray<readonly [string, RegExp]> = [
	['apiSecret', /secret|password/i],
	['notificationUrl', /url|endpoint/i],
	['eventType', /event|topic|^type$/i],
	['accessToken', /token|bearer|jwt/i],
	['apiKey', /key|client|user/i],
	['page', /page/i],
	['offset', /offset|skip|start/i],
	['id', /^id$|(hook|subscription)_?id$/i],
	['uuid', /uuid|guid/i],
];

class Refusal extends Error {}

/** @returns an Error for the user, whose sentence goes on after the field's name: "has no address." */
export const refusal = (sentence: string): Error => new Refusal(sentence);

/** @throws Error with the field's name before the sentence, where the action throws a refusal */
export function namingField<T>(field: RequestField, action: () => T): T {
	try {
		return action();
	} catch (error) {
		throw error instanceof Refusal ? new Error(`${field} ${error.message}`) : error;
	}
}

/** @returns whether the field has a placeholder of that name */
export const isKnown = (name: string, field: RequestField): boolean =>
	PLACEHOLDERS[field].includes(name);

/** @returns the text cut at its placeholders. `{ id }` is text: GraphQL has it in its queries. */
export function splitAtPlaceholders(text: string): Piece[] {
	return text
		.split(/(\{[A-Za-z][\w.-]*\})/)
		.map((piece, index) => (index % 2 === 0 ? piece : { name: piece.slice(1, -1), written: piece }))
		.filter((piece) => piece !== '');
}

/** @returns the placeholders among the pieces */
export const placeholdersIn = (pieces: readonly Piece[]): Placeholder[] =>
	pieces.filter((piece) => typeof piece !== 'string');

/** @returns the text that pieces were cut from, with placeholders as the code knows them */
export const asText = (pieces: readonly Piece[]): string =>
	pieces.map((piece) => (typeof piece === 'string' ? piece : `{${piece.name}}`)).join('');

/** @returns the placeholder of the field that a name on a vendor's page most likely means */
const meantBy = (name: string, field: RequestField): string | undefined =>
	OTHER_NAMES.find(([known, names]) => isKnown(known, field) && names.test(name))?.[0];

/** Refuses Postman's variables, which look much like our placeholders. */
export function refuseVariables(text: string, field: RequestField): void {
	const [written, name = ''] = /\{\{\s*\$?([\w.-]+)\s*\}\}?/.exec(text) ?? [];
	if (written === undefined) return;
	if (/^(base|host|server|api)[_-]?(url|uri|host|address)?$/i.test(name)) {
		throw refusal(
			`has ${written}, a variable of Postman. Leave it out and begin with the path: the Base URL is put before it.`,
		);
	}
	const meant = meantBy(name, field);
	throw refusal(
		`has ${written}, a variable of Postman. Write ${meant === undefined ? 'its value' : `{${meant}}, in single braces,`} in its place.`,
	);
}

/** Checks that the field knows all its placeholders and has the required one. */
export function checkPlaceholders(found: readonly Placeholder[], field: RequestField): void {
	const known = PLACEHOLDERS[field];
	const unknown = found.find(({ name }) => !isKnown(name, field));
	if (unknown !== undefined) {
		const meant = field === 'Delete Request' ? undefined : meantBy(unknown.name, field);
		const cure =
			field === 'Delete Request'
				? "Write {id} for the subscription's ID, and the value itself for anything else."
				: meant === undefined
					? `Write the value itself, or one of ${known.map((name) => `{${name}}`).join(', ')}.`
					: `Write {${meant}} in its place.`;
		throw refusal(`has ${unknown.written}, which is not one of its placeholders. ${cure}`);
	}
	const place = REQUIRED[field];
	if (place !== undefined && !found.some(({ name }) => name === known[0])) {
		throw refusal(`has no {${known[0]}}. Write it ${place}.`);
	}
}

/** How a template is written out: as it is sent, or as it is shown. */
export interface Writer {
	/** @param encode makes a value fit for its place */
	placeholder(name: string, encode: (value: string) => string): string;
	/** @param text a literal value, which only its owner may read */
	literal(text: string): string;
}

/** @returns the pieces as one text */
export const write = (
	pieces: readonly Piece[],
	writer: Writer,
	encode: (value: string) => string,
): string =>
	pieces
		.map((piece) =>
			typeof piece === 'string' ? writer.literal(piece) : writer.placeholder(piece.name, encode),
		)
		.join('');

const LABELS: Record<string, string> = { apiKey: 'API Key', apiSecret: 'API Secret' };

type Values = Readonly<Record<string, string>>;

const valueOf = (values: Values, name: string): string | undefined =>
	Object.hasOwn(values, name) ? values[name] : undefined;

/** Writes a request as it is sent, and refuses to where a value is missing. */
export const sendingWriter = (values: Values): Writer => ({
	placeholder(name, encode) {
		const value = valueOf(values, name);
		if (value !== undefined && (value !== '' || !SECRETS.includes(name))) return encode(value);
		const label = LABELS[name];
		throw refusal(
			label === undefined
				? `has {${name}}, but there is no value for it. Write the request without it.`
				: `has {${name}}, but "${label}" in the MyD3 API credential is empty. Fill it in, or write the request without it.`,
		);
	},
	literal: (text) => text,
});

/** The key in the notification URL's query is a secret. */
function withQueryHidden(url: string): string {
	const [address = '', ...query] = url.split('?');
	if (query.length === 0) return url;
	const shown = query
		.join('?')
		.split('&')
		.map((pair) => `${/^[^=]*=|/.exec(pair)?.[0]}***`);
	return `${address}?${shown.join('&')}`;
}

/** Writes a request as Diagnose shows it: without secrets, and without what only its owner may read. */
export const showingWriter = (values: Values): Writer => ({
	placeholder(name, encode) {
		const value = valueOf(values, name);
		if (value === undefined || SECRETS.includes(name)) return `{${name}}`;
		return encode(name === 'notificationUrl' ? withQueryHidden(value) : value);
	},
	literal: (text) => (text === '' ? '' : '***'),
});
