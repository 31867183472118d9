import fc from 'fast-check';
import type { Simulator } from '../simulator/simulator';
import { anyTraits } from './traits';
import type { Traits } from './traits';
import type { Wire } from './wire';

/** One step of a sequence. */
export type Step =
	| { do: 'publish' | 'unpublish' | 'listen' | 'stop listening'; killedAfter?: number }
	| { do: 'restart'; publicUrl?: string }
	| { do: 'edit'; eventTypes: readonly string[] }
	| { do: 'rename'; nodeName: string }
	| { do: 'copy'; what: 'publish' | 'unpublish' | 'start' }
	| { do: 'simultaneously'; what: readonly [Simultaneous, Simultaneous]; after: number }
	| { do: 'lose static data' }
	| { do: 'MyD3 drops a subscription'; index: number }
	| { do: 'MyD3 recovers' }
	| { do: 'fault'; fault: Fault };

/** What n8n may do at the same time: for another workflow in any version, for the same one only in 1.123, which locks nothing. */
export type Simultaneous =
	| 'publish'
	| 'unpublish'
	| 'start'
	| 'publish neighbour'
	| 'unpublish neighbour';

/** A fault of MyD3: its kind, how many matching requests it lets through first, and how many it hits. */
export interface Fault {
	kind: keyof typeof faults;
	after: number;
	times: number;
}

/** n8n's successive addresses. */
export const PUBLIC_URLS = ['https://N8N.example.com:443/', 'https://moved.example.com/'] as const;

const PATH = '/subscription/v1/subscription';
const OUTAGE = 999;

type Where = Pick<Fault, 'after' | 'times'>;
type Cause = (myD3: Simulator, wire: Wire, where: Where) => void;

const noResponse =
	(code: Wire['noResponse'], method: string, afterStoring: boolean): Cause =>
	(myD3, wire, where) => {
		wire.noResponse = code;
		myD3.dropNext({ method, path: PATH, afterStoring, ...where });
	};
const status =
	(code: number, target: { method?: string; afterStoring?: boolean; retryAfter?: string }): Cause =>
	(myD3, _wire, where) => {
		const { retryAfter, ...rest } = target;
		const headers = retryAfter === undefined ? undefined : { 'retry-after': retryAfter };
		myD3.failNext({ path: PATH, status: code, headers, ...rest, ...where });
	};

const faults = {
	'timeout of create before storing': noResponse('ECONNABORTED', 'POST', false),
	'timeout of create after storing': noResponse('ECONNABORTED', 'POST', true),
	'timeout of delete after deleting': noResponse('ECONNABORTED', 'DELETE', true),
	'reset of create before storing': noResponse('ECONNRESET', 'POST', false),
	'reset of create after storing': noResponse('ECONNRESET', 'POST', true),
	'reset of list': noResponse('ECONNRESET', 'GET', false),
	'reset of delete before deleting': noResponse('ECONNRESET', 'DELETE', false),
	'401': status(401, {}),
	'expired token': (myD3) => myD3.expireTokens(),
	'429 with Retry-After': status(429, { retryAfter: '7' }),
	'429 with a long Retry-After': status(429, { retryAfter: '600' }),
	'500 of create before storing': status(500, { method: 'POST' }),
	'500 of create after storing': status(500, { method: 'POST', afterStoring: true }),
	'403 of create': status(403, { method: 'POST' }),
	'500 of delete before deleting': status(500, { method: 'DELETE' }),
	'500 of delete after deleting': status(500, { method: 'DELETE', afterStoring: true }),
	'404 of delete, though not deleted': status(404, { method: 'DELETE' }),
	'503 of list': status(503, { method: 'GET' }),
	// Makes one list stale, or both of its pages.
	'stale list': (myD3, _wire, { times }) => myD3.makeListsStale(Math.min(times, 2)),
	outage: (myD3) => myD3.failNext({ status: 503, times: OUTAGE }),
	'outage of delete': (myD3) => myD3.failNext({ method: 'DELETE', status: 500, times: OUTAGE }),
} satisfies Record<string, Cause>;

/** Makes MyD3 do this from the next request on. */
export function cause(fault: Fault, myD3: Simulator, wire: Wire): void {
	const { kind, ...where } = fault;
	(faults[kind] as Cause)(myD3, wire, where);
}

