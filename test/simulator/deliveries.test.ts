import { GUID, start, stored, startReceiver, startWithoutWaiting } from './helpers';

describe('a delivery', () => {
	it('posts a string unchanged, as JSON, to the subscriptions for its event type', async () => {
		const simulator = await start();
		const wanted = await startReceiver([]);
		const other = await startReceiver([]);
		simulator.subscriptions.push(
			stored({ id: 'wanted', notificationUrl: `${wanted.url}?apiKey=k` }),
			stored({ id: 'other', notificationUrl: other.url, eventType: 'QuoteCreated' }),
		);

		const attempts = await simulator.deliver('InvoiceIssued', ' {"not": JSON ');

		expect(wanted.received).toMatchObject([
			{ body: ' {"not": JSON ', headers: { 'content-type': 'application/json' } },
		]);
		expect(other.received).toEqual([]);
		expect(attempts).toEqual([
			{
				eventId: expect.stringMatching(GUID),
				subscriptionId: 'wanted',
				url: `${wanted.url}?apiKey=k`,
				attempt: 1,
				status: 200,
				response: { answered: 200 },
			},
		]);
		expect(simulator.deliveries).toEqual(attempts);
	});

	it('sends the given headers', async () => {
		const simulator = await start();
		const { url, received } = await startReceiver([]);
		simulator.subscriptions.push(stored({ notificationUrl: url }));

		await simulator.deliver('InvoiceIssued', 'a,b', { 'Content-Type': 'text/csv', 'X-Trace': '1' });

		expect(received).toMatchObject([
			{ body: 'a,b', headers: { 'content-type': 'text/csv', 'x-trace': '1' } },
		]);
	});

	it('is repeated byte for byte with back-off until the receiver answers 2xx', async () => {
		const { simulator, waits } = await startWithoutWaiting();
		const { url, received } = await startReceiver([500, 302, 401, 202]);
		simulator.subscriptions.push(stored({ notificationUrl: url }));

		const attempts = await simulator.deliver('InvoiceIssued', { invoice: { number: 'INV-1' } });

		expect(attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 500],
			[2, 302],
			[3, 401],
			[4, 202],
		]);
		expect(waits).toEqual([200, 400, 800]);
		expect(received.map(({ body }) => body)).toEqual(
			Array<string>(4).fill('{"invoice":{"number":"INV-1"}}'),
		);
	});

	it('is given up after the configured number of attempts, with the configured waits between them', async () => {
		const { simulator, waits } = await startWithoutWaiting({
			redelivery: { attempts: 3, backoffMs: (attempt) => attempt * 10 },
		});
		const { url, received } = await startReceiver([500, 500, 500, 500]);
		simulator.subscriptions.push(stored({ notificationUrl: url }));

		await simulator.deliver('InvoiceIssued', {});

		expect(received).toHaveLength(3);
		expect(waits).toEqual([10, 20]);
	});

	it('survives an unreachable receiver without delaying the others', async () => {
		const { simulator } = await startWithoutWaiting();
		const { url } = await startReceiver([]);
		simulator.subscriptions.push(
			stored({ id: 'unreachable', notificationUrl: 'http://127.0.0.1:1/hook' }),
			stored({ id: 'reachable', notificationUrl: url }),
		);

		const attempts = await simulator.deliver('InvoiceIssued', {});

		expect(attempts).toHaveLength(6);
		expect(attempts[4]).toMatchObject({
			subscriptionId: 'unreachable',
			attempt: 5,
			status: 'unreachable',
			response: expect.stringContaining('ECONNREFUSED'),
		});
		expect(attempts[5]).toMatchObject({ subscriptionId: 'reachable', status: 200 });
	});
});

describe('an issued invoice', () => {
	const now = () => Date.UTC(2026, 0, 31, 12);

	it('is delivered as an event whose amounts add up', async () => {
		const simulator = await start({ now });
		const { url, received } = await startReceiver([]);
		simulator.subscriptions.push(stored({ notificationUrl: url }));

		const { event, attempts } = await simulator.issueInvoice();

		expect(received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([event]);
		expect(attempts).toMatchObject([{ eventId: event.eventId, status: 200 }]);
		expect(event).toEqual({
			eventId: '00000000-0000-4000-8000-000000000001',
			eventType: 'InvoiceIssued',
			occurredAt: '2026-01-31T12:00:00.000Z',
			invoice: {
				number: 'INV-000001',
				issueDate: '2026-01-31',
				dueDate: '2026-03-02',
				purchaseOrder: 'PO-1048',
				currency: 'AUD',
				supplier: { name: 'Data#3 Limited', abn: '00 000 000 000' },
				lines: [
					{
						description: 'Microsoft 365 E3, monthly subscription',
						quantity: 50,
						unitPrice: 57.3,
						amount: 2865,
					},
					{ description: 'Laptop, 14 inch', quantity: 4, unitPrice: 2349, amount: 9396 },
				],
				subtotal: 12261,
				gst: 1226.1,
				total: 13487.1,
			},
		});
	});

	it('gets a new event id and number every time, and changes nothing else', async () => {
		const simulator = await start({ now });

		const first = (await simulator.issueInvoice()).event;
		const second = (await simulator.issueInvoice()).event;

		expect(second).toEqual({
			...first,
			eventId: '00000000-0000-4000-8000-000000000002',
			invoice: { ...(first.invoice as object), number: 'INV-000002' },
		});
	});

	it('can be given an event id, a number and individual nested fields', async () => {
		const simulator = await start();

		const fields = { eventId: 'e-1', number: 'X-1', supplier: { name: 'Other' }, lines: [] };
		const { event } = await simulator.issueInvoice(fields);

		expect(event.eventId).toBe('e-1');
		expect(event.invoice).toMatchObject({
			number: 'X-1',
			supplier: { name: 'Other', abn: '00 000 000 000' },
			lines: [],
			total: 13487.1,
		});
		expect(event.invoice).not.toHaveProperty('eventId');
	});
});
