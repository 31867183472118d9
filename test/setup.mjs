// Installs what the tests and the demo need, and nothing when it is there already:
//   node test/setup.mjs [root] [n8n-2.41.1] [n8n-1.123.81] [registry] [chromium] [postgres] [redis-server] [caddy]
// Runs with nothing installed, so it is plain JavaScript and imports only what belongs to Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	createWriteStream,
	existsSync,
	readFileSync,
	rmSync,
	statfsSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode24 } from './e2e/node24.js';
import { PROGRAMS, findProgram } from './e2e/programs.js';
import { unsupported } from './platform.js';

const PROJECT_ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const E2E = join(PROJECT_ROOT, 'test', 'e2e');
const PROGRESS_INTERVAL_MS = 10_000;
const LOG_TAIL_LINES = 25;
const GIGABYTE = 1024 ** 3;
const SQLITE = 'node_modules/sqlite3';
const SQLITE_DRIVER = `${SQLITE}/build/Release/node_sqlite3.node`;

/** What each n8n takes on the disk, its share of npm's cache included, in gigabytes. */
const N8N_GIGABYTES = { 'n8n-2.41.1': 4, 'n8n-1.123.81': 3 };

// Nothing may run that a package brings along; what has to be compiled is named where it is. Given on the
// command line, because npm does not read the project's .npmrc in the folders below test/e2e.
const NPM_CI = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];

// Debian's packages start their services when they are installed. Tests start their own, and at run level 1 (where
// there is no systemd, as in a container) the others stay off.
const APT_ENVIRONMENT = ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1'];
const APT_OPTIONS = ['--yes', '--quiet', '-o', 'DPkg::Lock::Timeout=300'];

/** An expected failure: its message says what to do, and no stack trace is shown. */
class SetupError extends Error {}

try {
	for (const name of process.argv.slice(2)) {
		const reason = unsupported(name, process);
		if (reason) throw new SetupError(reason);
		if (name === 'root') await installPackages('this project', PROJECT_ROOT);
		else if (name === 'registry') await installPackages('an npm registry', join(E2E, 'registry'));
		else if (name in N8N_GIGABYTES) await installN8n(name);
		else if (name in PROGRAMS) await installProgram(name);
		else {
			const known = ['root', 'registry', ...Object.keys(N8N_GIGABYTES), ...Object.keys(PROGRAMS)];
			throw new SetupError(`There is no "${name}" to set up; there are ${known.join(', ')}.`);
		}
	}
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	console.error(`\nSetting up failed. ${error.message}`);
	process.exitCode = 1;
}

/** Installs one n8n and the Node.js that it runs on. */
async function installN8n(name) {
	const folder = join(E2E, name);
	// Written last: without it, or with another lock file's hash in it, something is missing.
	const marker = join(folder, 'node_modules', '.setup-done');
	const hash = createHash('sha256')
		.update(readFileSync(join(folder, 'package-lock.json')))
		.digest('hex');

	// Beside n8n it must also have been unpacked to its end.
	const node = findNode24();
	if (!node || (node !== process.execPath && !isInstalled(E2E))) await installNode24();
	if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
	if (!isInstalled(folder)) requireSpace(folder, N8N_GIGABYTES[name]);
	await installPackages(name.replace('n8n-', 'n8n '), folder);
	await compileSqlite(folder);
	writeFileSync(marker, hash);
}

/** Installs Node.js 24 beside n8n. npm is content when it fails, because each platform's package is optional. */
async function installNode24() {
	await npm('Installing Node.js 24, which n8n needs', NPM_CI, E2E);
	const node = findNode24();
	// Where the system has another C library than the binary was built for, as on Alpine, it is there but does not start.
	if (node && spawnSync(node, ['--version']).status === 0) return;
	throw new SetupError(
		node
			? 'The Node.js 24 from npm does not start on this machine. Install Node.js 24 yourself and run this command with it.'
			: "Node.js 24 could not be installed. Check that npm's registry can be reached, or install Node.js 24 yourself and run this command with it.",
	);
}

/** Runs `npm ci` unless everything that the lock file lists is installed. */
async function installPackages(what, folder) {
	if (isInstalled(folder)) return;
	const paths = Object.entries(readLock(folder))
		.filter(([, { optional, extraneous }]) => !optional && !extraneous)
		.map(([path]) => join(folder, path, 'package.json'));
	await npm(`Installing ${what} (${paths.length} packages)`, NPM_CI, folder, {
		progress: () =>
			`${paths.filter((path) => existsSync(path)).length} of ${paths.length} packages`,
	});
}

/** Compiles the driver of n8n's database, unless it works already or has been compiled for the other n8n. */
async function compileSqlite(folder) {
	const works = () =>
		spawnSync(findNode24(), ['-e', 'require("sqlite3")'], { cwd: folder }).status === 0;
	if (works()) return;
	const { integrity } = readLock(folder)[SQLITE];
	const compiled = Object.keys(N8N_GIGABYTES)
		.filter((other) => readLock(join(E2E, other))[SQLITE].integrity === integrity)
		.map((other) => join(E2E, other, SQLITE_DRIVER))
		.find((file) => existsSync(file));
	if (compiled) cpSync(compiled, join(folder, SQLITE_DRIVER), { recursive: true });
	if (works()) return;
	// Node's header files come with Node 24 from npm: no download from elsewhere is needed.
	const headers = dirname(dirname(findNode24()));
	const env = existsSync(join(headers, 'include', 'node', 'node_api.h'))
		? { npm_config_nodedir: headers }
		: {};
	const rebuild = ['rebuild', 'sqlite3', '--ignore-scripts=false'];
	await npm("Compiling n8n's database driver, about a minute", rebuild, folder, {
		env,
		hint: 'A C++ compiler, make and Python 3 are needed (Debian and Ubuntu: apt-get install build-essential python3; macOS: xcode-select --install).',
	});
	if (!works()) {
		throw new SetupError(
			`npm said that it compiled sqlite3 in ${relative(PROJECT_ROOT, folder)}, but it does not load. Remove node_modules there and run this again.`,
		);
	}
}

