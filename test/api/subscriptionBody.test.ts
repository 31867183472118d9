import { writeSubscription } from '../../nodes/MyD3/api/responses';
import { apiDetails } from '../../nodes/MyD3/api/contract';

const URL_WITH_KEY = 'https://n8n.example.com/webhook?apiKey=k';

/** What create sends for an issued invoice with these overrides. */
const sent = (overrides: Record<string, unknown> = {}, additionalFields = {}) =>
	writeSubscription(
		'InvoiceIssued',
		URL_WITH_KEY,
		additionalFields,
		apiDetails({
			baseUrl: 'https://api.myd3.example.com',
			overrideApiDetails: true,
			...overrides,
		}),
	);

describe('the body of create', () => {
	it.each([
		{
			name: 'the names that are assumed',
			overrides: {},
			body: { eventType: 'InvoiceIssued', notificationUrl: URL_WITH_KEY },
		},
		{
			name: 'other names',
			overrides: { eventTypeField: 'event', notificationUrlField: 'uri' },
			body: { event: 'InvoiceIssued', uri: URL_WITH_KEY },
		},
		{
			name: 'lists of one',
			overrides: { eventTypeField: 'events[]', notificationUrlField: 'urls[]' },
			body: { events: ['InvoiceIssued'], urls: [URL_WITH_KEY] },
		},
		{
			name: 'a name that has brackets elsewhere',
			overrides: { eventTypeField: 'e[]vent' },
			body: { 'e[]vent': 'InvoiceIssued', notificationUrl: URL_WITH_KEY },
		},
	])('is written with $name', ({ overrides, body }) => {
		expect(sent(overrides)).toEqual(body);
	});

	it('takes additional fields along as they are', () => {
		expect(sent({}, { description: 'n8n', retry: { times: 3 } })).toEqual({
			description: 'n8n',
			retry: { times: 3 },
			eventType: 'InvoiceIssued',
			notificationUrl: URL_WITH_KEY,
		});
	});

	it.each([
		{ field: 'eventType', overrides: {} },
		{ field: 'notificationUrl', overrides: {} },
		{ field: 'events', overrides: { eventTypeField: 'events[]' } },
	])('takes no additional field in place of its own: $field', ({ field, overrides }) => {
		expect(() => sent(overrides, { description: 'n8n', [field]: 'x' })).toThrow(
			`"${field}" cannot be an additional subscription field: this node sends it itself.`,
		);
	});
});
