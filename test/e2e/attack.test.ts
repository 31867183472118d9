import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
	encoded,
	greedyChecks,
	notEvents,
	oddEvents,
	strangers,
	strangersChecks,
	type Attack,
	type Knowledge,
} from './attacks';
import { sendRaw, type RawResponse, type RawRequest } from './rawRequest';
import { invoiceNumber, startScene, triggerNode, VERSIONS, type Scene } from './scene';
import { chain } from './workflow';

const GENERATED = 200;
const SEED = Number(process.env.ATTACK_SEED ?? 20_261_124);

const keyOf = (notificationUrl: string) => notificationUrl.split('?apiKey=')[1]!;

describe.each(VERSIONS)('under attack, the webhook in n8n %s', (version) => {
	let scene: Scene;
	let workflowId: string;
	let knowledge: Knowledge;
	/** How many executions the honest and the odd but authentic deliveries have started. */
	let expectedExecutions = 0;

	beforeAll(async () => {
		scene = await startScene(version);
		const create = async (name: string) => {
			const trigger = triggerNode(scene.credentials, randomUUID());
			// Several subscriptions, each with its own key.
			Object.assign(trigger.parameters, {
				events: ['InvoiceIssued', 'custom'],
				customEventTypes: 'OrderShipped',
			});
			return await scene.n8n.api.createWorkflow(chain(name, [trigger, invoiceNumber]));
		};
		const { api } = scene.n8n;
		const latest = () => scene.simulator.subscriptions.at(-1)!.notificationUrl;

		workflowId = await create('Attacked');
		await api.activate(workflowId);
		const deleted = keyOf(latest());
		await api.deactivate(workflowId);
		await api.activate(workflowId);
		const notificationUrl = latest();

		await api.listenForTestEvent(workflowId, 'MyD3 Trigger');
		const ofTestUrl = keyOf(latest());
		expect(latest()).toContain('/webhook-test/');
		await api.stopListening(workflowId);

		await api.activate(await create('Another'));
		const { staticData } = await api.getWorkflow(workflowId);
		knowledge = {
			path: new URL(notificationUrl).pathname,
			key: keyOf(notificationUrl),
			otherKeys: {
				'the key of another node': keyOf(latest()),
				'the key of the test URL': ofTestUrl,
				'the key of a deleted subscription': deleted,
			},
			keyDigests: [...JSON.stringify(staticData).matchAll(/"keyDigest":"(\w{64})"/g)].map(
				([, digest]) => digest!,
			),
		};
		expect(knowledge.keyDigests).toHaveLength(2);
	}, 240_000);

	afterAll(async () => {
		await scene?.stop();
	}, 30_000);

	// After every attack: n8n still runs, accepts an honest event, and has executed nothing else.
	afterEach(async () => {
		const number = `HONEST-${randomUUID()}`;
		const response = await send({
			target: `${knowledge.path}?apiKey=${knowledge.key}`,
			body: JSON.stringify({ invoice: { number } }),
		});
		expect(response.status).toBe(200);
		expectedExecutions += 1;
		const executions = await scene.n8n.eventually('the end of all executions', async () => {
			const all = await scene.n8n.api.executions(workflowId);
			const ended = all.filter(({ status }) => ['success', 'error'].includes(status));
			return ended.length >= expectedExecutions && ended.length === all.length && all;
		});
		expect(executions).toHaveLength(expectedExecutions);
		const { output } = await scene.n8n.api.execution(executions[0]!.id);
		expect(output['Edit Fields']).toEqual([{ number }]);
	}, 60_000);

	const send = async (request: RawRequest): Promise<RawResponse> =>
		await sendRaw(scene.n8n.url, scene.certificateAuthority, request);

	const statusesOf = async (attacks: Attack[]) => {
		const statuses: Record<string, number> = {};
		for (const attack of attacks) statuses[attack.name] = (await send(attack)).status;
		return statuses;
	};
	const expectedOf = (attacks: Attack[]) =>
		Object.fromEntries(attacks.map(({ name, status }) => [name, status]));

	test('refuses strangers, whatever they try', async () => {
		const attacks = strangers(knowledge);

		expect(await statusesOf(attacks)).toEqual(expectedOf(attacks));
	}, 120_000);

	test('refuses with short JSON that repeats nothing from the request', async () => {
		const { body } = await send({
			target: `${knowledge.path}?apiKey=echo-me`,
			headers: { 'content-type': 'text/echo-me', 'x-echo': 'echo-me' },
			body: 'echo-me',
		});

		expect(body).toContain('{"status":"refused","message":"apiKey is missing or wrong"}');
		expect(body).not.toContain('echo-me');
	});

	test.each([
		{ name: 'by strangers', checks: strangersChecks },
		{ name: 'that ask for more than a short string', checks: greedyChecks },
	])(
		'refuses checks of the URL $name, without an echo',
		async ({ checks }) => {
			for (const attack of checks(knowledge)) {
				const { status, head, body } = await send(attack);
				expect([attack.name, status]).toEqual([attack.name, attack.status]);
				expect(head + body).not.toContain('echo-me');
			}
		},
		120_000,
	);

	test.each(['GET', 'HEAD'])(
		'treats a %s with the right key as a check of the URL, whatever comes with it, and starts nothing',
		async (method) => {
			const target = `${knowledge.path}?apiKey=${knowledge.key}&challenge=echo-me`;

			const { status, head, body } = await send({
				method,
				target,
				body: '{"invoice":{"number":"FORGED"}}',
			});

			expect(status).toBe(200);
			// Chunked, each chunk after its length.
			expect(body).toBe(method === 'GET' ? '7\r\necho-me\r\n0\r\n\r\n' : '');
			expect(head).toMatch(/^content-type: text\/plain/im);
			expect(head).toMatch(/^x-content-type-options: nosniff/im);
			expect(head).toMatch(/^cache-control: no-store/im);
		},
	);

	test('starts nothing for bodies that are not events', async () => {
		const attacks = notEvents(knowledge);

		expect(await statusesOf(attacks)).toEqual(expectedOf(attacks));
	}, 120_000);

	test.each(oddEvents)('treats an event as nothing but an event: $name', async ({ body }) => {
		const target = `${knowledge.path}?apiKey=${knowledge.key}`;

		expect((await send({ target, body })).status).toBe(200);
		expectedExecutions += 1;
	});

	test('accepts the right key percent-encoded, since that is the same key', async () => {
		const target = `${knowledge.path}?apiKey=${encoded(knowledge.key)}`;

		expect((await send({ target, body: '{"spelt":"otherwise"}' })).status).toBe(200);
		expectedExecutions += 1;
	});

	test(`refuses ${GENERATED} generated requests`, async () => {
		process.stdout.write(`n8n ${version}: ${GENERATED} generated requests, seed ${SEED}\n`);
		await fc.assert(
			fc.asyncProperty(forgery(knowledge), async (request) => {
				expect((await send(request)).status).toBe(401);
			}),
			{ seed: SEED, numRuns: GENERATED },
		);
	}, 180_000);
});

