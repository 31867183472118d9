import { createHash } from 'node:crypto';

import fc from 'fast-check';

import type { Answer } from '../simulator/answers';
import type { ApiRequest } from '../simulator/api';

/** A MyD3's undocumented behaviour. */
export interface Traits {
	/** Sends a request to the notification URL, and creates only what gets a response. */
	checksUrl: boolean;
	/** Delivers the first event before it answers create. */
	deliversAtOnce: boolean;
	urls: 'as sent' | 'in normal form' | 'key masked' | 'masked' | 'hidden';
	ids: 'GUID' | 'number beside the GUID' | 'in capitals and braces';
	eventTypes: 'as sent' | 'in capitals' | 'in small letters' | 'hidden';
	/** The shape of an empty list; unless it is an array, there are no other people's subscriptions either. */
	emptyList: 'array' | 'null' | '204' | 'wrapped null';
	/** Only the first half of an incomplete list is readable. Counted pages come only as List Request asks for them. */
	list: 'whole' | 'counted pages' | 'incomplete' | 'none';
	expiredToken: 401 | 403;
	/** The response to create; without an id, the list must reveal the subscription. */
	created: 'GUID' | 'nothing';
}

/** A MyD3 as assumed, with one trait or two changed, so that each takes effect. */
const plain: Traits = {
	checksUrl: false,
	deliversAtOnce: false,
	urls: 'as sent',
	ids: 'GUID',
	eventTypes: 'as sent',
	emptyList: 'array',
	list: 'whole',
	expiredToken: 401,
	created: 'GUID',
};

/** Every mixture of traits, the plain one most often. */
export const traits: fc.Arbitrary<Traits> = fc
	.record(
		{
			checksUrl: fc.constant(true),
			deliversAtOnce: fc.constant(true),
			urls: fc.constantFrom('in normal form', 'key masked', 'masked', 'hidden'),
			ids: fc.constantFrom('number beside the GUID', 'in capitals and braces'),
			eventTypes: fc.constantFrom('in capitals', 'in small letters', 'hidden'),
			emptyList: fc.constantFrom('null', '204', 'wrapped null'),
			list: fc.constantFrom('incomplete', 'counted pages', 'none'),
			expiredToken: fc.constant(403),
			created: fc.constant('nothing'),
		},
		{ requiredKeys: [] },
	)
	.map((changes) => {
		const mixed = { ...plain, ...changes } as Traits;
		// A MyD3 that does not list what was created must return its id.
		return showsAll(mixed) && mixed.urls !== 'key masked' ? mixed : { ...mixed, created: 'GUID' };
	});

/** Whether the list reveals everything that leads to a URL. */
export const showsAll = ({ urls, list }: Traits): boolean =>
	urls !== 'masked' && urls !== 'hidden' && !isBlind({ list });

/** Whether the list can never tell what is missing. */
export const isBlind = ({ list }: Pick<Traits, 'list'>): boolean =>
	list === 'incomplete' || list === 'none';

/** The traits that are not plain, for people. */
export const inWords = (mixed: Traits): string =>
	Object.entries(mixed)
		.filter(([name, value]) => plain[name as keyof Traits] !== value)
		.map(([name, value]) => `${name}: ${String(value)}`)
		.join(', ');

/** The digest of the key in a notification URL. */
export const digestIn = (notificationUrl: string): string =>
	digestOf(new URL(notificationUrl).searchParams.get('apiKey') ?? '');

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

type Api = (request: ApiRequest) => Answer | 'dropped';
type Row = { id: string; eventType: string; notificationUrl: string };

/**
 * The API of a simulator, with traits.
 * @param isAnswered whether the trigger would now answer a request with this key's digest
 * @param refused collects the event types of events that the trigger would reject
 */
