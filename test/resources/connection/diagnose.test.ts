import type { IDataObject } from 'n8n-workflow';

import { createClient } from '../../../nodes/MyD3/api/client';
import type { MyD3Client } from '../../../nodes/MyD3/api/client';
import { diagnose } from '../../../nodes/MyD3/resources/connection/diagnose';
import type { DiagnosisOptions } from '../../../nodes/MyD3/resources/connection/diagnose';
import { responseRecorder } from '../../../nodes/MyD3/resources/connection/shownResponse';
import { makeCertificates } from '../../certificates';
import { Host } from '../../n8n/host';
import { serve } from '../../servers';
import { startSimulator } from '../../simulator/simulator';
import type { Simulator, SimulatorOptions } from '../../simulator/simulator';

const PATH = '/subscription/v1/subscription';
const STRANGER = {
	id: 'stranger',
	eventType: 'InvoiceIssued',
	notificationUrl: 'https://n8n.example.com/test?apiKey=key-of-a-stranger',
};

let myD3: Simulator;
let isRunning = false;
async function start(options: SimulatorOptions = {}): Promise<void> {
	myD3 = await startSimulator(options);
	isRunning = true;
	myD3.subscriptions.push({ ...STRANGER });
}
afterEach(async () => {
	// Some tests need no MyD3.
	if (!isRunning) return;
	isRunning = false;
	expect(myD3.subscriptions).toEqual([STRANGER]);
	await myD3.stop();
});

/** Runs Diagnose with the right credential and a test subscription; `changes` break one thing. */
async function execute(
	changes: IDataObject = {},
	parameters: IDataObject = {},
	stop?: AbortSignal,
): Promise<IDataObject[]> {
	const node = new Host(
		{
			credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl, ...changes },
			parameters: {
				resource: 'connection',
				operation: 'diagnose',
				includeTestSubscription: true,
				notificationUrl: 'https://n8n.example.com/test',
				eventType: '',
				...(parameters as object),
			},
		},
		'myD3',
	);
	return (await node.execute([{}], false, stop)).map(({ json }) => json);
}

const override = (changes: IDataObject) => ({ overrideApiDetails: true, ...changes });

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
/** The same without the node, with the test's own clock. @returns the steps, and the waits in ms */
async function diagnoseWith(
	credential: IDataObject = {},
	options: Partial<DiagnosisOptions> = {},
): Promise<{ steps: IDataObject[]; waits: number[] }> {
	const host = new Host({
		credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl, ...credential },
	});
	const waits: number[] = [];
	const wait = async (ms: number) => {
		waits.push(ms);
		await Promise.resolve();
	};
	const recorder = responseRecorder([KEY]);
	const client = await createClient(host.loadOptionsContext(), {
		onResponse: recorder.onResponse,
		wait,
	});
	const notificationUrl = `https://n8n.example.com/test?apiKey=${KEY}`;
	const steps = await diagnose(client, recorder, {
		webhookBaseUrl: 'https://n8n.example.com/',
		test: { eventType: 'InvoiceIssued', notificationUrl, key: KEY },
		wait,
		...options,
	});
	return { steps, waits };
}

const verdicts = (steps: IDataObject[]) =>
	Object.fromEntries(steps.map(({ step, verdict }) => [step, verdict]));
const named = (steps: IDataObject[], name: string) => steps.find(({ step }) => step === name);

const ALL_WELL = {
	"Check n8n's public address": 'ok',
	'Reach the host': 'ok',
	'Secure the connection (TLS)': 'ok',
	'Obtain an access token': 'ok',
	'List the subscriptions': 'ok',
	'Create a test subscription': 'ok',
	'Find it in the list': 'ok',
	'Delete it': 'ok',
	'Check that it is gone': 'ok',
};

/** The verdicts if a step fails and all that depend on it are skipped. */
const wellUntil = (failing: string) => {
	const steps = Object.keys(ALL_WELL);
	return Object.fromEntries(
		steps.map((step) => {
			const place = steps.indexOf(step) - steps.indexOf(failing);
			return [step, place < 0 ? 'ok' : place === 0 ? 'failed' : 'skipped'];
		}),
	);
};

it.each([
	{ at: 'GET', creations: 0 },
	{ at: 'POST', creations: 1 },
])(
	'Diagnose leaves nothing behind if the execution is stopped at $at',
	async ({ at, creations }) => {
		const stop = new AbortController();
		await start({
			onRequest: ({ method, path }) => path === PATH && method === at && stop.abort(),
		});
		await execute({}, {}, stop.signal);
		const created = myD3.requests.filter(({ method, path }) => path === PATH && method === 'POST');
		expect(created).toHaveLength(creations);
	},
);

