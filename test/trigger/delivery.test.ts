import { once } from 'node:events';
import { request as httpRequest } from 'node:http';

import axios from 'axios';
import type { AxiosResponse } from 'axios';

import { eventually } from '../e2e/eventually';
import { Host } from '../n8n/host';
import type { HostOptions } from '../n8n/host';
import { startSimulator } from '../simulator/simulator';
import type { Simulator } from '../simulator/simulator';

let myD3: Simulator;
const stopping: Array<() => void> = [];
beforeEach(async () => {
	myD3 = await startSimulator();
});
afterEach(async () => {
	for (const stop of stopping.splice(0)) stop();
	await myD3.stop();
});

/** An active trigger, the address of its webhook on this machine, and the key that MyD3 was given. */
async function active(changes: Partial<HostOptions> = {}, mode?: 'manual') {
	const host = new Host({ credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl }, ...changes });
	await host.activate();
	const { url, stop } = await host.serve(mode);
	stopping.push(stop);
	const apiKey = myD3.subscriptions[0]?.notificationUrl.split('apiKey=')[1];
	return { host, url, apiKey };
}

const send = async (
	url: string,
	query: object,
	body: string,
	contentType = 'application/json',
): Promise<AxiosResponse> =>
	await axios.post(url, body, {
		params: query,
		headers: { 'content-type': contentType },
		transformRequest: (data: string) => data,
		validateStatus: () => true,
		proxy: false,
	});

describe('a delivery', () => {
	it('starts the workflow with the event as it came', async () => {
		const { host, url, apiKey } = await active();
		const { status, data } = await send(url, { apiKey }, '{"invoice":{"number":"INV-1"}}');
		expect({ status, data: data as unknown }).toEqual({
			status: 200,
			data: { status: 'accepted' },
		});
		expect(host.executions).toEqual([[{ json: { invoice: { number: 'INV-1' } } }]]);
	});

	it.each([
		{ name: 'without a key', query: {}, status: 401 },
		{ name: 'with a wrong key', query: { apiKey: 'wrong' }, status: 401 },
		{ name: 'with two keys', query: { apiKey: ['wrong', 'wrong'] }, status: 401 },
	])('$name is refused and starts nothing', async ({ query, status }) => {
		const { host, url } = await active();
		const answer = await send(url, query, '{"invoice":{"number":"FORGED"}}');
		expect(answer.status).toBe(status);
		expect(answer.data).toEqual({ status: 'refused', message: 'apiKey is missing or wrong' });
		expect(host.executions).toEqual([]);
	});

	it('is refused when nothing is remembered, with the right key too', async () => {
		const { host, url, apiKey } = await active();
		host.restart({});
		expect((await send(url, { apiKey }, '{"id":1}')).status).toBe(401);
		expect((await send(url, { apiKey: '' }, '{"id":1}')).status).toBe(401);
	});

	it('that is not understood is answered 400 and starts nothing', async () => {
		const { host, url, apiKey } = await active();
		const { status, data } = await send(url, { apiKey }, 'not JSON', 'text/plain');
		expect({ status, data: data as unknown }).toEqual({
			status: 400,
			data: { status: 'not understood', message: 'it is not a JSON object or an array of them' },
		});
		expect(host.executions).toEqual([]);
	});

	it('without a body is answered 200 and starts nothing', async () => {
		const { host, url, apiKey } = await active();
		const { status, data } = await send(url, { apiKey }, '');
		expect({ status, data: data as unknown }).toEqual({ status: 200, data: { status: 'empty' } });
		expect(host.executions).toEqual([]);
	});

	it('that is repeated starts the workflow once', async () => {
		const { host, url, apiKey } = await active();
		await send(url, { apiKey }, '{"id":1}');
		const { status, data } = await send(url, { apiKey }, '{"id":1}');
		expect({ status, data: data as unknown }).toEqual({
			status: 200,
			data: { status: 'duplicate' },
		});
		expect(host.executions).toHaveLength(1);
	});

	it('that is repeated starts the workflow again when the user wants that', async () => {
		const { host, url, apiKey } = await active({
			parameters: { options: { ignoreDuplicates: false } },
		});
		await send(url, { apiKey }, '{"id":1}');
		await send(url, { apiKey }, '{"id":1}');
		expect(host.executions).toHaveLength(2);
	});

	it('that is repeated while listening for a test event is shown again', async () => {
		const { host, url, apiKey } = await active({}, 'manual');
		await send(url, { apiKey }, '{"id":1}');
		await send(url, { apiKey }, '{"id":1}');
		expect(host.executions).toHaveLength(2);
	});
});

