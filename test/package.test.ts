import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';

const ROOT = join(__dirname, '..');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
	string,
	unknown
>;

interface Packed {
	files: Array<{ path: string }>;
	size: number;
}

/** What `npm pack` would publish; `npm test` has built it. */
function packed(): Packed {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: ROOT,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	const [made] = JSON.parse(output) as [Packed];
	return made;
}

describe('the package', () => {
	it('contains the built nodes and credential, icons, codex files and documents, and nothing else', () => {
		const files = packed().files.map(({ path }) => path);
		const beside = files.filter((path) => !path.startsWith('dist/')).sort();
		expect(beside).toEqual(['LICENSE.md', 'README.md', 'index.js', 'package.json']);
		const built = files.filter((path) => path.startsWith('dist/'));
		expect(built).toEqual(
			expect.arrayContaining([
				'dist/credentials/MyD3Api.credentials.js',
				'dist/nodes/MyD3/MyD3.node.js',
				'dist/nodes/MyD3/MyD3.node.json',
				'dist/nodes/MyD3/MyD3Trigger.node.js',
				'dist/nodes/MyD3/MyD3Trigger.node.json',
				'dist/icons/myd3.svg',
				'dist/icons/myd3.dark.svg',
			]),
		);
		expect(built.filter((path) => !/\.(js|node\.json|svg)$/.test(path))).toEqual([]);
		expect(built.filter((path) => /\.map$|tsbuildinfo|\.test\.|^test/i.test(path))).toEqual([]);
	});

	it('is at most 105 kB as a download', () => {
		expect(packed().size).toBeLessThanOrEqual(105_000);
	});

	it('depends on nothing but the n8n it runs in', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.optionalDependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('exports its classes', () => {
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		expect(Object.keys(require('../index.js') as object).sort()).toEqual([
			'MyD3',
			'MyD3Api',
			'MyD3Trigger',
		]);
	});

	it('loads few files until n8n calls a method', () => {
		const script =
			"require('./index.js'); console.log(Object.keys(require.cache).join('\\n').replaceAll('\\\\', '/'))";
		const files = execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
		const own = files.match(/\/dist\/(nodes|credentials)\/.*/g) ?? [];
		expect(own).toContain('/dist/nodes/MyD3/trigger/delivery.js');
		expect(own.length).toBeLessThanOrEqual(30);
	});

	it("loads in n8n's own loader, with icons that exist", async () => {
		const loader = new PackageDirectoryLoader(ROOT);
		await loader.loadAll();
		expect(Object.keys(loader.nodeTypes).sort()).toEqual(['myD3', 'myD3Trigger']);
		expect(Object.keys(loader.credentialTypes)).toEqual(['myD3Api']);
		const types = [...loader.types.nodes, ...loader.types.credentials];
		for (const { iconUrl } of types) {
			const { light, dark } = iconUrl as { light: string; dark: string };
			for (const url of [light, dark]) {
				expect(existsSync(join(ROOT, url.replace('icons/n8n-nodes-myd3/', '')))).toBe(true);
			}
		}
		const codex = loader.types.nodes.map((node) => node.codex?.alias ?? []);
		expect(codex.every((alias) => alias.includes('Data#3'))).toBe(true);
	});

	it.each(['.', 'test/e2e', 'test/e2e/n8n-2.41.1', 'test/e2e/n8n-1.123.81', 'test/e2e/registry'])(
		'has a lock file without registry addresses in %s',
		(folder) => {
			const lock = readFileSync(join(ROOT, folder, 'package-lock.json'), 'utf8');
			expect(lock).not.toMatch(/"resolved": "http/);
		},
	);
});
