import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** One line of the table. */
export interface Row {
	/** What was measured, for a reader who does not know the code. */
	what: string;
	/** With its unit. */
	figure: string;
	/** The same as a ratio to something measured in the same run, and to what. */
	ratio: string;
	/** What is aimed at; left out where nothing is. */
	target?: string;
	/** Whether it is reached. */
	isMet?: boolean;
}

/** A table with its heading. */
export interface Section {
	heading: string;
	rows: Row[];
}

/** Where the table is, for people. */
export const DOCUMENT = join(__dirname, '../../docs/scaling.md');
const START = '<!-- bench:start: npm run bench writes from here -->';
const END = '<!-- bench:end -->';

/**
 * @param sections what was measured
 * @param versions of everything that took part
 * @param date of the run
 * @param rounds how many rounds each figure is the median of
 * @returns Markdown
 */
export function render(
	sections: Section[],
	versions: Record<string, string>,
	date: Date,
	rounds: number,
): string {
	const all = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
	const intro = `Measured on ${date.toISOString().slice(0, 10)} with \`npm run bench\`: ${all.join(', ')}; ${cpus().length} cores (${cpus()[0]!.model.trim()}). Every figure is the median of ${rounds} rounds, in which the things compared took turns.`;
	return [intro, ...sections.map(renderSection)].join('\n\n');
}

function renderSection({ heading, rows }: Section): string {
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
	const lines = padded.map((line) => `| ${line.join(' | ')} |`);
	return [`### ${heading}`, '', ...lines].join('\n');
}

/**
 * Puts Markdown between the document's markers.
 *
 * @param markdown what {@link render} made
 * @throws Error when a marker is missing
 */
export async function writeToDocument(markdown: string): Promise<void> {
	const text = await readFile(DOCUMENT, 'utf8');
	const [start, end] = [text.indexOf(START), text.indexOf(END)];
	if (start < 0 || end < start) throw new Error(`The markers are missing in ${DOCUMENT}`);
	const before = text.slice(0, start + START.length);
	await writeFile(DOCUMENT, `${before}\n\n${markdown}\n\n${text.slice(end)}`);
}
