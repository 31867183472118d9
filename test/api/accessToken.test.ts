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
		'is not found in %j',
		(accessToken) => {
			expect(readBoundToken({ ...fields, accessToken })).toBeUndefined();
		},
	);

	it.each([
		{ name: 'changes nothing', changes: {} },
		{ name: 'adds white space around the key', changes: { apiKey: ' key\n' } },
		{ name: 'adds slashes to the Base URL', changes: { baseUrl: 'https://api.example.com//' } },
		{ name: 'changes a Token Request that is not used', changes: { tokenRequest: 'POST /t' } },
		{ name: 'changes an API Secret that is not used', changes: { apiSecret: 's' } },
		{ name: 'changes a property that is not used', changes: { accessTokenProperty: 'jwt' } },
		{ name: 'only turns the overrides on', changes: { overrideApiDetails: true } },
		{
			name: 'changes what only subscriptions need',
			changes: { overrideApiDetails: true, listRequest: 'GET /l', subscriptionIdProperty: 'r' },
		},
	])('is still valid after the user $name', ({ changes }) => {
		expect(edited(changes)).toBe('t:1');
	});

	it.each([
		{ name: 'changes the API Key', changes: { apiKey: 'other' } },
		{ name: 'removes the API Key', changes: { apiKey: undefined } },
		{ name: 'changes the Base URL', changes: { baseUrl: 'https://other.example.com' } },
		{ name: 'changes the API Secret', changes: { apiSecret: 's' } },
		{
			name: 'changes the Token Request',
			changes: { tokenRequest: 'POST /t\n\n{"k": "{apiKey}"}' },
		},
		{ name: 'removes the Token Request', changes: { tokenRequest: '' } },
		{ name: 'changes the Access Token Property', changes: { accessTokenProperty: 'jwt' } },
	])('is invalid after the user $name', ({ changes }) => {
		expect(edited(changes, overridden)).toBeUndefined();
	});

	it('becomes invalid even if the changed values join to the same text', () => {
		const fields = { ...overridden, apiKey: 'a', apiSecret: 'b' };
		expect(edited({ apiKey: 'ab', apiSecret: '' }, fields)).toBeUndefined();
	});
});
