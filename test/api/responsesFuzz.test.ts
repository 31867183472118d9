import fc from 'fast-check';
import { NodeApiError, OperationalError, UserError } from 'n8n-workflow';

import { readPage } from '../../nodes/MyD3/api/listResponse';
import { redact } from '../../nodes/MyD3/api/redact';
import { isRefusal, readAccessToken, readCreatedId } from '../../nodes/MyD3/api/responses';
import { excerptOf, vendorMessage } from '../../nodes/MyD3/api/vendorMessage';
import { clientFor, create, list, remove } from '../n8n/client';
import { exchange } from '../n8n/exchange';
import { serve } from '../servers';
import { GUID, OUR_URL, responseWith } from './builder';

const OTHERS = ['owner', 'account', 'user', 'customer', 'tenant', 'createdBy', 'application'];

const names = fc.constantFrom(
	...['id', 'guid', 'url', 'self', 'data', 'value', 'subscriptions', 'webhook', 'subscriptionId'],
	...['errors', 'error', 'success', 'message', 'next', 'links', 'rel', 'href', 'total', 'pages'],
	...['page', 'hasMore', 'token', 'accessToken', 'eventType', '__proto__', '', '$id', 'toString'],
);
const leaves = fc.oneof(
	fc.constantFrom(
		GUID,
		OUR_URL,
		'https://b.example.com/?code=s',
		'/x/17',
		'?page=2',
		'Created',
		'',
	),
	fc.constantFrom(null, true, false, 0, 1, -1, 1e300, 17, 0.5, 1234567890123456),
	fc.string(),
);
const { value: jsonValue } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 5, depthSize: 'medium' },
		leaves,
		fc.array(tie('value'), { maxLength: 4 }),
		fc
			.array(fc.tuple(fc.oneof(names, fc.string()), tie('value')), { maxLength: 5 })
			.map(Object.fromEntries),
	),
}));
const bodies = fc.oneof(
	jsonValue.map((value) => JSON.stringify(value)),
	fc.string(),
	// Cut off in the middle.
	jsonValue.map((value) => JSON.stringify(value).slice(0, -1)),
);
const hints = { eventTypePath: ['data', 'eventType'], isOurUrl: (url: string) => url === OUR_URL };

it('whatever MyD3 answers is read or refused', () => {
	fc.assert(
		fc.property(bodies, names, (text, property) => {
			const response = responseWith(text);
			const page = readPage(response, { ...hints, idProperty: property });
			for (const { id, ids } of page?.subscriptions ?? []) {
				expect(id).toMatch(/\S/);
				expect(ids[0]).toBe(id);
			}
			expect(readCreatedId(response, { notificationUrl: OUR_URL })).not.toBe('');
			readCreatedId(response, { property, uuid: GUID });
			readAccessToken(response, property);
			expect(readAccessToken(response) ?? 'none').toMatch(/^[\x21-\x7e]+$/);
			expect(typeof isRefusal(response)).toBe('boolean');
			expect(vendorMessage(response, []).length).toBeLessThanOrEqual(201);
			expect(excerptOf(text, []).length).toBeLessThanOrEqual(201);
		}),
		{ numRuns: 2_000, seed: 20261124 },
	);
});

it('the id of an owner, an account or another object is never mistaken for the subscription’s', () => {
	/** Somebody else's object; none of its texts may appear. */
	const foreign = fc.constantFrom(
		{ id: 'FOREIGN-1' },
		{ id: 4711471147 },
		{
			guid: '11111111-4711-4711-8711-111111111111',
			self: 'https://a.example.com/users/4711471147',
		},
		{ webhookId: 'FOREIGN-1', url: OUR_URL },
		{ nested: { subscription: { id: 'FOREIGN-1' } } },
		[{ id: 'FOREIGN-1' }],
	);
	const sibling = fc.constantFrom('id', 'guid', 'webhook', 'data', 'name', 'items');
	fc.assert(
		fc.property(
			fc.constantFrom(...OTHERS),
			foreign,
			sibling,
			jsonValue,
			(other, object, name, rest) => {
				for (const body of [
					{ [other]: object },
					{ [name]: rest, [other]: object },
					{ data: { [other]: object, [name]: rest } },
					[{ [other]: object, [name]: rest }],
				]) {
					const found = [
						readCreatedId(responseWith(body), { notificationUrl: OUR_URL }),
						...(readPage(responseWith(body), hints)?.subscriptions ?? []).flatMap(({ ids }) => ids),
					];
					expect(found.join()).not.toMatch(/FOREIGN|4711/);
				}
			},
		),
		{ numRuns: 1_000, seed: 20261124 },
	);
});

