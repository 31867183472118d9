/** Proves, with a trigger that does nothing, that the test host behaves like n8n; names n8n's source for each fact. */
import { gzipSync, brotliCompressSync } from 'node:zlib';

import { NodeOperationError } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { MyD3Trigger } from '../../nodes/MyD3/MyD3Trigger.node';
import { deferred } from '../deferred';
import { triggerOfAnotherProcess } from './anotherProcess';
import { Host } from './host';
import type { HostOptions } from './host';

/** What the naive trigger's webhook() got. */
interface Seen {
	webhookName: string;
	method: string;
	mode: string;
	url: string | undefined;
	key: unknown;
	body: unknown;
	rawBody: string | undefined;
}
type HookFunction = (context: IHookFunctions, attempt: number) => Promise<void>;

/** A trigger that keeps a key in static data, with entries for GET and HEAD; tests extend its hooks. */
class NaiveTrigger implements INodeType {
	description = {
		displayName: 'Naive Trigger',
		name: 'naiveTrigger',
		group: ['trigger'],
		version: 1.1,
		description: 'Does nothing',
		defaults: { name: 'Naive Trigger' },
		inputs: [],
		outputs: ['main'],
		properties: [],
		webhooks: [
			{ name: 'setup', httpMethod: 'GET', path: 'webhook', responseData: '' },
			{ name: 'setup', httpMethod: 'HEAD', path: 'webhook', responseData: '' },
			{ name: 'default', httpMethod: 'POST', path: 'webhook', responseData: '' },
		],
	} as unknown as INodeTypeDescription;
	readonly seen: Seen[] = [];
	/** The URL and the key that each hook got. */
	readonly shown: Array<[string, string | undefined, unknown]> = [];
	onCreate: HookFunction = async () => await Promise.resolve();
	onDelete: HookFunction = async () => await Promise.resolve();
	/** Whether webhook() reads the bytes that n8n has not read. */
	isReading = false;
	private attempts = 0;

	webhookMethods = this.hooks();

	constructor(version: number | number[] = 1.1) {
		this.description.version = version;
	}

	private hooks() {
		const note = (context: IHookFunctions, hook: string) =>
			this.shown.push([hook, context.getNodeWebhookUrl('default'), keyOf(context)]);
		const onCreate: HookFunction = async (context, attempt) =>
			await this.onCreate(context, attempt);
		const onDelete: HookFunction = async (context, attempt) =>
			await this.onDelete(context, attempt);
		const next = () => ++this.attempts;
		return {
			default: {
				async checkExists(this: IHookFunctions) {
					return await Promise.resolve(keyOf(this) === 'is there');
				},
				async create(this: IHookFunctions) {
					note(this, 'create');
					this.getWorkflowStaticData('node').key = 'new';
					await onCreate(this, next());
					return true;
				},
				async delete(this: IHookFunctions) {
					note(this, 'delete');
					await onDelete(this, next());
					delete this.getWorkflowStaticData('node').key;
					return true;
				},
			},
		};
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const trigger = theTrigger as NaiveTrigger;
		const request = this.getRequestObject();
		if (trigger.isReading && request.rawBody === undefined) await request.readRawBody();
		trigger.seen.push({
			webhookName: this.getWebhookName(),
			method: request.method,
			mode: this.getMode(),
			url: this.getNodeWebhookUrl('default'),
			key: keyOf(this),
			body: request.body as unknown,
			rawBody: (request.rawBody as Buffer | undefined)?.toString(),
		});
		if (request.query.event === undefined) return { webhookResponse: 'no event' };
		return { webhookResponse: 'event', workflowData: [[{ json: {} }]] };
	}
}

const keyOf = (context: IHookFunctions | IWebhookFunctions): unknown =>
	context.getWorkflowStaticData('node').key;

// n8n calls webhook() with its own `this`, so the test's trigger must be found differently.
let theTrigger: NaiveTrigger | undefined;
const hostOf = (trigger: NaiveTrigger, options: Partial<HostOptions> = {}): Host => {
	theTrigger = trigger;
	return new Host({ credential: {}, trigger, ...options });
};
const failing = async () => await Promise.reject(new Error('the vendor refuses'));
const EVERY_ROUTE = [200, 200, 200];
/** Which of GET, HEAD and POST n8n serves at this URL. */
const statuses = async (host: Host, url = host.webhookUrl) => {
	const found: number[] = [];
	for (const method of ['GET', 'HEAD', 'POST']) {
		found.push((await host.deliver(url, { method })).status);
	}
	return found;
};

