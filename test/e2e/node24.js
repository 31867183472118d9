const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { nodePackageFor } = require('../platform.js');

// Plain JavaScript, because test/setup.mjs runs before anything is installed.

/**
 * Finds the Node.js that runs n8n. Both versions of n8n under test run on Node 24: 2.41 on nothing older, 1.123 on
 * nothing newer; and isolated-vm, which 2.41 needs, has binaries for Node 22 and 24 only.
 *
 * @returns {string | undefined} path of the executable: the running one if it is Node 24, else the one that
 *   test/setup.mjs installed from this folder's package.json; undefined if it is not installed
 */
exports.findNode24 = function findNode24() {
	if (process.versions.node.startsWith('24.')) return process.execPath;
	const { optionalDependencies } = JSON.parse(
		readFileSync(join(__dirname, 'package.json'), 'utf8'),
	);
	const name = nodePackageFor(Object.keys(optionalDependencies), process);
	const path = name && join(__dirname, 'node_modules', name, 'bin', 'node');
	return path && existsSync(path) ? path : undefined;
};
