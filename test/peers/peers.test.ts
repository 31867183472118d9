/**
 * Tries the package with 26 APIs that nobody here made up: the whole life of each, once with the authentication that
 * the vendor documents and once with the exchange that the package assumes. Prints the table.
 */
import { PEERS } from './apis';
import type { AuthenticationMode } from './authentication';
import { lineOf, live } from './life';
import type { Life } from './life';

const lives: Life[] = [];

/** A user has to obtain an OAuth token by hand; such APIs do not count as documented. */
const USERS_OAUTH = new Set(
	PEERS.filter(({ api }) => api.auth === 'user' || api.auth === 'zoho').map(({ api }) => api.name),
);

const count = (mode: AuthenticationMode, verdict: Life['verdict']) =>
	lives.filter(
		(life) =>
			life.mode === mode &&
			life.verdict === verdict &&
			!(mode === 'documented' && USERS_OAUTH.has(life.api)),
	).length;

beforeAll(async () => {
	for (const mode of ['ownExchange', 'documented'] as const) {
		for (const peer of PEERS) lives.push(await live(peer, mode));
	}
	process.stdout.write(`\n${lives.map(lineOf).join('\n')}\n\n`);
}, 600_000);

it('meets 26 APIs, each twice', () => {
	expect(lives).toHaveLength(52);
});

it('fully supports at least 18 with its own exchange', () => {
	expect(count('ownExchange', 'works')).toBeGreaterThanOrEqual(18);
});

it('fails at no more than 3 with its own exchange', () => {
	expect(count('ownExchange', 'not')).toBeLessThanOrEqual(3);
});

it("fully supports at least 15 as documented, users' OAuth aside", () => {
	expect(count('documented', 'works')).toBeGreaterThanOrEqual(15);
});
