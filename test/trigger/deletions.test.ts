import type { SubscriptionApi } from '../../nodes/MyD3/api/client';
import { bookkeeping, deletions } from '../../nodes/MyD3/trigger/deletions';
import type { Deletions } from '../../nodes/MyD3/trigger/deletions';
import { Host } from '../n8n/host';
import { startSimulator } from '../simulator/simulator';
import type { Simulator } from '../simulator/simulator';

const PATH = '/subscription/v1/subscription';
const IN_TEN_MINUTES = { 'retry-after': '600' };

/** A client of a MyD3 that lists `a` and `b` for ever, and answers every delete in the same way. */
const client = (isConfirmed: boolean): SubscriptionApi => ({
	baseUrl: 'https://api.myd3.example.com',
	list: async (_limit, wanted = () => true) =>
		await Promise.resolve(['a', 'b'].map((id) => ({ id, raw: {} })).filter(wanted)),
	create: async () => await Promise.reject(new Error('nobody creates here')),
	delete: async () => await Promise.resolve(isConfirmed),
});

describe('the book of deletions', () => {
	it.each([
		{ name: 'confirmed', isConfirmed: true, listed: ['b'] },
		{ name: 'answered with "not found"', isConfirmed: false, listed: ['a', 'b'] },
	])(
		'holds both for gone, and hides from lists only what is confirmed: $name',
		async ({ isConfirmed, listed }) => {
			const book: Deletions = new Map();
			const kept = bookkeeping(client(isConfirmed), book);
			expect(await kept.delete('a')).toBe(isConfirmed);
			expect((await kept.list()).map(({ id }) => id)).toEqual(listed);
			expect([kept.mayBeGone('a'), kept.mayBeGone('b')]).toEqual([true, false]);
		},
	);

	it('holds what was deleted without a clear answer for gone, and does not hide it', async () => {
		const unclear = {
			...client(true),
			delete: async () => await Promise.reject(new Error('lost')),
		};
		const kept = bookkeeping(unclear, new Map());
		await expect(kept.delete('a')).rejects.toThrow('lost');
		expect(kept.mayBeGone('a')).toBe(true);
		expect((await kept.list()).map(({ id }) => id)).toEqual(['a', 'b']);
	});

	it('still holds a delete for confirmed when it is repeated and not found', async () => {
		const book: Deletions = new Map();
		await bookkeeping(client(true), book).delete('a');
		await bookkeeping(client(false), book).delete('a');
		expect((await bookkeeping(client(true), book).list()).map(({ id }) => id)).toEqual(['b']);
	});

	it('holds 1,000 deletions, the newest', async () => {
		const book: Deletions = new Map();
		const kept = bookkeeping(client(true), book);
		for (let count = 1; count <= 1001; count++) await kept.delete(String(count));
		expect(book.size).toBe(1000);
		expect([book.has('1'), book.has('2'), book.has('1001')]).toEqual([false, true, true]);
	});
});

describe('a trigger', () => {
	let myD3: Simulator;
	let active: Host;
	beforeEach(async () => {
		deletions.clear();
		myD3 = await startSimulator();
		active = new Host({ credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl } });
		await active.activate();
	});
	afterEach(async () => await myD3.stop());

	it('does not believe in an outage what it has deleted itself, although n8n 1.x hands it back', async () => {
		const stored = active.staticData;
		myD3.failNext({ method: 'GET', path: PATH, status: 429, headers: IN_TEN_MINUTES, times: 2 });
		await expect(active.deactivate()).rejects.toThrow('MyD3 asks for fewer requests');
		// WorkflowService.update: the delete that threw is not stored, and the workflow is activated again.
		active.restart(stored);
		await expect(active.activate('update')).rejects.toThrow('MyD3 asks for fewer requests');
		expect(await active.activate('update')).toBe(true);
		expect(myD3.subscriptions).toHaveLength(1);
	});

	it('does not believe in an outage what it has tried to delete without a clear answer', async () => {
		const stored = active.staticData;
		const outage = { headers: IN_TEN_MINUTES };
		myD3.failNext({ method: 'DELETE', status: 500, afterStoring: true, ...outage });
		await expect(active.deactivate()).rejects.toThrow('MyD3 could not delete');
		active.restart(stored);
		myD3.failNext({ method: 'GET', path: PATH, status: 503, ...outage });
		await expect(active.activate('update')).rejects.toThrow('MyD3 could not list');
		expect(await active.activate('update')).toBe(true);
		expect(myD3.subscriptions).toHaveLength(1);
	});

	it('does not adopt from a late list what it has deleted', async () => {
		myD3.listLate(2);
		await active.deactivate();
		expect(await active.activate()).toBe(true);
		expect(myD3.subscriptions).toHaveLength(1);
	});

	it('does not take its subscription for deleted while MyD3 lists it, and names the field to correct', async () => {
		myD3.failNext({ method: 'DELETE', status: 404, times: 99 });
		await expect(active.deactivate()).rejects.toThrow(
			/^MyD3 has nothing at DELETE \/subscription\/v1\/subscription\/[0-9a-f-]+ \(404\).*set "Subscription Path"/,
		);
		expect(myD3.subscriptions).toHaveLength(1);
	});

	it('deletes what MyD3 did not find at first', async () => {
		myD3.failNext({ method: 'DELETE', status: 404 });
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});

	it('keeps its subscription when n8n 1.x cleans up a copy that it refused to activate', async () => {
		const copy = new Host({
			credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl },
			workflowId: 'imported',
		});
		copy.restart(active.staticData);
		await copy.deactivate();
		expect(myD3.subscriptions).toHaveLength(1);
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});

	it('goes on remembering the one of two that MyD3 does not delete', async () => {
		active.edit({ events: ['InvoiceIssued', 'custom'], customEventTypes: 'Quote' });
		await active.activate('update');
		myD3.failNext({ method: 'DELETE', status: 403, after: 1 });
		await expect(active.deactivate()).rejects.toThrow('(403)');
		expect(active.staticData.subscriptions).toEqual([
			{ id: myD3.subscriptions[0]?.id, eventType: 'Quote' },
		]);
	});

	it('is content when a late list shows what MyD3 does not find any more', async () => {
		myD3.dropNext({ method: 'DELETE', afterStoring: true });
		myD3.listLate();
		await active.deactivate();
		expect(myD3.subscriptions).toEqual([]);
	});
});
