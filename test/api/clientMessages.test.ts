import { isTransient } from '../../nodes/MyD3/api/errors';
import { always, clientFor, create, failing, ID, list, noAnswer, remove } from '../n8n/client';

describe('what the user reads when MyD3 answers', () => {
	it.each([
		{
			name: '400 to create',
			call: create,
			answer: always(400, '{"message":"events is required"}'),
			message:
				'MyD3 did not accept the request to create a subscription for InvoiceIssued (400). MyD3 says: events is required.',
			description:
				/correct "Event Type Field" and "Notification URL Field" under "Override API Details"/,
		},
		{
			name: '400 to list',
			call: list,
			answer: always(400, 'no such version'),
			message:
				'MyD3 did not accept the request to list the subscriptions (400). MyD3 says: no such version.',
			description: /^Check the address: "Subscription Path" under "Override API Details"/,
		},
		{
			name: '401 also to a new token',
			call: list,
			answer: always(401, '{"message":"no"}'),
			message:
				'MyD3 did not accept the access token to list the subscriptions, nor a new one (401).',
			description: /Test the MyD3 API credential/,
		},
		{
			name: '403',
			call: create,
			answer: always(403, '{"title":"Forbidden","detail":"Not in your plan"}'),
			message:
				'MyD3 does not permit this API Key to create a subscription for InvoiceIssued (403). MyD3 says: Not in your plan.',
			description:
				/^Ask the administrator of your MyD3 account to permit webhook subscriptions for the API Key\.$/,
		},
		{
			name: '404 where the list is assumed to be',
			call: list,
			answer: always(404, '<html>Not found</html>'),
			message:
				'MyD3 has nothing at GET /subscription/v1/subscription (404), where this package expects to list the subscriptions.',
			description: /set "Subscription Path" under "Override API Details"/,
		},
		{
			name: '405 to delete',
			call: remove,
			answer: always(405),
			message: `MyD3 has nothing at DELETE /subscription/v1/subscription/${ID} (405), where this package expects to delete subscription ${ID}.`,
			description: /"Subscription Path"/,
		},
		{
			name: '409',
			call: create,
			answer: always(409),
			message:
				'MyD3 will not create a subscription for InvoiceIssued, because something like it is there already (409).',
			description: /Get Many/,
		},
		{
			name: '429 with the time to wait',
			call: create,
			answer: always(429, '', { 'retry-after': '90' }),
			message: 'MyD3 asks for fewer requests at the moment (429).',
			description: /Try again in 90 seconds/,
		},
		{
			name: '503',
			call: list,
			answer: always(503, 'down for maintenance'),
			message:
				'MyD3 could not list the subscriptions at the moment (503). MyD3 says: down for maintenance.',
			description: /Try again in a few minutes/,
		},
		{
			name: 'a redirect',
			call: list,
			answer: always(302, '', { location: 'https://elsewhere.example.com/' }),
			message:
				'MyD3 sent the request to list the subscriptions on to https://elsewhere.example.com/.',
			description: /Set the Base URL/,
		},
		{
			name: '300',
			call: list,
			answer: always(300),
			message: 'MyD3 sent the request to list the subscriptions on to another address.',
			description: /Set the Base URL/,
		},
		{
			name: '200 and a page of HTML',
			call: list,
			answer: always(200, '<html>Welcome</html>', { 'content-type': 'text/html' }),
			message: "MyD3's answer was not understood: it is not a list of subscriptions.",
			description: /answered with 200, text\/html: <html>Welcome<\/html>/,
		},
		{
			name: '201 without an id',
			call: create,
			answer: always(201, '{"ok":true}', { 'content-type': 'application/json' }),
			message: "MyD3's answer was not understood: it is not the new subscription's GUID.",
			description: /201, application\/json: {"ok":true}/,
		},
	])('$name', async ({ call, answer, message, description }) => {
		const { client } = await clientFor(answer);
		const error = await failing(call(client));
		expect(error.message).toBe(message);
		expect(error.messages).toEqual([message]);
		expect(error.description).toMatch(description);
		expect(error.message).not.toMatch(/error|problem|failure|mistake/i);
	});

	it('nothing: no connection', async () => {
		const { client } = await clientFor(noAnswer);
		const error = await failing(list(client));
		expect(error.message).toMatch(/^No connection to 127\.0\.0\.1:\d+\.$/);
		expect(error.description).toMatch(/reach the internet\. \(E[A-Z]+\)$/);
		expect(isTransient(error)).toBe(true);
	});
});

it.each([
	{ name: 'no answer', answer: noAnswer, expected: true },
	{ name: '500', answer: always(500), expected: true },
	{ name: '503', answer: always(503), expected: true },
	{ name: '201 without an id', answer: always(201), expected: true },
	{ name: '403', answer: always(403), expected: false },
])('after create and $name the user is told to look first: $expected', async (row) => {
	const { client } = await clientFor(row.answer);
	const { description } = await failing(create(client));
	expect(
		description?.endsWith('MyD3 may have done it all the same: look with Get Many first.'),
	).toBe(row.expected);
});

it('in an activation the message says everything, because n8n shows either it or the description', async () => {
	const { client } = await clientFor(always(404), {}, true);
	const error = await failing(list(client));
	expect(error.message).toBe(
		'MyD3 has nothing at GET /subscription/v1/subscription (404), where this package expects to list the subscriptions. Look the address up in MyD3\'s API Catalog and set "Subscription Path" under "Override API Details" in the MyD3 API credential.',
	);
	expect(error.description ?? undefined).toBeUndefined();
	const { client: unreached } = await clientFor(noAnswer, {}, true);
	expect((await failing(list(unreached))).message).toMatch(
		/^No connection to [\d.:]+\. Check the Base URL/,
	);
});

it('no message shows a secret that MyD3 sends back', async () => {
	const echo =
		'{"message":"api-key-of-the-test token-of-the-test Bearer abc.def https://n8n/?apiKey=key-in-the-url"}';
	for (const call of [list, create]) {
		for (const answer of [always(400, echo), always(200, echo)]) {
			const { client } = await clientFor(answer, {
				// As pasted; MyD3 repeats what it was sent, without the white space.
				apiKey: ' api-key-of-the-test\n',
				accessToken: 'token-of-the-test',
			});
			const error = await failing(call(client));
			const shown = JSON.stringify([error, error.message, error.description, error.messages]);
			expect(shown).not.toMatch(/api-key-of-the-test|token-of-the-test|abc\.def|key-in-the-url/);
		}
	}
});
