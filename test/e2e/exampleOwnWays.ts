import { expectFailure } from './exampleExpectations';
import type { Stage } from './exampleStage';
import { invoiceEvent, SYSTEMS } from './exampleSystems';

const [XERO, QUICKBOOKS] = SYSTEMS;

/** Tests what only one of the accounting systems does. */
export function testOwnWays(onStage: () => Stage): void {
	test('Xero: notices a refusal with a success status', async () => {
		const { xero, scene, importExample } = onStage();
		xero.bills.length = 0;
		xero.refuseQuietly(true);
		const { error } = await scene.n8n.api.runManually(
			await importExample(XERO!.file, {
				'Your Settings': { ...XERO!.settings, accountCode: '998' },
			}),
			'MyD3 Trigger',
		);
		xero.refuseQuietly(false);
		expect(error).toContain('Invoice SAMPLE-0001 was not booked.');
		expect(error).toContain("Account code '998' is not a valid code for this document.");
		expect(xero.bills).toEqual([]);
	});

	test('QuickBooks: books nothing that would have another GST; uses the sandbox if set', async () => {
		const stage = onStage();
		const { quickBooks, quickBooksSandbox } = stage;
		quickBooks.bills.length = 0;
		const workflowId = await stage.importExample(QUICKBOOKS!.file, {
			'Your Settings': { ...QUICKBOOKS!.settings, sandbox: true },
		});
		await stage.scene.n8n.api.activate(workflowId);
		// Two lines of 0.25 have a GST of 0.03 each, but QuickBooks taxes their sum.
		const line = { description: 'Cable', quantity: 1, unitPrice: 0.25, amount: 0.25, gst: 0.03 };
		const outcome = await stage.deliver(workflowId, [
			invoiceEvent({ number: 'INV-1', lines: [line, line], subtotal: 0.5, gst: 0.06, total: 0.56 }),
			invoiceEvent({ number: 'INV-2' }),
		]);
		await stage.scene.n8n.api.deactivate(workflowId);

		expectFailure(
			outcome,
			'Invoice INV-1 was not booked. QuickBooks would work out a GST of 0.05, but the invoice says 0.06.',
		);
		expect(quickBooksSandbox.bills.map(({ DocNumber }) => DocNumber)).toEqual(['INV-2']);
		expect(quickBooks.bills).toEqual([]);
	});
}
