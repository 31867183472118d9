import type { Subscription } from '../../nodes/MyD3/api/responses';
import { apiError } from '../../nodes/MyD3/api/request';
import { describeHttpError } from '../../nodes/MyD3/api/errors';
import type { StaticData } from '../../nodes/MyD3/trigger/staticData';
import type { Bookkeeper } from '../../nodes/MyD3/trigger/deletions';
import { reconcile, register } from '../../nodes/MyD3/trigger/registration';
import { Host } from '../n8n/host';

const WEBHOOK_URL = 'https://n8n.example.com/webhook/1/webhook';
const KEY = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const URL_WITH_KEY = `${WEBHOOK_URL}?apiKey=${KEY}`;
// printf KEY | sha256sum
const DIGEST = '0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a';
const BOTH = { webhookUrl: WEBHOOK_URL, eventTypes: ['InvoiceIssued', 'OrderShipped'] };

/** What a call that MyD3 answers with this status throws. */
const refused = (status: number, mayHaveHappened = false) => {
	const call = {
		action: 'answer',
		method: 'GET',
		url: 'https://api.myd3.example.com/',
		addressField: 'Subscription Path',
		bodyFields: '',
		secrets: [],
	};
	const failure = describeHttpError({ status, headers: {}, text: '' }, call);
	return apiError(new Host({ credential: {} }).loadOptionsContext(), failure, mayHaveHappened);
};
const failing = (error: Error) => async () => await Promise.reject(error);

const listed = (id: string, changes: Partial<Subscription> = {}): Subscription => ({
	id,
	notificationUrl: URL_WITH_KEY,
	raw: {},
	...changes,
});

/** A client of a MyD3 that holds nothing and does what it is asked to; `changes` break one thing. */
function clientWith(changes: Partial<Bookkeeper> = {}) {
	const calls: string[] = [];
	const client: Bookkeeper = {
		baseUrl: 'https://api.myd3.example.com',
		list: async () => await Promise.resolve([]),
		create: async (eventType) => await Promise.resolve(`id of ${eventType}`),
		delete: async () => await Promise.resolve(true),
		mayBeGone: () => false,
		...changes,
	};
	const told: Bookkeeper = {
		...client,
		list: async () => (calls.push('list'), await client.list()),
		create: async (...create) => (
			calls.push(`create ${create[0]}`),
			await client.create(...create)
		),
		delete: async (id) => (calls.push(`delete ${id}`), await client.delete(id)),
	};
	return { client: told, calls };
}

describe('registering', () => {
	const registered = async (client: Bookkeeper, eventTypes: string[]) => {
		const remembered: StaticData[] = [];
		const wanted = { webhookUrl: WEBHOOK_URL, eventTypes };
		await register(client, wanted, KEY, {}, (memory) => remembered.push(memory));
		return remembered;
	};
	/** Creates the first of two subscriptions; the answer for the other is lost. */
	const answerLost = async (eventType: string) =>
		eventType === 'InvoiceIssued' ? 'a' : await Promise.reject(refused(503, true));

	it('remembers each subscription as soon as there is one', async () => {
		const remembered = await registered(clientWith().client, ['InvoiceIssued', 'OrderShipped']);
		const one = { id: 'id of InvoiceIssued', eventType: 'InvoiceIssued' };
		const other = { id: 'id of OrderShipped', eventType: 'OrderShipped' };
		const place = { keyDigest: DIGEST, webhookUrl: WEBHOOK_URL };
		expect(remembered).toEqual([
			{ ...place, subscriptions: [one] },
			{ ...place, subscriptions: [one, other] },
		]);
	});

	it.each([
		{ name: 'whose event is listed', changes: { eventTypes: ['OrderShipped'] } },
		{ name: 'whose event is not listed', changes: {} },
	])('finds by its key one whose answer was lost, $name', async ({ changes }) => {
		const list = async () => await Promise.resolve([listed('a'), listed('b', changes)]);
		const { client } = clientWith({ create: answerLost, list });
		const remembered = await registered(client, BOTH.eventTypes);
		expect(remembered.at(-1)?.subscriptions).toEqual([
			{ id: 'a', eventType: 'InvoiceIssued' },
			{ id: 'b', eventType: 'OrderShipped' },
		]);
	});

	it.each([
		{ name: 'nothing', list: [] },
		{
			name: "a stranger's for the same event",
			list: [
				listed('c', {
					eventTypes: ['OrderShipped'],
					notificationUrl: 'https://other.example.com/',
				}),
			],
		},
		{ name: 'one without a URL', list: [listed('c', { notificationUrl: undefined })] },
		{ name: 'one for the other event', list: [listed('c', { eventTypes: ['InvoiceIssued'] })] },
		{ name: 'the first, and the list shows no events', list: [listed('a')] },
	])(
		'fails, and removes the first, when the answer for the second is lost and MyD3 lists $name',
		async ({ list }) => {
			const { client, calls } = clientWith({
				create: answerLost,
				list: async () => await Promise.resolve(list),
			});
			await expect(registered(client, BOTH.eventTypes)).rejects.toThrow(
				'MyD3 could not answer at the moment (503).',
			);
			expect(calls).toEqual(['create InvoiceIssued', 'create OrderShipped', 'list', 'delete a']);
		},
	);

	it('fails with the reason why it could not create, when the list fails as well', async () => {
		const { client } = clientWith({ create: answerLost, list: failing(refused(403)) });
		await expect(registered(client, ['OrderShipped'])).rejects.toThrow(
			'MyD3 could not answer at the moment (503).',
		);
	});

	it('does not look for what MyD3 has refused to create', async () => {
		const { client, calls } = clientWith({ create: failing(refused(403)) });
		await expect(registered(client, ['InvoiceIssued'])).rejects.toThrow('(403)');
		expect(calls).toEqual(['create InvoiceIssued']);
	});

	it('fails with the reason why it could not create, when what was made cannot be removed', async () => {
		const { client } = clientWith({ create: answerLost, delete: failing(refused(403)) });
		await expect(registered(client, BOTH.eventTypes)).rejects.toThrow('(503)');
	});
});

