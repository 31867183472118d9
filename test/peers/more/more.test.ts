import { lineOf, live } from '../life';
import { PEERS_1 } from './apis1';
import { PEERS_2 } from './apis2';
import { PEERS_3 } from './apis3';

const only = process.env.PEER;
it('lives', async () => {
	const lines: string[] = [];
	for (const mode of ['ownExchange', 'documented'] as const) {
		for (const peer of process.env.SET === '1'
			? PEERS_1
			: process.env.SET === '3'
				? PEERS_3
				: process.env.SET === '2'
					? PEERS_2
					: [...PEERS_1, ...PEERS_2, ...PEERS_3]) {
			if (only !== undefined && !peer.api.name.includes(only)) continue;
			lines.push(lineOf(await live(peer, mode)));
		}
	}
	process.stdout.write(`\n${lines.join('\n')}\n`);
}, 600_000);
