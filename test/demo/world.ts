import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeCertificates } from '../certificates';
import { startN8n, type N8n } from '../e2e/n8n';
import { packTarball } from '../e2e/tarball';
import { startSimulator, type Simulator } from '../simulator/simulator';
import { buildIfOutdated } from './build';
import type { Narrator } from './narrator';

/** What the demo has started so far. */
export interface World {
	/** The packed package, in its own temporary folder. */
	tarball?: string;
	simulator?: Simulator;
	n8n?: N8n;
}

/**
 * Builds and packs the package, then starts the simulator and n8n, both with HTTPS on the loopback address.
 *
 * @param narrator prints each step
 * @param world gets each part as soon as it exists, so that the caller can stop it if the next one fails
 * @param stopRequested whether to start nothing more
 * @param env more environment variables for n8n
 * @throws StepError if something does not build or start
 */
export async function startWorld(
	narrator: Narrator,
	world: World,
	stopRequested: () => boolean,
	env: Record<string, string> = {},
): Promise<void> {
	const certificates = makeCertificates();
	await narrator.run('Build and pack the package, as it would be published', async () => {
		await buildIfOutdated(resolve(__dirname, '../..'));
		world.tarball = await packTarball();
	});
	if (stopRequested()) return;
	await narrator.run('Start a simulated MyD3', async () => {
		world.simulator = await startSimulator({
			tls: certificates,
			certificateAuthority: certificates.certificateAuthority,
		});
		narrator.say(`It runs at ${world.simulator.baseUrl}. The real MyD3 is never called.`);
	});
	if (stopRequested()) return;
	await narrator.run('Start n8n 2.41.1 with the package installed', async () => {
		world.n8n = await startN8n({ version: '2.41.1', certificates, tarball: world.tarball, env });
		narrator.say(`It runs at ${world.n8n.url}, reachable only from this machine.`);
	});
}

/** Stops and removes everything that `startWorld` started or made. */
export async function stopWorld({ n8n, simulator, tarball }: World): Promise<void> {
	await n8n?.stop();
	await simulator?.stop();
	if (tarball) await rm(dirname(tarball), { recursive: true });
}
