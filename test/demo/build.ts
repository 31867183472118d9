import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SOURCES = ['nodes', 'credentials', 'icons', 'package.json', 'tsconfig.json', 'gulpfile.js'];
const COMPILED = 'dist/nodes/MyD3/MyD3.node.js';

/**
 * Builds the package into `dist`, unless it is up to date: a build empties `dist` first, and an end-to-end suite may be
 * packing it just then.
 *
 * @param projectRoot folder of the project
 * @throws Error with what `npm run build` printed if the package does not compile
 */
export async function buildIfOutdated(projectRoot: string): Promise<void> {
	const compiled = join(projectRoot, COMPILED);
	const changedMs = Math.max(...SOURCES.map((source) => newestChangeMs(join(projectRoot, source))));
	if (existsSync(compiled) && statSync(compiled).mtimeMs > changedMs) return;
	const options = { cwd: projectRoot, shell: process.platform === 'win32' };
	await promisify(execFile)('npm', ['run', 'build'], options).catch(
		(error: Error & { stdout: string; stderr: string }) => {
			throw new Error(`npm run build said:\n${error.stdout}${error.stderr}`);
		},
	);
}

/** Time of the last change to a file, or in a folder, in ms since 1970. A folder also changes when it loses a file. */
function newestChangeMs(path: string): number {
	const stats = statSync(path);
	if (!stats.isDirectory()) return stats.mtimeMs;
	return Math.max(
		stats.mtimeMs,
		...readdirSync(path).map((name) => newestChangeMs(join(path, name))),
	);
}
