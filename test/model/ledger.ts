import type { Simulator, Subscription } from '../simulator/simulator';
import { PUBLIC_URLS } from './steps';
import { NEIGHBOUR, urlAt, WEBHOOK_IDS } from './workflow';

/** A subscription that a trigger wants. */
export interface Desired {
	eventType: string;
	url: string;
}

/** The creator of a subscription. */
export type Owner = 'production' | 'test' | 'copy' | 'neighbour' | 'stranger';

const addressOf = ({ notificationUrl }: Subscription): string => notificationUrl.split('?')[0]!;

/** Other people's subscriptions, each of which resembles ours at first sight. */
const strangers = (): Subscription[] =>
	[
		'https://stranger.example.com/webhook',
		`${urlAt(PUBLIC_URLS[0], 'webhook')}/2?apiKey=k`,
		`${urlAt('https://imported.example.com/', 'webhook')}?apiKey=k`,
		`${urlAt(PUBLIC_URLS[0], 'webhook').replace('1f6a', '2f6a')}?apiKey=k`,
	].map((notificationUrl, index) => ({
		id: `stranger-${index}`,
		eventType: 'Issued',
		notificationUrl,
	}));

/** Records who created which subscription in MyD3. */
export class Ledger {
	private readonly owners = new Map<string, Owner>();
	/** Orphaned ids: n8n lost its memory of them, and their address may no longer be n8n's. */
	private readonly lost = new Set<string>();

	/** @param showsAll whether MyD3's list can reveal everything that leads to an address */
	constructor(
		private readonly myD3: Simulator,
		private readonly showsAll: boolean,
		hasStrangers: boolean,
	) {
		myD3.subscriptions = hasStrangers ? strangers() : [];
		for (const { id } of myD3.subscriptions) this.owners.set(id, 'stranger');
	}

	/**
	 * Invariant 2, at all times: an actor removes only its own subscriptions.
	 * @param alongside who acts at the same time
	 * @throws Error if it removes another's
	 */
	async as<Result>(
		owner: Owner,
		operation: () => Promise<Result>,
		alongside = owner,
	): Promise<Result> {
		const before = this.myD3.subscriptions.map(({ id }) => id);
		const result = await operation();
		const after = this.myD3.subscriptions.map(({ id }) => id);
		for (const { id, notificationUrl } of this.myD3.subscriptions) {
			const isNeighbour = notificationUrl.includes(WEBHOOK_IDS[NEIGHBOUR.id]!);
			if (!this.owners.has(id)) this.owners.set(id, isNeighbour ? alongside : owner);
		}
		for (const id of before) {
			if (!after.includes(id) && ![owner, alongside].includes(this.owners.get(id)!)) {
				throw new Error(`${owner} removed ${id}, which is ${this.owners.get(id)}'s`);
			}
		}
		return result;
	}

	/** @returns the subscriptions in MyD3 that these created */
	heldBy(...owners: Owner[]): Subscription[] {
		return this.myD3.subscriptions.filter(({ id }) => owners.includes(this.owners.get(id)!));
	}

	/** Whether n8n, listening at these URLs, can know of it. */
	isFindable(subscription: Subscription, urls: string[]): boolean {
		return (
			!this.lost.has(subscription.id) || (this.showsAll && urls.includes(addressOf(subscription)))
		);
	}

	/** n8n has lost its memory except for this text: the rest can now be found only by address. */
	loseTrack(remembered: string): void {
		for (const { id } of this.heldBy('production', 'test')) {
			if (remembered.toLowerCase().includes(id)) this.lost.delete(id);
			else this.lost.add(id);
		}
	}

	/**
	 * Invariant 1: exactly one subscription per wanted event type, all with their trigger's address and each with its own
	 * key.
	 * @param urls the addresses of all triggers
	 * @throws Error if violated
	 */
	check(owner: Owner, desired: Desired[], urls: string[]): void {
		const held = this.heldBy(owner).filter((subscription) => this.isFindable(subscription, urls));
		const actual = held
			.map(
				(subscription) =>
					`${'active' in subscription ? 'switched off: ' : ''}${subscription.eventType} ${addressOf(subscription)}`,
			)
			.sort();
		const wanted = desired.map(({ eventType, url }) => `${eventType} ${url}`).sort();
		if (actual.join() !== wanted.join()) {
			throw new Error(`${owner}: wanted: [${wanted.join('; ')}], MyD3 has [${actual.join('; ')}]`);
		}
		if (new Set(held.map(({ notificationUrl }) => notificationUrl)).size < held.length) {
			throw new Error(`${owner}: two subscriptions have the same key`);
		}
	}
}
