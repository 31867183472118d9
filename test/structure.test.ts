import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { exportedFunctions } from './checks/exported';
import { cycleIn, drawing, importGraph } from './checks/importGraph';
import type { ImportGraph } from './checks/importGraph';

const ROOT = join(__dirname, '..');
const LONGEST_FILE = 260;
// All that n8n lets a verified package import, as far as it is needed here. Its own rule also lets in what is in devDependencies.
const ALLOWED_PACKAGES = ['n8n-workflow', 'node:crypto'];

const shipped = importGraph(ROOT);
const files = Object.keys(shipped);
const contentOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const importersOf = (wanted: (imported: string) => boolean): string[] =>
	files.filter((file) => shipped[file]?.some(wanted));
const filesWith = (text: RegExp): string[] => files.filter((file) => text.test(contentOf(file)));

describe('what ships', () => {
	it('has no cycle of imports', () => {
		expect(cycleIn(shipped)).toBeUndefined();
	});

	it('imports nothing but its own files, n8n-workflow and node:crypto', () => {
		const imported = new Set(Object.values(shipped).flat());
		const others = [...imported].filter((name) => !files.includes(name));
		expect(others.sort()).toEqual(ALLOWED_PACKAGES);
	});

	it('has a contract that imports nothing', () => {
		expect(shipped['nodes/MyD3/contract.ts']).toEqual([]);
	});

	it('has nodes and a credential that nobody imports', () => {
		expect(importersOf((name) => /\.(node|credentials)\.ts$/.test(name))).toEqual([]);
	});

	it('has no file that neither a node nor the credential uses', () => {
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
			name: 'the credential sends a request without one, and calls.ts all others',
			text: /helpers\.httpRequest/,
			in: ['credentials/MyD3Api.credentials.ts', 'nodes/MyD3/calls.ts'],
		},
		{
			name: 'NodeApiErrors are made where calls are made',
			text: /new NodeApiError\(/,
			in: ['nodes/MyD3/calls.ts'],
		},
		{
			name: 'parameters, static data, webhook URL, request and response are for the nodes',
			text: /\.(getNodeParameter|getWorkflowStaticData|getNodeWebhookUrl|getRequestObject|getResponseObject)\(/,
			in: ['nodes/MyD3/MyD3.node.ts', 'nodes/MyD3/MyD3Trigger.node.ts'],
		},
		{
			name: 'clock and randomness are handed in by the nodes',
			text: /Date\.now\(|new Date\(\)|Math\.random\(|randomBytes\b.*from|\brandomUUID\b/,
			in: ['nodes/MyD3/MyD3.node.ts', 'nodes/MyD3/MyD3Trigger.node.ts'],
		},
	])('keeps things in their place: $name', ({ text, in: places }) => {
		expect(filesWith(text)).toEqual(places);
	});

	it('has no comment that switches a rule off', () => {
		expect(filesWith(/eslint-disable|@ts-(ignore|expect-error|nocheck)/)).toEqual([]);
	});

	it.each(files)('is read at one sitting: %s', (file) => {
		expect(contentOf(file).split('\n').length - 1).toBeLessThanOrEqual(LONGEST_FILE);
	});
});

describe('the import graph', () => {
	it.each<{ name: string; graph: ImportGraph; cycle: string[] | undefined }>([
		{ name: 'between two files', graph: { a: ['b'], b: ['a'] }, cycle: ['a', 'b', 'a'] },
		{
			name: 'that is entered from outside',
			graph: { a: ['b'], b: ['c'], c: ['d'], d: ['b'] },
			cycle: ['b', 'c', 'd', 'b'],
		},
		{ name: 'of one file', graph: { a: ['x', 'a'] }, cycle: ['a', 'a'] },
		{ name: 'no cycle, but two ways', graph: { a: ['b', 'c'], b: ['c'], c: [] }, cycle: undefined },
	])('shows a cycle: $name', ({ graph, cycle }) => {
		expect(cycleIn(graph)).toEqual(cycle);
	});

	it('is drawn from the files that nobody imports, each file once', () => {
		expect(drawing({ a: ['b', 'c'], b: ['c', 'package'], c: ['d'], d: [] })).toBe(
			['a', '  b', '    c', '      d', '  c (see above)'].join('\n'),
		);
	});
});

describe('the development code', () => {
	const development = importGraph(ROOT, ['test']);

	it('has a simulator that knows nothing of what it tests', () => {
		const ofSimulator = Object.entries(development).filter(([file]) =>
			file.startsWith('test/simulator/'),
		);
		expect(ofSimulator.length).toBeGreaterThan(10);
		const imported = ofSimulator.flatMap(([, imports]) => imports);
		expect(imported.filter((name) => /^(nodes|credentials)\//.test(name))).toEqual([]);
	});
});

describe('every exported function', () => {
	const all = { ...shipped, ...importGraph(ROOT, ['test']) };

	it.each(Object.keys(all).filter((file) => !file.endsWith('.test.ts')))(
		'says what it is for: %s',
		(file) => {
			const silent = exportedFunctions(join(ROOT, file)).filter(({ comment }) => comment === '');
			expect(silent.map(({ name }) => name)).toEqual([]);
		},
	);
});
