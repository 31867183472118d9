import type { SubscriptionApi } from '../../nodes/MyD3/api/subscriptionApi';
import { keyDigestOf } from '../../nodes/MyD3/notificationUrl';
import { reconcile, register, unregister } from '../../nodes/MyD3/trigger/registration';
import { accepted, FakeMyD3, FakeN8n, NODE, refused, WEBHOOK_URL } from './fakeMyD3';
import type { Held } from './fakeMyD3';

const BOTH = ['InvoiceIssued', 'OrderShipped'];

let myD3: FakeMyD3;
let n8n: FakeN8n;
let client: SubscriptionApi;
let keysGiven: number;
let waits: number[];
beforeEach(() => {
	myD3 = new FakeMyD3();
	n8n = new FakeN8n();
	client = myD3.client();
	keysGiven = 0;
	waits = [];
});

/** 43 characters, different each time. */
const newKey = () => String.fromCharCode(65 + keysGiven++).repeat(43);
const wait = async (ms: number) => await Promise.resolve(void waits.push(ms));
const keyOf = ({ notificationUrl }: Held) => notificationUrl.split('apiKey=')[1] ?? '';
const desired = (eventTypes: string[], webhookUrl = n8n.webhookUrl) => ({ webhookUrl, eventTypes });
const checkExists = async (eventTypes = ['InvoiceIssued'], of = n8n, isStartup = true) =>
	await reconcile(client, desired(eventTypes, of.webhookUrl), of.memory(), of.warn, isStartup);
const create = async (eventTypes = ['InvoiceIssued'], of = n8n) =>
	await register(client, desired(eventTypes, of.webhookUrl), of.memory(), newKey, {}, wait);
/** As n8n does. @returns whether create was called */
const activate = async (eventTypes = ['InvoiceIssued'], of = n8n) => {
	if (await checkExists(eventTypes, of)) return false;
	await create(eventTypes, of);
	return true;
};
const deactivate = async (of = n8n) => await unregister(client, of.memory(), of.warn);
/** A deactivation that MyD3 carries out but answers with 500. n8n 1.x then returns what it had saved before. */
const deactivateWith500 = async () => {
	const stored = structuredClone(n8n.staticData);
	myD3.onDelete = (id) => {
		myD3.held = myD3.held.filter((subscription) => subscription.id !== id);
		throw refused(500);
	};
	await expect(deactivate()).rejects.toThrow('500');
	n8n.staticData = stored;
	myD3.onDelete = () => undefined;
};
/** The requests that an action took. */
const requestsOf = async (action: () => Promise<unknown>) => {
	myD3.requests = [];
	await action();
	return myD3.requests;
};

