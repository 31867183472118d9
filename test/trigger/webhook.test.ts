/**
 * The trigger's webhook() behind n8n's HTTP server. delivery.test.ts and its neighbours test what it decides about a body.
 */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';

import type { IWebhookFunctions } from 'n8n-workflow';

import { MyD3Trigger } from '../../nodes/MyD3/MyD3Trigger.node';
import { subscriptionKeys } from '../../nodes/MyD3/trigger/subscriptionKeys';
import { deferred } from '../deferred';
import { eventually } from '../e2e/eventually';
import { activeTrigger, DIGEST, remembered } from '../n8n/delivery';
import { Host } from '../n8n/host';

const RIGHT_KEY = 'apiKey=open%20sesame';
const REFUSED = JSON.stringify({ status: 'refused', message: 'apiKey is missing or wrong' });

/** Captures n8n's log. One logger serves the whole process. */
function spyOnLog() {
	const { logger } = new Host({ credential: {} }).hookContext();
	return {
		warn: jest.spyOn(logger, 'warn').mockReturnValue(),
		info: jest.spyOn(logger, 'info').mockReturnValue(),
	};
}
let log: ReturnType<typeof spyOnLog>;
beforeEach(() => (log = spyOnLog()));
afterEach(() => jest.restoreAllMocks());

describe('an event', () => {
	it('starts the workflow unchanged', async () => {
		const { host, send } = await activeTrigger();
		const { status, body } = await send('{"invoice":{"number":"INV-1"}}');
		expect([status, body]).toEqual([200, '{"status":"accepted"}']);
		expect(host.executions).toEqual([[{ json: { invoice: { number: 'INV-1' } } }]]);
	});

	it('leaves static data alone, because n8n would save it over that of a newer subscription', async () => {
		const webhook = jest.spyOn(MyD3Trigger.prototype, 'webhook');
		const { send } = await activeTrigger();
		for (const query of [RIGHT_KEY, 'apiKey=wrong']) await send('{"id":1}', { query });
		const staticData = webhook.mock.contexts.map((context) =>
			(context as unknown as IWebhookFunctions).getWorkflowStaticData('node'),
		);
		expect(staticData).toEqual([remembered(), remembered()]);
	});

	it("is not mistaken for one of n8n's items", async () => {
		const { host, send } = await activeTrigger();
		const event = { json: { a: 1 }, binary: { x: {} }, pairedItem: 7, error: 'e' };
		await send(JSON.stringify(event));
		expect(host.executions).toEqual([[{ json: event }]]);
	});

	it('has its event type with Include Metadata', async () => {
		const { host, send } = await activeTrigger({
			parameters: { options: { includeMetadata: true } },
		});
		await send('{"id":1}');
		expect(host.executions).toEqual([
			[
				{
					json: {
						id: 1,
						myD3: {
							eventType: 'InvoiceIssued',
							// printf '["InvoiceIssued",null]{"id":1}' | sha256sum
							eventKey: '6c050836ce28a37115690f91687a1630b9e1430b0e5c07b2731da78424165aaa',
							receivedAt: expect.stringMatching(/^20\d\d-.*Z$/) as string,
							contentType: 'application/json',
						},
					},
				},
			],
		]);
	});

	it('that is not JSON gets 400 and starts nothing', async () => {
		const { host, send } = await activeTrigger();
		const { status, body } = await send('<script>', { headers: { 'content-type': 'text/plain' } });
		expect(status).toBe(400);
		expect(JSON.parse(body)).toEqual({
			status: 'not understood',
			message: 'it is neither a JSON object nor an array of them',
		});
		expect(host.executions).toEqual([]);
	});

	it.each([undefined, '{}', '[]'])('that is empty (%j) starts nothing', async (nothing) => {
		const { host, send } = await activeTrigger();
		const { status, body } = await send(nothing);
		expect([status, body]).toEqual([200, '{"status":"empty"}']);
		expect(host.executions).toEqual([]);
		expect(log.info.mock.calls).toEqual([['MyD3 Trigger: ignored a delivery without an event']]);
	});
});

