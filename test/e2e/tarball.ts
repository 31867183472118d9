import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROJECT_ROOT = resolve(__dirname, '../..');
const PACKAGE_NAME = 'n8n-nodes-myd3';

/**
 * Packs this project as it would be published. `npm run build` is the caller's.
 *
 * @returns path of the tarball, in a temporary folder of its own
 * @throws Error when npm cannot pack
 */
export async function packTarball(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'myd3-tarball-'));
	const { stdout } = await run(
		'npm',
		['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
		{ cwd: PROJECT_ROOT, shell: process.platform === 'win32' },
	);
	const [packed] = JSON.parse(stdout) as Array<{ filename: string }>;
	if (!packed) throw new Error(`npm pack did not say what it packed: ${stdout}`);
	return join(folder, packed.filename);
}

/**
 * Installs a tarball the way n8n's "Community nodes" page does: unpacked into the user folder, without the
 * development, peer and optional dependencies. The page would run `npm install` next, for the ordinary
 * dependencies; this package has none.
 *
 * @param tarball path of the tarball
 * @param userFolder n8n's user folder; n8n must not be running yet
 * @throws Error when tar fails
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
