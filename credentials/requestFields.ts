import type { INodeProperties } from 'n8n-workflow';

import { contract } from '../nodes/MyD3/api/contract';

const shownWithOverrides = { show: { overrideApiDetails: [true] } };

/** Fields of the credential that correct what this package assumes about MyD3. */
export const apiDetailFields: INodeProperties[] = [
	{
		displayName: 'Token Path',
		name: 'tokenPath',
		type: 'string',
		default: contract.tokenPath.value,
		placeholder: 'e.g. /identity/v1/token',
		description:
			'The path, or the full https address, that returns an accessToken for the API Key, as MyD3\'s page "Getting Started" gives it',
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Token Method',
		name: 'tokenMethod',
		type: 'options',
		options: [
			{ name: 'GET', value: 'GET' },
			{ name: 'POST', value: 'POST' },
		],
		default: contract.tokenMethod.value,
		description: 'The HTTP method of the request that returns an accessToken',
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'API Key Location',
		name: 'apiKeyLocation',
		type: 'options',
		options: [
			{ name: 'Form (URL-Encoded)', value: 'form' },
			{ name: 'Header', value: 'header' },
			{ name: 'JSON Body', value: 'body' },
			{ name: 'Query', value: 'query' },
		],
		default: contract.apiKeyLocation.value,
		description: 'Where the request that returns an accessToken carries the API Key',
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'API Key Name',
		name: 'apiKeyName',
		type: 'string',
		default: contract.apiKeyName.value,
		placeholder: 'e.g. apiKey',
		description: 'The name of the property, header or argument that carries the API Key',
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Token Parameters',
		name: 'tokenParameters',
		type: 'json',
		default: contract.tokenParameters.value,
		placeholder: 'e.g. {"grant_type": "client_credentials"}',
		description: 'Further values that MyD3 wants beside the API Key, as a JSON object',
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Subscription Path',
		name: 'subscriptionPath',
		type: 'string',
		default: contract.subscriptionPath.value,
		placeholder: 'e.g. /subscription/v1/subscription',
		description: "The path of the Webhook Subscription API, as MyD3's API Catalog gives it",
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Event Type Field',
		name: 'eventTypeField',
		type: 'string',
		default: contract.eventTypeField.value,
		placeholder: 'e.g. eventType',
		description:
			'The property of a subscription that names the event. End it with [] if MyD3 wants a list, as in events[].',
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Notification URL Field',
		name: 'notificationUrlField',
		type: 'string',
		default: contract.notificationUrlField.value,
		placeholder: 'e.g. notificationUrl',
		description: 'The property of a subscription that holds the notification URL',
		displayOptions: shownWithOverrides,
	},
];
