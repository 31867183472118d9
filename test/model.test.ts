import fc from 'fast-check';

import type * as credentialFields from '../nodes/MyD3/api/credentialFields';
import { settle } from './model/settlement';
import { describeStep, sequences } from './model/steps';
import type { Sequence } from './model/steps';
import { describeTraits } from './model/traits';
import { World } from './model/world';
import { startSimulator } from './simulator/simulator';
import type { Simulator } from './simulator/simulator';

// Skip the client's waits between retries: they are not under test.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => await Promise.resolve(),
}));
// Messages are not under test; hiding secrets in them would take a tenth of the time.
jest.mock('../nodes/MyD3/api/redact', () => ({
	...jest.requireActual<object>('../nodes/MyD3/api/redact'),
	redact: (text: string) => text,
	redactAndTruncate: (text: string) => text.slice(0, 200),
}));
// Nor is parsing the four requests, a fifth of the time: the same credential recurs thousands of times.
jest.mock('../nodes/MyD3/api/credentialFields', () => {
	const actual = jest.requireActual<typeof credentialFields>('../nodes/MyD3/api/credentialFields');
	const known = new Map<string, ReturnType<typeof actual.apiDetails>>();
	return {
		...actual,
		apiDetails: (fields: credentialFields.CredentialFields) => {
			const key = JSON.stringify({ ...fields, accessToken: '' });
			const details = known.get(key) ?? actual.apiDetails(fields);
			known.set(key, details);
			return details;
		},
	};
});
// Errors are frequent, and nobody reads their stack traces.
Error.stackTraceLimit = 0;

// The same sequences every time, so that the gate never fails by chance: about ten seconds' worth on an idle machine. For
// other sequences, and more: `MODEL_RUNS=50000 MODEL_SEED=$RANDOM npx jest test/model.test.ts`.
const RUNS = Number(process.env.MODEL_RUNS ?? 300);
const SEED = Number(process.env.MODEL_SEED ?? 20261124);
const HANGS_AFTER_MS = 20_000;
const MS_PER_RUN = 1000;

let myD3: Simulator;
beforeAll(async () => {
	myD3 = await startSimulator();
});
afterAll(async () => await myD3.stop());

/** Runs a sequence. @throws Error with the steps so far and what was wrong after the last one */
async function runSequence(sequence: Sequence): Promise<void> {
	const world = new World(myD3, sequence);
	const { n8n, list, traits, eventTypes, second } = sequence;
	const events = [eventTypes, second ?? []].map((types) => types.join(', ')).join('; ');
	const history = [`n8n ${n8n}, ${list}, events ${events}; ${describeTraits(traits)}`];
	const record = (line: string): void => {
		history.push(`- ${line}`, ...myD3.requests.map(summaryOf));
		myD3.requests.length = 0;
	};
	try {
		for (const step of sequence.steps) {
			await world.take(step).finally(() => record(describeStep(step)));
		}
		await settle(world).finally(() => record('the faults end, and the world settles'));
	} catch (error) {
		throw new Error(`${(error as Error).message}\n${history.join('\n')}`);
	}
}

const summaryOf = ({ method, path, status }: Simulator['requests'][number]): string =>
	`    ${method} ${path.replace('/subscription/v1', '')} ${status}`;

it(
	'MyD3 has exactly the wanted subscriptions after each of many random sequences',
	async () => {
		const start = performance.now();
		const cpu = process.cpuUsage();
		let ran = 0;
		const property = fc.asyncProperty(sequences, async (sequence) => {
			await runSequence(sequence);
			ran++;
		});
		await fc.assert(property, { numRuns: RUNS, seed: SEED, timeout: HANGS_AFTER_MS });
		const seconds = Math.round((performance.now() - start) / 1000);
		const { user, system } = process.cpuUsage(cpu);
		const perSecond = Math.round((ran * 1e6) / (user + system));
		process.stdout.write(
			`model: ${ran} sequences in ${seconds} s, ${perSecond} in a second of processor time, seed ${SEED}\n`,
		);
	},
	RUNS * MS_PER_RUN,
);
