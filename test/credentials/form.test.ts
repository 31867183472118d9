import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import { apiDetails } from '../../nodes/MyD3/api/credentialFields';

const credential = new MyD3Api();

describe('the form of the credential', () => {
	it('has the name that workflows refer to, and links to the page about getting a key', () => {
		expect([credential.name, credential.displayName, credential.documentationUrl]).toEqual([
			'myD3Api',
			'MyD3 API',
			'https://developers.myd3.data3.com/Getting-started',
		]);
	});

	it('has the fields of stored credentials, prefilled with the four requests', () => {
		// Users' credentials store these names: they can never change.
		expect(
			credential.properties.map(({ name, type, default: value, required }) => [
				name,
				type,
				value,
				required,
			]),
		).toEqual([
			['apiKey', 'string', '', true],
			['baseUrl', 'string', 'https://api.myd3.data3.com', true],
			['overrideApiDetails', 'boolean', false, undefined],
			['requestsNotice', 'notice', '', undefined],
			['tokenRequest', 'string', 'POST /identity/v1/token\n\n{"apiKey": "{apiKey}"}', undefined],
			[
				'createRequest',
				'string',
				'POST /subscription/v1/subscription\n\n{"eventType": "{eventType}", "notificationUrl": "{notificationUrl}"}',
				undefined,
			],
			['listRequest', 'string', 'GET /subscription/v1/subscription', undefined],
			['deleteRequest', 'string', 'DELETE /subscription/v1/subscription/{id}', undefined],
			['accessTokenProperty', 'string', '', undefined],
			['subscriptionIdProperty', 'string', '', undefined],
			['apiSecret', 'string', '', undefined],
			['accessToken', 'hidden', '', undefined],
		]);
	});

	it('needs nothing but a key', () => {
		const fields = Object.fromEntries(
			credential.properties.map(({ name, default: value }) => [name, value]),
		);
		const overridden = { ...fields, apiKey: 'api-key', overrideApiDetails: true };
		expect(JSON.stringify(apiDetails(overridden))).toBe(
			JSON.stringify(apiDetails({ ...overridden, overrideApiDetails: false })),
		);
	});

	it('hides secrets, and lets n8n renew the access token', () => {
		const secret = credential.properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(secret.map(({ name, typeOptions }) => ({ name, typeOptions }))).toEqual([
			{ name: 'apiKey', typeOptions: { password: true } },
			{ name: 'apiSecret', typeOptions: { password: true } },
			{ name: 'accessToken', typeOptions: { expirable: true, password: true } },
		]);
	});

	it('has room for a request with headers and a body', () => {
		const rows = credential.properties.flatMap(({ name, typeOptions }) =>
			typeOptions?.rows === undefined ? [] : [[name, typeOptions.rows]],
		);
		expect(Object.fromEntries(rows)).toEqual({
			tokenRequest: 5,
			createRequest: 6,
			listRequest: 3,
			deleteRequest: 3,
		});
	});

	it('shows the advanced fields only with "Override API Details"', () => {
		const hidden = credential.properties.filter(
			({ displayOptions }) => displayOptions !== undefined,
		);
		expect(hidden.map(({ name }) => name)).toEqual([
			'requestsNotice',
			'tokenRequest',
			'createRequest',
			'listRequest',
			'deleteRequest',
			'accessTokenProperty',
			'subscriptionIdProperty',
			'apiSecret',
		]);
		for (const { displayOptions } of hidden) {
			expect(displayOptions).toEqual({ show: { overrideApiDetails: [true] } });
		}
	});

	it.each(credential.properties.filter(({ type }) => type !== 'notice'))(
		'explains $name to a person',
		({ displayName, description, type }) => {
			expect(displayName).toMatch(/^[A-Z][\w ]+$/);
			if (type !== 'hidden') expect(description).toMatch(/^[A-Z].{20,}/);
		},
	);

	it('explains what an empty request means', () => {
		const described = Object.fromEntries(
			credential.properties.map(({ name, description }) => [name, description]),
		);
		expect(described.tokenRequest).toMatch(
			/Leave it empty if the API Key itself is the bearer token\.$/,
		);
		expect(described.listRequest).toMatch(
			/If you leave it empty, testing this credential checks only the access token and the Base URL\.$/,
		);
	});

	it('has icons for light and dark mode', () => {
		expect(credential.icon).toEqual({
			light: 'file:../icons/myd3.svg',
			dark: 'file:../icons/myd3.dark.svg',
		});
	});
});
