import { createHash } from 'node:crypto';

import { requestText } from './apiDetails';
import type { CredentialFields } from './apiDetails';

/**
 * The address of a request that only serves to obtain a token, and is never sent: `authenticate` of the credential stops it.
 * (".invalid" is reserved for names that lead nowhere, RFC 2606.)
 */
export const TOKEN_ONLY_URL = 'https://token-only.n8n-nodes-myd3.invalid/';

/**
 * What n8n keeps of an access token: in front of it, a digest of everything that decides which token an exchange gives.
 * n8n keeps a token when the credential is edited; without the digest a changed API Key would be tested, and used, with
 * the token of the former one until MyD3 rejects it.
 * @param fields the credential's
 * @returns the text to store
 */
export const bindTokenToCredential = (accessToken: string, fields: CredentialFields): string =>
	`${credentialDigest(fields)}:${accessToken}`;

/**
 * Reads the token out of what is stored.
 * @param fields the credential's, with what is stored under `accessToken`
 * @returns the token; undefined when there is none that was obtained with these fields
 */
export function readBoundToken(fields: CredentialFields): string | undefined {
	const stored = fields.accessToken;
	const prefix = `${credentialDigest(fields)}:`;
	return typeof stored === 'string' && stored.startsWith(prefix) && stored.length > prefix.length
		? stored.slice(prefix.length)
		: undefined;
}

/** SHA-256, in hex, of everything that decides which token an exchange gives; what is only used afterwards does not count. */
export function credentialDigest(fields: CredentialFields): string {
	const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
	const isOverridden = fields.overrideApiDetails === true;
	return createHash('sha256')
		.update(
			JSON.stringify([
				text(fields.apiKey),
				isOverridden ? text(fields.apiSecret) : '',
				text(fields.baseUrl).replace(/\/+$/, ''),
				requestText(fields, 'tokenRequest').trim(),
				isOverridden ? text(fields.accessTokenProperty) : '',
			]),
		)
		.digest('hex');
}

/** The exchanges of this process that are under way, by credential digest: triggers that start together share one. */
export class TokenRenewals {
	private readonly renewals = new Map<string, { token: Promise<string>; number: number }>();
	private count = 0;
	private readonly pending = new Set<Promise<string>>();

	/** @returns how new a token is that n8n has stored until now: the newest of this process may be as new, none is newer */
	mark(): number {
		return this.count;
	}

	/**
	 * Obtains a token newer than `mark`: that of an exchange under way, or of one since then, or of a new one.
	 * @param digest the credential's
	 * @param exchange obtains a token
	 * @returns the token, and its mark
	 */
	async renew(
		digest: string,
		mark: number,
		exchange: () => Promise<string>,
	): Promise<{ token: string; mark: number }> {
		let renewal = this.renewals.get(digest);
		if (renewal === undefined || !(this.pending.has(renewal.token) || renewal.number > mark)) {
			const token = exchange();
			renewal = { token, number: ++this.count };
			this.renewals.set(digest, renewal);
			this.pending.add(token);
			const settled = (): boolean => this.pending.delete(token);
			token.then(settled, () => settled() && this.forget(digest, token));
		}
		return { token: await renewal.token, mark: renewal.number };
	}

	private forget(digest: string, token: Promise<string>): void {
		if (this.renewals.get(digest)?.token === token) this.renewals.delete(digest);
	}
}
