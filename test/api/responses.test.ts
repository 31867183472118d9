import { isHtml, isRefusal, readAccessToken, readCreatedId } from '../../nodes/MyD3/api/responses';
import { GUID, OTHER_GUID, OUR_URL, responseWith } from './builder';

describe('the access token', () => {
	it.each([
		{ name: 'as accessToken', body: { accessToken: 'a-token', expires: 1 } },
		{ name: 'as access_token', body: { token_type: 'Bearer', access_token: 'a-token' } },
		{ name: 'in a different letter case', body: { AccessToken: 'a-token' } },
		{ name: 'in a wrapper', body: { data: { token: 'a-token' } } },
		{ name: 'before a refresh token', body: { refreshToken: 'no', accessToken: 'a-token' } },
		{
			name: 'after a refresh token',
			body: { refresh: { token: 'no' }, access: { token: 'a-token' } },
		},
		{ name: 'in the response to a refresh', body: { refreshResponse: { token: 'a-token' } } },
		{ name: 'before an id token', body: { id_token: 'no', access_token: 'a-token' } },
		{ name: 'where "token" is the wrapper', body: { token: { accessToken: 'a-token' } } },
		{ name: 'within white space', body: { accessToken: ' a-token\n' } },
		{ name: 'in JSON after a byte order mark', body: '\uFEFF{"accessToken":"a-token"}' },
		{ name: 'after the word Bearer', body: { token: 'Bearer  a-token' } },
		{ name: 'after an empty one', body: { accessToken: '', token: 'a-token' } },
		{ name: 'as jwt', body: { jwt: 'a-token' } },
		{ name: 'as jwtToken', body: { id: 1, username: 'x', jwtToken: 'a-token' } },
		{ name: 'in the first element of a list', body: [{ bearerToken: 'a-token' }, { token: 'no' }] },
	])('is found $name', ({ body }) => {
		expect(readAccessToken(responseWith(body))).toBe('a-token');
	});

	it.each([
		{ name: 'as JSON text', body: '"a-bare-token"' },
		{ name: 'as text after a byte order mark', body: '\uFEFFa-bare-token\r\n' },
		{ name: 'in a form', body: 'access_token=a-bare-token&token_type=bearer' },
		{ name: 'in a header', body: '', headers: { authorization: 'Bearer a-bare-token' } },
		{ name: 'in X-Auth-Token', body: { token: {} }, headers: { 'x-auth-token': 'a-bare-token' } },
	])('is found $name', ({ body, headers = {} }) => {
		expect(readAccessToken(responseWith(body, { headers }))).toBe('a-bare-token');
	});

	it('is in the header that Access Token Property names', () => {
		const headers = { 'x-session': 'a-token' };
		expect(readAccessToken(responseWith({ token: 'no' }, { headers }), 'X-Session')).toBe(
			'a-token',
		);
	});

	it.each([
		{ name: 'only a refresh token', body: { refreshToken: 'no' } },
		{ name: 'an empty token', body: { accessToken: '' } },
		{ name: 'a token with a line break, which no header allows', body: { token: 'a\nb' } },
		{ name: 'a token beyond ASCII', body: { token: 'tökén' } },
		{ name: 'a page', body: '<html>Log in</html>' },
		{ name: 'a page without white space', body: '<html>Login</html>' },
		{ name: 'a page that ends with text', body: '<br>log-in-now' },
		{ name: 'a page that begins with text', body: 'log-in-now<br>' },
		{ name: 'two words', body: { token: 'no-bearer token' } },
		{ name: 'a sentence', body: 'Welcome to MyD3.' },
		{ name: 'a sentence that begins with a long word', body: 'Something went wrong.' },
		{ name: 'a word', body: 'welcome' },
		{ name: 'a long word', body: 'Unauthorized' },
		{ name: 'a long word and a full stop', body: 'Unauthorized.' },
		{ name: 'a form in a sentence', body: 'Not here: a=1&access_token=no-token-1&b=2' },
		{ name: 'a form without a token', body: 'next=a-token-1&expires_in=3600' },
		{ name: 'null', body: 'null' },
		{ name: 'an empty body', body: '' },
	])('is not found in $name', ({ body }) => {
		expect(readAccessToken(responseWith(body))).toBeUndefined();
	});

	it.each([
		{ property: 'jwt_value', body: { jwt_value: 't', token: 'no' } },
		{ property: 'data.auth.value', body: { data: { auth: { value: 't' } }, token: 'no' } },
		{ property: 'tokens.value', body: { tokens: [{ value: 't' }, { value: 'no' }] } },
		{ property: 'tokens[1].value', body: { tokens: [{ value: 'no' }, { value: 't' }] } },
	])('is where Access Token Property says: $property', ({ property, body }) => {
		expect(readAccessToken(responseWith(body), property)).toBe('t');
	});

	it('is not looked for elsewhere if Access Token Property leads nowhere', () => {
		expect(readAccessToken(responseWith({ token: 'a-token' }), 'data.token')).toBeUndefined();
	});
});

