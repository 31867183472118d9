import { basename, dirname } from 'node:path';
import { filesUnder } from './files.mjs';

/** Tests that are slow, look at built or written things only, or test what does not ship. */
const NOT_ASKED =
	/^test\/(e2e|peers|simulator)\/|^test\/(model|package|release|structure|documents|dialects|examples\w*)\.|Fuzz\./;
/** What is tried in total for one change; what costs more is left out, the farthest tests first. */
const MOST_MS = 2000;
/** What it takes to load a file of tests. */
const LOAD_MS = 20;

/**
 * Runs all tests without a change.
 * @returns for each file of tests which changes they reach, and how long they take
 */
export async function coverageOf(host) {
	const files = filesUnder('test', '.test.ts').filter((file) => !NOT_ASKED.test(file));
	const coverage = [];
	for (const file of files) {
		const answer = await host.cover(file);
		if (answer === undefined) console.log(`${file} does not succeed without a change: not asked.`);
		else coverage.push({ file, ...answer });
	}
	return coverage;
}

/**
 * @returns the tests that reach a change, those named like its file first and then the quickest; how long they take, and
 *   how often they reach it
 */
export function planFor({ id, fileName }, coverage) {
	const plans = coverage
		.map(({ file, tests, static: atLoad }) => ({
			file,
			distance: distanceOf(fileName, file),
			// What runs when a file is loaded may show in any test.
			tests: tests.filter(({ hits }) => hits[id] !== undefined || atLoad[id] !== undefined),
			hits: atLoad[id] ?? 0,
		}))
		.filter(({ tests }) => tests.length > 0)
		.sort((one, other) => one.distance - other.distance || msOf(one) - msOf(other));
	const files = [];
	let ms = 0;
	let hits = 0;
	for (const plan of plans) {
		const selected = [];
		for (const test of [...plan.tests].sort((one, other) => one.ms - other.ms)) {
			if (ms > MOST_MS) break;
			selected.push(test.place);
			ms += test.ms;
			hits += test.hits[id] ?? 0;
		}
		if (selected.length > 0) files.push({ file: plan.file, selected });
		ms += LOAD_MS;
		hits += plan.hits;
	}
	return { files, ms, hits };
}

const msOf = ({ tests }) => tests.reduce((sum, { ms }) => sum + ms, 0);

/** @returns 0 for tests named like the file, 1 for others */
function distanceOf(source, test) {
	const mirrored = source
		.replace(/^nodes\/MyD3/, 'test')
		.replace(/^credentials/, 'test/credentials');
	const folder = dirname(mirrored).replace('test/api/template', 'test/api');
	if (dirname(test) !== folder) return 1;
	return basename(test).startsWith(basename(mirrored).split('.')[0]) ? 0 : 1;
}
