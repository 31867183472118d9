import { join, resolve } from 'node:path';

import { Narrator, StepError } from '../demo/narrator';
import { watchStopSignal } from '../demo/stopSignal';
import { startWorld, stopWorld, type World } from '../demo/world';
import { buildOnSave, type Builder } from './builder';

// npm run dev   runs n8n with the package and a simulated MyD3; rebuilds and reloads on every save in nodes/,
//               credentials/ and icons/. Ctrl-C ends it.

const PROJECT_ROOT = resolve(__dirname, '../..');
const LOG_TAIL_LINES = 30;
const narrator = new Narrator();
const stopSignal = watchStopSignal();

void main().then((exitCode) => process.exit(exitCode));

async function main(): Promise<number> {
	const world: World = {};
	let builder: Builder | undefined;
	try {
		// Makes n8n watch the folders of the packages it has loaded, and notify open editors.
		await startWorld(narrator, world, stopSignal.isRequested, { N8N_DEV_RELOAD: 'true' });
		if (stopSignal.isRequested()) return 0;
		const { n8n, simulator } = { n8n: world.n8n!, simulator: world.simulator! };
		await narrator.run('Enter the API Key in n8n', () =>
			n8n.api.createCredential('myD3Api', 'MyD3 simulator', {
				apiKey: simulator.apiKey,
				baseUrl: simulator.baseUrl,
			}),
		);
		// Into n8n's own copy: n8n reloads nothing behind a symbolic link.
		const installed = join(n8n.folder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-myd3');
		builder = buildOnSave(PROJECT_ROOT, join(installed, 'dist'), (line) => console.log(line));
		console.log(`
n8n runs at ${n8n.url}
   login     ${n8n.owner.email}
   password  ${n8n.owner.password}
   Your browser will warn about the certificate, which was made for this session; continue anyway.
The simulated MyD3 answers at ${simulator.baseUrl}; the credential "MyD3 simulator" connects to it.
Change something in nodes/, credentials/ or icons/ and save: n8n picks it up a moment later. Press Ctrl-C to end.`);
		await stopSignal.requested;
		return 0;
	} catch (error) {
		if (!(error instanceof StepError)) throw error;
		console.error(`\n${error.message}`);
		const tail = world.n8n?.log().split('\n').slice(-LOG_TAIL_LINES).join('\n');
		if (tail) console.error(`\nThe end of n8n's log:\n${tail}`);
		return 1;
	} finally {
		builder?.stop();
		await stopWorld(world);
	}
}
