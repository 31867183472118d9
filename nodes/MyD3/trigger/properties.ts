import type { INodeProperties } from 'n8n-workflow';

import { contract } from '../api/contract';
import { CUSTOM } from './eventTypes';

/** The text below the MyD3 Trigger on the canvas: the names of its events, such as "Invoice Issued". */
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
				value: CUSTOM,
				description: 'Any event type that MyD3 documents',
			},
		],
		default: [contract.invoiceIssued.value],
		description:
			'The events that start the workflow. The trigger creates one subscription in MyD3 for each.',
	},
	{
		displayName: 'Other Event Types',
		name: 'customEventTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. InvoiceIssued, OrderShipped',
		description: 'Event types, spelled as in MyD3 and separated by commas',
		displayOptions: { show: { events: [CUSTOM] } },
	},
	{
		displayName: 'Respond',
		name: 'responseMode',
		type: 'options',
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description:
					'Acknowledge each event at once. If the workflow fails, MyD3 does not send the event again.',
			},
			{
				name: 'When the Workflow Finishes',
				value: 'lastNode',
				description:
					'Acknowledge an event only after the workflow succeeds. If it fails, MyD3 may send the event again.',
			},
		],
		default: 'onReceived',
		description: 'When to acknowledge an event to MyD3',
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
				description: 'More properties for the subscription, as a JSON object',
			},
			{
				displayName: 'Event ID Field',
				name: 'eventIdField',
				type: 'string',
				default: '',
				placeholder: 'e.g. invoice.number',
				description:
					'Path to the ID of the event, in dot notation. Leave it empty to use a Standard Webhooks or CloudEvents ID if there is one, and otherwise to compare whole events.',
			},
			{
				displayName: 'Ignore Duplicates',
				name: 'ignoreDuplicates',
				type: 'boolean',
				default: true,
				description:
					'Whether to ignore an event that MyD3 delivers again: within an hour if it has an ID, or within 10 minutes if whole events are compared',
			},
			{
				displayName: 'Include Metadata',
				name: 'includeMetadata',
				type: 'boolean',
				default: false,
				description:
					'Whether to add "myD3" to each event, with the event type, a key that stays the same if MyD3 repeats the delivery, the time of receipt and the content type',
			},
		],
	},
];
