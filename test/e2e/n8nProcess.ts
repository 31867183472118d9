import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findNode24 } from './node24';

/** The versions of n8n under test; each has a folder here. */
export type N8nVersion = '2.41.1' | '1.123.81';

/** The role of an n8n process: everything, or one part in queue mode. */
export type N8nCommand = 'start' | 'webhook' | 'worker';

/** A running n8n process. */
export interface N8nProcess {
	/** Its standard output and standard error so far. */
	log(): string;
	/** How it ended, as a sentence; undefined while it runs. */
	ended(): string | undefined;
	/** Asks it to end, and kills it after 15 s; does nothing if it has ended. */
	stop(): Promise<void>;
	/** Kills it without a chance to clean up, like `kill -9` or a power cut. */
	kill(): Promise<void>;
}

const STOP_TIMEOUT_MS = 15_000;

// Nothing else of the environment reaches n8n: no N8N_…, no WEBHOOK_URL, no proxy.
const INHERITED = ['PATH', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'ComSpec', 'PATHEXT'];

/**
 * Starts an installed n8n in its own process group, so that Ctrl-C reaches only the caller, which may need n8n a little
 * longer. n8n ends with the caller, however that ends.
 *
 * @param env variables besides PATH and the like
 * @throws Error if n8n or Node 24 is not installed
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
	const modules = join(__dirname, `n8n-${version}`, 'node_modules');
	const n8n = join(modules, 'n8n', 'bin', 'n8n');
	const inherited = INHERITED.flatMap((name) => {
		const value = process.env[name];
		return value === undefined ? [] : [[name, value] as const];
	});
	const child = spawn(node, ['--require', join(__dirname, 'exitWithParent.cjs'), n8n, command], {
		env: {
			...Object.fromEntries(inherited),
			NO_COLOR: '1',
			// With this cache, every n8n after the first one spends two to four seconds less on compiling.
			NODE_COMPILE_CACHE: join(modules, '.cache', 'node'),
			...env,
		},
		stdio: ['pipe', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	let log = '';
	const write = (text: string) => (log += text);
	child.stdout.setEncoding('utf8').on('data', write);
	child.stderr.setEncoding('utf8').on('data', write);
	child.on('error', (error) => write(`${error.message}\n`));
	// n8n's end closes this pipe, which nothing writes to: no reason to end the caller.
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
			const inTime = await Promise.race([exit, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
			if (!inTime) await end(child);
		},
		kill: () => end(child),
	};
}

/**
 * Finds free ports of 127.0.0.1.
 *
 * @returns `count` different port numbers
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
	// The negative number means the whole group, including n8n's task runner.
	if (process.platform === 'win32') child.kill('SIGKILL');
	else process.kill(-child.pid!, 'SIGKILL');
	await exit;
}