describe('registering', () => {
	it('remembers each subscription with its event type and the digest of its own key', async () => {
		await create(BOTH);
		expect(n8n.staticData).toEqual({
			webhookUrl: WEBHOOK_URL,
			subscriptions: [
				{ id: 'id-1', eventType: 'InvoiceIssued', keyDigest: keyDigestOf('A'.repeat(43)) },
				{ id: 'id-2', eventType: 'OrderShipped', keyDigest: keyDigestOf('B'.repeat(43)) },
			],
		});
		expect(myD3.held.map(keyOf)).toEqual(['A'.repeat(43), 'B'.repeat(43)]);
	});

	it("refuses somebody else's subscription as a new one", async () => {
		const notificationUrl = 'https://stranger.example.com/hook';
		myD3.held = [{ id: 'theirs', eventType: 'InvoiceIssued', notificationUrl }];
		client.create = async () => await Promise.resolve('theirs');
		await expect(activate()).rejects.toThrow(
			'MyD3 created no subscription for InvoiceIssued, but returned one that already existed: theirs. MyD3 may allow only one for each event type or address. Find the existing one with Get Many. If nothing uses it any more, delete it and try again.',
		);
		await deactivate();
		expect(myD3.held).toHaveLength(1);
		expect(n8n.knownDigests).toEqual([]);
	});

	it('refuses one subscription for two of its event types, and leaves none', async () => {
		client.create = async (eventType, notificationUrl) => {
			myD3.held = [{ id: 'only', eventType, notificationUrl }];
			return await Promise.resolve('only');
		};
		await expect(activate(BOTH)).rejects.toThrow(
			'MyD3 created no subscription for OrderShipped, but returned one that already existed: only. MyD3 may allow only one for each address. Choose a single event in this MyD3 Trigger, and add a MyD3 Trigger for each of the others.',
		);
		expect([myD3.held, n8n.knownDigests]).toEqual([[], []]);
	});

	it.each([
		['n8n starts', true],
		['the workflow is published', false],
	])(
		'accepts an id that MyD3 uses again after losing the subscription, when %s',
		async (_, isStartup) => {
			client.create = async (eventType, notificationUrl) => {
				myD3.held.push({ id: `for-${eventType}`, eventType, notificationUrl });
				return await Promise.resolve(`for-${eventType}`);
			};
			await activate(BOTH);
			myD3.held = [];
			expect(await checkExists(BOTH, n8n, isStartup)).toBe(false);
			await create(BOTH);
			expect(myD3.held.map(({ id }) => id)).toEqual(['for-InvoiceIssued', 'for-OrderShipped']);
		},
	);

	it('makes the key and its event type known before sending the request', async () => {
		const known: unknown[] = [];
		myD3.beforeCreate = (created) => {
			known.push([keyDigestOf(keyOf(created)), n8n.keys.of(NODE).at(-1)]);
		};
		await create(BOTH);
		const digests = [keyDigestOf('A'.repeat(43)), keyDigestOf('B'.repeat(43))];
		expect(known).toEqual([
			[digests[0], { keyDigest: digests[0], eventType: 'InvoiceIssued' }],
			[digests[1], { keyDigest: digests[1], eventType: 'OrderShipped' }],
		]);
	});

	it('forgets the key if MyD3 refuses, and does not look for the subscription', async () => {
		myD3.beforeCreate = () => {
			throw refused(403);
		};
		await expect(create()).rejects.toThrow('403');
		expect(n8n.knownDigests).toEqual([]);
		expect(myD3.requests).toEqual(['create InvoiceIssued']);
	});

	it.each([
		{ name: 'as it was sent', shown: () => ({}) },
		{
			name: 'in normal form, without event type',
			shown: ({ notificationUrl }: Held) => ({
				eventTypes: undefined,
				notificationUrl: notificationUrl.replace('n8n.example', 'N8N.Example'),
			}),
		},
		{
			name: 'somewhere in the item',
			shown: ({ notificationUrl }: Held) => ({
				notificationUrl: undefined,
				urls: ['https://api.example.com/1', notificationUrl],
			}),
		},
	])('finds a subscription by its key if the response was lost: $name', async ({ shown }) => {
		myD3.shown = shown;
		myD3.afterCreate = ({ eventType }) => {
			if (eventType === 'OrderShipped') throw refused(503, true);
		};
		await create(BOTH);
		expect(n8n.staticData.subscriptions).toMatchObject([
			{ id: 'id-1', eventType: 'InvoiceIssued' },
			{ id: 'id-2', eventType: 'OrderShipped' },
		]);
	});

	it.each([
		{ name: 'shows nothing new', prepare: () => undefined },
		{ name: 'fails as well', prepare: () => myD3.listErrors.push(refused(403)) },
		{ name: 'does not exist', prepare: () => (client = myD3.client({ canList: false })) },
	])(
		'registers all or none: removes the first if the second is lost and the list $name',
		async ({ prepare }) => {
			prepare();
			myD3.beforeCreate = ({ eventType }) => {
				if (eventType === 'OrderShipped') throw refused(503, true);
			};
			await expect(create(BOTH)).rejects.toThrow('503');
			expect(myD3.held).toEqual([]);
			expect(n8n.staticData).toEqual({ webhookUrl: '', subscriptions: [] });
		},
	);

	it.each([
		{ when: 'at once', list: 1, waited: [] },
		{ when: 'later', list: 2, waited: [2000] },
		{ when: 'much later', list: 3, waited: [2000, 5000] },
	])(
		'finds a subscription that MyD3 accepted without an id and lists $when',
		async ({ list, waited }) => {
			let lists = 0;
			myD3.late = (held) => (++lists < list ? [] : held);
			myD3.afterCreate = () => {
				throw accepted();
			};
			await create();
			expect(n8n.staticData).toMatchObject({ subscriptions: [{ id: 'id-1' }] });
			expect(waits).toEqual(waited);
		},
	);

	it('throws if MyD3 accepted a subscription without an id and never lists it', async () => {
		myD3.beforeCreate = () => {
			throw accepted();
		};
		await expect(create()).rejects.toThrow('MyD3 answered 202.');
		expect(myD3.requests).toEqual(['create InvoiceIssued', 'list', 'list', 'list']);
	});

	it('remembers what could not be removed, for the clean-up', async () => {
		myD3.beforeCreate = ({ eventType }) => {
			if (eventType === 'OrderShipped') throw refused(400);
		};
		myD3.onDelete = () => {
			throw refused(500);
		};
		await expect(create(BOTH)).rejects.toThrow('400');
		expect(n8n.staticData.subscriptions).toMatchObject([{ id: 'id-1' }]);
		myD3.onDelete = () => undefined;
		await deactivate();
		expect(myD3.held).toEqual([]);
	});

	it('keeps the key of a create with an unknown outcome until the clean-up finds no subscription', async () => {
		const list = myD3.late;
		myD3.late = () => [];
		myD3.afterCreate = () => {
			throw refused(503, true);
		};
		await expect(create()).rejects.toThrow('503');
		myD3.incomplete = new Error('1 of 2 pages.');
		await deactivate();
		expect(n8n.knownDigests).toEqual([keyDigestOf('A'.repeat(43))]);
		myD3.late = list;
		myD3.incomplete = undefined;
		await deactivate();
		expect(myD3.held).toEqual([]);
		expect(n8n.knownDigests).toEqual([]);
	});
});

