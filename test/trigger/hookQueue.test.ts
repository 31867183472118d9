import { HookQueue } from '../../nodes/MyD3/trigger/hookQueue';

/** Runs these hooks in order; "found" is a checkExists after which n8n does not call create. @returns what each create learns */
async function createsAmong(hooks: string): Promise<string[]> {
	const queue = new HookQueue();
	const learned: string[] = [];
	for (const name of hooks.split(' ')) {
		const isCheck = name === 'check' || name === 'found';
		await queue.run(isCheck ? 'checkExists' : (name as 'create'), async (meanwhile) => {
			const words = Object.entries(meanwhile).map(([word, isTrue]) => (isTrue ? word : '-'));
			if (name === 'create') learned.push(words.join(' '));
			return await Promise.resolve(name === 'found');
		});
	}
	return learned;
}

describe('a create learns what other hooks have done since the check of its activation', () => {
	it.each([
		{ hooks: 'check create', creates: ['- -'] },
		{ hooks: 'check check create create', creates: ['- -', 'hasChanged -'] },
		{ hooks: 'check delete create', creates: ['hasChanged isDeactivated'] },
		{ hooks: 'check check create delete create', creates: ['- -', 'hasChanged isDeactivated'] },
		{
			hooks: 'check check delete create create create',
			creates: ['hasChanged isDeactivated', 'hasChanged isDeactivated', 'hasChanged -'],
		},
		{ hooks: 'check delete check create', creates: ['- -'] },
		{ hooks: 'found delete create', creates: ['hasChanged -'] },
		{ hooks: 'check create delete create', creates: ['- -', 'hasChanged -'] },
		{ hooks: 'create check delete create', creates: ['hasChanged -', 'hasChanged isDeactivated'] },
	])('in the order: $hooks', async ({ hooks, creates }) => {
		expect(await createsAmong(hooks)).toEqual(creates);
	});
});
