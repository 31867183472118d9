import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowDefinition } from './workflow';

/**
 * Reads an example workflow as shipped.
 *
 * @param file its name in `examples/`
 */
export function readExample(file: string): WorkflowDefinition {
	return JSON.parse(
		readFileSync(join(__dirname, '../../examples', file), 'utf8'),
	) as WorkflowDefinition;
}
