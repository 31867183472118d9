import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { developmentLicences } from './checks/licences';

const ROOT = join(__dirname, '..');
// MIT and its like ask for a notice at most. n8n's own licence permits what is done here: building and testing for n8n.
const ACCEPTED_LICENCES = [
	'MIT',
	'MIT-0',
	'ISC',
	'Apache-2.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'(BSD-3-Clause OR GPL-2.0)',
	'SEE LICENSE IN LICENSE.md',
];
const NPM_TIMEOUT_MS = 120_000;
const PICTURES = /^docs\/images\/[\w-]+\.png$/;

const npm = (...args: string[]): string =>
	execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', shell: process.platform === 'win32' });

describe('what ships', () => {
	it(
		'has nothing that an audit could find anything in',
		() => {
			expect(npm('audit', '--omit=dev')).toContain('found 0 vulnerabilities');
		},
		NPM_TIMEOUT_MS,
	);

	it(
		'has a bill of materials with itself only',
		() => {
			const bill = JSON.parse(
				npm('sbom', '--omit', 'dev', '--sbom-format', 'cyclonedx', '--package-lock-only'),
			) as { bomFormat: string; components: unknown[]; metadata: { component: { purl: string } } };
			expect(bill.bomFormat).toBe('CycloneDX');
			expect(bill.metadata.component.purl).toMatch(/^pkg:npm\/n8n-nodes-myd3@/);
			expect(bill.components).toEqual([]);
		},
		NPM_TIMEOUT_MS,
	);
});

describe('what is used in development', () => {
	it.each(developmentLicences(ROOT))('$name has a licence to use it: $licence', ({ licence }) => {
		expect(ACCEPTED_LICENCES).toContain(licence);
	});

	it('comes in the exact version that was tested', () => {
		const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
			devDependencies: Record<string, string>;
		};
		const loose = Object.entries(devDependencies).filter(
			([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
		);
		expect(loose).toEqual([]);
	});

	it('runs no script of its own when it is installed', () => {
		expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toContain('ignore-scripts=true');
	});
});

describe('the tree', () => {
	// A copy without git has no list of what is in it.
	const tracked = existsSync(join(ROOT, '.git'))
		? execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
				.split('\0')
				.filter((path) => path !== '' && existsSync(join(ROOT, path)))
		: [];

	it('holds text only, and pictures of screens', () => {
		const binary = tracked
			.filter((path) => !PICTURES.test(path))
			.filter((path) => readFileSync(join(ROOT, path)).includes(0));
		expect(binary).toEqual([]);
	});

	it('has pictures that are what their names say', () => {
		const wrong = tracked
			.filter((path) => PICTURES.test(path))
			.filter((path) => readFileSync(join(ROOT, path)).toString('latin1', 1, 4) !== 'PNG');
		expect(wrong).toEqual([]);
	});
});
