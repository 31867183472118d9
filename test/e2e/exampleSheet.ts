import { expectFailure, expectNoToken, expectSuccess } from './exampleExpectations';
import type { Stage } from './exampleStage';
import { invoiceEvent, WRONG } from './exampleSystems';
import { SPREADSHEET } from './standIns/googleSheets';

/** Tests the example for users without an accounting system. */
export function testEmailAndSheet(getStage: () => Stage): void {
	let stage: Stage;
	let workflowId: string;
	let deliveries = 0;

	beforeAll(async () => {
		stage = getStage();
		workflowId = await stage.importExample('invoice-to-email-and-sheet.json', {
			'Your Settings': {
				mailFrom: 'n8n@example.com',
				mailTo: 'clerk@example.com',
				sheetUrl: `https://docs.google.com/spreadsheets/d/${SPREADSHEET}/edit#gid=0`,
			},
		});
		await stage.scene.n8n.api.activate(workflowId);
	});
	afterAll(async () => {
		await stage.scene.n8n.api.deactivate(workflowId);
	});
	beforeEach(() => {
		stage.sheets.rows.length = 0;
		stage.mailbox.mails.length = 0;
	});
	// A new text for every delivery, because the trigger remembers events.
	const deliver = async (changes: object = {}) =>
		await stage.deliver(workflowId, invoiceEvent(changes, { text: ++deliveries }));
	const entered = () => stage.sheets.rows.slice(1).map(([number]) => number);

	test('sends one email and adds one row, however often MyD3 sends the event', async () => {
		const first = await deliver();
		expect(first.execution.error).toBeUndefined();
		expect(first.status).toBe(200);
		expect(stage.mailbox.mails).toHaveLength(1);
		const [mail] = stage.mailbox.mails;
		expect(mail).toMatchObject({
			from: 'n8n@example.com',
			to: ['clerk@example.com'],
			subject: 'Invoice INV-1001 from Data#3 Limited: 10436.10 AUD, due 2026-12-02',
		});
		expect(mail!.text).toContain('4 × Laptop: 9396.00\n2 × Training: 100.50');
		expect(mail!.text).toContain('GST: 939.60\nTotal: 10436.10 AUD');
		expect(stage.sheets.rows).toEqual([
			[
				'number',
				'issueDate',
				'dueDate',
				'supplier',
				'purchaseOrder',
				'subtotal',
				'gst',
				'total',
				'currency',
			],
			[
				'INV-1001',
				'2026-11-02',
				'2026-12-02',
				'Data#3 Limited',
				'PO-1048',
				9496.5,
				939.6,
				10436.1,
				'AUD',
			],
		]);

		const again = await deliver();
		expectSuccess(again);
		expect(stage.mailbox.mails).toHaveLength(1);
		expect(entered()).toEqual(['INV-1001']);
		expectNoToken(again.execution, stage.sheets);
	});

	test('of several invoices in one event, enters those it can, unchanged, and names the others', async () => {
		const events = ['0012', '=A1', 'INV-3'].map((number) => invoiceEvent({ number }));
		const wrong = WRONG.map(({ changes }, index) =>
			invoiceEvent({ number: `WRONG-${index}`, ...changes }),
		);
		const outcome = await stage.deliver(workflowId, [...wrong, ...events]);
		expectFailure(outcome, ...WRONG.map(({ says }) => says));
		expect(outcome.execution.error!.split('\n')).toHaveLength(WRONG.length);
		expect(entered()).toEqual(['0012', '=A1', 'INV-3']);

		expectSuccess(await stage.deliver(workflowId, events.reverse()));
		expect(entered()).toEqual(['0012', '=A1', 'INV-3']);
		expect(stage.mailbox.mails).toHaveLength(3);
	});

	test('asks a person about a number that is in the sheet with another total', async () => {
		await deliver();
		stage.sheets.rows[1]![7] = 10;
		expectFailure(
			await deliver(),
			'Invoice INV-1001 is in the sheet with a total of 10, but the invoice says 10436.1.',
		);
		expect(stage.mailbox.mails).toHaveLength(1);
		expect(entered()).toEqual(['INV-1001']);
	});

	test('continues after an invoice whose email or row fails, and names it', async () => {
		stage.mailbox.refuseNext();
		stage.sheets.failOnce('POST', 1, 503);
		const events = ['INV-1', 'INV-2', 'INV-3'].map((number) => invoiceEvent({ number }));
		const outcome = await stage.deliver(workflowId, events);
		expectFailure(outcome, 'Invoice INV-1 was not entered: ', 'Invoice INV-2 was not entered: ');
		expect(outcome.execution.error!.split('\n')).toHaveLength(2);
		expect(entered()).toEqual(['INV-3']);
		expectNoToken(outcome.execution, stage.sheets);
	});

	test('sends and enters nothing while the sheet cannot be read', async () => {
		stage.sheets.failWith(503);
		const outcome = await deliver();
		stage.sheets.failWith(undefined);
		expectFailure(outcome, 'Invoice INV-1001 was not entered: ');
		expect(stage.mailbox.mails).toEqual([]);
		expectNoToken(outcome.execution, stage.sheets);
	});

	test('runs manually with the pinned sample', async () => {
		const { error } = await stage.scene.n8n.api.runManually(workflowId, 'MyD3 Trigger');
		expect(error).toBeUndefined();
		expect(entered()).toEqual(['SAMPLE-0001']);
	});
}
