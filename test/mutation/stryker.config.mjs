// `npm run mutation`: changes one thing in what ships, again and again, and looks whether a unit test notices.
export default {
	testRunner: 'jest',
	jest: { configFile: 'test/mutation/jest.config.js' },
	coverageAnalysis: 'perTest',
	mutate: [
		'nodes/MyD3/{contract,client,subscription,event}.ts',
		'nodes/MyD3/{answers,calls,failure,key,reachable,removal}.ts',
		'credentials/MyD3Api.credentials.ts',
	],
	reporters: ['clear-text', 'json', 'html'],
	jsonReporter: { fileName: 'reports/mutation.json' },
	htmlReporter: { fileName: 'reports/mutation.html' },
	concurrency: 2,
	timeoutMS: 10_000,
	thresholds: { high: 95, low: 90, break: 90 },
	// What ships is TypeScript without a build here, and nothing below these is read.
	ignorePatterns: ['dist', 'reports'],
	tempDirName: '.stryker-tmp',
	cleanTempDir: 'always',
	disableTypeChecks: false,
};
