import type { Locator, Page } from 'playwright-core';

/** How long npm may take to fetch and unpack a package on a slow machine. */
const INSTALLATION_MS = 60_000;

/** n8n's page Settings → Community nodes, as a user sees it. */
export class CommunityNodesPage {
	/**
	 * @param page the browser's page, with the owner logged in
	 * @param n8nUrl n8n's address, without a trailing slash
	 */
	constructor(
		private readonly page: Page,
		private readonly n8nUrl: string,
	) {}

	/** Opens or reloads the page: n8n looks for newer versions only then. */
	async open(): Promise<void> {
		await this.page.goto(`${this.n8nUrl}/settings/community-nodes`);
		await this.package().or(this.invitation()).waitFor();
	}

	/** @returns what the page shows while no package is installed */
	invitation(): Locator {
		return this.page.getByTestId('empty-state');
	}

	/** @returns the card of the only installed package; while n8n is loading, there are empty ones */
	package(): Locator {
		return this.page.getByTestId('community-package-card').filter({ hasText: 'n8n-nodes-' });
	}

	/** @returns the open dialog */
	dialog(): Locator {
		return this.page.getByRole('dialog');
	}

	/**
	 * @param name its label: `Install`
	 * @returns the button, in a dialog or not
	 */
	button(name: string): Locator {
		return this.page.getByRole('button', { name, exact: true });
	}

	/**
	 * Opens the installation dialog, fills it in and ticks the box about risks.
	 *
	 * @param packageName the name on npm
	 */
	async fillInInstallDialog(packageName: string): Promise<void> {
		await this.button('Install a community node').click();
		await this.dialog().getByRole('textbox').fill(packageName);
		await this.dialog().getByText('I understand the risks').click();
	}

	/** Chooses "Install" in the filled-in dialog, and waits until n8n reports success. */
	async install(): Promise<void> {
		await this.dialog().getByRole('button', { name: 'Install' }).click();
		await this.waitForMessage('Package installed');
	}

	/** Chooses "Update" on the package's card, and waits for the dialog that lists workflows. */
	async openUpdateDialog(): Promise<void> {
		await this.package().getByRole('button', { name: 'Update' }).click();
		await this.dialog().getByRole('table').waitFor();
	}

	/** Confirms the update, and waits until n8n reports success. */
	async confirmUpdate(): Promise<void> {
		await this.dialog().getByRole('button', { name: 'Confirm update' }).click();
		await this.waitForMessage('Package updated');
	}

	/** Chooses "Uninstall package" in the package's menu, and waits for the dialog that lists workflows. */
	async openUninstallDialog(): Promise<void> {
		await this.package().getByRole('button').last().click();
		await this.page.getByRole('menuitem', { name: 'Uninstall package' }).click();
		await this.dialog().getByRole('table').waitFor();
	}

	/** Confirms the uninstallation, and waits until n8n reports success. */
	async confirmUninstallation(): Promise<void> {
		await this.dialog().getByRole('button', { name: 'Confirm uninstall' }).click();
		await this.waitForMessage('Package uninstalled');
	}

	private async waitForMessage(message: string): Promise<void> {
		await this.page.getByText(message).waitFor({ timeout: INSTALLATION_MS });
	}
}
