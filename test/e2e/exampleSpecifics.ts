import type { Stage } from './exampleStage';
import { SYSTEMS } from './exampleSystems';
import { XERO_SUPPLIER, type XeroBill } from './standIns/xero';

const [XERO, QUICKBOOKS] = SYSTEMS;

/** Tests what only one of the accounting systems does. */
export function testSystemSpecifics(getStage: () => Stage): void {
	test('Xero: notices a refusal with a success status', async () => {
		const { xero, scene, importExample } = getStage();
		xero.bills.length = 0;
		xero.refuseWithStatus200(true);
		const { error } = await scene.n8n.api.runManually(
			await importExample(XERO!.file, {
				'Your Settings': { ...XERO!.settings, accountCode: '998' },
			}),
			'MyD3 Trigger',
		);
		xero.refuseWithStatus200(false);
		expect(error).toContain('Invoice SAMPLE-0001 was not booked.');
		expect(error).toContain("Account code '998' is not a valid code for this document.");
		expect(xero.bills).toEqual([]);
	});

	test('Xero: a sales invoice with the same number is not the bill, and a deleted bill is not booked', async () => {
		const { xero, scene, importExample } = getStage();
		xero.bills.length = 0;
		xero.bills.push({
			Type: 'ACCREC',
			InvoiceNumber: 'SAMPLE-0001',
			Contact: { ContactID: XERO_SUPPLIER },
			Status: 'PAID',
			Total: 830.3,
		} as XeroBill);
		const workflowId = await importExample(XERO!.file, {
			// Settings of its own, and so an idempotency key of its own.
			'Your Settings': { ...XERO!.settings, taxTypeGstFree: 'INPUT' },
		});
		const run = async () => await scene.n8n.api.runManually(workflowId, 'MyD3 Trigger');
		expect((await run()).error).toBeUndefined();
		const [, bill] = xero.bills.splice(0);
		expect(bill).toMatchObject({ Type: 'ACCPAY', InvoiceNumber: 'SAMPLE-0001' });

		bill!.UpdatedDateUTC = '/Date(1782864000000+0000)/';
		expect((await run()).error).toContain(
			`Invoice SAMPLE-0001 was booked before, with the ID ${bill!.InvoiceID}, but that bill cannot be found.`,
		);
	});

	test('QuickBooks: uses the sandbox if set, and notices that a booked bill was deleted', async () => {
		const { quickBooks, quickBooksSandbox, scene, importExample } = getStage();
		quickBooks.bills.length = 0;
		const workflowId = await importExample(QUICKBOOKS!.file, {
			'Your Settings': { ...QUICKBOOKS!.settings, sandbox: true },
		});
		const run = async () => await scene.n8n.api.runManually(workflowId, 'MyD3 Trigger');
		expect((await run()).error).toBeUndefined();
		const [bill] = quickBooksSandbox.bills.splice(0);
		expect(bill).toMatchObject({ DocNumber: 'SAMPLE-0001' });
		expect(quickBooks.bills).toEqual([]);

		bill!.MetaData.CreateTime = '2026-07-01T00:00:00Z';
		expect((await run()).error).toContain(
			'Invoice SAMPLE-0001 was booked before, with the ID 100, but that bill cannot be found.',
		);
	});
}
