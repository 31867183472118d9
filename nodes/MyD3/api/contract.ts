/**
 * What this package knows and what it assumes about MyD3's API: the wire facts that users may need to know.
 * docs/contract.md is the version for users, and test/api/contract.test.ts keeps the two in step.
 *
 * "page" is the vendor's "Webhooks" page (developers.myd3.data3.com/webhooks), read in 2026.
 */

/** A wire fact: documented by the vendor, or assumed. */
export interface ContractEntry<Value> {
	value: Value;
	basis: 'documented' | 'assumed';
}

const documented = <Value>(value: Value): ContractEntry<Value> => ({ value, basis: 'documented' });
const assumed = <Value>(value: Value): ContractEntry<Value> => ({ value, basis: 'assumed' });

export const contract = {
	// page: "POST https://api.myd3.data3.com/subscription/v1/subscription"
	baseUrl: documented('https://api.myd3.data3.com'),
	createLine: documented('POST /subscription/v1/subscription'),
	// page: "an Authorization header that is populated with a valid accessToken prefixed with “Bearer”"
	authorizationHeader: documented('Authorization'),
	authorizationScheme: documented('Bearer'),
	// page: "secured with TLS1.2 at minimum. Unsecured HTTP is not supported"
	notificationScheme: documented('https:'),

	// The page says "an APIKey that can be included as a query argument", not what the argument is called.
	keyArgument: assumed('apiKey'),
	tokenRequest: assumed('POST /identity/v1/token\n\n{"apiKey": "{apiKey}"}'),
	createBody: assumed('{"eventType": "{eventType}", "notificationUrl": "{notificationUrl}"}'),
	listRequest: assumed('GET /subscription/v1/subscription'),
	deleteRequest: assumed('DELETE /subscription/v1/subscription/{id}'),
	invoiceIssued: assumed('InvoiceIssued'),

	accessTokenNames: assumed([
		'accessToken',
		'access_token',
		'token',
		'bearerToken',
		'jwt',
		'jwtToken',
		'idToken',
		'authToken',
		'authenticationToken',
		'sessionToken',
		'apiToken',
		'securityToken',
		'access',
	]),
	// Spring and OpenStack put it in a header; the names above with "X-" in front count, too: X-Auth-Token.
	accessTokenHeaders: assumed(['Authorization', 'X-Subject-Token']),
	expiredTokenStatus: assumed(401),
	// Some servers also answer 403 when a token has expired.
	otherExpiredTokenStatus: assumed(403),
	// ArcGIS answers it as a status, or as the code in a response with status 200: {"error": {"code": 498}}
	invalidTokenStatus: assumed(498),

	idNames: assumed(['id', 'guid', 'uuid', 'uid', 'gid', 'sid', 'sysId', 'identifier']),
	// Words that precede one of idNames (webhookId, SubscriptionGuid), or stand alone.
	subscriptionWords: assumed([
		'subscription',
		'webhook',
		'hook',
		'callback',
		'channel',
		'connect',
		'notification',
		'registration',
		'listener',
		'watch',
		'endpoint',
		'item',
	]),
	// Objects in a response that are not the subscription, so their ids are not its id.
	otherObjects: assumed([
		'owner',
		'account',
		'user',
		'customer',
		'tenant',
		'organization',
		'organisation',
		'company',
		'client',
		'creator',
		'createdBy',
		'updatedBy',
		'modifiedBy',
		'app',
		'application',
		'project',
		'scope',
		'workspace',
		'error',
		'errors',
	]),
	// Words in the names of ids of other things: correlationId, idempotency_key, clientState.
	otherIdWords: assumed([
		'request',
		'correlation',
		'trace',
		'operation',
		'transaction',
		'activity',
		'session',
		'idempotency',
		'state',
		'secret',
		'signing',
		'signature',
		'verification',
		'encryption',
		'hmac',
		'token',
		'etag',
		'version',
	]),
	ownAddressNames: assumed(['self', 'href', '@odata.id', 'uri', 'url', 'location', 'resourceUri']),
	createdLocation: assumed('Location'),
	deletedNames: assumed(['deleted', 'isDeleted', 'deletedAt', 'deletedOn', 'deletedDate']),
	deletedStates: assumed(['deleted', 'removed']),

	// Used only for Delete Requests with {eventType}, if Create Request does not show which property holds the event type.
	eventTypeNames: assumed(['eventType', 'event', 'eventName', 'topic']),
	listNames: assumed(['subscriptions', 'webhooks', 'value', 'items', 'data', 'results']),
	nextPageNames: assumed([
		'nextLink',
		'@odata.nextLink',
		'next',
		'nextPage',
		'nextUrl',
		'nextPageUrl',
		'nextHref',
		'nextPageLink',
		'nextPageUri',
		'nextUri',
	]),
	nextPageHeader: assumed('Link'),
	// The property in the response, and the query arguments that may take its value, tried in turn.
	continuations: assumed([
		'continuationToken=continuationToken',
		'continuation=continuation',
		'nextPageToken=pageToken',
		'nextCursor=cursor=startCursor=after',
		'cursor=cursor',
		'afterCursor=afterCursor=after',
		// GoCardless, WorkOS: {"cursors": {"after": "…"}}
		'after=after',
		'startingAfter=startingAfter',
		// Relay's connections, over REST.
		'endCursor=after',
		'nextOffset=offset',
		'nextMarker=marker',
		'nextToken=nextToken',
		'nextPaginationToken=paginationToken',
		'nextPageCursor=nextPageCursor',
		// Svix: {"iterator": "ep_1", "done": false}
		'iterator=iterator',
		// Kubernetes: {"metadata": {"continue": "…"}}
		'continue=continue',
		'bookmark=bookmark',
		'nextPage=page',
		'next=page=offset=from=cursor',
	]),
	// Query arguments that take the id of a page's last subscription (Stripe). Used if the response only says that there is a
	// next page.
	lastIdArguments: assumed(['starting_after', 'after']),
	morePagesNames: assumed([
		'hasMore',
		'hasNext',
		'hasNextPage',
		'hasMoreItems',
		'moreRecords',
		'more',
		'moreResults',
		'isMore',
		'isTruncated',
	]),
	lastPageNames: assumed(['isLast', 'isLastPage', 'last', 'done']),
	totalNames: assumed([
		'total',
		'totalCount',
		'totalRecords',
		'totalItems',
		'totalResults',
		'totalElements',
		'fullResultSize',
		'totalSize',
		'totalMatches',
		'recordCount',
		'@odata.count',
	]),
	// Counts either all subscriptions or those on the page.
	totalOrPageCountNames: assumed(['count']),
	// The current page's position, counted in pages or in subscriptions.
	pageNumberNames: assumed(['page', 'pageNumber', 'currentPage', 'current']),
	offsetNames: assumed(['offset', 'skip', 'startAt', 'startIndex']),
	pageCountNames: assumed(['pages', 'totalPages', 'pageCount', 'lastPage', 'numPages']),
	alreadyDeletedStatuses: assumed([404, 410]),
};

