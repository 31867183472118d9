import type { IDataObject } from 'n8n-workflow';

import { makeCertificates } from '../../certificates';
import { Host } from '../../n8n/host';
import { startSimulator } from '../../simulator/simulator';
import type { Simulator, SimulatorOptions } from '../../simulator/simulator';

const PATH = '/subscription/v1/subscription';
const STRANGER = {
	id: 'stranger',
	eventType: 'InvoiceIssued',
	notificationUrl: 'https://n8n.example.com/test?apiKey=key-of-a-stranger',
};

let myD3: Simulator;
async function start(options: SimulatorOptions = {}): Promise<void> {
	myD3 = await startSimulator(options);
	myD3.subscriptions.push({ ...STRANGER });
}
afterEach(async () => {
	expect(myD3.subscriptions).toEqual([STRANGER]);
	await myD3.stop();
});

/** Diagnoses with the right credential and a test subscription; `changes` break one thing. */
async function diagnose(changes: IDataObject = {}, withTest = true): Promise<IDataObject[]> {
	const node = new Host(
		{
			credential: { apiKey: myD3.apiKey, baseUrl: myD3.baseUrl, ...changes },
			parameters: {
				resource: 'connection',
				operation: 'diagnose',
				includeTestSubscription: withTest,
				notificationUrl: 'https://n8n.example.com/test',
				eventType: '',
			},
		},
		'myD3',
	);
	return (await node.execute()).map(({ json }) => json);
}

const verdicts = (steps: IDataObject[]) =>
	Object.fromEntries(steps.map(({ step, verdict }) => [step, verdict]));
const named = (steps: IDataObject[], name: string) => steps.find(({ step }) => step === name);

const ALL_WELL = {
	'Reach the host': 'ok',
	'Secure the connection (TLS)': 'ok',
	'Obtain an accessToken': 'ok',
	'List the subscriptions': 'ok',
	'Create a test subscription': 'ok',
	'Find it in the list': 'ok',
	'Delete it': 'ok',
	'Find it gone': 'ok',
};

/** The verdicts when a step and all that depend on it do not succeed. */
const wellUntil = (failing: string) => {
	const steps = Object.keys(ALL_WELL);
	return Object.fromEntries(
		steps.map((step) => {
			const place = steps.indexOf(step) - steps.indexOf(failing);
			return [step, place < 0 ? 'ok' : place === 0 ? 'failed' : 'skipped'];
		}),
	);
};

it('everything is well', async () => {
	await start();
	const steps = await diagnose();
	expect(verdicts(steps)).toEqual(ALL_WELL);
	expect(named(steps, 'Create a test subscription')).toEqual({
		step: 'Create a test subscription',
		standing: 'documented',
		request: `POST ${PATH}`,
		status: 201,
		answer: expect.stringMatching(/^text\/plain [0-9a-f-]{36}$/) as string,
		verdict: 'ok',
		explanation: expect.stringMatching(/^MyD3 created subscription [0-9a-f-]{36}\.$/) as string,
		advice: 'Nothing to change.',
	});
	// Of a host's page nothing is shown.
	expect(named(steps, 'Reach the host')).toMatchObject({ status: 404, answer: 'application/json' });
	expect(named(steps, 'Obtain an accessToken')).toMatchObject({
		standing: 'assumed',
		request: 'POST /identity/v1/token',
	});
});

it('without a test subscription it only looks', async () => {
	await start();
	const steps = await diagnose({}, false);
	expect(steps.map(({ step }) => step)).toEqual(Object.keys(ALL_WELL).slice(0, 4));
	expect(myD3.requests.map(({ method }) => method)).not.toContain('DELETE');
});

it('the host is dead', async () => {
	await start();
	const steps = await diagnose({ baseUrl: 'http://127.0.0.1:1' });
	expect(verdicts(steps)).toEqual(wellUntil('Reach the host'));
	expect(steps[0]).toMatchObject({
		explanation: 'No connection to 127.0.0.1:1.',
		advice: expect.stringMatching(/^Check the Base URL .*\(ECONNREFUSED\)$/) as string,
	});
});

it('the certificate is not trusted', async () => {
	await start({ tls: makeCertificates() });
	const steps = await diagnose();
	expect(verdicts(steps)).toEqual(wellUntil('Secure the connection (TLS)'));
	expect(steps[1]?.advice).toMatch(/NODE_EXTRA_CA_CERTS/);
});

