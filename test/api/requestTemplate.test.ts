import { VALUES } from './templateValues';
import {
	parseRequest,
	type RequestField,
	type RequestTemplate,
} from '../../nodes/MyD3/api/requestTemplate';

const BASE_URL = 'https://api.myd3.data3.com';

const parse = (
	text: string,
	field: RequestField = 'Create Request',
	{ baseUrl = BASE_URL, secrets = [] as string[] } = {},
): RequestTemplate => parseRequest(text, { field, baseUrl, secrets });

/** A Create Request with this body. */
const withBody = (body: string): RequestTemplate =>
	parse(`POST /hooks?to={notificationUrl}\n\n${body}`);
/** A Create Request with this form. */
const withForm = (form: string): RequestTemplate =>
	parse(
		`POST /hooks?to={notificationUrl}\nContent-Type: application/x-www-form-urlencoded\n\n${form}`,
	);
const list = (text: string, baseUrl = BASE_URL): RequestTemplate =>
	parse(text, 'List Request', { baseUrl });
const urlOf = (text: string, baseUrl = BASE_URL): string => list(text, baseUrl).fill(VALUES).url;
const remove = (path: string): RequestTemplate => parse(`DELETE ${path}`, 'Delete Request');
const idFilledIn = (path: string, id: string): string =>
	remove(path).fill({ ...VALUES, id, eventType: 'a.b' }).url;

