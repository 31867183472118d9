/**
 * Finds the Node.js that runs n8n.
 *
 * @returns path of a Node 24 executable; undefined when test/setup.mjs has not installed it yet
 */
export function findNode24(): string | undefined;
