import { createHash } from 'node:crypto';

import { requestText, trimmedText } from './credentialFields';
import type { CredentialFields } from './credentialFields';

/**
 * The address of a request whose only purpose is to obtain a token. The credential's `authenticate` throws before it is
 * sent. (".invalid" never resolves, RFC 2606.)
 */
export const TOKEN_ONLY_URL = 'https://token-only.n8n-nodes-myd3.invalid/';

/**
 * The string that n8n stores for an access token: a digest of everything that decides which token an exchange returns, then
 * the token. n8n keeps the token when a user edits the credential. Without the digest, n8n would test and use a new API Key
 * with the old key's token until MyD3 rejects it.
 * @param fields the credential's fields
 * @returns the string to store
 */
export const bindTokenToCredential = (accessToken: string, fields: CredentialFields): string =>
	`${credentialDigest(fields)}:${accessToken}`;

/**
 * Reads the stored token.
 * @param fields the credential's fields, including the stored `accessToken`
 * @returns the token; undefined if none was obtained with these fields
 */
export function readBoundToken(fields: CredentialFields): string | undefined {
	const stored = fields.accessToken;
	const prefix = `${credentialDigest(fields)}:`;
	return typeof stored === 'string' && stored.startsWith(prefix) && stored.length > prefix.length
		? stored.slice(prefix.length)
		: undefined;
}

/** SHA-256, in hex, of every field that decides which token an exchange returns. */
export function credentialDigest(fields: CredentialFields): string {
	const isOverridden = fields.overrideApiDetails === true;
	return createHash('sha256')
		.update(
			JSON.stringify([
				trimmedText(fields.apiKey),
				isOverridden ? trimmedText(fields.apiSecret) : '',
				trimmedText(fields.baseUrl).replace(/\/+$/, ''),
				requestText(fields, 'tokenRequest'),
				isOverridden ? trimmedText(fields.accessTokenProperty) : '',
			]),
		)
		.digest('hex');
}

interface Renewal {
	token: Promise<string>;
	/** The exchange's position in the order in which exchanges end; Infinity while it is running. */
	number: number;
}

/** One process's exchanges, by credential digest. Triggers that start together share an exchange. */
export class TokenRenewals {
	private readonly renewals = new Map<string, Renewal>();
	private ended = 0;

	/**
	 * Call this before asking n8n for the stored token.
	 * @returns a mark; the stored token is at least this new, because n8n stores a token before its exchange ends here
	 */
	mark(): number {
		return this.ended;
	}

	/**
	 * Obtains a token newer than `mark`, from an exchange that is running or has ended since, or from a new one.
	 * @param digest the credential's digest
	 * @param exchange obtains a token
	 * @returns the token, and its mark
	 * @throws what `exchange` throws
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
			renewal.token.catch(() => this.renewals.delete(digest));
		}
		return { token: await renewal.token, mark: renewal.number };
	}

	/** Forgets everything, as if the process had restarted. */
	clear(): void {
		this.renewals.clear();
	}

	private begin(exchange: () => Promise<string>): Renewal {
		const token = exchange().finally(() => (renewal.number = ++this.ended));
		const renewal: Renewal = { token, number: Infinity };
		return renewal;
	}
}

/** The exchanges of this n8n process. */
export const tokenRenewals = new TokenRenewals();
