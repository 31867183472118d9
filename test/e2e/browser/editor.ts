import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { N8n } from '../n8n';
import { findProgram } from '../programs';
import { MAX_PICTURE_BYTES, PICTURES, WINDOW, type PictureName } from './pictures';

/** n8n's editor in a real browser, with the owner logged in. */
export interface Editor {
	page: Page;
	/** Opens a second tab, at n8n's home page. */
	openTab(): Promise<Page>;
	/**
	 * Saves a screenshot of the whole window to the folder, numbered in order.
	 *
	 * @param name what it shows, as part of a file name: `credential-tested`
	 * @param tab the first one by default
	 */
	screenshot(name: string, tab?: Page): Promise<void>;
	/**
	 * Saves a picture for the documents to the folder's `pictures`.
	 *
	 * @param name which picture; `pictures.ts` defines its part of the window
	 * @param tab the first one by default
	 * @throws Error if the file is too large
	 */
	picture(name: PictureName, tab?: Page): Promise<void>;
	/** Closes the browser. */
	close(): Promise<void>;
}

/** How long a user waits without wondering whether something is broken. */
const TIMEOUT_MS = 20_000;

// n8n's equivalent of Playwright's "data-testid": getByTestId() finds n8n's own names by it.
selectors.setTestIdAttribute('data-test-id');

/**
 * Starts a headless Chromium and logs n8n's owner in through the sign-in page. The browser reaches only loopback
 * addresses, and requests reduced motion, so that no picture shows half an animation.
 *
 * @param n8n a running n8n whose certificate only the tests trust
 * @param folder for screenshots; emptied first
 * @returns the editor, at its home page; the caller closes it
 * @throws Error that says what to do if there is no Chromium, or if n8n does not let the owner in
 */
export async function openEditor(n8n: N8n, folder: string): Promise<Editor> {
	const pictures = join(folder, 'pictures');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(pictures, { recursive: true });
	const browser = await startChromium();
	try {
		const context = await browser.newContext({
			viewport: WINDOW,
			deviceScaleFactor: 1,
			reducedMotion: 'reduce',
			locale: 'en-AU',
			timezoneId: 'UTC',
			ignoreHTTPSErrors: true,
		});
		await hideHints(context);
		context.setDefaultTimeout(TIMEOUT_MS);
		const page = await context.newPage();
		await logIn(page, n8n);
		let taken = 0;
		return {
			page,
			openTab: async () => {
				const tab = await context.newPage();
				await tab.goto(`${n8n.url}/home/workflows`);
				return tab;
			},
			screenshot: async (name, tab = page) => {
				taken += 1;
				const file = `${String(taken).padStart(2, '0')}-${name}.png`;
				await tab.screenshot({ path: join(folder, file), animations: 'disabled' });
			},
			picture: async (name, tab = page) => {
				const path = join(pictures, `${name}.png`);
				const { length } = await tab.screenshot({
					path,
					animations: 'disabled',
					clip: PICTURES[name],
				});
				if (length > MAX_PICTURE_BYTES) throw new Error(`${name}.png has ${length} bytes.`);
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
		// Chromium's sandbox does not work for root, e.g. in a container.
		chromiumSandbox: process.getuid?.() !== 0,
	});
}

/** Marks n8n's hint "You can pin this output" as seen, in n8n's own way; it would cover the output. */
async function hideHints(context: BrowserContext): Promise<void> {
	const seen = ['NDV', 'CANVAS'].map(
		(place) => `localStorage.setItem('N8N_PIN_DATA_DISCOVERY_${place}', 'true');`,
	);
	await context.addInitScript({ content: seen.join('\n') });
}

async function logIn(page: Page, { url, owner }: N8n): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.getByRole('textbox', { name: 'Email' }).fill(owner.email);
	await page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
}
