// Installs what the tests and the demo need, unless it is already there:
//   node test/setup.mjs [root] [n8n-2.41.1] [n8n-1.123.81] [registry] [chromium] [postgres] [redis-server] [caddy]
// Plain JavaScript that imports only Node's own modules, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
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

/** Disk space for each n8n, including its share of npm's cache, in gigabytes. */
const N8N_GIGABYTES = { 'n8n-2.41.1': 4, 'n8n-1.123.81': 3 };

// No package's install scripts may run; what needs compiling is named below. Passed on the command line, because npm
// ignores the project's .npmrc in the folders below test/e2e.
const NPM_CI = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];

// Debian's packages start their services on installation. Run level 1 prevents that where there is no systemd, as in a
// container: tests start their own.
const APT_ENVIRONMENT = ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1'];
const APT_OPTIONS = ['--yes', '--quiet', '-o', 'DPkg::Lock::Timeout=300'];

/** An expected failure: the message says what to do, without a stack trace. */
class SetupError extends Error {
	/** What the failed command printed. */
	output = '';
}

try {
	await installAll(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	console.error(`\nSetup failed. ${error.message}`);
	process.exitCode = 1;
}

/** Installs the named parts, several at a time, because npm and apt-get mostly wait for the network and the disk. */
async function installAll(names) {
	const known = ['root', 'registry', ...Object.keys(N8N_GIGABYTES), ...Object.keys(PROGRAMS)];
	for (const name of names) {
		if (!known.includes(name))
			throw new SetupError(`"${name}" is unknown. Choose from ${known.join(', ')}.`);
		const reason = unsupported(name, process);
		if (reason) throw new SetupError(reason);
	}
	// First, because Playwright, which can download Chromium, is among its packages.
	if (names.includes('root')) await installPackages('this project', PROJECT_ROOT);

	const n8ns = names.filter((name) => name in N8N_GIGABYTES);
	if (n8ns.length > 0) await prepareForN8n(n8ns);
	// One after another, so that the driver is compiled once, but as soon as the first n8n is there.
	let finished = Promise.resolve();
	const installN8n = async (name) => {
		await installPackages(name.replace('n8n-', 'n8n '), join(E2E, name));
		finished = finished.then(async () => await finishN8n(name));
		await finished;
	};
	const outcomes = await Promise.allSettled([
		...n8ns.map(installN8n),
		inTurn(names.filter((name) => name in PROGRAMS).map((name) => () => installProgram(name))),
		names.includes('registry') && installPackages('an npm registry', join(E2E, 'registry')),
	]);
	for (const { reason } of outcomes) if (reason) throw reason;
}

/** Runs one after another. */
async function inTurn(steps) {
	for (const step of steps) await step();
}

/** Installs the Node.js for n8n, and checks that there is room for each n8n that is missing. */
async function prepareForN8n(names) {
	// Node.js beside n8n may be unpacked only in part.
	const node = findNode24();
	if (!node || (node !== process.execPath && !isInstalled(E2E))) await installNode24();
	const missing = names.filter((name) => !isInstalled(join(E2E, name)));
	if (missing.length === 0) return;
	const gigabytes = missing.reduce((sum, name) => sum + N8N_GIGABYTES[name], 0);
	requireSpace(E2E, gigabytes);
}

/** Compiles what n8n's packages need, unless that has been done. */
async function finishN8n(name) {
	const folder = join(E2E, name);
	// Written last: if it is missing, or has another lock file's hash, the installation is incomplete.
	const marker = join(folder, 'node_modules', '.setup-done');
	const hash = createHash('sha256')
		.update(readFileSync(join(folder, 'package-lock.json')))
		.digest('hex');
	if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
	await compileSqlite(folder);
	writeFileSync(marker, hash);
}

/** Installs Node.js 24 beside n8n. npm succeeds even when it cannot, because each platform's package is optional. */
async function installNode24() {
	await npm('Installing Node.js 24, which n8n needs', NPM_CI, E2E);
	const node = findNode24();
	// On a system with another C library, such as Alpine, the binary is present but does not start.
	if (node && spawnSync(node, ['--version']).status === 0) return;
	throw new SetupError(
		node
			? 'The Node.js 24 from npm does not start on this machine. Install Node.js 24 yourself and run this command with it.'
			: "Node.js 24 could not be installed. Check that you can reach npm's registry, or install Node.js 24 yourself and run this command with it.",
	);
}

/** Runs `npm ci` unless everything in the lock file is installed. */
async function installPackages(what, folder) {
	const shrinkwrap = join(folder, 'npm-shrinkwrap.json');
	// An interrupted installation leaves it, and npm would publish it.
	rmSync(shrinkwrap, { force: true });
	if (isInstalled(folder)) return;
	const paths = Object.entries(readLock(folder))
		.filter(([, { optional, extraneous }]) => !optional && !extraneous)
		.map(([path]) => join(folder, path, 'package.json'));
	const install = async () =>
		await npm(`Installing ${what} (${paths.length} packages)`, NPM_CI, folder, {
			progress: () =>
				`${paths.filter((path) => existsSync(path)).length} of ${paths.length} packages`,
		});
	try {
		writeFileSync(shrinkwrap, JSON.stringify(withTarballUrls(folder)));
		await install();
	} catch (error) {
		// The registry may keep its tarballs elsewhere: let npm look each one up.
		if (!/code E4\d\d/.test(error.output)) throw error;
		console.log(
			'  A tarball was not where it was expected. Once more, with npm looking each one up.',
		);
		rmSync(shrinkwrap);
		await install();
	} finally {
		rmSync(shrinkwrap, { force: true });
	}
}

/**
 * The lock file, which has no registry addresses, with the addresses of the tarballs in the registry that npm is
 * configured to use, as npm's own registry and its mirrors have them. Without them, npm reads every version of every
 * package first, which takes as long again. npm prefers npm-shrinkwrap.json to package-lock.json.
 */
function withTarballUrls(folder) {
	const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
	const { stdout } = spawnSync('npm', ['config', 'list', '--json'], { encoding: 'utf8' });
	const config = JSON.parse(stdout || '{}');
	for (const [path, entry] of Object.entries(lock.packages)) {
		if (!path || entry.link || entry.inBundle) continue;
		const name = entry.name ?? path.split('node_modules/').at(-1);
		const [scope] = name.split('/');
		const base = (config[`${scope}:registry`] ?? config.registry)?.replace(/\/$/, '');
		if (base) entry.resolved = `${base}/${name}/-/${name.split('/').at(-1)}-${entry.version}.tgz`;
	}
	return lock;
}

/** Compiles n8n's database driver, unless it works or a copy compiled for the other n8n does. */
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
	// npm's Node 24 includes the header files: no further download.
	const headers = dirname(dirname(findNode24()));
	const env = {
		// Compiles in half the time, and the tests do not need a faster database.
		CFLAGS: '-O1',
		CXXFLAGS: '-O1',
		npm_config_jobs: '2',
		...(existsSync(join(headers, 'include', 'node', 'node_api.h')) && {
			npm_config_nodedir: headers,
		}),
	};
	const rebuild = ['rebuild', 'sqlite3', '--ignore-scripts=false'];
	await npm("Compiling n8n's database driver, less than a minute", rebuild, folder, {
		env,
		hint: 'A C++ compiler, make and Python 3 are needed (Debian and Ubuntu: apt-get install build-essential python3; macOS: xcode-select --install).',
	});
	if (!works()) {
		throw new SetupError(
			`npm reported success for sqlite3 in ${relative(PROJECT_ROOT, folder)}, but it does not load. Remove node_modules there and run this again.`,
		);
	}
}