describe('reconciling', () => {
	const memory: StaticData = {
		subscriptions: [
			{ id: 'a', eventType: 'InvoiceIssued' },
			{ id: 'b', eventType: 'OrderShipped' },
		],
		keyDigest: DIGEST,
		webhookUrl: WEBHOOK_URL,
	};
	const reconciled = async (client: Bookkeeper, remembered: StaticData = memory) => {
		const warnings: string[] = [];
		const told: StaticData[] = [];
		const isThere = await reconcile(
			client,
			BOTH,
			remembered,
			(changed) => told.push(changed),
			(sentence) => warnings.push(sentence),
		);
		return { isThere, warnings, told };
	};

	it('believes what is remembered while MyD3 cannot list, and says so', async () => {
		const { client } = clientWith({ list: failing(refused(503)) });
		expect(await reconciled(client)).toEqual({
			isThere: true,
			warnings: [
				'MyD3 could not answer at the moment (503). The subscription from before is taken to be there still.',
			],
			told: [],
		});
	});

	it('does not believe it when one of two may be gone', async () => {
		const mayBeGone = (id: string) => id === 'b';
		const { client } = clientWith({ list: failing(refused(503)), mayBeGone });
		await expect(reconciled(client)).rejects.toThrow('(503)');
	});

	it('goes on with what is remembered where MyD3 has no list, and says so', async () => {
		const { client } = clientWith({ list: failing(refused(403)) });
		expect(await reconciled(client)).toEqual({
			isThere: true,
			warnings: ['MyD3 does not permit this API Key to answer (403). Going on without the list.'],
			told: [],
		});
	});

	it('replaces what is remembered and not wanted where MyD3 has no list', async () => {
		const { client, calls } = clientWith({ list: failing(refused(403)) });
		const moved = { ...memory, webhookUrl: 'https://old.example.com/' };
		expect((await reconciled(client, moved)).isThere).toBe(false);
		expect(calls).toEqual(['list', 'delete a', 'delete b']);
	});

	it('remembers what it keeps, and nothing new when all has to be created', async () => {
		const list = [
			listed('a', { eventTypes: ['InvoiceIssued'] }),
			listed('c', { eventTypes: ['OrderShipped'] }),
		];
		const held = clientWith({ list: async () => await Promise.resolve(list) });
		const { isThere, told } = await reconciled(held.client);
		const kept = [memory.subscriptions[0], { id: 'c', eventType: 'OrderShipped' }];
		expect([isThere, told.at(-1)]).toEqual([true, { ...memory, subscriptions: kept }]);

		const lost = await reconciled(clientWith().client);
		expect([lost.isThere, lost.told.at(-1)]).toEqual([false, { ...memory, subscriptions: [] }]);
	});
});
