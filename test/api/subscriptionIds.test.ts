import { isSameId } from '../../nodes/MyD3/api/ids';
import { idInAddress, propertyId, subscriptionIds } from '../../nodes/MyD3/api/subscriptionIds';
import { GUID, OTHER_GUID, OUR_URL as url } from './builder';

it.each([
	{ one: ' a', other: 'A ', same: true },
	{ one: '{a}', other: 'a', same: true },
	{ one: 'x{a}', other: 'xa', same: false },
	{ one: '{a}x', other: 'ax', same: false },
])('"$one" and "$other" are the same id: $same', ({ one, other, same }) => {
	expect(isSameId(one, other)).toBe(same);
});

it.each([
	{ address: '/x/urn://17', id: '17' },
	{ address: 'h2://host1', id: undefined },
	{ address: '/s/17/_history/12', id: '17' },
	{ address: '/s/x(17)y9', id: undefined },
	{ address: '/s/a*17', id: undefined },
	{ address: '/s/rev2', id: 'rev2' },
	{ address: '/s/v2a', id: 'v2a' },
	{ address: '/s/v12', id: undefined },
])('the id in the address $address is $id', ({ address, id }) => {
	expect(idInAddress(address)).toBe(id);
});

it.each([
	{ property: 'data.handle', value: { customer: { x: { handle: 'h' } } }, id: undefined },
	{ property: 'handle', value: { handle: 'a/b' }, id: 'a/b' },
	{ property: 'handle', value: { handle: 'see https://x/17' }, id: 'see https://x/17' },
	{ property: 'handle', value: { handle: 'http://a.example.com/s/17' }, id: '17' },
])('the property $property of $value is the id $id', ({ property, value, id }) => {
	expect(propertyId(value, property)).toBe(id);
});

describe('the id in an object', () => {
	const callback = 'https://b.example.com/hook';
	it.each<{ name: string; value: unknown; ids: string[]; url?: string }>([
		{
			name: 'is webhookId if "id" contains the id of something else',
			value: { id: { tenantId: 'T1' }, webhookId: 'W1' },
			ids: ['W1'],
		},
		{
			name: 'is a plain one before one in an object',
			value: { identifier: { value: 'SUB-1' }, id: 17 },
			ids: ['17', 'SUB-1'],
		},
		{
			name: 'is the one named "id", even in an object',
			value: { _id: { $oid: '65f0a1' }, uid: 'u17' },
			ids: ['65f0a1', 'u17'],
		},
		{ name: 'is that around our URL', value: { id: 1, mid: { id: 2, to: { url } } }, ids: ['2'] },
		...['data', 'item', 'result', 'response'].map((wrapper) => ({
			name: `is that in the wrapper "${wrapper}" with our URL`,
			value: { name: 'n', id: 1, [wrapper]: { id: 9, url } },
			ids: ['9'],
		})),
		{
			name: 'is that of the object called a webhook',
			value: { id: 1, webhooks: { id: 9, a: { id: 2, method: { id: 3, url } } } },
			ids: ['9'],
		},
		{
			name: 'is not that of a group of webhooks',
			value: { webhookGroup: { id: 9, a: { id: 2, method: { id: 3, url } } } },
			ids: ['2'],
		},
		{
			name: 'is the one two objects above our URL',
			value: { x: { id: 9, a: { b: { url } } }, c: { id: 7 } },
			ids: ['9'],
		},
		{
			name: 'is missing if several objects may be the one with our URL',
			value: { rows: [{ id: 1, a: { url } }, { id: 2 }] },
			ids: [],
		},
		{ name: 'is that of a webhook', value: { webhook: { id: 9 }, c: { id: 7 } }, ids: ['9'] },
		{
			name: 'is that with our URL in another spelling',
			value: { id: 1, data: { id: 9, url: url.replace('n8n.example.com', 'N8N.example.com:443') } },
			ids: ['9'],
		},
		{ name: 'is not an empty one', value: { id: '', webhookId: 'w' }, ids: ['w'] },
		{ name: 'is a number named "subscription"', value: { subscription: 17 }, ids: ['17'] },
		{ name: 'is a GUID named "subscription"', value: { subscription: GUID }, ids: [GUID] },
		{ name: 'is not another string named "subscription"', value: { subscription: '1x' }, ids: [] },
		{
			name: 'is not the GUID of something else beside an id',
			value: { id: GUID, batchGuid: OTHER_GUID },
			ids: [GUID],
		},
		{
			name: 'is at the end of one address of its own',
			value: { self: '/s/17', href: '/s/18' },
			ids: ['17'],
		},
		{
			name: 'is in the first address with an id',
			value: { self: '/s/name', href: '/s/18' },
			ids: ['18'],
		},
		{ name: 'is not a number where an address belongs', value: { self: '17' }, ids: [] },
		{
			name: 'is in another address',
			value: { uri: '/s/17', url: '/s/18', callback },
			ids: ['17'],
		},
		{
			name: 'is in an address with a path',
			value: { uri: '17', url: '/s/18', callback },
			ids: ['18'],
		},
		{
			name: 'is in an address with an id',
			value: { uri: '/s/name', url: '/s/18', callback },
			ids: ['18'],
		},
		{
			name: 'is in an address without TLS',
			value: { url: 'http://a.example.com/18', callback },
			ids: ['18'],
		},
		{
			name: 'is not in the only address',
			value: { url: '/s/18', note: 'see /x', text: '/a b' },
			ids: [],
		},
		{ name: 'is not in our URL', value: { uri: `${url}/17`, callback }, url: `${url}/17`, ids: [] },
		{ name: 'is neither of two', value: { a: { self: '/s/17' }, b: { self: '/s/18' } }, ids: [] },
		{ name: 'is not in the links of others', value: { links: { href: '/t/3' } }, ids: [] },
		{ name: 'is at the end of an address', value: { id: 'http://a.example.com/17' }, ids: ['17'] },
		{ name: 'is not a part of a string', value: { id: 'x:https://a/17' }, ids: ['x:https://a/17'] },
	])('$name', ({ value, ids, url: own = url }) => {
		expect(subscriptionIds(value, own)).toEqual(ids);
	});
});
