module.exports = {
	testEnvironment: 'node',
	// Jest's default leaves one core free, which on two cores is half of them.
	maxWorkers: '100%',
	// On a busy machine, loading n8n-core and generating a certificate takes longer than Jest's default of 5 s.
	testTimeout: 30_000,
	globalSetup: '<rootDir>/test/jest.globalSetup.js',
	globalTeardown: '<rootDir>/test/jest.globalTeardown.js',
	// n8n-core starts a timer for SSH connections that nothing stops.
	forceExit: true,
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/test/e2e/'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2021' }, module: { type: 'commonjs' } },
		],
	},
};
