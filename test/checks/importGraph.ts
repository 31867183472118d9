import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import ts from 'typescript';

/** The imports of each source file: paths of other source files and names of packages; type-only imports count. */
export type ImportGraph = Record<string, string[]>;

/** The folders whose files ship. */
export const SHIPPED = ['credentials', 'nodes'];

/** The .ts files below a folder, as paths from the root with slashes, without node_modules. */
function sourcesBelow(root: string, folder: string): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesBelow(root, path);
		return /(?<!\.d)\.ts$/.test(entry.name) ? [path] : [];
	});
}

/**
 * Maps each .ts file to its imports.
 * @param root the project's folder
 * @param folders where to look, with their subfolders
 * @returns for each file, by its path from `root` with slashes, its imports, sorted
 */
export function importGraph(root: string, folders = SHIPPED): ImportGraph {
	const files = folders.flatMap((folder) => sourcesBelow(root, folder));
	return Object.fromEntries(
		files.sort().map((file) => {
			const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'));
			const imports = importedFiles.map(({ fileName }) =>
				fileName.startsWith('.') ? `${posix.join(posix.dirname(file), fileName)}.ts` : fileName,
			);
			return [file, [...new Set(imports)].sort()];
		}),
	);
}

/** @returns one cycle as a list of paths that ends where it starts, or undefined */
export function cycleIn(graph: ImportGraph): string[] | undefined {
	const done = new Set<string>();
	const visit = (file: string, path: string[]): string[] | undefined => {
		if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
		if (done.has(file)) return undefined;
		for (const next of graph[file] ?? []) {
			const cycle = visit(next, [...path, file]);
			if (cycle !== undefined) return cycle;
		}
		done.add(file);
		return undefined;
	};
	for (const file of Object.keys(graph)) {
		const cycle = visit(file, []);
		if (cycle !== undefined) return cycle;
	}
	return undefined;
}

/**
 * An indented tree: its roots are the files that nothing imports; below each file are its imports. Draws the imports of a
 * file once.
 */
export function drawing(graph: ImportGraph): string {
	const imported = new Set(Object.values(graph).flat());
	const shown = new Set<string>();
	const lines: string[] = [];
	const draw = (file: string, depth: number): void => {
		const own = (graph[file] ?? []).filter((other) => other in graph);
		const isDrawn = shown.has(file) && own.length > 0;
		lines.push(`${'  '.repeat(depth)}${file}${isDrawn ? ' (see above)' : ''}`);
		if (isDrawn) return;
		shown.add(file);
		for (const other of own) draw(other, depth + 1);
	};
	for (const file of Object.keys(graph)) if (!imported.has(file)) draw(file, 0);
	return lines.join('\n');
}

/** The folder that a shipped file is in; for a file directly in nodes/MyD3, its own name. */
const folderOf = (file: string): string =>
	file.startsWith('nodes/')
		? file.replace('nodes/MyD3/', '').replace(/\/.*|\.ts$/, '')
		: file.replace(/\/.*/, '');

/** Draws which folder imports which, as a Mermaid flowchart. */
export function folderChart(graph: ImportGraph): string {
	const arrows = Object.entries(graph).flatMap(([file, imports]) =>
		imports
			.filter((other) => other in graph && folderOf(other) !== folderOf(file))
			.map((other) => `\t${folderOf(file)} --> ${folderOf(other)}`),
	);
	return ['flowchart LR', ...new Set(arrows.sort())].join('\n');
}

// `npm run graph`
if (require.main === module) {
	const graph = importGraph(join(__dirname, '..', '..'));
	console.log(`${folderChart(graph)}\n\n${drawing(graph)}`);
}
