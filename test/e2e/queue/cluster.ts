import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import axios from 'axios';
import type { Certificates } from '../../certificates';
import { makeActivation } from '../activation';
import { eventually } from '../eventually';
import { N8nApi } from '../n8nApi';
import { makeEnvironment } from '../n8nEnvironment';
import { freePorts, spawnN8n, type N8nProcess } from '../n8nProcess';
import { RestClient } from '../restClient';
import { installTarball, packTarball } from '../tarball';
import {
	caddyfile,
	queueEnvironment,
	READINESS_PATH,
	type Installation,
	type Role,
	type Site,
} from './compose';
import { startCaddy, startPostgres, startRedis, type Service } from './services';

const VERSION = '2.41.1';
const START_TIMEOUT_MS = 180_000;
const LOG_TAIL_LINES = 30;
/** The response header in which the proxy names the process that answered. */
export const ANSWERED_BY = 'x-answered-by';
const COMMANDS = { main: 'start', webhook: 'webhook', worker: 'worker' } as const;

/** An n8n process. */
export interface Member {
	/** Such as `webhook-1`. */
	name: string;
	port: number;
	/** How many times it has been started. What it has in memory lasts for one life. */
	lives: number;
	/** All of its output since its first start. */
	log(): string;
	/** Kills it with SIGKILL. */
	kill(): Promise<void>;
	/** Starts it, always with the same folder and port, and waits until it is ready. */
	start(): Promise<void>;
	/** Stops it and deletes its folder. */
	stop(): Promise<void>;
}

/** One n8n in queue mode: 1 main process, 2 webhook processes behind Caddy, 2 workers, PostgreSQL and Redis. */
export interface Cluster {
	/** Its public address, without a trailing slash. */
	url: string;
	certificateAuthority: string;
	api: N8nApi;
	rest: RestClient;
	processors: Member[];
	workers: Member[];
	restartRedis(): Promise<void>;
	/** The ends of all logs. */
	logTail(): string;
	stop(): Promise<void>;
}

/**
 * Starts the whole cluster on free ports of the loopback address and in temporary folders, with the package installed in
 * each process as it would be published. The caller must have run `npm run build`.
 *
 * @param certificates for the public address
 * @param env additional environment variables for every process
 * @returns the running n8n, with its owner set up; the caller stops it
 * @throws Error with the ends of the logs if something does not start
 */
