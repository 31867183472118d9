import { spawn } from 'node:child_process';
import { cpSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Builds on every save until stopped. */
export interface Builder {
	stop(): void;
}

/**
 * Builds the package into a folder, now and after each change: TypeScript with its own watcher, icons and codex
 * files by copying.
 *
 * @param root the project's folder
 * @param target the folder that stands in for the package's dist
 * @param log prints one line of the compiler's output
 */
export function buildOnSave(root: string, target: string, log: (line: string) => void): Builder {
	const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
	const compiler = spawn(
		process.execPath,
		[tsc, '--watch', '--preserveWatchOutput', '--pretty', 'false', '--outDir', target],
		// Its own process group: Ctrl-C then reaches only the caller, which stops it.
		{ cwd: root, stdio: ['ignore', 'pipe', 'inherit'], detached: process.platform !== 'win32' },
	);
	compiler.stdout.setEncoding('utf8').on('data', (text: string) => {
		for (const line of text.split('\n')) if (line.trim() !== '') log(`[build] ${line}`);
	});
	const copy = (folder: string, isCopied: (path: string) => boolean): void =>
		cpSync(join(root, folder), join(target, folder), {
			recursive: true,
			filter: (path) => !/\.\w+$/.test(path) || isCopied(path),
		});
	const copies = [
		{ folder: 'icons', isCopied: (path: string) => path.endsWith('.svg') },
		{ folder: 'nodes', isCopied: (path: string) => path.endsWith('.node.json') },
	];
	const watchers = copies.map(({ folder, isCopied }) =>
		watch(join(root, folder), { recursive: true }, (_event, path) => {
			if (path === null || !isCopied(path)) return;
			copy(folder, isCopied);
			log(`[build] ${folder}/${path} copied`);
		}),
	);
	return {
		stop: () => {
			for (const watcher of watchers) watcher.close();
			compiler.kill();
		},
	};
}
