import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { parse as parseYaml } from 'yaml';

import { evaluateDelivery } from '../nodes/MyD3/trigger/delivery';
import { readDocuments } from './documents/markdown';
import { delivery, options } from './n8n/delivery';
import { createInvoiceEvents } from './simulator/invoice';

const ROOT = join(__dirname, '..');
const MAX_PICTURE_BYTES = 150_000;
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};
const documents = readDocuments();
const exampleFiles = readdirSync(join(ROOT, 'examples'))
	.filter((file) => file.endsWith('.json'))
	.sort();
const documentAt = (path: string) => documents.find((document) => document.path === path)!;

describe.each(documents)('$path', ({ path, blocks, inline, links, text }) => {
	it('has no invalid JSON or YAML', () => {
		for (const { language, text: block } of blocks) {
			if (language === 'json') JSON.parse(block);
			if (language === 'yaml') parseYaml(block);
			expect(['json', 'yaml', 'sh', 'text', 'ts', 'caddyfile', 'http', 'mermaid']).toContain(
				language,
			);
		}
	});

	it('names only npm scripts that package.json has', () => {
		const commands = [...blocks.map((block) => block.text), ...inline]
			.flatMap((code) => [...code.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test|start)\b)/g)])
			.map(([, script, short]) => script ?? short!);
		expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
	});

	it('has no broken links within the project', () => {
		const broken = links
			.filter((link) => !/^(https|mailto):/.test(link))
			.filter((link) => {
				const [file, anchor] = link.split('#');
				const place = file ? join(dirname(path), file).replaceAll('\\', '/') : path;
				if (!existsSync(join(ROOT, place))) return true;
				const target = documents.find((document) => document.path === place);
				return anchor !== undefined && !target?.anchors.includes(anchor);
			});
		expect(broken).toEqual([]);
	});

	it(`has only pictures under ${MAX_PICTURE_BYTES.toLocaleString('en')} bytes, each with alternative text`, () => {
		const pictures = [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
		for (const [, instead, file] of pictures) {
			expect(instead).not.toBe('');
			expect(statSync(join(ROOT, dirname(path), file!)).size).toBeLessThan(MAX_PICTURE_BYTES);
		}
	});
});

describe('examples/README.md', () => {
	it('has a sample event that the trigger accepts and the simulator sends', () => {
		const sample = documentAt('examples/README.md').blocks.find(
			({ language }) => language === 'json',
		);
		const event = JSON.parse(sample!.text) as { occurredAt: string };

		const result = evaluateDelivery(
			delivery({ body: sample!.text }),
			options({ eventIdField: 'invoice.number' }),
			undefined,
			0,
		);

		expect(result).toMatchObject({ outcome: 'accepted', items: [event], isIdMissing: false });
		expect(createInvoiceEvents(() => Date.parse(event.occurredAt))()).toEqual(event);
	});
});

it.each([
	{ path: 'README.md', files: exampleFiles.filter((file) => !file.startsWith('set-up-')) },
	{ path: 'examples/README.md', files: exampleFiles },
])('$path lists the example workflows', ({ path, files }) => {
	const named = documentAt(path)
		.links.filter((link) => link.endsWith('.json'))
		.map((link) => link.split('/').pop());
	expect([...new Set(named)].sort()).toEqual(files);
});
