/** n8n's checklist for verification, as far as a program can check it: what users see. See test/checklist.test.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';
import ts from 'typescript';

import { MyD3Api } from '../credentials/MyD3Api.credentials';
import { MyD3 } from '../nodes/MyD3/MyD3.node';
import { MyD3Trigger } from '../nodes/MyD3/MyD3Trigger.node';
import { importGraph } from './checks/importGraph';

const ROOT = join(__dirname, '..');
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const shipped = Object.keys(importGraph(ROOT));
const described = [new MyD3().description, new MyD3Trigger().description];
const credential = new MyD3Api();

/** All fields, those inside collections and resource locators too. */
const fieldsIn = (properties: INodeProperties[]): INodeProperties[] =>
	properties.flatMap((property) => [
		property,
		...fieldsIn(
			[...(property.options ?? []), ...(property.modes ?? [])].filter(
				(one): one is INodeProperties => 'displayName' in one,
			),
		),
	]);
const fields = fieldsIn([
	...described.flatMap(({ properties }) => properties),
	...credential.properties,
]);
const operations = described
	.flatMap(({ properties }) => properties)
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options }) => options as Array<{ name: string; value: string; action: string }>);

const isDescription = (node: ts.Node): boolean =>
	ts.isPropertyAssignment(node) && node.name.getText() === 'description';

/** Every text of a file that can be a message: literals with a space in them, but not the descriptions of fields. */
function sentencesIn(file: string): string[] {
	const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (isDescription(node)) return;
		if (
			ts.isStringLiteralLike(node) ||
			ts.isTemplateHead(node) ||
			ts.isTemplateMiddleOrTemplateTail(node)
		) {
			if (node.text.trim().includes(' ')) found.push(node.text);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

const items: Array<{ name: string; check: () => void }> = [
	{
		name: 'I-3 the trigger is one by class, name, display name and inputs, and no tool',
		check: () =>
			expect(described[1]).toMatchObject({
				name: expect.stringMatching(/Trigger$/) as string,
				displayName: expect.stringContaining('Trigger') as string,
				inputs: [],
				group: ['trigger'],
			}),
	},
	{
		name: 'I-3 the action node is a tool, the trigger is not',
		check: () =>
			expect(described.map(({ usableAsTool }) => usableAsTool)).toEqual([true, undefined]),
	},
	{
		name: 'I-3 icons are two different square SVG files',
		check: () => {
			const icons = ['icons/myd3.svg', 'icons/myd3.dark.svg'].map(textOf);
			expect(icons[0]).not.toBe(icons[1]);
			for (const icon of icons) {
				const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(icon) ?? [];
				expect(width).toBe(height);
				expect(icon).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|<image/);
			}
		},
	},
	{
		name: 'I-3 nodes use their own credential only',
		check: () =>
			expect(described.flatMap(({ credentials }) => credentials?.map(({ name }) => name))).toEqual([
				credential.name,
				credential.name,
			]),
	},
	{
		name: 'I-3 the credential has a class and a name that end in Api, a test and documentation',
		check: () => {
			expect(credential.name).toMatch(/Api$/);
			expect(credential.constructor.name).toMatch(/Api$/);
			expect(credential.test).toBeDefined();
			expect(URL.canParse(credential.documentationUrl)).toBe(true);
		},
	},
	{
		name: 'I-4 placeholders begin with "e.g."',
		check: () => {
			const others = fields
				.filter(({ type }) => type !== 'collection')
				.map(({ placeholder }) => placeholder)
				.filter((placeholder) => placeholder !== undefined && !placeholder.startsWith('e.g. '));
			expect(others).toEqual([]);
		},
	},
	{
		name: 'I-4 switches begin with "Whether"',
		check: () => {
			const switches = fields.filter(({ type }) => type === 'boolean');
			expect(switches.length).toBeGreaterThan(3);
			for (const { description } of switches) expect(description).toMatch(/^Whether /);
		},
	},
	{
		name: 'I-4 one subscription is chosen from a list, or by ID',
		check: () => {
			const locator = fields.find(({ name }) => name === 'subscriptionId');
			expect(locator).toMatchObject({ type: 'resourceLocator', default: { mode: 'list' } });
			expect(locator?.modes?.map(({ displayName }) => displayName)).toEqual(['From List', 'By ID']);
		},
	},
	{
		name: 'I-4 operations have the usual names, and actions no articles',
		check: () => {
			expect(operations.map(({ name }) => name).sort()).toEqual([
				'Create',
				'Delete',
				'Diagnose',
				'Get',
				'Get Many',
			]);
			for (const { action } of operations) {
				expect(action).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
				expect(action).not.toMatch(/ (a|an|the) /);
			}
		},
	},
	{
		name: 'I-4 Get Many has Return All and Limit',
		check: () =>
			expect(fields.map(({ name }) => name)).toEqual(
				expect.arrayContaining(['returnAll', 'limit']),
			),
	},
	{
		name: 'I-4 labels are in title case, and options in alphabetical order without emoji',
		check: () => {
			const labels = fields.filter(({ type }) => type !== 'notice').map((one) => one.displayName);
			const small = /^(a|an|and|as|at|by|for|from|in|of|on|or|the|to|with)$/;
			const isTitle = (label: string): boolean =>
				label.split(' ').every((word) => /^[\p{Lu}\d({]/u.test(word) || small.test(word));
			expect(labels.filter((label) => !isTitle(label))).toEqual([]);
			const lists = fields
				.filter(({ type }) => type === 'options' || type === 'multiOptions')
				.map(({ options }) => (options ?? []).map(({ name }) => name));
			expect(lists.length).toBeGreaterThan(3);
			for (const names of lists) {
				expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
				expect(names.join()).not.toMatch(/\p{Extended_Pictographic}/u);
			}
		},
	},
	{
		name: 'I-4 at most five operations without a resource to group them',
		check: () => {
			const resource = described[0]!.properties.find(({ name }) => name === 'resource');
			expect(resource?.options?.map(({ name }) => name)).toEqual(['Connection', 'Subscription']);
		},
	},
	{
		name: 'I-4 texts that a user enters as a secret are hidden',
		check: () => {
			const secret = credential.properties.filter(({ name }) =>
				/^(apiKey|accessToken)$/.test(name),
			);
			expect(secret.map(({ typeOptions }) => typeOptions?.password)).toEqual([true, true]);
		},
	},
	{
		name: 'I-4 messages do without the words error, problem, failure and mistake',
		check: () => {
			const wrong = shipped
				.flatMap(sentencesIn)
				.filter((sentence) => /\b(error|problem|failure|mistake)s?\b/i.test(sentence));
			expect(wrong).toEqual([]);
		},
	},
];

describe("n8n's checklist", () => {
	it.each(items)('$name', ({ check }) => check());
});