it.each([
	{ isStopped: true, status: 404, lines: 1 },
	{ isStopped: true, status: 204, lines: 0 },
	{ isStopped: false, status: 404, lines: 0 },
])(
	'Diagnose logs what may be left behind only if n8n does not show it: %j',
	async ({ isStopped, status, lines }) => {
		const stop = new AbortController();
		await start({
			onRequest: ({ method, path }) =>
				isStopped && path === PATH && method === 'POST' && stop.abort(),
		});
		if (status === 404) myD3.failNext({ method: 'DELETE', status });
		const { logger } = new Host({ credential: {} }).hookContext();
		const warn = jest.spyOn(logger, 'warn').mockReturnValue();
		await execute(override({ listRequest: '' }), {}, stop.signal);
		expect(warn.mock.calls.map(([line]) => line)).toEqual(
			Array.from({ length: lines }, () =>
				expect.stringMatching(
					/^MyD3, Diagnose: The test subscription may still exist\. .* In a few minutes, look in MyD3/,
				),
			),
		);
		warn.mockRestore();
		myD3.subscriptions.length = 1;
	},
);

describe('Diagnose', () => {
	it('passes every step when nothing is wrong, and shows each request as sent, with its response', async () => {
		await start();
		const steps = await execute();
		expect(verdicts(steps)).toEqual(ALL_WELL);
		expect(named(steps, 'Create a test subscription')).toEqual({
			step: 'Create a test subscription',
			verdict: 'ok',
			explanation: expect.stringMatching(/^MyD3 created subscription [0-9a-f-]{36}\.$/) as string,
			advice: 'Nothing to change.',
			field: '',
			request: [
				`POST ${PATH}`,
				'Authorization: Bearer {accessToken}',
				'Content-Type: application/json',
				'',
				'{"eventType": "InvoiceIssued", "notificationUrl": "https://n8n.example.com/test?apiKey=***"}',
			].join('\n'),
			status: 201,
			response: expect.stringMatching(/^text\/plain [0-9a-f-]{36}$/) as string,
			basis: 'assumed',
		});
		expect(named(steps, 'Obtain an access token')).toMatchObject({
			request: 'POST /identity/v1/token\nContent-Type: application/json\n\n{"apiKey": "{apiKey}"}',
			status: 200,
			response: 'application/json {"accessToken":"***"}',
			basis: 'assumed',
		});
		expect(named(steps, 'List the subscriptions')).toMatchObject({
			explanation: 'MyD3 lists 1 subscription.',
			request: `GET ${PATH}\nAuthorization: Bearer {accessToken}`,
			response: 'application/json [{"id":"***","eventType":"***","notificationUrl":"***"}]',
		});
		// The page of a host is not shown.
		expect(named(steps, 'Reach the host')).toMatchObject({
			status: 404,
			response: 'application/json',
		});
	});

	it('changes nothing without a test subscription', async () => {
		await start();
		const steps = await execute({}, { includeTestSubscription: false });
		expect(steps.map(({ step }) => step)).toEqual(Object.keys(ALL_WELL).slice(0, 5));
		expect(myD3.requests.map(({ method }) => method)).not.toContain('DELETE');
	});

	it('shows a request in the form of the user’s own field', async () => {
		await start();
		const listRequest = `curl '${myD3.baseUrl}${PATH}' -H 'Authorization: Bearer {accessToken}' -H 'Api-Version: 2'`;
		const steps = await execute(override({ listRequest }));
		expect(named(steps, 'List the subscriptions')?.request).toBe(
			`GET ${PATH}\nAuthorization: Bearer {accessToken}\nApi-Version: 2`,
		);
	});

	it('names WEBHOOK_URL if n8n’s address is not https, and there is no Notification URL', async () => {
		await start();
		const parameters = {
			resource: 'connection',
			operation: 'diagnose',
			includeTestSubscription: true,
		};
		const credential = { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl };
		const node = new Host(
			{ credential, parameters, webhookBaseUrl: 'http://n8n.example.com/' },
			'myD3',
		);
		await expect(node.execute([{}])).rejects.toThrow(
			/^"Notification URL" is empty, and the address of this n8n instance, http:\/\/n8n\.example\.com\/, does not start with https.* or set WEBHOOK_URL\.$/,
		);
	});

	it.each([
		{
			name: 'without the key that it already has',
			notificationUrl: 'https://n8n.example.com/test?a=b&apiKey=old&c=d#part',
			created: /^https:\/\/n8n\.example\.com\/test\?a=b&c=d&apiKey=[\w-]{43}$/,
		},
		{
			name: "or n8n's own address if it is empty",
			notificationUrl: '',
			created: /^https:\/\/n8n\.example\.com\/\?apiKey=[\w-]{43}$/,
		},
	])('uses the Notification URL, $name', async ({ notificationUrl, created }) => {
		const bodies: unknown[] = [];
		await start({
			onRequest: ({ method, path, body }) => {
				if (method === 'POST' && path === PATH) bodies.push(body);
			},
		});
		await execute({}, { notificationUrl, eventType: 'OrderShipped' });
		expect(bodies).toEqual([
			{
				eventType: 'OrderShipped',
				notificationUrl: expect.stringMatching(created) as string,
			},
		]);
	});
});

