/**
 * How n8n 1.123 and 2.41 call the trigger's methods, written down from their sources: what they repeat, what they
 * swallow, which static data they use and when they store it. Their waits are left out.
 */
import { copyOf, Loaded } from './workflow';
import type { Stored, Version } from './workflow';

/** How an operation ended: 'failed' when n8n told the user or its log that something did not work. */
export type Outcome = 'done' | 'failed';

/** What the user and the machine can make n8n do. After a `kill -9` only what is in `Stored` is left. */
export interface N8n {
	/** Activates the workflow, or carries out an edit of an active one. */
	publish(): Promise<Outcome>;
	unpublish(): Promise<Outcome>;
	/** What n8n does when it starts. */
	start(): Promise<Outcome>;
	/** What n8n still has to do by itself, time passing. */
	idle(): Promise<Outcome>;
}

const succeeds = async (action: Promise<unknown>): Promise<boolean> =>
	(await Promise.allSettled([action]))[0].status === 'fulfilled';

/** ActiveWorkflowManager of 1.123. */
export class N8n1 implements N8n {
	/** Start-up found an error; n8n tries again, each time with the static data it read then. */
	private retry: (() => Promise<Outcome>) | undefined;

	constructor(private readonly stored: Stored) {}

	async publish(): Promise<Outcome> {
		this.retry = undefined;
		const activation = this.stored.published === undefined ? 'activate' : 'update';
		// WorkflowService.update takes an active workflow down first, and only logs what goes wrong.
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
			// activateWorkflow gives up on a workflow whose error has this word in its message.
			if (String(added.reason).includes('Authorization')) throw added.reason;
			return 'failed';
		};
		return await this.idle();
	}

	async idle(): Promise<Outcome> {
		return (await this.retry?.()) ?? 'done';
	}

	/** addWebhooks: on an error the clean-up gets its static data from the database. */
	private async add(
		activation: 'activate' | 'update' | 'init',
		staticData: Stored['staticData'],
	): Promise<void> {
		if (this.stored.published === undefined) return;
		const loaded = new Loaded(this.stored, this.stored.published, staticData);
		const [created] = await Promise.allSettled([loaded.createIfNotExists(activation)]);
		if (created.status === 'rejected') {
			await succeeds(this.clearWebhooks());
			throw created.reason;
		}
		loaded.save();
	}

	private async clearWebhooks(): Promise<void> {
		if (this.stored.published === undefined) return;
		const staticData = copyOf(this.stored.staticData);
		const loaded = new Loaded(this.stored, this.stored.published, staticData);
		await loaded.delete();
		loaded.save();
	}
}

/** What 2.41 has in its database besides: the publication that is under way, and its own row for the webhook. */
export interface Publication {
	target: Version | undefined;
	isUnderWay: boolean;
	hasWebhookRow: boolean;
}

const ACTIVATION_ATTEMPTS = 5;
const TEARDOWN_ATTEMPTS = 3;

/** WorkflowPublicationApplier and WorkflowTriggerActivator of 2.41, with its defaults. */
export class N8n2 implements N8n {
	constructor(
		private readonly stored: Stored,
		private readonly publication: Publication,
	) {}

	async publish(): Promise<Outcome> {
		return await this.enqueue(this.stored.draft);
	}

	async unpublish(): Promise<Outcome> {
		return await this.enqueue(undefined);
	}

	/** No checkExists at start-up; only a publication that was cut short is carried out again. */
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

	private async apply(): Promise<Outcome> {
		const { target, hasWebhookRow } = this.publication;
		const old = this.stored.published;
		const isEqual = JSON.stringify(old) === JSON.stringify(target);
		// One object for both: what tearing down removed from it, activating does not see any more.
		const staticData = copyOf(this.stored.staticData);
		let isDone = true;
		if (old !== undefined && !isEqual) isDone = await this.tearDown(old, staticData);
		this.stored.published = target;
		if (target !== undefined && !(isEqual && hasWebhookRow)) {
			isDone = (await this.activate(target, staticData, old === undefined)) && isDone;
		}
		this.publication.isUnderWay = false;
		return isDone ? 'done' : 'failed';
	}

	private async tearDown(version: Version, staticData: Stored['staticData']): Promise<boolean> {
		this.publication.hasWebhookRow = false;
		const loaded = new Loaded(this.stored, version, staticData);
		let isDone = false;
		for (let attempt = 0; attempt < TEARDOWN_ATTEMPTS && !isDone; attempt++) {
			isDone = await succeeds(loaded.delete());
		}
		loaded.save();
		return isDone;
	}

	private async activate(
		version: Version,
		staticData: Stored['staticData'],
		isFirst: boolean,
	): Promise<boolean> {
		const loaded = new Loaded(this.stored, version, staticData);
		let isDone = false;
		for (let attempt = 0; attempt < ACTIVATION_ATTEMPTS && !isDone; attempt++) {
			this.publication.hasWebhookRow = true;
			isDone = await succeeds(loaded.createIfNotExists(isFirst ? 'activate' : 'update'));
			if (!isDone && (await succeeds(loaded.delete()))) {
				loaded.save();
				this.publication.hasWebhookRow = false;
			}
		}
		loaded.save();
		return isDone;
	}
}

/** TestWebhooks, the same in both versions. Nothing of it is stored; n8n's two minutes are up when `stop` is called. */
export class TestListening {
	private registration: { version: Version; staticData: Stored['staticData'] } | undefined;

	constructor(private readonly stored: Stored) {}

	/** The version that is listened for; undefined when nobody listens. */
	get version(): Version | undefined {
		return this.registration?.version;
	}

	async listen(): Promise<Outcome> {
		const staticData = {};
		const version = this.stored.draft;
		const loaded = new Loaded(this.stored, version, staticData, true);
		this.registration = { version, staticData };
		if (await succeeds(loaded.createIfNotExists('manual', 'manual'))) return 'done';
		if (await succeeds(loaded.delete())) this.registration = undefined;
		return 'failed';
	}

	/** The error of a delete is only logged, and the registration stays. */
	async stop(): Promise<Outcome> {
		if (this.registration === undefined) return 'done';
		const { version, staticData } = this.registration;
		if (!(await succeeds(new Loaded(this.stored, version, staticData, true).delete()))) {
			return 'failed';
		}
		this.registration = undefined;
		return 'done';
	}
}
