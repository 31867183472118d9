const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** n8n-core keeps settings in the user's folder: not in that of whoever runs the tests. */
module.exports = () => {
	process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'myd3-test-'));
	process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS = 'true';
	process.env.N8N_LOG_LEVEL = 'silent';
};
