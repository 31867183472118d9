import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../eventually';
import { startScene, type Scene } from '../scene';
import { findFlaws } from './canvasLayout';
import { openEditor, type Editor } from './editor';
import { WINDOW, WIDE_WINDOW } from './pictures';
import { Screen } from './screen';

const EXAMPLES = join(__dirname, '..', '..', '..', 'examples');
const FILES = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

interface Example {
	nodes: Array<{ name: string; type: string; parameters: { content?: string } }>;
	connections: Record<string, { main: object[][] }>;
	pinData?: object;
}

/** An event with none of the sample's names. */
const EVENT = {
	id: 'event-1',
	data: {
		documentNo: 'D3-778',
		dated: '2026-11-02',
		payBy: '2026-12-02',
		currencyCode: 'AUD',
		vendorName: 'Data#3 Limited',
		customerPo: 'PO-1048',
		netTotal: '9,496.50',
		taxTotal: '939.60',
		grandTotal: '10,436.10',
		items: [
			{ text: 'Laptop', qty: 4, each: 2349, net: 9396, tax: 939.6 },
			{ text: 'Training', qty: 2, each: 50.25, net: 100.5, tax: 0 },
		],
	},
};

/** Which value goes onto which field. */
const DRAGS = {
	documentNo: 'number',
	dated: 'issueDate',
	payBy: 'dueDate',
	currencyCode: 'currency',
	vendorName: 'supplier',
	customerPo: 'purchaseOrder',
	netTotal: 'subtotal',
	taxTotal: 'gst',
	grandTotal: 'total',
	items: 'lines',
	text: 'lineDescription',
	qty: 'lineQuantity',
	each: 'lineUnitPrice',
	net: 'lineAmount',
	tax: 'lineGst',
};

