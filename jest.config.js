module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/test/e2e/'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2021' }, module: { type: 'commonjs' } },
		],
	},
};
