import {
	describeNetworkError,
	redactAndTruncate,
	describeHttpError,
	describeUnexpectedResponse,
} from '../../nodes/MyD3/api/errors';
import type { RequestInfo } from '../../nodes/MyD3/api/errors';

const call: RequestInfo = {
	action: 'list the subscriptions',
	method: 'GET',
	url: 'https://api.example.com/subscriptions?page=2',
	addressField: 'Subscription Path',
	bodyFields: '',
	secrets: ['s3cret', ''],
};
const answer = (status: number, text = '', headers: Record<string, unknown> = {}) => ({
	status,
	headers,
	text,
});

describe('text of MyD3 that is shown', () => {
	it.each([
		{ name: 'a secret', text: 'key s3cret, again s3cret', shown: 'key ***, again ***' },
		{ name: 'a bearer token', text: 'Bearer  abc.D-e_f~g+/h= is old', shown: 'Bearer *** is old' },
		{
			name: 'a key in a URL',
			text: 'https://n8n.example.com/w?apiKey=abc&x=1',
			shown: 'https://n8n.example.com/w?apiKey=***&x=1',
		},
		{ name: 'white space', text: '  a\r\n\t b  ', shown: 'a b' },
		{ name: 'exactly 200 characters', text: 'x'.repeat(200), shown: 'x'.repeat(200) },
		{ name: 'more than 200', text: `${'x'.repeat(200)}y`, shown: `${'x'.repeat(200)}…` },
		{ name: 'nothing', text: '', shown: '' },
	])('is fit to be seen: $name', ({ text, shown }) => {
		expect(redactAndTruncate(text, call.secrets)).toBe(shown);
	});
});

describe("MyD3's words in a message", () => {
	it.each([
		...['message', 'detail', 'title', 'error_description', 'error', 'Message'].map((name) => ({
			name: `in "${name}"`,
			text: JSON.stringify({ status: 400, [name]: 'No such event' }),
			words: ' MyD3 says: No such event.',
		})),
		{
			name: 'the more telling of two',
			text: '{"error":"bad_request","message":"No such event"}',
			words: ' MyD3 says: No such event.',
		},
		{ name: 'plain text', text: 'No such event', words: ' MyD3 says: No such event.' },
		...['.', '!', '?', '…'].map((end) => ({
			name: `a sentence that ends with ${end}`,
			text: `See v2.1 of it${end}`,
			words: ` MyD3 says: See v2.1 of it${end}`,
		})),
		{ name: 'a full stop in the middle', text: 'See v2.1', words: ' MyD3 says: See v2.1.' },
		{ name: 'a comparison', text: 'a < b', words: ' MyD3 says: a < b.' },
		{ name: 'nothing', text: '', words: '' },
		{ name: 'an empty JSON value', text: 'null', words: ' MyD3 says: null.' },
		{ name: 'mark-up', text: '<html>No</html>', words: '' },
		{ name: 'mark-up after white space', text: '\n <html>No</html>', words: '' },
		{ name: 'mark-up in JSON', text: '{"message":"<p>No</p>"}', words: '' },
		{ name: 'a message that is no text', text: '{"error":7}', words: ' MyD3 says: {"error":7}.' },
	])('are told as they came: $name', ({ text, words }) => {
		const { message } = describeHttpError(answer(403, text), call);
		expect(message).toBe(
			`MyD3 does not permit this API Key to list the subscriptions (403).${words}`,
		);
	});
});

describe('a redirect', () => {
	it.each([300, 302, 308, 399])('is not followed, and named: %i', (status) => {
		const moved = answer(status, '', { location: 'https://other.example.com/?apiKey=k' });
		expect(describeHttpError(moved, call)).toMatchObject({
			message:
				'MyD3 sent the request to list the subscriptions on to https://other.example.com/?apiKey=***.',
			httpCode: String(status),
			transient: false,
		});
	});

	it('without a place is named all the same', () => {
		expect(describeHttpError(answer(302), call).message).toBe(
			'MyD3 sent the request to list the subscriptions on to another address.',
		);
	});
});