describe('activation', () => {
	// workflow-trigger-activator.js, activateInternal; active-workflow-manager.js of 1.123.81, addWebhooks
	it.each(['2.41', '1.123'] as const)(
		'serves deliveries while create runs, with the static data saved before: n8n %s',
		async (n8n) => {
			const trigger = new NaiveTrigger();
			const host = hostOf(trigger, { n8n, staticData: { key: 'old' } });
			trigger.onCreate = async () => void (await host.deliver(host.webhookUrl));
			expect(await host.activate()).toBe(true);
			expect(host.staticData).toEqual({ key: 'new' });
			await host.deliver(host.webhookUrl);
			expect(trigger.seen.map(({ key }) => key)).toEqual(['old', 'new']);
		},
	);

	// workflow-trigger-activator.js, registerWebhookTriggers: saves static data once all are registered
	it('registers several triggers at once, and saves static data after the last', async () => {
		const trigger = new NaiveTrigger();
		const host = hostOf(trigger, { moreTriggers: [{}] });
		const nodes: string[] = [];
		const bothAreThere = deferred();
		trigger.onCreate = async (context) => {
			if (nodes.push(context.getNode().name) === 2) bothAreThere.resolve();
			await bothAreThere.promise;
			expect(host.staticDataOf(0)).toEqual({});
		};
		await host.activate();
		expect(nodes).toEqual(['MyD3 Trigger', 'MyD3 Trigger1']);
		expect([host.staticDataOf(0), host.staticDataOf(1)]).toEqual([{ key: 'new' }, { key: 'new' }]);
	});

	// active-workflow-manager.js of 1.123.81, addWebhooks: one loop over the webhooks of all nodes
	it('registers several triggers in order in n8n 1.123', async () => {
		const trigger = new NaiveTrigger();
		const host = hostOf(trigger, { n8n: '1.123', moreTriggers: [{}] });
		const steps: string[] = [];
		trigger.onCreate = async (context) => {
			steps.push(`${context.getNode().name} begins`);
			steps.push(`second route ${(await host.deliver(host.webhookUrlOf(1))).status}`);
		};
		await host.activate();
		expect(steps).toEqual([
			'MyD3 Trigger begins',
			'second route 404',
			'MyD3 Trigger1 begins',
			'second route 200',
		]);
	});

	// webhook.service.js, getNodeWebhooks and runWebhookMethod
	it('stores the entries in their order, and calls hooks only for those that have them', async () => {
		const trigger = new NaiveTrigger();
		const host = hostOf(trigger);
		let duringCreate: number[] = [];
		trigger.onCreate = async () => void (duringCreate = await statuses(host));
		await host.activate();
		expect(duringCreate).toEqual(EVERY_ROUTE);
		expect(host.hookCalls).toEqual(['POST checkExists', 'POST create']);
		expect(trigger.seen.map(({ webhookName, method }) => [webhookName, method])).toEqual([
			['setup', 'GET'],
			['setup', 'HEAD'],
			['default', 'POST'],
		]);
	});

	// trigger-activation-retry.js; webhook-trigger-registrar.js, clearRegisteredWebhook
	it('tries five times, and calls delete after each with the static data in memory', async () => {
		const trigger = new NaiveTrigger();
		trigger.onCreate = failing;
		const host = hostOf(trigger);
		await expect(host.activate()).rejects.toThrow('the vendor refuses');
		const round = ['POST checkExists', 'POST create', 'POST delete'];
		expect(host.hookCalls).toEqual([...round, ...round, ...round, ...round, ...round]);
		expect(trigger.shown.filter(([hook]) => hook === 'delete').map(([, , key]) => key)).toEqual([
			'new',
			'new',
			'new',
			'new',
			'new',
		]);
		expect(await statuses(host)).toEqual([404, 404, 404]);
	});

	// webhook-trigger-registrar.js, clearRegisteredWebhook drops the node's routes; the retry is of one webhook
	it('drops the routes for GET and HEAD before the second attempt', async () => {
		const trigger = new NaiveTrigger();
		const found: number[][] = [];
		const host = hostOf(trigger);
		trigger.onCreate = async () => {
			found.push(await statuses(host));
			if (found.length === 1) await failing();
		};
		await host.activate();
		expect(found).toEqual([EVERY_ROUTE, [404, 404, 200]]);
	});

	// webhook-trigger-registrar.js, clearRegisteredWebhook: an error of delete is logged, and nothing after it is done
	it('keeps the routes for GET and HEAD if delete also throws', async () => {
		const trigger = new NaiveTrigger();
		const found: number[][] = [];
		const host = hostOf(trigger);
		trigger.onCreate = async () => {
			found.push(await statuses(host));
			if (found.length === 1) await failing();
		};
		trigger.onDelete = failing;
		await host.activate();
		expect(found).toEqual([EVERY_ROUTE, EVERY_ROUTE]);
		expect(host.logged).toEqual([new Error('the vendor refuses')]);
	});

	// active-workflow-manager.js of 1.123.81, addWebhooks and clearWebhooks
	it('tries once in n8n 1.123, and cleans up with the static data in the database', async () => {
		const trigger = new NaiveTrigger();
		trigger.onCreate = failing;
		const host = hostOf(trigger, { n8n: '1.123', staticData: { key: 'old' } });
		await expect(host.activate()).rejects.toThrow('the vendor refuses');
		expect(trigger.shown).toEqual([
			['create', host.webhookUrl, 'old'],
			['delete', host.webhookUrl, 'old'],
		]);
		expect(await statuses(host)).toEqual([404, 404, 404]);
	});

	// active-workflow-manager.js of 1.123.81, addActiveWorkflows; 2.41.1 does nothing for a published workflow
	it.each([
		{ n8n: '1.123' as const, calls: ['POST checkExists'] },
		{ n8n: '2.41' as const, calls: [] },
	])('calls these hooks when n8n $n8n starts: $calls', async ({ n8n, calls }) => {
		const host = hostOf(new NaiveTrigger(), { n8n });
		await host.activate();
		host.staticData = { key: 'is there' };
		host.hookCalls.splice(0);
		expect(await host.restart()).toBe(false);
		expect(host.hookCalls).toEqual(calls);
	});
});

