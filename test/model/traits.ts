import { createHash } from 'node:crypto';

import fc from 'fast-check';

import type { ApiResponse } from '../simulator/responses';
import type { ApiRequest } from '../simulator/api';

/** A MyD3's undocumented behaviour. */
export interface Traits {
	/** Sends a request to the notification URL, and creates only what gets a response. */
	checksUrl: boolean;
	/** Delivers the first event before it answers create. */
	deliversImmediately: boolean;
	urls: 'as sent' | 'in normal form' | 'key masked' | 'masked' | 'hidden';
	ids: 'GUID' | 'number beside the GUID' | 'in capitals and braces';
	eventTypes: 'as sent' | 'in upper case' | 'in lower case' | 'hidden';
	/** The shape of an empty list; unless it is an array, there are no other people's subscriptions either. */
	emptyList: 'array' | 'null' | '204' | 'wrapped null';
	/** Only the first half of an incomplete list is readable. Counted pages come only as List Request asks for them. */
	list: 'whole' | 'counted pages' | 'incomplete' | 'none';
	expiredToken: 401 | 403;
	/** The response to create; without an id, the list must reveal the subscription. */
	created: 'GUID' | 'nothing';
	/** What its list shows of a deleted subscription. */
	deleted: 'nothing' | 'a date';
	/** What it does to a subscription that it no longer serves. */
	drops: 'deletes it' | 'switches it off';
}

/** A MyD3 as assumed. */
const plain: Traits = {
	checksUrl: false,
	deliversImmediately: false,
	urls: 'as sent',
	ids: 'GUID',
	eventTypes: 'as sent',
	emptyList: 'array',
	list: 'whole',
	expiredToken: 401,
	created: 'GUID',
	deleted: 'nothing',
	drops: 'deletes it',
};

/** How each trait can differ. */
const changes: fc.Arbitrary<Traits> = fc.record<Traits>({
	checksUrl: fc.constant(true),
	deliversImmediately: fc.constant(true),
	urls: fc.constantFrom('in normal form', 'key masked', 'masked', 'hidden'),
	ids: fc.constantFrom('number beside the GUID', 'in capitals and braces'),
	eventTypes: fc.constantFrom('in upper case', 'in lower case', 'hidden'),
	emptyList: fc.constantFrom('null', '204', 'wrapped null'),
	list: fc.constantFrom('incomplete', 'counted pages', 'none'),
	expiredToken: fc.constant(403),
	created: fc.constant('nothing'),
	deleted: fc.constant('a date'),
	drops: fc.constant('switches it off'),
});

const names = Object.keys(plain) as Array<keyof Traits>;
/** Which traits differ: two at most, so that each takes effect, or, just as often, any number of them. */
const changedNames = fc.oneof(fc.subarray(names, { maxLength: 2 }), fc.subarray(names));

/** Generates mixtures of traits. */
export const anyTraits: fc.Arbitrary<Traits> = fc
	.tuple(changes, changedNames)
	.map(([changed, chosen]) => {
		const changedTraits = Object.fromEntries(chosen.map((name) => [name, changed[name]]));
		const traits: Traits = { ...plain, ...changedTraits };
		// A MyD3 that does not list what was created must return its id.
		return showsAll(traits) && traits.urls !== 'key masked'
			? traits
			: { ...traits, created: 'GUID' };
	});

/** Whether the list reveals everything that leads to a URL. */
export const showsAll = ({ urls, list }: Traits): boolean =>
	urls !== 'masked' && urls !== 'hidden' && !isBlind({ list });

/** Whether the list can never tell what is missing. */
export const isBlind = ({ list }: Pick<Traits, 'list'>): boolean =>
	list === 'incomplete' || list === 'none';

/** @returns the traits that are not plain, for the report of a failed sequence */
export const describeTraits = (traits: Traits): string =>
	Object.entries(traits)
		.filter(([name, value]) => plain[name as keyof Traits] !== value)
		.map(([name, value]) => `${name}: ${String(value)}`)
		.join(', ');

/** The digest of the key in a notification URL. */
export const digestIn = (notificationUrl: string): string =>
	digestOf(new URL(notificationUrl).searchParams.get('apiKey') ?? '');

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

type Api = (request: ApiRequest) => ApiResponse | 'dropped';
type Row = {
	id: string;
	eventType: string;
	notificationUrl: string;
	deletedAt?: string;
	active?: boolean;
};

/**
 * The API of a simulator, with traits.
 * @param isAccepted whether the trigger would now accept a request with this key's digest
 * @param refused collects the event types of events that the trigger would reject
 */
