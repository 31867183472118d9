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
		{ text: '$  curl /h', is: {} },
		{ text: '#  curl /h\n-s', is: {} },
		{ text: '```\nPOST /h\n\n{}\n  ```\n', is: { method: 'POST', body: '{}' } },
		{ text: '1 GET /h\n2   A: b\n3', is: { headers: [['A', ' b']] } },
		{ text: '1GET /h\n2A: b', is: { headers: [['A', ' b']] } },
		{ text: '1\n2\ncurl /h \\\n-s', is: {} },
		{ text: '1  curl /h \\\n2  -s', is: {} },
		{ text: 'POST\n/h\n\n{}', is: { method: 'POST', body: '{}' } },
		{ text: 'GET /h HTTP/1.1   //Line breaks for clarity', is: {} },
		{
			text: 'POST /h\n\nA: b\n\n\nC: d\n\n{}\n\nHTTP/1.1 201 Created\nE: f',
			is: {
				method: 'POST',
				headers: [
					['A', ' b'],
					['C', ' d'],
				],
				body: '{}',
			},
		},
		{ text: 'GET /h/${apiKey}', is: { address: '/h/{apiKey}' } },
	])('is read: $text', ({ text, is }) => {
		expect(read(text)).toEqual({ ...GET, ...is });
	});

	it.each(['XGET /h', 'GETX /h', 'XHEAD /h', 'HEADX /h', '#curl /h'])(
		'is not a request: %s',
		(text) => {
			expect(() => read(text)).toThrow(/^does not begin with a request\./);
		},
	);

	it('may not be empty', () => {
		expect(() => read(' ')).toThrow(
			'is empty. Write the method and address on the first line, such as POST /identity/v1/token.',
		);
	});
});