describe('a refusal that passes', () => {
	it.each([
		{ name: 'a number', header: '7', ms: 7000, advice: 'Try again in 7 seconds.' },
		{ name: 'at once', header: '0', ms: 0, advice: 'Try again in 0 seconds.' },
		{ name: 'a part of a second', header: '1.5', ms: 1500, advice: 'Try again in 2 seconds.' },
		{
			name: 'a date',
			header: 'Wed, 21 Oct 2026 07:28:00 GMT',
			advice: 'Try again in a few minutes.',
		},
		{ name: 'a negative number', header: '-1', advice: 'Try again in a few minutes.' },
		{ name: 'nothing', advice: 'Try again in a few minutes.' },
	])('says when to try again: $name', ({ header, ms, advice }) => {
		const headers = header === undefined ? {} : { 'retry-after': header };
		const failure = describeHttpError(answer(429, '', headers), call);
		expect(failure).toEqual({
			message: 'MyD3 asks for fewer requests at the moment (429).',
			description: advice,
			httpCode: '429',
			transient: true,
			retryAfterMs: ms,
		});
	});

	it.each([
		{ status: 500, transient: true },
		{ status: 599, transient: true },
		{ status: 499, transient: false },
		{ status: 501, transient: false },
	])('is told from one that stays: $status', ({ status, transient }) => {
		expect(describeHttpError(answer(status), call).transient).toBe(transient);
	});
});

it('n8n 1.x does not give up for a word of MyD3: it is shown in another spelling', () => {
	expect(describeHttpError(answer(503, 'Authorization is down'), call).message).toBe(
		'MyD3 could not list the subscriptions at the moment (503). MyD3 says: authorization is down.',
	);
});

describe('an answer that does not help further', () => {
	it('names the address field where there is no body to correct', () => {
		expect(describeHttpError(answer(400), call).description).toBe(
			'Check the address: "Subscription Path" under "Override API Details" in the MyD3 API credential.',
		);
	});

	it.each([404, 405, 410, 501])('names the place where nothing is: %i', (status) => {
		expect(describeHttpError(answer(status), call).message).toBe(
			`MyD3 has nothing at GET /subscriptions (${status}), where this package expects to list the subscriptions.`,
		);
	});

	it('is quoted, with its type', () => {
		const page = answer(200, 'Bearer abc', { 'content-type': 'text/html' });
		const failure = describeUnexpectedResponse(page, 'a list', call);
		expect(failure).toMatchObject({ httpCode: '200', transient: false, unreadable: true });
		expect(failure.message).toBe("MyD3's answer was not understood: it is not a list.");
		expect(failure.description).toMatch(
			/^GET \/subscriptions was answered with 200, text\/html: Bearer \*\*\*\. The form of this answer is an assumption; look at "Override API Details" in the MyD3 API credential and at https:\/\/github\.com\/n8n-nodes-myd3\/n8n-nodes-myd3\/blob\/main\/docs\/contract\.md\.$/,
		);
	});

	it('may have no type', () => {
		expect(describeUnexpectedResponse(answer(200), 'a list', call).description).toMatch(
			/200, no content type: \./,
		);
	});
});

describe('a call without an answer', () => {
	it.each([
		{ code: 'ENOTFOUND', message: 'The host api.example.com was not found.', transient: true },
		{ code: 'EAI_AGAIN', message: 'The host api.example.com was not found.', transient: true },
		{ code: 'ECONNABORTED', message: 'api.example.com did not answer in time.', transient: true },
		{ code: 'ETIMEDOUT', message: 'api.example.com did not answer in time.', transient: true },
		{ code: 'ERR_CANCELED', message: 'The execution was stopped.', transient: false },
		{ code: 'ECONNREFUSED', message: 'No connection to api.example.com.', transient: true },
		{ code: '', message: 'No connection to api.example.com.', transient: true },
		...[
			'CERT_HAS_EXPIRED',
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			'ERR_SSL_WRONG_VERSION_NUMBER',
			'ERR_TLS_CERT_ALTNAME_INVALID',
			'EPROTO',
		].map((code) => ({
			code,
			message: 'No secure connection to api.example.com: its TLS certificate was not accepted.',
			transient: false,
		})),
	])('is explained by its code: $code', ({ code, message, transient }) => {
		const failure = describeNetworkError(code, call.url);
		expect(failure).toMatchObject({ message, code, transient });
		expect(failure.description).toMatch(/^[A-Z].*\.$/);
	});
});
