import type { Simulator, Subscription } from '../simulator/simulator';
import { PUBLIC_URLS } from './steps';
import { urlAt } from './workflow';

/** A subscription that a trigger wants. */
export interface Desired {
	eventType: string;
	url: string;
}

/** Who made a subscription. */
export type Owner = 'production' | 'test' | 'copy' | 'stranger';

const withoutQuery = ({ notificationUrl }: Subscription): string => notificationUrl.split('?')[0]!;

/** What others have at MyD3: each looks like ours at first sight. */
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

/** The books of who made which subscription at MyD3. */
export class Ledger {
	private readonly owners = new Map<string, Owner>();
	/** Ids that nothing leads to any more: n8n lost its memory of them, and their address may not be n8n's any more. */
	private readonly lost = new Set<string>();

	/** @param showsAll can what leads to an address be found in MyD3's list? */
	constructor(
		private readonly myD3: Simulator,
		private readonly showsAll: boolean,
		hasStrangers: boolean,
	) {
		myD3.subscriptions = hasStrangers ? strangers() : [];
		for (const { id } of myD3.subscriptions) this.owners.set(id, 'stranger');
	}

	/**
	 * Invariant 2, all along: who works removes nothing that somebody else made.
	 * @throws Error when it does
	 */
	async as<Result>(owner: Owner, operation: () => Promise<Result>): Promise<Result> {
		const before = this.myD3.subscriptions.map(({ id }) => id);
		const result = await operation();
		const after = this.myD3.subscriptions.map(({ id }) => id);
		for (const id of after) if (!this.owners.has(id)) this.owners.set(id, owner);
		for (const id of before) {
			if (!after.includes(id) && this.owners.get(id) !== owner) {
				throw new Error(`${owner} removed ${id}, which is ${this.owners.get(id)}'s`);
			}
		}
		return result;
	}

	/** @returns the subscriptions at MyD3 that these made */
	heldBy(...owners: Owner[]): Subscription[] {
		return this.myD3.subscriptions.filter(({ id }) => owners.includes(this.owners.get(id)!));
	}

	/** Can n8n, which listens at these URLs, know of it? */
	isFindable(one: Subscription, urls: string[]): boolean {
		return !this.lost.has(one.id) || (this.showsAll && urls.includes(withoutQuery(one)));
	}

	/** n8n has lost its memory except for this text: the rest can only be found by its address from now on. */
	loseTrack(remembered: string): void {
		for (const { id } of this.heldBy('production', 'test')) {
			if (remembered.toLowerCase().includes(id)) this.lost.delete(id);
			else this.lost.add(id);
		}
	}

	/**
	 * Invariant 1: exactly one subscription per wanted event type, all with their trigger's address and each with a key of
	 * its own.
	 * @param urls the addresses of all triggers
	 * @throws Error when it is not so
	 */
	check(owner: Owner, desired: Desired[], urls: string[]): void {
		const held = this.heldBy(owner).filter((one) => this.isFindable(one, urls));
		const actual = held.map((one) => `${one.eventType} ${withoutQuery(one)}`).sort();
		const wanted = desired.map(({ eventType, url }) => `${eventType} ${url}`).sort();
		if (actual.join() !== wanted.join()) {
			throw new Error(
				`${owner}: wanted are [${wanted.join('; ')}], MyD3 holds [${actual.join('; ')}]`,
			);
		}
		if (new Set(held.map(({ notificationUrl }) => notificationUrl)).size < held.length) {
			throw new Error(`${owner}: two subscriptions have the same key`);
		}
	}
}