/**
 * Compares the lock file with npm's own record of the last completed installation; an interrupted one leaves none.
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
 * The packages of a lock file by path, without the folder's own entry. npm skips some: those for other platforms, and
 * the "extraneous" ones, which it lists although nothing needs them.
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
		`This needs about ${gigabytes} GB of disk space, but only ${free.toFixed(1)} GB are free in ${relative(PROJECT_ROOT, folder)}.`,
	);
}

/** Installs a program with Debian's package manager, unless it is there already. */
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
		throw new SetupError(`apt-get installed ${debian}, but ${name} is still missing. ${hint}`);
	}
}

/** Has Playwright, one of the project's own packages ("root"), download its browser. */
async function downloadChromium(hint) {
	const playwright = join(PROJECT_ROOT, 'node_modules', 'playwright-core', 'cli.js');
	await run(
		"Downloading Chromium from Playwright's host",
		[process.execPath, playwright, 'install', '--no-shell', 'chromium'],
		{ hint },
	);
	if (!findProgram('chromium')) throw new SetupError(`Playwright downloaded no Chromium. ${hint}`);
}

/** Runs npm; explains the usual failures. */
async function npm(title, args, cwd, options = {}) {
	await run(title, ['npm', ...args], { cwd, explain, ...options });
}

/** Runs a command, its output in a file; prints a line of progress now and then. */
async function run(title, [command, ...args], options) {
	const { cwd, env = {}, hint = '', progress = () => '', explain = () => '' } = options;
	const logFile = join(tmpdir(), `myd3-setup-${randomUUID()}.log`);
	const log = createWriteStream(logFile);
	const start = Date.now();
	const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`;
	console.log(`${title} …`);

	const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	const timer = setInterval(
		() => console.log(`  … ${[title, elapsed(), progress()].filter(Boolean).join(', ')}`),
		PROGRESS_INTERVAL_MS,
	);
	const failure = await new Promise((resolve) => {
		child.on('error', (error) => resolve(`${command} did not start: ${error.message}`));
		child.on('close', (code, signal) =>
			resolve(code === 0 ? '' : `${command} ended with ${signal ?? code}.`),
		);
	});
	clearInterval(timer);
	await new Promise((resolve) => log.end(resolve));
	if (!failure) {
		rmSync(logFile);
		console.log(`  ${title}: done in ${elapsed()}`);
		return;
	}
	const output = readFileSync(logFile, 'utf8');
	console.error(output.split('\n').slice(-LOG_TAIL_LINES).join('\n'));
	const message = `${failure} ${explain(output) || hint}\nFull output: ${logFile}`;
	throw Object.assign(new SetupError(message), { output });
}

/** Explains the usual failures of npm, in a sentence. */
function explain(output) {
	if (/ENOSPC/.test(output)) return 'The disk is full; each n8n needs 3 to 4 GB.';
	if (
		/code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)/.test(
			output,
		)
	) {
		return "npm's registry is unreachable. Check the network, or the proxy in npm's configuration.";
	}
	if (/code (EACCES|EPERM)/.test(output)) return 'This user may not write to a file or folder.';
	if (/code EUSAGE/.test(output)) return 'package.json and package-lock.json do not match.';
	return '';
}
