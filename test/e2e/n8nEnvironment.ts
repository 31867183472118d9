import type { N8nVersion } from './n8nProcess';

/** What differs from one n8n to the next. */
export interface EnvironmentOptions {
	version: N8nVersion;
	/** The user folder; n8n keeps everything in it. */
	folder: string;
	/** Address of the editor, without a slash at the end. */
	url: string;
	port: number;
	/** Port of the broker of n8n's task runners, which would else be 5679 for every n8n. */
	brokerPort: number;
	/** Files of the server's private key and its certificate; left out where a reverse proxy does the TLS. */
	keyFile?: string;
	certFile?: string;
	/** File of the authority that n8n is to trust. */
	authorityFile: string;
}

/**
 * The environment variables of an n8n for tests: HTTPS, on the loopback address, SQLite in its own folder,
 * nothing of the user's home, and none of the calls that n8n makes to its vendor.
 *
 * @param options what differs from one n8n to the next
 * @returns the variables
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
		// Nobody's home is looked up, and nobody is called.
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
		// Packages in the user folder are loaded; n8n's catalogue of packages is not fetched.
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_REINSTALL_MISSING_PACKAGES: 'false',
		// Its absence would only be complained about.
		N8N_PYTHON_ENABLED: 'false',
		// 2.41 alone has this module, which fetches a catalogue; 1.123 refuses to start when told of it.
		...(options.version === '2.41.1' && { N8N_DISABLED_MODULES: 'mcp-registry' }),
	};
}
