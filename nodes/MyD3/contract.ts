/**
 * What this package knows, and what it only believes, about MyD3's API. Every wire fact stands here and nowhere else.
 * docs/contract.md repeats the table for users; test/contract.test.ts keeps the two equal.
 *
 * "page" is the vendor's page "Webhooks" (developers.myd3.data3.com/webhooks), read in 2026.
 */

/** A wire fact: documented by the vendor, or assumed and, where a user may have to correct it, the credential field that does so. */
export interface Fact<Value> {
	value: Value;
	standing: 'documented' | 'assumed';
	/** The credential field, or the node parameter, that overrides the value. */
	override?: string;
}

const documented = <Value>(value: Value, override?: string): Fact<Value> => ({
	value,
	standing: 'documented',
	override,
});
const assumed = <Value>(value: Value, override?: string): Fact<Value> => ({
	value,
	standing: 'assumed',
	override,
});

export const facts = {
	// page: "POST https://api.myd3.data3.com/subscription/v1/subscription"
	baseUrl: documented('https://api.myd3.data3.com', 'baseUrl'),
	subscriptionPath: documented('/subscription/v1/subscription', 'subscriptionPath'),
	createMethod: documented('POST'),
	// page: "an Authorization header that is populated with a valid accessToken prefixed with “Bearer”"
	authorizationHeader: documented('Authorization'),
	authorizationScheme: documented('Bearer'),
	// page: "the endpoint will return 201 Created along with the created subscriptions GUID"
	createdAnswer: documented('the bare GUID'),
	// page: "the MyD3 webhook notification system will send a POST to the URI you specify"
	deliveryMethod: documented('POST'),
	// page: "secured with TLS1.2 at minimum. Unsecured HTTP is not supported", "accessible from the public internet"
	notificationScheme: documented('https:'),
	// page: "an APIKey that can be included as a query argument in the notification URL"
	notificationAuthentication: documented('a query argument'),
	keyArgument: assumed('apiKey'),

	tokenPath: assumed('/identity/v1/token', 'tokenPath'),
	tokenMethod: assumed('POST', 'tokenMethod'),
	apiKeyLocation: assumed('body', 'apiKeyLocation'),
	apiKeyName: assumed('apiKey', 'apiKeyName'),
	tokenParameters: assumed('{}', 'tokenParameters'),
	accessTokenNames: assumed(['accessToken', 'access_token', 'token']),
	expiredTokenStatus: assumed(401),

	eventTypeField: assumed('eventType', 'eventTypeField'),
	notificationUrlField: assumed('notificationUrl', 'notificationUrlField'),
	invoiceIssued: assumed('InvoiceIssued', 'customEventTypes'),
	idNames: assumed(['id', 'subscriptionId', 'guid', 'subscriptionGuid']),

	listMethod: assumed('GET'),
	listWrappers: assumed(['value', 'items', 'data', 'subscriptions', 'results']),
	nextPageNames: assumed(['nextLink', '@odata.nextLink', 'next']),
	deleteMethod: assumed('DELETE'),
	goneStatuses: assumed([404, 410]),
	notificationBody: assumed('any JSON object, or an array of them'),
};

/** The credential's fields, as n8n hands them over. */
export type CredentialFields = Record<string, unknown>;