describe('the id in the response to create', () => {
	it.each([
		{ name: 'as the bare GUID on the vendor’s page', body: GUID },
		{ name: 'after a byte order mark, before a line break', body: `\uFEFF${GUID}\r\n` },
		{ name: 'as JSON text', body: `"${GUID}"` },
		{ name: 'in an object', body: { subscriptionId: GUID } },
		{ name: 'in a wrapper', body: { data: { id: GUID, eventType: 'X' } } },
		{ name: 'under an unknown name', body: { status: 'ok', webhookKey: GUID } },
		{ name: 'next to a number', body: { id: 17, subscriptionGuid: GUID } },
		{ name: 'after a number', body: { id: 17, key: GUID } },
		{ name: 'next to a key', body: { subscriptionId: GUID, signingKey: OTHER_GUID } },
		{ name: 'next to GUIDs of other objects', body: { id: GUID, tenantId: OTHER_GUID } },
		{
			name: 'next to the GUID of the request',
			body: { correlationId: OTHER_GUID, reference: GUID },
		},
		{ name: 'as the value of a usual name', body: { subscription: GUID } },
		{ name: 'in the only object of a list', body: [{ guid: GUID }] },
	])('is found $name', ({ body }) => {
		expect(readCreatedId(responseWith(body))).toBe(GUID);
	});

	// Servers may compare ids case-sensitively.
	it.each([
		{ id: GUID.toUpperCase() },
		{ id: `{${GUID}}` },
		{ id: '0017' },
		{ id: 'gid://shopify/WebhookSubscription/1' },
		{ id: 'wh_1GuQ' },
		{ id: 'a/b c' },
	])('stays as it came: $id', ({ id }) => {
		expect(readCreatedId(responseWith({ id }))).toBe(id);
	});

	it.each(['0', '1', '200', '201', '202', '204'])(
		'is not a flag, a count or a status: %s',
		(body) => {
			expect(readCreatedId(responseWith(body, { status: 200 }))).toBeUndefined();
		},
	);

	// ClickSend: DELETE /automations/sms/receipts/{receipt_rule_id}
	it.each([
		{ body: '{"data":{"receipt_rule_id":209,"user_id":5}}', id: '209' },
		{ body: '{"id":17,"receipt_rule_id":209}', id: '17' },
		{ body: '{"account":{"receipt_rule_id":209}}', id: undefined },
	])('is what Delete Request calls it, if there is no usual name: $body', ({ body, id }) => {
		expect(readCreatedId(responseWith(body), { idNames: ['receipt_rule_id'] })).toBe(id);
	});

	it.each([
		{
			name: 'a number of 19 digits',
			body: '{"id":1234567890123456789}',
			id: '1234567890123456789',
		},
		{ name: 'the same, alone', body: '1234567890123456789', id: '1234567890123456789' },
		{ name: 'next to a long fraction', body: '{"id":7,"sum":0.30000000000000004}', id: '7' },
		{ name: 'that looks like a power', body: '5e10', id: '5e10' },
		{ name: 'with leading zeros', body: '0017', id: '0017' },
		{ name: 'of 100 characters', body: `${'X'.repeat(99)}1`, id: `${'X'.repeat(99)}1` },
		{ name: 'in braces', body: `{${GUID}}`, id: `{${GUID}}` },
	])('loses nothing: $name', ({ body, id }) => {
		expect(readCreatedId(responseWith(body))).toBe(id);
	});

	/** The ids that are read from responses with this Location header and a body without an id. */
	const idsWith = (location: string) =>
		new Set(
			['', 'Created', 'OK', 'success', '201', '{"status":"created"}'].map((body) =>
				readCreatedId(responseWith(body, { status: 201, headers: { location } })),
			),
		);

	it.each([
		{ name: 'a path', location: `/subscription/v1/subscription/${GUID}`, id: GUID },
		{ name: 'an address', location: `https://api.example.com/s/${GUID}`, id: GUID },
		{ name: 'a trailing slash', location: `https://api.example.com/s/${GUID}/`, id: GUID },
		{ name: 'braces', location: `/s/%7B${GUID}%7D`, id: `{${GUID}}` },
		{ name: 'a query', location: `/s/${GUID}?version=1`, id: GUID },
		{ name: 'a fragment', location: '/s/17#top', id: '17' },
		{ name: 'a number', location: '/s/17', id: '17' },
		{ name: 'no path at all', location: '17', id: '17' },
		{ name: 'a GUID with a prefix', location: `/s/wh_${GUID}`, id: `wh_${GUID}` },
		{ name: 'an OData key', location: `/Subscriptions(guid'${GUID}')`, id: GUID },
		{ name: 'an OData version 4 key', location: `/Subscriptions(${GUID})`, id: GUID },
		{ name: 'an OData key with a name', location: "/Subscriptions(id='a-17')", id: 'a-17' },
		{ name: 'an OData number', location: '/Subscriptions(17)', id: '17' },
		{
			name: 'a URN',
			location: `/s/urn:ngsi-ld:Subscription:${GUID}`,
			id: `urn:ngsi-ld:Subscription:${GUID}`,
		},
		{ name: 'base64', location: '/s/d2hfMTc%3D', id: 'd2hfMTc=' },
		{
			name: 'one version of it',
			location: 'https://api.example.com/fhir/Subscription/17/_history/1',
			id: '17',
		},
	])('is read from the Location header: $name', ({ location, id }) => {
		expect(idsWith(location)).toEqual(new Set([id]));
	});

	it.each([
		{ name: 'the host', location: 'https://api1.example.com:8443' },
		{ name: 'the version of the API', location: 'https://api.example.com/v2' },
		{ name: 'a bad escape', location: '/s/17%' },
		{ name: 'the collection', location: '/subscription/v1/subscription' },
		{ name: 'nothing', location: '' },
	])('is not read from the Location header: $name', ({ location }) => {
		expect(idsWith(location)).toEqual(new Set([undefined]));
	});

	it('is not that of the operation that a 202 points to', () => {
		const operation = { location: '/v1/operationStatuses/17' };
		expect(readCreatedId(responseWith('', { status: 201, headers: operation }))).toBe('17');
		expect(readCreatedId(responseWith('', { status: 202, headers: operation }))).toBeUndefined();
		const subscription = { location: '/v1/subscriptions/17' };
		expect(readCreatedId(responseWith('', { status: 202, headers: subscription }))).toBe('17');
	});

	it.each([
		{
			name: 'as a link',
			body: { callback: OUR_URL, _links: { self: { href: '/s/sub17' } } },
			id: 'sub17',
		},
		{
			name: 'as text among the links',
			body: { callback: OUR_URL, links: { self: '/s/sub17' } },
			id: 'sub17',
		},
		{
			name: 'in a wrapper',
			body: { data: { callback: OUR_URL, _links: { self: { href: '/s/sub17' } } } },
			id: 'sub17',
		},
		{ name: 'as the only address', body: { self: '/s/sub17' }, id: 'sub17' },
		{
			name: 'next to other links',
			body: {
				callback: OUR_URL,
				_links: { self: { href: '/s/sub17' }, team: { href: '/teams/3' } },
			},
			id: 'sub17',
		},
		{
			name: 'which may be missing',
			body: { callback: OUR_URL, _links: { team: { href: '/teams/3', id: 3 } } },
			id: undefined,
		},
		{ name: 'which is not our notification URL', body: { href: `${OUR_URL}/17` }, id: undefined },
	])('is the end of its own address, $name', ({ body, id }) => {
		const notificationUrl = 'href' in body ? body.href : OUR_URL;
		expect(readCreatedId(responseWith(body, { status: 201 }), { notificationUrl })).toBe(id);
	});

	it('in a property takes precedence over the end of its own address', () => {
		const body = { id: 9, callback: OUR_URL, _links: { self: { href: '/s/sub17' } } };
		const sent = { notificationUrl: OUR_URL };
		expect(readCreatedId(responseWith(body, { status: 201 }), sent)).toBe('9');
	});

	it('in the body takes precedence over that in the Location header', () => {
		const headers = { location: '/s/17' };
		expect(readCreatedId(responseWith(GUID, { headers }))).toBe(GUID);
	});

	it.each([
		{ name: 'an empty body', body: '' },
		{ name: 'HTML', body: '<html>ok1</html>' },
		{ name: 'a word', body: 'Created' },
		{ name: 'a word as JSON text', body: '"success"' },
		{ name: 'the status', body: '201' },
		{ name: 'the status as JSON text', body: '"201"' },
		{ name: 'a sentence', body: 'Subscription 17 created' },
		{ name: '101 characters', body: `${'X'.repeat(100)}1` },
		{ name: 'true', body: 'true' },
		{ name: 'null', body: 'null' },
		{ name: 'a sentence with a GUID', body: { message: `Created ${GUID}` } },
		{ name: 'an object without an id', body: { status: 'ok' } },
		{ name: 'two GUIDs under unknown names', body: { a: GUID, b: OTHER_GUID } },
		{ name: 'two objects with ids', body: { data: { id: 1 }, meta: { id: 2 } } },
		{ name: 'the number of an object in the response', body: { $id: '1', status: 'ok' } },
		{ name: 'a token', body: { token: GUID } },
		...['owner', 'account', 'user', 'customer', 'tenant', 'company', 'createdBy', 'app'].map(
			(name) => ({ name: `the object "${name}"`, body: { [name]: { id: 7 } } }),
		),
		{ name: 'the id of an owner', body: { ownerId: GUID } },
		{ name: 'the id of an error', body: { errors: [{ id: 'E17' }] } },
	])('is not found in $name', ({ body }) => {
		expect(readCreatedId(responseWith(body, { status: 201 }))).toBeUndefined();
	});
});

