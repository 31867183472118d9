import { randomBytes } from 'node:crypto';

import {
	redact,
	redactAndTruncate,
	redactKeys,
	redactSubscription,
	redactUrls,
} from '../../nodes/MyD3/api/redact';

describe('a known secret', () => {
	const secret = `>>>???a+b/c "d" ü&1<3'\t😀`;
	it.each([
		{ name: 'as it is', text: secret },
		{ name: 'where it occurs twice in a row', text: `${secret}${secret}` },
		{ name: 'in a different letter case', text: secret.toUpperCase() },
		{ name: 'in a URL', text: encodeURIComponent(secret) },
		{ name: 'in a URL, in lower case', text: encodeURIComponent(secret).toLowerCase() },
		{ name: 'in a URL, encoded twice', text: encodeURIComponent(encodeURIComponent(secret)) },
		{ name: 'in a form', text: new URLSearchParams([['', secret]]).toString().slice(1) },
		{ name: 'in a URL that encodes only what it must', text: encodeURI(secret) },
		{ name: 'in JSON', text: JSON.stringify(secret), shown: '"***"' },
		{
			name: 'in JSON with escaped slashes',
			text: JSON.stringify(secret).replace('/', '\\/'),
			shown: '"***"',
		},
		{
			name: 'in JSON in ASCII',
			text: JSON.stringify(secret)
				.replace('ü', '\\u00FC')
				.replace('&', '\\u0026')
				.replace('😀', '\\ud83d\\uDE00'),
			shown: '"***"',
		},
		{ name: 'in HTML', text: '&gt;&gt;&gt;???a+b/c &quot;d&quot; ü&amp;1&lt;3&apos;\t😀' },
		{
			name: 'in HTML, with numbers',
			text: '>>>???a&#43;b&#x2F;c &#34;d&#034; &#xfc;&#38;1<3&#39;&#9;&#x1F600;',
		},
		{
			name: 'in base64',
			text: Buffer.from(secret).toString('base64').replace(/=*$/, '').repeat(2),
		},
		{ name: 'in base64 for URLs', text: Buffer.from(secret).toString('base64url') },
	])('is hidden $name', ({ text, shown = '***' }) => {
		expect(redact(text, [secret])).toBe(shown);
	});

	it.each(['', 'u', 'us', 'user:'])('is hidden in base64 after "%s"', (before) => {
		for (const after of ['', ':', ':pw', ':password']) {
			const encoded = Buffer.from(`${before}abcdefghijklmnop${after}`).toString('base64');
			const shown = redact(encoded, ['abcdefghijklmnop']);
			const left = Buffer.from(shown.replaceAll('***', ''), 'base64').toString('latin1');
			expect(shown).toContain('***');
			expect(left).not.toMatch(/cdef|ghij|klm/);
		}
	});

	it('is hidden in base64 if at least eight of its characters are there', () => {
		expect(redact(Buffer.from('xsecrets!').toString('base64'), ['secrets!'])).toBe('eHNl***');
	});

	it('is hidden as a whole, even if a part of it is also a secret', () => {
		expect(redact('secret-1 and secret', ['secret', 'secret-1'])).toBe('*** and ***');
	});

	it.each(['.*', '(((', '[a-z]', 'a|b|c', '\\d+\\', '$&$1', '^a$b'])('may be %s', (odd) => {
		const key = `${odd}-key`;
		expect(redact(`x ${key} y abc`, [key])).toBe('x *** y abc');
	});

	it('may be 8 kB long, and is also hidden in pieces', () => {
		const long = randomBytes(6001).toString('base64url');
		const pieces = `${long.slice(0, 600)} ${long.slice(-600)}`;
		const text = `${long} ${Buffer.from(long).toString('base64')} ${pieces}`;
		expect(redact(text, [long])).toMatch(/^\*{3} \*{3}(.?=)? \*{3}[\w-]{0,64} [\w-]{0,64}\*{3}$/);
	});

	it('is not searched for if it is so short that this would hide half of every message', () => {
		expect(redact('an error', ['', 'e', 'err'])).toBe('an error');
		expect(redact('an error ++++', ['erro'])).toBe('an ***r ++++');
		const shortInBase64 = Buffer.from('bcd').toString('base64');
		expect(redact(shortInBase64, ['abcdef'])).toBe(shortInBase64);
	});
});

describe('an unknown secret', () => {
	it.each([
		{ name: 'a bearer token', text: 'Bearer  abc.D-e_f~g+/h= is old', shown: 'Bearer  *** is old' },
		{ name: 'Basic authentication', text: 'basic dXNlcjpwdw==.', shown: 'basic ***' },
		{ name: 'a JWT', text: '{"t":"eyJhbGciOi.eyJzdWI.x-_1"}', shown: '{"t":"***"}' },
		{
			name: 'a key in a URL',
			text: 'https://a.b/w?apiKey=abc&x=1',
			shown: 'https://a.b/w?apiKey=***&x=1',
		},
		{
			name: 'a key after another argument',
			text: 'w?x=1&APIKEY=a%20b c',
			shown: 'w?x=1&APIKEY=*** c',
		},
		{ name: 'a key in JSON', text: '"w?apiKey=abc\\"', shown: '"w?apiKey=***\\"' },
		{
			name: 'a key in an encoded URL',
			text: 'w%3FapiKey%3Dabc%26APIKEY%3dabc',
			shown: 'w%3FapiKey%3D***%26APIKEY%3d***',
		},
		{
			name: 'a key in a twice-encoded URL',
			text: '%253FapiKey%253Dab-c%2526',
			shown: '%253FapiKey%253D***%2526',
		},
		{
			name: 'a key in HTML',
			text: 'w?x=1&amp;apiKey=abc&amp;y',
			shown: 'w?x=1&amp;apiKey=***&amp;y',
		},
		{ name: 'a key in JSON in ASCII', text: 'w?apiKey\\u003dabc"', shown: 'w?apiKey\\u003d***"' },
	])('is hidden: $name', ({ text, shown }) => {
		expect(redact(text, [])).toBe(shown);
	});

	it.each(['the bearer of news', 'no eyJ', 'apiKey is required', 'basic plan'])(
		'is not suspected in "%s"',
		(text) => {
			expect(redact(text, [])).toBe(text);
		},
	);

	it('that is the key of a notification URL is hidden by redactKeys() alone', () => {
		expect(redactKeys('https://a.b/w?apiKey=abc')).toBe('https://a.b/w?apiKey=***');
	});
});