export function withTraits(
	mixed: Traits,
	api: Api,
	isAnswered: (digest: string) => boolean,
	refused: string[],
): Api {
	const unclear = new Set<string>();
	return (request) => {
		const { method, body } = request;
		const isSubscription = request.path.startsWith('/subscription/');
		if (!isSubscription) return api(request);
		if (method === 'POST' && mixed.checksUrl) {
			const { notificationUrl } = body as Row;
			if (!isAnswered(digestIn(notificationUrl))) {
				return jsonAnswer(400, { message: 'The notification URL did not answer.' });
			}
		}
		const answer = api(method === 'DELETE' ? withPlainId(request) : request);
		if (method === 'DELETE') {
			// After a delete without a response, a 404 confirms it: MyD3 does not lie twice.
			const isFault = answer !== 'dropped' && answer.body.includes('Simulated failure');
			if (isFault && answer.status === 404 && unclear.has(request.path))
				return { ...answer, status: 500 };
			if (answer === 'dropped' || answer.status >= 500) unclear.add(request.path);
			else unclear.delete(request.path);
		}
		if (
			method === 'POST' &&
			mixed.deliversAtOnce &&
			(answer === 'dropped' || answer.status === 201)
		) {
			const { notificationUrl, eventType } = body as Row;
			if (!isAnswered(digestIn(notificationUrl))) refused.push(eventType);
		}
		if (answer === 'dropped') return answer;
		if (answer.status === 401) return { ...answer, status: mixed.expiredToken };
		if (method === 'POST' && answer.status === 201 && mixed.created === 'nothing') {
			return { status: 201, headers: {}, body: '' };
		}
		if (method === 'GET' && answer.status === 200) return listed(mixed, answer);
		return answer;
	};
}

/** The vendor compares ids without case and braces; a number is not one of its ids. */
function withPlainId(request: ApiRequest): ApiRequest {
	const [, before = '', id = ''] = /^(.*\/)([^/]*)$/.exec(request.path) ?? [];
	return { ...request, path: before + decodeURIComponent(id).replace(/[{}]/g, '').toLowerCase() };
}

function listed(mixed: Traits, answer: Answer): Answer {
	const body = JSON.parse(answer.body) as Row[] | { items: Row[] };
	// The simulator's own pages: their rows, in any wrapper.
	const name = Array.isArray(body)
		? undefined
		: Object.entries(body).find(([, value]) => Array.isArray(value))?.[0];
	const rows = (name === undefined ? body : (body as Record<string, unknown>)[name]) as Row[];
	if (rows.length === 0 && name === undefined && mixed.list !== 'incomplete') {
		if (mixed.emptyList === 'null') return jsonAnswer(200, null);
		if (mixed.emptyList === '204') return { status: 204, headers: {}, body: '' };
		if (mixed.emptyList === 'wrapped null') return jsonAnswer(200, { subscriptions: null });
	}
	const shown = rows.map((row) => rowOf(mixed, row));
	if (mixed.list === 'incomplete') {
		const items = shown.slice(0, Math.ceil(shown.length / 2));
		return jsonAnswer(200, { items, hasMore: true });
	}
	if (mixed.list === 'counted pages') return jsonAnswer(200, { items: shown });
	return jsonAnswer(200, name === undefined ? shown : { ...body, [name]: shown });
}

/** A different number for each GUID. */
const numberOf = (id: string): number => parseInt(digestOf(id).slice(0, 8), 16);

function rowOf(mixed: Traits, row: Row): Record<string, unknown> {
	const { id, eventType, notificationUrl, ...rest } = row;
	const ids = {
		GUID: { id },
		'number beside the GUID': { id: numberOf(id), guid: id },
		'in capitals and braces': { id: `{${id.toUpperCase()}}` },
	}[mixed.ids];
	const types = {
		'as sent': { eventType },
		'in capitals': { eventType: eventType.toUpperCase() },
		'in small letters': { eventType: eventType.toLowerCase() },
		hidden: {},
	}[mixed.eventTypes];
	const urls = {
		'as sent': { notificationUrl },
		'in normal form': { notificationUrl: new URL(notificationUrl).href },
		'key masked': { notificationUrl: `${notificationUrl.split('?')[0]}?apiKey=***` },
		masked: { notificationUrl: `${new URL(notificationUrl).origin}/***` },
		hidden: {},
	}[mixed.urls];
	return { ...rest, ...ids, ...types, ...urls };
}

const jsonAnswer = (status: number, body: unknown): Answer => ({
	status,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});
