import { randomUUID } from 'node:crypto';
import { makeCertificates } from '../certificates';
import { readExample } from './example';
import type { Execution } from './executions';
import { startHostsProxy } from './hostsProxy';
import type { N8nVersion } from './n8nProcess';
import { startScene, type Scene } from './scene';
import { makeGoogleSheets, SHEETS_HOST, type GoogleSheets } from './standIns/googleSheets';
import { startMailbox, type Mailbox } from './standIns/mailbox';
import { makeMyob, MYOB_HOST, type Myob } from './standIns/myob';
import {
	makeQuickBooks,
	QUICKBOOKS_COMPANY,
	QUICKBOOKS_HOST,
	QUICKBOOKS_SANDBOX_HOST,
	type QuickBooks,
} from './standIns/quickBooks';
import { makeXero, XERO_HOST, type Xero } from './standIns/xero';
import type { WorkflowNode } from './workflow';

/** A scene in which everybody is there whom the example workflows talk to. */
export interface Stage {
	scene: Scene;
	xero: Xero;
	quickBooks: QuickBooks;
	/** The sandbox of QuickBooks, another company file. */
	quickBooksSandbox: QuickBooks;
	myob: Myob;
	sheets: GoogleSheets;
	mailbox: Mailbox;
	/**
	 * Creates an example in n8n as a user would who follows its notes.
	 *
	 * @param file its name in `examples/`
	 * @param fillIn values to fill in, by node and field
	 * @param settings of the workflow, for example its error workflow
	 * @returns the workflow's id; it is not active yet
	 */
	importExample(
		file: string,
		fillIn?: Record<string, Record<string, string | boolean>>,
		settings?: Record<string, unknown>,
	): Promise<string>;
	/**
	 * Sends an event as MyD3 does, once, and waits for the end of the execution that it started.
	 *
	 * @param workflowId the only active workflow with a MyD3 Trigger
	 * @param body the event, or several of them
	 * @returns what MyD3 was answered, and the execution
	 * @throws Error when no execution was started
	 */
	deliver(workflowId: string, body: object): Promise<Delivered>;
	/**
	 * Sends several events as MyD3 does, all at the same time.
	 *
	 * @param bodies the events
	 * @returns what MyD3 was answered, in their order
	 */
	deliverAtOnce(bodies: object[]): Promise<Array<Delivered['status']>>;
	stop(): Promise<void>;
}

/** What became of one delivery. */
export interface Delivered {
	/** The status that MyD3 was answered. */
	status: number | 'unreachable' | undefined;
	execution: Execution;
}

/**
 * Starts n8n with the package, the simulated MyD3, and stand-ins for the accounting systems and the mail server, all
 * behind TLS.
 *
 * @param version which n8n
 * @returns the stage, with a credential for everybody created in n8n; the caller stops it
 */
export async function startStage(version: N8nVersion): Promise<Stage> {
	const xero = makeXero();
	const quickBooks = makeQuickBooks();
	const quickBooksSandbox = makeQuickBooks();
	const myob = makeMyob();
	const sheets = makeGoogleSheets();
	const hosts = {
		[XERO_HOST]: xero.listener,
		[QUICKBOOKS_HOST]: quickBooks.listener,
		[QUICKBOOKS_SANDBOX_HOST]: quickBooksSandbox.listener,
		[MYOB_HOST]: myob.listener,
		[SHEETS_HOST]: sheets.listener,
	};
	const certificates = makeCertificates(Object.keys(hosts));
	const proxy = await startHostsProxy(hosts, certificates);
	const mailbox = await startMailbox(certificates);
	const scene = await startScene(version, {
		certificates,
		redelivery: { attempts: 1, backoffMs: () => 0 },
		env: { HTTPS_PROXY: proxy.url, NO_PROXY: 'localhost,127.0.0.1' },
	});

	const create = async (type: string, data: Record<string, unknown>) => ({
		[type]: { id: await scene.n8n.api.createCredential(type, type, data), name: type },
	});
	const credentials: NonNullable<WorkflowNode['credentials']> = {
		...scene.credentials,
		...(await create('xeroOAuth2Api', oAuth2(xero.accessToken))),
		...(await create('quickBooksOAuth2Api', {
			...oAuth2(quickBooks.accessToken, { realmId: QUICKBOOKS_COMPANY }),
			environment: 'production',
		})),
		...(await create('oAuth2Api', oAuth2(myob.accessToken))),
		...(await create('googleSheetsOAuth2Api', oAuth2(sheets.accessToken))),
		...(await create('smtp', {
			user: mailbox.user,
			password: mailbox.password,
			host: 'localhost',
			port: mailbox.port,
			secure: true,
		})),
	};

	return {
		scene,
		xero,
		quickBooks,
		quickBooksSandbox,
		myob,
		sheets,
		mailbox,
		importExample: async (file, fillIn = {}, settings = {}) => {
			const example = readExample(file);
			return await scene.n8n.api.createWorkflow({
				...example,
				settings: { ...example.settings, ...settings },
				nodes: example.nodes.map((node) => ({
					...filledIn(mapped(node), fillIn[node.name] ?? {}),
					credentials: chosen(node, credentials),
					// The editor gives every imported node that has a webhook an address.
					...(node.type === 'n8n-nodes-myd3.myD3Trigger' && { webhookId: randomUUID() }),
				})),
			});
		},
		deliverAtOnce: async (bodies) => {
			const attempts = await Promise.all(
				bodies.map((body) => scene.simulator.deliver('InvoiceIssued', body)),
			);
			return attempts.map(([attempt]) => attempt?.status);
		},
		deliver: async (workflowId, body) => {
			const { api } = scene.n8n;
			const [before] = await api.executions(workflowId);
			const attempts = await scene.simulator.deliver('InvoiceIssued', body);
			const [newest] = await api.executions(workflowId);
			if (!newest || newest.id === before?.id) throw new Error('No execution was started.');
			const execution = await api.finishedExecution(newest.id);
			return { status: attempts[0]?.status, execution };
		},
		stop: async () => {
			await scene.stop();
			await mailbox.stop();
			await proxy.stop();
		},
	};
}

