module.exports = {
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: ['<rootDir>/*.test.ts', '<rootDir>/browser/*.test.ts'],
	testTimeout: 60_000,
	// n8n's own 300,000 files are neither looked at nor mistaken for this project's modules; only the file
	// system API of Node leaves them out while searching, not after.
	modulePathIgnorePatterns: ['<rootDir>/n8n-', '<rootDir>/(registry/)?node_modules'],
	haste: { forceNodeFilesystemAPI: true },
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2021' }, module: { type: 'commonjs' } },
		],
	},
};
