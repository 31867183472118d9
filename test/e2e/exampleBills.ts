import { expectFailure, expectNoToken, expectSuccess } from './exampleExpectations';
import type { Stage } from './exampleStage';
import { invoiceEvent, UNUSUAL, WRONG, type System } from './exampleSystems';

/** Tests an example that books into an accounting system. */
export function testBills(system: System, getStage: () => Stage): void {
	const { file, settings, bill, numberField, totalField, createMethod, tooLong } = system;
	let stage: Stage;
	let vendor: ReturnType<typeof system.of>;
	let workflowId: string;

	beforeAll(async () => {
		stage = getStage();
		vendor = system.of(stage);
		workflowId = await stage.importExample(file, { 'Your Settings': settings });
		await stage.scene.n8n.api.activate(workflowId);
	});
	afterAll(async () => {
		await stage.scene.n8n.api.deactivate(workflowId);
	});
	beforeEach(() => {
		vendor.bills.length = 0;
		vendor.requests.length = 0;
	});

	// A new number for every test, because the vendor remembers idempotency keys; a new text for every event, because the
	// trigger remembers events.
	let number = '';
	let events = 0;
	beforeEach(() => {
		number = `INV-${1001 + events}`;
	});
	const event = (changes: object = {}) => invoiceEvent({ number, ...changes }, { text: ++events });
	const deliver = async (...body: object[]) =>
		await stage.deliver(workflowId, body.length === 1 ? body[0]! : body);
	const booked = () => vendor.bills.map((bill) => [bill[numberField], bill[totalField]]);

	test('books an invoice unchanged and once, however often MyD3 sends it', async () => {
		expectSuccess(await deliver(event()));
		expect(vendor.bills).toHaveLength(1);
		expect(vendor.bills[0]).toMatchObject({ ...bill, [numberField]: number });
		expect(vendor.bills[0]![totalField]).toBe(10436.1);

		const again = await deliver(event());
		expectSuccess(again);
		expect(vendor.bills).toHaveLength(1);
		expectNoToken(again.execution, vendor);
	});

	test('of several invoices in one event, books those it can and names the others with reasons', async () => {
		await deliver(event(), event({ number: `${number}-twice` }));
		vendor.bills[0]![totalField] = 10;
		vendor.bills.push({ ...vendor.bills[1] });

		const outcome = await deliver(
			event(),
			event({ number: `${number}-twice` }),
			event({ number: `${number}-new` }),
			event({ number: tooLong.number }),
			event({ number: `${number}-usd`, currency: 'USD' }),
			event({ number: `${number}-last` }),
		);
		expectFailure(
			outcome,
			`Invoice ${number} is in `,
			'with a total of 10, but the invoice says 10436.1.',
			`Invoice ${number}-twice is in `,
			' 2 times, with the IDs ',
			`Invoice ${tooLong.number} was not booked.`,
			tooLong.says,
			`Invoice ${number}-usd was refused: "Currency" is "USD"`,
		);
		expect(outcome.execution.error!.split('\n')).toHaveLength(4);
		expect(booked()).toEqual([
			[number, 10],
			[`${number}-twice`, 10436.1],
			[`${number}-twice`, 10436.1],
			[`${number}-new`, 10436.1],
			[`${number}-last`, 10436.1],
		]);
		expectNoToken(outcome.execution, vendor);
	});

	test('books unusual invoices that add up, to the cent and once', async () => {
		// Whatever separates, quotes or escapes something in a query.
		const numbers = UNUSUAL.map((_, index) => `${index},'"\\ /#&+%${number}`);
		const events = () =>
			UNUSUAL.map(({ changes }, index) => event({ number: numbers[index], ...changes }));
		expectSuccess(await deliver(...events()));
		expectSuccess(await deliver(...events()));
		expect(booked()).toEqual(UNUSUAL.map(({ total }, index) => [numbers[index], total]));
		const created = vendor.requests.filter(({ method }) => method === createMethod);
		expect(created).toHaveLength(UNUSUAL.length);
		const inBrisbane = vendor.bills.at(-1)!;
		expect(inBrisbane[system.dateField]).toMatch(/^2026-11-02/);
	});

	test('sends the system nothing about invoices that do not add up', async () => {
		const wrong = WRONG.map(({ changes }, index) =>
			event({ number: `${number}-${index}`, ...changes }),
		);
		const twice = event({ number: `${number}-twice` });
		const outcome = await deliver(...wrong, twice, twice);
		WRONG.forEach(({ says }, index) => {
			const line = outcome.execution.error!.split('\n')[index]!;
			expect(line).toContain(`Invoice ${number}-${index} was refused: `);
			expect(line).toContain(says);
		});
		expectFailure(outcome, `Invoice ${number}-twice was refused: `);
		expect(vendor.requests).toEqual([]);
	});

	test('retries each invoice while the system is briefly busy', async () => {
		vendor.failOnce('GET', 2, 503);
		const { status: tooMany, body } = system.busy ?? { status: 429 };
		vendor.failOnce(createMethod, 3, tooMany, body);
		const numbers = [1, 2, 3, 4].map((index) => `${number}-${index}`);
		expectSuccess(await deliver(...numbers.map((each) => event({ number: each }))));
		expect(booked()).toEqual(numbers.map((each) => [each, 10436.1]));
		const statuses = vendor.requests.map(({ status }) => status);
		expect([statuses.includes(503), statuses.includes(tooMany)]).toEqual([true, true]);
	});

	test('never books one of many simultaneous invoices twice without saying so', async () => {
		const numbers = [1, 2, 3, 4, 5, 6, 7].map((index) => `${number}-${index}`);
		const corrected = { number: numbers[1]!, ...UNUSUAL[1]!.changes };
		const statuses = await stage.deliverSimultaneously([
			...numbers.map((each) => event({ number: each })),
			event({ number: numbers[0]! }),
			event(corrected),
		]);
		expect([...new Set(booked().map(([booking]) => booking))].sort()).toEqual(numbers);
		const failed = statuses.filter((status) => status === 500);
		const doubled = vendor.bills.length - numbers.length;
		// Without idempotency keys, two bills for one number are possible, but then they are named.
		expect(failed.length).toBeGreaterThanOrEqual(Math.max(1, doubled));
		if (system.takesIdempotencyKey) expect([failed.length, doubled]).toEqual([1, 0]);
		expect(statuses.filter((status) => status === 200)).toHaveLength(9 - failed.length);
	});

	test('makes one bill when the response to the first attempt is lost', async () => {
		vendor.loseNextResponseTo(createMethod);
		const first = await deliver(event());
		expectSuccess(first);
		expectNoToken(first.execution, vendor);
		expect(booked()).toEqual([[number, 10436.1]]);
	});

	test('names the invoice that was not booked while the system is down', async () => {
		vendor.failWith(503);
		const outcome = await deliver(event());
		vendor.failWith(undefined);
		expectFailure(outcome, `Invoice ${number} was not booked.`, 'out of order');
		expectNoToken(outcome.execution, vendor);
	});

	test('runs manually with the pinned sample, and its set-up workflow finds the values to fill in', async () => {
		const { api } = stage.scene.n8n;
		const sample = await api.runManually(workflowId, 'MyD3 Trigger');
		expect(sample.error).toBeUndefined();
		expect(booked()).toEqual([['SAMPLE-0001', 830.3]]);

		const setUp = await api.runManually(
			await stage.importExample(system.setUp.file, system.setUp.fillIn),
			'Set Up',
		);
		expect(setUp.error).toBeUndefined();
		for (const [node, found] of Object.entries(system.setUp.finds)) {
			expect(JSON.stringify(setUp.output[node])).toContain(found);
		}
	});

	test('names the settings that were not filled in', async () => {
		const { api } = stage.scene.n8n;
		const { error } = await api.runManually(await stage.importExample(file), 'MyD3 Trigger');
		for (const name of Object.keys(settings)) {
			expect(error).toContain(`"${name}" is empty in Your Settings.`);
		}
		expect(error).toContain('Invoice SAMPLE-0001 was not booked.');
		expect(vendor.bills).toEqual([]);
	});
}