/** What n8n keeps of an OAuth2 credential after "Connect my account". */
const oAuth2 = (accessToken: string, callbackQueryString: object = {}) => ({
	clientId: 'client-id',
	clientSecret: 'client-secret',
	oauthTokenData: {
		access_token: accessToken,
		token_type: 'Bearer',
		expires_in: 3600,
		callbackQueryString,
	},
});

/** "Check the Invoice" after every value of the sample was dragged onto its field; any other node as it is. */
function mapped(node: WorkflowNode): WorkflowNode {
	if (node.name !== 'Check the Invoice') return node;
	const values = Object.entries({
		number: 'number',
		issueDate: 'issueDate',
		dueDate: 'dueDate',
		currency: 'currency',
		supplier: 'supplier.name',
		purchaseOrder: 'purchaseOrder',
		subtotal: 'subtotal',
		gst: 'gst',
		total: 'total',
		lines: 'lines',
	}).map(([field, path]) => [field, `={{ $json.invoice.${path} }}`]);
	const line = Object.entries({
		lineDescription: 'description',
		lineQuantity: 'quantity',
		lineUnitPrice: 'unitPrice',
		lineAmount: 'amount',
		lineGst: 'gst',
	}).map(([field, name]) => [field, `invoice.lines[0].${name}`]);
	return {
		...node,
		parameters: { ...node.parameters, ...Object.fromEntries([...values, ...line]) },
	};
}

/** An Edit Fields node with values in it; "Your Settings" keeps its fields below "settings". */
function filledIn(node: WorkflowNode, values: Record<string, string | boolean>): WorkflowNode {
	if (Object.keys(values).length === 0) return node;
	const { assignments } = node.parameters.assignments as {
		assignments: Array<{ name: string; value: string | boolean }>;
	};
	const filled = assignments.map((one) => ({
		...one,
		value: values[one.name.replace('settings.', '')] ?? one.value,
	}));
	return { ...node, parameters: { ...node.parameters, assignments: { assignments: filled } } };
}

/** Which credential types a node wants, by the type of the node or by what an HTTP Request was set to. */
function chosen(
	{ type, parameters }: WorkflowNode,
	all: NonNullable<WorkflowNode['credentials']>,
): WorkflowNode['credentials'] {
	const wanted =
		parameters.nodeCredentialType ??
		parameters.genericAuthType ??
		{
			'n8n-nodes-myd3.myD3Trigger': 'myD3Api',
			'n8n-nodes-base.xero': 'xeroOAuth2Api',
			'n8n-nodes-base.quickbooks': 'quickBooksOAuth2Api',
			'n8n-nodes-base.emailSend': 'smtp',
			'n8n-nodes-base.googleSheets': 'googleSheetsOAuth2Api',
		}[type];
	return typeof wanted === 'string' && all[wanted] ? { [wanted]: all[wanted] } : undefined;
}
