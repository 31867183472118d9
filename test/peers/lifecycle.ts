/**
 * The whole lifecycle of a trigger at a vendor, on n8n-core's own contexts: what a user does, and what n8n and the vendor
 * do. Each step reports what went wrong instead of throwing, so that one API shows everything that it cannot do.
 */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { Host } from '../n8n/host';
import type { AuthenticationMode } from './authentication';
import { testCredential } from './credentialTest';
import { KEYS, startMock } from './mockServer';
import type { Held, MockVendor } from './mockServer';
import type { Peer, RequestTexts } from './types';

/** The outcome of one step: `ok`, a sentence, or undefined if the vendor has no such thing. */
export interface Step {
	name: string;
	outcome: string | undefined;
}

/** A trigger's lifecycle at one vendor, with one kind of authentication. */
export interface Lifecycle {
	api: string;
	mode: AuthenticationMode;
	steps: Step[];
	/** What no request text can change, shown next to the steps. */
	limits: string[];
	verdict: 'works' | 'partly' | 'not';
}

interface World {
	vendor: MockVendor;
	trigger: Host;
	/** Whether the vendor can list at all. */
	canList: boolean;
	/** A MyD3 node with this operation and these parameters. */
	node: (operation: string, parameters?: IDataObject) => Host;
}

/** Runs the whole lifecycle at one vendor. */
export async function runLifecycle(peer: Peer, mode: AuthenticationMode): Promise<Lifecycle> {
	const served: { origin?: string } = {};
	const vendor = await startMock(peer.api, {
		mode,
		deliverTo: (url) => {
			const { pathname, search } = new URL(url);
			return `${served.origin}${pathname}${search}`;
		},
	});
	const credential = credentialFor(peer, mode, vendor.baseUrl);
	const canList = credential.listRequest !== '';
	const [first] = peer.api.eventTypes;
	const trigger = new Host({
		// The release that registers again on a restart.
		n8n: '1.123',
		credential,
		parameters: { events: ['custom'], customEventTypes: first },
	});
	const { url, stop } = await trigger.serve();
	served.origin = new URL(url).origin;
	const node = (operation: string, parameters: IDataObject = {}) =>
		new Host(
			{
				credential,
				parameters: { resource: 'subscription', operation, ...parameters } as never,
			},
			'myD3',
		);
	try {
		const steps = await walk({ vendor, trigger, node, canList });
		const limits = limitsOf(peer);
		if (process.env.PEER_LOG === peer.api.name) {
			for (const { method, url, status, refusal, body } of vendor.requests)
				process.stdout.write(
					`${method} ${url.pathname}${url.search} ${body} -> ${status} ${refusal}\n`,
				);
		}
		return { api: peer.api.name, mode, steps, limits, verdict: verdictOf(steps, limits) };
	} finally {
		stop();
		vendor.stop();
	}
}

/** The user's input: the request texts, with the vendor's hosts replaced by the mock's address. */
export function credentialFor(peer: Peer, mode: AuthenticationMode, baseUrl: string): IDataObject {
	const texts: Partial<RequestTexts> = { ...peer.documented };
	if (mode === 'ownExchange') {
		// The field stays prefilled.
		delete texts.tokenRequest;
		Object.assign(texts, peer.ownExchange);
	}
	const atMock = (text: string) =>
		peer.api.origins.reduce((result, origin) => result.replaceAll(origin, baseUrl), text);
	return {
		...KEYS,
		baseUrl,
		overrideApiDetails: true,
		...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, atMock(text)])),
	};
}

