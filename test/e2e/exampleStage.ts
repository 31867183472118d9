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

/** A scene with every system that the example workflows talk to. */
export interface Stage {
	scene: Scene;
	xero: Xero;
	quickBooks: QuickBooks;
	/** QuickBooks' sandbox, with a separate company file. */
	quickBooksSandbox: QuickBooks;
	myob: Myob;
	sheets: GoogleSheets;
	mailbox: Mailbox;
	/**
	 * Creates an example in n8n, as a user who follows its notes would.
	 *
	 * @param file its name in `examples/`
	 * @param fillIn values to fill in, by node and field
	 * @param settings of the workflow, such as its error workflow
	 * @returns the id of the workflow, which is not active yet
	 */
	importExample(
		file: string,
		fillIn?: Record<string, Record<string, string | boolean>>,
		settings?: Record<string, unknown>,
	): Promise<string>;
	/**
	 * Sends an event once, as MyD3 does, and waits for the execution to end.
	 *
	 * @param workflowId the only active workflow with a MyD3 Trigger
	 * @param body one event or several
	 * @returns the status that MyD3 got, and the execution
	 * @throws Error if no execution started
	 */
	deliver(workflowId: string, body: object): Promise<Delivered>;
	/**
	 * Sends several events at once, as MyD3 does.
	 *
	 * @returns the statuses that MyD3 got, in the order of `bodies`
	 */
	deliverSimultaneously(bodies: object[]): Promise<Array<Delivered['status']>>;
	stop(): Promise<void>;
}

/** The outcome of one delivery. */
export interface Delivered {
	/** The status that MyD3 got. */
	status: number | 'unreachable' | undefined;
	execution: Execution;
}

/**
 * Starts n8n with the package, the simulated MyD3, and stand-ins for the accounting systems and the mail server, all
 * behind TLS.
 *
 * @returns the stage, with a credential in n8n for each system; the caller stops it
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
					// The editor gives each imported node with a webhook an address.
					...(node.type === 'n8n-nodes-myd3.myD3Trigger' && { webhookId: randomUUID() }),
				})),
			});
		},
		deliverSimultaneously: async (bodies) => {
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
			if (!newest || newest.id === before?.id) throw new Error('No execution started.');
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

/** What n8n stores for an OAuth2 credential after "Connect my account". */
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

/** Drags every value of the sample onto its field in "Check the Invoice"; leaves other nodes alone. */
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

/** Sets values in an Edit Fields node; "Your Settings" has its fields below "settings". */
function filledIn(node: WorkflowNode, values: Record<string, string | boolean>): WorkflowNode {
	if (Object.keys(values).length === 0) return node;
	const { assignments } = node.parameters.assignments as {
		assignments: Array<{ name: string; value: string | boolean }>;
	};
	const filled = assignments.map((assignment) => ({
		...assignment,
		value: values[assignment.name.replace('settings.', '')] ?? assignment.value,
	}));
	return { ...node, parameters: { ...node.parameters, assignments: { assignments: filled } } };
}

/** The credential types that a node needs, by its type or by the setting of an HTTP Request. */
function chosen(
	{ type, parameters }: WorkflowNode,
	all: NonNullable<WorkflowNode['credentials']>,
): WorkflowNode['credentials'] {
	const requested =
		parameters.nodeCredentialType ??
		parameters.genericAuthType ??
		{
			'n8n-nodes-myd3.myD3Trigger': 'myD3Api',
			'n8n-nodes-base.xero': 'xeroOAuth2Api',
			'n8n-nodes-base.quickbooks': 'quickBooksOAuth2Api',
			'n8n-nodes-base.emailSend': 'smtp',
			'n8n-nodes-base.googleSheets': 'googleSheetsOAuth2Api',
		}[type];
	return typeof requested === 'string' && all[requested]
		? { [requested]: all[requested] }
		: undefined;
}