describe('Subscription ID Property', () => {
	it.each([
		{ property: 'reference', body: { id: 7, reference: 'r-1' }, id: 'r-1' },
		{ property: 'data.handle', body: { data: { handle: 'h' }, id: 7 }, id: 'h' },
		{ property: 'data.rows.handle', body: { data: { rows: [{ handle: 'h' }] } }, id: 'h' },
		{ property: 'data.handle', body: { handle: 'h', id: 7 }, id: 'h' },
		{ property: 'data.handle', body: { result: { Handle: 'h' }, id: 7 }, id: 'h' },
		{ property: 'self', body: { id: 7, self: 'https://api.example.com/s/a%20b' }, id: 'a b' },
		{ property: 'self', body: { id: 7, self: 'https://api.example.com/s/name/' }, id: 'name' },
		{ property: 'self', body: { id: 7, self: 'https://api.example.com/s/n%' }, id: 'n%' },
		{ property: 'url', body: { id: 7, url: OUR_URL }, id: OUR_URL },
		{ property: 'data.id', body: { owner: { id: 7 }, webhook: { id: 9 } }, id: '9' },
		{ property: 'missing', body: { id: 7 }, id: '7' },
		{ property: 'empty', body: { id: 7, empty: '' }, id: '7' },
	])('"$property" gives $id: $body', ({ property, body, id }) => {
		expect(readCreatedId(responseWith(body), { property })).toBe(id);
	});
});

