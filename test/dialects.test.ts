/**
 * Fuzzes the responses: without any setting, the trigger and the node must cope with every response that MyD3's page
 * allows. Which requests MyD3 expects is another question; test/peers asks it of real APIs.
 */
import fc from 'fast-check';

import { defaultRequests } from '../nodes/MyD3/api/contract';
import { Host } from './n8n/host';
import { startSimulator } from './simulator/simulator';
import type { Dialect, Simulator } from './simulator/simulator';

/** Requests as assumed: only the responses differ. */
const requests = {
	tokenPath: '/identity/v1/token',
	tokenMethod: 'POST',
	apiKeyLocation: 'body',
	apiKeyName: 'apiKey',
	tokenParameters: {},
	subscriptionPath: '/subscription/v1/subscription',
	eventTypeField: 'eventType',
	notificationUrlField: 'notificationUrl',
} as const;

const dialects: fc.Arbitrary<Dialect> = fc
	.record({
		tokenResponse: fc.constantFrom(
			...([
				'accessToken',
				'AccessToken',
				'access_token',
				'wrapped',
				'jsonString',
				'bareText',
			] as const),
		),
		rejectedKey: fc.constantFrom(...([400, 401, 403] as const)),
		createdStatus: fc.constantFrom(...([200, 201, 202] as const)),
		createdResponse: fc.constantFrom(
			...(['bareGuid', 'jsonString', 'object', 'wrapped', 'location'] as const),
		),
		ids: fc.constantFrom(...(['lower', 'upper', 'braces'] as const)),
		idName: fc.constantFrom('id', 'Id', 'subscriptionId', 'SubscriptionGUID', 'guid', 'key'),
		list: fc.constantFrom(...(['array', 'value', 'items', 'subscriptionList', 'wrapped'] as const)),
		paging: fc.constantFrom(...(['none', 'nextLink', 'linkHeader', 'continuationToken'] as const)),
		notificationUrls: fc.constantFrom(...(['shown', 'shown', 'masked', 'hidden'] as const)),
		contentType: fc.constantFrom(...(['right', 'text/plain', 'application/octet-stream'] as const)),
		byteOrderMark: fc.boolean(),
		deletedStatus: fc.constantFrom(...([200, 202, 204] as const)),
		deletedResponse: fc.constantFrom(...(['empty', 'json', 'text'] as const)),
		wrongMethod: fc.constantFrom(...([404, 405] as const)),
		errors: fc.constantFrom(...(['apim', 'problem', 'text', 'html', 'empty'] as const)),
	})
	.map((shapes) => ({
		...shapes,
		...requests,
		// A 204 has no body.
		deletedResponse: shapes.deletedStatus === 204 ? 'empty' : shapes.deletedResponse,
	}));

let myD3: Simulator;
afterEach(async () => await myD3.stop());

it.each(
	fc
		.sample(dialects, { numRuns: 60, seed: 20261124 })
		.map((dialect) => [JSON.stringify(dialect), dialect] as const),
)('the trigger and the node work with %s', async (_name, dialect) => {
	myD3 = await startSimulator({ dialect });
	const credential = {
		apiKey: myD3.apiKey,
		baseUrl: myD3.baseUrl,
		overrideApiDetails: true,
		...defaultRequests,
	};
	const parameters = {
		events: ['InvoiceIssued', 'custom'],
		customEventTypes: 'OrderShipped, Quote',
	};
	const trigger = new Host({ credential: { ...credential }, parameters });
	expect(await trigger.activate()).toBe(true);
	expect(myD3.subscriptions).toHaveLength(3);
	expect(await trigger.activate('init')).toBe(false);

	const node = async (operation: string, more: object) =>
		await new Host(
			{ credential: { ...credential }, parameters: { operation, ...more } },
			'myD3',
		).execute();
	const notificationUrl = 'https://n8n.example.com/by-hand';
	const [created] = await node('create', { eventType: 'InvoiceIssued', notificationUrl });
	expect(await node('getAll', { returnAll: true })).toHaveLength(4);
	const byId = (id: unknown) => ({ subscriptionId: { __rl: true, mode: 'id', value: id } });
	const [got] = await node('get', byId(created?.json.id));
	expect((await node('delete', byId(got?.json.id)))[0]?.json.deleted).toBe(true);

	myD3.expireTokens();
	await trigger.deactivate();
	expect(myD3.subscriptions).toEqual([]);
});
