import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import type { MyD3Client } from './api/client';
import { nodeFields } from './resources/fields';

/** n8n loads this file at startup, only for its description, so the methods import what they need when they run. */
export class MyD3 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MyD3',
		name: 'myD3',
		icon: { light: 'file:../../icons/myd3.svg', dark: 'file:../../icons/myd3.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{({ getAll: "get many", sendTestEvent: "send test event" }[$parameter["operation"]] ?? $parameter["operation"]) + ": " + $parameter["resource"]}}',
		description:
			"Check invoices from MyD3, Data#3's customer platform, and manage its webhook subscriptions",
		defaults: { name: 'MyD3' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'myD3Api',
				required: true,
				displayOptions: { show: { resource: ['subscription', 'connection'] } },
			},
		],
		properties: nodeFields,
	};

	methods = {
		listSearch: {
			async searchSubscriptions(
				this: ILoadOptionsFunctions,
				filter?: string,
			): Promise<INodeListSearchResult> {
				const { searchSubscriptions } = await import('./resources/subscription/listSearch');
				return await searchSubscriptions(this, filter);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { findItemsOperation, findOperation, withItemIndex } = await import(
			'./resources/operations'
		);
		const onAllItems = findItemsOperation(this);
		if (onAllItems !== undefined) return [onAllItems(this)];
		const { createClient } = await import('./api/client');
		let client: MyD3Client | undefined;
		const output: INodeExecutionData[] = [];
		for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
			try {
				// Create it only now, so that "On Error" in the node's settings also applies to an invalid credential.
				client ??= await createClient(this);
				for (const json of await findOperation(this, itemIndex)(this, client, itemIndex)) {
					output.push({ json, pairedItem: { item: itemIndex } });
				}
			} catch (error) {
				if (!this.continueOnFail()) throw withItemIndex(this, error as Error, itemIndex);
				output.push({
					json: { error: (error as Error).message },
					pairedItem: { item: itemIndex },
				});
			}
		}
		return [output];
	}
}
