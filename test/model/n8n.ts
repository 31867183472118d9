/**
 * How n8n 1.123 and 2.41 call the trigger's methods, modelled on their sources: what they repeat, what they swallow,
 * which static data they use and when they store it. Without their waits.
 */
import { copyOf, Loaded } from './workflow';
import type { Send } from './wire';
import type { Stored, Trigger, Version } from './workflow';

/** The outcome of an operation: 'failed' if n8n reported to the user or its log that something did not work. */
export type Outcome = 'done' | 'failed';

/** What the user and the machine can make n8n do. After a `kill -9` only `Stored` remains. */
export interface N8n {
	/** Activates the workflow, or applies an edit of an active one. */
	publish(): Promise<Outcome>;
	unpublish(): Promise<Outcome>;
	/** Does what n8n does on start-up. */
	start(): Promise<Outcome>;
	/** Does what n8n does by itself as time passes. */
	idle(): Promise<Outcome>;
}

const succeeds = async (action: Promise<unknown>): Promise<boolean> =>
	(await Promise.allSettled([action]))[0].status === 'fulfilled';

/** ActiveWorkflowManager of 1.123. */
export class N8n1 implements N8n {
	/** Start-up met an error; n8n retries, each time with the static data it read then. */
	private retry: (() => Promise<Outcome>) | undefined;

	constructor(
		private readonly stored: Stored,
		private readonly send: Send,
	) {}

	async publish(): Promise<Outcome> {
		this.retry = undefined;
		const activation = this.stored.published === undefined ? 'activate' : 'update';
		// WorkflowService.update first deactivates an active workflow, and only logs errors.
		if (this.stored.published !== undefined) await succeeds(this.clearWebhooks());
		this.stored.published = this.stored.draft;
		const staticData = copyOf(this.stored.staticData);
		if (await succeeds(this.add(activation, staticData))) return 'done';
		this.stored.published = undefined;
		return 'failed';
	}

	async unpublish(): Promise<Outcome> {
		this.retry = undefined;
		if (this.stored.published === undefined) return 'done';
		const cleared = await succeeds(this.clearWebhooks());
		this.stored.published = undefined;
		return cleared ? 'done' : 'failed';
	}

	async start(): Promise<Outcome> {
		if (this.stored.published === undefined) return 'done';
		const staticData = copyOf(this.stored.staticData);
		this.retry = async () => {
			const [added] = await Promise.allSettled([this.add('init', staticData)]);
			if (added.status === 'fulfilled') {
				this.retry = undefined;
				return 'done';
			}
			// activateWorkflow gives up on a workflow whose error message contains this word.
			if (String(added.reason).includes('Authorization')) throw added.reason;
			return 'failed';
		};
		return await this.idle();
	}

	async idle(): Promise<Outcome> {
		return (await this.retry?.()) ?? 'done';
	}

	/** addWebhooks: one trigger after another; after an error the clean-up reads static data from the database. */
	private async add(
		activation: 'activate' | 'update' | 'init',
		staticData: Stored['staticData'],
	): Promise<void> {
		if (this.stored.published === undefined) return;
		const loaded = new Loaded(this.stored, this.send, this.stored.published, staticData);
		for (const { name } of this.stored.published) {
			const [created] = await Promise.allSettled([loaded.createIfNotExists(name, activation)]);
			if (created.status === 'fulfilled') continue;
			await succeeds(this.clearWebhooks());
			throw created.reason;
		}
		loaded.save();
	}

	/** If a delete throws, the rest is skipped. */
	private async clearWebhooks(): Promise<void> {
		if (this.stored.published === undefined) return;
		const staticData = copyOf(this.stored.staticData);
		const loaded = new Loaded(this.stored, this.send, this.stored.published, staticData);
		for (const { name } of this.stored.published) await loaded.delete(name);
		loaded.save();
	}
}

/** What 2.41 also has in its database: the publication in progress, and its own rows for the webhooks. */
export interface Publication {
	target: Version | undefined;
	isUnderWay: boolean;
	/** Ids of the nodes whose webhooks are registered. */
	rows: string[];
}

const ACTIVATION_ATTEMPTS = 5;
const TEARDOWN_ATTEMPTS = 3;

const isIn = (version: Version, trigger: Trigger): boolean =>
	version.some((other) => JSON.stringify(other) === JSON.stringify(trigger));

/** WorkflowPublicationApplier and WorkflowTriggerActivator of 2.41, with its defaults. */
export class N8n2 implements N8n {
	constructor(
		private readonly stored: Stored,
		private readonly send: Send,
		private readonly publication: Publication,
	) {}

