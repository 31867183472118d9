import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { cycleIn, drawing, importGraph, folderChart } from './checks/importGraph';
import type { ImportGraph } from './checks/importGraph';

const ROOT = join(__dirname, '..');
// The package needs no more of the imports that n8n allows a verified package. n8n's rule would also allow devDependencies.
const ALLOWED_PACKAGES = ['n8n-workflow', 'node:crypto'];

const shipped = importGraph(ROOT);
const files = Object.keys(shipped);
const contentOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const importersOf = (wanted: (imported: string) => boolean): string[] =>
	files.filter((file) => shipped[file]?.some(wanted));
const filesWith = (text: RegExp): string[] => files.filter((file) => text.test(contentOf(file)));

describe('what ships', () => {
	it('has no import cycle', () => {
		expect(cycleIn(shipped)).toBeUndefined();
	});

	it('imports nothing but its own files, n8n-workflow and node:crypto', () => {
		const imported = new Set(Object.values(shipped).flat());
		const others = [...imported].filter((name) => !files.includes(name));
		expect(others.sort()).toEqual(ALLOWED_PACKAGES);
	});

	it('has a contract without imports', () => {
		expect(shipped['nodes/MyD3/api/contract.ts']).toEqual([]);
	});

	it.each([
		{ folder: 'nodes/MyD3/api/', mayImport: ['nodes/MyD3/api/'] },
		{
			folder: 'nodes/MyD3/notificationUrl.ts',
			mayImport: [
				'nodes/MyD3/api/contract.ts',
				'nodes/MyD3/api/redact.ts',
				'nodes/MyD3/api/url.ts',
			],
		},
		{
			folder: 'nodes/MyD3/resources/',
			mayImport: ['nodes/MyD3/resources/', 'nodes/MyD3/api/', 'nodes/MyD3/notificationUrl.ts'],
		},
		{
			folder: 'nodes/MyD3/trigger/',
			mayImport: ['nodes/MyD3/trigger/', 'nodes/MyD3/api/', 'nodes/MyD3/notificationUrl.ts'],
		},
		{ folder: 'credentials/', mayImport: ['credentials/', 'nodes/MyD3/api/'] },
	])('imports only from allowed folders: $folder', ({ folder, mayImport }) => {
		const inFolder = files.filter((file) => file.startsWith(folder));
		expect(inFolder).not.toEqual([]);
		const imported = inFolder.flatMap((file) => shipped[file] ?? []);
		const own = imported.filter((name) => files.includes(name));
		expect(own.filter((name) => !mayImport.some((allowed) => name.startsWith(allowed)))).toEqual(
			[],
		);
	});

	it('never imports a node or the credential', () => {
		expect(importersOf((name) => /\.(node|credentials)\.ts$/.test(name))).toEqual([]);
	});

	it('matches the picture of its folders in CONTRIBUTING.md', () => {
		expect(contentOf('CONTRIBUTING.md')).toContain(
			`\`\`\`mermaid\n${folderChart(shipped)}\n\`\`\``,
		);
	});

	it('has no unused file', () => {
		const used = new Set(Object.values(shipped).flat());
		const unused = files.filter((file) => !used.has(file));
		expect(unused).toEqual([
			'credentials/MyD3Api.credentials.ts',
			'nodes/MyD3/MyD3.node.ts',
			'nodes/MyD3/MyD3Trigger.node.ts',
		]);
	});

	it.each([
		{
			name: "n8n's HTTP helpers belong in api/request.ts",
			text: /helpers\.httpRequest/,
			in: /^nodes\/MyD3\/api\/request\.ts$/,
		},
		{
			name: "parameters belong in the nodes, the operations of resources and the trigger's lifecycle",
			text: /\.getNodeParameter\(/,
			in: /\.node\.ts$|^nodes\/MyD3\/(resources\/|trigger\/lifecycle\.ts$)/,
		},
		{
			name: 'request and response belong in the trigger node',
			text: /\.(getRequestObject|getResponseObject)\(/,
			in: /^nodes\/MyD3\/MyD3Trigger\.node\.ts$/,
		},
		{
			name: 'static data and webhook URL belong in the trigger node and its lifecycle',
			text: /\.(getWorkflowStaticData|getNodeWebhookUrl)\(/,
			in: /^nodes\/MyD3\/(MyD3Trigger\.node|trigger\/lifecycle)\.ts$/,
		},
		{
			name: "clock and randomness come from the nodes, the operations, the client and the trigger's lifecycle",
			text: /Date\.now\(|new Date\(\)|Math\.random\(|randomBytes\b.*from|\brandomUUID\b/,
			in: /\.node\.ts$|^nodes\/MyD3\/(resources\/|api\/client\.ts$|trigger\/lifecycle\.ts$)/,
		},
	])('separates concerns: $name', ({ text, in: place }) => {
		const found = filesWith(text);
		expect(found).not.toEqual([]);
		expect(found.filter((file) => !place.test(file))).toEqual([]);
	});

	it('disables no lint or compiler rule', () => {
		expect(filesWith(/eslint-disable|@ts-(ignore|expect-error|nocheck)/)).toEqual([]);
	});
});

describe('the import graph', () => {
	it.each<{ name: string; graph: ImportGraph; cycle: string[] | undefined }>([
		{ name: 'between two files', graph: { a: ['b'], b: ['a'] }, cycle: ['a', 'b', 'a'] },
		{
			name: 'entered from outside',
			graph: { a: ['b'], b: ['c'], c: ['d'], d: ['b'] },
			cycle: ['b', 'c', 'd', 'b'],
		},
		{ name: 'of one file', graph: { a: ['x', 'a'] }, cycle: ['a', 'a'] },
		{ name: 'none, but two paths', graph: { a: ['b', 'c'], b: ['c'], c: [] }, cycle: undefined },
	])('finds a cycle if there is one: $name', ({ graph, cycle }) => {
		expect(cycleIn(graph)).toEqual(cycle);
	});

	it('is drawn from the files that nothing imports, each file once', () => {
		expect(drawing({ a: ['b', 'c'], b: ['c', 'package'], c: ['d'], d: [] })).toBe(
			['a', '  b', '    c', '      d', '  c (see above)'].join('\n'),
		);
	});
});

describe('the development code', () => {
	const development = importGraph(ROOT, ['test']);

	it('has a simulator that imports nothing from the product', () => {
		const ofSimulator = Object.entries(development).filter(([file]) =>
			file.startsWith('test/simulator/'),
		);
		expect(ofSimulator.length).toBeGreaterThan(10);
		const imported = ofSimulator.flatMap(([, imports]) => imports);
		expect(imported.filter((name) => /^(nodes|credentials)\//.test(name))).toEqual([]);
	});
});
