import type { INodeProperties } from 'n8n-workflow';

const showForConnection = { show: { resource: ['connection'] } };
const showForTestSubscription = {
	show: { resource: ['connection'], operation: ['diagnose'], includeTestSubscription: [true] },
};

/** Parameters of the MyD3 node's Connection resource. */
export const connectionFields: INodeProperties[] = [
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
				description: 'Test every step that workflows depend on, and say what to change',
			},
		],
		default: 'diagnose',
	},
	{
		displayName: 'Include Test Subscription',
		name: 'includeTestSubscription',
		type: 'boolean',
		default: false,
		description: 'Whether to also create a subscription, find it in the list, and then delete it',
		displayOptions: { show: { resource: ['connection'], operation: ['diagnose'] } },
	},
	{
		displayName: 'Event Type',
		name: 'eventType',
		type: 'string',
		default: '',
		placeholder: 'e.g. InvoiceIssued',
		description: 'The event type, spelled as in MyD3. Leave it empty for InvoiceIssued.',
		displayOptions: showForTestSubscription,
	},
	{
		displayName: 'Notification URL',
		name: 'notificationUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com',
		description:
			'A public https address for the test subscription, which is deleted a moment later. Leave it empty for the address of this n8n instance (WEBHOOK_URL).',
		displayOptions: showForTestSubscription,
	},
];
