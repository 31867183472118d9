/** What comes into the project from elsewhere: tools under which licences, and files that nobody can read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { licences } from './checks/licences';

const ROOT = join(__dirname, '..');
const FREE_LICENCES = [
	'(BSD-3-Clause OR GPL-2.0)',
	'Apache-2.0',
	'BSD-3-Clause',
	'ISC',
	'MIT',
	'MIT-0',
];
const SUSTAINABLE_USE = 'SEE LICENSE IN LICENSE.md';
const OF_N8N = ['@n8n/node-cli', '@n8n/scan-community-package', 'n8n-core', 'n8n-workflow'];
// Not in the repository: .gitignore, and .git itself.
const NOT_OURS = ['.git', '.stryker-tmp', 'coverage', 'dist', 'node_modules', 'reports'];
const SCREENSHOTS = 'test/e2e/browser/screenshots';

/** Paths of the project's own files, from the root, with slashes. */
function filesBelow(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
		if (NOT_OURS.includes(entry.name) || path === SCREENSHOTS || /\.tgz$/.test(path)) return [];
		return entry.isDirectory() ? filesBelow(path) : [path];
	});
}

const isBinary = (path: string): boolean => {
	const content = readFileSync(join(ROOT, path));
	return content.includes(0) || !Buffer.from(content.toString('utf8')).equals(content);
};

describe('the tools of development', () => {
	it.each(licences(ROOT))('$name is free software, or n8n: $licence', ({ name, licence }) => {
		expect(OF_N8N.includes(name) ? [SUSTAINABLE_USE] : FREE_LICENCES).toContain(licence);
	});

	it.each(OF_N8N)("%s is under n8n's Sustainable Use License", (name) => {
		const text = readFileSync(join(ROOT, 'node_modules', name, 'LICENSE.md'), 'utf8');
		expect(text).toContain('Sustainable Use License');
	});

	it('are pinned to one version each', () => {
		const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
			devDependencies: Record<string, string>;
		};
		const loose = Object.entries(devDependencies).filter(
			([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
		);
		expect(loose).toEqual([]);
		expect(licences(ROOT).map(({ name, version }) => [name, version])).toEqual(
			Object.entries(devDependencies),
		);
	});
});

describe('the files of the project', () => {
	const files = filesBelow('');

	it('can be read by people, but for the pictures in docs/images', () => {
		expect(files).toContain('package.json');
		const binaries = files.filter(isBinary);
		expect(binaries.length).toBeGreaterThan(0);
		expect(binaries.filter((path) => !/^docs\/images\/[\w-]+\.png$/.test(path))).toEqual([]);
	});

	it('have pictures that are pictures', () => {
		const pictures = files.filter((path) => path.startsWith('docs/images/'));
		for (const path of pictures) {
			const start = readFileSync(join(ROOT, path)).subarray(1, 4).toString('latin1');
			expect([path, start]).toEqual([path, 'PNG']);
		}
	});
});
