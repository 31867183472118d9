import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findNode24 } from '../e2e/node24';

const run = promisify(execFile);

/**
 * Runs a script from this folder in its own process, with the Node.js version that n8n uses.
 *
 * @param script its file name
 * @param args the script's arguments, in `process.argv`
 * @returns the last line that the script printed, parsed as JSON
 * @throws Error if the script fails
 */
export async function inChild<T>(script: string, ...args: string[]): Promise<T> {
	const node = findNode24();
	if (!node) throw new Error('Node 24 is not installed. Run: node test/setup.mjs n8n-2.41.1');
	// n8n-core stores its settings in the user folder, and creates them if there are none.
	const folder = await mkdtemp(join(tmpdir(), 'myd3-bench-'));
	try {
		const { stdout } = await run(
			node,
			['--expose-gc', '--import', 'tsx', join(__dirname, script), ...args],
			{ env: { ...process.env, N8N_USER_FOLDER: folder }, maxBuffer: 64 * 1024 ** 2 },
		);
		return JSON.parse(stdout.trim().split('\n').at(-1)!) as T;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
