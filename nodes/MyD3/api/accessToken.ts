import { createHash } from 'node:crypto';

import { requestText } from './credentialFields';
import type { CredentialFields } from './credentialFields';

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

interface Renewal {
	token: Promise<string>;
	/** When the exchange ended, in the order of all; until then, it is newer than every one that has. */
	number: number;
}

/** The exchanges of this process, by credential digest: triggers that start together share one. */
export class TokenRenewals {
	private readonly renewals = new Map<string, Renewal>();
	private ended = 0;

	/**
	 * To be called before n8n is asked for the token that it has stored.
	 * @returns how new that one is at least: n8n stores a token before its exchange ends here
	 */
	mark(): number {
		return this.ended;
	}

	/**
	 * Obtains a token newer than `mark`: that of an exchange under way, or of one that ended since then, or of a new one.
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
		if (renewal === undefined || renewal.number <= mark) {
			renewal = this.begin(exchange);
			this.renewals.set(digest, renewal);
			renewal.token.catch(() => this.forget(digest, renewal as Renewal));
		}
		return { token: await renewal.token, mark: renewal.number };
	}

	/** Forgets everything, as the end of the process does. */
	clear(): void {
		this.renewals.clear();
	}

	private begin(exchange: () => Promise<string>): Renewal {
		const token = exchange().finally(() => (renewal.number = ++this.ended));
		const renewal: Renewal = { token, number: Infinity };
		return renewal;
	}

	private forget(digest: string, renewal: Renewal): void {
		if (this.renewals.get(digest) === renewal) this.renewals.delete(digest);
	}
}

/** The tokens that this process is obtaining. */
export const tokenRenewals = new TokenRenewals();
