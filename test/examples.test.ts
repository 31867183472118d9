import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', 'examples');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const INVOICES = FILES.filter((name) => name.startsWith('invoice-to-'));

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
	pinData?: Record<string, Array<{ json: { sample?: string } }>>;
}
const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const read = (file: string) => JSON.parse(text(file)) as Example;
const nodeOf = (file: string, name: string) => read(file).nodes.find((node) => node.name === name);

describe.each(FILES)('the example %s', (file) => {
	const example = read(file);

	it('is a workflow that is not active, with nothing of the n8n that it was made in', () => {
		expect(example).toMatchObject({ active: false, settings: { executionOrder: 'v1' } });
		const known = ['name', 'nodes', 'pinData', 'connections', 'settings', 'active'];
		expect(Object.keys(example).filter((key) => !known.includes(key))).toEqual([]);
		expect(example.nodes.filter(({ credentials, webhookId }) => credentials ?? webhookId)).toEqual(
			[],
		);
		expect(text(file)).not.toMatch(/[a-z]@[a-z]|bearer |password|client_secret/i);
	});

	it('gives every node an id and a name of its own, and connects what is there', () => {
		const names = example.nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(example.nodes.map(({ id }) => id)).size).toBe(names.length);
		const targets = Object.values(example.connections).flatMap(({ main }) => main.flat());
		for (const name of [...Object.keys(example.connections), ...targets.map(({ node }) => node)]) {
			expect(names).toContain(name);
		}
	});

	it('has notes, a row in the README, and a test that runs it in n8n', () => {
		expect(example.nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote')).toBe(true);
		expect(text('README.md')).toContain(`[${file}](${file})`);
		const e2e = join(__dirname, 'e2e');
		const tests = readdirSync(e2e).filter((name) => name.endsWith('.ts'));
		expect(
			tests.filter((name) => readFileSync(join(e2e, name), 'utf8').includes(file)),
		).not.toEqual([]);
	});
});

describe('the examples for invoices', () => {
	it.each(INVOICES)('%s pins nothing but a sample that says so', (file) => {
		const { pinData } = read(file);
		expect(Object.keys(pinData ?? {})).toEqual(['MyD3 Trigger']);
		expect(pinData!['MyD3 Trigger']).toHaveLength(1);
		expect(pinData!['MyD3 Trigger']![0]!.json.sample).toMatch(
			/^A made-up sample, not MyD3's format/,
		);
	});

	it.each(INVOICES)('%s tells MyD3 only of what has succeeded', (file) => {
		expect(nodeOf(file, 'MyD3 Trigger')?.parameters.responseMode).toBe('lastNode');
	});

	// One mended in one of them must be mended in all.
	it.each(['MyD3 Trigger', 'Map Your Invoice', 'Check the Invoice'])(
		'have the same step "%s"',
		(name) => {
			const [first, ...others] = INVOICES.map((file) => nodeOf(file, name)?.parameters);
			expect(first).toBeDefined();
			for (const other of others) expect(other).toEqual(first);
		},
	);
});

