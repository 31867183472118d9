import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';

/**
 * The screens of n8n 2.41.1. Finds things by the words that a user reads or, where there are none, by n8n's own test
 * ids. Waits for everything; an error says what did not appear.
 */
export class Screen {
	/** The window of one node: parameters, input and output. */
	readonly node: Locator;

	/** The name of the node whose window is open. */
	readonly title: Locator;

	/** The output of the node whose window is open. */
	readonly output: Locator;

	/** The panel from which to choose a node. */
	readonly nodePanel: Locator;

	/** The window of one credential. */
	readonly credential: Locator;

	/** The button at the upper right, "Publish" or "Published". */
	readonly publication: Locator;

	/** @param page the browser's page, with n8n's editor in it */
	constructor(private readonly page: Page) {
		this.node = page.getByTestId('ndv');
		this.title = this.node.getByTestId('inline-edit-preview');
		this.output = this.node.getByTestId('output-panel');
		this.nodePanel = page.getByTestId('node-creator');
		this.credential = page.getByTestId('editCredential-modal');
		this.publication = page.getByTestId('workflow-open-publish-modal-button');
	}

	/** Goes to n8n's home page, the list of workflows. */
	async goHome(): Promise<void> {
		await this.page.getByTestId('project-home-menu-item').click();
	}

	/** Starts an empty workflow from n8n's home page, which looks different while n8n is empty. */
	async createWorkflow(): Promise<void> {
		await this.goHome();
		const first = this.page.getByText('Build a workflow');
		const further = this.page.getByRole('button', { name: 'Create workflow' });
		await first.or(further).first().click();
		await this.page.getByText('Add first step…').waitFor();
	}

	/**
	 * Imports a workflow into the open, empty one, and waits until n8n has saved it.
	 *
	 * @param path of the file
	 */
	async importWorkflow(path: string): Promise<void> {
		await this.page.getByTestId('workflow-menu').last().click();
		await this.page.getByRole('menuitem', { name: 'Import' }).hover();
		const choosing = this.page.waitForEvent('filechooser');
		await this.page.getByRole('menuitem', { name: 'From file' }).click();
		// If you leave earlier, n8n asks whether to save.
		const saving = this.page.waitForResponse(
			(response) =>
				response.request().method() === 'POST' && /\/rest\/workflows$/.test(response.url()),
		);
		await (await choosing).setFiles(path);
		await saving;
	}

	/** @returns what n8n reports as wrong with the nodes on the canvas, a sentence each */
	async issues(): Promise<string[]> {
		const sentences: string[] = [];
		for (const mark of await this.page.getByTestId('node-issues').all()) {
			await mark.hover();
			const items = this.page.locator('.titled-list-item');
			await items.first().waitFor();
			sentences.push(...(await items.allInnerTexts()));
			// It disappears only once the mouse moves outside.
			await this.page.mouse.move(700, 50, { steps: 5 });
			await this.page.mouse.move(720, 20, { steps: 5 });
			await items.first().waitFor({ state: 'hidden', timeout: 3000 });
		}
		return sentences;
	}

	/** Fits the whole workflow into the window, with nothing selected. */
	async showWholeWorkflow(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.page.locator('.vue-flow__pane').click({ position: { x: 60, y: 60 } });
		await this.page.getByTestId('project-home-menu-item').hover();
	}

	/**
	 * Opens the panel of nodes and searches it.
	 *
	 * @param button opens the panel
	 */
	async searchNodes(button: Locator, text: string): Promise<void> {
		await button.click();
		await this.nodePanel.getByPlaceholder('Search nodes').fill(text);
	}

	/**
	 * @param name of a node or an action
	 * @returns its entry in the panel of nodes
	 */
	nodeEntry(name: string): Locator {
		return this.nodePanel
			.getByTestId('item-iterator-item')
			.filter({ has: this.page.getByText(name, { exact: true }) });
	}

