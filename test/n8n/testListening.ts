/** "Listen for test event": `test-webhooks.js` of n8n 2.41.1, and of 1.123.81 where that is said. */
import type { IDataObject, IWebhookData, Workflow } from 'n8n-workflow';

import { copyOf, createIfNotExists, deleteWebhook, load, routeOf, webhooksOf } from './instance';
import type { Instance } from './instance';

/** One webhook that is listened at. n8n keeps it in its cache, which copies on writing. */
interface Registration {
	webhook: IWebhookData;
	/** As it was when this webhook's create had returned; until then there is none. */
	staticData?: IDataObject;
}

/** What one n8n listens for. Nothing of it is in the database. */
export class TestListening {
	readonly registrations = new Map<string, Registration>();

	constructor(private readonly instance: Instance) {}

	/**
	 * needsWebhook: one webhook after the other; each is registered before its create, and again, with static data, after
	 * it. So a webhook sees what the hooks of the entries before it have written, and nothing of those behind it.
	 */
	async start(nodeName: string): Promise<void> {
		const { instance } = this;
		const workflow = load(instance, {});
		const node = workflow.getNode(nodeName) ?? undefined;
		for (const webhook of webhooksOf(instance, workflow, node)) {
			webhook.isTest = true;
			// Not cached: the addresses and credentials of n8n are made anew for every use.
			const kept = copyOf({ ...webhook, workflowExecuteAdditionalData: undefined });
			const cached = kept as unknown as IWebhookData;
			try {
				this.registrations.set(routeOf(webhook), { webhook: cached });
				await createIfNotExists(instance, workflow, webhook, 'manual', 'manual');
				const staticData = copyOf(workflow.staticData);
				this.registrations.set(routeOf(webhook), { webhook: cached, staticData });
			} catch (error) {
				// What this throws is what the user is told.
				await this.deactivate(workflow);
				throw error;
			}
		}
	}

	/** cancelWebhook: the two minutes are up, or the user has stopped listening. An error is only logged. */
	async cancel(): Promise<void> {
		if (this.registrations.size === 0) return;
		await this.deactivate(load(this.instance, {})).catch((error) =>
			this.instance.logged.push(error),
		);
	}

	/** executeWebhook: a fresh workflow, with the static data of this webhook's own registration. */
	workflowFor({ staticData }: Registration): Workflow {
		const workflow = load(this.instance, {});
		if (staticData !== undefined) workflow.setTestStaticData(staticData);
		return workflow;
	}

	/** deactivateWebhooks: 2.41 forgets one after the other, 1.123 all when every delete has returned. */
	async deactivate(workflow: Workflow): Promise<void> {
		for (const [route, { webhook, staticData }] of [...this.registrations]) {
			if (staticData !== undefined) workflow.staticData = staticData;
			await deleteWebhook(this.instance, workflow, webhook);
			if (this.instance.n8n === '2.41') this.registrations.delete(route);
		}
		this.registrations.clear();
	}
}
