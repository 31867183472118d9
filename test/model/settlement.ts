import { isSubscriptionCreate } from './observations';
import { digestIn, showsAll } from './traits';
import { NEIGHBOUR, urlAt } from './workflow';
import type { Trigger, Version } from './workflow';
import type { World } from './world';

/**
 * Lets the world settle, and checks MyD3's subscriptions.
 *
 * A world is *settled* when the faults have ended and n8n has made its own retries: in 2.41 five activations and three
 * deletes, in 1.123 the repeated activations after a start. What n8n gives up, or never notices, is then repaired by
 * the user, as the documents advise.
 * @throws Error unless they are exactly the wanted ones
 */
export async function settle(world: World): Promise<void> {
	const { actors, installation, needs } = world;
	installation.myD3.endFaults();
	await actors.as('production', async () => {
		const outcome = await actors.followingTheName(() => installation.n8n.idle());
		if (outcome === 'failed') throw new Error('n8n still fails although MyD3 has recovered');
	});
	if (needs.repair) await repair(world);
	if (needs.testRepair) await repairTestListening(world);
	check(world, 'production', installation.stored.published);
	check(world, 'test', installation.listening.trigger && [installation.listening.trigger]);
	checkStaticData(world);
	await checkNeighbour(world);
	if (installation.refused.length > 0) {
		throw new Error(`lost: the first event ${installation.refused.join()}`);
	}
	await actors.mustSucceed('test', () => installation.listening.stop());
	check(world, 'test');
	await checkStart(world);
	await actors.mustSucceed('production', () => installation.n8n.unpublish());
	check(world, 'production');
}

/**
 * Restarts n8n 1.123 if the workflow is active. Otherwise, and in 2.41, which does not check on start-up, publishes and
 * unpublishes the workflow, or the reverse if it is published.
 */
async function repair({ actors, installation, sequence }: World): Promise<void> {
	const isActive = installation.stored.published !== undefined;
	if (isActive && sequence.n8n === '1.123') {
		installation.n8n = installation.loadN8n();
		await actors.mustSucceed('production', () => installation.n8n.start());
		return;
	}
	const operations = [() => installation.n8n.publish(), () => installation.n8n.unpublish()];
	if (isActive) operations.reverse();
	for (const operation of operations) await actors.mustSucceed('production', operation);
}

async function repairTestListening({ actors, installation }: World): Promise<void> {
	await actors.mustSucceed('test', () => installation.listening.listen());
	await actors.mustSucceed('test', () => installation.listening.stop());
}

function check(
	{ installation: { stored }, ledger }: World,
	owner: 'production' | 'test',
	version: Version = [],
): void {
	const path = owner === 'production' ? 'webhook' : 'webhook-test';
	const at = ({ id }: Trigger) => urlAt(stored.publicUrl, path, id);
	const desired = version.flatMap((trigger) =>
		trigger.eventTypes.map((eventType) => ({ eventType, url: at(trigger) })),
	);
	ledger.check(owner, desired, stored.draft.map(at));
}

/** Checks that the active triggers remember enough to let deliveries in, and no key. */
function checkStaticData({ installation, ledger }: World): void {
	const { stored } = installation;
	for (const trigger of stored.published ?? []) {
		const url = urlAt(stored.publicUrl, 'webhook', trigger.id);
		const { subscriptions = [] } = installation.staticDataOf(trigger);
		for (const held of ledger.heldBy('production')) {
			const { eventType, notificationUrl } = held;
			if (!notificationUrl.startsWith(`${url}?`) || !ledger.isFindable(held, [url])) continue;
			const key = new URL(notificationUrl).searchParams.get('apiKey')!;
			const digest = digestIn(notificationUrl);
			const known = subscriptions.find(({ keyDigest }) => keyDigest === digest);
			if (known?.eventType !== eventType) {
				throw new Error(`the trigger would not know the key of ${eventType}`);
			}
			if (JSON.stringify(stored.staticData).includes(key)) {
				throw new Error('a key is in static data');
			}
		}
	}
}

/** Checks that the neighbour has what it needs, once repaired, whatever else has happened. */
async function checkNeighbour({ actors, installation, ledger, sequence }: World): Promise<void> {
	if (!showsAll(sequence.traits)) return;
	const { stored } = installation.neighbour;
	const n8n = installation.loadN8n(installation.neighbour);
	const operations = [() => n8n.publish(), () => n8n.unpublish()];
	if (stored.published !== undefined) operations.reverse();
	for (const operation of operations) await actors.mustSucceed('neighbour', operation);
	const url = urlAt(stored.publicUrl, 'webhook', NEIGHBOUR.id);
	const desired = (stored.published ?? []).map(() => ({ eventType: 'Issued', url }));
	ledger.check('neighbour', desired, [url]);
}

/**
 * 1.123 checks on every start, 2.41 does not. A start creates nothing, but it may delete what an incomplete list has
 * hidden so far, because each change alters what the list shows.
 */
async function checkStart(world: World): Promise<void> {
	const { installation, sequence } = world;
	const { myD3, stored } = installation;
	const { n8n, traits } = sequence;
	if (stored.published === undefined || n8n !== '1.123') return;
	const ids = () => myD3.subscriptions.map(({ id }) => id).join();
	const before = ids();
	const from = myD3.requests.length;
	await world.restart();
	const hasCreated = myD3.requests.slice(from).some(isSubscriptionCreate);
	if (hasCreated || (traits.list !== 'incomplete' && ids() !== before)) {
		throw new Error('a start changed subscriptions that were as wanted');
	}
}
