import { createServer } from 'node:https';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { deliver, testEventTarget } from '../../../nodes/MyD3/resources/subscription/testEvent';
import { makeCertificates } from '../../certificates';
import type { Certificates } from '../../certificates';
import { Host } from '../../n8n/host';
import type { HostOptions } from '../../n8n/host';
import { serve } from '../../servers';
import { startSimulator } from '../../simulator/simulator';
import type { Simulator } from '../../simulator/simulator';

/** A key in the form that a MyD3 Trigger generates. */
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

let certificates: Certificates;
let myD3: Simulator;
/** The reverse proxy in front of n8n, n8n's only public address. */
let proxy: Server;
let publicUrl: string;
let received: IncomingMessage[];
/** How the proxy itself responds; undefined when it forwards requests to n8n. */
let proxyListener: RequestListener | undefined;
/** The n8n behind the proxy, with a MyD3 Trigger. */
let n8n: Host;

beforeAll(() => {
	certificates = makeCertificates();
});
beforeEach(async () => {
	trustCertificates();
	myD3 = await startSimulator();
	received = [];
	proxyListener = undefined;
	proxy = createServer({ key: certificates.key, cert: certificates.cert }, (request, response) => {
		received.push(request);
		(proxyListener ?? passOn)(request, response);
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	publicUrl = `https://127.0.0.1:${(proxy.address() as AddressInfo).port}/`;
	n8n = trigger();
});
afterEach(async () => {
	jest.restoreAllMocks();
	proxy.close();
	proxy.closeAllConnections();
	await myD3.stop();
});

/** Does what NODE_EXTRA_CA_CERTS does, which Node reads only on start-up. */
function trustCertificates(): void {
	const { createSecureContext } = tls;
	jest
		.spyOn(tls, 'createSecureContext')
		.mockImplementation((options) =>
			createSecureContext({ ...options, ca: certificates.certificateAuthority }),
		);
}

const passOn: RequestListener = (request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		const url = new URL(request.url ?? '', publicUrl).href;
		const headers = { 'content-type': request.headers['content-type'] ?? '' };
		n8n
			.deliver(url, { body: Buffer.concat(chunks), headers })
			.then(({ status, body }) => response.writeHead(status).end(body))
			.catch((error: unknown) => response.destroy(error as Error));
	});
};

const trigger = (changes: Partial<HostOptions> = {}): Host =>
	new Host({
		credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl },
		webhookBaseUrl: publicUrl,
		parameters: { events: ['InvoiceIssued'] },
		...changes,
	});

/** Runs Send Test Event for a subscription, by default MyD3's first. */
async function send(
	parameters: INodeParameters = {},
	id = myD3.subscriptions[0]?.id ?? 'none',
): Promise<IDataObject> {
	const node = new Host(
		{
			credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl },
			webhookBaseUrl: publicUrl,
			parameters: {
				operation: 'sendTestEvent',
				subscriptionId: { __rl: true, mode: 'id', value: id },
				...parameters,
			},
		},
		'myD3',
	);
	return (await node.execute())[0]?.json ?? {};
}

/** Gives MyD3 a subscription to this URL, and no other. */
const subscribeTo = (notificationUrl: string): void => {
	myD3.subscriptions = [{ id: 'one', eventType: 'InvoiceIssued', notificationUrl }];
};
const triggerUrl = (key = KEY): string => `${publicUrl}webhook/some-id/webhook?apiKey=${key}`;
const keyOf = (url = ''): string => new URL(url).searchParams.get('apiKey') as string;

