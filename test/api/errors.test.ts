import {
	describeHttpError,
	describeRefusal,
	describeUnexpectedResponse,
} from '../../nodes/MyD3/api/errors';
import type { RequestInfo } from '../../nodes/MyD3/api/errors';
import { responseWith } from './builder';

/** A request; `changes` overwrite properties. */
const request = (changes: Partial<RequestInfo> = {}): RequestInfo => ({
	action: 'list the subscriptions',
	field: 'List Request',
	method: 'GET',
	url: 'https://api.example.com/subscriptions?page=2',
	secrets: ['the-secret', ''],
	...changes,
});
const creating = request({
	action: 'create a subscription for InvoiceIssued',
	field: 'Create Request',
	method: 'POST',
	isCreate: true,
});
const withStatus = (status: number, body: unknown = '', headers = {}) =>
	responseWith(body, { status, headers });

describe('a response outside 2xx', () => {
	it.each<{
		status: number;
		info?: RequestInfo;
		message: string;
		description: string | RegExp;
	}>([
		{
			status: 400,
			message: 'MyD3 did not accept the request to list the subscriptions (400). MyD3 says: No.',
			description:
				'Compare "List Request" under "Override API Details" in the MyD3 API credential with the request on MyD3\'s "API Catalog" page: this package assumes its format.',
		},
		{
			status: 400,
			info: creating,
			message:
				'MyD3 did not accept the request to create a subscription for InvoiceIssued (400). MyD3 says: No.',
			description:
				'Compare "Create Request" under "Override API Details" in the MyD3 API credential with the request on MyD3\'s "API Catalog" page: this package assumes its format. Also check the event type and the additional fields in the node.',
		},
		{
			status: 401,
			message:
				'MyD3 rejected even a new access token when n8n tried to list the subscriptions (401). MyD3 says: No.',
			description:
				'Test the MyD3 API credential. Check that the API Key belongs to the MyD3 account behind the Base URL, and compare "List Request" under "Override API Details" in the MyD3 API credential with MyD3\'s "API Catalog" page.',
		},
		{
			status: 401,
			info: request({ isKeySentAsIs: true }),
			message:
				'MyD3 rejected the API Key when n8n tried to list the subscriptions (401). MyD3 says: No.',
			description: /^Test the MyD3 API credential\./,
		},
		{
			status: 403,
			message: 'MyD3 does not allow this API Key to list the subscriptions (403). MyD3 says: No.',
			description:
				'Ask the administrator of your MyD3 account to allow webhook subscriptions for the API Key.',
		},
		...[404, 405, 410, 501].map((status) => ({
			status,
			message: `MyD3 could not find GET /subscriptions (${status}). This package uses it to list the subscriptions. MyD3 says: No.`,
			description:
				'Look up the request on MyD3\'s "API Catalog" page and correct "List Request" under "Override API Details" in the MyD3 API credential.',
		})),
		{
			status: 404,
			info: request({ url: 'https://api.example.com/the-secret/s' }),
			message:
				'MyD3 could not find GET /***/s (404). This package uses it to list the subscriptions. MyD3 says: No.',
			description: /^Look/,
		},
		{
			status: 409,
			info: creating,
			message:
				'MyD3 did not create a subscription for InvoiceIssued, because of a conflict (409). MyD3 says: No.',
			description:
				'A similar subscription may already exist. Find it with the Get Many operation, and delete it if you no longer need it.',
		},
		{
			status: 409,
			message: 'MyD3 did not accept the request to list the subscriptions (409). MyD3 says: No.',
			description: /^Compare "List Request"/,
		},
		{
			status: 422,
			message: 'MyD3 did not accept the request to list the subscriptions (422). MyD3 says: No.',
			description: /^Compare "List Request"/,
		},
		{
			status: 499,
			message: 'MyD3 did not accept the request to list the subscriptions (499). MyD3 says: No.',
			description: /^Compare "List Request"/,
		},
	])('is explained by: $message', ({ status, info, message, description }) => {
		const details = describeHttpError(withStatus(status, 'No'), info ?? request());
		expect(details).toMatchObject({ message, httpCode: String(status), isTransient: false });
		expect(details.description).toEqual(
			typeof description === 'string' ? description : expect.stringMatching(description),
		);
		expect(details.isOutcomeUnknown).toBeFalsy();
	});

	it.each([300, 302, 308, 399])('may be a redirect that is not followed: %i', (status) => {
		const location = 'https://other.example.com/the-secret?apiKey=k&session=s';
		expect(describeHttpError(withStatus(status, '', { location }), request())).toEqual({
			message: `MyD3 answered the request to list the subscriptions with a redirect to https://other.example.com/***?apiKey=***&session=*** (${status}).`,
			description:
				'For security, n8n does not follow redirects. Correct the Base URL, or the address in "List Request" under "Override API Details" in the MyD3 API credential.',
			httpCode: String(status),
			isTransient: false,
		});
	});

	it('may be a redirect to nowhere', () => {
		expect(describeHttpError(withStatus(302), request()).message).toBe(
			'MyD3 answered the request to list the subscriptions with a redirect to another address (302).',
		);
	});

	it.each([
		{ name: 'a number', header: '7', ms: 7000, advice: 'Try again in 7 seconds.' },
		{ name: 'white space', header: ' 7 ', ms: 7000, advice: 'Try again in 7 seconds.' },
		{ name: 'zero', header: '0', ms: 0, advice: 'Try again in a second.' },
		{ name: 'a fraction of a second', header: '1.25', ms: 1250, advice: 'Try again in 2 seconds.' },
		{
			name: 'a date, relative to the response’s own',
			header: 'Wed, 21 Oct 2026 07:28:05 GMT',
			date: 'Wed, 21 Oct 2026 07:28:00 GMT',
			ms: 5000,
			advice: 'Try again in 5 seconds.',
		},
		{
			name: 'a date that has passed',
			header: 'Wed, 21 Oct 2026 07:27:59 GMT',
			date: 'Wed, 21 Oct 2026 07:28:00 GMT',
			ms: 0,
			advice: 'Try again in a second.',
		},
		{
			name: 'a date, if the response has none of its own',
			header: 'Wed, 21 Oct 2026 07:28:00 GMT',
			advice: 'Try again in a few minutes.',
		},
		{ name: 'a number and a word', header: '7 s', advice: 'Try again in a few minutes.' },
		{ name: 'a negative number', header: '-1', advice: 'Try again in a few minutes.' },
		{ name: 'nothing', advice: 'Try again in a few minutes.' },
	])('has a message that says when to try again: $name', ({ header, date, ms, advice }) => {
		const headers = header === undefined ? {} : { 'retry-after': header, date };
		expect(describeHttpError(withStatus(429, '', headers), request())).toEqual({
			message: 'MyD3 is rate-limiting requests (429).',
			description: advice,
			httpCode: '429',
			isTransient: true,
			retryAfterMs: ms,
			isOutcomeUnknown: false,
		});
	});

	it.each([
		{ status: 500, isTransient: true, isOutcomeUnknown: true },
		{ status: 503, isTransient: true, isOutcomeUnknown: true },
		{ status: 599, isTransient: true, isOutcomeUnknown: true },
		{ status: 429, isTransient: true, isOutcomeUnknown: false },
		{ status: 408, isTransient: true, isOutcomeUnknown: true },
		{ status: 425, isTransient: true, isOutcomeUnknown: false },
	])(
		'is transient: $status; may hide that something was created: $isOutcomeUnknown',
		({ status, ...kind }) => {
			expect(describeHttpError(withStatus(status), creating)).toMatchObject(kind);
			expect(describeHttpError(withStatus(status), request()).isOutcomeUnknown).toBe(false);
		},
	);

	it('has a message that respells a word from MyD3 that would keep n8n 1.x from retrying', () => {
		expect(
			describeHttpError(withStatus(503, 'Authorization, Authorization'), request()).message,
		).toBe(
			'MyD3 could not list the subscriptions at the moment (503). MyD3 says: authorization, authorization.',
		);
	});
});

