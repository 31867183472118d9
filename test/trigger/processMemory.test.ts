import { recordDeletion, ProcessMemory } from '../../nodes/MyD3/trigger/processMemory';

describe('what a process remembers', () => {
	it('includes the last 200 deletions, and which of them were confirmed', () => {
		const memory = new ProcessMemory().of('https://api.example.com', 'https://n8n.example.com/1');
		recordDeletion(memory, '', true);
		expect(memory.deletions.size).toBe(0);
		for (let id = 0; id <= 200; id++) recordDeletion(memory, `id-${id}`, id === 200);
		recordDeletion(memory, 'id-200', false);
		expect(memory.deletions.size).toBe(200);
		expect(['id-0', 'id-1', 'id-200'].map((id) => memory.deletions.get(id))).toEqual([
			undefined,
			false,
			true,
		]);
	});

	it('concerns one webhook URL and one MyD3 server, as another may use the same ids', () => {
		const memory = new ProcessMemory();
		const first = memory.of('https://api.example.com', 'https://n8n.example.com/1');
		expect(memory.of('https://api.example.com', 'https://n8n.example.com/1')).toBe(first);
		expect(memory.of('https://other.example.com', 'https://n8n.example.com/1')).not.toBe(first);
		expect(memory.of('https://api.example.com', 'https://n8n.example.com/2')).not.toBe(first);
	});

	it('includes the node at each webhook URL of a workflow, until there no longer is one', () => {
		const memory = new ProcessMemory();
		const nodes = () => [
			memory.nodeAt('https://n8n/1', 'a'),
			memory.nodeAt('https://n8n/1', 'b'),
			memory.nodeAt('https://n8n/2', 'a'),
		];
		expect(nodes()).toEqual([undefined, undefined, undefined]);
		memory.setNode('https://n8n/1', 'a', 'node1');
		memory.setNode('https://n8n/1', 'b', 'node2');
		expect(nodes()).toEqual(['node1', 'node2', undefined]);
		memory.setNode('https://n8n/1', 'a');
		expect(nodes()).toEqual([undefined, 'node2', undefined]);
		memory.clear();
		expect(nodes()).toEqual([undefined, undefined, undefined]);
	});

	it('includes the last 1,000 webhook URLs', () => {
		const memory = new ProcessMemory();
		const of = (number: number) => memory.of('https://api.example.com', `https://n8n/${number}`);
		const [first, second] = [of(0), of(1)];
		for (let number = 2; number <= 1000; number++) of(number);
		expect(of(1)).toBe(second);
		expect(of(0)).not.toBe(first);
	});
});