describe('the GUID that we generate', () => {
	const uuid = GUID;
	it.each([
		{ name: 'is the id if it comes back', body: { tag: GUID, id: 17 }, id: GUID },
		{ name: 'is the id before any other', body: { id: OTHER_GUID, tag: GUID }, id: GUID },
		{ name: 'is used as it came back', body: { tag: `{${GUID}}` }, id: `{${GUID}}` },
		{
			name: 'is the id if it comes back alone',
			body: GUID.toUpperCase(),
			id: GUID.toUpperCase(),
		},
		{ name: 'is not the id if there is another one', body: { id: 17 }, id: '17' },
		{
			name: 'is not the id if it comes back as the id of the request',
			body: { idempotency_key: GUID, subscription: { id: 'wbhk_1' } },
			id: 'wbhk_1',
		},
		{ name: 'is the id if the response has none', body: { status: 'ok' }, id: GUID },
		{ name: 'is the id if there is no body', body: '', id: GUID },
	])('$name', ({ body, id }) => {
		expect(readCreatedId(responseWith(body), { uuid })).toBe(id);
	});

	it.each([
		['a web page', '<!DOCTYPE html><title>Sign in</title>'],
		['a refusal', { success: false }],
	])('is not the id in %s', (_, body) => {
		expect(readCreatedId(responseWith(body), { uuid })).toBeUndefined();
	});

	it('is not the id if the Location header has another one', () => {
		expect(readCreatedId(responseWith('', { headers: { location: '/s/17' } }), { uuid })).toBe(
			'17',
		);
	});
});

