import axios from 'axios';
import fc from 'fast-check';

import { Host } from './n8n/host';
import { startSimulator } from './simulator/simulator';
import type { Dialect, Simulator } from './simulator/simulator';

const SEED = 20261124;
const DIALECTS = 300;

/** What MyD3 might look like, for all that is known. Some of each kind are what this package assumes. */
const plausible: fc.Arbitrary<Dialect> = fc
	.record({
		tokenPath: oneOf('/identity/v1/token', '/identity/v1/token', '/oauth2/token', '/auth/login'),
		tokenMethod: oneOf('POST', 'POST', 'GET'),
		apiKeyLocation: oneOf('body', 'body', 'form', 'header', 'query'),
		apiKeyName: oneOf('apiKey', 'apiKey', 'ApiKey', 'api_key', 'X-Api-Key', 'key'),
		tokenParameters: oneOf({}, {}, { grant_type: 'api_key' }, { scope: 'all', version: '2' }),
		tokenAnswer: oneOf(
			'accessToken',
			'AccessToken',
			'access_token',
			'wrapped',
			'jsonString',
			'bareText',
		),
		rejectedKey: oneOf(400, 401, 403),
		subscriptionPath: oneOf(
			'/subscription/v1/subscription',
			'/subscription/v1/subscription',
			'/hooks',
		),
		eventTypeField: oneOf('eventType', 'eventType', 'event', 'events[]', 'EventTypes[]'),
		notificationUrlField: oneOf(
			'notificationUrl',
			'notificationUrl',
			'uri',
			'callbackUrl',
			'urls[]',
		),
		createdStatus: oneOf(200, 201, 202),
		createdAnswer: oneOf('bareGuid', 'jsonString', 'object', 'wrapped', 'location'),
		ids: oneOf('lower', 'upper', 'braces'),
		idName: oneOf('id', 'Id', 'subscriptionId', 'SubscriptionGUID', 'guid', 'key'),
		list: oneOf('array', 'value', 'items', 'subscriptionList', 'wrapped'),
		paging: oneOf('none', 'none', 'nextLink', 'linkHeader', 'continuationToken'),
		notificationUrls: oneOf('shown', 'shown', 'masked', 'hidden'),
		contentType: oneOf('right', 'right', 'text/plain', 'application/octet-stream'),
		byteOrderMark: fc.boolean(),
		deletedStatus: oneOf(200, 202, 204),
		deletedAnswer: oneOf('empty', 'json', 'text'),
		wrongMethod: oneOf(404, 405),
		errors: oneOf('apim', 'problem', 'text', 'html', 'empty'),
		asAssumed: oneOf(true, false, false),
	})
	.map(({ asAssumed, ...dialect }) => {
		// A third needs no override at all: those show what tolerance alone achieves.
		if (asAssumed) return { ...dialect, ...assumptions() };
		// A GET carries no body, and a 204 has none.
		const inBody = ['body', 'form'].includes(dialect.apiKeyLocation);
		const apiKeyLocation =
			dialect.tokenMethod === 'GET' && inBody ? 'query' : dialect.apiKeyLocation;
		const deletedAnswer = dialect.deletedStatus === 204 ? 'empty' : dialect.deletedAnswer;
		return { ...dialect, apiKeyLocation, deletedAnswer };
	});

function oneOf<const Values extends readonly unknown[]>(...values: Values) {
	return fc.constantFrom(...values) as fc.Arbitrary<Values[number]>;
}

/** The fields that a user has to correct, in the order in which MyD3 would refuse: each with what it is by default. */
const stages: Array<Array<{ label: string; field: keyof Dialect; assumed: unknown }>> = [
	[
		{ label: 'Token Path', field: 'tokenPath', assumed: '/identity/v1/token' },
		{ label: 'Token Method', field: 'tokenMethod', assumed: 'POST' },
	],
	[
		{ label: 'API Key Location', field: 'apiKeyLocation', assumed: 'body' },
		{ label: 'API Key Name', field: 'apiKeyName', assumed: 'apiKey' },
		{ label: 'Token Parameters', field: 'tokenParameters', assumed: {} },
	],
	[
		{
			label: 'Subscription Path',
			field: 'subscriptionPath',
			assumed: '/subscription/v1/subscription',
		},
	],
	[
		{ label: 'Event Type Field', field: 'eventTypeField', assumed: 'eventType' },
		{ label: 'Notification URL Field', field: 'notificationUrlField', assumed: 'notificationUrl' },
	],
];

const assumptions = () =>
	Object.fromEntries(stages.flat().map(({ field, assumed }) => [field, assumed])) as Pick<
		Dialect,
		| 'tokenPath'
		| 'tokenMethod'
		| 'apiKeyLocation'
		| 'apiKeyName'
		| 'tokenParameters'
		| 'subscriptionPath'
		| 'eventTypeField'
		| 'notificationUrlField'
	>;

