import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findNode24 } from '../e2e/node24';
import type { Section } from './report';
import { median, medianRatio } from './statistics';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
const TARGET_MS = 10;
const TARGET_BYTES = 40_000;

/**
 * Measures what the package adds to n8n: load time and download size.
 *
 * @param rounds the number of rounds
 * @returns the table
 */
export async function packageCost(rounds: number): Promise<Section> {
	// CPU time, in a new process each time, so that other load on the machine hardly matters.
	const script = `const spent = (name) => {
			const before = process.cpuUsage();
			require(name);
			const { user, system } = process.cpuUsage(before);
			return (user + system) / 1000;
		};
		console.log(JSON.stringify({ host: spent('n8n-workflow'), own: spent('./index.js') }))`;
	const loads: Array<{ host: number; own: number }> = [];
	for (let round = 0; round < 3 * rounds; round++) {
		const { stdout } = await run(findNode24()!, ['-e', script], { cwd: ROOT });
		loads.push(JSON.parse(stdout) as { host: number; own: number });
	}
	const own = loads.map((load) => load.own);
	const host = loads.map((load) => load.host);

	const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: ROOT,
		shell: process.platform === 'win32',
	});
	const [{ size, unpackedSize, entryCount }] = JSON.parse(stdout) as [
		{ size: number; unpackedSize: number; entryCount: number },
	];
	return {
		heading: 'The package',
		rows: [
			{
				what: 'Loading all classes',
				figure: `${median(own).toFixed(1)} ms on top of n8n-workflow`,
				ratio: `${medianRatio(own, host).toFixed(3)} × the time for n8n-workflow`,
				target: `≤ ${TARGET_MS} ms`,
				isMet: median(own) <= TARGET_MS,
			},
			{
				what: 'Tarball',
				figure: `${(size / 1000).toFixed(1)} kB packed, ${(unpackedSize / 1000).toFixed(1)} kB unpacked, ${entryCount} files`,
				ratio: `${(size / TARGET_BYTES).toFixed(2)} × the target`,
				target: `≤ ${TARGET_BYTES / 1000} kB packed`,
				isMet: size <= TARGET_BYTES,
			},
		],
	};
}
