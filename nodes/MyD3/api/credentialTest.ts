import type { ICredentialTestRequest } from 'n8n-workflow';

/** Marks n8n's credential test for `authenticate`. Never sent. */
export const CREDENTIAL_TEST_PATH = '/n8n-nodes-myd3-credential-test';

/** The messages that n8n shows if MyD3 responds to the credential test with one of these statuses. */
export const testRules: ICredentialTestRequest['rules'] = (
	[
		[
			401,
			'MyD3 issued an access token for this API Key but then rejected it. Check the Base URL. Then turn on "Override API Details" and compare "Token Request" and "List Request" with MyD3\'s page.',
		],
		[
			403,
			'MyD3 accepts this API Key but does not allow it to list webhook subscriptions. Ask the administrator of your MyD3 account.',
		],
		...[301, 302, 303, 307, 308].map((status): [number, string] => [
			status,
			`MyD3 accepts this API Key but redirects the list of subscriptions to another address (${status}). Correct the Base URL, or turn on "Override API Details" and correct "List Request".`,
		]),
		...[429, 500, 502, 503, 504].map((status): [number, string] => [
			status,
			`MyD3 accepts this API Key but cannot list the subscriptions at the moment (${status}). Try again in a few minutes.`,
		]),
		...[404, 405, 410, 501].map((status): [number, string] => [
			status,
			`MyD3 accepts this API Key, but its list of subscriptions is not where this package expects it (${status}). Turn on "Override API Details" and make "List Request" look like the request in MyD3's API Catalog.`,
		]),
		...[400, 406, 415, 422].map((status): [number, string] => [
			status,
			`MyD3 accepts this API Key but not the request that lists the subscriptions (${status}). Turn on "Override API Details" and compare "List Request" with MyD3's page.`,
		]),
	] as Array<[number, string]>
).map(([value, message]) => ({ type: 'responseCode', properties: { value, message } }));