describe('a published trigger', () => {
	it('gets the event, through the public address', async () => {
		await n8n.activate();
		const key = keyOf(myD3.subscriptions[0]?.notificationUrl);
		const output = await send();
		expect(output).toEqual({
			verdict: 'ok',
			explanation:
				"The event went through n8n's public address into the MyD3 Trigger: DNS, proxy, TLS and key all work.",
			advice:
				'If the trigger was listening, it shows the event. Otherwise look under Executions in its workflow.',
			sentTo: n8n.webhookUrl,
			status: 200,
			response: '{"status":"accepted"}',
			ms: expect.any(Number) as number,
			subscriptionId: myD3.subscriptions[0]?.id,
		});
		expect(received).toMatchObject([
			{ method: 'POST', headers: { 'content-type': 'application/json' } },
		]);
		expect(n8n.executions).toHaveLength(1);
		expect(n8n.executions[0]?.[0]?.json).toMatchObject({
			eventType: 'InvoiceIssued',
			invoice: { number: expect.stringMatching(/^TEST-\d{13}$/) as string, total: 13487.1 },
		});
		expect(JSON.stringify(output)).not.toContain(key);
	});

	it('gets no Authorization header with the event', async () => {
		await n8n.activate();
		await send();
		expect(received.map(({ headers }) => headers.authorization)).toEqual([undefined]);
	});

	it('treats repeated default events as different', async () => {
		await n8n.activate();
		await send();
		await send();
		expect(n8n.executions).toHaveLength(2);
	});

	it('treats a repeated custom event as a duplicate', async () => {
		await n8n.activate();
		const event = '{"id":"e1"}';
		expect(await send({ event })).toMatchObject({
			verdict: 'ok',
			response: '{"status":"accepted"}',
		});
		expect(await send({ event })).toMatchObject({
			verdict: 'ok',
			explanation:
				'The event reached the MyD3 Trigger, which ignored it as a duplicate of an earlier one.',
		});
		expect(n8n.executions).toHaveLength(1);
	});

	it.each([
		{
			name: 'succeeded',
			workflow: async () => await Promise.resolve(),
			expected: { verdict: 'ok', status: 200 },
		},
		{
			name: 'failed',
			workflow: async () => await Promise.reject(new Error('no')),
			expected: {
				verdict: 'failed',
				status: 500,
				explanation: 'The event reached n8n, but the workflow did not succeed (500).',
			},
		},
	])(
		'that answers when the workflow finishes reports that the workflow $name',
		async ({ workflow, expected }) => {
			n8n = trigger({
				parameters: { events: ['InvoiceIssued'], responseMode: 'lastNode' },
				workflow,
			});
			await n8n.activate();
			expect(await send()).toMatchObject(expected);
		},
	);

	it('rejects another key', async () => {
		await n8n.activate();
		subscribeTo(`${n8n.webhookUrl}?apiKey=${KEY}`);
		expect(await send()).toMatchObject({
			verdict: 'failed',
			status: 401,
			explanation:
				'The event reached the MyD3 Trigger, but the trigger does not know the key of this subscription (401).',
			advice: expect.stringContaining('publish (activate) it again') as string,
		});
		expect(n8n.executions).toEqual([]);
	});
});

it('Send Test Event reaches a trigger that is listening for a test event', async () => {
	await n8n.listenForTest();
	expect(await send()).toMatchObject({ verdict: 'ok', sentTo: n8n.testWebhookUrl });
	expect(n8n.executions).toHaveLength(1);
});

it('Send Test Event does not reach an unpublished trigger', async () => {
	await n8n.activate();
	const { notificationUrl } = myD3.subscriptions[0] as { notificationUrl: string };
	await n8n.deactivate();
	subscribeTo(notificationUrl);
	expect(await send()).toMatchObject({
		verdict: 'failed',
		status: 404,
		explanation: 'The event reached n8n, but no workflow is listening at this address (404).',
		advice: expect.stringMatching(/^Publish \(activate\) the workflow/) as string,
	});
});

describe('Send Test Event sends nothing', () => {
	afterEach(() => expect(received).toEqual([]));

	it.each([
		{
			name: 'to a stranger’s URL',
			url: () => `https://hooks.example.com/webhook/some-id/webhook?apiKey=${KEY}`,
			message:
				/^This subscription points to https:\/\/hooks\.example\.com, but this n8n instance is at https:/,
		},
		{
			name: 'to the same host at another port',
			url: () => `https://127.0.0.1:1/webhook/some-id/webhook?apiKey=${KEY}`,
			message: /^This subscription points to https:\/\/127\.0\.0\.1:1, but this n8n instance is/,
		},
		{
			name: 'to another webhook of this n8n',
			url: () => `${publicUrl}webhook/some-id/orders?apiKey=${KEY}`,
			message: /^This subscription does not belong to a MyD3 Trigger/,
		},
		{
			name: 'to something else at this address',
			url: () => `${publicUrl}webhook?apiKey=${KEY}`,
			message: /^This subscription does not belong to a MyD3 Trigger/,
		},
		{
			name: 'when the list masks the key',
			url: () => triggerUrl('***'),
			message: /^MyD3's list does not show the key/,
		},
		{
			name: 'when the list omits the key',
			url: () => triggerUrl().replace(/\?.*/, ''),
			message: /^MyD3's list does not show the key/,
		},
		{
			name: 'with a key that no trigger generated',
			url: () => triggerUrl('open-sesame'),
			message: /^MyD3's list does not show the key/,
		},
		{
			name: 'when the list masks the URL',
			url: () => 'https://127.0.0.1/***',
			message: /^MyD3's list does not show this subscription's notification URL/,
		},
	])('$name', async ({ url, message }) => {
		subscribeTo(url());
		await expect(send()).rejects.toThrow(message);
		await expect(send()).rejects.not.toThrow(KEY);
	});

	it('for a subscription that was deleted', async () => {
		await expect(send({}, 'gone')).rejects.toThrow('MyD3 no longer has the subscription gone.');
	});

	it.each([
		{ event: '', message: '"Event" is empty' },
		{ event: '{}', message: '"Event" is empty' },
		{ event: 'INV-1', message: '"Event" is not a JSON object' },
	])('for the event "$event"', async ({ event, message }) => {
		subscribeTo(triggerUrl());
		await expect(send({ event })).rejects.toThrow(message);
	});
});

