/** "Listen for test event": `test-webhooks.js` of n8n 2.41.1 and, where noted, of 1.123.81. */
import type { IDataObject, IWebhookData, Workflow } from 'n8n-workflow';

import { copyOf, createIfNotExists, deleteWebhook, load, routeOf, webhooksOf } from './instance';
import type { Instance } from './instance';

/** One webhook under test listening, in n8n's cache, which copies on write. */
interface Registration {
	webhook: IWebhookData;
	/** As of the return of this webhook's create; undefined before. */
	staticData?: IDataObject;
}

/** What one n8n listens for; none of it is in the database. */
export class TestListening {
	readonly registrations = new Map<string, Registration>();

	constructor(private readonly instance: Instance) {}

	/**
	 * needsWebhook: one webhook after another. Registers each before its create, and again, with static data, after it.
	 * So a webhook sees what the hooks of earlier entries wrote, but not those of later ones.
	 */
	async start(nodeName: string): Promise<void> {
		const { instance } = this;
		const workflow = load(instance, {});
		const node = workflow.getNode(nodeName) ?? undefined;
		for (const webhook of webhooksOf(instance, workflow, node)) {
			webhook.isTest = true;
			// Not cached: n8n creates its addresses and credentials anew for every use.
			const kept = copyOf({ ...webhook, workflowExecuteAdditionalData: undefined });
			const cached = kept as unknown as IWebhookData;
			try {
				this.registrations.set(routeOf(webhook), { webhook: cached });
				await createIfNotExists(instance, workflow, webhook, 'manual', 'manual');
				const staticData = copyOf(workflow.staticData);
				this.registrations.set(routeOf(webhook), { webhook: cached, staticData });
			} catch (error) {
				// What this throws is shown to the user.
				await this.deactivate(workflow);
				throw error;
			}
		}
	}

	/** cancelWebhook: the two minutes are up, or the user stopped listening. Only logs errors. */
	async cancel(): Promise<void> {
		if (this.registrations.size === 0) return;
		await this.deactivate(load(this.instance, {})).catch((error) =>
			this.instance.logged.push(error),
		);
	}

	/** executeWebhook: a fresh workflow with the static data of this webhook's registration. */
	workflowFor({ staticData }: Registration): Workflow {
		const workflow = load(this.instance, {});
		if (staticData !== undefined) workflow.setTestStaticData(staticData);
		return workflow;
	}

	/** deactivateWebhooks: 2.41 forgets one after another, 1.123 all of them once every delete has returned. */
	async deactivate(workflow: Workflow): Promise<void> {
		for (const [route, { webhook, staticData }] of [...this.registrations]) {
			if (staticData !== undefined) workflow.staticData = staticData;
			await deleteWebhook(this.instance, workflow, webhook);
			if (this.instance.n8n === '2.41') this.registrations.delete(route);
		}
		this.registrations.clear();
	}
}
