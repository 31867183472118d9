import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { responseRecorder } from '../../../nodes/MyD3/resources/connection/shownResponse';
import { ok, skipped, StepLog, warning } from '../../../nodes/MyD3/resources/connection/steps';
import type { Finding } from '../../../nodes/MyD3/resources/connection/steps';

interface Attempt {
	/** The field that the step tries. */
	field?: string;
	/** Its outcome; a context means an exception. */
	finding?: Finding | object;
	message?: string;
	status?: number;
	text?: string;
}

/** Takes one step. @returns its entry, and whether the next can go on */
async function runStep({
	field = 'List Request',
	finding,
	message = 'No.',
	status,
	text,
}: Attempt) {
	const recorder = responseRecorder();
	const log = new StepLog(recorder, 'https://api.example.com');
	const attempt = async (): Promise<Finding> => {
		const response = { status: status ?? 0, headers: {}, text: text ?? '' };
		if (status !== undefined) recorder.onResponse(response, [], 'GET /sent');
		if ('verdict' in (finding as object)) return await Promise.resolve(finding as Finding);
		const error = new NodeApiError({} as INode, { message });
		error.description = 'What to do.';
		Object.assign(error.context, finding);
		throw error;
	};
	const info = { step: 'Try', basis: 'assumed' as const, field, request: 'GET /planned' };
	const canContinue = await log.runStep(info, finding === undefined ? undefined : attempt);
	return { canContinue, ...log.entries()[0] };
}

it.each([
	{ finding: ok('Well.'), canContinue: true, advice: 'Nothing to change.' },
	{ finding: warning('Hm.', 'Look.'), canContinue: true, advice: 'Look.' },
	{ finding: skipped('Left.', 'Enter it.'), canContinue: false, advice: 'Enter it.' },
	{
		finding: undefined,
		canContinue: false,
		explanation: 'Not tried, because an earlier step did not succeed.',
		advice: 'First correct the step that failed.',
	},
])(
	'a step without a response shows its request, with the verdict $finding.verdict',
	async ({ finding, ...expected }) => {
		const shown = { field: '', request: 'GET /planned', status: null, response: '' };
		expect(await runStep({ finding })).toMatchObject({ ...expected, ...shown });
	},
);

it.each([
	{ field: 'List Request', response: '17' },
	{ field: 'Token Request', response: '(2 characters)' },
])('a step shows the response to $field', async ({ field, response }) => {
	expect(await runStep({ field, finding: ok('Well.'), status: 200, text: '17' })).toMatchObject({
		request: 'GET /sent',
		status: 200,
		response,
	});
});

const COMPARE =
	'Compare "List Request", and the names under "response", with MyD3\'s "API Catalog" page';
const NO_SECRET = 'Fill in "API Secret" in the MyD3 API credential';
it.each([
	{ name: 'without a response', finding: {}, is: 'List Request' },
	{ name: 'with 401', finding: {}, status: 401, is: 'List Request' },
	{ name: 'with 403', finding: {}, status: 403, is: 'API Key' },
	{ name: 'with 409', finding: {}, status: 409, is: '' },
	{
		name: 'with 401 in Token Request',
		finding: {},
		field: 'Token Request',
		status: 401,
		is: 'API Key',
	},
	{ name: 'for now', finding: { isTransient: true }, is: '' },
	{
		name: 'because of a certificate',
		finding: { isTransient: true, code: 'CERT_HAS_EXPIRED' },
		is: 'List Request',
	},
	{
		name: 'for now at the Base URL',
		finding: { isTransient: true },
		field: 'Base URL',
		is: 'Base URL',
	},
	{
		name: 'for lack of an API Secret',
		finding: {},
		message: `It has none. ${NO_SECRET}, or not.`,
		is: 'API Secret',
	},
	{
		name: 'for lack of a token',
		finding: {},
		message: 'Set "Access Token Property".',
		is: 'Access Token Property',
	},
	{ name: 'unexpectedly', finding: { isUnexpected: true }, is: 'List Request' },
	{ name: 'with 200', finding: {}, status: 200, text: '{"a":1}', is: 'List Request' },
	...['{"a":1}', '[{},{"a":1}]'].map((text) => ({
		name: `unexpectedly, with the response "${text}"`,
		finding: { isUnexpected: true },
		status: 200,
		text,
		is: 'Subscription ID Property',
		advice: COMPARE,
	})),
	...['', '{}', '[]', '17'].map((text) => ({
		name: `unexpectedly, with the response "${text}"`,
		finding: { isUnexpected: true },
		status: 200,
		text,
		is: 'List Request',
		advice: COMPARE,
	})),
	{
		name: 'in the credential',
		finding: { isFromCredential: true },
		is: 'List Request',
		advice: `Compare "request" with MyD3's "Getting Started" page.`,
	},
])('a step that fails $name names the field to change: "$is"', async ({ is, ...attempt }) => {
	const { advice = 'What to do.', ...rest } = attempt as Attempt & { advice?: string };
	expect(await runStep(rest)).toMatchObject({
		canContinue: false,
		verdict: 'failed',
		explanation: rest.message ?? 'No.',
		field: is,
		advice: expect.stringContaining(advice) as string,
	});
});
