import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Certificates } from '../certificates';
import { makeActivation } from './activation';
import { eventually, type EventuallyOptions } from './eventually';
import { N8nApi } from './n8nApi';
import { makeEnvironment } from './n8nEnvironment';
import { freePorts, spawnN8n, type N8nProcess, type N8nVersion } from './n8nProcess';
import { RestClient, type Owner } from './restClient';
import { installTarball } from './tarball';

export interface N8nOptions {
	version: N8nVersion;
	/** n8n serves HTTPS with them, and trusts their authority in its own requests. */
	certificates: Certificates;
	/** Path of the tarball of a community package to install first. */
	tarball?: string;
	/** The user folder of another n8n, including the package: this one starts on a copy, as from a restored backup. */
	copyOf?: string;
	/** Changes the user folder before n8n starts. */
	prepare?(folder: string): Promise<void>;
	/** More environment variables; they override the usual ones. */
	env?: Record<string, string>;
}

/** A running n8n with an owner and a session. */
export interface N8n {
	/** Address of the editor, without a trailing slash. */
	url: string;
	/** Address of production webhooks, with a trailing slash. */
	webhookUrl: string;
	/** n8n stores everything in this folder. */
	folder: string;
	/** The login of the only user. */
	owner: Owner;
	api: N8nApi;
	/** n8n's standard output and standard error since its first start. */
	log(): string;
	/** Like {@link eventually}; adds the tail of n8n's log to errors. */
	eventually: typeof eventually;
	/** Ends n8n at once, like `kill -9`; its folder remains for a restart. */
	kill(): Promise<void>;
	/**
	 * Stops n8n, if it is running, and starts it with the same folder and port.
	 *
	 * @param env further environment variables, for this and later restarts
	 */
	restart(env?: Record<string, string>): Promise<void>;
	/** Stops n8n and removes its folder. */
	stop(): Promise<void>;
}

const OWNER: Owner = {
	email: 'owner@example.com',
	password: 'Owner-of-n8n-1',
	firstName: 'Olive',
	lastName: 'Owner',
};

// On a slow machine, the database migrations alone take a minute.
const START_TIMEOUT_MS = 180_000;
const LOG_TAIL_LINES = 30;

/**
 * Starts a fresh n8n in a temporary folder, on free ports of the loopback address, and creates its owner.
 *
 * @returns the running n8n; the caller stops it. If the caller ends first, n8n ends too
 * @throws Error with the tail of n8n's log if it does not start within 3 minutes
 */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const folder = await mkdtemp(join(tmpdir(), 'myd3-n8n-'));
	const [port, brokerPort] = await freePorts(2);
	const url = `https://localhost:${port}`;
	if (options.copyOf) await cp(options.copyOf, folder, { recursive: true });
	if (options.tarball) await installTarball(options.tarball, folder);
	await options.prepare?.(folder);
	const environment = {
		...makeEnvironment({
			version: options.version,
			folder,
			url,
			port: port!,
			brokerPort: brokerPort!,
			...(await writeCertificates(folder, options.certificates)),
		}),
		...options.env,
	};

	let process: N8nProcess;
	let earlierLog = '';
	const log = () => earlierLog + process.log();
	const logTail = () =>
		[
			'',
			process.ended() ?? '',
			`The end of the log of n8n ${options.version}:`,
			...log().split('\n').slice(-LOG_TAIL_LINES),
		].join('\n');
	const rest = new RestClient(url, options.certificates.certificateAuthority, logTail);

	const start = async () => {
		process = spawnN8n(options.version, environment);
		const outcome = await eventually(
			`n8n ${options.version} to start`,
			async () => process.ended() ?? ((await rest.isReady()) && 'ready'),
			{ timeoutMs: START_TIMEOUT_MS, context: logTail },
		);
		if (outcome !== 'ready') throw new Error(`n8n ${options.version} did not start.${logTail()}`);
	};
	const stop = async () => {
		await process.stop();
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	};

	try {
		await start();
		await (options.copyOf ? rest.logIn(OWNER) : rest.setUpOwner(OWNER));
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		url,
		webhookUrl: `${url}/webhook/`,
		folder,
		owner: OWNER,
		api: new N8nApi(rest, makeActivation(options.version, rest, logTail), logTail),
		log,
		eventually: <T>(what: string, check: () => T | Promise<T>, more: EventuallyOptions = {}) =>
			eventually(what, check, { context: logTail, ...more }),
		kill: () => process.kill(),
		restart: async (env = {}) => {
			await process.stop();
			earlierLog = log();
			Object.assign(environment, env);
			await start();
		},
		stop,
	};
}

async function writeCertificates(folder: string, certificates: Certificates) {
	const files = {
		keyFile: join(folder, 'key.pem'),
		certFile: join(folder, 'cert.pem'),
		authorityFile: join(folder, 'authority.pem'),
	};
	await writeFile(files.keyFile, certificates.key, { mode: 0o600 });
	await writeFile(files.certFile, certificates.cert);
	await writeFile(files.authorityFile, certificates.certificateAuthority);
	return files;
}
