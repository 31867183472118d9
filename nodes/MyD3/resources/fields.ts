import type { INodeProperties } from 'n8n-workflow';

import { connectionFields } from './connection/fields';
import { invoiceFields } from './invoice/fields';
import { subscriptionFields } from './subscription/fields';

/** Parameters of the MyD3 node. */
export const nodeFields: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Connection', value: 'connection' },
			{ name: 'Invoice', value: 'invoice' },
			{ name: 'Subscription', value: 'subscription' },
		],
		default: 'subscription',
	},
	...subscriptionFields,
	...connectionFields,
	...invoiceFields,
];