it('the key is wrong, though there is an access token that still works', async () => {
	await start();
	const steps = await diagnose({ apiKey: 'wrong' });
	expect(verdicts(steps)).toEqual(wellUntil('Obtain an accessToken'));
	expect(steps[2]?.explanation).toMatch(/^MyD3 rejected the API Key \(401\)/);
});

it.each([
	{
		name: 'token path',
		changes: { tokenPath: '/elsewhere' },
		failing: 'Obtain an accessToken',
		advice: /"Token Path"/,
	},
	{
		name: 'token method',
		changes: { tokenMethod: 'GET', apiKeyLocation: 'query' },
		failing: 'Obtain an accessToken',
		advice: /"Token Method"/,
	},
	{
		name: 'name of the key',
		changes: { apiKeyName: 'key' },
		failing: 'Obtain an accessToken',
		advice: /"API Key Name"/,
	},
	{
		name: 'field of the event type',
		changes: { eventTypeField: 'event' },
		failing: 'Create a test subscription',
		advice: /"Event Type Field"/,
	},
	{
		name: 'field of the notification URL',
		changes: { notificationUrlField: 'uri' },
		failing: 'Create a test subscription',
		advice: /"Notification URL Field"/,
	},
])('the $name is wrong', async ({ changes, failing, advice }) => {
	await start();
	const steps = await diagnose({ overrideApiDetails: true, ...changes });
	expect(verdicts(steps)).toEqual(wellUntil(failing));
	const step = named(steps, failing);
	expect(`${String(step?.explanation)} ${String(step?.advice)}`).toMatch(advice);
});

it('the path of subscriptions is wrong', async () => {
	await start();
	const steps = await diagnose({ overrideApiDetails: true, subscriptionPath: '/hooks' });
	expect(verdicts(steps)).toEqual({
		...wellUntil('List the subscriptions'),
		// Create is documented, so it is tried without a list.
		'Create a test subscription': 'failed',
	});
	expect(named(steps, 'List the subscriptions')).toMatchObject({
		request: 'GET /hooks',
		status: 404,
		advice: expect.stringMatching(/set "Subscription Path"/) as string,
	});
});

describe('MyD3 fails between create and delete', () => {
	it('when listing: the subscription is deleted all the same', async () => {
		await start({
			onRequest: ({ method, status }) => {
				if (method === 'POST' && status === 201) {
					myD3.failNext({ method: 'GET', path: PATH, status: 400 });
				}
			},
		});
		expect(verdicts(await diagnose())).toEqual({ ...ALL_WELL, 'Find it in the list': 'failed' });
	});

	it('when deleting: it is deleted at the second try', async () => {
		await start();
		myD3.failNext({ method: 'DELETE', status: 400 });
		const steps = await diagnose();
		expect(verdicts(steps)).toEqual({ ...ALL_WELL, 'Delete it': 'failed' });
		expect(named(steps, 'Find it gone')?.explanation).toBe('MyD3 deleted it at the second try.');
	});

	it('when answering create: the subscription is found by its URL and deleted', async () => {
		await start();
		myD3.dropNext({ method: 'POST', path: PATH, afterStoring: true });
		expect(verdicts(await diagnose())).toEqual({
			...ALL_WELL,
			'Create a test subscription': 'failed',
		});
	});
});

it('what MyD3 will not delete is named', async () => {
	await start();
	myD3.failNext({ method: 'DELETE', status: 404, times: 2 });
	const steps = await diagnose();
	const left = myD3.subscriptions.pop();
	expect(named(steps, 'Find it gone')).toMatchObject({
		verdict: 'failed',
		explanation: `MyD3 still lists the test subscription ${left?.id}.`,
		advice: expect.stringMatching(/"Subscription Path"/) as string,
	});
});

it('no key and no token is in the output', async () => {
	await start();
	const steps = JSON.stringify(await diagnose());
	const tokens = myD3.requests.flatMap(
		({ headers }) => headers.authorization?.replace('Bearer ', '') ?? [],
	);
	expect(tokens.length).toBeGreaterThan(4);
	for (const secret of [...tokens, myD3.apiKey, 'key-of-a-stranger']) {
		expect(steps).not.toContain(secret);
	}
	expect(steps).not.toMatch(/apiKey=[\w-]/);
});
