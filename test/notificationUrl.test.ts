import {
	keyDigestOf,
	generateKey,
	extractKey,
	hasNoKey,
	hasSameTarget,
	hasVisibleTarget,
	withKey,
	withoutQuery,
} from '../nodes/MyD3/notificationUrl';
import { redactKeys } from '../nodes/MyD3/api/redact';

const KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const URL = 'https://n8n.example.com/webhook/1/webhook';

describe('the key in a notification URL', () => {
	it('is 32 random bytes as 43 URL-safe characters', () => {
		const asked: number[] = [];
		const random = (bytes: number): Buffer => {
			asked.push(bytes);
			return Buffer.from(Array.from({ length: bytes }, (_, index) => index));
		};
		expect(generateKey(random)).toBe(KEY);
		expect(asked).toEqual([32]);
	});

	it('is remembered only as its SHA-256', () => {
		expect(keyDigestOf('abc')).toBe(
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
		);
	});

	it.each([
		{ name: 'the first argument', url: URL, with: `${URL}?apiKey=${KEY}` },
		{ name: 'a further argument', url: `${URL}?a=1`, with: `${URL}?a=1&apiKey=${KEY}` },
	])('is added as $name', ({ url, with: expected }) => {
		expect(withKey(url, KEY)).toBe(expected);
	});

	it.each([
		{ name: 'alone', url: `${URL}?apiKey=${KEY}`, key: KEY },
		{ name: 'among others', url: `${URL}?a=1&apiKey=${KEY}&b=2`, key: KEY },
		{ name: 'not there', url: URL, key: undefined },
		{ name: 'no URL', url: '', key: undefined },
		{ name: 'masked', url: `${URL}?apiKey=${'*'.repeat(43)}`, key: undefined },
		{ name: 'shorter', url: `${URL}?apiKey=${KEY.slice(1)}`, key: undefined },
		{ name: 'longer at the end', url: `${URL}?apiKey=${KEY}x`, key: undefined },
		{ name: 'longer at the start', url: `${URL}?apiKey=.${KEY}`, key: undefined },
		{ name: 'twice', url: `${URL}?apiKey=${KEY}&apiKey=${KEY}`, key: undefined },
		{ name: 'empty', url: `${URL}?apiKey=`, key: undefined },
		{
			name: 'masked except for its end',
			url: `${URL}?apiKey=${'x'.repeat(39)}Hh8A`,
			key: undefined,
		},
	])('is extracted from a listed URL only if there is one whole key: $name', ({ url, key }) => {
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
		{ name: 'none', text: 'the apiKey of a', shown: 'the apiKey of a' },
	])('is hidden in a string, and nothing else is: $name', ({ text, shown }) => {
		expect(redactKeys(text)).toBe(shown);
	});
});

