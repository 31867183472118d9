/**
 * n8n's checklist for verification, as far as a program can check it: package and documents. What users see is in
 * test/checklistOfScreens.test.ts, what n8n's linter finds in test/scanner.test.ts, what may import what in
 * test/structure.test.ts, the workflows in test/publishing.test.ts; the rest is listed in CONTRIBUTING.md.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { MyD3 } from '../nodes/MyD3/MyD3.node';
import { MyD3Trigger } from '../nodes/MyD3/MyD3Trigger.node';
import { importGraph } from './checks/importGraph';

const ROOT = join(__dirname, '..');
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const jsonOf = <Type>(path: string): Type => JSON.parse(textOf(path)) as Type;

interface Manifest {
	name: string;
	version: string;
	description: string;
	keywords: string[];
	license: string;
	homepage: string;
	author: { name: string; email: string };
	repository: { url: string; directory?: string };
	bugs: { url: string };
	main: string;
	files: string[];
	scripts: Record<string, string>;
	n8n: { n8nNodesApiVersion: unknown; strict: unknown; credentials: string[]; nodes: string[] };
	peerDependencies: unknown;
}
const manifest = jsonOf<Manifest>('package.json');
const shipped = Object.keys(importGraph(ROOT));
const isBuiltFrom = (built: string[], ending: string): void =>
	expect(built).toEqual(
		shipped
			.filter((file) => file.endsWith(ending))
			.map((file) => `dist/${file.replace(/ts$/, 'js')}`),
	);

const described = [new MyD3().description, new MyD3Trigger().description];
const FORBIDDEN_SCRIPTS = ['prepare', 'preinstall', 'install', 'postinstall', 'prepublish'];

const items: Array<{ name: string; check: () => void }> = [
	{
		name: 'I-1 name: n8n-nodes-*',
		check: () => expect(manifest.name).toMatch(/^n8n-nodes-[a-z0-9-]+$/),
	},
	{
		name: 'I-1 keyword',
		check: () => expect(manifest.keywords).toContain('n8n-community-node-package'),
	},
	{
		name: 'I-1 licence MIT, in package.json and as a file',
		check: () => {
			expect(manifest.license).toBe('MIT');
			expect(textOf('LICENSE.md')).toMatch(/^(# )?MIT License/);
		},
	},
	{
		name: 'I-1 no dependencies, overrides, optional or bundled dependencies',
		check: () =>
			expect(Object.keys(manifest)).not.toEqual(
				expect.arrayContaining([
					expect.stringMatching(
						/^(dependencies|optionalDependencies|overrides|bundle(d)?Dependencies|resolutions|workspaces)$/,
					),
				]),
			),
	},
	{
		name: 'I-1 peerDependencies are n8n-workflow in any version',
		check: () => expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' }),
	},
	{
		name: 'I-1 no script runs at installation; publishing goes through n8n-node',
		check: () => {
			const forbidden = FORBIDDEN_SCRIPTS.filter((script) => script in manifest.scripts);
			expect(forbidden).toEqual([]);
			expect(manifest.scripts.prepublishOnly).toBe('n8n-node prerelease');
		},
	},
	{
		name: 'I-1 files: dist, and beside it the entry that "main" names and the changelog',
		check: () => {
			expect(manifest.files).toEqual(['dist', 'index.js']);
			expect(manifest.main).toBe('index.js');
		},
	},
	{ name: 'I-1 version', check: () => expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/) },
	{
		name: 'I-1 homepage, author, repository and bugs, without placeholders',
		check: () => {
			const repository = /^git\+(https:\/\/github\.com\/[\w.-]+\/[\w.-]+)\.git$/.exec(
				manifest.repository.url,
			)?.[1];
			expect(manifest.homepage).toBe(`${repository}#readme`);
			expect(manifest.bugs.url).toBe(`${repository}/issues`);
			expect(manifest.author.name).not.toBe('');
			expect(manifest.author.email).toMatch(/^[^@\s]+@[^@\s]+\.[^@\s]+$/);
			expect(JSON.stringify(manifest)).not.toMatch(/<[\w. ]*>|\.\.\.|your[- _]|placeholder|TODO/i);
		},
	},
	{
		name: 'I-1 not a part of a larger repository',
		check: () => expect(manifest.repository.directory).toBeUndefined(),
	},
	{
		name: 'I-1 n8nNodesApiVersion is the number 1',
		check: () => expect(manifest.n8n.n8nNodesApiVersion).toBe(1),
	},
	{ name: 'I-1 strict mode', check: () => expect(manifest.n8n.strict).toBe(true) },
	{
		name: 'I-1 every node is registered',
		check: () => isBuiltFrom(manifest.n8n.nodes, '.node.ts'),
	},
	{
		name: 'I-1 every credential is registered',
		check: () => isBuiltFrom(manifest.n8n.credentials, '.credentials.ts'),
	},
	{
		name: 'I-1 English only: nothing but Latin letters',
		check: () => {
			const foreign = shipped.filter((file) =>
				/[^\p{ASCII}\p{P}\p{S}\s\uFEFF]/u.test(textOf(file)),
			);
			expect(foreign).toEqual([]);
			expect(textOf('README.md')).not.toMatch(/(?=\p{L})[^\p{ASCII}]/u);
		},
	},
	{
		name: 'I-1 the codex names the package and the node, in ASCII',
		check: () => {
			for (const { name } of described) {
				const path = `nodes/MyD3/${name[0]!.toUpperCase()}${name.slice(1)}.node.json`;
				expect(jsonOf<{ node: string }>(path).node).toBe(`${manifest.name}.${name}`);
				expect(textOf(path)).toMatch(/^\p{ASCII}+$/u);
			}
		},
	},
	{
		name: 'I-2 no tests or fixtures among the sources',
		check: () => {
			const all = ['nodes', 'credentials'].flatMap((folder) =>
				readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }),
			);
			expect(
				all.filter((path) => /test|spec|fixture|mock|\.(bak|orig|backup)$/i.test(path)),
			).toEqual([]);
		},
	},
	{
		name: 'I-2 no source that ships lies outside nodes and credentials',
		check: () => {
			const built = readdirSync(join(ROOT, 'dist')).sort();
			expect(built).toEqual(['credentials', 'icons', 'nodes']);
		},
	},
	{
		name: 'I-5 documents that ship or are linked are there',
		check: () => {
			const missing = [
				'README.md',
				'CHANGELOG.md',
				'LICENSE.md',
				'SECURITY.md',
				'CONTRIBUTING.md',
			].filter((path) => !existsSync(join(ROOT, path)));
			expect(missing).toEqual([]);
		},
	},
	{
		name: 'I-5 the README names the versions of n8n that the tests run in, and no others',
		check: () => {
			const compatibility = /\n## Compatibility\n([^]*?)\n## /.exec(textOf('README.md'))?.[1] ?? '';
			const named = [...compatibility.matchAll(/^\| (\d+\.\d+\.\d+) /gm)].map(([, one]) => one);
			const installed = readdirSync(join(ROOT, 'test', 'e2e')).flatMap((folder) =>
				folder.startsWith('n8n-') ? [folder.slice('n8n-'.length)] : [],
			);
			expect(named.sort()).toEqual(installed.sort());
		},
	},
	{
		name: "I-5 the README leads to MyD3's pages, and to examples that can be imported",
		check: () => {
			for (const page of ['Getting-started', 'webhooks']) {
				expect(textOf('README.md')).toContain(`(https://developers.myd3.data3.com/${page})`);
			}
			const examples = textOf('README.md').match(/\(examples\/[\w-]+\.json\)/g) ?? [];
			expect(examples.length).toBeGreaterThanOrEqual(6);
			for (const link of examples) {
				expect(jsonOf(link.slice(1, -1))).toHaveProperty('connections');
			}
		},
	},
	{
		name: 'I-5 the README shows the trigger with an event',
		check: () => {
			expect(textOf('README.md')).toMatch(/MyD3 Trigger/);
			expect(textOf('README.md')).toMatch(/```json\n[^`]*"/);
		},
	},
];

describe("n8n's checklist", () => {
	it.each(items)('$name', ({ check }) => check());

	it.each([
		{ topic: 'installation', heading: /\binstall/i },
		{ topic: 'credentials', heading: /\bcredential/i },
		{ topic: 'operations', heading: /\boperations\b/i },
		{ topic: 'usage', heading: /\b(usage|first workflow)\b/i },
		{ topic: 'troubleshooting', heading: /\btroubleshooting\b/i },
		{ topic: 'example workflows', heading: /\bexample workflows\b/i },
		{ topic: 'compatibility', heading: /\bcompatibility\b/i },
		{ topic: 'resources', heading: /\bresources\b/i },
	])('I-5 the README has a heading for $topic', ({ heading }) => {
		const headings = textOf('README.md').match(/^##? .*$/gm) ?? [];
		expect(headings.some((line) => heading.test(line))).toBe(true);
	});
});
