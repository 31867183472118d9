import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import type { Page } from '../../nodes/MyD3/api/listResponse';
import { describeIncompleteList, readPages, withAddress } from '../../nodes/MyD3/api/pages';
import type { RequestTemplate } from '../../nodes/MyD3/api/requestTemplate';

const incomplete = (reason: string) => new NodeApiError({} as INode, { message: reason });

/** Reads a list whose first page, at this address, points to the next. @returns the addresses read */
async function addresses(url: string, next: string): Promise<unknown[]> {
	const read: unknown[] = [];
	await readPages(
		async (_counters, address) => {
			read.push(address);
			const page = {
				subscriptions: [],
				rows: 0,
				hasUnreadableRow: false,
				next: read.length > 1 ? [] : [next],
			};
			return await Promise.resolve({ page, url: address ?? url });
		},
		false,
		Infinity,
		() => true,
		incomplete,
	);
	return read.slice(1);
}

describe('the address of the next page', () => {
	it.each([
		{
			url: 'https://a.example.com/s',
			next: '/s?page=2',
			address: 'https://a.example.com/s?page=2',
		},
		// A server behind a proxy that terminates TLS.
		{
			url: 'https://a.example.com/s',
			next: 'http://a.example.com/2',
			address: 'https://a.example.com/2',
		},
		{ url: 'http://127.0.0.1/s', next: 'http://127.0.0.1/2', address: 'http://127.0.0.1/2' },
		{
			url: 'https://a.example.com/s?x=1',
			next: '?page=2',
			address: 'https://a.example.com/s?page=2&x=1',
		},
		{
			url: 'https://a.example.com/s?page=1',
			next: '?page=2',
			address: 'https://a.example.com/s?page=2',
		},
		{ url: 'https://a.example.com/s?x=1', next: '/2', address: 'https://a.example.com/2' },
		{ url: 'https://a.example.com/s', next: '/s#2', address: 'https://a.example.com/s#2' },
	])('after $url, $next is $address', async ({ url, next, address }) => {
		expect(await addresses(url, next)).toEqual([address]);
	});

	it.each([
		{ url: 'https://a.example.com/s', next: 'https://b.example.com/2' },
		{ url: 'https://a.example.com/s', next: '//b.example.com/2' },
		{ url: 'https://a.example.com/s', next: 'http://a.example.com:8080/2' },
		{ url: 'https://a.example.com/s', next: 'ftp://a.example.com/2' },
		{ url: 'http://127.0.0.1/s', next: 'https://127.0.0.1/2' },
		{ url: 'https://a.example.com/s', next: 'https://a.example.com@b.example.com/2' },
	])('after $url is never $next', async ({ url, next }) => {
		expect(await addresses(url, next)).toEqual([]);
	});
});

