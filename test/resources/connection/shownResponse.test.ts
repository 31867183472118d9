import {
	hideInRequest,
	hideSecrets,
	responseRecorder,
	showResponse,
} from '../../../nodes/MyD3/resources/connection/shownResponse';

const show = (text: string, { status = 200, type = '', mayShowId = true } = {}): string =>
	showResponse({ status, headers: { 'content-type': type }, text }, ['secret-1'], mayShowId);
const NOT_SHOWN = '(not shown, because it contains a secret)';
const GUID = '9ccbe7c2-00e7-44dd-8af7-885c44b4404f';

describe('a successful response', () => {
	it.each([
		{
			text: '{"id":1,"n":null,"e":"","b":true,"@t":"x"}',
			shown: '{"id":"***","n":null,"e":"","b":true,"@t":"***"}',
		},
		{ text: '{"9-id":1,"a b":2}', shown: '{"***":"***"}' },
		{ text: '[[1]]', shown: '[["***"]]' },
		{ text: '[{"a":1},2,3]', shown: '[{"a":"***"},"… 2 more"]' },
		{ text: '[]', shown: '[]' },
		{ text: '', shown: '' },
		{ text: '17', shown: '17' },
		{ text: GUID, shown: GUID },
		{ text: '1234567890123456', shown: '(16 characters)' },
		{ text: 'a token', shown: '(7 characters)' },
		{ text: 'x', shown: '(1 character)' },
		{ text: '<!doctype html><p class="a">17</p><my-x>', shown: '<!doctype><p><my-x>' },
	])('shows names and no values: $text', ({ text, shown }) => {
		expect(show(text)).toBe(shown);
	});

	it.each(['17', GUID])('is not shown if it may be a token: %s', (text) => {
		expect(show(text, { mayShowId: false })).toBe(`(${text.length} characters)`);
	});

	it('is shown shortened', () => {
		expect(show(`{"${'a":{"'.repeat(25)}":1${'}'.repeat(26)}`)).toBe(
			`${'{"a":'.repeat(21)}"…"${'}'.repeat(21)}`,
		);
		expect(show('['.repeat(25) + ']'.repeat(25))).toBe(`${'['.repeat(21)}"…"${']'.repeat(21)}`);
		const names = Array.from({ length: 100 }, (_, index) => [`a${index}`, 1]);
		expect(show(JSON.stringify(Object.fromEntries(names)))).toMatch(/^\{"a0":.{594}…$/);
		expect(show('<p>'.repeat(67))).toBe(`${'<p>'.repeat(66)}<p…`);
	});
});

it.each([
	{ type: 'text/plain; charset=utf-8', shown: 'text/plain 17' },
	{ type: ' application/vnd.a+json ', shown: 'application/vnd.a+json 17' },
	{ type: 'a secret', shown: '17' },
	{ type: 'x text/plain', shown: '17' },
	{ type: 'text/plain x', shown: '17' },
])('the content type "$type" is shown only if it is one', ({ type, shown }) => {
	expect(show('17', { type })).toBe(shown);
});

it.each([
	{ status: 199, text: 'No.', shown: 'No.' },
	{ status: 300, text: 'No.', shown: 'No.' },
	{ status: 400, text: '{"message":"No","token":"x"}', shown: '{"message":"No","token":"***"}' },
	{ status: 400, text: '<p>No</p>', shown: '<p>' },
	{ status: 400, text: 'a '.repeat(150), shown: `${'a '.repeat(100)}…` },
	{ status: 400, text: `${'a '.repeat(99)}ab`, shown: `${'a '.repeat(99)}ab` },
	{ status: 400, text: 'It is secret-1.', shown: 'It is ***.' },
])('MyD3’s words are shown with status $status: $text', ({ status, text, shown }) => {
	expect(show(text, { status })).toBe(shown);
});

const RUN = `${'aB3'.repeat(13)}a`;
it.each([
	{ text: 'See https://api.example.com/a/b.', shown: 'See https://api.example.com/a/b.' },
	{ text: 'See https://github.com/a/b', shown: 'See https://github.com/a/b' },
	{ text: 'See https://other.example.com/', shown: 'See https://other.example.com/' },
	{ text: 'See http://other.example.com', shown: 'See http://other.example.com' },
	{ text: 'See http://u@other.example.com/a', shown: 'See http://other.example.com/***' },
	{ text: 'See http://other.example.com/a', shown: 'See http://other.example.com/***' },
	{ text: "token: 'abcdefghijkl'", shown: "token: '***'" },
	{ text: 'password=abcdefghijkl', shown: 'password=***' },
	{ text: 'signature=abcdefghijk', shown: 'signature=abcdefghijk' },
	{ text: `It is ${RUN}.`, shown: 'It is ***.' },
	{ text: `It is ${RUN.slice(20)}/${RUN.slice(20)}.`, shown: 'It is ***.' },
	{ text: `It is ${RUN.slice(1)}.`, shown: `It is ${RUN.slice(1)}.` },
	{ text: `It is ${RUN.toLowerCase()}.`, shown: `It is ${RUN.toLowerCase()}.` },
	{ text: `It is ${RUN.toUpperCase()}.`, shown: `It is ${RUN.toUpperCase()}.` },
	{ text: `Is ${'aBc'.repeat(14)}.`, shown: `Is ${'aBc'.repeat(14)}.` },
	{
		text: `GET /a/${RUN.slice(9)}/${RUN.slice(9)}`,
		shown: `GET /a/${RUN.slice(9)}/${RUN.slice(9)}`,
	},
	{ text: `GET /a/${RUN}/b`, shown: 'GET /a/***/b' },
])('only what may be a secret is hidden: $text', ({ text, shown }) => {
	expect(hideSecrets(text, [], 'https://api.example.com')).toBe(shown);
});

it.each([
	{ text: 'GET /a', shown: 'GET /a' },
	{ text: 'GET /A+B%3D', shown: NOT_SHOWN },
	{ text: 'GET /a%2Bb%253d', shown: NOT_SHOWN },
	{ text: 'GET /a&#x2B;b&#61;', shown: NOT_SHOWN },
	{ text: 'GET /abc', shown: 'GET /abc' },
])('a request is hidden only if it contains a secret: $text', ({ text, shown }) => {
	expect(hideInRequest(text, ['a+b=', 'abc'])).toBe(shown);
});

it('the recorder keeps the last exchange once, and every secret', () => {
	const recorder = responseRecorder(['own']);
	const response = { status: 200, headers: {}, text: '' };
	const secrets = ['first'];
	expect(recorder.takeLast()).toBeUndefined();
	recorder.onResponse(response, secrets, 'GET /1');
	recorder.onResponse(response, secrets, 'GET /2');
	secrets.push('renewed');
	expect(recorder.takeLast()).toEqual({ request: 'GET /2', response });
	expect(recorder.takeLast()).toBeUndefined();
	expect(recorder.secrets()).toEqual(['own', 'first', 'renewed']);
});
