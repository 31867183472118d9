import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { findNode24 } from './node24';

/** Run by Node 24, which includes SQLite; the Node that runs the tests may be older. */
const FORGET = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1]);
database.exec('UPDATE workflow_entity SET staticData = NULL');
database.close();
`;

/**
 * Deletes the static data of all workflows, as a restored database may lack it.
 *
 * @param folder n8n's user folder; n8n must not be running
 */
export function forgetStaticData(folder: string): void {
	execFileSync(findNode24()!, ['-e', FORGET, join(folder, '.n8n', 'database.sqlite')]);
}
