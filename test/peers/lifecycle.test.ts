/** Tests lifecycle.ts itself: an API exactly as the package assumes passes every step. */
import { lineOf, runLifecycle } from './lifecycle';
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
			response: '{id}',
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

it('an API that works as the package assumes passes every step', async () => {
	expect(lineOf(await runLifecycle(assumed(), 'ownExchange'))).toBe(
		'as assumed                      ownExchange  works',
	);
});

it('an API whose list has other names is reported with what fails', async () => {
	const line = lineOf(
		await runLifecycle(
			assumed({ list: { ...assumed().api.list, item: { nothing: 'to be found' } } }),
			'ownExchange',
		),
	);
	expect(line).toMatch(/^as assumed +ownExchange +partly \(.*Get Many/);
});

it('an API whose events cannot be received does not count', async () => {
	const { verdict } = await runLifecycle(assumed({ handshake: 'putBack' }), 'ownExchange');
	expect(verdict).toBe('not');
});