/**
 * Compares what a lock file lists with what npm noted down when it last finished an installation there. An
 * installation that was interrupted left no such note.
 */
function isInstalled(folder) {
	const note = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(note)) return false;
	const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
	const wanted = readLock(folder);
	return (
		Object.entries(wanted).every(
			([path, { version, integrity, optional, extraneous }]) =>
				(installed[path]?.version === version && installed[path]?.integrity === integrity) ||
				((optional || extraneous) && !installed[path]),
		) && Object.keys(installed).every((path) => path in wanted)
	);
}

/**
 * The packages of a lock file by the path of each, without the folder's own entry. npm does not install every
 * one: not those for other platforms, nor the "extraneous" ones, which it lists although nobody needs them.
 */
function readLock(folder) {
	const { '': _self, ...packages } = JSON.parse(
		readFileSync(join(folder, 'package-lock.json'), 'utf8'),
	).packages;
	return packages;
}

function requireSpace(folder, gigabytes) {
	const { bavail, bsize } = statfsSync(folder);
	const free = (bavail * bsize) / GIGABYTE;
	if (free >= gigabytes) return;
	throw new SetupError(
		`This needs about ${gigabytes} GB of disk space; ${free.toFixed(1)} GB are free in ${relative(PROJECT_ROOT, folder)}.`,
	);
}

/** Installs a program with Debian's package manager, unless it is there. */
async function installProgram(name) {
	if (findProgram(name)) return;
	const { debian } = PROGRAMS[name];
	const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive'];
	const apt = (...args) => [
		...asRoot,
		'env',
		...APT_ENVIRONMENT,
		'apt-get',
		...APT_OPTIONS,
		...args,
	];
	const hint = `Install "${name}" yourself (Debian's package is called ${debian}) and run this again.`;
	if (!existsSync('/usr/bin/apt-get')) {
		if (name === 'chromium') return await downloadChromium(hint);
		throw new SetupError(`"${name}" is needed, and this machine has no apt-get. ${hint}`);
	}
	try {
		await run(`Looking up packages for ${name}`, apt('update'), { hint });
		await run(`Installing ${name}`, apt('install', '--no-install-recommends', debian), { hint });
	} catch (error) {
		// Ubuntu has no such package, and a developer's machine may want a password.
		if (name === 'chromium') return await downloadChromium(hint);
		throw error;
	}
	if (!findProgram(name)) {
		throw new SetupError(`apt-get installed ${debian}, but there is no ${name}. ${hint}`);
	}
}

/** Has Playwright download the browser that it is made for; it belongs to the project's own packages ("root"). */
async function downloadChromium(hint) {
	const playwright = join(PROJECT_ROOT, 'node_modules', 'playwright-core', 'cli.js');
	await run(
		"Downloading Chromium from Playwright's host",
		[process.execPath, playwright, 'install', '--no-shell', 'chromium'],
		{ hint },
	);
	if (!findProgram('chromium')) throw new SetupError(`Playwright downloaded no Chromium. ${hint}`);
}

/** Runs npm, and explains the usual reasons why it fails. */
async function npm(title, args, cwd, options = {}) {
	await run(title, ['npm', ...args], { cwd, explain, ...options });
}

/** Runs a command quietly: its output goes to a file, and only a line now and then tells that it is still at it. */
async function run(title, [command, ...args], options) {
	const { cwd, env = {}, hint = '', progress = () => '', explain = () => '' } = options;
	const logFile = join(tmpdir(), `myd3-setup-${process.pid}-${Date.now()}.log`);
	const log = createWriteStream(logFile);
	const start = Date.now();
	const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`;
	console.log(`${title} …`);

	const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	const timer = setInterval(
		() => console.log(`  … ${[elapsed(), progress()].filter(Boolean).join(', ')}`),
		PROGRESS_INTERVAL_MS,
	);
	const failure = await new Promise((resolve) => {
		child.on('error', (error) => resolve(`${command} could not be started: ${error.message}`));
		child.on('close', (code, signal) =>
			resolve(code === 0 ? '' : `${command} ended with ${signal ?? code}.`),
		);
	});
	clearInterval(timer);
	await new Promise((resolve) => log.end(resolve));
	if (!failure) {
		rmSync(logFile);
		console.log(`  done in ${elapsed()}`);
		return;
	}
	const output = readFileSync(logFile, 'utf8');
	console.error(output.split('\n').slice(-LOG_TAIL_LINES).join('\n'));
	throw new SetupError(`${failure} ${explain(output) || hint}\nAll of its output: ${logFile}`);
}

/** The usual reasons why npm fails, as a sentence that helps. */
function explain(output) {
	if (/ENOSPC/.test(output)) return 'The disk is full; n8n needs about 3 GB.';
	if (
		/code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)/.test(
			output,
		)
	) {
		return "npm's registry cannot be reached; check the network, or the proxy in npm's configuration.";
	}
	if (/code (EACCES|EPERM)/.test(output))
		return 'A file or folder may not be written by this user.';
	if (/code EUSAGE/.test(output)) return 'package.json and package-lock.json do not fit together.';
	return '';
}
