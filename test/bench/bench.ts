// Runs the benchmarks, prints their tables, and replaces the tables in docs/scaling.md:
//   npm run bench -- [--rounds 7] [part…]
import { execFileSync } from 'node:child_process';
import manifest from '../../package.json';
import { findNode24 } from '../e2e/node24';
import { VERSIONS } from '../e2e/scene';
import { calls } from './calls';
import { CONFIGURATIONS, endToEnd } from './endToEnd';
import { packageCost } from './packageCost';
import { circumstancesNow, render, writeToDocument, type Section } from './report';
import { webhookAlone } from './webhookAlone';

const parts: Record<string, (rounds: number) => Promise<Section>> = {
	...Object.fromEntries(
		Object.entries(CONFIGURATIONS).map(([name, configuration]) => [
			name,
			(rounds: number) => endToEnd(configuration, rounds),
		]),
	),
	webhook: webhookAlone,
	calls,
	package: packageCost,
};

/** The versions of the software measured, by name. */
function versions(): Record<string, string> {
	const node = execFileSync(findNode24() ?? process.execPath, ['--version'], { encoding: 'utf8' });
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
	const chosen = args.length === 0 ? Object.keys(parts) : args;
	for (const name of chosen) {
		const measure = parts[name];
		if (!measure)
			throw new Error(`There is no part "${name}"; there are ${Object.keys(parts).join(', ')}`);
		const circumstances = circumstancesNow(versions(), rounds);
		const section = await measure(rounds);
		const markdown = render(section, circumstances);
		const seconds = (Date.now() - circumstances.date.getTime()) / 1000;
		console.log(`${markdown}\n\n${name}: ${seconds.toFixed(0)} s\n`);
		await writeToDocument(section.heading, markdown);
	}
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
