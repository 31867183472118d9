import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findNode24 } from '../e2e/node24';

const run = promisify(execFile);

/**
 * Runs a script of this folder in a process of its own, on the Node.js that n8n runs on.
 *
 * @param script its file name
 * @param args for the script, which reads them from `process.argv`
 * @returns what the script printed last, parsed as JSON
 * @throws Error when the script fails
 */
export async function inChild<T>(script: string, ...args: string[]): Promise<T> {
	const node = findNode24();
	if (!node) throw new Error('Node 24 is not installed. Run: node test/setup.mjs n8n-2.41.1');
	// n8n-core keeps its settings in the user folder, and makes them when there are none.
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
