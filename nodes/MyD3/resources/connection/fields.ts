import type { INodeProperties } from 'n8n-workflow';

const showForConnection = { show: { resource: ['connection'] } };
const showForTestSubscription = {
	show: { resource: ['connection'], operation: ['diagnose'], includeTestSubscription: [true] },
};

/** Parameters of the MyD3 node's resource Connection. */
export const diagnosisFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: showForConnection,
		options: [
			{
				name: 'Diagnose',
				value: 'diagnose',
				action: 'Diagnose connection',
				description: 'Go through every step that workflows depend on, and say what to change where',
			},
		],
		default: 'diagnose',
	},
	{
		displayName: 'Include Test Subscription',
		name: 'includeTestSubscription',
		type: 'boolean',
		default: false,
		description:
			'Whether to create a subscription as well, look for it in the list, and delete it again',
		displayOptions: { show: { resource: ['connection'], operation: ['diagnose'] } },
	},
	{
		displayName: 'Event Type',
		name: 'eventType',
		type: 'string',
		default: '',
		placeholder: 'e.g. InvoiceIssued',
		description: 'The event type as MyD3 names it. When empty, that of an issued invoice.',
		displayOptions: showForTestSubscription,
	},
	{
		displayName: 'Notification URL',
		name: 'notificationUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/test',
		description:
			'A public https address. MyD3 is asked to notify it, and the subscription is deleted a moment later.',
		displayOptions: showForTestSubscription,
	},
];
