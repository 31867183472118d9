import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startCommunityScene, type CommunityScene } from '../registry/communityScene';
import { invoiceNumber, triggerNode } from '../scene';
import { chain, manualTrigger, type WorkflowNode } from '../workflow';
import { CommunityNodesPage } from './communityNodesPage';
import { openEditor, type Editor } from './editor';

const PACKAGE = 'n8n-nodes-myd3';
const SCREENSHOTS = join(__dirname, 'screenshots', 'community-nodes');

// One user's story: each test continues where the last one ended.
describe("n8n's Community nodes page", () => {
	let scene: CommunityScene;
	let editor: Editor;
	let page: CommunityNodesPage;
	let credentials: WorkflowNode['credentials'];
	let invoices: string;
	let list: string;
	let version: string;

	beforeAll(async () => {
		const manifest = await readFile(join(__dirname, '../../../package.json'), 'utf8');
		version = (JSON.parse(manifest) as { version: string }).version;
		scene = await startCommunityScene();
		await scene.registry.publish(scene.tarball);
		editor = await openEditor(scene.n8n, SCREENSHOTS);
		page = new CommunityNodesPage(editor.page, scene.n8n.url);
	}, 240_000);

	afterAll(async () => {
		await editor?.close();
		await scene?.stop();
	}, 30_000);

	/** The text of the package's card. */
	const card = async () => (await page.package().innerText()).replace(/\s+/g, ' ');

	/** Has MyD3 issue an invoice. @returns how n8n answered the delivery */
	const issue = async (number: string) => {
		const { attempts } = await scene.simulator.issueInvoice({ number });
		expect(attempts).toHaveLength(1);
		return attempts[0]!;
	};

	/** Waits until the workflow's newest execution has succeeded with this invoice. */
	const received = async (number: string) =>
		await scene.n8n.eventually(`an execution with ${number}`, async () => {
			const [newest] = await scene.n8n.api.executions(invoices);
			if (newest?.status !== 'success') return false;
			const { output } = await scene.n8n.api.execution(newest.id);
			return output['Edit Fields']?.[0]?.number === number;
		});

	/** Runs the workflow with the node. @returns the event types that it lists */
	const listed = async () => {
		const { status, error, output } = await scene.n8n.api.runManually(list, 'Manual Trigger');
		expect([status, error]).toEqual(['success', undefined]);
		return output.MyD3!.map(({ eventType }) => eventType);
	};

	test('invites the user to install a package, with n8n’s default settings', async () => {
		await page.open();

		await editor.screenshot('nothing-installed');
		expect(await page.invitation().innerText()).toMatch(
			/^Supercharge your workflows with community nodes\s+Install node packages contributed by our community\.\s+Install a community node$/,
		);
	});

	test('installs the package by its name', async () => {
		await page.button('Install a community node').click();
		expect(await page.button('Install').isDisabled()).toBe(true);
		await page.button('Close this dialog').click();

		await page.fillInInstallDialog(PACKAGE);
		await editor.screenshot('installation-filled-in');
		await editor.picture('community-nodes');
		await page.install();

		await editor.screenshot('installed');
		expect(await card()).toBe(`${PACKAGE} 2 nodes: MyD3,MyD3 Trigger v${version}`);
		expect(await page.button('Update').isVisible()).toBe(false);
	}, 120_000);

	test('makes both nodes available without a restart', async () => {
		const { api } = scene.n8n;
		const { apiKey, baseUrl } = scene.simulator;
		const id = await api.createCredential('myD3Api', 'MyD3', { apiKey, baseUrl });
		expect(await api.testCredential(id)).toMatchObject({ status: 'OK' });
		credentials = { myD3Api: { id, name: 'MyD3' } };
		invoices = await api.createWorkflow(
			chain('Invoices', [triggerNode(credentials, randomUUID()), invoiceNumber]),
		);
		await api.activate(invoices);
		const getMany: WorkflowNode = {
			name: 'MyD3',
			type: 'n8n-nodes-myd3.myD3',
			typeVersion: 1,
			parameters: { resource: 'subscription', operation: 'getAll', returnAll: true },
			credentials,
		};
		list = await api.createWorkflow(chain('Subscriptions', [manualTrigger, getMany]));

		expect((await issue('INV-1')).status).toBe(200);

		await received('INV-1');
		expect(await listed()).toEqual(['InvoiceIssued']);
	});

	test('offers a newer version, which takes over the active workflow at once', async () => {
		await scene.registry.publishAs(scene.tarball, '99.0.0', async (folder) => {
			const trigger = join(folder, 'dist/nodes/MyD3/MyD3Trigger.node.js');
			const code = await readFile(trigger, 'utf8');
			await writeFile(trigger, code.replace("status: 'accepted'", "status: 'accepted by 99'"));
		});
		const [before] = scene.simulator.subscriptions;

		await page.open();
		expect(await card()).toBe(`${PACKAGE} 2 nodes: MyD3,MyD3 Trigger v${version} Update`);
		expect(await page.button('Install').isVisible()).toBe(true);
		await page.openUpdateDialog();
		await editor.screenshot('update-offered');
		expect(await page.dialog().innerText()).toMatch(/Invoices\s+Personal\s+Active/);
		await page.confirmUpdate();

		await editor.screenshot('updated');
		expect(await card()).toBe(`${PACKAGE} 2 nodes: MyD3,MyD3 Trigger v99.0.0`);
		expect(await issue('INV-2')).toMatchObject({
			status: 200,
			response: { status: 'accepted by 99' },
		});
		await received('INV-2');
		expect(await listed()).toEqual(['InvoiceIssued']);
		expect(scene.simulator.subscriptions).toEqual([before]);
	}, 120_000);

	test('names the active workflows before uninstalling, but leaves their subscriptions', async () => {
		await page.openUninstallDialog();
		await editor.screenshot('uninstallation');
		expect(await page.dialog().innerText()).toMatch(
			/The following workflows will be effected:[^]+Invoices\s+Personal\s+Active/,
		);
		await page.confirmUninstallation();

		await editor.screenshot('uninstalled');
		await page.invitation().waitFor();
		expect(scene.simulator.subscriptions).toHaveLength(1);
		expect(await issue('INV-3')).toMatchObject({
			status: 400,
			response: { message: 'Unrecognized node type: n8n-nodes-myd3.myD3Trigger' },
		});
	});

	test('installs the package again, after which the still active workflow receives events again', async () => {
		await page.fillInInstallDialog(PACKAGE);
		await page.install();

		expect(await card()).toBe(`${PACKAGE} 2 nodes: MyD3,MyD3 Trigger v99.0.0`);
		expect((await issue('INV-4')).status).toBe(200);
		await received('INV-4');
	}, 120_000);

	test('reinstalls the package after its folder was lost, if n8n is set to reinstall missing ones', async () => {
		// As in a container without a volume, with the database elsewhere.
		await rm(join(scene.n8n.folder, '.n8n', 'nodes'), { recursive: true });
		await scene.n8n.restart({ N8N_REINSTALL_MISSING_PACKAGES: 'true' });

		expect((await issue('INV-5')).status).toBe(200);
		await received('INV-5');
	}, 240_000);

	test('keeps the package running but neither updates nor installs it if only verified packages are allowed', async () => {
		await scene.registry.publishAs(scene.tarball, '99.1.0');
		await scene.n8n.restart({ N8N_UNVERIFIED_PACKAGES_ENABLED: 'false' });

		await page.open();
		await editor.screenshot('only-verified');
		expect(await card()).toBe(`${PACKAGE} 2 nodes: MyD3,MyD3 Trigger v99.0.0`);
		expect(await page.button('Install').isVisible()).toBe(false);
		expect((await issue('INV-6')).status).toBe(200);
		await received('INV-6');
		await scene.n8n.api.deactivate(invoices);
		expect(scene.simulator.subscriptions).toEqual([]);

		await page.openUninstallDialog();
		await page.confirmUninstallation();
		await editor.screenshot('only-verified-nothing-installed');
		expect(await page.invitation().innerText()).toMatch(
			/^Supercharge your workflows with verified community nodes\s+You can install community and partner built node packages that have been verified by n8n directly from the nodes panel\. Installed packages will show up here\.$/,
		);
	}, 240_000);

	test("contacts only the registry and n8n's list of banned packages", () => {
		expect([...new Set(scene.refused)]).toEqual(['api.n8n.io:443']);
	});
});
