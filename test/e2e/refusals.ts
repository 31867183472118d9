/** A request that the credential refuses before it sends anything. */
export interface Refusal {
	/** What is wrong with it, for the test's title. */
	what: string;
	/** The internal name of the credential's field. */
	field: 'tokenRequest' | 'createRequest' | 'listRequest' | 'deleteRequest';
	/** The user's input. */
	text: string;
	/** The whole message that n8n shows. */
	message: string;
}

/**
 * Common mistakes in the four requests.
 *
 * @param apiKey the credential's API Key, which must not be written out
 * @param host of the Base URL
 */
export const refusals = (apiKey: string, host: string): Refusal[] => [
	{
		what: 'a body without a request line',
		field: 'tokenRequest',
		text: '{"apiKey": "{apiKey}"}',
		message:
			'Token Request does not begin with a request. Write the method and address on the first line, such as POST /identity/v1/token. You can also paste a cURL command.',
	},
	{
		what: 'a Postman variable',
		field: 'tokenRequest',
		text: 'POST /identity/v1/token\n\n{"apiKey": "{{apiKey}}"}',
		message:
			'Token Request has {{apiKey}}, a Postman variable. Replace it with its value, or with one of these in single braces: {apiKey}, {apiSecret}.',
	},
	{
		what: 'a cURL command with the real key',
		field: 'tokenRequest',
		text: `curl --location 'https://${host}/identity/v1/token' \\
--header 'Content-Type: application/json' \\
--data '{"apiKey": "${apiKey}"}'`,
		message:
			'Token Request contains the value of "API Key" or "API Secret". Replace it with {apiKey} or {apiSecret}, which n8n fills in from fields that it keeps hidden.',
	},
	{
		what: 'a cURL command with a real token',
		field: 'listRequest',
		text: `curl --location 'https://${host}/subscription/v1/subscription' \\
--header 'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl'`,
		message:
			'List Request contains a key, token or password in the header "Authorization" (in a cURL command, this may be -u). Replace it with {accessToken} or {apiKey}, or with {apiSecret} for a second key: n8n fills these in from fields that it keeps hidden.',
	},
	{
		what: 'JSON with an extra comma',
		field: 'createRequest',
		text: `POST /subscription/v1/subscription

{
  "eventType": "{eventType}",
  "notificationUrl": "{notificationUrl}",
}`,
		message:
			'Create Request has a body that is not JSON: its line 3 has an extra comma before a closing bracket. Remove the comma.',
	},
	{
		what: 'an address without TLS',
		field: 'listRequest',
		text: 'GET http://api.myd3.data3.com/subscription/v1/subscription',
		message:
			'List Request goes to an address that is not https: keys would travel unencrypted. Start the address with https://.',
	},
	{
		what: 'another host in Create Request',
		field: 'createRequest',
		text: 'POST https://hooks.example.com/subscription\n\n{"url": "{notificationUrl}"}',
		message: `Create Request goes to hooks.example.com, but the Base URL in the MyD3 API credential is on ${host}, and the access token may be sent only to that host. Write only the path, or correct the Base URL.`,
	},
	{
		what: 'an unknown placeholder',
		field: 'createRequest',
		text: 'POST /tenants/{tenantId}/subscription\n\n{"url": "{notificationUrl}"}',
		message:
			'Create Request has {tenantId}, which is not one of its placeholders. Write the value itself, or one of {notificationUrl}, {eventType}, {uuid}, {accessToken}, {apiKey}, {apiSecret}.',
	},
	{
		what: 'no {id} in Delete Request',
		field: 'deleteRequest',
		text: 'DELETE /subscription/v1/subscription',
		message: "Delete Request has no {id}. Write it where MyD3 expects the subscription's ID.",
	},
	{
		what: 'a GET with a body',
		field: 'listRequest',
		text: 'GET /subscription/v1/subscription\n\n{"top": 100}',
		message:
			"List Request has a body, which n8n cannot send with GET. Use the method in MyD3's documentation, or remove the body.",
	},
];
