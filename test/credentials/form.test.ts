import { MyD3Api } from '../../credentials/MyD3Api.credentials';

const credential = new MyD3Api();

// Users' credentials hold these names: they can never change. The defaults are the contract's.
const fields = [
	{ name: 'apiKey', type: 'string', default: '', required: true },
	{
		name: 'baseUrl',
		type: 'string',
		default: 'https://api.myd3.data3.com',
		required: true,
	},
	{ name: 'overrideApiDetails', type: 'boolean', default: false },
	{ name: 'tokenPath', type: 'string', default: '/identity/v1/token' },
	{ name: 'tokenMethod', type: 'options', default: 'POST' },
	{ name: 'apiKeyLocation', type: 'options', default: 'body' },
	{ name: 'apiKeyName', type: 'string', default: 'apiKey' },
	{ name: 'tokenParameters', type: 'json', default: '{}' },
	{ name: 'subscriptionPath', type: 'string', default: '/subscription/v1/subscription' },
	{ name: 'eventTypeField', type: 'string', default: 'eventType' },
	{ name: 'notificationUrlField', type: 'string', default: 'notificationUrl' },
	{ name: 'accessToken', type: 'hidden', default: '' },
];

describe('the form of the credential', () => {
	it('has the name that workflows refer to, and leads to the page that tells how to get a key', () => {
		expect([credential.name, credential.displayName, credential.documentationUrl]).toEqual([
			'myD3Api',
			'MyD3 API',
			'https://developers.myd3.data3.com/Getting-started',
		]);
	});

	it('has the fields that stored credentials have', () => {
		const shown = credential.properties.map(({ name, type, default: value, required }) => ({
			name,
			type,
			default: value,
			...(required === undefined ? {} : { required }),
		}));
		expect(shown).toEqual(fields);
	});

	it('hides what is secret, and lets n8n renew the access token', () => {
		const secret = credential.properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(secret.map(({ name, typeOptions }) => ({ name, typeOptions }))).toEqual([
			{ name: 'apiKey', typeOptions: { password: true } },
			{ name: 'accessToken', typeOptions: { expirable: true, password: true } },
		]);
	});

	it.each(credential.properties.map((property) => ({ ...property, field: property.name })))(
		'has words for a person: $field',
		({ displayName, description, type }) => {
			expect(displayName).toMatch(/^[A-Z][\w ]+$/);
			if (type !== 'hidden') expect(description).toMatch(/^[A-Z].{20,}/);
		},
	);

	it('shows icons for light and dark', () => {
		expect(credential.icon).toEqual({
			light: 'file:../icons/myd3.svg',
			dark: 'file:../icons/myd3.dark.svg',
		});
	});
});

describe("n8n's test of the credential", () => {
	it('lists the subscriptions, in time, and follows nobody elsewhere', () => {
		expect(credential.test.request).toEqual({
			baseURL: '={{$credentials.baseUrl.trim()}}',
			url: '={{($credentials.overrideApiDetails && $credentials.subscriptionPath.trim()) || "/subscription/v1/subscription"}}',
			disableFollowRedirect: true,
			timeout: 10_000,
		});
	});

	it.each([
		{ status: 401, says: /did not accept it\. Check that Base URL and Token Path/ },
		{ status: 403, says: /does not permit it to list webhook subscriptions\. Ask the admin/ },
		{ status: 404, says: /not where this package expects it \(404\)\. .* "Subscription Path"/ },
		{ status: 405, says: /not where this package expects it \(405\)\. .* "Subscription Path"/ },
	])('explains the answer $status', ({ status, says }) => {
		const rules = (credential.test.rules ?? []).filter(
			({ properties }) => 'value' in properties && properties.value === status,
		);
		expect(rules).toEqual([
			{
				type: 'responseCode',
				properties: { value: status, message: expect.stringMatching(says) as string },
			},
		]);
	});
});
