import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { parse as parseYaml } from 'yaml';

import { MyD3Api } from '../credentials/MyD3Api.credentials';
import { triggerFields } from '../nodes/MyD3/trigger/properties';
import { evaluateDelivery } from '../nodes/MyD3/trigger/delivery';
import { nodeFields } from '../nodes/MyD3/resources/fields';
import { readDocuments } from './documents/markdown';
import { delivery, options } from './n8n/delivery';
import { createInvoiceEvents } from './simulator/invoice';

const ROOT = join(__dirname, '..');
const LARGEST_PICTURE_BYTES = 150_000;
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};
const documents = readDocuments();
const exampleFiles = readdirSync(join(ROOT, 'examples'))
	.filter((file) => file.endsWith('.json'))
	.sort();
const readme = documents.find(({ path }) => path === 'README.md')!;

describe.each(documents)('$path', ({ path, blocks, inline, links, text }) => {
	it('has JSON that is JSON and YAML that is YAML', () => {
		for (const { language, text: block } of blocks) {
			if (language === 'json') JSON.parse(block);
			if (language === 'yaml') parseYaml(block);
			expect(['json', 'yaml', 'sh', 'text', 'ts', 'caddyfile']).toContain(language);
		}
	});

	it("names only npm commands that the project's package.json has", () => {
		const commands = [...blocks.map((block) => block.text), ...inline]
			.flatMap((code) => [...code.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test|start)\b)/g)])
			.map(([, script, short]) => script ?? short!);
		expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
	});

	it('has links within the project that lead somewhere', () => {
		const broken = links
			.filter((link) => !/^(https|mailto):/.test(link))
			.filter((link) => {
				const [file, anchor] = link.split('#');
				const place = file ? join(dirname(path), file).replaceAll('\\', '/') : path;
				if (!existsSync(join(ROOT, place))) return true;
				const target = documents.find((one) => one.path === place);
				return anchor !== undefined && !target?.anchors.includes(anchor);
			});
		expect(broken).toEqual([]);
	});

	it(`has pictures of less than ${LARGEST_PICTURE_BYTES} bytes, each with a text in its place`, () => {
		const pictures = [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
		for (const [, instead, file] of pictures) {
			expect(instead).not.toBe('');
			expect(statSync(join(ROOT, dirname(path), file!)).size).toBeLessThan(LARGEST_PICTURE_BYTES);
		}
	});
});

describe('README.md', () => {
	const tableUnder = (head: string): string[][] =>
		readme.tables.find(([titles]) => titles![0] === head)?.slice(1) ?? [];
	const optionsOf = (fields: INodeProperties[], name: string) =>
		fields.find((field) => field.name === name)!.options as Array<
			INodePropertyOptions & INodeProperties
		>;

	it('has a sample event that the trigger takes, and that is the one of the simulator', () => {
		const sample = readme.blocks.find(({ language }) => language === 'json')!.text;
		const event = JSON.parse(sample) as { occurredAt: string };

		const result = evaluateDelivery(
			delivery({ body: sample }),
			options({ eventIdField: 'invoice.number' }),
			undefined,
			0,
		);

		expect(result).toMatchObject({ outcome: 'accepted', items: [event], idMissing: false });
		expect(createInvoiceEvents(() => Date.parse(event.occurredAt))()).toEqual(event);
	});

	it.each([
		{ what: 'choices of Respond', head: 'Respond', fields: triggerFields, of: 'responseMode' },
		{ what: "trigger's options", head: 'Option', fields: triggerFields, of: 'options' },
	])('names the $what as the editor does', ({ head, fields, of }) => {
		const named = tableUnder(head).map(([cell]) => cell!.replace(/^_([^_]+)_.*/, '$1'));
		const shown = optionsOf(fields, of).map((option) => option.displayName ?? option.name);
		expect([...named].sort()).toEqual([...shown].sort());
	});

	it('names the operations of the MyD3 node as the editor does', () => {
		const named = tableUnder('Operation').map(([cell]) => cell);
		const shown = nodeFields
			.filter(({ name }) => name === 'operation')
			.flatMap((field) => {
				const [resource] = field.displayOptions!.show!.resource as string[];
				const { name } = optionsOf(nodeFields, 'resource').find(({ value }) => value === resource)!;
				return (field.options as INodePropertyOptions[]).map((option) => `${name}: ${option.name}`);
			});
		expect([...named].sort()).toEqual([...shown].sort());
	});

	it('names every field that corrects an assumption as the credential does', () => {
		const named = tableUnder('Field').flatMap(([cell]) => cell!.split(', '));
		const shown = new MyD3Api().properties
			.filter(({ displayOptions }) => displayOptions?.show?.overrideApiDetails)
			.map(({ displayName }) => displayName);
		expect([...named].sort()).toEqual([...shown].sort());
	});

	it('lists every example workflow', () => {
		const examples = documents.find(({ path }) => path === 'examples/README.md')!;
		for (const { links } of [readme, examples]) {
			const named = links
				.filter((link) => link.endsWith('.json'))
				.map((link) => link.split('/').pop());
			expect([...new Set(named)].sort()).toEqual(exampleFiles);
		}
	});
});