/**
 * How senders verify a notification URL. MyD3's page does not mention it; others do this:
 * - validationToken: Microsoft Graph, learn.microsoft.com/graph/change-notifications-delivery-webhooks
 * - challenge: Dropbox, www.dropbox.com/developers/reference/webhooks
 * - hub.challenge: WebSub, www.w3.org/TR/websub, "Subscriber Response to Verification"
 * - X-Hook-Secret: Asana, developers.asana.com/docs/webhooks-guide
 * - X-AdobeSign-ClientId: Adobe Acrobat Sign, which also expects it in the response to every event
 * - Validation-Token: RingCentral, developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks
 * - verification: Fatture in Cloud, developers.fattureincloud.it/docs/webhooks/subscriptions, in a header or the query; Okta,
 *   developer.okta.com/docs/concepts/event-hooks
 * - challenge in a JSON body: monday.com, developer.monday.com/api-reference/reference/webhooks; Slack, with a type
 * - challenge next to a pending subscription: Twitch, dev.twitch.tv/docs/eventsub/handling-webhook-events
 * - echo: ASP.NET WebHooks, github.com/aspnet/AspNetWebHooks, WebHookManager.cs. Not answered, because the check replaces
 *   the query, and with it the key; users add "&NoEcho=1" instead.
 * - validationEvent: Azure Event Grid, learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema
 */
export const handshakes = {
	/** Query arguments whose value becomes the body of the response, as text/plain. */
	echoedArguments: assumed(['validationToken', 'challenge', 'hub.challenge']),
	/** Headers that the response repeats. */
	echoedHeaders: assumed(['X-Hook-Secret', 'X-AdobeSign-ClientId', 'Validation-Token']),
	/** Headers or query arguments whose value becomes `{"verification": "…"}`. */
	verified: assumed(['x-fic-verification-challenge', 'X-Okta-Verification-Challenge']),
	/** A body with this property, and either nothing else or this type, merely verifies the URL. The response is
	 * `{"challenge": "…"}`. */
	challenge: assumed({ property: 'challenge', type: 'url_verification' }),
	/** The status of the subscription in a body whose challenge becomes the body of the response, as text/plain. */
	pendingStatus: assumed('webhook_callback_verification_pending'),
	/** The type of an event that only verifies the URL. The response is `{"validationResponse": data.validationCode}`. */
	validationEvent: assumed('Microsoft.EventGrid.SubscriptionValidationEvent'),
};

/** How long MyD3 may take to answer a request, in ms. */
export const TIMEOUT_MS = 10_000;

/** The defaults of the credential's four requests. docs/contract.md explains their form. */
export const defaultRequests = {
	tokenRequest: contract.tokenRequest.value,
	createRequest: `${contract.createLine.value}\n\n${contract.createBody.value}`,
	listRequest: contract.listRequest.value,
	deleteRequest: contract.deleteRequest.value,
};
