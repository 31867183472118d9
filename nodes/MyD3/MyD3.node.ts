import { randomBytes } from 'node:crypto';

import {
	NodeApiError,
	NodeConnectionTypes,
	NodeOperationError,
	sleep,
	UserError,
} from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { CREDENTIAL } from './api/request';
import { myD3Client } from './api/client';
import type { MyD3Client } from './api/client';
import { facts, parseJsonObject } from './api/contract';
import { asId } from './api/responses';
import type { Subscription } from './api/responses';
import { nodeFields } from './resources/subscription/fields';
import { diagnose, lastAnswer } from './resources/connection/diagnose';
import type { LastAnswer } from './resources/connection/diagnose';
import { freshKey, withKey, withKeysHidden } from './notificationUrl';
import { unreachableBecause } from './reachable';

type Operation = (
	context: IExecuteFunctions,
	client: MyD3Client,
	itemIndex: number,
	answers: LastAnswer,
) => Promise<IDataObject[]>;

export class MyD3 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MyD3',
		name: 'myD3',
		icon: { light: 'file:../../icons/myd3.svg', dark: 'file:../../icons/myd3.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{({ getAll: "get many" }[$parameter["operation"]] ?? $parameter["operation"]) + ": " + $parameter["resource"]}}',
		description: 'Manage webhook subscriptions of MyD3, the customer platform of Data#3',
		defaults: { name: 'MyD3' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties: nodeFields,
	};

	methods = {
		listSearch: {
			async searchSubscriptions(
				this: ILoadOptionsFunctions,
				filter?: string,
			): Promise<INodeListSearchResult> {
				const client = await myD3Client(this);
				const entries = (await client.list()).map((subscription) => ({
					name: labelOf(subscription),
					value: subscription.id,
				}));
				const wanted = (filter ?? '').toLowerCase();
				return { results: entries.filter(({ name }) => name.toLowerCase().includes(wanted)) };
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const answers = lastAnswer();
		const client = await myD3Client(this, sleep, answers.observe);
		const output: INodeExecutionData[] = [];
		for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
			try {
				const operation = operations[this.getNodeParameter('operation', itemIndex) as string];
				for (const json of (await operation?.(this, client, itemIndex, answers)) ?? []) {
					output.push({ json, pairedItem: { item: itemIndex } });
				}
			} catch (error) {
				if (!this.continueOnFail()) throw atItem(this, error as Error, itemIndex);
				output.push({
					json: { error: (error as Error).message },
					pairedItem: { item: itemIndex },
				});
			}
		}
		return [output];
	}
}

const operations: Record<string, Operation | undefined> = {
	async create(context, client, itemIndex) {
		const eventType = (context.getNodeParameter('eventType', itemIndex) as string).trim();
		if (eventType === '') throw new UserError('"Event Type" is empty. Enter it as MyD3 names it.');
		const notificationUrl = notificationUrlOf(context, client, itemIndex);
		const additionalFields = parseJsonObject(
			context.getNodeParameter('additionalFields', itemIndex, '{}'),
			'Additional Fields',
		);
		const id = await client.create(eventType, notificationUrl, additionalFields);
		return [{ id, eventType, notificationUrl: withKeysHidden(notificationUrl) }];
	},

	async delete(context, client, itemIndex) {
		const id = subscriptionIdOf(context, itemIndex);
		if (!(await client.delete(id))) throw new UserError(notHeld(id));
		return [{ deleted: true, id }];
	},

	// MyD3 documents a list but no way to get a single subscription.
	async get(context, client, itemIndex) {
		const id = subscriptionIdOf(context, itemIndex);
		const found = (await client.list()).find((subscription) => subscription.id === id);
		if (found === undefined) throw new UserError(notHeld(id));
		return [outputOf(found, includeSecrets(context, itemIndex))];
	},

	async getAll(context, client, itemIndex) {
		const returnAll = context.getNodeParameter('returnAll', itemIndex) as boolean;
		const limit = returnAll ? Infinity : (context.getNodeParameter('limit', itemIndex) as number);
		const { eventType, notificationUrlContains } = context.getNodeParameter(
			'filters',
			itemIndex,
			{},
		) as { eventType?: string; notificationUrlContains?: string };
		const wanted = (subscription: Subscription) =>
			(!eventType || (subscription.eventTypes ?? []).includes(eventType)) &&
			(subscription.notificationUrl ?? '').includes(notificationUrlContains ?? '');
		const withSecrets = includeSecrets(context, itemIndex);
		return (await client.list(limit, wanted)).map((found) => outputOf(found, withSecrets));
	},

	async diagnose(context, client, itemIndex, answers) {
		if (context.getNodeParameter('includeTestSubscription', itemIndex, false) !== true) {
			return await diagnose(client, answers);
		}
		const eventType = (context.getNodeParameter('eventType', itemIndex, '') as string).trim();
		return await diagnose(client, answers, {
			eventType: eventType || facts.invoiceIssued.value,
			notificationUrl: withKey(
				notificationUrlOf(context, client, itemIndex),
				freshKey(randomBytes),
			),
		});
	},
};

/** @throws UserError when MyD3 could not reach it */
function notificationUrlOf(
	context: IExecuteFunctions,
	client: MyD3Client,
	itemIndex: number,
): string {
	const url = (context.getNodeParameter('notificationUrl', itemIndex) as string).trim();
	const because = unreachableBecause(url, client.baseUrl);
	if (because === undefined) return url;
	throw new UserError(
		`MyD3 cannot reach the "Notification URL": ${withKeysHidden(url)} ${because}. Enter a public https address.`,
	);
}

function subscriptionIdOf(context: IExecuteFunctions, itemIndex: number): string {
	const id = context.getNodeParameter('subscriptionId', itemIndex, '', {
		extractValue: true,
	}) as string;
	if (id.trim() === '')
		throw new UserError('No subscription is chosen. Pick one from the list or enter its ID.');
	return asId(id.trim());
}

const includeSecrets = (context: IExecuteFunctions, itemIndex: number): boolean =>
	context.getNodeParameter('options.includeSecrets', itemIndex, false) as boolean;

const notHeld = (id: string): string =>
	`MyD3 holds no subscription with the ID ${id}. It may have been deleted; the operation Get Many shows those that are there.`;

/** MyD3's own object with keys hidden, and with our names for what the vendor may call otherwise. */
function outputOf(subscription: Subscription, withSecrets: boolean): IDataObject {
	const { id, eventTypes, notificationUrl, raw } = subscription;
	const json = JSON.stringify({ id, eventType: eventTypes?.join(', '), notificationUrl, ...raw });
	return JSON.parse(withSecrets ? json : withKeysHidden(json)) as IDataObject;
}

/**
 * What the list of subscriptions shows, never a key: nothing of a path that is not n8n's own. The beginning of the ID
 * tells two workflows' apart; it comes first, because n8n cuts what is long.
 */
function labelOf({ id, eventTypes, notificationUrl }: Subscription): string {
	const name = `${eventTypes?.join(', ') ?? 'Subscription'} (${id.slice(0, 8)})`;
	if (!URL.canParse(notificationUrl ?? '')) return name;
	const { host, pathname } = new URL(notificationUrl ?? '');
	return `${name} → ${host}${pathname.startsWith('/webhook-test/') ? ' (test event)' : ''}`;
}

/** The error with the number of its item, as n8n shows it. */
function atItem(context: IExecuteFunctions, error: Error, itemIndex: number): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	return new NodeOperationError(context.getNode(), error.message, { itemIndex });
}
