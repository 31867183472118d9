import { basename, dirname } from 'node:path';
import { filesUnder } from './files.mjs';

/** Tests that are slow, only check build output or documents, or test code that is not shipped. */
const EXCLUDED =
	/^test\/(e2e|peers|simulator)\/|^test\/(package|release|structure|documents|dialects|examples\w*)\.|(Fuzz|properties)\./;
/** The time to spend on one change. Beyond it, only tests named after the changed file are run; the slowest are left out. */
const MAX_MS = 2000;
/** How long loading a test file takes. */
const LOAD_MS = 20;

/**
 * Runs all tests without a change.
 * @returns for each test file, which changes its tests reach and how long they take
 */
export async function coverageOf(host) {
	const files = filesUnder('test', '.test.ts').filter((file) => !EXCLUDED.test(file));
	const coverage = [];
	for (const file of files) {
		const report = await host.cover(file);
		if (report === undefined)
			console.log(`${file} fails or hangs without a change, so it is left out.`);
		else coverage.push({ file, ...report });
	}
	return coverage;
}

/**
 * @returns the tests that reach a change (the quicker first, preferring those named after its file, then those in its
 *   folder), how long they take in ms, and how often they reach it
 */
export function planFor({ id, fileName }, coverage) {
	const reaching = coverage
		.flatMap(({ file, tests, static: atLoad }) => {
			const distance = distanceOf(fileName, file);
			const hitsAtLoad = atLoad[id] ?? 0;
			return (
				tests
					// Code that runs while a file is loaded can affect any test.
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
		.sort((a, b) => a.distance * a.ms - b.distance * b.ms);
	const byFile = new Map();
	let ms = 0;
	let hits = 0;
	for (const test of reaching) {
		if (ms > MAX_MS && test.distance > NEAREST) continue;
		if (!byFile.has(test.file)) ms += LOAD_MS;
		byFile.set(test.file, [...(byFile.get(test.file) ?? []), test.place]);
		ms += test.ms;
		hits += test.hits;
	}
	return { files: [...byFile].map(([file, selected]) => ({ file, selected })), ms, hits };
}

/** The distance of tests named after the changed file. */
const NEAREST = 0.01;

/** @returns NEAREST for tests named after the changed file, 1 for others in its folder, more for all others */
function distanceOf(source, test) {
	const mirrored = source
		.replace(/^nodes\/MyD3/, 'test')
		.replace(/^credentials/, 'test/credentials')
		.replace('test/api/template', 'test/api')
		// The trigger's file only handles deliveries; trigger/lifecycle.ts has the rest.
		.replace('test/MyD3Trigger.node', 'test/trigger/webhook');
	if (dirname(test) !== dirname(mirrored)) return 4;
	const names = [test, mirrored].map((path) => basename(path).split('.')[0]);
	// testEventResult.ts is tested by testEvent.test.ts, requestTemplate.ts by requestTemplateLines.test.ts.
	return names[0].startsWith(names[1]) || names[1].startsWith(names[0]) ? NEAREST : 1;
}
