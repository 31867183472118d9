import { spawn } from 'node:child_process';
import { cpSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Builds whenever something is saved, until it is stopped. */
export interface Builder {
	stop(): void;
}

/**
 * Builds the package into a folder, at once and after each change: TypeScript by its own watcher, icons and codex files by
 * copying.
 *
 * @param root the project's folder
 * @param target the folder that becomes what dist is in the package
 * @param tell is told what the compiler says, line by line
 */
export function keepBuilding(root: string, target: string, tell: (line: string) => void): Builder {
	const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
	const compiler = spawn(
		process.execPath,
		[tsc, '--watch', '--preserveWatchOutput', '--pretty', 'false', '--outDir', target],
		// A process group of its own, so that Ctrl-C reaches only the caller, which stops it.
		{ cwd: root, stdio: ['ignore', 'pipe', 'inherit'], detached: process.platform !== 'win32' },
	);
	compiler.stdout.setEncoding('utf8').on('data', (text: string) => {
		for (const line of text.split('\n')) if (line.trim() !== '') tell(`[build] ${line}`);
	});
	const copy = (folder: string, kept: (path: string) => boolean): void =>
		cpSync(join(root, folder), join(target, folder), {
			recursive: true,
			filter: (path) => !/\.\w+$/.test(path) || kept(path),
		});
	const copies = [
		{ folder: 'icons', kept: (path: string) => path.endsWith('.svg') },
		{ folder: 'nodes', kept: (path: string) => path.endsWith('.node.json') },
	];
	const watchers = copies.map(({ folder, kept }) =>
		watch(join(root, folder), { recursive: true }, (_event, path) => {
			if (path === null || !kept(path)) return;
			copy(folder, kept);
			tell(`[build] ${folder}/${path} copied`);
		}),
	);
	return {
		stop: () => {
			for (const watcher of watchers) watcher.close();
			compiler.kill();
		},
	};
}
