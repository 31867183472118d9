import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findNode24 } from './node24';

/** The versions of n8n that are tested; each has its folder here. */
export type N8nVersion = '2.41.1' | '1.123.81';

/** What an n8n process does: everything, or a part of it in queue mode. */
export type N8nCommand = 'start' | 'webhook' | 'worker';

/** One running n8n. */
export interface N8nProcess {
	/** Everything it wrote so far to standard output and standard error. */
	log(): string;
	/** How it ended, as a sentence; undefined while it runs. */
	ended(): string | undefined;
	/** Asks it to end, and ends it after 15 s. Does nothing when it has ended already. */
	stop(): Promise<void>;
	/** Ends it at once, without a chance to clean up, as `kill -9` or a power cut would. */
	kill(): Promise<void>;
}

const PATIENCE_MS = 15_000;

// Nothing else of this machine's environment reaches n8n: neither its N8N_… and WEBHOOK_URL, nor proxies.
const INHERITED = ['PATH', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'ComSpec', 'PATHEXT'];

/**
 * Starts an installed n8n in a process group of its own, so that Ctrl-C reaches only the caller, which may
 * need n8n to be there a little longer. It ends with the caller, however that ends.
 *
 * @param version which n8n
 * @param env the environment, in addition to the PATH and the like
 * @param command what it is to do
 * @throws Error when n8n or Node 24 is not installed
 */
export function spawnN8n(
	version: N8nVersion,
	env: Record<string, string>,
	command: N8nCommand = 'start',
): N8nProcess {
	const node = findNode24();
	if (!node) {
		throw new Error(`Node 24 is not installed. Run: node test/setup.mjs n8n-${version}`);
	}
	const n8n = join(__dirname, `n8n-${version}`, 'node_modules', 'n8n', 'bin', 'n8n');
	const inherited = INHERITED.flatMap((name) => {
		const value = process.env[name];
		return value === undefined ? [] : [[name, value] as const];
	});
	const child = spawn(node, ['--require', join(__dirname, 'exitWithParent.cjs'), n8n, command], {
		env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env },
		stdio: ['pipe', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	let log = '';
	const write = (text: string) => (log += text);
	child.stdout.setEncoding('utf8').on('data', write);
	child.stderr.setEncoding('utf8').on('data', write);
	child.on('error', (error) => write(`${error.message}\n`));
	// Written to by nobody, and closed by n8n's end: not an error worth ending the caller for.
	child.stdin.on('error', () => {});

	return {
		log: () => log,
		ended: () =>
			isRunning(child)
				? undefined
				: `n8n ended by itself with ${child.signalCode ?? `exit code ${child.exitCode}`}.`,
		stop: async () => {
			if (!isRunning(child)) return;
			const exit = once(child, 'exit');
			child.kill('SIGTERM');
			const inTime = await Promise.race([exit, sleep(PATIENCE_MS, undefined, { ref: false })]);
			if (!inTime) await end(child);
		},
		kill: () => end(child),
	};
}

/**
 * Finds ports of 127.0.0.1 that nobody listens on.
 *
 * @param count how many
 * @returns that many different port numbers
 */
export async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
	await Promise.all(servers.map((server) => once(server, 'listening')));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map((server) => once(server.close(), 'close')));
	return ports;
}

function isRunning(child: ChildProcess): boolean {
	return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function end(child: ChildProcess): Promise<void> {
	if (!isRunning(child)) return;
	const exit = once(child, 'exit');
	// The negative number is the whole group: n8n's task runner too.
	if (process.platform === 'win32') child.kill('SIGKILL');
	else process.kill(-child.pid!, 'SIGKILL');
	await exit;
}