	async publish(): Promise<Outcome> {
		return await this.enqueue(this.stored.draft);
	}

	async unpublish(): Promise<Outcome> {
		return await this.enqueue(undefined);
	}

	/** No checkExists on start-up; only an interrupted publication is repeated. */
	async start(): Promise<Outcome> {
		return await this.idle();
	}

	async idle(): Promise<Outcome> {
		return this.publication.isUnderWay ? await this.apply() : 'done';
	}

	private async enqueue(target: Version | undefined): Promise<Outcome> {
		this.publication.target = target;
		this.publication.isUnderWay = true;
		return await this.apply();
	}

	/** Unchanged triggers stay as they are. */
	private async apply(): Promise<Outcome> {
		const { target } = this.publication;
		const old = this.stored.published;
		// One object for both: activation no longer sees what tearing down removed from it.
		const staticData = copyOf(this.stored.staticData);
		const removed = (old ?? []).filter((trigger) => !isIn(target ?? [], trigger));
		let isDone = old === undefined || (await this.tearDown(old, removed, staticData));
		this.stored.published = target;
		const isRegistered = (trigger: Trigger) =>
			isIn(old ?? [], trigger) && this.publication.rows.includes(trigger.id);
		const added = (target ?? []).filter((trigger) => !isRegistered(trigger));
		if (target !== undefined && added.length > 0) {
			const activation = old === undefined ? 'activate' : 'update';
			isDone = (await this.activate(target, added, staticData, activation)) && isDone;
		}
		this.publication.isUnderWay = false;
		return isDone ? 'done' : 'failed';
	}

	/** All at once. */
	private async tearDown(
		version: Version,
		removed: Trigger[],
		staticData: Stored['staticData'],
	): Promise<boolean> {
		if (removed.length === 0) return true;
		for (const { id } of removed) this.forgetRow(id);
		const loaded = new Loaded(this.stored, this.send, version, staticData);
		const outcomes = await Promise.all(
			removed.map(async ({ name }) => {
				for (let attempt = 0; attempt < TEARDOWN_ATTEMPTS; attempt++) {
					if (await succeeds(loaded.delete(name))) return true;
				}
				return false;
			}),
		);
		loaded.save();
		return !outcomes.includes(false);
	}

	/** All at once. */
	private async activate(
		version: Version,
		added: Trigger[],
		staticData: Stored['staticData'],
		activation: 'activate' | 'update',
	): Promise<boolean> {
		const loaded = new Loaded(this.stored, this.send, version, staticData);
		const outcomes = await Promise.all(
			added.map(async ({ id, name }) => {
				for (let attempt = 0; attempt < ACTIVATION_ATTEMPTS; attempt++) {
					this.forgetRow(id);
					this.publication.rows.push(id);
					if (await succeeds(loaded.createIfNotExists(name, activation))) return true;
					if (await succeeds(loaded.delete(name))) {
						loaded.save();
						this.forgetRow(id);
					}
				}
				return false;
			}),
		);
		loaded.save();
		return !outcomes.includes(false);
	}

	private forgetRow(id: string): void {
		this.publication.rows = this.publication.rows.filter((other) => other !== id);
	}
}

/** TestWebhooks, the same in both versions. Stores nothing; `stop` ends n8n's two minutes. */
export class TestListening {
	private registration: { trigger: Trigger; staticData: Stored['staticData'] } | undefined;

	constructor(
		private readonly stored: Stored,
		private readonly send: Send,
	) {}

	/** What n8n listens for, by the first trigger; undefined if it is not listening. */
	get trigger(): Trigger | undefined {
		return this.registration?.trigger;
	}

	async listen(): Promise<Outcome> {
		const staticData = {};
		const [trigger] = this.stored.draft as [Trigger];
		const loaded = new Loaded(this.stored, this.send, [trigger], staticData, true);
		this.registration = { trigger, staticData };
		if (await succeeds(loaded.createIfNotExists(trigger.name, 'manual', 'manual'))) return 'done';
		if (await succeeds(loaded.delete(trigger.name))) this.registration = undefined;
		return 'failed';
	}

	/** Only logs the error of a delete, and keeps the registration. */
	async stop(): Promise<Outcome> {
		if (this.registration === undefined) return 'done';
		const { trigger, staticData } = this.registration;
		const loaded = new Loaded(this.stored, this.send, [trigger], staticData, true);
		if (!(await succeeds(loaded.delete(trigger.name)))) return 'failed';
		this.registration = undefined;
		return 'done';
	}
}
