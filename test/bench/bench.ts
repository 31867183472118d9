// Measures, prints tables, and writes them to docs/scaling.md when everything was measured:
//   npm run bench -- [--rounds 7] [webhook] [calls] [package] [end-to-end]
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

async function main(): Promise<void> {
	const args = process.argv.slice(2);
	const at = args.indexOf('--rounds');
	const rounds = at < 0 ? 7 : Number(args.splice(at, 2)[1]);
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
	const markdown = render(sections, {}, new Date(), rounds);
	console.log(markdown);
	if (chosen.length === Object.keys(parts).length) await writeToDocument(markdown);
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
