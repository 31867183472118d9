import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCUMENT = readFileSync(join(__dirname, '../../docs/troubleshooting.md'), 'utf8');

/**
 * Reads docs/troubleshooting.md.
 *
 * @param heading of one of its sections
 * @returns the messages in the first column of the section's table, without their quotes
 */
export function documentedMessages(heading: string): string[] {
	const [, section = ''] = DOCUMENT.split(`## ${heading}\n`);
	const rows = section.split('\n## ')[0]!.split('\n');
	return rows.flatMap((row) => /^\| `(.*?)` +\|/.exec(row)?.[1] ?? []);
}

/** A message with what differs from one time to the next left out, as the document has it. */
export const general = (message: string): string =>
	message
		.trim()
		.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…')
		.replace(/http:\/\/127\.0\.0\.1:\d+/, 'https://localhost')
		.replace(/localhost:\d{2,}/g, 'localhost')
		.replace(/event key \w+…/, 'event key …')
		.replace(' MyD3 says: Simulated failure.', '')
		.replace(/ MyD3 says: There is nothing at \/elsewhere\./, '');