it('deactivation forgets the key of a create with an unknown outcome if MyD3 has created nothing', async () => {
	myD3.beforeCreate = () => {
		throw refused(503, true);
	};
	await expect(activate()).rejects.toThrow('503');
	expect(n8n.knownDigests).toHaveLength(1);
	await deactivate();
	expect(n8n.knownDigests).toEqual([]);
});

describe('looking for the wanted subscriptions', () => {
	it('finds them with one request, and makes the keys known to this process', async () => {
		await activate(BOTH);
		n8n.restart();
		expect(await requestsOf(checkExists.bind(undefined, BOTH))).toEqual(['list']);
		expect(n8n.knownDigests).toHaveLength(2);
		expect(n8n.warnings).toEqual([]);
	});

	it('adopts what leads here after static data was lost, including keys and event types', async () => {
		await activate(BOTH);
		const before = n8n.staticData;
		n8n = new FakeN8n();
		expect(await activate(BOTH)).toBe(false);
		expect(n8n.staticData).toEqual(before);
	});

	it.each([
		{
			name: 'a number is listed next to the GUID',
			shown: ({ id }: Held) => ({ id: '17', ids: ['17', id] }),
		},
		{ name: 'only a number is listed', shown: () => ({ id: '17', ids: ['17'] }) },
		{
			name: 'the URL is listed in normal form',
			shown: ({ notificationUrl }: Held) => ({
				notificationUrl: notificationUrl.replace('example.com', 'example.com:443'),
			}),
		},
		{
			name: 'the event type is listed in capitals',
			shown: ({ eventType }: Held) => ({ eventTypes: [eventType.toUpperCase()] }),
		},
		{
			name: 'the id is listed in capitals and braces',
			shown: ({ id }: Held) => ({ id: `{${id.toUpperCase()}}`, ids: [`{${id.toUpperCase()}}`] }),
		},
		{
			name: 'the key is masked',
			shown: () => ({ notificationUrl: `${WEBHOOK_URL}?apiKey=•••` }),
		},
		{ name: 'no URL is listed', shown: () => ({ notificationUrl: undefined }) },
	])('leaves a registered one alone, and deletes it at the end: $name', async ({ shown }) => {
		myD3.shown = shown;
		await activate();
		const held = [...myD3.held];
		for (let start = 1; start <= 2; start++) {
			n8n.restart();
			expect(await activate()).toBe(false);
			expect(myD3.held).toEqual(held);
		}
		await deactivate();
		expect(myD3.held).toEqual([]);
		expect(n8n.staticData).toEqual({ webhookUrl: '', subscriptions: [] });
	});

	it('checks after a deletion that what it keeps still exists', async () => {
		await activate();
		const twin = { ...myD3.held[0]!, notificationUrl: `${WEBHOOK_URL}?apiKey=${'Z'.repeat(43)}` };
		myD3.held.push({ ...twin, id: 'twin' });
		// The two ids turn out to be of the same subscription.
		myD3.onDelete = () => {
			myD3.held = [];
			return true;
		};
		expect(await activate()).toBe(true);
		expect(myD3.summary).toEqual([`InvoiceIssued ${WEBHOOK_URL}`]);
	});

	it.each([
		{ name: 'deletes it', onDelete: () => undefined, left: ['id-2'] },
		{
			name: 'does not switch off twice',
			onDelete: (id: string) => {
				if (id === 'id-1') throw refused(409);
				return undefined;
			},
			left: ['id-1', 'id-2'],
		},
	])('replaces one that is listed as switched off: MyD3 $name', async ({ onDelete, left }) => {
		await activate();
		myD3.onDelete = onDelete;
		myD3.shown = ({ id }) => ({ isInactive: id === 'id-1' });
		n8n.restart();
		expect(await activate()).toBe(true);
		expect(myD3.held.map(({ id }) => id)).toEqual(left);
		n8n.restart();
		expect(await activate()).toBe(false);
	});

	// Denied, or a web page instead of a confirmation.
	it.each([401, 403, 200])(
		'still remembers a switched-off one if the deletion failed for another reason: %s',
		async (status) => {
			await activate();
			myD3.shown = () => ({ isInactive: true });
			myD3.onDelete = () => {
				throw refused(status);
			};
			await expect(deactivate()).rejects.toThrow(String(status));
			expect(n8n.staticData.subscriptions).toHaveLength(1);
		},
	);

	it('removes a duplicate that leads here', async () => {
		await activate();
		const [kept] = myD3.held;
		const url = `${WEBHOOK_URL}?apiKey=${'Z'.repeat(43)}`;
		myD3.held.unshift({ id: 'twin', eventType: 'InvoiceIssued', notificationUrl: url });
		expect(await activate()).toBe(false);
		expect(myD3.held).toEqual([kept]);
	});

	it('keeps what it needs on start-up if a duplicate cannot be deleted, and says so', async () => {
		await activate();
		n8n.restart();
		const url = `${WEBHOOK_URL}?apiKey=${'Z'.repeat(43)}`;
		myD3.held.unshift({ id: 'twin', eventType: 'InvoiceIssued', notificationUrl: url });
		myD3.onDelete = () => {
			throw refused(500);
		};
		await expect(checkExists(['InvoiceIssued'], n8n, false)).rejects.toThrow('500');
		await expect(checkExists(['Quote'])).rejects.toThrow('500');
		expect(await checkExists()).toBe(true);
		expect(n8n.warnings).toEqual([
			'MyD3 answered 500. The trigger no longer needs that subscription.',
		]);
	});

	it('replaces MyD3’s subscriptions if other events are wanted', async () => {
		await activate(BOTH);
		expect(await activate(['OrderShipped', 'Quote'])).toBe(true);
		expect(myD3.summary).toEqual([`OrderShipped ${WEBHOOK_URL}`, `Quote ${WEBHOOK_URL}`]);
		expect(n8n.knownDigests).toHaveLength(2);
	});

	it.each([
		{
			status: 503,
			warning: 'MyD3 answered 503. The trigger assumes that its earlier subscription still exists.',
		},
		{ status: 404, warning: 'MyD3 answered 404. The trigger continues without the list.' },
	])('trusts its memory in an outage and without a list: $warning', async ({ status, warning }) => {
		await activate(BOTH);
		n8n.restart();
		myD3.listErrors = [refused(status)];
		expect(await activate(BOTH)).toBe(false);
		expect(n8n.warnings).toEqual([warning]);
		expect(n8n.knownDigests).toHaveLength(2);
	});

	it.each([
		{ name: 'trusts its memory in an outage', error: () => refused(503), expected: true },
		{
			name: 'does not trust its memory without a list',
			error: () => refused(404),
			expected: false,
		},
	])('$name, when a user publishes', async ({ error, expected }) => {
		await activate();
		n8n.restart();
		myD3.listErrors = [error()];
		expect(await checkExists(['InvoiceIssued'], n8n, false)).toBe(expected);
	});

	it('does not trust its memory of what it may have deleted, in an outage', async () => {
		await activate();
		await deactivateWith500();
		myD3.listErrors = [refused(503)];
		await expect(checkExists()).rejects.toThrow('503');
		expect(await activate()).toBe(true);
		expect(myD3.held).toHaveLength(1);
	});

	it.each([
		{ name: 'with keys', shown: () => ({}) },
		{ name: 'without URLs', shown: () => ({ notificationUrl: undefined }) },
		{ name: 'under other ids', shown: () => ({ id: '17', ids: ['17'] }) },
	])('does not adopt from a stale list what it has deleted: $name', async ({ shown }) => {
		myD3.shown = shown;
		await activate();
		const [gone] = myD3.held;
		const stored = n8n.staticData;
		await deactivate();
		n8n.staticData = stored;
		myD3.late = (held) => (held.includes(gone!) ? held : [gone!, ...held]);
		expect(await activate()).toBe(true);
		expect(myD3.held).toHaveLength(1);
	});

	it('does not adopt from a stale list what it has deleted, even under an id that it has never seen', async () => {
		await activate();
		const [gone] = myD3.held;
		myD3.shown = ({ id }) => (id === gone?.id ? { id: '17', ids: ['17'] } : {});
		myD3.listErrors = [refused(503)];
		await expect(deactivate()).rejects.toThrow('503');
		myD3.late = (held) => [gone!, ...held];
		expect(await activate()).toBe(true);
		expect(myD3.held).toHaveLength(1);
	});

	it('throws if MyD3 does not answer and its memory differs', async () => {
		await activate();
		myD3.listErrors = [refused(429)];
		await expect(checkExists(BOTH)).rejects.toThrow('429');
		expect(myD3.held).toHaveLength(1);
	});

	it('replaces remembered but unwanted subscriptions if MyD3 cannot list', async () => {
		client = myD3.client({ canList: false });
		await activate();
		expect(await requestsOf(activate.bind(undefined, BOTH))).toEqual([
			'delete id-1',
			'create InvoiceIssued',
			'create OrderShipped',
		]);
		expect(await requestsOf(activate.bind(undefined, BOTH))).toEqual([]);
	});

	it('does not trust its memory without a list if the workflow was not active before', async () => {
		client = myD3.client({ canList: false });
		await activate(BOTH);
		const stored = structuredClone(n8n.staticData);
		myD3.onDelete = (id) => {
			if (id === 'id-2') throw refused(500);
			return undefined;
		};
		await expect(deactivate()).rejects.toThrow('500');
		// n8n 1.x returns what it had saved before.
		n8n.staticData = stored;
		n8n.restart();
		myD3.onDelete = () => undefined;
		expect(await checkExists(BOTH, n8n, false)).toBe(false);
		expect(myD3.held).toEqual([]);
	});

	it('keeps remembered subscriptions that may be on an unread page, and says so', async () => {
		await activate(BOTH);
		n8n.restart();
		const [, second] = myD3.held;
		myD3.incomplete = new Error('MyD3 says that there are 2 pages.');
		myD3.late = () => [second!];
		expect(await requestsOf(activate.bind(undefined, BOTH))).toEqual(['list']);
		expect(n8n.warnings).toEqual([
			'MyD3 says that there are 2 pages. The trigger assumes that its earlier subscription still exists.',
		]);
	});

	it('replaces remembered subscriptions that may be on an unread page if the workflow was not active before', async () => {
		await activate();
		n8n.restart();
		myD3.incomplete = new Error('MyD3 says that there are 2 pages.');
		myD3.late = () => [];
		expect(await checkExists(['InvoiceIssued'], n8n, false)).toBe(false);
		expect(myD3.held).toEqual([]);
	});

	it('does not assume that an unread page has what it may have deleted', async () => {
		await activate();
		await deactivateWith500();
		myD3.incomplete = new Error('MyD3 says that there are 2 pages.');
		expect(await activate()).toBe(true);
		expect(myD3.held).toHaveLength(1);
	});

	it('does not create what a failed page may contain', async () => {
		await activate();
		n8n = new FakeN8n();
		myD3.incomplete = refused(503);
		myD3.late = () => [];
		await expect(activate()).rejects.toThrow('503');
		expect(myD3.held).toHaveLength(1);
	});

	it('wants one subscription if MyD3 knows no event types', async () => {
		await activate(['']);
		n8n.restart();
		myD3.shown = () => ({ eventTypes: undefined });
		expect(await activate([''])).toBe(false);
		expect(myD3.held).toHaveLength(1);
	});
});

