const project = require('../../jest.config.js');

/** The unit tests without those that need a build or live through thousands of sequences: a mutant is tried in seconds. */
const LEFT_OUT = ['package', 'model', 'dialects', 'simulator', 'node'];

module.exports = {
	...project,
	rootDir: '../..',
	testEnvironment: require.resolve('./environment.js'),
	moduleNameMapper: { '^(n8n-core|n8n-workflow)$': '<rootDir>/test/mutation/once/$1.js' },
	// Under the coverage analysis, on a busy machine.
	testTimeout: 30_000,
	testPathIgnorePatterns: LEFT_OUT.map((name) => `<rootDir>/test/${name}\\.test\\.ts$`),
};
