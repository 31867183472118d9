import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificates } from '../../certificates';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { startHostsProxy } from '../hostsProxy';
import { startN8n, type N8n } from '../n8n';
import { packTarball } from '../tarball';
import { startRegistry, type Registry } from './registry';

/** A real n8n without the package, a registry to install it from, and a simulated MyD3. */
export interface CommunityScene {
	n8n: N8n;
	simulator: Simulator;
	/** Still empty. n8n mistakes it for its usual registry. */
	registry: Registry;
	/** Path of the packed package. */
	tarball: string;
	/** Every other host that n8n tried to reach, as `host:port`. */
	refused: string[];
	stop(): Promise<void>;
}

const VERSION = '2.41.1';

const run = promisify(execFile);

/**
 * Starts an n8n that cannot tell the test's registry from its usual one: an HTTPS proxy answers in its place.
 * (n8n allows another registry, N8N_COMMUNITY_PACKAGES_REGISTRY, only with a licence.) Run `npm run build` first.
 *
 * @returns the scene; the caller stops it
 * @throws Error if a part is not installed or does not start
 */
export async function startCommunityScene(): Promise<CommunityScene> {
	const stops: Array<() => Promise<unknown>> = [];
	const stop = async () => {
		for (const stop of stops.reverse()) await stop();
	};
	try {
		const { hostname } = new URL(await registryOfN8n());
		const certificates = makeCertificates([hostname]);
		const tarball = await packTarball();
		stops.push(() => rm(dirname(tarball), { recursive: true }));
		const registry = await startRegistry();
		stops.push(registry.stop);
		const proxy = await startHostsProxy({ [hostname]: registry.listener }, certificates);
		stops.push(proxy.stop);
		const simulator = await startSimulator({
			tls: certificates,
			certificateAuthority: certificates.certificateAuthority,
			redelivery: { attempts: 1, backoffMs: () => 0 },
		});
		stops.push(simulator.stop);
		const n8n = await startN8n({
			version: VERSION,
			certificates,
			env: {
				HTTPS_PROXY: proxy.url,
				NO_PROXY: 'localhost,127.0.0.1',
				// This machine's npm may trust only certain authorities, or use another registry.
				npm_config_globalconfig: devNull,
			},
		});
		stops.push(n8n.stop);
		return { n8n, simulator, registry, tarball, refused: proxy.refused, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** The address of n8n's registry, as written in n8n itself. */
async function registryOfN8n(): Promise<string> {
	const config = join(
		dirname(__dirname),
		`n8n-${VERSION}/node_modules/n8n/dist/modules/community-packages/community-packages.config.js`,
	);
	const script = 'console.log(new (require(process.argv[1]).CommunityPackagesConfig)().registry)';
	const { stdout } = await run(process.execPath, ['-e', script, config]);
	return stdout.trim();
}
