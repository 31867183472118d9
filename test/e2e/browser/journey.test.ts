import { join } from 'node:path';
import { refusals } from '../refusals';
import { startScene, type Scene } from '../scene';
import { chain } from '../workflow';
import { openEditor, type Editor } from './editor';
import { TALL_WINDOW, WINDOW } from './pictures';
import { imageWidth, Screen } from './screen';
import { makeStep } from './step';

const SCREENSHOTS = join(__dirname, 'screenshots', 'journey');

const leftOver = (id: string, host: string) => ({
	id,
	eventType: 'InvoiceIssued',
	notificationUrl: `https://${host}/webhook/1/webhook?apiKey=key-of-${host}`,
});

describe('a user who opens n8n 2.41.1 for the first time', () => {
	let scene: Scene;
	let editor: Editor;
	let screen: Screen;

	beforeAll(async () => {
		scene = await startScene('2.41.1');
		// Start without a credential.
		await scene.n8n.api.deleteCredential(scene.credentials!.myD3Api!.id);
		editor = await openEditor(scene.n8n, SCREENSHOTS);
		screen = new Screen(editor.page);
	}, 240_000);

	afterAll(async () => {
		await editor?.close();
		await scene?.stop();
	}, 30_000);

	const step = makeStep(() => editor.screenshot('failed'));
	const text = (words: string | RegExp) => editor.page.getByText(words);
	const button = (name: string) => editor.page.getByRole('button', { name, exact: true });

	step('finds MyD3 in the panel of nodes: both nodes, with their icon', async () => {
		await screen.createWorkflow();
		await screen.searchNodes(editor.page.getByTestId('canvas-plus-button'), 'MyD3');
		// n8n shows a trigger and a node of the same name as one entry.
		const entry = screen.nodeEntry('MyD3');
		await entry.waitFor();
		expect(await imageWidth(entry)).toBeGreaterThan(0);
		await editor.screenshot('search');
		await entry.click();
		await screen.nodeEntry('On invoice issued').waitFor();
		await editor.picture('node-panel');
		await text('Actions (7)').click();
		for (const name of ['On invoice issued', 'On other event', 'Send test event']) {
			await screen.nodeEntry(name).waitFor();
			expect(await imageWidth(screen.nodeEntry(name))).toBeGreaterThan(0);
		}
		await editor.screenshot('node-panel');
	});

	step('adds the trigger, which asks for a credential', async () => {
		await screen.nodeEntry('On invoice issued').click();
		await button('Connect to MyD3').waitFor();
		expect(await screen.title.innerText()).toBe('MyD3 Trigger');
		expect(await screen.field('events').innerText()).toContain('Invoice Issued');
		await editor.screenshot('trigger');
	});

	step('sees that a wrong API Key is wrong, and what to do', async () => {
		await button('Connect to MyD3').click();
		await editor.screenshot('new-credential');
		expect(await screen.field('baseUrl').locator('input').inputValue()).toBe(
			'https://api.myd3.data3.com',
		);
		await screen.field('baseUrl').locator('input').fill(scene.simulator.baseUrl);
		await screen.saveApiKey('a-wrong-key');
		await screen.message('Credential successfully created');
		await text('Couldn’t connect with these settings').waitFor();
		await text('More details').click();
		await text(
			'MyD3 rejected the API Key (401). MyD3 says: The API Key is not valid. Copy the key again from MyD3 and check that it has not expired.',
		).waitFor();
		await editor.screenshot('wrong-key');
	});

	step('enters the right API Key, and sees the connection tested', async () => {
		await screen.saveApiKey(scene.simulator.apiKey);
		await screen.message('Credential saved');
		// n8n closes the window after a successful test; it shows the result when opened again.
		await screen.credential.waitFor({ state: 'hidden' });
		await screen.node.getByTestId('credential-edit-button').click();
		await text('Connection tested successfully').waitFor();
		await editor.screenshot('right-key');
		await editor.picture('credential');
	});

	step('sees the same after replacing the right API Key with a wrong one', async () => {
		await screen.saveApiKey('another-wrong-key');
		await text('Couldn’t connect with these settings').waitFor();
		await screen.message('Credential saved');
		await screen.saveApiKey(scene.simulator.apiKey);
		await text('Connection tested successfully').waitFor();
		await screen.message('Credential saved');
	});

	step('corrects requests, and sees what is wrong with each that cannot be sent', async () => {
		await screen.turnOverrides();
		await editor.page.setViewportSize(TALL_WINDOW);
		await screen.scrollTo(screen.credential.getByText('Token Request', { exact: true }));
		await editor.page.mouse.move(0, 0);
		await editor.picture('requests');
		await editor.page.setViewportSize(WINDOW);

		const { apiKey, baseUrl } = scene.simulator;
		let last = { field: '', original: '' };
		for (const { what, field, text: request, message } of refusals(apiKey, new URL(baseUrl).host)) {
			if (field !== last.field) {
				if (last.field !== '') await screen.enterRequest(last.field, last.original);
				last = { field, original: await screen.field(field).locator('textarea').inputValue() };
			}
			await screen.saveRequest(field, request);
			await text('Couldn’t connect with these settings').waitFor();
			// The section stays open from one message to the next.
			if (await text('More details').isVisible()) await text('More details').click();
			await screen.credential.getByText(message, { exact: true }).waitFor();
			await editor.screenshot(`refused-${what.replace(/\W+/g, '-')}`);
		}
		expect(last.field).toBe('listRequest');

		await screen.saveRequest(
			'listRequest',
			`curl --location '${baseUrl}/subscription/v1/subscription' \\
--header 'Authorization: Bearer {accessToken}'`,
		);
		await text('Connection tested successfully').waitFor();
		await screen.turnOverrides();
		await screen.credential.getByRole('button', { name: 'Save' }).click();
		await screen.message('Credential saved');
		await screen.credential.getByRole('button', { name: 'Close' }).click();
		await screen.credential.waitFor({ state: 'hidden' });
	});

	step('chooses the event', async () => {
		await screen.field('events').click();
		await text('Data#3 has issued an invoice to you').waitFor();
		await editor.screenshot('events');
		await text('Any event type that MyD3 documents').click();
		await editor.page.keyboard.press('Escape');
		await text('Other Event Types').waitFor();
		await editor.screenshot('other-event');
		await screen.field('events').click();
		await text('Any event type that MyD3 documents').click();
		await text('Other Event Types').waitFor({ state: 'hidden' });
		await editor.page.keyboard.press('Escape');
		expect(await screen.field('events').innerText()).toBe('Invoice Issued');
	});

	step(
		'listens, sends a test event from a second tab, and sees it, before any invoice has been issued',
		async () => {
			await screen.node.getByTestId('trigger-execute-button').click();
			await text('Listening for test event').waitFor();
			await editor.screenshot('listening');
			const { notificationUrl } = await scene.n8n.eventually(
				'the test subscription',
				() => scene.simulator.subscriptions[0],
			);

			const tab = await editor.openTab();
			const second = new Screen(tab);
			await second.createWorkflow();
			await second.searchNodes(tab.getByTestId('canvas-plus-button'), 'MyD3');
			await second.nodeEntry('MyD3').click();
			await tab.getByText('Actions (7)').click();
			await second.nodeEntry('Send test event').click();
			await second.field('subscriptionId').getByPlaceholder('Choose...').click();
			await tab
				.getByTestId('rlc-item')
				.filter({ hasText: /^\s*InvoiceIssued \(\w{8}, test event\) → localhost:\d+\s*$/ })
				.click();
			await second.node.getByTestId('node-execute-button').click();
			await second.message('Node executed successfully');
			await second.output.getByText('Schema').click();
			await second.output.getByText(/^The event went through n8n's public address/).waitFor();
			await tab.mouse.move(0, 0);
			await editor.screenshot('test-event-sent', tab);
			await editor.picture('test-event', tab);
			const key = new URL(notificationUrl).searchParams.get('apiKey')!;
			expect(await second.output.innerText()).not.toContain(key);
			await tab.close();

			await screen.message('Node executed successfully');
			await screen.output.getByText('Schema').click();
			await screen.output.getByText(/^TEST-\d+$/).waitFor();
			await editor.screenshot('test-event');
			await editor.picture('trigger');
			expect(scene.simulator.deliveries).toEqual([]);
			await screen.closeNode();
		},
	);

	step('adds Edit Fields by dragging a field from the event', async () => {
		await screen.searchNodes(
			screen.canvasNode('MyD3 Trigger').getByTestId('canvas-handle-plus'),
			'Edit Fields',
		);
		await screen.nodeEntry('Edit Fields (Set)').click();
		await screen.drag(
			screen.node.getByTestId('run-data-schema-node-name').getByText('number', { exact: true }),
			screen.node.getByTestId('drop-area'),
			() => editor.screenshot('dragging'),
		);
		expect(await screen.field('name').locator('input').inputValue()).toBe('invoice.number');
		await screen.node.getByTestId('node-execute-button').click();
		await screen.message('Node executed successfully');
		await screen.output.getByText(/^TEST-\d+$/).waitFor();
		await editor.screenshot('edit-fields');
		await screen.closeNode();
		await editor.screenshot('workflow');
		expect(await screen.canvasNode('MyD3 Trigger').innerText()).toContain('Invoice Issued');
	});

	step('publishes the workflow, and MyD3 has one subscription', async () => {
		await screen.publication.click();
		await text('Publish workflow').waitFor();
		await editor.screenshot('publish');
		await editor.page.getByTestId('workflow-publish-button').click();
		await text('Workflow published').waitFor();
		await text("n8n has subscribed to MyD3's events.").waitFor();
		await editor.screenshot('workflow-published');
		await button('Got it').click();
		expect(await screen.publication.innerText()).toBe('Published');
		await scene.n8n.eventually('the subscription', () =>
			scene.simulator.subscriptions[0]?.notificationUrl.startsWith(scene.n8n.webhookUrl),
		);
		expect(scene.simulator.subscriptions).toHaveLength(1);
		await editor.screenshot('published');
		await editor.picture('workflow');
	});

	step('finds the first invoice in the list of executions', async () => {
		await scene.simulator.issueInvoice({ number: 'INV-000001' });
		await editor.page.getByTestId('radio-button-executions').click();
		// The test event, "Execute step" in Edit Fields, and this one; newest first.
		const succeeded = editor.page.locator('[data-test-execution-status="success"]');
		await succeeded.nth(2).waitFor();
		await succeeded.first().click();
		await screen.canvasNode('Edit Fields').waitFor();
		await editor.screenshot('executions');
		await screen.canvasNode('MyD3 Trigger').dblclick();
		await screen.output.getByText('INV-000001').waitFor();
		await editor.screenshot('execution');
		await screen.closeNode();
		await editor.page.getByTestId('radio-button-workflow').click();
	});

	step('unpublishes the workflow, and MyD3 has no subscription left', async () => {
		await editor.page.getByTestId('version-menu-button').click();
		await editor.page.getByRole('menuitem', { name: 'Unpublish' }).click();
		await text('This will prevent all production executions').waitFor();
		await editor.screenshot('unpublish');
		await button('Unpublish').click();
		await screen.message('Workflow unpublished successfully');
		expect(await screen.publication.innerText()).toBe('Publish');
		await scene.n8n.eventually('no subscription', () => scene.simulator.subscriptions.length === 0);
		await editor.screenshot('unpublished');
	});

	step('picks a left-over subscription from a list, and deletes it', async () => {
		scene.simulator.subscriptions.push(
			leftOver('9ccbe7c2-00e7-44dd-8af7-885c44b4404f', 'old-n8n.example.com'),
			leftOver('30cfbc6b-4e5f-4b62-9fd6-3d2b3c2d5b0f', 'n8n.example.com'),
		);
		await screen.createWorkflow();
		await screen.searchNodes(editor.page.getByTestId('canvas-plus-button'), 'MyD3');
		await screen.nodeEntry('MyD3').click();
		await text('Actions (7)').click();
		await screen.nodeEntry('Delete subscription').click();
		await screen.field('subscriptionId').getByPlaceholder('Choose...').click();
		const old = editor.page
			.getByTestId('rlc-item')
			.filter({ hasText: 'InvoiceIssued (9ccbe7c2) → old-n8n.example.com' });
		await old.waitFor();
		await editor.screenshot('subscriptions');
		await old.click();
		await screen.node.getByTestId('node-execute-button').click();
		await screen.message('Node executed successfully');
		await screen.output.getByText('9ccbe7c2-00e7-44dd-8af7-885c44b4404f').waitFor();
		await editor.screenshot('deleted');
		expect(scene.simulator.subscriptions.map(({ id }) => id)).toEqual([
			'30cfbc6b-4e5f-4b62-9fd6-3d2b3c2d5b0f',
		]);
		await screen.closeNode();
		await editor.screenshot('node');
		expect(await screen.canvasNode('Delete subscription').innerText()).toContain(
			'delete: subscription',
		);
	});

	step('uses the credential in n8n’s own HTTP Request node', async () => {
		const [{ id, name }] = (await scene.n8n.api.credentials()) as [{ id: string; name: string }];
		await scene.n8n.api.createWorkflow(
			chain('The rest of MyD3', [
				{
					name: 'HTTP Request',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					parameters: {
						url: 'https://api.myd3.data3.com/…',
						authentication: 'predefinedCredentialType',
						nodeCredentialType: 'myD3Api',
					},
					credentials: { myD3Api: { id, name } },
				},
			]),
		);
		await screen.goHome();
		await editor.page.getByRole('heading', { name: 'The rest of MyD3' }).click();
		await screen.canvasNode('HTTP Request').dblclick();
		const type = screen.node.getByTestId('credential-select').locator('input');
		await scene.n8n.eventually(
			'the credential type',
			async () => (await type.inputValue()) === 'MyD3 API',
		);
		await editor.screenshot('http-request');
	});
});
