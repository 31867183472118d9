import type { N8nVersion } from './n8nProcess';

/** The settings in which one n8n differs from another. */
export interface EnvironmentOptions {
	version: N8nVersion;
	/** The user folder, where n8n stores everything. */
	folder: string;
	/** Address of the editor, without a trailing slash. */
	url: string;
	port: number;
	/** Port of the task runners' broker; by default every n8n would use 5679. */
	brokerPort: number;
	/** Files of the server's private key and certificate; omitted behind a reverse proxy that does TLS. */
	keyFile?: string;
	certFile?: string;
	/** File of the certificate authority for n8n to trust. */
	authorityFile: string;
}

/**
 * The environment variables for an n8n under test: HTTPS, the loopback address, SQLite in its own folder, nothing from
 * the user's home, and no requests to n8n's vendor.
 */
export function makeEnvironment(options: EnvironmentOptions): Record<string, string> {
	return {
		HOME: options.folder,
		USERPROFILE: options.folder,
		N8N_USER_FOLDER: options.folder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: 'localhost',
		N8N_PORT: String(options.port),
		N8N_RUNNERS_BROKER_PORT: String(options.brokerPort),
		N8N_PROTOCOL: 'https',
		...(options.keyFile && { N8N_SSL_KEY: options.keyFile }),
		...(options.certFile && { N8N_SSL_CERT: options.certFile }),
		NODE_EXTRA_CA_CERTS: options.authorityFile,
		N8N_EDITOR_BASE_URL: `${options.url}/`,
		WEBHOOK_URL: `${options.url}/`,
		DB_TYPE: 'sqlite',
		GENERIC_TIMEZONE: 'UTC',
		// No requests to n8n's vendor.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_INSTANCE_AI_TEMPLATES_DISABLED: 'true',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		// Load packages from the user folder, but do not fetch n8n's catalogue of packages.
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_REINSTALL_MISSING_PACKAGES: 'false',
		// Avoids a complaint that Python is missing.
		N8N_PYTHON_ENABLED: 'false',
		// Only 2.41 has this module, which fetches a catalogue; 1.123 does not start if it is named here.
		...(options.version === '2.41.1' && { N8N_DISABLED_MODULES: 'mcp-registry' }),
	};
}