/** The labels of the first stage at which the dialect is not as assumed. */
function labelsOfFirstDifference(dialect: Dialect): string[] {
	const differing = stages.map((stage) =>
		stage.filter(
			({ field, assumed }) => JSON.stringify(dialect[field]) !== JSON.stringify(assumed),
		),
	);
	return differing.find((stage) => stage.length > 0)?.map(({ label }) => label) ?? [];
}

/** What a user who has the vendor's documents enters under "Override API Details". */
const overridesFor = (dialect: Dialect) => ({
	overrideApiDetails: true,
	...Object.fromEntries(stages.flat().map(({ field }) => [field, dialect[field]])),
	tokenParameters: JSON.stringify(dialect.tokenParameters),
});

const dialects = fc.sample(plausible, { numRuns: DIALECTS, seed: SEED });
const tally = { byTolerance: 0, byOverrides: 0 };

let myD3: Simulator;
afterEach(async () => await myD3.stop());
afterAll(() => {
	process.stdout.write(
		`${dialects.length} dialects (seed ${SEED}): ${tally.byTolerance} work with default settings, ` +
			`${tally.byOverrides} more with overrides, ${dialects.length - tally.byTolerance - tally.byOverrides} not at all\n`,
	);
});

it.each(dialects.map((dialect, number) => ({ number, dialect })))(
	'dialect $number is spoken',
	async ({ dialect }) => {
		myD3 = await startSimulator({ dialect });
		const account = { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl };

		const message = await defaultSettings(account);
		const labels = labelsOfFirstDifference(dialect);
		if (message === 'worked') tally.byTolerance += 1;
		else {
			// Wherever nothing is to be corrected, the default settings have to work.
			expect(labels).not.toEqual([]);
			expect({ message, names: labels.some((label) => message.includes(`"${label}"`)) }).toEqual({
				message,
				names: true,
			});
		}
		expect(myD3.subscriptions).toEqual([]);

		await wholeLife({ ...account, ...overridesFor(dialect) });
		if (message !== 'worked') tally.byOverrides += 1;
		expect(myD3.subscriptions).toEqual([]);
	},
);

/** Activates and deactivates with the credential as it is by default. @returns "worked", or the message that the user sees */
async function defaultSettings(credential: object): Promise<string> {
	const host = new Host({ credential: { ...credential } });
	const [activated] = await Promise.allSettled([host.activate()]);
	// n8n cleans up after a failed activation; nothing may be left then, whether delete can do something or not.
	const [deactivated] = await Promise.allSettled([host.deactivate()]);
	if (activated.status === 'rejected') return (activated.reason as Error).message;
	expect(deactivated.status).toBe('fulfilled');
	return 'worked';
}

/** Everything a user does with the trigger and the node. */
async function wholeLife(credential: object): Promise<void> {
	const parameters = {
		events: ['InvoiceIssued', 'custom'],
		customEventTypes: 'OrderShipped, Quote',
	};
	const trigger = new Host({ credential: { ...credential }, parameters });
	expect(await trigger.activate()).toBe(true);
	expect(myD3.subscriptions).toHaveLength(3);
	trigger.restart();
	expect(await trigger.activate('init')).toBe(false);

	const { url, stop } = await trigger.serve();
	const apiKey = myD3.subscriptions[0]?.notificationUrl.split('apiKey=')[1];
	const { status } = await axios.post(
		url,
		{ number: 'INV-1' },
		{ params: { apiKey }, proxy: false },
	);
	stop();
	expect([status, trigger.executions]).toEqual([200, [[{ json: { number: 'INV-1' } }]]]);

	const node = async (operation: string, more: object) =>
		await new Host(
			{ credential: { ...credential }, parameters: { operation, ...more } },
			'myD3',
		).execute();
	const [created] = await node('create', {
		eventType: 'InvoiceIssued',
		notificationUrl: 'https://n8n.example.com/by-hand',
	});
	const byId = { subscriptionId: { __rl: true, mode: 'id', value: created?.json.id } };
	expect(await node('getAll', { returnAll: true })).toHaveLength(4);
	const [got] = await node('get', byId);
	expect(plainId(got?.json.id)).toBe(created?.json.id);
	// The id as MyD3 writes it, which a user copies from the output, does as well.
	const copied = { subscriptionId: { __rl: true, mode: 'id', value: got?.json.id } };
	expect((await node('delete', copied))[0]?.json.deleted).toBe(true);

	myD3.expireTokens();
	await trigger.deactivate();
}

const plainId = (id: unknown): string => String(id).replace(/[{}]/g, '').toLowerCase();
