import { expectFailure, expectNoToken, expectSuccess, REFUSALS } from './exampleExpectations';
import type { Stage } from './exampleStage';
import { invoiceEvent, type System } from './exampleSystems';

/**
 * Tests of an example that books into an accounting system.
 *
 * @param system which
 * @param onStage the stage, once it has been started
 */
export function testBills(system: System, onStage: () => Stage): void {
	const { file, settings, bill, numberField, totalField, mistake } = system;
	let stage: Stage;
	let vendor: ReturnType<typeof system.of>;
	let workflowId: string;

	beforeAll(async () => {
		stage = onStage();
		vendor = system.of(stage);
		workflowId = await stage.importExample(file, { 'Your Settings': settings, ...system.setUp });
		await stage.scene.n8n.api.activate(workflowId);
	});
	afterAll(async () => {
		await stage.scene.n8n.api.deactivate(workflowId);
	});
	beforeEach(() => {
		vendor.bills.length = 0;
		vendor.requests.length = 0;
	});

	// Its own number in every test: the vendor remembers idempotency keys. Its own text in every delivery: the trigger
	// remembers those.
	let number = '';
	let deliveries = 0;
	beforeEach(() => {
		number = `INV-${1001 + deliveries}`;
	});
	const deliver = async (changes: object = {}) =>
		await stage.deliver(workflowId, invoiceEvent({ number, ...changes }, { text: ++deliveries }));
	const numbers = () => vendor.bills.map((one) => one[numberField]);

	test('books an invoice as it is, once, however often MyD3 tells of it', async () => {
		expectSuccess(await deliver(), 'Booked', 'booked');
		expect(vendor.bills).toHaveLength(1);
		expect(vendor.bills[0]).toMatchObject({ ...bill, [numberField]: number });
		expect(vendor.bills[0]![totalField]).toBe(10436.1);

		const again = await deliver();
		expectSuccess(again, 'Already Booked', 'already booked');
		expect(vendor.bills).toHaveLength(1);
		expectNoToken(again.execution, vendor);
	});

	test.each(REFUSALS)('books no invoice $name', async ({ changes, says }) => {
		expectFailure(await deliver(changes), says);
		expect(vendor.bills).toEqual([]);
		expect(vendor.requests).toEqual([]);
	});

	test('of several invoices in one event, books the good ones and refuses the others', async () => {
		const outcome = await stage.deliver(workflowId, [
			invoiceEvent({ number: `${number}-1` }),
			invoiceEvent({ number: `${number}-2`, currency: 'NZD' }),
			invoiceEvent({ number: `${number}-3` }),
			invoiceEvent({ number: `${number}-1` }),
		]);
		expectFailure(outcome, `Invoice ${number}-2 needs a person: currency is NZD, not AUD.`);
		expectFailure(outcome, `Invoice ${number}-1 needs a person: the same number occurs twice`);
		expect(numbers()).toEqual([`${number}-1`, `${number}-3`]);
	});

	test('makes one bill when the answer to the first try got lost', async () => {
		vendor.loseNextAnswerTo(system.createMethod);
		const first = await deliver();
		if (system.takesIdempotencyKey) expectSuccess(first, 'Booked', 'booked');
		else expectFailure(first, `Invoice ${number} was not booked.`);
		expectNoToken(first.execution, vendor);

		expectSuccess(await deliver(), 'Already Booked', 'already booked');
		expect(numbers()).toEqual([number]);
	});

	test('asks a person when a bill with this number has another total', async () => {
		await deliver();
		vendor.bills[0]![totalField] = 10;
		expectFailure(await deliver(), 'with a total of 10, but the invoice says 10436.1.');
		expect(vendor.bills).toHaveLength(1);
	});

	test('says which invoice was not booked while the system is out of order', async () => {
		vendor.failWith(503);
		const outcome = await deliver();
		vendor.failWith(undefined);
		expectFailure(outcome, `Invoice ${number} was not booked.`);
		expectFailure(outcome, 'out of order');
		expectNoToken(outcome.execution, vendor);
	});

	test('runs by hand with the pinned sample, and helps to find what to fill in', async () => {
		const { api } = stage.scene.n8n;
		const sample = await api.runManually(workflowId, 'MyD3 Trigger');
		expect(sample.error).toBeUndefined();
		expect(numbers()).toEqual(['SAMPLE-0001']);

		const setUp = await api.runManually(workflowId, 'Set Up');
		expect(setUp.error).toBeUndefined();
		expect(JSON.stringify(setUp.output[system.lookUp.node])).toContain(system.lookUp.holds);
	});

	test("passes the system's reason on, and says what was not filled in", async () => {
		const { api } = stage.scene.n8n;
		const wrong = { 'Your Settings': { ...settings, ...mistake.settings } };
		const refused = await api.runManually(await stage.importExample(file, wrong), 'MyD3 Trigger');
		expect(refused.error).toContain('Invoice SAMPLE-0001 was not booked.');
		expect(refused.error).toContain(mistake.says);
		expectNoToken(refused, vendor);

		const { error } = await api.runManually(await stage.importExample(file), 'MyD3 Trigger');
		for (const name of Object.keys(settings)) {
			expect(error).toContain(`"${name}" is not filled in under "Your Settings"`);
		}
		expect(vendor.bills).toEqual([]);
	});
}
