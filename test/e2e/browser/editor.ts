import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import type { N8n } from '../n8n';
import { findProgram } from '../programs';

/** n8n's editor in a real browser, with the owner logged in. */
export interface Editor {
	page: Page;
	/**
	 * Takes a picture of the whole window into the folder, numbered in the order of the calls.
	 *
	 * @param name what it shows, as part of a file name: `credential-tested`
	 * @returns path of the PNG file
	 */
	screenshot(name: string): Promise<string>;
	/** Ends the browser, with every page. */
	close(): Promise<void>;
}

/** Small enough for a README's column, large enough for n8n to show all three panels of a node. */
const WINDOW = { width: 1280, height: 800 };

/** What a user waits for without asking whether something is broken. */
const PATIENCE_MS = 15_000;

// What n8n calls Playwright's "data-testid"; getByTestId() finds n8n's own names by it.
selectors.setTestIdAttribute('data-test-id');

/**
 * Starts Chromium without a window and logs n8n's owner in through the sign-in page. The browser reaches loopback
 * addresses only, and asks for reduced motion, so that nothing is caught half-way.
 *
 * @param n8n a running n8n whose certificate nobody but the tests vouches for
 * @param folder for screenshots; what an earlier run left in it is removed
 * @returns the editor, at its home page; the caller closes it
 * @throws Error with what to do when there is no Chromium, or when n8n does not let the owner in
 */
export async function openEditor(n8n: N8n, folder: string): Promise<Editor> {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const browser = await startChromium();
	try {
		const page = await browser.newPage({
			viewport: WINDOW,
			deviceScaleFactor: 1,
			reducedMotion: 'reduce',
			locale: 'en-AU',
			timezoneId: 'UTC',
			ignoreHTTPSErrors: true,
		});
		page.setDefaultTimeout(PATIENCE_MS);
		await logIn(page, n8n);
		let taken = 0;
		return {
			page,
			screenshot: async (name) => {
				taken += 1;
				const path = join(folder, `${String(taken).padStart(2, '0')}-${name}.png`);
				await page.screenshot({ path, animations: 'disabled' });
				return path;
			},
			close: () => browser.close(),
		};
	} catch (error) {
		await browser.close();
		throw error;
	}
}

async function startChromium(): Promise<Browser> {
	const executablePath = findProgram('chromium');
	if (!executablePath) {
		throw new Error('There is no Chromium. Run: node test/setup.mjs root chromium');
	}
	return await chromium.launch({
		executablePath,
		args: [
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
		],
		// Chromium's sandbox does not work for root, as in a container.
		chromiumSandbox: process.getuid?.() !== 0,
	});
}

async function logIn(page: Page, { url, owner }: N8n): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.getByRole('textbox', { name: 'Email' }).fill(owner.email);
	await page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
}