const anyKill = fc.option(fc.nat({ max: 6 }), { nil: undefined, freq: 6 });
const anyEventTypes = fc.constantFrom(
	['Issued'],
	['Paid'],
	['Issued', 'Paid'],
	['Issued', 'Paid', 'Void'],
);

const anyFault = fc.record({
	do: fc.constant('fault' as const),
	fault: fc.record({
		kind: fc.constantFrom(...(Object.keys(faults) as Array<keyof typeof faults>)),
		after: fc.nat({ max: 3 }),
		times: fc.integer({ min: 1, max: 4 }),
	}),
});
const operation = (name: 'publish' | 'unpublish' | 'listen' | 'stop listening') =>
	fc.record({ do: fc.constant(name), killedAfter: anyKill });

const anyStep: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 8, arbitrary: operation('publish') },
	{ weight: 4, arbitrary: operation('unpublish') },
	{ weight: 3, arbitrary: operation('listen') },
	{ weight: 2, arbitrary: operation('stop listening') },
	{ weight: 10, arbitrary: anyFault },
	{ weight: 2, arbitrary: fc.constant({ do: 'MyD3 recovers' as const }) },
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constant('edit' as const), eventTypes: anyEventTypes }),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('restart' as const),
			publicUrl: fc.option(fc.constantFrom(...PUBLIC_URLS), { nil: undefined }),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('rename' as const),
			nodeName: fc.constantFrom('MyD3 Trigger', 'Invoices'),
		}),
	},
	{ weight: 1, arbitrary: fc.constant({ do: 'lose static data' as const }) },
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('copy' as const),
			what: fc.constantFrom('publish' as const, 'unpublish' as const, 'start' as const),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('simultaneously' as const),
			what: fc.tuple(
				fc.constantFrom<Simultaneous[]>('publish', 'unpublish', 'start'),
				fc.constantFrom<Simultaneous[]>(
					'publish',
					'unpublish',
					'publish neighbour',
					'unpublish neighbour',
				),
			),
			after: fc.nat({ max: 4 }),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('MyD3 drops a subscription' as const),
			index: fc.nat({ max: 5 }),
		}),
	},
);

/** A sequence of steps, with its n8n and how MyD3 responds. */
export interface Sequence {
	n8n: '1.123' | '2.41';
	list: 'array' | 'paged';
	traits: Traits;
	eventTypes: readonly string[];
	/** The event types of a second trigger in the same workflow; undefined if there is none. */
	second: readonly string[] | undefined;
	steps: Step[];
}

/** Generates the model's sequences, from few public addresses, names and event types, so that these recur. */
export const sequences: fc.Arbitrary<Sequence> = fc.record({
	n8n: fc.constantFrom('1.123' as const, '2.41' as const),
	list: fc.constantFrom('array' as const, 'paged' as const),
	traits: anyTraits,
	eventTypes: anyEventTypes,
	second: fc.option(fc.constantFrom(['Issued'], ['Void', 'Paid']), { freq: 2, nil: undefined }),
	steps: fc.array(anyStep, { minLength: 1, maxLength: 12, size: 'max' }),
});

/** @returns one line that describes the step, for the report of a failed sequence */
export function describeStep(step: Step): string {
	switch (step.do) {
		case 'fault': {
			const { kind, after, times } = step.fault;
			return `MyD3 is about to misbehave: ${kind}, ${times} times, after ${after} such requests`;
		}
		case 'edit':
			return `edit: events ${step.eventTypes.join(', ')}`;
		case 'rename':
			return `rename the node to ${step.nodeName}`;
		case 'restart':
			return `restart n8n${step.publicUrl === undefined ? '' : ` as ${step.publicUrl}`}`;
		case 'copy':
			return `a copy of n8n at another address: ${step.what}`;
		case 'simultaneously':
			return `${step.what.join(`, and after ${step.after} responses `)}`;
		case 'MyD3 drops a subscription':
			return `${step.do}, number ${step.index}`;
		case 'lose static data':
		case 'MyD3 recovers':
			return step.do;
		default:
			return step.killedAfter === undefined
				? step.do
				: `${step.do}, and kill -9 after ${step.killedAfter} responses`;
	}
}
