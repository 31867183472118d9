import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

/** One row of a table. */
export interface Row {
	/** What was measured, for a reader who does not know the code. */
	what: string;
	/** The result, with its unit. */
	figure: string;
	/** The result as a ratio to another from the same run, naming the other. */
	ratio: string;
	/** The target, if there is one. */
	target?: string;
	/** Whether the target is met. */
	isMet?: boolean;
}

/** A table with its heading. */
export interface Section {
	heading: string;
	rows: Row[];
}

/** The document that contains the tables. */
const DOCUMENT = join(__dirname, '../../docs/scaling.md');
const START = '<!-- bench:start: npm run bench writes from here -->';
const END = '<!-- bench:end -->';

/** The circumstances in which a table was measured. */
export interface Circumstances {
	/** The versions of the software measured, by name. */
	versions: Record<string, string>;
	date: Date;
	/** The number of rounds; each figure is their median. */
	rounds: number;
	/** The machine's load average over the preceding minute. */
	load: number;
}

/** @returns a number with thousands separators, as in the rest of the document */
export const formatNumber = (value: number, decimals = 0): string =>
	value.toLocaleString('en-AU', {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals,
	});

/**
 * @param versions of the software measured, by name
 * @param rounds the number of rounds
 * @returns the circumstances, with the current date and load of the machine
 */
export function circumstancesNow(versions: Record<string, string>, rounds: number): Circumstances {
	return { versions, rounds, date: new Date(), load: loadavg()[0]! };
}

/**
 * @param section the heading and the rows
 * @param circumstances in which they were measured
 * @returns the table in Markdown, with its heading
 */
export function render(section: Section, circumstances: Circumstances): string {
	const { versions, date, rounds, load } = circumstances;
	const all = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
	const intro = `Measured on ${date.toISOString().slice(0, 10)} with \`npm run bench\`: ${all.join(', ')}; ${cpus().length} cores (${cpus()[0]!.model.trim()}), load average ${load.toFixed(1)} in the minute before. Each figure is the median of ${rounds} rounds; compared measurements were interleaved.`;
	return [`### ${section.heading}`, '', intro, '', ...table(section)].join('\n');
}

function table({ rows }: Section): string[] {
	const outcome = ({ target, isMet }: Row) =>
		target === undefined ? '' : `${target}: ${isMet ? 'met' : '**missed**'}`;
	const cells = [
		['What', 'Figure', 'Ratio', 'Target'],
		['---', '---', '---', '---'],
		...rows.map((row) => [row.what, row.figure, row.ratio, outcome(row)]),
	];
	const widths = [0, 1, 2, 3].map((column) =>
		Math.max(...cells.map((line) => [...line[column]!].length)),
	);
	const padded = cells.map((line, index) =>
		line.map((cell, column) =>
			index === 1
				? '-'.repeat(widths[column]!)
				: cell + ' '.repeat(widths[column]! - [...cell].length),
		),
	);
	return padded.map((line) => `| ${line.join(' | ')} |`);
}

/**
 * Writes a table between the document's markers, replacing the one with the same heading.
 *
 * @param heading of the table
 * @param markdown what {@link render} returned for it
 * @throws Error if a marker is missing
 */
export async function writeToDocument(heading: string, markdown: string): Promise<void> {
	const text = await readFile(DOCUMENT, 'utf8');
	const [start, end] = [text.indexOf(START), text.indexOf(END)];
	if (start < 0 || end < start) throw new Error(`The markers are missing in ${DOCUMENT}`);
	const tables = text
		.slice(start + START.length, end)
		.split(/^(?=### )/m)
		.map((table) => table.trim())
		.filter((table) => table !== '');
	const place = tables.findIndex((table) => table.startsWith(`### ${heading}\n`));
	if (place < 0) tables.push(markdown);
	else tables[place] = markdown;
	const before = text.slice(0, start + START.length);
	await writeFile(DOCUMENT, [before, ...tables, text.slice(end)].join('\n\n'));
}