describe('deactivation', () => {
	// workflow-trigger-activator.js, deregisterWebhookTriggers; active-workflow-manager.js of 1.123.81, remove
	it.each([
		{ n8n: '2.41' as const, tries: 3, saved: { key: 'new', lastTry: 3 } },
		{ n8n: '1.123' as const, tries: 1, saved: { key: 'new' } },
	])(
		'drops the routes although each delete throws: n8n $n8n, attempts $tries',
		async ({ n8n, tries, saved }) => {
			const trigger = new NaiveTrigger();
			const host = hostOf(trigger, { n8n });
			await host.activate();
			let count = 0;
			trigger.onDelete = async (context) => {
				context.getWorkflowStaticData('node').lastTry = ++count;
				await failing();
			};
			await expect(host.deactivate()).rejects.toThrow('the vendor refuses');
			expect(count).toBe(tries);
			expect(host.staticData).toEqual(saved);
			expect(await statuses(host)).toEqual([404, 404, 404]);
		},
	);
});

describe('test listening', () => {
	// test-webhooks.js, needsWebhook and toWorkflow; hook-context.js and webhook-context.js, getNodeWebhookUrl
	it('starts with empty static data, and under another URL, although webhook() gets the production one', async () => {
		const trigger = new NaiveTrigger();
		const host = hostOf(trigger, { staticData: { key: 'production' } });
		trigger.onCreate = async () => void (await host.deliver(host.testWebhookUrl));
		await host.listenForTest();
		await host.deliver(host.testWebhookUrl);
		expect(trigger.shown).toEqual([['create', host.testWebhookUrl, undefined]]);
		expect(trigger.seen.map(({ key, url, mode }) => ({ key, url, mode }))).toEqual([
			{ key: undefined, url: host.webhookUrl, mode: 'manual' },
			{ key: 'new', url: host.webhookUrl, mode: 'manual' },
		]);
		expect(host.staticData).toEqual({ key: 'production' });
		expect((await host.deliver(host.webhookUrl)).status).toBe(404);
	});

	// test-webhooks.js, needsWebhook: stores each webhook with the static data of its own turn
	it('never shows the entries for GET and HEAD what create wrote', async () => {
		const trigger = new NaiveTrigger();
		const host = hostOf(trigger);
		await host.listenForTest();
		expect(await statuses(host, host.testWebhookUrl)).toEqual(EVERY_ROUTE);
		expect(trigger.seen.map(({ key }) => key)).toEqual([undefined, undefined, 'new']);
	});

	// test-webhooks.js, executeWebhook and deactivateWebhooks
	it('listens until there is an execution, and then deletes with its own static data', async () => {
		const trigger = new NaiveTrigger();
		const host = hostOf(trigger);
		await host.listenForTest();
		await host.deliver(host.testWebhookUrl);
		expect(host.isListening).toBe(true);
		await host.deliver(`${host.testWebhookUrl}?event=1`);
		await host.idle();
		expect(host.isListening).toBe(false);
		expect(host.executions).toEqual([[{ json: {} }]]);
		expect(trigger.shown.at(-1)).toEqual(['delete', host.testWebhookUrl, 'new']);
	});

	// test-webhooks.js, executeWebhook calls deactivateWebhooks however far needsWebhook is, which registers once more
	it('calls delete while create is still running if the event comes that early, and continues to listen', async () => {
		const trigger = new NaiveTrigger();
		const host = hostOf(trigger);
		trigger.onCreate = async () => {
			await host.deliver(`${host.testWebhookUrl}?event=1`);
			await host.idle();
			expect(host.hookCalls).toEqual(['POST checkExists', 'POST create', 'POST delete']);
		};
		await host.listenForTest();
		expect(trigger.shown.at(-1)).toEqual(['delete', host.testWebhookUrl, undefined]);
		expect(host.isListening).toBe(true);
	});

	// test-webhooks.js, needsWebhook
	it('calls delete once if create fails', async () => {
		const trigger = new NaiveTrigger();
		trigger.onCreate = failing;
		const host = hostOf(trigger);
		await expect(host.listenForTest()).rejects.toThrow('the vendor refuses');
		expect(host.hookCalls).toEqual(['POST checkExists', 'POST create', 'POST delete']);
		expect(host.isListening).toBe(false);
	});
});