/** Requests that lack the right key, or have it misplaced or more than once. */
function forgery({ path, key }: Knowledge): fc.Arbitrary<RawRequest> {
	const changed = fc
		.tuple(fc.nat(key.length - 1), fc.string({ maxLength: 3, unit: 'binary' }))
		.map(([at, text]) => key.slice(0, at) + text + key.slice(at + 1))
		.filter((text) => text !== key);
	const cut = fc.nat(key.length - 1).map((length) => key.slice(0, length));
	const wrong = fc.oneof(changed, cut, fc.string({ unit: 'binary', maxLength: 60 }));
	const name = fc.constantFrom(
		'apiKey',
		'apiKey[]',
		'apiKey[a]',
		'apikey',
		'key',
		'__proto__[apiKey]',
	);
	const argument = fc
		.tuple(name, fc.oneof(wrong, fc.constant(key)))
		.map(([argumentName, value]) => ({ name: argumentName, value: encodeURIComponent(value) }));
	const query = fc
		.array(argument, { maxLength: 4 })
		.filter((all) => {
			const keys = all.filter((sent) => sent.name.startsWith('apiKey'));
			return !(keys.length === 1 && keys[0]!.name === 'apiKey' && keys[0]!.value === key);
		})
		.map((all) => all.map((sent) => `${sent.name}=${sent.value}`).join('&'));
	const body = fc.oneof(fc.json({ maxDepth: 6 }), fc.constant('{"invoice":{"number":"FORGED"}}'));
	return fc
		.record({ query, body })
		.map(({ query: arguments_, body: sent }) => ({ target: `${path}?${arguments_}`, body: sent }));
}
