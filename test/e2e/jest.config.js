module.exports = {
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: ['<rootDir>/*.test.ts', '<rootDir>/browser/*.test.ts'],
	testTimeout: 60_000,
	testSequencer: '<rootDir>/sequencer.js',
	// Ignores n8n's own files, hundreds of thousands of them, and keeps them out of this project's modules. Only Node's
	// own file system API skips them while searching, rather than afterwards.
	modulePathIgnorePatterns: ['<rootDir>/n8n-', '<rootDir>/(registry/)?node_modules'],
	haste: { forceNodeFilesystemAPI: true },
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2021' }, module: { type: 'commonjs' } },
		],
	},
};
