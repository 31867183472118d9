import { parseRequest, type RequestField } from '../../nodes/MyD3/api/requestTemplate';

interface Refused {
	what: string;
	field: RequestField;
	text: string;
	/** The whole message: users see nothing else. */
	sentence: string;
}

const REFUSED: Refused[] = [
	{
		what: 'an empty field',
		field: 'Create Request',
		text: '',
		sentence:
			'Create Request is empty. Write the method and address on the first line, such as POST /subscription/v1/subscription.',
	},
	{
		what: 'a body without a request line',
		field: 'Create Request',
		text: '{"url": "{notificationUrl}"}',
		sentence:
			'Create Request does not begin with a request. Write the method and address on the first line, such as POST /subscription/v1/subscription. You can also paste a cURL command.',
	},
	{
		what: 'an address without a method',
		field: 'List Request',
		text: 'https://api.myd3.data3.com/hooks',
		sentence:
			'List Request does not begin with a request. Write the method and address on the first line, such as GET /subscription/v1/subscription. You can also paste a cURL command.',
	},
	{
		what: 'a path without a method',
		field: 'Delete Request',
		text: '/hooks/{id}',
		sentence:
			'Delete Request does not begin with a request. Write the method and address on the first line, such as DELETE /subscription/v1/subscription/{id}. You can also paste a cURL command.',
	},
	{
		what: 'a method without an address',
		field: 'Create Request',
		text: 'POST HTTP/1.1',
		sentence:
			'Create Request has no address after POST. Write the method and address on the first line, such as POST /subscription/v1/subscription.',
	},
	{
		what: 'prose',
		field: 'Create Request',
		text: 'Send a request to the endpoint',
		sentence:
			'Create Request does not begin with a request. Write the method and address on the first line, such as POST /subscription/v1/subscription. You can also paste a cURL command.',
	},
	{
		what: 'a command that is not cURL',
		field: 'Create Request',
		text: 'Invoke-RestMethod -Uri https://api.myd3.data3.com/hooks',
		sentence:
			'Create Request does not begin with a request. Write the method and address on the first line, such as POST /subscription/v1/subscription. You can also paste a cURL command.',
	},
	{
		what: 'a method that n8n cannot send',
		field: 'List Request',
		text: 'HEAD /hooks',
		sentence:
			'List Request has a method that this package does not support. Use GET, POST, PUT, PATCH or DELETE.',
	},
	{
		what: 'a method that n8n cannot send, in a cURL command',
		field: 'List Request',
		text: 'curl -I https://api.myd3.data3.com/hooks',
		sentence:
			'List Request has a method that this package does not support. Use GET, POST, PUT, PATCH or DELETE.',
	},
	{
		what: 'a GET with a body',
		field: 'Create Request',
		text: `GET /hooks

{"url": "{notificationUrl}"}`,
		sentence:
			"Create Request has a body, which n8n cannot send with GET. Use the method in MyD3's documentation, or remove the body.",
	},
	{
		what: 'a GET with a form',
		field: 'List Request',
		text: 'curl https://api.myd3.data3.com/hooks -d "resource_name=sale" -X GET',
		sentence:
			"List Request has a body, which n8n cannot send with GET. Use the method in MyD3's documentation, or write the body after the address: ?name=value.",
	},
	{
		what: 'a line that is not a header',
		field: 'Create Request',
		text: `POST /hooks
Accept: */*
url=1

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request has a line that is not a header (line 3). Write headers like "Name: value", and a blank line before the body.',
	},
	{
		what: 'a line that is not a header, after blank lines',
		field: 'Create Request',
		text: '\r\n \nPOST /hooks\nurl=1',
		sentence:
			'Create Request has a line that is not a header (line 4). Write headers like "Name: value", and a blank line before the body.',
	},
	{
		what: 'an invalid header name',
		field: 'Create Request',
		text: `POST /hooks
My Header: 1

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request has a header name with a placeholder, a space or another character that is not allowed. Write headers like "Name: value", and a blank line before the body.',
	},
	{
		what: 'a placeholder in a header name',
		field: 'Create Request',
		text: `POST /hooks
X-{eventType}: 1

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request has a header name with a placeholder, a space or another character that is not allowed. Write headers like "Name: value", and a blank line before the body.',
	},
	{
		what: 'a header without a value',
		field: 'Create Request',
		text: `POST /hooks
X-Tenant:

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request has the header X-Tenant without a value. Write one, or remove the header.',
	},
	{
		what: 'a repeated header',
		field: 'Create Request',
		text: `POST /hooks
Accept: a
accept: b

{"url": "{notificationUrl}"}`,
		sentence: 'Create Request has the header accept twice. Remove one of them.',
	},
	{
		what: 'a header that cannot be sent',
		field: 'Create Request',
		text: `POST /hooks
X-Tenant: Zoë’s

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request has the header X-Tenant with a line break or another character that is not allowed there. Copy the value again without it.',
	},
	{
		what: "Postman's variable for our placeholder",
		field: 'Token Request',
		text: `POST /token

{"apiKey": "{{apiKey}}"}`,
		sentence:
			'Token Request has {{apiKey}}, a Postman variable. Replace it with its value, or with one of these in single braces: {apiKey}, {apiSecret}.',
	},
	{
		what: "Postman's variable by another name",
		field: 'Token Request',
		text: `POST /token

{"apiKey": "{{client_secret}}"}`,
		sentence:
			'Token Request has {{client_secret}}, a Postman variable. Replace it with its value, or with one of these in single braces: {apiKey}, {apiSecret}.',
	},
	{
		what: "Postman's variable for the host",
		field: 'Create Request',
		text: `POST {{baseUrl}}/hooks

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request has {{baseUrl}}, a Postman variable. Delete it and start with the path: n8n adds the Base URL.',
	},
	{
		what: "Postman's variable for something else",
		field: 'Create Request',
		text: `POST /tenants/{{tenant}}/hooks

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request has {{tenant}}, a Postman variable. Replace it with its value, or with one of these in single braces: {notificationUrl}, {eventType}, {uuid}, {accessToken}, {apiKey}, {apiSecret}.',
	},
	{
		what: 'a variable that only MyD3 knows',
		field: 'Create Request',
		text: `POST /hooks

{"url": "{notificationUrl}", "template": "\${account-code}"}`,
		sentence:
			'Create Request has ${account-code}, a variable. Replace it with its value, or with one of {notificationUrl}, {eventType}, {uuid}, {accessToken}, {apiKey}, {apiSecret}. If MyD3 itself fills it in, write $\\u007baccount-code} in the JSON body.',
	},
	{
		what: 'a shell variable',
		field: 'List Request',
		text: 'curl -H "X-Tenant: $TENANT" https://api.myd3.data3.com/hooks',
		sentence: 'List Request has $TENANT in the header "X-Tenant". Replace it with its value.',
	},
	{
		what: 'a placeholder in another spelling',
		field: 'Token Request',
		text: `POST /token

{"apiKey": "{ApiKey}"}`,
		sentence:
			'Token Request has {ApiKey}, which is not one of its placeholders. Write the value itself, or one of {apiKey}, {apiSecret}.',
	},
	{
		what: "a placeholder by the vendor's name",
		field: 'Create Request',
		text: `POST /hooks

{"url": "{callback_url}"}`,
		sentence:
			'Create Request has {callback_url}, which is not one of its placeholders. Write the value itself, or one of {notificationUrl}, {eventType}, {uuid}, {accessToken}, {apiKey}, {apiSecret}.',
	},
	{
		what: 'an unknown placeholder',
		field: 'Create Request',
		text: `POST /tenants/{tenantId}/hooks

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request has {tenantId}, which is not one of its placeholders. Write the value itself, or one of {notificationUrl}, {eventType}, {uuid}, {accessToken}, {apiKey}, {apiSecret}.',
	},
	{
		what: "a path in the vendor's form",
		field: 'Create Request',
		text: `POST /tenants/:tenant_id/hooks

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request has :tenant_id, which is not one of its placeholders. Write the value itself, or one of {notificationUrl}, {eventType}, {uuid}, {accessToken}, {apiKey}, {apiSecret}.',
	},
	{
		what: 'a placeholder of another field',
		field: 'List Request',
		text: 'GET /hooks/{uuid}',
		sentence:
			'List Request has {uuid}, which is not one of its placeholders. Write the value itself, or one of {page}, {page0}, {offset}, {accessToken}, {apiKey}, {apiSecret}.',
	},
	{
		what: 'an unknown placeholder besides the id',
		field: 'Delete Request',
		text: 'DELETE /tenants/{tenantId}/hooks/{id}',
		sentence: `Delete Request has {tenantId}, which is not one of its placeholders. Write the value itself, or one of {id}, {eventType}, {accessToken}, {apiKey}, {apiSecret}.`,
	},
	{
		what: 'two placeholders, one of them "{id}"',
		field: 'Delete Request',
		text: 'DELETE /projects/{id}/hooks/{hook_id}',
		sentence: `Delete Request has {hook_id}, which is not one of its placeholders. Write the value itself, or one of {id}, {eventType}, {accessToken}, {apiKey}, {apiSecret}.`,
	},
	{
		what: "a vendor's word for the whole path",
		field: 'List Request',
		text: 'GET YOUR_PATH',
		sentence: 'List Request has YOUR_PATH in its address. Replace it with its value.',
	},
	{
		what: 'a path that begins with ".."',
		field: 'List Request',
		text: 'GET ../hooks',
		sentence: 'List Request has "." or ".." in its path. Remove it, or copy the address again.',
	},
	{
		what: 'a scheme without a host',
		field: 'List Request',
		text: 'GET http:hooks',
		sentence:
			'List Request has an address that cannot be read. Write it like https://api.myd3.data3.com/path.',
	},
	{
		what: 'a host and port without a scheme',
		field: 'List Request',
		text: 'GET api.example.com:8443/hooks',
		sentence: 'List Request has an address that begins with a host. Write https:// before it.',
	},
	{
		what: 'two placeholders, one of them ":id"',
		field: 'Delete Request',
		text: 'DELETE /tenants/:id/hooks/:hook_id',
		sentence: `Delete Request has :id, which is not one of its placeholders. Write the value itself, or one of {id}, {eventType}, {accessToken}, {apiKey}, {apiSecret}.`,
	},
	{
		what: 'a missing {notificationUrl}',
		field: 'Create Request',
		text: `POST /hooks

{"event": "{eventType}"}`,
		sentence:
			'Create Request has no {notificationUrl}. Write it where MyD3 expects the notification URL.',
	},
	{
		what: 'a missing {id}',
		field: 'Delete Request',
		text: 'DELETE /hooks',
		sentence: `Delete Request has no {id}. Write it where MyD3 expects the subscription's ID.`,
	},
	{
		what: 'a missing {apiKey}',
		field: 'Token Request',
		text: `POST /token

{"key": "{apiSecret}"}`,
		sentence: 'Token Request has no {apiKey}. Write it where MyD3 expects the API Key.',
	},
	{
		what: 'an address that is not https',
		field: 'Create Request',
		text: `POST http://api.myd3.data3.com/hooks

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request goes to an address that is not https: keys would travel unencrypted. Start the address with https://.',
	},
	{
		what: 'another scheme',
		field: 'Create Request',
		text: `POST ftp://api.myd3.data3.com/hooks

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request goes to an address that is not https: keys would travel unencrypted. Start the address with https://.',
	},
	{
		what: 'another host',
		field: 'Create Request',
		text: `POST https://evil.example/hooks

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request goes to evil.example, but the Base URL in the MyD3 API credential is on api.myd3.data3.com, and the access token may be sent only to that host. Write only the path, or correct the Base URL.',
	},
	{
		what: 'another port',
		field: 'Delete Request',
		text: 'DELETE https://api.myd3.data3.com:8443/hooks/{id}',
		sentence:
			'Delete Request goes to api.myd3.data3.com:8443, but the Base URL in the MyD3 API credential is on api.myd3.data3.com, and the access token may be sent only to that host. Write only the path, or correct the Base URL.',
	},
	{
		what: 'a host without a scheme',
		field: 'List Request',
		text: 'GET api.myd3.data3.com/hooks',
		sentence: 'List Request has an address that begins with a host. Write https:// before it.',
	},
	{
		what: 'a placeholder in the host',
		field: 'List Request',
		text: 'GET https://{apiKey}.example.com/hooks',
		sentence:
			'List Request has a placeholder or a user name in the host of its address. Write only the host there, and put the keys in a header, such as Authorization: Basic {apiKey}:{apiSecret}.',
	},
	...['{your-domain}', '<your-domain>'].map((blank) => ({
		what: `${blank} in the host`,
		field: 'List Request' as const,
		text: `GET https://${blank}.example.com/hooks`,
		sentence: `List Request has ${blank} in its address. Replace it with its value.`,
	})),
	{
		what: 'a user name in the address',
		field: 'List Request',
		text: 'GET https://me:pass@api.myd3.data3.com/hooks',
		sentence:
			'List Request has a placeholder or a user name in the host of its address. Write only the host there, and put the keys in a header, such as Authorization: Basic {apiKey}:{apiSecret}.',
	},
	{
		what: 'an address without "//"',
		field: 'List Request',
		text: 'GET https:api.myd3.data3.com/hooks',
		sentence:
			'List Request has an address that cannot be read. Write it like https://api.myd3.data3.com/path.',
	},
	{
		what: 'an invalid address',
		field: 'List Request',
		text: 'GET https://[1/hooks',
		sentence:
			'List Request has an address that cannot be read. Write it like https://api.myd3.data3.com/path.',
	},
	{
		what: 'a path that begins with "//"',
		field: 'List Request',
		text: 'GET //evil.example/hooks',
		sentence:
			'List Request has "//" at the start of its address. Remove it, or copy the address again.',
	},
	{
		what: 'a backslash in the address',
		field: 'List Request',
		text: `GET /\\evil.example/hooks`,
		sentence: 'List Request has a backslash in its address. Remove it, or copy the address again.',
	},
	{
		what: 'a space in the address',
		field: 'List Request',
		text: 'GET /my hooks',
		sentence: 'List Request has a space in its address. Remove it, or copy the address again.',
	},
	{
		what: '".." in the path',
		field: 'List Request',
		text: 'GET /hooks/../admin',
		sentence: 'List Request has "." or ".." in its path. Remove it, or copy the address again.',
	},
	{
		what: '"%2e" in the path',
		field: 'List Request',
		text: 'GET /hooks/%2e',
		sentence: 'List Request has "." or ".." in its path. Remove it, or copy the address again.',
	},
	{
		what: 'a shell variable in the address',
		field: 'List Request',
		text: 'curl https://api.myd3.data3.com/accounts/$ACCOUNT_ID/hooks',
		sentence: 'List Request has $ACCOUNT_ID in its address. Replace it with its value.',
	},
	{
		what: 'a blank to fill in, in the address',
		field: 'List Request',
		text: 'GET /accounts/YOUR_ACCOUNT/hooks',
		sentence: 'List Request has YOUR_ACCOUNT in its address. Replace it with its value.',
	},
	{
		what: 'a key in the header Authorization',
		field: 'Create Request',
		text: `POST /hooks
Authorization: Bearer sk_live_4eC39HqLyjWDarjtT1zdp7dc

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request contains a key, token or password in the header "Authorization" (in a cURL command, this may be -u). Replace it with {accessToken} or {apiKey}, or with {apiSecret} for a second key: n8n fills these in from fields that it keeps hidden.',
	},
	{
		what: 'a key in another header',
		field: 'Token Request',
		text: `POST /token
X-API-Key: 4eC39HqLyjWDarjtT1zdp7dc

{"a": "{apiKey}"}`,
		sentence:
			'Token Request contains a key, token or password in the header "X-API-Key". Replace it with {apiKey}, or with {apiSecret} for a second key: n8n fills these in from fields that it keeps hidden.',
	},
	{
		what: 'a cookie',
		field: 'Create Request',
		text: `POST /hooks
Cookie: session=4eC39HqLyjWDarjt

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request contains a key, token or password in the header "Cookie". Replace it with {accessToken} or {apiKey}, or with {apiSecret} for a second key: n8n fills these in from fields that it keeps hidden.',
	},
	{
		what: 'a cookie from cURL',
		field: 'Create Request',
		text: `curl https://api.myd3.data3.com/hooks -b 'session=1' -d url={notificationUrl}`,
		sentence:
			'Create Request contains a key, token or password in the header "Cookie". Replace it with {accessToken} or {apiKey}, or with {apiSecret} for a second key: n8n fills these in from fields that it keeps hidden.',
	},
	{
		what: 'a key in -u',
		field: 'Create Request',
		text: 'curl https://api.myd3.data3.com/hooks -u sk_test_4eC39HqLyjWDarjtT1zdp7dc: -d url={notificationUrl}',
		sentence:
			'Create Request contains a key, token or password in the header "Authorization" (in a cURL command, this may be -u). Replace it with {accessToken} or {apiKey}, or with {apiSecret} for a second key: n8n fills these in from fields that it keeps hidden.',
	},
	{
		what: 'a key in the query',
		field: 'List Request',
		text: 'GET /hooks?api_key=4eC39HqLyjWDarjtT1zdp7dc',
		sentence:
			'List Request contains a key, token or password in the argument "api_key". Replace it with {accessToken} or {apiKey}, or with {apiSecret} for a second key: n8n fills these in from fields that it keeps hidden.',
	},
	{
		what: 'a key in a JSON body',
		field: 'Create Request',
		text: `POST /hooks

{"url": "{notificationUrl}", "auth": {"clientSecret": "4eC39HqLyjWDarjt"}}`,
		sentence:
			'Create Request contains a key, token or password in the property "clientSecret". Replace it with {accessToken} or {apiKey}, or with {apiSecret} for a second key: n8n fills these in from fields that it keeps hidden.',
	},
	{
		what: 'a key in a form',
		field: 'Token Request',
		text: `POST /token
Content-Type: application/x-www-form-urlencoded

client_id={apiKey}&client_secret=4eC39HqLyjWDarjt`,
		sentence:
			'Token Request contains a key, token or password in the argument "client_secret". Replace it with {apiKey}, or with {apiSecret} for a second key: n8n fills these in from fields that it keeps hidden.',
	},
	...['?a=the-api-key-itself', '\nHost: the-api-key-itself'].map((place) => ({
		what: `the API Key itself in "${place.trim()}", sent or not`,
		field: 'Create Request' as const,
		text: `POST /hooks${place}

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request contains the value of "API Key" or "API Secret". Replace it with {apiKey} or {apiSecret}, which n8n fills in from fields that it keeps hidden.',
	})),
	{
		what: 'a placeholder without quotes',
		field: 'Create Request',
		text: `POST /hooks

{"url": {notificationUrl}}`,
		sentence:
			'Create Request has {notificationUrl} without quotes in its body, where JSON expects a number, but its value is not one. Put quotes around it: "{notificationUrl}".',
	},
	{
		what: 'a comment over two lines',
		field: 'Create Request',
		text: 'POST /hooks\n\n{\n/* our\nURL */\n"url": "{notificationUrl}"}',
		sentence: 'Create Request has a body that is not JSON: its line 2 has a comment. Remove it.',
	},
	{
		what: 'a missing colon before a comma',
		field: 'Create Request',
		text: 'POST /hooks\n\n{"url" "{notificationUrl}","x"}',
		sentence:
			"Create Request has a body that is not JSON. Compare its quotes, commas and brackets with MyD3's documentation.",
	},
	{
		what: 'a body that begins with a word, followed by a tag',
		field: 'Create Request',
		text: 'POST /hooks\n\nurl <b>{notificationUrl}</b>',
		sentence:
			'Create Request has a body that is not JSON: it does not begin with "{". Enter it after a blank line, as in MyD3\'s documentation, or remove it.',
	},
	{
		what: 'an extra comma',
		field: 'Create Request',
		text: `POST /hooks

{"a": 1,
"url": "{notificationUrl}",
}`,
		sentence:
			'Create Request has a body that is not JSON: its line 2 has an extra comma before a closing bracket. Remove the comma.',
	},
	{
		what: 'single quotes',
		field: 'Create Request',
		text: `POST /hooks

{'url': '{notificationUrl}'}`,
		sentence:
			'Create Request has a body that is not JSON: its line 1 has a quote that JSON does not allow. Replace it with straight double quotes (").',
	},
	{
		what: 'typographic quotes',
		field: 'Create Request',
		text: `POST /hooks

{“url”: “{notificationUrl}”}`,
		sentence:
			'Create Request has a body that is not JSON: its line 1 has a quote that JSON does not allow. Replace it with straight double quotes (").',
	},
	{
		what: 'invalid JSON',
		field: 'Create Request',
		text: `POST /hooks

{"url" "{notificationUrl}"}`,
		sentence:
			"Create Request has a body that is not JSON. Compare its quotes, commas and brackets with MyD3's documentation.",
	},
	{
		what: 'XML without a Content-Type',
		field: 'Create Request',
		text: `POST /hooks

<url>{notificationUrl}</url>`,
		sentence:
			'Create Request has a body in XML, which this package does not support. Use JSON or a form, if MyD3 accepts one.',
	},
	{
		what: 'a form without a Content-Type',
		field: 'Create Request',
		text: `POST /hooks

url={notificationUrl}`,
		sentence:
			'Create Request has a form as its body, but no header that says so. Add the line "Content-Type: application/x-www-form-urlencoded" before the blank line.',
	},
	{
		what: 'text as a body',
		field: 'Create Request',
		text: `POST /hooks

please notify {notificationUrl}`,
		sentence:
			'Create Request has a body that is not JSON: it does not begin with "{". Enter it after a blank line, as in MyD3\'s documentation, or remove it.',
	},
	{
		what: 'a multipart body',
		field: 'Create Request',
		text: `POST /hooks
Content-Type: multipart/form-data; boundary=x

{"url": "{notificationUrl}"}`,
		sentence:
			'Create Request has a Content-Type that this package does not support. Use JSON (application/json) or a form (application/x-www-form-urlencoded).',
	},
	{
		what: 'XML',
		field: 'Create Request',
		text: `POST /hooks
Content-Type: application/xml

<url>{notificationUrl}</url>`,
		sentence:
			'Create Request has a Content-Type that this package does not support. Use JSON (application/json) or a form (application/x-www-form-urlencoded).',
	},
	{
		what: 'JSON declared as a form',
		field: 'Create Request',
		text: `POST /hooks
Content-Type: application/x-www-form-urlencoded

{"url": "{notificationUrl}"}`,
		sentence:
			"Create Request has a JSON body, but its Content-Type is that of a form. Correct the one that differs from MyD3's documentation.",
	},
	{
		what: 'an unclosed quote',
		field: 'Create Request',
		text: `curl https://api.myd3.data3.com/hooks -d '{notificationUrl}`,
		sentence:
			'Create Request has an incomplete cURL command: a quote is not closed. Copy the whole command.',
	},
	{
		what: 'typographic quotes in a cURL command',
		field: 'Create Request',
		text: 'curl https://api.myd3.data3.com/hooks -d ‘url={notificationUrl}’',
		sentence: `Create Request has typographic quotes in its cURL command. Replace them with straight quotes (' or ").`,
	},
	{
		what: 'an unknown option',
		field: 'Create Request',
		text: 'curl --aws-sigv4 x https://api.myd3.data3.com/hooks -d url={notificationUrl}',
		sentence:
			'Create Request has --aws-sigv4 in its cURL command, which this package does not support. Remove it, or write the request out: method and address, headers, a blank line, the body.',
	},
	{
		what: 'an unknown short option',
		field: 'Create Request',
		text: 'curl -sZ https://api.myd3.data3.com/hooks -d url={notificationUrl}',
		sentence:
			'Create Request has -Z in its cURL command, which this package does not support. Remove it, or write the request out: method and address, headers, a blank line, the body.',
	},
	{
		what: 'an option without its value',
		field: 'Create Request',
		text: 'curl https://api.myd3.data3.com/hooks -d',
		sentence:
			'Create Request has an incomplete cURL command: -d has no value. Copy the whole command.',
	},
	{
		what: 'a multipart form',
		field: 'Create Request',
		text: 'curl https://api.myd3.data3.com/hooks -F url={notificationUrl}',
		sentence:
			'Create Request has a multipart form (-F) in its cURL command. Use JSON or a simple form (-d) instead.',
	},
	{
		what: 'a body from a file',
		field: 'Create Request',
		text: 'curl https://api.myd3.data3.com/hooks -d @body.json',
		sentence:
			'Create Request takes its body from a file (--data with "@" in its cURL command). Replace it with the body itself.',
	},
	{
		what: "a form's value from a file",
		field: 'Create Request',
		text: 'curl https://api.myd3.data3.com/hooks --data-urlencode url@body.txt',
		sentence:
			'Create Request takes its body from a file (--data-urlencode with "@" in its cURL command). Replace it with the body itself.',
	},
	{
		what: 'a cURL command without an address',
		field: 'Create Request',
		text: 'curl -d url={notificationUrl}',
		sentence:
			'Create Request has an incomplete cURL command: the address is missing. Copy the whole command.',
	},
	{
		what: 'a cURL command with two addresses',
		field: 'Create Request',
		text: 'curl https://api.myd3.data3.com/hooks -H Accept: */* -d url={notificationUrl}',
		sentence:
			'Create Request has more than one address in its cURL command. Keep one, and check that each header and the body are in quotes.',
	},
	{
		what: 'a key as a name/value pair',
		field: 'Create Request',
		text: `POST /hooks

{"url": "{notificationUrl}", "headers": [{"value": "Bearer xyz", "key": "Authorization"}]}`,
		sentence:
			'Create Request contains a key, token or password in the property "Authorization" (in a cURL command, this may be -u). Replace it with {accessToken} or {apiKey}, or with {apiSecret} for a second key: n8n fills these in from fields that it keeps hidden.',
	},
	{
		what: 'extra text around the keys of Basic authentication',
		field: 'List Request',
		text: 'GET /hooks\nAuthorization: Basic <base64 of {apiKey}:{apiSecret}>',
		sentence:
			'List Request has extra text around the keys in the Authorization header. Write Basic {apiKey}:{apiSecret}. n8n encodes it in base64 when it sends the request.',
	},
	{
		what: 'a body from standard input',
		field: 'Create Request',
		text: 'curl https://api.myd3.data3.com/hooks -d @- < body.json',
		sentence:
			'Create Request takes its body from a file (--data with "@" in its cURL command). Replace it with the body itself.',
	},
	{
		what: 'a placeholder in the address besides an {id} in the body',
		field: 'Delete Request',
		text: 'DELETE /tenants/{tenantId}/hooks\n\n{"id": "{id}"}',
		sentence: `Delete Request has {tenantId}, which is not one of its placeholders. Write the value itself, or one of {id}, {eventType}, {accessToken}, {apiKey}, {apiSecret}.`,
	},
	{
		what: 'a ":id" besides an {id} in a header',
		field: 'Delete Request',
		text: 'DELETE /projects/:id/hooks\nX-Hook: {id}',
		sentence: `Delete Request has :id, which is not one of its placeholders. Write the value itself, or one of {id}, {eventType}, {accessToken}, {apiKey}, {apiSecret}.`,
	},
	{
		what: 'a placeholder named like a property of every object',
		field: 'List Request',
		text: 'GET /hooks/{constructor}',
		sentence:
			'List Request has {constructor}, which is not one of its placeholders. Write the value itself, or one of {page}, {page0}, {offset}, {accessToken}, {apiKey}, {apiSecret}.',
	},
];

describe('the message says what to do about', () => {
	it.each(REFUSED)('$what', ({ field, text, sentence }) => {
		expect(() =>
			parseRequest(text, {
				field,
				baseUrl: 'https://api.myd3.data3.com',
				secrets: ['the-api-key-itself'],
			}),
		).toThrow(new Error(sentence));
	});
});