describe('n8n’s public address', () => {
	const unreachableMyD3 = {
		baseUrl: 'https://api.example.com',
		requests: {},
		checkReachability: async () => await Promise.reject(new Error('no connection')),
	} as unknown as MyD3Client;
	const at = async (webhookBaseUrl: string | undefined) =>
		(await diagnoseWith({}, { webhookBaseUrl, test: undefined })).steps[0];

	it.each([
		{ name: 'unknown', url: undefined, explanation: 'its address is not known' },
		{ name: 'not https', url: 'http://n8n.example.com/', explanation: 'does not start with https' },
	])('leads to a warning if it is $name, and all other steps run', async ({ url, explanation }) => {
		await start();
		expect(await at(url)).toMatchObject({
			verdict: 'warning',
			explanation: expect.stringContaining(explanation) as string,
			advice: expect.stringContaining('WEBHOOK_URL') as string,
		});
		expect(verdicts((await diagnoseWith({}, { webhookBaseUrl: url })).steps)).toEqual({
			...ALL_WELL,
			"Check n8n's public address": 'warning',
		});
	});

	it.each([
		{
			editorUrl: 'https://n8n.internal:5678',
			advice: /^Nothing to change for published workflows\..* N8N_WEBHOOK_URL /,
		},
		{ editorUrl: 'https://n8n.example.com', advice: /^Nothing to change\.$/ },
	])(
		'needs no change for published workflows if it is public, and the editor is at $editorUrl',
		async ({ editorUrl, advice }) => {
			const [first] = await diagnose(unreachableMyD3, responseRecorder(), {
				webhookBaseUrl: 'https://n8n.example.com/',
				editorUrl,
				wait: async () => await Promise.resolve(),
			});
			expect(first).toMatchObject({
				verdict: 'ok',
				advice: expect.stringMatching(advice) as string,
			});
		},
	);

	it('may be private if MyD3 is local, too', async () => {
		await start();
		expect(await at('https://n8n.internal/')).toMatchObject({ verdict: 'ok' });
	});

	it('leads to a warning if it is private', async () => {
		const [first] = await diagnose(unreachableMyD3, responseRecorder(), {
			webhookBaseUrl: 'https://192.168.1.7:5678/',
			wait: async () => await Promise.resolve(),
		});
		expect(first).toMatchObject({
			verdict: 'warning',
			explanation:
				'MyD3 cannot send events to this n8n instance: its address https://192.168.1.7:5678 points to 192.168.1.7, which cannot be reached from the public internet.',
		});
	});
});

