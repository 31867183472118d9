/**
 * Tries the package with further APIs that nobody here made up, with the authentication that their vendors document.
 * Prints the table.
 */
import { lineOf, runLifecycle } from './lifecycle';
import type { Lifecycle } from './lifecycle';
import { PEERS_1 } from './more/apis1';
import { PEERS_2 } from './more/apis2';
import { PEERS_3 } from './more/apis3';
import { PEERS_4 } from './more/apis4';
import { PEERS_5 } from './more/apis5';
import { PEERS_6 } from './more/apis6';
import { PEERS_7 } from './more/apis7';
import { PEERS_8 } from './more/apis8';
import { PEERS_9 } from './more/apis9';

const PEERS = [
	...PEERS_1,
	...PEERS_2,
	...PEERS_3,
	...PEERS_4,
	...PEERS_5,
	...PEERS_6,
	...PEERS_7,
	...PEERS_8,
	...PEERS_9,
];
const lifecycles: Lifecycle[] = [];

beforeAll(async () => {
	for (const peer of PEERS) lifecycles.push(await runLifecycle(peer, 'documented'));
	process.stdout.write(`\n${lifecycles.map(lineOf).join('\n')}\n\n`);
}, 600_000);

const named = (verdict: Lifecycle['verdict']) =>
	lifecycles.filter((lifecycle) => lifecycle.verdict === verdict).map(({ api }) => api);

it('the package falls short only where subscriptions expire', () => {
	expect(named('partly')).toEqual(['Microsoft Graph', 'Business Central', 'Jira dynamic webhooks']);
});

it('the package fails only where the check of the URL needs a request', () => {
	expect(named('not')).toEqual(['Okta event hooks']);
});
