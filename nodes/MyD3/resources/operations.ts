import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { operationError } from '../api/n8nErrors';
import { connectionOperations } from './connection/operations';
import { invoiceOperations } from './invoice/operations';
import type { Operation } from './operation';
import { subscriptionOperations } from './subscription/operations';

const operations: Record<string, Record<string, Operation>> = {
	connection: connectionOperations,
	subscription: subscriptionOperations,
};

/** @returns the chosen operation if it processes all items at once and needs no credential */
export function findItemsOperation(
	context: IExecuteFunctions,
): ((context: IExecuteFunctions) => INodeExecutionData[]) | undefined {
	if (context.getNodeParameter('resource', 0) !== 'invoice') return undefined;
	return invoiceOperations[context.getNodeParameter('operation', 0) as string];
}

/** @throws NodeOperationError for a resource or operation that this version of the node does not have */
export function findOperation(context: IExecuteFunctions, itemIndex: number): Operation {
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

/** @returns the error, as n8n shows it with the number of its item */
export function withItemIndex(context: IExecuteFunctions, error: Error, itemIndex: number): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	return operationError(context, error, itemIndex);
}