describe('the step "Check the Invoice"', () => {
	const code = nodeOf('invoice-to-xero-bill.json', 'Check the Invoice')!.parameters
		.jsCode as string;
	interface Line {
		description?: string;
		quantity?: number;
		unitPrice?: number;
		amount: number;
		gst?: unknown;
	}
	const check = (...invoices: object[]) => {
		const items = invoices.map((json) => ({ json }));
		const run = new Function('$input', code) as (input: { all(): typeof items }) => Array<{
			json: { problems: string; lines: Line[] };
		}>;
		return run({ all: () => items }).map(({ json }) => json);
	};
	const line = (changes: Partial<Line> = {}): Line => ({
		description: 'Laptop',
		quantity: 4,
		unitPrice: 2349,
		amount: 9396,
		gst: 939.6,
		...changes,
	});
	const invoice = (changes: object = {}) => ({
		number: 'INV-1',
		issueDate: '2026-11-02',
		dueDate: '2026-12-02',
		currency: 'AUD',
		supplier: 'Data#3',
		lines: [line()],
		subtotal: 9396,
		gst: 939.6,
		total: 10335.6,
		...changes,
	});

	it.each([
		{ name: 'all that it may have', changes: { purchaseOrder: 'PO-1' } },
		{ name: 'no GST on any line', changes: { lines: [line({ gst: undefined })] } },
		{
			name: 'GST of null, as a field that is not there is mapped',
			changes: { lines: [line({ gst: null })] },
		},
		{ name: 'a number like 2026/11 #7', changes: { number: '2026/11 #7' } },
		{ name: 'a total that is a cent off', changes: { total: 10335.61 } },
	])('has nothing to say about an invoice with $name', ({ changes }) => {
		expect(check(invoice(changes))[0]!.problems).toBe('');
	});

	it.each([
		{
			name: 'no number',
			changes: { number: ' ' },
			says: 'An invoice without a number needs a person: number is missing.',
		},
		{
			name: 'a quote in its number',
			changes: { number: "INV'1" },
			says: 'number has characters that cannot be looked up',
		},
		{ name: 'no supplier', changes: { supplier: null }, says: 'supplier is missing' },
		{ name: 'no currency', changes: { currency: '' }, says: 'currency is missing' },
		{
			name: 'a date that does not exist',
			changes: { issueDate: '2026-02-30' },
			says: 'issueDate is missing or not a date like 2026-07-31',
		},
		{
			name: 'a date of another form',
			changes: { dueDate: '02/12/2026' },
			says: 'dueDate is missing or not a date like 2026-07-31',
		},
		{
			name: 'a due date before it was issued',
			changes: { dueDate: '2026-11-01' },
			says: 'dueDate is before issueDate',
		},
		{
			name: 'a total that is a text',
			changes: { total: '10335.60' },
			says: 'total is missing or not a number',
		},
		{
			name: 'a total of zero',
			changes: { lines: [line({ amount: 0, gst: 0 })], subtotal: 0, gst: 0, total: 0 },
			says: 'total is zero',
		},
		{ name: 'no lines', changes: { lines: null }, says: 'lines is missing or empty' },
		{
			name: 'a line without a description',
			changes: { lines: [line({ description: '' })] },
			says: 'line 1: description is missing',
		},
		{
			name: 'a line that takes something off',
			changes: { lines: [line(), line({ amount: -10, gst: -1 })] },
			says: 'line 2: amount is negative',
		},
		{
			name: 'a line with 15 % GST',
			changes: { lines: [line({ gst: 1409.4 })] },
			says: 'line 1: gst is neither zero nor 10 % of the amount',
		},
		{
			name: 'a line whose GST is a text',
			changes: { lines: [line({ gst: '939.60' })] },
			says: 'line 1: gst is not a number',
		},
		{
			name: 'lines that are fewer than the subtotal',
			changes: { subtotal: 9496, total: 10435.6 },
			says: 'the lines do not add up to subtotal',
		},
		{
			name: 'GST that is not the sum of the lines',
			changes: { gst: 100, total: 9496 },
			says: 'the gst of the lines does not add up to gst',
		},
		{
			name: 'a total that is two cents off',
			changes: { total: 10335.62 },
			says: 'subtotal and gst do not add up to total',
		},
	])('sends an invoice with $name to a person', ({ changes, says }) => {
		const { problems } = check(invoice(changes))[0]!;
		expect(problems).toContain(says);
		expect(problems).toContain('needs a person');
	});

	it('sends the second of two invoices with one number to a person', () => {
		const [first, second] = check(invoice(), invoice());
		expect(first!.problems).toBe('');
		expect(second!.problems).toBe(
			'Invoice INV-1 needs a person: the same number occurs twice in one event.',
		);
	});

	it('says what is not filled in', () => {
		expect(check(invoice({ settings: { tenantId: 'a', contactId: ' ' } }))[0]!.problems).toBe(
			'Invoice INV-1 needs a person: "contactId" is not filled in under "Your Settings".',
		);
	});

	it('gives every line its GST, and what rounding leaves to the largest, so that the sum is right', () => {
		const lines = [
			line({ amount: 10.05, gst: undefined }),
			line({ amount: 20.05, gst: undefined }),
			line({ amount: 5, gst: 0 }),
		];
		// 10 % of 10.05 and of 20.05 are rounded up to 1.01 and 2.01: a cent more than the invoice's GST.
		const [checked] = check(invoice({ lines, subtotal: 35.1, gst: 3.01, total: 38.11 }));
		expect(checked!.problems).toBe('');
		expect(checked!.lines.map(({ gst }) => gst)).toEqual([1.01, 2, 0]);
	});

	it('keeps quantity and unit price only if they give the amount', () => {
		const lines = [
			line({ quantity: 3, unitPrice: 33.33, amount: 99.99, gst: 10 }),
			line({ quantity: 3, unitPrice: 33.33, amount: 100, gst: 10 }),
			line({ quantity: undefined, unitPrice: undefined, amount: 50, gst: 5 }),
		];
		const [checked] = check(invoice({ lines, subtotal: 249.99, gst: 25, total: 274.99 }));
		expect(checked!.problems).toBe('');
		expect(checked!.lines.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
			[3, 33.33],
			[1, 100],
			[1, 50],
		]);
	});
});