	/** @returns the node of this name on the canvas */
	canvasNode(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** @param name internal name of a parameter or credential field */
	field(name: string): Locator {
		return this.page.getByTestId(`parameter-input-${name}`);
	}

	/**
	 * @param name internal name of a parameter of one line
	 * @returns what its field shows: a fixed text, or an expression without the equals sign before it
	 */
	async fieldText(name: string): Promise<string> {
		const [expression] = await this.field(name).locator('.cm-content').allInnerTexts();
		return expression ?? (await this.field(name).locator('input').inputValue());
	}

	/** Enters an API Key into the open credential, and saves it. */
	async saveApiKey(apiKey: string): Promise<void> {
		await this.field('apiKey').locator('input').fill(apiKey);
		await this.credential.getByRole('button', { name: 'Save' }).click();
	}

	/** Flips the credential's switch Override API Details. */
	async turnOverrides(): Promise<void> {
		await this.field('overrideApiDetails').locator('.el-switch').click();
	}

	/**
	 * Enters multi-line text into the open credential, replacing the present one.
	 *
	 * @param name the field's internal name
	 */
	async enterRequest(name: string, text: string): Promise<void> {
		await this.field(name).locator('textarea').fill(text);
	}

	/**
	 * Enters text like {@link enterRequest}, saves the credential, and waits until n8n has tested it. n8n applies a
	 * text at once, but a second one for the same field within 100 ms only after that time: do not enter two in a row.
	 */
	async saveRequest(name: string, text: string): Promise<void> {
		await this.enterRequest(name, text);
		const tested = this.page.waitForResponse(/\/rest\/credentials\/test$/);
		await this.credential.getByRole('button', { name: 'Save' }).click();
		await tested;
	}

	/**
	 * Scrolls an element to the top of the visible area, as with a mouse wheel.
	 *
	 * @param what an element of a scrollable window
	 */
	async scrollTo(what: Locator): Promise<void> {
		await what.evaluate((element) =>
			(element as unknown as { scrollIntoView(): void }).scrollIntoView(),
		);
	}

	/** Closes the open node's window. */
	async closeNode(): Promise<void> {
		await this.node.getByTestId('ndv-close-button').click();
		await this.node.waitFor({ state: 'hidden' });
	}

	/** Waits for a message in the corner, and closes it. */
	async message(text: string): Promise<void> {
		const message = this.page.getByRole('alert').filter({ hasText: text }).first();
		await message.waitFor();
		// A click has no effect while the message slides in, and the message stays while the mouse is on it.
		await eventually(`"${text}" to be closed`, async () => {
			if (await message.isHidden()) return true;
			await message.locator('.el-notification__closeBtn').click({ timeout: 1000 });
			return await message.isHidden();
		});
	}

	/**
	 * Drags an element, with the mouse movements of a person.
	 *
	 * @param what element to drag
	 * @param where to drop it
	 * @param underway called while it hovers there
	 */
	async drag(what: Locator, where: Locator, underway: () => Promise<void>): Promise<void> {
		const { mouse } = this.page;
		await what.hover();
		const from = (await what.boundingBox())!;
		await mouse.down();
		// n8n recognises a drag once the mouse has moved a little.
		await mouse.move(from.x + from.width, from.y + from.height, { steps: 5 });
		// Fields move while n8n shows the result of the expression above, and when a drag begins.
		for (let last = ''; ; ) {
			const to = (await where.boundingBox())!;
			await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
			if (last === JSON.stringify(to)) break;
			last = JSON.stringify(to);
		}
		await underway();
		await mouse.up();
	}
}

/**
 * Waits for an image to load.
 *
 * @param within an element; its first image counts
 * @returns the image's own width in pixels; 0 if it is broken
 */
export async function imageWidth(within: Locator): Promise<number> {
	const image = within.locator('img').first();
	return await image.evaluate(async (element) => {
		const loading = element as unknown as { decode(): Promise<void>; naturalWidth: number };
		await loading.decode().catch(() => undefined);
		return loading.naturalWidth;
	});
}