it('no spelling of a known secret is shown', () => {
	const characters = fc.constantFrom(...'aZ09+/=%&?#"\'\\<> .*$^(üß漢😀'.match(/./gu)!);
	const secrets = fc
		.array(characters, { minLength: 4, maxLength: 30 })
		.map((all) => all.join('').trim());
	const spellings: Array<(secret: string) => string> = [
		(secret) => secret,
		encodeURIComponent,
		encodeURI,
		(secret) =>
			encodeURIComponent(secret)
				.toLowerCase()
				.replace(/%[\da-f]{2}/g, (hex) => hex),
		(secret) => new URLSearchParams([['k', secret]]).toString().slice(2),
		(secret) => JSON.stringify(secret).slice(1, -1),
		(secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
		(secret) =>
			JSON.stringify(secret)
				.slice(1, -1)
				.replace(
					/[^ -~]/g,
					(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
				),
		(secret) => Buffer.from(secret).toString('base64').replace(/=+$/, ''),
		(secret) => Buffer.from(secret).toString('base64url'),
	];
	fc.assert(
		fc.property(
			secrets.filter((secret) => secret.length >= 4 && !/^[.*]+$/.test(secret)),
			fc.constantFrom(...spellings),
			fc.string(),
			fc.string(),
			(secret, spell, before, after) => {
				const spelled = spell(secret);
				// A letter in lower case makes it a different secret.
				fc.pre(spell !== spellings[3] || secret === secret.toLowerCase());
				const shown = redact(`${before} ${spelled} ${after}`, ['another', secret]);
				fc.pre(!`${before} ${after}`.includes(spelled) && !'***'.includes(spelled));
				expect(shown).not.toContain(spelled);
				expect(shown).toContain('***');
			},
		),
		{ numRuns: 3_000, seed: 20261124 },
	);
});

describe('over HTTP', () => {
	const statuses = fc.constantFrom(200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 409, 429, 500);
	const headers = fc.record(
		{
			location: fc.constantFrom('/s/17', '/s', 'https://[', 'x y'),
			link: fc.constantFrom('<?page=2>; rel="next"', '<https://[>; rel=next', 'no'),
			'retry-after': fc.constantFrom('0', '1', 'soon'),
		},
		{ requiredKeys: [] },
	);

	it('a client throws only its own errors, without the key', async () => {
		let next: [number, Record<string, string>, string] = [200, {}, ''];
		const credential = { overrideApiDetails: true, tokenRequest: '', apiKey: 'the-api-key-1' };
		const { client } = await clientFor(
			(_request, response) => response.writeHead(next[0], next[1]).end(next[2]),
			credential,
		);
		const withKey = bodies.map((text) => text.replace(/1/g, 'the-api-key-1'));
		await fc.assert(
			fc.asyncProperty(
				statuses,
				headers,
				withKey,
				fc.constantFrom(list, create, remove),
				async (status, responseHeaders, text, call) => {
					next = [status, responseHeaders, text];
					const error: unknown = await call(client).then(
						(result) => (result as { incomplete?: unknown })?.incomplete,
						(reason: unknown) => reason,
					);
					if (error === undefined) return;
					expect(error).toBeInstanceOf(NodeApiError);
					const { message, description } = error as NodeApiError;
					expect(`${message} ${description}`).not.toContain('the-api-key-1');
					expect(message).toMatch(/^\S.*\S$/s);
				},
			),
			{ numRuns: 200, seed: 20261124 },
		);
	});

	it('an exchange throws only its own errors, without the key', async () => {
		let next: [number, string] = [200, ''];
		const baseUrl = await serve((_request, response) => response.writeHead(next[0]).end(next[1]));
		await fc.assert(
			fc.asyncProperty(statuses, bodies, async (status, text) => {
				next = [status, text.replace(/1/g, 'the-api-key-1')];
				const result: unknown = await exchange({ apiKey: 'the-api-key-1', baseUrl }).catch(
					(reason: unknown) => reason,
				);
				if (typeof result === 'string') return;
				expect(result instanceof UserError || result instanceof OperationalError).toBe(true);
				expect((result as Error).message).not.toContain('the-api-key-1');
			}),
			{ numRuns: 200, seed: 20261124 },
		);
	});
});