describe('a listed URL', () => {
	const WEBHOOK_URL = 'https://n8n.example.com/webhook/1f6a/webhook';

	it.each([
		{ name: 'as it was sent', url: `${WEBHOOK_URL}?apiKey=${KEY}` },
		{ name: 'with a final slash', url: `${WEBHOOK_URL}/` },
		{ name: 'with a fragment', url: `${WEBHOOK_URL}#top` },
		{ name: 'with the host in capitals', url: 'https://N8N.Example.COM/webhook/1f6a/webhook' },
		{ name: 'with the scheme in capitals', url: 'HTTPS://n8n.example.com/webhook/1f6a/webhook' },
		{ name: 'with the default port', url: 'https://n8n.example.com:443/webhook/1f6a/webhook' },
		{ name: 'with user info', url: 'https://user:secret@n8n.example.com/webhook/1f6a/webhook' },
		{ name: 'percent-encoded', url: 'https://n8n.example.com/%77ebhook/1f%36a/webhook' },
		{ name: 'with a masked key', url: `${WEBHOOK_URL}?apiKey=***` },
		{ name: 'with a masked query', url: `${WEBHOOK_URL}?…` },
	])('$name has the same target as the webhook URL', ({ url }) => {
		expect(hasSameTarget(url, WEBHOOK_URL)).toBe(true);
		expect(hasVisibleTarget(url)).toBe(true);
	});

	it.each([
		{ name: 'another host', url: 'https://n8n.example.org/webhook/1f6a/webhook' },
		{ name: 'another port', url: 'https://n8n.example.com:8443/webhook/1f6a/webhook' },
		{ name: 'another scheme', url: 'http://n8n.example.com/webhook/1f6a/webhook' },
		{ name: 'the path for test events', url: 'https://n8n.example.com/webhook-test/1f6a/webhook' },
		{ name: 'an extra segment at the end of its path', url: `${WEBHOOK_URL}/2` },
		{ name: 'a path that lacks its last segment', url: 'https://n8n.example.com/webhook/1f6a' },
		{
			name: 'an extra segment at the start of its path',
			url: 'https://n8n.example.com/n8n/webhook/1f6a/webhook',
		},
		{ name: 'a path in capitals', url: 'https://n8n.example.com/webhook/1F6A/webhook' },
		{ name: 'an encoded slash', url: 'https://n8n.example.com/webhook%2F1f6a/webhook' },
		{ name: 'an empty segment in its path', url: 'https://n8n.example.com/webhook//1f6a/webhook' },
		{
			name: 'the webhook URL only in its query',
			url: `https://proxy.example.com/?to=${WEBHOOK_URL}`,
		},
		{ name: 'invalid percent-encoding', url: 'https://n8n.example.com/webhook/%zz/webhook' },
	])('does not lead to the webhook URL if it has $name', ({ url }) => {
		expect(hasSameTarget(url, WEBHOOK_URL)).toBe(false);
		expect(hasVisibleTarget(url)).toBe(true);
	});

	it.each([
		'',
		'n8n.example.com/webhook/1f6a/webhook',
		'https://n8n.example.com/***',
		'https://n8n.example.com/webhook/1f6…',
		'https://n8n.example.com/webhook/1f6%E2%80%A6',
		'https://••••••/webhook/1f6a/webhook',
		'https://n8n.example.com/webhook/1f6a/...',
	])('does not show where it leads: "%s"', (url) => {
		expect(hasVisibleTarget(url)).toBe(false);
		expect(hasSameTarget(url, url)).toBe(false);
	});

	it.each([
		{ webhookUrl: 'https://example.com/a%2Fb', url: 'https://example.com/a%2fb', same: true },
		{ webhookUrl: 'https://example.com/a%2Fb', url: 'https://example.com/a/b', same: false },
		{ webhookUrl: 'https://example.com/%zz', url: 'https://example.com/%zz', same: true },
		{ webhookUrl: 'https://bücher.example/1', url: 'https://xn--bcher-kva.example/1', same: true },
		{ webhookUrl: 'https://Example.com:443/n8n/1', url: 'https://example.com/n8n/1', same: true },
	])(
		'is compared as a URL, not as text: $url is the same as $webhookUrl: $same',
		({ webhookUrl, url, same }) => {
			expect(hasSameTarget(url, webhookUrl)).toBe(same);
		},
	);

	it.each([
		{ url: WEBHOOK_URL, lacks: false },
		{ url: `${WEBHOOK_URL}#top`, lacks: false },
		{ url: `${WEBHOOK_URL}?a=1`, lacks: true },
		{ url: `${WEBHOOK_URL}?apiKey=${KEY}`, lacks: false },
		{ url: `${WEBHOOK_URL}?apiKey=x`, lacks: false },
		{ url: `${WEBHOOK_URL}?***`, lacks: false },
		{ url: `${WEBHOOK_URL}?api…`, lacks: false },
	])('certainly has no key: $lacks for $url', ({ url, lacks }) => {
		expect(hasNoKey(url)).toBe(lacks);
	});
});

describe('the bare URL', () => {
	it.each([
		{ name: 'a query', url: `${URL}?a=1`, bare: URL },
		{ name: 'a fragment', url: `${URL}#a`, bare: URL },
		{ name: 'both', url: `${URL}?a=1#b`, bare: URL },
		{ name: 'neither', url: URL, bare: URL },
		{ name: 'a line break', url: `${URL}?a=1\n2`, bare: URL },
		{ name: 'an empty string', url: '', bare: '' },
	])('omits query and fragment: $name', ({ url, bare }) => {
		expect(withoutQuery(url)).toBe(bare);
	});
});