describe('a success response', () => {
	it('that cannot be read is quoted, with the field of its request', () => {
		const body = '[{"url":"https://a.example.com/w?code=s","note":"the-secret"}]';
		const type = 'application/json; the-secret';
		const response = responseWith(body, { headers: { 'content-type': type } });
		expect(describeUnexpectedResponse(response, 'a list', request(), 'A hint. ')).toEqual({
			message: 'Unexpected response from MyD3: expected a list.',
			description: `MyD3 answered GET /subscriptions with 200, application/json; ***: [{"url":"https://a.example.com/w?code=***","note":"***"}]. This package had to assume the format. A hint. Compare "List Request" under "Override API Details" in the MyD3 API credential with MyD3's "API Catalog" page. To correct it, see https://github.com/n8n-nodes-myd3/n8n-nodes-myd3/blob/main/docs/contract.md.`,
			httpCode: '200',
			isTransient: false,
			isUnexpected: true,
			isOutcomeUnknown: false,
		});
	});

	it('that cannot be read may be empty', () => {
		const details = describeUnexpectedResponse(withStatus(201), 'an ID', creating);
		expect(details.description).toMatch(
			/^MyD3 answered POST \/subscriptions with 201, no content type and no content\. This package had to assume the format\. Compare "Create Request"/,
		);
		expect(details.isOutcomeUnknown).toBe(true);
	});

	it('may be a refusal', () => {
		expect(describeRefusal(responseWith({ error: 'No' }), request())).toEqual({
			message: 'MyD3 did not list the subscriptions, although it answered 200. MyD3 says: No.',
			description:
				'Compare "List Request" under "Override API Details" in the MyD3 API credential with the request on MyD3\'s "API Catalog" page.',
			httpCode: '400',
			isTransient: false,
			isOutcomeUnknown: false,
		});
	});
});
