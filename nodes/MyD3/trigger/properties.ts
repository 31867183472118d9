import type { INodeProperties } from 'n8n-workflow';

import { contract } from '../api/contract';

/** What stands below the MyD3 Trigger on the canvas: the events in words, for example "Invoice Issued". */
export const triggerSubtitle =
	'={{$parameter["events"].map((event) => event === "custom" ? $parameter["customEventTypes"] : event.replace(/([a-z])([A-Z])/g, "$1 $2")).join(", ")}}';

/** Parameters of the MyD3 Trigger. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Invoice Issued',
				value: contract.invoiceIssued.value,
				description: 'Data#3 has issued an invoice to you',
			},
			{
				name: 'Other Event',
				value: 'custom',
				description: 'Any event, by the name that MyD3 gives its type',
			},
		],
		default: [contract.invoiceIssued.value],
		description: 'The events that start the workflow. MyD3 gets one subscription for each.',
	},
	{
		displayName: 'Other Event Types',
		name: 'customEventTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. InvoiceIssued, OrderShipped',
		description: 'The event types as MyD3 names them, separated by commas',
		displayOptions: { show: { events: ['custom'] } },
	},
	{
		displayName: 'Respond',
		name: 'responseMode',
		type: 'options',
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description: 'MyD3 is told "received" at once; a failed workflow gets no second try',
			},
			{
				name: 'When the Workflow Finishes',
				value: 'lastNode',
				description:
					'MyD3 is told "received" only after the workflow has succeeded; after a failure it may send the event again',
			},
		],
		default: 'onReceived',
		description: 'When to tell MyD3 that an event has been received',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Additional Subscription Fields',
				name: 'additionalFields',
				type: 'json',
				default: '{}',
				placeholder: 'e.g. {"description": "n8n"}',
				description: 'Further properties that MyD3 wants in a subscription, as a JSON object',
			},
			{
				displayName: 'Event ID Field',
				name: 'eventIdField',
				type: 'string',
				default: '',
				placeholder: 'e.g. invoice.number',
				description:
					'Path to the ID in an event by which a repeated delivery is recognised, with dots between names. When empty, the ID of the Standard Webhooks or CloudEvents formats counts; without one, the whole event is compared.',
			},
			{
				displayName: 'Ignore Duplicates',
				name: 'ignoreDuplicates',
				type: 'boolean',
				default: true,
				description:
					'Whether to start no workflow for an event that MyD3 delivers again: within an hour if it has an ID, within 10 minutes if the whole event is compared',
			},
			{
				displayName: 'Include Metadata',
				name: 'includeMetadata',
				type: 'boolean',
				default: false,
				description:
					'Whether to add "myD3" to each event: its event type, the key by which a repeated delivery is recognised, when it was received, and its content type',
			},
		],
	},
];
