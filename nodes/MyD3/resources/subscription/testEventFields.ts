import type { INodeProperties } from 'n8n-workflow';

const displayOptions = { show: { resource: ['subscription'], operation: ['sendTestEvent'] } };

/**
 * Made up: MyD3 does not document what an event looks like. IDs, number and dates are n8n expressions, so that no two
 * events are duplicates, whether the trigger compares an ID or the whole event.
 */
const SAMPLE_EVENT = `={
  "eventId": "test-{{ $now.toMillis() }}",
  "eventType": "InvoiceIssued",
  "occurredAt": "{{ $now.toUTC().toISO() }}",
  "invoice": {
    "number": "TEST-{{ $now.toMillis() }}",
    "issueDate": "{{ $now.toFormat('yyyy-MM-dd') }}",
    "dueDate": "{{ $now.plus({ days: 30 }).toFormat('yyyy-MM-dd') }}",
    "purchaseOrder": "PO-1048",
    "currency": "AUD",
    "supplier": { "name": "Data#3 Limited", "abn": "00 000 000 000" },
    "lines": [
      {
        "description": "Microsoft 365 E3, monthly subscription",
        "quantity": 50,
        "unitPrice": 57.3,
        "amount": 2865
      },
      { "description": "Laptop, 14 inch", "quantity": 4, "unitPrice": 2349, "amount": 9396 }
    ],
    "subtotal": 12261,
    "gst": 1226.1,
    "total": 13487.1
  }
}`;

/** Parameters of the Send Test Event operation. */
export const testEventFields: INodeProperties[] = [
	{
		displayName:
			'The workflow treats this event like a real one: if it books invoices, it books this one. You can send it only to MyD3 Triggers in this n8n instance. If the list of subscriptions is empty or out of date, close and reopen this node while the trigger is listening.',
		name: 'testEventNotice',
		type: 'notice',
		default: '',
		displayOptions,
	},
	{
		displayName: 'Event',
		name: 'event',
		type: 'json',
		required: true,
		typeOptions: { rows: 12 },
		default: SAMPLE_EVENT,
		description:
			'The event to send, as a JSON object. The sample is made up. Its IDs change each time, because the trigger ignores an event that it has already received.',
		displayOptions,
	},
];
