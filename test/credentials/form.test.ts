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

	it('needs nothing but a key', () => {
		const fields = Object.fromEntries(
			credential.properties.map(({ name, default: value }) => [name, value]),
		);
		const overridden = { ...fields, apiKey: 'api-key', overrideApiDetails: true };
		expect(JSON.stringify(apiDetails(overridden))).toBe(
			JSON.stringify(apiDetails({ ...overridden, overrideApiDetails: false })),
		);
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
