/**
 * Finds the Node.js that runs n8n.
 *
 * @returns path of a Node 24 executable; undefined until test/setup.mjs has installed one
 */
export function findNode24(): string | undefined;
