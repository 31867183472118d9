import { spawn } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeCertificates } from '../certificates';
import { readDocuments } from '../documents/markdown';
import { startN8n } from './n8n';
import { packTarball } from './tarball';

const ROOT = resolve(__dirname, '../..');
const documents = readDocuments();
const shellBlocks = documents
	.find(({ path }) => path === 'docs/install.md')!
	.blocks.filter(({ language }) => language === 'sh');

/** Runs a command line, and waits for it to end. */
async function run(line: string, env: NodeJS.ProcessEnv = process.env, input = '') {
	const child = spawn('sh', ['-c', line], { cwd: ROOT, env });
	let output = '';
	child.stdout.on('data', (text) => (output += String(text)));
	child.stderr.on('data', (text) => (output += String(text)));
	child.stdin.end(input);
	const code = await new Promise<number | null>((done) => child.on('close', done));
	return { code, output };
}

describe("of the documents' commands,", () => {
	test('those for a manual installation make n8n 2.41.1 load both nodes, and fetch only the package', async () => {
		const tarball = await packTarball();
		const [byHand] = shellBlocks;
		// The package's name means the newest published version, which this one will be.
		const commands = byHand!.text.replace(/n8n-nodes-myd3$/, tarball);
		expect(commands).not.toBe(byHand!.text);

		const n8n = await startN8n({
			version: '2.41.1',
			certificates: makeCertificates(),
			prepare: async (folder) => {
				const env = { PATH: process.env.PATH, HOME: folder, npm_config_offline: 'true' };
				const { code, output } = await run(`set -e\n${commands}`, env);
				expect(output).toContain('added 1 package');
				expect(code).toBe(0);
			},
		});
		await rm(dirname(tarball), { recursive: true });
		const types = await n8n.api.nodeTypes();
		await n8n.stop();

		expect(types.map(({ name }) => name).filter((name) => name.includes('myd3'))).toEqual(
			expect.arrayContaining(['n8n-nodes-myd3.myD3', 'n8n-nodes-myd3.myD3Trigger']),
		);
	}, 240_000);

	test('those for Docker are the same, inside a container', () => {
		const [byHand, inDocker] = shellBlocks;
		expect(inDocker!.text).toBe(
			`docker exec n8n sh -c '${byHand!.text.trim().split('\n').join(' && ')}'`,
		);
	});

	test('npm run demo -- --once runs an invoice through a workflow and leaves no subscription in MyD3', async () => {
		const { code, output } = await run('npm run demo -- --once');

		expect(output).toContain('"invoice": "INV-000001"');
		expect(output).toContain('MyD3 has no subscriptions left.');
		expect(output).toContain('The demo is over.');
		expect(code).toBe(0);
	}, 240_000);

	test('npm run simulator accepts the commands that it lists', async () => {
		const { code, output } = await run(
			'npm run simulator -- --port 0',
			process.env,
			'invoice\nquit\n',
		);

		expect(output).toContain('The MyD3 simulator is running.');
		expect(output).toContain('Base URL  http://127.0.0.1:');
		expect(output).toContain('Nobody has subscribed to InvoiceIssued');
		expect(code).toBe(0);
	}, 60_000);
});

describe("the documents' environment variables", () => {
	const named = new Set(
		documents.flatMap(({ text }) => text.match(/\b(?:N8N_[A-Z_]+|WEBHOOK_URL)\b/g) ?? []),
	);

	test('exist in n8n 2.41.1', async () => {
		const modules = join(__dirname, 'n8n-2.41.1', 'node_modules');
		const sources = await Promise.all(
			['@n8n/config/dist', 'n8n/dist', 'n8n-core/dist', '@n8n/backend-common/dist'].map((folder) =>
				variablesIn(join(modules, folder)),
			),
		);
		const known = new Set(sources.flatMap((names) => [...names]));

		expect(named.size).toBeGreaterThan(3);
		expect([...named].filter((name) => !known.has(name))).toEqual([]);
	}, 60_000);
});

/** The names of environment variables in the JavaScript below a folder. */
async function variablesIn(folder: string): Promise<Set<string>> {
	const names = new Set<string>();
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || !entry.name.endsWith('.js')) continue;
		const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
		for (const [name] of text.matchAll(/\b(?:N8N_[A-Z_]+|WEBHOOK_URL)\b/g)) names.add(name);
	}
	return names;
}
