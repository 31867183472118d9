const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

// Plain JavaScript, because test/setup.mjs runs before anything is installed.

/**
 * Programs that some end-to-end tests need and npm does not have: the Debian package of each, and its path once
 * installed.
 */
const PROGRAMS = {
	chromium: {
		debian: 'chromium',
		paths: () => [
			'/usr/bin/chromium',
			'/usr/bin/chromium-browser',
			'/usr/bin/google-chrome',
			'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
			'/Applications/Chromium.app/Contents/MacOS/Chromium',
			...playwrightBrowser(),
		],
	},
	postgres: {
		debian: 'postgresql',
		// Debian has a folder for each version; newest first.
		paths: () => [
			...versionsIn('/usr/lib/postgresql').map((version) =>
				join('/usr/lib/postgresql', version, 'bin', 'postgres'),
			),
			'/usr/bin/postgres',
		],
	},
	caddy: { debian: 'caddy', paths: () => ['/usr/bin/caddy'] },
	'redis-server': { debian: 'redis-server', paths: () => ['/usr/bin/redis-server'] },
};

/** The browser that Playwright downloads where there is no Debian package; Playwright itself may be missing. */
function playwrightBrowser() {
	try {
		return [require('playwright-core').chromium.executablePath()];
	} catch {
		return [];
	}
}

function versionsIn(folder) {
	if (!existsSync(folder)) return [];
	return readdirSync(folder).sort((a, b) => Number(b) - Number(a));
}

exports.PROGRAMS = PROGRAMS;

/**
 * Finds a program that test/setup.mjs installs.
 *
 * @param {string} name a key of PROGRAMS
 * @returns {string | undefined} path of the executable; undefined if it is not installed
 */
exports.findProgram = function findProgram(name) {
	return PROGRAMS[name].paths().find((path) => existsSync(path));
};
