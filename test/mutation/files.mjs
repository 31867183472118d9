import { readdirSync } from 'node:fs';

/** @returns the sorted paths of all files with this ending in a folder and its subfolders, except in node_modules */
export function filesUnder(folder, ending) {
	return readdirSync(folder, { withFileTypes: true })
		.filter(({ name }) => name !== 'node_modules')
		.flatMap((entry) => {
			const path = `${folder}/${entry.name}`;
			if (entry.isDirectory()) return filesUnder(path, ending);
			return path.endsWith(ending) ? [path] : [];
		})
		.sort();
}
