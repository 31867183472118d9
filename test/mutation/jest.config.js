const project = require('../../jest.config.js');

/** The unit tests' configuration, for test/mutation/run.mjs, which says which tests to run. */
module.exports = {
	...project,
	rootDir: '../..',
	testEnvironment: require.resolve('./environment.js'),
	moduleNameMapper: { '^(n8n-core|n8n-workflow)$': '<rootDir>/test/mutation/once/$1.js' },
};
