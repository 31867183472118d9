import { randomBytes } from 'node:crypto';

/** The access tokens that are valid. */
export interface Tokens {
	/** Returns a new random token. */
	issue(): string;
	/** Takes a token; returns whether it was issued here and has neither expired nor been revoked. */
	isValid(token: string): boolean;
	/** Revokes every token issued so far. */
	revokeAll(): void;
}

/**
 * Returns an empty set of tokens. That tokens expire at all is assumed, and so is how soon.
 * @param lifetimeMs milliseconds a token is valid for
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