describe('the step that fails', () => {
	it('is the first if the host is down', async () => {
		await start();
		const steps = await execute({ baseUrl: 'http://127.0.0.1:1' });
		expect(verdicts(steps)).toEqual(wellUntil('Reach the host'));
		expect(named(steps, 'Reach the host')).toMatchObject({
			explanation: 'Could not connect to 127.0.0.1:1.',
			advice: expect.stringMatching(/^Check the Base URL .*\(ECONNREFUSED\)$/) as string,
			field: 'Base URL',
			request: 'GET http://127.0.0.1:1',
			status: null,
		});
	});

	it('is TLS if the certificate is not trusted', async () => {
		await start({ tls: makeCertificates() });
		const steps = await execute();
		expect(verdicts(steps)).toEqual(wellUntil('Secure the connection (TLS)'));
		expect(named(steps, 'Secure the connection (TLS)')?.advice).toMatch(/NODE_EXTRA_CA_CERTS/);
	});

	it('is the token if the key is wrong, even while an old access token still works', async () => {
		await start();
		const steps = await execute({ apiKey: 'wrong-key' });
		expect(verdicts(steps)).toEqual(wellUntil('Obtain an access token'));
		expect(named(steps, 'Obtain an access token')).toMatchObject({
			explanation: expect.stringMatching(/^MyD3 rejected the API Key \(401\)/) as string,
			field: 'API Key',
			status: 401,
		});
	});

	it.each([
		{
			name: 'the address of Token Request',
			changes: { tokenRequest: 'POST /elsewhere\n\n{"apiKey": "{apiKey}"}' },
			failing: 'Obtain an access token',
			field: 'Token Request',
		},
		{
			name: 'the name of the key',
			changes: { tokenRequest: 'POST /identity/v1/token\n\n{"key": "{apiKey}"}' },
			failing: 'Obtain an access token',
			field: 'Token Request',
		},
		{
			name: 'the property of the token',
			changes: { accessTokenProperty: 'data.token' },
			failing: 'Obtain an access token',
			field: 'Access Token Property',
		},
		{
			name: 'the body of Create Request',
			changes: {
				createRequest: `POST ${PATH}\n\n{"event": "{eventType}", "url": "{notificationUrl}"}`,
			},
			failing: 'Create a test subscription',
			field: 'Create Request',
		},
	])('names the field to change: $name', async ({ changes, failing, field }) => {
		await start();
		const steps = await execute(override(changes));
		expect(verdicts(steps)).toEqual(wellUntil(failing));
		expect(named(steps, failing)).toMatchObject({ field });
	});

	it('is the list, after which create, which is documented, is still tried', async () => {
		await start();
		const steps = await execute(override({ listRequest: 'GET /hooks' }));
		expect(verdicts(steps)).toEqual({
			...ALL_WELL,
			'List the subscriptions': 'failed',
			'Find it in the list': 'failed',
			'Check that it is gone': 'warning',
		});
		expect(named(steps, 'List the subscriptions')).toMatchObject({
			field: 'List Request',
			request: 'GET /hooks\nAuthorization: Bearer {accessToken}',
			status: 404,
		});
	});
});

it('Diagnose says that the API Key is the token if Token Request is empty', async () => {
	await start();
	const token = (
		myD3.respondTo({
			method: 'POST',
			path: '/identity/v1/token',
			query: {},
			headers: { 'content-type': 'application/json' },
			body: { apiKey: myD3.apiKey },
		}) as { body: string }
	).body;
	const { accessToken } = JSON.parse(token) as { accessToken: string };
	const { steps } = await diagnoseWith(override({ tokenRequest: '', apiKey: accessToken }));
	expect(verdicts(steps)).toEqual({ ...ALL_WELL, 'Obtain an access token': 'skipped' });
	expect(named(steps, 'Obtain an access token')).toMatchObject({
		explanation:
			'"Token Request" is empty: there is no exchange, and the API Key itself is sent as the bearer token.',
		request: '',
	});
});

it('Diagnose says that List Request is empty, and deletes by ID alone', async () => {
	await start();
	const steps = await execute(override({ listRequest: '' }));
	expect(verdicts(steps)).toEqual({
		...ALL_WELL,
		'List the subscriptions': 'skipped',
		'Find it in the list': 'skipped',
		'Check that it is gone': 'skipped',
	});
	expect(named(steps, 'List the subscriptions')?.explanation).toMatch(/^"List Request" is empty/);
});

