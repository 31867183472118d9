import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowDefinition } from './workflow';

/**
 * Reads an example.
 *
 * @param file its name in `examples/`
 * @returns the workflow as it is shipped
 */
export function readExample(file: string): WorkflowDefinition {
	return JSON.parse(
		readFileSync(join(__dirname, '../../examples', file), 'utf8'),
	) as WorkflowDefinition;
}
