import type { INodeProperties } from 'n8n-workflow';

import { defaultRequests } from '../nodes/MyD3/api/contract';

const shownWithOverrides = { show: { overrideApiDetails: [true] } };

const FORM =
	'First line: method and path, or the full https address. Then headers, an empty line, and the body. You can also paste a cURL command.';

/** The fields of the credential with which a user corrects what this package assumes about MyD3's requests. */
export const requestFields: INodeProperties[] = [
	{
		displayName:
			'Make these requests look like the ones on MyD3\'s pages "Getting Started" and "API Catalog". Write {apiKey}, {accessToken} and the other names in braces where MyD3 shows an example value.',
		name: 'requestsNotice',
		type: 'notice',
		default: '',
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Token Request',
		name: 'tokenRequest',
		type: 'string',
		typeOptions: { rows: 5 },
		default: defaultRequests.tokenRequest,
		description: `The request that returns an accessToken for the API Key, with {apiKey} where the key goes. ${FORM} Leave it empty if the API Key itself is the bearer token.`,
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Create Request',
		name: 'createRequest',
		type: 'string',
		typeOptions: { rows: 6 },
		default: defaultRequests.createRequest,
		description: `The request that creates a subscription, with {eventType} and {notificationUrl} where they go. ${FORM} Write {uuid} where MyD3 expects a GUID that you make up.`,
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'List Request',
		name: 'listRequest',
		type: 'string',
		typeOptions: { rows: 3 },
		default: defaultRequests.listRequest,
		description: `The request that lists the subscriptions. ${FORM} Write {page} or {offset} if MyD3 counts pages. If you leave it empty, testing this credential checks no more than the access token and the Base URL.`,
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Delete Request',
		name: 'deleteRequest',
		type: 'string',
		typeOptions: { rows: 3 },
		default: defaultRequests.deleteRequest,
		description: `The request that deletes a subscription, with {id} where its ID goes. ${FORM}`,
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Access Token Property',
		name: 'accessTokenProperty',
		type: 'string',
		default: '',
		placeholder: 'e.g. data.accessToken',
		description:
			'Path to the access token in the response to Token Request, in dot notation. Leave it empty to find the token by its usual names.',
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Subscription ID Property',
		name: 'subscriptionIdProperty',
		type: 'string',
		default: '',
		placeholder: 'e.g. data.subscriptionId',
		description:
			'Path to the ID in the response to Create Request, in dot notation; in the list, its last part. Leave it empty to find the ID by its usual names.',
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'API Secret',
		name: 'apiSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			'The second part of the key, if MyD3 gave you two. It goes where a request has {apiSecret}.',
		displayOptions: shownWithOverrides,
	},
];
