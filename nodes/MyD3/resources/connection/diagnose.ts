import type { IDataObject } from 'n8n-workflow';

import type { MyD3Client } from '../../api/client';
import { contract } from '../../api/contract';
import { isTlsError } from '../../api/errorKinds';
import { pageFor } from '../../api/inCredential';
import type { Subscription } from '../../api/listedSubscription';
import { parseUrl } from '../../api/url';
import { hasSameTarget, unreachableReason } from '../../notificationUrl';
import type { ResponseRecorder } from './shownResponse';
import { ok, skipped, StepLog, warning } from './steps';
import type { Finding } from './steps';
import { tryTestSubscription } from './testSubscription';
import type { TestSubscription } from './testSubscription';

/** What a diagnosis needs besides a client. */
export interface DiagnosisOptions {
	/** Where this n8n instance receives webhooks; undefined if unknown. */
	webhookBaseUrl: string | undefined;
	/** The editor's address, which may differ; undefined if unknown. */
	editorUrl?: string;
	/** The subscription to create and delete; undefined to change nothing. */
	test?: TestSubscription;
	/** @returns whether the execution was stopped, so that nothing more may be created */
	isStopped?: () => boolean;
	/** Waits the given number of ms. */
	wait: (ms: number) => Promise<void>;
}

// n8n 2.x: url.service.js, getTestWebhookBaseUrl.
const TEST_URL_ADVICE =
	'Nothing to change for published workflows. For "Execute step", n8n 2.x uses N8N_EDITOR_BASE_URL, which is not a public address here: set N8N_WEBHOOK_URL to the public one, unless you have already done so.';

const failed = (reason: unknown): Promise<Finding> => Promise.reject(reason as Error);

/**
 * Tests everything that a workflow with MyD3 depends on, step by step.
 * @param client reports its responses to `recorder`
 * @returns one entry per step, without secrets; a failed step is an entry, never an exception
 */
export async function diagnose(
	client: MyD3Client,
	recorder: ResponseRecorder,
	{ webhookBaseUrl, editorUrl, test, isStopped = () => false, wait }: DiagnosisOptions,
): Promise<IDataObject[]> {
	const log = new StepLog(recorder, client.baseUrl);
	await checkOwnAddress(webhookBaseUrl, editorUrl, client.baseUrl, log);
	const isConnected = await connect(client, log);
	const isAuthenticated = await obtainToken(client, isConnected, log);
	const before = await listSubscriptions(client, isAuthenticated, webhookBaseUrl, log);
	const mayCreate = isAuthenticated && !isStopped();
	if (test !== undefined) await tryTestSubscription(client, test, mayCreate, log, wait, before);
	return log.entries();
}

async function checkOwnAddress(
	address: string | undefined,
	editorUrl: string | undefined,
	baseUrl: string,
	log: StepLog,
): Promise<void> {
	const info = {
		step: "Check n8n's public address",
		basis: contract.notificationScheme.basis,
		field: '',
		request: '',
	};
	await log.runStep(info, async () => {
		const reason = address === undefined ? 'is not known' : unreachableReason(address, baseUrl);
		const origin = address === undefined ? '' : ` ${new URL(address).origin}`;
		const isEditorPublic = editorUrl === undefined || !unreachableReason(editorUrl, baseUrl);
		return await Promise.resolve(
			reason === undefined
				? ok(
						`The URLs that this n8n instance gives to MyD3 begin with${origin}, a public https address.`,
						isEditorPublic ? undefined : TEST_URL_ADVICE,
					)
				: warning(
						`MyD3 cannot send events to this n8n instance: its address${origin} ${reason}.`,
						"Set n8n's environment variable WEBHOOK_URL to its public https address (in queue mode, for every process). Behind a reverse proxy, also set N8N_PROXY_HOPS=1. Restart n8n.",
					),
		);
	});
}

