import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROJECT_ROOT = resolve(__dirname, '../..');
const PACKAGE_NAME = 'n8n-nodes-myd3';

/**
 * Packs this project as published. Run `npm run build` first.
 *
 * @returns path of the tarball, in its own temporary folder
 * @throws Error if npm cannot pack
 */
export async function packTarball(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'myd3-tarball-'));
	const { stdout } = await run(
		'npm',
		['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
		{ cwd: PROJECT_ROOT, shell: process.platform === 'win32' },
	);
	const [packed] = JSON.parse(stdout) as Array<{ filename: string }>;
	if (!packed) throw new Error(`npm pack named no file: ${stdout}`);
	return join(folder, packed.filename);
}

/**
 * Installs a tarball as n8n's "Community nodes" page does: unpacks it into the user folder, without development, peer
 * and optional dependencies. The page would then run `npm install` for ordinary dependencies; this package has none.
 *
 * @param userFolder n8n's user folder; n8n must not be running yet
 * @throws Error if tar fails
 */
export async function installTarball(tarball: string, userFolder: string): Promise<void> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const packageFolder = join(nodesFolder, 'node_modules', PACKAGE_NAME);
	await mkdir(packageFolder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', packageFolder, '--strip-components=1']);

	const packageJson = join(packageFolder, 'package.json');
	const content = JSON.parse(await readFile(packageJson, 'utf8')) as Record<string, unknown>;
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete content[kind];
	}
	await writeFile(packageJson, JSON.stringify(content, null, 2));
	await writeFile(
		join(nodesFolder, 'package.json'),
		JSON.stringify({ private: true, dependencies: { [PACKAGE_NAME]: content.version } }, null, 2),
	);
}
