/** Users send Diagnose's output to strangers: whatever MyD3 answers, it must contain no secret. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { createClient } from '../../../nodes/MyD3/api/client';
import { diagnose } from '../../../nodes/MyD3/resources/connection/diagnose';
import { responseRecorder } from '../../../nodes/MyD3/resources/connection/shownResponse';
import { Host } from '../../n8n/host';
import { serve } from '../../servers';

const API_KEY = 'api+key/of=the&test';
const API_SECRET = 'api-secret-of-the-test';
const TOKENS = ['first-token-of-the-test', 'renewed-token-of-the-test'];
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
/** Data of other receivers. */
const FOREIGN = [
	'Xslackpath0',
	'Xwhsec0123456789',
	'Xcode01234567890',
	'Xpassword0',
	'Xmapkey0123456789',
];
const SECRETS = [API_KEY, API_SECRET, ...TOKENS, KEY, ...FOREIGN];

const STRANGER = {
	id: 1,
	notificationUrl: 'https://hooks.slack.example.com/services/T0/Xslackpath0',
	callback: 'https://user:Xpassword0@other.example.com/in?code=Xcode01234567890',
	signingSecret: 'Xwhsec0123456789',
	byKey: { '9-Xmapkey0123456789': { on: true } },
};

const htmlEscaped = (text: string): string =>
	[...text].map((character) => `&#${character.charCodeAt(0)};`).join('');

/** Everything sent to MyD3, in every spelling, and what it stores for others. */
async function everything(request: IncomingMessage, issued: string[]): Promise<string[]> {
	let body = '';
	for await (const chunk of request) body += String(chunk);
	const known = [API_KEY, API_SECRET, KEY, ...issued];
	const sent = [JSON.stringify(request.headers), request.url ?? '', body, ...known];
	return [
		...sent,
		...sent.map(encodeURIComponent),
		...sent.map((text) => Buffer.from(text).toString('base64')),
		...known.map(htmlEscaped),
		...known.map((text) => text.toUpperCase()),
		`signingSecret=Xwhsec0123456789, see ${STRANGER.notificationUrl} and ${STRANGER.callback}`,
	];
}

type Write = (response: ServerResponse, received: string[], status: number) => void;
const asJson: Write = (response, received, status) =>
	response.writeHead(status, { 'content-type': 'application/json' }).end(
		JSON.stringify({
			message: received.slice(0, 1).join(' '),
			received,
			subscriptions: [STRANGER],
		}),
	);
const asMessage =
	(pick: (received: string[]) => string): Write =>
	(response, received, status) =>
		response
			.writeHead(status, { 'content-type': 'application/json' })
			.end(JSON.stringify({ message: pick(received) }));
const asText: Write = (response, received, status) =>
	response.writeHead(status, { 'content-type': 'text/plain' }).end(received.join(' '));
const asMarkup: Write = (response, received, status) =>
	response.writeHead(status, { 'content-type': 'text/html' }).end(`<p>${received.join(' ')}</p>`);
const asRedirect: Write = (response, received, status) =>
	response
		.writeHead(status, {
			location: `https://login.example.com/x?received=${encodeURIComponent(received.join())}`,
		})
		.end();
const asContentType: Write = (response, received, status) =>
	response.writeHead(status, { 'content-type': received[6] ?? '' }).end(received[0]);
const asId: Write = (response, received, status) =>
	response
		.writeHead(status, { 'content-type': 'application/json' })
		.end(JSON.stringify({ id: received[6], subscriptions: [{ id: received[6], key: KEY }] }));

/** Diagnoses a MyD3 that behaves at first and, from request number `from` on, answers with `write`. */
async function diagnoseWith(write: Write, status: number, from: number) {
	let count = 0;
	let tokens = 0;
	const baseUrl = await serve((request, response) => {
		count++;
		const isToken = request.url === '/identity/v1/token';
		if (count >= from && !(isToken && from > 2)) {
			void everything(request, TOKENS.slice(0, tokens)).then((received) =>
				write(response, received, status),
			);
			return;
		}
		response.setHeader('content-type', 'application/json');
		if (isToken) response.end(JSON.stringify({ accessToken: TOKENS[tokens++ % 2] }));
		// Reject the first token once, to bring a renewed one into play.
		else if (request.headers.authorization === `Bearer ${TOKENS[0]}`) response.writeHead(401).end();
		else if (request.method === 'POST') response.writeHead(201).end('{"id":"17"}');
		else response.end(JSON.stringify([STRANGER]));
	});
	const credential = {
		apiKey: API_KEY,
		apiSecret: API_SECRET,
		baseUrl,
		overrideApiDetails: true,
		tokenRequest: 'POST /identity/v1/token\n\n{"apiKey": "{apiKey}", "apiSecret": "{apiSecret}"}',
		listRequest: 'GET /subscription/v1/subscription?key={apiKey}\nX-Secret: {apiSecret}',
	};
	const recorder = responseRecorder([KEY]);
	const wait = async () => await Promise.resolve();
	const client = await createClient(new Host({ credential }).loadOptionsContext(), {
		onResponse: recorder.onResponse,
		wait,
	});
	return await diagnose(client, recorder, {
		webhookBaseUrl: 'https://n8n.example.com/',
		test: {
			eventType: 'InvoiceIssued',
			notificationUrl: `https://n8n.example.com/test?apiKey=${KEY}`,
			key: KEY,
		},
		wait,
	});
}

const spellings = (secret: string): string[] => [
	secret,
	secret.toUpperCase(),
	encodeURIComponent(secret),
	encodeURIComponent(encodeURIComponent(secret)),
	JSON.stringify(secret).slice(1, -1),
	Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	htmlEscaped(secret),
];

/** Also finds secrets inside longer encoded texts. */
const secretsIn = (output: string): string[] => {
	const runs = output.match(/[\w+/=-]{20,}/g) ?? [];
	const decoded = runs.map((run) => Buffer.from(run, 'base64').toString());
	const shown = [output, ...decoded].join(' ').toLowerCase();
	return SECRETS.filter((secret) =>
		spellings(secret).some((spelling) => shown.includes(spelling.toLowerCase())),
	);
};

describe.each([
	{ name: 'JSON', write: asJson },
	{ name: 'text', write: asText },
	{ name: 'markup', write: asMarkup },
	{ name: 'a redirect', write: asRedirect },
	{ name: 'a content type', write: asContentType },
	{ name: 'an ID', write: asId },
])('a MyD3 that repeats everything as $name', ({ write }) => {
	it.each([200, 302, 400, 401, 500])(
		'cannot make Diagnose leak a secret, with status %i',
		async (status) => {
			for (const from of [1, 2, 3, 5, 7]) {
				const output = JSON.stringify(await diagnoseWith(write, status, from));
				expect({ from, found: secretsIn(output) }).toEqual({ from, found: [] });
			}
		},
	);
});

it('Diagnose leaks no secret if MyD3 repeats one thing at a time, in its own words', async () => {
	for (let index = 0; index < 32; index++) {
		const write = asMessage((received) => received[index % received.length] ?? '');
		for (const from of [1, 3, 6]) {
			const output = JSON.stringify(await diagnoseWith(write, 400, from));
			expect({ index, from, found: secretsIn(output) }).toEqual({ index, from, found: [] });
		}
	}
});
