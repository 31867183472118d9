import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that is used in development, and under which licence. */
export interface Licensed {
	name: string;
	version: string;
	/** What its package.json says, an SPDX expression as a rule. */
	licence: string;
}

interface Manifest {
	version: string;
	license?: string;
	devDependencies?: Record<string, string>;
}

/**
 * Lists what package.json names for development, as it is installed. Nothing of it ships.
 * @param root the project's folder
 * @throws Error when a package is not installed
 */
export function licences(root: string): Licensed[] {
	const manifestIn = (...folder: string[]) =>
		JSON.parse(readFileSync(join(root, ...folder, 'package.json'), 'utf8')) as Manifest;
	return Object.keys(manifestIn().devDependencies ?? {}).map((name) => {
		const { version, license } = manifestIn('node_modules', name);
		return { name, version, licence: license ?? 'none named' };
	});
}

// `npm run licences`
if (require.main === module) console.table(licences(join(__dirname, '..', '..')));