describe('a delivery that is answered when the workflow finishes', () => {
	const lastNode = { parameters: { responseMode: 'lastNode' } };

	it('counts as accepted only after the workflow has succeeded', async () => {
		let runs = 0;
		const { host, url, apiKey } = await active({
			...lastNode,
			workflow: async () => {
				runs += 1;
				if (runs === 1) throw new Error('Xero is not there');
				await Promise.resolve();
			},
		});
		const statuses: number[] = [];
		for (let delivery = 0; delivery < 3; delivery++) {
			statuses.push((await send(url, { apiKey }, '{"id":1}')).status);
		}
		expect(statuses).toEqual([500, 200, 200]);
		expect(host.executions).toHaveLength(2);
	});

	it('asks MyD3 to come back while the first is still running', async () => {
		let finish = () => undefined as void;
		let started = () => undefined as void;
		const running = new Promise<void>((resolve) => (started = resolve));
		const { host, url, apiKey } = await active({
			...lastNode,
			workflow: async () =>
				await new Promise<void>((resolve) => {
					finish = resolve;
					started();
				}),
		});
		const first = send(url, { apiKey }, '{"id":1}');
		await running;
		const second = await send(url, { apiKey }, '{"id":1}');
		expect([second.status, second.headers['retry-after']]).toEqual([503, '30']);
		finish();
		expect((await first).status).toBe(200);
		expect((await send(url, { apiKey }, '{"id":1}')).data).toEqual({ status: 'duplicate' });
		expect(host.executions).toHaveLength(1);
	});

	it('is accepted again when the connection broke before the answer', async () => {
		let started = () => undefined as void;
		const running = new Promise<void>((resolve) => (started = resolve));
		let runs = 0;
		const { host, url, apiKey } = await active({
			...lastNode,
			workflow: async () => {
				runs += 1;
				started();
				if (runs === 1) await new Promise(() => undefined);
			},
		});
		const broken = httpRequest(`${url}?apiKey=${apiKey}`, { method: 'POST' });
		broken.on('error', () => undefined); // "socket hang up" is what is wanted here
		broken.end('{"id":1}');
		await running;
		const closed = new Promise((resolve) => broken.once('close', resolve));
		broken.destroy();
		await closed;
		// The server notices a moment later: ask until it has. Without a release it would answer 503 for ever.
		let status = 503;
		for (let tries = 0; status === 503 && tries < 100; tries++) {
			status = (await send(url, { apiKey }, '{"id":1}')).status;
		}
		expect(status).toBe(200);
		expect(host.executions).toHaveLength(2);
	});

	it('is accepted again when MyD3 hung up before the trigger saw it', async () => {
		let arrived = () => undefined as void;
		const arrival = new Promise<void>((resolve) => (arrived = resolve));
		let seen = 0;
		const { host, url, apiKey } = await active({
			...lastNode,
			beforeWebhook: async (response) => {
				seen += 1;
				if (seen > 1) return;
				arrived();
				await once(response, 'close');
			},
		});
		const broken = httpRequest(`${url}?apiKey=${apiKey}`, { method: 'POST' });
		broken.on('error', () => undefined); // "socket hang up" is what is wanted here
		broken.end('{"id":1}');
		await arrival;
		broken.destroy();
		await eventually('the first execution', () => host.executions.length === 1);
		expect((await send(url, { apiKey }, '{"id":1}')).status).toBe(200);
		expect(host.executions).toHaveLength(2);
	});
});

describe('an event id field that leads nowhere', () => {
	it('is reported once, and whole events are compared', async () => {
		const { host, url, apiKey } = await active({
			parameters: { options: { eventIdField: 'invoice.id' } },
		});
		const warn = jest.spyOn(host.hookContext().logger, 'warn').mockReturnValue();
		for (const body of ['{"id":1}', '{"id":1}', '{"id":2}']) await send(url, { apiKey }, body);
		expect(warn.mock.calls).toEqual([[expect.stringMatching(/nothing at the Event ID Field/)]]);
		expect(host.executions).toEqual([[{ json: { id: 1 } }], [{ json: { id: 2 } }]]);
		warn.mockRestore();
	});
});