describe('a refusal with a success status', () => {
	it.each([
		{ body: { success: false } },
		{ body: { Success: false, message: 'No' } },
		{ body: { ok: false } },
		{ body: { success: 'False' } },
		{ body: { success: 0 } },
		{ body: { isSuccess: false } },
		{ body: { success: '10', error: 'No' } },
		{ body: { error: 'No such event' } },
		{ body: { error: true } },
		{ body: { errors: ['No such event'] } },
		{ body: { errors: [{ code: 17 }] } },
		{ body: { errors: { url: ['is required'] } } },
		{ body: { data: null, errors: [{ message: 'No' }] } },
		{ body: { data: { webhookCreate: { userErrors: [{ message: 'No' }] } } } },
		{ body: { status: { success: false } } },
		{ body: { status: 'error', code: 7 } },
		{ body: { status: false, message: 'No' } },
		{ body: { result: { error: 'No' } } },
		{ body: { succeeded: false } },
		{ body: { hasErrors: true } },
		{ body: { errcode: 40013, errmsg: 'No' } },
		{ body: { fault: { faultstring: 'No' } } },
		{ body: { result: 'failed' } },
		{ body: { hasError: true } },
		{ body: { errorCode: 201, errorMessage: 'No' } },
		{ body: { error: { code: 220 } } },
		{ body: { statusCode: 400, message: 'No' } },
		{ body: { httpStatus: 400, message: 'No' } },
		{ body: { code: 400, msg: 'No' } },
	])('is $body', ({ body }) => {
		expect(isRefusal(responseWith(body))).toBe(true);
	});

	it.each([
		{ body: '' },
		{ body: 'error' },
		{ body: 'null' },
		{ body: [] },
		{ body: [{ error: 'of a row' }] },
		{ body: { success: true, error: 'of no account' } },
		{ body: { success: 'partly' } },
		{ body: { success: [{ toString: null }] } },
		{ body: { id: 1, status: false, message: '', messageId: 'm', lastMessage: 'sent' } },
		{ body: { id: 1, lastResult: 'failed', statusOfDelivery: 'failed', status: 'no error' } },
		{ body: { message: 'Created', postcode: 401, codeLimit: 404, code: 4040, status: 1404 } },
		{ body: { id: 1, status: 'failing' } },
		{ body: { id: 1, status: 404 } },
		{ body: { code: 200, message: 'Created' } },
		{ body: { errorCode: 0, hasError: false } },
		{ body: { success: 1, error: 'of no account' } },
		{ body: { error: '' } },
		{ body: { error: ' ' } },
		{ body: { error: 'undefined' } },
		{ body: { lasterror: 'timeout', errorsat: 'timeout', lastok: false, oks: 0 } },
		{ body: { mydata: { success: false }, datasource: { success: false } } },
		{ body: { result: { webhook: { errors: ['timeout'] } } } },
		{ body: { error: null, errors: null } },
		{ body: { error: 0 } },
		{ body: { error: false } },
		{ body: { error: 'None' } },
		{ body: { errorCode: 'SUCCESS', exception: 'N/A' } },
		{ body: { errorCode: '00', err_code: 'OK' } },
		{ body: { error: { code: 200, message: 'Successful' } } },
		{ body: { error: { code: 201 } } },
		{ body: { error_code: 200, id: 'S1' } },
		{ body: { errors: [] } },
		{ body: { errors: {} } },
		{ body: { errors: [{ code: 0, of: null }] } },
		{ body: { data: { webhookCreate: { userErrors: [] } } } },
		{ body: { lastDelivery: { success: false, error: 'timeout' } } },
		{ body: { webhook: { state: { errors: ['timeout'] } } } },
		{ body: { subscriptions: [{ success: false }] } },
		{ body: { data: { webhooks: { 17: { status: 'failed' } } } } },
	])('is not $body', ({ body }) => {
		expect(isRefusal(responseWith(body))).toBe(false);
	});

	it('is looked for without an error, however deeply the response is nested', () => {
		const deep = `{"errors":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
		expect(isRefusal(responseWith(deep))).toBe(false);
	});
});

it.each([
	{ text: '<!DOCTYPE html><p>', isPage: true },
	{ text: '\n <!doctype  html>', isPage: true },
	{ text: '<HTML lang="en">', isPage: true },
	{ text: '<!-- Proxy\n 7 --> <!-- a --><html>', isPage: true },
	{ text: '<?xml version="1.0"?>\n<!DOCTYPE html>', isPage: true },
	{ text: '<script>location = "/sign-in"</script>', isPage: true },
	{ text: '<meta http-equiv="refresh" content="0">', isPage: true },
	{ text: '<?xml version="1.0"?><deleted/>', isPage: false },
	{ text: '<!-- <html> --><deleted/>', isPage: false },
	{ text: '<htmlx>', isPage: false },
	{ text: 'x<html>', isPage: false },
	{ text: 'See <html>', isPage: false },
])('"$text" is a web page: $isPage', ({ text, isPage }) => {
	expect(isHtml(responseWith(text))).toBe(isPage);
});