describe('whatever is in front of n8n', () => {
	it('is reported with its response', async () => {
		subscribeTo(triggerUrl());
		proxyListener = (_request, response) => response.writeHead(404).end('Not Found');
		expect(await send()).toMatchObject({
			verdict: 'failed',
			status: 404,
			response: 'Not Found',
			explanation: expect.stringMatching(
				/^Something at https:.* it was not n8n \(404\)\.$/,
			) as string,
		});
	});

	it('cannot redirect the event elsewhere', async () => {
		let followed = 0;
		const elsewhere = await serve((_request, response) => {
			followed++;
			response.end();
		});
		subscribeTo(triggerUrl());
		proxyListener = ({ url }, response) =>
			response.writeHead(308, { location: `${elsewhere}${url}` }).end();
		const output = await send();
		expect(output).toMatchObject({
			verdict: 'failed',
			status: 308,
			explanation: `The event was redirected to ${elsewhere} (308). MyD3 might not follow redirects, and this test does not.`,
		});
		expect(followed).toBe(0);
		expect(JSON.stringify(output)).not.toContain(KEY);
	});

	it('may repeat the key, but the output does not', async () => {
		subscribeTo(triggerUrl());
		proxyListener = ({ url }, response) =>
			response.writeHead(400).end(`${KEY} ${publicUrl}${url} "key":"${KEY}"`);
		expect(JSON.stringify(await send())).not.toContain(KEY);
	});

	it('may have an untrusted certificate', async () => {
		jest.restoreAllMocks();
		subscribeTo(triggerUrl());
		const output = await send();
		expect(output).toMatchObject({
			verdict: 'failed',
			status: null,
			response: '',
			explanation: `Could not connect securely to ${new URL(publicUrl).host}: its TLS certificate was not accepted.`,
		});
		expect(received).toEqual([]);
	});

	it('may be unreachable, which does not prove that MyD3 cannot reach it', async () => {
		subscribeTo(triggerUrl());
		proxy.close();
		const output = await send();
		expect(output.explanation).toBe(`n8n itself cannot connect to ${new URL(publicUrl).host}.`);
		expect(output.advice).toMatch(/This test does not prove that MyD3 cannot reach n8n/);
		expect(JSON.stringify(output)).not.toContain(KEY);
	});

	it('may never answer, although the event arrived', async () => {
		proxyListener = () => undefined;
		const context = new Host({ credential: {} }).hookContext();
		const target = { url: triggerUrl(), key: KEY };
		const times = [1_000, 1_234];
		const output = await deliver(context, target, {}, () => times.shift() as number, 50);
		expect(output).toMatchObject({
			verdict: 'warning',
			ms: 234,
			advice: expect.stringMatching(/^If an execution shows the event, it arrived/) as string,
		});
	});
});

describe('Send Test Event recognises a trigger’s URL', () => {
	const BASE = 'https://n8n.example.com/n8n/';
	const OTHER = 'http://localhost:5678/';
	const targetAt = (url: string): string =>
		testEventTarget({ notificationUrl: url, urls: [url] }, [BASE]).url;

	it.each([
		{ name: 'in production', path: 'webhook/id/webhook' },
		{ name: 'for test events', path: 'webhook-test/id/webhook' },
		{ name: 'under a custom endpoint', path: 'hooks/in/id/webhook' },
		{ name: 'of a node without a webhook ID', path: 'webhook/workflow/myd3%20trigger/webhook' },
		{ name: 'with a final slash', path: 'webhook/id/webhook/' },
	])('$name', ({ path }) => {
		const url = `${BASE}${path}?apiKey=${KEY}`;
		expect(targetAt(url)).toBe(url);
	});

	it('in another spelling of the host', () => {
		const url = `https://N8N.Example.com:443/n8n/webhook/id/webhook?apiKey=${KEY}`;
		expect(targetAt(url)).toBe(url);
	});

	it('next to the subscription’s own address', () => {
		const url = `${BASE}webhook/id/webhook?apiKey=${KEY}`;
		const own = 'https://api.example.com/webhooks/17';
		const urls = ['not a URL', own, url];
		expect(testEventTarget({ notificationUrl: own, urls }, [OTHER, BASE])).toEqual({
			url,
			key: KEY,
		});
	});

	it.each(['staging/webhook/id/webhook', 'n8n/webhook//webhook'])(
		'but not one of another n8n at the same host, or one without an id: %s',
		(path) => {
			expect(() => targetAt(`https://n8n.example.com/${path}?apiKey=${KEY}`)).toThrow(
				'does not belong to a MyD3 Trigger',
			);
		},
	);

	it.each([
		{ bases: [BASE, `${BASE}x/`, OTHER], at: 'https://n8n.example.com or http://localhost:5678' },
		{ bases: [], at: 'an unknown address' },
	])('of this n8n only, which is at $at', ({ bases, at }) => {
		const url = `https://c.example.com/webhook/id/webhook?apiKey=${KEY}`;
		expect(() => testEventTarget({ notificationUrl: url, urls: [url] }, bases)).toThrow(
			`points to https://c.example.com, but this n8n instance is at ${at}. `,
		);
	});
});