describe('a list of several pages', () => {
	const LIST = 'https://a.example.com/s';
	type PageContent = Partial<Omit<Page, 'subscriptions'>> & { ids: string[] };
	/** A page with these subscriptions; without anything else, the last one. */
	const pageOf = ({ ids, ...rest }: PageContent): Page => ({
		subscriptions: ids.map((id) => ({ id, ids: [id], urls: [], raw: {} })),
		rows: ids.length,
		hasUnreadableRow: false,
		next: [],
		...rest,
	});
	/** Reads pages: an error is one that cannot be read, and the last page is repeated. */
	async function readAll(pages: Array<PageContent | Error>, isCounted: boolean) {
		const read: unknown[] = [];
		const { subscriptions, incomplete: reason } = await readPages(
			async (_counters, address) => {
				const page = pages[Math.min(read.push(address), pages.length) - 1] as PageContent | Error;
				if (page instanceof Error) throw page;
				return await Promise.resolve({ page: pageOf(page), url: address ?? LIST });
			},
			isCounted,
			Infinity,
			() => true,
			incomplete,
		);
		return { ids: subscriptions.map(({ id }) => id).join(), reason: reason?.message, read };
	}
	const MORE = 'MyD3 has more subscriptions than n8n could list.';
	const gone = new Error('Gone.');
	const busy = incomplete('Busy.');
	busy.context.isTransient = true;
	const TWO = ['?t=1', '?u=1'];

	it.each([
		{ name: 'ends with an empty one', pages: [{ ids: ['a'] }, { ids: [], hasMore: true }] },
		{
			name: 'ends where it says so, whatever the total is',
			pages: [
				{ ids: ['a'], hasMore: true, total: 1 },
				{ ids: ['b'], hasMore: false },
			],
			ids: 'a,b',
		},
		{ name: 'may be unreadable', pages: [{ ids: ['a'] }, gone], reason: 'Gone.' },
	])('that are counted $name', async ({ pages, ids = 'a', reason }) => {
		const result = await readAll(pages, true);
		expect(result).toEqual({ ids, reason, read: [undefined, undefined] });
	});

	it.each([
		[{ hasMore: true }, 'a,b'],
		[{ total: 3 }, 'a,b'],
		[{}, 'a'],
	])('that are counted may contain one with only deleted rows: %j', async (rest, ids) => {
		const deleted = { ids: [], rows: 1, ...rest };
		const result = await readAll([{ ids: ['a'] }, deleted, { ids: ['b'], hasMore: false }], true);
		expect(result).toMatchObject({ ids, reason: undefined });
	});

	it('that is counted by {offset} counts deleted rows, too', async () => {
		const offsets: unknown[] = [];
		const pages = [pageOf({ ids: ['a'], rows: 3 }), pageOf({ ids: ['b'], hasMore: false })];
		await readPages(
			async ({ offset }) => {
				const page = pages[offsets.push(offset) - 1]!;
				return await Promise.resolve({ page, url: LIST });
			},
			true,
			Infinity,
			() => true,
			incomplete,
		);
		expect(offsets).toEqual(['0', '3']);
	});

	it('is read for at most 100 pages', async () => {
		const pages = Array.from({ length: 101 }, (_, page) => ({ ids: [String(page)] }));
		const { reason, read } = await readAll(pages, true);
		expect([read.length, reason]).toEqual([100, "MyD3's list has more than 100 pages."]);
	});

	it.each([
		{
			name: 'ends with an empty one if all have come',
			pages: [
				{ ids: ['a'], hasMore: true, next: ['?t=1'] },
				{ ids: [], total: 1 },
			],
			read: ['?t=1'],
		},
		{
			name: 'ends with an empty one where MyD3 says so',
			pages: [
				{ ids: ['a'], hasMore: true, countedQuery: '?page=1' },
				{ ids: [], hasMore: false },
			],
			read: ['?page=1'],
		},
		{
			name: 'does not end with an empty one if the total is higher',
			pages: [
				{ ids: ['a'], hasMore: true, countedQuery: '?page=1' },
				{ ids: [], hasMore: false, total: 2 },
			],
			reason: MORE,
			read: ['?page=1'],
		},
		{ name: 'ends where MyD3 says so', pages: [{ ids: ['a'], hasMore: false, total: 5 }] },
		{
			name: 'prefers a link to counting',
			pages: [
				{ ids: ['a'], hasMore: true, next: ['?t=1'], countedQuery: '?page=2' },
				{ ids: ['b'], hasMore: false },
			],
			ids: 'a,b',
			read: ['?t=1'],
		},
		{
			name: 'names the reason if the only link cannot be read',
			pages: [{ ids: ['a'], next: ['?t=1'] }, gone],
			reason: 'Gone.',
			read: ['?t=1'],
		},
		{
			name: 'tries each guess, and ends where none can be read',
			pages: [{ ids: ['a'], next: TWO }, gone],
			reason: MORE,
			read: TWO,
		},
		{
			name: 'does not try the next guess if MyD3 is busy',
			pages: [{ ids: ['a'], next: TWO }, busy],
			reason: 'Busy.',
			read: ['?t=1'],
		},
		{
			name: 'is incomplete if the next page cannot be read by its number',
			pages: [{ ids: ['a'], hasMore: true, countedQuery: '?page=2' }, gone],
			reason: MORE,
			read: ['?page=2'],
		},
	])('$name', async ({ pages, ids = 'a', reason, read = [] }) => {
		expect(await readAll(pages, false)).toEqual({
			ids,
			reason,
			read: [undefined, ...read.map((query) => `${LIST}${query}`)],
		});
	});

	it.each([
		{ reason: MORE, isTransient: false, advice: /^If MyD3 numbers its pages, add \{page\}/ },
		{ reason: MORE, isTransient: false, isCounted: true, advice: /^Compare \{page\}, \{page0\}/ },
		{
			reason: "MyD3's list has more than 100 pages.",
			isTransient: false,
			isCounted: true,
			advice: /^If MyD3 offers larger pages, ask for them in "List Request" under/,
		},
		{ reason: MORE, isTransient: true, advice: /^Try again in a few minutes\.$/ },
		{
			reason: 'MyD3 listed a subscription without an ID.',
			isTransient: false,
			advice: /^If the ID has another name, set "Subscription ID Property"/,
		},
	])(
		'that is incomplete comes with advice: $reason $advice',
		({ reason, isTransient, isCounted = false, advice }) => {
			expect(describeIncompleteList(reason, isTransient, isCounted)).toEqual({
				message: `MyD3's list of subscriptions could not be read completely: ${reason}`,
				description: expect.stringMatching(advice) as string,
				isTransient,
			});
		},
	);

	it('is requested with the secrets of its first request on every page, and only those', () => {
		const template = {
			method: 'GET',
			fill: () => ({ url: `${LIST}?key=new&x=1` }),
			describe: () => 'GET /s?key={apiKey}\nAccept: a\nB: c',
		} as unknown as RequestTemplate;
		const next = withAddress(template, `${LIST}?key=old&x=2&page=2`);
		expect(next.fill({ apiKey: 'new' }).url).toBe(`${LIST}?key=new&x=2&page=2`);
		expect(next.describe({})).toBe(`GET ${LIST}?key=***&x=***&page=***\nAccept: a\nB: c`);
	});
});
