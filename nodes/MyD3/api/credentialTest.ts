import type { ICredentialTestRequest } from 'n8n-workflow';

import { pageFor } from './inCredential';

/** Marks n8n's credential test for `authenticate`. Never sent. */
export const CREDENTIAL_TEST_PATH = '/n8n-nodes-myd3-credential-test';

/**
 * The messages that n8n shows if MyD3 responds to the credential test with one of these statuses. They do not say whether
 * the API Key is right: n8n shows them with or without an exchange.
 */
export const testRules: ICredentialTestRequest['rules'] = (
	[
		[
			401,
			'MyD3 rejected the access token or API Key in the request that lists the subscriptions (401). Check the API Key and the Base URL. Then turn on "Override API Details" and compare "Token Request" and "List Request" with MyD3\'s "Getting Started" and "API Catalog" pages.',
		],
		[
			403,
			'MyD3 does not allow this API Key to list the subscriptions (403). Ask the administrator of your MyD3 account to allow webhook subscriptions for the API Key.',
		],
		...[301, 302, 303, 307, 308].map((status): [number, string] => [
			status,
			`MyD3 answered the request that lists the subscriptions with a redirect to another address (${status}). Correct the Base URL, or turn on "Override API Details" and correct "List Request".`,
		]),
		...[429, 500, 502, 503, 504].map((status): [number, string] => [
			status,
			`MyD3 could not list the subscriptions at the moment (${status}). Try again in a few minutes.`,
		]),
		...[404, 405, 410, 501].map((status): [number, string] => [
			status,
			`MyD3's list of subscriptions is not where this package expects it (${status}). Turn on "Override API Details" and make "List Request" match the request on ${pageFor('List Request')}.`,
		]),
		...[400, 406, 415, 422].map((status): [number, string] => [
			status,
			`MyD3 did not accept the request that lists the subscriptions (${status}). Turn on "Override API Details" and compare "List Request" with ${pageFor('List Request')}.`,
		]),
	] as Array<[number, string]>
).map(([value, message]) => ({ type: 'responseCode', properties: { value, message } }));
