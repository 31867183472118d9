// A process that runs unit tests for run.mjs, which says which of them, and with which mutant: Jest's own test functions
// and expectations, without its module system, so that a run takes milliseconds.
const { readFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { jestExpect } = require('@jest/expect');
const circus = require('jest-circus');

const { load, replaced, reset } = require('./modules.cjs');

require('../jest.globalSetup.js')();
// A few random sequences, of the thousands that `npm test` takes.
process.env.MODEL_RUNS = '25';
const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach });
globalThis.expect = jestExpect;
const stryker = (globalThis.__stryker__ = { mutantCoverage: { static: {}, perTest: {} } });
for (const [file, code] of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
	replaced.set(resolve(file), code);
}

/** What is done after each test of the file that runs. */
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

/** Time spent in this process: on a busy machine a better measure of effort than time passed. */
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
 * Runs a file's tests.
 * @param selected the places of those to run, in the order of the file; all unless given
 * @returns the first that failed, and what was seen of each
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

/** Runs files until a test fails. */
async function run({ mutant, hitLimit, files, timeout }) {
	Object.assign(stryker, { activeMutant: mutant, hitCount: 0, hitLimit });
	for (const each of files) {
		const { failed } = await runFile(each, { bail: true, timeout });
		if (failed !== undefined) return { failed, hits: stryker.hitCount };
	}
	return {};
}

/** Runs a whole file without a mutant. @returns its tests, and what of the mutants each reaches */
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

// What an earlier mutant left running may fail now: that is neither a reason to end nor the fault of this one.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});
process.on('message', async ({ command, ...rest }) => {
	const answer = await (command === 'cover' ? cover(rest) : run(rest));
	process.send({ ...answer, megabytes: process.memoryUsage.rss() / 2 ** 20 });
});
process.send({ ready: true });
