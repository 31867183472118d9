// Measures, prints tables, and writes them to docs/scaling.md when everything was measured:
//   npm run bench -- [--rounds 7] [--write] [webhook] [calls] [package] [end-to-end]
// With --write it also writes them when only some were.
import { execFileSync } from 'node:child_process';
import manifest from '../../package.json';
import { findNode24 } from '../e2e/node24';
import { VERSIONS } from '../e2e/scene';
import { calls } from './calls';
import { endToEnd } from './endToEnd';
import { packageCost } from './packageCost';
import { render, writeToDocument, type Section } from './report';
import { webhookAlone } from './webhookAlone';

const parts: Record<string, (rounds: number) => Promise<Section[]>> = {
	'end-to-end': async (rounds) => [await endToEnd(rounds)],
	webhook: async (rounds) => [await webhookAlone(rounds)],
	calls: async (rounds) => [await calls(rounds)],
	package: async (rounds) => [await packageCost(rounds)],
};

/** What takes part, by name. */
function versions(): Record<string, string> {
	const node = execFileSync(findNode24() ?? 'node', ['--version'], { encoding: 'utf8' });
	return {
		'n8n-nodes-myd3': manifest.version,
		n8n: VERSIONS.join(' and '),
		'Node.js': node.trim().slice(1),
	};
}

async function main(): Promise<void> {
	const args = process.argv.slice(2);
	const at = args.indexOf('--rounds');
	const rounds = at < 0 ? 7 : Number(args.splice(at, 2)[1]);
	const write = args.indexOf('--write');
	if (write >= 0) args.splice(write, 1);
	const chosen = args.length === 0 ? Object.keys(parts) : args;
	const sections: Section[] = [];
	for (const name of chosen) {
		const measure = parts[name];
		if (!measure)
			throw new Error(`There is no part "${name}"; there are ${Object.keys(parts).join(', ')}`);
		const startedAt = Date.now();
		sections.push(...(await measure(rounds)));
		console.log(`${name}: ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
	}
	const markdown = render(sections, versions(), new Date(), rounds);
	console.log(markdown);
	if (write >= 0 || chosen.length === Object.keys(parts).length) await writeToDocument(markdown);
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
