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
export const PLACEHOLDERS: Record<RequestField, readonly string[]> = {
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

/** What vendors' pages call the same things, in lower case and without separators. */
const OTHER_NAMES: Record<string, readonly string[]> = {
	apiKey: ['apikey', 'key', 'clientid', 'accesskey', 'username', 'user'],
	apiSecret: ['apisecret', 'secret', 'clientsecret', 'secretkey', 'password'],
	accessToken: ['accesstoken', 'token', 'bearertoken', 'authtoken', 'bearer', 'jwt'],
	notificationUrl: ['notificationurl', 'url', 'webhookurl', 'callbackurl', 'targeturl', 'endpoint'],
	eventType: ['eventtype', 'event', 'eventname', 'type', 'topic'],
	uuid: ['uuid', 'guid', 'newid'],
	id: ['id', 'subscriptionid', 'webhookid', 'hookid', 'uuid', 'guid'],
	page: ['page', 'pagenumber'],
	offset: ['offset', 'skip', 'start'],
};

/** @returns an Error whose message is a sentence for the user that begins with the field's name */
export const refusal = (field: RequestField, sentence: string): Error =>
	new Error(`${field} ${sentence}`);

export const isSecret = (name: string): boolean => SECRETS.includes(name);

/** @returns the text cut at its placeholders. `{ id }` is text: GraphQL has it in its queries. */
export function splitAtPlaceholders(text: string): Piece[] {
	const pieces: Piece[] = [];
	let end = 0;
	for (const match of text.matchAll(/\{([A-Za-z][\w.-]*)\}/g)) {
		if (match.index > end) pieces.push(text.slice(end, match.index));
		pieces.push({ name: match[1] ?? '', written: match[0] });
		end = match.index + match[0].length;
	}
	if (end < text.length) pieces.push(text.slice(end));
	return pieces;
}

/** @returns the placeholders among the pieces */
export const placeholdersIn = (pieces: readonly Piece[]): Placeholder[] =>
	pieces.filter((piece) => typeof piece !== 'string');

/** @returns the placeholder of the field that a name on a vendor's page most likely means */
function meantBy(name: string, field: RequestField): string | undefined {
	const plain = name.toLowerCase().replace(/[_.-]/g, '');
	return PLACEHOLDERS[field].find((known) => (OTHER_NAMES[known] ?? []).includes(plain));
}

const inBraces = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(', ');

/**
 * Refuses Postman's variables, which look much like our placeholders.
 * @throws Error, with a sentence for the user
 */
export function refuseVariables(text: string, field: RequestField): void {
	const match = /\{\{\s*\$?([\w.-]+)\s*\}\}?/.exec(text);
	if (match === null) return;
	const [written, name = ''] = match;
	if (/^(base|host|server|api)[_-]?(url|uri|host|address)?$/i.test(name)) {
		throw refusal(
			field,
			`has ${written}, a variable of Postman. Leave it out and begin with the path: the Base URL is put before it.`,
		);
	}
	const meant = PLACEHOLDERS[field].includes(name) ? name : meantBy(name, field);
	throw refusal(
		field,
		`has ${written}, a variable of Postman. Write ${meant === undefined ? 'its value' : `{${meant}}, in single braces,`} in its place.`,
	);
}

/**
 * Checks that the field knows all its placeholders and has the required one.
 * @throws Error, with a sentence for the user
 */
export function checkPlaceholders(found: readonly Placeholder[], field: RequestField): void {
	const known = PLACEHOLDERS[field];
	for (const { name, written } of found) {
		if (known.includes(name)) continue;
		if (field === 'Delete Request') {
			throw refusal(
				field,
				`has ${written}, which is not one of its placeholders. Write {id} for the subscription's ID, and the value itself for anything else.`,
			);
		}
		const meant = meantBy(name, field);
		throw refusal(
			field,
			meant === undefined
				? `has ${written}, which is not one of its placeholders. Write the value itself, or one of ${inBraces(known)}.`
				: `has ${written}, which is not one of its placeholders. Write {${meant}} in its place.`,
		);
	}
	const required = known[0] ?? '';
	const place = REQUIRED[field];
	if (place !== undefined && !found.some(({ name }) => name === required)) {
		throw refusal(field, `has no {${required}}. Write it ${place}.`);
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

/** Writes a request as it is sent. Its `placeholder` throws an Error, with a sentence for the user, where a value is missing. */
export function sendingWriter(
	values: Readonly<Record<string, string>>,
	field: RequestField,
): Writer {
	return {
		placeholder(name, encode) {
			const value = Object.hasOwn(values, name) ? values[name] : undefined;
			if (value !== undefined && (value !== '' || !isSecret(name))) return encode(value);
			const label = LABELS[name];
			throw refusal(
				field,
				label === undefined
					? `has {${name}}, but there is no value for it. Write the request without it.`
					: `has {${name}}, but "${label}" in the MyD3 API credential is empty. Fill it in, or write the request without it.`,
			);
		},
		literal: (text) => text,
	};
}

/** @returns the notification URL with the values of its query hidden: its key is a secret */
function withQueryHidden(url: string): string {
	const start = url.indexOf('?');
	if (start < 0) return url;
	const shown = url
		.slice(start + 1)
		.split('&')
		.map((pair) => (pair.includes('=') ? `${pair.slice(0, pair.indexOf('='))}=***` : '***'));
	return `${url.slice(0, start)}?${shown.join('&')}`;
}

/** Writes a request as Diagnose shows it: without secrets, and without what only its owner may read. */
export function showingWriter(values: Readonly<Record<string, string>>): Writer {
	return {
		placeholder(name, encode) {
			const value = Object.hasOwn(values, name) ? values[name] : undefined;
			if (value === undefined || isSecret(name)) return `{${name}}`;
			return encode(name === 'notificationUrl' ? withQueryHidden(value) : value);
		},
		literal: (text) => (text === '' ? '' : '***'),
	};
}
