import { randomBytes } from 'node:crypto';

/** The valid access tokens. */
export interface Tokens {
	/** Returns a new random token. */
	issue(): string;
	/** Whether a token was issued here and has neither expired nor been revoked. */
	isValid(token: string): boolean;
	/** Revokes every token issued so far. */
	revokeAll(): void;
}

/**
 * Returns an empty set of tokens. That tokens expire, and how soon, is assumed.
 * @param lifetimeMs how long a token is valid
 * @param now milliseconds since 1970
 */
export function createTokens(lifetimeMs: number, now: () => number): Tokens {
	const expiryByToken = new Map<string, number>();
	return {
		issue() {
			const token = randomBytes(32).toString('base64url');
			expiryByToken.set(token, now() + lifetimeMs);
			return token;
		},
		isValid: (token) => now() < (expiryByToken.get(token) ?? -Infinity),
		revokeAll: () => expiryByToken.clear(),
	};
}