export async function startCluster(
	certificates: Certificates,
	env: Record<string, string> = {},
): Promise<Cluster> {
	const undo: Array<() => Promise<unknown>> = [];
	const stop = async () => {
		for (const cleanUp of undo.splice(0).reverse()) await cleanUp();
	};
	try {
		const shared = await mkdtemp(join(tmpdir(), 'myd3-cluster-'));
		undo.push(() => rm(shared, { recursive: true, force: true }));
		const authorityFile = join(shared, 'authority.pem');
		await writeFile(authorityFile, certificates.certificateAuthority);
		const tarball = await packTarball();
		undo.push(() => rm(dirname(tarball), { recursive: true, force: true }));
		const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
		undo.push(redis.stop, postgres.stop);

		const processors: Member[] = [];
		const [proxyPort] = (await freePorts(1)) as [number];
		const url = `https://localhost:${proxyPort}`;
		const installation: Installation = {
			url,
			postgres,
			redis,
			encryptionKey: randomBytes(24).toString('base64'),
		};
		const member = async (name: string, role: Role): Promise<Member> => {
			const made = await prepare(name, role, { installation, authorityFile, tarball, env });
			undo.push(made.stop);
			return made;
		};
		const main = await member('main', 'main');
		for (const name of ['webhook-1', 'webhook-2']) {
			processors.push(await member(name, 'webhook'));
		}
		const proxy = await startProxy(proxyPort, certificates, [main, ...processors]);
		undo.push(proxy.stop);
		const workers = [await member('worker-1', 'worker'), await member('worker-2', 'worker')];
		const logTail = () =>
			[main, ...processors, ...workers]
				.map(
					({ name, log }) => `\n== ${name}\n${log().split('\n').slice(-LOG_TAIL_LINES).join('\n')}`,
				)
				.join('');

		// Only the main process sets up the database.
		await main.start();
		const rest = new RestClient(url, certificates.certificateAuthority, logTail);
		await eventually('the editor', () => rest.isReady(), { context: logTail });
		await rest.setUpOwner({
			email: 'owner@example.com',
			password: 'Owner-of-n8n-1',
			firstName: 'Olive',
			lastName: 'Owner',
		});
		await Promise.all([...processors, ...workers].map((member) => member.start()));
		return {
			url,
			certificateAuthority: certificates.certificateAuthority,
			api: new N8nApi(rest, makeActivation(VERSION, rest, logTail), logTail),
			rest,
			processors,
			workers,
			restartRedis: redis.restart,
			logTail,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * Starts Caddy as docs/docker-compose.yml does, but with our own certificates and a header that names the process which
 * answered.
 *
 * @param members main, webhook-1 and webhook-2
 */
async function startProxy(
	port: number,
	certificates: Certificates,
	members: Member[],
): Promise<Service> {
	const folder = await mkdtemp(join(tmpdir(), 'myd3-proxy-'));
	const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
	await writeFile(certFile, certificates.cert);
	await writeFile(keyFile, certificates.key);
	const ports = Object.fromEntries(members.map(({ name, port }) => [name, port]));
	const caddy = await startCaddy(
		port,
		caddyfile({
			address: `https://localhost:${port}`,
			ports: ports as Site['ports'],
			lines: [
				`tls ${certFile} ${keyFile}`,
				'header {',
				`${ANSWERED_BY} {http.reverse_proxy.upstream.hostport}`,
				'defer',
				'}',
			],
		}),
	);
	return {
		port,
		stop: async () => {
			await caddy.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/**
 * @param port of an n8n process
 * @returns whether the process reports that it is ready
 */
export async function isReady(port: number): Promise<boolean> {
	const response = await axios
		.get(`http://127.0.0.1:${port}${READINESS_PATH}`, {
			proxy: false,
			timeout: 5_000,
			validateStatus: () => true,
		})
		.catch(() => undefined);
	return response?.status === 200;
}

interface Common {
	installation: Installation;
	authorityFile: string;
	tarball: string;
	env: Record<string, string>;
}

/** Prepares a process: creates its own folder with the package installed. */
async function prepare(name: string, role: Role, common: Common): Promise<Member> {
	const folder = await mkdtemp(join(tmpdir(), `myd3-n8n-${name}-`));
	await installTarball(common.tarball, folder);
	const [port, brokerPort] = (await freePorts(2)) as [number, number];
	const environment = {
		...makeEnvironment({
			version: VERSION,
			folder,
			url: common.installation.url,
			port,
			brokerPort,
			authorityFile: common.authorityFile,
		}),
		...queueEnvironment(role, common.installation),
		...(role === 'worker' && {
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		}),
		...common.env,
	};
	let process: N8nProcess | undefined;
	let earlierLog = '';
	const log = () => earlierLog + (process?.log() ?? '');
	const member: Member = {
		name,
		port,
		lives: 0,
		log,
		kill: async () => await process?.kill(),
		start: async () => {
			earlierLog = log();
			const started = spawnN8n(VERSION, environment, COMMANDS[role]);
			process = started;
			member.lives++;
			const context = () => `\n${name}:\n${log().split('\n').slice(-LOG_TAIL_LINES).join('\n')}`;
			const outcome = await eventually(
				`${name} to be ready`,
				async () => started.ended() ?? ((await isReady(port)) && 'ready'),
				{ timeoutMs: START_TIMEOUT_MS, context },
			);
			if (outcome !== 'ready') throw new Error(`${name} did not start. ${outcome}${context()}`);
		},
		stop: async () => {
			await process?.stop();
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
	return member;
}
