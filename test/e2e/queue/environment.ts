/** A process of n8n in queue mode. */
export type Role = 'main' | 'webhook' | 'worker';

/** What differs from one installation to the next. */
export interface Installation {
	/** n8n's public address, without a slash at the end. */
	url: string;
	/** n8n's host name. */
	host: string;
	postgres: { host: string; port: number; database: string; user: string; password: string };
	redis: { host: string; port: number };
	/** With it n8n encrypts credentials; all processes need the same one. */
	encryptionKey: string;
}

/**
 * The environment variables that make n8n's processes one n8n in queue mode, behind a reverse proxy that does the TLS.
 * They are the ones of docs/docker-compose.yml; test/scaling.test.ts compares.
 *
 * @param role of the process
 * @param installation where everything is
 * @returns the variables
 */
export function queueEnvironment(role: Role, installation: Installation): Record<string, string> {
	const { url, host, postgres, redis, encryptionKey } = installation;
	return {
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_HOST: host,
		N8N_PROTOCOL: 'https',
		WEBHOOK_URL: `${url}/`,
		N8N_EDITOR_BASE_URL: `${url}/`,
		N8N_PROXY_HOPS: '1',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		// No isolate of the expression engine for a request that has no expression to evaluate.
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		// A process that was down while a community package was installed fetches it when it starts.
		N8N_REINSTALL_MISSING_PACKAGES: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		// Deliveries are the webhook processes' business alone.
		...(role === 'main' && { N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' }),
		// A worker listens on no port unless its health is to be asked for.
		...(role === 'worker' && { QUEUE_HEALTH_CHECK_ACTIVE: 'true' }),
	};
}

/** How Redis is started so that a restart of it loses no execution that was answered for: every write goes to the disk. */
export const REDIS_OPTIONS = ['--appendonly', 'yes', '--appendfsync', 'always'];