describe('a request without the right key', () => {
	it.each([
		{ name: 'no query', query: '' },
		{ name: 'an empty key', query: 'apiKey=' },
		{ name: 'a wrong key', query: 'apiKey=wrong' },
		{ name: 'the digest', query: `apiKey=${DIGEST}` },
		{ name: 'the key twice', query: `${RIGHT_KEY}&${RIGHT_KEY}` },
		{ name: 'the key and another one', query: `${RIGHT_KEY}&apiKey=wrong` },
		{ name: 'a list', query: 'apiKey[]=open%20sesame' },
		{ name: 'an object', query: 'apiKey[0]=open%20sesame' },
		{ name: 'a polluted prototype', query: '__proto__[apiKey]=open%20sesame' },
		{ name: 'a polluted constructor', query: 'constructor[prototype][apiKey]=open%20sesame' },
	])('is refused and starts nothing: $name', async ({ query }) => {
		const { host, send } = await activeTrigger();
		const { status, body } = await send('{"invoice":{"number":"FORGED"}}', { query });
		expect([status, body]).toEqual([401, REFUSED]);
		expect(host.executions).toEqual([]);
		expect(host.failedExecutions).toEqual([]);
	});

	it.each(['GET', 'HEAD', 'POST'])('gets no handshake by %s', async (method) => {
		const { send } = await activeTrigger();
		const query = 'validationToken=echo-me&challenge=echo-me&hub.challenge=echo-me&apiKey=wrong';
		const headers = { 'x-hook-secret': 'echo-me', 'x-adobesign-clientid': 'echo-me' };
		const response = await send(undefined, { method, query, headers });
		expect(response.status).toBe(401);
		expect(JSON.stringify(response)).not.toContain('echo-me');
	});

	it('is refused before its body has arrived, because none of it is read', async () => {
		const { host } = await activeTrigger();
		const { url, stop } = await host.serve();
		const request = httpRequest(`${url}?apiKey=wrong`, {
			method: 'POST',
			headers: { 'content-type': 'application/octet-stream', 'content-length': 100 },
		});
		request.on('error', () => undefined); // stopping the server ends it
		request.flushHeaders();
		const [response] = (await once(request, 'response')) as [IncomingMessage];
		expect(response.statusCode).toBe(401);
		stop();
	});

	it('is counted in the log once a minute, without its key', async () => {
		const clock = jest.spyOn(Date, 'now');
		const { send } = await activeTrigger();
		for (const second of [0, 1, 59, 60, 61]) {
			clock.mockReturnValue(second * 1_000);
			await send('{"id":1}', { query: 'apiKey=wrong' });
		}
		clock.mockRestore();
		const text = (requests: string) =>
			`MyD3 Trigger: refused ${requests} without a valid key (401). If events from MyD3 do not arrive, unpublish (deactivate) the workflow and publish (activate) it again.`;
		expect(log.warn.mock.calls).toEqual([[text('1 request')], [text('3 requests')]]);
	});
});

describe('the trigger, while no key is known,', () => {
	it.each([
		{ name: 'nothing', staticData: {} },
		{ name: 'no list', staticData: { subscriptions: 'gone' } },
		{ name: 'no digest', staticData: { subscriptions: [{ id: '1', eventType: 'InvoiceIssued' }] } },
	])('asks every request to try again: static data has $name', async ({ staticData }) => {
		const { host, send } = await activeTrigger({ staticData });
		for (const query of [RIGHT_KEY, 'apiKey=', '']) {
			const { status, headers, body } = await send('{"id":1}', { query });
			expect([status, headers['retry-after'], body]).toEqual([
				503,
				'30',
				'{"status":"not ready","message":"this trigger has no subscription yet; try again later"}',
			]);
		}
		expect(host.executions).toEqual([]);
		expect(log.warn.mock.calls).toEqual([
			[
				'MyD3 Trigger: answered 1 request with 503, because n8n has no subscription for this trigger. Unpublish (deactivate) the workflow and publish (activate) it again.',
			],
		]);
	});
});

