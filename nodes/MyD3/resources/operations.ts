import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { operationError } from '../api/request';
import { connectionOperations } from './connection/operations';
import { invoiceOperations } from './invoice/operations';
import type { Operation } from './operation';
import { subscriptionOperations } from './subscription/operations';

const operations: Record<string, Record<string, Operation>> = {
	connection: connectionOperations,
	subscription: subscriptionOperations,
};

/** An operation that processes all items at once and needs no credential. */
export function itemsOperationOf(
	context: IExecuteFunctions,
): ((context: IExecuteFunctions) => INodeExecutionData[]) | undefined {
	if (context.getNodeParameter('resource', 0) !== 'invoice') return undefined;
	return invoiceOperations[context.getNodeParameter('operation', 0) as string];
}

/** @throws NodeOperationError for a resource or operation that this version of the node does not have */
export function operationOf(context: IExecuteFunctions, itemIndex: number): Operation {
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
export function errorAtItem(context: IExecuteFunctions, error: Error, itemIndex: number): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	return operationError(context, error, itemIndex);
}