describe('the body of a delivery', () => {
	const JSON_TYPE = { 'content-type': 'application/json' };
	const sent = async (
		version: number,
		body: string | Buffer | undefined,
		headers: Record<string, string>,
		{ isReading = false, n8n = '2.41' as HostOptions['n8n'] } = {},
	) => {
		const trigger = new NaiveTrigger(version);
		trigger.isReading = isReading;
		const host = hostOf(trigger, { n8n });
		await host.activate();
		const { status } = await host.deliver(host.webhookUrl, { body, headers });
		const { body: parsed, rawBody } = trigger.seen[0] ?? {};
		return { status, parsed, rawBody, thrown: host.failedExecutions[0] };
	};

	// webhook-helpers.js, parseRequestBody and isParsableContentType; body-parser.js, parseBody
	it.each([
		['application/json; charset=utf-8', '{"a":1}', { a: 1 }, true],
		['text/plain', '{"a":1}', '{"a":1}', true],
		['application/x-www-form-urlencoded', 'a=1', { a: '1' }, true],
		['application/cloudevents+xml', '<a>1</a>', { a: '1' }, true],
		['application/cloudevents+json', '{"a":1}', undefined, false],
		['application/octet-stream', '{"a":1}', undefined, false],
		['', '{"a":1}', undefined, false],
	])(
		'of type "%s" (%s) is parsed as %j for version 1; read for 1.1, too: %s',
		async (type, body, parsed, isRead) => {
			const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
			const read = { status: 200, rawBody: body, parsed, thrown: undefined };
			expect(await sent(1, body, headers)).toEqual(read);
			expect(await sent(1.1, body, headers)).toEqual(
				isRead ? read : { status: 200, thrown: undefined },
			);
		},
	);

	// body-parser.js, rawBodyReader
	it('can be read by the trigger if n8n has not read it', async () => {
		const options = { isReading: true };
		expect((await sent(1.1, '{"a":1}', {}, options)).rawBody).toBe('{"a":1}');
	});

	// body-parser.js, parseBody: no parser has run to set it
	it('is undefined if empty', async () => {
		expect(await sent(1.1, undefined, JSON_TYPE)).toEqual({ status: 200, rawBody: '' });
	});

	// body-parser.js, rawBodyReader
	it('is inflated for gzip, but not for br', async () => {
		const gzip = { ...JSON_TYPE, 'content-encoding': 'gzip' };
		expect((await sent(1.1, gzipSync('{"a":1}'), gzip)).parsed).toEqual({ a: 1 });
		const br = { 'content-encoding': 'br' };
		const compressed = brotliCompressSync('{"a":1}');
		const { rawBody } = await sent(1.1, compressed, br, { isReading: true });
		expect(rawBody).toBe(compressed.toString());
	});

	// body-parser.js, parseBody
	it('gets 422 before the trigger sees it if it is not JSON', async () => {
		expect(await sent(1.1, 'no JSON', JSON_TYPE)).toEqual({ status: 422 });
	});

	// body-parser.js, rawBodyReader, and raw-body
	it.each([
		{ name: 'is too large', body: Buffer.alloc(16 * 1024 * 1024 + 1), encoding: 'identity' },
		{ name: 'is not gzip', body: Buffer.from('no gzip'), encoding: 'gzip' },
	])('makes readRawBody throw if it $name', async ({ body, encoding }) => {
		const { status, thrown } = await sent(
			1.1,
			body,
			{ 'content-encoding': encoding },
			{ isReading: true },
		);
		expect(status).toBe(500);
		expect(thrown).toMatchObject(
			encoding === 'gzip'
				? { code: 'Z_DATA_ERROR' }
				: { status: 413, statusCode: 413, type: 'entity.too.large' },
		);
	});

	// webhook-form-data.js; then body-parser.js, rawBodyReader on a stream that has ended
	it.each([
		{ n8n: '2.41' as const, error: { httpStatusCode: 400 } },
		{ n8n: '1.123' as const, error: { type: 'stream.not.readable', status: 500 } },
	])('is used up if it is multipart: n8n $n8n', async ({ n8n, error }) => {
		const body = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
		const headers = { 'content-type': 'multipart/form-data; boundary=x' };
		expect(await sent(1.1, body, headers, { n8n })).toEqual({
			status: 200,
			parsed: { data: { a: '1' }, files: {} },
		});
		const { thrown } = await sent(1.1, body, headers, { n8n, isReading: true });
		expect(thrown).toMatchObject(error);
	});
});

