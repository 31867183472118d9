import type { INodeProperties } from 'n8n-workflow';

import { testEventFields } from './testEventFields';

const showOnlyFor = (...operations: string[]) => ({
	show: { resource: ['subscription'], operation: operations },
});

/** Parameters of the MyD3 node's Subscription resource. */
export const subscriptionFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['subscription'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create subscription',
				description: 'Have MyD3 send all events of one type to a notification URL',
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete subscription',
				description: 'Delete a subscription, so that MyD3 stops sending its events',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get subscription',
				description: 'Retrieve one subscription by its ID',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many subscriptions',
				description: 'List the subscriptions of your MyD3 account',
			},
			{
				name: 'Send Test Event',
				value: 'sendTestEvent',
				action: 'Send test event',
				description:
					"Send a made-up event to a MyD3 Trigger through n8n's public address, without waiting for MyD3",
			},
		],
		default: 'getAll',
	},
	{
		displayName:
			'A subscription that you create here stays until you delete it, even if you unpublish (deactivate) the workflow. The receiver must check a key in the notification URL. To receive events in n8n, use the MyD3 Trigger instead.',
		name: 'createNotice',
		type: 'notice',
		default: '',
		displayOptions: showOnlyFor('create'),
	},
	{
		displayName: 'Event Type',
		name: 'eventType',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. InvoiceIssued',
		description: 'The event type, spelled as in MyD3',
		displayOptions: showOnlyFor('create'),
	},
	{
		displayName: 'Notification URL',
		name: 'notificationUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/hook?apiKey=…',
		description:
			'The https address that MyD3 sends events to. Anyone can send to it, so the receiver must check a key.',
		displayOptions: showOnlyFor('create'),
	},
	{
		displayName: 'Additional Subscription Fields',
		name: 'additionalFields',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"description": "n8n"}',
		description: 'More properties for the subscription, as a JSON object',
		displayOptions: showOnlyFor('create'),
	},
	{
		displayName: 'Subscription',
		name: 'subscriptionId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchSubscriptions', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 9ccbe7c2-00e7-44dd-8af7-885c44b4404f',
			},
		],
		description: 'The subscription, from the list or by its ID',
		displayOptions: showOnlyFor('delete', 'get', 'sendTestEvent'),
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: showOnlyFor('getAll'),
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { ...showOnlyFor('getAll').show, returnAll: [false] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Event Type',
				name: 'eventType',
				type: 'string',
				default: '',
				description: 'Return only subscriptions for this event type',
			},
			{
				displayName: 'Notification URL Contains',
				name: 'notificationUrlContains',
				type: 'string',
				default: '',
				description: 'Return only subscriptions whose notification URL contains this text',
			},
		],
		displayOptions: showOnlyFor('getAll'),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Include Secrets',
				name: 'includeSecrets',
				type: 'boolean',
				default: false,
				description:
					'Whether to show the keys in notification URLs and other secrets. Anyone who sees such a key can send events to that URL.',
			},
		],
		displayOptions: showOnlyFor('get', 'getAll'),
	},
	...testEventFields,
];
