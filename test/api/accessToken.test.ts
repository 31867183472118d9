import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import { bindTokenToCredential, readBoundToken } from '../../nodes/MyD3/api/accessToken';
import { requireFields } from '../n8n/fields';

const fields = { apiKey: 'key', baseUrl: 'https://api.example.com' };
const overridden = { ...fields, overrideApiDetails: true };
/** The token read after an edit of the credential. */
function edited(changes: object, before: object = fields) {
	requireFields(new MyD3Api().properties, changes);
	const accessToken = bindTokenToCredential('t:1', { ...before });
	return readBoundToken({ ...before, accessToken, ...changes });
}

describe('a stored token', () => {
	it('is stored with a digest', () => {
		expect(bindTokenToCredential('t:1', fields)).toMatch(/^[0-9a-f]{64}:t:1$/);
	});

	it.each([undefined, '', 't:1', bindTokenToCredential('', fields), 7])(
		'does not exist if none was obtained: %s',
		(accessToken) => {
			expect(readBoundToken({ ...fields, accessToken })).toBeUndefined();
		},
	);

	it.each([
		{ name: 'nothing', changes: {} },
		{ name: 'white space around the key', changes: { apiKey: ' key\n' } },
		{ name: 'a slash after the Base URL', changes: { baseUrl: 'https://api.example.com//' } },
		{ name: 'a Token Request that is not used', changes: { tokenRequest: 'POST /t' } },
		{ name: 'an API Secret that is not used', changes: { apiSecret: 's' } },
		{ name: 'a property that is not used', changes: { accessTokenProperty: 'jwt' } },
		{ name: 'only the overrides', changes: { overrideApiDetails: true } },
		{
			name: 'what only subscriptions need',
			changes: { overrideApiDetails: true, listRequest: 'GET /l', subscriptionIdProperty: 'r' },
		},
	])('is still valid after an edit of $name', ({ changes }) => {
		expect(edited(changes)).toBe('t:1');
	});

	it.each([
		{ name: 'the API Key', changes: { apiKey: 'other' } },
		{ name: 'no API Key', changes: { apiKey: undefined } },
		{ name: 'the Base URL', changes: { baseUrl: 'https://other.example.com' } },
		{ name: 'the API Secret', changes: { apiSecret: 's' } },
		{ name: 'the Token Request', changes: { tokenRequest: 'POST /t\n\n{"k": "{apiKey}"}' } },
		{ name: 'no Token Request', changes: { tokenRequest: '' } },
		{ name: 'the Access Token Property', changes: { accessTokenProperty: 'jwt' } },
	])('is invalid after an edit of $name', ({ changes }) => {
		expect(edited(changes, overridden)).toBeUndefined();
	});

	it('is not the same for values that run into one another', () => {
		const fields = { ...overridden, apiKey: 'a', apiSecret: 'b' };
		expect(edited({ apiKey: 'ab', apiSecret: '' }, fields)).toBeUndefined();
	});
});