describe('a copy of an n8n', () => {
	const copy = () => {
		const staging = new FakeN8n('https://staging.example.com/webhook/1/webhook');
		staging.staticData = structuredClone(n8n.staticData);
		return staging;
	};

	it.each([
		{ name: 'URLs are listed', prepare: () => undefined },
		{
			name: 'no URLs are listed',
			prepare: () => (myD3.shown = () => ({ notificationUrl: undefined })),
		},
		{ name: 'nothing is listed', prepare: () => (client = myD3.client({ canList: false })) },
		{
			name: 'the list fails',
			prepare: () => (myD3.listErrors = Array.from({ length: 9 }, () => refused(404))),
		},
	])("leaves production's subscriptions alone all its life: $name", async ({ prepare }) => {
		prepare();
		await activate(BOTH);
		const production = [...myD3.held];
		const staging = copy();
		expect(staging.memory().elsewhere).toEqual(n8n.staticData);
		await deactivate(staging);
		expect(myD3.held).toEqual(production);
		await activate(BOTH, staging);
		expect(myD3.held).toEqual([...production, expect.anything(), expect.anything()]);
		await deactivate(staging);
		expect(myD3.held).toEqual(production);
		expect(staging.knownDigests).toEqual([]);
		await deactivate();
		expect(myD3.held).toEqual([]);
	});

	it('remembers the ids of the other address until it has registered its own', async () => {
		await activate();
		const staging = copy();
		myD3.beforeCreate = () => {
			throw refused(403);
		};
		await expect(activate(undefined, staging)).rejects.toThrow('403');
		expect(staging.staticData).toEqual(n8n.staticData);
	});
});