const STEPS: Record<string, (world: World) => Promise<string | undefined>> = {
	'credential test': async ({ trigger }) => {
		await testCredential(trigger);
		return 'ok';
	},

	'empty list': async ({ node }) => {
		const listed = await node('getAll', { returnAll: true }).execute();
		return listed.length === 0 ? 'ok' : `Get Many gave ${listed.length} of 0`;
	},

	activate: async ({ vendor, trigger }) => {
		vendor.addBefore(2);
		await trigger.activate();
		return holds(vendor, trigger, 1);
	},

	restart: async ({ vendor, trigger }) => {
		const before = ids(vendor);
		await trigger.restart();
		return unchanged(before, ids(vendor), 'a restart changed the subscriptions');
	},

	deliver: async ({ vendor, trigger }) => await received(vendor, trigger, vendor.own),

	'expired token': async ({ vendor, node }) => {
		if (!vendor.hasExchange) return undefined;
		const list = node('getAll', { returnAll: true });
		await list.execute();
		vendor.expireTokens();
		const tokens = vendor.tokensIssued;
		const from = vendor.requests.length;
		await list.execute();
		const since = vendor.requests.slice(from);
		const refused = since.filter(({ status }) => status >= 400).length;
		const exchanges = vendor.tokensIssued - tokens;
		return exchanges === 1 && refused === 1
			? 'ok'
			: `an expired token cost ${exchanges} exchange(s) and ${refused} refused request(s)`;
	},

	'Get Many': async ({ vendor, trigger, node }) => {
		const listed = await node('getAll', { returnAll: true }).execute();
		if (listed.length !== vendor.subscriptions.length) {
			return `Get Many gave ${listed.length} of ${vendor.subscriptions.length}`;
		}
		return ours(listed, trigger) === undefined && shows(vendor)
			? 'Get Many does not show our subscription'
			: 'ok';
	},

	Get: async ({ vendor, trigger, node }) => {
		const id = await ownId(vendor, trigger, node);
		if (id === undefined) return 'Get Many shows no id of ours';
		const [found] = await node('get', { subscriptionId: locator(id) }).execute();
		return String(found?.json.id) === id ? 'ok' : `Get gave ${JSON.stringify(found?.json.id)}`;
	},

	Delete: async ({ vendor, trigger, node }) => {
		const id = await ownId(vendor, trigger, node);
		if (id === undefined) return 'Get Many shows no id of ours';
		await node('delete', { subscriptionId: locator(id) }).execute();
		return holds(vendor, trigger, 0);
	},

	'deactivate after Delete': async ({ vendor, trigger }) => {
		await trigger.deactivate();
		return holds(vendor, trigger, 0);
	},

	'two events': async ({ vendor, trigger, canList }) => {
		if (!canList) await trigger.deactivate();
		trigger.edit({ customEventTypes: vendor.api.eventTypes.join(', ') });
		await trigger.activate();
		const count = vendor.api.noEventTypes === true ? 1 : 2;
		const held = holds(vendor, trigger, count);
		if (held !== 'ok') return held;
		const types = new Set(vendor.own.map(({ eventType }) => eventType));
		if (types.size !== count) return `both subscriptions are for ${[...types].join()}`;
		return await received(vendor, trigger, vendor.own);
	},

	'lost static data': async ({ vendor, trigger }) => {
		trigger.staticData = {};
		await trigger.restart();
		const held = holds(vendor, trigger, vendor.api.noEventTypes === true ? 1 : 2);
		return held === 'ok' ? await received(vendor, trigger, vendor.own) : held;
	},

	'own on page 2': async ({ vendor, trigger }) => {
		const { paging } = vendor.api.list;
		if (paging === undefined) return undefined;
		vendor.addBefore(paging.size);
		const before = ids(vendor);
		await trigger.restart();
		return unchanged(
			before,
			ids(vendor),
			'with ours on page 2, a restart changed the subscriptions',
		);
	},

	deactivate: async ({ vendor, trigger }) => {
		await trigger.deactivate();
		return holds(vendor, trigger, 0);
	},

	'deactivate without static data': async ({ vendor, trigger }) => {
		await trigger.activate();
		trigger.staticData = {};
		await trigger.deactivate();
		return holds(vendor, trigger, 0);
	},
};

/** Steps that need a list. */
const NEED_A_LIST = [
	'empty list',
	'expired token',
	'Get Many',
	'Get',
	'Delete',
	'deactivate after Delete',
	'own on page 2',
];

async function walk(world: World): Promise<Step[]> {
	const steps: Step[] = [];
	for (const [name, step] of Object.entries(STEPS)) {
		if (!world.canList && NEED_A_LIST.includes(name)) continue;
		const strangers = world.vendor.subscriptions.filter(({ foreign }) => foreign);
		const from = world.vendor.requests.length;
		let outcome: string | undefined;
		try {
			outcome = await step(world);
		} catch (error) {
			outcome = `${(error as Error).message}${refusalSince(world.vendor, from)}`;
		}
		if (strangers.some((held) => !world.vendor.subscriptions.includes(held))) {
			outcome = "somebody else's subscription was deleted";
		}
		steps.push({ name, outcome });
		if (name === 'activate' && outcome !== 'ok' && world.vendor.own.length === 0) break;
	}
	return steps;
}

