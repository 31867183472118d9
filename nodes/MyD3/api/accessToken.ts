import { createHash } from 'node:crypto';

import { apiDetails } from './contract';
import type { CredentialFields } from './contract';

/**
 * What n8n keeps of an access token: before it, a digest of the API Key and of how it was exchanged. n8n does not throw
 * a token away when the credential is edited; without the digest a changed API Key would be tested, and used, with the
 * token of the former one for as long as MyD3 accepts that.
 * @param fields the credential's
 * @returns the text to store
 * @throws Error, with a message for the user, when a field cannot be used
 */
export const bindTokenToCredential = (accessToken: string, fields: CredentialFields): string =>
	`${credentialDigest(fields)}:${accessToken}`;

/**
 * Reads the token out of what is kept.
 * @param fields the credential's, with what is kept under `accessToken`
 * @returns the token; undefined when there is none that was obtained with these fields
 * @throws Error, with a message for the user, when a field cannot be used
 */
export function readBoundToken(fields: CredentialFields): string | undefined {
	const kept = fields.accessToken;
	const prefix = `${credentialDigest(fields)}:`;
	return typeof kept === 'string' && kept.startsWith(prefix)
		? kept.slice(prefix.length)
		: undefined;
}

/** Of everything that decides which token an exchange gives; what is only used afterwards does not count. */
function credentialDigest(fields: CredentialFields): string {
	const { baseUrl, tokenUrl, tokenMethod, apiKeyLocation, apiKeyName, tokenParameters } =
		apiDetails(fields);
	const apiKey = String(fields.apiKey ?? '').trim();
	return createHash('sha256')
		.update(
			JSON.stringify([
				apiKey,
				baseUrl,
				tokenUrl,
				tokenMethod,
				apiKeyLocation,
				apiKeyName,
				tokenParameters,
			]),
		)
		.digest('hex');
}
