import { readdirSync } from 'node:fs';

/** @returns the paths of the files with this ending in a folder and those in it, without what npm installed */
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
