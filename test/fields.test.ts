/** What users' workflows store, and when n8n shows it: a changed line here means a change to saved workflows. */
import type { INodeProperties } from 'n8n-workflow';

import { MyD3Api } from '../credentials/MyD3Api.credentials';
import { MyD3 } from '../nodes/MyD3/MyD3.node';
import { MyD3Trigger } from '../nodes/MyD3/MyD3Trigger.node';

type Field = Partial<Omit<INodeProperties, 'modes'>> & { modes?: unknown[]; value?: unknown };

/** A line for each field and option: name, type, default or value, and whatever else matters. */
const linesOf = (fields: Field[], indent = ''): string[] =>
	fields.flatMap(({ name, type, value, options = [], modes = [], displayOptions, ...field }) => {
		const preset = JSON.stringify(field.default) ?? '';
		const own = type === undefined ? `= ${String(value)}` : `${type} ${preset.slice(0, 40)}`;
		const { required, noDataExpression, requiresDataPath, typeOptions } = field;
		const rest = JSON.stringify({ required, noDataExpression, requiresDataPath, ...typeOptions });
		const shown = Object.entries(displayOptions?.show ?? {}).map(
			([other, values]) => `${other}=${String(values)}`,
		);
		return [
			[`${indent}${name}`, own, rest.replace('{}', ''), ...shown].filter(Boolean).join(' '),
			...linesOf([...options, ...modes] as Field[], `${indent}- `),
		];
	});

it.each<{ of: string; fields: INodeProperties[]; lines: string[] }>([
	{
		of: 'the trigger',
		fields: new MyD3Trigger().description.properties,
		lines: [
			'events multiOptions ["InvoiceIssued"] {"required":true}',
			'- Invoice Issued = InvoiceIssued',
			'- Other Event = custom',
			'customEventTypes string "" events=custom',
			'responseMode options "onReceived"',
			'- Immediately = onReceived',
			'- When the Workflow Finishes = lastNode',
			'options collection {}',
			'- additionalFields json "{}"',
			'- eventIdField string ""',
			'- ignoreDuplicates boolean true',
			'- includeMetadata boolean false',
		],
	},
	{
		of: 'the MyD3 node',
		fields: new MyD3().description.properties,
		lines: [
			'resource options "subscription" {"noDataExpression":true}',
			'- Connection = connection',
			'- Invoice = invoice',
			'- Subscription = subscription',
			'operation options "getAll" {"noDataExpression":true} resource=subscription',
			'- Create = create',
			'- Delete = delete',
			'- Get = get',
			'- Get Many = getAll',
			'- Send Test Event = sendTestEvent',
			'createNotice notice "" resource=subscription operation=create',
			'eventType string "" {"required":true} resource=subscription operation=create',
			'notificationUrl string "" {"required":true} resource=subscription operation=create',
			'additionalFields json "{}" resource=subscription operation=create',
			'subscriptionId resourceLocator {"mode":"list","value":""} {"required":true} resource=subscription operation=delete,get,sendTestEvent',
			'- list list  {"searchListMethod":"searchSubscriptions","searchable":true}',
			'- id string ',
			'returnAll boolean false resource=subscription operation=getAll',
			'limit number 50 {"minValue":1} resource=subscription operation=getAll returnAll=false',
			'filters collection {} resource=subscription operation=getAll',
			'- eventType string ""',
			'- notificationUrlContains string ""',
			'options collection {} resource=subscription operation=get,getAll',
			'- includeSecrets boolean false',
			'testEventNotice notice "" resource=subscription operation=sendTestEvent',
			'event json "={\\n  \\"eventId\\": \\"test-{{ $now.toMil {"required":true,"rows":12} resource=subscription operation=sendTestEvent',
			'operation options "diagnose" {"noDataExpression":true} resource=connection',
			'- Diagnose = diagnose',
			'includeTestSubscription boolean false resource=connection operation=diagnose',
			'eventType string "" resource=connection operation=diagnose includeTestSubscription=true',
			'notificationUrl string "" resource=connection operation=diagnose includeTestSubscription=true',
			'operation options "check" {"noDataExpression":true} resource=invoice',
			'- Check = check',
			'checkNotice notice "" resource=invoice operation=check',
			'documentType string "" resource=invoice operation=check',
			'number string "" {"required":true} resource=invoice operation=check',
			'issueDate string "" {"required":true} resource=invoice operation=check',
			'dueDate string "" resource=invoice operation=check',
			'currency string "" {"required":true} resource=invoice operation=check',
			'supplier string "" {"required":true} resource=invoice operation=check',
			'purchaseOrder string "" resource=invoice operation=check',
			'subtotal string "" resource=invoice operation=check',
			'gst string "" {"required":true} resource=invoice operation=check',
			'total string "" {"required":true} resource=invoice operation=check',
			'lines string "" {"required":true} resource=invoice operation=check',
			'lineDescription string "" {"required":true,"requiresDataPath":"single"} resource=invoice operation=check',
			'lineQuantity string "" {"requiresDataPath":"single"} resource=invoice operation=check',
			'lineUnitPrice string "" {"requiresDataPath":"single"} resource=invoice operation=check',
			'lineAmount string "" {"required":true,"requiresDataPath":"single"} resource=invoice operation=check',
			'lineGst string "" {"requiresDataPath":"single"} resource=invoice operation=check',
			'options collection {} resource=invoice operation=check',
			'- allowNegativeLines boolean true',
			'- amountsInCents boolean false',
			'- amountsIncludeGst boolean false',
			'- dateFormat options "DD/MM/YYYY"',
			'- - DD/MM/YYYY = DD/MM/YYYY',
			'- - MM/DD/YYYY = MM/DD/YYYY',
			'- expectedCurrency string "AUD"',
			'- expectedSupplier string ""',
			'- gstRate number 10 {"minValue":0,"maxValue":100,"numberPrecision":4}',
		],
	},
	{
		of: 'the credential',
		fields: new MyD3Api().properties,
		lines: [
			'apiKey string "" {"required":true,"password":true}',
			'baseUrl string "https://api.myd3.data3.com" {"required":true}',
			'overrideApiDetails boolean false',
			'requestsNotice notice "" overrideApiDetails=true',
			'tokenRequest string "POST /identity/v1/token\\n\\n{\\"apiKey\\": {"rows":5} overrideApiDetails=true',
			'createRequest string "POST /subscription/v1/subscription\\n\\n{ {"rows":6} overrideApiDetails=true',
			'listRequest string "GET /subscription/v1/subscription" {"rows":3} overrideApiDetails=true',
			'deleteRequest string "DELETE /subscription/v1/subscription/{i {"rows":3} overrideApiDetails=true',
			'accessTokenProperty string "" overrideApiDetails=true',
			'subscriptionIdProperty string "" overrideApiDetails=true',
			'apiSecret string "" {"password":true} overrideApiDetails=true',
			'accessToken hidden "" {"expirable":true,"password":true}',
		],
	},
])('the fields of $of are those that workflows store', ({ fields, lines }) => {
	expect(linesOf(fields)).toEqual(lines);
});