describe('a delivery', () => {
	// webhook-helpers.js, executeWebhook: records a failed execution for whatever webhook() throws
	it('gets 500 if webhook() throws', async () => {
		const trigger = new NaiveTrigger();
		trigger.webhook = async () => await failing();
		const host = hostOf(trigger);
		await host.activate();
		expect((await host.deliver(host.webhookUrl)).status).toBe(500);
		expect(host.failedExecutions).toEqual([new Error('the vendor refuses')]);
	});

	// live-webhooks.js, executeWebhook, and workflow-static-data.service.js: they write the whole column
	it('writes back what it loaded, over what was saved since', async () => {
		const trigger = new NaiveTrigger();
		const host = hostOf(trigger, { moreTriggers: [{}] });
		await host.activate();
		trigger.webhook = async function (this: IWebhookFunctions) {
			this.getWorkflowStaticData('node').seen = true;
			host.staticData = { key: 'newer' };
			return await Promise.resolve({});
		};
		await host.deliver(host.webhookUrl);
		expect(host.staticData).toEqual({ key: 'new', seen: true });
	});

	// node-helpers.js of n8n-workflow, and what the editor does: defaultVersion, otherwise the newest
	it.each([
		[[1, 1.1], 1.1],
		[1, 1],
	])(
		'goes to a node with the version that a new node gets: of %j, that is %j',
		async (versions, version) => {
			const host = hostOf(new NaiveTrigger(versions));
			expect(host.hookContext().getNode().typeVersion).toBe(version);
		},
	);
});

describe('another n8n', () => {
	it('is a copy at another address, with the same ids and static data', async () => {
		const trigger = new NaiveTrigger();
		const host = hostOf(trigger);
		await host.activate();
		const copy = host.copy('https://staging.example.com/');
		await copy.deactivate();
		expect(trigger.shown.at(-1)).toEqual([
			'delete',
			host.webhookUrl.replace('n8n.example.com', 'staging.example.com'),
			'new',
		]);
		expect([host.staticData, copy.staticData]).toEqual([{ key: 'new' }, {}]);
		const idOf = (each: Host) => each.hookContext().getNode().id;
		expect(idOf(copy)).toBe(idOf(host));
	});

	it('is a webhook process, which shares the database and no module', async () => {
		const host = hostOf(new NaiveTrigger());
		const other = new NaiveTrigger();
		const webhookProcess = host.webhookProcess(other);
		await host.activate();
		theTrigger = other;
		await webhookProcess.deliver(host.webhookUrl);
		expect(other.seen.map(({ key }) => key)).toEqual(['new']);
	});

	it('loads its own trigger, and throws errors of the only n8n-workflow', async () => {
		const trigger = triggerOfAnotherProcess() as MyD3Trigger;
		expect(trigger.constructor).not.toBe(MyD3Trigger);
		const context = new Host({ credential: {}, parameters: { events: [] } }).hookContext();
		await expect(trigger.webhookMethods.default.checkExists.call(context)).rejects.toBeInstanceOf(
			NodeOperationError,
		);
	});
});
