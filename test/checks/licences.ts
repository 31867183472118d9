import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that is used in development, and the terms it comes under. */
export interface DevelopmentPackage {
	name: string;
	version: string;
	licence: string;
}

/**
 * Reads under which licence each development tool comes.
 * @param root the project's folder, with everything installed
 * @returns the packages that package.json names, by name
 */
export function developmentLicences(root: string): DevelopmentPackage[] {
	const manifestAt = (folder: string) =>
		JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
			version: string;
			license?: string;
			devDependencies?: Record<string, string>;
		};
	return Object.keys(manifestAt(root).devDependencies ?? {})
		.sort()
		.map((name) => {
			const { version, license } = manifestAt(join(root, 'node_modules', name));
			return { name, version, licence: license ?? 'none named' };
		});
}

// `npm run licences`
if (require.main === module) {
	for (const { name, version, licence } of developmentLicences(join(__dirname, '..', '..'))) {
		console.log(`${name}@${version}: ${licence}`);
	}
}
