import type { NodeApiError } from 'n8n-workflow';

import { apiError } from '../../nodes/MyD3/api/n8nErrors';
import type { SubscriptionApi } from '../../nodes/MyD3/api/subscriptionApi';
import type { Subscription } from '../../nodes/MyD3/api/listedSubscription';
import { ProcessMemory } from '../../nodes/MyD3/trigger/processMemory';
import { SubscriptionKeys } from '../../nodes/MyD3/trigger/subscriptionKeys';
import { TriggerMemory } from '../../nodes/MyD3/trigger/triggerMemory';
import { Host } from '../n8n/host';

export const WEBHOOK_URL = 'https://n8n.example.com/webhook/1/webhook';
export const BASE_URL = 'https://api.myd3.example.com';
export const NODE = 'workflow1/node1';

/** A subscription in MyD3. */
export interface Held {
	id: string;
	eventType: string;
	notificationUrl: string;
}

/** The error of a request that MyD3 answers with this status; `isOutcomeUnknown`: MyD3 may have executed it. */
export function refused(status: number, isOutcomeUnknown = false): Error {
	const context = new Host({ credential: {} }).loadOptionsContext();
	return apiError(context, {
		message: `MyD3 answered ${status}.`,
		description: '',
		httpCode: String(status),
		isTransient: status === 429 || status >= 500,
		isOutcomeUnknown,
	});
}

/** The error of a create request that MyD3 accepts without naming the new subscription. */
export function accepted(): Error {
	const context = new Host({ credential: {} }).loadOptionsContext();
	return apiError(context, {
		message: 'MyD3 answered 202.',
		description: '',
		httpCode: '202',
		isTransient: false,
		isUnexpected: true,
		isOutcomeUnknown: true,
	});
}

/** A MyD3 that does what it is asked; tests break one thing by assigning to its properties. */
export class FakeMyD3 {
	held: Held[] = [];
	requests: string[] = [];
	/** How it lists a subscription. */
	shown: (held: Held) => Partial<Subscription> = () => ({});
	/** Thrown by the next lists, one each. */
	listErrors: Error[] = [];
	/** Why its lists are incomplete. */
	incomplete: Error | undefined;
	/** Makes its lists stale: leaves subscriptions out, or shows deleted ones. */
	late: (held: Held[]) => Held[] = (held) => held;
	/** Runs before a subscription is stored; may throw. */
	beforeCreate: (created: Held) => void = () => undefined;
	/** Runs after a subscription has been stored; may throw. */
	afterCreate: (created: Held) => void = () => undefined;
	/** Whether delete finds the subscription, in place of what is there; undefined: as usual; may throw. */
	onDelete: (id: string) => boolean | undefined = () => undefined;
	private created = 0;

	client(changes: Partial<SubscriptionApi> = {}): SubscriptionApi {
		return {
			baseUrl: BASE_URL,
			hasEventTypes: true,
			canList: true,
			list: async () => await Promise.resolve(this.list()),
			create: async (eventType, url) =>
				await Promise.resolve().then(() => this.create(eventType, url)),
			delete: async (id, isKnownToExist) =>
				await Promise.resolve().then(() => this.delete(id, isKnownToExist)),
			...changes,
		};
	}

	/** The event types of its subscriptions, each with its URL without the query. */
	get summary(): string[] {
		return this.held.map(
			({ eventType, notificationUrl }) => `${eventType} ${notificationUrl.split('?')[0]}`,
		);
	}

	private list() {
		this.requests.push('list');
		const error = this.listErrors.shift();
		if (error !== undefined) throw error;
		const subscriptions = this.late(this.held).map((held): Subscription => {
			const { id, eventType, notificationUrl } = held;
			const shown = { id, ids: [id], eventTypes: [eventType], notificationUrl, urls: [], raw: {} };
			return { ...shown, ...this.shown(held) };
		});
		return { subscriptions, incomplete: this.incomplete as NodeApiError | undefined };
	}

	private create(eventType: string, notificationUrl: string): string {
		this.requests.push(`create ${eventType}`);
		const created = { id: `id-${++this.created}`, eventType, notificationUrl };
		this.beforeCreate(created);
		this.held.push(created);
		this.afterCreate(created);
		return created.id;
	}

	private delete(id: string, isKnownToExist = false): boolean {
		this.requests.push(`delete ${id}`);
		const isFound = this.onDelete(id) ?? this.held.some((subscription) => subscription.id === id);
		if (!isFound && isKnownToExist) throw refused(404);
		if (isFound) this.held = this.held.filter((subscription) => subscription.id !== id);
		return isFound;
	}
}

/** One n8n process with one trigger, without n8n. */
export class FakeN8n {
	staticData: Record<string, unknown> = {};
	process = new ProcessMemory();
	keys = new SubscriptionKeys();
	warnings: string[] = [];

	constructor(readonly webhookUrl = WEBHOOK_URL) {}

	/** The memory for the next hook. */
	memory(): TriggerMemory {
		return new TriggerMemory(this.webhookUrl, {
			staticData: this.staticData,
			urlMemory: this.process.of(BASE_URL, this.webhookUrl),
			keys: this.keys,
			node: NODE,
		});
	}

	readonly warn = (sentence: string): void => {
		this.warnings.push(sentence);
	};

	/** The digests of the keys that the process knows without static data. */
	get knownDigests(): string[] {
		return this.keys.of(NODE).map(({ keyDigest }) => keyDigest);
	}

	/** Keeps only what n8n has saved. */
	restart(): void {
		this.staticData = structuredClone(this.staticData);
		this.process = new ProcessMemory();
		this.keys = new SubscriptionKeys();
	}
}
