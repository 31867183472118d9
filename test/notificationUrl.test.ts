import {
	keyDigestOf,
	generateKey,
	extractKey,
	withKey,
	withoutQuery,
} from '../nodes/MyD3/notificationUrl';
import { redactKeys } from '../nodes/MyD3/api/redact';

const KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const URL = 'https://n8n.example.com/webhook/1/webhook';

describe('the key in a notification URL', () => {
	it('is made of 32 random bytes, as 43 characters that a URL can carry', () => {
		const asked: number[] = [];
		const random = (bytes: number): Buffer => {
			asked.push(bytes);
			return Buffer.from(Array.from({ length: bytes }, (_, index) => index));
		};
		expect(generateKey(random)).toBe(KEY);
		expect(asked).toEqual([32]);
	});

	it('is kept as its SHA-256 only', () => {
		expect(keyDigestOf('abc')).toBe(
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
		);
	});

	it.each([
		{ name: 'the first argument', url: URL, with: `${URL}?apiKey=${KEY}` },
		{ name: 'a further argument', url: `${URL}?a=1`, with: `${URL}?a=1&apiKey=${KEY}` },
	])('becomes $name', ({ url, with: expected }) => {
		expect(withKey(url, KEY)).toBe(expected);
	});

	it.each([
		{ name: 'alone', url: `${URL}?apiKey=${KEY}`, key: KEY },
		{ name: 'among others', url: `${URL}?a=1&apiKey=${KEY}&b=2`, key: KEY },
		{ name: 'not there', url: URL, key: undefined },
		{ name: 'no URL', url: undefined, key: undefined },
		{ name: 'masked', url: `${URL}?apiKey=${'*'.repeat(43)}`, key: undefined },
		{ name: 'shorter', url: `${URL}?apiKey=${KEY.slice(1)}`, key: undefined },
		{ name: 'longer at its end', url: `${URL}?apiKey=${KEY}x`, key: undefined },
		{ name: 'longer at its beginning', url: `${URL}?apiKey=.${KEY}`, key: undefined },
		{ name: 'twice', url: `${URL}?apiKey=${KEY}&apiKey=${KEY}`, key: undefined },
		{ name: 'empty', url: `${URL}?apiKey=`, key: undefined },
	])('is found in a listed URL: $name', ({ url, key }) => {
		expect(extractKey(url)).toBe(key);
	});

	it.each([
		{ name: 'one', text: `${URL}?apiKey=${KEY}`, shown: `${URL}?apiKey=***` },
		{
			name: 'two, whatever the case',
			text: `"${URL}?APIKEY=a1" and '${URL}?a=1&apikey=b2#c'`,
			shown: `"${URL}?APIKEY=***" and '${URL}?a=1&apikey=***#c'`,
		},
		{ name: 'a following argument', text: '?apiKey=a&b=c d', shown: '?apiKey=***&b=c d' },
		{ name: 'none', text: 'apiKey=a', shown: 'apiKey=a' },
	])('is hidden in a text: $name', ({ text, shown }) => {
		expect(redactKeys(text)).toBe(shown);
	});
});

describe('a URL without its query', () => {
	it.each([
		{ name: 'a query', url: `${URL}?a=1`, bare: URL },
		{ name: 'a fragment', url: `${URL}#a`, bare: URL },
		{ name: 'both', url: `${URL}?a=1#b`, bare: URL },
		{ name: 'neither', url: URL, bare: URL },
		{ name: 'a line break', url: `${URL}?a=1\n2`, bare: URL },
		{ name: 'nothing', url: '', bare: '' },
	])('is what stands before it: $name', ({ url, bare }) => {
		expect(withoutQuery(url)).toBe(bare);
	});
});
