// The process in which run.mjs runs the unit tests that it selects, with a given mutant. It uses Jest's own test functions
// and expectations but not its module system, so that a run takes only milliseconds.
const { readFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { jestExpect } = require('@jest/expect');
const circus = require('jest-circus');

const { load, replaced, reset } = require('./modules.cjs');

require('../jest.globalSetup.js')();
// Only a few random sequences; `npm test` runs hundreds.
process.env.MODEL_RUNS = '25';
const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach });
globalThis.expect = jestExpect;
const stryker = (globalThis.__stryker__ = { mutantCoverage: { static: {}, perTest: {} } });
for (const [file, code] of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
	replaced.set(resolve(file), code);
}

/** Called after each test of the current file. */
let onDone;
let startOfTest;
circus.addEventHandler(({ name, test: each }) => {
	if (name === 'test_start') {
		stryker.currentTestId = each.place;
		startOfTest = cpuMs();
	}
	if (name === 'test_done') onDone(each);
	if (name === 'test_done' || name === 'test_skip') stryker.currentTestId = undefined;
});

/** The CPU time of this process, in ms. On a busy machine it measures effort better than elapsed time. */
const cpuMs = () => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
};
const testsOf = (block) =>
	block.children.flatMap((child) => (child.type === 'test' ? [child] : testsOf(child)));
const nameOf = ({ name, parent }) =>
	parent.parent === undefined ? name : `${nameOf(parent)} ${name}`;
const messageOf = (error) => String((Array.isArray(error) ? error[0] : error)?.message ?? error);

/**
 * Runs the tests in a file.
 * @param selected positions within the file of the tests to run; all if omitted
 * @returns the first test that failed, and each test's position, name and duration
 */
async function runFile({ file, selected }, { bail, timeout }) {
	reset();
	circus.resetState();
	const seen = [];
	let failed;
	const state = circus.getState();
	state.testTimeout = timeout;
	try {
		load(resolve(file));
	} catch (error) {
		return { failed: { file, name: 'the file does not load', message: messageOf(error) }, seen };
	}
	const tests = testsOf(state.rootDescribeBlock);
	tests.forEach((each, place) => {
		each.place = String(place);
		if (selected !== undefined && !selected.includes(place)) each.mode = 'skip';
	});
	onDone = (each) => {
		const [error] = each.errors;
		const place = Number(each.place);
		seen.push({ place, name: nameOf(each), ms: cpuMs() - startOfTest });
		if (error === undefined || failed !== undefined) return;
		failed = { file, place, name: nameOf(each), message: messageOf(error) };
		if (!bail) return;
		for (const other of tests) if (other.status === null) other.mode = 'skip';
	};
	await circus.run();
	const [error] = state.unhandledErrors;
	if (error !== undefined) failed ??= { file, name: 'after the tests', message: messageOf(error) };
	return { failed, seen };
}

/** Runs test files until a test fails. */
async function run({ mutant, hitLimit, files, timeout }) {
	Object.assign(stryker, { activeMutant: mutant, hitCount: 0, hitLimit });
	for (const each of files) {
		const { failed } = await runFile(each, { bail: true, timeout });
		if (failed !== undefined) return { failed, hits: stryker.hitCount };
	}
	return {};
}

/** Runs a whole test file without a mutant. @returns its tests, and which mutants each of them reaches */
async function cover({ file, timeout }) {
	stryker.activeMutant = undefined;
	const coverage = stryker.mutantCoverage;
	for (const part of [coverage.static, coverage.perTest]) {
		for (const key of Object.keys(part)) delete part[key];
	}
	const start = cpuMs();
	const { failed, seen } = await runFile({ file }, { bail: false, timeout });
	const tests = seen.map((each) => ({ ...each, hits: coverage.perTest[each.place] ?? {} }));
	return { failed, tests, static: { ...coverage.static }, ms: cpuMs() - start };
}

// Code left running by an earlier mutant may still fail. That must neither end the process nor count against this mutant.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});
process.on('message', async ({ command, ...rest }) => {
	const report = await (command === 'cover' ? cover(rest) : run(rest));
	process.send({ ...report, megabytes: process.memoryUsage.rss() / 2 ** 20 });
});
process.send({ ready: true });