describe('removing', () => {
	const MAY_STILL_EXIST =
		'1 of 2 pages. Subscriptions of this workflow that MyD3 did not list may still exist.';

	it('removes everything that leads here, even if not remembered', async () => {
		await activate(BOTH);
		n8n = new FakeN8n();
		await deactivate();
		expect(myD3.held).toEqual([]);
	});

	it('sends the event type along, which some Delete Requests need', async () => {
		const deleted: unknown[] = [];
		const deleteOne: SubscriptionApi['delete'] = async (...sent) =>
			await Promise.resolve(deleted.push(sent) > 0);
		client = myD3.client({ canList: false, delete: deleteOne });
		await create(BOTH);
		await deactivate();
		expect(deleted).toEqual([
			['id-1', false, 'InvoiceIssued'],
			['id-2', false, 'OrderShipped'],
		]);
	});

	it('removes by id what n8n 1.x has forgotten, if no URL is listed', async () => {
		myD3.shown = () => ({ notificationUrl: undefined });
		await activate();
		n8n.staticData = {};
		await deactivate();
		expect(myD3.held).toEqual([]);
	});

	it('tries all, throws the first error, and remembers what is left', async () => {
		await activate(BOTH);
		myD3.onDelete = (id) => {
			if (id === 'id-1') throw refused(403);
			return undefined;
		};
		await expect(deactivate()).rejects.toThrow('403');
		expect(n8n.staticData.subscriptions).toMatchObject([{ id: 'id-1' }]);
		expect(n8n.knownDigests).toHaveLength(1);
	});

	it('treats what MyD3 no longer has as deleted', async () => {
		await activate();
		myD3.held = [];
		await deactivate();
		expect(n8n.staticData).toEqual({ webhookUrl: '', subscriptions: [] });
		expect(n8n.warnings).toEqual([]);
	});

	it('does not treat as deleted what MyD3 lists but does not find, even with other ids', async () => {
		await activate();
		myD3.shown = ({ id }) => ({ ids: [id, '17'] });
		myD3.onDelete = () => {
			myD3.shown = ({ id }) => ({ ids: ['18', id] });
			return false;
		};
		await expect(deactivate()).rejects.toThrow('404');
		expect(n8n.staticData.subscriptions).toHaveLength(1);
	});

	it('deletes what MyD3 did not find at first', async () => {
		await activate();
		const results = [false];
		myD3.onDelete = () => results.shift();
		myD3.incomplete = new Error('1 of 2 pages.');
		await deactivate();
		expect(myD3.held).toEqual([]);
		expect(n8n.warnings).toEqual([MAY_STILL_EXIST]);
	});

	/** A delete that finds nothing, before a list that fails. */
	const notFoundBefore = (error: Error) => () => {
		myD3.listErrors = [error];
		return false;
	};
	const WITHOUT_LIST =
		'MyD3 answered that it has no subscription id-1, id-2. n8n cannot check this without a list.';
	it.each([
		{
			name: 'there is no list',
			prepare: () => (client = myD3.client({ canList: false })),
			warnings: [WITHOUT_LIST],
		},
		{
			name: 'the list is incomplete',
			prepare: () => (myD3.incomplete = new Error('1 of 2 pages.')),
			warnings: [
				'MyD3 answered that it has no subscription id-1, id-2, and n8n cannot check this without the complete list. 1 of 2 pages.',
				MAY_STILL_EXIST,
			],
		},
		{
			name: 'the list is unsupported',
			prepare: () => (myD3.listErrors = [refused(404)]),
			warnings: [WITHOUT_LIST],
		},
		{
			name: 'the list has become unsupported',
			prepare: () => (myD3.onDelete = notFoundBefore(refused(404))),
			warnings: [
				'MyD3 answered that it has no subscription id-1, id-2, and n8n cannot check this without the complete list. MyD3 answered 404.',
			],
		},
	])('says so if "not found" cannot be checked: $name', async ({ prepare, warnings }) => {
		await activate(BOTH);
		myD3.held = [];
		prepare();
		await deactivate();
		expect(n8n.staticData).toEqual({ webhookUrl: '', subscriptions: [] });
		expect(n8n.warnings).toEqual(warnings);
	});

	it.each([503, 401])(
		'removes what it remembers and throws if the list fails: %s',
		async (status) => {
			await activate();
			myD3.listErrors = [refused(status)];
			await expect(deactivate()).rejects.toThrow(String(status));
			expect([myD3.held, n8n.warnings]).toEqual([[], []]);
		},
	);

	it('remembers what MyD3 does not find while it cannot list', async () => {
		await activate();
		myD3.onDelete = notFoundBefore(refused(503));
		await expect(deactivate()).rejects.toThrow('503');
		expect(n8n.staticData.subscriptions).toHaveLength(1);
	});

	it('leaves alone, and forgets, what somebody moved to another address', async () => {
		await activate();
		myD3.held[0]!.notificationUrl = 'https://other.example.com/?apiKey=k';
		await deactivate();
		expect(myD3.held).toHaveLength(1);
		expect(n8n.staticData).toEqual({ webhookUrl: '', subscriptions: [] });
		expect(n8n.warnings).toEqual([
			'MyD3 now lists subscription id-1 with another address, so the trigger left it alone.',
		]);
	});

	it('never mentions a key', async () => {
		await activate(BOTH);
		myD3.incomplete = new Error('1 of 2 pages.');
		myD3.late = () => [];
		await activate(BOTH);
		await deactivate();
		expect(n8n.warnings.length).toBeGreaterThan(0);
		expect(JSON.stringify([n8n.warnings, n8n.staticData])).not.toMatch(/A{43}|B{43}/);
	});
});

it('parallel triggers touch only what leads to them', async () => {
	const other = new FakeN8n('https://n8n.example.com/webhook/2/webhook');
	await Promise.all([activate(BOTH), activate(BOTH, other)]);
	expect(myD3.summary.sort()).toEqual([
		'InvoiceIssued https://n8n.example.com/webhook/1/webhook',
		'InvoiceIssued https://n8n.example.com/webhook/2/webhook',
		'OrderShipped https://n8n.example.com/webhook/1/webhook',
		'OrderShipped https://n8n.example.com/webhook/2/webhook',
	]);
	await deactivate(other);
	expect(myD3.summary).toEqual([
		'InvoiceIssued https://n8n.example.com/webhook/1/webhook',
		'OrderShipped https://n8n.example.com/webhook/1/webhook',
	]);
});
