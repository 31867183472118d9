// Makes changes to the shipped files, one at a time, and checks whether a unit test notices each of them:
//   npm run mutation                    all files
//   npm run mutation -- api/ money      files whose path contains one of these strings
// Writes unnoticed changes to reports/mutation/<file>.txt. Fails if less than 90% of all changes are noticed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { filesUnder } from './files.mjs';
import { Host } from './host.mjs';
import { ignorers } from './ignored.mjs';
import { coverageOf, planFor } from './plan.mjs';

const MIN_SCORE = 90;
const REPORTS = 'reports/mutation';
/** If a change is reached this many times as often as the original code, it has caused an endless loop. */
const HIT_FACTOR = 100;

/** Contains only text on n8n's screens, which the browser tests check. */
const ONLY_SHOWN = ['nodes/MyD3/trigger/panel.ts'];

const chosen = process.argv.slice(2);
const shipped = ['nodes', 'credentials']
	.flatMap((folder) => filesUnder(folder, '.ts'))
	.filter((file) => !ONLY_SHOWN.includes(file));
const files =
	chosen.length === 0
		? shipped
		: [...new Set(chosen.flatMap((part) => shipped.filter((file) => file.includes(part))))];
if (files.length === 0)
	throw new Error(`No file that ships has ${chosen.join(' or ')} in its path.`);

const silent = { debug() {}, info() {}, warn() {}, isDebugEnabled: () => false };
const sources = files.map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
const instrumented = await new Instrumenter(silent).instrument(sources, {
	plugins: null,
	excludedMutations: [],
	ignorers,
});
mkdirSync(REPORTS, { recursive: true });
writeFileSync(
	`${REPORTS}/instrumented.json`,
	JSON.stringify(instrumented.files.map(({ name, content }) => [name, content])),
);

const host = new Host(`${REPORTS}/instrumented.json`);
const coverage = await coverageOf(host);

/** Tries one change. @returns 'noticed', 'hung', 'missed' or, if no test reaches it, 'unreached' */
async function attempt(mutant) {
	const { files: reaching, ms, hits } = planFor(mutant, coverage);
	if (reaching.length === 0) return 'unreached';
	const hitLimit = HIT_FACTOR * hits;
	const report = await host.run({ mutant: mutant.id, hitLimit, files: reaching }, ms);
	if (report === 'hung' || report.hits > hitLimit) return 'hung';
	if (report.failed === undefined) return 'missed';
	mutant.noticedBy = report.failed;
	return 'noticed';
}

/**
 * Tries all changes in one file. Afterwards, the tests that noticed a change must pass without one. If they do not, a change
 * has had after-effects in the process, and the results cannot be trusted.
 */
async function attemptAll(mutants) {
	const results = new Map();
	for (const mutant of mutants) {
		results.set(mutant, mutant.status === 'Ignored' ? 'ignored' : await attempt(mutant));
	}
	const noticing = new Map();
	for (const { noticedBy } of mutants) {
		if (noticedBy?.place === undefined) continue;
		noticing.set(noticedBy.file, [...(noticing.get(noticedBy.file) ?? []), noticedBy.place]);
	}
	const files = [...noticing].map(([file, selected]) => ({ file, selected }));
	const report = await host.run({ files }, 10_000);
	if (report === 'hung' || report.failed !== undefined) {
		throw new Error(`The results cannot be trusted: without a change, ${JSON.stringify(report)}.`);
	}
	return results;
}

const summary = [];
for (const { name: file, content } of sources) {
	const mutants = instrumented.mutants.filter(({ fileName }) => fileName === file);
	const count = { noticed: 0, hung: 0, missed: 0, unreached: 0, ignored: 0 };
	const lines = [];
	const start = performance.now();
	for (const [mutant, result] of await attemptAll(mutants)) {
		count[result]++;
		if (result === 'missed' || result === 'unreached')
			lines.push(described(mutant, result, content));
	}
	const changes = mutants.length - count.ignored;
	const score = changes === 0 ? 100 : (100 * (count.noticed + count.hung)) / changes;
	summary.push({ file, changes, ...count, score: Math.round(score * 10) / 10 });
	writeFileSync(`${REPORTS}/${file.replaceAll('/', '.')}.txt`, lines.join('\n'));
	const seconds = ((performance.now() - start) / 1000).toFixed(0);
	console.log(`${file}: ${changes} changes, ${score.toFixed(1)}% noticed, ${seconds} s`);
	for (const line of lines) console.log(line);
}
host.stop();
console.table(summary);
writeFileSync(`${REPORTS}/summary.json`, JSON.stringify(summary, undefined, '\t'));
const sumOf = (name) => summary.reduce((sum, row) => sum + row[name], 0);
if (sumOf('changes') === 0) throw new Error('These files have nothing to change.');
const total = (100 * (sumOf('noticed') + sumOf('hung'))) / sumOf('changes');
console.log(`${sumOf('changes')} changes, ${total.toFixed(1)}% noticed`);
process.exitCode = total < MIN_SCORE ? 1 : 0;

/** @returns a line that describes a change: its location, and the code before and after */
function described({ location: { start, end }, mutatorName, replacement }, result, content) {
	const lines = content.split('\n').slice(start.line, end.line + 1);
	lines[lines.length - 1] = lines.at(-1).slice(0, end.column);
	const before = lines.join(' ').slice(start.column).replace(/\s+/g, ' ');
	const after = replacement.replace(/\s+/g, ' ');
	const short = (text) => (text.length > 100 ? `${text.slice(0, 97)}...` : text);
	return `  ${start.line + 1}:${start.column + 1} ${result} ${mutatorName}: ${short(before)} -> ${short(after)}`;
}
