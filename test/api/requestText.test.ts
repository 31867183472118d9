import { readRequest } from '../../nodes/MyD3/api/template/requestText';

const read = (text: string) => readRequest(text, 'Token Request');
const GET = { method: 'GET', address: '/h', headers: [], body: '' };

describe('the text of a request', () => {
	it.each([
		{ text: 'GET /h\rA : b', is: { headers: [['A', ' b']] } },
		{ text: 'GET /h\nA: b?c', is: { headers: [['A', ' b?c']] } },
		{
			text: 'GET /h\nA: b\n?c: d',
			is: {
				headers: [
					['A', ' b'],
					['?c', ' d'],
				],
			},
		},
		{ text: 'GET /h XHTTP/1.1', is: { address: '/h XHTTP/1.1' } },
		{ text: 'GET /h HTTP/1.1x', is: { address: '/h HTTP/1.1x' } },
		{ text: 'GET /curl x', is: { address: '/curl x' } },
		{ text: 'bash :\nGET /h', is: {} },
		{ text: '$  curl  /h', is: {} },
		{ text: '#  curl /h\n-s', is: {} },
		{ text: '```\nPOST /h\n\n{}\n  ```\n', is: { method: 'POST', body: '{}' } },
		{ text: '// POST /h\n{}', is: { method: 'POST', body: '{}' } },
		{ text: '//POST /h\nAb: b\n\n{}', is: { method: 'POST', headers: [['Ab', ' b']], body: '{}' } },
		{
			text: '// \tPOST \t https://h/i\n\n[]',
			is: { method: 'POST', address: 'https://h/i', body: '[]' },
		},
		{ text: '# GET http://h', is: { address: 'http://h' } },
		{ text: '# GET /h\nA: b', is: { headers: [['A', ' b']] } },
		{ text: '// DELETE /h/1\nGET /h', is: {} },
		{ text: '1 GET /h\n2   A: b\n3', is: { headers: [['A', ' b']] } },
		{ text: '1GET /h\n2A: b', is: { headers: [['A', ' b']] } },
		{ text: '9\n10\ncurl /h \\\n-s', is: {} },
		{ text: '1. GET /h\n2. A: b', is: { headers: [['A', ' b']] } },
		{ text: 'GET /1\nA: 2', is: { address: '/1', headers: [['A', ' 2']] } },
		{
			text: ' 1 GET /h\n 2 A: b\n 3\n 4\n 5\n 6\n 7\n 8\n 9\n10',
			is: { headers: [['A', ' b']] },
		},
		{ text: 'POST /h\n\n[\n4,\n5\n]', is: { method: 'POST', body: '[\n4,\n5\n]' } },
		{ text: 'POST /h\n\na=b:c', is: { method: 'POST', body: 'a=b:c' } },
		{ text: '1  curl /h \\\n2  -s', is: {} },
		{ text: 'POST\n/h\n\n{}', is: { method: 'POST', body: '{}' } },
		{ text: 'GET\nhttp://127.0.0.1/h', is: { address: 'http://127.0.0.1/h' } },
		{
			text: 'GET /h\nA: HTTP/1.1 200\n\n  HTTP/1.1 200 OK\nE: f',
			is: { headers: [['A', ' HTTP/1.1 200']] },
		},
		{ text: 'GET /h HTTP/1.1   //Line breaks for clarity', is: {} },
		{
			text: 'POST /h\n\nAb: b\n\n \nC: d\n\n{}\n\nHTTP/1.1 201 Created\nE: f',
			is: {
				method: 'POST',
				headers: [
					['Ab', ' b'],
					['C', ' d'],
				],
				body: '{}',
			},
		},
		{ text: 'GET /h/${apiKey}', is: { address: '/h/{apiKey}' } },
	])('is read: $text', ({ text, is }) => {
		expect(read(text)).toEqual({ ...GET, ...is });
	});

	it.each(['XGET /h', 'GETX /h', 'XHEAD /h', 'HEADX /h', '#curl /h', 'HTTP/1.1 200 OK\n\n{}'])(
		'is refused unless it begins with a request: %s',
		(text) => {
			expect(() => read(text)).toThrow(/^does not begin with a request\./);
		},
	);

	it.each([
		{ text: 'GET /h\nb', line: 2 },
		{ text: '\n\r\n\r```http\n# list\nGET /h\nA: b\nc\n```', line: 8 },
	])('is refused with the number of a line that is not a header: $text', ({ text, line }) => {
		expect(() => read(text)).toThrow(`has a line that is not a header (line ${line}).`);
	});

	it.each([
		{ body: 'a=b', cure: 'write the body after the address: ?name=value' },
		{ body: '{"a": "b=c"}', cure: 'remove the body' },
	])('cannot have a body with GET: $body', ({ body, cure }) => {
		expect(() => read(`GET /h\n\n${body}`)).toThrow(`documentation, or ${cure}.`);
	});

	it('needs an address, which is not in a header', () => {
		expect(() => read('POST\nA: https://h')).toThrow(/^has no address after POST\./);
	});

	it('may not be empty', () => {
		expect(() => read(' ')).toThrow(
			'is empty. Write the method and address on the first line, such as POST /identity/v1/token.',
		);
	});
});
