import type { INodeProperties } from 'n8n-workflow';

import { defaultRequests } from '../nodes/MyD3/api/contract';

const shownWithOverrides = { show: { overrideApiDetails: [true] } };

const FORM =
	'First line: the method, then the path or the full https address. Then headers, a blank line, and the body. You can also paste a cURL command.';

/** The credential fields in which a user corrects what this package assumes about MyD3's requests. */
export const requestFields: INodeProperties[] = [
	{
		displayName:
			'Make these requests match the ones on MyD3\'s "Getting Started" and "API Catalog" pages. Replace example values with {apiKey}, {accessToken} and the other placeholders below.',
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
		description: `The request that exchanges the API Key for an access token, with {apiKey} in place of the key. ${FORM} Leave it empty if the API Key itself is the bearer token.`,
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Create Request',
		name: 'createRequest',
		type: 'string',
		typeOptions: { rows: 6 },
		default: defaultRequests.createRequest,
		description: `The request that creates a subscription, with {eventType} and {notificationUrl} in place of the example values. ${FORM} Write {uuid} where MyD3 expects a GUID from you.`,
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'List Request',
		name: 'listRequest',
		type: 'string',
		typeOptions: { rows: 3 },
		default: defaultRequests.listRequest,
		description: `The request that lists the subscriptions. ${FORM} Write {page}, {page0} (counted from 0) or {offset} if MyD3 numbers its pages. If you leave it empty, testing this credential checks only the access token and the Base URL.`,
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Delete Request',
		name: 'deleteRequest',
		type: 'string',
		typeOptions: { rows: 3 },
		default: defaultRequests.deleteRequest,
		description: `The request that deletes a subscription, with {id} in place of its ID. ${FORM} Write {eventType} where MyD3 also expects the event type.`,
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Access Token Property',
		name: 'accessTokenProperty',
		type: 'string',
		default: '',
		placeholder: 'e.g. data.accessToken',
		description:
			'Path to the access token in the response to Token Request, in dot notation. Leave it empty to have n8n look for the usual names.',
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'Subscription ID Property',
		name: 'subscriptionIdProperty',
		type: 'string',
		default: '',
		placeholder: 'e.g. data.subscriptionId',
		description:
			'Path to the ID in the response to Create Request, in dot notation. Its last part also names the ID in the list. Leave it empty to have n8n look for the usual names.',
		displayOptions: shownWithOverrides,
	},
	{
		displayName: 'API Secret',
		name: 'apiSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'The second key, if MyD3 gave you two. It replaces {apiSecret} in the requests.',
		displayOptions: shownWithOverrides,
	},
];
