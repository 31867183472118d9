// Changes one thing in a file that ships, again and again, and looks whether a unit test notices:
//   npm run mutation            all files below
//   npm run mutation -- event   one of them, or several
// Writes reports/mutation/<name>.html and .json, and fails when less than 90 % of the changes in a file are noticed.
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

const LEAST_SCORE = 90;

const INVOICE_TESTS = ['check', 'dates', 'linePath', 'lines', 'money', 'sums'].map(
	(name) => `resources/invoice/${name}`,
);

/** Without the fuzz, which takes too long to be run for each change. */
const TEMPLATE_TESTS = ['', 'Curl', 'Lines', 'Refusals'].map(
	(name) => `api/requestTemplate${name}`,
);

/** What is mutated, and the tests that have to notice. Few and quick ones: each mutant is tried by all that reach it. */
const TESTED_BY = {
	'nodes/MyD3/contract.ts': ['contract', 'apiDetails'],
	'nodes/MyD3/event.ts': ['event', 'duplicates', 'eventLimits'],
	'nodes/MyD3/key.ts': ['key'],
	'nodes/MyD3/reachable.ts': ['reachable'],
	'nodes/MyD3/answers.ts': ['answers', 'subscriptionBody'],
	'nodes/MyD3/failure.ts': ['failure', 'client', 'clientMessages', 'calls', 'diagnosis'],
	'nodes/MyD3/subscription.ts': [
		'subscription',
		'registration',
		'lifecycle',
		'activationFailures',
		'removal',
	],
	'nodes/MyD3/removal.ts': ['removal', 'lifecycle', 'activationFailures'],
	'nodes/MyD3/client.ts': [
		'client',
		'clientMessages',
		'diagnosis',
		'lifecycle',
		'activationFailures',
	],
	'nodes/MyD3/calls.ts': [
		'calls',
		'client',
		'clientMessages',
		'diagnosis',
		'lifecycle',
		'activationFailures',
	],
	'nodes/MyD3/keptToken.ts': ['credentials'],
	...Object.fromEntries(
		['check', 'dates', 'gst', 'linePath', 'lines', 'money', 'pricing', 'sums', 'values'].map(
			(name) => [`nodes/MyD3/resources/invoice/${name}.ts`, INVOICE_TESTS],
		),
	),
	...Object.fromEntries(
		[
			'argumentList',
			'curlCommand',
			'jsonTemplate',
			'placeholders',
			'requestAddress',
			'requestBody',
			'requestHeaders',
			'requestTemplate',
			'requestText',
			'templateSecrets',
		].map((name) => [`nodes/MyD3/api/${name}.ts`, TEMPLATE_TESTS]),
	),
	'credentials/MyD3Api.credentials.ts': ['credentials', 'credentialForm', 'credentialMessages'],
};

const nameOf = (file) => basename(file).split('.')[0];
const names = Object.keys(TESTED_BY).map(nameOf);
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
	throw new Error(`There is no ${unknown.join(', ')} here; there are ${names.join(', ')}.`);
}

mkdirSync('reports/mutation', { recursive: true });
const summary = [];
for (const [file, tests] of Object.entries(TESTED_BY)) {
	const name = nameOf(file);
	if (chosen.length > 0 && !chosen.includes(name)) continue;
	const stryker = new Stryker({
		testRunner: 'jest',
		jest: {
			configFile: 'test/mutation/jest.config.js',
			config: { testMatch: tests.map((test) => `<rootDir>/test/${test}.test.ts`) },
		},
		coverageAnalysis: 'perTest',
		mutate: [file],
		reporters: ['clear-text', 'html', 'json'],
		clearTextReporter: { logTests: false, allowEmojis: false, reportTests: false },
		htmlReporter: { fileName: `reports/mutation/${name}.html` },
		jsonReporter: { fileName: `reports/mutation/${name}.json` },
		concurrency: 2,
		// A busy machine is slow: only what really hangs is to count as noticed because of its time.
		timeoutMS: 30_000,
		thresholds: { high: 95, low: LEAST_SCORE, break: null },
		ignorePatterns: ['dist', 'reports'],
		tempDirName: '.stryker-tmp',
		cleanTempDir: 'always',
	});
	const results = await stryker.runMutationTest();
	const count = (...statuses) => results.filter(({ status }) => statuses.includes(status)).length;
	const noticed = count('Killed', 'Timeout');
	const missed = count('Survived', 'NoCoverage');
	const score = (100 * noticed) / (noticed + missed);
	summary.push({ name, mutants: noticed + missed, timeouts: count('Timeout'), missed, score });
}
console.table(summary.map((row) => ({ ...row, score: `${row.score.toFixed(1)} %` })));
process.exitCode = summary.some(({ score }) => score < LEAST_SCORE) ? 1 : 0;