/** The vendor's last refusal in this step, so that the table shows what a strict vendor objected to. */
function refusalSince({ requests }: MockVendor, from: number): string {
	const refused = requests
		.slice(from)
		.reverse()
		.find(({ refusal }) => refusal !== '');
	if (refused === undefined) return '';
	const { method, url, refusal } = refused;
	return ` [${method} ${url.pathname}: ${refusal}]`;
}

const ids = ({ own }: MockVendor) => own.map(({ id }) => id).sort();

const unchanged = (before: string[], after: string[], otherwise: string) =>
	before.join() === after.join()
		? 'ok'
		: `${otherwise}: ${before.length} before, ${after.length} after`;

/** Whether the vendor has this many subscriptions that lead to this trigger, and no others of ours. */
function holds(vendor: MockVendor, trigger: Host, count: number): string {
	const { own } = vendor;
	const stray = own.find(({ notificationUrl }) => !notificationUrl.startsWith(trigger.webhookUrl));
	if (stray !== undefined) return 'a subscription does not lead to the webhook URL';
	return own.length === count ? 'ok' : `the vendor has ${own.length} of ours instead of ${count}`;
}

let events = 0;

/** Delivers one event to each subscription. @returns ok if each was executed */
async function received(vendor: MockVendor, trigger: Host, to: Held[]): Promise<string> {
	for (const subscription of to) {
		const before = trigger.executions.length;
		const status = await vendor.deliver(subscription, { id: `event-${++events}`, total: 110 });
		await trigger.idle();
		if (status === undefined) return 'the vendor delivers nothing to this subscription';
		if (status >= 300) return `an event got the status ${status}`;
		const started = trigger.executions.length - before;
		if (started !== 1) return `an event started ${started} executions`;
	}
	return to.length === 0 ? 'the vendor has no subscription to deliver to' : 'ok';
}

const shows = ({ api }: MockVendor) => JSON.stringify(api.list.item).includes('otificationUrl}');

const ours = (listed: INodeExecutionData[], trigger: Host): IDataObject | undefined =>
	listed.map(({ json }) => json).find((json) => JSON.stringify(json).includes(trigger.webhookUrl));

/** Our subscription's id as a user finds it with Get Many. */
async function ownId(
	vendor: MockVendor,
	trigger: Host,
	node: World['node'],
): Promise<string | undefined> {
	const listed = await node('getAll', { returnAll: true }).execute();
	const id = ours(listed, trigger)?.id;
	if (typeof id === 'string' || typeof id === 'number') return String(id);
	// If the list shows no URL, the user knows the id from elsewhere.
	return shows(vendor) ? undefined : vendor.own[0]?.id;
}

const locator = (id: string) => ({ __rl: true, mode: 'id', value: id });

function limitsOf({ api }: Peer): string[] {
	return api.expires === true ? ['subscriptions expire; publishing again makes a new one'] : [];
}

function verdictOf(steps: Step[], limits: string[]): Lifecycle['verdict'] {
	const outcomeOf = (name: string) => steps.find((step) => step.name === name)?.outcome;
	if (outcomeOf('activate') !== 'ok' || outcomeOf('deliver') !== 'ok') return 'not';
	const failed = steps.some(({ outcome }) => outcome !== undefined && outcome !== 'ok');
	return failed || limits.length > 0 ? 'partly' : 'works';
}

/** One line of the table. */
export function lineOf({ api, mode, verdict, steps, limits }: Lifecycle): string {
	const failed = steps.filter(({ outcome }) => outcome !== undefined && outcome !== 'ok');
	// Messages to users are long; the beginning identifies them in the table.
	const short = (text = '') => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
	const what = [...failed.map(({ name, outcome }) => `${name}: ${short(outcome)}`), ...limits];
	const reason = what.length === 0 ? '' : ` (${what.join('; ')})`;
	return `${api.padEnd(31)} ${mode.padEnd(12)} ${verdict}${reason}`;
}
