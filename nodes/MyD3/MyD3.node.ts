import { NodeApiError, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { myD3Client } from './api/client';
import type { MyD3Client } from './api/client';
import { CREDENTIAL, operationError } from './api/request';
import { connectionOperations } from './resources/connection/operations';
import { invoiceOperations } from './resources/invoice/operations';
import { nodeFields } from './resources/fields';
import { searchSubscriptions } from './resources/subscription/listSearch';
import { subscriptionOperations } from './resources/subscription/operations';
import type { Operation } from './resources/operation';

const operations: Record<string, Record<string, Operation>> = {
	connection: connectionOperations,
	subscription: subscriptionOperations,
};

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
			'Check invoices of MyD3, the customer platform of Data#3, and manage its webhook subscriptions',
		defaults: { name: 'MyD3' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: CREDENTIAL,
				required: true,
				displayOptions: { show: { resource: ['subscription', 'connection'] } },
			},
		],
		properties: nodeFields,
	};

	methods = {
		listSearch: {
			searchSubscriptions,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const onAllItems = itemsOperationOf(this);
		if (onAllItems !== undefined) return [onAllItems(this)];
		let client: MyD3Client | undefined;
		const output: INodeExecutionData[] = [];
		for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
			try {
				// Not earlier: with an invalid credential, "On Error" in the node's settings decides, too.
				client ??= await myD3Client(this);
				for (const json of await operationOf(this, itemIndex)(this, client, itemIndex)) {
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

/** An operation that processes all items at once and needs no credential. */
function itemsOperationOf(
	context: IExecuteFunctions,
): ((context: IExecuteFunctions) => INodeExecutionData[]) | undefined {
	if (context.getNodeParameter('resource', 0) !== 'invoice') return undefined;
	return invoiceOperations[context.getNodeParameter('operation', 0) as string];
}

/** @throws NodeOperationError for a resource or operation that this version of the node does not have */
function operationOf(context: IExecuteFunctions, itemIndex: number): Operation {
	const resource = context.getNodeParameter('resource', itemIndex) as string;
	const name = context.getNodeParameter('operation', itemIndex) as string;
	const operation = operations[resource]?.[name];
	if (operation !== undefined) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`The MyD3 node has no operation "${name}" for "${resource}". Choose one from the list.`,
		{ itemIndex },
	);
}

/** The error with the number of its item, as n8n shows it. */
function atItem(context: IExecuteFunctions, error: Error, itemIndex: number): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	return operationError(context, error, itemIndex);
}
