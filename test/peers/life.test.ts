/** The life in life.ts itself: an API exactly as the package assumes it lives through all of it. */
import { lineOf, live } from './life';
import type { Peer, PeerApi } from './types';

const PATH = '/subscription/v1/subscription';

const assumed = (changes: Partial<PeerApi> = {}): Peer => ({
	api: {
		name: 'as assumed',
		source: 'docs/contract.md',
		origins: [],
		eventTypes: ['InvoiceIssued', 'OrderShipped'],
		auth: 'static',
		ids: 'guid',
		create: {
			method: 'POST',
			path: PATH,
			body: { eventType: '{eventType}', notificationUrl: '{notificationUrl}' },
			status: 201,
			answer: '{id}',
		},
		list: {
			method: 'GET',
			path: PATH,
			item: { id: '{id}', eventType: '{eventType}', notificationUrl: '{notificationUrl}' },
			wrap: '{items}',
			paging: { kind: 'link', size: 10 },
		},
		delete: { method: 'DELETE', path: `${PATH}/{id}`, status: 204 },
		...changes,
	},
	documented: {
		tokenRequest: '',
		createRequest: `POST ${PATH}\n\n{"eventType": "{eventType}", "notificationUrl": "{notificationUrl}"}`,
		listRequest: `GET ${PATH}`,
		deleteRequest: `DELETE ${PATH}/{id}`,
	},
});

it('is lived through by an API that is as the package assumes', async () => {
	expect(lineOf(await live(assumed(), 'ownExchange'))).toBe(
		'as assumed                      ownExchange  works',
	);
});

it('tells what an API with a list of other names lacks', async () => {
	const line = lineOf(
		await live(
			assumed({ list: { ...assumed().api.list, item: { nothing: 'to be found' } } }),
			'ownExchange',
		),
	);
	expect(line).toMatch(/^as assumed +ownExchange +partly \(.*Get Many/);
});

it('calls an API whose events cannot be received not spoken', async () => {
	const { verdict } = await live(assumed({ handshake: 'putBack' }), 'ownExchange');
	expect(verdict).toBe('not');
});
