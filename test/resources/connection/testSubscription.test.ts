/** What Diagnose says about the test subscription, whatever MyD3 does. */
import type { MyD3Client } from '../../../nodes/MyD3/api/client';
import type { Subscription } from '../../../nodes/MyD3/api/listedSubscription';
import { responseRecorder } from '../../../nodes/MyD3/resources/connection/shownResponse';
import { StepLog } from '../../../nodes/MyD3/resources/connection/steps';
import { tryTestSubscription } from '../../../nodes/MyD3/resources/connection/testSubscription';
import { refused } from '../../trigger/fakeMyD3';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const HOOK = 'https://n8n.example.com/test';
const TEST = { eventType: 'InvoiceIssued', notificationUrl: `${HOOK}?apiKey=${KEY}`, key: KEY };
const row = (id: string, url?: string, ids = [id]) => ({
	id,
	ids,
	notificationUrl: url,
	urls: url === undefined ? [] : ['https://other.example.com/', url],
	raw: {},
});

/** Runs the steps with lists (the last is repeated) and deletions. @returns verdict, explanation, advice and field */
async function stepsWith(
	lists: object[][],
	deletions: boolean[] = [true],
	changes: object = {},
	before: Subscription[] = [],
) {
	const log = new StepLog(responseRecorder(), 'https://api.example.com');
	const describe = (values: object) => JSON.stringify(Object.keys(values));
	let reads = 0;
	const client = {
		baseUrl: 'https://api.example.com',
		canList: true,
		requests: {
			createRequest: { describe },
			listRequest: { describe: (values: object) => JSON.stringify(values) },
			deleteRequest: { describe },
		},
		create: async () => await Promise.resolve('17'),
		list: async () =>
			await Promise.resolve({ subscriptions: lists[Math.min(reads++, lists.length - 1)] }),
		delete: async () => await Promise.resolve(deletions.shift() ?? true),
		...changes,
	} as unknown as MyD3Client;
	await tryTestSubscription(client, TEST, true, log, async () => await Promise.resolve(), before);
	return log.entries();
}
const explanationsOf = (steps: object[]) =>
	steps.map((step) => (step as { explanation: string }).explanation);

const OURS = row('17', TEST.notificationUrl);
const NOT_LISTED = 'MyD3 does not list the test subscription.';
const NOT_TRIED = 'Not tried, because an earlier step did not succeed.';
/** Lists ours this many times, then fails, and finally lists nothing. */
function failingAfter(count: number, until = Infinity) {
	let reads = 0;
	return async () => {
		if (reads++ >= count && reads <= until) throw new Error('No list.');
		return await Promise.resolve({ subscriptions: reads > until ? [] : [OURS] });
	};
}
/** A create that MyD3 answers with this status. */
const createdWith = (status: number, isOutcomeUnknown: boolean) => ({
	create: async () => await Promise.reject(refused(status, isOutcomeUnknown)),
});
const incomplete = async () =>
	await Promise.resolve({ subscriptions: [], incomplete: new Error('1 of 2 pages.') });
