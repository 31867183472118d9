/** What Diagnose says about each step that only reads. */
import type { MyD3Client } from '../../../nodes/MyD3/api/client';
import { diagnose } from '../../../nodes/MyD3/resources/connection/diagnose';
import { responseRecorder } from '../../../nodes/MyD3/resources/connection/shownResponse';

/** A client for which everything succeeds, with a list of subscriptions that have these URLs. */
const clientWith = (changes: object = {}, urls: string[][] = []): MyD3Client =>
	({
		baseUrl: 'https://api.example.com',
		requests: {
			tokenRequest: { describe: () => 'POST /token' },
			listRequest: { describe: (values: object) => `GET /list ${JSON.stringify(values)}` },
		},
		checkReachability: async () => await Promise.resolve(),
		renewToken: async () => await Promise.resolve('token'),
		list: async () => await Promise.resolve({ subscriptions: urls.map((all) => ({ urls: all })) }),
		...changes,
	}) as unknown as MyD3Client;
const stepsOf = async (client: MyD3Client) =>
	await diagnose(client, responseRecorder(), {
		webhookBaseUrl: 'https://n8n.example.com/n8n/',
		wait: async () => await Promise.resolve(),
	});

it('Diagnose says what each step sent and found', async () => {
	const steps = await stepsOf(clientWith());
	expect(
		steps.map(({ verdict, explanation, field, request }) =>
			[verdict, field, explanation, request].join(' | '),
		),
	).toEqual([
		'ok |  | The URLs that this n8n instance gives to MyD3 begin with https://n8n.example.com, a public https address. | ',
		'ok |  | api.example.com answers. | GET https://api.example.com',
		'ok |  | The certificate is accepted. | GET https://api.example.com',
		'ok |  | MyD3 returned an access token for the API Key. | POST /token',
		'ok |  | MyD3 lists 0 subscriptions. | GET /list {"page":"1","page0":"0","offset":"0"}',
	]);
});

const URL = 'https://n8n.example.com/webhook/1/webhook';
const HIDDEN =
	'None of them shows a notification URL, so triggers rely on the IDs that they remember.';
it.each([
	{ name: 'one', urls: [[URL]], explanation: 'MyD3 lists 1 subscription.' },
	{ name: 'one of two with a URL', urls: [[], [URL]], explanation: 'MyD3 lists 2 subscriptions.' },
	{ name: 'one without a URL', urls: [[]], explanation: `MyD3 lists 1 subscription. ${HIDDEN}` },
])('Diagnose says what the list shows: $name', async ({ urls, explanation }) => {
	expect((await stepsOf(clientWith({}, urls)))[4]).toMatchObject({ verdict: 'ok', explanation });
});

it('Diagnose warns about a subscription that leads to this n8n but is switched off, unless another one replaces it', async () => {
	const row = (id: string, notificationUrl: string, isInactive = true) => ({
		id,
		urls: [notificationUrl],
		notificationUrl,
		eventTypes: ['InvoiceIssued'],
		isInactive,
	});
	const subscriptions = [
		row('off', 'https://N8N.example.com:443/n8n/webhook/1/webhook?apiKey=k'),
		row('elsewhere', 'https://other.example.com/'),
		row('left over', 'https://n8n.example.com/n8n/webhook/2/webhook?apiKey=old'),
		row('live', 'https://n8n.example.com/n8n/webhook/2/webhook?apiKey=new', false),
	];
	const list = async () => await Promise.resolve({ subscriptions });
	expect((await stepsOf(clientWith({ list })))[4]).toMatchObject({
		verdict: 'warning',
		explanation:
			'MyD3 lists 4 subscriptions. MyD3 has switched off some that lead to this n8n instance, so they receive no events: off.',
		advice:
			'If the workflow is published (active), unpublish (deactivate) it and publish (activate) it again.',
	});
});

it('Diagnose says that http to this machine needs no certificate', async () => {
	expect((await stepsOf(clientWith({ baseUrl: 'http://127.0.0.1:3000' })))[2]).toMatchObject({
		verdict: 'ok',
		explanation: 'Not needed on this machine.',
	});
});

it('Diagnose says what follows if a request is empty', async () => {
	expect((await stepsOf(clientWith({ requests: {} }))).slice(3)).toMatchObject([
		{
			verdict: 'skipped',
			advice:
				'If MyD3\'s "Getting Started" page shows a request that returns an access token, enter it.',
			request: '',
		},
		{
			verdict: 'skipped',
			advice: 'If MyD3\'s "API Catalog" page shows a request that lists subscriptions, enter it.',
			request: '',
		},
	]);
});

it('Diagnose warns about an incomplete list', async () => {
	const incomplete = { message: 'It has more.', description: 'Count pages.' };
	const list = async () => await Promise.resolve({ subscriptions: [], incomplete });
	expect((await stepsOf(clientWith({ list })))[4]).toMatchObject({
		verdict: 'warning',
		explanation: 'It has more.',
		advice: 'Count pages.',
		field: 'List Request',
	});
});
