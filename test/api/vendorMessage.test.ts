import { appendVendorMessage, excerptOf, vendorMessage } from '../../nodes/MyD3/api/vendorMessage';
import { responseWith } from './builder';

describe("MyD3's words", () => {
	it.each([
		...[
			'message',
			'detail',
			'title',
			'error_description',
			'error',
			'Message',
			'errorMessage',
			'reason',
			'description',
			'text',
		].map((name) => ({
			name: `"${name}"`,
			body: { status: 400, [name]: 'No such event' },
			words: 'No such event',
		})),
		{
			name: 'the more specific of two properties',
			body: { error: 'bad_request', message: 'No such event' },
			words: 'No such event',
		},
		{
			name: 'the more specific of two properties, in another order',
			body: { title: 'Bad', detail: 'No such event' },
			words: 'No such event',
		},
		{
			name: 'what ASP.NET says about each field',
			body: {
				title: 'One or more validation errors occurred.',
				status: 400,
				errors: { Url: ['The Url field is required.'], '$.events': ['Not a list.'] },
				traceId: '00-1',
			},
			words:
				'One or more validation errors occurred. The Url field is required. $.events Not a list.',
		},
		{
			name: 'a list of errors',
			body: { errors: [{ code: 1, message: 'A' }, { message: 'B' }, { message: 'A' }] },
			words: 'A B',
		},
		{ name: 'a list of strings', body: { errors: ['A ', 'B', 'A'] }, words: 'A B' },
		{
			name: 'a property beside one that is not about a field',
			body: { message: 'No', errorContext: { request: '7' } },
			words: 'No',
		},
		{
			name: 'an object under "error"',
			body: { error: { code: 'X', message: 'No such event' } },
			words: 'No such event',
		},
		{
			name: 'the form of Microsoft Graph',
			body: { error: { code: 'X', message: 'No', innerError: { date: 'd' } } },
			words: 'No',
		},
		{ name: 'a list of objects', body: [{ message: 'A' }, { detail: 'B' }], words: 'A B' },
		{
			name: 'the form of Apigee',
			body: { fault: { faultstring: 'No', detail: { code: 7 } } },
			words: 'No',
		},
		{
			name: 'the form of Okta',
			body: { errorSummary: 'A', errorCauses: [{ errorSummary: 'B' }] },
			words: 'A B',
		},
		{
			name: 'the form of SAP',
			body: { error: { code: 'X', message: { lang: 'en', value: 'No' } } },
			words: 'No',
		},
		{
			name: 'the form of NestJS',
			body: { message: ['A', 'B'], error: 'Bad Request' },
			words: 'A B',
		},
		{
			name: 'the form of FastAPI',
			body: { detail: [{ loc: ['body', 'url'], msg: 'No' }] },
			words: 'No',
		},
		{ name: 'the form of MYOB', body: { Errors: [{ Name: 'X', Message: 'No' }] }, words: 'No' },
		{
			name: 'the form of Oracle',
			body: { title: 'A', 'o:errorDetails': [{ detail: 'B' }] },
			words: 'A B',
		},
		{ name: 'the form of Zuora', body: { reasons: [{ code: 1, message: 'No' }] }, words: 'No' },
		{ name: 'an empty object', body: {}, words: '' },
		{ name: 'an empty list', body: ' [ ] ', words: '' },
		{ name: 'plain text', body: 'No such event', words: 'No such event' },
		{ name: 'JSON text', body: '"No such event"', words: 'No such event' },
		{ name: 'a comparison', body: 'a<b', words: 'a<b' },
		{ name: 'an empty body', body: '', words: '' },
		{
			name: 'another property beside an empty message',
			body: { message: ' ', error: 'No' },
			words: 'No',
		},
		{ name: 'null', body: 'null', words: 'null' },
		{ name: 'markup', body: '<html>No</html>', words: '' },
		{ name: 'markup after white space', body: '\n <html>No</html>', words: '' },
		{ name: 'markup in JSON', body: { message: '<p>No</p>' }, words: '' },
		{ name: 'a number', body: { error: 7 }, words: '{"error":7}' },
		{
			name: 'unusual properties only',
			body: { code: 'X', field: 'y' },
			words: '{"code":"X","field":"y"}',
		},
	])('read from $name are "$words"', ({ body, words }) => {
		expect(vendorMessage(responseWith(body), [])).toBe(words);
	});

	it.each([
		{ body: { message: 'not the-secret' }, words: 'not ***' },
		{
			body: { message: 'cannot reach https://a.example.com/w?code=s' },
			words: 'cannot reach https://a.example.com/w?code=***',
		},
		{
			body: { token: 'unknown', url: 'https://a.example.com/?sig=s' },
			words: '{"token":"***","url":"https://a.example.com/?sig=***"}',
		},
	])('have no secrets in them: $body', ({ body, words }) => {
		expect(vendorMessage(responseWith(body), ['the-secret'])).toBe(words);
	});

	it('are at most 200 characters', () => {
		expect(vendorMessage(responseWith({ message: 'x'.repeat(201) }), [])).toBe(
			`${'x'.repeat(200)}…`,
		);
		const errors = Array.from({ length: 100 }, (_, index) => ({ message: `m${index}` }));
		expect(vendorMessage(responseWith({ errors }), [])).toBe('m0 m1 m2 m3 m4 m5 m6 m7 m8 m9');
	});

	it.each(['[', '{"errors":'])('may be nested arbitrarily deeply: %s', (open) => {
		const close = open === '[' ? ']' : '}';
		const deep = `${open.repeat(20_000)}"x"${close.repeat(20_000)}`;
		expect(vendorMessage(responseWith(deep), []).length).toBeLessThanOrEqual(201);
	});
});

describe('the beginning of a response', () => {
	it.each([
		{
			text: '[{"id":1,"url":"https://a.example.com/?code=s","signingSecret":"s"}]',
			excerpt: '[{"id":1,"url":"https://a.example.com/?code=***","signingSecret":"***"}]',
		},
		{ text: 'See https://a.example.com/?code=s', excerpt: 'See https://a.example.com/?code=***' },
		{ text: '"Created"', excerpt: '"Created"' },
		{ text: '<p>  the-secret\n</p>', excerpt: '<p> *** </p>' },
		{ text: '', excerpt: '' },
	])('has no secrets in it: $text', ({ text, excerpt }) => {
		expect(excerptOf(text, ['the-secret'])).toBe(excerpt);
	});
});

it.each([
	{ words: '', message: 'It failed.' },
	{ words: 'No', message: 'It failed. MyD3 says: No.' },
	...['.', '!', '?', '…'].map((end) => ({
		words: `See v2.1${end}`,
		message: `It failed. MyD3 says: See v2.1${end}`,
	})),
	{ words: 'See v2.1', message: 'It failed. MyD3 says: See v2.1.' },
])('a message ends with one punctuation mark: "$words"', ({ words, message }) => {
	expect(appendVendorMessage('It failed', words)).toBe(message);
});