it.each([
	{ name: 'white space', text: '  a\r\n\t b  ', shown: 'a b' },
	{ name: 'exactly 200 characters', text: 'x'.repeat(200), shown: 'x'.repeat(200) },
	{ name: 'more than 200 characters', text: `${'x'.repeat(200)}y`, shown: `${'x'.repeat(200)}…` },
	{
		name: 'a secret at the end of the 200 characters',
		text: `${'x'.repeat(196)} secret`,
		shown: `${'x'.repeat(196)} ***`,
	},
	{ name: 'an empty string', text: '', shown: '' },
])('a string is shortened if necessary: $name', ({ text, shown }) => {
	expect(redactAndTruncate(text, ['secret'])).toBe(shown);
});

describe('the URLs in a string', () => {
	it.each([
		{
			url: 'https://a.example.com/w?code=s&sig=t',
			shown: 'https://a.example.com/w?code=***&sig=***',
		},
		{ url: 'https://u:p@s@a.example.com/w', shown: 'https://***@a.example.com/w' },
		{ url: 'HTTPS://a.example.com/w?secret', shown: 'HTTPS://a.example.com/w?***' },
		{ url: 'https://a.example.com/w?a=1;b=2', shown: 'https://a.example.com/w?a=***;b=***' },
		{ url: 'https://a.example.com/w#token', shown: 'https://a.example.com/w#***' },
		{ url: 'https://a.example.com/w?secret#x', shown: 'https://a.example.com/w?***#***' },
		{
			url: 'https:\\/\\/u@a.example.com\\/w?code=s',
			shown: 'https:\\/\\/***@a.example.com\\/w?code=***',
		},
		{ url: 'http://u@a.example.com/w?a=b', shown: 'http://***@a.example.com/w?a=***' },
		{ url: 'https://a.example.com/a=b', shown: 'https://a.example.com/a=b' },
		{ url: 'https://a.example.com/w?a=', shown: 'https://a.example.com/w?a=***' },
		{ url: 'https://a.example.com/w', shown: 'https://a.example.com/w' },
	])('show their target, and no more: $url', ({ url, shown }) => {
		expect(redactUrls(`"${url}" and <${url}>`)).toBe(`"${shown}" and <${shown}>`);
	});
});

describe('a subscription', () => {
	it('is shown without what only its owner may know', () => {
		expect(
			redactSubscription({
				id: 'i',
				url: 'https://a.example.com/w?code=s',
				link: 'https%3A%2F%2Fa.example.com%2Fw%3FapiKey%3Dk',
				signingSecret: 'correct horse battery staple',
				author: 'Jo',
				accessToken: 17,
				public_key: '',
				Password: null,
				nested: [{ apiKey: 'k', credentials: { user: 'u' }, n: 1, ok: true }],
				signingKeys: ['k', ' Basic  k ', { value: 'k', expires: 17 }],
				headers: [
					{ name: 'Authorization', value: 'Basic', valueType: 't' },
					{ name: 'Accept', value: 'v' },
					{ lastName: 'Key', value: 'v' },
					{ names: 'Keys', value: 'v' },
				],
				queue: 'amqps://u:p@q.example.com/x',
				target: 'Endpoint=sb://x;SharedAccessKey=abcdefghijkl=',
				text: '"secret" : "abcdefghijkl"',
				errors: { apiKey: ['The key is required.'] },
			}),
		).toEqual({
			id: 'i',
			url: 'https://a.example.com/w?code=***',
			link: 'https%3A%2F%2Fa.example.com%2Fw%3FapiKey%3D***',
			signingSecret: '***',
			author: 'Jo',
			accessToken: '***',
			public_key: '',
			Password: null,
			nested: [{ apiKey: '***', credentials: { user: '***' }, n: 1, ok: true }],
			signingKeys: ['***', '***', { value: '***', expires: '***' }],
			headers: [
				{ name: 'Authorization', value: '***', valueType: 't' },
				{ name: 'Accept', value: 'v' },
				{ lastName: 'Key', value: 'v' },
				{ names: 'Keys', value: 'v' },
			],
			queue: 'amqps://***@q.example.com/x',
			target: 'Endpoint=sb://x;SharedAccessKey=***',
			text: '"secret" : "***"',
			errors: { apiKey: ['The key is required.'] },
		});
	});

	it('may be nested arbitrarily deeply', () => {
		let deep: unknown = 'x';
		for (let depth = 0; depth < 50_000; depth++) deep = [deep];
		expect(JSON.stringify(redactSubscription(deep))).toMatch(/^\[+"…"\]+$/);
	});
});