const GONE = 'MyD3 no longer lists it.';
const LEFT = 'The test subscription may still exist.';
const EMPTY = '"List Request" is empty';
interface Case {
	name: string;
	lists: Subscription[][];
	deletions?: boolean[];
	changes?: object;
	before?: Subscription[];
	says: string[];
}
it.each<Case>([
	{ name: 'it is listed', lists: [[OURS], []], says: ['MyD3 lists it.', 'MyD3 deleted it.', GONE] },
	{
		name: 'it is listed late',
		lists: [[], [], [OURS], []],
		says: ['MyD3 lists it.', 'MyD3 deleted it.', GONE],
	},
	{
		name: 'its listed URL lacks the key',
		lists: [[row('17', HOOK)], []],
		says: ['MyD3 lists it.', 'MyD3 deleted it.', GONE],
	},
	{
		name: 'its listed URL lacks the key and has its host in capitals',
		lists: [
			[row('17', HOOK.replace('https://n8n.example.com/', 'https://N8N.example.com:443/'))],
			[],
		],
		says: ['MyD3 lists it.', 'MyD3 deleted it.', GONE],
	},
	{
		name: 'it is listed with another ID, and no URL',
		lists: [[row('x', undefined, ['x', '17'])], []],
		says: ['MyD3 lists it.', 'MyD3 deleted it.', GONE],
	},
	{
		name: 'its only listed URL is its own address',
		lists: [[row('17', 'https://api.example.com/17')], []],
		says: ['MyD3 lists it.', 'MyD3 deleted it.', GONE],
	},
	{
		name: 'it is never listed',
		lists: [[]],
		says: [NOT_LISTED, 'MyD3 deleted it.', 'MyD3 does not list it.'],
	},
	{
		name: 'another one vanishes with it',
		lists: [[row('1'), OURS], []],
		before: [row('1')],
		says: [
			'MyD3 lists it.',
			'MyD3 deleted it.',
			`${LEFT} MyD3 lists nothing now, although it listed 1 other before.`,
		],
	},
	{
		name: 'two others vanish with it',
		lists: [[row('1'), row('2'), OURS], []],
		before: [row('1'), row('2')],
		says: [
			'MyD3 lists it.',
			'MyD3 deleted it.',
			`${LEFT} MyD3 lists nothing now, although it listed 2 others before.`,
		],
	},
	{
		name: 'it is listed twice',
		lists: [[OURS, row('y', TEST.notificationUrl)], []],
		deletions: [true, false],
		says: ['MyD3 lists it.', 'MyD3 answered that it has no such subscription.', GONE],
	},
	{
		// MyD3 uses an id again.
		name: 'an earlier one had its ID',
		lists: [[OURS], [row('1')]],
		before: [row('17')],
		says: ['MyD3 lists it.', 'MyD3 deleted it.', GONE],
	},
	{
		name: 'it is listed until a second attempt',
		lists: [[OURS], [OURS], [OURS], [OURS], []],
		says: ['MyD3 lists it.', 'MyD3 deleted it.', 'MyD3 deleted it on the second attempt.'],
	},
	{
		name: 'it stays listed',
		lists: [[OURS]],
		says: ['MyD3 lists it.', 'MyD3 deleted it.', 'MyD3 still lists the test subscription 17.'],
	},
	{
		name: 'the list is incomplete',
		lists: [],
		changes: { list: incomplete },
		says: ['1 of 2 pages.', 'MyD3 deleted it.', `${LEFT} 1 of 2 pages.`],
	},
	{
		name: 'MyD3 refuses to create it',
		lists: [[OURS]],
		changes: createdWith(403, false),
		says: [NOT_TRIED, NOT_TRIED, NOT_TRIED],
	},
	{
		name: 'MyD3 creates it but answers 503',
		lists: [[OURS], []],
		changes: createdWith(503, true),
		says: ['MyD3 lists it.', 'MyD3 deleted it.', GONE],
	},
	{
		name: 'MyD3 answers 503 and does not list it',
		lists: [[]],
		changes: createdWith(503, true),
		says: [
			NOT_LISTED,
			NOT_TRIED,
			`${LEFT} MyD3 did not confirm that it created one, and lists none so far.`,
		],
	},
	{
		name: 'MyD3 neither lists nor finds it',
		lists: [[]],
		deletions: [false],
		says: [
			NOT_LISTED,
			'MyD3 answered that it has no such subscription.',
			`${LEFT} MyD3 did not delete it, and does not list it either.`,
		],
	},
	{
		name: 'MyD3 cannot list',
		lists: [[]],
		changes: { canList: false },
		says: [`${EMPTY}.`, 'MyD3 deleted it.', `${EMPTY}, so this cannot be checked.`],
	},
	{
		name: 'MyD3 cannot list, and does not find it',
		lists: [[]],
		deletions: [false],
		changes: { canList: false },
		says: [`${EMPTY}.`, 'MyD3 answered that it has no such subscription.', `${LEFT} ${EMPTY}.`],
	},
	...[
		{ url: 'https://c.example.com/' },
		{ url: `${HOOK}?apiKey=${KEY.replace('a', 'b')}` },
		{ url: undefined, before: [row('17')] },
	].map(({ url, before }) => ({
		name: `its ID is listed with ${url ?? 'no URL, as before'}`,
		lists: [[row('17', url)]],
		before,
		says: [
			'The response to "Create Request" appeared to contain the ID 17, but that is the ID of another subscription. Nothing was deleted.',
			NOT_TRIED,
			`${LEFT} MyD3 returned another subscription's ID.`,
		],
	})),
	{
		name: 'an earlier one had its ID, and the list fails',
		lists: [],
		changes: { list: failingAfter(0) },
		before: [row('17')],
		says: ['No list.', NOT_TRIED, `${LEFT} No list.`],
	},
	{
		name: 'an earlier one had its ID, and the list fails once',
		lists: [],
		changes: { list: failingAfter(0, 1) },
		before: [row('17')],
		says: ['No list.', NOT_TRIED, `${LEFT} MyD3 returned another subscription's ID.`],
	},
	{
		name: 'the list fails after the deletion',
		lists: [],
		changes: { list: failingAfter(4) },
		says: ['MyD3 lists it.', 'MyD3 deleted it.', `${LEFT} No list.`],
	},
])(
	'Diagnose says of the test subscription, if $name: $says',
	async ({ lists, deletions, changes, before, says }) => {
		expect(explanationsOf((await stepsWith(lists, deletions, changes, before)).slice(1))).toEqual(
			says,
		);
	},
);

it.each([
	{ name: 'unlisted', listed: [], deleted: [['17', false, 'InvoiceIssued']] },
	{
		name: 'listed as two rows with its URL',
		listed: [row('x', TEST.notificationUrl, ['x', '17']), row('y', TEST.notificationUrl)],
		deleted: [
			['17', true, 'InvoiceIssued'],
			['y', true, 'InvoiceIssued'],
		],
	},
])('Diagnose deletes a test subscription that is $name', async ({ listed, deleted }) => {
	const deletions: unknown[] = [];
	const changes = {
		delete: async (...deletion: unknown[]) => await Promise.resolve(deletions.push(deletion)),
	};
	await stepsWith([listed, []], [], changes);
	expect(deletions).toEqual(deleted);
});

it('Diagnose names no field if it is not clear whether MyD3 created the subscription', async () => {
	const [, find] = await stepsWith([[]], [], createdWith(503, true));
	expect(find).toMatchObject({
		field: '',
		advice: 'MyD3 may not have created it. The list may also lag behind.',
	});
});

it('Diagnose shows each request, and what to change if the subscription is not listed', async () => {
	const steps = await stepsWith([[]]);
	expect(steps.map(({ request }) => request)).toEqual([
		'["eventType","notificationUrl"]',
		'{"page":"1","page0":"0","offset":"0"}',
		'["id","eventType"]',
		'{"page":"1","page0":"0","offset":"0"}',
	]);
	expect(steps[1]).toMatchObject({
		verdict: 'failed',
		field: 'Create Request',
		advice:
			'Compare {notificationUrl} in "Create Request" with what MyD3 lists. The list may also lag behind.',
	});
});
