/**
 * Tries the package with 26 APIs that nobody here made up: the whole lifecycle with each, once with the authentication that
 * the vendor documents and once with the exchange that the package assumes. Prints the table.
 */
import { PEERS } from './apis';
import type { AuthenticationMode } from './authentication';
import { lineOf, runLifecycle } from './lifecycle';
import type { Lifecycle } from './lifecycle';

const lifecycles: Lifecycle[] = [];

/** A user has to obtain an OAuth token by hand; such APIs do not count as documented. */
const USERS_OAUTH = new Set(
	PEERS.filter(({ api }) => api.auth === 'user' || api.auth === 'zoho').map(({ api }) => api.name),
);

const count = (mode: AuthenticationMode, verdict: Lifecycle['verdict']) =>
	lifecycles.filter(
		(lifecycle) =>
			lifecycle.mode === mode &&
			lifecycle.verdict === verdict &&
			!(mode === 'documented' && USERS_OAUTH.has(lifecycle.api)),
	).length;

beforeAll(async () => {
	for (const mode of ['ownExchange', 'documented'] as const) {
		for (const peer of PEERS) lifecycles.push(await runLifecycle(peer, mode));
	}
	process.stdout.write(`\n${lifecycles.map(lineOf).join('\n')}\n\n`);
}, 600_000);

it('the run covers 26 APIs, each with two kinds of authentication', () => {
	expect(lifecycles).toHaveLength(52);
});

it('with its own exchange, the package fully supports at least 18 APIs', () => {
	expect(count('ownExchange', 'works')).toBeGreaterThanOrEqual(18);
});

it('with its own exchange, the package fails with no more than 3 APIs', () => {
	expect(count('ownExchange', 'not')).toBeLessThanOrEqual(3);
});

it("the package fully supports at least 15 APIs as documented, users' OAuth aside", () => {
	expect(count('documented', 'works')).toBeGreaterThanOrEqual(15);
});