export function withTraits(
	traits: Traits,
	api: Api,
	isAccepted: (digest: string) => boolean,
	refused: string[],
): Api {
	const unconfirmed = new Set<string>();
	let seen: Row[] = [];
	const deleted: Row[] = [];
	return (request) => {
		const { method, body } = request;
		const isSubscription = request.path.startsWith('/subscription/');
		if (!isSubscription) return api(request);
		if (method === 'POST' && traits.checksUrl) {
			const { notificationUrl } = body as Row;
			if (!isAccepted(digestIn(notificationUrl))) {
				return jsonResponse(400, { message: 'The notification URL did not answer.' });
			}
		}
		const response = api(method === 'DELETE' ? withPlainId(request) : request);
		if (method === 'DELETE') {
			// After a delete without a response, a 404 confirms it: MyD3 does not lie twice. Nor does it lie about what it lists
			// as switched off, because that is how some APIs list what was deleted.
			const isFault = response !== 'dropped' && response.body.includes('Simulated failure');
			const isOff = seen.some(
				({ id, active }) => active === false && withPlainId(request).path.endsWith(id),
			);
			if (isFault && response.status === 404 && (unconfirmed.has(request.path) || isOff))
				return { ...response, status: 500 };
			if (response === 'dropped' || response.status >= 500) unconfirmed.add(request.path);
			else unconfirmed.delete(request.path);
		}
		if (
			method === 'POST' &&
			traits.deliversImmediately &&
			(response === 'dropped' || response.status === 201)
		) {
			const { notificationUrl, eventType } = body as Row;
			if (!isAccepted(digestIn(notificationUrl))) refused.push(eventType);
		}
		if (response === 'dropped') return response;
		if (method === 'DELETE' && response.status === 204 && traits.deleted === 'a date') {
			const row = seen.find(({ id }) => withPlainId(request).path.endsWith(id));
			if (row !== undefined) deleted.push({ ...row, deletedAt: '2026-11-24T12:00:00Z' });
		}
		if (response.status === 401) return { ...response, status: traits.expiredToken };
		if (method === 'POST' && response.status === 201 && traits.created === 'nothing') {
			return { status: 201, headers: {}, body: '' };
		}
		if (method === 'GET' && response.status === 200) {
			const body = JSON.parse(response.body) as Record<string, unknown>;
			const rows = [body, ...Object.values(body)].find(Array.isArray);
			if (rows !== undefined) seen = rows as Row[];
			return listed(traits, response, deleted);
		}
		return response;
	};
}

/** The vendor compares ids ignoring case and braces; a number is not one of its ids. */
function withPlainId(request: ApiRequest): ApiRequest {
	const [, before = '', id = ''] = /^(.*\/)([^/]*)$/.exec(request.path) ?? [];
	return { ...request, path: before + decodeURIComponent(id).replace(/[{}]/g, '').toLowerCase() };
}

function listed(traits: Traits, response: ApiResponse, deleted: Row[]): ApiResponse {
	const body = JSON.parse(response.body) as Row[] | { items: Row[] };
	// The simulator's own pages: their rows, in any wrapper.
	const name = Array.isArray(body)
		? undefined
		: Object.entries(body).find(([, value]) => Array.isArray(value))?.[0];
	const rows = (
		name === undefined ? [...(body as Row[]), ...deleted] : (body as Record<string, unknown>)[name]
	) as Row[];
	if (rows.length === 0 && name === undefined && traits.list !== 'incomplete') {
		if (traits.emptyList === 'null') return jsonResponse(200, null);
		if (traits.emptyList === '204') return { status: 204, headers: {}, body: '' };
		if (traits.emptyList === 'wrapped null') return jsonResponse(200, { subscriptions: null });
	}
	const shown = rows.map((row) => rowOf(traits, row));
	if (traits.list === 'incomplete') {
		const items = shown.slice(0, Math.ceil(shown.length / 2));
		return jsonResponse(200, { items, hasMore: true });
	}
	if (traits.list === 'counted pages') return jsonResponse(200, { items: shown });
	return jsonResponse(200, name === undefined ? shown : { ...body, [name]: shown });
}

/** A different number for each GUID. */
const numberOf = (id: string): number => parseInt(digestOf(id).slice(0, 8), 16);

function rowOf(traits: Traits, row: Row): Record<string, unknown> {
	const { id, eventType, notificationUrl, ...rest } = row;
	const ids = {
		GUID: { id },
		'number beside the GUID': { id: numberOf(id), guid: id },
		'in capitals and braces': { id: `{${id.toUpperCase()}}` },
	}[traits.ids];
	const types = {
		'as sent': { eventType },
		'in upper case': { eventType: eventType.toUpperCase() },
		'in lower case': { eventType: eventType.toLowerCase() },
		hidden: {},
	}[traits.eventTypes];
	const urls = {
		'as sent': { notificationUrl },
		'in normal form': { notificationUrl: new URL(notificationUrl).href },
		'key masked': { notificationUrl: `${notificationUrl.split('?')[0]}?apiKey=***` },
		masked: { notificationUrl: `${new URL(notificationUrl).origin}/***` },
		hidden: {},
	}[traits.urls];
	return { ...rest, ...ids, ...types, ...urls };
}

const jsonResponse = (status: number, body: unknown): ApiResponse => ({
	status,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});
