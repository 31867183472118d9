import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The role of an n8n process in queue mode. */
export type Role = 'main' | 'webhook' | 'worker';

/** The addresses and credentials of one installation. */
export interface Installation {
	/** n8n's public address, without a trailing slash. */
	url: string;
	postgres: { port: number; database: string; user: string; password: string };
	redis: { port: number };
	/** The key with which n8n encrypts credentials; the same for all processes. */
	encryptionKey: string;
}

/** What {@link caddyfile} substitutes for the names in docs/docker-compose.yml. */
export interface Site {
	/** Replaces the public domain. */
	address: string;
	/** The port of each process on the loopback address. */
	ports: Record<'main' | 'webhook-1' | 'webhook-2', number>;
	/** Additional lines at the start of the site block. */
	lines?: string[];
}

interface Compose {
	services: Record<string, { environment: Record<string, string>; command: string }>;
	configs: { caddyfile: { content: string } };
}

// The same file that the documentation tells people to copy.
const { services, configs } = parse(
	readFileSync(join(__dirname, '../../../docs/docker-compose.yml'), 'utf8'),
	{ merge: true },
) as Compose;

const SERVICES: Record<Role, string> = {
	main: 'main',
	webhook: 'webhook-1',
	worker: 'worker-1',
};

/** Where an n8n process reports whether it is ready. */
export const READINESS_PATH = '/healthz/readiness';

/**
 * The environment variables that docs/docker-compose.yml sets for a process.
 *
 * @param role of the process
 * @param installation replaces the variables from `.env` and the services' host names and ports
 */
export function queueEnvironment(role: Role, installation: Installation): Record<string, string> {
	const { url, postgres, redis, encryptionKey } = installation;
	const env: Record<string, string> = {
		PUBLIC_DOMAIN: new URL(url).host,
		N8N_ENCRYPTION_KEY: encryptionKey,
		POSTGRES_PASSWORD: postgres.password,
	};
	const { environment } = services[SERVICES[role]]!;
	const filled = Object.entries(environment).map(([name, value]) => [
		name,
		value.replace(/\$\{(\w+)\}/g, (_, variable: string) => env[variable]!),
	]);
	return {
		...(Object.fromEntries(filled) as Record<string, string>),
		N8N_HOST: new URL(url).hostname,
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
	};
}

/** The options with which docs/docker-compose.yml starts Redis. */
export const REDIS_OPTIONS = services.redis!.command.split(' ').slice(1);

/**
 * The Caddyfile in docs/docker-compose.yml, with only the addresses changed.
 *
 * @throws Error if it does not contain one of the processes
 */
export function caddyfile({ address, ports, lines = [] }: Site): string {
	let { content } = configs.caddyfile;
	for (const [name, port] of Object.entries(ports)) {
		if (!content.includes(`${name}:5678`)) throw new Error(`The Caddyfile does not name ${name}`);
		content = content.replaceAll(`${name}:5678`, `127.0.0.1:${port}`);
	}
	const site = content.replace('${PUBLIC_DOMAIN} {', [`${address} {`, ...lines].join('\n\t'));
	return `{\n\tadmin off\n\tauto_https off\n}\n${site}`;
}
