import type { IDataObject, NodeApiError } from 'n8n-workflow';

import type { OnResponse } from '../../api/request';
import type { MyD3Client } from '../../api/client';
import { contract } from '../../api/contract';
import type { ContractEntry } from '../../api/contract';
import { isTlsError as isTlsFailure, isOutcomeUnknown } from '../../api/errors';
import { redactAndTruncate } from '../../api/redact';

/** The subscription that a diagnosis creates and deletes again. */
export interface TestSubscription {
	eventType: string;
	/** With a fresh key, which makes it unlike every other. */
	notificationUrl: string;
}

/** What the client was answered last: shown beside the step, secrets removed, shortened. */
export interface LastAnswer {
	observe: OnResponse;
	take(): { status: number | null; answer: string };
}

type Standing = ContractEntry<unknown>['basis'];
type Finding = Pick<Step, 'verdict' | 'explanation' | 'advice'>;

/** One step, as the user gets it. */
interface Step extends IDataObject {
	step: string;
	/** Does the vendor document what this step relies on, or is it an assumption? */
	standing: Standing;
	request: string;
	status: number | null;
	answer: string;
	verdict: 'ok' | 'failed' | 'skipped';
	explanation: string;
	advice: string;
}

const SKIPPED: Finding = {
	verdict: 'skipped',
	explanation: 'Not tried, because an earlier step did not succeed.',
	advice: 'First correct the step that failed.',
};

const ok = (explanation: string): Finding => ({
	verdict: 'ok',
	explanation,
	advice: 'Nothing to change.',
});

function failed(reason: unknown): Finding {
	const { message, description } = reason as NodeApiError;
	return { verdict: 'failed', explanation: message, advice: description ?? '' };
}

/** Makes a place where the client's last answer is kept. */
export function lastAnswer(): LastAnswer {
	const nothing = { status: null, answer: '' };
	let last: ReturnType<LastAnswer['take']> = nothing;
	return {
		observe: ({ status, headers, text }, secrets) => {
			const type = String(headers['content-type'] ?? '').split(';')[0];
			last = { status, answer: `${type} ${redactAndTruncate(text, secrets)}`.trim() };
		},
		take: () => {
			const taken = last;
			last = nothing;
			return taken;
		},
	};
}

/**
 * Goes through everything that a user of MyD3 depends on, step by step, and leaves nothing behind.
 * @param client one that tells its answers to `answers`
 * @param test the subscription to create and delete; undefined to look only
 * @returns one entry per step; a step that fails is an entry too, never an error
 */
export async function diagnose(
	client: MyD3Client,
	answers: LastAnswer,
	test?: TestSubscription,
): Promise<IDataObject[]> {
	const steps: Step[] = [];
	/** Takes one step if those before allow it. @returns whether it succeeded */
	const take = async (
		step: string,
		standing: Standing,
		request: string,
		possible: boolean,
		attempt: () => Promise<Finding>,
	): Promise<boolean> => {
		const [result] = await Promise.allSettled([possible ? attempt() : SKIPPED]);
		const finding = result.status === 'fulfilled' ? result.value : failed(result.reason);
		// The verdict first: n8n's table shows the columns in this order.
		steps.push({ step, ...finding, standing, request, ...answers.take() });
		return finding.verdict === 'ok';
	};

	const connected = await connect(client, take);
	const authenticated = await take(
		'Obtain an accessToken',
		contract.tokenPath.basis,
		client.places.token,
		connected,
		async () => {
			await client.renewToken();
			return ok('MyD3 gave an accessToken for the API Key.');
		},
	);
	await take(
		'List the subscriptions',
		contract.listMethod.basis,
		`${contract.listMethod.value} ${client.places.subscriptions}`,
		authenticated,
		async () => ok(`MyD3 lists ${(await client.list()).length} subscriptions.`),
	);
	if (test !== undefined) await tryOut(client, test, authenticated, take);
	return steps;
}

type Take = (
	step: string,
	standing: Standing,
	request: string,
	possible: boolean,
	attempt: () => Promise<Finding>,
) => Promise<boolean>;

/** Two steps of one request: a host whose certificate is not accepted has been reached. */
async function connect(client: MyD3Client, take: Take): Promise<boolean> {
	const { basis: standing } = contract.baseUrl;
	const [result] = await Promise.allSettled([client.reach()]);
	const untrusted = result.status === 'rejected' && isTlsFailure(result.reason);
	const reached = await take('Reach the host', standing, 'GET /', true, async () => {
		if (result.status === 'rejected' && !untrusted) return failed(result.reason);
		return await Promise.resolve(ok(`${new URL(client.baseUrl).host} answers.`));
	});
	const secured = await take(
		'Secure the connection (TLS)',
		standing,
		'GET /',
		reached,
		async () => {
			if (untrusted) return failed(result.reason);
			const isHttp = client.baseUrl.startsWith('http:');
			return await Promise.resolve(
				ok(isHttp ? 'Not needed on this machine.' : 'The certificate is accepted.'),
			);
		},
	);
	return reached && secured;
}

/** Creates a subscription, finds it, deletes it and finds it gone. Whatever fails, deleting is tried. */
async function tryOut(
	client: MyD3Client,
	{ eventType, notificationUrl }: TestSubscription,
	possible: boolean,
	take: Take,
): Promise<void> {
	const path = client.places.subscriptions;
	const ids = new Set<string>();
	let uncertain = false;
	const isTest = ({ id, notificationUrl: url }: { id: string; notificationUrl?: string }) =>
		ids.has(id) || url === notificationUrl;
	const listed = async (): Promise<string[]> =>
		(await client.list()).filter(isTest).map(({ id }) => id);

	await take(
		'Create a test subscription',
		contract.createMethod.basis,
		`${contract.createMethod.value} ${path}`,
		possible,
		async () => {
			const [created] = await Promise.allSettled([client.create(eventType, notificationUrl)]);
			if (created.status === 'fulfilled') {
				ids.add(created.value);
				return ok(`MyD3 created subscription ${created.value}.`);
			}
			uncertain = isOutcomeUnknown(created.reason);
			return failed(created.reason);
		},
	);
	const list = `${contract.listMethod.value} ${path}`;
	const { basis: standing } = contract.listMethod;
	await take('Find it in the list', standing, list, ids.size > 0 || uncertain, async () => {
		const found = await listed();
		for (const id of found) ids.add(id);
		if (found.length > 0) return ok('MyD3 lists it.');
		return {
			verdict: 'failed',
			explanation: 'MyD3 does not list the test subscription.',
			advice:
				'If MyD3 answered that it created one, compare "Notification URL Field" in the credential with what MyD3 lists. The list may also be late.',
		};
	});
	const remove = `${contract.deleteMethod.value} ${path}/{id}`;
	await take('Delete it', contract.deleteMethod.basis, remove, ids.size > 0, async () => {
		for (const id of ids) await client.delete(id);
		return ok('MyD3 deleted it.');
	});
	await take('Find it gone', standing, list, ids.size > 0, async () => {
		if ((await listed()).length === 0) return ok('MyD3 does not list it any more.');
		await Promise.allSettled([...ids].map(async (id) => await client.delete(id)));
		if ((await listed()).length === 0) return ok('MyD3 deleted it at the second try.');
		return {
			verdict: 'failed',
			explanation: `MyD3 still lists the test subscription ${[...ids].join(', ')}.`,
			advice:
				'Delete it in MyD3, or with the operation Delete of this node. If deleting was answered 404, correct "Subscription Path" in the credential.',
		};
	});
}
