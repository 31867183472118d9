import { basename, dirname } from 'node:path';
import { filesUnder } from './files.mjs';

/** Tests that are slow, look at built or written things only, or test what does not ship. */
const NOT_ASKED =
	/^test\/(e2e|peers|simulator)\/|^test\/(package|release|structure|documents|dialects|examples\w*)\.|Fuzz\./;
/** What is tried in total for one change, besides the tests named like its file; the slowest tests are left out. */
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
 * @returns the tests that reach a change: those named like its file first, then the quickest, of its folder rather than
 *   of others; how long they take, and how often they reach it
 */
export function planFor({ id, fileName }, coverage) {
	const reaching = coverage
		.flatMap(({ file, tests, static: atLoad }) => {
			const distance = distanceOf(fileName, file);
			const hitsAtLoad = atLoad[id] ?? 0;
			return (
				tests
					// What runs when a file is loaded may show in any test.
					.filter((test) => test.hits[id] !== undefined || hitsAtLoad > 0)
					.map(({ place, ms, hits }) => ({
						file,
						place,
						ms,
						hits: (hits[id] ?? 0) + hitsAtLoad,
						distance,
					}))
			);
		})
		.sort((one, other) => one.distance * one.ms - other.distance * other.ms);
	const byFile = new Map();
	let ms = 0;
	let hits = 0;
	for (const test of reaching) {
		if (ms > MOST_MS && test.distance > NEAREST) continue;
		if (!byFile.has(test.file)) ms += LOAD_MS;
		byFile.set(test.file, [...(byFile.get(test.file) ?? []), test.place]);
		ms += test.ms;
		hits += test.hits;
	}
	return { files: [...byFile].map(([file, selected]) => ({ file, selected })), ms, hits };
}

/** How far tests are that are named like the file. */
const NEAREST = 0.01;

/** @returns the least for tests named like the file, 1 for those in its folder, more for others */
function distanceOf(source, test) {
	const mirrored = source
		.replace(/^nodes\/MyD3/, 'test')
		.replace(/^credentials/, 'test/credentials')
		.replace('test/api/template', 'test/api');
	if (dirname(test) !== dirname(mirrored)) return 4;
	const names = [test, mirrored].map((path) => basename(path).split('.')[0]);
	// testEventResult.ts is tested by testEvent.test.ts, requestTemplate.ts by requestTemplateLines.test.ts.
	return names[0].startsWith(names[1]) || names[1].startsWith(names[0]) ? NEAREST : 1;
}
