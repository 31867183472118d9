// Changes one thing in a file that ships, again and again, and looks whether a unit test notices:
//   npm run mutation            all files below
//   npm run mutation -- errors  one of them, or several
// Writes reports/mutation/<name>.html and .json, and fails when less than 90 % of the changes in a file are noticed.
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

const LEAST_SCORE = 90;

const INVOICE_TESTS = ['check', 'dates', 'linePath', 'lines', 'money', 'sums'].map(
	(name) => `resources/invoice/${name}`,
);

/** What is mutated, and the tests that have to notice. Few and quick ones: each mutant is tried by all that reach it. */
const TESTED_BY = {
	'nodes/MyD3/api/accessToken.ts': ['api/accessToken', 'api/request'],
	'nodes/MyD3/api/credentialFields.ts': ['api/credentialFields'],
	'nodes/MyD3/api/client.ts': ['api/client', 'api/request'],
	'nodes/MyD3/api/contract.ts': [
		'api/contract',
		'api/credentialFields',
		'api/responses',
		'api/listResponse',
	],
	'nodes/MyD3/api/credentialTest.ts': ['credentials/MyD3Api'],
	'nodes/MyD3/api/errors.ts': ['api/errors', 'api/client'],
	'nodes/MyD3/api/hiddenIds.ts': ['api/hiddenIds'],
	'nodes/MyD3/api/json.ts': ['api/json', 'api/listResponse'],
	'nodes/MyD3/api/listResponse.ts': ['api/listResponse', 'api/realAnswers'],
	'nodes/MyD3/api/pages.ts': ['api/pages', 'api/client'],
	'nodes/MyD3/api/nextPage.ts': ['api/listResponse'],
	'nodes/MyD3/api/redact.ts': ['api/redact'],
	'nodes/MyD3/api/request.ts': ['api/request', 'api/client'],
	'nodes/MyD3/api/responses.ts': ['api/responses'],
	'nodes/MyD3/api/subscriptionIds.ts': ['api/responses', 'api/listResponse', 'api/realAnswers'],
	'nodes/MyD3/api/tokenExchange.ts': ['api/tokenExchange', 'api/request'],
	'nodes/MyD3/api/vendorMessage.ts': ['api/vendorMessage'],
	...templates([
		'requestTemplate',
		'template/address',
		'template/argumentList',
		'template/body',
		'template/curlCommand',
		'template/headers',
		'template/jsonTemplate',
		'template/literalSecrets',
		'template/placeholders',
		'template/requestText',
	]),
	...Object.fromEntries(
		['check', 'dates', 'gst', 'linePath', 'lines', 'money', 'pricing', 'sums', 'values'].map(
			(name) => [`nodes/MyD3/resources/invoice/${name}.ts`, INVOICE_TESTS],
		),
	),
	'nodes/MyD3/trigger/deletions.ts': ['trigger/registration', 'trigger/lifecycle'],
	'nodes/MyD3/trigger/plan.ts': ['trigger/plan', 'trigger/registration'],
	'nodes/MyD3/trigger/registration.ts': [
		'trigger/registration',
		'trigger/lifecycle',
		'trigger/activationFailures',
	],
	'nodes/MyD3/trigger/delivery.ts': ['trigger/delivery', 'trigger/webhook'],
	'nodes/MyD3/trigger/eventKey.ts': ['trigger/eventKey'],
	'nodes/MyD3/trigger/handshake.ts': ['trigger/handshake'],
	'nodes/MyD3/trigger/body.ts': ['trigger/body'],
	'nodes/MyD3/trigger/recentDeliveries.ts': ['trigger/recentDeliveries'],
	'credentials/MyD3Api.credentials.ts': ['credentials/MyD3Api', 'credentials/form'],
	'credentials/requestFields.ts': ['credentials/form'],
	'nodes/MyD3/notificationUrl.ts': ['notificationUrl', 'notificationUrl.reachability'],
};

/** The parts of a request's template have their tests in common. */
function templates(names) {
	const tests = ['', 'Curl', 'Lines', 'Refusals'].map((topic) => `api/requestTemplate${topic}`);
	return Object.fromEntries(names.map((name) => [`nodes/MyD3/api/${name}.ts`, tests]));
}

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
		concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 2),
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
