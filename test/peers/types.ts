/** A real subscription API as data: what its vendor documents, and nothing of ours. One JSON file each in apis/. */
export interface PeerApi {
	name: string;
	/** Where the vendor, or somebody who read the vendor's pages, says so. */
	source: string;
	notes?: string;
	/** The hosts that the vendor's pages show; in a test all of them are the mock. */
	origins: string[];
	/** Two event types that the vendor has. Others are refused. */
	eventTypes: [string, string];
	/**
	 * How requests are authenticated: `exchange` (token, then Bearer), `basicForm` (the same, the token request with
	 * Basic), `static` and `user` (a given token as Bearer), `basic` (key and secret), `basicToken` (Basic and
	 * the key as it is), `basicPassword` (any user name), `header:NAME`, `query:NAME`, `klaviyo`, `zoho`;
	 * `authorization:TEXT`, `basic64:TEXT` (encoded), `headers:A=TEXT&B=TEXT`, `queries:A=TEXT&B=TEXT` with {apiKey} and {apiSecret}.
	 */
	auth: string;
	token?: TokenExchange;
	/** Names of headers without which the vendor refuses; not for the token. */
	everyCallHeaders?: string[];
	/** The media type of Create's body where it is not application/json. */
	createContentType?: string;
	handshake?: HandshakeKind;
	/** Subscriptions end by themselves. */
	expires?: boolean;
	/** A subscription is named by its event type: there is one for each. */
	idIsEvent?: boolean;
	/** Subscriptions have no id: they are deleted by URL and event type. */
	noId?: boolean;
	/** The notification URL is set by a request of its own. */
	twoStep?: boolean;
	/** `guid`, `GUID` (capitals), `num` (digits as text), `number`, `webh` (`webh-` and a GUID); otherwise a short text. */
	ids?: 'guid' | 'GUID' | 'num' | 'number' | 'big' | 'webh';
	/** The form of an id, with {hex}, {num} and {guid}. */
	idForm?: string;
	/** Knows no event types: there is one subscription for all. */
	noEventTypes?: boolean;
	/** Top-level properties that Create accepts with any text. */
	freeText?: string[];
	/** With what status an expired token is refused; 401 unless told. */
	expiredStatus?: number;
	create: {
		method: string;
		path: string;
		bodyKind?: 'json' | 'form';
		body: Json;
		status: number;
		answer: Json;
		/** Headers of the answer. */
		answerHeaders?: Record<string, string>;
		/** Headers without which it is refused. */
		headers?: string[];
		/** Of GraphQL: the field that the query has. All three requests go to one address then. */
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
		/** The status, without body, of a list that is empty. */
		emptyStatus?: number;
	};
	delete: {
		method: string;
		path: string;
		body?: Json;
		bodyKind?: 'json' | 'form';
		operation?: string;
		status: number;
		answer?: Json;
		headers?: string[];
		/** It is only switched off, and listed on: {enabled} in its item. */
		disables?: boolean;
	};
}

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** How an access token is obtained. */
export interface TokenExchange {
	method: string;
	path: string;
	headers: Record<string, string>;
	bodyKind: 'json' | 'form' | 'query';
	template: Json;
	answer: Json;
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
	| 'putBack';

/** How a list comes in pages of `size`. `param` is the query argument, `at` the dot path of what leads on. */
export type Paging =
	/** `header` is what the names of the headers with the counts begin with. */
	| { kind: 'counted'; param: string; size: number; start: number; header?: string }
	| { kind: 'offset'; param: string; size: number }
	| { kind: 'token'; param: string; at: string; size: number }
	| { kind: 'nextIn'; at: string; size: number }
	| { kind: 'link' | 'linkHref' | 'link2' | 'relation'; size: number }
	/** The id of the last item leads on; the answer says only that there is more. */
	| { kind: 'afterId'; param: string; at: string; size: number };

/** What a user enters in the credential, as the vendor's page shows it. */
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
	/** With the package's own exchange: what differs from `documented`. Token Request stays as it is prefilled. */
	ownExchange?: Partial<Omit<RequestTexts, 'tokenRequest'>>;
}

/** The data of one API, as its JSON file has it. */
export const peerApi = (data: object): PeerApi => data as PeerApi;
