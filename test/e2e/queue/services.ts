import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../eventually';
import { freePorts } from '../n8nProcess';
import { findProgram } from '../programs';
import { REDIS_OPTIONS } from './compose';

const run = promisify(execFile);
const LOG_TAIL_CHARACTERS = 2_000;

/** A running server other than n8n. */
export interface Service {
	port: number;
	/** Stops it and deletes its data. */
	stop(): Promise<void>;
}

/** Redis, which can be restarted without losing its data. */
export interface Redis extends Service {
	/** Stops it as `docker restart` does, and starts it again on the same port. */
	restart(): Promise<void>;
}

/** PostgreSQL with an empty database. */
export interface Postgres extends Service {
	database: string;
	user: string;
	password: string;
}

/**
 * Starts a separate PostgreSQL on a free port of the loopback address, with its data in a temporary folder.
 *
 * @returns the running server; it stops when the calling process ends, for whatever reason
 * @throws Error with its log if it does not start
 */
export async function startPostgres(): Promise<Postgres> {
	const login = { database: 'postgres', user: 'n8n', password: 'postgres-password-of-the-tests' };
	const postgres = programPath('postgres');
	const folder = await mkdtemp(join(tmpdir(), 'myd3-postgres-'));
	const account = await accountOfPostgres();
	const passwordFile = join(folder, 'password');
	await writeFile(passwordFile, login.password);
	if (account)
		for (const path of [folder, passwordFile]) await chown(path, account.uid, account.gid);

	const data = join(folder, 'data');
	const initdb = ['-D', data, '-U', login.user, '-A', 'scram-sha-256', '--pwfile', passwordFile];
	await run(join(dirname(postgres), 'initdb'), [...initdb, '--no-instructions'], { ...account });

	const [port] = (await freePorts(1)) as [number];
	const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
	const server = launch(postgres, options, 'SIGINT', account);
	const stop = async () => {
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await waitUntilListening('PostgreSQL', port, server);
	} catch (error) {
		await stop();
		throw error;
	}
	return { port, ...login, stop };
}

/**
 * Starts a separate Redis on a free port of the loopback address. It writes everything to disk at once, in a temporary
 * folder.
 *
 * @returns the running server; it stops when the calling process ends, for whatever reason
 * @throws Error with its log if it does not start
 */
export async function startRedis(): Promise<Redis> {
	const folder = await mkdtemp(join(tmpdir(), 'myd3-redis-'));
	const [port] = (await freePorts(1)) as [number];
	const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
	const start = async () => {
		const started = launch(programPath('redis-server'), [...options, ...REDIS_OPTIONS], 'SIGTERM');
		await waitUntilListening('Redis', port, started);
		return started;
	};
	let server = await start();
	return {
		port,
		restart: async () => {
			await server.stop();
			server = await start();
		},
		stop: async () => {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/**
 * Starts a separate Caddy, with its data in a temporary folder.
 *
 * @param port of the loopback address, as given in its configuration
 * @param caddyfile its configuration
 * @returns the running server
 * @throws Error with its log if it does not start, for example because its configuration is invalid
 */
export async function startCaddy(port: number, caddyfile: string): Promise<Service> {
	const folder = await mkdtemp(join(tmpdir(), 'myd3-caddy-'));
	const file = join(folder, 'Caddyfile');
	await writeFile(file, caddyfile);
	const options = ['run', '--config', file, '--adapter', 'caddyfile'];
	const server = launch(programPath('caddy'), options, 'SIGTERM', {
		env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
	});
	const stop = async () => {
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await waitUntilListening('Caddy', port, server);
	} catch (error) {
		await stop();
		throw error;
	}
	return { port, stop };
}

interface Server {
	log(): string;
	hasEnded(): boolean;
	stop(): Promise<void>;
}

/** @param stopSignal shuts it down cleanly; also sent if the calling process ends without stopping it */
function launch(
	program: string,
	args: string[],
	stopSignal: 'SIGINT' | 'SIGTERM',
	options: Pick<SpawnOptions, 'uid' | 'gid' | 'env'> = {},
): Server {
	// The kernel sends the signal once our process is gone, because none of these programs would notice.
	const command = ['--pdeathsig', stopSignal.replace('SIG', ''), program, ...args];
	const child: ChildProcess = spawn('setpriv', command, {
		...options,
		cwd: tmpdir(),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let log = '';
	child.stdout?.on('data', (text: Buffer) => (log += text.toString()));
	child.stderr?.on('data', (text: Buffer) => (log += text.toString()));
	child.on('error', (error) => (log += error.message));
	const hasEnded = () =>
		child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
	return {
		log: () => log.slice(-LOG_TAIL_CHARACTERS),
		hasEnded,
		stop: async () => {
			if (hasEnded()) return;
			const exit = once(child, 'exit');
			child.kill(stopSignal);
			await exit;
		},
	};
}

async function waitUntilListening(name: string, port: number, server: Server): Promise<void> {
	await eventually(
		`${name} to listen`,
		async () => {
			if (server.hasEnded()) throw new Error(`${name} has ended`);
			const socket = connect(port, '127.0.0.1');
			await once(socket, 'connect');
			socket.destroy();
			return true;
		},
		{ context: () => `\n${server.log()}` },
	);
}

interface Account {
	uid?: number;
	gid?: number;
}

/** PostgreSQL refuses to run as root, so use the user account that Debian's package creates for it. */
async function accountOfPostgres(): Promise<Required<Account> | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = async (kind: '-u' | '-g') => Number((await run('id', [kind, 'postgres'])).stdout);
	return { uid: await idOf('-u'), gid: await idOf('-g') };
}

function programPath(name: 'postgres' | 'redis-server' | 'caddy'): string {
	const path = findProgram(name);
	if (!path) throw new Error(`${name} is not installed. Run: node test/setup.mjs ${name}`);
	return path;
}
