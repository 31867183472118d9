import { apiDetails, parseJsonObject } from '../../nodes/MyD3/api/contract';

const BASE_URL = 'https://api.example.com';
/** The details of a credential with overrides switched on; `fields` changes one thing. */
const overridden = (fields: Record<string, unknown> = {}) =>
	apiDetails({ baseUrl: BASE_URL, overrideApiDetails: true, ...fields });

describe('the details of a credential', () => {
	it.each([
		{ field: 'tokenPath', value: '/t', detail: 'tokenUrl', becomes: `${BASE_URL}/t` },
		{ field: 'tokenMethod', value: 'GET', detail: 'tokenMethod', becomes: 'GET' },
		{ field: 'apiKeyLocation', value: 'query', detail: 'apiKeyLocation', becomes: 'query' },
		{ field: 'apiKeyName', value: ' key ', detail: 'apiKeyName', becomes: 'key' },
		{ field: 'tokenParameters', value: '{"a":1}', detail: 'tokenParameters', becomes: { a: 1 } },
		{ field: 'subscriptionPath', value: 's/', detail: 'subscriptionUrl', becomes: `${BASE_URL}/s` },
		{ field: 'eventTypeField', value: 'events[]', detail: 'eventTypeField', becomes: 'events[]' },
		{ field: 'notificationUrlField', value: 'u', detail: 'notificationUrlField', becomes: 'u' },
	] as const)('are corrected by $field', ({ field, value, detail, becomes }) => {
		expect(overridden({ [field]: value })[detail]).toEqual(becomes);
		// Only where the user has switched the overrides on.
		const ignored = apiDetails({ baseUrl: BASE_URL, [field]: value });
		expect(ignored).toEqual(apiDetails({ baseUrl: BASE_URL }));
	});

	it.each([
		{ name: 'slashes at both ends', path: '//a/b//', url: `${BASE_URL}/a/b` },
		{ name: 'none at its beginning', path: 'a/b', url: `${BASE_URL}/a/b` },
		{ name: 'http in the middle', path: '/a/https://b', url: `${BASE_URL}/a/https://b` },
		{
			name: 'a full address in capitals',
			path: 'HTTPS://b.example.com/h',
			url: 'HTTPS://b.example.com/h',
		},
		{
			name: 'an address of this machine',
			path: 'http://127.0.0.1:80/h',
			url: 'http://127.0.0.1:80/h',
		},
	])('take a subscription path: $name', ({ path, url }) => {
		expect(overridden({ subscriptionPath: path }).subscriptionUrl).toBe(url);
	});

	it('say which field is no JSON object', () => {
		expect(() => overridden({ tokenParameters: '[1]' })).toThrow(
			'"Token Parameters" is not a JSON object',
		);
	});

	it('take a Base URL with slashes at its end', () => {
		expect(apiDetails({ baseUrl: `${BASE_URL}///` }).baseUrl).toBe(BASE_URL);
	});
});

describe('an address that secrets are sent to', () => {
	it.each([
		'https://api.example.com',
		'http://localhost:8080',
		'http://127.0.0.1',
		'http://127.10.20.30:8080',
		'http://127.255.255.255',
		'http://[::1]:8080',
	])('can be %s', (baseUrl) => {
		expect(apiDetails({ baseUrl }).baseUrl).toBe(baseUrl);
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
		expect(() => apiDetails({ baseUrl })).toThrow(
			'The Base URL in the MyD3 API credential must be an https address, such as https://api.myd3.data3.com.',
		);
	});

	it.each([
		{ field: 'tokenPath', label: 'Token Path' },
		{ field: 'subscriptionPath', label: 'Subscription Path' },
	])('is no plain HTTP one in $label', ({ field, label }) => {
		expect(() => overridden({ [field]: 'http://b.example.com/h' })).toThrow(
			`The ${label} in the MyD3 API credential must be a path or a full https address: secrets are sent there.`,
		);
	});
});

describe('a JSON field', () => {
	it.each([
		{ name: 'an object', value: '{"a":{"b":1}}', object: { a: { b: 1 } } },
		{ name: 'an object of an expression', value: { a: 1 }, object: { a: 1 } },
		{ name: 'nothing', value: undefined, object: {} },
		{ name: 'null', value: null, object: {} },
		{ name: 'no text', value: '', object: {} },
		{ name: 'white space', value: ' \n', object: {} },
	])('may hold $name', ({ value, object }) => {
		expect(parseJsonObject(value, 'Field')).toEqual(object);
	});

	it.each([
		{ name: 'an array', value: '[1]' },
		{ name: 'an array of an expression', value: [1] },
		{ name: 'a number', value: '1' },
		{ name: 'a number of an expression', value: 1 },
		{ name: 'a text', value: '"a"' },
		{ name: 'null as text', value: 'null' },
		{ name: 'no JSON', value: '{a}' },
	])('may not hold $name', ({ value }) => {
		expect(() => parseJsonObject(value, 'Additional Fields')).toThrow(
			'"Additional Fields" is not a JSON object. Write it like {"name": "value"}.',
		);
	});
});
