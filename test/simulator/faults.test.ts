import { LIST } from './helpers';
import { startSimulator } from './simulator';
import type { Simulator } from './simulator';

let simulator: Simulator;
let authorization: string;
beforeEach(async () => {
	simulator = await startSimulator();
	const { body } = answered('POST', '/identity/v1/token', { apiKey: simulator.apiKey });
	authorization = `Bearer ${(JSON.parse(body) as { accessToken: string }).accessToken}`;
});
afterEach(async () => await simulator.stop());

const send = (method: string, path = LIST, body: unknown = undefined) =>
	simulator.respondTo({
		method,
		path,
		query: {},
		headers: { authorization, 'content-type': 'application/json' },
		body,
	});

/** Like `send`, but throws if the connection was dropped. */
function answered(method: string, path?: string, body?: unknown): { status: number; body: string } {
	const outcome = send(method, path, body);
	if (outcome === 'dropped') throw new Error(`${method} was dropped`);
	return outcome;
}

const create = () =>
	answered('POST', LIST, {
		eventType: 'InvoiceIssued',
		notificationUrl: 'https://n8n.example.com/webhook',
	}).body;
const listedIds = () =>
	(JSON.parse(answered('GET').body) as Array<{ id: string }>).map(({ id }) => id);

it('a fault lets the given number of matching requests through and counts no others', () => {
	simulator.failNext({ method: 'GET', status: 503, after: 2 });
	const statuses = ['GET', 'PUT', 'GET', 'GET', 'GET'].map((method) => answered(method).status);
	expect(statuses).toEqual([200, 405, 200, 503, 200]);
});

it('a stale list misses the last create', () => {
	const first = create();
	const second = create();
	simulator.makeListsStale(2);
	expect(listedIds()).toEqual([first]);
	expect(listedIds()).toEqual([first]);
	expect(listedIds()).toEqual([first, second]);
});

it('a stale list still shows the last deleted subscription', () => {
	const id = create();
	expect(answered('DELETE', `${LIST}/${id}`).status).toBe(204);
	simulator.makeListsStale();
	expect(listedIds()).toEqual([id]);
	expect(listedIds()).toEqual([]);
});

it('a stale list never hides a subscription that a list has shown', () => {
	const id = create();
	expect(listedIds()).toEqual([id]);
	simulator.makeListsStale();
	expect(listedIds()).toEqual([id]);
});

it('ending faults drops those still waiting for a request', () => {
	const id = create();
	simulator.failNext({ status: 500 });
	simulator.dropNext({});
	simulator.makeListsStale();
	simulator.endFaults();
	expect(listedIds()).toEqual([id]);
});

it('a request without a socket is logged and can be dropped like any other', () => {
	simulator.dropNext({ method: 'GET' });
	expect(send('GET')).toBe('dropped');
	expect(simulator.requests.map(({ method, status }) => [method, status])).toEqual([
		['POST', 200],
		['GET', 'dropped'],
	]);
});
