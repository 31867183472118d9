import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type RequestListener } from 'node:http';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axios from 'axios';
import { eventually } from '../eventually';
import { freePorts } from '../n8nProcess';

/** The test's own npm registry, running. */
export interface Registry {
	/** Answers as this registry to a client that believes it to be at another host, over https. */
	listener: RequestListener;
	/**
	 * Publishes a package.
	 *
	 * @param tarball path of the tarball
	 * @throws Error with npm's message if the registry refuses it
	 */
	publish(tarball: string): Promise<void>;
	/**
	 * Publishes the same package as another version.
	 *
	 * @param tarball path of the tarball
	 * @param version for its package.json
	 * @param edit makes further changes; called with the folder of its files
	 * @throws Error with npm's message if the registry refuses it
	 */
	publishAs(
		tarball: string,
		version: string,
		edit?: (folder: string) => Promise<void>,
	): Promise<void>;
	/** Stops the registry and removes everything that was published. */
	stop(): Promise<void>;
}

const VERDACCIO = join(__dirname, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
const USER = 'publisher';
const LOG_TAIL_LINES = 15;

const run = promisify(execFile);

/**
 * Starts an empty registry on a free port of the loopback address, with its storage in a temporary folder. It asks no
 * other registry: what was not published here does not exist.
 *
 * @returns the running registry; the caller stops it. If the caller ends first, the registry ends too
 * @throws Error if it is not installed, or with the end of its log if it does not start
 */
export async function startRegistry(): Promise<Registry> {
	if (!existsSync(VERDACCIO)) {
		throw new Error('The registry is not installed. Run: node test/setup.mjs registry');
	}
	const folder = await mkdtemp(join(tmpdir(), 'myd3-registry-'));
	const [port] = await freePorts(1);
	const address = `127.0.0.1:${port}`;
	const server = await spawnServer(folder, address);
	const stop = async () => {
		await server.stop();
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	};

	try {
		await eventually(
			'the registry to start',
			async () => (await axios.get(`http://${address}/-/ping`, { proxy: false })).status === 200,
			{ context: server.logTail },
		);
		const npmrc = join(folder, 'npmrc');
		await writeFile(npmrc, `//${address}/:_authToken=${await createUser(address)}\n`);
		const publish = async (what: string) => await npmPublish(what, address, npmrc);
		return {
			listener: forwardTo(port!),
			publish,
			publishAs: async (tarball, version, edit = async () => {}) => {
				const unpacked = await unpack(tarball, await mkdtemp(join(folder, 'unpacked-')));
				await setVersion(unpacked, version);
				await edit(unpacked);
				await publish(unpacked);
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

async function spawnServer(folder: string, address: string) {
	const config = join(folder, 'config.yaml');
	// All JSON is YAML.
	await writeFile(
		config,
		JSON.stringify({
			storage: join(folder, 'storage'),
			auth: { htpasswd: { file: join(folder, 'htpasswd') } },
			uplinks: {},
			packages: { '**': { access: '$all', publish: '$authenticated' } },
			web: { enable: false },
			log: { type: 'stdout', format: 'json', level: 'warn' },
		}),
	);
	const watch = join(__dirname, '..', 'exitWithParent.cjs');
	const args = ['--require', watch, VERDACCIO, '--config', config, '--listen', address];
	const child = spawn(process.execPath, args, {
		cwd: folder,
		stdio: ['pipe', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	let log = '';
	const write = (text: string) => (log += text);
	child.stdout.setEncoding('utf8').on('data', write);
	child.stderr.setEncoding('utf8').on('data', write);
	child.on('error', (error) => write(error.message));
	// The registry's end closes this pipe, which nothing writes to.
	child.stdin.on('error', () => {});
	return {
		logTail: () => `\n${log.split('\n').slice(-LOG_TAIL_LINES).join('\n')}`,
		stop: async () => await end(child),
	};
}

async function end(child: ChildProcess): Promise<void> {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	const exit = once(child, 'exit');
	child.kill('SIGKILL');
	await exit;
}

/** Creates the only user, whose password is never needed again, and returns its token. */
async function createUser(address: string): Promise<string> {
	const { data } = await axios.put<{ token: string }>(
		`http://${address}/-/user/org.couchdb.user:${USER}`,
		{ name: USER, password: randomBytes(16).toString('hex') },
		{ proxy: false },
	);
	return data.token;
}

async function npmPublish(what: string, address: string, npmrc: string): Promise<void> {
	const args = ['publish', what, '--ignore-scripts', `--registry=http://${address}/`];
	const configuration = ['--userconfig', npmrc, '--globalconfig', devNull, '--noproxy=127.0.0.1'];
	await run('npm', [...args, ...configuration], { shell: process.platform === 'win32' });
}

/** Unpacks an npm tarball, which has everything in one folder, and returns that folder. */
async function unpack(tarball: string, folder: string): Promise<string> {
	await run('tar', ['-xzf', tarball, '-C', folder]);
	return join(folder, 'package');
}

async function setVersion(folder: string, version: string): Promise<void> {
	const path = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(path, 'utf8')) as object;
	await writeFile(path, JSON.stringify({ ...manifest, version }, null, 2));
}

/** Forwards requests, marked as https: the addresses of tarballs depend on it. */
function forwardTo(port: number): RequestListener {
	return (request, response) => {
		const inner = httpRequest(
			{
				host: '127.0.0.1',
				port,
				method: request.method,
				path: request.url,
				headers: { ...request.headers, 'x-forwarded-proto': 'https' },
			},
			(upstream) => {
				response.writeHead(upstream.statusCode!, upstream.headers);
				upstream.pipe(response);
			},
		);
		inner.on('error', () => response.destroy());
		request.pipe(inner);
	};
}