/** How MyD3 is spoken to with one credential: the facts above, corrected by the user's overrides. */
export interface ApiDetails {
	baseUrl: string;
	tokenUrl: string;
	tokenMethod: string;
	apiKeyLocation: string;
	apiKeyName: string;
	tokenParameters: Record<string, unknown>;
	subscriptionUrl: string;
	eventTypeField: string;
	notificationUrlField: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const asText = (value: unknown): string =>
	typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';

/**
 * Parses what a user typed into a JSON field.
 * @param value the field's content: JSON text or, from an expression, an object already
 * @returns the object; an empty one for an empty field
 * @throws Error, with a message for the user, when it is not a JSON object
 */
export function parseJsonObject(value: unknown, fieldName: string): Record<string, unknown> {
	if (value === undefined || value === null || value === '') return {};
	const parsed = typeof value === 'string' ? readAnswer(value) : value;
	if (parsed === '') return {};
	if (!isObject(parsed)) {
		throw new Error(`"${fieldName}" is not a JSON object. Write it like {"name": "value"}.`);
	}
	return parsed;
}

/** May secrets be sent there: is it an https address, or one on this machine, where the simulator is? */
function isSecure(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
	return protocol === 'https:' || (protocol === 'http:' && loopback);
}

/**
 * Reads a credential's fields: API details with the user's overrides, or the facts above.
 * @throws Error, with a message for the user, when a field cannot be used
 */
export function apiDetails(fields: CredentialFields): ApiDetails {
	const overridden = (name: string): unknown =>
		fields.overrideApiDetails === true ? fields[name] : undefined;
	const detail = (fact: Fact<string>, name: string): string =>
		asText(overridden(name)) || fact.value;

	const baseUrl = asText(fields.baseUrl).replace(/\/+$/, '');
	if (!isSecure(baseUrl)) {
		throw new Error(
			`The Base URL in the MyD3 API credential must be an https address, such as ${facts.baseUrl.value}.`,
		);
	}
	const address = (fact: Fact<string>, name: string, label: string): string => {
		const place = detail(fact, name);
		const url = /^https?:/i.test(place) ? place : `${baseUrl}/${place.replace(/^\/+/, '')}`;
		if (!isSecure(url)) {
			throw new Error(
				`The ${label} in the MyD3 API credential must be a path or a full https address: secrets are sent there.`,
			);
		}
		return url;
	};
	return {
		baseUrl,
		tokenUrl: address(facts.tokenPath, 'tokenPath', 'Token Path'),
		tokenMethod: detail(facts.tokenMethod, 'tokenMethod'),
		apiKeyLocation: detail(facts.apiKeyLocation, 'apiKeyLocation'),
		apiKeyName: detail(facts.apiKeyName, 'apiKeyName'),
		tokenParameters: parseJsonObject(overridden('tokenParameters'), 'Token Parameters'),
		subscriptionUrl: address(
			facts.subscriptionPath,
			'subscriptionPath',
			'Subscription Path',
		).replace(/\/+$/, ''),
		eventTypeField: detail(facts.eventTypeField, 'eventTypeField'),
		notificationUrlField: detail(facts.notificationUrlField, 'notificationUrlField'),
	};
}

/** A subscription as MyD3 lists it, read tolerantly: what could not be found is undefined. */
export interface Subscription {
	id: string;
	eventTypes?: string[];
	notificationUrl?: string;
	/** The vendor's object, untouched. */
	raw: Record<string, unknown>;
}

/** The answer to a list call: one page, and the address of the next. */
export interface Page {
	subscriptions: Subscription[];
	next?: string;
}

/** Turns the text of an answer into a value: JSON where it is JSON, otherwise the text without surrounding white space. */
export function readAnswer(text: string): unknown {
	const trimmed = text.replace(/^\uFEFF/, '').trim();
	try {
		return JSON.parse(trimmed);
	} catch {
		return trimmed;
	}
}

const firstText = (object: Record<string, unknown>, names: string[]): string | undefined =>
	names.map((name) => asText(object[name])).find((value) => value !== '');

/** The access token in the answer of the token endpoint; undefined when there is none. */
export function readAccessToken(answer: unknown): string | undefined {
	if (isObject(answer)) return firstText(answer, facts.accessTokenNames.value);
	const text = asText(answer);
	// A bare token has no white space and no mark-up: an HTML page is not one.
	return /^[^\s<>"{}]{8,}$/.test(text) ? text : undefined;
}

/** The id in the answer to create; undefined when there is none. */
export function readCreatedId(answer: unknown): string | undefined {
	if (isObject(answer)) return firstText(answer, facts.idNames.value);
	const text = asText(answer);
	return /^[\w{}-]{1,64}$/.test(text) ? text : undefined;
}

const withoutListMark = (field: string): string => field.replace(/\[\]$/, '');

function readSubscription(raw: unknown, details: ApiDetails): Subscription | undefined {
	if (!isObject(raw)) return undefined;
	const id = firstText(raw, facts.idNames.value);
	if (id === undefined) return undefined;
	const types = [raw[withoutListMark(details.eventTypeField)]]
		.flat()
		.filter((type): type is string => typeof type === 'string');
	const url = asText(raw[withoutListMark(details.notificationUrlField)]);
	return {
		id,
		eventTypes: types.length > 0 ? types : undefined,
		notificationUrl: url === '' ? undefined : url,
		raw,
	};
}

/** The subscriptions in the answer to a list call; undefined when it cannot be read as a list of objects with ids. */
export function readPage(answer: unknown, details: ApiDetails): Page | undefined {
	const wrapper = isObject(answer)
		? facts.listWrappers.value.map((name) => answer[name]).find(Array.isArray)
		: undefined;
	const list: unknown = Array.isArray(answer) ? answer : wrapper;
	if (!Array.isArray(list)) return undefined;
	const subscriptions: Subscription[] = [];
	for (const raw of list) {
		const subscription = readSubscription(raw, details);
		if (subscription === undefined) return undefined;
		subscriptions.push(subscription);
	}
	return {
		subscriptions,
		next: isObject(answer) ? firstText(answer, facts.nextPageNames.value) : undefined,
	};
}

/**
 * The body of create.
 * @throws Error, with a message for the user, when an additional field would replace one of the contract's own
 */
export function writeSubscription(
	eventType: string,
	notificationUrl: string,
	additionalFields: Record<string, unknown>,
	details: ApiDetails,
): Record<string, unknown> {
	const own: Record<string, unknown> = {};
	for (const [field, value] of [
		[details.eventTypeField, eventType],
		[details.notificationUrlField, notificationUrl],
	] as const) {
		own[withoutListMark(field)] = field.endsWith('[]') ? [value] : value;
	}
	const clash = Object.keys(additionalFields).find((name) => name in own);
	if (clash !== undefined) {
		throw new Error(
			`"${clash}" cannot be an additional subscription field: this node sends it itself.`,
		);
	}
	return { ...additionalFields, ...own };
}
