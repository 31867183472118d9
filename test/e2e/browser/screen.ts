import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';

/**
 * What is on the screens of n8n 2.41.1: found by the words that a user reads, and by n8n's own names for its tests
 * where there are no words. Whatever is asked for is waited for, and an error says what did not appear.
 */
export class Screen {
	/** The window of one node: its parameters, what goes in and what comes out. */
	readonly node: Locator;

	/** The name of the node whose window is open. */
	readonly title: Locator;

	/** What the node whose window is open has put out. */
	readonly output: Locator;

	/** The panel to choose a node from. */
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

	/** Goes to n8n's home page, where the workflows are listed. */
	async goHome(): Promise<void> {
		await this.page.getByTestId('project-home-menu-item').click();
	}

	/** Starts an empty workflow from n8n's home page, which looks different as long as n8n is empty. */
	async createWorkflow(): Promise<void> {
		await this.goHome();
		const first = this.page.getByText('Build a workflow');
		const further = this.page.getByRole('button', { name: 'Create workflow' });
		await first.or(further).first().click();
		await this.page.getByText('Add first step…').waitFor();
	}

	/**
	 * Imports a workflow into the empty one that is open, and waits until n8n has saved it.
	 *
	 * @param path of the file
	 */
	async importWorkflow(path: string): Promise<void> {
		await this.page.getByTestId('workflow-menu').last().click();
		await this.page.getByRole('menuitem', { name: 'Import' }).hover();
		const choosing = this.page.waitForEvent('filechooser');
		await this.page.getByRole('menuitem', { name: 'From file' }).click();
		// Whoever leaves before that is asked whether to save.
		const saving = this.page.waitForResponse(
			(response) =>
				response.request().method() === 'POST' && /\/rest\/workflows$/.test(response.url()),
		);
		await (await choosing).setFiles(path);
		await saving;
	}

	/** @returns what n8n says is wrong with the nodes on the canvas, each as a sentence */
	async issues(): Promise<string[]> {
		const sentences: string[] = [];
		for (const mark of await this.page.getByTestId('node-issues').all()) {
			await mark.hover();
			const items = this.page.locator('.titled-list-item');
			await items.first().waitFor();
			sentences.push(...(await items.allInnerTexts()));
			// It stays until the mouse has moved on outside, not only left.
			await this.page.mouse.move(700, 50, { steps: 5 });
			await this.page.mouse.move(720, 20, { steps: 5 });
			await items.first().waitFor({ state: 'hidden', timeout: 3000 });
		}
		return sentences;
	}

	/** Shows all of the workflow on the canvas, as large as the window allows, and nothing selected. */
	async showWholeWorkflow(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.page.locator('.vue-flow__pane').click({ position: { x: 60, y: 60 } });
		await this.page.getByTestId('project-home-menu-item').hover();
	}

	/**
	 * Opens the panel of nodes and searches it.
	 *
	 * @param button what opens the panel
	 * @param text what to search for
	 */
	async searchNodes(button: Locator, text: string): Promise<void> {
		await button.click();
		await this.nodePanel.getByPlaceholder('Search nodes').fill(text);
	}

	/**
	 * @param name a node's or an action's
	 * @returns its entry in the panel of nodes
	 */
	nodeEntry(name: string): Locator {
		return this.nodePanel
			.getByTestId('item-iterator-item')
			.filter({ has: this.page.getByText(name, { exact: true }) });
	}

	/**
	 * @param name of a node on the canvas
	 * @returns the node
	 */
	canvasNode(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/**
	 * @param name a parameter's or credential field's name, which users do not see
	 * @returns the field
	 */
	field(name: string): Locator {
		return this.page.getByTestId(`parameter-input-${name}`);
	}

	/** Enters an API Key into the credential that is open, and saves it. */
	async saveApiKey(apiKey: string): Promise<void> {
		await this.field('apiKey').locator('input').fill(apiKey);
		await this.credential.getByRole('button', { name: 'Save' }).click();
	}

	/** Turns the credential's switch Override API Details. */
	async turnOverrides(): Promise<void> {
		await this.field('overrideApiDetails').locator('.el-switch').click();
	}

	/**
	 * Enters a text of several lines into the credential that is open.
	 *
	 * @param name the field's name, which users do not see
	 * @param text what to enter instead of what is there
	 */
	async enterRequest(name: string, text: string): Promise<void> {
		await this.field(name).locator('textarea').fill(text);
	}

	/**
	 * Enters a text like {@link enterRequest}, saves the credential, and waits until n8n has tested it. n8n takes a text
	 * over at once, but a second one in the same field within 100 ms only after that time: do not enter two in a row.
	 */
	async saveRequest(name: string, text: string): Promise<void> {
		await this.enterRequest(name, text);
		const tested = this.page.waitForResponse(/\/rest\/credentials\/test$/);
		await this.credential.getByRole('button', { name: 'Save' }).click();
		await tested;
	}

	/**
	 * Scrolls until something is at the upper end of what can be seen, as with the wheel of a mouse.
	 *
	 * @param what somewhere in a window that can be scrolled
	 */
	async scrollTo(what: Locator): Promise<void> {
		await what.evaluate((element) =>
			(element as unknown as { scrollIntoView(): void }).scrollIntoView(),
		);
	}

	/** Closes the window of the node that is open. */
	async closeNode(): Promise<void> {
		await this.node.getByTestId('ndv-close-button').click();
		await this.node.waitFor({ state: 'hidden' });
	}

	/**
	 * Waits for a message in the corner, and closes it.
	 *
	 * @param text what it says
	 */
	async message(text: string): Promise<void> {
		const message = this.page.getByRole('alert').filter({ hasText: text }).first();
		await message.waitFor();
		// While it slides in a click has no effect, and it stays for as long as the mouse is on it.
		await eventually(`"${text}" to be closed`, async () => {
			if (await message.isHidden()) return true;
			await message.locator('.el-notification__closeBtn').click({ timeout: 1000 });
			return await message.isHidden();
		});
	}

	/**
	 * Drags something with the mouse, as a hand would.
	 *
	 * @param what to take hold of
	 * @param where to let it go
	 * @param underway called while it hangs over there
	 */
	async drag(what: Locator, where: Locator, underway: () => Promise<void>): Promise<void> {
		const { mouse } = this.page;
		await what.hover();
		const from = (await what.boundingBox())!;
		await mouse.down();
		// n8n takes it for a drag once the mouse has moved a little.
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
 * Waits for an image to be loaded, and looks whether it is one.
 *
 * @param within something with an image; the first one counts
 * @returns the width of the image itself in pixels; 0 for a broken one
 */
export async function imageWidth(within: Locator): Promise<number> {
	const image = within.locator('img').first();
	return await image.evaluate(async (element) => {
		const loading = element as unknown as { decode(): Promise<void>; naturalWidth: number };
		await loading.decode().catch(() => undefined);
		return loading.naturalWidth;
	});
}
