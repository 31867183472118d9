import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', 'examples');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const INVOICES = FILES.filter((name) => name.startsWith('invoice-to-'));
const BILLS = INVOICES.filter((name) => name.endsWith('-bill.json'));
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

interface ExampleNode {
	id: string;
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: unknown;
	webhookId?: string;
}
interface Example {
	name: string;
	nodes: ExampleNode[];
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
	settings: object;
	pinData?: Record<string, Array<{ json: { sample?: string } }>>;
}
const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const read = (file: string) => JSON.parse(text(file)) as Example;
const nodeOf = (file: string, name: string) => read(file).nodes.find((node) => node.name === name);

describe.each(FILES)('the example %s', (file) => {
	const example = read(file);

	it('is inactive and carries nothing over from the n8n that exported it', () => {
		expect(example).toMatchObject({ active: false, settings: { executionOrder: 'v1' } });
		const known = ['name', 'nodes', 'pinData', 'connections', 'settings', 'active'];
		expect(Object.keys(example).filter((key) => !known.includes(key))).toEqual([]);
		expect(example.nodes.filter(({ credentials, webhookId }) => credentials ?? webhookId)).toEqual(
			[],
		);
		expect(text(file)).not.toMatch(/[a-z]@[a-z]|bearer |password|client_secret/i);
	});

	it('gives every node a unique id and name, and connects only existing nodes', () => {
		const names = example.nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(example.nodes.map(({ id }) => id)).size).toBe(names.length);
		const targets = Object.values(example.connections).flatMap(({ main }) => main.flat());
		for (const name of [...Object.keys(example.connections), ...targets.map(({ node }) => node)]) {
			expect(names).toContain(name);
		}
	});

	it('has a note, and a row in the README', () => {
		expect(example.nodes.some(({ type }) => type === STICKY_NOTE)).toBe(true);
		expect(text('README.md')).toContain(`[${file}](${file})`);
	});

	it('mentions only steps and examples that exist', () => {
		const references = [...text(file).matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);
		const names = example.nodes.map(({ name }) => name);
		expect(references.filter((name) => !names.includes(name!))).toEqual([]);
		const files = [...text(file).matchAll(/\*([a-z-]+\.json)\*/g)].map(([, name]) => name);
		expect(files.filter((name) => !FILES.includes(name!))).toEqual([]);
	});
});

describe('of the examples for invoices,', () => {
	it.each(BILLS)('%s has at most thirteen steps', (file) => {
		const steps = read(file).nodes.filter(({ type }) => type !== STICKY_NOTE);
		expect(steps.length).toBeLessThanOrEqual(13);
	});

	it.each(INVOICES)('%s has no Code step', (file) => {
		expect(read(file).nodes.filter(({ type }) => /code|function/i.test(type))).toEqual([]);
	});

	it.each(INVOICES)('%s pins only a sample that says it is one', (file) => {
		const { pinData } = read(file);
		expect(Object.keys(pinData ?? {})).toEqual(['MyD3 Trigger']);
		expect(pinData!['MyD3 Trigger']).toHaveLength(1);
		expect(pinData!['MyD3 Trigger']![0]!.json.sample).toMatch(
			/^A made-up sample, not MyD3's format/,
		);
	});

	it.each(INVOICES)('%s answers MyD3 only after the last step', (file) => {
		expect(nodeOf(file, 'MyD3 Trigger')?.parameters.responseMode).toBe('lastNode');
	});

	it.each(INVOICES)('%s accepts no supplier until supplierName is filled in', (file) => {
		const { options } = nodeOf(file, 'Check the Invoice')!.parameters;
		const { expectedSupplier } = options as { expectedSupplier: string };
		const evaluate = new Function('$json', `return ${expectedSupplier.slice(3, -2)}`) as (
			json: object,
		) => string;
		const expected = ['', 'Data#3'].map((supplierName) => evaluate({ settings: { supplierName } }));
		expect(expected).toEqual(['(supplierName is empty in Your Settings)', 'Data#3']);
	});

	// n8n's default is New York, where 9 a.m. in Brisbane is still the day before.
	it.each(INVOICES)('%s reads a time as a day in Brisbane', (file) => {
		expect(read(file).settings).toEqual({
			executionOrder: 'v1',
			timezone: 'Australia/Brisbane',
		});
	});

	// A fix in one of them must go into all.
	it.each(['MyD3 Trigger', 'Check the Invoice'])('all have the same step "%s"', (name) => {
		const [first, ...others] = INVOICES.map((file) => nodeOf(file, name)?.parameters);
		expect(first).toBeDefined();
		for (const other of others) expect(other).toEqual(first);
	});
});