describe('Diagnose, when something fails', () => {
	it('in the list, still deletes the subscription', async () => {
		await start({
			onRequest: ({ method, status }) => {
				if (method === 'POST' && status === 201) {
					myD3.failNext({ method: 'GET', path: PATH, status: 400 });
				}
			},
		});
		expect(verdicts(await execute())).toEqual({ ...ALL_WELL, 'Find it in the list': 'failed' });
	});

	it('before create, because there is no API Secret, names that field', async () => {
		await start();
		const createRequest =
			'POST /subscription/v1/subscription\n\n{"to": "{notificationUrl}", "secret": "{apiSecret}"}';
		const steps = await execute(override({ createRequest }));
		expect(named(steps, 'Create a test subscription')).toMatchObject({
			verdict: 'failed',
			explanation:
				'Create Request has {apiSecret}, but there is no value for it. Fill in "API Secret" in the MyD3 API credential, or write the request without it.',
			field: 'API Secret',
		});
	});

	it('in delete, deletes on the second attempt', async () => {
		await start();
		myD3.failNext({ method: 'DELETE', status: 400 });
		const { steps } = await diagnoseWith();
		expect(verdicts(steps)).toEqual({ ...ALL_WELL, 'Delete it': 'failed' });
		expect(named(steps, 'Check that it is gone')?.explanation).toBe(
			'MyD3 deleted it on the second attempt.',
		);
	});

	it('in delete, at a path that ends with an ID of mixed case and digits, shows the path', async () => {
		await start();
		// As if MyD3 had said so, whatever its ids look like.
		const path = '/subscription/v1/subscription/Wha84b2bbf40fdKQ';
		myD3.failNext({ method: 'DELETE', status: 400, body: { message: `Not DELETE ${path}` } });
		const { steps } = await diagnoseWith();
		expect(named(steps, 'Delete it')?.explanation).toContain(`Not DELETE ${path}.`);
	});

	it('in the response to create, finds the subscription by its key and deletes it', async () => {
		await start();
		myD3.dropNext({ method: 'POST', path: PATH, afterStoring: true });
		const { steps } = await diagnoseWith();
		expect(verdicts(steps)).toEqual({ ...ALL_WELL, 'Create a test subscription': 'failed' });
	});

	it('in the response to create, with a stale list, waits, finds the subscription and deletes it', async () => {
		await start();
		myD3.dropNext({ method: 'POST', path: PATH, afterStoring: true });
		myD3.makeListsStale(2);
		const { steps, waits } = await diagnoseWith();
		expect(verdicts(steps)).toEqual({ ...ALL_WELL, 'Create a test subscription': 'failed' });
		expect(waits).toEqual([2000]);
	});

	it('in the response to create, with a list that stays stale, says that something may be left', async () => {
		await start();
		myD3.dropNext({ method: 'POST', path: PATH, afterStoring: true });
		myD3.makeListsStale(50);
		const { steps } = await diagnoseWith();
		expect(myD3.subscriptions.pop()?.notificationUrl).toContain(KEY);
		expect(named(steps, 'Check that it is gone')).toMatchObject({
			verdict: 'warning',
			explanation:
				'The test subscription may still exist. MyD3 did not confirm that it created one, and lists none so far.',
			advice: expect.stringMatching(/^In a few minutes, look in MyD3/) as string,
		});
	});

	it('in every delete, names what is left', async () => {
		await start();
		myD3.failNext({ method: 'DELETE', status: 404, times: 2 });
		const { steps } = await diagnoseWith();
		const left = myD3.subscriptions.pop();
		expect(named(steps, 'Check that it is gone')).toMatchObject({
			verdict: 'failed',
			explanation: `MyD3 still lists the test subscription ${left?.id}.`,
			field: 'Delete Request',
		});
	});

	it('in reading the ID, does not delete another’s subscription', async () => {
		await start();
		const { baseUrl, deleted } = await serveAlways('17', [
			{ id: '17', eventType: 'X', notificationUrl: 'https://other.example.com/x' },
		]);
		const { steps } = await diagnoseWith({ baseUrl });
		expect(named(steps, 'Find it in the list')).toMatchObject({
			verdict: 'failed',
			field: 'Subscription ID Property',
		});
		expect(verdicts(steps)).toMatchObject({
			'Delete it': 'skipped',
			'Check that it is gone': 'warning',
		});
		expect(deleted).toEqual([]);
	});

	it('halfway through the list, does not treat it as complete', async () => {
		await start();
		const { baseUrl, deleted } = await serveAlways('18', { value: [STRANGER], hasMore: true });
		const { steps } = await diagnoseWith({ baseUrl });
		expect(verdicts(steps)).toEqual({
			...ALL_WELL,
			'List the subscriptions': 'warning',
			'Find it in the list': 'failed',
			'Check that it is gone': 'warning',
		});
		expect(named(steps, 'List the subscriptions')).toMatchObject({ field: 'List Request' });
		expect(deleted).toEqual(['/subscription/v1/subscription/18']);
	});
});

/** A MyD3 that answers create with this ID, and every list request with this list. */
async function serveAlways(createdId: string, list: object) {
	const deleted: string[] = [];
	const baseUrl = await serve((request, response) => {
		if (request.method === 'DELETE') deleted.push(request.url ?? '');
		response.setHeader('content-type', 'application/json');
		if (request.url === '/identity/v1/token') response.end('{"accessToken":"token-of-the-test"}');
		else if (request.method === 'POST') response.writeHead(201).end(`{"id":"${createdId}"}`);
		else response.end(JSON.stringify(list));
	});
	return { baseUrl, deleted };
}
