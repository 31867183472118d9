/**
 * What this package knows, and what it only believes, about MyD3's API. Every wire fact stands here and nowhere else.
 * docs/contract.md repeats the table for users; test/contract.test.ts keeps the two equal.
 *
 * "page" is the vendor's page "Webhooks" (developers.myd3.data3.com/webhooks), read in 2026.
 */

/** A wire fact: documented by the vendor, or assumed and, where a user may have to correct it, the credential field that does so. */
export interface ContractEntry<Value> {
	value: Value;
	basis: 'documented' | 'assumed';
	/** The credential field, or the node parameter, that overrides the value. */
	override?: string;
}

const documented = <Value>(value: Value, override?: string): ContractEntry<Value> => ({
	value,
	basis: 'documented',
	override,
});
const assumed = <Value>(value: Value, override?: string): ContractEntry<Value> => ({
	value,
	basis: 'assumed',
	override,
});

export const contract = {
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
	accessTokenNames: assumed(['accessToken', 'access_token', 'token', 'bearerToken']),
	expiredTokenStatus: assumed(401),

	eventTypeField: assumed('eventType', 'eventTypeField'),
	notificationUrlField: assumed('notificationUrl', 'notificationUrlField'),
	invoiceIssued: assumed('InvoiceIssued', 'customEventTypes'),
	idNames: assumed(['id', 'subscriptionId', 'guid', 'subscriptionGuid', 'uuid']),
	createdLocation: assumed('Location'),

	listMethod: assumed('GET'),
	listWrappers: assumed(['value', 'items', 'data', 'subscriptions', 'results']),
	nextPageNames: assumed(['nextLink', '@odata.nextLink', 'next', 'nextPage']),
	nextPageHeader: assumed('Link'),
	// The name in the answer, and the query argument that takes it back.
	continuations: assumed([
		'continuationToken=continuationToken',
		'nextPageToken=pageToken',
		'nextCursor=cursor',
		'cursor=cursor',
	]),
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

const asText = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/**
 * Parses what a user typed into a JSON field.
 * @param value the field's content: JSON text or, from an expression, an object already
 * @returns the object; an empty one for an empty field
 * @throws Error, with a message for the user, when it is not a JSON object
 */
export function parseJsonObject(value: unknown, fieldName: string): Record<string, unknown> {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
		return {};
	}
	try {
		const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
		if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
			return parsed as Record<string, unknown>;
		}
	} catch {
		// No JSON: told like JSON of another kind.
	}
	throw new Error(`"${fieldName}" is not a JSON object. Write it like {"name": "value"}.`);
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
	const detail = (fact: ContractEntry<string>, name: string): string =>
		asText(overridden(name)) || fact.value;

	const baseUrl = asText(fields.baseUrl).replace(/\/+$/, '');
	if (!isSecure(baseUrl)) {
		throw new Error(
			`The Base URL in the MyD3 API credential must be an https address, such as ${contract.baseUrl.value}.`,
		);
	}
	const address = (fact: ContractEntry<string>, name: string, label: string): string => {
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
		tokenUrl: address(contract.tokenPath, 'tokenPath', 'Token Path'),
		tokenMethod: detail(contract.tokenMethod, 'tokenMethod'),
		apiKeyLocation: detail(contract.apiKeyLocation, 'apiKeyLocation'),
		apiKeyName: detail(contract.apiKeyName, 'apiKeyName'),
		tokenParameters: parseJsonObject(overridden('tokenParameters'), 'Token Parameters'),
		subscriptionUrl: address(
			contract.subscriptionPath,
			'subscriptionPath',
			'Subscription Path',
		).replace(/\/+$/, ''),
		eventTypeField: detail(contract.eventTypeField, 'eventTypeField'),
		notificationUrlField: detail(contract.notificationUrlField, 'notificationUrlField'),
	};
}