const icon = { light: 'file:../../icons/myd3.svg', dark: 'file:../../icons/myd3.dark.svg' };

it('the trigger has the description that n8n needs', () => {
	expect(new MyD3Trigger().description).toMatchObject({
		name: 'myD3Trigger',
		icon,
		group: ['trigger'],
		version: 1.1,
		subtitle:
			'={{$parameter["events"].map((event) => event === "custom" ? $parameter["customEventTypes"] : event.replace(/([a-z])([A-Z])/g, "$1 $2")).join(", ")}}',
		inputs: [],
		outputs: ['main'],
		credentials: [{ name: 'myD3Api', required: true }],
		webhooks: [
			{ name: 'setup', httpMethod: 'GET', path: 'webhook', ndvHideUrl: true, ndvHideMethod: true },
			{ name: 'setup', httpMethod: 'HEAD', path: 'webhook', ndvHideUrl: true, ndvHideMethod: true },
			{ name: 'default', httpMethod: 'POST', path: 'webhook', ndvHideUrl: true },
		],
	});
});

it('the MyD3 node has the description that n8n needs', () => {
	expect(new MyD3().description).toMatchObject({
		name: 'myD3',
		icon,
		group: ['transform'],
		version: 1,
		subtitle:
			'={{({ getAll: "get many", sendTestEvent: "send test event" }[$parameter["operation"]] ?? $parameter["operation"]) + ": " + $parameter["resource"]}}',
		usableAsTool: true,
		inputs: ['main'],
		outputs: ['main'],
		credentials: [
			{
				name: 'myD3Api',
				required: true,
				displayOptions: { show: { resource: ['subscription', 'connection'] } },
			},
		],
	});
	expect(new MyD3().methods.listSearch.searchSubscriptions).toBeInstanceOf(Function);
});