/** Runs two steps with one request: a host without a secure connection has at least been reached. */
async function connect(client: MyD3Client, log: StepLog): Promise<boolean> {
	const info = {
		basis: contract.baseUrl.basis,
		field: 'Base URL',
		request: `GET ${client.baseUrl}`,
	};
	const [result] = await Promise.allSettled([client.checkReachability()]);
	const hasTlsError = result.status === 'rejected' && isTlsError(result.reason);
	const isReached = await log.runStep({ ...info, step: 'Reach the host' }, async () => {
		if (result.status === 'rejected' && !hasTlsError) return await failed(result.reason);
		return ok(`${new URL(client.baseUrl).host} answers.`);
	});
	const secure = async (): Promise<Finding> => {
		if (hasTlsError) return await failed(result.reason);
		const isHttp = client.baseUrl.startsWith('http:');
		return ok(isHttp ? 'Not needed on this machine.' : 'The certificate is accepted.');
	};
	const step = 'Secure the connection (TLS)';
	return await log.runStep({ ...info, step }, isReached ? secure : undefined);
}

async function obtainToken(
	client: MyD3Client,
	isConnected: boolean,
	log: StepLog,
): Promise<boolean> {
	const { tokenRequest } = client.requests;
	const info = {
		step: 'Obtain an access token',
		basis: contract.tokenRequest.basis,
		field: 'Token Request',
		request: tokenRequest?.describe({}) ?? '',
	};
	const attempt = async (): Promise<Finding> => {
		await client.renewToken();
		return ok('MyD3 returned an access token for the API Key.');
	};
	const noExchange = skipped(
		'"Token Request" is empty: there is no exchange, and the API Key itself is sent as the bearer token.',
		`If ${pageFor('Token Request')} shows a request that returns an access token, enter it.`,
	);
	if (tokenRequest === undefined && isConnected) {
		await log.runStep(info, async () => await Promise.resolve(noExchange));
		return true;
	}
	return await log.runStep(info, isConnected ? attempt : undefined);
}

/** @returns what MyD3 lists */
async function listSubscriptions(
	client: MyD3Client,
	isAuthenticated: boolean,
	webhookBaseUrl: string | undefined,
	log: StepLog,
): Promise<Subscription[]> {
	let found: Subscription[] = [];
	const { listRequest } = client.requests;
	const info = {
		step: 'List the subscriptions',
		basis: contract.listRequest.basis,
		field: 'List Request',
		request: listRequest?.describe({ page: '1', page0: '0', offset: '0' }) ?? '',
	};
	const noList = skipped(
		'"List Request" is empty, so subscriptions cannot be listed. Triggers rely on the IDs that they remember.',
		`If ${pageFor('List Request')} shows a request that lists subscriptions, enter it.`,
	);
	const attempt = async (): Promise<Finding> => {
		if (listRequest === undefined) return noList;
		const { subscriptions, incomplete } = await client.list();
		found = subscriptions;
		if (incomplete !== undefined) {
			return warning(incomplete.message, incomplete.description ?? '', 'List Request');
		}
		const count = subscriptions.length;
		const listed = `MyD3 lists ${count} ${count === 1 ? 'subscription' : 'subscriptions'}.`;
		const inactive = switchedOff(subscriptions, webhookBaseUrl).map(({ id }) => id);
		if (inactive.length > 0) {
			return warning(
				`${listed} MyD3 has switched off some that lead to this n8n instance, so they receive no events: ${inactive.join(', ')}.`,
				'If the workflow is published (active), unpublish (deactivate) it and publish (activate) it again.',
			);
		}
		const showsUrls = count === 0 || subscriptions.some(({ urls }) => urls.length > 0);
		return ok(
			showsUrls
				? listed
				: `${listed} None of them shows a notification URL, so triggers rely on the IDs that they remember.`,
		);
	};
	await log.runStep(info, isAuthenticated ? attempt : undefined);
	return found;
}

/**
 * Finds the subscriptions that lead to this n8n instance but are switched off. Where another one does the same job, the one
 * that is switched off is a leftover: some APIs keep what was deleted.
 */
const switchedOff = (subscriptions: Subscription[], webhookBaseUrl = ''): Subscription[] =>
	subscriptions.filter(
		({ isInactive, notificationUrl = '', eventTypes }) =>
			isInactive === true &&
			webhookBaseUrl !== '' &&
			parseUrl(notificationUrl)?.href.startsWith(webhookBaseUrl) === true &&
			!subscriptions.some(
				(other) =>
					other.isInactive !== true &&
					hasSameTarget(other.notificationUrl ?? '', notificationUrl) &&
					String(other.eventTypes) === String(eventTypes),
			),
	);