/** Markdown without its markup. */
const unmark = (markdown: string) => markdown.replace(/^(#+|-|\d+\.) /gm, '').replace(/[*`]/g, '');

/** Text without what n8n may change: line breaks, and straight quotes into curly ones. */
const plain = (text: string) =>
	text.replace(/[“”]/g, '"').replace(/’/g, "'").replace(/\s+/g, ' ').trim();

describe('a user who imports an example into n8n 2.41.1', () => {
	let scene: Scene;
	let editor: Editor;
	let screen: Screen;

	beforeAll(async () => {
		scene = await startScene('2.41.1');
		editor = await openEditor(scene.n8n, join(__dirname, 'screenshots', 'examples'));
		screen = new Screen(editor.page);
	}, 240_000);

	afterAll(async () => {
		await editor?.close();
		await scene?.stop();
	}, 30_000);

	it.each(FILES)(
		'can read all of %s, and only has to choose credentials and fill in fields',
		async (file) => {
			const example = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as Example;
			const { page } = editor;
			const notes = example.nodes.filter(({ type }) => type === STICKY_NOTE);
			const steps = example.nodes.filter(({ type }) => type !== STICKY_NOTE);

			await screen.createWorkflow();
			await screen.importWorkflow(join(EXAMPLES, file));

			// n8n reports the credential that it chose by itself; there must be no other message, let alone a warning.
			for (const message of await page.getByRole('alert').allInnerTexts()) {
				expect(message).toMatch(/^Credentials auto-added/);
			}
			const names = await page
				.getByTestId('canvas-node')
				.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name')));
			expect(names.sort()).toEqual(steps.map(({ name }) => name).sort());
			const texts = await page
				.getByTestId('sticky')
				.evaluateAll((elements) => elements.map((element) => (element as HTMLElement).innerText));
			expect(texts.map(plain).sort()).toEqual(
				notes.map(({ parameters }) => plain(unmark(parameters.content!))).sort(),
			);
			const connections = Object.values(example.connections).flatMap(({ main }) => main.flat());
			expect(await page.locator('.vue-flow__edge').count()).toBe(connections.length);

			// A node of unknown type or version has a question mark for an icon.
			expect(await page.getByTestId('canvas-node').getByText('?', { exact: true }).count()).toBe(0);
			expect(await page.getByTestId('node-not-installed').count()).toBe(0);
			for (const issue of await screen.issues()) {
				// n8n marks the fields that need a value from the event.
				expect(issue).toMatch(/^(Credentials for .+ are not set|Parameter ".+" is required)\.$/);
			}
			expect(await page.getByTestId('canvas-node-status-pinned').count()).toBe(
				Object.keys(example.pinData ?? {}).length,
			);

			await editor.screenshot(`${file.replace('.json', '')}-as-imported`);
			await page.setViewportSize(WIDE_WINDOW);
			await screen.showWholeWorkflow();
			await editor.screenshot(file.replace('.json', ''));
			expect(await findFlaws(page)).toEqual([]);
			if (file === 'invoice-to-xero-bill.json') await editor.picture('example');
			await page.setViewportSize(WINDOW);
		},
	);

	it('maps the names of an event by dragging alone', async () => {
		const { page } = editor;
		await screen.createWorkflow();
		await screen.importWorkflow(join(EXAMPLES, 'invoice-to-xero-bill.json'));
		await screen.showWholeWorkflow();

		await screen.canvasNode('MyD3 Trigger').dblclick();
		await page.getByTestId('ndv-unpin-data').click();
		await screen.node.getByTestId('trigger-execute-button').click();
		await scene.n8n.eventually('the test subscription', () =>
			scene.simulator.subscriptions[0]?.notificationUrl.includes('/webhook-test/'),
		);
		await scene.simulator.deliver('InvoiceIssued', EVENT);
		await screen.output.getByText('D3-778').first().waitFor();
		await screen.closeNode();
		await screen.canvasNode('Your Settings').dblclick();
		await screen.node.getByTestId('node-execute-button').click();
		await screen.output.getByText('D3-778').first().waitFor();
		await screen.closeNode();

		await screen.canvasNode('Check the Invoice').dblclick();
		const dragOnto = async (value: string, field: string) => {
			await screen.field(field).scrollIntoViewIfNeeded();
			await screen.drag(
				screen.node
					.getByTestId('run-data-schema-node-name')
					.getByText(value, { exact: true })
					.first(),
				screen.field(field),
				async () => {
					if (field === 'gst') await editor.picture('mapping');
				},
			);
			// While this field is being edited, the result of its expression covers the next one.
			await screen.title.click();
			await page.keyboard.press('Escape');
			await eventually(`${field} to be filled in`, () => screen.fieldText(field), {
				timeoutMs: 3000,
			});
		};
		for (const [value, field] of Object.entries(DRAGS)) {
			// Repeat a drop that missed its field, but never onto a filled one: n8n would append.
			await eventually(
				`${value} to land in ${field}`,
				async () => (await screen.fieldText(field)) || (await dragOnto(value, field)),
			);
		}
		const workflowId = workflowIdOf(page.url());
		await scene.n8n.eventually('n8n to save all fields, which it does a moment later', async () => {
			const { nodes } = await scene.n8n.api.getWorkflow(workflowId);
			const parameters = nodes.find(({ name }) => name === 'Check the Invoice')?.parameters;
			return Object.values(DRAGS).every((field) => parameters?.[field]);
		});
		await editor.screenshot('mapped');
		const before = (await scene.n8n.api.executions(workflowId)).length;
		await screen.node.getByTestId('node-execute-button').click();
		const { output, error } = await scene.n8n.eventually('the execution of the step', async () => {
			const all = await scene.n8n.api.executions(workflowId);
			return all.length > before && (await scene.n8n.api.finishedExecution(all[0]!.id));
		});
		expect(error).toBeUndefined();
		const checked = output['Check the Invoice'];
		expect(checked).toEqual([
			{
				number: 'D3-778',
				issueDate: '2026-11-02',
				dueDate: '2026-12-02',
				currency: 'AUD',
				supplier: 'Data#3 Limited',
				purchaseOrder: 'PO-1048',
				subtotal: 9496.5,
				gst: 939.6,
				total: 10436.1,
				lines: [
					{ description: 'Laptop', quantity: 4, unitPrice: 2349, amount: 9396, gst: 939.6 },
					{ description: 'Training', quantity: 2, unitPrice: 50.25, amount: 100.5, gst: 0 },
				],
			},
		]);
	}, 180_000);
});

/** The workflow id in an editor address. */
const workflowIdOf = (url: string): string => /\/workflow\/([^/?]+)/.exec(url)![1]!;