describe('a key that n8n has not saved yet', () => {
	const NODE = 'node-of-the-test';
	afterEach(() => subscriptionKeys.remove(`workflow1/${NODE}`, DIGEST));
	const rememberKey = () =>
		subscriptionKeys.add(`workflow1/${NODE}`, { keyDigest: DIGEST, eventType: 'InvoiceIssued' });

	it('is known to the process that sent it', async () => {
		const { host, send } = await activeTrigger({ nodeId: NODE, staticData: {} });
		rememberKey();
		expect((await send('{"id":1}')).status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});

	it('is known while n8n listens for a test event, by GET and POST', async () => {
		const { host, send } = await activeTrigger({ nodeId: NODE, staticData: {} });
		await host.listenForTest();
		rememberKey();
		const url = host.testWebhookUrl;
		const check = { method: 'GET', query: `${RIGHT_KEY}&challenge=abc`, url };
		expect((await send(undefined, check)).body).toBe('abc');
		expect((await send('{"id":1}', { url })).status).toBe(200);
		await host.idle();
		expect(host.executions).toHaveLength(1);
	});

	it('opens no other workflow, not even a copy', async () => {
		rememberKey();
		const copy = { nodeId: NODE, workflowId: 'copy', staticData: {} };
		const { send } = await activeTrigger(copy);
		expect((await send('{"id":1}')).status).toBe(503);
	});
});

describe('a check of the notification URL', () => {
	it.each(['2.41', '1.123'] as const)('is answered whatever its method: n8n %s', async (n8n) => {
		const { host, send } = await activeTrigger({ n8n });
		const query = `${RIGHT_KEY}&validationToken=a%3Cb%3E`;
		const responses: unknown[] = [];
		for (const method of ['GET', 'HEAD', 'POST']) {
			const { status, headers, body } = await send(undefined, { method, query });
			responses.push([status, headers['content-type'], headers['x-content-type-options'], body]);
			expect(headers['cache-control']).toBe('no-store');
		}
		const text = [200, 'text/plain; charset=utf-8', 'nosniff'];
		expect(responses).toEqual([
			[...text, 'a<b>'],
			[...text, ''],
			[...text, 'a<b>'],
		]);
		expect(host.executions).toEqual([]);
	});

	it.each(['GET', 'HEAD'])('gets 200 by %s if it asks for nothing', async (method) => {
		const { send } = await activeTrigger();
		const { status, body } = await send(undefined, { method });
		expect([status, body]).toEqual([200, '']);
	});

	it('is answered as Azure Event Grid expects', async () => {
		const { host, send } = await activeTrigger();
		const eventType = 'Microsoft.EventGrid.SubscriptionValidationEvent';
		const { status, body } = await send(
			JSON.stringify([{ eventType, data: { validationCode: 'code-1' } }]),
		);
		expect([status, body]).toEqual([200, '{"validationResponse":"code-1"}']);
		expect(host.executions).toEqual([]);
	});

	it('gets 400 if the echo would be more than a short string', async () => {
		const { send } = await activeTrigger();
		for (const query of ['challenge=a%0D%0AX-Forged:%201', 'challenge[]=a', 'challenge=']) {
			const { status, headers } = await send(undefined, { query: `${RIGHT_KEY}&${query}` });
			expect([status, headers['x-forged']]).toEqual([400, undefined]);
		}
	});

	it('keeps n8n listening for a test event', async () => {
		const { host, send } = await activeTrigger();
		await host.listenForTest();
		subscriptionKeys.add(`workflow1/${host.hookContext().getNode().id}`, {
			keyDigest: DIGEST,
			eventType: '',
		});
		const url = host.testWebhookUrl;
		for (const method of ['GET', 'HEAD', 'POST']) {
			expect((await send(undefined, { method, url })).status).toBe(200);
			await host.idle();
			expect(host.isListening).toBe(true);
		}
	});

	it('with an event is answered, and the event executed', async () => {
		const { host, send } = await activeTrigger();
		const { status, headers } = await send('{"id":1}', {
			query: `${RIGHT_KEY}&challenge=abc`,
			headers: { 'content-type': 'application/json', 'x-adobesign-clientid': 'client-1' },
		});
		expect([status, headers['x-adobesign-clientid'], headers['x-content-type-options']]).toEqual([
			200,
			'client-1',
			'nosniff',
		]);
		expect(host.executions).toEqual([[{ json: { id: 1 } }]]);
	});
});

describe('a repeated delivery', () => {
	it('starts the workflow once, as the log says', async () => {
		const { host, send } = await activeTrigger();
		await send('{"id":1}');
		const { status, body } = await send('{"id":1}');
		expect([status, body]).toEqual([200, '{"status":"duplicate"}']);
		expect(host.executions).toHaveLength(1);
		expect(log.info.mock.calls).toEqual([
			['MyD3 Trigger: ignored a duplicate delivery: same content (event key 6c050836ce28…)'],
		]);
	});

	it('starts the workflow again if Ignore Duplicates is off', async () => {
		const { host, send } = await activeTrigger({
			parameters: { options: { ignoreDuplicates: false } },
		});
		await send('{"id":1}');
		await send('{"id":1}');
		expect(host.executions).toHaveLength(2);
	});

	it('loses nothing if two event types concern the same invoice', async () => {
		const { host, send } = await activeTrigger({
			parameters: { options: { eventIdField: 'invoice.number' } },
			staticData: {
				subscriptions: [
					...remembered().subscriptions,
					// printf 'another' | sha256sum
					{
						id: '2',
						eventType: 'InvoiceCancelled',
						keyDigest: 'ae448ac86c4e8e4dec645729708ef41873ae79c6dff84eff73360989487f08e5',
					},
				],
			},
		});
		for (const query of [RIGHT_KEY, 'apiKey=another', RIGHT_KEY, 'apiKey=another']) {
			await send('{"invoice":{"number":"INV-9"}}', { query });
		}
		expect(host.executions).toHaveLength(2);
	});

	it('is shown again while n8n is listening for a test event', async () => {
		const { host, send } = await activeTrigger();
		subscriptionKeys.add(`workflow1/${host.hookContext().getNode().id}`, {
			keyDigest: DIGEST,
			eventType: '',
		});
		for (let listening = 0; listening < 2; listening++) {
			await host.listenForTest();
			expect((await send('{"id":1}', { url: host.testWebhookUrl })).status).toBe(200);
			await host.idle();
		}
		expect(host.executions).toHaveLength(2);
	});

	it('without an ID at the Event ID Field is reported only once', async () => {
		const { host, send } = await activeTrigger({
			parameters: { options: { eventIdField: 'invoice.id' } },
		});
		for (const body of ['{"id":1}', '{"id":1}', '{"id":2}']) await send(body);
		expect(log.warn.mock.calls).toEqual([
			[expect.stringMatching(/^MyD3 Trigger: an event has no ID at the Event ID Field/)],
		]);
		expect(host.executions).toEqual([[{ json: { id: 1 } }], [{ json: { id: 2 } }]]);
	});
});

describe('a delivery that is answered when the workflow finishes', () => {
	it('counts as accepted only after the workflow has succeeded', async () => {
		let runs = 0;
		const { host, send } = await activeTrigger({
			parameters: { responseMode: 'lastNode' },
			workflow: async () => {
				runs += 1;
				if (runs === 1) throw new Error('Xero is not there');
				await Promise.resolve();
			},
		});
		const statuses: number[] = [];
		for (let delivery = 0; delivery < 3; delivery++) {
			statuses.push((await send('{"id":1}')).status);
		}
		expect(statuses).toEqual([500, 200, 200]);
		expect(host.executions).toHaveLength(2);
	});

	it('asks MyD3 to retry while the first is still running', async () => {
		const [started, finished] = [deferred(), deferred()];
		const { host, send } = await activeTrigger({
			parameters: { responseMode: 'lastNode' },
			workflow: async () => {
				started.resolve();
				await finished.promise;
			},
		});
		const first = send('{"id":1}');
		await started.promise;
		const second = await send('{"id":1}');
		const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
		const third = await send('{"id":1}');
		clock.mockRestore();
		expect([second.status, second.headers['retry-after'], third.status]).toEqual([503, '30', 503]);
		finished.resolve();
		expect((await first).status).toBe(200);
		expect((await send('{"id":1}')).body).toBe('{"status":"duplicate"}');
		expect(host.executions).toHaveLength(1);
	});
});

describe('a delivery on which MyD3 hangs up', () => {
	/**
	 * Sends a delivery and breaks the connection, either before the trigger sees it or while the workflow runs.
	 * @param workflow gets the number of the run
	 * @returns once n8n has noticed and the workflow runs
	 */
	async function hangUp(
		when: 'before the trigger sees it' | 'during the run',
		workflow: (run: number) => Promise<void> = async () => await Promise.resolve(),
	) {
		const arrived = deferred();
		let hungUp: Promise<unknown> = Promise.resolve();
		let seen = 0;
		const { host, send } = await activeTrigger({
			parameters: { responseMode: 'lastNode' },
			beforeWebhook: async (response) => {
				seen += 1;
				if (seen > 1) return;
				hungUp = once(response, 'close');
				if (when === 'during the run') return;
				arrived.resolve();
				await hungUp;
			},
			workflow: async () => {
				arrived.resolve();
				await workflow(host.executions.length);
			},
		});
		const { url } = await host.serve();
		const request = httpRequest(`${url}?${RIGHT_KEY}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
		});
		request.on('error', () => undefined); // "socket hang up" is expected here
		request.end('{"id":1}');
		await arrived.promise;
		request.destroy();
		await hungUp;
		await eventually('the first execution', () => host.executions.length === 1);
		return { host, send };
	}

	it.each([
		{ outcome: 'succeeds', runs: 1 },
		{ outcome: 'fails', runs: 2 },
	])(
		'starts the workflow again only if it failed: it $outcome, runs: $runs',
		async ({ outcome, runs }) => {
			const finished = deferred();
			const { host, send } = await hangUp('during the run', async (run) => {
				await finished.promise;
				if (outcome === 'fails' && run === 1) throw new Error('no');
			});
			expect((await send('{"id":1}')).status).toBe(503);
			finished.resolve();
			await host.idle();
			expect((await send('{"id":1}')).status).toBe(200);
			expect(host.executions).toHaveLength(runs);
		},
	);

	it.each(['during the run', 'before the trigger sees it'] as const)(
		'%s is executed again if repeated after 30 seconds, in case n8n never responds',
		async (when) => {
			const finished = deferred();
			const { host, send } = await hangUp(when, async (run) => {
				if (run === 1) await finished.promise;
			});
			const clock = jest.spyOn(Date, 'now');
			const hungUpAt = Date.now();
			clock.mockImplementation(() => hungUpAt + 20_000);
			expect((await send('{"id":1}')).status).toBe(503);
			clock.mockImplementation(() => hungUpAt + 31_000);
			expect((await send('{"id":1}')).status).toBe(200);
			clock.mockRestore();
			finished.resolve();
			await host.idle();
			expect(host.executions).toHaveLength(2);
		},
	);

	it('before the trigger sees it is executed once, even if repeated, if n8n responds', async () => {
		const { host, send } = await hangUp('before the trigger sees it');
		await host.idle();
		expect((await send('{"id":1}')).status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});
});

describe.each(['2.41', '1.123'] as const)('the content type of an event, in n8n %s,', (n8n) => {
	it.each([
		'application/json',
		'application/json; charset=utf-8',
		'Application/JSON',
		'application/vnd.api+json',
		'application/cloudevents+json; charset=utf-8',
		'application/json-seq',
		'application/octet-stream',
		'text/plain',
		'text/html',
		'application/x-www-form-urlencoded',
		'nonsense',
		undefined,
	])('may be %s', async (contentType) => {
		const { host, send } = await activeTrigger({ n8n });
		const headers: Record<string, string> =
			contentType === undefined ? {} : { 'content-type': contentType };
		expect((await send('{"id":1}', { headers })).status).toBe(200);
		const packed = { ...headers, 'content-encoding': 'gzip' };
		expect((await send(gzipSync('{"id":2}'), { headers: packed })).status).toBe(200);
		expect(host.executions).toEqual([[{ json: { id: 1 } }], [{ json: { id: 2 } }]]);
	});

	it.each([
		{ contentType: 'multipart/mixed; boundary=x', body: '--x--\r\n', status: 400 },
		{ contentType: 'multipart/form-data; boundary=x', body: '--x--\r\n', status: 400 },
		{ contentType: 'application/xml', body: '<id>1</id>', status: 400 },
		{ contentType: 'text/html', body: '<script>alert(1)</script>', status: 400 },
		{ contentType: 'application/json', body: '{"id":', status: 422 },
		{ contentType: 'application/vnd.api+json', body: '{"id":', status: 400 },
	])('leads to $status: $contentType with $body', async ({ contentType, body, status }) => {
		const { host, send } = await activeTrigger({ n8n });
		expect((await send(body, { headers: { 'content-type': contentType } })).status).toBe(status);
		expect(host.executions).toEqual([]);
		expect(host.failedExecutions).toEqual([]);
	});
});

describe.each(['2.41', '1.123'] as const)('in n8n %s, a body that n8n does not parse', (n8n) => {
	it.each([
		{ name: 'bytes that are not gzip', body: Buffer.from('{"id":1}'), status: 400 },
		{ name: 'gzip that ends early', body: gzipSync('{"id":1}').subarray(0, 12), status: 400 },
		{ name: 'larger than 16 MB', body: gzipSync(Buffer.alloc(17 * 1024 * 1024)), status: 413 },
	])('gets an answer even if it is $name', async ({ body, status }) => {
		const { host, send } = await activeTrigger({ n8n });
		const headers = { 'content-type': 'application/octet-stream', 'content-encoding': 'gzip' };
		expect((await send(body, { headers })).status).toBe(status);
		expect(host.executions).toEqual([]);
		expect(host.failedExecutions).toEqual([]);
		expect((await send('{"id":1}')).status).toBe(200);
	});
});

describe('options set by expression', () => {
	it.each([
		{ options: null },
		{ options: 'text' },
		{ options: { eventIdField: 7 } },
		{ options: { eventIdField: null, ignoreDuplicates: null, includeMetadata: null } },
		{ options: { eventIdField: ['a'], includeMetadata: 'yes' } },
	])('never keep out an event: %j', async ({ options }) => {
		const { host, send } = await activeTrigger({ parameters: { options } as never });
		expect((await send('{"id":1}')).status).toBe(200);
		expect(host.executions).toEqual([[{ json: { id: 1 } }]]);
		expect(host.failedExecutions).toEqual([]);
	});
});
