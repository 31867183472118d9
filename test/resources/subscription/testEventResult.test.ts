import { describeDelivery } from '../../../nodes/MyD3/resources/subscription/testEventResult';

const ORIGIN = 'https://n8n.example.com:8443';
const says = (status: string, message = ''): string => JSON.stringify({ status, message });
const NOT_PROVEN = 'This test does not prove that MyD3 cannot reach n8n';

describe('the response to a test event', () => {
	const proxy = 'The proxy in front of n8n answered that it cannot reach n8n';
	const blocked = 'Something in front of n8n blocked the event';
	const notN8n = `Something at ${ORIGIN} answered, but it was not n8n (404).`;
	const redirected = 'The event was redirected to an unknown address';
	it.each([
		['ok', 200, says('accepted'), 'proxy, TLS and key all work.', 'If the trigger'],
		['ok', 299, ' ', 'proxy, TLS, key and the steps that ran all work.', 'If the trigger was'],
		['ok', 200, says('duplicate'), 'as a duplicate of', 'change the ID in "Event"'],
		['warning', 200, says('empty'), 'found nothing in it', 'Enter an event'],
		['warning', 204, 'Hi', 'The response (204) did not come from a MyD3 Trigger', 'a sign-in page'],
		['failed', 300, '', `${redirected} (300)`, 'without signing in'],
		['failed', 399, '', `${redirected} (399)`, 'set WEBHOOK_URL to'],
		['failed', 400, '', 'The event was not accepted (400).', 'Look at "response"'],
		['failed', 401, '', `${blocked} (401).`, 'In the proxy or firewall'],
		['failed', 401, '{}', `${blocked} (401).`, 'In the proxy or firewall'],
		['failed', 401, says('unauthorized'), 'know the key of this subscription (401)', 'Unpublish'],
		['failed', 403, says('no'), `${blocked} (403).`, 'In the proxy or firewall'],
		['failed', 407, '', `${blocked} (407).`, 'In the proxy or firewall'],
		['failed', 404, '', notN8n, 'Check that WEBHOOK_URL is the address of this n8n instance'],
		['failed', 404, says('', 'No such page'), notN8n, 'Check that WEBHOOK_URL'],
		[
			'failed',
			404,
			says('', 'NOT REGISTERED'),
			'no workflow is listening',
			'Publish (activate) the',
		],
		['failed', 410, says('', 'not registered'), 'was not accepted (410).', 'Look at'],
		['failed', 500, '', 'the workflow did not succeed (500).', 'open Executions and'],
		['failed', 501, says('x'), 'was not accepted (501).', 'Look at "response"'],
		['failed', 502, says('x'), `${proxy} (502).`, 'Check that n8n is running'],
		['failed', 503, '', `${proxy} (503).`, 'Check that n8n is running'],
		['failed', 504, '', `${proxy} (504).`, 'Check that n8n is running'],
		['warning', 503, says('running'), 'still working on the same event (503).', 'Wait until'],
		['warning', 503, says('in progress'), 'still working on the same', 'Wait until'],
		['failed', 503, says('not ready'), 'does not have a key yet (503).', 'Try again in a minute.'],
	])('has the verdict "%s": %i %s', (verdict, status, text, explanation, advice) => {
		const report = describeDelivery({ status, headers: {}, text }, '', ORIGIN, 30_000);
		expect(report.verdict).toBe(verdict);
		expect(report.explanation).toContain(explanation);
		expect(report.advice).toContain(advice);
	});

	it.each([
		{ location: 'https://login.example.com/a?b=c', to: 'https://login.example.com' },
		{ location: '/login', to: ORIGIN },
		{ location: 'http://[', to: 'an unknown address' },
		{ location: '', to: 'an unknown address' },
	])('that redirects to "$location" names only where it leads', ({ location, to }) => {
		const response = { status: 302, headers: { location }, text: '' };
		expect(describeDelivery(response, '', ORIGIN, 30_000).explanation).toBe(
			`The event was redirected to ${to} (302). MyD3 might not follow redirects, and this test does not.`,
		);
	});
});

it.each([
	{
		code: 'CERT_HAS_EXPIRED',
		verdict: 'failed',
		explanation:
			'Could not connect securely to n8n.example.com:8443: its TLS certificate was not accepted.',
		advice: 'Check that the proxy in front of n8n accepts https on this port, with a certificate',
	},
	{
		code: 'EPROTO',
		verdict: 'failed',
		explanation:
			'Could not connect securely to n8n.example.com:8443: the TLS handshake did not succeed.',
		advice: 'Check that the proxy in front of n8n accepts https on this port',
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
		advice: 'If an execution shows the event, it arrived. ',
	})),
	{
		code: 'ECONNREFUSED',
		verdict: 'failed',
		explanation: 'n8n itself cannot connect to n8n.example.com:8443.',
		advice: `Check that the proxy in front of n8n is running and that WEBHOOK_URL is its address. ${NOT_PROVEN}`,
	},
	{
		code: 'ECONNRESET',
		verdict: 'failed',
		explanation: 'n8n itself got no response from n8n.example.com:8443.',
		advice: `Check that the proxy in front of n8n is running and that WEBHOOK_URL is its address. ${NOT_PROVEN}`,
	},
])(
	'a missing response is explained, after $code: $explanation',
	({ code, advice, ...expected }) => {
		const report = describeDelivery(undefined, code, ORIGIN, 30_000);
		expect(report).toMatchObject(expected);
		expect(report.advice.startsWith(advice)).toBe(true);
	},
);
