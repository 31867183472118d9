import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import { apiDetails, requestText } from '../../nodes/MyD3/api/credentialFields';
import { requireFields } from '../n8n/fields';
import { VALUES } from './templateValues';

const BASE_URL = 'https://api.example.com';
/** The details of a usable credential; `fields` change one thing. */
function details(fields: object) {
	requireFields(new MyD3Api().properties, fields);
	return apiDetails({ baseUrl: BASE_URL, apiKey: 'api-key', ...fields });
}
const overridden = (fields: object) => details({ overrideApiDetails: true, ...fields });

describe('the details of a credential', () => {
	it('are this package’s assumptions while the overrides are off', () => {
		const changed = {
			tokenRequest: '',
			createRequest: 'nonsense',
			listRequest: '',
			deleteRequest: 'nonsense',
			apiSecret: 'the-secret',
			accessTokenProperty: 'jwt',
			subscriptionIdProperty: 'reference',
		};
		const { tokenRequest, createRequest, listRequest, deleteRequest, ...rest } = details(changed);
		expect(rest).toEqual({
			baseUrl: BASE_URL,
			apiKey: 'api-key',
			apiSecret: '',
			accessTokenProperty: '',
			subscriptionIdProperty: '',
		});
		expect(tokenRequest?.fill(VALUES).url).toBe(`${BASE_URL}/identity/v1/token`);
		expect(createRequest.fill(VALUES).url).toBe(`${BASE_URL}/subscription/v1/subscription`);
		expect(listRequest?.fill(VALUES).url).toBe(`${BASE_URL}/subscription/v1/subscription`);
		expect(deleteRequest.fill(VALUES).url).toBe(`${BASE_URL}/subscription/v1/subscription/42`);
	});

	it('are the user’s while the overrides are on, without surrounding white space', () => {
		const { tokenRequest, createRequest, listRequest, deleteRequest, ...rest } = overridden({
			apiKey: ' api-key\n',
			baseUrl: ` ${BASE_URL}/v1// `,
			tokenRequest: 'POST /t\n\n{"k": "{apiKey}", "s": "{apiSecret}"}',
			createRequest: 'PUT /c\n\n{"url": "{notificationUrl}"}',
			listRequest: 'POST /l',
			deleteRequest: 'POST /d/{id}',
			apiSecret: ' the-secret ',
			accessTokenProperty: ' jwt ',
			subscriptionIdProperty: ' reference ',
		});
		expect(rest).toEqual({
			baseUrl: `${BASE_URL}/v1`,
			apiKey: 'api-key',
			apiSecret: 'the-secret',
			accessTokenProperty: 'jwt',
			subscriptionIdProperty: 'reference',
		});
		expect(
			[tokenRequest, createRequest, listRequest, deleteRequest].map((request) => request?.field),
		).toEqual(['Token Request', 'Create Request', 'List Request', 'Delete Request']);
		expect(createRequest.fill(VALUES)).toMatchObject({ method: 'PUT', url: `${BASE_URL}/v1/c` });
	});

	it('may lack an exchange and a list', () => {
		const { tokenRequest, listRequest } = overridden({ tokenRequest: ' \n', listRequest: '' });
		expect([tokenRequest, listRequest]).toEqual([undefined, undefined]);
	});

	it('are the defaults if a field was never saved', () => {
		expect(overridden({}).tokenRequest?.method).toBe('POST');
		expect(requestText({ overrideApiDetails: true, listRequest: 7 }, 'listRequest')).toBe(
			'GET /subscription/v1/subscription',
		);
		expect(requestText({ overrideApiDetails: 'yes', listRequest: 'GET /l' }, 'listRequest')).toBe(
			'GET /subscription/v1/subscription',
		);
	});

	it.each([
		{ fields: { createRequest: '' }, begins: 'Create Request is empty.' },
		{ fields: { deleteRequest: '' }, begins: 'Delete Request is empty.' },
		{ fields: { tokenRequest: 'POST /t' }, begins: 'Token Request has no {apiKey}.' },
		{ fields: { listRequest: 'GET /{{x}}' }, begins: 'List Request has {{x}}' },
		{
			fields: { listRequest: 'GET /?k=api-key-1', apiKey: 'api-key-1' },
			begins: 'List Request contains the value of "API Key"',
		},
		{
			fields: { listRequest: 'GET /?k=the-secret', apiSecret: 'the-secret' },
			begins: 'List Request contains the value of "API Key"',
		},
	])('are refused with the name of the field: $fields, $begins', ({ fields, begins }) => {
		expect(() => overridden(fields)).toThrow(begins);
	});

	it.each([{ apiKey: '' }, { apiKey: ' \n' }, { apiKey: undefined }, { apiKey: 7 }])(
		'are refused without an API Key: $apiKey',
		({ apiKey }) => {
			expect(() => details({ apiKey })).toThrow(
				'The API Key is empty. Create one as described on MyD3\'s "Getting Started" page, and paste it into the MyD3 API credential.',
			);
		},
	);
});

describe('an address for secrets', () => {
	it.each([
		'https://api.example.com',
		'http://localhost:8080',
		'http://127.0.0.1',
		'http://127.10.20.30:8080',
		'http://127.255.255.255',
		'http://[::1]:8080',
	])('can be %s', (baseUrl) => {
		expect(details({ baseUrl }).baseUrl).toBe(baseUrl);
	});

	it.each([
		'http://api.example.com',
		'http://localhost.example.com',
		'http://mylocalhost',
		'http://127.0.0.1.example.com',
		'http://x127.0.0.1.example.com',
		'http://[::2]',
		'ftp://localhost',
		'wss://api.example.com',
		'api.example.com',
		'',
	])('cannot be "%s"', (baseUrl) => {
		expect(() => details({ baseUrl })).toThrow(
			'The Base URL in the MyD3 API credential must be an https address, such as https://api.myd3.data3.com.',
		);
	});
});

it.each([
	'https://u:p@api.example.com',
	'https://api.example.com?a=b',
	'https://api.example.com/#a',
])('the Base URL may not have a part that is not sent: %s', (baseUrl) => {
	expect(() => details({ baseUrl })).toThrow('must not contain a user name, "?" or "#"');
});

it.each(['key one', 'key\u200b', 'ключ', 'a\nb'])(
	'an API Key that is the token must fit into a header: %j',
	(apiKey) => {
		expect(() => overridden({ apiKey, tokenRequest: '' })).toThrow('Copy it again from MyD3');
		expect(overridden({ apiKey }).apiKey).toBe(apiKey);
	},
);
