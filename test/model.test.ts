import fc from 'fast-check';

import { inWords, sequences } from './model/steps';
import type { Sequence } from './model/steps';
import { inWords as traitsInWords } from './model/traits';
import { World } from './model/world';
import { startSimulator } from './simulator/simulator';
import type { Simulator } from './simulator/simulator';

// Skip the client's waits between retries: they are not under test.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => await Promise.resolve(),
}));

// The same sequences every time, so that the gate never fails by chance, and as many as fit into ten seconds. For other
// sequences, and more: `MODEL_RUNS=50000 MODEL_SEED=$RANDOM npx jest test/model.test.ts`.
const RUNS = Number(process.env.MODEL_RUNS ?? 3000);
const SEED = Number(process.env.MODEL_SEED ?? 20261124);
const TIME_LIMIT_MS = process.env.MODEL_RUNS === undefined ? 10_000 : undefined;
const MS_PER_RUN = 200;

let myD3: Simulator;
beforeAll(async () => {
	myD3 = await startSimulator();
});
afterAll(async () => await myD3.stop());

/** Runs a sequence. @throws Error with the steps so far and what was wrong after the last one */
async function live(sequence: Sequence): Promise<void> {
	const world = new World(myD3, sequence);
	const { n8n, list, traits, eventTypes } = sequence;
	const told = [`n8n ${n8n}, ${list}, events ${eventTypes.join(', ')}; ${traitsInWords(traits)}`];
	const tell = (line: string): void => {
		told.push(`- ${line}`, ...myD3.requests.map(inShort));
		myD3.requests.length = 0;
	};
	try {
		for (const step of sequence.steps) {
			await world.take(step).finally(() => tell(inWords(step)));
		}
		await world.settle().finally(() => tell('the faults end, and the world settles'));
	} catch (error) {
		throw new Error(`${(error as Error).message}\n${told.join('\n')}`);
	}
}

const inShort = ({ method, path, status }: Simulator['requests'][number]): string =>
	`    ${method} ${path.replace('/subscription/v1', '')} ${status}`;

it(
	'MyD3 has exactly the wanted subscriptions after each of many random sequences',
	async () => {
		const start = performance.now();
		let lived = 0;
		const property = fc.asyncProperty(sequences, async (sequence) => {
			lived++;
			await live(sequence);
		});
		await fc.assert(property, {
			numRuns: RUNS,
			seed: SEED,
			interruptAfterTimeLimit: TIME_LIMIT_MS,
			markInterruptAsFailure: false,
		});
		const seconds = Math.round((performance.now() - start) / 1000);
		process.stdout.write(`model: ${lived} sequences in ${seconds} s, seed ${SEED}\n`);
	},
	RUNS * MS_PER_RUN,
);
