import { isOtherId } from './subscriptionIds';
import { eventTypeArgument, withBracesDecoded } from './template/argumentList';
import {
	asText,
	checkPlaceholders,
	isKnownPlaceholder,
	placeholdersIn,
	refuseVariables,
	sendingWriter,
	showingWriter,
	withFieldName,
	write,
	type RequestField,
} from './template/placeholders';
import {
	fullAddress,
	idNamesIn,
	parseAddress,
	placeholdersOfAddress,
	renameIdPlaceholder,
	writeAddress,
	writePath,
} from './template/address';
import { namedValues, parseRequestBody } from './template/body';
import { findHeader, parseHeaders, showHeaders, writeHeaders } from './template/headers';
import { readRequest } from './template/requestText';
import {
	refuseKnownSecrets,
	refuseLiteralSecrets,
	refuseShellVariables,
	type NamedValue,
} from './template/literalSecrets';

export type { RequestField } from './template/placeholders';

/** What a template needs to know besides its text. */
export interface TemplateOptions {
	field: RequestField;
	/** An https address, to which paths are appended. */
	baseUrl: string;
	/** Values that a template must never contain: API Key, API Secret. */
	secrets: string[];
}

/** A request, ready to be sent. */
export interface HttpRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	body?: string;
}

/** A request with placeholders, ready to be filled in. */
export interface RequestTemplate {
	readonly field: RequestField;
	readonly method: string;
	/** The names of its placeholders; in Delete Request the id is "id", whatever the vendor calls it. */
	readonly placeholders: ReadonlySet<string>;
	/**
	 * The property names that lead to {eventType} in the body, without array indexes: ['data', 'filters', 'action']. For a
	 * form or a query, the argument's name. A property name that contains {eventType} ends the path as written. Empty if
	 * {eventType} is elsewhere (path, header, or the whole body); undefined without {eventType}.
	 */
	readonly eventTypePath: readonly string[] | undefined;
	/** What the vendor calls the id in Delete Request: ['event_subscription_token', 'token']. Empty for /{id}. */
	readonly idNames: readonly string[];
	/** Whether the template has its own Authorization header. */
	readonly hasAuthorization: boolean;
	/**
	 * @returns the id that Create Request chooses for the subscription: the whole text with {uuid}, which may be longer, as in
	 *   /hooks/n8n-{uuid}; undefined without {uuid}
	 */
	chosenId(values: Readonly<Record<string, string>>): string | undefined;
	/**
	 * @param values the placeholders' values by name; others are ignored
	 * @param additionalFields properties for the top level of the body
	 * @returns the request to send; the caller adds an Authorization header if it has none
	 * @throws Error with a message for the user that begins with the field's name
	 */
	fill(
		values: Readonly<Record<string, string>>,
		additionalFields?: Record<string, unknown>,
	): HttpRequest;
	/**
	 * @returns the request as sent, written as in the field, for Diagnose. Secrets stay placeholders. Query values of the
	 *   notification URL are hidden, and so are literals that may be private.
	 * @throws Error like `fill`, except for a missing value
	 */
	describe(values: Readonly<Record<string, string>>): string;
}

/**
 * Parses a request in the form in which vendors' pages show it, or a cURL command.
 *
 * Placeholders are names in braces. All are filled in at once, each encoded for its context, and values are not searched
 * for placeholders. A path may also use `/x/:id` or `/x/<id>` for `/x/{id}`.
 * @throws Error with a message for the user that begins with the field's name
 */
export const parseRequest = (text: string, options: TemplateOptions): RequestTemplate =>
	withFieldName(options.field, () => parse(text, options));

/** @throws refusals; see withFieldName */
function parse(text: string, { field, baseUrl, secrets }: TemplateOptions): RequestTemplate {
	refuseKnownSecrets([text], secrets);
	refuseVariables(text, field);
	const parts = readRequest(text, field);
	// Check again, without a cURL command's quotes and escapes.
	refuseKnownSecrets([parts.address, parts.body, ...parts.headers.flat()], secrets);

	const headers = parseHeaders(parts.headers);
	const address = parseAddress(
		withBracesDecoded(fullAddress(parts, baseUrl, field), field),
		baseUrl,
		field,
	);
	const query = address.query ?? [];
	const contentType = findHeader(headers, 'content-type');
	const body = parseRequestBody(
		withBracesDecoded(parts.body, field),
		contentType && asText(contentType.value),
	);
	const named = [
		...headers.map((header): NamedValue => ({ kind: 'header', ...header })),
		...namedValues(query),
		...body.values,
	];
	refuseLiteralSecrets(named, field);
	refuseShellVariables(named);
	if (contentType === undefined && parts.body !== '') {
		headers.push({ name: 'Content-Type', value: ['application/json'] });
	}

	const outsideAddress = placeholdersIn([...headers.flatMap(({ value }) => value), ...body.pieces]);
	if (field === 'Delete Request') {
		renameIdPlaceholder(address, new Set(outsideAddress.map(({ name }) => name)), (name) =>
			isKnownPlaceholder(name, field),
		);
	}
	const found = [...placeholdersOfAddress(address), ...outsideAddress];
	checkPlaceholders(found, field);
	const placeholders = new Set(found.map(({ name }) => name));
	const hasAuthorization = findHeader(headers, 'authorization') !== undefined;
	const uuids = found.filter(({ name }) => name === 'uuid').slice(0, 1);
	const idTexts = [
		...address.segments,
		...named
			.filter(({ kind, name }) => kind !== 'header' && !isOtherId(name))
			.map(({ value }) => value),
		uuids,
	].filter((pieces) => {
		const names = placeholdersIn(pieces).map(({ name }) => name);
		return names.includes('uuid') && names.every((name) => /^(uuid|eventType)$/.test(name));
	});

	return {
		field,
		method: parts.method,
		placeholders,
		idNames: idNamesIn(found, named),
		eventTypePath:
			body.eventTypePath ??
			eventTypeArgument(query) ??
			(placeholders.has('eventType') ? [] : undefined),
		hasAuthorization,
		chosenId: (values) => idTexts[0] && write(idTexts[0], sendingWriter(values), (value) => value),
		fill: (values, additionalFields) =>
			withFieldName(field, () => {
				const writer = sendingWriter(values);
				const filledBody = body.write(writer, additionalFields);
				return {
					method: parts.method,
					url: writeAddress(address, writer),
					headers: writeHeaders(headers, writer),
					body: filledBody,
				};
			}),
		describe: (values) =>
			withFieldName(field, () => {
				const writer = showingWriter(values);
				const origin = address.origin === new URL(baseUrl).origin ? '' : address.origin;
				const ownAuthorization = hasAuthorization || field === 'Token Request';
				const shownBody = body.write(writer);
				return [
					`${parts.method} ${origin}${writePath(address, writer)}`,
					...(ownAuthorization ? [] : ['Authorization: Bearer {accessToken}']),
					...showHeaders(headers, writer),
					...(shownBody === undefined ? [] : ['', shownBody]),
				].join('\n');
			}),
	};
}
