/** A real subscription API as data: what its vendor documents, and nothing of ours. One JSON file each in apis/. */
export interface PeerApi {
	name: string;
	/** Where the vendor, or a reader of the vendor's pages, says so. */
	source: string;
	notes?: string;
	/** The hosts on the vendor's pages; in a test all of them are the mock. */
	origins: string[];
	/** Two of the vendor's event types; it refuses others. */
	eventTypes: [string, string];
	/**
	 * How requests are authenticated: `exchange` (token, then Bearer), `basicForm` (the same, the token request with
	 * Basic), `static` and `user` (a given token as Bearer), `basic` (key and secret), `basicToken` (Basic and
	 * the key as it is), `basicPassword` (any user name), `header:NAME`, `query:NAME`, `klaviyo`, `zoho`;
	 * `authorization:TEXT`, `basic64:TEXT` (encoded), `headers:A=TEXT&B=TEXT`, `queries:A=TEXT&B=TEXT` with {apiKey} and {apiSecret}.
	 */
	auth: string;
	token?: TokenExchange;
	/** Names of headers that the vendor requires, except for the token. */
	requiredHeaders?: string[];
	/** The media type of Create's body, if not application/json. */
	createContentType?: string;
	handshake?: HandshakeKind;
	/** Subscriptions expire. */
	expires?: boolean;
	/** Subscriptions are named by event type: one for each. */
	idIsEvent?: boolean;
	/** Subscriptions have no id: they are deleted by URL and event type. */
	noId?: boolean;
	/** A separate request sets the notification URL. */
	twoStep?: boolean;
	/** `guid`, `GUID` (capitals), `num` (digits as text), `number`, `big` (a number with more digits than JavaScript keeps), `webh` (`webh-` and a GUID); otherwise a short text. */
	ids?: 'guid' | 'GUID' | 'num' | 'number' | 'big' | 'webh';
	/** The form of an id, with {hex}, {num} and {guid}. */
	idForm?: string;
	/** Has no event types: one subscription serves all. */
	noEventTypes?: boolean;
	/** Top-level properties that Create accepts with any text. */
	freeText?: string[];
	/** The status for an expired token; default 401. */
	expiredStatus?: number;
	create: {
		method: string;
		path: string;
		bodyKind?: 'json' | 'form';
		body: Json;
		status: number;
		response: Json;
		/** Response headers. */
		responseHeaders?: Record<string, string>;
		/** Required request headers. */
		headers?: string[];
		/** GraphQL: the field of the query. All three requests then have one address. */
		operation?: string;
	};
	list: {
		method: string;
		path: string;
		body?: Json;
		operation?: string;
		item: Json;
		/** With {items}, or {itemsById} for a map. */
		wrap: Json;
		paging?: Paging;
		/** The status, without a body, of an empty list. */
		emptyStatus?: number;
	};
	delete: {
		method: string;
		path: string;
		body?: Json;
		bodyKind?: 'json' | 'form';
		operation?: string;
		status: number;
		response?: Json;
		headers?: string[];
		/** Delete only switches it off, and the list still has it: {enabled} in its item. */
		disables?: boolean;
	};
}

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** How to obtain an access token. */
export interface TokenExchange {
	method: string;
	path: string;
	headers: Record<string, string>;
	bodyKind: 'json' | 'form' | 'query';
	template: Json;
	response: Json;
}

export type HandshakeKind =
	| 'echoQuery'
	| 'eventGrid'
	| 'headerEcho'
	| 'post'
	| 'get'
	| 'head'
	| 'getHeaderEcho'
	| 'tokenHeader'
	| 'echoBody'
	| 'echoGet'
	| 'echoUnlessNoEcho'
	| 'verification'
	| 'pending'
	| 'putBack';

/** A list in pages of `size`. `param` is the query argument, `at` the dot path of the pointer to the next page. */
export type Paging =
	/** `header` is the prefix of the headers with the counts. */
	| { kind: 'counted'; param: string; size: number; start: number; header?: string }
	| { kind: 'offset'; param: string; size: number }
	| { kind: 'token'; param: string; at: string; size: number }
	| { kind: 'nextIn'; at: string; size: number }
	| { kind: 'link' | 'linkHref' | 'link2' | 'relation'; size: number }
	/** The id of the last item is the pointer; the response says only that there is more. */
	| { kind: 'afterId'; param: string; at: string; size: number };

/** What a user enters in the credential, according to the vendor's page. */
export interface RequestTexts {
	tokenRequest?: string;
	createRequest: string;
	listRequest: string;
	deleteRequest: string;
	accessTokenProperty?: string;
	subscriptionIdProperty?: string;
}

/** An API and what a user enters for it. */
export interface Peer {
	api: PeerApi;
	/** With the authentication that the vendor documents. */
	documented: RequestTexts & { tokenRequest: string };
	/** With the package's own exchange: how it differs from `documented`. Token Request stays prefilled. */
	ownExchange?: Partial<Omit<RequestTexts, 'tokenRequest'>>;
}

/** The data of one API, as in its JSON file. */
export const peerApi = (data: object): PeerApi => data as PeerApi;
