import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** What Markdown says, without its marks. */
const unmark = (markdown: string) => markdown.replace(/^(#+|-|\d+\.) /gm, '').replace(/[*`]/g, '');

/** A text without what n8n may change: line breaks, and straight quotes into curly ones. */
const plain = (text: string) =>
	text.replace(/[“”]/g, '"').replace(/’/g, "'").replace(/\s+/g, ' ').trim();

describe('whoever imports an example into n8n 2.41.1', () => {
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
		'%s: sees all of it, can read it, and only has credentials to choose',
		async (file) => {
			const example = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as Example;
			const { page } = editor;
			const notes = example.nodes.filter(({ type }) => type === STICKY_NOTE);
			const steps = example.nodes.filter(({ type }) => type !== STICKY_NOTE);

			await screen.createWorkflow();
			await screen.importWorkflow(join(EXAMPLES, file));

			// n8n says which credential it has chosen by itself; nothing else is said, least of all a warning.
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

			// A node whose type or version n8n does not know has a question mark for an icon.
			expect(await page.getByTestId('canvas-node').getByText('?', { exact: true }).count()).toBe(0);
			expect(await page.getByTestId('node-not-installed').count()).toBe(0);
			for (const issue of await screen.issues()) {
				expect(issue).toMatch(/^Credentials for .+ are not set\.$/);
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
});
