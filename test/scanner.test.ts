import { execFileSync, spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { violations } from './checks/violations';
import type { Run, Violation } from './checks/violations';

const ROOT = join(__dirname, '..');
const COPIED = [
	'package.json',
	'eslint.config.mjs',
	'index.js',
	'nodes',
	'credentials',
	'icons',
	'dist',
	'test/eslint.config.mjs',
	'test/certificates.ts',
];
// What the linter says before the findings of each run.
const RUNS: Record<Run, string> = {
	'n8n-node lint': "n8n-node lint's rules",
	source: "the scanner's rules, sources",
	build: "the scanner's rules, build",
};

/** Plants a violation, and says so when the file has changed in a way that leaves no place for it. */
function plant(folder: string, { file, instead, text }: Violation): void {
	const path = join(folder, file);
	const content = existsSync(path) ? readFileSync(path, 'utf8') : '';
	if (instead !== undefined && !content.includes(instead)) {
		throw new Error(`${file} has no "${instead}" any more.`);
	}
	writeFileSync(path, instead === undefined ? text + content : content.replace(instead, text));
}

describe("n8n's scanner, offline", () => {
	let status: number | null;
	let findings: Record<string, string>;

	// One run for all: the rules take as long for thirty violations as for one.
	beforeAll(() => {
		const folder = realpathSync(mkdtempSync(join(tmpdir(), 'myd3-lint-')));
		for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
		symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
		for (const violation of violations) plant(folder, violation);
		const lint = spawnSync(process.execPath, [join(ROOT, 'test', 'lint.mjs'), folder], {
			encoding: 'utf8',
		});
		rmSync(folder, { recursive: true });
		status = lint.status;
		const starts = Object.entries(RUNS).map(([run, title]) => ({
			run,
			at: lint.stdout.indexOf(`${title}: `),
		}));
		const end = lint.stdout.indexOf('rules for development code: ');
		findings = Object.fromEntries(
			starts.map(({ run, at }, index) => [
				run,
				lint.stdout.slice(at, starts[index + 1]?.at ?? end),
			]),
		);
	}, 120_000);

	it('fails when anything is found', () => {
		expect(status).toBe(1);
	});

	it.each(violations)(
		'finds $name',
		({ rule, file, foundIn = file, runs = ['n8n-node lint', 'source'] }) => {
			for (const run of runs) {
				const ofFile = findings[run]
					?.split(/\n\n/)
					.find((part) => part.split('\n').some((line) => line.endsWith(foundIn)));
				expect(ofFile).toMatch(new RegExp(` ${rule}$`, 'm'));
			}
		},
	);

	it('lints every JavaScript file that ships', () => {
		const packed = JSON.parse(
			execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
				cwd: ROOT,
				encoding: 'utf8',
				shell: process.platform === 'win32',
			}),
		) as [{ files: Array<{ path: string }> }];
		const scanned = packed[0].files.filter(({ path }) => /\.js$|^package\.json$/.test(path));
		expect(findings.build).toMatch(
			new RegExp(`^the scanner's rules, build: ${scanned.length} files`),
		);
	}, 120_000);

	it('is part of npm test', () => {
		const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
			scripts: Record<string, string>;
		};
		expect(scripts.test).toContain('npm run lint');
		expect(scripts.lint).toBe('npm run build && node test/lint.mjs');
	});

	it.each([
		{ name: 'n8n-node lint', tool: '@n8n/node-cli', plugin: '0.32.0' },
		{ name: 'the scanner', tool: '@n8n/scan-community-package', plugin: '0.29.0' },
	])('uses the version of the rules that $name pins', ({ tool, plugin }) => {
		const folder = join(ROOT, 'node_modules', tool);
		const manifestOf = (path: string) =>
			JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as {
				version: string;
				dependencies: Record<string, string>;
			};
		expect(manifestOf(folder).dependencies['@n8n/eslint-plugin-community-nodes']).toBe(plugin);
		const installed = join(folder, 'node_modules', '@n8n', 'eslint-plugin-community-nodes');
		expect(manifestOf(installed).version).toBe(plugin);
	});

	it("has n8n's own configuration, unchanged, as strict mode wants it", () => {
		const template = join(
			ROOT,
			'node_modules/@n8n/node-cli/dist/template/templates/shared/default/eslint.config.mjs',
		);
		const squeezed = (path: string) => readFileSync(path, 'utf8').replace(/\s+/g, ' ').trim();
		expect(squeezed(join(ROOT, 'eslint.config.mjs'))).toBe(squeezed(template));
	});
});
