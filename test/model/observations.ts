import type { Simulator } from '../simulator/simulator';

type Requests = Simulator['requests'];

/** Whether a request creates a subscription. */
export const isSubscriptionCreate = ({ method, path }: Requests[number]): boolean =>
	method === 'POST' && path.startsWith('/subscription/');

/**
 * Whether MyD3 listed to the last page before n8n created anything, so that n8n could notice what had happened.
 * @param hasSeveralTriggers in the workflow, each of which must have checked
 */
export function couldNotice(requests: Requests, hasSeveralTriggers: boolean): boolean {
	const isList = ({ method }: Requests[number]) => method === 'GET';
	const lists = requests.filter(isList);
	// Later lists are also read for the id of what was created.
	const firstCreate = requests.findIndex(isSubscriptionCreate);
	const before = firstCreate < 0 ? lists : requests.slice(0, firstCreate).filter(isList);
	const decisive = hasSeveralTriggers ? lists : [...before.slice(-1), ...lists.slice(-1)];
	return before.length > 0 && decisive.every(({ status }) => status === 200);
}

/** Whether MyD3 refused a deletion: a start only logs that, as long as MyD3 has what is wanted. */
export const wasDeletionRefused = (requests: Requests): boolean =>
	requests.some(({ method, status }) => method === 'DELETE' && status !== 204);
