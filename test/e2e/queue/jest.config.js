const { rootDir, ...shared } = require('../jest.config.js');

// A run of its own: five n8n processes, PostgreSQL and Redis at once.
module.exports = {
	...shared,
	rootDir,
	testMatch: ['<rootDir>/queue/*.test.ts'],
};
