import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificates } from '../certificates';
import { startN8n, type N8n } from '../e2e/n8n';
import { packTarball } from '../e2e/tarball';
import { startSimulator, type Simulator } from '../simulator/simulator';
import type { Narrator } from './narrator';

/** What the demo plays with, as far as it is there. */
export interface World {
	/** The packed package, in a temporary folder of its own. */
	tarball?: string;
	simulator?: Simulator;
	n8n?: N8n;
}

/**
 * Builds and packs the package, then starts the simulator and n8n, both with HTTPS on the loopback address.
 *
 * @param narrator tells about it
 * @param world gets everything at once, so that the caller can stop it should the next thing fail
 * @param stopAsked whether to leave it at what is there
 * @param env more environment variables for n8n
 * @throws StepError when something does not build or start
 */
export async function startWorld(
	narrator: Narrator,
	world: World,
	stopAsked: () => boolean,
	env: Record<string, string> = {},
): Promise<void> {
	const certificates = makeCertificates();
	await narrator.run('Build and pack the package, as it would be published', async () => {
		await build();
		world.tarball = await packTarball();
	});
	if (stopAsked()) return;
	await narrator.run('Start a simulated MyD3', async () => {
		world.simulator = await startSimulator({
			tls: certificates,
			certificateAuthority: certificates.certificateAuthority,
		});
		narrator.tell(`It answers at ${world.simulator.baseUrl}. The real MyD3 is not called.`);
	});
	if (stopAsked()) return;
	await narrator.run('Start n8n 2.41.1 with the package installed', async () => {
		world.n8n = await startN8n({ version: '2.41.1', certificates, tarball: world.tarball, env });
		narrator.tell(`It answers at ${world.n8n.url}, and only on this machine.`);
	});
}

/**
 * Stops what has started and removes what was made.
 *
 * @param world what is there
 */
export async function stopWorld({ n8n, simulator, tarball }: World): Promise<void> {
	await n8n?.stop();
	await simulator?.stop();
	if (tarball) await rm(dirname(tarball), { recursive: true });
}

async function build(): Promise<void> {
	const options = { cwd: resolve(__dirname, '../..'), shell: process.platform === 'win32' };
	await promisify(execFile)('npm', ['run', 'build'], options).catch(
		(error: Error & { stdout: string; stderr: string }) => {
			throw new Error(`npm run build said:\n${error.stdout}${error.stderr}`);
		},
	);
}