describe('the address', () => {
	it.each([
		['/hooks', BASE_URL, 'https://api.myd3.data3.com/hooks'],
		['hooks', BASE_URL, 'https://api.myd3.data3.com/hooks'],
		['/hooks/', BASE_URL, 'https://api.myd3.data3.com/hooks/'],
		['/hooks', 'https://gateway.example.com/myd3', 'https://gateway.example.com/myd3/hooks'],
		['/hooks', 'https://gateway.example.com/myd3/', 'https://gateway.example.com/myd3/hooks'],
		[
			'https://gateway.example.com/x',
			'https://gateway.example.com/myd3',
			'https://gateway.example.com/x',
		],
		['https://API.MyD3.data3.com:443/hooks', BASE_URL, 'https://api.myd3.data3.com/hooks'],
		['http://localhost:8080/hooks', 'http://localhost:8080', 'http://localhost:8080/hooks'],
		['http://127.0.0.1:8080/hooks', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080/hooks'],
		['http://[::1]:8080/hooks', 'http://[::1]:8080', 'http://[::1]:8080/hooks'],
		['<https://api.myd3.data3.com/hooks>', BASE_URL, 'https://api.myd3.data3.com/hooks'],
		['<http://[::1]:8080/hooks>', 'http://[::1]:8080', 'http://[::1]:8080/hooks'],
		['/a?b=https://c/d', BASE_URL, 'https://api.myd3.data3.com/a?b=https://c/d'],
		['/a?b=c d', BASE_URL, 'https://api.myd3.data3.com/a?b=c%20d'],
		['/a?b=c/../d', BASE_URL, 'https://api.myd3.data3.com/a?b=c/../d'],
		['/hooks#part', BASE_URL, 'https://api.myd3.data3.com/hooks'],
		['/a%2Fb/$metadata', BASE_URL, 'https://api.myd3.data3.com/a%2Fb/$metadata'],
		[
			"/hooks:list?$filter=a%20eq%20'b'",
			BASE_URL,
			"https://api.myd3.data3.com/hooks:list?$filter=a%20eq%20'b'",
		],
		['/hooks?a=1&a=2&b', BASE_URL, 'https://api.myd3.data3.com/hooks?a=1&a=2&b'],
		['/hooks?', BASE_URL, 'https://api.myd3.data3.com/hooks?'],
		['/100%/ü"', BASE_URL, 'https://api.myd3.data3.com/100%25/%C3%BC%22'],
		['/😀?x=https:y?a=b=c', BASE_URL, 'https://api.myd3.data3.com/%F0%9F%98%80?x=https:y?a=b=c'],
		['/to/api.example.com/x', BASE_URL, 'https://api.myd3.data3.com/to/api.example.com/x'],
		['/hooks/:list.json', BASE_URL, 'https://api.myd3.data3.com/hooks/:list.json'],
		['/v1.0/hooks', BASE_URL, 'https://api.myd3.data3.com/v1.0/hooks'],
		['webhooks.list', BASE_URL, 'https://api.myd3.data3.com/webhooks.list'],
		['/hooks?page=%7Bpage%7D', BASE_URL, 'https://api.myd3.data3.com/hooks?page=1'],
		['/hooks?x=%7Bother%7D', BASE_URL, 'https://api.myd3.data3.com/hooks?x=%7Bother%7D'],
	])('%s after the Base URL %s is %s', (address, baseUrl, url) => {
		expect(urlOf(`GET ${address}`, baseUrl)).toBe(url);
	});

	it.each([
		['/hooks/{id}', '42', '/hooks/42'],
		['/hooks/{subscriptionId}', '42', '/hooks/42'],
		['/hooks/:webhook-id', '42', '/hooks/42'],
		['/hooks/<your id>', '42', '/hooks/42'],
		['/hooks/{your id}', '42', '/hooks/42'],
		['/hooks/[hook id]', '42', '/hooks/42'],
		['/hooks/%7BhookId%7D', '42', '/hooks/42'],
		['/events/{eventType}/hooks/:hook_id', '42', '/events/a.b/hooks/42'],
		['/hooks?contentType={eventType}', '42', '/hooks?contentType=42'],
		['/hooks/{eventType}?k={apiKey}', '42', '/hooks/42?k=key-1'],
		["/hooks(guid'{id}')", '42', "/hooks(guid'42')"],
		['/hooks?ids={id}', 'a&b=c', '/hooks?ids=a%26b%3Dc'],
		['/hooks/{id}/x', 'a/b\\c?d#e%2e', '/hooks/a%2Fb%5Cc%3Fd%23e%252e/x'],
		["/hooks('{id}')", 'a)(', "/hooks('a%29%28')"],
		['/hooks/{id}', '{apiKey}', '/hooks/%7BapiKey%7D'],
		['/hooks/{id}', '...', '/hooks/...'],
		['/hooks/{id}', '\ud800', '/hooks/%EF%BF%BD'],
		['/hooks/{id}', '😀', '/hooks/%F0%9F%98%80'],
		['/hooks/%2{id}', 'e', '/hooks/%252e'],
	])('of DELETE %s with the id %s is %s', (path, id, expected) => {
		expect(idFilledIn(path, id)).toBe(`${BASE_URL}${expected}`);
	});

	it.each([
		['/hooks/{id}', '', 'empty'],
		['/hooks/{id}', '.', '"."'],
		['/hooks/{id}', '..', '".."'],
		['/hooks/x{id}', '', 'empty'],
	])('of DELETE %s may not contain the id "%s", which leads elsewhere', (path, id, shown) => {
		expect(() => remove(path).fill({ id })).toThrow(
			new Error(
				`Delete Request cannot be sent: {id} in its path would be ${shown}, so the request would go to another address. Use another value.`,
			),
		);
	});

	it('keeps a value from forming ".." with an adjacent dot', () => {
		expect(() => remove('/hooks/.{id}').fill({ id: '.' })).toThrow('would go to another address');
		expect(() => remove('/hooks/%2e{id}').fill({ id: '.' })).toThrow('would go to another address');
	});

	it.each(["/hooks('{id}')", '/hooks(%27{id}%27)', '/hooks?$filter=id eq "{id}"'])(
		'keeps a value within its quotes: %s',
		(path) => {
			expect(() => remove(path).fill({ id: `a'"` })).toThrow(
				'contains a quote or another character',
			);
		},
	);

	it('may be on another host only in Token Request, which sends no access token', () => {
		const token = parse(
			'POST https://login.example.com/token\n\n{"k":"{apiKey}"}',
			'Token Request',
		);
		expect(token.fill(VALUES).url).toBe('https://login.example.com/token');
		const other = 'X-Host: login.example.com\nHost-Name: login.example.com';
		expect(parse(`POST /token?k={apiKey}\n${other}`, 'Token Request').fill(VALUES).url).toBe(
			'https://api.myd3.data3.com/token?k=key-1',
		);
		expect(
			parse('POST /token?k={apiKey}\nHost: api.example.com', 'Token Request', {
				baseUrl: 'https://api.example.com/myd3',
			}).fill(VALUES).url,
		).toBe('https://api.example.com/myd3/token?k=key-1');
		expect(() => list('GET https://login.example.com/hooks')).toThrow('goes to login.example.com');
	});
});

describe('a JSON body', () => {
	it('is sent as written, except for its placeholders', () => {
		const body =
			'{ "n": 12345678901234567890, "f":1.50e3,\n\t"s": "\\u00e9 {eventType}!", "t": [true, null] }';
		expect(withBody(body).fill(VALUES).body).toBe(
			'{ "n": 12345678901234567890, "f":1.50e3,\n\t"s": "\\u00e9 InvoiceIssued!", "t": [true, null] }',
		);
	});

	it('escapes a value without searching it for placeholders', () => {
		const { body } = withBody('{"a": "{eventType}"}').fill({
			...VALUES,
			eventType: '"}\\ \n{apiKey}\ud800',
		});
		expect(body).toBe('{"a": "\\"}\\\\ \\n{apiKey}\\ud800"}');
	});

	it('may have a placeholder as a name, unless its value is the name of another property beside it', () => {
		const template = withBody('{"on": {"{eventType}": true, "url": 1}, "{uuid}": {"url": 2}}');
		expect(template.fill({ ...VALUES, uuid: 'url' }).body).toBe(
			'{"on": {"InvoiceIssued": true, "url": 1}, "url": {"url": 2}}',
		);
		expect(() => template.fill({ ...VALUES, eventType: 'url' })).toThrow(
			new Error(
				'Create Request would have "url" twice with this value. Use another value, or rename the property in the request.',
			),
		);
	});

	it('may have unusual white space from a web page, which is not sent', () => {
		expect(withBody('\u00a0{\u00a0"a":\u200b"b\u00a0c"}').fill(VALUES).body).toBe(
			'{ "a":"b\u00a0c"}',
		);
	});

	it.each([
		['{"eventType": "{eventType}"}', ['eventType']],
		['{"data": {"filters": [{"action": "{eventType}"}], "x": 1}}', ['data', 'filters', 'action']],
		['{"a": {"b": 1}, "c": [[1], "x/{eventType}"]}', ['c']],
		['{"events": {"{eventType}": true}}', ['events', '{eventType}']],
		['{"name": "n8n {eventType}", "type": "{eventType}"}', ['type']],
		['{"a": [{"b": 1}, 2], "d": "{eventType}"}', ['d']],
		['"{eventType}"', []],
		['{"a": 1}', undefined],
	])('%s has the event type at %j', (body, path) => {
		expect(withBody(body).eventTypePath).toEqual(path);
	});

	it.each([
		['{"a": 1}', '{"a": 1,"b":{"c":[2]}}'],
		['{}', '{"b":{"c":[2]}}'],
		['\n{ "a": {} \n}\n', '{ "a": {},"b":{"c":[2]}}'],
	])('%j gets additional fields at its top level', (body, expected) => {
		expect(withBody(body).fill(VALUES, { b: { c: [2] } }).body).toBe(expected);
	});

	it('ignores an additional field without a value', () => {
		expect(withBody('{"a": 1}').fill(VALUES, { b: undefined }).body).toBe('{"a": 1}');
	});

	it.each(['{"b": 1}', '{"B": 1}', '{"\\u0062": 1}', '{"{eventType}": 1}'])(
		'refuses an additional field that %s already has',
		(body) => {
			expect(() => withBody(body).fill({ ...VALUES, eventType: 'b' }, { b: 2 })).toThrow(
				new Error(
					'Create Request already has "b", and so do the additional fields. Remove one of the two.',
				),
			);
		},
	);

	it('does not mistake a deeper property for one at the top', () => {
		expect(withBody('{"a": {"b": 1}}').fill(VALUES, { b: 2 }).body).toBe('{"a": {"b": 1},"b":2}');
	});

	it.each(['[{"a": 1}]', '"text"', ''])('has no place for additional fields in %j', (body) => {
		expect(() => withBody(body).fill(VALUES, { b: 2 })).toThrow(
			new Error(
				'Create Request cannot take the additional fields, because its body is neither a JSON object nor a form. Write them into the request itself, and leave the additional fields empty.',
			),
		);
	});

	it('keeps its own Content-Type, by default JSON', () => {
		const type = (head: string): unknown =>
			parse(`POST /hooks${head}\n\n{"a": "{notificationUrl}"}`).fill(VALUES).headers;
		expect(type('')).toEqual({ 'Content-Type': 'application/json' });
		expect(type('\ncontent-type: application/vnd.api+json')).toEqual({
			'content-type': 'application/vnd.api+json',
		});
	});

	it('is sent with DELETE, too', () => {
		const template = parse('DELETE /hooks\n\n{"id": "{id}"}', 'Delete Request');
		expect(template.fill({ id: '4"2' })).toEqual({
			method: 'DELETE',
			url: 'https://api.myd3.data3.com/hooks',
			headers: { 'Content-Type': 'application/json' },
			body: '{"id": "4\\"2"}',
		});
	});
});

describe('a placeholder without quotes in JSON', () => {
	const remove = parse(
		'DELETE /hooks\n\n{"webhookIds": [{id}], "n": { "a" : {id} }, "s": "{id}"}',
		'Delete Request',
	);

	it.each(['42', '0', '-7', '12345678901234567890'])('becomes the number %s', (id) => {
		expect(remove.fill({ id }).body).toBe(
			`{"webhookIds": [${id}], "n": { "a" : ${id} }, "s": "${id}"}`,
		);
	});

	it.each(['', 'a', '007', '1.5', '1e5', '-0', '1,2', '1]', ' 1', '1\n', 'null', '"1"'])(
		'refuses %j, which is not a whole number',
		(id) => {
			expect(() => remove.fill({ id })).toThrow(
				new Error(
					'Delete Request has {id} without quotes in its body, where JSON expects a number, but its value is not one. Put quotes around it: "{id}".',
				),
			);
		},
	);

	it('may be the event type', () => {
		const template = withBody('{"a": [{"type": {eventType}}]}');
		expect(template.eventTypePath).toEqual(['a', 'type']);
		expect(template.fill({ ...VALUES, eventType: '3' }).body).toBe('{"a": [{"type": 3}]}');
		expect(template.describe({ ...VALUES, eventType: '3' })).toContain('{"a": [{"type": 3}]}');
		expect(template.describe({})).toContain('{"a": [{"type": {eventType}}]}');
	});

	it.each(['{ {eventType}: 1}', '[-{eventType}]', '[1{eventType}]', '[{eventType}{eventType}]'])(
		'is refused where JSON allows no number: %s',
		(body) => {
			expect(() => withBody(body)).toThrow('has a body that is not JSON.');
		},
	);

	it('is refused for a value that is never a number, before anything is sent', () => {
		expect(() => withBody('{"a": {uuid}}')).toThrow('Put quotes around it: "{uuid}".');
	});
});

describe('GraphQL', () => {
	const inGraphQl = (query: string, field: RequestField = 'Delete Request'): string => {
		const template = parse(`POST /graphql\n\n{"query": ${JSON.stringify(query)}}`, field);
		const { body = '' } = template.fill(VALUES);
		return (JSON.parse(body) as { query: string }).query;
	};

	it.each([
		['mutation{webhookDelete(id:"{id}"){success}}', 'mutation{webhookDelete(id:"42"){success}}'],
		['mutation { remove(id: {id}) { hook {id} } }', 'mutation { remove(id: 42) { hook {id} } }'],
		['{me{id} remove(id:"x({id}")\n{ok}}', '{me{id} remove(id:"x(42")\n{ok}}'],
		[
			' query Q($a: A) { remove(id: "{id}") { id } }',
			' query Q($a: A) { remove(id: "42") { id } }',
		],
	])('%s keeps its selections', (query, sent) => {
		expect(inGraphQl(query)).toBe(sent);
	});

	it.each([
		['mutation { remove(id: "{id}") }', '1") all(x: "'],
		['mutation { remove(id: "{id}") }', '1\\'],
		['mutation { remove(id: {id}) }', '1) all(x: 2'],
		['{"id": "{id}"}', '1", "all": "true'],
	])('%s is never ended by a value: %s', (query, id) => {
		const template = parse(`POST /x\n\n${JSON.stringify({ query })}`, 'Delete Request');
		expect(() => template.fill({ id })).toThrow('Delete Request cannot be sent: the value of {id}');
	});

	it.each([
		['query of {id} and {id}', 'query of 42 and 42'],
		['{id}x{id}', '42x42'],
		['hook {id}', 'hook 42'],
		['"a{id}"', '"a42"'],
	])('is not seen in other strings by mistake: %s', (text, sent) => {
		expect(inGraphQl(text)).toBe(sent);
	});
});

describe('a body after the command', () => {
	const BODY = '{\n "url": "{notificationUrl}", "a": "it\'s"\n}';
	const SENT = BODY.replace('{notificationUrl}', VALUES.notificationUrl);
	it.each([
		`curl -X POST https://api.myd3.data3.com/hooks -d @- << EOF\n${BODY}\nEOF`,
		`curl --data @- <<'END' https://api.myd3.data3.com/hooks\n${BODY}\nEND\n`,
		`curl --data-binary @- <<-"E"\n${BODY}\nE\n https://api.myd3.data3.com/hooks`,
	])('is read from a here-document: %j', (text) => {
		expect(parse(text).fill(VALUES)).toEqual({
			method: 'POST',
			url: 'https://api.myd3.data3.com/hooks',
			headers: { 'Content-Type': 'application/json' },
			body: SENT,
		});
	});

	it('is not a here-document without its end or without "@-"', () => {
		const command = 'curl https://api.myd3.data3.com/hooks';
		expect(() => parse(`${command} -d @- << EOF\n${BODY}`)).toThrow('takes its body from a file');
		expect(
			parse(`${command} -d '{"a": "<<b\nb"}' -G -d u={notificationUrl}`, 'Create Request').fill(
				VALUES,
			).url,
		).toContain('%3C%3Cb');
	});
});

describe('a JSON body', () => {
	it.each([
		{ body: '{\u00a0"a":\u00a01}', sent: '{ "a": 1}' },
		{ body: '{"a":1,"a":2}', sent: '{"a":1,"a":2}' },
		{ body: '{"q":"see { it } hook{id}"}', sent: '{"q":"see { it } hook42"}' },
		{ body: '{"q":"{id} hook{id}"}', sent: '{"q":"42 hook42"}' },
		{ body: '{"q":" { hook{x} }"}', sent: '{"q":" { hook{x} }"}' },
		{ body: '{"q":"{ d(h: \\"hook{id}\\") }"}', sent: '{"q":"{ d(h: \\"hook42\\") }"}' },
	])('is sent: $body', ({ body, sent }) => {
		expect(parse(`POST /hooks?id={id}\n\n${body}`, 'Delete Request').fill(VALUES).body).toBe(sent);
	});

	it('takes further fields', () => {
		expect(withBody('{"a":1}').fill(VALUES, { b: 2, c: 3 }).body).toBe('{"a":1,"b":2,"c":3}');
	});

	it('refuses a value as a name if that name is taken', () => {
		const template = withBody('{"a":1,"{eventType}":2}');
		expect(() => template.fill({ ...VALUES, eventType: 'a' })).toThrow('"a" twice');
	});

	it.each([
		{ body: '{"a": "‘", "b": "’", x}', hint: 'Compare its quotes, commas and brackets' },
		{ body: '{"a": "x\ny", ‘b’: 1}', hint: 'its line 2 has a quote' },
		{ body: '{"a": "...",\n/* b */ "c": 1}', hint: 'its line 2 has a comment. Remove it.' },
		{ body: '{"a": 1.5,\n...}', hint: 'its line 2 has an ellipsis. Replace it' },
		{ body: '[1,]', hint: 'an extra comma' },
		{ body: 'hello a=b', hint: 'does not begin with "{"' },
	])('is refused with a hint: $body', ({ body, hint }) => {
		expect(() => withBody(body)).toThrow(hint);
	});
});

describe('a form', () => {
	it('encodes values, and keeps what is already encoded', () => {
		const { body } = withForm('a=x%20y&b[]={eventType}\n{uuid}=1&c=ü d&secret').fill({
			...VALUES,
			eventType: 'a&b=c d+e',
			uuid: 'n=m',
		});
		expect(body).toBe('a=x%20y&b[]=a%26b%3Dc%20d%2Be&n%3Dm=1&c=%C3%BC+d&secret');
	});

	it('gets additional fields, encoded', () => {
		expect(withForm('a%=1').fill(VALUES, {}).body).toBe('a%25=1');
		expect(withForm('a=1').fill(VALUES, { 'b&': 'c d', n: 2, t: true }).body).toBe(
			'a=1&b%26=c%20d&n=2&t=true',
		);
	});

	it('refuses an additional field that it already has, or that is not text', () => {
		for (const name of ['a+b', 'a%20b']) {
			expect(() => withForm(`${name}=1`).fill(VALUES, { 'a b': 'c' })).toThrow(
				'Create Request already has "a b"',
			);
		}
		expect(() => withForm('a=1').fill(VALUES, { b: [1] })).toThrow(
			new Error(
				'Create Request sends a form, so the additional field "b" must be text, a number, true or false.',
			),
		);
	});

	it('refuses a value that equals the name of another argument', () => {
		expect(() => withForm('{eventType}=1&a%20b=2').fill({ ...VALUES, eventType: 'a b' })).toThrow(
			'Create Request would have "a b" twice with this value.',
		);
	});

	it('has the event type at its argument, decoded', () => {
		expect(withForm('a=1&b%5B%5D=x{eventType}').eventTypePath).toEqual(['b']);
		expect(withForm('filter[event_types][0]={eventType}').eventTypePath).toEqual([
			'filter',
			'event_types',
		]);
		expect(withForm('{eventType}=true').eventTypePath).toEqual(['{eventType}']);
		expect(withForm('name=n8n {eventType}&type={eventType}').eventTypePath).toEqual(['type']);
	});
});

describe('a variable in a path', () => {
	it.each(['$WEBHOOK', '$APP_WEBHOOK_ID', '$url_ID', '$hookId/', 'YOUR_STREAM_ID?a=b'])(
		"is the id at the end of Delete Request's: %s",
		(end) => {
			expect(idFilledIn(`/apps/acme/hooks/${end}`, 'we_1')).toMatch(/\/apps\/acme\/hooks\/we_1\b/);
		},
	);

	it("is not mistaken for the id if it is OData's, not at the end or in another request", () => {
		expect(idFilledIn('/hooks/{id}/$ref', '17')).toBe(`${BASE_URL}/hooks/17/$ref`);
		expect(() => remove('/apps/$APP/hooks/$HOOK_ID')).toThrow(
			'Delete Request has $APP in its address. Replace it with its value.',
		);
		expect(() => list('GET /hooks/$HOOK_ID')).toThrow(
			'List Request has $HOOK_ID in its address. Replace it with its value.',
		);
	});
});

describe('the id that Create Request chooses', () => {
	it.each([
		{ what: 'a longer name', text: 'PUT /hooks/n8n-{uuid}', id: 'n8n-1' },
		{ what: 'an argument', text: 'POST /hooks?key={eventType}.{uuid}', id: 'a.b.1' },
		{ what: 'a property', text: 'POST /hooks\n\n{"key": "n8n-{uuid}"}', id: 'n8n-1' },
		{ what: 'not a key of the request', text: 'PUT /h\n\n{"requestId": "r-{uuid}"}', id: '1' },
		{ what: 'not a header', text: 'POST /hooks\nIdempotency-Key: n8n-{uuid}', id: '1' },
		{ what: 'not a string with a key', text: 'POST /hooks?a={apiKey}-{uuid}', id: '1' },
		{ what: 'undefined without {uuid}', text: 'POST /hooks', id: undefined },
	])('is $what', ({ text, id }) => {
		const [line = '', ...rest] = text.split('\n');
		const withUrl = `${line}${line.includes('?') ? '&' : '?'}u={notificationUrl}`;
		const template = parse([withUrl, ...rest].join('\n'));
		expect(template.chosenId({ ...VALUES, eventType: 'a.b', uuid: '1' })).toBe(id);
	});
});

describe('the place of the event type', () => {
	it('can be an argument of the query', () => {
		expect(parse('POST /start?type={eventType}&to={notificationUrl}').eventTypePath).toEqual([
			'type',
		]);
	});
	it('has no name in a path or a header', () => {
		expect(parse('POST /{eventType}?to={notificationUrl}').eventTypePath).toEqual([]);
	});
	it('is looked for in the body first', () => {
		const template = parse(
			'POST /start?type={eventType}\n\n{"a":"{eventType}","u":"{notificationUrl}"}',
		);
		expect(template.eventTypePath).toEqual(['a']);
	});
});

describe('a request with headers', () => {
	const headersOf = (lines: string): Record<string, string> =>
		list(`GET /hooks\n${lines}`).fill(VALUES).headers;

	it('drops those that the client sets itself', () => {
		const dropped =
			'Host: a\nContent-Length: 1\nConnection: x\nAccept-Encoding: gzip\nTransfer-Encoding: chunked\nExpect: 100-continue\nKeep-Alive: 5\nPostman-Token: 1234-5678\n:authority: a\nauthority: a\n:method: GET\n:scheme: https\n:path: /\nX-A:1';
		expect(headersOf(dropped)).toEqual({ 'X-A': '1' });
	});

	it('sends a header that occurs twice with the same value once', () => {
		expect(headersOf('Accept: a\naccept:  a ')).toEqual({ Accept: 'a' });
	});

	it('recognises its own Authorization in any letter case', () => {
		expect(list('GET /hooks\nauthorization: Bearer {accessToken}').hasAuthorization).toBe(true);
		expect(list('GET /hooks\nX-Authorization: {accessToken}').hasAuthorization).toBe(false);
	});

	it.each([
		['Authorization: Basic {apiKey}', 'Basic key-1'],
		['Authorization: Basic {apiKey}:{apiSecret}', 'Basic a2V5LTE6c2VjcmV0LTE='],
		['Authorization: basic {apiKey}:', 'Basic a2V5LTE6'],
		['Authorization: Basic base64({apiKey}:{apiSecret})', 'Basic a2V5LTE6c2VjcmV0LTE='],
		['Authorization: Basic Base64Encoded({apiKey}:{apiSecret})', 'Basic a2V5LTE6c2VjcmV0LTE='],
		['Authorization: Basic Base64.encode ({apiKey}:{apiSecret})', 'Basic a2V5LTE6c2VjcmV0LTE='],
		['Authorization: Bearer {apiKey}:{apiSecret}', 'Bearer key-1:secret-1'],
		['Authorization: Basic', 'Basic'],
	])('sends %s as %s', (line, sent) => {
		expect(headersOf(line)).toEqual({ Authorization: sent });
	});

	it('encodes an API Key that contains both parts', () => {
		const template = list('GET /hooks\nAuthorization: Basic {apiKey}');
		expect(template.fill({ apiKey: 'ü:2' }).headers).toEqual({ Authorization: 'Basic w7w6Mg==' });
	});

	it.each(['a\nX-Evil: 1', 'a\r', '\0', '€'])('refuses the value %j', (apiKey) => {
		expect(() => list('GET /hooks\nX-Key: {apiKey}').fill({ apiKey })).toThrow(
			new Error(
				'List Request cannot be sent: a value in the header X-Key has a line break or another character that is not allowed there. Copy the value again without it.',
			),
		);
	});

	it('may have a header called __proto__', () => {
		expect(Object.keys(headersOf('__proto__: 1'))).toEqual(['__proto__']);
	});
});

describe('a value', () => {
	it.each([
		[
			{ apiKey: '' },
			'Token Request has {apiKey}, but there is no value for it. Fill in "API Key" in the MyD3 API credential, or write the request without it.',
		],
		[
			{ apiKey: 'a' },
			'Token Request has {apiSecret}, but there is no value for it. Fill in "API Secret" in the MyD3 API credential, or write the request without it.',
		],
	])('that is missing is reported by the name of its field: %j', (values, sentence) => {
		const template = parse('POST /t\n\n{"a":"{apiKey}","b":"{apiSecret}"}', 'Token Request');
		expect(() => template.fill(values)).toThrow(new Error(sentence));
	});

	it('is missing even if the prototype has it', () => {
		const values = Object.create(VALUES) as Record<string, string>;
		expect(() => list('GET /hooks/{page}').fill(values)).toThrow(
			new Error(
				'List Request has {page}, but there is no value for it. Write the request without it.',
			),
		);
	});

	it('may be empty unless it is a key or in the path', () => {
		expect(withBody('{"a":"{eventType}"}').fill({ ...VALUES, eventType: '' }).body).toBe(
			'{"a":""}',
		);
	});
});

describe('literals that a request may contain', () => {
	it.each([
		'{"publicKey": "abc", "keywords": "a", "filterKeys": ["a"], "tokenType": "Bearer", "password": "", "apiKey": null}',
		'{"secret": true, "token": 12345678, "keys": {"a": "b"}, "monkey": "x", "token_type": "abc"}',
		'{"headers": [{"name": "Authorization", "value": "Bearer {apiKey}"}]}',
		'{"name": "Authorization", "values": "x", "a": {"value": "y"}}',
		'{"metadata": [{"key": "region", "value": "au"}], "routing_key": "a", "token": "Basic"}',
		'{"secret": "{apiSecret}", "key": "prefix-{apiKey}", "token": "Basic "}',
		'{"value": 1, "name": "x-token", "myvalue": "a", "values": "b"}',
		'{"key": "abc", "value": {}}',
	])('include a part of the body %s', (body) => {
		expect(() => withBody(body)).not.toThrow();
	});

	it.each([
		'GET /hooks?pageToken=abc&idempotency_key=1',
		'GET /hooks?grant_type=password',
		'GET /hooks\nIdempotency-Key: 1\nX-Token-Version: 2',
		'GET /hooks\nAuthorization: Basic\nMy-Auth: abc\nCookie-Consent: yes',
	])('include a part of the request %j', (text) => {
		expect(() => list(text)).not.toThrow();
	});

	it.each([
		'X-API-Key: abc',
		'Api-Token: abc',
		'PRIVATE-TOKEN: <your_access_token>',
		'X-Password: abc',
		'Ocp-Apim-Subscription-Key: $KEY',
		'X-Secret: abc',
		'Proxy-Authorization: Basic YTpi',
	])('exclude the header %s', (line) => {
		expect(() => list(`GET /hooks\n${line}`)).toThrow('a key, token or password in the header');
	});

	it.each([
		'{"key": "abc"}',
		'{"value": 1, "apiKey": "a"}',
		'{"auth[password]": "a"}',
		'{"tokens": ["abc"]}',
		'{"headers": {"Authorization": "Bearer xyz"}}',
		'[{"key": "Authorization", "value": "Bearer xyz"}]',
		'[{"Value": "xyz", "Name": "X-API-Key"}]',
		'{"header": "x-token", "value": ["xyz"]}',
		'{"__proto__": {"apiKey": "a"}}',
		'{"public_key_token": "a"}',
		'{"page_token_secret": "a"}',
		'{"a": {}, "name": "x-token", "value": ["xyz"]}',
		'{"key": "abc", "values": 1}',
		'{"key": "abc", "myvalue": 1}',
		'{"value": 1, "header_token": "abc"}',
	])('exclude a part of the body %s', (body) => {
		expect(() => withBody(body)).toThrow('a key, token or password in the property');
	});

	const KEY = 'k3y/with+"odd" ch@rs';
	it.each([
		['itself', KEY],
		['URL-encoded twice', encodeURIComponent(encodeURIComponent(KEY))],
		['in all its bytes', [...KEY].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')],
		['in base64 for URLs', Buffer.from(`a:${KEY}`).toString('base64url')],
		['URL-encoded', encodeURIComponent(KEY)],
		['form-encoded', new URLSearchParams({ k: KEY }).toString()],
		['JSON-escaped', JSON.stringify(KEY)],
		['escaped by code', '\\u006b3y/with+\\"odd\\" ch@rs'],
		['in base64', Buffer.from(KEY).toString('base64')],
		['in base64 with a name before it', Buffer.from(`user:${KEY}`).toString('base64')],
	])('exclude the value of API Key %s', (_, text) => {
		expect(() =>
			parse(`POST /hooks\n\n{"a": ${text}}`, 'Create Request', { secrets: [KEY] }),
		).toThrow(
			new Error(
				'Create Request contains the value of "API Key" or "API Secret". Replace it with {apiKey} or {apiSecret}, which n8n fills in from fields that it keeps hidden.',
			),
		);
	});

	it('exclude the value of API Key in the pieces of a cURL command', () => {
		const text = `curl https://api.myd3.data3.com/hooks -H 'X-A: the-api'"-key"`;
		expect(() => parse(text, 'List Request', { secrets: ['the-api-key'] })).toThrow(
			'contains the value of',
		);
	});

	it('exclude the value of API Key and API Secret, beyond ASCII and without white space around it', () => {
		const secrets = ['the-api-key', ' schlüssel-17 '];
		expect(() => parse('GET /hooks?a=schl%C3%BCssel-17', 'List Request', { secrets })).toThrow(
			'contains the value of',
		);
	});

	it.each([
		['host', true],
		['base_url', true],
		['mybaseurl', false],
	])('exclude a Postman variable, and {{%s}} means the Base URL: %s', (name, isBase) => {
		const advice = isBase ? 'start with the path' : 'in single braces';
		expect(() => list(`GET {{${name}}/hooks`)).toThrow(advice);
	});

	it('include a short API Key, which may be there by coincidence', () => {
		expect(() => parse('GET /hooks', 'List Request', { secrets: ['hooks', ''] })).not.toThrow();
		expect(() => parse('GET /eighthkk', 'List Request', { secrets: ['eighthkk'] })).toThrow(
			'contains the value of',
		);
	});
});

describe('describe', () => {
	it('shows a JSON request with secrets and private literals hidden', () => {
		const text =
			'POST /hooks/{uuid}?tenant=12&k={apiKey}\nAccept: application/json\nX-Tenant: acme\nX-Api-Version: 2\nrevision: 2025\nAuthorization: Bearer {accessToken}\n\n{"a": "x {eventType}", "n": -1.5, "t": true, "e": "", "{eventType}": {"url": "{notificationUrl}"}}';
		expect(parse(text).describe(VALUES)).toBe(
			'POST /hooks/0f8fad5b-d9cb-469f-a165-70867728950e?tenant=***&k={apiKey}\nAccept: application/json\nX-Tenant: ***\nX-Api-Version: 2\nrevision: 2025\nAuthorization: Bearer {accessToken}\nContent-Type: application/json\n\n{"a": "***InvoiceIssued", "n": ***, "t": true, "e": "", "InvoiceIssued": {"url": "https://n8n.example.com/webhook/1?apiKey=***"}}',
		);
	});

	it('shows a cURL command as its request', () => {
		const text =
			'curl https://login.example.com/token -u {apiKey}:{apiSecret} -d grant_type=client_credentials -d a={apiKey}';
		expect(parse(text, 'Token Request').describe(VALUES)).toBe(
			'POST https://login.example.com/token\nAuthorization: Basic {apiKey}:{apiSecret}\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=***&a={apiKey}',
		);
	});

	it('shows the added access token', () => {
		expect(
			list('GET /hooks?page={page}', 'https://gateway.example.com/myd3').describe(VALUES),
		).toBe('GET /myd3/hooks?page=1\nAuthorization: Bearer {accessToken}');
		expect(parse('POST /t?k={apiKey}', 'Token Request').describe({})).toBe('POST /t?k={apiKey}');
	});

	it.each([
		['https://a.example/b', 'https://a.example/b'],
		['https://a.example/b?', 'https://a.example/b?***'],
		['https://u:p@a.example/b?to=ftp://u@c', 'https://***@a.example/b?to=***'],
		['https://a.example/b?c?d=e', 'https://a.example/b?c?d=***'],
		['https://a.example/b?c=d=e&f&g=', 'https://a.example/b?c=***&***&g=***'],
	])('shows the notification URL %s as %s', (notificationUrl, shown) => {
		expect(withBody('"{notificationUrl}"').describe({ notificationUrl })).toContain(`"${shown}"`);
	});

	it('shows a scheme, and hides what follows', () => {
		const shown = (line: string): string | undefined =>
			list(`GET /hooks\n${line}`)
				.describe({ ...VALUES, offset: 'a\nb' })
				.split('\n')[1];
		expect(shown('Authorization: Bearer abc{accessToken}')).toBe(
			'Authorization: Bearer ***{accessToken}',
		);
		expect(shown('Authorization: {accessToken}')).toBe('Authorization: {accessToken}');
		expect(shown('Authorization: Klaviyo-API-Key {apiKey}')).toBe('Authorization: *** {apiKey}');
		expect(shown('Authorization: Basic')).toBe('Authorization: Basic');
		expect(list('GET /hooks\nX-From: {offset}').describe({ offset: 'a\nb' })).toContain(
			'X-From: a b',
		);
	});

	it('leaves a placeholder without a value unchanged', () => {
		expect(withBody('"{eventType}"').describe({ eventType: 'a?b' })).toContain('"a?b"');
		expect(list('GET /hooks?page={page}').describe({})).toContain('?page={page}');
	});
});

describe('a request', () => {
	it.each([
		'\ufeffGET /hooks',
		'\r\n  get   /hooks \t HTTP/2\r\n\r\n',
		'```\nGET /hooks\n```',
		'```http\nGET /hooks\n```',
		'HTTP\nGET /hooks',
		'### list\n# first\n\nGET /hooks',
		'GET\u00a0/hooks',
		'HTTP 1.1 GET https://api.myd3.data3.com/hooks',
		'$ curl https://api.myd3.data3.com/hooks',
		'# curl https://api.myd3.data3.com/hooks',
		'C:\\> curl.exe https://api.myd3.data3.com/hooks',
		'```bash\n/usr/bin/curl https://api.myd3.data3.com/hooks\n```',
		'cURL\ncurl https://api.myd3.data3.com/hooks',
		'curl https://api.myd3.data3.com/hooks; echo x',
		'curl https://api.myd3.data3.com/hooks > hooks.json',
		'curl https://api.myd3.data3.com/hooks && date',
		'curl -sS -o out -m5 https://api.myd3.data3.com/hooks # all of them',
	])('is read whatever surrounds it: %j', (text) => {
		expect(list(text).fill(VALUES)).toEqual({
			method: 'GET',
			url: 'https://api.myd3.data3.com/hooks',
			headers: {},
		});
	});

	it("has its placeholders' names", () => {
		expect([...remove('/hooks/{hookId}?k={apiKey}').placeholders]).toEqual(['id', 'apiKey']);
		expect(remove('/hooks/:event_subscription-token').idNames).toEqual([
			'event_subscription_token',
			'token',
		]);
		expect(remove('/hooks/{subscriptionKey}').idNames).toEqual(['subscription_Key', 'Key']);
		expect(remove('/hooks/{id}').idNames).toEqual([]);
		expect(remove('/hooks/YOUR_STREAM_ID').idNames).toEqual(['YOUR_STREAM_ID']);
		expect(remove('/apps/{apiKey}/hooks/{hookKey}').idNames).toEqual(['hook_Key', 'Key']);
		expect(remove('/streams?stream_id={id}&k={apiKey}\nX-Stream: {id}').idNames).toEqual([
			'stream_id',
		]);
		expect(remove('/unbind\n\n{"handler": "{id}", "x": "a {id}"}').idNames).toEqual(['handler']);
	});
});
