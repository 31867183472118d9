import { expectFailure } from './exampleExpectations';
import type { Stage } from './exampleStage';
import { invoiceEvent, SYSTEMS } from './exampleSystems';
import type { N8nVersion } from './n8nProcess';

/** Tests the error workflow. */
export function testAlert(version: N8nVersion, getStage: () => Stage): void {
	test('sends an email that names the invoice, the workflow and what to do', async () => {
		const stage = getStage();
		const { api, url } = stage.scene.n8n;
		const { file, settings } = SYSTEMS[0]!;
		stage.mailbox.mails.length = 0;

		const alert = await stage.importExample('failed-invoice-alert.json', {
			'Your Settings': { mailFrom: 'n8n@example.com', mailTo: 'clerk@example.com' },
		});
		// 2.41 runs an error workflow only if published; in 1.123 it has nothing to activate.
		if (version === '2.41.1') await api.activate(alert);
		const workflowId = await stage.importExample(
			file,
			{ 'Your Settings': settings },
			{ errorWorkflow: alert },
		);
		await api.activate(workflowId);
		expectFailure(
			await stage.deliver(workflowId, [
				invoiceEvent({ currency: 'USD' }),
				invoiceEvent({ number: 'INV-1002', currency: 'NZD' }),
			]),
			'USD',
			'NZD',
		);
		await api.deactivate(workflowId);

		const [mail] = await stage.scene.n8n.eventually(
			'the email',
			() => stage.mailbox.mails.length > 0 && stage.mailbox.mails,
		);
		expect(mail).toMatchObject({
			from: 'n8n@example.com',
			to: ['clerk@example.com'],
			subject: 'Action needed: "MyD3 invoice to Xero bill" failed',
		});
		expect(mail!.text).toContain('Invoice INV-1001 was refused: "Currency" is "USD"');
		expect(mail!.text).toContain('Invoice INV-1002 was refused: "Currency" is "NZD"');
		expect(mail!.text).toContain('Workflow: MyD3 invoice to Xero bill\nStep: Not Booked');
		expect(mail!.text).toContain(`${url}/workflow/${workflowId}/executions/`);
		expect(mail!.text).toContain('enter the invoice by hand');
	});
}
