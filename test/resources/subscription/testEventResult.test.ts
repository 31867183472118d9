import { describeDelivery } from '../../../nodes/MyD3/resources/subscription/testEventResult';

const ORIGIN = 'https://n8n.example.com:8443';
const says = (status: string, message = ''): string => JSON.stringify({ status, message });
const NOT_PROVEN = 'This does not prove that MyD3 cannot reach it';

describe('the response to a test event', () => {
	it.each([
		{ status: 200, text: says('accepted'), explanation: /^The event went through/, advice: /^If/ },
		{
			status: 299,
			text: ' ',
			explanation: /^The event went through/,
			advice: /^If the trigger was/,
		},
		{
			status: 200,
			text: says('duplicate'),
			explanation: /which ignored it as a duplicate/,
			advice: /^To execute the workflow, change the ID in "Event"\.$/,
		},
	])('$status $text is well', ({ status, text, explanation, advice }) => {
		const report = describeDelivery({ status, headers: {}, text }, '', ORIGIN, 30_000);
		expect(report.verdict).toBe('ok');
		expect(report.explanation).toMatch(explanation);
		expect(report.advice).toMatch(advice);
	});

	it.each([
		{ status: 200, text: says('empty'), explanation: /found nothing in it/, advice: /^Enter an/ },
		{ status: 204, text: 'Hi', explanation: /response 204, but not from a My/, advice: /sign-in/ },
		{ status: 503, text: says('running'), explanation: /still working.*\(503/, advice: /^Wait/ },
		{ status: 503, text: says('in progress'), explanation: /still working/, advice: /^Wait until/ },
	])('$status $text is a warning', ({ status, text, explanation, advice }) => {
		const report = describeDelivery({ status, headers: {}, text }, '', ORIGIN, 30_000);
		expect(report.verdict).toBe('warning');
		expect(report.explanation).toMatch(explanation);
		expect(report.advice).toMatch(advice);
	});

	const proxy = 'The proxy in front of n8n answered that it cannot reach n8n';
	const blocked = 'Something in front of n8n did not let the event through';
	const notN8n = `Something at ${ORIGIN} answered, but it was not n8n (404).`;
	it.each([
		{
			status: 300,
			explanation: 'The event was redirected to https://n8n.example.com:8443 (300)',
			advice: /sign-in/,
		},
		{
			status: 399,
			explanation: 'The event was redirected to https://n8n.example.com:8443 (399)',
			advice: /WEBHOOK_URL/,
		},
		{ status: 400, explanation: 'The event was not accepted (400).', advice: /^Look at "answer"/ },
		{ status: 401, explanation: `${blocked} (401).`, advice: /without a sign-in/ },
		{ status: 401, text: '{}', explanation: `${blocked} (401).`, advice: /POST requests/ },
		{
			status: 401,
			text: says('unauthorized'),
			explanation: 'does not know the key of this subscription (401).',
			advice: /^Unpublish .* "Execute step" in the trigger again\.$/,
		},
		{ status: 403, text: says('no'), explanation: `${blocked} (403).`, advice: /^In the proxy/ },
		{ status: 407, explanation: `${blocked} (407).`, advice: /^In the proxy or firewall/ },
		{ status: 404, explanation: notN8n, advice: /^Check that WEBHOOK_URL is the/ },
		{ status: 404, text: says('', 'No such page'), explanation: notN8n, advice: /^Check that WEB/ },
		{
			status: 404,
			text: says('', 'The webhook is NOT REGISTERED.'),
			explanation: 'The event reached n8n, but no workflow listens at this address (404).',
			advice: /^Publish \(activate\) the workflow with the MyD3 Trigger/,
		},
		{
			status: 410,
			text: says('', 'not registered'),
			explanation: 'not accepted (410).',
			advice: /^Look/,
		},
		{ status: 500, explanation: 'workflow did not succeed (500).', advice: /list of executions/ },
		{ status: 501, text: says('x'), explanation: 'was not accepted (501).', advice: /^Look at/ },
		{ status: 502, text: says('x'), explanation: `${proxy} (502).`, advice: /n8n is running/ },
		{ status: 503, explanation: `${proxy} (503).`, advice: /^Check that n8n is running/ },
		{ status: 504, explanation: `${proxy} (504).`, advice: /host and port of n8n/ },
		{
			status: 503,
			text: says('not ready'),
			explanation: 'the trigger does not have a key yet (503).',
			advice: /^Try again in a minute/,
		},
	])('$status $text is not accepted', ({ status, text = '', explanation, advice }) => {
		const report = describeDelivery({ status, headers: {}, text }, '', ORIGIN, 30_000);
		expect(report.verdict).toBe('failed');
		expect(report.explanation).toContain(explanation);
		expect(report.advice).toMatch(advice);
	});

	it.each([
		{ location: 'https://login.example.com/a?b=c', to: 'https://login.example.com' },
		{ location: '/login', to: ORIGIN },
		{ location: 'http://[', to: 'nowhere' },
	])('that redirects to $location names only where it leads', ({ location, to }) => {
		const response = { status: 302, headers: { location }, text: '' };
		expect(describeDelivery(response, '', ORIGIN, 30_000).explanation).toBe(
			`The event was redirected to ${to} (302). MyD3 may not follow, and neither does this test.`,
		);
	});
});

it.each([
	{
		code: 'CERT_HAS_EXPIRED',
		verdict: 'failed',
		explanation:
			'No secure connection to n8n.example.com:8443: its TLS certificate was not accepted.',
		advice: 'Give the proxy in front of n8n a certificate of a public authority',
	},
	...['ENOTFOUND', 'EAI_AGAIN'].map((code) => ({
		code,
		verdict: 'failed',
		explanation: 'The host n8n.example.com:8443 was not found.',
		advice: `Check WEBHOOK_URL, and that the name is in the public DNS. ${NOT_PROVEN}`,
	})),
	...['ECONNABORTED', 'ETIMEDOUT'].map((code) => ({
		code,
		verdict: 'warning',
		explanation: 'n8n.example.com:8443 did not answer within 30 seconds.',
		advice: 'If an execution shows the event, it arrived: ',
	})),
	{
		code: 'ECONNREFUSED',
		verdict: 'failed',
		explanation: 'n8n itself cannot connect to n8n.example.com:8443.',
		advice: `Check that the proxy in front of n8n is running and that WEBHOOK_URL is its address. ${NOT_PROVEN}`,
	},
])('without a response, $code: $explanation', ({ code, advice, ...expected }) => {
	const report = describeDelivery(undefined, code, ORIGIN, 30_000);
	expect(report).toMatchObject(expected);
	expect(report.advice.startsWith(advice)).toBe(true);
});
