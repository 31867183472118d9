import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { readPages } from '../../nodes/MyD3/api/pages';

const incomplete = (reason: string) => new NodeApiError({} as INode, { message: reason });

/** Reads a list whose first page, at this address, points to the next. @returns the addresses read */
async function addresses(url: string, next: string): Promise<unknown[]> {
	const read: unknown[] = [];
	await readPages(
		async (_counters, address) => {
			read.push(address);
			const page = {
				subscriptions: [],
				hasUnreadable: false,
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
		{ url: 'https://a.example.com/s', next: '/s#other' },
	])('after $url is never $next', async ({ url, next }) => {
		expect(await addresses(url, next)).toEqual(
			next === '/s#other' ? ['https://a.example.com/s#other'] : [],
		);
	});
});
