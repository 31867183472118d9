import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfOutdated } from './build';

describe('the build for the demo', () => {
	let project: string;
	const write = (path: string, text: string) => {
		mkdirSync(join(project, path, '..'), { recursive: true });
		writeFileSync(join(project, path), text);
		// Earlier than any build below.
		utimesSync(join(project, path), 1, 1);
		utimesSync(join(project, path, '..'), 1, 1);
	};
	const builds = () => readFileSync(join(project, 'dist/nodes/MyD3/MyD3.node.js'), 'utf8').length;

	beforeEach(() => {
		project = mkdtempSync(join(tmpdir(), 'myd3-build-'));
		const script = `node -e "fs.mkdirSync('dist/nodes/MyD3', { recursive: true }); fs.appendFileSync('dist/nodes/MyD3/MyD3.node.js', '.')"`;
		write('package.json', JSON.stringify({ scripts: { build: script } }));
		for (const path of [
			'tsconfig.json',
			'gulpfile.js',
			'nodes/MyD3/a.ts',
			'credentials/b.ts',
			'icons/c.svg',
		])
			write(path, '');
	});
	afterEach(() => rmSync(project, { recursive: true }));

	test('leaves alone a build that is newer than every source, because a suite may be packing it', async () => {
		await buildIfOutdated(project);
		await buildIfOutdated(project);

		expect(builds()).toBe(1);
	});

	test.each(['nodes/MyD3/a.ts', 'icons', 'package.json'])(
		'builds again after a change to %s',
		async (path) => {
			await buildIfOutdated(project);
			const inAnHour = Date.now() / 1000 + 3600;
			utimesSync(join(project, path), inAnHour, inAnHour);
			await buildIfOutdated(project);

			expect(builds()).toBe(2);
		},
	);

	test('says what the build printed if the package does not compile', async () => {
		write(
			'package.json',
			JSON.stringify({ scripts: { build: 'node -e "console.log(1 + 1); process.exit(1)"' } }),
		);

		await expect(buildIfOutdated(project)).rejects.toThrow(/^npm run build said:\n[^]*2/);
	});
});
