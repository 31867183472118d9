import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (name: string) => readFileSync(join(__dirname, '../../docs', name), 'utf8');

/**
 * Reads docs/troubleshooting.md.
 *
 * @param heading of a section
 * @returns the messages in the first column of the section's table, without quotes
 */
export function documentedMessages(heading: string): string[] {
	return rowsOf(read('troubleshooting.md'), heading).flatMap(
		(row) => /^\| `(.*?)` +\|/.exec(row)?.[1] ?? [],
	);
}

/**
 * Reads the walk in docs/contract.md.
 *
 * @returns message and field of each step
 */
export function documentedWalk(): Array<[message: string, field: string]> {
	return rowsOf(read('contract.md'), 'An example').flatMap((row) => {
		const found = /^\| `(.*?)` +\| \*\*(.*?)\*\*/.exec(row);
		return found === null ? [] : [[found[1]!, found[2]!] as [string, string]];
	});
}

function rowsOf(document: string, heading: string): string[] {
	const [, section = ''] = document.split(`## ${heading}\n`);
	return section.split('\n## ')[0]!.split('\n');
}

/** Replaces the variable parts of a message, as the document does. */
export const general = (message: string): string =>
	message
		.trim()
		.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…')
		.replace(/http:\/\/127\.0\.0\.1:\d+/, 'https://localhost')
		.replace(/localhost:\d{2,}/g, 'localhost')
		.replace(/event key \w+…/, 'event key …')
		.replace(' MyD3 says: Simulated failure.', '')
		.replace(/ MyD3 says: There is nothing at \/elsewhere\./, '');
